/**
 * Owns: that the replay says what was recorded, byte for byte, when it is asked as the recordings asked - and nothing else.
 * Never: the product.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReplay, type Replay } from "./replay";
import { bodyOf, recorded, requestOf, rowsOf, type Wire } from "./wire";

const WIRES: Wire[] = ["19-json2", "16-xmlrpc"];
const FRESH = ["010", "020", "021", "022", "030", "031", "033", "054", "055", "056", "057", "059", "061", "062", "083", "085", "208"];
const ONLY_16 = ["011", "023", "024"];

describe.each(WIRES)("the replay of %s", (wire) => {
  let replay: Replay;
  beforeEach(async () => {
    replay = await startReplay(wire);
  });
  afterEach(() => replay.close());

  const send = async (number: string, change: (body: string) => string = (body) => body): Promise<[number, string]> => {
    const { request } = recorded(wire, number);
    const body = request.body === null ? null : change(typeof request.body === "string" ? request.body : JSON.stringify(request.body));
    const answer = await fetch(`${replay.url}${request.path}`, { method: request.method, headers: request.headers, ...(body !== null && { body }) });
    return [answer.status, await answer.text()];
  };
  const asRecorded = (number: string): [number, string] => [recorded(wire, number).response.status, bodyOf(recorded(wire, number))];

  const story = [...FRESH.filter((number) => wire === "19-json2" || number !== "010"), ...(wire === "16-xmlrpc" ? ONLY_16 : [])];
  test.each(story)("%s is answered as it was recorded", async (number) => {
    expect(await send(number)).toEqual(asRecorded(number));
  });

  test("before and after load, before and after post", async () => {
    expect((await send("082"))[1]).toContain("External ID not found in the system: ai_employee.inv_");
    expect(await send("086")).toEqual(asRecorded("208"));
    for (const number of ["080", "081", "082", "084", "086"]) expect(await send(number), number).toEqual(asRecorded(number));
    // The recorded post is of another invoice than the recorded load.
    const [loaded, other] = ["086", "071"].map((number) => Number(rowsOf(recorded(wire, number))[0]?.["id"]?.value));
    const post = (body: string): string => body.replace(`${other}`, `${loaded}`);
    expect(await send("100", post)).toEqual(asRecorded("100"));
    expect(await send("100", post)).toEqual(asRecorded("102"));
    const [, read] = await send("101", (body) => post(body).replace(/,"(amount_residual|access_url|is_move_sent)"|<value><string>(amount_residual|access_url|is_move_sent)<\/string><\/value>/g, ""));
    expect(read).toMatch(/INV\/2026\/000\d\d/);
    expect(read).toContain("posted");
    expect(read).toContain("125.5");
    expect(replay.uncovered).toEqual([]);
  });

  test.each([
    ["another price", (body: string) => body.replace("25.5", "25.6")],
    ["a line left out", (body: string) => body.replace(/,\["","".*?\]|<value><array><data>(<value><string\/><\/value>){8}.*?<\/data><\/array><\/value>/s, "")],
    ["two lines of one name", (body: string) => body.replace(/_l2/, "_l1")],
    ["another partner", (body: string) => body.replace(wire === "19-json2" ? '"96"' : ">76<", wire === "19-json2" ? '"97"' : ">77<")],
    ["a field that nobody asked for", (body: string) => body.replace("price_unit", "discount")],
  ])("a load with %s is not covered", async (_, change) => {
    expect((await send("080", change))[0]).toBe(501);
    expect(replay.uncovered).toHaveLength(1);
    expect(replay.story.loaded).toBeNull();
  });

  test("a load that was never recorded for this story is not covered", async () => {
    expect((await send("087"))[0]).toBe(501);
  });

  test("an address that nobody has is answered as one was, before the partner was there", async () => {
    expect(await send("050", (body) => body.replace("anna@", "kim@"))).toEqual(asRecorded("050"));
    expect((await send("050", (body) => body.replace("anna@northwind", "northwind")))[0]).toBe(501);
  });

  test("fields that no recording tells are not covered", async () => {
    await send("080");
    expect((await send("086", (body) => body.replace("invoice_line_ids", "narration")))[0]).toBe(501);
    expect(replay.uncovered[0]).toContain('no recording tells the field "narration"');
  });

  test("writes are told from reads by what is called", async () => {
    for (const number of ["020", "054", "080", "082"]) await send(number);
    expect(replay.calls.map(({ write }) => write)).toEqual([false, false, true, false]);
    expect(requestOf(recorded(wire, "080")).model).toBe("account.move");
  });
});

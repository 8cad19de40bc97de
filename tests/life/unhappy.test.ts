/**
 * Owns: what becomes of one action when Odoo answers as it was recorded in trouble - outcome, sentence, and how often it was written to.
 * Never: a second write of the same action, or an approved action that is lost.
 */
import { afterEach, describe, expect, test } from "vitest";
import type { Problem } from "../../src/core/action";
import { Office } from "./office";
import type { Asked, Wire } from "./wire";

const LINES = ["2 x Work A @ USD 50.00", "1 x Work B @ USD 25.50", "Total: USD 125.50"];
const INVOICE = "odoo_invoice";
const PARTNER = "odoo_partner";
const calls = (name: string) => ({ model, method }: Asked): boolean => `${model}.${method}` === name;
const isLoad = calls("account.move.load");
const isLookup = calls("ir.model.data.check_object_reference");

let office: Office | null = null;
afterEach(async () => {
  const closing = office;
  office = null;
  const strays = closing?.strays;
  await closing?.close();
  expect(strays).toEqual([]);
});

/** An office, live, with a mail that has become a proposal. */
async function proposed(wire: Wire, given: { live?: boolean; lines?: string[]; from?: string; fields?: Record<string, string>; key?: string; prepare?: (office: Office) => void } = {}): Promise<Office> {
  const opened = await Office.open(wire, given.live ?? true, given.fields);
  office = opened;
  if (given.key !== undefined) opened.odoo.key = given.key;
  given.prepare?.(opened);
  await opened.receive(given.lines ?? LINES, given.from);
  await opened.pass();
  return opened;
}

/** What a person reads about an action's trouble. */
async function said(at: Office, type: string): Promise<Problem> {
  const { deliveries } = await at.detail(type);
  const problem = deliveries[0]?.problem;
  if (!problem) throw new Error("Nothing is said about it.");
  return problem;
}

async function approveAndRun(at: Office, type: string): Promise<void> {
  await at.approve(type);
  await at.pass();
}

describe.each<Wire>(["19-json2", "16-xmlrpc"])("O5 K3 K4 Odoo in trouble, as recorded (%s)", (wire) => {
  const is19 = wire === "19-json2";

  test("021: a key that is revoked after the approval pauses the channel; with a good key it goes on by itself", async () => {
    const at = await proposed(wire);
    // The facts are read, the action is started, and at that moment the key is no longer good.
    at.odoo.instead = (asked) => (isLookup(asked) ? { number: is19 ? "021" : "023" } : null);
    await at.approve(INVOICE);
    await at.pass();
    expect(await said(at, INVOICE)).toMatchObject({ code: "AUTHENTICATION_ERROR", effect: "Odoo did not let us in; nothing was changed.", next: expect.stringContaining("Make a new API key") as string });
    expect((await at.card(INVOICE)).status).toBe("approved");
    expect((await at.lines()).map(({ event }) => event)).toContain("channel_paused");
    expect(at.odoo.writes()).toEqual([]);
    at.odoo.instead = () => null;
    await at.pass();
    expect((await at.card(INVOICE)).status).toBe("approved");
    at.clock.skip(60 * 60_000);
    await at.pass();
    await at.pass();
    expect((await at.card(INVOICE)).status).toBe("done");
    expect(at.odoo.writes()).toEqual(["account.move.load"]);
  });

  test("021: with a wrong key from the start the draft is kept, the sentence says what to do, and the right key brings it on", async () => {
    const at = await proposed(wire, { key: "another" });
    expect(at.employee.overview().services["odoo"]).toMatchObject({ ok: false, text: expect.stringMatching(/did not let us in.*Make a new API key/) as string });
    expect(await at.card(INVOICE)).toMatchObject({ status: "waiting", reasons: expect.arrayContaining(["facts_unreadable"]) as string[] });
    await approveAndRun(at, INVOICE);
    expect(await at.notes("Needs_Action")).toEqual([expect.stringContaining("ALERT_NO_ACCESS_odoo")]);
    expect((await at.card(INVOICE)).status).toBe("approved");
    expect(at.odoo.writes()).toEqual([]);
    at.odoo.key = "<KEY>";
    at.clock.skip(60 * 60_000);
    await at.pass();
    // Now the partner is known: what was approved has changed, and is asked again.
    expect(await at.detail(INVOICE)).toMatchObject({ status: "waiting", payload: { partner: { kind: "known", name: at.told.company } } });
    await approveAndRun(at, INVOICE);
    expect((await at.card(INVOICE)).status).toBe("done");
    expect(at.odoo.writes()).toEqual(["account.move.load"]);
  });

  test("022: a wrong database is said in words, nothing is attempted, and the right one brings it on", async () => {
    const at = await proposed(wire, { fields: { database: "nodb" } });
    expect(at.employee.overview().services["odoo"]).toMatchObject({ ok: false, text: expect.stringMatching(/[Cc]heck .*database name/) as string });
    expect((await at.card(INVOICE)).status).toBe("waiting");
    await approveAndRun(at, INVOICE);
    expect((await at.card(INVOICE)).status).toBe("approved");
    expect(at.odoo.writes()).toEqual([]);
    await at.changeSettings({}, { database: is19 ? "odoo19" : "odoo16" });
    await at.pass();
    expect((await at.card(INVOICE)).status).toBe("waiting");
    await approveAndRun(at, INVOICE);
    expect((await at.card(INVOICE)).status).toBe("done");
    expect(at.odoo.writes()).toEqual(["account.move.load"]);
  });

  test("224: no right to create a partner is a refusal in Odoo's words; the invoice waits for the partner", async () => {
    const at = await proposed(wire, { from: "Ada Quill <ada@quill.example>" });
    at.odoo.instead = (asked) => (calls("res.partner.load")(asked) ? { number: "224" } : null);
    expect((await at.card(INVOICE)).status).toBe("waiting");
    await approveAndRun(at, PARTNER);
    expect((await at.card(PARTNER)).status).toBe("failed");
    expect(await said(at, PARTNER)).toMatchObject({ code: "VALIDATION_ERROR", effect: "Odoo refused it; nothing was changed.", cause: expect.stringContaining("You are not allowed to create 'Contact'") as string });
    await approveAndRun(at, INVOICE);
    await at.pass();
    expect((await at.card(INVOICE)).status).toBe("approved");
    expect(at.odoo.writes()).toEqual(["res.partner.load"]);
  });

  test("250: of two loads at once the loser looks up what the winner made, and loads nothing again", async () => {
    const at = await proposed(wire);
    at.odoo.instead = (asked, story) => {
      if (!isLoad(asked)) return null;
      const [first] = asked.args["data"] as string[][];
      story.loaded = first?.[0] ?? null;
      return { number: "250" };
    };
    await approveAndRun(at, INVOICE);
    expect(await at.detail(INVOICE)).toMatchObject({ status: "done", deliveries: [{ receipt: { id: String(at.told.invoice), difference: null } }] });
    expect(at.odoo.writes()).toEqual(["account.move.load"]);
  });

  test("250: when nobody has won, it is a refusal that a person sends again - to find, or to make, one invoice", async () => {
    const at = await proposed(wire);
    at.odoo.instead = (asked) => (isLoad(asked) ? { number: "250" } : null);
    await approveAndRun(at, INVOICE);
    await at.pass();
    const { status, id } = await at.card(INVOICE);
    expect(status).toBe("failed");
    expect((await said(at, INVOICE)).cause).toContain("could not serialize access due to concurrent update");
    expect(at.odoo.writes()).toEqual(["account.move.load"]);
    at.odoo.instead = () => null;
    expect(await at.employee.wish({ kind: "resend", id }, { by: "owner", via: "cli", attended: true })).toMatchObject({ ok: true, status: "approved" });
    await at.pass();
    expect((await at.card(INVOICE)).status).toBe("done");
    expect(at.odoo.writes()).toEqual(["account.move.load", "account.move.load"]);
  });

  test("252: a lookup that answers no id means that nothing is there: it is loaded, once", async () => {
    const at = await proposed(wire);
    at.odoo.instead = (asked, story) => (isLookup(asked) && story.loaded === null ? { number: "252" } : null);
    await approveAndRun(at, INVOICE);
    const answers = at.odoo.calls.map(({ number }) => number);
    expect(answers).toContain("252");
    // 208: a record was read that is not there - by an id that was none.
    expect(answers).not.toContain("208");
    expect(await at.detail(INVOICE)).toMatchObject({ status: "done", deliveries: [{ receipt: { id: String(at.told.invoice) } }] });
    expect(at.odoo.writes()).toEqual(["account.move.load"]);
  });

  test("200: without the app Invoicing it is said before, and a load is refused without effect", async () => {
    const noInvoices = (asked: Asked): { number: string } | null => (asked.model === "account.move" ? { number: "200" } : null);
    const at = await proposed(wire, { live: false, prepare: ({ odoo }) => { odoo.instead = noInvoices; } });
    expect(at.employee.overview().services["odoo"]).toMatchObject({ ok: false, text: expect.stringContaining("install the app Invoicing") as string });
    expect((await at.card(INVOICE)).reasons).toContain("facts_unreadable");
    await approveAndRun(at, INVOICE);
    const { deliveries } = await at.detail(INVOICE);
    expect(deliveries[0]?.findings.join(" ")).toMatch(/Odoo says: "(the model|Object) /);
    expect(at.odoo.writes()).toEqual([]);
    await at.changeSettings({ live: ["odoo"] });
    await at.pass();
    await approveAndRun(at, INVOICE);
    expect((await at.card(INVOICE)).status).toBe("failed");
    expect(await said(at, INVOICE)).toMatchObject({ code: "VALIDATION_ERROR", effect: "Odoo refused it; nothing was changed." });
    expect(at.odoo.writes().length).toBeLessThanOrEqual(1);
  });

  test("061: a currency that is not active is said at the rehearsal, and never written", async () => {
    const at = await proposed(wire, { live: false, lines: LINES.map((line) => line.replace("USD", "GBP")) });
    expect(await at.card(INVOICE)).toMatchObject({ status: "waiting", currency: "GBP" });
    await approveAndRun(at, INVOICE);
    const { deliveries } = await at.detail(INVOICE);
    expect(deliveries[0]).toMatchObject({ status: "simulated", findings: [expect.stringContaining("The currency GBP is not active in Odoo.") as string] });
    await at.changeSettings({ live: ["odoo"] });
    await at.pass();
    await approveAndRun(at, INVOICE);
    expect((await at.card(INVOICE)).status).toBe("failed");
    expect(await said(at, INVOICE)).toMatchObject({ code: "VALIDATION_ERROR", effect: "Nothing was sent to Odoo.", next: expect.stringContaining("Activate it in Odoo") as string });
    expect(at.odoo.writes()).toEqual([]);
  });
});

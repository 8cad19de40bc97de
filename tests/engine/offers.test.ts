/** Owns: proof that what a person asks for about a record becomes one proposal like any other, and no second one while it is open (PRODUCT K1, K6, O2). Never: a real service. */
import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/channel";
import type { JsonObject } from "../../src/core/json";
import { ServiceError } from "../../src/core/failure";
import { offersOf } from "../../src/engine/offers";
import { Bench, LIVE } from "./bench";
import { booksChannel, seed } from "./books";

class Shelf {
  down = false;
  began: string[] = [];
  readonly channel: Channel = {
    ...booksChannel,
    offers: {
      invoice: {
        label: "Write an invoice",
        on: ({ label }) => (label.startsWith("INVOICE/") ? label : null),
        about: ({ memo }) => (typeof memo === "string" ? memo : null),
        begin: (record, today, call) => {
          expect(call.may_write).toBe(false);
          this.began.push(`${record} ${today}`);
          if (this.down) throw new ServiceError("transient", { code: "DOWN", effect: "Not read.", cause: "Nobody answers.", next: "Wait." });
          if (record === "gone") return Promise.resolve("It is gone.");
          return Promise.resolve({
            record,
            rows: [["Record", record]],
            asks: [{ field: "amount", label: "Amount", kind: "amount" as const, value: "120.00", choices: [], hint: "" }],
            seed: ({ amount }) => (amount === "13" ? [{ field: "amount", text: "brings bad luck" }] : seed("asked", "invoice", { customer: "Ada", amount: typeof amount === "string" ? amount : "", currency: "USD", memo: record })),
          });
        },
      },
    },
  };
}

async function world(): Promise<{ bench: Bench; shelf: Shelf; ask(record: string, answers?: JsonObject): ReturnType<Bench["wish"]> }> {
  const shelf = new Shelf();
  const bench = await Bench.open(LIVE, undefined, [shelf.channel]);
  return { bench, shelf, ask: (record, answers = {}) => bench.wish({ kind: "propose", channel: "", operation: "invoice", record, answers }) };
}

describe("asked for by a person", () => {
  it("K1 is a proposal that waits for its decision, with the defaults where nothing was answered", async () => {
    const { bench, shelf, ask } = await world();
    const { ok, id = "" } = await ask("A1");
    expect(ok).toBe(true);
    expect(bench.action(id).proposal).toMatchObject({ origin: { kind: "person" }, money: { amount: "120.00", currency: "USD" } });
    await bench.round();
    expect([bench.status(id), bench.books.records]).toEqual(["waiting", []]);
    expect(shelf.began).toEqual([`A1 ${bench.world.clock.now().toISOString().slice(0, 10)}`]);
    await bench.approve(id);
    await bench.round();
    expect(bench.books.of("invoice")).toEqual([id]);
  });

  it("what is wrong is said by field, and nothing is proposed", async () => {
    const { bench, shelf, ask } = await world();
    expect(await ask("A1", { amount: "many" })).toMatchObject({ ok: false, text: expect.stringContaining("amount must be a number") as string });
    expect(await ask("A1", { amount: "13" })).toMatchObject({ ok: false, text: expect.stringContaining("brings bad luck") as string });
    expect(await ask("A1", { colour: "red" })).toMatchObject({ ok: false, text: expect.stringContaining("colour is not asked for; there are amount") as string });
    expect(await ask("gone")).toMatchObject({ ok: false, text: "It is gone." });
    expect(await ask("  ")).toMatchObject({ ok: false });
    expect(await bench.wish({ kind: "propose", channel: "", operation: "fly", record: "A1", answers: {} })).toMatchObject({ ok: false, text: expect.stringContaining("There are: invoice") as string });
    shelf.down = true;
    expect(await ask("A1")).toMatchObject({ ok: false, text: expect.stringContaining("Nobody answers.") as string });
    expect(Object.keys(bench.ledger.state.actions)).toEqual([]);
    const offers = offersOf({ ...bench.parts });
    shelf.down = false;
    expect(await offers.problems({ channel: "books", operation: "invoice", record: "A1" }, { amount: "13" })).toEqual([{ field: "amount", text: "brings bad luck" }]);
    expect(await offers.form({ channel: "", operation: "invoice", record: "A1" })).toMatchObject({ channel: "books", record: "A1", label: "Write an invoice" });
  });

  it("K6 there is no second one about the same record while the first is open; afterwards there is", async () => {
    const { bench, ask } = await world();
    const first = await ask("A1");
    expect(await ask("A1", { amount: "20" })).toMatchObject({ ok: false, text: expect.stringContaining(first.id ?? "?") as string });
    expect((await ask("B2")).ok).toBe(true);
    bench.books.moods = ["vanished"];
    bench.books.vague = true;
    await bench.approve(first.id ?? "");
    await bench.round();
    expect(bench.status(first.id ?? "")).toBe("unknown");
    expect(await ask("A1")).toMatchObject({ ok: false, text: expect.stringContaining("unknown already") as string });
    await bench.wish({ kind: "resolve", id: first.id ?? "", happened: true });
    const again = await ask("A1");
    expect([again.ok, again.id === first.id]).toEqual([true, false]);
  });

  it("a done action names its own record", async () => {
    const { bench, shelf, ask } = await world();
    const { id = "" } = await ask("A1");
    await bench.approve(id);
    await bench.round();
    shelf.began = [];
    const asked = await bench.wish({ kind: "propose", channel: "books", operation: "invoice", record: id, answers: {} });
    expect([asked.ok, shelf.began[0]?.split(" ")[0]]).toEqual([true, bench.action(id).deliveries["books"]?.receipt?.label]);
  });
});

/** Owns: proof that reminders and payment instructions are notes and nothing else, written once, from books that were asked just then (PRODUCT K7, K8, O2). Never: a real service. */
import { describe, expect, it } from "vitest";
import { askedOn, type Asked, type Measured, type Open } from "../../src/core/measure";
import { measure } from "../../src/engine/measuring";
import { overdueInvoices, prepareNotes } from "../../src/engine/preparing";
import type { Channel } from "../../src/channel";
import { ServiceError } from "../../src/core/failure";
import type { Settings } from "../../src/settings";
import { Bench, LIVE } from "./bench";
import { booksChannel } from "./books";

const DAY = 86_400_000;
const OPTED: Settings = { ...LIVE, zone: "Europe/Berlin", reports: { money: true } };
const open = (id: string, due_date: string): Open => ({ id, label: `INV/${id}`, partner: "Ada", email: "ada@example.com", language: "fr", open: { amount: "80.00", currency: "EUR" }, due_date, url: null, reference: null });

class Ledgers {
  asked: Asked[] = [];
  overdue: Open[] = [open("1", "2026-11-01"), open("2", "2026-11-14")];
  payable: Open[] = [open("8", "2026-11-20"), open("9", "2027-01-01")];
  down = false;
  readonly channel: Channel = {
    ...booksChannel,
    planner: {
      kinds: ["invoice_request"],
      plan: async (draft, ...rest) => {
        const plan = await booksChannel.planner?.plan(draft, ...rest);
        return plan?.kind === "proposals" ? { ...plan, seeds: plan.seeds.map((seed) => ({ ...seed, signs: draft.signs })) } : { kind: "questions", missing: [], text: "" };
      },
    },
    measure: async (call, asked): Promise<Measured> => {
      expect(call.may_write).toBe(false);
      this.asked.push(asked);
      if (this.down) throw new ServiceError("transient", { code: "DOWN", effect: "Not read.", cause: "Nobody answers.", next: "Wait." });
      return { asked, currency: "EUR", revenue: { week: "1.00", week_before: "2.00", month: "3.00", month_before: "4.00" }, overdue: this.overdue, payable: this.payable };
    },
  };
}
async function world(settings = OPTED): Promise<{ bench: Bench; books: Ledgers }> {
  const books = new Ledgers();
  return { bench: await Bench.open(settings, undefined, [books.channel]), books };
}

describe("L3 figures from the books", () => {
  it("are asked for once a day in the owner's zone, only where the owner opted in", async () => {
    const { bench, books } = await world();
    for (let times = 0; times < 3; times += 1) await measure(bench.parts);
    expect(books.asked).toEqual([askedOn("2026-11-16")]);
    bench.world.clock.time = Date.parse("2026-11-16T23:00:00Z");
    await measure(bench.parts);
    expect(books.asked.map(({ day }) => day)).toEqual(["2026-11-16", "2026-11-17"]);
    const { bench: private_, books: unread } = await world(LIVE);
    await measure(private_.parts);
    expect(unread.asked).toEqual([]);
  });

  it("a service that cannot be asked leaves no figure, and is asked again", async () => {
    const { bench, books } = await world();
    books.down = true;
    await measure(bench.parts);
    expect(bench.ledger.state.measured).toEqual({});
    books.down = false;
    await measure(bench.parts);
    expect(bench.ledger.state.measured["books"]?.revenue.week).toBe("1.00");
  });
});

describe("prepared notes", () => {
  it("reminders: one for each invoice whose reminder is due, in the customer's language; asked again nothing more, in time the next", async () => {
    const { bench } = await world();
    const first = await prepareNotes(bench.parts, "reminders");
    expect(first.notes).toHaveLength(1);
    expect(bench.world.notes.get(first.notes[0] ?? "")).toContain("La facture INV/1 de 80.00 EUR était échue le 2026-11-01, il y a 15 jours.");
    expect(await prepareNotes(bench.parts, "reminders")).toMatchObject({ notes: [], text: "No invoice is overdue whose reminder is due and not written yet." });
    bench.world.clock.time += 6 * DAY;
    const second = await prepareNotes(bench.parts, "reminders");
    expect(second.notes.map((path) => path.replace(/_[0-9a-f]{8}\.md$/, ""))).toEqual(["AI_Employee/Needs_Action/REMINDER_1_INV-2"]);
    bench.world.clock.time += 8 * DAY;
    expect((await prepareNotes(bench.parts, "reminders")).notes.map((path) => path.includes("REMINDER_2_INV-1"))).toEqual([true]);
    expect(bench.books.asked.filter((request) => request.startsWith("POST"))).toEqual([]);
  });

  it("one that a person names: by number, id or service and id; the first at any age, then each in its time, else the sentence", async () => {
    const { bench, books } = await world();
    const two = (): Promise<{ notes: string[]; text: string }> => prepareNotes(bench.parts, "reminders", "inv/2");
    expect((await prepareNotes(bench.parts, "reminders", "INV/9")).text).toBe("The books have no overdue invoice INV/9. Its number stands at its top, e.g. INV/2026/00042.");
    const first = await two();
    expect(first.notes).toEqual([expect.stringContaining("REMINDER_1_INV-2_") as string]);
    const again = await prepareNotes(bench.parts, "reminders", "books:2");
    expect(again.notes).toEqual([]);
    expect(again.text).toBe(`The friendly reminder of INV/2 was written on 16 Nov 2026: ${first.notes[0] ?? ""}. The firm one follows from 21 days overdue, 14 days after that one.`);
    // What is due besides was not touched, and the one that was named is not written again with the others.
    expect((await prepareNotes(bench.parts, "reminders")).notes).toEqual([expect.stringContaining("REMINDER_1_INV-1_") as string]);
    for (const [days, level] of [[19, "REMINDER_2"], [14, "REMINDER_3"]] as const) {
      bench.world.clock.time += days * DAY;
      expect((await two()).notes).toEqual([expect.stringContaining(level) as string]);
    }
    expect((await two()).text).toMatch(/^The final reminder of INV\/2 .* It was the last one\.$/);
    books.overdue = [open("1", "2026-11-01"), { ...open("7", "2026-11-02"), label: "INV/1" }];
    expect(await prepareNotes(bench.parts, "reminders", "INV/1")).toMatchObject({ notes: [], text: expect.stringContaining("several documents INV/1: books:1 (Ada), books:7 (Ada)") as string });
    expect(bench.books.asked.filter((request) => request.startsWith("POST"))).toEqual([]);
  });

  it("a bill that a person names is prepared however far ahead, and once", async () => {
    const { bench } = await world();
    const { notes } = await prepareNotes(bench.parts, "payments", "9");
    expect(bench.world.notes.get(notes[0] ?? "")).toContain("80.00 EUR by 1 Jan 2027");
    expect(await prepareNotes(bench.parts, "payments", "INV/9")).toMatchObject({ notes: [], text: `The instruction for INV/9 was written on 16 Nov 2026: ${notes[0] ?? ""}.` });
  });

  it("the list says since when each waits and what was written; it writes no note, and asks the books now", async () => {
    const { bench, books } = await world();
    const notes = bench.world.notes.size;
    expect(await overdueInvoices(bench.parts)).toMatchObject([{ service: "books", id: "1", days: 15, level: 1, due_date: "2026-11-01", written: null }, { id: "2", days: 2, level: 0, written: null }]);
    expect(bench.world.notes.size).toBe(notes);
    const { notes: [note] } = await prepareNotes(bench.parts, "reminders", "1");
    books.overdue = books.overdue.slice(0, 1);
    expect(await overdueInvoices(bench.parts)).toMatchObject([{ id: "1", written: { level: 1, note } }]);
    expect(await overdueInvoices((await world(LIVE)).bench.parts)).toContain("Money in reports");
    books.down = true;
    bench.world.clock.time += DAY;
    expect(await overdueInvoices(bench.parts)).toContain("could not be read today");
  });

  it("payment instructions: bills due within two weeks, once, also after a restart; nothing is paid or sent", async () => {
    const { bench } = await world();
    const { notes } = await prepareNotes(bench.parts, "payments");
    expect(notes).toHaveLength(1);
    expect(bench.world.notes.get(notes[0] ?? "")).toContain("# Pay Ada: 80.00 EUR by 20 Nov 2026");
    expect(bench.world.notes.get(notes[0] ?? "")).toContain("The account is not known here");
    bench.process.kill("lost");
    const again = await Bench.open(OPTED, bench, [new Ledgers().channel]);
    expect((await prepareNotes(again.parts, "payments")).notes).toEqual([]);
    expect(again.books.records).toEqual([]);
  });

  it("K8 the account stands in the mail that the bill was drafted from; with a fraud sign it is a warning", async () => {
    for (const fraud of [false, true]) {
      const { bench, books } = await world();
      await bench.receive("1", { total: "80.00", reference: "IBAN DE89 3704 0044 0532 0130 00", ...(fraud && { signs: [{ code: "bank_data_changed", text: "The mail speaks of changed bank data.", fraud: true }] }) });
      await bench.round();
      const id = Object.keys(bench.ledger.state.actions).find((action) => action.startsWith("invoice")) ?? "";
      await bench.approve(id);
      await bench.round();
      books.payable = [{ ...open(bench.action(id).deliveries["books"]?.receipt?.id ?? "", "2026-11-20"), reference: "CH-1" }];
      const { notes } = await prepareNotes(bench.parts, "payments");
      const note = bench.world.notes.get(notes[0] ?? "") ?? "";
      expect(note.includes("- IBAN: **DE89 3704 0044 0532 0130 00** (check digits fit), from The mail of ada@example.com")).toBe(!fraud);
      expect(note.includes("> [!danger] Fraud sign: do not pay to the account in this message")).toBe(fraud);
    }
  });

  it("without the owner's consent, or without an answer from the books, it says so and writes nothing", async () => {
    const { bench } = await world(LIVE);
    expect(await prepareNotes(bench.parts, "reminders")).toMatchObject({ notes: [], text: expect.stringContaining('switch on "Money in reports"') as unknown });
    const { bench: asked, books } = await world();
    books.down = true;
    expect(await prepareNotes(asked.parts, "reminders")).toMatchObject({ notes: [], text: expect.stringContaining("could not be read today") as unknown });
    expect(asked.world.in("Needs_Action")).toEqual([]);
  });
});

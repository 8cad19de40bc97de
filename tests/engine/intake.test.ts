/** Owns: proof that what was observed is entered once, filed in exactly one place, and never lost. Never: what a mail means. */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { enterPage } from "../../src/engine/intake";
import type { Page } from "../../src/watcher";
import { Bench, LIVE } from "./bench";
import { booksChannel, mail } from "./books";

const VAGUE: Partial<Draft> = { action: "clarify", missing: ["total"], total: null };

function page(ids: string[], cursor = "1"): Page {
  return { cursor, skipped: [], observations: ids.map((id) => ({ id: `inbox:${id}`, source: "inbox", at: "2026-11-16T07:00:00.000Z", thread: null, mail: mail(id) })) };
}

const filings = (bench: Bench): unknown[] => bench.world.lines().filter((line) => line["event"] === "filed").map((line) => (line["parameters"] as { as: string }).as);
const only = (bench: Bench) => Object.keys(bench.ledger.state.actions)[0] ?? "";

/** The owner fills what the clarification asks. */
function answer(bench: Bench, total: string): void {
  const [path] = bench.world.in("Needs_Action").filter((name) => name.includes("CLARIFICATION"));
  bench.edit(path ?? "", (text) => text.replace('total_amount: ""', `total_amount: "${total}"`));
}

describe("G2 no observation twice, none missed", () => {
  it("the same message in one page, in two pages and after a restart is one observation", async () => {
    const bench = await Bench.open();
    expect(await enterPage(bench.parts, "inbox", page(["a", "a", "b"]), () => true)).toBe(2);
    expect(await enterPage(bench.parts, "inbox", page(["b", "a"], "2"), () => true)).toBe(0);
    const next = await bench.restart();
    expect(await enterPage(next.parts, "inbox", page(["a", "b", "c"], "3"), () => true)).toBe(1);
    expect(next.world.events().filter((event) => event === "observed")).toHaveLength(3);
  });

  it("the cursor moves only after the page is on disk", async () => {
    for (let step = 0; step < 12; step += 1) {
      const world = await Bench.open();
      world.process.arm(step, "lost");
      const cut = await enterPage(world.parts, "inbox", page(["a", "b"]), () => true).then(() => false, () => true);
      const next = await (cut ? Bench.open(LIVE, world) : world.restart());
      const { cursors, observations } = next.ledger.state;
      if (cursors["inbox"]) expect(Object.keys(observations), `step ${step}`).toEqual(["inbox:a", "inbox:b"]);
      for (const { hash } of Object.values(observations)) expect(next.world.disk.blobs.has(hash)).toBe(true);
    }
  });

  it("E2 a page of a watcher that was retired while it was read is dropped whole", async () => {
    const bench = await Bench.open();
    expect(await enterPage(bench.parts, "inbox", page(["a"]), () => false)).toBe(0);
    expect(bench.world.events()).not.toContain("observed");
    expect(bench.ledger.state.cursors).toEqual({});
  });

  it("a page that brings nothing new is no line", async () => {
    const bench = await Bench.open();
    await enterPage(bench.parts, "inbox", page(["a"]), () => true);
    const { seq } = bench.ledger.state;
    await enterPage(bench.parts, "inbox", page(["a"]), () => true);
    expect(bench.ledger.state.seq).toBe(seq);
  });
});

describe("G4 each observation is filed in exactly one place", () => {
  it.each<[string, Partial<Draft>, string, number]>([
    ["draft", {}, "action", 0],
    ["clarify", VAGUE, "clarification", 1],
    ["note", { action: "note" }, "note", 1],
    ["none", { action: "none" }, "nothing", 0],
    ["a kind that no channel takes", { kind: "vendor_invoice_received" }, "note", 1],
  ])("%s", async (_what, draft, as, notes) => {
    const bench = await Bench.open();
    await bench.receive("m", draft);
    for (let round = 0; round < 3; round += 1) await bench.round();
    expect(filings(bench)).toEqual([as]);
    expect(bench.world.in("Needs_Action")).toHaveLength(notes);
    expect(Object.keys(bench.ledger.state.actions)).toHaveLength(as === "action" ? 1 : 0);
  });

  it("section 3: what came by mail asks a person, whatever the amount", async () => {
    const bench = await Bench.open();
    await bench.receive("m", { total: "1.00" });
    await bench.round();
    expect(bench.action(only(bench)).verdict.reasons.map(({ code }) => code)).toEqual(["cross_domain"]);
    expect(bench.books.records).toEqual([]);
  });

  it("a text that the owner erased before it was understood is said to be erased, and blocks nothing", async () => {
    const bench = await Bench.open();
    await bench.receive("gone");
    bench.world.disk.blobs.clear();
    await bench.receive("there");
    await bench.round();
    expect(filings(bench)).toEqual(["nothing", "action"]);
  });

  it("a message that brings a bug to light becomes a note and holds up no other", async () => {
    const planner = booksChannel.planner;
    const bench = await Bench.open(LIVE, undefined, [{ ...booksChannel, planner: { kinds: ["invoice_request"], plan: async (draft, ...rest) => {
      if (draft.total === "666.00") throw new TypeError("x is undefined");
      if (!planner) throw new Error("no planner");
      return planner.plan(draft, ...rest);
    } } }]);
    await bench.receive("bad", { total: "666.00" });
    await bench.receive("good");
    await bench.round();
    await bench.round();
    expect(filings(bench)).toEqual(["note", "action"]);
    expect(bench.world.in("Needs_Action")).toHaveLength(1);
  });
});

describe("M4 a clarification that is answered", () => {
  it("becomes one action with the answer, and its note goes to Completed as the owner filled it", async () => {
    const bench = await Bench.open();
    await bench.receive("m", VAGUE);
    await bench.round();
    expect(bench.ledger.state.actions).toEqual({});
    answer(bench, "75.00");
    for (let round = 0; round < 3; round += 1) await bench.round();
    expect(Object.values(bench.ledger.state.actions).map((action) => action.proposal.money?.amount)).toEqual(["75.00"]);
    expect([bench.world.in("Needs_Action"), bench.world.in("Completed").length]).toEqual([[], 1]);
    expect(bench.world.notes.get(bench.world.in("Completed")[0] ?? "")).toContain('total_amount: "75.00"');
  });

  it("answered and put away before the program looked, by the owner or in a ledger that is lost: the answer counts", async () => {
    const bench = await Bench.open();
    await bench.receive("m", VAGUE);
    await bench.round();
    answer(bench, "75.00");
    bench.world.move(bench.world.in("Needs_Action")[0] ?? "", "Completed");
    await bench.round();
    expect(bench.action(only(bench)).proposal.money?.amount).toBe("75.00");
    expect([bench.world.in("Needs_Action"), bench.world.in("Completed").length]).toEqual([[], 1]);
  });

  it("asked twice, since the ledger that knew the first question is lost: one note is left once it is answered", async () => {
    const bench = await Bench.open();
    await bench.receive("m", VAGUE);
    await bench.round();
    const [path = ""] = bench.world.in("Needs_Action");
    bench.world.notes.set(path.replace("Needs_Action", "Completed"), bench.world.notes.get(path) ?? "");
    answer(bench, "75.00");
    for (let round = 0; round < 2; round += 1) await bench.round();
    expect([bench.world.in("Needs_Action"), bench.world.in("Completed").length, bench.world.trashed]).toEqual([[], 1, [path]]);
  });

  it("answered while the service is down: the answer is kept and taken once the service is back", async () => {
    const bench = await Bench.open();
    await bench.receive("m", VAGUE);
    await bench.round();
    bench.books.down = true;
    answer(bench, "75.00");
    for (let round = 0; round < 3; round += 1) await bench.later(60_000);
    expect(bench.world.in("Needs_Action")).toHaveLength(1);
    bench.books.down = false;
    await bench.later(60_000);
    expect(bench.action(only(bench)).proposal.money?.amount).toBe("75.00");
    expect(bench.world.in("Needs_Action")).toEqual([]);
  });

  it("a power cut between note and line does not overwrite what the owner wrote meanwhile", async () => {
    for (let step = 0, cut = true; cut; step += 1) {
      const bench = await Bench.open();
      await bench.receive("m", VAGUE);
      bench.process.arm(step, "lost");
      cut = await bench.round().then(() => false, () => true);
      const next = await (cut ? Bench.open(LIVE, bench) : bench.restart());
      if (next.world.in("Needs_Action").length === 0) continue;
      answer(next, "75.00");
      await next.round();
      await next.round();
      expect(next.action(only(next)).proposal.money?.amount, `step ${step}`).toBe("75.00");
    }
  });
});

describe("K6 `later`: a draft that waits for a service", () => {
  it("is planned again, becomes an action, and its waiting note is put away", async () => {
    const bench = await Bench.open();
    bench.books.down = true;
    await bench.receive("m");
    await bench.round();
    expect(bench.world.in("Needs_Action")).toHaveLength(1);
    const { seq } = bench.ledger.state;
    await bench.later(60_000);
    expect(bench.ledger.state.seq).toBe(seq);
    bench.books.down = false;
    await bench.later(60_000);
    expect(bench.status(only(bench))).toBe("waiting");
    expect(bench.world.in("Needs_Action")).toEqual([]);
  });

  it("is not planned again between the times for it", async () => {
    const bench = await Bench.open();
    bench.books.down = true;
    await bench.receive("m");
    await bench.round();
    bench.books.down = false;
    await bench.round(false);
    expect(bench.ledger.state.actions).toEqual({});
  });

  it("M5 a new payee: the partner is its own approved step, and the invoice waits for it", async () => {
    const bench = await Bench.open();
    bench.books.strangers.add("Ada");
    await bench.receive("m");
    await bench.round();
    const [partner, invoice] = Object.values(bench.ledger.state.actions).map(({ proposal }) => proposal);
    expect([partner?.type, invoice?.type, invoice?.depends_on]).toEqual(["books_partner", "books_invoice", [partner?.id]]);
    await bench.approve(invoice?.id ?? "");
    await bench.round();
    expect(bench.books.records).toEqual([]);
    await bench.approve(partner?.id ?? "");
    await bench.round();
    expect(bench.books.records.map(({ operation }) => operation)).toEqual(["partner", "invoice"]);
  });
});

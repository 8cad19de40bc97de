import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Proposal } from "../../src/core/action";
import type { EventName, Events } from "../../src/core/event";
import { checkpoint } from "../../src/core/checkpoint";
import { CELLS, MOVES, next, type Move } from "../../src/core/lifecycle";
import type { Line } from "../../src/core/record";
import { assertPossible } from "../../src/core/possible";
import { apply } from "../../src/core/fold";
import { emptyState, ImpossibleMove, movable, statusOf, type ActionState, type State } from "../../src/core/state";
import { judged, problem, proposal, TestLedger } from "../generators/ledger";

const AT = "2026-11-16T08:00:00.000Z";
const receipt = { id: "1", label: "INV/1", url: null, data: {}, difference: null };
const both = (id: string, parts: Partial<Proposal> = {}): Proposal => proposal(id, { deliveries: [{ channel: "odoo", operation: "o", payload: {} }, { channel: "x", operation: "o", payload: {} }], ...parts });

/** Data of every move, good enough for the fold. */
function dataOfMove(move: Move, id: string, at: string): Events[Move] {
  const again = judged(at, both(id));
  const data: { [M in Move]: Events[M] } = {
    edited: { ...again, by: "person", changed: ["amount"], fields: {} }, granted: { by: "owner", via: "panel", at, fingerprint: "f".repeat(64), not_before: at, holds_until: at }, returned: { ...again, why: "another mode" },
    undone: { by: "owner" }, denied: { by: "owner", via: "panel", reason: "no" }, expired: {}, renewed: { ...again, by: "owner" }, simulated: { findings: ["would be sent"] },
    started: { fingerprint: "f".repeat(64), attempt: 1 }, settled_done: { receipt }, settled_failed: { problem: problem("No.") }, settled_unknown: { problem: problem("Maybe.") },
    settled_not_attempted: { problem: problem("Busy."), again_at: at }, found_done: { receipt }, found_absent: { problem: problem("Absent.") }, found_unclear: { problem: problem("Unclear."), again_at: null },
    resolved_happened: { by: "owner", receipt }, resolved_not: { by: "owner", problem: problem("It did not.") }, resent: { ...again, by: "owner" }, quarantined: { problem: problem("Gate.") },
    strayed: { device: "other", at, problem: problem("Started elsewhere.") },
  };
  return data[move];
}

const fold = (lines: readonly Line[], start: State = emptyState()): State => lines.reduce((state, line) => apply(state, structuredClone(line)), start);

/** What somebody does next, as numbers that are read against the state of then. */
const steps = fc.array(fc.record({ action: fc.nat(3), choice: fc.nat(30), minutes: fc.integer({ min: 0, max: 1500 }) }), { maxLength: 40 });

/** A ledger of a random but possible history. */
function history(list: readonly { action: number; choice: number; minutes: number }[]): TestLedger {
  const ledger = new TestLedger().open(AT);
  let now = Date.parse(AT);
  for (const { action, choice, minutes } of list) {
    now += minutes * 60_000;
    const at = new Date(now).toISOString();
    const id = `a${action}`;
    const known = ledger.state.actions[id];
    if (!known || choice === 0) {
      if (!known) ledger.add(at, "proposed", judged(at, both(id, { depends_on: action > 0 ? ["a0"] : [] })), { action_id: id });
      else ledger.add(at, "cursor_moved", { watcher: "gmail", cursor: String(now), observed: choice, skipped: 0 }).mail(at, `m${now}`);
      continue;
    }
    const possible = Object.entries(known.deliveries).flatMap(([delivery, { status }]) => MOVES.filter((move) => next(status, move)).map((move) => ({ delivery, move })));
    const chosen = possible[choice % Math.max(1, possible.length)];
    if (!chosen) ledger.add(at, "archived", { path: "x" }, { action_id: id });
    else ledger.add<EventName>(at, chosen.move, dataOfMove(chosen.move, id, at), { action_id: id, delivery: chosen.delivery });
  }
  return ledger;
}

/** What a start needs: everything but actions that are finished and archived. */
function needed(state: State): State {
  return { ...state, actions: Object.fromEntries(Object.entries(state.actions).filter(([, { archived }]) => !archived)) };
}

describe("E5 a start reads at most two files", () => {
  it("law: folding from any day's checkpoint gives what folding everything gives, for what a start needs", () => {
    fc.assert(fc.property(steps, (list) => {
      const { lines, state } = history(list);
      const full = fold(lines);
      expect(full).toEqual(state);
      for (const [index, line] of lines.entries()) {
        if (line.event === "checkpoint") expect(needed(fold(lines.slice(index)))).toEqual(needed(full));
      }
    }), { numRuns: 150 });
  });
  it("law: a checkpoint of a checkpoint's state changes nothing, and it is JSON", () => {
    fc.assert(fc.property(steps, (list) => {
      const { state } = history(list);
      const now = new Date(state.at);
      const once = checkpoint(state, now);
      expect(JSON.parse(JSON.stringify(once))).toEqual(once);
      expect(checkpoint(once as unknown as State, now)).toEqual(once);
    }), { numRuns: 100 });
  });
  it("keeps an archived action that an open one depends on", () => {
    const ledger = new TestLedger().open(AT).propose(AT, "partner").done(AT, "partner").add(AT, "archived", { path: "p" }, { action_id: "partner" });
    const other = structuredClone(ledger.state);
    ledger.propose("2026-11-16T09:00:00Z", "invoice", { depends_on: ["partner"] });
    const now = new Date("2026-11-17T00:00:00Z");
    expect(Object.keys((checkpoint(ledger.state, now) as unknown as State).actions)).toEqual(["partner", "invoice"]);
    expect((checkpoint(other, now) as unknown as State).actions).toEqual({});
  });
  it("G2 forgets message ids by the newest message, not by today: after two months offline none is seen twice", () => {
    const ledger = new TestLedger().open(AT).mail("2026-11-16T08:00:00Z", "m1").filed("2026-11-16T08:00:00Z", "m1", "nothing");
    const ids = (at: string): string[] => Object.keys((checkpoint(ledger.state, new Date(at)) as unknown as State).observations);
    expect(ids("2027-01-20T00:00:00Z")).toEqual(["gmail:m1"]);
    ledger.mail("2026-12-15T08:00:00Z", "m2").filed("2026-12-15T08:00:00Z", "m2", "nothing");
    expect(ids("2027-01-20T00:00:00Z")).toEqual(["gmail:m1", "gmail:m2"]);
    ledger.mail("2026-12-17T08:00:00Z", "m3");
    expect(ids("2027-01-20T00:00:00Z")).toEqual(["gmail:m2", "gmail:m3"]);
  });
  it("G2 forgets no message id of a mailbox that was away because others went on, or because a message is dated in the future", () => {
    const ledger = new TestLedger().open(AT).mail("2026-11-16T08:00:00Z", "m1").filed("2026-11-16T08:00:00Z", "m1", "nothing");
    const seen = (id: string, source: string, at: string): void => {
      const [line] = Object.values(ledger.state.observations);
      if (line) ledger.state.observations[id] = { ...line, source, at };
    };
    seen("x:1", "x", "2027-01-19T08:00:00Z");
    seen("gmail:m2", "gmail", "2099-01-01T00:00:00Z");
    expect(Object.keys((checkpoint(ledger.state, new Date("2026-11-30T00:00:00Z")) as unknown as State).observations)).toContain("gmail:m1");
    delete ledger.state.observations["gmail:m2"];
    expect(Object.keys((checkpoint(ledger.state, new Date("2027-01-20T00:00:00Z")) as unknown as State).observations)).toEqual(["gmail:m1", "x:1"]);
  });
  it("never forgets what is not filed, waits for an answer, or is to be planned later", () => {
    const ledger = new TestLedger().open(AT).mail(AT, "unfiled").mail(AT, "question").filed(AT, "question", "clarification");
    ledger.mail("2027-11-16T08:00:00Z", "new").filed("2027-11-16T08:00:00Z", "new", "nothing");
    expect(Object.keys((checkpoint(ledger.state, new Date("2027-11-17T00:00:00Z")) as unknown as State).observations)).toEqual(["gmail:unfiled", "gmail:question", "gmail:new"]);
  });
});

describe("the ledger refuses a move that does not exist", () => {
  it("law: from every status every move is a cell of the table or refused, and a refusal changes nothing", () => {
    fc.assert(fc.property(steps, fc.constantFrom(...MOVES), fc.constantFrom("odoo", "x"), (list, move, delivery) => {
      const { state } = history([{ action: 0, choice: 0, minutes: 0 }, ...list]);
      const status = state.actions["a0"]?.deliveries[delivery]?.status ?? "done";
      const before = structuredClone(state);
      const line = new TestLedger().open(AT).lines[1];
      if (!line) throw new Error("The test ledger has no line.");
      const moved: Line = { ...line, event: move, action_id: "a0", delivery, parameters: dataOfMove(move, "a0", AT) as unknown as Line["parameters"], seq: state.seq + 1 };
      const cell = CELLS.find((one) => one.from === status && one.move === move);
      const ask = (): void => { assertPossible(state, { event: move, action_id: "a0", delivery, data: dataOfMove(move, "a0", AT) }); };
      if (cell) {
        expect(ask).not.toThrow();
        expect(apply(state, moved).actions["a0"]?.deliveries[delivery]?.status).toBe(cell.to);
      } else {
        expect(ask).toThrow(ImpossibleMove);
        expect(() => apply(state, moved)).toThrow(ImpossibleMove);
        expect(state).toEqual(before);
      }
    }), { numRuns: 300 });
  });
  it("nothing is proposed twice, and nothing moves that was never proposed", () => {
    const ledger = new TestLedger().open(AT).propose(AT, "a");
    expect(() => ledger.propose(AT, "a")).toThrow("already there");
    expect(() => ledger.grant(AT, "b")).toThrow("not there");
    expect(() => ledger.start(AT, "a")).toThrow("waiting");
  });
  it("A2 K1 neither granted nor started for another content than the one that stands", () => {
    const ledger = new TestLedger().open(AT).propose(AT, "a");
    const other = { ...(dataOfMove("granted", "a", AT) as Events["granted"]), fingerprint: "0".repeat(64) };
    expect(() => ledger.add(AT, "granted", other, { action_id: "a" })).toThrow("another content");
    ledger.grant(AT, "a");
    expect(() => ledger.add(AT, "started", { fingerprint: "0".repeat(64), attempt: 1 }, { action_id: "a", delivery: "odoo" })).toThrow("another content");
  });
});

describe("what a move leaves behind", () => {
  const of = (ledger: TestLedger): ActionState => {
    const action = ledger.state.actions["a"];
    if (!action) throw new Error("There is no action.");
    return action;
  };
  it("S5 without a named delivery it moves every delivery that can move, and no other", () => {
    const ledger = new TestLedger().open(AT).add(AT, "proposed", judged(AT, both("a")), { action_id: "a" }).grant(AT, "a");
    ledger.add(AT, "started", { fingerprint: "f".repeat(64), attempt: 1 }, { action_id: "a", delivery: "odoo" }).add(AT, "settled_failed", { problem: problem("No.") }, { action_id: "a", delivery: "odoo" });
    expect(movable(of(ledger), "denied")).toEqual(["odoo", "x"]);
    expect(movable(of(ledger), "started")).toEqual(["x"]);
    expect(statusOf(of(ledger))).toBe("failed");
    ledger.add(AT, "denied", { by: "owner", via: "panel", reason: "enough" }, { action_id: "a", delivery: "odoo" });
    expect(Object.values(of(ledger).deliveries).map(({ status }) => status)).toEqual(["rejected", "approved"]);
  });
  it("A2 an edit takes the decision back", () => {
    const ledger = new TestLedger().open(AT).propose(AT, "a").grant(AT, "a");
    expect(of(ledger).decision).not.toBeNull();
    ledger.add(AT, "edited", { ...judged(AT, proposal("a", { summary: "another" })), by: "person", changed: ["summary"], fields: {} }, { action_id: "a" });
    expect(of(ledger)).toMatchObject({ decision: null, changed: ["summary"], proposal: { summary: "another" } });
  });
  it("K4 an attempt that never reached the service does not count as one, nor for caps", () => {
    const ledger = new TestLedger().open(AT).propose(AT, "a").grant(AT, "a").start(AT, "a");
    expect(of(ledger).deliveries["odoo"]).toMatchObject({ attempts: 1, started_at: AT });
    ledger.add(AT, "settled_not_attempted", { problem: problem("Busy."), again_at: "2026-11-16T09:00:00Z" }, { action_id: "a", delivery: "odoo" });
    expect(of(ledger).deliveries["odoo"]).toMatchObject({ attempts: 0, status: "approved", again_at: "2026-11-16T09:00:00Z" });
    expect(ledger.state.started).toEqual([]);
  });
  it("M7 a receipt's name is known to those that look for duplicates", () => {
    const ledger = new TestLedger().open(AT).propose(AT, "a").done(AT, "a");
    expect(ledger.state.recent).toMatchObject([{ action: "a", label: "INV/2026/a" }]);
  });
  it("E4 a device is free to act after `released`", () => {
    const ledger = new TestLedger().open(AT);
    expect(ledger.state).toMatchObject({ device: "laptop", released: false, since: AT });
    expect(ledger.add(AT, "released", {}).state.released).toBe(true);
    expect(ledger.open("2026-11-17T08:00:00Z").state).toMatchObject({ released: false, since: AT });
  });
});

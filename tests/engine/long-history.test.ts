/** Owns: proof that a start costs the same however long the history is, and that what it reads stays small (PRODUCT L1). Never: a real disk. */
import { beforeAll, describe, expect, it } from "vitest";
import { checkpoint } from "../../src/core/checkpoint";
import { apply } from "../../src/core/fold";
import type { NewEvent } from "../../src/core/event";
import type { JsonObject } from "../../src/core/json";
import { encode, GENESIS, hashOf, toLine } from "../../src/core/record";
import { emptyState, statusOf, type State } from "../../src/core/state";
import { readNewest, splitDay } from "../../src/engine/history";
import { TestLedger } from "../generators/ledger";
import { Process, World } from "./world";

const DAY_MS = 24 * 60 * 60_000;
const BEGIN = Date.parse("2024-01-01T00:00:00Z");
const dayOf = (index: number): string => new Date(BEGIN + index * DAY_MS).toISOString().slice(0, 10);

/** The file of one day of a long history: a checkpoint, and signs of life. */
function dayFile(index: number, lines: number): Uint8Array {
  const timestamp = `${dayOf(index)}T00:00:00.000Z`;
  const state: State = { ...emptyState(), seq: index * lines, at: timestamp, device: "laptop", epoch: 1, ledger: "l" };
  let prev = GENESIS;
  const text = Array.from({ length: lines }, (_, line) => {
    const event: NewEvent = line === 0 ? { event: "checkpoint", data: { state: checkpoint(state, new Date(timestamp)) } } : { event: "alive", data: { jobs: [] } };
    const written = encode(toLine(event, { timestamp, seq: index * lines + line + 1, device: "laptop", epoch: 1, realm: "real", prev, action: event.event, approval_status: "not_required" }));
    prev = hashOf(written);
    return `${written}\n`;
  });
  return new TextEncoder().encode(text.join(""));
}

/** Reads the newest state of a history whose files are made when they are asked for. */
async function start(days: number, lines: number): Promise<{ seq: number; read: string[] }> {
  const read: string[] = [];
  const { files } = new Process(new World(() => ({ failure: "not_sent", cause: "refused", text: "" }))).ports;
  const names = Array.from({ length: days }, (_, index) => dayOf(index));
  const made = new Map([dayOf(days - 1), dayOf(days - 2)].map((day) => [day, dayFile(names.indexOf(day), lines)]));
  const { state, damage } = await readNewest({ ...files, days: () => Promise.resolve(names), read: (day) => (read.push(day), Promise.resolve(made.get(day) ?? null)) });
  expect(damage).toBeNull();
  return { seq: state.seq, read };
}

describe("L1 a start, however long the history", () => {
  it("of 1,000,000 lines in 5,000 days reads one file", async () => {
    const { seq, read } = await start(5_000, 200);
    expect(seq).toBe(1_000_000);
    expect(read).toEqual([dayOf(4_999)]);
  });
});

/** A busy business: each day so many mails, invoices and requests, all done. `evening` is called with the number of days that are over. */
function business(days: number, evening: (days: number, state: State) => void): void {
  const ledger = new TestLedger().open(`${dayOf(0)}T08:00:00Z`);
  for (let day = 0; day < days; day += 1) {
    const at = (minute: number): string => `${dayOf(day)}T09:${String(minute).padStart(2, "0")}:00.000Z`;
    for (const n of [0, 1, 2]) {
      const id = `d${day}n${n}`;
      ledger.mail(at(n * 10), id).filed(at(n * 10), id).propose(at(n * 10 + 1), id).done(at(n * 10 + 2), id);
      ledger.add(at(n * 10 + 6), "archived", { path: "x" }, { action_id: id });
    }
    ledger.add(at(50), "requested", { name: `phone-${day}.json`, same: `#${day}`, kind: "approve", ok: true, answer: "" });
    ledger.add(at(51), "note_quarantined", { path: `N${day}.md`, hash: "h", why: "x" });
    ledger.add(at(52), "reported", { report: "audit", period: dayOf(day - (day % 7)), path: "A.md", partial: false, late: false, final: true });
    ledger.add(at(53), "cursor_moved", { watcher: "gmail", cursor: String(day), observed: 3, skipped: 0 });
    // In the program the state begins anew at each checkpoint when it is started.
    if (day % 7 === 6) Object.assign(ledger.state, checkpoint(ledger.state, new Date(at(54))) as unknown as State);
    evening(day + 1, ledger.state);
  }
}

describe("L1 a checkpoint stays small, and forgets nothing that a start needs", () => {
  const kept = new Map<number, JsonObject>();
  const LATER = [120, 480] as const;
  beforeAll(() => {
    business(LATER[1], (days, state) => {
      if (days === LATER[0] || days === LATER[1]) kept.set(days, checkpoint(state, new Date(`${dayOf(days - 1)}T10:00:00Z`)));
    });
  });
  const sizeAfter = (days: number): number => JSON.stringify(kept.get(days)).length;

  it.each(LATER)("after %i days: open actions, cursors, message ids of 30 days, caps of a month, duplicates of 90 days", (days) => {
    const start = apply(emptyState(), toLine({ event: "checkpoint", data: { state: kept.get(days) ?? {} } }, { timestamp: `${dayOf(days - 1)}T10:00:00.000Z`, seq: 1, device: "laptop", epoch: 1, realm: "real", prev: GENESIS, action: "checkpoint", approval_status: "not_required" }));
    expect(start.cursors["gmail"]?.cursor).toBe(String(days - 1));
    expect(start.observations[`gmail:d${days - 29}n0`]).toBeDefined();
    expect(start.recent.some(({ action }) => action === `d${days - 80}n0`)).toBe(true);
    expect(start.started.some(({ action }) => action === `d${days - 25}n0`)).toBe(true);
    expect(start.requests[`#${days - 50}`]).toBeDefined();
    expect(Object.values(start.actions).filter((action) => statusOf(action) !== "done")).toEqual([]);
  });

  it("four times the history is not a tenth more to read", () => {
    expect(sizeAfter(LATER[1]) / sizeAfter(LATER[0])).toBeLessThan(1.1);
  });
});

describe("E5 a line cut at any byte", () => {
  it("every offset of the last line, within letters of two, three and four bytes, and exactly at its newline", () => {
    const line = (jobs: string[], seq: number): string => encode(toLine({ event: "alive", data: { jobs } }, { timestamp: "2026-11-16T08:00:00.000Z", seq, device: "laptop", epoch: 1, realm: "real", prev: GENESIS, action: "alive", approval_status: "not_required" }));
    const first = line(["a"], 1);
    const last = line(["ü 日 😀"], 2);
    const whole = new TextEncoder().encode(`${first}\n${last}\n`);
    const kept = new TextEncoder().encode(`${first}\n`).length;
    for (let size = kept; size < whole.length; size += 1) {
      expect(splitDay(whole.subarray(0, size)), `cut at ${size}`).toEqual({ lines: [first], bytes: kept, torn: size - kept });
    }
    expect(splitDay(whole)).toEqual({ lines: [first, last], bytes: whole.length, torn: 0 });
  });

  it("a byte order mark or bytes that are no text make a line unreadable; nothing is replaced or dropped in silence", () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(splitDay(bytes("\uFEFF{}\n")).lines).toEqual([]);
    const { lines } = splitDay(Uint8Array.from([...bytes('{"a":"'), 0xff, ...bytes('"}\n{"b":1}\n'), ...bytes("x")]));
    expect(lines[0]).toBe("\u0000");
  });
});

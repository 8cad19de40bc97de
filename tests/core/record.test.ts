import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventName, Events, NewEvent } from "../../src/core/event";
import { dataOf, decode, encode, GENESIS, hashOf, isEvent, toLine, type Line, type Stamp } from "../../src/core/record";

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const problem = fc.record({ code: text, effect: text, cause: text, next: text });
const receipt = fc.record({ id: text, label: text, url: fc.option(text), data: fc.dictionary(text, text, { noNullPrototype: true }), difference: fc.option(text) });
const stamp: fc.Arbitrary<Stamp> = fc.record({
  timestamp: fc.date({ noInvalidDate: true, min: new Date("2000-01-01"), max: new Date("2100-01-01") }).map((at) => at.toISOString()),
  seq: fc.nat(), device: text, epoch: fc.nat(), realm: fc.constantFrom("real" as const, "sandbox" as const), prev: fc.constant(GENESIS), action: text,
  approval_status: fc.constantFrom("auto_approved" as const, "human_approved" as const, "not_required" as const, "pending" as const, "rejected" as const, "expired" as const),
});

function of<N extends EventName>(event: N, data: fc.Arbitrary<Events[N]>): fc.Arbitrary<NewEvent> {
  return fc.record({ data, about: fc.record({ action_id: text, delivery: text, actor: text, duration_ms: fc.nat() }, { requiredKeys: [] }) }).map((parts) => ({ event, data: parts.data, ...parts.about }));
}

const events = fc.oneof(
  of("observed", fc.record({ id: text, source: text, at: text, hash: text, thread: fc.option(text), subject: text, from: text })),
  of("denied", fc.record({ by: text, via: fc.constantFrom("panel" as const, "move" as const), reason: text })),
  of("expired", fc.constant({})),
  of("simulated", fc.record({ findings: fc.array(text) })),
  of("settled_done", fc.record({ receipt })),
  of("settled_unknown", fc.record({ problem })),
  of("settled_not_attempted", fc.record({ problem, again_at: text })),
  of("found_unclear", fc.record({ problem, again_at: fc.option(text) })),
  of("note_quarantined", fc.record({ path: text, hash: text, why: text })),
  of("channel_paused", fc.record({ service: text, problem })),
  of("service_checked", fc.record({ service: text, ok: fc.option(fc.boolean()), text })),
);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("L1 a line of the log", () => {
  it("gives back the line and the event's data", () => {
    fc.assert(fc.property(events, stamp, (event, at) => {
      const line = toLine(event, at);
      const back = decode(encode(line));
      expect(back).toEqual(plain(line));
      expect(isEvent(line, event.event)).toBe(true);
      expect(plain(dataOf(back as Line))).toEqual(plain(event.data));
      expect(line).toMatchObject({ seq: at.seq, action_id: event.action_id ?? null, delivery: event.delivery ?? null, actor: event.actor ?? "employee", duration_ms: event.duration_ms ?? 0 });
    }));
  });
  it("is one line of text, with the plan's eight fields first", () => {
    fc.assert(fc.property(events, stamp, (event, at) => {
      const encoded = encode(toLine(event, at));
      expect(encoded).not.toMatch(/[\n\r]/);
      expect(Object.keys(JSON.parse(encoded) as object).slice(0, 8)).toEqual(["timestamp", "action", "actor", "parameters", "result", "approval_status", "duration_ms", "error"]);
    }));
  });
  it.each([
    ["settled_done", "success", false],
    ["settled_failed", "error", true],
    ["settled_unknown", "unknown", true],
    ["settled_not_attempted", "partial", true],
    ["simulated", "dry_run", false],
    ["resolved_not", "error", true],
  ] as const)("the result of %s is %s", (event, status, isError) => {
    const data = { problem: { code: "C", effect: "E.", cause: "W.", next: "N." }, receipt: { id: "1", label: "l", url: null, data: {}, difference: null }, findings: [], by: "p", again_at: "" };
    const kept = { settled_done: ["receipt"], settled_failed: ["problem"], settled_unknown: ["problem"], settled_not_attempted: ["problem", "again_at"], simulated: ["findings"], resolved_not: ["by", "problem"] }[event];
    const own = Object.fromEntries(Object.entries(data).filter(([key]) => kept.includes(key)));
    const line = toLine({ event, data: own }, { timestamp: "", seq: 1, device: "", epoch: 1, realm: "real", prev: GENESIS, action: "a", approval_status: "pending" });
    expect(line.result).toEqual({ status, data: own });
    expect(line.parameters).toEqual({});
    expect(line.error).toBe(isError ? "C: E. W." : null);
  });
  it("any changed character changes what the next line carries", () => {
    fc.assert(fc.property(events, stamp, fc.nat(), (event, at, position) => {
      const encoded = encode(toLine(event, at));
      const index = position % encoded.length;
      const changed = `${encoded.slice(0, index)}${encoded[index] === "x" ? "y" : "x"}${encoded.slice(index + 1)}`;
      expect(hashOf(changed)).not.toBe(hashOf(encoded));
    }));
  });
  it("A5 what is no line is said to be none, never thrown", () => {
    expect(decode("{")).toBe("is not JSON");
    expect(decode("{}")).toMatch(/^lacks or garbles timestamp, action/);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (garbage) => { expect(typeof decode(garbage)).toBe("string"); }));
    fc.assert(fc.property(events, stamp, fc.constantFrom("timestamp", "seq", "event", "prev", "result", "realm", "action_id"), (event, at, key) => {
      expect(decode(JSON.stringify({ ...toLine(event, at), [key]: undefined }))).toBe(`lacks or garbles ${key}`);
    }));
  });
});

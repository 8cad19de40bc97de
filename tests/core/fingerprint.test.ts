import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delivery, Mode } from "../../src/core/action";
import { fingerprint } from "../../src/core/fingerprint";
import { sha256Hex } from "../../src/core/hash";
import { canonical, type Json, type JsonObject } from "../../src/core/json";

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const payload = fc.dictionary(fc.string(), json, { noNullPrototype: true, maxKeys: 4 });
const delivery: fc.Arbitrary<Delivery> = fc.record({ channel: fc.constantFrom("odoo", "x"), operation: fc.string(), payload });
const bound = fc.record({ id: fc.string(), type: fc.string(), deliveries: fc.array(delivery, { minLength: 1, maxLength: 3 }), depends_on: fc.uniqueArray(fc.string(), { maxLength: 3 }) });
const modes: fc.Arbitrary<Record<string, Mode>> = fc.record({ odoo: fc.constantFrom("live" as const, "dry_run" as const), x: fc.constantFrom("live" as const, "dry_run" as const) });

/** The same value with the keys of every object in another order. */
function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, shuffled(member)]));
}

describe("A2 an approval is bound to exactly this content", () => {
  it("is the same for the same content, however it is written", () => {
    fc.assert(fc.property(bound, modes, (of, under) => {
      const other = { ...of, depends_on: [...of.depends_on].reverse(), deliveries: of.deliveries.map((one) => ({ ...one, payload: shuffled(one.payload) as JsonObject })) };
      expect(fingerprint(other, under)).toBe(fingerprint(of, under));
      expect(fingerprint({ ...of, summary: "not bound" } as typeof of, { ...under, elsewhere: "live" })).toBe(fingerprint(of, under));
    }));
  });
  it("is another one when and only when id, type, deliveries, dependencies or a mode (K2) are others", () => {
    fc.assert(fc.property(bound, modes, bound, modes, (a, underA, b, underB) => {
      const content = (of: typeof a, under: typeof underA): string => canonical([of.id, of.type, [...of.depends_on].sort(), of.deliveries.map((one): Json => [one.channel, one.operation, one.payload, under[one.channel] ?? null])]);
      expect(fingerprint(a, underA) === fingerprint(b, underB)).toBe(content(a, underA) === content(b, underB));
    }));
  });
  it("changes with any one part", () => {
    fc.assert(fc.property(bound, modes, fc.string({ minLength: 1 }), (of, under, extra) => {
      const before = fingerprint(of, under);
      const [first] = of.deliveries;
      if (!first) return;
      const changed = [
        { ...of, id: of.id + extra },
        { ...of, type: of.type + extra },
        { ...of, depends_on: [...of.depends_on, `${of.depends_on.join("")}${extra}`] },
        { ...of, deliveries: [...of.deliveries, first] },
        { ...of, deliveries: [{ ...first, operation: first.operation + extra }, ...of.deliveries.slice(1)] },
        { ...of, deliveries: [{ ...first, payload: { ...first.payload, [`${Object.keys(first.payload).join("")}${extra}`]: 1 } }, ...of.deliveries.slice(1)] },
      ];
      for (const other of changed) expect(fingerprint(other, under)).not.toBe(before);
      expect(fingerprint(of, { ...under, [first.channel]: under[first.channel] === "live" ? "dry_run" : "live" })).not.toBe(before);
    }));
  });
  it("a channel without a mode is in dry run", () => {
    const of = { id: "a", type: "t", deliveries: [{ channel: "odoo", operation: "o", payload: {} }], depends_on: [] };
    expect(fingerprint(of, {})).toBe(fingerprint(of, { odoo: "dry_run" }));
    expect(fingerprint(of, {})).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("hash and canonical text", () => {
  it("is SHA-256 of the UTF-8 text", () => {
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    fc.assert(fc.property(fc.string(), (text) => { expect(sha256Hex(text)).toBe(sha256Hex(new TextEncoder().encode(text))); }));
  });
  it("canonical text reads back as the same value, and is equal exactly for equal values", () => {
    fc.assert(fc.property(json, json, (a, b) => {
      expect(JSON.parse(canonical(a))).toEqual(a);
      expect(canonical(shuffled(a))).toBe(canonical(a));
      if (canonical(a) === canonical(b)) expect(a).toEqual(b);
      else expect(a).not.toEqual(b);
    }));
  });
});

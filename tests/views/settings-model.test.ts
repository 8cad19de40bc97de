/**
 * Owns: the proof that settings are read and changed by key, with the words of the schema, and that secrets are bound to an origin.
 * Never: a document.
 */
import { describe, expect, it } from "vitest";
import type { Field } from "../../src/channel";
import { DEFAULTS } from "../../src/settings";
import { addresses, originOfSecret, phrases, servicesOf, slotsText, typedSlots, valueAt, withValue } from "../../src/views/settings-model";

const field = (over: Partial<Field>): Field => ({ key: "url", label: "Address", help: "", kind: "url", env: "X", fallback: "", ...over });
const named = (service: string, key: string): string => `${service}-${key}`;

describe("F2 one setting by its key", () => {
  it("is read and changed without touching the others", () => {
    const changed = withValue(DEFAULTS, "limits.automatic", "250.00");
    expect(changed).toEqual({ settings: { ...DEFAULTS, limits: { ...DEFAULTS.limits, automatic: "250.00" } } });
    expect(valueAt(DEFAULTS, "schedule.audit.time")).toBe("22:00");
    expect(valueAt(DEFAULTS, "services.odoo.url")).toBeUndefined();
    expect(DEFAULTS.limits.automatic).toBe("100.00");
  });

  it("a new service's field makes its place", () => {
    expect(withValue(DEFAULTS, "services.odoo.url", "https://x.example")).toMatchObject({ settings: { services: { odoo: { url: "https://x.example" } } } });
  });

  it("what does not fit is refused in words", () => {
    expect(withValue(DEFAULTS, "limits.automatic", "lots")).toEqual({ problem: "This must be an amount like 100.00." });
    expect(withValue(DEFAULTS, "zone", "Mars/Base")).toEqual({ problem: "This must be an IANA time zone like Europe/Berlin." });
    expect(withValue(DEFAULTS, "expiry.standard_hours", Number.NaN)).toHaveProperty("problem");
  });

  it("addresses may be separated in any way", () => {
    expect(addresses(" a@x.example, b@x.example;c@x.example ")).toEqual(["a@x.example", "b@x.example", "c@x.example"]);
    expect(addresses("")).toEqual([]);
  });
});

describe("K9 where a secret may be sent", () => {
  const services = servicesOf(
    [{ id: "odoo", label: "Odoo", fields: [field({}), field({ key: "key", kind: "secret" })] }],
    [{ id: "gmail", label: "Gmail", fields: [field({ key: "base", fallback: "https://mail.example/api" }), field({ key: "token", kind: "secret" })] }],
    named,
  );
  const set = (url: string): typeof DEFAULTS => ({ ...DEFAULTS, services: { odoo: { url } } });

  it("is the origin of its own service's address, whatever the path", () => {
    expect(originOfSecret("odoo-key", services, set("https://books.example/odoo"))).toBe("https://books.example");
    expect(originOfSecret("odoo-key", services, set("https://books.example:8069/"))).toBe("https://books.example:8069");
    expect(originOfSecret("gmail-token", services, DEFAULTS)).toBe("https://mail.example");
  });

  it("differs as soon as scheme, host or port differ", () => {
    const origins = ["https://books.example", "http://books.example", "https://evil.example", "https://books.example:444"].map((url) => originOfSecret("odoo-key", services, set(url)));
    expect(new Set(origins).size).toBe(4);
  });

  it("a channel and a watcher of one id are one service that acts", () => {
    const [one, ...others] = servicesOf([{ id: "x", label: "X", fields: [field({})] }], [{ id: "x", label: "X", fields: [field({}), field({ key: "more" })] }], named);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ acts: true, fields: [{ key: "url" }, { key: "more" }] });
  });
});

const PUBLISHING = [{ id: "x", label: "X", publisher: { also: ["twitter"] } }, { id: "linkedin", label: "LinkedIn" }];

describe("S4 times for posts", () => {
  it("are typed as a list, and shown as they are typed", () => {
    const slots = [{ weekday: 2, time: "10:00", channels: [] }, { weekday: 7, time: "09:30", channels: ["x", "linkedin"] }];
    expect(slotsText(slots)).toBe("Tue 10:00, Sun 09:30 on x and linkedin");
    expect(typedSlots("Every Tuesday at 10:00, sun 9:30 on Twitter & LinkedIn", PUBLISHING)).toEqual(slots);
    expect(withValue(DEFAULTS, "posts.slots", typedSlots(slotsText(slots), PUBLISHING))).toMatchObject({ settings: { posts: { slots } } });
  });

  it.each(["Someday 10:00", "Tue", "Tue 10:00 on myspace"])("%s is refused", (typed) => {
    expect(withValue(DEFAULTS, "posts.slots", typedSlots(typed, PUBLISHING))).toHaveProperty("problem", expect.stringContaining("like Tue 10:00"));
  });

  it("an hour that there is not is refused", () => {
    expect(withValue(DEFAULTS, "posts.slots", typedSlots("Tue 25:00", []))).toHaveProperty("problem");
  });

  it("S6 own words keep their blanks", () => {
    expect(phrases("door code,  merger ,")).toEqual(["door code", "merger"]);
  });
});

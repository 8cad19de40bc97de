/** Owns: proof that a schedule is approved once, that every period then yields one action whatever is cut off, and that policy judges each (PRODUCT section 3, O6). Never: a real service. */
import { describe, expect, it } from "vitest";
import { statusOf, type ActionState } from "../../src/core/state";
import type { Rhythm } from "../../src/core/recurring";
import type { Operation } from "../../src/channel";
import { repeating, repeatSeed, type Repeats } from "../../src/integrations/repeating";
import type { Settings } from "../../src/settings";
import { Bench, LIVE } from "./bench";
import { booksChannel } from "./books";
import { AFTERMATHS } from "./world";

const DAY = 86_400_000;
const HERE: Settings = { ...LIVE, zone: "Europe/Berlin", currency: "USD" };

function repeatsOf(base: Operation, name: string): Repeats {
  return {
    base, name, own: `repeat_${name}`, label: `Repeat ${name}`, prefix: "SCHEDULE", dates: ["memo"],
    on: (payload, date) => ({ ...payload, memo: date }),
    from: (payload) => payload,
    keys: (payload) => ({ thread: null, po_number: null, partner: typeof payload["customer"] === "string" ? payload["customer"] : null }),
  };
}
const bookkeeping = (): typeof booksChannel => {
  const operations = Object.entries(booksChannel.operations).flatMap(([name, base]): [string, Operation][] => {
    const repeats = repeatsOf(base, name);
    return name === "invoice" || name === "pay" ? [[name, { ...base, repeat: (...about) => repeatSeed(repeats, ...about) }], [repeats.own, repeating(repeats)]] : [[name, base]];
  });
  return { ...booksChannel, operations: Object.fromEntries(operations) };
};
const open = (settings = HERE, world?: Bench): Promise<Bench> => Bench.open(settings, world, [bookkeeping()]);

const MONTHLY: Rhythm = { every: "monthly", first: "2026-12-01", until: null };
/** Noon in Berlin on a day. */
async function on(bench: Bench, day: string): Promise<void> {
  bench.world.clock.time = Date.parse(`${day}T11:00:00Z`);
  await bench.round();
  await bench.round();
}
const periods = (bench: Bench): ActionState[] => Object.values(bench.ledger.state.actions).filter(({ proposal }) => proposal.origin.kind === "schedule");
const shown = (bench: Bench): string[] => periods(bench).map((action) => `${action.proposal.origin.id?.slice(-10) ?? ""} ${statusOf(action)}`).sort();

/** An invoice that was done, and a schedule like it that a person approved. */
async function scheduled(payload: { amount?: string; customer?: string; rhythm?: Rhythm; operation?: string; settings?: Settings } = {}): Promise<{ bench: Bench; schedule: string }> {
  const { amount = "80.00", customer = "Ada", rhythm = MONTHLY, operation = "invoice", settings = HERE } = payload;
  const bench = await open(settings);
  const id = await bench.propose({ amount, customer }, { operation, slot: operation });
  await bench.approve(id);
  const answer = await bench.wish({ kind: "repeat", of: id, rhythm });
  expect(answer).toMatchObject({ ok: true, status: "waiting" });
  const schedule = Object.keys(bench.ledger.state.actions).find((action) => action.startsWith("schedule-")) ?? "";
  await bench.round();
  expect(bench.status(schedule)).toBe("waiting");
  expect(bench.ledger.state.schedules).toEqual({});
  await bench.approve(schedule);
  await bench.round();
  return { bench, schedule };
}

describe("section 3: what repeats", () => {
  it("is always approved by a person first, and nothing is due before", async () => {
    const { bench, schedule } = await scheduled();
    expect(bench.action(schedule).verdict.reasons.map(({ code }) => code)).toContain("always_person");
    expect(bench.ledger.state.schedules[schedule]).toMatchObject({ status: "active", through: null, rhythm: MONTHLY });
    await on(bench, "2026-11-30");
    expect(shown(bench)).toEqual([]);
  });

  it("within the limit and with a known partner each period runs by itself, once, on its day in the owner's zone", async () => {
    const { bench } = await scheduled();
    const before = bench.books.of("invoice").length;
    bench.world.clock.time = Date.parse("2026-11-30T22:59:00Z");
    await bench.round();
    expect(shown(bench)).toEqual([]);
    bench.world.clock.time = Date.parse("2026-11-30T23:00:00Z");
    for (let round = 0; round < 5; round += 1) await bench.round();
    expect(shown(bench)).toEqual(["2026-12-01 done"]);
    expect(bench.books.of("invoice").length).toBe(before + 1);
    await on(bench, "2027-01-01");
    // Same customer, same amount, 31 days and less: one period is no duplicate of another.
    expect(bench.books.of("invoice").length).toBe(before + 2);
    expect(bench.books.records.at(-1)?.payload["memo"]).toBe("2027-01-01");
  });

  it("a weekly payment likewise: it is no duplicate of the week before", async () => {
    const { bench } = await scheduled({ operation: "pay", rhythm: { every: "weekly", first: "2026-11-23", until: "2026-12-07" } });
    for (const day of ["2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14"]) await on(bench, day);
    expect(bench.books.records.filter(({ operation }) => operation === "pay").map(({ payload }) => payload["memo"])).toEqual(["", "2026-11-23", "2026-11-30", "2026-12-07"]);
  });

  it.each([
    ["above the limit", { amount: "100.01" }, "amount_over_threshold"],
    ["to somebody without a posted transaction in 90 days", { customer: "Zed" }, "new_payee"],
    ["in another currency", { settings: { ...HERE, currency: "EUR" } }, "other_currency"],
  ])("%s each period asks", async (_what, payload, reason) => {
    const { bench } = await scheduled(payload);
    bench.books.strangers.add("Zed");
    await on(bench, "2026-12-01");
    expect(shown(bench)).toEqual(["2026-12-01 waiting"]);
    expect(periods(bench)[0]?.verdict.reasons.map(({ code }) => code)).toContain(reason);
  });

  it("exactly 100.00 is automatic", async () => {
    const { bench } = await scheduled({ amount: "100.00" });
    await on(bench, "2026-12-01");
    expect(shown(bench)).toEqual(["2026-12-01 done"]);
  });

  it("periods that were slept through ask, one by one, and nothing of them runs by itself", async () => {
    const { bench } = await scheduled();
    const before = bench.books.of("invoice").length;
    await on(bench, "2027-02-15");
    expect(shown(bench)).toEqual(["2026-12-01 waiting", "2027-01-01 waiting", "2027-02-01 waiting"]);
    for (const { verdict } of periods(bench)) expect(verdict.reasons.map(({ code }) => code)).toContain("missed_period");
    expect(bench.books.of("invoice").length).toBe(before);
    await on(bench, "2027-03-01");
    expect(shown(bench).at(-1)).toBe("2027-03-01 done");
  });

  it("in dry run a schedule is rehearsed and never in force", async () => {
    const bench = await open({ ...HERE, live: [] });
    const id = await bench.propose({ amount: "80.00" });
    await bench.wish({ kind: "repeat", of: id, rhythm: MONTHLY });
    const schedule = Object.keys(bench.ledger.state.actions).find((action) => action.startsWith("schedule-")) ?? "";
    await bench.approve(schedule);
    await bench.round();
    expect(bench.status(schedule)).toBe("simulated");
    expect(bench.action(schedule).deliveries["books"]?.findings[0]).toBe("Would be proposed every month, first on 1 Dec 2026, 1 Jan 2027, 1 Feb 2027.");
    await on(bench, "2026-12-01");
    expect(shown(bench)).toEqual([]);
  });
});

describe("a schedule is in the owner's hands", () => {
  it("pausing, going on without making up for it, stopping for good", async () => {
    const { bench, schedule } = await scheduled();
    expect((await bench.wish({ kind: "schedule", of: schedule, status: "paused" })).ok).toBe(true);
    await on(bench, "2026-12-01");
    await on(bench, "2027-01-10");
    expect(shown(bench)).toEqual([]);
    const phone = { by: "person", via: "request", attended: false } as const;
    expect((await bench.wish({ kind: "schedule", of: schedule, status: "active" }, phone)).ok).toBe(false);
    expect((await bench.wish({ kind: "schedule", of: schedule, status: "active" })).ok).toBe(true);
    await on(bench, "2027-01-11");
    expect(shown(bench)).toEqual([]);
    await on(bench, "2027-02-01");
    expect(shown(bench)).toEqual(["2027-02-01 done"]);
    expect((await bench.wish({ kind: "schedule", of: schedule, status: "stopped" }, phone)).ok).toBe(true);
    await on(bench, "2027-03-01");
    expect(shown(bench)).toEqual(["2027-02-01 done"]);
    expect((await bench.wish({ kind: "schedule", of: schedule, status: "active" })).ok).toBe(false);
  });

  it("a change is a new approval: the old one goes on until it is given, then the new one alone", async () => {
    const { bench, schedule } = await scheduled();
    await on(bench, "2026-12-01");
    await bench.wish({ kind: "repeat", of: schedule, rhythm: { every: "quarterly", first: "2026-12-01", until: null } });
    const changed = Object.keys(bench.ledger.state.actions).find((action) => action.startsWith("schedule-") && action !== schedule) ?? "";
    expect(bench.status(changed)).toBe("waiting");
    expect(bench.ledger.state.schedules[schedule]?.status).toBe("active");
    await bench.approve(changed);
    await bench.round();
    expect(bench.ledger.state.schedules).toMatchObject({ [schedule]: { status: "stopped" }, [changed]: { status: "active", through: "2026-12-01" } });
    await on(bench, "2027-01-01");
    await on(bench, "2027-03-01");
    expect(shown(bench)).toEqual(["2026-12-01 done", "2027-03-01 done"]);
  });

  it("editing an approved schedule before it is in force takes the approval back, and the edit is checked", async () => {
    const bench = await open();
    const id = await bench.propose({ amount: "80.00" });
    await bench.wish({ kind: "repeat", of: id, rhythm: MONTHLY });
    const schedule = Object.keys(bench.ledger.state.actions).find((action) => action.startsWith("schedule-")) ?? "";
    expect((await bench.wish({ kind: "edit", id: schedule, fields: { first_date: "2026-02-30" } })).text).toContain("first_date must be a date");
    expect((await bench.wish({ kind: "edit", id: schedule, fields: { until_date: "2026-01-01" } })).text).toContain("until_date must not be before");
    expect((await bench.wish({ kind: "edit", id: schedule, fields: { every: "hourly" } })).text).toContain("every must be one of");
    await bench.approve(schedule);
    expect((await bench.wish({ kind: "edit", id: schedule, fields: { every: "weekly", amount: "90.00" } })).ok).toBe(true);
    expect(bench.status(schedule)).toBe("waiting");
    await bench.approve(schedule);
    await bench.round();
    await on(bench, "2026-12-01");
    await on(bench, "2026-12-08");
    expect(bench.books.records.slice(-2).map(({ payload }) => [payload["memo"], payload["amount"]])).toEqual([["2026-12-01", "90.00"], ["2026-12-08", "90.00"]]);
  });

  it("what cannot be repeated, is not there or was asked for before is refused in words", async () => {
    const { bench, schedule } = await scheduled();
    const post = await bench.propose({}, { slot: "post", operation: "post" });
    expect((await bench.wish({ kind: "repeat", of: post, rhythm: MONTHLY })).text).toContain("cannot be repeated");
    expect((await bench.wish({ kind: "repeat", of: "nothing", rhythm: MONTHLY })).ok).toBe(false);
    expect((await bench.wish({ kind: "schedule", of: "constructor", status: "stopped" })).ok).toBe(false);
    const again: Rhythm = { every: "yearly", first: "2027-01-01", until: null };
    expect((await bench.wish({ kind: "repeat", of: schedule, rhythm: again })).ok).toBe(true);
    expect((await bench.wish({ kind: "repeat", of: schedule, rhythm: again })).text).toContain("asked for before");
  });

  it("one whose action is long closed is found in the history", async () => {
    const bench = await open();
    const id = await bench.propose({ amount: "80.00" }, { operation: "pay", slot: "pay" });
    await bench.approve(id);
    await bench.round();
    for (let day = 0; day < 3; day += 1) await bench.later(2 * DAY);
    bench.process.kill("kept");
    const again = await open(HERE, bench);
    expect(again.ledger.state.actions[id]).toBeUndefined();
    expect((await again.wish({ kind: "repeat", of: id, rhythm: MONTHLY })).ok).toBe(true);
  });
});

describe("E5 power cuts", () => {
  /** A schedule that is due in the next round, or is about to begin. */
  async function about(what: "begin" | "be due"): Promise<{ bench: Bench; schedule: string }> {
    if (what === "be due") {
      const made = await scheduled();
      made.bench.world.clock.time = Date.parse("2026-12-01T11:00:00Z");
      return made;
    }
    const bench = await open();
    const id = await bench.propose({ amount: "80.00" });
    await bench.wish({ kind: "repeat", of: id, rhythm: { ...MONTHLY, first: "2026-11-16" } });
    const schedule = Object.keys(bench.ledger.state.actions).find((action) => action.startsWith("schedule-")) ?? "";
    await bench.approve(schedule);
    await bench.ledger.flush();
    return { bench, schedule };
  }

  it.each([
    ["begin", "2026-11-16"],
    ["be due", "2026-12-01"],
  ] as const)("at every step of a schedule that is about to %s: the period is there once", async (what, period) => {
    const whole = await about(what);
    const from = whole.bench.process.trace.length;
    await whole.bench.round();
    const steps = whole.bench.process.trace.length - from;
    expect(steps).toBeGreaterThan(5);
    for (let step = 0; step < steps; step += 1) {
      const { bench, schedule } = await about(what);
      const aftermath = AFTERMATHS[step % AFTERMATHS.length] ?? "lost";
      bench.process.arm(step, aftermath);
      await bench.round().catch(() => undefined);
      bench.process.kill(aftermath);
      const again = await open(HERE, bench);
      for (let round = 0; round < 3; round += 1) await again.round();
      expect(again.ledger.state.schedules[schedule]?.status).toBe("active");
      expect(periods(again).filter(({ proposal }) => proposal.origin.id?.endsWith(period))).toHaveLength(1);
      expect(again.books.records.filter(({ payload }) => payload["memo"] === period).length).toBeLessThanOrEqual(1);
    }
  }, 20_000);
});

describe("section 1: the nights on which the clocks are changed", () => {
  const HALF_HOUR = 30 * 60_000;
  const NIGHTS: [zone: string, day: string][] = [
    ["Europe/Berlin", "2027-03-28"],
    ["Europe/Berlin", "2027-10-31"],
    ["America/New_York", "2027-03-14"],
    ["America/New_York", "2027-11-07"],
    ["Australia/Lord_Howe", "2027-04-04"],
    ["Australia/Lord_Howe", "2027-10-03"],
    ["Asia/Kolkata", "2027-03-28"],
  ];
  /** The platform's own calendar. */
  const dateThere = (zone: string, time: number): string => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(time);

  it.each(NIGHTS)("%s, %s: due with the day's first minute, once; 48 hours to decide are 48 hours; every line lies in the file of its UTC day", async (zone, day) => {
    const { bench } = await scheduled({ amount: "120.00", rhythm: { every: "yearly", first: day, until: null }, settings: { ...HERE, zone } });
    const { clock, disk } = bench.world;
    clock.time = Date.parse(`${day}T00:00:00Z`) - 36 * 2 * HALF_HOUR;
    let due: number | null = null;
    for (let step = 0; step < 5 * 48; step += 1, clock.time += HALF_HOUR) {
      await bench.round();
      const [period, ...more] = periods(bench);
      expect(more).toEqual([]);
      expect(period !== undefined, new Date(clock.time).toISOString()).toBe(dateThere(zone, clock.time) >= day);
      if (!period) continue;
      due ??= clock.time;
      expect(statusOf(period)).toBe(clock.time - due < 96 * HALF_HOUR ? "waiting" : "expired");
    }
    expect(due === null ? null : dateThere(zone, due - 1)).not.toBe(day);
    for (const file of disk.days.keys()) {
      const times = disk.text(file).trim().split("\n").map((line) => (JSON.parse(line) as { timestamp: string }).timestamp);
      expect(times.filter((at) => at.slice(0, 10) !== file)).toEqual([]);
      expect(times).toEqual([...times].sort());
    }
  });
});

/** Owns: proof of the calendar of what repeats: month ends, leap years, last days, and that no period comes twice or is left out (PRODUCT O6). Never: a clock. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { dealtWith, dueDate, dueDates, EVERY, nextDue, periodId, readPeriodId, seriesOf, seriesSlot, type Rhythm } from "../../src/core/recurring";
import { addDays, addMonths } from "../../src/core/schedule";
import { actionId } from "../../src/engine/judgement";

const monthly = (first: string, until: string | null = null): Rhythm => ({ every: "monthly", first, until });

describe("O6 due dates", () => {
  it("the 31st comes back after a shorter month, in leap years too", () => {
    expect([0, 1, 2, 3, 12, 13].map((index) => dueDate(monthly("2027-01-31"), index))).toEqual(["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2028-01-31", "2028-02-29"]);
    expect(dueDate({ every: "yearly", first: "2028-02-29", until: null }, 1)).toBe("2029-02-28");
    expect(dueDate({ every: "yearly", first: "2028-02-29", until: null }, 4)).toBe("2032-02-29");
    expect(dueDates({ every: "quarterly", first: "2026-11-30", until: null }, null, "2027-08-31")).toEqual(["2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"]);
    expect(dueDates({ every: "weekly", first: "2026-12-28", until: null }, "2026-12-28", "2027-01-11")).toEqual(["2027-01-04", "2027-01-11"]);
  });

  it("nothing is due before the first day, after the last, or again", () => {
    expect(dueDates(monthly("2026-12-01"), null, "2026-11-30")).toEqual([]);
    expect(dueDates(monthly("2026-12-01"), null, "2026-12-01")).toEqual(["2026-12-01"]);
    expect(dueDates(monthly("2026-12-01", "2027-01-31"), "2026-12-01", "2027-06-01")).toEqual(["2027-01-01"]);
    expect(nextDue(monthly("2026-12-01", "2027-01-31"), "2027-01-01")).toBeNull();
    expect(nextDue(monthly("2026-12-01"), "2026-12-01")).toBe("2027-01-01");
  });

  it("what begins late asks for its newest date only; what goes on after a pause for none", () => {
    expect(dealtWith(monthly("2026-01-01"), "2026-06-10", "begins")).toBe("2026-05-01");
    expect(dealtWith(monthly("2026-01-01"), "2026-06-10", "goes_on")).toBe("2026-06-01");
    expect(dealtWith(monthly("2026-06-01"), "2026-06-01", "begins")).toBeNull();
    expect(dealtWith(monthly("2026-06-01"), "2026-06-02", "begins")).toBeNull();
    expect(dealtWith(monthly("2026-06-01"), "2026-06-01", "goes_on")).toBeNull();
  });

  const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
  const rhythm = fc.record({ every: fc.constantFrom(...EVERY), first: date, until: fc.constant(null) });
  it("law: however the days are cut into looks, every period comes once and in order", () => {
    fc.assert(
      fc.property(rhythm, fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 12 }), (of, steps) => {
        let [through, day]: [string | null, string] = [null, of.first];
        const seen: string[] = [];
        for (const step of steps) {
          day = addDays(day, step);
          const due = dueDates(of, through, day);
          seen.push(...due);
          through = due.at(-1) ?? through;
        }
        expect(seen).toEqual(dueDates(of, null, day));
        expect(new Set(seen).size).toBe(seen.length);
        expect([...seen].sort()).toEqual(seen);
      }),
    );
  });

  it("law: a month later is the next month, on the same day or its last", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 60 }), (from, months) => {
        const later = addMonths(from, months);
        const index = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(later) - index(from)).toBe(months);
        if (later.slice(8) !== from.slice(8)) expect(addDays(later, 1).slice(8)).toBe("01");
      }),
    );
  });
});

describe("O6 names", () => {
  it("a period's id is always the same, and is read back", () => {
    expect(readPeriodId(periodId("schedule-0123456789abcd", "2026-12-01"))).toEqual({ schedule: "schedule-0123456789abcd", date: "2026-12-01" });
    expect([null, "", "gmail:1", "x@2026"].map(readPeriodId)).toEqual([null, null, null, null]);
  });

  it("actions of one schedule know each other; others belong to none", () => {
    const [a, b] = ["2026-12-01", "2027-01-01"].map((day) => actionId(periodId("s", day), seriesSlot("s")));
    const other = actionId(periodId("t", "2026-12-01"), seriesSlot("t"));
    expect(seriesOf(a ?? "")).toBe(seriesOf(b ?? ""));
    expect(a).not.toBe(b);
    expect(seriesOf(other)).not.toBe(seriesOf(a ?? ""));
    expect(seriesOf(actionId("gmail:1", "invoice"))).toBeNull();
  });
});

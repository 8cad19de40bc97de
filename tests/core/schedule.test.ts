import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { addDays, dateIn, dayOf, instantOf, isDate, lastOccurrence, mondayOf, nextOccurrence, showDate, showSpan, showInstant, timeIn, weekOf } from "../../src/core/schedule";

const ZONES = [
  "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
  "America/St_Johns", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo", "Africa/Casablanca", "America/Santiago", "Asia/Tehran", "Etc/GMT+12", "Antarctica/Troll",
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2037-12-31T00:00:00Z"), noInvalidDate: true });
const date = instant.map((at) => at.toISOString().slice(0, 10));
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const weekly = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), time });

/** What the platform's own calendar shows: an oracle that shares no code with ours. */
const oracles = new Map<string, Intl.DateTimeFormat>();
function shown(at: Date, inZone: string): string {
  let oracle = oracles.get(inZone);
  if (!oracle) {
    oracle = new Intl.DateTimeFormat("sv-SE", { timeZone: inZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
    oracles.set(inZone, oracle);
  }
  return oracle.format(at);
}

describe("calendar dates", () => {
  it("adds days and finds weekdays across leap years and year ends", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(mondayOf("2027-01-01")).toBe("2026-12-28");
    expect([isDate("2026-02-29"), isDate("2028-02-29"), isDate("2026-2-9"), isDate("soon")]).toEqual([false, true, false, false]);
    expect(() => addDays("2026-13-01", 1)).toThrow("is not a calendar date");
  });
  it("laws: adding is undone by subtracting, Monday is where its week begins", () => {
    fc.assert(fc.property(date, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
      expect(addDays(addDays(day, days), -days)).toBe(day);
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
      expect(addDays(mondayOf(day), (weekday + 6) % 7)).toBe(day);
    }));
  });
});

describe("the owner's zone", () => {
  it("shows what the platform's calendar shows", () => {
    fc.assert(fc.property(instant, zone, (at, inZone) => {
      expect(`${dateIn(at, inZone)} ${timeIn(at, inZone)}`).toBe(shown(at, inZone));
    }), { numRuns: 500 });
  });
  it("finds the instant of a time; where it does not exist the clocks jump there, where it comes twice it is the first", () => {
    fc.assert(fc.property(date, time, zone, (day, at, inZone) => {
      const found = instantOf(day, at, inZone);
      const before = new Date(found.getTime() - 1);
      if (shown(found, inZone) === `${day} ${at}`) {
        for (const hours of [0.5, 1, 2, 3, 24]) expect(shown(new Date(found.getTime() - hours * 3_600_000), inZone)).not.toBe(`${day} ${at}`);
      } else {
        expect(shown(before, inZone) < `${day} ${at}`).toBe(true);
        expect(shown(found, inZone) > `${day} ${at}`).toBe(true);
      }
    }), { numRuns: 500 });
  });
  it.each([
    ["spring, Berlin: 02:30 is 03:00", "2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
    ["autumn, Berlin: the first 02:30", "2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["Beirut has no midnight in spring", "2026-03-29", "00:00", "Asia/Beirut", "2026-03-28T22:00:00.000Z"],
    ["Lord Howe jumps half an hour", "2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00.000Z"],
    ["Kolkata is half an hour off", "2026-11-22", "07:00", "Asia/Kolkata", "2026-11-22T01:30:00.000Z"],
    ["Apia never had this day", "2011-12-30", "12:00", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("%s", (_what, day, at, inZone, utc) => {
    expect(instantOf(day, at, inZone).toISOString()).toBe(utc);
  });
  it("is written for a person", () => {
    expect(showInstant(new Date("2026-11-22T13:02:59Z"), "Europe/Berlin")).toBe("22 Nov 2026, 14:02");
    expect(showInstant("2026-11-22T13:02:59.000Z", "America/New_York")).toBe("22 Nov 2026, 08:02");
    expect(showDate("2027-01-05")).toBe("5 Jan 2027");
    expect([30_000, 60_000, 119 * 60_000, 2 * 3_600_000, 47 * 3_600_000, 48 * 3_600_000].map(showSpan)).toEqual(["under a minute", "1 minute", "119 minutes", "2 hours", "47 hours", "2 days"]);
  });
});

describe("L2 a week is Monday 00:00 to Sunday 24:00 in the owner's zone", () => {
  it("laws: weeks follow each other without gap or overlap, every instant lies in its own", () => {
    fc.assert(fc.property(instant, zone, (at, inZone) => {
      const week = weekOf(dateIn(at, inZone), inZone);
      expect(week.from.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(week.to.getTime()).toBeGreaterThan(at.getTime());
      expect(weekOf(addDays(week.sunday, 1), inZone).from).toEqual(week.to);
      expect(weekOf(week.sunday, inZone)).toEqual(week);
      const days = [0, 1, 2, 3, 4, 5, 6].map((days) => dayOf(addDays(week.monday, days), inZone));
      expect(days.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0)).toBe(week.to.getTime() - week.from.getTime());
    }));
  });
  it("is an hour shorter in spring, longer in autumn", () => {
    const hours = (day: string): number => (weekOf(day, "Europe/Berlin").to.getTime() - weekOf(day, "Europe/Berlin").from.getTime()) / 3_600_000;
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")]).toEqual([167, 169, 168]);
  });
  it("starts on Sunday in UTC where the zone is ahead, and may reach into the next year", () => {
    const week = weekOf("2027-01-01", "Asia/Kolkata");
    expect([week.monday, week.sunday, week.from.toISOString(), week.to.toISOString()]).toEqual(["2026-12-28", "2027-01-03", "2026-12-27T18:30:00.000Z", "2027-01-03T18:30:00.000Z"]);
  });
});

describe("L4 weekly appointments", () => {
  it("laws: last <= at < next, next after last, and a week apart", () => {
    fc.assert(fc.property(weekly, zone, instant, (appointment, inZone, at) => {
      const [last, next] = [lastOccurrence(appointment, inZone, at), nextOccurrence(appointment, inZone, at)];
      expect(last.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(next.getTime()).toBeGreaterThan(at.getTime());
      expect(nextOccurrence(appointment, inZone, last)).toEqual(next);
      expect(lastOccurrence(appointment, inZone, new Date(next.getTime() - 1))).toEqual(last);
      expect(Math.abs(next.getTime() - last.getTime() - 7 * 86_400_000)).toBeLessThanOrEqual(26 * 3_600_000);
    }), { numRuns: 300 });
  });
  it("holds where a whole date was skipped", () => {
    const friday = { weekday: 5, time: "18:00" };
    const at = new Date("2011-12-30T10:00:00Z");
    expect(lastOccurrence(friday, "Pacific/Apia", at)).toEqual(at);
    expect(nextOccurrence(friday, "Pacific/Apia", new Date(at.getTime() - 1))).toEqual(at);
  });
  it("keeps its local time across a clock change", () => {
    const monday7 = { weekday: 1, time: "07:00" };
    expect(lastOccurrence(monday7, "Europe/Berlin", new Date("2026-03-28T00:00:00Z")).toISOString()).toBe("2026-03-23T06:00:00.000Z");
    expect(nextOccurrence(monday7, "Europe/Berlin", new Date("2026-03-28T00:00:00Z")).toISOString()).toBe("2026-03-30T05:00:00.000Z");
  });
});

describe("the process's own zone", () => {
  const own = process.env["TZ"];
  afterEach(() => {
    if (own === undefined) delete process.env["TZ"];
    else process.env["TZ"] = own;
  });
  it("changes nothing", () => {
    const at = new Date("2026-03-29T00:59:59Z");
    const offsets = new Set<number>();
    const answers = ["UTC", "America/Los_Angeles", "Pacific/Apia", "Asia/Beirut", "Europe/Berlin"].map((processZone) => {
      process.env["TZ"] = processZone;
      offsets.add(new Date(2026, 2, 29).getTimezoneOffset());
      return JSON.stringify([
        weekOf("2026-03-29", "Europe/Berlin"), dayOf("2026-03-29", "Asia/Beirut"), addDays("2026-03-28", 1), mondayOf("2026-03-29"), showInstant(at, "Europe/Berlin"),
        ...Array.from({ length: 400 }, (_, day) => addDays("2026-01-01", day)),
        ...Array.from({ length: 400 }, (_, day) => showDate(addDays("2026-01-01", day))),
      ]);
    });
    expect(offsets.size).toBeGreaterThan(3);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("29 Mar 2026, 01:59");
  });
});

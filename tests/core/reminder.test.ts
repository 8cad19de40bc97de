/** Owns: proof that reminders come in order and in time, in the customer's language, and that payment instructions are right or say why not (PRODUCT K8, O2). Never: a mail or a bank. */
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { askedOn, type Open } from "../../src/core/measure";
import { readNote } from "../../src/core/note";
import { accountIn, epcText, instructionName, instructionNote, type Account } from "../../src/core/payment-note";
import { nextLevel, reminderNote, reminderText } from "../../src/core/reminder";
import { REMINDER_WORDS } from "../../src/core/reminder-words";
import { addDays, isDate, mondayOf } from "../../src/core/schedule";
import { LANGUAGES } from "../../src/understanding/lang/all";

const STEPS = { friendly: 7, firm: 21, final: 35 };
const INVOICE: Open = { id: "42", label: "INV/2026/00042", partner: "Kiosk [[Li]]", email: "li@kiosk.example", language: "de", open: { amount: "1250.00", currency: "EUR" }, due_date: "2026-11-01", url: "https://books.example/odoo/account.move/42", reference: null };
const BILL: Open = { ...INVOICE, id: "43", label: "BILL/2026/11/0019", partner: "CloudHost  GmbH", due_date: "2026-12-05", open: { amount: "24", currency: "EUR" }, reference: "CH-20931" };
const IBAN = "DE89370400440532013000";
const NAMED: Account = { kind: "named", iban: IBAN, bic: "COBADEFFXXX", source: "The mail of billing@cloudhost.example" };
const front = (note: string): Record<string, unknown> => {
  const read = readNote(note, (text) => parse(text) as unknown);
  if ("problem" in read) throw new Error(read.problem);
  return read.front;
};

describe("reminders", () => {
  it.each([
    [6, null, 0],
    [7, null, 1],
    [90, null, 1],
    [20, { level: 1, days_ago: 40 }, 0],
    [21, { level: 1, days_ago: 14 }, 2],
    [21, { level: 1, days_ago: 13 }, 0],
    [90, { level: 1, days_ago: 0 }, 0],
    [35, { level: 2, days_ago: 14 }, 3],
    [90, { level: 2, days_ago: 13 }, 0],
    [900, { level: 3, days_ago: 100 }, 0],
  ] as const)("%i days overdue, after %j: level %i", (days, last, level) => {
    expect(nextLevel(days, last, STEPS)).toBe(level);
  });

  it("law: asked every day, each level comes once, in order, never before its day, and as far apart as the levels", () => {
    const steps = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })).map(([a, b, c]) => ({ friendly: a, firm: a + b, final: a + b + c }));
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 200 }), (of, first) => {
        const written: { level: number; day: number }[] = [];
        for (let day = first; day < first + 400; day += 1) {
          const last = written.at(-1);
          const level = nextLevel(day, last ? { level: last.level, days_ago: day - last.day } : null, of);
          if (level !== 0) written.push({ level, day });
        }
        expect(written.map(({ level }) => level)).toEqual([1, 2, 3]);
        const [one, two, three] = written.map(({ day }) => day) as [number, number, number];
        expect(one).toBe(Math.max(first, of.friendly));
        expect(two - one).toBeGreaterThanOrEqual(of.firm - of.friendly);
        expect(three - two).toBeGreaterThanOrEqual(of.final - of.firm);
      }),
    );
  });

  it("there are words for every language that mail is understood in, each with the facts and three different tones", () => {
    expect(Object.keys(REMINDER_WORDS).sort()).toEqual(LANGUAGES.map(({ code }) => code).sort());
    for (const language of Object.keys(REMINDER_WORDS)) {
      const texts = ([1, 2, 3] as const).map((level) => reminderText({ ...INVOICE, language }, level, "2026-11-22"));
      expect(new Set(texts.map(({ text }) => text)).size, language).toBe(3);
      for (const { text, subject } of texts) {
        for (const fact of ["INV/2026/00042", "1,250.00 EUR"]) expect(text, language).toContain(fact);
        expect(`${subject}${text}`).not.toMatch(/[{}]/);
      }
    }
  });

  it("a language without words is English, and the note says so; nothing of the customer's name takes effect", () => {
    const note = reminderNote("odoo", { ...INVOICE, language: "fi" }, 1, "2026-11-22");
    expect(note).toContain("(fi) has no words here: it is in English.");
    expect(note).not.toContain("[[Li]]");
    expect(front(note)).toMatchObject({ type: "payment_reminder", level: "friendly", days_overdue: 21, amount: "1250.00", customer_email: "li@kiosk.example", language: "en" });
    expect(reminderNote("odoo", INVOICE, 3, "2026-11-22")).toContain("Letzte Erinnerung: INV/2026/00042");
  });
});

describe("K8 payment instructions", () => {
  it("say what to pay to whom by when, with a checked account and the text of the transfer's code", () => {
    const note = instructionNote({ service: "odoo", bill: BILL, account: NAMED });
    for (const text of ["# Pay CloudHost GmbH: 24.00 EUR by 5 Dec 2026", "**DE89 3704 0044 0532 0130 00** (check digits fit)", "- BIC: COBADEFFXXX", "- Reference: CH-20931", "This program moves no money."]) expect(note).toContain(text);
    expect(front(note)).toMatchObject({ type: "payment_instruction", amount: "24", currency: "EUR", iban: "DE89 3704 0044 0532 0130 00", due_date: "2026-12-05" });
    expect(epcText({ service: "odoo", bill: BILL, account: NAMED })?.split("\n")).toEqual(["BCD", "002", "1", "SCT", "COBADEFFXXX", "CloudHost GmbH", IBAN, "EUR24.00", "", "", "CH-20931"]);
    expect(instructionName({ service: "odoo", bill: BILL, account: NAMED })).toBe(instructionName({ service: "odoo", bill: BILL, account: { kind: "none" } }));
  });

  it.each<[string, string, string[], Account["kind"], RegExp]>([
    ["a wrong digit", "IBAN DE89 3704 0044 0532 0130 01", [], "named", /danger\] This account number is wrong[^]*check digits do not fit/],
    ["another account than before", `IBAN ${IBAN}`, ["The mail speaks of changed bank data."], "suspect", /danger\] Fraud sign[^]*changed bank data\. Ask/],
    ["two accounts", `IBAN ${IBAN} or GB29NWBK60161331926819`, [], "several", /Several accounts are named/],
    ["none", "Please pay.", [], "none", /The account is not known here/],
  ])("%s: no figure to copy, but a warning", (_what, text, fraud, kind, warning) => {
    const account = accountIn(text, "The mail of billing@cloudhost.example", fraud);
    const note = instructionNote({ service: "odoo", bill: BILL, account });
    expect(account.kind).toBe(kind);
    expect(note).toMatch(warning);
    expect(front(note)["iban"]).toBeNull();
    expect(note).not.toContain("- IBAN:");
    expect(note).not.toContain("BCD");
  });

  it("no code for what it cannot say: another currency, nothing, too much", () => {
    for (const open of [{ amount: "24.00", currency: "USD" }, { amount: "0.00", currency: "EUR" }, { amount: "1000000000.00", currency: "EUR" }]) expect(epcText({ service: "odoo", bill: { ...BILL, open }, account: NAMED })).toBeNull();
  });
});

describe("L3 what is asked of the books", () => {
  it("on a Monday: the week that ended, the one before, the month up to then, and the same days of the month before", () => {
    expect(askedOn("2026-11-23")).toEqual({
      day: "2026-11-23", week: { from: "2026-11-16", to: "2026-11-23" }, week_before: { from: "2026-11-09", to: "2026-11-16" }, month: { from: "2026-11-01", to: "2026-11-23" }, month_before: { from: "2026-10-01", to: "2026-10-23" },
    });
    expect(askedOn("2027-02-01")).toMatchObject({ month: { from: "2027-01-01", to: "2027-02-01" }, month_before: { from: "2026-12-01", to: "2027-01-01" } });
  });

  it("law: ranges are real dates, in order, and the week ends where the present one begins", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = addDays("2000-01-01", days);
        const { week, week_before, month, month_before } = askedOn(day);
        for (const { from, to } of [week, week_before, month, month_before]) {
          expect(isDate(from) && isDate(to)).toBe(true);
          expect(from < to).toBe(true);
        }
        expect(week.to).toBe(mondayOf(day));
        expect([week_before.to, month.to]).toEqual([week.from, week.to]);
        expect(month_before.to <= month.from).toBe(true);
      }),
    );
  });
});

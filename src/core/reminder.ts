/**
 * Owns: reminders of overdue invoices as text for the owner to send: which one is due, what it says, how its note looks (PRODUCT K7, O2).
 * Never: sending one; the mailbox stays read-only.
 */
import { inertField } from "./action-note";
import { sha256Hex } from "./hash";
import type { JsonObject } from "./json";
import { daysOver, type Open } from "./measure";
import { showMoney } from "./money";
import { writeLines } from "./note";
import { REMINDER_WORDS } from "./reminder-words";
import { showDate } from "./schedule";
import { inlineUntrusted, quoteUntrusted } from "./untrusted";

/** Days overdue from which each reminder is due; in rising order. */
export interface ReminderDays {
  friendly: number;
  firm: number;
  final: number;
}

/** 0: none is due yet. */
export type Level = 0 | 1 | 2 | 3;
export const LEVEL_WORDS = ["not yet", "friendly", "firm", "final"] as const;

/** The reminder that fits an invoice that has been overdue for so many days. */
export function dueLevel(days: number, { friendly, firm, final }: ReminderDays): Level {
  return days >= final ? 3 : days >= firm ? 2 : days >= friendly ? 1 : 0;
}

/**
 * The reminder to write now: each level once and none skipped, so that nobody is first told in a final tone, and as many days apart as the levels are.
 * `last`: the one that was written last, and how many days ago; null for none.
 */
export function nextLevel(days: number, last: { level: number; days_ago: number } | null, steps: ReminderDays): Level {
  const [first, second, third] = [steps.friendly, steps.firm, steps.final];
  if (last === null) return days >= first ? 1 : 0;
  if (last.level === 1) return days >= second && last.days_ago >= second - first ? 2 : 0;
  return last.level === 2 && days >= third && last.days_ago >= third - second ? 3 : 0;
}

/** A reminder that was written, as the ledger keeps it: `at` is UTC ISO time, `note` its path. */
export interface Written {
  level: number;
  note: string;
  at: string;
}

/** An overdue invoice with what has been written about it, for a person to choose from. */
export interface Overdue extends Pick<Open, "id" | "label" | "partner" | "open" | "due_date"> {
  service: string;
  /** Whole days since it was due. */
  days: number;
  /** The tone that its age asks for. */
  level: Level;
  written: Written | null;
}

/** Which reminder of one invoice a person who asks for it gets: the first at any time, each further one when its time has come; else the sentence why none. */
export function askedLevel(label: string, days: number, last: (Written & { days_ago: number }) | null, steps: ReminderDays): Exclude<Level, 0> | string {
  if (last === null) return 1;
  const level = nextLevel(days, last, steps);
  if (level !== 0) return level;
  const before = `The ${LEVEL_WORDS[last.level] ?? "last"} reminder of ${label} was written on ${showDate(last.at.slice(0, 10))}: ${last.note}.`;
  if (last.level >= 3) return `${before} It was the last one.`;
  const [from, gap] = last.level === 1 ? [steps.firm, steps.firm - steps.friendly] : [steps.final, steps.final - steps.firm];
  return `${before} The ${LEVEL_WORDS[last.level + 1] ?? "next"} one follows from ${from} days overdue, ${gap} days after that one.`;
}

/** ISO dates are read everywhere; other languages get them as they are. */
const dateIn = (language: string, date: string): string => (language === "en" ? showDate(date) : date);

/** Subject and text, in the customer's language where there are words for it, else in English. */
export function reminderText(invoice: Open, level: Exclude<Level, 0>, day: string): { language: string; subject: string; text: string } {
  const language = invoice.language !== null && Object.hasOwn(REMINDER_WORDS, invoice.language) ? invoice.language : "en";
  const words = REMINDER_WORDS[language];
  if (!words) throw new Error(`There are no words for "${language}".`);
  const facts: Record<string, string> = { number: invoice.label, amount: showMoney(invoice.open), due: dateIn(language, invoice.due_date), days: String(daysOver(invoice, day)) };
  const filled = (sentence: string | undefined): string => (sentence ?? "").replace(/\{(\w+)\}/g, (_all, name: string) => facts[name] ?? "");
  const text = [words.greeting, words.facts, words.steps[level - 1], words.closing].map(filled).join("\n\n");
  return { language, subject: filled(words.subject[level - 1]), text };
}

/** Stable: the same reminder is the same note. */
export function reminderName(service: string, { id, label }: Open, level: Level): string {
  const slug = label.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return `REMINDER_${level}_${slug === "" ? "invoice" : slug}_${sha256Hex(`${service}:${id}`).slice(0, 8)}.md`;
}

export function reminderNote(service: string, invoice: Open, level: Exclude<Level, 0>, day: string): string {
  const { language, subject, text } = reminderText(invoice, level, day);
  const days = daysOver(invoice, day);
  const front: JsonObject = {
    type: "payment_reminder",
    status: "open",
    service,
    invoice: invoice.label,
    customer_name: invoice.partner,
    customer_email: invoice.email,
    amount: invoice.open.amount,
    currency: invoice.open.currency,
    due_date: invoice.due_date,
    days_overdue: days,
    level: LEVEL_WORDS[level],
    language,
  };
  const guessed = invoice.language !== language ? [`The customer's language ${invoice.language === null ? "is not known" : `(${inlineUntrusted(invoice.language)}) has no words here`}: it is in English.`, ""] : [];
  const body = [
    `# A ${LEVEL_WORDS[level]} reminder for ${inlineUntrusted(invoice.partner)}`,
    "",
    `${inlineUntrusted(invoice.label)} over ${showMoney(invoice.open)} was due on ${showDate(invoice.due_date)}: ${days} days ago, as the books said on ${showDate(day)}.${invoice.url === null ? "" : ` [Open it](${invoice.url})`}`,
    "",
    "Look first whether the payment has come in since. Nothing is sent for you: copy this into a mail of your own.",
    "",
    ...guessed,
    `- To: ${invoice.email === null ? "the address is not in the books" : inlineUntrusted(invoice.email)}`,
    `- Subject: ${inlineUntrusted(subject)}`,
    "",
    quoteUntrusted(text),
    "",
    "Sent, or not needed: move this note to `Completed`, or delete it.",
  ];
  return writeLines(inertField(front) as JsonObject, body);
}

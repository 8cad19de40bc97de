/**
 * Owns: the owner's figures from the books in a report - revenue with its trend and target, overdue invoices - as they stood right after the told week (PRODUCT L3).
 * Never: a figure of another day, or one for an owner who did not opt in.
 */
import { OVERDUE_LINK } from "../core/card-link";
import type { JsonObject } from "../core/json";
import { daysOver, type Measured, type Open } from "../core/measure";
import { compare, showMoney, sum, times } from "../core/money";
import { dueLevel, LEVEL_WORDS, type ReminderDays } from "../core/reminder";
import { dataOf, isEvent } from "../core/record";
import { addDays, dateIn, dayOf, showDate } from "../core/schedule";
import { inlineUntrusted } from "../core/untrusted";
import type { Sources } from "../generator";
import { bar, table } from "./markdown";
import type { Goal } from "./owners-tables";

/**
 * What each service's books said first in the week that begins on this Monday, asked for the week before: a report that is written again
 * finds the same. While the told week is not over it is the newest that they said in it.
 */
export async function booksAfter(monday: string, { lines, settings, now }: Sources): Promise<Measured[]> {
  const [found, newest] = [new Map<string, Measured>(), new Map<string, Measured>()];
  const [from, to] = [dayOf(addDays(monday, -7), settings.zone).from, dayOf(addDays(monday, 7), settings.zone).from];
  for await (const line of lines(from.toISOString(), to.toISOString())) {
    if (!isEvent(line, "measured")) continue;
    const { service, ...measured } = dataOf(line);
    if (measured.asked.week.to === monday && !found.has(service)) found.set(service, measured);
    if (measured.asked.day < monday) newest.set(service, measured);
  }
  const isOver = dateIn(now, settings.zone) >= monday;
  return [...(isOver ? found : newest).values()];
}

/** Is it the owner's goal of a month's revenue (DETAILS "Business_Goals.md")? */
export function isRevenueGoal(metric: string): boolean {
  return /\b(revenue|turnover|sales)\b/i.test(metric) && !/\b(week|year|quarter)/i.test(metric);
}

/** Month to date in percent of the owner's goal; null without a goal that can be reached. */
function ofTarget({ revenue }: Measured, goals: readonly Goal[]): number | null {
  const target = goals.find(({ metric }) => isRevenueGoal(metric))?.target;
  return !target || target.below || target.value <= 0 ? null : Math.round((Number(revenue.month) / target.value) * 1000) / 10;
}

const trend = (now: string, before: string, currency: string): string => {
  const change = sum([now, times(before, "-1")]);
  return compare(change, "0") === 0 ? "same" : `${compare(change, "0") > 0 ? "+" : ""}${showMoney({ amount: change, currency })}`;
};

export function revenueLines(measured: Measured, goals: readonly Goal[]): string[] {
  const { currency, revenue, asked } = measured;
  const show = (amount: string): string => showMoney({ amount, currency });
  const most = Math.max(1, ...Object.values(revenue).map(Number));
  const row = (label: string, now: string, before: string): string[] => [label, show(now), bar(Math.max(0, Number(now)) / most, 10), show(before), bar(Math.max(0, Number(before)) / most, 10), trend(now, before, currency)];
  const share = ofTarget(measured, goals);
  return [
    ...table(["Revenue before tax", "Now", "", "Before", "", "Trend"], [row(`The week from ${showDate(asked.week.from)}`, revenue.week, revenue.week_before), row(`The month up to ${showDate(addDays(asked.month.to, -1))}`, revenue.month, revenue.month_before)]),
    "",
    `- Of the month's target: ${share === null ? "no target for revenue a month in [[Business_Goals]]" : `${bar(share / 100)} ${share} %`}`,
    `- As the books said on ${showDate(asked.day)}.`,
  ];
}

/** One row for each overdue invoice, longest waiting first, with the reminder that is due. */
function overdueRows(overdue: readonly Open[], day: string, steps: ReminderDays): string[][] {
  return overdue.map((invoice) => {
    const level = dueLevel(daysOver(invoice, day), steps);
    return [invoice.url === null ? inlineUntrusted(invoice.label) : `[${inlineUntrusted(invoice.label)}](${invoice.url})`, inlineUntrusted(invoice.partner), showMoney(invoice.open), `${showDate(invoice.due_date)}, ${daysOver(invoice, day)} days`, level === 0 ? "not yet" : LEVEL_WORDS[level]];
  });
}

export function overdueLines({ overdue, asked }: Measured, steps: ReminderDays): string[] {
  if (overdue.length === 0) return [`Nothing was overdue on ${showDate(asked.day)}.`];
  const currencies = [...new Set(overdue.map(({ open }) => open.currency))].sort();
  const totals = currencies.map((currency) => showMoney({ currency, amount: sum(overdue.filter(({ open }) => open.currency === currency).map(({ open }) => open.amount)) }));
  return [
    ...table(["Invoice", "Customer", "Open", "Due, waiting since", "Reminder"], overdueRows(overdue, asked.day, steps)),
    "",
    `Together ${totals.join(", ")} on ${showDate(asked.day)}. [Write a reminder](${OVERDUE_LINK}) for one of them, or for all that are due with the command "Write reminders for overdue invoices"; you send them.`,
  ];
}

/** The figures under their names; what nobody asked for is null. */
export function booksEntity(monday: string, books: readonly Measured[], goals: readonly Goal[]): JsonObject {
  const [first] = books;
  // Figures of the week before are not those of a week that is not over.
  const one = books.length === 1 && first?.asked.week.to === monday ? first : null;
  return {
    currency: one?.currency ?? null,
    revenue_week: one?.revenue.week ?? null,
    revenue_week_before: one?.revenue.week_before ?? null,
    revenue_month: one?.revenue.month ?? null,
    revenue_month_before: one?.revenue.month_before ?? null,
    revenue_of_target_percent: one && ofTarget(one, goals),
    overdue_invoices: books.length === 0 ? null : books.flatMap(({ overdue, asked }) => overdue.map((invoice) => ({ number: invoice.label, customer: invoice.partner, amount: invoice.open.amount, currency: invoice.open.currency, due_date: invoice.due_date, days: daysOver(invoice, asked.day) }))),
  };
}

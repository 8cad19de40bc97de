/**
 * Owns: the owner's figures as a service's books give them on a day - revenue, what is overdue, what is to be paid - for owners who opted in (PRODUCT L3).
 * Never: reading them, or a figure of a day on which nobody asked.
 */
import type { Money } from "./action";
import { addDays, addMonths, mondayOf } from "./schedule";

/** Days from `from` to before `to`, ISO dates. */
export interface Days {
  from: string;
  to: string;
}

/** What is asked on a day: weeks begin on Monday, and the month is told up to the end of the last week. */
export interface Asked {
  day: string;
  week: Days;
  week_before: Days;
  month: Days;
  /** The same days of the month before. */
  month_before: Days;
}

/** A document that is open in the books. */
export interface Open {
  /** The record's id at the service, and what a person calls it. */
  id: string;
  label: string;
  /** Customer or vendor: untrusted. */
  partner: string;
  email: string | null;
  /** BCP 47 primary language of the partner, null when the books do not say. */
  language: string | null;
  /** Still to be paid. */
  open: Money;
  due_date: string;
  url: string | null;
  /** The vendor's own number of a bill. */
  reference: string | null;
}

/** Decimal text in `currency`; a week or month without an invoice is "0.00": it was asked for. */
export interface Measured {
  asked: Asked;
  currency: string;
  revenue: Record<"week" | "week_before" | "month" | "month_before", string>;
  /** Longest waiting first. */
  overdue: Open[];
  /** Bills to us that are open, the soonest due first. */
  payable: Open[];
}

/** The week that is over on a day; on a Monday the one that has just ended. */
export function weekOver(day: string): Days {
  const monday = mondayOf(day);
  return { from: addDays(monday, -7), to: monday };
}

/** The ranges for a day. On a Monday the week is the one that has just ended. */
export function askedOn(day: string): Asked {
  const monday = mondayOf(day);
  const month = `${addDays(monday, -1).slice(0, 7)}-01`;
  const before = addMonths(month, -1);
  const [sameDay, end] = [addMonths(monday, -1), addDays(monday, -1)];
  // The Monday after a month's last Sunday lies in the next month: then the whole month before is compared.
  const until = monday.slice(0, 7) === end.slice(0, 7) ? sameDay : month;
  return {
    day,
    week: weekOver(day),
    week_before: { from: addDays(monday, -14), to: addDays(monday, -7) },
    month: { from: month, to: monday },
    month_before: { from: before, to: until },
  };
}

/** Whole days since it was due, on an ISO date. */
export function daysOver({ due_date }: Pick<Open, "due_date">, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(due_date)) / 86_400_000);
}

/**
 * Owns: the money in actions that happened, for owners who opted in (PRODUCT L2).
 * Never: revenue or cash: those are read from the accounting service, not from the log.
 */
import type { Line } from "../core/record";
import { roundTo, sum } from "../core/money";
import type { State } from "../core/state";
import { happened } from "./activity";

export interface Moved {
  /** The plan's action name, e.g. `odoo_create_invoice`. */
  action: string;
  currency: string;
  /** Decimal text with the currency's decimals. */
  amount: string;
  count: number;
}

/** Sums per kind of action and currency; an action's amount is the one that was approved. */
export function moneyMoved(lines: readonly Line[], state: State | null): Moved[] {
  const groups = new Map<string, { action: string; currency: string; amounts: string[] }>();
  for (const line of lines.filter(happened)) {
    const money = line.action_id === null ? null : state?.actions[line.action_id]?.proposal.money;
    if (!money) continue;
    const key = `${line.action} ${money.currency}`;
    const group = groups.get(key) ?? { action: line.action, currency: money.currency, amounts: [] };
    group.amounts.push(money.amount);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ action, currency, amounts }) => ({ action, currency, amount: roundTo(sum(amounts), currency), count: amounts.length }))
    .sort((a, b) => (a.action + a.currency < b.action + b.currency ? -1 : 1));
}

/**
 * Owns: what becomes of actions that a device started in lines that are not part of the ledger (a fork, PRODUCT E4, K3).
 * Never: merging such lines, or a guess: what may have happened is unknown, and is looked up.
 */
import type { Problem } from "../core/action";
import type { NewEvent } from "../core/event";
import { next } from "../core/lifecycle";
import type { State } from "../core/state";
import type { Start } from "./memory";

/** What is said of a stray, wherever it comes from. */
export type Stray = Pick<Start, "action" | "delivery" | "at">;

/** The request file that tells the executor of a start: always the same one, so that it is entered once, and the ledger shows that it was. */
export function reportName(device: string, { at, hash }: Pick<Start, "at" | "hash">): string {
  return `${device}-${at.replace(/[^0-9]/g, "")}-${hash.slice(0, 10)}.json`;
}

/** Those whose action this ledger does not know yet: it may come to know it, from the same mail or note. */
export function unheardOf<S extends Stray>({ actions }: Readonly<State>, strays: readonly S[]): S[] {
  return strays.filter(({ action }) => !Object.hasOwn(actions, action));
}

/** The `strayed` events that the ledger's state admits, one for each delivery, the latest start counting. What is done, or not known here, is left out. */
export function strayed({ actions }: Readonly<State>, strays: readonly Stray[], device: string): NewEvent[] {
  const latest = new Map(strays.map((stray) => [`${stray.action}/${stray.delivery}`, stray]));
  return [...latest.values()].flatMap(({ action, delivery, at }): NewEvent[] => {
    const status = Object.hasOwn(actions, action) ? actions[action]?.deliveries[delivery]?.status : undefined;
    if (status === undefined || next(status, "strayed") === null) return [];
    return [{ event: "strayed", action_id: action, delivery, actor: `device:${device}`, data: { device, at, problem: problemOf(device, at) } }];
  });
}

function problemOf(device: string, at: string): Problem {
  return {
    code: "STARTED_ELSEWHERE",
    effect: "It is not known whether it happened.",
    cause: `The device ${device} started it at ${at}, in lines that are not part of this log: two devices executed at the same time.`,
    next: "It is looked up; if that is not conclusive you will be asked.",
  };
}

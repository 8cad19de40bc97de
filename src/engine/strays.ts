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

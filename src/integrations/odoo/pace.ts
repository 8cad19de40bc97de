/**
 * Owns: how fast Odoo is asked. Odoo's own hosting wants one request a second and none at the same time; other servers are asked at once,
 * until one says that it was too much.
 * Never: a second request for one that failed, or a wait that nobody can call off.
 */
import type { Call } from "../../channel";
import { refusedBecause } from "./catalogue";

/** Milliseconds from the end of one request to the start of the next (acceptable use of Odoo Online). */
export const HOSTED_GAP_MS = 1_000;
/** Milliseconds that a place in the line may last before it counts as a standstill: the longest request, and its gap. */
const LONGEST_TURN_MS = 61_000;

/** Runs a request when it is its turn. Throws OdooFailure (`busy`: nothing was sent) when the call is called off before. */
export type Turn = <T>(call: Call, request: () => Promise<T>) => Promise<T>;

export const atOnce: Turn = (_call, request) => request();

/** One after the other, `gap_ms` apart, however many ask at the same time. */
export function oneByOne(gap_ms: number): Turn {
  let last: Promise<void> = Promise.resolve();
  let free_at = 0;
  return async (call, request) => {
    const before = last;
    let leave = (): void => undefined;
    last = new Promise((resolve) => (leave = resolve));
    try {
      await (call.during ? call.during(LONGEST_TURN_MS, () => before) : before);
      const wait = free_at - call.now().getTime();
      if (wait > 0) await call.sleep(Math.min(wait, gap_ms)).catch((error: unknown) => offOr(call, error));
      if (call.signal?.aborted === true) throw calledOff();
      return await request();
    } finally {
      free_at = call.now().getTime() + gap_ms;
      leave();
    }
  };
}

const calledOff = () => refusedBecause("ODOO_CONNECTION_ERROR", "The call was called off before it was sent.", "It is tried again by itself.", "busy");

function offOr(call: Call, error: unknown): never {
  throw call.signal?.aborted === true ? calledOff() : error;
}

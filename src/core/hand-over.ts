/**
 * Owns: what a person is told and asked when another device is to execute (PRODUCT E4).
 * Never: the handing over itself.
 */

/** Asked before a forced takeover, wherever it is offered. */
export const TAKE_OVER_RISK =
  "Take over only if no other device executes: the former one is switched off, or will never run this vault again. While two execute, an action can be done twice, " +
  "unless its service notices it by the action's id. What the former one did and has not synced yet is not known here. If it still runs, hand over there instead.";

/** Asked before stepping down. `to`: the device that goes on by itself; null when a person will say it there. */
export function releaseQuestion(to: string | null): string {
  const next = to === null ? "Nobody executes then, until you take over on another device." : `The device ${to} goes on as soon as its sync has brought that.`;
  return `Hand over? The write in hand is finished, then this device only shows, and takes decisions down for the other one. ${next}`;
}

/** Device ids as programs of this kind make them; anything else was mistyped. */
export function isDeviceId(text: string): boolean {
  return /^[A-Za-z][\w-]{3,63}$/.test(text);
}

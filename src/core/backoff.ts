/**
 * Owns: how long to wait before a failed read is tried again, and when a service is left alone (PRODUCT E1).
 * Never: a write. What may have reached a service is looked up, not repeated (PRODUCT K3, K4).
 */

/** First try included. */
export const READ_ATTEMPTS = 5;
const FIRST_MS = 1_000;
const FACTOR = 2;
/** The longest rest that a service is granted when it asks for one: a wrong header must not silence it for weeks. */
export const LONGEST_ASKED_MS = 6 * 3_600_000;
/** The longest wait between two tries, and the longest that is waited for on the spot. */
export const LONGEST_MS = 60_000;
const JITTER = 0.1;

/**
 * Milliseconds to wait after `failed` tries (1 or more), null to give up: after five tries, or when the service asks for a longer
 * wait than is waited on the spot - then the next look is the retry. Never earlier than the service asks. `random` in [0, 1) is handed in.
 */
export function readDelay(failed: number, retryAfterMs: number | null, random: number): number | null {
  if (failed >= READ_ATTEMPTS) return null;
  const wait = Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (failed - 1) * (1 + JITTER * (2 * random - 1)));
  if (retryAfterMs === null || retryAfterMs <= wait) return wait;
  return retryAfterMs > LONGEST_MS ? null : retryAfterMs;
}

/** RFC 9110: an HTTP date in its form of today, or in the two older ones that must still be read. */
const HTTP_DATE = /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d [\d:]{8} \d{4})$/;

/** Milliseconds that a `Retry-After` header asks to wait - seconds or an HTTP date - never negative; null when it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  if (!HTTP_DATE.test(text)) return null;
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

const FAILURES = 5;
const WINDOW_MS = 60_000;
const REST_MS = 30_000;
const SUCCESSES = 2;

/** A circuit breaker as a value; times in milliseconds since 1970. `probe`: since when a probe is on its way, null when none is. */
export type Breaker =
  | { state: "closed"; failures: number[] }
  | { state: "open"; since: number }
  | { state: "probing"; probe: number | null; successes: number };

export const CLOSED: Breaker = { state: "closed", failures: [] };

/** A clock that was set back counts as time that passed: nothing may stay shut for a day because of it. */
const passed = (since: number, now: number, ms: number): boolean => now < since || now - since >= ms;

/** May the service be called now? Asking takes the one probe that is allowed after the rest; a probe that never came back frees its place after as long. */
export function admit(breaker: Breaker, now: number): { breaker: Breaker; allowed: boolean; again_at: number | null } {
  if (breaker.state === "closed") return { breaker, allowed: true, again_at: null };
  const busySince = breaker.state === "open" ? breaker.since : breaker.probe;
  if (busySince !== null && !passed(busySince, now, REST_MS)) return { breaker, allowed: false, again_at: busySince + REST_MS };
  return { breaker: { state: "probing", probe: now, successes: breaker.state === "open" ? 0 : breaker.successes }, allowed: true, again_at: null };
}

/** Five failures within 60 seconds open it; a failed probe opens it again. */
export function failed(breaker: Breaker, now: number): Breaker {
  if (breaker.state !== "closed") return { state: "open", since: now };
  const failures = [...breaker.failures.filter((at) => at <= now && now - at < WINDOW_MS), now];
  return failures.length >= FAILURES ? { state: "open", since: now } : { state: "closed", failures };
}

/** Two successes close it. While it is open, the late success of an older call proves nothing. */
export function succeeded(breaker: Breaker): Breaker {
  if (breaker.state !== "probing") return breaker;
  const successes = breaker.successes + 1;
  return successes >= SUCCESSES ? CLOSED : { state: "probing", probe: null, successes };
}

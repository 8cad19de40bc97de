/**
 * Owns: what Google's error answers mean, and the sentences for them. Decided by `reason`, never by the status alone:
 * 403 is quota, missing rights or a switched-off API (developers.google.com/workspace/gmail/api/guides/handle-errors).
 * Never: a token, or an answer's text beyond one short line.
 */
import * as z from "zod/mini";
import { retryAfterMs } from "../../core/backoff";
import { type FailureClass, ServiceError } from "../../core/failure";
import type { HttpFailure, HttpResponse } from "../../ports";
import { jsonOf } from "../body";

const EFFECT = "New mail was not checked.";
const SIGN_IN = "Sign in to Gmail again in the settings (headless: with the command sign-in gmail).";
/** Google says neither when a used-up day ends for this project; asking once an hour costs nothing. */
const DAILY_WAIT_MS = 3_600_000;

type Row = { failure: FailureClass; cause: string; next: string; wait_ms?: number };

const WAIT: Row = { failure: "transient", cause: "Google asks to slow down.", next: "Nothing: it goes on by itself." };
const DOWN: Row = { failure: "transient", cause: "Gmail has a fault of its own.", next: "Nothing: it goes on by itself." };
const EXPIRED: Row = { failure: "authentication", cause: "Google no longer accepts the sign-in.", next: SIGN_IN };
const NO_RIGHT: Row = { failure: "authentication", cause: "The sign-in does not allow reading mail.", next: `${SIGN_IN} Tick the box that allows reading mail.` };
const OFF: Row = { failure: "authentication", cause: "The Gmail API is switched off in your Google Cloud project.", next: "Open the Google Cloud console, APIs & Services, and enable the Gmail API; then test the connection." };
const POLICY: Row = { failure: "authentication", cause: "The administrator of this Google account does not allow this app.", next: "Ask the administrator to allow it, or use another account." };
const NO_MAILBOX: Row = { failure: "authentication", cause: "This Google account has no Gmail mailbox.", next: "Sign in with the account that receives the mail." };

const ROWS: Record<string, Row> = {
  rateLimitExceeded: WAIT,
  userRateLimitExceeded: WAIT,
  RATE_LIMIT_EXCEEDED: WAIT,
  RESOURCE_EXHAUSTED: WAIT,
  quotaExceeded: WAIT,
  dailyLimitExceeded: { ...WAIT, cause: "The daily limit of your Google Cloud project is used up.", wait_ms: DAILY_WAIT_MS },
  backendError: DOWN,
  internalError: DOWN,
  INTERNAL: DOWN,
  UNAVAILABLE: DOWN,
  authError: EXPIRED,
  UNAUTHENTICATED: EXPIRED,
  insufficientPermissions: NO_RIGHT,
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: NO_RIGHT,
  accessNotConfigured: OFF,
  SERVICE_DISABLED: OFF,
  domainPolicy: POLICY,
  failedPrecondition: NO_MAILBOX,
};

const googleError = z.object({
  error: z.object({
    message: z.optional(z.string()),
    status: z.optional(z.string()),
    errors: z.optional(z.array(z.object({ reason: z.optional(z.string()) }))),
    details: z.optional(z.array(z.object({ reason: z.optional(z.string()) }))),
  }),
});

export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 160);

/** Milliseconds from a moment in text until now, never negative; null when it is none. */
function until(text: string | undefined, now: Date): number | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** How long Google asks to wait: the Retry-After header (seconds or a date), else the date in the message, else null. */
export function retryAfter(response: HttpResponse, message: string, now: Date): number | null {
  return retryAfterMs(response.headers["retry-after"], now) ?? until(/retry after (\S+)/i.exec(message)?.[1], now);
}

/** An answer of the Gmail API that is not a success. */
export function gmailError(response: HttpResponse, now: Date): ServiceError {
  const parsed = z.safeParse(googleError, jsonOf(response.body));
  if (!parsed.success) {
    const cause = `Something between here and Google answered with status ${response.status} and no readable content.`;
    return new ServiceError("transient", { code: `HTTP_${response.status}`, effect: EFFECT, cause, next: "If it stays, look whether a proxy or a network sign-in page stands in between." }, retryAfter(response, "", now));
  }
  const { message = "", status = "", errors = [], details = [] } = parsed.data.error;
  const reasons = [...errors.map((one) => one.reason), ...details.map((one) => one.reason), status].filter((one) => one !== undefined && one !== "");
  const code = reasons.find((one) => one !== undefined && one in ROWS) ?? reasons[0] ?? `HTTP_${response.status}`;
  const row = ROWS[code] ?? byStatus(response.status, code, message);
  return new ServiceError(row.failure, { code, effect: EFFECT, cause: row.cause, next: row.next }, retryAfter(response, message, now) ?? row.wait_ms ?? null);
}

/** For a reason that is not in the table. */
function byStatus(status: number, code: string, message: string): Row {
  if (status >= 500) return DOWN;
  if (status === 429) return WAIT;
  if (status === 401) return EXPIRED;
  return { failure: "validation", cause: `Google refused with "${oneLine(code)}"${message === "" ? "" : `: ${oneLine(message)}`}.`, next: "Test the connection in the settings; if it stays, report it." };
}

/** No answer, or no complete one. A network failure never means that the sign-in is lost (PRODUCT G1). */
export function networkError(failure: HttpFailure): ServiceError {
  return new ServiceError("transient", { code: failure.cause.toUpperCase(), effect: EFFECT, cause: failure.text, next: "Nothing: it goes on by itself when the connection is back." });
}

/** An answer with a status of success that is not what the documentation says. */
export function oddAnswer(what: string): ServiceError {
  return new ServiceError("transient", { code: "ODD_ANSWER", effect: EFFECT, cause: `Gmail's answer about ${what} was not in the documented form.`, next: "If it stays, look whether a proxy stands in between." });
}

export const tokenError = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/** An answer of the token endpoint that is not a success (RFC 6749 section 5.2). */
export function tokenRefusal(response: HttpResponse, now: Date): ServiceError {
  const parsed = z.safeParse(tokenError, jsonOf(response.body));
  if (!parsed.success || response.status === 429 || response.status >= 500) return gmailError({ ...response, body: new Uint8Array() }, now);
  const { error, error_description: description = "" } = parsed.data;
  const says = (cause: string, next: string): ServiceError => new ServiceError("authentication", { code: error, effect: EFFECT, cause, next });
  if (error === "invalid_grant") {
    return says(
      "Google no longer accepts the sign-in: it was revoked, the password was changed, or the Google Cloud project is in “Testing”, where every sign-in ends after 7 days.",
      `${SIGN_IN} To make it last, publish the project (“In production”) in the Google Cloud console first.`,
    );
  }
  if (error === "invalid_client" || error === "unauthorized_client") return says("Google does not know this client ID with this client secret.", "Copy both again from the Google Cloud console, Credentials.");
  if (error === "temporarily_unavailable" || error === "server_error" || error === "internal_failure") return gmailError({ ...response, body: new Uint8Array() }, now);
  return says(`Google refused the sign-in with "${oneLine(error)}"${description === "" ? "" : `: ${oneLine(description)}`}.`, SIGN_IN);
}

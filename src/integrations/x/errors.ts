/**
 * Owns: what every answer of X means - did it happen, and what a person does next - as one table (docs.x.com, response codes; pricing).
 * 403 says several things with one status: the words of `detail` tell them apart.
 * Never: a token, or an answer's text beyond one short line. What the table does not name is unknown.
 */
import * as z from "zod/mini";
import { retryAfterMs } from "../../core/backoff";
import { answered, type HttpFailure, type HttpResponse } from "../../ports";
import { jsonOf, oneLine } from "../body";
import { failuresOf, is, type Kind, type Row } from "../answers";
import type { CallFailure } from "../consequence";

const said = z.object({
  title: z.optional(z.string()),
  detail: z.optional(z.string()),
  type: z.optional(z.string()),
  reason: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ message: z.optional(z.string()), detail: z.optional(z.string()), code: z.optional(z.union([z.string(), z.number()])) }))),
});
type Said = z.infer<typeof said>;

const SIGN_IN = "Enter the four keys again in the settings, or sign in to X again, then press Test connection.";

/** First row that fits; only for answers that are X's own. */
const ROWS: readonly Row[] = [
  { code: "USAGE_CAP", fits: (status, words) => status === 429 && /usage.?cap/i.test(words), write: "busy", read: "transient", cause: "This month's cap of the X project is used up.", next: "Raise the cap in the X developer console, or wait for the next month." },
  { code: "RATE_LIMIT", fits: is(429), write: "busy", read: "transient", cause: "X takes no more for now.", next: "Nothing: it goes on by itself when X allows it." },
  { code: "NO_CREDIT", fits: is(402), write: "refused", read: "validation", cause: "The X developer account has no credit left.", next: "Buy credit in the X developer console (console.x.com), then send it again." },
  { code: "SIGN_IN", fits: is(401), write: "unauthorized", read: "authentication", cause: "X no longer accepts the keys.", next: SIGN_IN },
  { code: "DUPLICATE", fits: (status, words) => status === 403 && /duplicate/i.test(words), write: "refused", read: "validation", cause: "X has this text already and takes no text twice.", next: "Look at your posts on X; change the text if it shall be said again." },
  { code: "REPLY_NOT_ALLOWED", fits: (status, words) => status === 403 && /\brepl(y|ies)\b/i.test(words), write: "refused", read: "validation", cause: "X lets programs reply only where the author mentioned you or quoted a post of yours.", next: "Reply on X itself." },
  { code: "APP_RIGHTS", fits: (status, words) => status === 403 && /oauth1-permissions|client-forbidden|unsupported-authentication|not permitted to use OAuth|client-not-enrolled/i.test(words), write: "unauthorized", read: "authentication", cause: "The X app may not do this.", next: "In the X developer console give the app the permission “Read and write and Direct message”, make new access tokens after that, and enter them." },
  { code: "SUSPENDED", fits: (status, words) => status === 403 && /suspended|locked/i.test(words), write: "unauthorized", read: "authentication", cause: "X has suspended or locked the account.", next: "Open X in the browser and do what it asks." },
  { code: "NOT_ALLOWED", fits: is(403), write: "refused", read: "validation", cause: "X does not allow it.", next: "Correct what X names, then send it again." },
  { code: "NOT_FOUND", fits: is(404, 410), write: "refused", read: "validation", cause: "X does not have it.", next: "Look whether it is still there on X." },
  { code: "BAD_REQUEST", fits: is(400, 405, 409, 411, 413, 414, 415, 422, 431), write: "refused", read: "validation", cause: "X refused the request.", next: "Correct what X names, then send it again." },
];
const failures = failuresOf("X", "X", "Nothing: it is looked up by itself.");
export const oddAnswer = failures.odd;
export const refusedBecause = failures.before;

/** Milliseconds until X takes more: its own header (seconds since 1970) or Retry-After; null when it says nothing. */
function waitOf({ headers }: HttpResponse, now: Date): number | null {
  const reset = headers["x-rate-limit-reset"] ?? "";
  const asked = retryAfterMs(headers["retry-after"], now);
  return asked ?? (/^\d{9,11}$/.test(reset) ? Math.max(0, Number(reset) * 1_000 - now.getTime()) : null);
}

function ownWords(body: Uint8Array): { words: string; said: Said } | null {
  const read = z.safeParse(said, jsonOf(body));
  if (!read.success) return null;
  const { title, detail, type, reason, errors } = read.data;
  if (title === undefined && detail === undefined && errors === undefined) return null;
  return { said: read.data, words: [title, detail, type, reason, ...(errors ?? []).flatMap((one) => [one.message, one.detail])].filter((text) => text !== undefined).join(" ") };
}

/** What X says for a person: the first error's message, which names the parameter; else the detail, else the title. */
const sentence = ({ detail, errors, title }: Said): string => oneLine(errors?.[0]?.message || detail || errors?.[0]?.detail || title || "");

/** What a call that brought no success means. */
export function failureOf(result: HttpResponse | HttpFailure, kind: Kind, now: Date): CallFailure {
  if (!answered(result)) return failures.unanswered(result, kind);
  const own = ownWords(result.body);
  // 429 is never carried out, whoever says it.
  const row = own !== null || result.status === 429 ? ROWS.find(({ fits }) => fits(result.status, own?.words ?? "")) : undefined;
  const words = own === null ? "" : sentence(own.said);
  if (row) return failures.named(row, kind, `${row.cause}${words === "" ? "" : ` X says: "${words}".`}`, waitOf(result, now));
  return failures.unnamed(result.status, words, own !== null, kind, waitOf(result, now));
}

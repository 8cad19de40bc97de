/**
 * Owns: what every answer of LinkedIn means - did it happen, and what a person does next - as one table (learn.microsoft.com/linkedin, error
 * handling, API versioning). A duplicate names the post that is there.
 * Never: a token, or an answer's text beyond one short line. What the table does not name is unknown.
 */
import * as z from "zod/mini";
import { retryAfterMs } from "../../core/backoff";
import { answered, type HttpFailure, type HttpResponse } from "../../ports";
import { failuresOf, is, type Kind, type Row } from "../answers";
import { jsonOf, oneLine } from "../body";
import { CallFailure } from "../consequence";

const said = z.object({ message: z.optional(z.string()), code: z.optional(z.string()), status: z.optional(z.number()), serviceErrorCode: z.optional(z.number()) });

/** The post that LinkedIn names as the one of which this is a copy; a person is none. */
export class Duplicate extends CallFailure {
  constructor(
    failure: CallFailure,
    readonly urn: string,
  ) {
    super(failure.failure, failure.problem, failure.consequence);
    this.name = "Duplicate";
  }
}
const DUPLICATE = /duplicate of (urn:li:(?:share|ugcPost|activity):\d+)/i;

const RENEW = "Make a new access token in the LinkedIn developer portal (OAuth tools), enter it in the settings and press Test connection. It lasts 60 days.";

/** First row that fits; only for answers that are LinkedIn's own. */
const ROWS: readonly Row[] = [
  { code: "RATE_LIMIT", fits: is(429), write: "busy", read: "transient", cause: "LinkedIn takes no more for now; its day ends at midnight UTC.", next: "Nothing: it goes on by itself, later." },
  { code: "TOKEN_EXPIRED", fits: (status, words) => status === 401 && /expired/i.test(words), write: "unauthorized", read: "authentication", cause: "The access token has ended, as every one does after 60 days.", next: RENEW },
  { code: "TOKEN_REFUSED", fits: is(401), write: "unauthorized", read: "authentication", cause: "LinkedIn no longer accepts the access token.", next: RENEW },
  { code: "VERSION_ENDED", fits: (status, words) => status === 426 || /version .*(is not active|not supported|deprecated|sunset)|NONEXISTENT_VERSION/i.test(words), write: "unauthorized", read: "authentication", cause: "LinkedIn has ended the version of its API that is set.", next: "Update this program, or enter a newer version in the settings, e.g. that of last month as YYYYMM." },
  { code: "DUPLICATE", fits: (status, words) => [400, 409, 422].includes(status) && /duplicate/i.test(words), write: "refused", read: "validation", cause: "LinkedIn has this very post already.", next: "Look at your profile on LinkedIn; change the text if it shall be said again." },
  { code: "NOT_ALLOWED", fits: is(403), write: "refused", read: "validation", cause: "The access token does not allow it.", next: "Give the LinkedIn app the products “Share on LinkedIn” and “Sign In with LinkedIn using OpenID Connect”, make a token with the scopes openid, profile and w_member_social, and enter it." },
  { code: "NOT_FOUND", fits: is(404, 410), write: "refused", read: "validation", cause: "LinkedIn does not have it.", next: "Look whether it is still there on LinkedIn." },
  { code: "BAD_REQUEST", fits: is(400, 405, 406, 409, 411, 413, 415, 422), write: "refused", read: "validation", cause: "LinkedIn refused the request.", next: "Correct what LinkedIn names, then send it again." },
];
const failures = failuresOf("LinkedIn", "LINKEDIN", "Look at your profile on LinkedIn, then say whether it happened.");
export const oddAnswer = failures.odd;
export const refusedBecause = failures.before;

/** LinkedIn's day is that of UTC. */
const untilMidnight = (now: Date): number => Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`) + 86_400_000 - now.getTime();

/** What a call that brought no success means. */
export function failureOf(result: HttpResponse | HttpFailure, kind: Kind, now: Date): CallFailure {
  if (!answered(result)) return failures.unanswered(result, kind);
  const read = z.safeParse(said, jsonOf(result.body));
  const own = read.success && (read.data.message !== undefined || read.data.code !== undefined) ? read.data : null;
  const words = own === null ? "" : `${own.code ?? ""} ${own.message ?? ""}`;
  const row = own !== null || result.status === 429 ? ROWS.find(({ fits }) => fits(result.status, words)) : undefined;
  const wait = retryAfterMs(result.headers["retry-after"], now);
  if (!row) return failures.unnamed(result.status, oneLine(words), own !== null, kind, wait);
  const found = failures.named(row, kind, `${row.cause}${own?.message === undefined ? "" : ` LinkedIn says: "${oneLine(own.message)}".`}`, row.code === "RATE_LIMIT" ? (wait ?? untilMidnight(now)) : wait);
  const urn = row.code === "DUPLICATE" ? DUPLICATE.exec(words)?.[1] : undefined;
  return urn === undefined ? found : new Duplicate(found, urn);
}

/**
 * Owns: access tokens of a sign-in with OAuth 2: X gives a new refresh token with every renewal and takes the old one never again, so the
 * new pair is kept before it is used, one renewal at a time (PRODUCT G1).
 * Never: a token in an error, a URL or a log (PRODUCT K9).
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { answered, type HttpFailure, type HttpResponse } from "../../ports";
import { jsonOf } from "../body";
import type { CallFailure } from "../consequence";
import { failureOf, oddAnswer, refusedBecause } from "./errors";
import { addressOf } from "./fields";

const TIMEOUT_MS = 30_000;
/** Renewed this long before the end, so that a request on its way does not outlive it; a short-lived token at half its life. */
const EARLY_MS = 5 * 60_000;

/** What the token endpoint hands out (RFC 6749 section 5.1). */
export const granted = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.optional(z.number()),
  scope: z.optional(z.string()),
  refresh_token: z.optional(z.string()),
});
const refused = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/** What the field `sign_in` holds: both tokens, so that a start costs no renewal. `until`: milliseconds since 1970. */
const kept = z.object({ access_token: z.string(), refresh_token: z.string(), until: z.number() });
type Kept = z.infer<typeof kept>;

/** One request to the token endpoint, as a public client: its id, no secret. */
export function askForToken(call: Call, form: Record<string, string>): Promise<HttpResponse | HttpFailure> {
  return call.http.request({
    method: "POST",
    url: `${addressOf("base_url", call)}/2/oauth2/token`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({ ...form, client_id: call.field("client_id").trim() }).toString(),
    timeout_ms: TIMEOUT_MS,
    max_bytes: 1_000_000,
    ...(call.signal && { signal: call.signal }),
  });
}

/** Keeps a grant; false when it is none that lasts. */
export function keepGrant(call: Call, { access_token, refresh_token = "", expires_in = 7_200 }: z.infer<typeof granted>, asked: Date): boolean {
  if (refresh_token === "") return false;
  const life = expires_in * 1_000;
  call.keep("sign_in", JSON.stringify({ access_token, refresh_token, until: asked.getTime() + life - Math.min(EARLY_MS, life / 2) } satisfies Kept));
  return true;
}

const LOST = "Sign in to X again in the settings (headless: with the command sign-in x).";

/** Why no token came. A renewal never posts anything: when it is unclear, nothing was. */
export function tokenFailure(result: HttpResponse | HttpFailure, now: Date): CallFailure {
  const says = answered(result) && result.status < 500 && result.status !== 429 ? z.safeParse(refused, jsonOf(result.body)) : null;
  if (says?.success !== true) return failureOf(result, "read", now);
  const { error } = says.data;
  if (error === "invalid_client" || error === "unauthorized_client") return refusedBecause(error, "X does not know this client ID, or it is not of the type “Native app”.", "Copy it again from the X developer console, then sign in.", "unauthorized");
  return refusedBecause(error.replace(/[^\w.-]/g, "?").slice(0, 80), "X no longer accepts the sign-in: it was revoked, used on another device, or a renewal was cut off.", LOST, "unauthorized");
}

function readKept(call: Call): Kept {
  let value: unknown = null;
  try {
    value = JSON.parse(call.field("sign_in"));
  } catch {
    // Said below, without the text.
  }
  const read = z.safeParse(kept, value);
  if (!read.success) throw refusedBecause("SIGN_IN", "What is kept of the sign-in to X cannot be read.", LOST, "unauthorized");
  return read.data;
}

async function renew(call: Call, { refresh_token }: Kept): Promise<string> {
  const asked = call.now();
  const result = await askForToken(call, { grant_type: "refresh_token", refresh_token });
  if (!answered(result) || result.status !== 200) throw tokenFailure(result, call.now());
  const read = z.safeParse(granted, jsonOf(result.body));
  if (!read.success) throw oddAnswer("the sign-in", "read");
  keepGrant(call, { ...read.data, refresh_token: read.data.refresh_token ?? refresh_token }, asked);
  return read.data.access_token;
}

export interface AccessTokens {
  get(call: Call): Promise<string>;
  /** X refused this token although its time is not over: the next `get` renews it. */
  drop(token: string): void;
}

/** Callers that come while a renewal is under way wait for it and share its result. */
export function accessTokens(): AccessTokens {
  let renewal: Promise<string> | null = null;
  let dropped: string | null = null;
  return {
    get(call) {
      if (renewal !== null) return renewal;
      const now = readKept(call);
      if (now.access_token !== dropped && call.now().getTime() < now.until) return Promise.resolve(now.access_token);
      renewal = renew(call, now).finally(() => (renewal = null));
      return renewal;
    },
    drop(token) {
      dropped = token;
    },
  };
}

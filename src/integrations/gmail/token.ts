/**
 * Owns: access tokens for Gmail from the owner's refresh token, renewed before they expire, one renewal at a time (PRODUCT G1).
 * Never: a token in an error, a URL or a log (PRODUCT K9).
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { answered, type HttpFailure, type HttpResponse } from "../../ports";
import { networkError, oddAnswer, tokenRefusal } from "./errors";
import { jsonOf } from "../body";
import { addressOf } from "./fields";

const TIMEOUT_MS = 30_000;
/** Renewed this long before the end, so that a request on its way does not outlive it; a short-lived token at half its life. */
const EARLY_MS = 5 * 60_000;

interface Grant {
  token: string;
  /** Milliseconds since 1970 from which it is no longer used. */
  until: number;
  /** Client, refresh token and address it came from: other settings, other token. */
  source: string;
  scopes: string[] | null;
}

/** What the token endpoint hands out (RFC 6749 section 5.1). */
export const granted = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.optional(z.number()),
  scope: z.optional(z.string()),
  refresh_token: z.optional(z.string()),
  /** Seconds; only there for a sign-in that ends by itself, as those of projects in "Testing" do. */
  refresh_token_expires_in: z.optional(z.number()),
});

/** One request to the token endpoint, in the name of the owner's client; Google asks for its secret even with PKCE. */
export function askForToken(call: Call, form: Record<string, string>): Promise<HttpResponse | HttpFailure> {
  return call.http.request({
    method: "POST",
    url: addressOf("token_url", call),
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({ ...form, client_id: call.field("client_id"), client_secret: call.field("client_secret") }).toString(),
    timeout_ms: TIMEOUT_MS,
    max_bytes: 1_000_000,
    ...(call.signal && { signal: call.signal }),
  });
}

function sourceOf(call: Call, refreshToken: string): string {
  return [addressOf("token_url", call), call.field("client_id"), call.field("client_secret"), refreshToken].join("\n");
}

/** A refresh token that comes back replaces the old one; when none comes back, the old one stays. */
async function renew(call: Call): Promise<Grant> {
  const refreshToken = call.field("refresh_token");
  const asked = call.now();
  const result = await askForToken(call, { grant_type: "refresh_token", refresh_token: refreshToken });
  if (!answered(result)) throw networkError(result);
  if (result.status !== 200) throw tokenRefusal(result, call.now());
  const parsed = z.safeParse(granted, jsonOf(result.body));
  if (!parsed.success) throw oddAnswer("the sign-in");
  const { access_token: token, expires_in: seconds = 3_600, scope, refresh_token: renewed = "" } = parsed.data;
  if (renewed !== "" && renewed !== refreshToken) call.keep("refresh_token", renewed);
  const life = seconds * 1_000;
  return { token, until: asked.getTime() + life - Math.min(EARLY_MS, life / 2), source: sourceOf(call, renewed === "" ? refreshToken : renewed), scopes: scope?.split(" ") ?? null };
}

export interface AccessTokens {
  get(call: Call): Promise<Grant>;
  /** Gmail refused this token: the next `get` renews it. */
  drop(token: string): void;
}

/** Tokens are kept in memory only. Callers that come while a renewal is under way wait for it and share its result. */
export function accessTokens(): AccessTokens {
  let grant: Grant | null = null;
  let renewal: Promise<Grant> | null = null;
  return {
    async get(call) {
      if (renewal !== null) await renewal.catch(() => undefined);
      if (grant !== null && grant.source === sourceOf(call, call.field("refresh_token")) && call.now().getTime() < grant.until) return grant;
      renewal ??= renew(call).finally(() => (renewal = null));
      grant = await renewal;
      return grant;
    },
    drop(token) {
      if (grant?.token === token) grant = null;
    },
  };
}

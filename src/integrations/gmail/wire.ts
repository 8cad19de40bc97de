/**
 * Owns: one read of the Gmail API - address, token, pace, errors.
 * Never: anything but a GET of the four paths that are read (PRODUCT K7): no label, no read-mark, no sending.
 */
import type { Call } from "../../channel";
import { loopbackUrl } from "../../core/origin";
import { answered } from "../../ports";
import { readWithRetry } from "../read";
import { gmailError, networkError, oddAnswer } from "./errors";
import { jsonOf } from "../body";
import { addressOf } from "./fields";
import { accessTokens, type AccessTokens } from "./token";

const TIMEOUT_MS = 60_000;
/** A mail of 50 MB, the largest that Gmail takes in, as base64 in JSON. */
const MAX_BYTES = 80 * 1024 * 1024;
const MINUTE_MS = 60_000;
/** Of 6,000 units a minute that a new Google project has per user: at most 240 messages, with air for everything else. */
const UNITS_PER_MINUTE = 4_800;

/** What a read costs (developers.google.com/workspace/gmail/api/reference/quota). */
const UNITS = { profile: 1, history: 2, messages: 5, message: 20 } as const;
export type Read = keyof typeof UNITS;

const READ_PATHS = /^\/gmail\/v1\/users\/me\/(?:profile|history|messages|messages\/[\w-]{1,100})$/;

/** `missing`: 404, whose meaning depends on what was asked. */
export type Answer = { kind: "json"; value: unknown } | { kind: "missing" } | { kind: "too_large" };
export type Get = (read: Read, path: string, query: [string, string][], call: Call) => Promise<Answer>;

/** Waits until the units of a read fit into the last minute. */
function pace(): (units: number, call: Call) => Promise<void> {
  let spent: { at: number; units: number }[] = [];
  return async (units, call) => {
    for (;;) {
      const now = call.now().getTime();
      // A clock that was set back leaves entries in the future: they no longer count.
      spent = spent.filter(({ at }) => at <= now && now - at < MINUTE_MS);
      const oldest = spent[0];
      if (oldest === undefined || spent.reduce((sum, one) => sum + one.units, units) <= UNITS_PER_MINUTE) {
        spent.push({ at: now, units });
        return;
      }
      await call.sleep(MINUTE_MS - (now - oldest.at));
    }
  };
}

async function attempt(url: string, tokens: AccessTokens, call: Call, mayRenew: boolean): Promise<Answer> {
  const { token } = await tokens.get(call);
  const result = await call.http.request({
    method: "GET",
    url,
    headers: { authorization: `Bearer ${token}`, accept: "application/json" },
    timeout_ms: TIMEOUT_MS,
    max_bytes: MAX_BYTES,
    ...(call.signal && { signal: call.signal }),
  });
  if (!answered(result)) {
    if (result.cause === "too_large") return { kind: "too_large" };
    throw networkError(result);
  }
  if (result.status === 200) {
    const value = jsonOf(result.body);
    if (value === undefined) throw oddAnswer("mail");
    return { kind: "json", value };
  }
  if (result.status === 404 && jsonOf(result.body) !== undefined) return { kind: "missing" };
  const error = gmailError(result, call.now());
  if (result.status !== 401) throw error;
  tokens.drop(token);
  if (!mayRenew) throw error;
  return attempt(url, tokens, call, false);
}

/** The one way to Gmail: retries as reads do, renews the token once when it is refused, and keeps below the quota. */
export function gmailWire(): { get: Get; tokens: AccessTokens } {
  const tokens = accessTokens();
  const spend = pace();
  return {
    tokens,
    get(read, path, query, call) {
      const full = `/gmail/v1/users/me/${path}`;
      if (!READ_PATHS.test(full)) throw new Error(`Gmail is only read: ${path.split("/")[0] ?? ""} is not a read.`);
      const search = new URLSearchParams(query).toString();
      return readWithRetry(async () => {
        const address = addressOf("base_url", call);
        // The quota is Google's; a Gmail on this machine says for itself when it has had enough.
        if ("why" in loopbackUrl(address)) await spend(UNITS[read], call);
        return attempt(`${address}${full}${search === "" ? "" : `?${search}`}`, tokens, call, true);
      }, call);
    },
  };
}

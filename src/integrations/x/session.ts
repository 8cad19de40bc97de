/**
 * Owns: the one way to X: which call is a read, retries of reads, renewing a sign-in, whose account it is, and what X says is left.
 * Never: a write unless the call allows it (PRODUCT K2), and never a write twice - but for a 401, which X answers before it does anything.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { isObject } from "../../core/json";
import { answered, type HttpResponse } from "../../ports";
import type { Kind } from "../answers";
import { jsonOf } from "../body";
import { readWithRetry } from "../read";
import { failureOf, oddAnswer, refusedBecause } from "./errors";
import { addressOf, credentialsOf, type Credentials } from "./fields";
import type { Ask, Token } from "./client";
import { accessTokens } from "./token";

const TIMEOUT_MS = 30_000;
/** Four megabytes over a slow line. */
const UPLOAD_MS = 120_000;
const MAX_BYTES = 8 * 1024 * 1024;

const READS = /^\/2\/(?:users\/me|users\/\d{1,19}\/(?:tweets|mentions)|tweets\/\d{1,19}|dm_events|dm_conversations\/with\/\d{1,19}\/dm_events|media\/upload)$/;

export interface Me {
  id: string;
  username: string;
}

/** What X said last about how many posts are left; null before the first answer that said so. */
export interface Left {
  posts: number;
  /** Milliseconds since 1970 at which the count starts again; null when X did not say. */
  until: number | null;
}

export interface X {
  /** JSON of an answer, tried again as reads are. Throws CallFailure. */
  read(path: string, query?: Record<string, string>): Promise<unknown>;
  /** JSON of an answer, null when it has no body. One attempt. Throws CallFailure; `preparation` is never `unknown`. */
  write(ask: Ask, kind?: Exclude<Kind, "read">): Promise<unknown>;
  /** Whose account it is; asked once, or again where `fresh`: only that tells whether X still lets us in. */
  me(fresh?: boolean): Promise<Me>;
  left(): Left | null;
  /** `old`: X has refused its newest words in this process. */
  readonly words: { old: boolean };
}
export type Connect = (call: Call) => X;

/** Without the nulls that X writes for what it does not know: as good as not there. */
function stated(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== null).map(stated);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]): [string, unknown][] => (one === null ? [] : [[name, stated(one)]])));
}

const meAnswer = z.object({ data: z.object({ id: z.string().check(z.regex(/^\d{1,19}$/)), username: z.string() }) });

/** The least of what the headers count: in a quarter of an hour, and in a day. */
function leftOf({ headers }: HttpResponse): Left | null {
  const counted = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"].flatMap((name) => {
    const [posts, until] = [Number(headers[`${name}-remaining`] ?? NaN), Number(headers[`${name}-reset`] ?? NaN)];
    return Number.isNaN(posts) ? [] : [{ posts, until: Number.isNaN(until) ? null : until * 1_000 }];
  });
  return counted.sort((a, b) => a.posts - b.posts)[0] ?? null;
}

const nameOf = (call: Call, credentials: Credentials): string => JSON.stringify([addressOf("base_url", call), credentials.kind === "keys" ? [credentials.api_key, credentials.access_token] : call.field("client_id")]);

/** Sessions of this process: who we are is asked once per account. */
export function sessions(): Connect {
  const tokens = accessTokens();
  const known = new Map<string, Me>();
  let left: Left | null = null;
  const words = { old: false };

  return (call) => {
    const credentials = credentialsOf(call);
    if (credentials === null) throw refusedBecause("NOT_SET_UP", "X is not set up.", "Enter the four keys of your X app in the settings.", "unauthorized");
    const name = nameOf(call, credentials);

    const once = async (ask: Ask, kind: Kind, mayRenew: boolean): Promise<unknown> => {
      const { exchange } = await import("./client");
      const token: Token = credentials.kind === "keys" ? credentials : { bearer: await tokens.get(call) };
      const result = await exchange(token, { http: call.http, address: addressOf("base_url", call), timeout_ms: ask.form ? UPLOAD_MS : TIMEOUT_MS, max_bytes: MAX_BYTES, ...(call.signal && { signal: call.signal }) }, ask);
      if (answered(result) && ask.path === "/2/tweets" && ask.method === "POST") left = leftOf(result) ?? left;
      if (answered(result) && result.status >= 200 && result.status < 300) {
        const value = jsonOf(result.body);
        if (value === undefined && result.body.length > 0) throw oddAnswer("this", kind);
        return stated(value ?? null);
      }
      const failure = failureOf(result, kind, call.now());
      if (failure.problem.code !== "SIGN_IN" || !("bearer" in token)) throw failure;
      tokens.drop(token.bearer);
      if (!mayRenew) throw failure;
      return once(ask, kind, false);
    };
    const read: X["read"] = (path, query) => {
      if (!READS.test(path)) throw new Error(`${path} is not a read of X.`);
      return readWithRetry(() => once({ method: "GET", path, ...(query && { query }) }, "read", true), call);
    };
    return {
      read,
      words,
      write: (ask, kind = "write") => {
        if (!call.may_write) throw new Error(`${ask.method} ${ask.path} writes to X, which this call may not.`);
        return once(ask, kind, true);
      },
      async me(fresh = false) {
        const cached = known.get(name);
        if (cached && !fresh) return cached;
        const parsed = z.safeParse(meAnswer, await read("/2/users/me"));
        if (!parsed.success) throw oddAnswer("your account", "read");
        known.set(name, parsed.data.data);
        return parsed.data.data;
      },
      left: () => (left !== null && left.until !== null && left.until <= call.now().getTime() ? null : left),
    };
  };
}

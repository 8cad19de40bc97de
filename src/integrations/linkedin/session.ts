/**
 * Owns: the one way to LinkedIn: its fields and address, the headers that every request needs, which call is a read, whose profile it is, and
 * how long the access token still lives.
 * Never: a write unless the call allows it (PRODUCT K2), never one twice, and never the token to a host that is not LinkedIn's (PRODUCT K9).
 */
import * as z from "zod/mini";
import type { Call, Field } from "../../channel";
import { sha256Hex } from "../../core/hash";
import { loopbackUrl } from "../../core/origin";
import { answered, type HttpRequest, type HttpResponse } from "../../ports";
import type { Kind } from "../answers";
import { jsonOf } from "../body";
import { CallFailure } from "../consequence";
import { readWithRetry } from "../read";
import { failureOf, oddAnswer, refusedBecause } from "./errors";

export const LINKEDIN_FIELDS: Field[] = [
  { key: "token", label: "Access token", help: "Of your own LinkedIn app, with the scopes openid, profile and w_member_social. It lasts 60 days.", kind: "secret", env: "AE_LINKEDIN_TOKEN", fallback: "" },
  { key: "token_seen", label: "First use of the access token", help: "Kept by the program itself: since when the token is used here, because it ends after 60 days.", kind: "secret", env: "AE_LINKEDIN_TOKEN_SEEN", fallback: "", own: true },
  { key: "version", label: "API version", help: "Year and month of LinkedIn's API, e.g. 202610. Each one is ended after a year.", kind: "text", env: "AE_LINKEDIN_VERSION", fallback: "202610" },
  { key: "base_url", label: "LinkedIn address for tests", help: "Stands for https://api.linkedin.com.", kind: "url", env: "AE_LINKEDIN_BASE_URL", fallback: "https://api.linkedin.com", loopback_only: true },
];

const TIMEOUT_MS = 30_000;
const UPLOAD_MS = 120_000;
const MAX_BYTES = 2 * 1024 * 1024;
const DAY_MS = 86_400_000;
/** LinkedIn ends every access token of a member after so many days. */
const LIFE_DAYS = 60;
/** Days before the end from which on it is a warning. */
const WARN_DAYS = 10;
const READS = /^\/v2\/(?:userinfo|me)$/;

export interface Ask {
  method: "POST" | "PUT" | "DELETE";
  /** Below LinkedIn's address, or a whole address that LinkedIn named. */
  path: string;
  json?: object;
  bytes?: Uint8Array;
  headers?: Record<string, string>;
}
export interface LinkedIn {
  /** One attempt. Throws CallFailure. */
  write(ask: Ask, kind: Exclude<Kind, "read">): Promise<HttpResponse>;
  /** Whose profile it is; asked once, or again where `fresh`: only that tells whether LinkedIn still lets us in. */
  me(fresh?: boolean): Promise<{ urn: string; name: string | null }>;
}
export type Connect = (call: Call) => LinkedIn;

/** LinkedIn's address, or the loopback one that stands for it. */
function address(call: Call): string {
  const given = call.field("base_url");
  const { fallback, env } = LINKEDIN_FIELDS.find(({ key }) => key === "base_url") ?? { fallback: "", env: "" };
  if (given === "" || given === fallback) return fallback;
  const checked = loopbackUrl(given);
  if ("url" in checked) return checked.url;
  throw refusedBecause("BAD_ADDRESS", checked.why, `Remove or correct ${env}.`, "busy");
}

/** Where a request goes. An address that LinkedIn named for an upload must be its own. */
function target(call: Call, path: string): string {
  const base = address(call);
  if (path.startsWith("/")) return `${base}${path}`;
  const parsed = URL.canParse(path) ? new URL(path) : null;
  const own = parsed !== null && (parsed.origin === base || (parsed.protocol === "https:" && /(?:^|\.)linkedin\.com$/.test(parsed.hostname)));
  if (!own) throw refusedBecause("ODD_ADDRESS", "LinkedIn named an upload address that is not its own.", "If it stays, look whether a proxy stands in between.", "busy");
  return path;
}

/** The day this token was first used from here; kept the first time. */
function firstSeen(call: Call, today: string): string {
  const mark = sha256Hex(`autonomous-employee ${call.field("token").trim()}`).slice(0, 16);
  const [of, day] = call.field("token_seen").split(" ");
  if (of === mark && day !== undefined) return day;
  call.keep("token_seen", `${mark} ${today}`);
  return today;
}

/** What is known of the token's end: whole days that are left at most, and a sentence. */
export function tokenLife(call: Call): { days: number; soon: boolean; text: string } {
  const today = call.now().toISOString().slice(0, 10);
  const seen = firstSeen(call, today);
  const days = LIFE_DAYS - Math.floor((Date.parse(today) - Date.parse(seen)) / DAY_MS);
  const ends = new Date(Date.parse(seen) + LIFE_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { days, soon: days <= WARN_DAYS, text: `The access token has been used here since ${seen} and ends by ${ends} at the latest${days <= WARN_DAYS ? ": make a new one now" : ""}.` };
}

const userinfo = z.object({ sub: z.string().check(z.regex(/^[\w-]{1,60}$/)), name: z.optional(z.string()) });
const profile = z.object({ id: z.string().check(z.regex(/^[\w-]{1,60}$/)) });

/** Sessions of this process: whose token it is, is asked once. */
export function sessions(): Connect {
  const known = new Map<string, { urn: string; name: string | null }>();
  return (call) => {
    const token = call.field("token").trim();
    if (token === "") throw refusedBecause("NOT_SET_UP", "LinkedIn is not set up.", "Enter an access token in the settings.", "unauthorized");
    const version = call.field("version").trim() || "202610";
    if (!/^20\d{4}$/.test(version)) throw refusedBecause("BAD_VERSION", "The version of LinkedIn's API must be six digits such as 202610.", "Correct it in the settings.", "unauthorized");
    const headers = { authorization: `Bearer ${token}`, "linkedin-version": version, "x-restli-protocol-version": "2.0.0", accept: "application/json" };
    const send = async (request: Pick<HttpRequest, "method" | "url" | "headers" | "body">, kind: Kind, timeout_ms: number): Promise<HttpResponse> => {
      const result = await call.http.request({ ...request, timeout_ms, max_bytes: MAX_BYTES, ...(call.signal && { signal: call.signal }) });
      if (answered(result) && result.status >= 200 && result.status < 300) return result;
      throw failureOf(result, kind, call.now());
    };
    const read = (path: string): Promise<unknown> => {
      if (!READS.test(path)) throw new Error(`${path} is not a read of LinkedIn.`);
      return readWithRetry(async () => jsonOf((await send({ method: "GET", url: target(call, path), headers }, "read", TIMEOUT_MS)).body), call);
    };
    return {
      write: ({ method, path, json, bytes, headers: more }, kind) => {
        if (!call.may_write) throw new Error(`${method} ${path} writes to LinkedIn, which this call may not.`);
        const type = json ? { "content-type": "application/json" } : bytes ? { "content-type": "application/octet-stream" } : {};
        const body = json ? JSON.stringify(json) : bytes;
        return send({ method, url: target(call, path), headers: { ...headers, ...type, ...more }, ...(body !== undefined && { body }) }, kind, bytes ? UPLOAD_MS : TIMEOUT_MS);
      },
      async me(fresh = false) {
        const name = `${address(call)} ${sha256Hex(token)}`;
        const cached = known.get(name);
        if (cached && !fresh) return cached;
        const found = await whose(read);
        known.set(name, found);
        return found;
      },
    };
  };
}

/** Tokens without the OpenID scopes, from older apps, can read the profile instead. */
async function whose(read: (path: string) => Promise<unknown>): Promise<{ urn: string; name: string | null }> {
  try {
    const info = z.safeParse(userinfo, await read("/v2/userinfo"));
    if (info.success) return { urn: `urn:li:person:${info.data.sub}`, name: info.data.name ?? null };
  } catch (error) {
    if (!(error instanceof CallFailure) || error.problem.code !== "NOT_ALLOWED") throw error;
    const own = z.safeParse(profile, await read("/v2/me"));
    if (own.success) return { urn: `urn:li:person:${own.data.id}`, name: null };
  }
  throw oddAnswer("your profile", "read");
}

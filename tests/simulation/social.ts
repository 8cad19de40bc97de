/**
 * Owns: the audience of a simulated life - the sandbox's own Facebook Page, Instagram account, X and LinkedIn, asked without sockets - and what
 * each would say instead of doing what it is asked.
 * Never: an answer of its own where the service has one; faults are put between (faults.ts).
 */
import type { HttpRequest, HttpResponse } from "../../src/ports";
import { LinkedInService } from "../../src/sandbox/linkedin/service";
import { LINKEDIN_TOKEN } from "../../src/sandbox/linkedin/twin";
import { MetaService } from "../../src/sandbox/meta/service";
import { META_KEYS } from "../../src/sandbox/meta/twin";
import { OWNER } from "../../src/sandbox/story";
import type { Asked, Reply } from "../../src/sandbox/wire";
import { XService } from "../../src/sandbox/x/service";
import { X_KEYS } from "../../src/sandbox/x/twin";

export const META = "http://127.0.0.1:4003";
export const X = "http://127.0.0.1:4004";
export const LINKEDIN = "http://127.0.0.1:4005";
export const WALLS = ["facebook", "instagram", "x", "linkedin"] as const;
export type Wall = (typeof WALLS)[number];

/** Settings and secrets with which the channels reach them. */
export const SOCIAL_FIELDS: Record<Wall, Record<string, string>> = {
  facebook: { page_id: "1015551234567890", base_url: META },
  instagram: { user_id: "17841400000000001", base_url: META },
  x: { base_url: X },
  linkedin: { base_url: LINKEDIN },
};
const { api_key, api_secret, access_token, access_secret } = X_KEYS;
export const SOCIAL_SECRETS: Record<Wall, Record<string, string>> = {
  facebook: { page_token: META_KEYS.page_token },
  instagram: { token: META_KEYS.instagram_token },
  x: { api_key, api_secret, access_token, access_secret },
  linkedin: { token: LINKEDIN_TOKEN },
};

/** Which channel a request belongs to; null for one to somebody else. Both of Meta's have one address: the token tells them apart. */
export function wallOf({ url, headers }: Pick<HttpRequest, "url" | "headers">): Wall | null {
  if (url.startsWith(X)) return "x";
  if (url.startsWith(LINKEDIN)) return "linkedin";
  if (!url.startsWith(META)) return null;
  return headers["authorization"]?.endsWith(META_KEYS.page_token) ? "facebook" : "instagram";
}

/** Stable name of what a request asks for, e.g. `facebook POST page/feed` or `x users/<id>/tweets`. */
export function socialEndpoint(wall: Wall, { method, url }: HttpRequest): string {
  const path = new URL(url).pathname.replace(/^\/(?:v\d+\.\d|2|rest|v2)\//, "").replace(/^\//, "");
  const named = path.replace(SOCIAL_FIELDS.facebook["page_id"] ?? "", "page").replace(SOCIAL_FIELDS.instagram["user_id"] ?? "", "account");
  return `${wall} ${method === "GET" ? "" : `${method} `}${named.replace(/[^/]*\d{3,}[^/]*/g, "<id>")}`;
}

/** What of a service changes, as plain data: another one of the same kind goes on from it. */
type Kept = Record<string, unknown>;
const keep = (of: object): Kept => Object.fromEntries(Object.entries(of).flatMap(([name, value]: [string, unknown]) => (typeof value === "function" ? [] : [[name, structuredClone(value)]])));

export class Social {
  readonly meta: MetaService;
  readonly x: XService;
  readonly linkedin: LinkedInService;

  constructor(now: () => number) {
    this.meta = new MetaService(META_KEYS, now);
    this.x = new XService(X_KEYS, { id: "700", username: "northlight", name: OWNER.company }, now);
    this.linkedin = new LinkedInService(LINKEDIN_TOKEN, { id: "nL7h", name: OWNER.name }, now);
    // What was written shows late, and the app lacks a product that posting needs: the owner learns of it by the first refusal.
    this.meta.lag_ms = 20_000;
    this.x.lagging_reads = 6;
    this.linkedin.scopes = ["openid", "profile"];
  }

  /** The owner does what a refusal of LinkedIn says. */
  putRight(): void {
    this.linkedin.scopes = ["openid", "profile", "w_member_social"];
  }

  private reply(wall: Wall, asked: Asked): Reply {
    if (wall === "x") return this.x.answer(asked);
    return wall === "linkedin" ? this.linkedin.answer(asked) : this.meta.answer(asked);
  }

  answer(wall: Wall, { method, url, headers, body }: HttpRequest): HttpResponse {
    const { pathname, searchParams, host } = new URL(url);
    const sent = body === undefined ? Buffer.alloc(0) : Buffer.from(body);
    const { status, headers: more, body: said } = this.reply(wall, { name: `${method} ${pathname}`, method, path: pathname, query: searchParams, headers: { ...headers, host }, body: sent });
    const text = said === null ? "" : typeof said === "string" ? said : JSON.stringify(said);
    return { status, headers: { "content-type": "application/json; charset=utf-8", ...more }, body: new TextEncoder().encode(text) };
  }

  /** Texts that people read there, oldest first, each part of a thread for itself. */
  standing(wall: Wall): string[] {
    if (wall === "facebook") return this.meta.store.posts.map(({ message }) => message);
    if (wall === "instagram") return this.meta.store.media.map(({ caption }) => caption);
    return wall === "x" ? this.x.store.mine().map(({ text }) => text) : this.linkedin.standing().map(({ text }) => text);
  }

  /** Everything that what comes next depends on. */
  kept(): Kept[] {
    return [keep(this.meta.store), keep(this.x.store), keep(this.linkedin), { lagging_reads: this.x.lagging_reads }];
  }

  goOnFrom(kept: readonly Kept[]): void {
    const all = [this.meta.store, this.x.store, this.linkedin, this.x];
    for (const [at, of] of all.entries()) Object.assign(of, structuredClone(kept[at]));
  }
}

/** How Graph says what others say with a status. */
const GRAPH: Record<number, { status: number; code: number; error_subcode?: number }> = {
  401: { status: 400, code: 190 },
  403: { status: 403, code: 200 },
  404: { status: 400, code: 100, error_subcode: 33 },
  429: { status: 403, code: 32 },
  500: { status: 500, code: 2 },
};

/** A refusal or fault in the service's own words: status and body. */
export function refusalOf(wall: Wall, status: number): { status: number; body: string } {
  if (wall === "linkedin") return { status, body: JSON.stringify({ status, code: "REFUSED", message: "Refused." }) };
  if (wall === "x") return { status, body: JSON.stringify({ title: "Refused", detail: "Refused.", type: "about:blank", status }) };
  const { status: graph = status, ...error } = GRAPH[status] ?? { code: 1 };
  return { status: graph, body: JSON.stringify({ error: { message: "Refused.", type: "OAuthException", fbtrace_id: "A1", ...error } }) };
}

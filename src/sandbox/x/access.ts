/**
 * Owns: who may ask the X twin: OAuth 1.0a signatures, checked as RFC 5849 says, and OAuth 2 with PKCE, whose refresh tokens hold once.
 * Never: what is asked for.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Asked, Reply } from "../wire";

export interface XKeys {
  api_key: string;
  api_secret: string;
  access_token: string;
  access_secret: string;
  client_id: string;
}

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
const refuse = (status: number, error: string, error_description: string): Reply => ({ status, body: { error, error_description } });

interface Code {
  challenge: string;
  redirect: string;
  scope: string;
  until: number;
}

export class Access {
  /** Seconds that an access token lives. */
  lifetime = 7_200;
  /** Everything was taken away from the app. */
  revoked = false;
  private readonly nonces = new Set<string>();
  private readonly codes = new Map<string, Code>();
  private readonly access = new Map<string, { until: number; scopes: string[] }>();
  private refresh: { token: string; scope: string } | null = null;

  constructor(
    readonly keys: XKeys,
    private readonly now: () => number,
  ) {}

  /** A fresh sign-in, as if the owner had consented in the browser. */
  signIn(scope = "tweet.read tweet.write users.read media.write dm.read dm.write offline.access"): { access_token: string; refresh_token: string; expires_in: number; scope: string; token_type: string } {
    const [access_token, refresh_token] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
    this.access.set(access_token, { until: this.now() + this.lifetime * 1_000, scopes: scope.split(" ") });
    this.refresh = { token: refresh_token, scope };
    return { token_type: "bearer", expires_in: this.lifetime, access_token, scope, refresh_token };
  }

  /** X ends every access token before its time. */
  expireAll(): void {
    this.access.clear();
  }

  /** The consent page, with a person who says yes at once. */
  authorize(query: URLSearchParams): Reply {
    const [redirect, challenge] = [query.get("redirect_uri") ?? "", query.get("code_challenge") ?? ""];
    if (query.get("client_id") !== this.keys.client_id || query.get("code_challenge_method") !== "S256" || challenge === "") return { status: 400, headers: { "content-type": "text/html" }, body: "<html><body>Something went wrong</body></html>" };
    const code = randomBytes(16).toString("base64url");
    this.codes.set(code, { challenge, redirect, scope: query.get("scope") ?? "", until: this.now() + 30_000 });
    return { status: 302, headers: { location: `${redirect}?${new URLSearchParams({ state: query.get("state") ?? "", code }).toString()}` }, body: null };
  }

  token(form: URLSearchParams): Reply {
    if (form.get("client_id") !== this.keys.client_id) return refuse(401, "unauthorized_client", "Missing valid authorization header");
    const wrong = refuse(400, "invalid_request", "Value passed for the token was invalid.");
    if (this.revoked) return wrong;
    if (form.get("grant_type") === "refresh_token") {
      const held = this.refresh;
      if (held === null || form.get("refresh_token") !== held.token) return wrong;
      return { status: 200, body: this.signIn(held.scope) };
    }
    const given = form.get("code") ?? "";
    const code = this.codes.get(given);
    this.codes.delete(given);
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (code === undefined || code.until < this.now() || code.redirect !== form.get("redirect_uri") || code.challenge !== challenge) return refuse(400, "invalid_request", "Value passed for the authorization code was invalid.");
    return { status: 200, body: this.signIn(code.scope) };
  }

  private signature(asked: Asked, given: Record<string, string>): boolean {
    const { api_key, api_secret, access_token, access_secret } = this.keys;
    if (given["oauth_consumer_key"] !== api_key || given["oauth_token"] !== access_token || given["oauth_signature_method"] !== "HMAC-SHA1") return false;
    const nonce = given["oauth_nonce"] ?? "";
    if (nonce === "" || this.nonces.has(nonce)) return false;
    this.nonces.add(nonce);
    const pairs = [...Object.entries(given).filter(([name]) => name !== "oauth_signature"), ...asked.query.entries()].map(([name, value]) => [encode(name), encode(value)] as const);
    const sorted = pairs.sort(([a, c], [b, d]) => (a === b ? (c < d ? -1 : 1) : a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join("&");
    const base = [asked.method, encode(`http://${asked.headers.host ?? ""}${asked.path}`), encode(sorted)].join("&");
    return createHmac("sha1", `${encode(api_secret)}&${encode(access_secret)}`).update(base).digest("base64") === given["oauth_signature"];
  }

  /** `scope`: what an OAuth 2 token must allow; the four keys allow everything. */
  allows(asked: Asked, scope: string): "yes" | "no" | "forbidden" {
    const header = asked.headers.authorization ?? "";
    if (this.revoked) return "no";
    if (header.startsWith("OAuth ")) {
      const given = Object.fromEntries(header.slice(6).split(",").map((part) => part.trim().split("=").map((text) => decodeURIComponent(text.replace(/^"|"$/g, ""))) as [string, string]));
      return this.signature(asked, given) ? "yes" : "no";
    }
    const held = this.access.get(/^Bearer (.+)$/.exec(header)?.[1] ?? "");
    if (held === undefined || held.until <= this.now()) return "no";
    return held.scopes.includes(scope) ? "yes" : "forbidden";
  }
}

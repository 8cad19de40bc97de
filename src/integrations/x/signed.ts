/**
 * Owns: requests as `twitter-api-v2` makes them - OAuth 1.0a signature, bearer token, JSON and multipart bodies - ready to be sent.
 * Never: sending them: the package knows no deadline and cannot tell "nothing was sent" from "maybe", which decides about an outcome.
 */
import { ClientRequestMaker } from "twitter-api-v2/dist/cjs/client-mixins/request-maker.mixin.js";
import type { HttpRequest } from "../../ports";

export type Token = { bearer: string } | { api_key: string; api_secret: string; access_token: string; access_secret: string };

/** One exchange with X. `json` and `form` exclude each other. */
export interface Ask {
  method: "GET" | "POST" | "DELETE";
  /** Below the address, e.g. `/2/tweets`. */
  path: string;
  query?: Record<string, string>;
  json?: object;
  form?: Record<string, string | Uint8Array>;
}

class Maker extends ClientRequestMaker {
  made(address: string, { method, path, query, json, form }: Ask): Pick<HttpRequest, "method" | "url" | "headers" | "body"> {
    const parts = form && Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typeof value === "string" ? value : Buffer.from(value)]));
    const { url, headers, body } = this.getHttpRequestArgs({ method, url: `${address}${path}`, query: query ?? {}, body: { ...json, ...parts }, forceBodyMode: form ? "form-data" : "json" });
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    // The package sends "{}" where a request has no body.
    if (json || form) return { method, url: url.href, headers: plain, ...(body !== undefined && { body }) };
    const { "content-type": _none, ...bare } = plain;
    return { method, url: url.href, headers: bare };
  }
}

/** The request for an exchange, signed with a token of its own: a signature holds for one request. */
export function signed(token: Token, address: string, ask: Ask): Pick<HttpRequest, "method" | "url" | "headers" | "body"> {
  const maker = new Maker();
  if ("bearer" in token) maker.initializeToken(token.bearer);
  else maker.initializeToken({ appKey: token.api_key, appSecret: token.api_secret, accessToken: token.access_token, accessSecret: token.access_secret });
  return maker.made(address, ask);
}

/**
 * Owns: X's client, `twitter-api-v2`: OAuth 1.0a signature or bearer token, JSON and multipart bodies, a `timeout` on every call.
 * Never: a plugin that repeats or renews. Its own plugin hands each request to our port, which knows an end for every exchange and tells
 * "nothing was sent" from "maybe"; the package's sockets do neither.
 */
import { ClientRequestMaker } from "twitter-api-v2/dist/cjs/client-mixins/request-maker.mixin.js";
import type { IGetHttpRequestArgs } from "twitter-api-v2";
import type { Http, HttpFailure, HttpRequest, HttpResponse } from "../../ports";

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

/** The way a request takes out. */
export type Way = Pick<HttpRequest, "max_bytes" | "signal"> & { http: Http; address: string; timeout_ms: number };

class XClient extends ClientRequestMaker {
  constructor(token: Token, way: Way) {
    super();
    const onBeforeRequestConfig = async ({ params }: { params: IGetHttpRequestArgs }) => ({ headers: {}, data: await through(way, params, this.getHttpRequestArgs(params)) });
    this.clientSettings = { plugins: [{ onBeforeRequestConfig }] };
    this.initializeToken("bearer" in token ? token.bearer : { appKey: token.api_key, appSecret: token.api_secret, accessToken: token.access_token, accessSecret: token.access_secret });
  }
}

/** A request as the package has made it: signed, with its body. */
interface Made {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

/** Without the "{}" that the package sends where a request has no body. */
function through({ http, timeout_ms, max_bytes, signal }: Way, { timeout = timeout_ms, forceBodyMode }: IGetHttpRequestArgs, { url, method, headers, body }: Made): Promise<HttpResponse | HttpFailure> {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { "content-type": _none, ...bare } = plain;
  const sent = forceBodyMode === undefined || body === undefined ? { headers: bare } : { headers: plain, body };
  return http.request({ method, url: url.href, timeout_ms: timeout, ...(max_bytes !== undefined && { max_bytes }), ...(signal && { signal }), ...sent });
}

/** One attempt, with a client of its own: a signature holds for one request. */
export async function exchange(token: Token, way: Way, { method, path, query = {}, json, form }: Ask): Promise<HttpResponse | HttpFailure> {
  const parts = form && Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typeof value === "string" ? value : Buffer.from(value)]));
  const sent = parts ? { body: parts, forceBodyMode: "form-data" as const } : json ? { body: { ...json }, forceBodyMode: "json" as const } : {};
  const { data } = await new XClient(token, way).send<HttpResponse | HttpFailure>({ method, url: `${way.address}${path}`, query, timeout: way.timeout_ms, ...sent });
  return data;
}

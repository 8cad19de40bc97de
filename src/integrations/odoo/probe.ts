/**
 * Owns: finding out, without the key, whether an Odoo is there, which version it is and which wire it speaks.
 * Never: credentials, and never a guess that whatever answers is Odoo.
 */
import type { Call } from "../../channel";
import { isObject } from "../../core/json";
import { answered, type HttpResponse } from "../../ports";
import type { Signal } from "./catalogue";
import { foreign, noAnswer, redirectsTo } from "./front";
import { jsonOf } from "./json2";

export interface Server {
  wire: "json2" | "xmlrpc";
  /** Major version; 0 when the server does not say. */
  version: number;
}

const ASK_VERSION = '<?xml version="1.0"?><methodCall><methodName>version</methodName><params/></methodCall>';
/** `16.0`, `saas~18.2`. */
const SERIE = /<name>server_serie<\/name>\s*<value>\s*<string>[^<\d]*(\d+)/;

/** The first number of `version_info`, which is `19` or `saas~19`; 0 when there is none. */
function major(version: unknown): number {
  const first: unknown = isObject(version) && Array.isArray(version["version_info"]) ? version["version_info"][0] : null;
  return Number(/\d+/.exec(String(first))?.[0] ?? 0);
}

/** What says that there is no such page, or none that can be got; what is wrong otherwise, the second question says. */
const NO_PAGE = [400, 404, 405, 406, 410, 501];
/** Older servers have no such page (404), send unknown ones to their login (303), or need a database for it (recordings 010, 011, 246). */
const hasNoPage = (response: HttpResponse, url: string): boolean => NO_PAGE.includes(response.status) || (response.status >= 300 && response.status < 400 && redirectsTo(response, url) === null);

async function exchange(call: Call, url: string, timeout_ms: number, body: string | null): Promise<HttpResponse | { signal: Signal }> {
  const headers = { accept: body === null ? "application/json" : "text/xml", ...(body !== null && { "content-type": "text/xml" }) };
  const response = await call.http.request({ method: body === null ? "GET" : "POST", url, headers, timeout_ms, ...(body !== null && { body }), ...(call.signal && { signal: call.signal }) });
  return answered(response) ? response : { signal: noAnswer(response) };
}

/** One or two requests: `GET /web/version`, which Odoo has from 19 on, and before that `common.version()`, which needs no login. */
export async function probe(call: Call, base: string, timeout_ms: number): Promise<Server | { signal: Signal }> {
  const page = await exchange(call, `${base}/web/version`, timeout_ms, null);
  if ("signal" in page) return page;
  const version = page.status === 200 ? major(jsonOf(page)) : 0;
  if (version >= 19) return { wire: "json2", version };
  if (version === 0 && !hasNoPage(page, base)) return { signal: foreign(page, base, call.now()) };
  const common = await exchange(call, `${base}/xmlrpc/2/common`, timeout_ms, ASK_VERSION);
  if ("signal" in common) return common;
  const text = new TextDecoder().decode(common.body);
  if (common.status !== 200 || !/<methodResponse>/.test(text)) return { signal: foreign(common, base, call.now()) };
  return { wire: "xmlrpc", version: Number(SERIE.exec(text)?.[1] ?? 0) };
}

/**
 * Owns: reading a request as Graph does - query, JSON, form or multipart form are the same parameters - and writing lists with cursors.
 * Never: what a parameter means.
 */
import { isObject, type Json, type JsonObject } from "../../core/json";
import type { Asked } from "../wire";

export interface GraphRequest {
  method: string;
  /** Below the version. */
  parts: string[];
  params: JsonObject;
  /** The file of the form, whose parameter is then its own name. */
  file: { name: string; bytes: Buffer } | null;
  token: string;
}

function multipart(body: Buffer, boundary: string): Pick<GraphRequest, "params" | "file"> {
  const params: JsonObject = {};
  let file: GraphRequest["file"] = null;
  const text = body.toString("latin1");
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, end);
    const bytes = Buffer.from(part.slice(end + 4, -2), "latin1");
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? "";
    if (/filename=/.test(head)) [file, params[name]] = [{ name, bytes }, name];
    else params[name] = bytes.toString("utf8");
  }
  return { params, file };
}

function bodyOf({ headers, body }: Asked): Pick<GraphRequest, "params" | "file"> {
  const type = headers["content-type"] ?? "";
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary !== undefined) return multipart(body, boundary);
  if (type.startsWith("application/json")) {
    const json = JSON.parse(body.toString("utf8")) as unknown;
    return { params: isObject(json) ? (json as JsonObject) : {}, file: null };
  }
  return { params: Object.fromEntries(new URLSearchParams(body.toString("utf8"))), file: null };
}

/** Null for a path without a version that is none of the few that have none. */
export function requestOf(asked: Asked): GraphRequest | null {
  const parts = asked.path.split("/").filter((part) => part !== "");
  if (/^v\d+\.\d$/.test(parts[0] ?? "")) parts.shift();
  else if (parts[0] !== "refresh_access_token") return null;
  const { params: sent, file } = bodyOf(asked);
  const params = { ...Object.fromEntries(asked.query), ...sent };
  const bearer = /^(?:Bearer|OAuth) (.+)$/.exec(asked.headers.authorization ?? "")?.[1];
  return { method: asked.method, parts, params, file, token: bearer ?? (typeof params["access_token"] === "string" ? params["access_token"] : "") };
}

export const textOf = (params: JsonObject, name: string): string => (typeof params[name] === "string" ? params[name] : "");
export const truth = (value: Json | undefined): boolean | null => (value === true || value === "true" || value === "1" ? true : value === false || value === "false" || value === "0" ? false : null);

/** One page of a list with cursors; `next` holds the token, as Meta's does. */
export function paged(items: JsonObject[], params: JsonObject, token: string, path: string): JsonObject {
  const limit = Math.min(100, Math.max(1, Number(params["limit"] ?? 25)));
  const from = Number(params["after"] ?? 0);
  const data = items.slice(from, from + limit);
  const after = String(from + data.length);
  if (data.length === 0) return { data };
  return { data, paging: { cursors: { before: String(from), after }, ...(from + data.length < items.length && { next: `https://graph.facebook.com/${path}?access_token=${token}&after=${after}` }) } };
}

/** Meta's way to write a time. */
export const metaTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+0000`;

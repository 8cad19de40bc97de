/**
 * Owns: reading a request as Graph does - query, JSON, form or multipart form are the same parameters - and writing lists with cursors.
 * Never: what a parameter means.
 */
import { isObject, type Json, type JsonObject } from "../../core/json";
import type { Asked } from "../wire";
import { badParameter } from "./errors";

export interface GraphRequest {
  method: string;
  /** Below the version. */
  parts: string[];
  params: JsonObject;
  /** Bytes of a file in the form, whose parameter is then its own name. */
  file: Buffer | null;
  token: string;
}

const OWN = ["access_token", "appsecret_proof"];

function multipart(body: Buffer, boundary: string): { params: JsonObject; file: Buffer | null } {
  const params: JsonObject = {};
  let file: Buffer | null = null;
  const text = body.toString("latin1");
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, end);
    const bytes = Buffer.from(part.slice(end + 4, -2), "latin1");
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? "";
    if (/filename=/.test(head)) [file, params[name]] = [bytes, name];
    else params[name] = bytes.toString("utf8");
  }
  return { params, file };
}

function bodyOf({ headers, body }: Asked): { params: JsonObject; file: Buffer | null } {
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

/** Every parameter must be one of the edge's: error 100, as for a misspelled one. */
export function only(params: JsonObject, known: readonly string[]): void {
  const strange = Object.keys(params).find((name) => !known.includes(name) && !OWN.includes(name));
  if (strange !== undefined) throw badParameter(strange);
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

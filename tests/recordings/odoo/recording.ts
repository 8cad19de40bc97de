/**
 * Owns: reading the recorded requests and answers of real Odoo servers, for tests.
 * Never: judging them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Folder = "19-json2" | "19-xmlrpc" | "16-xmlrpc";
/** JSON-RPC is never spoken; its few recordings show the same errors once more. */
export type AnyFolder = Folder | "19-jsonrpc" | "16-jsonrpc";
export const FOLDERS: Folder[] = ["19-json2", "19-xmlrpc", "16-xmlrpc"];

export interface Recording {
  name: string;
  what: string;
  request: { method: string; path: string; headers: Record<string, string>; body: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

/** All recordings of a folder, in the order of their story. */
export function recordings(folder: AnyFolder): Recording[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(path, file), "utf8")) as Recording);
}

/** One recording by its number, e.g. "083". */
export function recording(folder: Folder, number: string): Recording {
  const found = recordings(folder).find(({ name }) => name.startsWith(`${number}-`));
  if (!found) throw new Error(`There is no recording ${number} in ${folder}.`);
  return found;
}

/** Body of a request as it went over the wire. */
export function sent(body: unknown): string | undefined {
  return body === null ? undefined : typeof body === "string" ? body : JSON.stringify(body);
}

/**
 * Owns: `node:fs` and `node:path` for the test host in the page, at once and over the bridge.
 * Never: a file's content kept here.
 */
import { requireNode } from "./node-page";

interface Entry {
  name: string;
  parentPath: string;
  isDirectory(): boolean;
}

interface Stat {
  mtimeMs: number;
  ctimeMs: number;
  size: number;
  isDirectory(): boolean;
}

type Fs = {
  mkdirSync(path: string, options: { recursive: boolean }): void;
  readdirSync(path: string, options: object): Entry[];
  readFileSync: ((path: string) => Uint8Array<ArrayBuffer>) & ((path: string, encoding: "utf8") => string);
  renameSync(from: string, to: string): void;
  rmSync(path: string, options?: object): void;
  statSync(path: string, options: { throwIfNoEntry: false }): Stat | undefined;
  writeFileSync(path: string, data: string | Uint8Array): void;
};
type Path = { join(...parts: string[]): string; dirname(path: string): string };

const fs = requireNode("node:fs") as unknown as Fs;
const path = requireNode("node:path") as unknown as Path;

export const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = fs;
export const { join, dirname } = path;

/**
 * Owns: the demo's hands - running the public command line, moving and filling notes as an owner would, asking the sandbox Odoo over HTTP.
 * Never: a look into the employee's own state to decide whether something happened.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Card } from "../core/card";
import type { Json } from "../core/json";
import { nodeHttp } from "../host/node/http";
import { answered } from "../ports";
import { searchRequest } from "../sandbox/story";
import { CommandFailure, EXIT, wrongUse } from "./failure";

const ROOT = "AI_Employee";
const MARK = ".autonomous-employee-demo";

export interface Addresses {
  odoo: string;
  env: Record<string, string>;
}

/** One command of the public command line, as another process would run it. Fails with its own words unless it ends with 0. */
export async function command<T>(env: NodeJS.ProcessEnv, ...args: string[]): Promise<T> {
  const child = spawn(process.execPath, [process.argv[1] ?? "", ...args, "--json"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [out, errors] = await Promise.all([drain(child.stdout), drain(child.stderr), new Promise((resolve) => child.once("close", resolve))]);
  if (child.exitCode !== 0) throw new CommandFailure(EXIT.failed, `"${args[0] ?? ""}" ended with ${child.exitCode ?? "a signal"}: ${errors.trim()} ${out.trim().slice(0, 300)}`);
  return JSON.parse(out) as T;
}

async function drain(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** The sandbox business in a process of its own; it prints its addresses first. */
export async function openSandbox(): Promise<{ addresses: Addresses; process: ChildProcess }> {
  const child = spawn(process.execPath, [process.argv[1] ?? "", "sandbox", "--json"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: child.stdout })) return { addresses: JSON.parse(line) as Addresses, process: child };
  throw new CommandFailure(EXIT.failed, "The sandbox business did not open.");
}

/** An empty folder with the built plugin in it. Only a folder that an earlier demo made is emptied. */
export async function prepareVault(vault: string): Promise<boolean> {
  if (existsSync(vault) && (await readdir(vault)).length > 0) {
    if (!existsSync(join(vault, MARK))) wrongUse(`${vault} is not empty and no demo made it. Name another folder with --vault DIR.`);
    await rm(vault, { recursive: true });
  }
  await mkdir(join(vault, ".obsidian", "plugins", "autonomous-employee"), { recursive: true });
  await writeFile(join(vault, MARK), "Made by the demo; the next demo empties this folder.\n");
  return installPlugin(vault);
}

/** Puts the built plugin where Obsidian looks for it; false when this build has none beside it. */
async function installPlugin(vault: string): Promise<boolean> {
  const built = join(dirname(process.argv[1] ?? ""), "..");
  const files = ["main.js", "manifest.json", "styles.css"];
  if (files.some((file) => !existsSync(join(built, file)))) return false;
  for (const file of files) await cp(join(built, file), join(vault, ".obsidian", "plugins", "autonomous-employee", file));
  await writeFile(join(vault, ".obsidian", "community-plugins.json"), '["autonomous-employee"]\n');
  return true;
}

/** Moves a note as an owner does in Obsidian's file list. */
export async function moveNote(vault: string, note: string, folder: string): Promise<void> {
  await rename(join(vault, note), join(vault, ROOT, folder, note.slice(note.lastIndexOf("/") + 1)));
}

/** Fills properties of the one note in Needs_Action whose name begins with `prefix`. */
export async function fillNote(vault: string, prefix: string, contains: string, values: Record<string, string>): Promise<string> {
  const folder = join(vault, ROOT, "Needs_Action");
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.includes(contains)) continue;
    let text = await readFile(join(folder, name), "utf8");
    for (const [key, value] of Object.entries(values)) text = text.replace(new RegExp(`^${key}: .*$`, "m"), `${key}: "${value}"`);
    await writeFile(join(folder, name), text);
    return name;
  }
  throw new CommandFailure(EXIT.failed, `There is no note ${prefix}* about "${contains}" in Needs_Action.`);
}

/** Asks the sandbox Odoo over its own API, as anybody with its key could. */
export async function askOdoo<T>(odoo: string, model: string, domain: Json[], fields: string[]): Promise<T[]> {
  const response = await nodeHttp().request(searchRequest(odoo, model, domain, fields));
  if (!answered(response)) throw new CommandFailure(EXIT.failed, `The sandbox Odoo did not answer: ${response.text}`);
  if (response.status !== 200) throw new CommandFailure(EXIT.failed, `The sandbox Odoo answered ${response.status}.`);
  return JSON.parse(new TextDecoder().decode(response.body)) as T[];
}

/** Asks the sandbox's Facebook over its own API: the Page's edge, or with a leading slash any other. */
export async function askFacebook<T>({ env }: Addresses, path: string): Promise<T> {
  const { AE_GRAPH_BASE_URL = "", AE_FACEBOOK_PAGE_ID = "", AE_FACEBOOK_PAGE_TOKEN = "" } = env;
  const url = `${AE_GRAPH_BASE_URL}/v26.0${path.startsWith("/") ? "" : `/${AE_FACEBOOK_PAGE_ID}/`}${path}`;
  const response = await nodeHttp().request({ method: "GET", url, headers: { authorization: `Bearer ${AE_FACEBOOK_PAGE_TOKEN}` }, timeout_ms: 10_000 });
  if (!answered(response) || response.status !== 200) throw new CommandFailure(EXIT.failed, `The sandbox's Facebook did not answer: ${answered(response) ? String(response.status) : response.text}`);
  return (JSON.parse(new TextDecoder().decode(response.body)) as { data: T }).data;
}

/** The one card that fits, or a sentence about what is missing. */
export function only(cards: readonly Card[], what: string, fits: (card: Card) => boolean): Card {
  const [found, second] = cards.filter(fits);
  if (!found || second) throw new CommandFailure(EXIT.failed, `Expected one ${what}, found ${found ? "several" : "none"} among: ${cards.map((card) => card.summary).join("; ")}`);
  return found;
}

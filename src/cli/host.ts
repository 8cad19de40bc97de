/**
 * Owns: the headless host - a plain folder, the environment, and the settings that the vault has.
 * Never: a secret from inside the vault, and never going live by a file: only `AE_LIVE` on this device does.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Field } from "../channel";
import { loopbackUrl } from "../core/origin";
import type { Realm } from "../core/record";
import { createEmployee, createSignIns, secretName, type Employee, type SignIns } from "../employee";
import { startAside } from "../host/node/aside";
import { nodeSignInServer } from "../host/node/callback-server";
import { systemClock } from "../host/node/clock";
import { nodeDevice, stateFolder } from "../host/node/device";
import { envSecrets, readEnvironment, type Environment } from "../host/node/environment";
import { nodeHttp } from "../host/node/http";
import { nodeLedgerFiles } from "../host/node/ledger-files";
import { nodeNotes } from "../host/node/notes";
import { readYaml } from "../host/node/yaml";
import type { Device, LedgerFiles, Ports } from "../ports";
import { registry } from "../registry";
import { readSettings, type Settings } from "../settings";
import type { Invocation } from "./arguments";
import { CommandFailure, EXIT, wrongUse } from "./failure";
import { movedServices } from "./origins";
import { note } from "./print";

declare const VERSION: string;

const PLUGIN_DATA = join(".obsidian", "plugins", "autonomous-employee", "data.json");

export interface Headless {
  vault: string;
  settings: Settings;
  employee: Employee;
  signIns: SignIns;
  files: LedgerFiles;
  device: Device;
  /** Ids of channels and watchers. */
  services: string[];
  /** Those that one signs in to, and who asks for consent. */
  sign_in_to: Map<string, string>;
}

/** The vault folder of an invocation; the current folder when none is named. `make`: create it. */
export function vaultFolder(invocation: Invocation, make: boolean): string {
  const vault = resolve(invocation.vault ?? ".");
  if (make && !existsSync(vault)) mkdirSync(vault, { recursive: true });
  if (!existsSync(vault)) wrongUse(`There is no folder ${vault}. Name the vault with --vault DIR, or make it with "init".`);
  if (!statSync(vault).isDirectory()) wrongUse(`${vault} is not a folder. Name the vault's folder with --vault DIR.`);
  return vault;
}

async function storedSettings(vault: string): Promise<{ stored: unknown; problems: string[] }> {
  let text: string;
  try {
    text = await readFile(join(vault, PLUGIN_DATA), "utf8");
  } catch {
    return { stored: null, problems: [] };
  }
  try {
    return { stored: JSON.parse(text), problems: [] };
  } catch {
    return { stored: null, problems: [`${PLUGIN_DATA} is not JSON; defaults are used and nothing is live. Repair it, or save the settings in Obsidian again.`] };
  }
}

/** Values of a service's fields that the environment names. Loopback-only ones must point at this machine. */
function fromEnvironment(environment: Environment, fields: readonly Field[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = field.kind === "secret" ? "" : environment.get(field.env);
    if (value === "") continue;
    const checked = field.loopback_only ? loopbackUrl(value) : null;
    if (checked && "why" in checked) wrongUse(`${field.env} is only for services on this machine: ${checked.why}`);
    values[field.key] = value;
  }
  return values;
}

function readLive(environment: Environment, channels: readonly string[]): string[] {
  const named = environment.get("AE_LIVE").split(",").map((id) => id.trim()).filter((id) => id !== "");
  const unknown = named.find((id) => !channels.includes(id));
  if (unknown !== undefined) wrongUse(`AE_LIVE names "${unknown.slice(0, 40)}", which is no channel. There are: ${channels.join(", ")}.`);
  return named;
}

/** Settings of the vault with the environment laid over them. */
async function headlessSettings(vault: string, environment: Environment): Promise<{ settings: Settings; problems: string[] }> {
  const { stored, problems } = await storedSettings(vault);
  const read = readSettings(stored, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { channels, watchers } = registry();
  const services = { ...read.settings.services };
  for (const { id, fields } of [...watchers, ...channels]) services[id] = { ...services[id], ...fromEnvironment(environment, fields) };
  const owner = environment.get("AE_OWNER_EMAIL");
  const owner_emails = owner === "" ? read.settings.owner_emails : [...new Set([...owner.split(",").map((email) => email.trim().toLowerCase()), ...read.settings.owner_emails])];
  const live = readLive(environment, channels.map(({ id }) => id));
  return { settings: { ...read.settings, services, owner_emails, live }, problems: [...problems, ...read.problems] };
}

function realmOf(environment: Environment): Realm {
  const realm = environment.get("AE_REALM");
  if (realm === "" || realm === "real") return "real";
  if (realm === "sandbox") return "sandbox";
  return wrongUse(`AE_REALM is "${realm.slice(0, 20)}"; it may only be "sandbox" or "real".`);
}

/** Secrets by the environment variables that the fields name. */
function headlessSecrets(environment: Environment, folder: string, moved: ReadonlyMap<string, string>): Ports["secrets"] {
  const { channels, watchers } = registry();
  const withheld = new Set([...watchers, ...channels].filter(({ id }) => moved.has(id)).flatMap(({ id, fields }) => fields.map((field) => secretName(id, field.key))));
  const variables = new Map([...watchers, ...channels].flatMap(({ id, fields }) => fields.map((field) => [secretName(id, field.key), field.env] as const)));
  const secrets = envSecrets(environment, folder);
  const variable = (name: string): string => variables.get(name) ?? name;
  return {
    get: (name) => (withheld.has(name) ? "" : secrets.get(variable(name))),
    set: (name, value) => {
      secrets.set(variable(name), value);
    },
  };
}

/** Everything a command needs. Nothing is written yet. */
export async function headless(invocation: Invocation, make = false): Promise<Headless> {
  const vault = vaultFolder(invocation, make);
  const environment = readEnvironment({ env: process.env, envFile: invocation.env_file, cwd: process.cwd(), vault });
  if (environment.notice !== null) note(environment.notice);
  const { settings, problems } = await headlessSettings(vault, environment);
  for (const problem of problems) note(problem);
  const realm = realmOf(environment);
  const { channels, watchers } = registry();
  const device = await nodeDevice(vault, realm);
  const moved = await movedServices([...watchers, ...channels], settings, ({ env }) => environment.get(env) !== "", device);
  for (const why of moved.values()) note(why);
  const files = nodeLedgerFiles(join(vault, settings.root, "Logs"));
  const ports: Ports = {
    clock: systemClock(),
    http: nodeHttp(),
    sign_in_server: nodeSignInServer(),
    aside: startAside,
    notes: nodeNotes(vault),
    files,
    device,
    secrets: headlessSecrets(environment, await stateFolder(vault, realm), moved),
    readYaml,
    log: { info: note, warn: note },
    randomId: () => randomBytes(16).toString("hex"),
  };
  const employee = createEmployee({ ports, settings, settings_problems: problems, realm, version: VERSION, live_here: settings.live });
  const sign_in_to = new Map([...watchers, ...channels].flatMap(({ id, signIn }) => (signIn ? [[id, signIn.with] as const] : [])));
  const signIns = createSignIns({ ports, settings: () => settings });
  return { vault, settings, employee, signIns, files, device, services: [...new Set([...watchers, ...channels].map(({ id }) => id))], sign_in_to };
}

/** For commands that only read: the employee's folder must be there already. */
export function needFolder({ vault, settings }: Headless): void {
  if (existsSync(join(vault, settings.root))) return;
  throw new CommandFailure(EXIT.needs_person, `There is no employee in ${vault} yet. Run "autonomous-employee init --vault ${vault}" first.`);
}

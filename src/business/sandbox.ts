/**
 * Owns: the sandbox business inside the desktop app (PRODUCT F1): its twins on loopback, and ports that reach nothing else.
 * Never: a real secret or the owner's stored settings, and never an address beyond this machine.
 */
import type { Field } from "../channel";
import { isObject } from "../core/json";
import { loopbackUrl } from "../core/origin";
import { secretName } from "../employee";
import { obsidianPorts } from "../host/obsidian/ports";
import { memorySecrets } from "../host/obsidian/secrets";
import { answered, type Device, type Http, type Ports } from "../ports";
import type { SandboxBusiness } from "../sandbox/business";
import { DEFAULTS, type Settings } from "../settings";
import { SANDBOX_ROOT, type ServiceInfo } from "../views/desk";
import type { Plugin } from "../views/plugin";
import type { Booked } from "../views/tour-model";
import type { Premises } from "./business";

/** Names of the device's memories: what the business was when it last changed, and which of its channels a person switched live. */
const BUSINESS = "sandbox_business";
const LIVE = "sandbox_live";

/** Long enough to see what undoing is, short enough to see everything in two minutes. */
const UNDO_SECONDS = 5;

/** Passes on what goes to this machine, and nothing else. */
function onLoopback(http: Http): Http {
  return {
    request: (request) =>
      "url" in loopbackUrl(request.url.replace(/[?#].*$/, ""))
        ? http.request(request)
        : Promise.resolve({ failure: "not_sent", cause: "refused", text: "The sandbox business speaks to this machine only." }),
  };
}

/** The sandbox's own settings: the owner's zone and keys, everything else made up. Dry run until a person switches a channel live in it. */
function sandboxSettings(owner: Settings, live: string[], services: Settings["services"], owner_email: string): Settings {
  return { ...DEFAULTS, root: SANDBOX_ROOT, zone: owner.zone, single_keys: owner.single_keys, currency: "USD", owner_emails: [owner_email], undo_seconds: UNDO_SECONDS, live, services, reports: { money: true } };
}

/** The values of the services' fields, split into what is a setting and what is a secret. */
function fieldValues(services: readonly ServiceInfo[], valueOf: (field: Field) => string): { settings: Settings["services"]; secrets: Map<string, string> } {
  const settings: Settings["services"] = {};
  const secrets = new Map<string, string>();
  for (const { id, fields } of services) {
    const given = fields.map((field) => [field, valueOf(field)] as const).filter(([, value]) => value !== "");
    settings[id] = Object.fromEntries(given.filter(([field]) => field.kind !== "secret").map(([field, value]) => [field.key, value]));
    for (const [field, value] of given) if (field.kind === "secret") secrets.set(secretName(id, field.key), value);
  }
  return { settings, secrets };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function readBooked(row: unknown): Booked[] {
  if (!isObject(row)) return [];
  const { name, partner_id, amount_total, currency_id, state, invoice_origin } = row;
  const label = (reference: unknown): string => (Array.isArray(reference) ? text(reference[1]) : "");
  const number = text(name);
  const total = typeof amount_total === "number" ? `${amount_total.toFixed(2)} ${label(currency_id)}` : "";
  return [{ name: number === "" || number === "/" ? "draft" : number, partner: label(partner_id), total, state: text(state), made: text(invoice_origin) !== "" }];
}

const BOOKED = ["name", "partner_id", "amount_total", "currency_id", "state", "invoice_origin"];

/** Customer invoices in the sandbox's Odoo, asked as anybody with its key could. Rejects with a sentence when it does not answer. */
async function booksOf(http: Http, { search }: SandboxBusiness): Promise<Booked[]> {
  const response = await http.request(search("account.move", [["move_type", "=", "out_invoice"]], BOOKED));
  if (!answered(response)) throw new Error(`The sandbox's Odoo did not answer: ${response.text}`);
  const rows: unknown = JSON.parse(new TextDecoder().decode(response.body));
  return Array.isArray(rows) ? rows.flatMap(readBooked) : [];
}

async function liveChannels(device: Pick<Device, "recall">): Promise<string[]> {
  const kept = await device.recall(LIVE);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}

/** Forgets what was of an earlier sandbox, and only then makes the folder: after a power cut in between it is done again. */
async function begin({ device, notes }: Pick<Ports, "device" | "notes">): Promise<void> {
  for (const memory of ["head", "confirmed_settings", BUSINESS]) await device.remember(memory, null);
  await device.remember(LIVE, []);
  await notes.makeFolder(SANDBOX_ROOT);
}

/** Opens the business where it was left; anew when its folder is gone, so that ledger and business begin together. */
export async function sandboxPremises(plugin: Plugin, owner: Settings, services: readonly ServiceInfo[]): Promise<Premises> {
  const { readOpened, startSandbox } = await import("../sandbox/business");
  // Without a way to sign in: there is nobody to sign in to.
  const { sign_in_server: _, ...ports } = await obsidianPorts({ app: plugin.app, root: SANDBOX_ROOT, realm: "sandbox", originOf: () => "" });
  const { device } = ports;
  const anew = !(await ports.notes.folderExists(SANDBOX_ROOT));
  const from = anew ? null : readOpened(await device.recall(BUSINESS));
  if (anew) await begin(ports);
  const business = await startSandbox(ports.clock.now(), { from, keep: (opened) => device.remember(BUSINESS, opened) });
  const http = onLoopback(ports.http);
  const values = fieldValues(services, ({ env }) => business.env[env] ?? "");
  return {
    ports: { ...ports, http, secrets: memorySecrets(values.secrets) },
    settings: sandboxSettings(owner, await liveChannels(device), values.settings, business.env["AE_OWNER_EMAIL"] ?? ""),
    problems: [],
    keep: ({ live }) => device.remember(LIVE, live),
    books: () => booksOf(http, business),
    close: () => business.close(),
  };
}

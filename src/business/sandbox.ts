/**
 * Owns: the sandbox business inside the desktop app (PRODUCT F1): its twins on loopback, and ports that reach nothing else.
 * Never: a real secret or the owner's stored settings, and never an address beyond this machine.
 */
import type { Field } from "../channel";
import { loopbackUrl } from "../core/origin";
import { secretName } from "../employee";
import { obsidianPorts } from "../host/obsidian/ports";
import { memorySecrets } from "../host/obsidian/secrets";
import type { Device, Http } from "../ports";
import { DEFAULTS, type Settings } from "../settings";
import { SANDBOX_ROOT, type ServiceInfo } from "../views/desk";
import type { Plugin } from "../views/plugin";
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

async function liveChannels(device: Pick<Device, "recall">): Promise<string[]> {
  const kept = await device.recall(LIVE);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}

/** Opens the business where it was left; anew when its folder is gone, so that ledger and business begin together. */
export async function sandboxPremises(plugin: Plugin, owner: Settings, services: readonly ServiceInfo[]): Promise<Premises> {
  const { readOpened, startSandbox } = await import("../sandbox/business");
  // Without a way to sign in: there is nobody to sign in to.
  const { sign_in_server: _, ...ports } = await obsidianPorts({ app: plugin.app, root: SANDBOX_ROOT, realm: "sandbox", originOf: () => "" });
  const { device } = ports;
  const anew = !(await ports.notes.folderExists(SANDBOX_ROOT));
  const from = anew ? null : readOpened(await device.recall(BUSINESS));
  if (anew) await device.remember(LIVE, []);
  const business = await startSandbox(ports.clock.now(), { from, keep: (opened) => device.remember(BUSINESS, opened) });
  const values = fieldValues(services, ({ env }) => business.env[env] ?? "");
  return {
    ports: { ...ports, http: onLoopback(ports.http), secrets: memorySecrets(values.secrets) },
    settings: sandboxSettings(owner, await liveChannels(device), values.settings, business.env["AE_OWNER_EMAIL"] ?? ""),
    problems: [],
    keep: ({ live }) => device.remember(LIVE, live),
    close: () => business.close(),
  };
}

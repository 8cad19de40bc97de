/**
 * Owns: what the employee needs from the world, as Obsidian gives it: on a desktop with Node's files and network, on a phone without.
 * Never: Node where there is none; it is loaded only behind the guard on `Platform`.
 */
import { FileSystemAdapter, Notice, parseYaml, Platform, type App } from "obsidian";
import type { Device, Http, LedgerFiles, Log, Ports, SignInServer } from "../../ports";
import type { Json } from "../../core/json";
import { visibleLine } from "../../core/untrusted";
import { startAside } from "./aside";
import { windowClock, type WindowClock } from "./clock";
import { vaultNotes } from "./notes";
import { readerFiles } from "./reader-files";
import { obsidianSecrets, type ChosenSecrets } from "./secrets";

const LOGS = "Logs";
/** Milliseconds that a warning stays on the screen. */
const WARNING_MS = 12_000;

export interface ObsidianPorts extends Ports {
  secrets: ChosenSecrets;
  /** Closed with the employee. */
  clock: WindowClock;
}

export interface Place {
  app: App;
  /** The employee's root folder in the vault. */
  root: string;
  realm: "real" | "sandbox";
  /** The origin that the service of a secret field is set to now (PRODUCT K9). */
  originOf(secret: string): string;
}

/** Enough for ids that nobody may guess or meet twice: 128 bits. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const log: Log = {
  info: (text) => console.debug(text),
  warn: (text) => {
    new Notice(visibleLine(text, 1_000), WARNING_MS);
  },
};

/** Nothing of the employee's leaves a phone: it decides, the executing device acts. */
const noHttp: Http = {
  request: () => Promise.resolve({ failure: "not_sent", cause: "refused", text: "This device does not speak to services; the executing device does." }),
};

/** Memory of a device that never executes. */
function readerDevice(app: App): Device {
  const key = (name: string): string => `autonomous-employee-${name}`;
  const recall = (name: string): Json => app.loadLocalStorage(key(name)) as Json;
  let id = recall("device");
  if (typeof id !== "string") app.saveLocalStorage(key("device"), (id = `phone-${randomId().slice(0, 12)}`));
  return {
    id,
    reader: true,
    recall: (name) => Promise.resolve(recall(name)),
    remember: (name, value) => {
      app.saveLocalStorage(key(name), value);
      return Promise.resolve();
    },
    lock: () => Promise.resolve({ held_by: "the executing device; this one shows and decides" }),
  };
}

/** The parts that need Node, loaded on first use. */
async function desktop(vaultFolder: string, root: string, realm: Place["realm"]): Promise<{ http: Http; files: LedgerFiles; device: Device; sign_in_server: SignInServer }> {
  const [{ nodeHttp }, { nodeLedgerFiles }, { nodeDevice }, { nodeSignInServer }] = await Promise.all([
    import("../node/http"),
    import("../node/ledger-files"),
    import("../node/device"),
    import("../node/callback-server"),
  ]);
  return { http: nodeHttp(), sign_in_server: nodeSignInServer(), files: nodeLedgerFiles(`${vaultFolder}/${root}/${LOGS}`), device: await nodeDevice(vaultFolder, realm) };
}

/** Whether this device can execute: a desktop app with a vault on its disk. */
export function isDesktop({ vault: { adapter } }: App): boolean {
  return Platform.isDesktop && Platform.isDesktopApp && adapter instanceof FileSystemAdapter;
}

/** The ports of this app. The vault's layout must be ready. */
export async function obsidianPorts({ app, root, realm, originOf }: Place): Promise<ObsidianPorts> {
  const { adapter } = app.vault;
  const hands =
    Platform.isDesktop && Platform.isDesktopApp && adapter instanceof FileSystemAdapter
      ? await desktop(adapter.getBasePath(), root, realm)
      : { http: noHttp, files: readerFiles(adapter, `${root}/${LOGS}`), device: readerDevice(app) };
  return {
    ...hands,
    aside: startAside,
    clock: windowClock(),
    notes: vaultNotes(app),
    secrets: obsidianSecrets(app, originOf),
    readYaml: (text) => parseYaml(text) as unknown,
    log,
    randomId,
  };
}

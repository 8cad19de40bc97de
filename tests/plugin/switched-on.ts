/**
 * Owns: the built plugin over a real folder and the sandbox business, switched on and off around every test, and what a person does with it.
 * Never: an expectation of a single test, or a service beyond loopback.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setup } from "obsidian-test-mocks/setup";
import { SettingTab, type App } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { startSandbox, type SandboxBusiness } from "../../src/sandbox/business";
import { MAILS } from "../../src/sandbox/story";
import { DEFAULTS } from "../../src/settings";
import { openApp } from "../setup/obsidian/disk-vault";
import { enable, type Running } from "../setup/obsidian/plugin";

/** What comes is not waited for longer; a busy machine must not fail a test. */
export const SOON = { timeout: 50_000, interval: 50 };
export const SECRETS = { key: "AE_ODOO_API_KEY", client_secret: "AE_GMAIL_CLIENT_SECRET", refresh_token: "AE_GMAIL_REFRESH_TOKEN" };

export let folder = "";
export let business: SandboxBusiness;
export let app: App;
export let running: Running | null = null;

/** Of the week's mail what these tests look at: one that becomes a request, and one that is only a note. The rest would be read at every start. */
const READ = MAILS.filter(({ name }) => name === "clear request" || name === "do not send yet").map(({ subject }) => subject);

beforeAll(() => {
  setup();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ae-plugin-"));
  vi.stubEnv("XDG_STATE_HOME", `${folder}-state`);
  business = await startSandbox(new Date());
  const { mailbox } = business.gmail;
  for (const [id, { headers }] of mailbox.messages) if (!headers.some(([, value]) => READ.includes(value))) mailbox.remove(id);
  app = openApp(folder);
});
afterEach(async () => {
  switchOff();
  await vi.waitUntil(() => !lockIsHeld(), SOON);
  await business.close();
  document.body.empty();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}-state`, { recursive: true, force: true });
});

/** `data`: what its data.json holds. */
export function switchOn(held: unknown): Running {
  running = enable(app, held);
  return running;
}

export function switchOff(): void {
  running?.disable();
  running = null;
}

/** The newest lock file counts; it says so when it was given back. */
export function lockIsHeld(): boolean {
  const state = `${folder}-state`;
  const locks = existsSync(state) ? readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => /lock-\d+$/.test(name)) : [];
  const newest = locks.sort((a, b) => Number(/\d+$/.exec(a)?.[0]) - Number(/\d+$/.exec(b)?.[0])).at(-1);
  return newest !== undefined && !readFileSync(join(state, newest), "utf8").startsWith("released");
}

export const data = (over: object = {}): object => ({
  ...DEFAULTS,
  currency: "EUR",
  owner_emails: [business.env["AE_OWNER_EMAIL"]],
  undo_seconds: 0,
  services: {
    gmail: { client_id: business.env["AE_GMAIL_CLIENT_ID"], base_url: business.env["AE_GMAIL_BASE_URL"], token_url: business.env["AE_GOOGLE_TOKEN_URL"] },
    odoo: { url: business.env["AE_ODOO_URL"], database: business.env["AE_ODOO_DB"], user: business.env["AE_ODOO_USER"] },
  },
  ...over,
});

export const notes = (name: string): string[] => (existsSync(join(folder, "AI_Employee", name)) ? readdirSync(join(folder, "AI_Employee", name)) : []);
export const noteOf = (name: string, id: string): string | undefined => notes(name).find((file) => file.includes(id));
export const ledger = (): Record<string, unknown>[] =>
  notes("Logs")
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => readFileSync(join(folder, "AI_Employee/Logs", name), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A person chooses a secret of Obsidian's for every secret field, in the settings tab. */
export async function chooseSecrets(): Promise<void> {
  const [tab] = await vi.waitUntil(() => (running?.plugin.settingTabs__.length ? running.plugin.settingTabs__ : null), SOON);
  if (!tab) throw new Error("no settings tab");
  // The host's secrets are there once the employee starts.
  await vi.waitUntil(() => existsSync(join(folder, "AI_Employee/Dashboard.md")), SOON);
  tab.update();
  SettingTab.fromOriginalType__(tab).renderTab__();
  const named: Record<string, string> = { "API key": SECRETS.key, "Client secret": SECRETS.client_secret, "Sign-in": SECRETS.refresh_token };
  for (const row of tab.containerEl.querySelectorAll(".setting-item")) {
    const variable = named[row.querySelector(".setting-item-name")?.textContent ?? ""];
    const field = row.querySelector<HTMLInputElement>("input.secret-name");
    if (!variable || !field) continue;
    const name = variable.toLowerCase().replaceAll("_", "-");
    app.secretStorage.setSecret(name, business.env[variable] ?? "");
    field.value = name;
    field.dispatchEvent(new Event("change"));
  }
}

export const panel = (): HTMLElement => document.querySelector<HTMLElement>(".ae-panel") ?? document.body;
/** The element of a card's part, e.g. its head or one of its buttons. */
export const part = (id: string, name: string): HTMLElement | null => panel().querySelector<HTMLElement>(`[data-focus="${id}:${name}"]`);
export const cardText = (id: string): string => part(id, "head")?.closest(".ae-card")?.textContent ?? "";

/** Id of the invoice that the sandbox's clear request leads to. */
export async function clearInvoice(): Promise<string> {
  const line = await vi.waitUntil(() => ledger().find((one) => one["event"] === "proposed" && JSON.stringify(one).includes("Acme Tools Ltd")), SOON);
  return String(line["action_id"]);
}

/** Unfolds a card and presses one of its buttons. */
export async function press(id: string, name: string): Promise<void> {
  const head = await vi.waitUntil(() => part(id, "head"), SOON);
  if (head.getAttribute("aria-expanded") !== "true") head.click();
  (await vi.waitUntil(() => part(id, name), SOON)).click();
}

/** Unfolds a card and waits until it says that it is for live: a person decides what the card shows, not what the log says already. */
export async function shownLive(id: string): Promise<void> {
  const head = await vi.waitUntil(() => part(id, "head"), SOON);
  if (head.getAttribute("aria-expanded") !== "true") head.click();
  await vi.waitUntil(() => [...(part(id, "head")?.closest(".ae-card")?.querySelectorAll(".ae-pill") ?? [])].some(({ textContent }) => textContent === "Live"), SOON);
}

export async function start(over: object = {}): Promise<void> {
  const { command } = switchOn(data(over));
  await chooseSecrets();
  command("open-approvals");
  command("check-mail");
}

export const writes = (): string[] => business.odoo.calls.filter((call) => call.write).map((call) => `${call.model}.${call.method}`);
export const events = (id: string): unknown[] => ledger().filter((line) => line["action_id"] === id).map((line) => line["event"]);

/**
 * Owns: the proof that the built plugin opens the setup guide once, and goes the whole way in the sandbox business inside Obsidian (PRODUCT F1, F2).
 * Never: source of the plugin beyond its defaults, or a service beyond loopback.
 *
 * @vitest-environment jsdom
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setup } from "obsidian-test-mocks/setup";
import { SettingTab, type App } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openApp } from "../setup/obsidian/disk-vault";
import { enable, type Running } from "../setup/obsidian/plugin";

/** What comes is not waited for longer; a busy machine must not fail a test. */
const SOON = { timeout: 50_000, interval: 30 };
const ROOT = "AI_Employee";
const SANDBOX = "AI_Employee_Sandbox";

let folder = "";
let app: App;
let running: Running | null = null;

beforeAll(() => {
  setup();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ae-sandbox-"));
  vi.stubEnv("XDG_STATE_HOME", `${folder}-state`);
  app = openApp(folder);
});
afterEach(async () => {
  await stop();
  document.body.empty();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}-state`, { recursive: true, force: true });
});

async function stop(): Promise<void> {
  running?.disable();
  running = null;
  await vi.waitUntil(() => heldLocks() === 0 && listeners() === 0, SOON);
}

const listeners = (): number => process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;

/** In every state folder the newest lock file counts. */
function heldLocks(): number {
  const state = `${folder}-state`;
  if (!existsSync(state)) return 0;
  const newest = new Map<string, string>();
  const numberOf = (path: string): number => Number(/\d+$/.exec(path)?.[0] ?? 0);
  for (const path of readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => /lock-\d+$/.test(name))) {
    const place = path.replace(/lock-\d+$/, "");
    if (numberOf(path) > numberOf(newest.get(place) ?? "")) newest.set(place, path);
  }
  return [...newest.values()].filter((path) => !readFileSync(join(state, path), "utf8").startsWith("released")).length;
}

function ledger(root: string): Record<string, unknown>[] {
  const logs = join(folder, root, "Logs");
  if (!existsSync(logs)) return [];
  const days = readdirSync(logs).filter((name) => name.endsWith(".json")).sort();
  return days.flatMap((name) => readFileSync(join(logs, name), "utf8").trim().split("\n")).map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Path, size and time of everything below a folder. */
function prints(root: string): string[] {
  return readdirSync(join(folder, root), { recursive: true, encoding: "utf8" }).sort().map((path) => {
    const { size, mtimeMs } = statSync(join(folder, root, path));
    return `${path} ${size} ${mtimeMs}`;
  });
}

const guide = (): HTMLElement | null => document.querySelector<HTMLElement>(".ae-setup");
const control = (mark: string): HTMLElement | null => guide()?.querySelector<HTMLElement>(`[data-focus="${mark}"]`) ?? null;
const press = async (mark: string): Promise<void> => (await vi.waitUntil(() => control(mark), SOON)).click();
const says = (text: string): Promise<unknown> => vi.waitUntil(() => guide()?.textContent.includes(text) === true, SOON);
const works = (root = ROOT): Promise<unknown> => vi.waitUntil(() => existsSync(join(folder, root, "Dashboard.md")), SOON);

/** A person switches the plugin on. */
async function switchOn(data: unknown = null): Promise<Running> {
  running = enable(app, data);
  running.plugin.onUserEnable();
  await works();
  return running;
}

async function openSandbox(): Promise<void> {
  running?.command("setup-guide");
  await vi.waitUntil(() => control("nav:sandbox"), SOON);
  await press("nav:sandbox");
  await press("page:open-sandbox");
  await says("The sandbox business is open.");
  await vi.waitUntil(() => ledger(SANDBOX).some(({ event }) => event === "proposed"), SOON);
}

/** Row of the books that the employee made, as its cells. */
const booked = (): string[][] =>
  [...(guide()?.querySelectorAll("tbody tr") ?? [])].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)).filter((cells) => cells[4] === "the employee");

function idOf(event: string, words: string): string | undefined {
  const line = ledger(SANDBOX).find((one) => one["event"] === event && JSON.stringify(one).includes(words));
  return line && String(line["action_id"]);
}

async function approve(id: string): Promise<void> {
  running?.command("open-approvals");
  const part = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-focus="${id}:${name}"]`);
  const head = await vi.waitUntil(() => part("head"), SOON);
  if (head.getAttribute("aria-expanded") !== "true") head.click();
  (await vi.waitUntil(() => part("approve"), SOON)).click();
}

/** The service's switch on the page, with the confirmation. */
async function goLive(): Promise<void> {
  const toggle = await vi.waitUntil(() => guide()?.querySelector<HTMLElement>(".checkbox-container"), SOON);
  toggle.click();
  const confirm = await vi.waitUntil(() => [...document.querySelectorAll<HTMLElement>(".modal button")].find(({ textContent }) => textContent === "Go live"), SOON);
  confirm.click();
  await vi.waitUntil(() => ledger(SANDBOX).some((line) => JSON.stringify(line["parameters"]).includes('"live"')), SOON);
}

describe("F2 the setup guide opens by itself once", () => {
  it("when a person switches the plugin on where nothing is set up, and not again", async () => {
    await switchOn();
    await says("What it never does without asking");
    await stop();
    document.body.empty();
    rmSync(join(folder, ROOT), { recursive: true });
    app.vault.reconcile__();
    await switchOn();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(guide()).toBeNull();
  });

  it("not where the folder or settings are there already, and not by the app's own start", async () => {
    running = enable(app, null);
    await works();
    expect(guide()).toBeNull();
    await stop();
    await switchOn();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(guide()).toBeNull();
  });

  it("can be left and goes on where it was; a step is done by what is so", async () => {
    await switchOn();
    await press("footer:go");
    await vi.waitUntil(() => control("nav:sandbox")?.getAttribute("aria-current") === "step", SOON);
    await press("footer:go");
    await press("footer:go");
    await vi.waitUntil(() => control("nav:owner")?.getAttribute("aria-current") === "step", SOON);
    expect(control("nav:welcome")?.textContent).toContain("done");
    expect(control("nav:sandbox")?.textContent).toContain("skipped");
    expect(control("nav:folder")?.textContent).toContain("done");
    await stop();
    document.body.empty();
    await switchOn();
    running?.command("setup-guide");
    await vi.waitUntil(() => control("nav:owner")?.getAttribute("aria-current") === "step", SOON);
    await press("page:keep");
    await vi.waitUntil(() => control("nav:owner")?.textContent.includes("done"), SOON);
  });
});

describe("F2 another folder holds at once", () => {
  async function typeFolder(root: string): Promise<HTMLInputElement> {
    running?.command("setup-guide");
    await press("nav:folder");
    const field = (await vi.waitUntil(() => control("row:root"), SOON)) as HTMLInputElement;
    field.value = root;
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    return field;
  }

  it("without a restart: the employee works there, the old folder stays, and coming back goes on with its log", async () => {
    await switchOn();
    await vi.waitUntil(() => ledger(ROOT).length > 0, SOON);
    await typeFolder("Office/Employee");
    await says("The employee works in Office/Employee now.");
    await works("Office/Employee");
    await vi.waitUntil(() => ledger("Office/Employee").length > 0, SOON);
    const before = prints(`${ROOT}/Logs`);
    expect(await running?.plugin.loadData()).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(prints(`${ROOT}/Logs`)).toEqual(before);
    await typeFolder(ROOT);
    await says(`The employee works in ${ROOT} now.`);
    expect(running?.plugin.statusBarItems__[0]?.textContent).toBe("Nothing waits");
  });

  it.each([
    ["../outside", "must be a plain folder name"],
    ["AI_Employee_Sandbox", "is the sandbox's"],
    ["AI_Employee/Dashboard.md", "is a note or file"],
  ])("says at the field what is wrong with %s", async (root, why) => {
    await switchOn();
    await vi.waitUntil(() => app.vault.getFileByPath(`${ROOT}/Dashboard.md`) !== null, SOON);
    const field = await typeFolder(root);
    await says(why);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(existsSync(join(folder, "outside"))).toBe(false);
  });
});

describe("F1 the sandbox business inside Obsidian", () => {
  it("goes the whole way: mail, draft, simulated, live, invoice, posted, audit and briefing; nothing of the owner's is touched", async () => {
    const read = vi.spyOn(app.secretStorage, "getSecret");
    const written = vi.spyOn(app.secretStorage, "setSecret");
    const on = await switchOn();
    const saved = vi.spyOn(on.plugin, "saveData");
    read.mockClear();
    await press("footer:go");
    await press("page:open-sandbox");
    await says("The sandbox business is open.");
    const own = prints(ROOT);

    await says("15 messages were read");
    const id = await vi.waitUntil(() => idOf("proposed", "Acme Tools Ltd"), SOON);
    expect(on.plugin.statusBarItems__[0]?.textContent).toMatch(/^Sandbox, \d+ to decide$/);
    await approve(id);
    expect(document.body.textContent).toContain("Sandbox: the customers, mails and services here are invented.");
    await vi.waitUntil(() => ledger(SANDBOX).some((line) => line["event"] === "simulated" && line["action_id"] === id), SOON);
    expect(booked()).toEqual([]);

    await goLive();
    await approve(id);
    await vi.waitUntil(() => booked().length === 1, SOON);
    expect(booked()[0]).toEqual(["draft", "Acme Tools Ltd", "85.00 USD", "draft", "the employee"]);
    const post = await vi.waitUntil(() => idOf("proposed", '"post_invoice"'), SOON);
    await approve(post);
    await vi.waitUntil(() => booked()[0]?.[3] === "posted", SOON);

    await press("tour:5");
    await says("Next: write the Monday briefing.");
    await press("tour:6");
    await says("You have seen the whole loop.");
    expect(readdirSync(join(folder, SANDBOX, "Audits"))).toHaveLength(1);
    expect(readFileSync(join(folder, SANDBOX, "Dashboard.md"), "utf8")).toContain("Sandbox business: nothing here is real");

    expect(new Set(ledger(SANDBOX).map(({ realm }) => realm))).toEqual(new Set(["sandbox"]));
    expect(read).not.toHaveBeenCalled();
    expect(written).not.toHaveBeenCalled();
    expect(saved).not.toHaveBeenCalled();
    expect(prints(ROOT)).toEqual(own);
  });

  it("left and opened again, also after a restart, log and business still agree", async () => {
    await switchOn();
    await openSandbox();
    await goLive();
    const id = await vi.waitUntil(() => idOf("proposed", "Acme Tools Ltd"), SOON);
    await vi.waitUntil(() => ledger(SANDBOX).some((line) => line["action_id"] === id && JSON.stringify(line["parameters"]).includes('"odoo":"live"')), SOON);
    await approve(id);
    await vi.waitUntil(() => booked().length === 1, SOON);
    const open = listeners();
    await press("page:leave-sandbox");
    await says("You left the sandbox.");
    expect(open).toBeGreaterThan(0);
    expect(listeners()).toBe(0);
    expect(heldLocks()).toBe(1);
    await stop();
    document.body.empty();

    await switchOn();
    const lines = ledger(SANDBOX).length;
    await openSandbox();
    await vi.waitUntil(() => booked().length === 1, SOON);
    await vi.waitUntil(() => ledger(SANDBOX).length > lines, SOON);
    running?.command("check-mail");
    await vi.waitUntil(() => /Checked: 0 new messages/.test(document.body.textContent), SOON);
    expect(ledger(SANDBOX).filter(({ event }) => event === "observed")).toHaveLength(15);
    expect(booked()).toHaveLength(1);
  });

  it("switching the plugin off while it is open closes its servers and gives back its lock", async () => {
    await switchOn();
    await openSandbox();
    expect(listeners()).toBe(5);
    expect(heldLocks()).toBe(1);
    await stop();
    expect(listeners()).toBe(0);
    expect(guide()).toBeNull();
  });

  it("the settings tab shows none of the owner's settings meanwhile, and leads back", async () => {
    const on = await switchOn();
    await openSandbox();
    const [tab] = on.plugin.settingTabs__;
    tab?.update();
    if (tab) SettingTab.fromOriginalType__(tab).renderTab__();
    expect(tab?.containerEl.textContent).toContain("The sandbox business is open");
    expect(tab?.containerEl.querySelector("input")).toBeNull();
    expect(on.command("open-sandbox")).toBe(false);
    expect(on.command("leave-sandbox")).toBe(true);
    await vi.waitUntil(() => control("nav:sandbox"), SOON);
    expect(control("nav:sandbox")?.textContent).toContain("done");
  });
});

/**
 * Owns: the proof that the built plugin leaves nothing behind when it is switched off, ends what it is doing exactly once, and survives a damaged
 * settings file and a renamed folder. Never: source of the plugin, or a service beyond loopback.
 *
 * @vitest-environment jsdom
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setup } from "obsidian-test-mocks/setup";
import type { App } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openApp } from "../setup/obsidian/disk-vault";
import { enable, type Running } from "../setup/obsidian/plugin";

const SOON = { timeout: 50_000, interval: 25 };
const PLUGIN = ".obsidian/plugins/autonomous-employee";

let folder = "";
let app: App;
let running: Running | null = null;

beforeAll(() => {
  setup();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ae-vault-"));
  vi.stubEnv("XDG_STATE_HOME", `${folder}-state`);
  app = openApp(folder);
});
afterEach(async () => {
  running?.disable();
  running = null;
  await quiet(() => true);
  document.body.empty();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}-state`, { recursive: true, force: true });
});

const dashboard = (root = "AI_Employee"): boolean => existsSync(join(folder, root, "Dashboard.md"));

/** Files of the vault and of the device's memory that this process holds open. */
function openFiles(): string[] {
  return readdirSync("/proc/self/fd").flatMap((number) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${number}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      return [];
    }
  });
}

/** The newest lock file counts; it says so when it was given back. */
function lockIsHeld(): boolean {
  const state = `${folder}-state`;
  const locks = existsSync(state) ? readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => /lock-\d+$/.test(name)) : [];
  const newest = locks.sort((a, b) => Number(/\d+$/.exec(a)?.[0]) - Number(/\d+$/.exec(b)?.[0])).at(-1);
  return newest !== undefined && !readFileSync(join(state, newest), "utf8").startsWith("released");
}

/** Waits until nothing is held, and goes on to be held, for some looks in a row. */
async function quiet(also: () => boolean): Promise<void> {
  let looks = 0;
  await vi.waitUntil(() => (looks = also() && openFiles().length === 0 && !lockIsHeld() ? looks + 1 : 0) >= 4, SOON);
}

/** Everything that is alive: counted by wrapping what makes it and what ends it. */
function census() {
  const alive = { timers: new Set<unknown>(), intervals: new Set<unknown>(), workers: new Set<unknown>(), listeners: new Map(["vault", "workspace", "metadataCache", "window", "document"].map((name) => [name, 0])) };
  const { setTimeout: after, clearTimeout: noLonger, setInterval: every, clearInterval: never } = globalThis;
  vi.stubGlobal("setTimeout", (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
    const timer = after(() => {
      alive.timers.delete(timer);
      work(...given);
    }, ms);
    alive.timers.add(timer);
    return timer;
  });
  vi.stubGlobal("clearTimeout", (timer: ReturnType<typeof after>) => {
    alive.timers.delete(timer);
    noLonger(timer);
  });
  vi.stubGlobal("setInterval", (work: () => void, ms?: number) => {
    const timer = every(work, ms);
    alive.intervals.add(timer);
    return timer;
  });
  vi.stubGlobal("clearInterval", (timer: ReturnType<typeof every>) => {
    alive.intervals.delete(timer);
    never(timer);
  });
  Object.assign(URL, { createObjectURL: () => "blob:worker", revokeObjectURL: () => undefined });
  vi.stubGlobal(
    "Worker",
    class {
      onmessage: ((event: { data: number }) => void) | null = null;
      private timer: ReturnType<typeof after> | undefined;
      constructor() {
        alive.workers.add(this);
      }
      postMessage(ms: number): void {
        noLonger(this.timer);
        if (ms >= 0) this.timer = after(() => this.onmessage?.({ data: 0 }), ms);
      }
      terminate(): void {
        noLonger(this.timer);
        alive.workers.delete(this);
      }
    },
  );
  const count = (name: string, by: number): void => void alive.listeners.set(name, (alive.listeners.get(name) ?? 0) + by);
  for (const [name, events] of [["vault", app.vault], ["workspace", app.workspace], ["metadataCache", app.metadataCache]] as const) {
    const { on, offref } = events as unknown as { on(...given: unknown[]): object; offref(ref: object): void };
    Object.assign(events, {
      on: (...given: unknown[]) => {
        count(name, 1);
        return on.apply(events, given);
      },
      offref: (ref: object) => {
        count(name, -1);
        offref.call(events, ref);
      },
    });
  }
  for (const [name, target] of [["window", window], ["document", document]] as const) {
    const { addEventListener, removeEventListener } = target;
    Object.assign(target, {
      addEventListener: (...given: Parameters<typeof addEventListener>) => {
        count(name, 1);
        addEventListener.apply(target, given);
      },
      removeEventListener: (...given: Parameters<typeof removeEventListener>) => {
        count(name, -1);
        removeEventListener.apply(target, given);
      },
    });
  }
  const left = (): Record<string, unknown> => ({
    timers: alive.timers.size,
    intervals: alive.intervals.size,
    workers: alive.workers.size,
    ...Object.fromEntries(alive.listeners),
    servers: process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length,
    sockets: process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length,
    files: openFiles().length,
    elements: document.body.querySelectorAll("*").length,
  });
  return { left, busy: () => alive.timers.size + alive.workers.size };
}

describe("unloading", () => {
  it("leaves no timer, interval, worker, server, socket, file, listener or element behind, once and after twenty rounds", async () => {
    const { left, busy } = census();
    let first: Record<string, unknown> | null = null;
    for (let round = 0; round < 20; round += 1) {
      const before = left();
      running = enable(app, null);
      if (round % 6 === 0) {
        await vi.waitUntil(() => dashboard() && openFiles().length > 0, SOON);
        running.command("open-approvals");
        await vi.waitUntil(() => document.querySelector(".ae-queue"), SOON);
        // The panel can stand there before the employee has started.
        await vi.waitUntil(() => busy() > 0, SOON);
      }
      // The others are switched off in the middle of their start.
      else await new Promise((resolve) => setImmediate(resolve));
      running.disable();
      running = null;
      await quiet(() => busy() === 0);
      const after = left();
      first ??= after;
      expect({ round, ...after }).toEqual({ round, ...before });
    }
    const { timers, intervals, workers, servers, sockets, files, elements, ...listeners } = left();
    expect({ timers, intervals, workers, servers, sockets, files, elements }).toEqual({ timers: 0, intervals: 0, workers: 0, servers: 0, sockets: 0, files: 0, elements: 0 });
    expect(Object.values(listeners).every((number) => number === 0)).toBe(true);
    expect(first).toEqual(left());
  }, 90_000);
});

describe("the settings file", () => {
  const damaged = '{"version":1,"root":"Secret_Office","live":["odoo"],"limits":{"automatic":"99999.00"';

  it("half written at the start: said, kept aside, not overwritten, and nothing is live", async () => {
    mkdirSync(join(folder, PLUGIN), { recursive: true });
    writeFileSync(join(folder, PLUGIN, "data.json"), damaged);
    running = enable(app, null);
    await vi.waitUntil(() => dashboard(), SOON);
    running.command("open-approvals");
    const [copy] = readdirSync(join(folder, PLUGIN)).filter((name) => name.startsWith("data.damaged-"));
    expect(readFileSync(join(folder, PLUGIN, copy ?? ""), "utf8")).toBe(damaged);
    expect(readFileSync(join(folder, PLUGIN, "data.json"), "utf8")).toBe(damaged);
    const text = readFileSync(join(folder, "AI_Employee/Dashboard.md"), "utf8");
    expect(text).toMatch(/is damaged and cannot be read/);
    expect(text).not.toMatch(/is live/);
  });

  it("its root was another: it is found, named, and no second one is made", async () => {
    running = enable(app, { root: "Secret_Office" });
    await vi.waitUntil(() => dashboard("Secret_Office"), SOON);
    running.disable();
    await quiet(() => true);
    mkdirSync(join(folder, PLUGIN), { recursive: true });
    writeFileSync(join(folder, PLUGIN, "data.json"), damaged);
    app = openApp(folder);
    running = enable(app, null);
    running.command("open-approvals");
    await vi.waitUntil(() => document.body.textContent.includes('It seems to be "Secret_Office" now'), SOON);
    expect(existsSync(join(folder, "AI_Employee"))).toBe(false);
  });
});

describe("the folder renamed in Obsidian", () => {
  it("stops, says so, makes nothing anew; renamed back, it goes on", { timeout: 60_000 }, async () => {
    running = enable(app, null);
    await vi.waitUntil(() => dashboard(), SOON);
    running.command("open-approvals");
    renameSync(join(folder, "AI_Employee"), join(folder, "My office"));
    app.vault.reconcile__();
    await vi.waitUntil(() => document.body.textContent.includes('It seems to be "My office" now'), SOON);
    expect(existsSync(join(folder, "AI_Employee"))).toBe(false);
    renameSync(join(folder, "My office"), join(folder, "AI_Employee"));
    app.vault.reconcile__();
    await vi.waitUntil(() => !document.body.textContent.includes("It seems to be"), SOON);
  });
});

/**
 * What silently goes wrong here: two machines, or two programs, on one folder - both act, a request is lost or entered twice, or a killed
 * program's lock keeps everybody out. Real processes of the built command line; each machine has a state folder of its own (PRODUCT E4).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Turn } from "../../src/api";
import type { Line } from "../../src/core/record";
import { CLI, terminal, type Ran, type Terminal } from "./run";

let at: Terminal;
const children: ChildProcess[] = [];
beforeEach(() => {
  at = terminal();
});
afterEach(async () => {
  await Promise.all(children.splice(0).filter((child) => child.exitCode === null && child.signalCode === null).map((child) => new Promise((gone) => (child.once("exit", gone), child.kill("SIGKILL")))));
  at.close();
});

const machine = (name: string): NodeJS.ProcessEnv => ({ XDG_STATE_HOME: join(at.folder, name) });
const on = (name: string, ...args: string[]): Promise<Ran> => at.run([...args, "--vault", at.vault, "--json"], { env: machine(name) });
const turn = async (name: string): Promise<Turn> => JSON.parse((await on(name, "device")).out) as Turn;

function lines(): Line[] {
  const logs = join(at.vault, "AI_Employee/Logs");
  const days = readdirSync(logs).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name)).sort();
  return days.flatMap((name) => readFileSync(join(logs, name), "utf8").split("\n").filter((line) => line.endsWith("}"))).map((line) => JSON.parse(line) as Line);
}
const count = (event: string): number => lines().filter((line) => line.event === event).length;

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    try {
      if (holds()) return;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`It never came to this: ${what}`);
}

function running(name: string): ChildProcess {
  const child = spawn(process.execPath, [CLI, "run", "--vault", at.vault, "--json"], { cwd: at.folder, env: { ...at.env, ...machine(name) }, stdio: "ignore" });
  children.push(child);
  return child;
}

describe("E4 two machines on one vault", () => {
  it("a release beside a running employee is left for it: it hands over, goes on as a reader, and the other one executes", async () => {
    expect((await on("laptop", "init")).code).toBe(0);
    const { device: desktop } = await turn("desktop");
    const child = running("laptop");
    await until("running", () => count("opened") === 2);
    expect((await on("laptop", "release", (await turn("laptop")).device)).code).toBe(3);
    const asked = await on("laptop", "release", desktop);
    expect([asked.code, JSON.parse(asked.out)]).toEqual([0, { how: "requested", released_to: desktop, epoch: 1 }]);
    await until("released", () => count("released") === 1);
    expect(lines().at(-1)).toMatchObject({ event: "released", actor: "person:cli", parameters: { to: desktop, by: "person:cli" } });
    expect(readdirSync(join(at.vault, "AI_Employee/Logs/requests"))).toEqual([]);
    expect((await on("desktop", "once")).code).toBe(0);
    expect(await turn("laptop")).toMatchObject({ executing: desktop, epoch: 2 });
    expect(child.exitCode).toBeNull();
    expect((await on("laptop", "release", desktop)).code).toBe(3);
  });

  it("one executes; it hands over by name; a takeover by force says what it risks; nobody acts out of turn", async () => {
    expect((await on("laptop", "init")).code).toBe(0);
    const laptop = await turn("laptop");
    const desktop = await turn("desktop");
    expect(laptop.executing).toBe(laptop.device);
    expect([desktop.executing, desktop.device]).toEqual([laptop.device, expect.not.stringMatching(laptop.device)]);
    expect(await on("desktop", "once")).toMatchObject({ code: 3, errors: expect.stringContaining(`Another device (${laptop.device}) executes`) as string });
    expect((await on("desktop", "release", laptop.device)).code).toBe(3);

    const released = await on("laptop", "release", desktop.device);
    expect([released.code, JSON.parse(released.out)]).toEqual([0, { how: "entered", released_to: desktop.device, epoch: 1 }]);
    expect(await on("laptop", "once")).toMatchObject({ code: 3, errors: expect.stringContaining("has handed over") as string });
    expect(await on("third", "once")).toMatchObject({ code: 3, errors: expect.stringContaining("has handed over") as string });
    expect(await turn("third")).toMatchObject({ executing: null, handed_to: desktop.device });
    expect((await on("desktop", "once")).code).toBe(0);
    expect(await turn("laptop")).toMatchObject({ executing: desktop.device, epoch: 2 });
    expect((await on("laptop", "once")).code).toBe(3);
    expect(count("taken_over")).toBe(0);

    const taken = await on("laptop", "takeover");
    expect([taken.code, JSON.parse(taken.out)]).toEqual([0, { executor: laptop.device, epoch: 3 }]);
    expect(taken.errors).toContain("Take over only if no other device executes");
    expect((await on("desktop", "once")).errors).toContain(`Another device (${laptop.device}) executes, epoch 3`);
    expect(JSON.parse((await on("laptop", "verify-log")).out)).toMatchObject({ ok: true, first_bad: null });
  });

  it("wrong use of release is answered, and changes nothing", async () => {
    await on("laptop", "init");
    const { device } = await turn("laptop");
    expect((await on("laptop", "release", "no such device!")).code).toBe(2);
    expect((await on("laptop", "release", device)).code).toBe(3);
    expect(count("released")).toBe(0);
  });
});

describe("E4 two processes on one folder", () => {
  it("the second leaves request files that the first enters once; after a kill -9 the next takes the lock over", async () => {
    await on("laptop", "init");
    const first = running("laptop");
    await until("it runs", () => count("opened") === 2);
    expect(await on("laptop", "once")).toMatchObject({ code: 3, errors: expect.stringContaining("Another process on this device") as string });
    expect((await on("laptop", "pause", "--reason", "beside it")).code).toBe(0);
    await until("the request is entered, and its file removed", () => readdirSync(join(at.vault, "AI_Employee/Logs/requests")).length === 0 && count("paused") === 1 && count("requested") === 1);

    const gone = new Promise((resolve) => first.once("exit", resolve));
    first.kill("SIGKILL");
    await gone;
    expect((await on("laptop", "once")).code).toBe(0);
    expect([count("paused"), count("requested"), count("opened")]).toEqual([1, 1, 3]);
    expect(JSON.parse((await on("laptop", "verify-log")).out)).toMatchObject({ ok: true, first_bad: null });
  });

  it("of two that start at once, one executes", async () => {
    await on("laptop", "init");
    running("laptop");
    running("laptop");
    await until("one runs", () => count("opened") === 2);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(count("opened")).toBe(2);
    expect(JSON.parse((await on("laptop", "verify-log")).out)).toMatchObject({ first_bad: null });
  });
});

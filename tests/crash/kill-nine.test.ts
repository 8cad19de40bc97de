/**
 * What silently goes wrong here: the headless process dies at any instant of the loop, and after two restarts an invoice stands twice,
 * a mail is lost, or the log has a hole. The oracle is the state of the Odoo twin, never our own log (PRODUCT E5, K3).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SandboxBusiness } from "../../src/sandbox/business";
import type { Card } from "../../src/core/card";
import type { Line } from "../../src/core/record";
import { MAILS, TALKS } from "../../src/sandbox/story";
import { CLI, prepared, type Prepared } from "../cli/run";

const ROOT = "AI_Employee";

let business: SandboxBusiness;
let folder: string;

/** What comes before the kill and is always the same is done once. */
function after(preparation: () => Promise<unknown>): void {
  let begun: Prepared;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "ae-kill-"));
    begun = await prepared(folder, async (opened) => {
      business = opened;
      await preparation();
      expect(invoices()).toEqual([]);
    });
  });
  beforeEach(async () => {
    business = await begun.again();
  });
  afterEach(() => business.close());
  afterAll(() => begun.remove());
}

const vault = (): string => join(folder, "vault");
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env["PATH"], HOME: folder, XDG_STATE_HOME: join(folder, "state"), TZ: "UTC", NODE_OPTIONS: process.env["NODE_OPTIONS"], ...business.env, AE_LIVE: "odoo" });

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [CLI, ...args, "--vault", vault(), "--json"], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
}

/** Standard output of a command that is left to finish. */
async function finish(...args: string[]): Promise<{ code: number | null; out: string; errors: string }> {
  const child = start(...args);
  let out = "";
  let errors = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, errors };
}

function ledger(): Line[] {
  const logs = join(vault(), ROOT, "Logs");
  return readdirSync(logs)
    .filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name))
    .flatMap((name) => readFileSync(join(logs, name), "utf8").split("\n").filter((line) => line !== ""))
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });
}

const seen = (event: string): boolean => {
  try {
    return ledger().some((line) => line.event === event);
  } catch {
    return false;
  }
};
const asked = (method: string): boolean => business.odoo.calls.some((call) => call.method === method && call.model === "account.move");

/** Runs `once` and kills it with SIGKILL as soon as the condition holds; a run that ends first was simply not interrupted. */
async function killWhen(condition: () => boolean): Promise<boolean> {
  const child = start("once");
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  while (running() && !condition()) await new Promise((resolve) => setImmediate(resolve));
  const killed = running() && child.kill("SIGKILL");
  await closed;
  return killed;
}

/** Cards of the clear request's invoice. */
async function acme(): Promise<Card | undefined> {
  const { out } = await finish("list", "--status", "any");
  return (JSON.parse(out) as Card[]).find((card) => card.type === "odoo_invoice" && card.summary.includes("Acme") && !card.reasons.includes("possible_duplicate"));
}

async function approveAcme(): Promise<void> {
  const card = await acme();
  if (card?.status === "waiting") expect((await finish("approve", card.id, "--fingerprint", card.fingerprint)).code).toBe(0);
}

const invoices = (): unknown[] => business.odoo.store.rows("account.move").filter((move) => move["invoice_origin"] !== false && move["invoice_origin"] !== undefined);

/** Before approval: instants of the intake. After approval: instants of the execution. */
const INTAKE: [string, () => boolean][] = [
  ["the first line is on disk", () => seen("opened")],
  ["mails are observed", () => seen("observed")],
  ["the cursor has moved", () => seen("cursor_moved")],
  ["the first mail is filed", () => seen("filed")],
  ["an invoice is proposed", () => seen("proposed")],
  ["its note is written", () => seen("noted")],
];
const EXECUTION: [string, () => boolean][] = [
  ["started is on disk", () => seen("started")],
  ["Odoo has been asked to create", () => asked("load")],
  ["Odoo has created it", () => invoices().length > 0],
  ["it is settled", () => seen("settled_done")],
  ["it is archived", () => seen("archived")],
];

async function checkEverything(): Promise<void> {
  const verified = await finish("verify-log");
  expect(verified.out).toContain('"first_bad":null');
  const observed = ledger().filter((line) => line.event === "observed").map((line) => line.parameters["id"]);
  expect(new Set(observed).size).toBe(MAILS.length + TALKS);
  expect(observed).toHaveLength(MAILS.length + TALKS);
}

describe("E5 K3 kill -9 at any instant of the intake, then two restarts", { timeout: 60_000 }, () => {
  after(() => finish("init"));

  it.each(INTAKE)("when %s: no mail lost or doubled, one invoice", async (_, condition) => {
    await killWhen(condition);
    await finish("once");
    await finish("once");
    await approveAcme();
    await finish("once");
    await checkEverything();
    expect(invoices()).toHaveLength(1);
  });
});

describe("E5 K3 kill -9 at any instant of the execution, then two restarts", { timeout: 60_000 }, () => {
  after(async () => {
    await finish("init");
    await finish("once");
    await approveAcme();
  });

  it.each(EXECUTION)("when %s: one invoice, or a person is asked", async (_, condition) => {
    await killWhen(condition);
    await finish("once");
    await finish("once");
    await checkEverything();
    const card = await acme();
    expect(["done", "failed", "unknown"]).toContain(card?.status);
    expect(invoices()).toHaveLength(card?.status === "done" ? 1 : 0);
  });
});

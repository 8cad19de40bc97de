/** What silently goes wrong here: the whole loop works in pieces but not as a script runs it (CLI contract, PRODUCT F1, F3). */
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PassSummary } from "../../src/api";
import type { Card, Detail } from "../../src/core/card";
import type { SandboxBusiness } from "../../src/sandbox/business";
import { MAILS, SANDBOX_KEYS, TALKS } from "../../src/sandbox/story";
import { prepared, terminal, type Prepared, type Terminal } from "./run";

let at: Terminal;
let business: SandboxBusiness;

const LIVE = { AE_LIVE: "odoo" };

/** What each test of a group begins with is done once. */
function after(preparation: () => Promise<unknown>): void {
  let begun: Prepared;

  beforeAll(async () => {
    at = terminal();
    begun = await prepared(at.folder, async (opened) => {
      business = opened;
      Object.assign(at.env, business.env);
      await preparation();
      onlyRead();
    });
  });
  beforeEach(async () => {
    business = await begun.again();
    Object.assign(at.env, business.env);
  });
  afterEach(() => business.close());
  afterAll(() => begun.remove());
}

/** Nothing was written to any service. */
function onlyRead(): void {
  expect(writes()).toEqual([]);
  expect(business.gmail.calls.every((call) => call.method === "GET" || call.path === "/token")).toBe(true);
}

const init = (): Promise<unknown> => at.json(["init"]);
async function firstLook(env: NodeJS.ProcessEnv): Promise<void> {
  await init();
  expect((await once(env)).observed).toBe(MAILS.length + TALKS);
}

const cards = (): Promise<Card[]> => at.json<Card[]>(["list"]);
const once = (env: NodeJS.ProcessEnv = {}): Promise<PassSummary> => at.json<PassSummary>(["once"], env);
const writes = (): unknown[] => business.odoo.calls.filter((call) => call.write);

async function acme(): Promise<Card> {
  const found = (await at.json<Card[]>(["list", "--status", "any"])).find((card) => card.type === "odoo_invoice" && card.summary.includes("Acme") && !card.reasons.includes("possible_duplicate"));
  if (!found) throw new Error("The clear request made no draft.");
  return found;
}

describe("K2 dry run", () => {
  after(() => firstLook({}));

  it("no write reaches any service, whatever is approved; the action is simulated, never done", async () => {
    for (const card of await cards()) {
      if (card.status === "waiting" && !card.high_risk) await at.json(["approve", card.id, "--fingerprint", card.fingerprint]);
    }
    await once();
    onlyRead();
    expect((await acme()).status).toBe("simulated");
    expect(readdirSync(join(at.vault, "AI_Employee/Completed"))).toEqual([]);
  });

  it("going live returns what was simulated to waiting, with another fingerprint", async () => {
    const before = await acme();
    await at.json(["approve", before.id, "--fingerprint", before.fingerprint]);
    await once();
    await once(LIVE);
    const after = await acme();
    expect(after.status).toBe("waiting");
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(writes()).toEqual([]);
  });
});

describe("A1 A2 decisions from a script, K9 what they show", () => {
  after(() => firstLook(LIVE));

  it("needs the fingerprint, and the right one", async () => {
    const card = await acme();
    expect((await at.run(["approve", card.id, "--vault", at.vault])).code).toBe(3);
    const wrong = await at.run(["approve", card.id, "--fingerprint", "0".repeat(64), "--vault", at.vault]);
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toContain("changed since");
    expect((await acme()).status).toBe("waiting");
  });

  it("an approved request becomes exactly one draft in Odoo, and posting is asked for separately (O2, O4)", async () => {
    const card = await acme();
    expect(card).toMatchObject({ type: "odoo_invoice", channel: "odoo", status: "waiting", amount: "85.00", currency: "USD" });
    expect(card.reasons).toContain("cross_domain");
    expect(await at.json(["approve", card.id, "--fingerprint", card.fingerprint], LIVE)).toEqual({ id: card.id, status: "approved" });
    expect(await once(LIVE)).toMatchObject({ executed: 1, failed: 0, unknown: 0 });
    await once(LIVE);
    expect(business.odoo.calls.filter((call) => call.method === "load")).toHaveLength(1);
    const shown = await at.json<Detail>(["show", card.id]);
    expect(shown.events.map((line) => line.event)).toEqual(expect.arrayContaining(["proposed", "granted", "started", "settled_done"]));
    expect(shown.status).toBe("done");
    expect((await cards()).filter((one) => one.type === "odoo_invoice_post")).toHaveLength(1);
    expect(business.odoo.calls.filter((call) => call.method === "action_post")).toHaveLength(0);
  });

  it("moving the note decides", async () => {
    const { note } = await acme();
    const name = (note ?? "").split("/").at(-1) ?? "";
    renameSync(join(at.vault, note ?? ""), join(at.vault, "AI_Employee/Rejected", name));
    expect(await once(LIVE)).toMatchObject({ decided: 1 });
    expect((await acme()).status).toBe("rejected");
    expect(writes()).toEqual([]);
  });

  it("K9 secrets stand in no output, note or log", async () => {
    const said = [await at.run(["check", "--vault", at.vault]), await at.run(["list", "--vault", at.vault])].map(({ out, errors }) => out + errors).join("");
    const { execFileSync } = await import("node:child_process");
    const found = [SANDBOX_KEYS.odoo_key, SANDBOX_KEYS.gmail_client_secret, SANDBOX_KEYS.gmail_refresh_token].filter((secret) => {
      try {
        return said.includes(secret) || execFileSync("grep", ["-rl", secret, at.vault]).length > 0;
      } catch {
        return false;
      }
    });
    expect(found).toEqual([]);
  });
});

describe("a draft that was made while Odoo was away", () => {
  after(init);

  it("is planned again with what Odoo knows, and keeps what a person wrote into it meanwhile", async () => {
    const away = { AE_ODOO_URL: "http://127.0.0.1:9" };
    await at.run(["once", "--vault", at.vault], { env: away });
    const before = await acme();
    expect(before.reasons).toContain("facts_unreadable");
    const path = join(at.vault, before.note ?? "");
    writeFileSync(path, readFileSync(path, "utf8").replace(/^due_date: .*$/m, 'due_date: "2027-03-31"').replace(/^po_number: .*$/m, 'po_number: "4471-B"'));
    await at.run(["once", "--vault", at.vault], { env: away });
    await once();
    const shown = await at.json<Detail>(["show", before.id]);
    expect(shown.payload).toMatchObject({ partner: { kind: "known" }, due_date: "2027-03-31", po_number: "4471-B" });
    expect(shown.status).toBe("waiting");
    expect(writes()).toEqual([]);
  });
});

describe("E4 one executor", () => {
  after(init);

  it("a command beside a running employee leaves a request, which is entered; SIGTERM ends it cleanly", async () => {
    const { spawn } = await import("node:child_process");
    const { CLI } = await import("./run");
    const running = spawn(process.execPath, [CLI, "run", "--vault", at.vault, "--json"], { env: { ...at.env, ...LIVE }, stdio: ["ignore", "pipe", "ignore"] });
    const passes: PassSummary[] = [];
    let rest = "";
    running.stdout.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      passes.push(...lines.map((line) => JSON.parse(line) as PassSummary));
    });
    // The first pass may have read other mail only.
    await expect.poll(() => passes.some((pass) => pass.waiting > 0) && acme().then(() => true, () => false), { timeout: 50_000 }).toBe(true);
    const card = await acme();
    const answer = await at.json<{ status: string }>(["approve", card.id, "--fingerprint", card.fingerprint], LIVE);
    expect(answer.status).toBe("requested");
    await expect.poll(async () => (await acme()).status, { timeout: 50_000 }).toBe("done");
    expect((await at.run(["once", "--vault", at.vault], { env: LIVE })).code).toBe(3);
    running.kill("SIGTERM");
    expect(await new Promise((resolve) => running.once("close", resolve))).toBe(0);
    expect((await at.run(["verify-log", "--vault", at.vault])).code).toBe(0);
    expect(business.odoo.calls.filter((call) => call.method === "load")).toHaveLength(1);
  });
});

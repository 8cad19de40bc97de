/**
 * Owns: proof that a power cut at any step of an action's life loses nothing and does nothing twice (PRODUCT E5, K3).
 * Never: a picked list of points. Every write and every call of the story is cut before and after it, with three aftermaths each.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { verifyLog } from "../../src/engine/verify";
import { AT_PANEL, employeeOn, newWorld } from "./bench";
import { mail, TWO_STEPS, type Books } from "./books";
import { AFTERMATHS, Process, type Aftermath, type World } from "./world";

interface Cut {
  step: number;
  aftermath: Aftermath;
}

/** Names in a vault after the story, by folder. */
const FOLDERS = ["Needs_Action", "Pending_Approval", "Approved", "Rejected", "Completed"];

/** What the owner does: approves what waits, answers what is asked, sends again what certainly did not happen. */
async function owner(world: World, employee: ReturnType<typeof employeeOn>): Promise<void> {
  for (const path of world.in("Pending_Approval")) world.move(path, "Approved");
  for (const path of world.in("Needs_Action")) {
    const text = world.notes.get(path) ?? "";
    if (path.includes("CLARIFICATION")) world.notes.set(path, text.replace('total_amount: ""', 'total_amount: "70.00"'));
  }
  for (const { id } of await employee.list("failed")) await employee.wish({ kind: "resend", id }, AT_PANEL);
}

/** Everything is in the books, and nothing is left to do in the vault. */
function over(world: World, books: Books): boolean {
  return books.records.length === 4 && ["Needs_Action", "Pending_Approval", "Approved"].every((folder) => world.in(folder).length === 0);
}

/** Two mails - one clear, one with a missing fact - become two invoices and their two postings. */
async function story(cut: Cut | null): Promise<{ world: World; books: Books; first: Process; most: number }> {
  const { world, books } = newWorld();
  books.mails.push(mail("clear", { reference: TWO_STEPS }), mail("vague", { action: "clarify", missing: ["total"], total: null, customer: { name: "Bo", email: null, company: null } }));
  const first = new Process(world);
  if (cut) first.arm(cut.step, cut.aftermath);
  let process = first;
  let employee: ReturnType<typeof employeeOn> | null = null;
  let starts = 0;
  let most = 0;
  for (let round = 0; round < 20; round += 1) {
    if (employee !== null && over(world, books)) break;
    try {
      if (employee === null) {
        starts += 1;
        employee = employeeOn(process);
        await employee.open();
      }
      await employee.pass();
    } catch (error) {
      if (!process.dead) throw error;
    }
    for (const name of ["invoice", "post"]) most = Math.max(most, ...books.of(name).map((key, _index, all) => all.filter((other) => other === key).length));
    // The second start is cut as well, right after its first pass.
    if (!process.dead && employee !== null && starts === 2) process.kill("lost");
    if (process.dead) {
      process = new Process(world);
      employee = null;
    } else if (employee !== null) await owner(world, employee);
    world.clock.time += 20_000;
  }
  if (!process.dead) await employee?.stop().catch(() => undefined);
  return { world, books, first, most };
}

const vault = (world: World): string[] => FOLDERS.flatMap((folder) => world.in(folder));

describe("E5 the power is cut anywhere in the life of an action", { timeout: 120_000 }, () => {
  let steps: readonly string[] = [];
  let unsynced: ReadonlySet<number> = new Set();
  let notes: string[] = [];

  beforeAll(async () => {
    const { world, first } = await story(null);
    steps = first.trace;
    unsynced = first.unsynced;
    notes = vault(world);
  });

  it("the story itself: two invoices, two postings, every note in its place", async () => {
    const { books } = await story(null);
    expect(books.of("invoice")).toHaveLength(2);
    expect(books.of("post")).toHaveLength(2);
    expect(notes.map((path) => path.replace(/^AI_Employee\/|_.*/g, "")).sort()).toEqual(["Completed/INVOICE", "Completed/INVOICE", "Completed/INVOICE", "Completed/POST", "Completed/POST"]);
    expect(steps.length).toBeGreaterThan(150);
    for (const name of ["ledger.append", "ledger.sync", "note.write", "note.move", "blob.write", "memory.write", "lock.take", "POST /invoice"]) {
      expect(steps).toContain(`after ${name}`);
    }
  });

  it.each(AFTERMATHS)("unsynced bytes %s: nothing twice, nothing lost, and the next start goes on by itself", async (aftermath) => {
    for (let step = 0; step < steps.length; step += 1) {
      // Where everything is synced, the aftermaths are one and the same.
      if (aftermath !== "lost" && !unsynced.has(step)) continue;
      const where = `cut ${steps[step] ?? ""} (step ${step})`;
      const { world, books, most } = await story({ step, aftermath });
      world.written.length = 0;
      const last = employeeOn(new Process(world));
      await last.open();
      await last.pass();
      expect(world.written, `${where}: notes equal the fold`).toEqual([]);
      expect(most, `${where}: done at most once`).toBeLessThanOrEqual(1);
      expect(books.of("invoice"), `${where}: invoices`).toHaveLength(2);
      expect(books.of("post"), `${where}: postings`).toHaveLength(2);
      const { ok, first_bad, unmatched } = await verifyLog(new Process(world).ports.files);
      expect({ ok, first_bad, unmatched }, `${where}: the ledger`).toEqual({ ok: true, first_bad: null, unmatched: [] });
      expect(vault(world), `${where}: notes`).toEqual(notes);
      const filed = world.lines().filter((line) => line["event"] === "observed").map((line) => (line["parameters"] as { id: string }).id);
      expect(filed.sort(), `${where}: each mail once`).toEqual(["inbox:clear", "inbox:vague"]);
    }
  });
});

/** Owns: proof that a renamed, moved or missing root folder stops everything and rejects nothing. Never: a real vault. */
import { describe, expect, it } from "vitest";
import { AT_PANEL, employeeOn, newWorld } from "../engine/bench";
import { mail } from "../engine/books";
import { Process, type World } from "../engine/world";

const MINUTE = 60_000;

async function working() {
  const { world, books } = newWorld();
  const process = new Process(world);
  const employee = employeeOn(process);
  await employee.open();
  for (const id of ["m1", "m2", "m3", "m4", "m5"]) books.mails.push(mail(id));
  await employee.pass();
  return { world, books, process, employee };
}

/** The owner renames the folder in Obsidian. The log's files move with it. */
function renameRoot(world: World, from: string, to: string): void {
  for (const [path, text] of [...world.notes]) {
    if (!path.startsWith(`${from}/`)) continue;
    world.notes.delete(path);
    world.notes.set(`${to}${path.slice(from.length)}`, text);
  }
  for (const folder of [...world.folders]) {
    if (folder !== from && !folder.startsWith(`${from}/`)) continue;
    world.folders.delete(folder);
    world.folders.add(`${to}${folder.slice(from.length)}`);
  }
}

describe("the root folder is gone", () => {
  it.each([
    ["renamed", "Office"],
    ["moved into another folder", "Business/AI_Employee"],
  ])("%s while running: nothing is written, decided or rejected; it is said where it is; back again, it goes on", async (_how, to) => {
    const { world, employee } = await working();
    const waiting = await employee.list("waiting");
    expect(waiting).toHaveLength(5);
    renameRoot(world, "AI_Employee", to);
    const { length } = world.lines();
    const before = new Map(world.notes);
    for (let round = 0; round < 5; round += 1) {
      world.clock.time += 11 * MINUTE;
      await expect(employee.pass()).rejects.toThrow(`It seems to be "${to}" now`);
    }
    expect(employee.overview()).toMatchObject({ executor: false, stopped: expect.stringContaining("is not in the vault") as unknown });
    expect(await employee.wish({ kind: "approve", id: waiting[0]?.id ?? "", fingerprint: waiting[0]?.fingerprint ?? null }, AT_PANEL)).toMatchObject({ ok: false });
    expect([new Map(world.notes), world.lines().length]).toEqual([before, length]);
    expect(world.warnings.filter((text) => text.includes("not in the vault"))).toHaveLength(1);
    renameRoot(world, to, "AI_Employee");
    await employee.pass();
    expect(employee.overview()).toMatchObject({ executor: true, stopped: null, waiting: 5 });
  });

  it("under the supervisor, too: no job makes the folder anew", async () => {
    const { world, employee } = await working();
    employee.start();
    await world.clock.advance(3000);
    renameRoot(world, "AI_Employee", "Office");
    const paths = [...world.notes.keys()];
    await world.clock.advance(30 * MINUTE);
    expect([...world.notes.keys()]).toEqual(paths);
    renameRoot(world, "Office", "AI_Employee");
    await world.clock.advance(2 * MINUTE);
    expect(employee.overview()).toMatchObject({ stopped: null, waiting: 5 });
    await employee.stop();
  });

  it("renamed while the program was off: the start makes nothing anew and forgets nothing", async () => {
    const { world, process, employee } = await working();
    await employee.stop();
    process.kill("kept");
    renameRoot(world, "AI_Employee", "Office");
    const paths = [...world.notes.keys()];
    const head = world.memory.get("head");
    const next = employeeOn(new Process(world));
    expect(await next.open()).toEqual([]);
    expect(next.overview().stopped).toContain('It seems to be "Office" now');
    await expect(next.pass()).rejects.toThrow("Office");
    expect([[...world.notes.keys()], world.memory.get("head")]).toEqual([paths, head]);
    renameRoot(world, "Office", "AI_Employee");
    await next.pass();
    expect(next.overview()).toMatchObject({ stopped: null, waiting: 5 });
  });

  it("a device that does not execute makes no folder and no first note: its sync brings them", async () => {
    const { world } = newWorld();
    world.holder = new Process(world);
    expect(await employeeOn(new Process(world)).open()).toEqual([]);
    expect([world.notes.size, world.folders.size]).toEqual([0, 0]);
  });
});

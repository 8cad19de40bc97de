/** Owns: proof that a folder or a day's file that may not be written stops all execution, says what to do, and goes on by itself once it may (PRODUCT E5). Never: a real disk. */
import { describe, expect, it } from "vitest";
import type { HostError } from "../../src/ports";
import { verifyLog } from "../../src/engine/verify";
import { diskError } from "../../src/host/node/disk";
import { AT_PANEL, employeeOn, LIVE, newWorld } from "./bench";
import { booksChannel, inbox, mail } from "./books";
import { Process } from "./world";

const MINUTE = 60_000;
const REFUSALS = ["EACCES", "EROFS"] as const;

/** What of `Logs/` and the notes may not be written now; "open": the day's file cannot be opened, "append": nor written through a handle that is open. */
interface Locked {
  open: boolean;
  append: boolean;
  notes: boolean;
}

/** A process whose disk refuses as a real one does. */
function guarded(process: Process, locked: Locked, code: (typeof REFUSALS)[number]): Process {
  const refuse = (effect: string): never => {
    throw diskError(Object.assign(new Error(`${code}: refused`), { code }), effect);
  };
  const { files, notes } = process.ports;
  const { open, writeBlob } = files;
  Object.assign(files, {
    open: async (day: string) => {
      if (locked.open) refuse(`The log of ${day} could not be opened.`);
      const handle = await open(day);
      const { append } = handle;
      handle.append = async (text) => (locked.append ? refuse("A line of the log was not written.") : append(text));
      return handle;
    },
    writeBlob: async (...given: Parameters<typeof writeBlob>) => (locked.open ? refuse("A text was not stored.") : writeBlob(...given)),
  });
  const { write, move } = notes;
  notes.write = async (...given) => (locked.notes ? refuse("The note was not written.") : write(...given));
  notes.move = async (...given) => (locked.notes ? refuse("The note was not moved.") : move(...given));
  return process;
}

async function started(locked: Locked, code: (typeof REFUSALS)[number]) {
  const { world, books } = newWorld();
  const first = employeeOn(new Process(world), LIVE, { registry: { channels: [booksChannel], watchers: [inbox], generators: [] } });
  await first.open();
  books.mails.push(mail("m1"));
  await first.pass();
  const id = (await first.list(null))[0]?.id ?? "";
  await first.stop();
  const employee = employeeOn(guarded(new Process(world), locked, code), LIVE, { registry: { channels: [booksChannel], watchers: [inbox], generators: [] } });
  const end = async (): Promise<void> => {
    const stopping = employee.stop();
    await world.clock.advance(MINUTE);
    await stopping;
    expect((await verifyLog(new Process(world).ports.files)).first_bad).toBeNull();
  };
  return { world, books, employee, id, end };
}

describe.each(REFUSALS)("E5 a disk that may not be written (%s)", (code) => {
  const { problem } = diskError(Object.assign(new Error("x"), { code }), "") satisfies HostError;

  it("from the start: it says why and what to do, executes nothing, and goes on by itself when it may", async () => {
    const locked = { open: true, append: true, notes: true };
    const { world, books, employee, id, end } = await started(locked, code);
    await employee.open();
    expect(employee.overview()).toMatchObject({ executor: false, waiting: 1 });
    expect(employee.overview().stopped).toContain(problem.cause);
    expect(employee.overview().stopped).toContain(problem.next);
    const lines = world.lines().length;
    employee.start();
    await world.clock.advance(2 * MINUTE);
    expect([world.lines().length, books.records, world.holder]).toEqual([lines, [], null]);
    Object.assign(locked, { open: false, append: false, notes: false });
    await world.clock.advance(MINUTE);
    expect(employee.overview()).toMatchObject({ executor: true, stopped: null });
    await employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL);
    await world.clock.advance(MINUTE);
    expect(books.of("invoice")).toEqual([id]);
    await end();
  });

  it("while it works: what was approved is not started, and is done once when it may be written again", async () => {
    const locked = { open: false, append: false, notes: false };
    const { world, books, employee, id, end } = await started(locked, code);
    await employee.open();
    await employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL);
    locked.append = true;
    employee.start();
    await world.clock.advance(2 * MINUTE);
    expect(employee.overview().stopped).toContain(problem.cause);
    expect([books.records, world.events().includes("started")]).toEqual([[], false]);
    locked.append = false;
    await world.clock.advance(2 * MINUTE);
    expect([employee.overview().stopped, books.of("invoice")]).toEqual([null, [id]]);
    await end();
  });

  it("at midnight, when only the new day's file cannot be made: nothing goes into the old one, and the new day begins when it can", async () => {
    const locked = { open: false, append: false, notes: false };
    const { world, books, employee, id, end } = await started(locked, code);
    await employee.open();
    employee.start();
    await world.clock.advance(MINUTE);
    const before = world.disk.text("2026-11-16");
    locked.open = true;
    world.clock.time = Date.parse("2026-11-17T00:00:05.000Z");
    await expect(employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL)).rejects.toThrow(problem.cause);
    await world.clock.advance(2 * MINUTE);
    expect([world.disk.text("2026-11-16"), [...world.disk.days.keys()], books.records]).toEqual([before, ["2026-11-16"], []]);
    locked.open = false;
    await world.clock.advance(2 * MINUTE);
    expect(employee.overview().stopped).toBeNull();
    await employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL);
    await world.clock.advance(MINUTE);
    expect(books.of("invoice")).toEqual([id]);
    expect(world.disk.text("2026-11-17")).toMatch(/^\{.*"event":"checkpoint"/);
    await end();
  });

  it("notes alone cannot be written: what is decided in the panel runs, the owner hears of each note once, and it is written when it may be", async () => {
    const locked = { open: false, append: false, notes: true };
    const { world, books, employee, id, end } = await started(locked, code);
    await employee.open();
    await employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL);
    employee.start();
    await world.clock.advance(2 * MINUTE);
    expect(books.of("invoice")).toEqual([id]);
    const said = world.warnings.filter((text) => text.includes(id));
    expect(said.join("\n")).toContain(problem.next);
    await world.clock.advance(2 * MINUTE);
    expect(world.warnings.filter((text) => text.includes(id))).toEqual(said);
    locked.notes = false;
    await world.clock.advance(6 * MINUTE);
    expect(world.in("Completed").filter((path) => path.includes(id))).toHaveLength(1);
    await end();
  });
});

/** Owns: proof that one process executes, that it comes back by itself, and that one hanging part does not hold up the rest. Never: a real timer. */
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/core/json";
import { verifyLog } from "../../src/engine/verify";
import { DEFAULTS } from "../../src/settings";
import type { Watcher } from "../../src/watcher";
import { AT_PANEL, AT_TERMINAL, employeeOn, LIVE, newWorld } from "./bench";
import { booksChannel, inbox, mail } from "./books";
import { Process, type World } from "./world";

const MINUTE = 60_000;

async function started(settings = LIVE, watchers: Watcher[] = [inbox]) {
  const { world, books } = newWorld();
  const process = new Process(world);
  const employee = employeeOn(process, settings, { registry: { channels: [booksChannel], watchers, generators: [] } });
  await employee.open();
  return { world, books, process, employee };
}

const count = (world: World, event: string): number => world.events().filter((name: Json) => name === event).length;
const only = async (employee: ReturnType<typeof employeeOn>, status: "waiting" | "any" | null = null) => (await employee.list(status))[0]?.id ?? "";

describe("section 1: first run", () => {
  it("makes folders and notes, and never overwrites one", async () => {
    const { world } = newWorld();
    world.notes.set("AI_Employee/Company_Handbook.md", "mine");
    const created = await employeeOn(new Process(world)).open();
    expect(created).toContain("AI_Employee/Pending_Approval");
    expect(created).not.toContain("AI_Employee/Company_Handbook.md");
    expect(world.notes.get("AI_Employee/Company_Handbook.md")).toBe("mine");
  });

  it("E5: a power cut at any step of a first run in a folder that was made anew is no older ledger", async () => {
    for (let step = 0; ; step += 1) {
      const { world } = newWorld();
      world.memory.set("head", { seq: 500, head: "f".repeat(64) });
      const first = new Process(world);
      first.arm(step, "lost");
      const done = await employeeOn(first).open().then(() => true, () => false);
      if (done) break;
      const employee = employeeOn(new Process(world));
      await employee.open();
      expect(employee.overview().stopped, `after a cut ${first.trace.at(-1) ?? ""}`).toBeNull();
    }
  });
});

describe("A1 after going on from an older ledger", () => {
  const moved = (world: World, from: string, to: string): void => {
    for (const [path, text] of [...world.notes]) {
      if (!path.includes(`/${from}/`)) continue;
      world.notes.delete(path);
      world.notes.set(path.replace(`/${from}/`, `/${to}/`), text);
    }
  };

  it("notes that lie in Approved approve nothing, whether the log knows their actions or not: both are asked anew", async () => {
    const { world, books, employee } = await started();
    books.mails.push(mail("m1"));
    await employee.pass();
    const older = [...world.disk.days].map(([day, file]) => [day, { ...file, identity: "brought by a sync" }] as const);
    books.mails.push(mail("m2"));
    await employee.pass();
    await employee.stop();
    moved(world, "Pending_Approval", "Approved");
    for (const [day, file] of older) world.disk.days.set(day, file);

    const next = employeeOn(new Process(world), LIVE, { registry: { channels: [booksChannel], watchers: [inbox], generators: [] } });
    await next.open();
    expect(next.overview().stopped).toContain("older");
    await next.takeOver();
    await next.pass();
    await next.pass();
    expect((await next.list(null)).map(({ status }) => status)).toEqual(["waiting", "waiting"]);
    expect(books.of("invoice")).toEqual([]);
    // The one whose action the log does not know stands twice now: which one counts is a person's word.
    expect(world.in("Approved")).toHaveLength(1);
    expect(world.in("Pending_Approval")).toHaveLength(2);
    expect(next.overview().questions.join()).toContain("This action has 2 notes");
  });
});

describe("E4 one executor per device", () => {
  it("a second process reads; what is decided there is entered by the first, once, and it takes over when the first has ended", async () => {
    const { world, books, employee } = await started();
    books.mails.push(mail("m1"));
    await employee.pass();
    const second = employeeOn(new Process(world));
    await second.open();
    expect(second.overview()).toMatchObject({ executor: false });
    expect(second.overview().stopped).toContain("Another process");
    const id = await only(second);
    const card = await second.show(id);
    expect(await second.wish({ kind: "approve", id, fingerprint: card?.fingerprint ?? null }, AT_TERMINAL)).toMatchObject({ ok: true, how: "requested" });
    expect(await second.wish({ kind: "reject", id: "invoice-00000000000000", reason: "" }, AT_TERMINAL)).toMatchObject({ ok: false });
    await employee.pass();
    expect(books.of("invoice")).toEqual([id]);
    await expect(second.pass()).rejects.toThrow("Another process");
    await employee.stop();
    await second.pass();
    expect(second.overview().executor).toBe(true);
    expect((await verifyLog(new Process(world).ports.files)).ok).toBe(true);
  });

  it("a release beside the executing process is a request: it steps down after its round and reads; asked for in another epoch it does nothing", async () => {
    const { world, books, employee } = await started();
    const second = employeeOn(new Process(world));
    await second.open();
    await expect(second.release(world.device, "person:cli")).rejects.toThrow("is this device");
    expect(await second.release("desktop", "person:cli")).toEqual({ how: "requested", released_to: "desktop", epoch: 1 });
    const [[name, text] = ["", ""]] = [...world.disk.requests];
    books.mails.push(mail("m1"));
    await employee.pass();
    expect(employee.overview()).toMatchObject({ executor: false, waiting: 1, turn: { executing: null, handed_to: "desktop", epoch: 1 } });
    expect(world.lines().at(-1)).toMatchObject({ event: "released", actor: "person:cli" });
    expect(world.disk.requests.size).toBe(0);
    await expect(second.release("desktop", "person:cli")).rejects.toThrow("has handed over");

    await employee.takeOver();
    world.disk.requests.set(name.replace("-", "-again-"), text.replace(/"seal":"../, '"seal":"00'));
    await second.open();
    await employee.pass();
    expect(employee.overview()).toMatchObject({ executor: true, turn: { epoch: 2 } });
    world.clock.time += 1000;
    expect(await second.release(null, "person:cli")).toMatchObject({ how: "requested", epoch: 2 });
    await employee.pass();
    await employee.takeOver();
    await second.open();
    world.clock.time += 1000;
    await second.release(null, "person:cli");
    await employee.release("desktop", "owner");
    await employee.takeOver();
    await employee.pass();
    expect(employee.overview()).toMatchObject({ executor: true, turn: { epoch: 4 } });
    expect(world.lines().filter(({ event }) => event === "requested").map(({ parameters }) => (parameters as { ok: boolean }).ok)).toEqual([true, false, true, false]);
  });

  it("a file that asks to hand over counts only with the seal of the executing device: forged, it is refused and said", async () => {
    const { world, employee } = await started();
    const second = employeeOn(new Process(world));
    await second.open();
    await second.release("desktop", "person:cli");
    const [[name, text] = ["", ""]] = [...world.disk.requests];
    const forged = text.replace(/"seal":"([0-9a-f])/, (_seal, first: string) => `"seal":"${first === "0" ? "1" : "0"}`);
    expect(forged).not.toBe(text);
    world.disk.requests.set(name, forged);
    await employee.pass();
    expect(employee.overview()).toMatchObject({ executor: true, turn: { epoch: 1 } });
    expect(world.lines().filter(({ event }) => event === "released")).toEqual([]);
    expect(world.disk.requests.size).toBe(0);
  });

  it("stopping and stepping down wait for the write that a person's own pass has in hand: nothing is sent after the lock is given back", async () => {
    for (const end of ["stop", "release"] as const) {
      const { world, books, employee } = await started();
      books.mails.push(mail("m1"));
      await employee.pass();
      const id = await only(employee);
      await employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL);
      let answer: () => void = () => undefined;
      const asked = new Promise<void>((sent) => (books.onWrite = () => new Promise((resolve) => ((answer = resolve), sent()))));
      const passing = employee.pass();
      await asked;
      const second = employeeOn(new Process(world));
      await second.open();
      const ending = end === "stop" ? employee.stop() : employee.release("desktop", "owner");
      await world.clock.advance(2000);
      expect(second.overview().stopped, end).toContain("Another process");
      expect(count(world, "settled_unknown"), end).toBe(0);
      answer();
      await Promise.allSettled([passing, ending]);
      expect([count(world, "settled_done"), books.of("invoice")], end).toEqual([1, [id]]);
      expect(world.events().at(-1) === "released", end).toBe(end === "release");
    }
  });

  it("many jobs that find the ledger closed open it once", async () => {
    const { world, employee } = await started();
    const second = employeeOn(new Process(world));
    await second.open();
    await employee.stop();
    const before = count(world, "opened");
    second.start();
    await world.clock.advance(10_000);
    expect(second.overview().executor).toBe(true);
    expect(count(world, "opened")).toBe(before + 1);
    await world.clock.advance(20 * MINUTE);
    expect(second.overview().stopped).toBeNull();
    expect((await verifyLog(new Process(world).ports.files)).first_bad).toBeNull();
    const stopping = second.stop();
    await world.clock.advance(10_000);
    await stopping;
  });
});

describe("E5 back by itself", () => {
  it("a decision that was confirmed to a person survives a power cut", async () => {
    const { world, books, process, employee } = await started(DEFAULTS);
    books.mails.push(mail("m1"));
    await employee.pass();
    const id = await only(employee);
    expect((await employee.wish({ kind: "reject", id, reason: "no" }, AT_PANEL)).ok).toBe(true);
    process.kill("lost");
    const next = employeeOn(new Process(world), DEFAULTS);
    await next.open();
    expect((await next.show(id))?.status).toBe("rejected");
  });

  it("a disk that was full for a while: what was running is looked up, nothing is repeated, no restart is needed", async () => {
    const { world, books, employee } = await started();
    books.mails.push(mail("m1"));
    await employee.pass();
    const id = await only(employee);
    await employee.wish({ kind: "approve", id, fingerprint: null }, AT_PANEL);
    books.onWrite = () => void (world.disk.free = 0);
    employee.start();
    await world.clock.advance(5000);
    expect(employee.overview().stopped).toContain("could not be written");
    world.disk.free = Infinity;
    await world.clock.advance(2 * MINUTE);
    expect(employee.overview().stopped).toBeNull();
    expect((await employee.list("any")).find((card) => card.id === id)?.status).toBe("done");
    expect(books.of("invoice")).toEqual([id]);
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });

  it("a view with a bug does not stop the work", async () => {
    const { books, world, employee } = await started();
    employee.onChange(() => {
      throw new Error("a view has a bug");
    });
    books.mails.push(mail("m1"));
    await employee.pass();
    expect(employee.overview()).toMatchObject({ stopped: null, waiting: 1 });
    expect(world.warnings.join()).toContain("a view has a bug");
  });
});

describe("E2 hangs", () => {
  it("a service that never answers a write: other work goes on, the outcome is looked up, and what comes late changes nothing", async () => {
    const { world, books, employee } = await started();
    books.mails.push(mail("m1"), mail("m2", { customer: { name: "Bo", email: null, company: null } }));
    await employee.pass();
    const [first, second] = (await employee.list(null)).map((card) => card.id);
    let answer: () => void = () => undefined;
    books.onWrite = () => new Promise((resolve) => (answer = resolve));
    await employee.wish({ kind: "approve", id: first ?? "", fingerprint: null }, AT_PANEL);
    employee.start();
    await world.clock.advance(MINUTE);
    books.onWrite = () => undefined;
    await employee.wish({ kind: "approve", id: second ?? "", fingerprint: null }, AT_PANEL);
    await world.clock.advance(4 * MINUTE);
    const status = async (id: string | undefined) => (await employee.show(id ?? ""))?.status;
    expect([await status(first), await status(second)]).toEqual(["failed", "done"]);
    answer();
    await world.clock.advance(MINUTE);
    expect(count(world, "settled_done")).toBe(1);
    expect(employee.overview().stopped).toBeNull();
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });

  it("a retired watcher's late page is dropped; the one that follows brings it", async () => {
    let hang: (() => void) | null = null;
    let calls = 0;
    const slow: Watcher = {
      ...inbox,
      async *observe(cursor, known, call) {
        calls += 1;
        if (calls === 1) await new Promise<void>((resolve) => (hang = resolve));
        yield* inbox.observe(cursor, known, call);
      },
    };
    const { world, books, employee } = await started(DEFAULTS, [slow]);
    employee.start();
    await world.clock.advance(1000);
    books.mails.push(mail("m1"));
    await world.clock.advance(19_400);
    expect(count(world, "observed")).toBe(0);
    // Retired by now: its answer comes, and nobody listens.
    await world.clock.advance(600);
    (hang as (() => void) | null)?.();
    await world.clock.advance(300);
    expect(count(world, "observed")).toBe(0);
    await world.clock.advance(5_000);
    expect(count(world, "observed")).toBe(1);
    expect(count(world, "restarted")).toBe(1);
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });

  it("a watcher that keeps crashing: one alert note however long it lasts, the others go on, and the note says when it is well", async () => {
    let isBroken = true;
    const broken: Watcher = {
      ...inbox,
      id: "broken",
      async *observe(cursor) {
        if (isBroken) throw new TypeError("x is undefined");
        yield { observations: [], cursor: cursor ?? "", skipped: [] };
      },
    };
    const { world, books, employee } = await started(DEFAULTS, [broken, inbox]);
    employee.start();
    const alerts = (folder: string): string[] => world.in(folder).filter((path) => path.includes("ALERT_SERVICE_DOWN_broken"));
    await world.clock.advance(MINUTE);
    expect(alerts("Needs_Action")).toHaveLength(1);
    books.mails.push(mail("m1"));
    await world.clock.advance(60 * MINUTE);
    expect(employee.overview().waiting).toBe(1);
    expect([alerts("Needs_Action").length, count(world, "alerted")]).toEqual([1, 1]);
    isBroken = false;
    await world.clock.advance(6 * MINUTE);
    expect([alerts("Needs_Action").length, count(world, "recovered")]).toEqual([0, 1]);
    expect(world.notes.get(alerts("Completed")[0] ?? "")).toContain("works again since");
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });

  it("an alert of an earlier run of the program is put away once the job is well", async () => {
    const { world, employee } = await started(DEFAULTS);
    world.notes.set("AI_Employee/Needs_Action/ALERT_SERVICE_DOWN_inbox_202611150800.md", "old");
    employee.start();
    await world.clock.advance(MINUTE);
    expect(world.in("Needs_Action")).toEqual([]);
    expect(world.in("Completed")).toHaveLength(1);
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });

  /** Watchers that break their contract; each must end as a crash, with the others at work. */
  const page = { observations: [], cursor: "1", skipped: [] };
  const seen = { id: "x:1", source: "x", at: "2026-11-16T07:00:00.000Z", thread: null, mail: mail("1") };
  const nonsense: [string, () => unknown][] = [
    ["no generator", () => undefined],
    ["a text", () => "page"],
    ["a page that is null", () => [null]],
    ["a cursor that is undefined", () => [{ ...page, cursor: undefined }]],
    ["a cursor that is a number", () => [{ ...page, cursor: 7 }]],
    ["a huge cursor", () => [{ ...page, cursor: "x".repeat(300_000) }]],
    ["an id that is a number", () => [{ ...page, observations: [{ ...seen, id: 7 }] }]],
    ["an empty id", () => [{ ...page, observations: [{ ...seen, id: "" }] }]],
    ["a time that is none", () => [{ ...page, observations: [{ ...seen, at: "yesterday" }] }]],
    ["a mail without headers", () => [{ ...page, observations: [{ ...seen, mail: { ...mail("1"), headers: undefined } }] }]],
    ["too many at once", () => [{ ...page, observations: new Array(1_001).fill(seen) }]],
    ["pages without end that say nothing", () => function* () { for (;;) yield { ...page, cursor: "same" }; }],
    ["an observation for a list", () => [{ ...page, observations: seen }]],
    ["the id of another watcher's mail", () => [{ ...page, observations: [{ ...seen, id: "inbox:m1", source: "inbox" }] }]],
    ["another source than its id says", () => [{ ...page, observations: [{ ...seen, id: "inbox:m1" }] }]],
    ["an id that every object has", () => [{ ...page, observations: [{ ...seen, id: "__proto__" }] }]],
    ["an event of the ledger for a page", () => [{ event: "granted", action_id: "invoice-1", data: { by: "owner", via: "panel" } }]],
    ["a page that throws when it is read", () => [{ ...page, get observations() { throw new Error("no"); } }]],
    ["pages that lead in a circle", () => function* () { for (let at = 0; ; at += 1) yield { ...page, cursor: `place ${at % 7}` }; }],
  ];
  it.each(nonsense)("a watcher that hands in nonsense (%s) enters nothing, is restarted, alerts; the others go on", async (name, make) => {
    const broken: Watcher = {
      ...inbox,
      id: "broken",
      observe: () => {
        const made = make();
        const pages = typeof made === "function" ? (made as () => Iterable<unknown>)() : made;
        if (!Array.isArray(pages) && typeof made !== "function") return made as AsyncGenerator<never>;
        return (async function* () {
          for (const one of pages as Iterable<never>) yield one;
        })();
      },
    };
    const { world, books, employee } = await started(DEFAULTS, [broken, inbox]);
    employee.start();
    await world.clock.advance(MINUTE);
    books.mails.push(mail("m1"));
    await world.clock.advance(2 * MINUTE);
    expect(world.in("Needs_Action").filter((path) => path.includes("ALERT_SERVICE_DOWN_broken"))).toHaveLength(1);
    expect(world.lines().filter((line) => line["event"] === "observed").map((line) => line["parameters"])).toHaveLength(1);
    const moved = world.lines().filter((line) => line["event"] === "cursor_moved" && line["actor"] === "broken");
    // Of what leads nowhere each look enters a handful of lines; a look of an hour would be thousands.
    expect(moved.length > 0).toBe(name.startsWith("pages"));
    expect(moved.length).toBeLessThan(name === "pages that lead in a circle" ? 300 : 2);
    expect(employee.overview()).toMatchObject({ waiting: 1, stopped: null });
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });

  it("a watcher that never ends is looked at page by page: its look ends, the next goes on where it was, nothing is lost or twice", async () => {
    let made = 0;
    const endless: Watcher = {
      ...inbox,
      id: "endless",
      every_ms: 10 * MINUTE,
      async *observe(cursor) {
        for (let at = Number(cursor ?? 0); at < 900; at += 1) {
          made += 1;
          yield { observations: [], cursor: String(at + 1), skipped: [{ id: `e:${at}`, why: "not for us" }] };
        }
      },
    };
    const { world, employee } = await started(DEFAULTS, [endless]);
    employee.start();
    await world.clock.advance(MINUTE);
    expect(made).toBe(900);
    const cursors = world.lines().filter((line) => line["event"] === "cursor_moved").length;
    expect(cursors).toBe(900);
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });
});

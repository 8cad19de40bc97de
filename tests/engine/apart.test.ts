/**
 * G4: a mail that brings understanding to a standstill. What silently goes wrong here: Obsidian stands still with it, and after a restart again.
 */
import { afterEach, describe, expect, it } from "vitest";
import { apart, DEADLINE_MS } from "../../src/engine/apart";
import { enterObservations } from "../../src/engine/intake";
import type { Understanding } from "../../src/engine/intake-parts";
import { startAside } from "../../src/host/node/aside";
import { systemClock } from "../../src/host/node/clock";
import { mailFromFields } from "../../src/mime/mail";
import type { Aside, Clock } from "../../src/ports";
import { understanding } from "../../src/understanding";
import { Bench, LIVE } from "./bench";

/** Reads a mail as its text says: stands still, fills the memory, throws, or answers with the thread's own word. */
const PART = `({ understanding: {
  understand(mail) {
    if (mail.text === "still") for (;;);
    if (mail.text === "memory") { const all = []; for (;;) all.push("x".repeat(1e6) + all.length, new Array(1e6).fill(all.length)); }
    if (mail.text === "bug") throw new TypeError("x is undefined");
    return { kind: "other", action: "note", reasons: ["there"], signs: [], lines: [] };
  },
  accounts: () => ["there"],
} })`;
const mail = (text: string) => mailFromFields({ id: text, from: "Eve <eve@evil.example>", subject: text, body: text });
const context = { owner_emails: [] };

/** A deadline that is never over, however busy the machine. */
const patient: Clock = {
  now: () => new Date(0),
  sleep: (_ms, signal) => new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))),
};
/** The first deadline is over after 300 ms, those of the questions behind it never. */
const hasty = (): Clock => {
  let asked = 0;
  return { ...patient, sleep: (ms, signal) => (asked++ === 0 ? systemClock().sleep(Math.min(ms, 300), signal) : patient.sleep(ms, signal)) };
};
const started: Aside[] = [];
const closing: Understanding[] = [];
const here = (clock: Clock = patient, part: string | null = PART): Understanding => {
  const made = apart(understanding, part, { aside: (program) => {
    const aside = startAside(program);
    if (aside) started.push(aside);
    return aside;
  }, clock });
  closing.push(made);
  return made;
};
afterEach(() => {
  for (const one of closing.splice(0)) one.close?.();
  started.length = 0;
});

describe("G4 understanding beside the main thread", () => {
  it("answers from there, one thread for all questions", async () => {
    const one = here();
    const drafts = await Promise.all(["a", "b", "c"].map(async (text) => one.understand(mail(text), context)));
    expect(drafts.map(({ reasons }) => reasons)).toEqual([["there"], ["there"], ["there"]]);
    expect(await one.accounts(mail("a"))).toEqual(["there"]);
    expect(started).toHaveLength(1);
  });

  it("a mail that never ends is given up, timers here go on meanwhile, and the next mail is read", async () => {
    const given: number[] = [];
    /** The deadline is over when timers here have gone on six times, while the thread stands still. */
    const counting: Clock = {
      ...patient,
      sleep: (ms, signal) => {
        given.push(ms);
        if (given.length > 1) return patient.sleep(ms, signal);
        let ticks = 0;
        return new Promise((resolve) => {
          const timer = setInterval(() => {
            ticks += 1;
            if (ticks < 6) return;
            clearInterval(timer);
            resolve();
          }, 10);
        });
      },
    };
    const one = here(counting);
    await expect(one.understand(mail("still"), context)).rejects.toThrow(`not understood within ${String(DEADLINE_MS / 1000)} seconds`);
    expect(given).toEqual([DEADLINE_MS]);
    expect((await one.understand(mail("a"), context)).reasons).toEqual(["there"]);
    expect(started).toHaveLength(2);
  });

  it("a mail that fills the memory ends its thread and nothing else", async () => {
    const one = here();
    await expect(one.understand(mail("memory"), context)).rejects.toThrow(/ended before it answered/);
    expect((await one.understand(mail("a"), context)).reasons).toEqual(["there"]);
  }, 30_000);

  it("a bug there is the same error as here", async () => {
    await expect(here().understand(mail("bug"), context)).rejects.toThrow("x is undefined");
  });

  it.each([["no program", null], ["a program that does not run", "(() => { throw 1 })()"]])("with %s it is asked here", async (_what, part) => {
    expect((await here(patient, part).understand(mail("a"), context)).reasons.join()).toMatch(/no rule/);
    expect(apart(understanding, PART, { clock: patient })).toBe(understanding);
  });

  it("on the whole way: it becomes a note that says so, and the mail behind it is filed", async () => {
    const bench = await Bench.open(LIVE);
    bench.parts.understanding = here(hasty());
    const observations = ["still", "after"].map((id) => ({ id: `inbox:${id}`, source: "inbox", at: "2026-11-16T07:00:00.000Z", thread: null, mail: mail(id) }));
    await enterObservations(bench.parts, observations);
    await bench.round();
    const notes = bench.world.in("Needs_Action").map((path) => bench.world.notes.get(path) ?? "");
    expect(notes.filter((note) => note.includes("not understood within"))).toHaveLength(1);
    expect(notes).toHaveLength(2);
  });
});

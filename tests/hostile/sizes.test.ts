/**
 * G3 G4: mails that are too large, too deep, broken or full of holes, on the whole way: bytes, mail, page, ledger, note.
 * What silently goes wrong here: one mail stops Obsidian for a minute, keeps all behind it from being seen, or vanishes.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { isUnreadable, LEFT_OUT } from "../../src/core/mail";
import { enterPage } from "../../src/engine/intake";
import { readPage } from "../../src/engine/page";
import { htmlToText } from "../../src/mime/html";
import { MAX_MAIL_BYTES, MAX_TEXT } from "../../src/mime/limits";
import { readMail } from "../../src/mime/mail";
import { understanding } from "../../src/understanding";
import { Bench, LIVE } from "../engine/bench";
import { processorMs } from "../setup/processor-time";
import { HOSTILE_NAMES, HOSTILE_SIZES, namedAttachment, plainMail } from "./sizes";

const ORIGIN = { id: "m", thread: null, date: "2026-11-16T07:00:00.000Z", labels: [] };
/** Characters that a mail may take in the log and in a note: text, laid-out HTML, headers and what is said about them. */
const MOST = 2 * MAX_TEXT + 200_000;
/** How many times what the largest plain mail costs; the rest is noise. */
const TIMES = 12;

/** Milliseconds of the processor that a plain mail at the limits takes to be read. */
let plain = 0;
beforeAll(async () => {
  await readMail(plainMail(1_000), ORIGIN);
  const before = process.cpuUsage();
  await readMail(plainMail(MAX_MAIL_BYTES - 10_000), ORIGIN);
  plain = Math.max(50, processorMs(before));
});

/** Everything that the whole way made of the mail. */
async function filed(mail: Awaited<ReturnType<typeof readMail>>) {
  const bench = await Bench.open({ ...LIVE, owner_emails: ["owner@studio.example"] });
  bench.parts.understanding = understanding;
  const page = readPage({ observations: [{ id: "inbox:m", source: "inbox", at: ORIGIN.date, thread: null, mail }], cursor: "1", skipped: [] });
  await enterPage(bench.parts, "inbox", page, () => true);
  await bench.round();
  const cards = Object.values(bench.ledger.state.actions);
  const notes = ["Needs_Action", "Pending_Approval"].flatMap((folder) => bench.world.in(folder)).map((path) => bench.world.notes.get(path) ?? "");
  return { as: bench.ledger.state.observations["inbox:m"]?.filed?.as, cards, notes };
}

describe("G3 G4 hostile sizes: bounded, never lost, and the note says what could not be read", () => {
  it.each(HOSTILE_SIZES.map((hostile) => [hostile.name, hostile] as const))("%s", async (_name, { bytes, says }) => {
    const made = bytes();
    const before = process.cpuUsage();
    const mail = await readMail(made, ORIGIN);
    expect(processorMs(before)).toBeLessThan(TIMES * plain);
    expect(JSON.stringify(mail).length).toBeLessThan(MOST);
    const { as, cards, notes } = await filed(mail);
    expect(["note", "clarification", "action"]).toContain(as);
    const shown = notes.join("\n");
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(MOST);
    if (says !== null) expect(mail.problems.join("\n")).toMatch(says);
    // What a note does not show, it names; a card names what decides.
    const signs = understanding.understand(mail, { owner_emails: [] }).signs.map(({ text }) => text);
    const [first] = mail.problems.filter((problem) => as !== "action" || problem.endsWith(LEFT_OUT));
    if (first !== undefined) expect(as === "action" ? signs.join("\n") : shown.replace(/\\|\u2060/g, "")).toContain(first);
    if (isUnreadable(mail)) expect([as, cards]).toEqual(["note", []]);
  });

  it("never becomes headers, and no header is made by an encoded one", async () => {
    for (const { bytes } of HOSTILE_SIZES.filter(({ name }) => name.startsWith("headers in"))) {
      const mail = await readMail(bytes(), ORIGIN);
      expect([mail.subject, mail.from?.name].join()).not.toMatch(/[\r\n]/);
      expect([mail.headers["x-approved"], mail.cc]).toEqual([undefined, []]);
    }
  });

  it("HTML that is nested four times as deep costs no more: reading stops at a depth", () => {
    const cost = (deep: number): number => {
      const before = process.cpuUsage();
      htmlToText("<div><b><i><table><tr><td>".repeat(deep));
      return processorMs(before);
    };
    cost(20_000);
    expect(cost(80_000)).toBeLessThan(4 * cost(20_000) + 50);
  });

  it("a document is never unpacked: an archive that says it is a document costs what its bytes cost", async () => {
    const bomb = HOSTILE_SIZES.find(({ name }) => name === "a document that is a zip bomb");
    const mail = await readMail(bomb?.bytes() ?? new Uint8Array(), ORIGIN);
    expect(mail.attachments[0]?.size).toBeLessThan(300_000);
    expect(mail.text.length).toBeLessThan(100);
  });

  it("an address too long to be one is nobody's, not somebody else's", async () => {
    const mail = await readMail(HOSTILE_SIZES.find(({ name }) => name === "an address of 400 kB")?.bytes() ?? new Uint8Array(), ORIGIN);
    expect([mail.from?.email, (mail.from?.name.length ?? 0) <= 300]).toEqual(["", true]);
  });
});

describe("G4 names of attachments", () => {
  it.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))("%s", async (_shown, name) => {
    const mail = await readMail(namedAttachment(name), ORIGIN);
    expect(mail.attachments).toHaveLength(1);
    const kept = mail.attachments[0]?.name ?? "";
    expect(kept).not.toMatch(/[/\\\0\r\n]/);
    expect(kept.length).toBeLessThanOrEqual(200);
    if (/[/\\]/.test(name)) expect(mail.problems.join()).toContain("path in its name");
    if (name.endsWith(".pdf") && name.length > 200) expect(kept).toMatch(/\.pdf$/);
    const { as, notes } = await filed(mail);
    expect(as).toBeDefined();
    for (const note of notes) expect(note).not.toMatch(/[\u202A-\u202E\u2066-\u2069\0]/);
  });
});

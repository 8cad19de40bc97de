/**
 * G4: the built program reads mail on a thread of its own. What silently goes wrong here: the part that the build puts in is missing, everything
 * is read on the main thread, and no test of the source notices.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PassSummary } from "../../src/api";
import { startSandbox } from "../../src/sandbox/business";
import { MAILS, TALKS } from "../../src/sandbox/story";
import { terminal } from "./run";

it("once: one thread reads all mails; the one that stands still there becomes a note, and nothing else is lost", async () => {
  const business = await startSandbox(new Date());
  const at = terminal(business.env);
  try {
    await at.json(["init"]);
    const [standing] = MAILS;
    const subject = standing?.subject ?? "";
    // The thread of the program, made to stand still at one mail; every start is noted.
    const hook = join(at.folder, "hook.cjs");
    const starts = join(at.folder, "starts");
    const stops = `{ const { parentPort } = require("node:worker_threads"); const on = parentPort.on.bind(parentPort); parentPort.on = (name, hear) => on(name, (message) => { if (message[1]?.given?.[0]?.subject === ${JSON.stringify(subject)}) for (;;); hear(message); }); }\n`;
    writeFileSync(hook, `const threads = require("node:worker_threads"); const { Worker } = threads; threads.Worker = class extends Worker { constructor(code, options) { require("node:fs").appendFileSync(${JSON.stringify(starts)}, "started\\n"); super(${JSON.stringify(stops)} + code, options); } };`);
    const summary = await at.json<PassSummary>(["once"], { NODE_OPTIONS: `--require ${hook}` });
    expect(summary.observed).toBe(MAILS.length + TALKS);
    expect(readFileSync(starts, "utf8")).toBe("started\nstarted\n");
    const folder = join(at.vault, "AI_Employee/Needs_Action");
    const notes = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(notes.filter((note) => note.includes("not understood within 5 seconds"))).toHaveLength(1);
    expect(summary.proposed).toBeGreaterThan(0);
  } finally {
    await business.close();
    at.close();
  }
});

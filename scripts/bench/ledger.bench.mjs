/**
 * Owns: what the ledger costs on a real disk - a durable line beside a bare durable write, and a start after years beside one after two days.
 * Never: a limit in milliseconds.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ENTRY = `
export { Ledger } from "./src/engine/ledger";
export { readNewest } from "./src/engine/history";
export { nodeLedgerFiles } from "./src/host/node/ledger-files";
export { nodeDevice } from "./src/host/node/device";
export { encode, toLine, GENESIS, hashOf } from "./src/core/record";
export { checkpoint } from "./src/core/checkpoint";
export { emptyState } from "./src/core/state";
`;
const LINES = 200;
const YEARS_OF_DAYS = 5_000;
const DAY_MS = 86_400_000;

async function load(folder) {
  const outfile = join(folder, "ledger.cjs");
  await build({ stdin: { contents: ENTRY, resolveDir: ROOT, loader: "ts" }, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "error" });
  return createRequire(import.meta.url)(outfile);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Milliseconds of the middle one of `times` runs. */
async function typical(times, work) {
  const taken = [];
  for (let n = 0; n < times; n += 1) {
    const before = performance.now();
    await work(n);
    taken.push(performance.now() - before);
  }
  return median(taken);
}

/** Rewriting a file of 10,000 lines for each one would be a thousand times a bare write: the limit leaves room for slow disks and nothing else. A durable ledger line (file and this device's memory of the head) over a bare write and fdatasync of as many bytes. */
async function appending(parts, folder) {
  const vault = join(folder, "vault");
  mkdirSync(vault);
  const files = parts.nodeLedgerFiles(join(vault, "Logs"));
  const device = await parts.nodeDevice(vault, "real", { XDG_STATE_HOME: join(folder, "state") });
  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const ledger = new parts.Ledger({ files, device, clock, realm: "real", version: "0", zone: "UTC", randomId: () => "bench", nameOf: (channel) => channel, workedHere: async () => false });
  await ledger.open({ takeOver: false });
  const line = { event: "alive", data: { jobs: ["x".repeat(200)] } };
  const ours = await typical(100, () => ledger.append([line], true));
  await ledger.close();
  const handle = await open(join(folder, "bare"), "a");
  const bytes = Buffer.alloc(700, "x");
  const bare = await typical(100, async () => {
    await handle.appendFile(bytes);
    await handle.datasync();
  });
  await handle.close();
  return ours / bare;
}

/** A history on disk: every day a file, the newest two with so many lines. */
function history(parts, folder, days) {
  mkdirSync(folder, { recursive: true });
  const begin = Date.parse("2012-01-01T00:00:00Z");
  for (let day = 0; day < days; day += 1) {
    const name = new Date(begin + day * DAY_MS).toISOString().slice(0, 10);
    const timestamp = `${name}T00:00:00.000Z`;
    const state = { ...parts.emptyState(), seq: day * LINES, at: timestamp, device: "bench", epoch: 1, ledger: "bench" };
    let prev = parts.GENESIS;
    const line = (n) => {
      const event = n === 0 ? { event: "checkpoint", data: { state: parts.checkpoint(state, new Date(timestamp)) } } : { event: "alive", data: { jobs: [] } };
      const text = parts.encode(parts.toLine(event, { timestamp, seq: day * LINES + n + 1, device: "bench", epoch: 1, realm: "real", prev, action: event.event, approval_status: "not_required" }));
      prev = parts.hashOf(text);
      return `${text}\n`;
    };
    writeFileSync(join(folder, `${name}.json`), day < days - 2 ? "" : Array.from({ length: LINES }, (_, n) => line(n)).join(""));
  }
  return parts.nodeLedgerFiles(folder);
}

export const title = "The ledger, on this disk";

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "ae-bench-"));
  try {
    const parts = await load(folder);
    const durable = await appending(parts, folder);
    const short = history(parts, join(folder, "short"), 2);
    const long = history(parts, join(folder, "long"), YEARS_OF_DAYS);
    await parts.readNewest(short);
    const after2 = await typical(15, () => parts.readNewest(short));
    const afterYears = await typical(15, () => parts.readNewest(long));
    return [
      { what: "a durable line / a bare write and fdatasync", value: durable, unit: "x", limit: 40 },
      { what: `a start after ${(YEARS_OF_DAYS * LINES).toLocaleString("en")} lines / after ${2 * LINES}`, value: afterYears / after2, unit: "x", limit: 10 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

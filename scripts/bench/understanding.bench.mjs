/**
 * Owns: what understanding costs beside reading MIME: mails per second for both, on our own mails as a mail service delivers them.
 * Never: mail of real people in the repository. AE_BENCH_MAILS may name another set: a file with one JSON object a line (`raw`, or from, subject, body).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { asDelivered, bare } from "./envelope.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** In fewer the engine still compiles while it is measured: understanding has far more code than the library, and grows faster until about the ninetieth round. */
const ROUNDS = 90;
/** For figures without a limit: the engine has compiled by then what they need. */
const FEWER = 15;
/** Every so manieth of our mails, so that so many rounds take no longer. */
const STRIDE = 24;
const OWNER = { owner_emails: ["owner@studio.example"] };
const ORIGIN = { id: "m", thread: null, date: null, labels: [] };
const ENTRY = `
export { default as PostalMime } from "postal-mime";
export { readMail } from "./src/mime/mail";
export { understand } from "./src/understanding/understand";
export { BATCHES } from "./tests/understanding/mails/batches";
`;

async function load() {
  const folder = mkdtempSync(join(tmpdir(), "ae-bench-"));
  const outfile = join(folder, "understanding.cjs");
  await build({ stdin: { contents: ENTRY, resolveDir: ROOT, loader: "ts" }, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "error" });
  const parts = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true, force: true });
  return parts;
}

/** Milliseconds of processor time that `work` takes on each of `inputs`: the best of some rounds, so that others on the machine do not count. */
async function cost(inputs, work, rounds) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    for (const input of inputs) await work(input);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000 / inputs.length);
  }
  return best;
}

async function rows(name, messages, limit, { PostalMime, readMail, understand }) {
  const mails = [];
  for (const message of messages) mails.push(await readMail(message, ORIGIN));
  const rounds = limit === null ? FEWER : ROUNDS;
  const library = await cost(messages, (message) => PostalMime.parse(message), rounds);
  const understanding = await cost(mails, (mail) => understand(mail, OWNER), rounds);
  const whole = await cost(messages, async (message) => understand(await readMail(message, ORIGIN), OWNER), FEWER);
  const kilobytes = messages.reduce((sum, message) => sum + message.length, 0) / messages.length / 1000;
  return [
    { what: `${name}: ${messages.length} mails of`, value: kilobytes, unit: " kB", limit: null },
    { what: `${name}: the MIME library alone, mails a second`, value: 1000 / library, unit: "", limit: null },
    { what: `${name}: read and understood, mails a second`, value: 1000 / whole, unit: "", limit: null },
    { what: `${name}: understanding / the MIME library`, value: understanding / library, unit: "x", limit },
  ];
}

export const title = "Understanding mail, processor time";

export async function measure() {
  const parts = await load();
  const mails = parts.BATCHES.flatMap(([, examples]) => examples).filter((_mail, index) => index % STRIDE === 0);
  const own = process.env.AE_BENCH_MAILS;
  const others = own !== undefined && existsSync(own) ? readFileSync(own, "utf8").split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line)) : [];
  const memory = process.memoryUsage().heapUsed;
  const results = [
    ...(await rows("as delivered", mails.map(asDelivered), 2.2, parts)),
    ...(await rows("bare text", mails.map(bare), null, parts)),
    ...(others.length === 0 ? [] : await rows("AE_BENCH_MAILS", others.map((row) => (typeof row.raw === "string" ? Buffer.from(row.raw, "latin1") : asDelivered(row))), null, parts)),
  ];
  return [...results, { what: "heap grown by all of it", value: Math.max(0, process.memoryUsage().heapUsed - memory) / 1e6, unit: " MB", limit: null }];
}

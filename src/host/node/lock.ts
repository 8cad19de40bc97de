/**
 * Owns: that at most one process of this machine works on a vault (PRODUCT E4).
 * Never: taking a lock from a process that lives, or deleting the newest lock file.
 *
 * Lock files are numbered; the highest one counts. Taking over a stale lock means creating the next number, which only one of
 * several can do - deleting and creating anew would let a second process delete the first one's fresh lock. A number is never used
 * again while a higher one exists, and the highest is never deleted: who created one and then sees a higher one has lost.
 */
import { writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { codeOf, createFile, unlessMissing } from "./disk";

const LOCK_FILE = /^lock-(\d{1,15})$/;
const RELEASED = "released\n";
/** A clock may be set a little between the boot and now. */
const BOOT_MARGIN_MS = 60_000;

/** The latest moment that is a date. */
const LATEST_MS = 8.64e15;

const holder = z.object({
  pid: z.int().check(z.gte(1)),
  /** Start of the process, where the system tells it: guards against a new process with an old one's number. */
  started: z.nullable(z.string()),
  host: z.string(),
  at: z.number().check(z.gte(0), z.lte(LATEST_MS)),
});
type Holder = z.infer<typeof holder>;

/** For a process that has ended and only waits to be buried. */
const GONE = "gone";

/** Ticks since boot at which the process started, with the boot's id; null where there is no /proc. */
async function processStart(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return null;
  // The name in parentheses may hold anything; the state is the first field after it, the start the twentieth.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return GONE;
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return `${boot.trim()}:${fields[19] ?? ""}`;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Who holds the lock according to a file's text, null when nobody does: released, torn by a power cut, or its process is gone. */
async function liveHolder(text: string | null, path: string): Promise<string | null> {
  let found: Holder;
  try {
    found = z.parse(holder, JSON.parse(text ?? ""));
  } catch {
    return null;
  }
  const since = new Date(found.at).toISOString();
  if (found.host !== hostname()) return `process ${found.pid} on the computer "${found.host}" since ${since}; if it no longer runs there, delete ${path}`;
  if (!lives(found.pid)) return null;
  const start = await processStart(found.pid);
  if (start === GONE || (found.started !== null && start !== null && start !== found.started)) return null;
  if (start === null && found.at < Date.now() - uptime() * 1_000 - BOOT_MARGIN_MS) return null;
  return `process ${found.pid} on this computer since ${since}`;
}

async function numbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => LOCK_FILE.exec(name)?.[1] ?? []).map(Number).sort((a, b) => b - a);
}

/** Takes the lock of a folder, or says who holds it. Released by `release`, by the end of the process, or by being found dead. */
export async function takeLock(folder: string): Promise<{ release(): Promise<void> } | { held_by: string }> {
  await mkdir(folder, { recursive: true });
  const pathOf = (number: number): string => join(folder, `lock-${number}`);
  for (;;) {
    const newest = (await numbers(folder))[0] ?? 0;
    if (newest > 0) {
      const holding = await liveHolder(await unlessMissing(readFile(pathOf(newest), "utf8")), pathOf(newest));
      if (holding !== null) return { held_by: holding };
    }
    const mine = newest + 1;
    const me: Holder = { pid: process.pid, started: await processStart(process.pid), host: hostname(), at: Date.now() };
    try {
      await createFile(pathOf(mine), JSON.stringify(me));
    } catch (error) {
      if (codeOf(error) === "EEXIST") continue;
      throw error;
    }
    const all = await numbers(folder);
    if (all[0] !== mine) {
      await unlink(pathOf(mine));
      continue;
    }
    for (const old of all.slice(1)) await unlink(pathOf(old)).catch(() => undefined);
    const atExit = (): void => {
      try {
        writeFileSync(pathOf(mine), RELEASED);
      } catch {
        // The next process finds this one gone.
      }
    };
    process.on("exit", atExit);
    return {
      async release() {
        process.off("exit", atExit);
        await writeFile(pathOf(mine), RELEASED);
      },
    };
  }
}

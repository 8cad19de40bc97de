/**
 * Owns: what this device remembers, outside the vault, of the ledger it wrote - its head and what was started - and comparing a ledger with that.
 * Never: a decision about who executes (standing.ts), and never a write to the ledger.
 */
import * as z from "zod/mini";
import { hashOf } from "../core/record";
import type { Device, LedgerFiles } from "../ports";
import { splitDay, type Newest } from "./history";
import { reportName } from "./strays";

const headShape = z.object({ seq: z.number(), head: z.string(), day: z.nullable(z.string()), epoch: z.number(), closed: z.exactOptional(z.boolean()) });
/** The newest line that this device knows to be on disk. `closed`: it wrote nothing behind it. */
export type Head = z.infer<typeof headShape>;

const startShape = z.object({ action: z.string(), delivery: z.string(), at: z.string(), day: z.string(), hash: z.string() });
/** What this device started, and may have happened at a service because of it. `hash`, `day`: of the line that tells of it, `started` or `strayed`, and its file. */
export type Start = z.infer<typeof startShape>;

/** Enough for what a device can start while nobody else hears of it: four days at the default limit (PRODUCT section 3). */
const MOST_STARTS = 200;

export interface MemoryParts {
  files: LedgerFiles;
  device: Device;
}

export function rememberHead(device: Device, head: Head): Promise<void> {
  return device.remember("head", head);
}

/** Null when nothing is remembered. */
export async function recallHead(device: Device): Promise<Head | null> {
  const kept = z.safeParse(headShape, await device.recall("head"));
  return kept.success ? kept.data : null;
}

async function starts(device: Device): Promise<Start[]> {
  const kept = z.safeParse(z.array(startShape), await device.recall("starts"));
  return kept.success ? kept.data : [];
}

/**
 * On disk when it returns; before the first byte leaves. None is forgotten because a ledger tells of it by now: that ledger may turn out
 * to be the fork, and the one that goes on must hear of it then.
 */
export async function rememberStarts(device: Device, more: readonly Start[]): Promise<void> {
  const anew = new Set(more.map(nameOf));
  await device.remember("starts", [...(await starts(device)).filter((start) => !anew.has(nameOf(start))), ...more].slice(-MOST_STARTS));
}

const nameOf = ({ action, delivery, at }: Start): string => `${action}/${delivery}/${at}`;

export interface Compared {
  /** Null when this device has never written this ledger, or lost its memory of it. */
  remembered: Head | null;
  /** The ledger holds the line that is remembered as the head, and nothing that somebody else put behind it. True when nothing is remembered. */
  fits: boolean;
  /** Something stands behind that line that this device did not write. */
  foreign: boolean;
  /** What this device started in lines that are not part of this ledger, and the ledger has not heard of; empty when it fits. */
  strays: Start[];
}

/** Compares the newest state with what this device remembers. Reads one file more only when the remembered line is not in the newest. */
export async function compareWithMemory({ files, device }: MemoryParts, newest: Newest): Promise<Compared> {
  const remembered = await recallHead(device);
  if (remembered === null) return { remembered, fits: true, foreign: false, strays: [] };
  const known = remembered.seq === newest.state.seq ? newest.head : newest.hashAt(remembered.seq);
  const isThere = remembered.seq === 0 || known === remembered.head || (known === null && (await hashesOf(files, remembered.day)).has(remembered.head));
  const foreign = isThere && isForeign(remembered, newest.state);
  return { remembered, fits: isThere && !foreign, foreign, strays: isThere ? [] : await straysIn({ files, device }, newest.state) };
}

/** Does this line, or state, stand behind the last one that this device wrote in its turn? */
export function isForeign({ closed, epoch, seq }: Pick<Head, "closed" | "epoch" | "seq">, later: { epoch: number; seq: number }): boolean {
  return closed === true && later.epoch === epoch && later.seq > seq;
}

async function hashesOf(files: LedgerFiles, day: string | null): Promise<Set<string>> {
  const content = day === null ? null : await files.read(day);
  return new Set(content === null ? [] : splitDay(content).lines.map(hashOf));
}

async function straysIn({ files, device }: MemoryParts, { requests }: Newest["state"]): Promise<Start[]> {
  const mine = (await starts(device)).filter((start) => !Object.hasOwn(requests, reportName(device.id, start)));
  const days = new Map<string, Set<string>>();
  for (const { day } of mine) if (!days.has(day)) days.set(day, await hashesOf(files, day));
  return mine.filter(({ day, hash }) => days.get(day)?.has(hash) !== true);
}

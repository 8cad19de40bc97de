/**
 * Owns: request files - how every other device, process or agent reaches the executor (PRODUCT E4).
 * Never: trusting one: it is checked like any other wish, and entered once however often a sync delivers it.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as z from "zod/mini";
import type { Answer, Asker, Wish } from "../core/wish";
import { isDeviceId } from "../core/hand-over";
import { sha256Hex } from "../core/hash";
import { canonical, type Json } from "../core/json";
import { post, type Post } from "../core/post";
import { EVERY } from "../core/recurring";
import { isDate } from "../core/schedule";
import { HostError, type Ports } from "../ports";
import { decide, type DecideParts } from "./decide";
import type { Start } from "./memory";
import { reportName, strayed, unheardOf } from "./strays";

const date = z.string().check(z.refine(isDate));
const instant = z.string().check(z.refine((at) => !Number.isNaN(Date.parse(at))));
const wishShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approve"), id: z.string(), fingerprint: z.nullable(z.string()) }),
  z.object({ kind: z.literal("reject"), id: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("undo"), id: z.string() }),
  z.object({ kind: z.literal("renew"), id: z.string() }),
  z.object({ kind: z.literal("resend"), id: z.string() }),
  z.object({ kind: z.literal("resolve"), id: z.string(), happened: z.boolean(), on: z.exactOptional(z.string()) }),
  z.object({ kind: z.literal("edit"), id: z.string(), fields: z.record(z.string(), z.json()) }),
  z.object({ kind: z.literal("exchange"), id: z.string(), with: z.string() }),
  z.object({ kind: z.literal("post"), post }),
  z.object({ kind: z.literal("propose"), channel: z.string(), operation: z.string(), record: z.string(), answers: z.record(z.string(), z.json()) }),
  z.object({ kind: z.literal("repeat"), of: z.string(), rhythm: z.object({ every: z.enum(EVERY), first: date, until: z.nullable(date) }) }),
  z.object({ kind: z.literal("schedule"), of: z.string(), status: z.enum(["active", "paused", "stopped"]) }),
  z.object({ kind: z.literal("pause"), reason: z.string() }),
  z.object({ kind: z.literal("resume") }),
]);
/** What a device started in lines that are not part of the ledger: no wish of a person, but news for the executor. */
const reportShape = z.object({ kind: z.literal("strayed"), starts: z.array(z.object({ action: z.string(), delivery: z.string(), at: instant })) });
/** Another process of the executing device asks it to step down. No other device can (docs/devices.md). */
const releaseShape = z.object({ kind: z.literal("release"), to: z.nullable(z.string().check(z.refine(isDeviceId))), epoch: z.number() });
const shape = z.object({
  version: z.literal(1),
  device: z.string(),
  at: instant,
  by: z.string(),
  attended: z.boolean(),
  wish: z.union([wishShape, reportShape, releaseShape]),
  /** HMAC with a key that never leaves the device: only the executing device's own processes can speak for a person at it. */
  seal: z.string(),
});

/** `to`: who goes on, null for whoever a person says; `by`: who asked for it, e.g. `person:cli`. */
export interface HandOver {
  to: string | null;
  by: string;
}

/** What lay in the request folder: how many decisions were entered, and whether this device is to step down. */
export interface Entered {
  entered: number;
  hand_over: HandOver | null;
}

type RequestPorts = Pick<Ports, "files" | "device" | "clock" | "randomId">;
type Asked = z.infer<typeof shape>["wish"];

/** A request of another time than this, before or after, is not entered: what was entered is remembered for twice as long (checkpoint.ts). */
const STALE_MS = 30 * 86_400_000;

async function sealKey({ device, randomId }: RequestPorts): Promise<string> {
  const kept = await device.recall("request_key");
  if (typeof kept === "string") return kept;
  const key = randomId() + randomId();
  await device.remember("request_key", key);
  return key;
}

function seal(key: string, content: Json): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(canonical(content))));
}

/** Leaves a wish for the executor. */
export async function leaveRequest(ports: RequestPorts, wish: Wish, asker: Asker): Promise<Answer> {
  await leave(ports, wish, asker);
  return { ok: true, how: "requested", status: null, text: "Left for the executor; it is entered at its next pass." };
}

/** Asks the executing process of this device to step down in this epoch. */
export function leaveRelease(ports: RequestPorts, { to, by }: HandOver, epoch: number): Promise<void> {
  return leave(ports, { kind: "release", to, epoch }, { by, attended: false });
}

/** Tells the executor what this device started in lines that are not part of the ledger; what lies there already is left alone. */
export async function leaveReports(ports: RequestPorts, strays: readonly Start[]): Promise<void> {
  if (strays.length === 0) return;
  const there = new Set(await ports.files.requests());
  for (const stray of strays) {
    const { action, delivery, at } = stray;
    const name = reportName(ports.device.id, stray);
    if (!there.has(name)) await write(ports, name, at, { kind: "strayed", starts: [{ action, delivery, at }] }, { by: "employee", attended: false });
  }
}

function leave(ports: RequestPorts, wish: Asked, asker: Pick<Asker, "by" | "attended">): Promise<void> {
  const at = ports.clock.now().toISOString();
  return write(ports, `${ports.device.id}-${at.replace(/[^0-9]/g, "")}-${ports.randomId().slice(0, 10)}.json`, at, wish, asker);
}

async function write(ports: RequestPorts, name: string, at: string, wish: Asked, { by, attended }: Pick<Asker, "by" | "attended">): Promise<void> {
  const content = { version: 1, device: ports.device.id, at, by, attended, wish: { ...wish } } as const;
  await ports.files.writeRequest(name, `${JSON.stringify({ ...content, seal: seal(await sealKey(ports), content) })}\n`);
}

/** Enters and removes what lies in the request folder. */
export async function enterRequests(ports: RequestPorts, parts: DecideParts): Promise<Entered> {
  const result: Entered = { entered: 0, hand_over: null };
  for (const name of await ports.files.requests()) {
    if (!Object.hasOwn(parts.ledger.state.requests, name)) {
      const answer = await enterRequest(ports, parts, name);
      if (answer === null) continue;
      result.entered += answer.ok ? 1 : 0;
      result.hand_over ??= answer.hand_over ?? null;
    }
    // Only when the line is on disk: a power cut before leaves the file, one after finds its name known.
    await parts.ledger.flush();
    // One that cannot be removed now is known, and keeps nothing waiting.
    await ports.files.removeRequest(name).catch(onlyOfTheDisk);
  }
  return result;
}

/** What the disk says of one file, which is not the ledger's; anything else is thrown on. */
function onlyOfTheDisk(error: unknown): HostError {
  if (error instanceof HostError) return error;
  throw error;
}

type Taken = Answer & { hand_over?: HandOver };

/** Null when there is nothing to enter yet. */
async function enterRequest(ports: RequestPorts, parts: DecideParts, name: string): Promise<Taken | null> {
  const text = await ports.files.readRequest(name).catch(onlyOfTheDisk);
  if (text === null) return null;
  const request = text instanceof HostError ? null : readRequest(text);
  if (request === null) {
    await noteUnreadable(parts, `${name}#${text instanceof HostError ? text.problem.code : sha256Hex(text).slice(0, 12)}`);
    return null;
  }
  const { seal: found, ...content } = request;
  // A sync that made a copy under another name has not made another request; one with another seal is another one.
  const same = `#${sha256Hex(canonical(request)).slice(0, 24)}`;
  if (Object.hasOwn(parts.ledger.state.requests, same)) return KNOWN;
  if (!isStale(parts, request.at) && !(await canTell(parts, request.wish))) return null;
  const sealed = found === seal(await sealKey(ports), content);
  const answer = await answerTo(parts, content, sealed);
  const actor = `device:${request.device}`;
  await parts.ledger.append([{ event: "requested", actor, data: { name, same, kind: request.wish.kind, ok: answer.ok, answer: answer.text } }]);
  return answer;
}

const isStale = ({ clock }: Pick<DecideParts, "clock">, at: string): boolean => Math.abs(clock.now().getTime() - Date.parse(at)) > STALE_MS;

/** Is all here that it speaks of? A report waits for an action that is not known yet: it may be proposed from the same mail or note. */
async function canTell(parts: DecideParts, wish: Asked): Promise<boolean> {
  if (wish.kind === "post") return isThere(parts, wish.post);
  return wish.kind !== "strayed" || unheardOf(parts.ledger.state, wish.starts).length === 0;
}

/** Have all pictures of a post come with it? A sync brings files in any order; one that is only an address has none. */
async function isThere({ files }: DecideParts, { images }: Post): Promise<boolean> {
  const come = await Promise.all(images.map(async ({ blob, size }) => blob === null || (await files.readBlob(blob))?.length === size));
  return come.every(Boolean);
}

const KNOWN: Answer = { ok: false, how: "refused", status: null, text: "It was entered before." };

async function answerTo(parts: DecideParts, { wish, device, at, by, attended }: Omit<z.infer<typeof shape>, "seal">, sealed: boolean): Promise<Taken> {
  const refused = (text: string): Answer => ({ ok: false, how: "refused", status: null, text });
  if (wish.kind === "strayed") {
    const events = strayed(parts.ledger.state, wish.starts, device);
    await parts.ledger.append(events, true);
    const rest = wish.starts.length - events.length;
    const text = `${device} executed at the same time: ${events.length} of what it started is unknown here now${rest > 0 ? `; ${rest} was done, is unknown already, or is not known here` : ""}.`;
    return { ok: true, how: "entered", status: null, text };
  }
  if (isStale(parts, at)) return refused(`It was asked for at ${at}, more than 30 days from now; nothing was decided. Ask again.`);
  if (wish.kind === "release") {
    if (!sealed) return refused("Only the executing device itself can step down: run release there, or use its settings.");
    if (wish.epoch !== parts.ledger.state.epoch) return refused(`It was asked for in epoch ${wish.epoch}, which is over. Nothing was handed over.`);
    return { ok: true, how: "entered", status: null, text: "It hands over after this round of work.", hand_over: { to: wish.to, by } };
  }
  return decide(parts, wish, { by, via: sealed ? "cli" : "request", attended: sealed && attended });
}

/** It is named once and left where it is: a sync may have brought only half of it so far. */
async function noteUnreadable({ ledger }: DecideParts, name: string): Promise<void> {
  if (Object.hasOwn(ledger.state.requests, name)) return;
  const answer = "The request file cannot be read; nothing was decided. It is looked at again when it changes.";
  await ledger.append([{ event: "requested", data: { name, kind: "unreadable", ok: false, answer } }]);
}

export type OpenRequest = z.infer<typeof shape>;

/** The action that a wish is about; null when it is about none. */
export function idOf(wish: Asked): string | null {
  return "id" in wish ? wish.id : null;
}

/** A request as it was left; null when it cannot be read, e.g. because only half of it has come. */
export function readRequest(text: string): OpenRequest | null {
  try {
    const parsed = z.safeParse(shape, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

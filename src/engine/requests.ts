/**
 * Owns: request files - how every other device, process or agent reaches the executor (PRODUCT E4).
 * Never: trusting one: it is checked like any other wish, and entered once however often a sync delivers it.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as z from "zod/mini";
import type { Answer, Asker, Wish } from "../core/wish";
import { sha256Hex } from "../core/hash";
import { canonical, type Json } from "../core/json";
import type { Ports } from "../ports";
import { decide, type DecideParts } from "./decide";

const wishShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approve"), id: z.string(), fingerprint: z.nullable(z.string()) }),
  z.object({ kind: z.literal("reject"), id: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("undo"), id: z.string() }),
  z.object({ kind: z.literal("renew"), id: z.string() }),
  z.object({ kind: z.literal("resend"), id: z.string() }),
  z.object({ kind: z.literal("resolve"), id: z.string(), happened: z.boolean() }),
  z.object({ kind: z.literal("edit"), id: z.string(), fields: z.record(z.string(), z.json()) }),
  z.object({ kind: z.literal("pause"), reason: z.string() }),
  z.object({ kind: z.literal("resume") }),
]);
const shape = z.object({
  version: z.literal(1),
  device: z.string(),
  at: z.string(),
  by: z.string(),
  attended: z.boolean(),
  wish: wishShape,
  /** HMAC with a key that never leaves the device: only the executing device's own processes can speak for a person at it. */
  seal: z.string(),
});

type RequestPorts = Pick<Ports, "files" | "device" | "clock" | "randomId">;

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
  const { device, clock, files } = ports;
  const at = clock.now().toISOString();
  const content = { version: 1, device: device.id, at, by: asker.by, attended: asker.attended, wish: { ...wish } } as const;
  const name = `${device.id}-${at.replace(/[^0-9]/g, "")}-${ports.randomId().slice(0, 10)}.json`;
  await files.writeRequest(name, `${JSON.stringify({ ...content, seal: seal(await sealKey(ports), content) })}\n`);
  return { ok: true, how: "requested", status: null, text: "Left for the executor; it is entered at its next pass." };
}

/** Enters and removes what lies in the request folder. Returns how many decisions were entered. */
export async function enterRequests(ports: RequestPorts, parts: DecideParts): Promise<number> {
  let entered = 0;
  for (const name of await ports.files.requests()) {
    if (parts.ledger.state.requests[name] === undefined) {
      const answer = await enterRequest(ports, parts, name);
      if (answer === null) continue;
      entered += answer.ok ? 1 : 0;
    }
    // Only when the line is on disk: a power cut before leaves the file, one after finds its name known.
    await parts.ledger.flush();
    await ports.files.removeRequest(name);
  }
  return entered;
}

/** Null when there is nothing to enter yet. */
async function enterRequest(ports: RequestPorts, parts: DecideParts, name: string): Promise<Answer | null> {
  const text = await ports.files.readRequest(name);
  if (text === null) return null;
  const request = parseRequest(text);
  if (request === null) {
    await noteUnreadable(parts, `${name}#${sha256Hex(text).slice(0, 12)}`);
    return null;
  }
  const { seal: found, ...content } = request;
  const sealed = found === seal(await sealKey(ports), content);
  const asker: Asker = { by: request.by, via: sealed ? "cli" : "request", attended: sealed && request.attended };
  const answer = await decide(parts, request.wish, asker);
  await parts.ledger.append([{ event: "requested", actor: `device:${request.device}`, data: { name, kind: request.wish.kind, ok: answer.ok, answer: answer.text } }]);
  return answer;
}

/** It is named once and left where it is: a sync may have brought only half of it so far. */
async function noteUnreadable({ ledger }: DecideParts, name: string): Promise<void> {
  if (ledger.state.requests[name] !== undefined) return;
  const answer = "The request file cannot be read; nothing was decided. It is looked at again when it changes.";
  await ledger.append([{ event: "requested", data: { name, kind: "unreadable", ok: false, answer } }]);
}

function parseRequest(text: string): z.infer<typeof shape> | null {
  try {
    const parsed = z.safeParse(shape, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

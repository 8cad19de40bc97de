/**
 * Owns: what a command line asks for, read from the words that were typed - the program's own and Obsidian's say the same (CLI contract).
 * Never: how one of them writes its options, and whether a wish is allowed.
 */
import { STATUSES, type Status } from "./action";
import { isObject, type Json, type JsonObject } from "./json";
import { EVERY } from "./recurring";
import { isDate } from "./schedule";
import type { Answer, Wish } from "./wish";

/** What was typed after a command's name. */
export interface Words {
  id: string;
  /** Value of an option, null when it was not given. */
  text(option: string): string | null;
  flag(option: string): boolean;
}

/** Sentence about what is wrong with what was typed; nothing is done then. */
export interface Wrong {
  wrong: string;
}

/** As much of what was typed as is said back. */
export const shown = (text: string): string => text.slice(0, 80);

const wrong = (sentence: string): Wrong => ({ wrong: sentence });

/** The wishes that can be typed, by the name of their command. */
export const TYPED = {
  approve: ({ id, text }: Words): Wish => ({ kind: "approve", id, fingerprint: text("fingerprint") }),
  reject: ({ id, text }: Words): Wish | Wrong => {
    const reason = text("reason")?.trim() ?? "";
    return reason === "" ? wrong("A rejection needs a reason; it goes into the log.") : { kind: "reject", id, reason };
  },
  undo: ({ id }: Words): Wish => ({ kind: "undo", id }),
  renew: ({ id }: Words): Wish => ({ kind: "renew", id }),
  resend: ({ id }: Words): Wish => ({ kind: "resend", id }),
  resolve: ({ id, flag }: Words): Wish | Wrong => {
    const happened = flag("happened");
    return happened === flag("not") ? wrong("Say which one it is, happened or not.") : { kind: "resolve", id, happened };
  },
  edit: ({ id, text }: Words): Wish | Wrong => {
    const fields = typedFields(text("fields") ?? "");
    return fields === null ? wrong('The changed fields are missing: they are written as JSON, e.g. {"due_date":"2026-12-31"}.') : { kind: "edit", id, fields };
  },
  repeat: ({ id, text }: Words): Wish | Wrong => {
    const [every, first, until] = [EVERY.find((word) => word === text("every")), text("from"), text("until")];
    if (every === undefined) return wrong(`Say how often: every ${EVERY.join(", ")}.`);
    if (first === null || !isDate(first)) return wrong("Say from which day, e.g. 2026-12-01.");
    if (until !== null && !isDate(until)) return wrong("The last day looks like 2027-12-01.");
    return { kind: "repeat", of: id, rhythm: { every, first, until } };
  },
  schedule: ({ id, flag }: Words): Wish | Wrong => {
    const wanted = (["pause", "resume", "stop"] as const).filter(flag);
    const [one] = wanted;
    if (one === undefined || wanted.length > 1) return wrong("Say which one it is: pause, resume or stop.");
    return { kind: "schedule", of: id, status: ({ pause: "paused", resume: "active", stop: "stopped" } as const)[one] };
  },
  pause: ({ text }: Words): Wish => ({ kind: "pause", reason: text("reason") ?? "paused from the command line" }),
  resume: (): Wish => ({ kind: "resume" }),
};

export type Typed = keyof typeof TYPED;

/** Null when it is no JSON object with at least one field. */
function typedFields(text: string): JsonObject | null {
  try {
    const fields = JSON.parse(text) as Json;
    return isObject(fields) && Object.keys(fields).length > 0 ? fields : null;
  } catch {
    return null;
  }
}

/** Which cards a list is to show; everything open when nothing was typed. */
export function typedStatus(typed: string | null): Status | "any" | null | Wrong {
  const found = [...STATUSES, "any" as const].find((status) => status === typed);
  if (typed === null || found !== undefined) return found ?? null;
  return wrong(`There is no status "${shown(typed)}". Use ${STATUSES.join(", ")}, or any.`);
}

/** Which notes are to be prepared. */
export function typedPrepared(typed: string): "reminders" | "payments" | Wrong {
  return typed === "reminders" || typed === "payments" ? typed : wrong("Say what: reminders or payments.");
}

/** The day that a report is for; the newest when nothing was typed. */
export function typedDate(typed: string | null): string | null | Wrong {
  return typed === null || isDate(typed) ? typed : wrong(`A date looks like 2026-11-16, not "${shown(typed)}".`);
}

export function isWrong(read: unknown): read is Wrong {
  return isObject(read) && "wrong" in read;
}

export function unknownAction(id: string): string {
  return `There is no action "${shown(id)}". "list" with the status any shows all there ever were.`;
}

/** What is printed of an answer. */
export function answered(wish: Wish, { status }: Answer): JsonObject {
  if (wish.kind === "repeat") return { of: wish.of, status: status ?? "requested" };
  if (wish.kind === "schedule") return { of: wish.of, schedule: wish.status };
  return "id" in wish ? { id: wish.id, status: status ?? "requested" } : { paused: wish.kind === "pause" };
}

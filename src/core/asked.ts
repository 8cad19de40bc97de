/**
 * Owns: what a command line asks for, read from the words that were typed - the program's own and Obsidian's say the same (CLI contract).
 * Never: how one of them writes its options, and whether a wish is allowed.
 */
import { STATUSES, type Status } from "./action";
import { isObject, type Json, type JsonObject } from "./json";
import { movedTo, TIME_FIELD } from "./calendar";
import { QUEUED } from "./post-note";
import { isQueued, readTime } from "./post-note-read";
import { EVERY } from "./recurring";
import { addDays, isDate } from "./schedule";
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
  resolve: ({ id, flag, text }: Words): Wish | Wrong => {
    const [happened, on] = [flag("happened"), text("on")];
    return happened === flag("not") ? wrong("Say which one it is, happened or not.") : { kind: "resolve", id, happened, ...(on !== null && { on }) };
  },
  propose: ({ id, text }: Words): Wish | Wrong => {
    const [operation, given] = [text("what"), text("answers")];
    const answers = given === null ? {} : typedFields(given);
    if (operation === null) return wrong("Say what, e.g. register_payment; offers lists what there is.");
    if (answers === null) return wrong('The answers are written as JSON, e.g. {"amount":"50.00"}.');
    return { kind: "propose", channel: "", operation, record: id, answers };
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
  schedule: ({ id, text, flag }: Words): Wish | Wrong => {
    const [at, other] = [text("at"), text("swap")];
    const wanted = (["pause", "resume", "stop"] as const).filter(flag);
    const [one] = wanted;
    if (wanted.length + Number(at !== null) + Number(other !== null) > 1) return wrong("Say one thing: a time for a post, the post whose time it gets, or what becomes of a schedule.");
    if (other !== null) return { kind: "exchange", id, with: other };
    if (at !== null) return isQueued(at) || readTime(at, "UTC") !== null ? { kind: "edit", id, fields: movedTo(at) } : wrong(`A time looks like 2026-11-24T09:00, without a zone it is yours; or ${QUEUED} for the next free one.`);
    if (one === undefined) return wrong("Say which one it is: pause, resume or stop; or at which time a post is published.");
    return { kind: "schedule", of: id, status: ({ pause: "paused", resume: "active", stop: "stopped" } as const)[one] };
  },
  pause: ({ text }: Words): Wish => ({ kind: "pause", reason: text("reason") ?? "paused from the command line" }),
  resume: (): Wish => ({ kind: "resume" }),
};

export type Typed = keyof typeof TYPED;

/** The wish with a time that was typed without a zone as the instant it means to the owner. */
export function inZone(wish: Wish, zone: string): Wish {
  const at = wish.kind === "edit" ? readTime(wish.fields[TIME_FIELD] ?? null, zone) : null;
  return wish.kind === "edit" && at !== null ? { ...wish, fields: { ...wish.fields, [TIME_FIELD]: at } } : wish;
}

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

/** Settings that decide what may run. */
const RULES = ["currency", "undo_seconds", "limits", "expiry"];

/** Changed rules, as they stand in the settings; everything else stays as it is. */
export function typedRules(typed: string): JsonObject | Wrong {
  const rules = typedFields(typed);
  const strange = Object.keys(rules ?? {}).find((name) => !RULES.includes(name));
  if (rules === null) return wrong('The changed rules are written as JSON, e.g. {"limits":{"automatic":"150.00"}}.');
  return strange === undefined ? rules : wrong(`"${shown(strange)}" is no rule. There are ${RULES.join(", ")}.`);
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
export function answered(wish: Wish, { status, id }: Answer): JsonObject {
  if (wish.kind === "propose") return { about: wish.record, id: id ?? null, status: status ?? "requested" };
  if (wish.kind === "repeat") return { of: wish.of, status: status ?? "requested" };
  if (wish.kind === "schedule") return { of: wish.of, schedule: wish.status };
  return "id" in wish ? { id: wish.id, status: status ?? "requested" } : { paused: wish.kind === "pause" };
}

/** The days of a calendar, both included; four weeks from `today` on where nothing was typed. */
export function typedDays(from: string | null, to: string | null, today: string): { from: string; to: string } | Wrong {
  const bad = [from, to].find((typed) => typed !== null && !isDate(typed));
  if (bad !== undefined) return wrong(`A date looks like 2026-11-16, not "${shown(bad ?? "")}".`);
  const first = from ?? today;
  const last = to ?? addDays(first, 27);
  return last < first ? wrong("The last day lies before the first one.") : { from: first, to: last };
}

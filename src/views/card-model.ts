/**
 * Owns: what a card of the approval panel shows and which choices it offers, as plain data.
 * Never: a document, a clock, or a decision; the engine decides what is allowed.
 */
import type { Problem, Status } from "../core/action";
import type { Card, DeliveryCard, Detail } from "../core/card";
import type { AskedChange } from "../core/later-change";
import { showMoney } from "../core/money";
import { dateIn, showInstant, showSpan } from "../core/schedule";
import { visible, visibleLine, webAddress } from "../core/untrusted";
import type { Wish } from "../core/wish";
import { pieces, type Piece } from "./evidence";
import { changeSentence, fieldName } from "./names";

export type Step = "approve" | "reject" | "undo" | "renew" | "resend" | "happened" | "not_happened";

/** Asked before a choice counts. `input`: label of a text that goes into the log, null when there is nothing to write. */
export interface Question {
  text: string;
  input: string | null;
  confirm: string;
}

export interface Choice {
  step: Step;
  label: string;
  tone: "main" | "plain" | "danger";
  question: Question | null;
}

/** What is not a decision: to change the content, as oneself or a later mail wants it, to put the card aside, to have it back. */
export type Tool = "edit" | "take_over" | "put_back" | "snooze" | "wake";

/** A choice or a tool, by its name. */
export type Part = Step | Tool;

export const PART_ICONS: Record<Part, string> = {
  approve: "check",
  reject: "x",
  undo: "undo-2",
  renew: "calendar-plus",
  resend: "send",
  happened: "check-check",
  not_happened: "circle-slash",
  edit: "pencil",
  take_over: "replace",
  put_back: "undo-2",
  snooze: "alarm-clock",
  wake: "alarm-clock-off",
};

export const TOOL_TEXTS: Record<Tool, string> = { edit: "Edit", take_over: "Take over the change", put_back: "Put back", snooze: "Snooze", wake: "Show again now" };

export type Tone = "calm" | "attention" | "danger" | "good";

/** What stands on a folded card. */
export interface CardHead {
  id: string;
  title: string;
  money: string | null;
  status: string;
  tone: Tone;
  /** "decide within 1 h 40 min", "" when there is no hurry. */
  due: string;
  high_risk: boolean;
  /** End of the undo time (UTC ISO) while it runs, else null: shown on the folded card too. */
  undo: string | null;
}

/** What is added when it is unfolded, in reading order; empty parts are not drawn. */
export interface CardBody {
  why: string[];
  signs: { text: string; fraud: boolean }[];
  deliveries: DeliveryCard[];
  problems: Problem[];
  assumptions: string[];
  evidence: [field: string, words: string][];
  depends_on: string[];
  /** Why it came back, null when it did not. */
  returned: string | null;
  changed: string[];
  /** What a later mail wants otherwise, as sentences, with its words and the tool that takes it over or puts it back. */
  asked: { title: string; changes: string[]; words: string[]; tool: "take_over" | "put_back" } | null;
  /** Which rules read the message. */
  understood: string[];
  /** The message it came from, with the words marked that facts were read from; null when there is none. */
  message: Piece[] | null;
  times: string;
  note: string | null;
  choices: Choice[];
  tools: Tool[];
}

const STATUS: Record<Status, [text: string, tone: Tone]> = {
  waiting: ["Waiting for you", "attention"],
  approved: ["Approved", "good"],
  running: ["Running now", "calm"],
  simulated: ["Simulated, nothing was sent", "calm"],
  done: ["Done", "good"],
  failed: ["Failed, nothing happened", "danger"],
  unknown: ["Unknown, it may have happened", "danger"],
  rejected: ["Rejected", "calm"],
  expired: ["Expired, undecided", "attention"],
  quarantined: ["Set aside, not understood", "danger"],
};

/** Statuses that the lifecycle lets an edit bring back to waiting. */
const EDITABLE: readonly Status[] = ["waiting", "approved", "simulated", "quarantined"];

const REJECT: Choice = {
  step: "reject",
  label: "Reject",
  tone: "plain",
  question: { text: "Nothing will be sent.", input: "Why? It goes into the log.", confirm: "Reject" },
};
const TAKE_BACK: Choice = { step: "undo", label: "Take back", tone: "plain", question: null };
const GIVE_UP: Choice = { ...REJECT, label: "Give up" };

/** What was wished here, in words, while the executing device has not entered it. */
const ASKED: Readonly<Record<string, string>> = {
  approve: "Approved here",
  reject: "Rejected here",
  undo: "Taken back here",
  renew: "Renewed here",
  resend: "Sent again here",
  resolve: "Answered here",
  edit: "Changed here",
};
const ELSEWHERE = "High risk: approve it on your desktop, in the approval panel. Here it can only be rejected.";

/** "Approved here, waiting for your desktop (last seen 09:12)"; null when nothing that was left here waits. `seen`: UTC ISO time of the executor's last line. */
export function awayText({ away }: Card, seen: string | null, zone: string, now: Date): string | null {
  if (!away?.asked) return null;
  const last = seen === null ? "not seen yet" : `last seen ${showSeen(seen, zone, now)}`;
  return `${ASKED[away.asked.kind] ?? "Left here"}, waiting for your desktop (${last})`;
}

/** The time alone when it was today. */
export function showSeen(at: string, zone: string, now: Date): string {
  const shown = showInstant(at, zone);
  return dateIn(new Date(at), zone) === dateIn(now, zone) ? shown.slice(shown.lastIndexOf(" ") + 1) : shown;
}

function approve({ high_risk }: Card, concerns: string): Choice {
  const question = high_risk ? { text: `High risk. ${concerns} Approve exactly what is shown here?`, input: null, confirm: "Approve anyway" } : null;
  return { step: "approve", label: "Approve", tone: high_risk ? "danger" : "main", question };
}

/** What speaks against approving, as one text. */
function concernsOf({ signs, verdict }: Detail): string {
  return [...signs.filter((sign) => sign.fraud), ...verdict].map(({ text }) => text).join(" ");
}

const isEditable = ({ away, status }: Card): boolean => !away?.asked && EDITABLE.includes(status);

const toolFor = ({ taken }: AskedChange): "take_over" | "put_back" => (taken ? "put_back" : "take_over");

/** What a later mail wants otherwise, as a person reads it. */
function askedBody({ asked_change: asked }: Detail, zone: string): CardBody["asked"] {
  if (asked === null) return null;
  const mail = `the mail of ${showInstant(asked.at, zone)}`;
  return { title: asked.taken ? `Changed as ${mail} asks` : `Not taken over yet: ${mail} asks for a change`, changes: asked.changes.map(changeSentence), words: [...new Set(Object.values(asked.evidence))], tool: toolFor(asked) };
}

/** What can be done with a card by its status alone, most likely step first. */
export function stepsFor(card: Card): { steps: Pick<Choice, "step" | "label">[]; editable: boolean } {
  return { steps: choicesFor(card, ""), editable: isEditable(card) };
}

/** Where several channels are unknown the question is about one of them, by its name. */
function whetherItHappened({ unknown_on }: Card): Choice[] {
  const [first] = unknown_on ?? [];
  const [where, on] = first ? [first.label, ` on ${first.label}`] : ["the service", ""];
  return [
    { step: "happened", label: `It happened${on}`, tone: "plain", question: { text: `You looked at ${where} and it is there. It will not be sent again.`, input: null, confirm: "It happened" } },
    { step: "not_happened", label: `It did not happen${on}`, tone: "plain", question: { text: `You looked at ${where} and it is not there. You can then send it again.`, input: null, confirm: "It did not happen" } },
  ];
}

/** The choices that the lifecycle has for a status, most likely one first. */
function choicesFor(card: Card, concerns: string): Choice[] {
  if (card.away?.asked) return card.away.asked.kind === "approve" ? [TAKE_BACK] : [];
  switch (card.status) {
    case "waiting":
      return card.away && card.high_risk ? [REJECT] : [approve(card, concerns), REJECT];
    case "approved":
      return [TAKE_BACK, REJECT];
    case "failed":
      return [{ step: "resend", label: "Send again", tone: "main", question: null }, GIVE_UP];
    case "unknown":
      return whetherItHappened(card);
    case "expired":
      return [{ step: "renew", label: "Renew", tone: "main", question: null }, GIVE_UP];
    case "simulated":
    case "quarantined":
      return [GIVE_UP];
    case "running":
    case "done":
    case "rejected":
      return [];
  }
}

export function cardHead(card: Card, now: Date): CardHead {
  const [status, tone] = STATUS[card.status];
  const left = Date.parse(card.expires_at) - now.getTime();
  const money = card.amount === null || card.currency === null ? null : showMoney({ amount: card.amount, currency: card.currency });
  return {
    id: card.id,
    // The amount stands beside it; saying it twice makes a narrow card long.
    title: money !== null && card.summary.endsWith(`: ${money}`) ? visibleLine(card.summary.slice(0, -`: ${money}`.length)) : visibleLine(card.summary),
    money,
    status,
    tone,
    due: card.status !== "waiting" ? "" : left > 0 ? `Decide within ${showSpan(left)}` : "Its time is over",
    high_risk: card.high_risk && card.status === "waiting",
    undo: undoUntil(card, now),
  };
}

/** End of the undo time (UTC ISO) while it runs, else null. */
export function undoUntil({ status, undo_until }: Card, now: Date): string | null {
  return status === "approved" && undo_until !== null && Date.parse(undo_until) > now.getTime() ? undo_until : null;
}

/** `snoozed`: it was put aside and is shown all the same. */
export function cardBody(detail: Detail, zone: string, snoozed = false): CardBody {
  // Nothing that a stranger wrote hides or reorders what is read, and no link opens anything but the web (PRODUCT G4).
  return { ...visible(bodyOf(detail, zone, snoozed)), note: detail.note };
}

function bodyOf(detail: Detail, zone: string, snoozed: boolean): CardBody {
  const evidence = Object.entries(detail.evidence);
  const editable = isEditable(detail);
  return {
    why: detail.status === "waiting" ? [...(detail.away && detail.high_risk ? [ELSEWHERE] : []), ...detail.verdict.map(({ text }) => text)] : [],
    signs: detail.signs.map(({ text, fraud }) => ({ text, fraud })),
    deliveries: detail.deliveries.map((shown) => ({ ...shown, receipt: shown.receipt && { ...shown.receipt, url: webAddress(shown.receipt.url) } })),
    problems: detail.deliveries.flatMap(({ problem }) => problem ?? []),
    assumptions: detail.assumptions,
    evidence: evidence.map(([field, words]) => [fieldName(field), words]),
    depends_on: detail.depends_on,
    returned: detail.away?.refused ? `Your desktop did not take it: ${detail.away.refused}` : detail.returned,
    changed: detail.changed.map(changeSentence),
    asked: editable ? askedBody(detail, zone) : null,
    understood: detail.understood,
    message: detail.source_text === null ? null : pieces(detail.source_text, evidence),
    times: `Proposed ${showInstant(detail.created_at, zone)}${detail.status === "waiting" ? `, expires ${showInstant(detail.expires_at, zone)}` : ""}`,
    note: detail.note,
    choices: choicesFor(detail, concernsOf(detail)),
    tools: [
      ...(editable && Object.keys(detail.fields).length > 0 ? (["edit"] as const) : []),
      ...(editable && detail.asked_change ? [toolFor(detail.asked_change)] : []),
      ...(detail.status === "waiting" ? ([snoozed ? "wake" : "snooze"] as const) : []),
    ],
  };
}

/** May stand among several that are decided at once (PRODUCT A3): waits, and is not high risk, which any fraud sign makes it. */
export function isLowRisk({ status, high_risk, away }: Card): boolean {
  return status === "waiting" && !high_risk && !away?.asked;
}

/** A choice as the engine takes it. An approval is for exactly the content that was shown. */
export function wishOf(step: Step, { id, fingerprint, unknown_on }: Pick<Card, "id" | "fingerprint" | "unknown_on">, words: string): Wish {
  switch (step) {
    case "approve":
      return { kind: "approve", id, fingerprint };
    case "reject":
      return { kind: "reject", id, reason: words.trim() === "" ? "no reason given" : words.trim() };
    case "undo":
    case "renew":
    case "resend":
      return { kind: step, id };
    case "happened":
    case "not_happened":
      return { kind: "resolve", id, happened: step === "happened", ...(unknown_on?.[0] && { on: unknown_on[0].channel }) };
  }
}

/** Whole seconds of undo time left, 0 when it is over. */
export function secondsLeft(until: string, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
}

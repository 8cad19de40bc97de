/**
 * Owns: how an action looks as a note - front matter, body, file name, folder. A person without the plugin can read it and decide (PRODUCT A1).
 * Never: a way to run anything. What runs is the payload in the ledger, never this text.
 */
import type { Status } from "./action";
import type { Face, Preview } from "./card";
import { cardLink } from "./card-link";
import type { JsonObject } from "./json";
import { withOwnersPart, writeNote } from "./note";
import { askedChange, type AskedChange } from "./later-change";
import { fieldsOf, ownersFields } from "./note-edits";
import { showInstant } from "./schedule";
import { movable, statusOf, type ActionState } from "./state";
import { inertField, inlineUntrusted, quoteUntrusted, webAddress } from "./untrusted";

export type { Face } from "./card";
export { changedFields, fieldsOf } from "./note-edits";
export { inertField } from "./untrusted";

/** Folder of an action's note by its status. What needs a person stands where a person looks. */
export const FOLDERS: Record<Status, string> = {
  waiting: "Pending_Approval",
  expired: "Pending_Approval",
  approved: "Approved",
  running: "Approved",
  simulated: "Approved",
  failed: "Needs_Action",
  unknown: "Needs_Action",
  quarantined: "Needs_Action",
  done: "Completed",
  rejected: "Rejected",
};

/** The word in the note's `status` (DETAILS): the outside world says "pending" where the lifecycle says "waiting". */
const NOTE_STATUS: Partial<Record<Status, string>> = { waiting: "pending", done: "completed" };

const HEADLINE: Record<Status, string> = {
  waiting: "Waiting for your decision",
  approved: "Approved, not started yet",
  running: "Running now",
  simulated: "Simulated: nothing was sent",
  done: "Done",
  failed: "Failed: nothing happened at the service",
  unknown: "Unknown: it may have happened",
  rejected: "Rejected",
  expired: "Expired without a decision",
  quarantined: "Set aside: it cannot be understood",
};

/** As much of a message as stands on a card; the whole text lies in `Logs/blobs`. */
const SHOWN_CHARACTERS = 4000;

/** Below this line of a note the owner may write: it survives every rewrite. */
export const OWNERS_LINE = "%% Your own remarks below this line are kept %%";

export interface NoteContext {
  zone: string;
  prefix: string;
  faces: readonly Face[];
  /** Front matter about the source, e.g. `source_email_id`. */
  source: JsonObject;
  /** New text of the message it came from, null when there is none (or the owner erased it). */
  source_text: string | null;
  /** What is wrong with the owner's last edit, and the fields as the owner wrote them. */
  overlay: { fields: JsonObject; problem: string } | null;
  /** Front matter of the existing note: what in it is the owner's own stays. */
  front: JsonObject;
}

/** File name without folder: the plan's shape, ends in the action's id so that it is found again. */
export function noteName(action: ActionState, prefix: string): string {
  return `${prefix}_${action.created_at.slice(0, 10)}_${action.proposal.id}.md`;
}

const cell = (text: string): string => (text === "" ? " " : inlineUntrusted(text));

function table(rows: readonly (readonly string[])[]): string[] {
  const [head, ...body] = rows;
  if (!head) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...body.map(line), ""];
}

function previewLines({ title, rows, table: lines }: Preview): string[] {
  return [`**${inlineUntrusted(title)}**`, "", ...table([["", ""], ...rows]), ...table(lines)];
}

function resultLines(action: ActionState, faces: readonly Face[]): string[] {
  const named = (channel: string): string => faces.find((face) => face.channel === channel)?.label.split(":")[0] ?? channel;
  return Object.entries(action.deliveries).flatMap(([channel, { receipt, problem, findings }]) => [
    ...(receipt ? [`- ${named(channel)}: ${inlineUntrusted(receipt.label)}${webAddress(receipt.url) === null ? "" : ` - <${receipt.url}>`}`] : []),
    ...(receipt?.difference ? [`- **Differs from what was approved:** ${inlineUntrusted(receipt.difference)}`] : []),
    ...(problem ? [`- ${inlineUntrusted(problem.effect)} ${inlineUntrusted(problem.cause)} **${inlineUntrusted(problem.next)}**`] : []),
    ...findings.map((finding) => `- ${inlineUntrusted(finding)}`),
  ]);
}

/** The ways that work without the plugin, and a link for where it is. */
function howToDecide(action: ActionState, status: Status): string[] {
  const ways = waysToDecide(action, status);
  return ways.length === 0 ? [] : [`- In Obsidian: [open this request in the approval panel](${cardLink(action.proposal.id)}).`, ...ways];
}

function waysToDecide(action: ActionState, status: Status): string[] {
  const { id } = action.proposal;
  switch (status) {
    case "waiting":
      return action.verdict.high_risk
        ? ["- High risk: decide it there, or in a terminal. Moving this note does not count.", `- In a terminal: \`autonomous-employee approve ${id} --fingerprint ${action.fingerprint}\``]
        : [
            "- Approve: move this note to `Approved`, or use the panel.",
            "- Reject: move it to `Rejected`, or delete it.",
            "- Change it first: edit the properties above. The change is checked and judged again.",
            `- In a terminal: \`autonomous-employee approve ${id} --fingerprint ${action.fingerprint}\``,
          ];
    case "approved":
      return ["- Take it back: move this note to `Pending_Approval` before it has started."];
    case "simulated":
      return ["- Nothing was sent, because this channel is in dry run. When it goes live, this comes back for a new decision."];
    case "failed":
      return [`- Send it again: the button in the panel, or \`autonomous-employee resend ${id}\`.`, "- Give it up: move this note to `Rejected`."];
    case "unknown":
      return [`- Look at the service, then say: \`autonomous-employee resolve ${id} --happened\` or \`--not\`${severalUnknown(action) ? ", for each channel with `--on CHANNEL`" : ""}, or use the panel.`];
    case "expired":
      return [`- Renew it: the button in the panel, or \`autonomous-employee renew ${id}\`.`];
    default:
      return [];
  }
}

const severalUnknown = ({ deliveries }: ActionState): boolean => Object.values(deliveries).filter(({ status }) => status === "unknown").length > 1;

/** A part of the note with its heading; none when there is nothing to say. Tables end in an empty line of their own. */
function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...(lines.at(-1) === "" ? lines : [...lines, ""])];
}

/** `lines.0` and `customer_name` as a person would say it. */
function factName(key: string): string {
  return key.replace(/\.(\d+)/g, (_match, index: string) => ` ${Number(index) + 1}`).replace(/[_.]+/g, " ");
}

/** What is asked for, in the tense of the status. */
function happens(status: Status): { title: string; why: string } {
  if (status === "done") return { title: "What was done", why: "Why you were asked" };
  if (status === "rejected") return { title: "What was asked for", why: "Why you were asked" };
  if (status === "simulated") return { title: "What would happen", why: "Why you were asked" };
  return { title: "What will happen", why: "Why you are asked" };
}

/** What a later mail wants otherwise in an action that can still be changed; null when none does. */
export function askedOf(action: ActionState, faces: readonly Pick<Face, "fields" | "begun">[]): AskedChange | null {
  return movable(action, "edited").length === 0 ? null : askedChange(action.later_change, fieldsOf(faces));
}

/** What is not taken over yet, and how it is. */
function askedLines(asked: AskedChange | null): string[] {
  if (asked === null || asked.taken) return [];
  return [
    ...asked.changes.map((change) => `- ${inlineUntrusted(change)}`),
    ...Object.values(asked.evidence).map((words) => `- The mail says: ${inlineUntrusted(words)}`),
    "- Take it over with one click in the approval panel, or write it into the properties above.",
  ];
}

/** Is any delivery of it only rehearsed (PRODUCT K2)? */
const isDryRun = (action: ActionState): boolean => Object.values(action.modes).some((mode) => mode === "dry_run");

function approvalStatus(action: ActionState, status: Status): string {
  if (status === "waiting") return "pending";
  if (!action.decision) return status;
  return action.decision.via === "policy" ? "auto_approved" : "human_approved";
}

/** What an action's note says of itself at its top, in this order. Nobody is believed who writes something else there. */
export function ownFront(action: ActionState): JsonObject {
  const { proposal, verdict } = action;
  const status = statusOf(action);
  const front: JsonObject = {
    id: proposal.id,
    type: proposal.type,
    created_at: action.created_at,
    expires_at: action.expires_at,
    status: NOTE_STATUS[status] ?? status,
    approval_status: approvalStatus(action, status),
    approval_reason: verdict.reasons.map((reason) => reason.code).join(", "),
    high_risk: verdict.high_risk,
    dry_run: isDryRun(action),
    fingerprint: action.fingerprint,
  };
  return front;
}

/** Where the record is at the service, once there is one (PRODUCT O6). */
function recordUrl(action: ActionState): JsonObject {
  const url = webAddress(Object.values(action.deliveries).find(({ receipt }) => receipt?.url)?.receipt?.url ?? null);
  return url === null ? {} : { record_url: inertField(url) };
}

/** The whole note, with what the owner wrote below the line of the existing one. Same state, same text. */
export function actionNote(action: ActionState, context: NoteContext, existing: string | null): string {
  const { proposal, verdict } = action;
  const status = statusOf(action);
  const dryRun = isDryRun(action);
  const own = fieldsOf(context.faces);
  const written: JsonObject = {
    ...ownFront(action),
    ...recordUrl(action),
    ...context.source,
    ...(inertField(own) as JsonObject),
    ...(context.overlay && { ...context.overlay.fields, edit_problem: inertField(context.overlay.problem) }),
  };
  const front = { ...written, ...ownersFields(context.front, written) };
  const due = status === "waiting" ? ` Decide until ${showInstant(action.expires_at, context.zone)}.` : "";
  const { title, why } = happens(status);
  const evidence = Object.entries(proposal.evidence).map(([fact, words]) => [factName(fact), words.slice(0, 300)]);
  const body = [
    `# ${inlineUntrusted(proposal.summary)}`,
    "",
    `**${HEADLINE[status]}.**${due}${dryRun && status === "waiting" ? " Dry run: approving shows what would be sent, and sends nothing." : ""}`,
    "",
    ...(context.overlay ? [`> [!warning] Your change was not taken over: ${inlineUntrusted(context.overlay.problem)}`, ""] : []),
    ...(action.returned === null || status !== "waiting" ? [] : [`> [!warning] It came back to you: ${inlineUntrusted(action.returned)}`, ""]),
    ...section("Result", resultLines(action, context.faces)),
    ...section(title, context.faces.flatMap(({ preview }) => previewLines(preview))),
    ...section("Changed since it was proposed", action.changed.map((change) => `- ${inlineUntrusted(change)}`)),
    ...section("A later mail asks for", askedLines(askedOf(action, context.faces))),
    ...section(why, verdict.reasons.map((reason) => `- ${inlineUntrusted(reason.text)}`)),
    ...section("Look out", action.signs.map((sign) => `- ${sign.fraud ? "**Fraud sign:** " : ""}${inlineUntrusted(sign.text)}`)),
    ...(action.denied === null ? [] : [`Rejected: ${inlineUntrusted(action.denied)}`, ""]),
    ...section("How to decide", howToDecide(action, status)),
    ...section("What comes first", proposal.depends_on.map((id) => `- Waits for ${id}: it must be done before this can start.`)),
    ...section("Assumed", proposal.assumptions.map((assumption) => `- ${inlineUntrusted(assumption)}`)),
    ...section("Evidence", evidence.length === 0 ? [] : table([["Fact", "Words in the message"], ...evidence])),
    ...(context.source_text === null ? [] : section("The message", [quoteUntrusted(context.source_text.slice(0, SHOWN_CHARACTERS))])),
  ];
  const text = writeNote(front, body.join("\n"));
  return existing === null || existing.includes(OWNERS_LINE) ? withOwnersPart(text, existing, OWNERS_LINE) : withOwnersPart(text, null, OWNERS_LINE);
}

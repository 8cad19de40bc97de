/**
 * Owns: the way of an observation into the ledger and from there to exactly one place: an action, a clarification, a note, or nothing.
 * Never: deciding or acting. Content is untrusted; it is stored by hash and only ever understood, never obeyed.
 */
import type { Plan } from "../channel";
import type { Draft } from "../core/draft";
import type { NewEvent } from "../core/event";
import { ServiceError } from "../core/failure";
import { sha256Hex } from "../core/hash";
import type { JsonObject } from "../core/json";
import type { Mail } from "../core/mail";
import { clarificationNote, mailNote, mailNoteName, unreadNote, type Asked } from "../core/mail-note";
import { movable, type ObservationState } from "../core/state";
import { readNote } from "../core/note";
import { HostError, type LedgerFiles } from "../ports";
import type { Observation, Page } from "../watcher";
import { enterReplanned, type DecideParts } from "./decide";
import { actionId, judgeProposal, proposalOf } from "./judgement";
import { LedgerStopped } from "./stopped";
import type { NoteParts } from "./note-index";

/** What understanding must answer; handed in so that the engine knows no language. */
export interface Understanding {
  understand(mail: Mail, context: { owner_emails: string[] }): Draft;
  /** Fields that the owner can fill, and the ready reply. */
  ask(draft: Draft): Asked;
  /** The draft with the owner's answers laid over it, judged complete or not again. */
  answer(draft: Draft, fields: JsonObject): Draft;
}

export interface IntakeParts extends DecideParts {
  files: LedgerFiles;
  notes: NoteParts;
  understanding: Understanding;
  /** Text of each clarification note as it was last looked at: an unchanged one is not understood again. */
  answered: Map<string, string>;
}

export interface Filed {
  proposed: number;
}

const encoder = new TextEncoder();

/** Enters what is new: content first, then the lines, in the page's order. Returns how many were new. */
export async function enterObservations(parts: IntakeParts, observations: readonly Observation[]): Promise<number> {
  const fresh = new Map(observations.filter(({ id }) => parts.ledger.state.observations[id] === undefined).map((seen) => [seen.id, seen]));
  const events: NewEvent[] = [];
  for (const { id, source, at, thread, mail } of fresh.values()) {
    const text = JSON.stringify(mail);
    const hash = sha256Hex(text);
    await parts.files.writeBlob(hash, encoder.encode(text));
    events.push({ event: "observed", actor: source, data: { id, source, at, hash, thread, subject: mail.subject.slice(0, 200), from: mail.from?.email ?? "" } });
  }
  if (events.length > 0) await parts.ledger.append(events, true);
  return events.length;
}

/** Enters a whole page, and only then moves the watcher's cursor. `alive` is false once this watcher was retired: what it returns late is dropped. */
export async function enterPage(parts: IntakeParts, watcher: string, page: Page, alive: () => boolean): Promise<number> {
  if (!alive()) return 0;
  const observed = await enterObservations(parts, page.observations);
  const { cursor, skipped } = page;
  const unchanged = observed === 0 && skipped.length === 0 && parts.ledger.state.cursors[watcher]?.cursor === cursor;
  if (!unchanged) await parts.ledger.append([{ event: "cursor_moved", actor: watcher, data: { watcher, cursor, observed, skipped: skipped.length } }], true);
  return observed;
}

/** Mail behind an observation, null when the owner erased the blob or it is damaged. */
export async function mailOf(files: LedgerFiles, seen: Pick<ObservationState, "hash">): Promise<Mail | null> {
  const bytes = await files.readBlob(seen.hash);
  if (bytes === null || sha256Hex(bytes) !== seen.hash) return null;
  return JSON.parse(new TextDecoder().decode(bytes)) as Mail;
}

/** Files everything that is not filed yet, takes answers to clarifications, and with `replan` plans again what waited for a service. */
export async function fileObservations(parts: IntakeParts, replan: boolean, signal?: AbortSignal): Promise<Filed> {
  let proposed = 0;
  for (const [id, seen] of Object.entries(parts.ledger.state.observations)) {
    signal?.throwIfAborted();
    try {
      if (seen.filed === null || (seen.filed.later !== null && replan)) proposed += await file(parts, id, seen, null);
      else if (seen.filed.as === "clarification") proposed += await takeAnswers(parts, id, seen, replan);
      // A power cut after the answers were taken and before their note was put away.
      else if (seen.filed.as === "action" && seen.filed.note !== null && replan) await retire(parts, seen.filed.note);
    } catch (error) {
      if (signal?.aborted || error instanceof LedgerStopped || error instanceof HostError) throw error;
      // One message that brings a bug to light must not keep the others from being filed, and must not be lost.
      await fileUnread(parts, id, seen, error instanceof Error ? error.message : String(error));
    }
  }
  return { proposed };
}

/** A message that could not be dealt with becomes a note that says so (PRODUCT K6). */
async function fileUnread(parts: IntakeParts, id: string, seen: ObservationState, why: string): Promise<void> {
  if (seen.filed !== null) return;
  const path = `${parts.notes.root}/Needs_Action/${mailNoteName("MAIL", id, seen.at, "unread")}`;
  await parts.notes.notes.write(path, unreadNote(why, seen.at, parts.settings().zone));
  await parts.ledger.append([{ event: "filed", data: { id, as: "note", kind: "other", note: path, actions: [], reason: why, later: null } }], true);
}

/** With `replan` also an unchanged note is looked at: the service that its answer needs may be back. */
async function takeAnswers(parts: IntakeParts, id: string, seen: ObservationState, replan: boolean): Promise<number> {
  const path = seen.filed?.note;
  // Put away before its line was on disk, or by the owner: what was answered in it still counts.
  const text = path && ((await parts.notes.notes.read(path)) ?? (await parts.notes.notes.read(putAway(parts, path))));
  if (!path || !text || (parts.answered.get(path) === text && !replan)) return 0;
  const mail = await mailOf(parts.files, seen);
  const read = readNote(text, parts.notes.readYaml);
  if (!mail || "problem" in read) return 0;
  parts.answered.set(path, text);
  const draft: Draft = { ...understood(parts, mail), action: "clarify", missing: seen.filed?.asked ?? [] };
  const answered = parts.understanding.answer(draft, read.front);
  if (answered.action !== "draft") return 0;
  return file(parts, id, seen, { draft: answered, note: path });
}

function understood(parts: IntakeParts, mail: Mail): Draft {
  return parts.understanding.understand(mail, { owner_emails: parts.settings().owner_emails });
}

/** Files one observation. `answered`: the owner's answers are in; the clarification note goes to Completed. */
async function file(parts: IntakeParts, id: string, seen: ObservationState, answered: { draft: Draft; note: string } | null): Promise<number> {
  const mail = await mailOf(parts.files, seen);
  const filed = (data: Omit<Extract<NewEvent["data"], { as: unknown }>, "id">): NewEvent => ({ event: "filed", data: { id, ...data } });
  if (mail === null) {
    await parts.ledger.append([filed({ as: "nothing", kind: "other", note: null, actions: [], reason: "Its text was erased or damaged before it was understood.", later: null })]);
    return 0;
  }
  const draft = answered?.draft ?? understood(parts, mail);
  const reason = draft.reasons.join(" ").slice(0, 500);
  if (draft.action === "draft") return plan(parts, { id, seen, mail, draft, reason, answered: answered?.note ?? null });
  if (draft.action === "clarify") return clarify(parts, { id, seen, mail, draft, reason }, draft.missing, "");
  const note = draft.action === "note" ? await writeMailNote(parts, id, seen, mail, draft, "") : null;
  await parts.ledger.append([filed({ as: note === null ? "nothing" : "note", kind: draft.kind, note, actions: [], reason, later: null })]);
  return 0;
}

interface Case {
  id: string;
  seen: ObservationState;
  mail: Mail;
  draft: Draft;
  reason: string;
}

/** Hands a complete draft to the channel that takes its kind. */
async function plan(parts: IntakeParts, of: Case & { answered: string | null }): Promise<number> {
  const { id, seen, mail, draft, reason } = of;
  const channel = parts.services.channels.find(({ planner }) => planner?.kinds.includes(draft.kind));
  const planner = channel?.planner;
  if (!planner) {
    const note = await writeMailNote(parts, id, seen, mail, draft, "No service that could take it on is part of this version.");
    await parts.ledger.append([{ event: "filed", data: { id, as: "note", kind: draft.kind, note, actions: [], reason, later: null } }]);
    return 0;
  }
  const observation: Observation = { id, source: seen.source, at: seen.at, thread: seen.thread, mail };
  const answer = await planOrLater(() => parts.services.breakers.ask(channel.id, () => planner.plan(draft, observation, parts.services.call(channel.id), (slot) => actionId(id, slot))));
  if (answer.kind === "questions") return clarify(parts, of, answer.missing, answer.text);
  // The answers stand in the note and nowhere else: it stays until the whole plan is made.
  if (of.answered !== null && answer.later !== null) return 0;
  const before = seen.filed;
  const events: NewEvent[] = [];
  const actions: string[] = [];
  for (const proposal of answer.seeds.map((seed) => proposalOf(parts, channel.id, seed, { kind: "mail", id }))) {
    actions.push(proposal.id);
    const existing = parts.ledger.state.actions[proposal.id];
    if (!existing) events.push({ event: "proposed", action_id: proposal.id, data: await judgeProposal(parts, proposal) });
    // What could not be looked up then is known now: also what was approved or rehearsed meanwhile is asked again, with it.
    else if (movable(existing, "edited").length > 0) await enterReplanned(parts, existing, proposal);
  }
  const as = actions.length > 0 ? "action" : "note";
  const note = as === "note" ? await writeMailNote(parts, id, seen, mail, draft, answer.later ?? "") : null;
  const unchanged = before?.as === as && before.later === answer.later && events.length === 0;
  if (as === "action") await retireWaiting(parts, seen);
  if (!unchanged) await parts.ledger.append([...events, { event: "filed", data: { id, as, kind: draft.kind, note: of.answered ?? note, actions, reason, later: answer.later } }], true);
  if (of.answered !== null) await retire(parts, of.answered);
  return events.length;
}

/** A read that failed postpones the plan; the draft stays open and nothing is lost. */
async function planOrLater(planning: () => Promise<Plan>): Promise<Plan> {
  try {
    return await planning();
  } catch (error) {
    if (error instanceof ServiceError) return { kind: "proposals", seeds: [], later: error.message };
    throw error;
  }
}

async function clarify(parts: IntakeParts, of: Case, missing: string[], text: string): Promise<number> {
  const { id, seen, mail, draft, reason } = of;
  const path = `${parts.notes.root}/Needs_Action/${mailNoteName("INVOICE_CLARIFICATION", id, seen.at, mail.subject)}`;
  if (seen.filed?.as === "clarification") return 0;
  await retireWaiting(parts, seen);
  const zone = parts.settings().zone;
  const asked = parts.understanding.ask({ ...draft, action: "clarify", missing });
  // A power cut after the note and before its line: the owner may have written in it since.
  if ((await parts.notes.notes.read(path)) === null) await parts.notes.notes.write(path, clarificationNote(mail, draft, asked, { at: seen.at, zone, missing, text }));
  await parts.ledger.append([{ event: "filed", data: { id, as: "clarification", kind: draft.kind, note: path, actions: [], reason, later: null, asked: missing } }], true);
  return 0;
}

async function writeMailNote(parts: IntakeParts, id: string, seen: ObservationState, mail: Mail, draft: Draft, why: string): Promise<string> {
  const path = `${parts.notes.root}/Needs_Action/${mailNoteName("MAIL", id, seen.at, mail.subject)}`;
  // A power cut after the note and before its line: the owner may have written in it since.
  if ((await parts.notes.notes.read(path)) === null) await parts.notes.notes.write(path, mailNote(mail, draft, { at: seen.at, zone: parts.settings().zone, why }));
  return path;
}

/** A message that waited for a service is somewhere else now; the note that said so has served. */
async function retireWaiting(parts: IntakeParts, { filed }: ObservationState): Promise<void> {
  if (filed?.later && filed.note !== null) await retire(parts, filed.note);
}

/** Where a note goes that has served. */
function putAway({ notes }: IntakeParts, path: string): string {
  return `${notes.root}/Completed/${path.slice(path.lastIndexOf("/") + 1)}`;
}

/** An answered clarification has served: it goes to Completed, as the owner filled it. Where one lies there already, the owner finds this one in the bin. */
async function retire(parts: IntakeParts, path: string): Promise<void> {
  const { notes } = parts.notes;
  if ((await notes.read(path)) === null) return;
  const target = putAway(parts, path);
  if ((await notes.read(target)) === null) await notes.move(path, target);
  else await notes.trash(path);
}

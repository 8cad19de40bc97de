/**
 * Owns: the way of an observation into the ledger and from there to exactly one place: an action, a clarification, a note, or nothing.
 * Never: deciding or acting. Content is untrusted; it is stored by hash and only ever understood, never obeyed.
 */
import { mailsOf, noticed, threadOf } from "../core/cases";
import type { Draft } from "../core/draft";
import type { NewEvent } from "../core/event";
import { reasonOf } from "../core/failure";
import { sha256Hex } from "../core/hash";
import type { Mail } from "../core/mail";
import { clarificationNote, mailNoteName } from "../core/mail-note";
import { movable, type ObservationState } from "../core/state";
import { HostError } from "../ports";
import type { Observation, Page } from "../watcher";
import { enterReplanned } from "./editing";
import { enterFiled, retire, retireWaiting, writeMailNote } from "./filing";
import { caseDraft, contextOf, laterOf, mailOf, noteText } from "./case-draft";
import type { IntakeParts } from "./intake-parts";
import { judgeProposal } from "./judgement";
import { isPlanned, planned } from "./planning";
import { LedgerStopped } from "./stopped";
import { fileUnread, retireUnread, triedAgain } from "./unread";
import { awaitsReply, fileTalk, takeReply } from "./talks";
import { afterwards, change, join, judgeAgain, sameMail } from "./thread-mails";

export type { IntakeParts, Understanding } from "./intake-parts";

export interface Filed {
  proposed: number;
  /** What was filed and failed later, as sentences: it is tried again with every replanning. */
  stuck: string[];
  /** Questions whose note still lies in Needs_Action: who threw one away, or put it away, does not want to be asked. */
  asked: number;
}

export { mailOf } from "./case-draft";

const encoder = new TextEncoder();

/** Enters what is new: content first, then the lines, in the page's order. Returns how many were new. */
export async function enterObservations(parts: IntakeParts, observations: readonly Observation[]): Promise<number> {
  const fresh = new Map(observations.filter(({ id }) => parts.ledger.state.observations[id] === undefined).map((seen) => [seen.id, seen]));
  const events: NewEvent[] = [];
  // Mails of one page may answer each other.
  const state = { ...parts.ledger.state, observations: { ...parts.ledger.state.observations } };
  for (const { id, source, at, thread: own, mail } of fresh.values()) {
    const text = JSON.stringify(mail);
    const hash = sha256Hex(text);
    await parts.files.writeBlob(hash, encoder.encode(text));
    const thread = own ?? threadOf(state, mail);
    const named = mail.message_id === null ? {} : { message_id: mail.message_id.slice(0, 900) };
    state.observations[id] = { at, source, hash, thread, ...named, filed: null };
    noticed(state.observations, id, { at, source, hash, thread, ...named, filed: null });
    events.push({ event: "observed", actor: source, data: { id, source, at, hash, thread, subject: mail.subject.slice(0, 200), from: mail.from?.email || (mail.from?.name.slice(0, 200) ?? ""), ...named } });
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

/** Files everything that is not filed yet, takes answers to clarifications, and with `replan` plans again what waited for a service. */
export async function fileObservations(parts: IntakeParts, replan: boolean, signal?: AbortSignal): Promise<Filed> {
  let proposed = 0;
  const stuck: string[] = [];
  for (const [id, seen] of Object.entries(parts.ledger.state.observations)) {
    signal?.throwIfAborted();
    try {
      if (seen.filed === null || (seen.filed.later !== null && seen.filed.as !== "case" && replan)) proposed += await file(parts, id, seen, null);
      else if (seen.filed.as === "case" && seen.filed.later !== null && replan) await change(parts, id, seen.filed.of ?? "");
      else if (awaitsReply(seen)) proposed += await takeReply(parts, id, seen);
      else if (seen.filed.as === "clarification") proposed += await takeAnswers(parts, id, seen, replan);
      else if (seen.filed.failed && replan && (await triedAgain(parts, seen))) proposed += await file(parts, id, { ...seen, filed: null }, null);
      // A power cut after the answers were taken and before their note was put away.
      else if (seen.filed.as === "action" && seen.filed.note !== null && replan) await retire(parts, seen.filed.note);
    } catch (error) {
      if (signal?.aborted || error instanceof LedgerStopped || error instanceof HostError) throw error;
      // One message that brings a bug to light must not keep the others from being filed, and must not be lost.
      const why = reasonOf(error);
      if (seen.filed === null || seen.filed.failed) await fileUnread(parts, id, seen, why);
      else stuck.push(`A mail of ${seen.at.slice(0, 10)} (${id}) cannot be taken further: ${why}`);
    }
  }
  if (replan) await retireUnread(parts);
  return { proposed, stuck, asked: await countAsked(parts) };
}

async function countAsked({ ledger, notes }: IntakeParts): Promise<number> {
  const open = Object.values(ledger.state.observations).flatMap(({ filed }) => (filed?.as === "clarification" && filed.note !== null ? [filed.note] : []));
  if (open.length === 0) return 0;
  const there = new Set(await notes.notes.list(`${notes.root}/Needs_Action`));
  return open.filter((path) => there.has(path)).length;
}

/** Takes what the owner filled in and what later mails answer. With `replan` also an unchanged note is looked at: the service that its answer needs may be back. */
async function takeAnswers(parts: IntakeParts, id: string, seen: ObservationState, replan: boolean): Promise<number> {
  const path = seen.filed?.note;
  const text = await noteText(parts, path);
  if (!path || text === null || (parts.answered.get(path) === text && !replan)) return 0;
  const found = await caseDraft(parts, id, seen, text);
  if (!found) return 0;
  parts.answered.set(path, text);
  const { mail, draft, heard } = found;
  if (draft.action === "draft") return file(parts, id, seen, { draft, note: path });
  // A part of it was answered by mail: the note asks for the rest, with what is known filled in.
  if (mailsOf(parts.ledger.state, id).length > 0 && (await parts.notes.notes.read(path)) !== null) {
    const shown = await clarificationText(parts, { id, mail, seen, draft: heard }, heard.missing, "", draft);
    if (shown !== text) await parts.notes.notes.write(path, shown);
    parts.answered.set(path, shown);
  }
  return 0;
}

/** Files one observation. `answered`: the answers are in; the clarification note goes to Completed. */
async function file(parts: IntakeParts, id: string, seen: ObservationState, answered: { draft: Draft; note: string } | null): Promise<number> {
  const said = seen.filed === null ? await mailOf(parts.files, seen) : null;
  if (said?.talk) return fileTalk(parts, id, seen, said, said.talk);
  const found = answered === null ? await caseDraft(parts, id, seen, null) : null;
  const mail = found?.mail ?? (await mailOf(parts.files, seen));
  if (mail === null) {
    await enterFiled(parts, null, { id, as: "nothing", kind: "other", note: null, actions: [], reason: "Its text was erased or damaged before it was understood.", later: null });
    return 0;
  }
  const draft = answered?.draft ?? found?.draft ?? (await parts.understanding.understand(mail, contextOf(parts, id, mail)));
  if (seen.filed === null) {
    const twin = await sameMail(parts, id, seen, mail);
    if (twin !== null) {
      await enterFiled(parts, null, { id, as: "nothing", kind: draft.kind, note: null, actions: [], reason: `The same mail came in before, as ${twin}.`, later: null });
      return 0;
    }
    const joined = await join(parts, id, mail);
    const asking = joined?.answers ? parts.ledger.state.observations[joined.answers] : undefined;
    if (joined?.answers && asking) return takeAnswers(parts, joined.answers, asking, true);
    if (joined !== null) return 0;
  }
  const reason = draft.reasons.join(" ").slice(0, 500);
  if (draft.action === "draft") return plan(parts, { id, seen, mail, draft, reason, answered: answered?.note ?? null });
  if (draft.action === "clarify") return clarify(parts, { id, seen, mail, draft, reason }, draft.missing, "");
  const after = seen.filed === null ? await afterwards(parts, id, mail) : null;
  // E.g. a vendor's bill (a request for an invoice that is only a note could not be read): worth a note by itself, and a proposal where a service can take it on with what it says.
  if (draft.action === "note" && draft.kind !== "invoice_request" && after === null && isPlanned(parts, draft)) return plan(parts, { id, seen, mail, draft, reason, answered: null });
  const note = draft.action === "note" || after !== null ? await writeMailNote(parts, id, seen, mail, draft, after?.why ?? "") : null;
  await enterFiled(parts, mail, { id, as: note === null ? "nothing" : "note", kind: draft.kind, note, actions: [], reason: after?.why ?? reason, later: null, ...(after && { of: after.of, signs: after.signs }) });
  if (after) await judgeAgain(parts, after.of);
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
  const answer = await planned(parts, id, seen, mail, draft);
  if (answer === null) {
    const note = await writeMailNote(parts, id, seen, mail, draft, "No service that could take it on is part of this version.");
    await enterFiled(parts, mail, { id, as: "note", kind: draft.kind, note, actions: [], reason, later: null });
    return 0;
  }
  if (answer.kind === "questions") return clarify(parts, of, answer.missing, answer.text);
  // The answers stand in the note and nowhere else: it stays until the whole plan is made.
  if (of.answered !== null && answer.later !== null) return 0;
  const before = seen.filed;
  const events: NewEvent[] = [];
  const actions: string[] = [];
  for (const proposal of answer.proposals) {
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
  if (!unchanged) await enterFiled(parts, mail, { id, as, kind: draft.kind, note: of.answered ?? note, actions, reason, later: answer.later, ...(before?.asked && { asked: before.asked }) }, events);
  if (of.answered !== null) await retire(parts, of.answered);
  return events.length;
}

/** Text of a clarification note. `filled`: the draft with what the owner has filled in so far. */
async function clarificationText(parts: IntakeParts, { id, mail, seen, draft }: Pick<Case, "id" | "mail" | "seen" | "draft">, missing: string[], text: string, filled: Draft = draft): Promise<string> {
  const open: Draft = { ...draft, action: "clarify", missing };
  const { reply, fields } = parts.understanding.ask(open);
  const known = parts.understanding.ask({ ...filled, action: "clarify", missing }).fields;
  const later = await laterOf(parts, id);
  return clarificationNote(mail, draft, { reply, fields: { ...fields, ...known } }, { at: seen.at, zone: parts.settings().zone, missing, text, later: later.said, signs: [...draft.signs, ...later.signs] });
}

async function clarify(parts: IntakeParts, of: Case, missing: string[], text: string): Promise<number> {
  const { id, seen, mail, draft, reason } = of;
  const path = seen.filed?.as === "clarification" && seen.filed.note !== null ? seen.filed.note : `${parts.notes.root}/Needs_Action/${mailNoteName("INVOICE_CLARIFICATION", id, seen.at, mail.subject)}`;
  const before = seen.filed?.as === "clarification" ? (seen.filed.asked ?? []) : [];
  const asked = [...before, ...missing.filter((fact) => !before.includes(fact))];
  // Answered, and the service still asks for the same.
  if (seen.filed?.as === "clarification" && asked.length === before.length) return 0;
  await retireWaiting(parts, seen);
  // A power cut after the note and before its line: the owner may have written in it since.
  if (seen.filed?.as === "clarification" || (await parts.notes.notes.read(path)) === null) await parts.notes.notes.write(path, await clarificationText(parts, of, missing, text));
  await enterFiled(parts, mail, { id, as: "clarification", kind: draft.kind, note: path, actions: [], reason, later: null, asked });
  return 0;
}


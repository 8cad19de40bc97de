/**
 * Owns: comments, mentions and direct messages - their note, the answer that the owner writes in it as a proposal, and the customer who asks for a price (PRODUCT S7).
 * Never: answering by itself; every answer is decided by a person.
 */
import type { NewEvent } from "../core/event";
import type { Proposal } from "../core/action";
import type { Mail } from "../core/mail";
import { mailNoteName } from "../core/mail-note";
import { sha256Hex } from "../core/hash";
import { answerWith, ANSWERS, asksForPrice, LEAD, type AnswerProperty, type Talk } from "../core/talk";
import { TALK_TYPE, talkNote, writtenReplies } from "../core/talk-note";
import type { ObservationState } from "../core/state";
import { mailOf, noteText } from "./case-draft";
import { enterFiled, retire } from "./filing";
import type { IntakeParts } from "./intake-parts";
import { judgeProposal, NotThroughGate, proposalOf } from "./judgement";

/** Is this an observation whose note may hold an answer? */
export const awaitsReply = ({ filed }: ObservationState): boolean => filed?.as === "note" && filed.kind === TALK_TYPE;

/** Somebody who asks for a price, as a customer: a card of the first service that keeps customers; null when none does. */
function leadOf(parts: IntakeParts, id: string, mail: Mail, talk: Talk): Proposal | null {
  const name = mail.from?.name.trim() ?? "";
  const keeper = parts.services.channels.find(({ lead }) => lead !== undefined);
  if (!keeper?.lead || name === "" || !asksForPrice(mail.text)) return null;
  return proposalOf(parts, keeper.id, { ...keeper.lead(name), slot: LEAD, assumptions: [`They asked for a price on ${parts.services.channel(talk.channel)?.label ?? talk.channel}.`] }, { kind: "chat", id });
}

/** Files a talk as a note; who asks for a price also as a card. Returns how much was proposed. */
export async function fileTalk(parts: IntakeParts, id: string, seen: ObservationState, mail: Mail, talk: Talk): Promise<number> {
  const lead = leadOf(parts, id, mail, talk);
  const path = `${parts.notes.root}/Needs_Action/${mailNoteName("SOCIAL", id, seen.at, mail.text.slice(0, 60))}`;
  const label = parts.services.channel(talk.channel)?.label ?? talk.channel;
  // A power cut after the note and before its line: the owner may have written in it since.
  if ((await parts.notes.notes.read(path)) === null) await parts.notes.notes.write(path, talkNote(mail, talk, { at: seen.at, zone: parts.settings().zone, label, lead: lead?.id ?? null }));
  const events: NewEvent[] = lead === null || parts.ledger.state.actions[lead.id] ? [] : [{ event: "proposed", action_id: lead.id, data: await judgeProposal(parts, lead) }];
  await enterFiled(parts, null, { id, as: "note", kind: TALK_TYPE, note: path, actions: lead ? [lead.id] : [], reason: `Somebody talks to you on ${label}.`, later: null }, events);
  return events.length;
}

/** An answer that the owner wrote, as a proposal. Throws NotThroughGate. */
function answerOf(parts: IntakeParts, id: string, mail: Mail, talk: Talk, property: AnswerProperty, text: string): Proposal[] {
  const way = talk[ANSWERS[property]];
  const keys = { thread: mail.thread, po_number: null, partner: null };
  return way ? [proposalOf(parts, talk.channel, { slot: `${property}-${sha256Hex(text).slice(0, 6)}`, operation: way.operation, payload: answerWith(way, text), keys, depends_on: [], evidence: {}, signs: [], assumptions: [talk.rule] }, { kind: "chat", id })] : [];
}

/**
 * Takes the answers that the owner wrote into the note, once: they become proposals, and the note is put away. What the channel does not
 * take stays in the note; it is said there why.
 */
export async function takeReply(parts: IntakeParts, id: string, seen: ObservationState): Promise<number> {
  const path = seen.filed?.note;
  const text = await noteText(parts, path);
  if (!path || text === null || parts.answered.get(path) === text) return 0;
  parts.answered.set(path, text);
  const replies = writtenReplies(text, parts.notes.readYaml);
  const mail = replies.length === 0 ? null : await mailOf(parts.files, seen);
  const talk = mail?.talk;
  if (!mail || !talk || !seen.filed) return 0;
  let proposals: Proposal[];
  try {
    proposals = replies.flatMap(([property, reply]) => answerOf(parts, id, mail, talk, property, reply));
  } catch (error) {
    if (!(error instanceof NotThroughGate)) throw error;
    const problem = `%% Not taken over: ${error.facts.join("; ")}. Change the property ${replies.map(([property]) => property).join(" or ")}. %%`;
    const marked = `${text.replace(/%% Not taken over: [^\n]*%%\s*$/, "").trimEnd()}\n\n${problem}\n`;
    if (marked !== text) await parts.notes.notes.write(path, marked);
    parts.answered.set(path, marked);
    return 0;
  }
  if (proposals.length === 0) return 0;
  const fresh = proposals.filter((proposal) => !parts.ledger.state.actions[proposal.id]);
  const events: NewEvent[] = [];
  for (const proposal of fresh) events.push({ event: "proposed", action_id: proposal.id, data: await judgeProposal(parts, proposal) });
  await enterFiled(parts, null, { ...seen.filed, id, as: "action", actions: [...seen.filed.actions, ...proposals.map((proposal) => proposal.id)] }, events);
  await retire(parts, path);
  return events.length;
}

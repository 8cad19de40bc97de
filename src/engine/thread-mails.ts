/**
 * Owns: later mails of a thread: which case they belong to, and what they change there (PRODUCT M4, M7: one case per thread).
 * Never: a decision. What was approved and is changed, or taken back, goes to a person again.
 */
import type { Proposal } from "../core/action";
import { fieldsOf } from "../core/action-note";
import { caseSigns, lastCase, named, openCase, suggestedBy } from "../core/cases";
import type { FollowUp, Sign } from "../core/draft";
import { canonical, type JsonObject } from "../core/json";
import { laterChange, type LaterChange } from "../core/later-change";
import type { Mail } from "../core/mail";
import { movable, statusOf, type ActionState, type ObservationState, type State } from "../core/state";
import { caseDraft, contextOf, mailOf, noteText } from "./case-draft";
import { enterJudgedAgain, enterReplanned } from "./editing";
import { facesOf } from "./faces";
import { enterFiled } from "./filing";
import type { IntakeParts } from "./intake-parts";
import { planned } from "./planning";

/** `answers`: id of the clarification that the mail may have answered. */
export interface Joined {
  answers: string | null;
}

/** Id of an earlier observation of the very same mail, e.g. from a file and from the mailbox; its Message-ID alone may be anybody's. */
export async function sameMail(parts: IntakeParts, id: string, seen: ObservationState, mail: Mail): Promise<string | null> {
  if (seen.message_id === undefined) return null;
  for (const other of named(parts.ledger.state, seen.message_id)) {
    const earlier = parts.ledger.state.observations[other];
    if (other === id || !earlier?.filed) continue;
    const twin = await mailOf(parts.files, earlier);
    if (twin?.text === mail.text && twin.subject === mail.subject && twin.from?.email === mail.from?.email) return other;
  }
  return null;
}

/** A later mail of a thread with an open case belongs to that case. Null: there is none, or it is nothing of it. */
export async function join(parts: IntakeParts, id: string, mail: Mail): Promise<Joined | null> {
  const of = openCase(parts.ledger.state, id);
  const first = of === null ? undefined : parts.ledger.state.observations[of];
  if (of === null || !first) return null;
  const text = await noteText(parts, first.filed?.note);
  // The owner threw the question away: the case is over.
  if (first.filed?.as === "clarification" && text === null) return null;
  const found = await caseDraft(parts, of, first, text, []);
  if (!found) return null;
  const said = await parts.understanding.followUp(found.draft, found.mail, mail, contextOf(parts, id, mail));
  if (said.is === "apart") return null;
  const later = said.is === "change" && first.filed?.as === "action" ? CHANGE_WAITS : null;
  const suggested = later !== null && needsWord(parts.ledger.state, of, said.signs) ? { suggested: true } : {};
  await enterFiled(parts, mail, { id, as: "case", of, kind: said.kind, note: null, actions: [], reason: said.reason.slice(0, 500), later, signs: said.signs, ...suggested });
  if (first.filed?.as === "clarification") return { answers: of };
  if (later !== null) await change(parts, id, of);
  else if (said.signs.length > 0) await judgeAgain(parts, of);
  return { answers: null };
}

const CHANGE_WAITS = "The changed request is planned again.";

/** The actions of a case that can still be changed. */
function changeable(state: Readonly<State>, of: string): ActionState[] {
  return (state.observations[of]?.filed?.actions ?? []).flatMap((id) => state.actions[id] ?? []).filter((action) => movable(action, "edited").length > 0);
}

/** What a person decided on or wrote is changed by nobody else, and nothing by a mail that may be forged: it is suggested, and one click takes it over. */
function needsWord(state: Readonly<State>, of: string, signs: readonly Sign[]): boolean {
  const touched = changeable(state, of).some((action) => statusOf(action) !== "waiting" || Object.keys(action.own_fields).length > 0);
  return touched || signs.some(({ fraud }) => fraud) || suggestedBy(state, of).length > 0;
}

/** What is planned of a case without some of its later mails; null when that cannot be made of what it says. */
async function planWithout(parts: IntakeParts, of: string, first: ObservationState, without: readonly string[]): Promise<{ proposals: Proposal[]; later: string | null } | null> {
  const found = await caseDraft(parts, of, first, await noteText(parts, first.filed?.note), without);
  const answer = found?.draft.action === "draft" ? await planned(parts, of, first, found.mail, found.draft) : null;
  return answer?.kind === "proposals" ? answer : null;
}

/**
 * Plans a case again whose request a later mail changed. What only waits is changed with it, and shows the difference; what a person decided on or
 * wrote stays as it is, waits again, and shows what the mail wants: a person takes it over.
 */
export async function change(parts: IntakeParts, id: string, of: string): Promise<void> {
  const { state } = parts.ledger;
  const first = state.observations[of];
  const seen = state.observations[id];
  if (!first?.filed || !seen?.filed) return;
  // Whatever comes of it, nothing runs on a word that did not know of this mail.
  const suggested = seen.filed.suggested === true || needsWord(state, of, seen.filed.signs ?? []);
  if (suggested && !seen.filed.suggested) await parts.ledger.append([{ event: "filed", data: { id, ...seen.filed, suggested } }]);
  const before = await planWithout(parts, of, first, [id, ...suggestedBy(state, of)]);
  const wanted = await planWithout(parts, of, first, []);
  if (before?.later || wanted?.later) return judgeAgain(parts, of);
  for (const action of changeable(state, of)) {
    const [from, to] = [before, wanted].map((plan) => plan?.proposals.find((one) => one.id === action.proposal.id));
    const later = from && to ? laterOf(parts, { id, at: seen.at }, action, from, to) : null;
    if (!later || !to || canonical(later.after) === canonical(action.later_change?.after ?? {})) continue;
    if (suggested) await enterJudgedAgain(parts, action, later);
    else await enterReplanned(parts, action, to, later);
  }
  const unclear: Sign[] = before && wanted ? [] : [{ code: "wrote_again", text: "A later mail changes the request in a way that cannot be laid over it. Read it before you decide.", fraud: false }];
  await parts.ledger.append([{ event: "filed", data: { id, ...seen.filed, later: null, signs: [...(seen.filed.signs ?? []), ...unclear] } }]);
  await judgeAgain(parts, of);
}

/** What a mail changes in an action: what parts the plan with it from the one without it. */
function laterOf({ services }: IntakeParts, by: { id: string; at: string }, action: ActionState, from: Proposal, to: Proposal): LaterChange | null {
  const fields = (proposal: Proposal): JsonObject => fieldsOf(facesOf(services, { ...action, proposal }));
  const evidence = Object.fromEntries(Object.entries(to.evidence).filter(([fact, words]) => from.evidence[fact] !== words));
  return laterChange({ by: by.id, at: by.at, evidence }, fields(action.proposal), fields(from), fields(to));
}

/** Every open action of a case shows what was learned since it was judged. */
export async function judgeAgain(parts: IntakeParts, of: string): Promise<void> {
  for (const action of Object.values(parts.ledger.state.actions)) {
    const shown = new Set(action.signs.map(({ text }) => text));
    if (caseSigns(parts.ledger.state, action.proposal.origin, of).some(({ text }) => !shown.has(text))) await enterJudgedAgain(parts, action);
  }
}

const TOO_LATE: Partial<Record<FollowUp["is"], string>> = {
  cancellation: "It takes a request back that was already dealt with.",
  change: "It changes a request that was already dealt with.",
};

/** A case that is done, and a later mail that takes it back or wants it otherwise: a person must know, also on the card of what follows. */
export async function afterwards(parts: IntakeParts, id: string, mail: Mail): Promise<{ of: string; why: string; signs: Sign[] } | null> {
  const of = lastCase(parts.ledger.state, id);
  const first = of === null ? undefined : parts.ledger.state.observations[of];
  const found = of === null || !first ? null : await caseDraft(parts, of, first, await noteText(parts, first.filed?.note));
  if (of === null || !found) return null;
  const said = await parts.understanding.followUp(found.draft, found.mail, mail, contextOf(parts, id, mail));
  const why = TOO_LATE[said.is];
  return why === undefined ? null : { of, why, signs: said.signs };
}

/**
 * Owns: later mails of a thread: which case they belong to, and what they change there (PRODUCT M4, M7: one case per thread).
 * Never: a decision. What was approved and is changed, or taken back, goes to a person again.
 */
import { caseSigns, lastCase, named, openCase } from "../core/cases";
import type { Sign } from "../core/draft";
import type { Mail } from "../core/mail";
import { movable, type ObservationState } from "../core/state";
import { caseDraft, contextOf, mailOf, noteText } from "./case-draft";
import { enterJudgedAgain, enterReplanned } from "./editing";
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
  const found = await caseDraft(parts, of, first, text);
  if (!found) return null;
  const said = await parts.understanding.followUp(found.draft, found.mail, mail, contextOf(parts, id, mail));
  if (said.is === "apart") return null;
  const later = said.is === "change" && first.filed?.as === "action" ? CHANGE_WAITS : null;
  await enterFiled(parts, mail, { id, as: "case", of, kind: said.kind, note: null, actions: [], reason: said.reason.slice(0, 500), later, signs: said.signs });
  if (first.filed?.as === "clarification") return { answers: of };
  if (later !== null) await change(parts, id, of);
  else if (said.signs.length > 0) await judgeAgain(parts, of);
  return { answers: null };
}

const CHANGE_WAITS = "The changed request is planned again.";

/** Plans a case again whose request a later mail changed; what is open then waits for a new decision, with the difference. */
export async function change(parts: IntakeParts, id: string, of: string): Promise<void> {
  const first = parts.ledger.state.observations[of];
  const filed = parts.ledger.state.observations[id]?.filed;
  if (!first?.filed || !filed) return;
  const found = await caseDraft(parts, of, first, await noteText(parts, first.filed.note));
  const answer = found?.draft.action === "draft" ? await planned(parts, of, first, found.mail, found.draft) : null;
  if (answer?.kind === "proposals" && answer.later !== null) return;
  const open = first.filed.actions.flatMap((action) => parts.ledger.state.actions[action] ?? []);
  if (answer?.kind === "proposals") {
    for (const proposal of answer.proposals) {
      const existing = open.find((action) => action.proposal.id === proposal.id);
      if (existing && movable(existing, "edited").length > 0) await enterReplanned(parts, existing, proposal);
    }
  }
  const unclear: Sign[] = answer?.kind === "proposals" ? [] : [{ code: "wrote_again", text: "A later mail changes the request in a way that cannot be laid over it. Read it before you decide.", fraud: false }];
  await parts.ledger.append([{ event: "filed", data: { id, ...filed, later: null, signs: [...(filed.signs ?? []), ...unclear] } }]);
  await judgeAgain(parts, of);
}

/** Every open action of a case shows what was learned since it was judged. */
export async function judgeAgain(parts: IntakeParts, of: string): Promise<void> {
  for (const action of Object.values(parts.ledger.state.actions)) {
    const shown = new Set(action.signs.map(({ text }) => text));
    if (caseSigns(parts.ledger.state, action.proposal.origin, of).some(({ text }) => !shown.has(text))) await enterJudgedAgain(parts, action);
  }
}

/** A case that is done, and a later mail that takes it back: a person must know, also on the card of what follows. */
export async function afterwards(parts: IntakeParts, id: string, mail: Mail): Promise<{ of: string; why: string; signs: Sign[] } | null> {
  const of = lastCase(parts.ledger.state, id);
  const first = of === null ? undefined : parts.ledger.state.observations[of];
  const found = of === null || !first ? null : await caseDraft(parts, of, first, await noteText(parts, first.filed?.note));
  if (of === null || !found) return null;
  const said = await parts.understanding.followUp(found.draft, found.mail, mail, contextOf(parts, id, mail));
  return said.is === "cancellation" ? { of, why: "It takes a request back that was already dealt with.", signs: said.signs } : null;
}

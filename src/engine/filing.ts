/**
 * Owns: where an observation is filed - its line in the ledger, its note, and the note put away once it has served.
 * Never: what a message means, or a decision.
 */
import { mailNote, mailNoteName } from "../core/mail-note";
import type { Draft } from "../core/draft";
import type { Filing, NewEvent } from "../core/event";
import type { Mail } from "../core/mail";
import type { ObservationState } from "../core/state";
import { putAway } from "./case-draft";
import type { IntakeParts } from "./intake-parts";

/** Enters where an observation went, and what is remembered of its sender. `before`: lines that belong to the same step. */
export async function enterFiled(parts: IntakeParts, mail: Mail | null, filing: Filing, before: NewEvent[] = []): Promise<void> {
  const known = mail?.from && filing.as !== "nothing" ? { contact: { email: mail.from.email.slice(0, 300), name: mail.from.name.slice(0, 200), accounts: await parts.understanding.accounts(mail) } } : {};
  await parts.ledger.append([...before, { event: "filed", data: { ...filing, ...known } }], before.length > 0 || filing.as === "clarification" || filing.as === "action");
}

export async function writeMailNote(parts: IntakeParts, id: string, seen: ObservationState, mail: Mail, draft: Draft, why: string): Promise<string> {
  const path = `${parts.notes.root}/Needs_Action/${mailNoteName("MAIL", id, seen.at, mail.subject)}`;
  // A power cut after the note and before its line: the owner may have written in it since.
  if ((await parts.notes.notes.read(path)) === null) await parts.notes.notes.write(path, mailNote(mail, draft, { at: seen.at, zone: parts.settings().zone, why }));
  return path;
}

/** A message that waited for a service is somewhere else now; the note that said so has served. */
export async function retireWaiting(parts: IntakeParts, { filed }: ObservationState): Promise<void> {
  if (filed?.later && filed.note !== null) await retire(parts, filed.note);
}

/** An answered clarification has served: it goes to Completed, as the owner filled it. Where one lies there already, the owner finds this one in the bin. */
export async function retire(parts: IntakeParts, path: string): Promise<void> {
  const { notes } = parts.notes;
  if ((await notes.read(path)) === null) return;
  const target = putAway(parts, path);
  if ((await notes.read(target)) === null) await notes.move(path, target);
  else await notes.trash(path);
}

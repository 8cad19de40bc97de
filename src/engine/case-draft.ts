/**
 * Owns: the draft of a case as it stands now - what its first mail said, then what later mails of the thread said, then what the owner filled in.
 * Never: a write. The same log and the same note always give the same draft.
 */
import type { Draft, Sign } from "../core/draft";
import { sha256Hex } from "../core/hash";
import { canonical, type Json, type JsonObject } from "../core/json";
import { knownTo, mailsOf, suggestedBy } from "../core/cases";
import type { Mail } from "../core/mail";
import type { Said } from "../core/mail-note";
import type { ObservationState, State } from "../core/state";
import { readNote } from "../core/note";
import type { LedgerFiles } from "../ports";
import type { IntakeParts, MailContext } from "./intake-parts";

/** Mail behind an observation, null when the owner erased the blob or it is damaged. */
export async function mailOf(files: LedgerFiles, seen: Pick<ObservationState, "hash">): Promise<Mail | null> {
  const bytes = await files.readBlob(seen.hash);
  if (bytes === null || sha256Hex(bytes) !== seen.hash) return null;
  return JSON.parse(new TextDecoder().decode(bytes)) as Mail;
}

export function contextOf(parts: CaseParts, id: string, mail: Mail): MailContext {
  const { owner_emails } = parts.settings();
  return { owner_emails, known: knownTo(parts.ledger.state, id, mail, owner_emails) };
}

/** Where a note goes that has served. */
export function putAway({ notes }: Pick<IntakeParts, "notes">, path: string): string {
  return `${notes.root}/Completed/${path.slice(path.lastIndexOf("/") + 1)}`;
}

/** Text of a clarification note, also when it was put away: by the owner, or before its line was on disk. What was answered in it still counts. */
export async function noteText(parts: Pick<IntakeParts, "notes">, path: string | null | undefined): Promise<string | null> {
  if (!path) return null;
  return (await parts.notes.notes.read(path)) ?? (await parts.notes.notes.read(putAway(parts, path)));
}

/** What the owner wrote into the note: fields whose value is none of those that we wrote there - at first, or when a later mail answered some. */
function owners(written: readonly JsonObject[], front: JsonObject): JsonObject {
  const loose = (value: Json | undefined): string => (value === undefined || value === null ? "" : typeof value === "string" ? value.trim() : canonical(value));
  const names = new Set(written.flatMap((fields) => Object.keys(fields)));
  const isOurs = (name: string): boolean => written.some((fields) => Object.hasOwn(fields, name) && loose(front[name]) === loose(fields[name]));
  return Object.fromEntries([...names].flatMap((name): [string, Json][] => (front[name] === undefined || isOurs(name) ? [] : [[name, front[name]]])));
}

/** What is needed to read a case, also on a device that does not execute. */
export type CaseParts = Pick<IntakeParts, "files" | "notes" | "understanding" | "settings"> & { ledger: { readonly state: Readonly<State> } };

export interface CaseDraft {
  mail: Mail;
  /** Before what the owner filled in. */
  heard: Draft;
  draft: Draft;
}

/**
 * `text`: of its clarification note, null when there is none. `without`: later mails that are not heard; by itself those whose change waits for a
 * person's word. Null when the mail cannot be read any more.
 */
export async function caseDraft(parts: CaseParts, id: string, seen: ObservationState, text: string | null, without: readonly string[] = suggestedBy(parts.ledger.state, id)): Promise<CaseDraft | null> {
  const mail = await mailOf(parts.files, seen);
  if (mail === null) return null;
  const context = contextOf(parts, id, mail);
  const first = await parts.understanding.understand(mail, context);
  const asked = seen.filed?.asked;
  const base: Draft = asked === undefined ? first : { ...first, action: "clarify", missing: asked };
  let heard = base;
  const written = [base];
  for (const later of mailsOf(parts.ledger.state, id).filter((one) => !without.includes(one))) {
    const next = parts.ledger.state.observations[later];
    const said = next ? await mailOf(parts.files, next) : null;
    if (said) heard = (await parts.understanding.followUp(heard, mail, said, contextOf(parts, later, said))).draft;
    written.push(heard);
  }
  const read = text === null ? null : readNote(text, parts.notes.readYaml);
  if (read === null || "problem" in read || heard.action !== "clarify") return { mail, heard, draft: heard };
  const filled = owners(written.map((one) => parts.understanding.ask(one).fields), read.front);
  return { mail, heard, draft: Object.keys(filled).length === 0 ? heard : parts.understanding.answer(heard, filled) };
}

/** What later mails of a case say, in the order in which they came: their texts, what they were taken for, and their signs. */
export async function laterOf(parts: CaseParts, id: string): Promise<{ said: Said[]; reasons: string[]; signs: Sign[] }> {
  const filed = mailsOf(parts.ledger.state, id).flatMap((later) => parts.ledger.state.observations[later] ?? []);
  const said: Said[] = [];
  for (const seen of filed) {
    const mail = await mailOf(parts.files, seen);
    if (mail) said.push({ at: seen.at, text: mail.text });
  }
  return { said, reasons: filed.flatMap(({ filed: one }) => one?.reason || []), signs: filed.flatMap(({ filed: one }) => one?.signs ?? []) };
}

/**
 * Owns: open questions about mails as a person is shown them, and taking an answer: it is written into the question's note, where answers live.
 * Never: an entry in the log; the note is read like any other that a person filled in, by the device that executes.
 */
import type { Employee } from "../api";
import type { JsonObject } from "../core/json";
import { readNote, writeNote } from "../core/note";
import type { Question, Reply } from "../core/question";
import type { ObservationState } from "../core/state";
import type { Ports } from "../ports";
import { caseDraft, laterOf, type CaseParts } from "./case-draft";

/** As much of a message as stands beside its question; the whole text lies in `Logs/blobs`. */
const SHOWN_CHARACTERS = 20_000;

async function questionOf(parts: CaseParts, id: string, seen: ObservationState): Promise<(Question & { text: string }) | null> {
  const { filed } = seen;
  const path = filed?.as === "clarification" ? filed.note : null;
  // Thrown away or put away: the owner does not want to be asked.
  const text = path === null ? null : await parts.notes.notes.read(path);
  const found = text === null ? null : await caseDraft(parts, id, seen, text);
  if (path === null || text === null || !found || found.draft.action !== "clarify") return null;
  const { mail, draft } = found;
  const { fields, reply } = parts.understanding.ask(draft);
  const later = await laterOf(parts, id);
  return { id, note: path, title: mail.subject, from: mail.from?.email ?? "", at: seen.at, missing: draft.missing, fields, reply, reasons: [...draft.reasons, ...later.reasons], signs: [...draft.signs, ...later.signs], messages: [{ at: seen.at, text: mail.text }, ...later.said].map((said) => ({ ...said, text: said.text.slice(0, SHOWN_CHARACTERS) })), text };
}

/** Every open question, oldest first. */
async function openQuestions(parts: CaseParts): Promise<Question[]> {
  const found: Question[] = [];
  for (const [id, seen] of Object.entries(parts.ledger.state.observations)) {
    const asked = seen.filed?.as === "clarification" ? await questionOf(parts, id, seen) : null;
    if (!asked) continue;
    const { text: _text, ...question } = asked;
    found.push(question);
  }
  return found;
}

/** Writes a person's answer into the note. What cannot be read is said by field, and nothing is written then. */
async function answerQuestion(parts: CaseParts, id: string, fields: JsonObject): Promise<Reply> {
  const seen = Object.hasOwn(parts.ledger.state.observations, id) ? parts.ledger.state.observations[id] : undefined;
  const asked = seen ? await questionOf(parts, id, seen) : null;
  const found = seen && asked ? await caseDraft(parts, id, seen, asked.text) : null;
  const read = asked ? readNote(asked.text, parts.notes.readYaml) : null;
  if (!asked || !found || !read) return { ok: false, problems: [], text: "This question is not open any more." };
  if ("problem" in read) return { ok: false, problems: [], text: read.problem };
  const given: JsonObject = Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(asked.fields, name)));
  const problems = parts.understanding.problems(found.draft, given);
  if (problems.length > 0) return { ok: false, problems, text: "Not taken over yet: look at the fields that are marked." };
  const answered = parts.understanding.answer(found.draft, given);
  await parts.notes.notes.write(asked.note, writeNote({ ...read.front, ...given }, read.body));
  if (answered.action === "draft") return { ok: true, problems: [], text: "Complete: it becomes a draft that waits for your approval." };
  return { ok: true, problems: [], text: `Kept. Still missing: ${answered.missing.join("; ")}` };
}

/** `taken`: called once an answer is written. */
export function questionsOf({ ports, ...rest }: Pick<CaseParts, "understanding" | "settings" | "ledger"> & { ports: Pick<Ports, "files" | "notes" | "readYaml"> }, taken: () => Promise<void>): Employee["questions"] {
  const { files, notes, readYaml } = ports;
  const parts = (): CaseParts => ({ ...rest, files, notes: { notes, readYaml, root: rest.settings().root } });
  return {
    open: () => openQuestions(parts()),
    answer: async (id, fields) => {
      const reply = await answerQuestion(parts(), id, fields);
      if (reply.ok) await taken();
      return reply;
    },
  };
}

/**
 * Owns: the note of a talk - what was said, where, what the platform allows - in which the owner writes the answer.
 * Never: markup of a stranger, and never an answer of its own.
 */
import { inertField } from "./action-note";
import type { JsonObject } from "./json";
import type { Mail } from "./mail";
import { readNote, writeLines } from "./note";
import { showInstant } from "./schedule";
import { ANSWER_PROPERTIES, ANSWERS, type AnswerProperty, type Talk } from "./talk";
import { inlineUntrusted, quoteUntrusted } from "./untrusted";

/** The note's `type`. */
export const TALK_TYPE = "social_message";

const KIND_WORDS: Record<Talk["kind"], string> = { comment: "commented", mention: "mentioned you", direct_message: "wrote you a direct message" };

/** `label`: the channel's name. `lead`: id of the card that would make them a customer, null when they ask for no price. */
export function talkNote(mail: Mail, talk: Talk, { at, zone, label, lead }: { at: string; zone: string; label: string; lead: string | null }): string {
  const front: JsonObject = {
    type: TALK_TYPE,
    channel: talk.channel,
    kind: talk.kind,
    message_id: mail.id,
    thread_id: mail.thread ?? "",
    from: mail.from?.name ?? "",
    date: at,
    url: talk.url ?? "",
    status: "open",
    priority: lead === null ? "medium" : "high",
    priority_reason: lead === null ? "somebody talks to you" : "it asks for a price",
    ...Object.fromEntries(ANSWER_PROPERTIES.filter((property) => talk[ANSWERS[property]]).map((property) => [property, ""])),
  };
  const until = (ends: string | undefined): string => (ends === undefined ? "" : ` Possible until ${showInstant(ends, zone)}.`);
  const who = inlineUntrusted(mail.from?.name || "Somebody");
  const body = [
    `# ${who} ${KIND_WORDS[talk.kind]} on ${label}`,
    "",
    `${showInstant(at, zone)}${talk.url === null ? "" : "; its address is in the properties"}`,
    "",
    ...(talk.context.length === 0 ? [] : ["## What came before", "", ...talk.context.flatMap((text) => [quoteUntrusted(text), ""])]),
    "## What they wrote",
    "",
    quoteUntrusted(mail.text),
    "",
    "## How to answer",
    "",
    ...(talk.answer
      ? ["- Write your answer into the property `reply` at the top of this note. It becomes a card that waits for your approval; nothing is sent before.", `- ${talk.rule}${until(talk.until)}`]
      : [`- No answer can be sent from here: ${talk.rule}`]),
    ...(talk.privately ? [`- For an answer that only they see, use the property \`reply_privately\` instead.${until(talk.privately_until)}`] : []),
    ...(lead === null ? [] : [`- It asks for a price: the card ${lead} makes them a customer, if you approve it.`]),
    "- Not needed: delete this note.",
  ];
  return writeLines(inertField(front) as JsonObject, body);
}

/** The answers that the owner wrote, with the property of each. */
export function writtenReplies(text: string, readYaml: (text: string) => unknown): [AnswerProperty, string][] {
  const read = readNote(text, readYaml);
  if ("problem" in read) return [];
  return ANSWER_PROPERTIES.flatMap((property): [AnswerProperty, string][] => {
    const reply = read.front[property];
    return typeof reply === "string" && reply.trim() !== "" ? [[property, reply.trim()]] : [];
  });
}

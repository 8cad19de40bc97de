/**
 * Owns: which mails belong together as one case (PRODUCT M4, M7): the thread of a mail, the open case of a thread, and what later mails of it say.
 * Never: what a mail means.
 */
import type { Origin } from "./action";
import type { Sign } from "./draft";
import type { Contact, Known } from "./known";
import type { Mail } from "./mail";
import { statusOf, type ObservationState, type State } from "./state";

type Observations = Readonly<State["observations"]>;

/** Ids of observations by thread and by Message-ID, in the order in which they came. */
interface Index {
  threads: Map<string, string[]>;
  messages: Map<string, string[]>;
}

/** Found once for a set of observations and kept up by `noticed`: ten thousand mails are looked through once, not once for each. */
const indexes = new WeakMap<Observations, Index>();

function enter({ threads, messages }: Index, id: string, { thread, message_id }: ObservationState): void {
  const add = (map: Map<string, string[]>, key: string | null | undefined): void => {
    if (key === null || key === undefined) return;
    const ids = map.get(key) ?? [];
    if (!ids.includes(id)) map.set(key, [...ids, id]);
  };
  add(threads, thread);
  add(messages, message_id);
}

function indexOf(observations: Observations): Index {
  const known = indexes.get(observations);
  if (known) return known;
  const made: Index = { threads: new Map(), messages: new Map() };
  for (const [id, seen] of Object.entries(observations)) enter(made, id, seen);
  indexes.set(observations, made);
  return made;
}

/** Says that an observation was entered. */
export function noticed(observations: Observations, id: string, seen: ObservationState): void {
  const index = indexes.get(observations);
  if (index) enter(index, id, seen);
}

/** Observations that carry this Message-ID, oldest first. */
export function named(state: Readonly<State>, message_id: string): string[] {
  return indexOf(state.observations).messages.get(message_id) ?? [];
}

/** The other observations of the thread of one, newest first. */
function beside(state: Readonly<State>, id: string): [id: string, seen: ObservationState][] {
  const thread = state.observations[id]?.thread ?? null;
  const ids = thread === null ? [] : (indexOf(state.observations).threads.get(thread) ?? []);
  return ids.flatMap((other): [string, ObservationState][] => (other === id || !state.observations[other] ? [] : [[other, state.observations[other]]])).reverse();
}

const MESSAGE_ID = /<([^<>\s]{1,900})>/g;

/** Ids of the mails that this one answers, oldest first. */
function answers(mail: Mail): string[] {
  const named = [...(mail.headers["references"] ?? []), ...(mail.headers["in-reply-to"] ?? [])].join(" ");
  return [...named.matchAll(MESSAGE_ID)].map((match) => match[1] ?? "");
}

/** The thread of a mail: the service's own; else that of a known mail that it answers; else named by the mail that began it. Null for a mail without any id. */
export function threadOf(state: Readonly<State>, mail: Mail): string | null {
  if (mail.thread !== null) return mail.thread;
  const ids = answers(mail);
  const known = ids.flatMap((one) => named(state, one).map((id) => state.observations[id]?.thread ?? null)).findLast((thread) => thread !== null);
  const root = ids[0] ?? mail.message_id;
  return known ?? (root === null ? null : `message:${root.slice(0, 900)}`);
}

/** Is something of this case still to be decided or done? */
function isOpen(state: Readonly<State>, { filed }: ObservationState): boolean {
  if (filed === null) return false;
  if (filed.as === "clarification" || filed.later !== null) return filed.as !== "case";
  return filed.as === "action" && filed.actions.some((id) => state.actions[id] !== undefined && !["done", "rejected"].includes(statusOf(state.actions[id])));
}

/** The newest open case of the thread that an observation belongs to, null when there is none. */
export function openCase(state: Readonly<State>, id: string): string | null {
  return beside(state, id).find(([, seen]) => isOpen(state, seen))?.[0] ?? null;
}

/** The newest case of the thread, open or not, that something was proposed for. */
export function lastCase(state: Readonly<State>, id: string): string | null {
  return beside(state, id).find(([, seen]) => seen.filed?.as === "action")?.[0] ?? null;
}

/** Ids of the later mails that were filed to a case, in the order in which they came. */
export function mailsOf(state: Readonly<State>, of: string): string[] {
  return beside(state, of).flatMap(([id, { filed }]) => (filed?.of === of ? [id] : [])).reverse();
}

/** Those of them whose change waits for a person's word. */
export function suggestedBy(state: Readonly<State>, of: string): string[] {
  return mailsOf(state, of).filter((id) => state.observations[id]?.filed?.suggested);
}

/** Id of the observation that something came from in the end, null when there is none. */
export function observationOf(state: Readonly<State>, origin: Origin): string | null {
  let from: Origin | undefined = origin;
  for (let steps = 0; from?.kind === "action" && from.id !== null && steps < 10; steps += 1) from = state.actions[from.id]?.proposal.origin;
  return from?.id ?? null;
}

/** What later mails of the case say that an action came from, also for what follows from it. `only`: of this case and no other. */
export function caseSigns(state: Readonly<State>, origin: Origin, only: string | null = null): Sign[] {
  const of = observationOf(state, origin);
  return of === null || (only !== null && of !== only) ? [] : mailsOf(state, of).flatMap((id) => state.observations[id]?.filed?.signs ?? []);
}

/** What is remembered that trust in a mail needs: who was served, and this sender. */
export function knownTo(state: Readonly<State>, id: string, mail: Mail, owners: readonly string[]): Known {
  const email = mail.from?.email ?? "";
  const served = state.recent.flatMap(({ keys, label }) => (label !== null && keys.partner?.includes("@") ? [keys.partner] : []));
  const contact: Contact | undefined = Object.hasOwn(state.contacts, email) ? state.contacts[email] : undefined;
  return {
    customers: [...new Set([...served, ...owners])].map((address) => ({ name: state.contacts[address]?.name ?? "", email: address.toLowerCase() })),
    sender: contact === undefined || contact.first === id ? null : contact,
  };
}

/**
 * Owns: conversations of a Page or an Instagram account: what was said in them, as talks; answers of ours, in Meta's times - a message within 24
 * hours of theirs, one private reply to a comment within 7 days (developers.facebook.com/documentation/business-messaging/messenger-platform).
 * Never: a message to somebody who did not write before; the tags that would stretch the times are gone.
 */
import * as z from "zod/mini";
import type { Call, Operation, Talks } from "../channel";
import { failureOf, type ServiceName } from "./graph-errors";
import type { Graph } from "./graph";
import { isSince, listed, sameText } from "./graph-looking";
import { replying, type Answered, type ReplyPayload, type Replying } from "./graph-reply";
import { metaTime } from "./graph-text";

export type Heard = Awaited<ReturnType<Talks["since"]>>["talks"];

/** Whose conversations: `id` is the Page or the account, `own` whom its messages are from. */
export interface Messenger extends Graph {
  id: string;
  platform: "messenger" | "instagram";
  own: readonly string[];
}

const HOUR_MS = 3_600_000;
export const ANSWER_MS = 24 * HOUR_MS;
export const PRIVATE_MS = 7 * 24 * HOUR_MS;
/** Messages of one conversation that are looked at: Meta tells of no more than the newest 20 on Instagram. */
const NEWEST = 20;
/** What of a conversation stands in the note, before the message itself. */
const BEFORE = 10;

const someone = z.object({ id: z.optional(z.string()), name: z.optional(z.string()), username: z.optional(z.string()) });
const message = z.object({ id: z.string(), message: z.optional(z.string()), created_time: z.string(), from: z.optional(someone) });
const conversation = z.object({ id: z.string(), updated_time: z.optional(z.string()), link: z.optional(z.string()), messages: z.optional(z.object({ data: z.array(message) })) });
type Conversation = z.infer<typeof conversation>;
type Sender = z.infer<typeof someone> | undefined;

/** Conversations that were written in since a time, the latest first; `user`: only the one with this person. */
function conversations(of: Messenger, since: string, user: string | null = null): Promise<Conversation[]> {
  const query = { platform: of.platform, fields: `id,updated_time,link,messages.limit(${NEWEST}){id,message,created_time,from}`, limit: "25", ...(user !== null && { user_id: user }) };
  // Instagram's conversations have no address.
  const asked = of.platform === "instagram" ? { ...query, fields: query.fields.replace(",link", "") } : query;
  return listed(of, `${of.id}/conversations`, asked, conversation, "the conversations", ({ updated_time }) => updated_time !== undefined && !isSince(updated_time, since));
}

const isOwn = (of: Messenger, from: Sender): boolean => [from?.id, from?.username].some((name) => name !== undefined && of.own.includes(name));
const nameOf = (service: ServiceName, from: Sender): string => from?.name ?? from?.username ?? `Somebody on ${service}`;
const addressOf = (link: string | undefined): string | null => (link === undefined ? null : `https://www.facebook.com${link}`);

/** What others wrote since a time, each with what came before it. */
export async function heardMessages(of: Messenger, channel: string, since: string, now: Date): Promise<Heard> {
  const { service } = of.account;
  return (await conversations(of, since)).flatMap(({ id: thread, link, messages }) => {
    const oldest_first = [...(messages?.data ?? [])].sort((a, b) => metaTime(a.created_time).getTime() - metaTime(b.created_time).getTime());
    return oldest_first.flatMap((one, at) => {
      if (one.from?.id === undefined || isOwn(of, one.from) || (one.message ?? "") === "" || !isSince(one.created_time, since)) return [];
      const to = { id: one.from.id, author: nameOf(service, one.from), text: one.message ?? "", at: metaTime(one.created_time).toISOString() };
      const ends = new Date(Date.parse(to.at) + ANSWER_MS);
      const inTime = now < ends;
      const context = oldest_first.slice(Math.max(0, at - BEFORE), at).map(({ from, message: said = "" }) => `${nameOf(service, from)}: ${said}`);
      const rule = inTime ? `${service} lets you answer within 24 hours of the person's last message.` : `The 24 hours in which ${service} lets programs answer are over; answer in the app itself.`;
      return [{ id: one.id, thread, at: to.at, from: to.author, text: to.text, talk: { channel, kind: "direct_message" as const, url: addressOf(link), context, answer: inTime ? { operation: "message", payload: { to } } : null, rule, ...(inTime && { until: ends.toISOString() }) } }];
    });
  });
}

/** Messages of ours with this text since a time, in all conversations or in the one with a person. */
async function ownMessages(of: Messenger, text: string, since: string, user: string | null): Promise<Answered[]> {
  return (await conversations(of, since, user)).flatMap(({ messages, link }) =>
    (messages?.data ?? []).filter((one) => isOwn(of, one.from) && sameText(one.message, text) && isSince(one.created_time, since)).map(({ id }) => ({ id, url: addressOf(link) })),
  );
}

const messaged = z.object({ message_id: z.string() });

async function send(of: Messenger, recipient: Record<string, string>, text: string): Promise<string> {
  // Messenger wants to know why; an answer is the only reason there is here.
  const type = of.platform === "messenger" && "id" in recipient ? { messaging_type: "RESPONSE" } : {};
  const read = z.safeParse(messaged, await of.write("POST", `${of.id}/messages`, { json: { recipient, ...type, message: { text } } }));
  if (read.success) return read.data.message_id;
  throw failureOf(of.account.service, { kind: "foreign", message: "an answer without an id" }, true);
}

export interface Messaging extends Pick<Replying, "service" | "limit"> {
  /** The channel's id. */
  channel: string;
  rules?(text: string): string[];
  connect(call: Call): Messenger | Promise<Messenger>;
  /** What stands against a private answer to a comment, e.g. that it is gone. Reads only. */
  comment(payload: ReplyPayload, call: Call): Promise<string[]>;
}

const AUTHOR = { author: "Anna North", text: "Are you open on Saturday?", at: "2026-11-16T07:00:00.000Z" };

/** The two ways to write to a person. What Meta shows of them is not everything: what is not found is not counted out. */
export function messaging({ service, channel, limit, rules, connect, comment }: Messaging): Record<"message" | "private_reply", Operation> {
  const shared = { service, limit, conclusive: false, ...(rules && { rules }) };
  return {
    private_reply: replying({
      ...shared,
      label: `Answer a comment privately on ${service}`,
      name: `${channel}_private_reply`,
      log: `${channel}_private_reply`,
      prefix: `REPLY_${channel}_private`,
      rule: "One private reply to a comment, within 7 days. A conversation begins only when they answer it.",
      window_ms: PRIVATE_MS,
      against: comment,
      send: async ({ text, to }, call) => send(await connect(call), { comment_id: to.id }, text),
      sent: async ({ text }, since, call) => ownMessages(await connect(call), text, since, null),
      example: { text: "Hello Anna, here is the price list.", to: { id: "17900000000000001", ...AUTHOR } },
    }),
    message: replying({
      ...shared,
      label: `Answer a message on ${service}`,
      name: `${channel}_message`,
      log: `${channel}_message`,
      prefix: `MESSAGE_${channel}`,
      rule: "It may be sent only within 24 hours of the person's last message.",
      window_ms: ANSWER_MS,
      against: () => Promise.resolve([]),
      send: async ({ text, to }, call) => send(await connect(call), { id: to.id }, text),
      sent: async ({ text, to }, since, call) => ownMessages(await connect(call), text, since, to.id),
      example: { text: "Yes, we are open on Saturday.", to: { id: "7770001112223334", ...AUTHOR } },
    }),
  };
}

/** The way to answer a comment privately while it is possible. */
export function privately(to: ReplyPayload["to"], now: Date): { privately?: { operation: string; payload: { to: ReplyPayload["to"] } }; privately_until?: string } {
  const ends = new Date(Date.parse(to.at) + PRIVATE_MS);
  return now < ends ? { privately: { operation: "private_reply", payload: { to } }, privately_until: ends.toISOString() } : {};
}

/**
 * Owns: the three ways in which the Page answers: below a comment, privately to who commented, and in Messenger.
 * Never: an answer outside Meta's times: one private reply within 7 days, a message within 24 hours of theirs; tags that would stretch them are gone.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { CallFailure } from "../consequence";
import { failureOf } from "../graph-errors";
import { isSince, sameText } from "../graph-looking";
import { replying, type Answered, type Replying } from "../graph-reply";
import { pageOf, type Page } from "./fields";
import { commentsOf, conversations, oneComment } from "./reads";

const HOUR_MS = 3_600_000;
const AUTHOR = { author: "Anna North", text: "Are you open on Saturday?", at: "2026-11-16T07:00:00.000Z" };
const made = z.object({ id: z.string() });
const messaged = z.object({ message_id: z.string() });

function idOf<T>(schema: z.ZodMiniType<T>, answer: unknown): T {
  const read = z.safeParse(schema, answer);
  if (read.success) return read.data;
  throw failureOf("Facebook", { kind: "foreign", message: "an answer without an id" }, true);
}

/** Does the comment still stand there? */
async function gone(page: Page, id: string, look: (comment: Awaited<ReturnType<typeof oneComment>>) => string[]): Promise<string[]> {
  try {
    return look(await oneComment(page, id));
  } catch (error) {
    if (error instanceof CallFailure && error.problem.code === "NOT_FOUND") return ["The comment is not there any more, or cannot be seen with this access token."];
    throw error;
  }
}

/** Messages of the Page with this text since a time, in all conversations or in the one with a person. */
async function ownMessages(call: Call, text: string, since: string, user: string | null): Promise<Answered[]> {
  const page = pageOf(call);
  const all = await conversations(page, user);
  return all.flatMap(({ messages, link }) => (messages?.data ?? []).filter((one) => one.from?.id === page.id && sameText(one.message, text) && isSince(one.created_time, since)).map(({ id }) => ({ id, url: link === undefined ? null : `https://www.facebook.com${link}` })));
}

async function sendMessage(call: Call, json: { recipient: Record<string, string>; messaging_type?: string; message: { text: string } }): Promise<string> {
  const page = pageOf(call);
  return idOf(messaged, await page.write("POST", `${page.id}/messages`, { json })).message_id;
}

const COMMENT: Replying = {
  service: "Facebook",
  label: "Answer a comment on Facebook",
  name: "facebook_comment_reply",
  log: "facebook_reply_comment",
  prefix: "REPLY_facebook",
  limit: 8_000,
  rule: "Everybody can read the answer below the comment.",
  window_ms: null,
  conclusive: true,
  against: ({ to }, call) => gone(pageOf(call), to.id, ({ can_comment }) => (can_comment === false ? ["Facebook does not take answers below this comment."] : [])),
  send: async ({ text, to }, call) => idOf(made, await pageOf(call).write("POST", `${to.id}/comments`, { json: { message: text } })).id,
  sent: async ({ text, to }, since, call) => {
    const page = pageOf(call);
    const there = await commentsOf(page, to.id);
    return there.filter((one) => one.from?.id === page.id && sameText(one.message, text) && isSince(one.created_time, since)).map(({ id, permalink_url }) => ({ id, url: permalink_url ?? null }));
  },
  example: { text: "Yes, from 10 to 4. You are welcome!", to: { id: "1223334445556667_9990001112223334", ...AUTHOR } },
};

const PRIVATE: Replying = {
  service: "Facebook",
  label: "Answer a comment privately on Facebook",
  name: "facebook_private_reply",
  log: "facebook_private_reply",
  prefix: "REPLY_facebook_private",
  limit: 2_000,
  rule: "One private reply to a comment, within 7 days. A conversation begins only when they answer it.",
  window_ms: 7 * 24 * HOUR_MS,
  conclusive: false,
  against: ({ to }, call) => gone(pageOf(call), to.id, () => []),
  send: ({ text, to }, call) => sendMessage(call, { recipient: { comment_id: to.id }, message: { text } }),
  sent: ({ text }, since, call) => ownMessages(call, text, since, null),
  example: { text: "Hello Anna, here is the price list.", to: { id: "1223334445556667_9990001112223334", ...AUTHOR } },
};

const MESSAGE: Replying = {
  service: "Facebook",
  label: "Answer a message on Facebook",
  name: "facebook_message",
  log: "facebook_message",
  prefix: "MESSAGE_facebook",
  limit: 2_000,
  rule: "A Page may write only within 24 hours of the person's last message.",
  window_ms: 24 * HOUR_MS,
  conclusive: false,
  against: () => Promise.resolve([]),
  send: ({ text, to }, call) => sendMessage(call, { recipient: { id: to.id }, messaging_type: "RESPONSE", message: { text } }),
  sent: ({ text, to }, since, call) => ownMessages(call, text, since, to.id),
  example: { text: "Yes, we are open on Saturday.", to: { id: "7770001112223334", ...AUTHOR } },
};

export const FACEBOOK_REPLIES = { reply_comment: replying(COMMENT), private_reply: replying(PRIVATE), message: replying(MESSAGE) };

/**
 * Owns: the three ways in which the account answers: below a comment, privately to who commented, and to a direct message.
 * Never: a time or a form of messages; those are Meta's and the same on Facebook.
 */
import * as z from "zod/mini";
import type { Call, Operation } from "../../channel";
import { CallFailure } from "../consequence";
import { failureOf } from "../graph-errors";
import { isSince, sameText } from "../graph-looking";
import { messaging, type Messenger } from "../graph-messages";
import { replying } from "../graph-reply";
import { oneComment, profileOf, repliesOf } from "./reads";
import type { Connect } from "./session";

/** Bytes of a message (developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api). */
const MESSAGE_BYTES = 1_000;

const made = z.object({ id: z.string() });

/** The account's conversations; with the Page's token they are the Page's. */
export async function messenger(connect: Connect, call: Call): Promise<Messenger> {
  const of = await connect(call);
  const { username } = await profileOf(of);
  return { ...of, id: of.messages_of, platform: "instagram", own: [of.id, of.messages_of, username] };
}

/** What Instagram takes as a comment (developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments). */
function commentRules(text: string): string[] {
  return [
    ...((text.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > 4 ? ["has more than 4 hashtags"] : []),
    ...((text.match(/https?:\/\//g) ?? []).length > 1 ? ["has more than one link"] : []),
    ...(/\p{L}{2}/u.test(text) && text === text.toUpperCase() && text !== text.toLowerCase() ? ["is all in capital letters"] : []),
  ];
}

function messageRules(text: string): string[] {
  const bytes = new TextEncoder().encode(text).length;
  return bytes > MESSAGE_BYTES ? [`has ${bytes} bytes; ${MESSAGE_BYTES} are allowed. Shorten it: nothing is cut`] : [];
}

/** Does the comment still stand there? */
async function gone(connect: Connect, id: string, call: Call): Promise<string[]> {
  try {
    await oneComment(await connect(call), id);
    return [];
  } catch (error) {
    if (error instanceof CallFailure && error.problem.code === "NOT_FOUND") return ["The comment is not there any more, or cannot be seen with this access token."];
    throw error;
  }
}

function replyBelow(connect: Connect): Operation {
  return replying({
    service: "Instagram",
    label: "Answer a comment on Instagram",
    name: "instagram_comment_reply",
    log: "instagram_reply_comment",
    prefix: "REPLY_instagram",
    limit: 300,
    rule: "Everybody can read the answer below the comment. It may have 300 characters, 4 hashtags and one link.",
    window_ms: null,
    conclusive: true,
    rules: commentRules,
    against: ({ to }, call) => gone(connect, to.id, call),
    send: async ({ text, to }, call) => {
      const read = z.safeParse(made, await (await connect(call)).write("POST", `${to.id}/replies`, { json: { message: text } }));
      if (!read.success) throw failureOf("Instagram", { kind: "foreign", message: "an answer without an id" }, true);
      return read.data.id;
    },
    sent: async ({ text, to }, since, call) => {
      const of = await connect(call);
      const there = await repliesOf(of, to.id);
      const alike = there.filter((one) => sameText(one.text, text) && isSince(one.timestamp, since));
      if (alike.length === 0) return [];
      const { username } = await profileOf(of);
      return alike.filter((one) => (one.username ?? one.from?.username) === username).map(({ id }) => ({ id, url: null }));
    },
    example: { text: "Thank you! We are open on Saturday.", to: { id: "17900000000000001", author: "quietgarden", text: "Lovely! Are you open on Saturday?", at: "2026-11-16T07:00:00.000Z" } },
  });
}

export function instagramReplies(connect: Connect): Record<string, Operation> {
  const connected = (call: Call) => messenger(connect, call);
  const ways = messaging({ service: "Instagram", channel: "instagram", limit: MESSAGE_BYTES, rules: messageRules, connect: connected, comment: ({ to }, call) => gone(connect, to.id, call) });
  return { reply_comment: replyBelow(connect), ...ways };
}

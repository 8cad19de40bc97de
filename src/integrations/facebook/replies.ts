/**
 * Owns: the three ways in which the Page answers: below a comment, privately to who commented, and in Messenger.
 * Never: a time or a form of messages; those are Meta's and the same on Instagram.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { CallFailure } from "../consequence";
import { failureOf } from "../graph-errors";
import { isSince, sameText } from "../graph-looking";
import { messaging, type Messenger } from "../graph-messages";
import { replying, type Replying } from "../graph-reply";
import { pageOf } from "./fields";
import { commentsOf, oneComment } from "./reads";

const made = z.object({ id: z.string() });

/** The Page's conversations. */
export function messenger(call: Call): Messenger {
  const page = pageOf(call);
  return { ...page, platform: "messenger", own: [page.id] };
}

/** Does the comment still stand there? */
async function against(id: string, call: Call, look: (comment: Awaited<ReturnType<typeof oneComment>>) => string[]): Promise<string[]> {
  try {
    return look(await oneComment(pageOf(call), id));
  } catch (error) {
    if (error instanceof CallFailure && error.problem.code === "NOT_FOUND") return ["The comment is not there any more, or cannot be seen with this access token."];
    throw error;
  }
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
  against: ({ to }, call) => against(to.id, call, ({ can_comment }) => (can_comment === false ? ["Facebook does not take answers below this comment."] : [])),
  send: async ({ text, to }, call) => {
    const read = z.safeParse(made, await pageOf(call).write("POST", `${to.id}/comments`, { json: { message: text } }));
    if (read.success) return read.data.id;
    throw failureOf("Facebook", { kind: "foreign", message: "an answer without an id" }, true);
  },
  sent: async ({ text, to }, since, call) => {
    const page = pageOf(call);
    const there = await commentsOf(page, to.id);
    return there.filter((one) => one.from?.id === page.id && sameText(one.message, text) && isSince(one.created_time, since)).map(({ id, permalink_url }) => ({ id, url: permalink_url ?? null }));
  },
  example: { text: "Yes, from 10 to 4. You are welcome!", to: { id: "1223334445556667_9990001112223334", author: "Anna North", text: "Are you open on Saturday?", at: "2026-11-16T07:00:00.000Z" } },
};

export const FACEBOOK_REPLIES = {
  reply_comment: replying(COMMENT),
  ...messaging({ service: "Facebook", channel: "facebook", limit: 2_000, connect: messenger, comment: ({ to }, call) => against(to.id, call, ({ can_reply_privately }) => (can_reply_privately === false ? ["Facebook takes no private answer to this comment (any more)."] : [])) }),
};

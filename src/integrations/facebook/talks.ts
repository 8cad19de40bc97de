/**
 * Owns: who talks to the Page: comments below its posts, posts that mention it, messages - each with how it may be answered.
 * Never: an answer, or a read-mark.
 */
import type { Talks } from "../../channel";
import { isSince } from "../graph-looking";
import { heardMessages, privately, type Heard } from "../graph-messages";
import { placeAfter, POSTS_MS, talksSince, whereAllowed } from "../graph-talks";
import { metaTime } from "../graph-text";
import { isSetUp, pageOf, type Page } from "./fields";
import { mentions, postsWithComments } from "./reads";
import { messenger } from "./replies";

const SOMEBODY = "Somebody on Facebook";
const COMMENT_RULE = "Everybody can read an answer below the comment. A private answer is possible once, within 7 days.";
const iso = (time: string): string => metaTime(time).toISOString();

async function comments(page: Page, since: string, now: Date): Promise<Heard> {
  const posts = await postsWithComments(page, new Date(now.getTime() - POSTS_MS).toISOString());
  return posts.flatMap((post) =>
    (post.comments?.data ?? [])
      .filter(({ from, message = "", created_time }) => from?.id !== page.id && message !== "" && isSince(created_time, since))
      .map(({ id, message = "", created_time, from, permalink_url, can_comment, can_reply_privately }) => {
        const to = { id, author: from?.name ?? SOMEBODY, text: message, at: iso(created_time) };
        return {
          id, thread: post.id, at: to.at, from: to.author, text: message,
          talk: { channel: "facebook", kind: "comment" as const, url: permalink_url ?? null, context: [post.message ?? ""], answer: can_comment === false ? null : { operation: "reply_comment", payload: { to } }, ...(can_reply_privately !== false && privately(to, now)), rule: can_comment === false ? "Facebook does not take answers below this comment." : COMMENT_RULE },
        };
      }),
  );
}

async function mentioned(page: Page, since: string): Promise<Heard> {
  const posts = await mentions(page);
  return posts
    .filter(({ from, created_time }) => from?.id !== page.id && created_time !== undefined && isSince(created_time, since))
    .map(({ id, message = "", created_time = since, from, permalink_url }) => ({
      id, thread: id, at: iso(created_time), from: from?.name ?? SOMEBODY, text: message,
      talk: { channel: "facebook", kind: "mention" as const, url: permalink_url ?? null, context: [], answer: null, rule: "Programs cannot answer a mention. Answer it on Facebook." },
    }));
}

export const facebookTalks: Talks = {
  every_minutes: 5,
  ready: isSetUp,
  since: async (cursor, call) => {
    const page = pageOf(call);
    const now = call.now();
    const since = talksSince(cursor, call);
    const heard = [...(await whereAllowed(() => comments(page, since, now))), ...(await whereAllowed(() => mentioned(page, since))), ...(await whereAllowed(() => heardMessages(messenger(call), "facebook", since, now)))];
    return { talks: heard.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), cursor: placeAfter(cursor, heard.length, now), skipped: [], more: false };
  },
};

/**
 * Owns: who talks to the Page: comments below its posts, posts that mention it, messages - each with how it may be answered.
 * Never: an answer, or a read-mark.
 */
import type { Talks } from "../../channel";
import { isSince } from "../graph-looking";
import { placeAfter, POSTS_MS, talksSince, whereAllowed } from "../graph-talks";
import { metaTime } from "../graph-text";
import { isSetUp, pageOf, type Page } from "./fields";
import { conversations, mentions, postsWithComments } from "./reads";

type Heard = Awaited<ReturnType<Talks["since"]>>["talks"];

const SOMEBODY = "Somebody on Facebook";
/** So long after theirs a Page may write. */
const ANSWER_MS = 24 * 3_600_000;
const COMMENT_RULE = "Everybody can read an answer below the comment. A private answer is possible once, within 7 days.";
const iso = (time: string): string => metaTime(time).toISOString();

async function comments(page: Page, since: string, now: Date): Promise<Heard> {
  const posts = await postsWithComments(page, new Date(now.getTime() - POSTS_MS).toISOString());
  return posts.flatMap((post) =>
    (post.comments?.data ?? [])
      .filter(({ from, message = "", created_time }) => from?.id !== page.id && message !== "" && isSince(created_time, since))
      .map(({ id, message = "", created_time, from, permalink_url, can_comment }) => {
        const to = { id, author: from?.name ?? SOMEBODY, text: message, at: iso(created_time) };
        return {
          id, thread: post.id, at: to.at, from: to.author, text: message,
          talk: { channel: "facebook", kind: "comment" as const, url: permalink_url ?? null, context: [post.message ?? ""], answer: can_comment === false ? null : { operation: "reply_comment", payload: { to } }, rule: can_comment === false ? "Facebook does not take answers below this comment." : COMMENT_RULE },
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

async function messages(page: Page, since: string, now: Date): Promise<Heard> {
  const all = await conversations(page);
  return all.flatMap(({ id: thread, link, messages: said }) => {
    const oldest_first = [...(said?.data ?? [])].reverse();
    return oldest_first.flatMap((one, at) => {
      if (one.from?.id === undefined || one.from.id === page.id || (one.message ?? "") === "" || !isSince(one.created_time, since)) return [];
      const to = { id: one.from.id, author: one.from.name ?? SOMEBODY, text: one.message ?? "", at: iso(one.created_time) };
      const inTime = now.getTime() - Date.parse(to.at) < ANSWER_MS;
      const context = oldest_first.slice(Math.max(0, at - 10), at).map(({ from, message = "" }) => `${from?.name ?? SOMEBODY}: ${message}`);
      return [{
        id: one.id, thread, at: to.at, from: to.author, text: to.text,
        talk: { channel: "facebook", kind: "direct_message" as const, url: link === undefined ? null : `https://www.facebook.com${link}`, context, answer: inTime ? { operation: "message", payload: { to } } : null, rule: inTime ? "A Page may answer within 24 hours of the person's last message, and not later." : "The 24 hours in which a Page may answer are over; answer in Messenger itself." },
      }];
    });
  });
}

export const facebookTalks: Talks = {
  every_minutes: 5,
  ready: isSetUp,
  since: async (cursor, call) => {
    const page = pageOf(call);
    const now = call.now();
    const since = talksSince(cursor, call);
    const heard = [...(await whereAllowed(() => comments(page, since, now))), ...(await whereAllowed(() => mentioned(page, since))), ...(await whereAllowed(() => messages(page, since, now)))];
    return { talks: heard.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), cursor: placeAfter(cursor, heard.length, now), skipped: [], more: false };
  },
};

/**
 * Owns: who talks to the Page: comments below its posts, and messages in Messenger.
 * Never: an answer, or a mark that something was read.
 */
import type { Call, Talks } from "../../channel";
import { isSetUp, pageOf, type Page } from "./fields";
import { commentsOf, conversations, postsSince } from "./reads";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Comments below older posts are not looked for: every post is a request. */
const POSTS_DAYS = 30;
const MOST_POSTS = 25;
/** What came in the moments around the last look is looked at again; what is known is left out by its id. */
const OVERLAP_MS = HOUR_MS;

type Found = Awaited<ReturnType<Talks["since"]>>["talks"];
const ago = (call: Call, ms: number): string => new Date(call.now().getTime() - ms).toISOString();
const utc = (time: string): string => new Date(time).toISOString();

async function comments(page: Page, since: string, call: Call): Promise<Found> {
  const posts = (await postsSince(page, ago(call, POSTS_DAYS * DAY_MS))).slice(0, MOST_POSTS);
  const found: Found = [];
  for (const post of posts) {
    for (const one of await commentsOf(page, post.id, since)) {
      if (one.from?.id === page.id || (one.message ?? "") === "") continue;
      const at = utc(one.created_time);
      const author = one.from?.name ?? "Somebody";
      const text = one.message ?? "";
      const answer = one.can_comment === false ? null : { operation: "reply_comment", payload: { to: { id: one.id, author, text, at } } };
      const rule = answer ? "Everybody can read the answer below the comment." : "Facebook does not take answers below this comment.";
      found.push({ id: one.id, thread: post.id, at, from: author, text, talk: { channel: "facebook", kind: "comment", url: one.permalink_url ?? post.permalink_url ?? null, context: post.message === undefined ? [] : [post.message], answer, rule } });
    }
  }
  return found;
}

async function messages(page: Page, since: string, call: Call): Promise<Found> {
  const found: Found = [];
  for (const conversation of await conversations(page)) {
    const said = [...(conversation.messages?.data ?? [])].sort((a, b) => (utc(a.created_time) < utc(b.created_time) ? -1 : 1));
    for (const [index, one] of said.entries()) {
      const at = utc(one.created_time);
      const person = one.from;
      if (person?.id === undefined || person.id === page.id || at < since || (one.message ?? "") === "") continue;
      const author = person.name ?? "Somebody";
      const text = one.message ?? "";
      const inTime = at >= ago(call, DAY_MS);
      const before = said.slice(Math.max(0, index - 5), index).map((earlier) => `${earlier.from?.name ?? "Somebody"}: ${earlier.message ?? ""}`);
      found.push({
        id: one.id, thread: conversation.id, at, from: author, text,
        talk: {
          channel: "facebook", kind: "direct_message", url: conversation.link === undefined ? null : `https://www.facebook.com${conversation.link}`, context: before,
          answer: inTime ? { operation: "message", payload: { to: { id: person.id, author, text, at } } } : null,
          rule: inTime ? "A Page may write only within 24 hours of the person's last message." : "The 24 hours in which a Page may answer are over; answer in Messenger itself.",
        },
      });
    }
  }
  return found;
}

/** The first look goes a week back. */
export const facebookTalks: Talks = {
  every_minutes: 5,
  ready: isSetUp,
  since: async (cursor, call) => {
    const page = pageOf(call);
    const since = cursor ?? ago(call, 7 * DAY_MS);
    const talks = [...(await comments(page, since, call)), ...(await messages(page, since, call))].sort((a, b) => (a.at < b.at ? -1 : 1));
    // Without news the place stays where it is, so that a look leaves nothing behind.
    return { talks, cursor: talks.length === 0 && cursor !== null && cursor > ago(call, DAY_MS) ? cursor : ago(call, OVERLAP_MS), skipped: [], more: false };
  },
};

/**
 * Owns: who talks to the account on X: mentions, and with them replies to its posts - X counts those as mentions.
 * Never: an answer or a read of direct messages, which X charges a cent each; the owner finds those on X.
 */
import type { Talks } from "../../channel";
import { credentialsOf } from "./fields";
import { answersTo, mentions } from "./reads";
import type { Connect } from "./session";

const WEEK_MS = 7 * 86_400_000;
const RULE = "X takes replies of programs only to posts that mention you or quote one of yours. X charges 0.01 USD for a reply.";

/** Newest number of a post: longer is newer, then the greater one. */
const newer = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Mentions cost 0.001 USD each for the app's own account: a look every quarter of an hour costs nothing while nobody writes. */
export function xTalks(connect: Connect): Talks {
  return {
    every_minutes: 15,
    ready: (call) => credentialsOf(call) !== null,
    since: async (cursor, call) => {
      const x = connect(call);
      const me = await x.me();
      const { posts, users } = await mentions(x, cursor);
      const oldest = new Date(call.now().getTime() - WEEK_MS).toISOString();
      const others = posts.filter(({ author_id }) => author_id !== me.id);
      const fresh = others.filter(({ created_at }) => cursor !== null || (created_at ?? "") >= oldest);
      const talks = fresh.sort((a, b) => newer(a.id, b.id)).map((post) => {
        const author = users.find(({ id }) => id === post.author_id);
        const name = author?.username ?? "unknown";
        return {
          id: post.id,
          thread: post.conversation_id ?? null,
          at: post.created_at ?? call.now().toISOString(),
          from: author?.name ?? name,
          text: post.text,
          talk: {
            channel: "x",
            kind: answersTo(post) === null ? ("mention" as const) : ("comment" as const),
            url: `https://x.com/${name}/status/${post.id}`,
            context: [],
            answer: { operation: "reply", payload: { to: { id: post.id, author: name, text: post.text } } },
            rule: RULE,
          },
        };
      });
      const newest = posts.map(({ id }) => id).sort(newer).at(-1);
      return { talks, cursor: newest ?? cursor ?? "", skipped: others.filter((post) => !fresh.includes(post)).map(({ id }) => ({ id, why: "older than a week at the first look" })), more: false };
    },
  };
}

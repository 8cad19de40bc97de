/**
 * Owns: who talks to the account on Instagram: comments below its media.
 * Never: an answer. Direct messages need rights of their own at Meta; the owner finds them on Instagram.
 */
import type { Call, Talks } from "../../channel";
import { isSetUp } from "./fields";
import { commentsOf, mediaSince, profileOf } from "./reads";
import type { Connect } from "./session";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MEDIA_DAYS = 30;
const MOST_MEDIA = 25;
const RULE = "Everybody can read the answer below the comment.";

const ago = (call: Call, ms: number): string => new Date(call.now().getTime() - ms).toISOString();

/** The first look goes a week back. What came in the hour before the last look is looked at again: what is known is left out by its id. */
export function instagramTalks(connect: Connect): Talks {
  return {
    every_minutes: 10,
    ready: isSetUp,
    since: async (cursor, call) => {
      const of = await connect(call);
      const since = cursor ?? ago(call, 7 * DAY_MS);
      const own = await profileOf(of);
      const talks = [];
      for (const medium of (await mediaSince(of, ago(call, MEDIA_DAYS * DAY_MS))).slice(0, MOST_MEDIA)) {
        for (const one of await commentsOf(of, medium.id)) {
          const at = new Date(one.timestamp).toISOString();
          const author = one.username ?? one.from?.username ?? "Somebody";
          const text = one.text ?? "";
          if (author === own.username || text === "" || at < since) continue;
          const answer = { operation: "reply_comment", payload: { to: { id: one.id, author, text, at } } };
          talks.push({ id: one.id, thread: medium.id, at, from: author, text, talk: { channel: "instagram", kind: "comment" as const, url: medium.permalink ?? null, context: medium.caption === undefined ? [] : [medium.caption], answer, rule: RULE } });
        }
      }
      talks.sort((a, b) => (a.at < b.at ? -1 : 1));
      return { talks, cursor: talks.length === 0 && cursor !== null && cursor > ago(call, DAY_MS) ? cursor : ago(call, HOUR_MS), skipped: [], more: false };
    },
  };
}

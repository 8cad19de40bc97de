/**
 * Owns: who talks to the account: comments below its media, media that tag it, direct messages - each with how it may be answered.
 * Never: an answer, or a read-mark.
 */
import type { Talks } from "../../channel";
import { isSince } from "../graph-looking";
import { heardMessages, privately, type Heard } from "../graph-messages";
import { placeAfter, POSTS_MS, talksSince, whereAllowed } from "../graph-talks";
import { metaTime } from "../graph-text";
import { isSetUp, type InstagramAccount } from "./fields";
import { mediaWithComments, mentions, profileOf } from "./reads";
import { messenger } from "./replies";
import type { Connect } from "./session";

const SOMEBODY = "Somebody on Instagram";
const iso = (time: string): string => metaTime(time).toISOString();

async function comments(of: InstagramAccount, own: string, since: string, now: Date): Promise<Heard> {
  const media = await mediaWithComments(of, new Date(now.getTime() - POSTS_MS).toISOString());
  return media.flatMap((one) =>
    (one.comments?.data ?? []).flatMap(({ id, text = "", timestamp, username, from }) => {
      const author = username ?? from?.username ?? SOMEBODY;
      if (author === own || text === "" || !isSince(timestamp, since)) return [];
      const to = { id, author, text, at: iso(timestamp) };
      return [{
        id, thread: one.id, at: to.at, from: author, text,
        talk: { channel: "instagram", kind: "comment" as const, url: one.permalink ?? null, context: [one.caption ?? ""], answer: { operation: "reply_comment", payload: { to } }, ...privately(to, now), rule: "Everybody can read the answer below the comment. It may have 300 characters, 4 hashtags and one link. A private answer is possible once, within 7 days." },
      }];
    }),
  );
}

async function mentioned(of: InstagramAccount, own: string, since: string): Promise<Heard> {
  const media = await mentions(of);
  return media
    .filter(({ username, timestamp }) => username !== own && isSince(timestamp, since))
    .map(({ id, caption = "", timestamp, username = SOMEBODY, permalink }) => ({
      id, thread: id, at: iso(timestamp), from: username, text: caption,
      talk: { channel: "instagram", kind: "mention" as const, url: permalink ?? null, context: [], answer: null, rule: "This program cannot answer a mention. Answer it on Instagram." },
    }));
}

export function instagramTalks(connect: Connect): Talks {
  return {
    every_minutes: 5,
    ready: isSetUp,
    since: async (cursor, call) => {
      const of = await connect(call);
      const now = call.now();
      const since = talksSince(cursor, call);
      const { username } = await profileOf(of);
      const heard = [...(await whereAllowed(() => comments(of, username, since, now))), ...(await whereAllowed(() => mentioned(of, username, since))), ...(await whereAllowed(async () => heardMessages(await messenger(connect, call), "instagram", since, now)))];
      return { talks: heard.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), cursor: placeAfter(cursor, heard.length, now), skipped: [], more: false };
    },
  };
}

/**
 * Owns: an Instagram account as a channel: its fields, its operations, its test of the connection, how it publishes posts.
 * Never: the engine, another channel, or a secret in a text.
 */
import * as z from "zod/mini";
import type { Call, Channel, Check, Operation } from "../../channel";
import { showDate } from "../../core/schedule";
import { CallFailure } from "../consequence";
import { failureOf } from "../graph-errors";
import { isSince, sameText } from "../graph-looking";
import { replying } from "../graph-reply";
import { lengthOf } from "../graph-text";
import { INSTAGRAM_FIELDS, INSTAGRAM_SETUP, isSetUp, tokenKind } from "./fields";
import { LIMIT, payloadOf, PICTURES } from "./post";
import { publishOnInstagram } from "./publish";
import { oneComment, profileOf, quotaOf, repliesOf } from "./reads";
import { lifeOf, sessions, type Connect } from "./session";
import { instagramTalks } from "./talks";
import { instagramAudience } from "./insights";

const made = z.object({ id: z.string() });
const day = (at: number): string => showDate(new Date(at).toISOString().slice(0, 10));

function life(call: Call): string {
  if (tokenKind(call) === "page") return "The access token of the Page is used; it has no date on which it expires.";
  const known = lifeOf(call);
  if (known?.expires) return `The access token expires on ${day(known.expires)} and is renewed by itself before.`;
  return `The access token is renewed by itself once it is a day old; Instagram says then how long it lasts${known ? `. It is used here since ${day(known.since)}` : ""}.`;
}

async function check(connect: Connect, call: Call): Promise<Check> {
  if (!isSetUp(call)) return { ok: null, text: "Instagram is not set up: the account's number is needed, and an access token - Instagram's own, or that of the Page it belongs to." };
  try {
    const of = await connect(call);
    const { username } = await profileOf(of);
    const quota = await quotaOf(of);
    const left = quota === null ? "" : ` It takes ${Math.max(0, quota.most - quota.used)} more posts of ${quota.most} in ${quota.hours} hours.`;
    return { ok: true, text: `Connected to Instagram as @${username}.${left} ${life(call)} Pictures must lie at a public https address. If your Meta app is still in Development mode, only people with a role in it see what is published: switch it to Live.` };
  } catch (error) {
    if (error instanceof CallFailure) return { ok: false, text: error.message };
    throw error;
  }
}

/** What Instagram takes as a comment (developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments). */
function commentRules(text: string): string[] {
  return [
    ...((text.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > 4 ? ["has more than 4 hashtags"] : []),
    ...((text.match(/https?:\/\//g) ?? []).length > 1 ? ["has more than one link"] : []),
    ...(/\p{L}{2}/u.test(text) && text === text.toUpperCase() && text !== text.toLowerCase() ? ["is all in capital letters"] : []),
  ];
}

function replyOnInstagram(connect: Connect): Operation {
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
    against: async ({ to }, call) => {
      try {
        await oneComment(await connect(call), to.id);
        return [];
      } catch (error) {
        if (error instanceof CallFailure && error.problem.code === "NOT_FOUND") return ["The comment is not there any more, or cannot be seen with this access token."];
        throw error;
      }
    },
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

/** A professional account. Every channel has sessions of its own. */
export function instagramChannel(): Channel {
  const connect = sessions();
  return {
    id: "instagram",
    label: "Instagram",
    fields: INSTAGRAM_FIELDS,
    setup: INSTAGRAM_SETUP,
    check: (call) => check(connect, call),
    operations: { publish: publishOnInstagram(connect), reply_comment: replyOnInstagram(connect) },
    talks: instagramTalks(connect),
    audience: (call, week) => instagramAudience(connect, call, week),
    publisher: {
      also: ["insta", "ig"],
      operation: "publish",
      length: lengthOf,
      limit: LIMIT,
      counting: "at most 30 hashtags and 20 mentions",
      pictures: PICTURES,
      needs_picture: true,
      takes: { link: false, poll: false, thread: false },
      payload: payloadOf,
    },
  };
}

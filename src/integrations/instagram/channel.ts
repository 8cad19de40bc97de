/**
 * Owns: an Instagram account as a channel: its fields, its operations, its test of the connection, how it publishes posts.
 * Never: the engine, another channel, or a secret in a text.
 */
import type { Call, Channel, Check } from "../../channel";
import { showDate } from "../../core/schedule";
import { checkOf } from "../consequence";
import { lengthOf } from "../graph-text";
import { INSTAGRAM_FIELDS, INSTAGRAM_SETUP, isSetUp, tokenKind } from "./fields";
import { LIMIT, payloadOf, PICTURES } from "./post";
import { publishOnInstagram } from "./publish";
import { profileOf, quotaOf, quotaWords } from "./reads";
import { instagramReplies } from "./replies";
import { lifeOf, sessions, type Connect } from "./session";
import { instagramTalks } from "./talks";
import { instagramAudience } from "./insights";

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
    const left = quotaWords(quota);
    return { ok: true, left, text: `Connected to Instagram as @${username}. ${left} ${life(call)} Pictures must lie at a public https address. If your Meta app is still in Development mode, only people with a role in it see what is published: switch it to Live.` };
  } catch (error) {
    return checkOf(error);
  }
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
    operations: { publish: publishOnInstagram(connect), ...instagramReplies(connect) },
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
      looks: { pictures: "above", folds_at: 125, actions: ["Like", "Comment", "Share"] },
      payload: payloadOf,
    },
  };
}

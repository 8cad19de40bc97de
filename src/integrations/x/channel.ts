/**
 * Owns: X as a channel: its fields, its operations, how it publishes posts.
 * Never: the engine, another channel, or a secret in a text.
 */
import type { Channel, Check, Call } from "../../channel";
import { checkOf } from "../consequence";
import { deleteOnX } from "./delete";
import { credentialsOf, X_FIELDS, X_SETUP } from "./fields";
import { LIMIT, split, weightedLength } from "./length";
import { messageOnX } from "./message";
import { payloadOf, PICTURES } from "./post";
import { leftWords, publishOnX } from "./publish";
import { replyOnX } from "./reply";
import { sessions, type Connect } from "./session";
import { xSignIn } from "./sign-in";
import { xTalks } from "./talks";
import { xAudience } from "./audience";

async function check(connect: Connect, call: Call): Promise<Check> {
  try {
    const credentials = credentialsOf(call);
    if (credentials === null) return { ok: null, text: "Not set up: enter the four keys of your X app, or its client ID and sign in." };
    const x = connect(call);
    const { username } = await x.me(true);
    const [left] = leftWords(x);
    const life = credentials.kind === "keys" ? "Its four keys have no date on which they end." : "Its sign-in is renewed by itself while it is used.";
    return { ok: true, ...(left !== undefined && { left }), text: `Connected to X as @${username}. ${life} X charges 0.015 USD for a post and 0.20 USD for one with a link.` };
  } catch (error) {
    return checkOf(error);
  }
}

/** X, API v2. Every channel has sessions of its own. */
export function xChannel(): Channel {
  const connect = sessions();
  return {
    id: "x",
    label: "X",
    fields: X_FIELDS,
    setup: X_SETUP,
    signIn: xSignIn(async (call) => `@${(await connect(call).me()).username}`),
    check: (call) => check(connect, call),
    operations: { publish: publishOnX(connect), reply: replyOnX(connect), message: messageOnX(connect), delete_post: deleteOnX(connect) },
    talks: xTalks(connect),
    audience: (call, week) => xAudience(connect, call, week),
    publisher: {
      also: ["twitter", "tweet"],
      operation: "publish",
      length: weightedLength,
      limit: LIMIT,
      counting: "a link counts 23, an emoji or a Chinese, Japanese or Korean character 2",
      pictures: PICTURES,
      needs_picture: false,
      takes: { link: true, poll: true, thread: true },
      looks: { pictures: "below", folds_at: null, actions: ["Reply", "Repost", "Like"] },
      payload: payloadOf,
      split,
    },
  };
}

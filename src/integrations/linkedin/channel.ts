/**
 * Owns: LinkedIn as a channel: its fields, its operations, how it publishes posts.
 * Never: the engine, another channel, or a secret in a text.
 */
import type { Call, Channel, Check } from "../../channel";
import type { SensitiveRule } from "../../core/sensitive-rules";
import { checkOf } from "../consequence";
import { deleteOnLinkedIn } from "./delete";
import { LIMIT, payloadOf, PICTURES } from "./post";
import { publishOnLinkedIn } from "./publish";
import { LINKEDIN_FIELDS, sessions, tokenLife, type Connect } from "./session";

/** Where people look for work. */
const OFFER_OF_WORK: SensitiveRule = {
  category: "legal",
  why: "an offer of work must not prefer or exclude groups of people",
  pattern: /\b(?:young (?:team|candidates?) only|native speakers? only|(?:men|women) only|under \d\d years old)\b/i,
  example: "We hire: native speakers only.",
  counter: "Young trees arrive on Friday.",
};

const SETUP = [
  "In the LinkedIn developer portal (developer.linkedin.com) make an app; LinkedIn asks for a company page that it belongs to.",
  "Add the products “Share on LinkedIn” and “Sign In with LinkedIn using OpenID Connect”.",
  "Under Docs and tools, OAuth token tools, make an access token with the scopes openid, profile and w_member_social, and keep it in the secret storage.",
  "It lasts 60 days, and LinkedIn renews it only for its partners: you are told 10 days before.",
];

async function check(connect: Connect, call: Call): Promise<Check> {
  try {
    if (call.field("token").trim() === "") return { ok: null, text: "Not set up: enter an access token." };
    const { name, urn } = await connect(call).me(true);
    return { ok: true, text: `Connected to LinkedIn as ${name ?? urn}. ${tokenLife(call).text}` };
  } catch (error) {
    return checkOf(error);
  }
}

/** LinkedIn's Posts API, as a member. Every channel has sessions of its own. */
export function linkedinChannel(): Channel {
  const connect = sessions();
  return {
    id: "linkedin",
    label: "LinkedIn",
    fields: LINKEDIN_FIELDS,
    setup: SETUP,
    check: (call) => check(connect, call),
    operations: { publish: publishOnLinkedIn(connect), delete_post: deleteOnLinkedIn(connect) },
    publisher: {
      sensitive: [OFFER_OF_WORK],
      operation: "publish",
      length: (text) => text.length,
      limit: LIMIT,
      counting: "",
      pictures: PICTURES,
      needs_picture: false,
      takes: { link: true, poll: false, thread: false },
      looks: { pictures: "below", folds_at: 210, actions: ["Like", "Comment", "Repost", "Send"] },
      payload: payloadOf,
    },
  };
}

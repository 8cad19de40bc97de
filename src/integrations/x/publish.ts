/**
 * Owns: publishing on X - a post with pictures or a poll, or a thread - as one decision on its exact texts (PRODUCT S1, S3).
 * Never: a reply to somebody else; that is reply.ts, with a rule of its own.
 */
import { operation, type Call, type Facts, type Operation } from "../../channel";
import type { Sign } from "../../core/draft";
import type { JsonObject } from "../../core/json";
import { asFinding, asOutcome, CallFailure } from "../consequence";
import { pictureBytes } from "../published";
import { findChain, sendChain, type Chain } from "./chain";
import { parsePost, partsOf, POST_EXAMPLES, postFields, postFromFields, postPreview, postSummary, publicationOf, showPrice, type XPayload } from "./post";
import { ownPosts } from "./reads";
import { isText } from "./shown";
import type { Connect, X } from "./session";
import { upload } from "./upload";

/** X forgets what was said after some time that it tells nobody; a week of own posts costs cents. */
const SAME_TEXT_MS = 7 * 24 * 3_600_000;
/** Fewer posts left than this are told. */
const FEW = 5;

async function extras(x: X, call: Call, { images, poll }: XPayload): Promise<JsonObject> {
  const media_ids = await upload(x, call, images);
  return {
    ...(media_ids.length > 0 && { media: { media_ids } }),
    ...(poll !== null && { poll: { options: poll.options, duration_minutes: poll.minutes } }),
  };
}

const chainOf = (payload: XPayload): Pick<Chain, "texts" | "under"> => ({ texts: partsOf(payload), under: null });

/** What X says is left; it tells with every post, so that there is nothing to say before the first one, or while there are many. No reason to ask again: it passes. */
export function leftWords(x: X, posts = 0): string[] {
  const left = x.left();
  if (left === null || left.posts >= Math.max(FEW, posts)) return [];
  const until = left.until === null ? "" : ` until ${new Date(left.until).toISOString().slice(0, 16)}Z`;
  return [`X takes only ${left.posts} more posts${until}.`];
}

async function facts(connect: Connect, payload: XPayload, call: Call): Promise<Facts> {
  const none = { money: null, known_payee: null, unreadable: null };
  try {
    const x = connect(call);
    const { username } = await x.me();
    const posts = await ownPosts(x, new Date(call.now().getTime() - SAME_TEXT_MS));
    const same = partsOf(payload).flatMap((text) => posts.filter((post) => text !== "" && isText(post, text) === "yes"));
    const signs = same.map(({ id, created_at }): Sign => ({ code: "same_text", text: `This text is on X since ${created_at?.slice(0, 10) ?? "lately"}: https://x.com/${username}/status/${id}. X takes no text twice.`, fraud: false }));
    return { ...none, signs };
  } catch (error) {
    if (!(error instanceof CallFailure) || error.problem.code !== "NO_CREDIT") throw error;
    return { ...none, signs: [{ code: "no_credit", text: `${error.problem.cause} ${error.problem.next}`, fraud: false }] };
  }
}

export function publishOnX(connect: Connect): Operation {
  return operation<XPayload>({
    label: "Post on X",
    note: { type: "x_post", prefix: "POST_x" },
    log: "social_media_post",
    rule: "scheduled_post",
    expiry: "standard",
    parse: parsePost,
    summary: postSummary,
    money: () => null,
    preview: postPreview,
    toFields: postFields,
    fromFields: postFromFields,
    publishes: publicationOf,
    facts: (payload, call) => facts(connect, payload, call),
    rehearse: async (payload, _attempt, call) => {
      const pictures = await pictureBytes(payload.images, call);
      const x = connect(call);
      const { username } = await x.me();
      const { signs } = await facts(connect, payload, call);
      const { price, texts } = publicationOf(payload);
      const findings = [`Would post ${texts.length === 1 ? "this" : `${texts.length} parts, each below the one before,`} as @${username}${price === null ? "" : `; X would charge ${showPrice(price)}`}.`, ...leftWords(x, texts.length), ...signs.map(({ text }) => text), ...("missing" in pictures ? [`The picture ${pictures.missing} was erased: X would get nothing.`] : [])];
      return { ok: !("missing" in pictures) && !signs.some(({ code }) => code === "same_text" || code === "no_credit"), findings };
    },
    perform: (payload, attempt, call, remember) =>
      asOutcome(async () => {
        const x = connect(call);
        return sendChain(x, { ...chainOf(payload), first: () => extras(x, call, payload) }, attempt, remember);
      }),
    lookup: (payload, attempt, call) => asFinding(async () => findChain(connect(call), chainOf(payload), attempt, call)),
    examples: POST_EXAMPLES,
  });
}

/**
 * Owns: publishing on Instagram: containers that nobody sees, waiting until they are ready, the quota, the one request that makes it public.
 * Never: `media_publish` twice for the same container - its status tells whether it was published - or the first best medium taken for ours.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Finding, type Operation, type Outcome } from "../../channel";
import type { Problem, Receipt } from "../../core/action";
import type { JsonObject } from "../../core/json";
import { asFinding, asOutcome, CallFailure } from "../consequence";
import { failureOf, preparing, refusedBecause } from "../graph-errors";
import { findingOf, isSince, onlyOne, sameText } from "../graph-looking";
import { lookLate } from "../late";
import { altsOf } from "../published";
import { accountOf, type InstagramAccount } from "./fields";
import { calledPost, parsePost, POST_EXAMPLES, postFields, postFromFields, postPreview, type PostPayload } from "./post";
import { mediaSince, oneMedia, quotaOf, quotaWords, statusOf, type Media } from "./reads";
import type { Connect } from "./session";

const MINUTE_MS = 60_000;
/** A text that the account showed in this time is not published again. */
const SAME_TEXT_MS = 24 * 60 * MINUTE_MS;
/** Meta's advice: about once a minute, for no more than five. A picture is mostly ready at once or within seconds, so that the first minute has more looks. */
const POLLS_MS = [0, 5_000, 15_000, 40_000, ...Array.from({ length: 4 }, () => MINUTE_MS)];

const made = z.object({ id: z.string() });

function receiptOf(payload: PostPayload, { id, permalink, caption }: Pick<Media, "id"> & Partial<Media>): Receipt {
  const differs = caption !== undefined && !sameText(caption, payload.text);
  return { id, label: `Post on Instagram: ${calledPost(payload)}`, url: permalink ?? null, data: { media_id: id, permalink: permalink ?? null }, difference: differs ? `Instagram shows another text: "${caption}"` : null };
}

/** With its address where Instagram tells it now. */
async function readBack(of: InstagramAccount, payload: PostPayload, id: string): Promise<Receipt> {
  try {
    return receiptOf(payload, await oneMedia(of, id));
  } catch (error) {
    if (error instanceof CallFailure) return receiptOf(payload, { id });
    throw error;
  }
}

async function container(of: InstagramAccount, json: JsonObject): Promise<string> {
  return preparing(async () => {
    const read = z.safeParse(made, await of.write("POST", `${of.id}/media`, { json }));
    if (!read.success) throw failureOf("Instagram", { kind: "foreign", message: "a container without an id" }, true);
    return read.data.id;
  });
}

/** Waits until Instagram has the picture. Throws when it will not have it: nothing was published then. */
async function ready(of: InstagramAccount, id: string, call: Call): Promise<void> {
  for (const wait of POLLS_MS) {
    if (wait > 0) await call.sleep(wait);
    const { code, says } = await statusOf(of, id);
    if (code === "FINISHED") return;
    if (code === "ERROR" || code === "EXPIRED") throw refusedBecause("Instagram", "INVALID_MEDIA", `Instagram could not use the picture${says === "" ? "" : `: "${says}"`}.`, "Check that its address opens in a private browser window and is a JPEG, then send it again.");
  }
  throw refusedBecause("Instagram", "MEDIA_NOT_READY", "Instagram was not done with the picture after five minutes; nothing was published.", "Nothing: it goes on by itself, later.", "busy", 10 * MINUTE_MS);
}

const fieldsOf = ({ url, alt }: PostPayload["images"][number]): JsonObject => ({ image_url: url, ...(alt !== "" && { alt_text: alt }) });

/** The container of the whole post; every id is on disk before the next request. */
async function prepare(of: InstagramAccount, { text, images }: PostPayload, call: Call, remember: (data: JsonObject) => Promise<void>): Promise<string> {
  const caption = text === "" ? {} : { caption: text };
  const children: string[] = [];
  if (images.length > 1) {
    for (const image of images) {
      children.push(await container(of, { ...fieldsOf(image), is_carousel_item: true }));
      await remember({ children: [...children] });
    }
    for (const child of children) await ready(of, child, call);
  }
  const [image] = images;
  const own = children.length > 0 ? { media_type: "CAROUSEL", children: children.join(",") } : image ? fieldsOf(image) : {};
  const id = await container(of, { ...own, ...caption });
  await remember({ container: id });
  await ready(of, id, call);
  return id;
}

/** Throws when the account may not publish any more today. */
async function withinQuota(of: InstagramAccount): Promise<string> {
  const quota = await quotaOf(of);
  if (quota && quota.used >= quota.most) throw refusedBecause("Instagram", "RATE_LIMIT_EXCEEDED", `The ${quota.most} posts that it takes in ${quota.hours} hours are used up.`, "Nothing: it goes on by itself, later.", "busy", 60 * MINUTE_MS);
  return quotaWords(quota);
}

/** The medium that stands there already, so that nothing has to be published: what an earlier attempt left, or the owner's own. */
async function standing(of: InstagramAccount, payload: PostPayload, now: Date): Promise<Receipt | null> {
  const [first] = await alike(of, payload, new Date(now.getTime() - SAME_TEXT_MS).toISOString());
  return first ? { ...receiptOf(payload, first), difference: "The account already showed this text, so it was not posted a second time." } : null;
}

async function perform(of: InstagramAccount, payload: PostPayload, call: Call, remember: (data: JsonObject) => Promise<void>): Promise<Outcome> {
  const there = await standing(of, payload, call.now());
  if (there) return { kind: "done", receipt: there };
  await withinQuota(of);
  const creation_id = await prepare(of, payload, call, remember);
  // On disk before the request: without it, nothing was made public.
  await remember({ asked: true });
  const answer = z.safeParse(made, await of.write("POST", `${of.id}/media_publish`, { json: { creation_id } }));
  if (!answer.success) throw failureOf("Instagram", { kind: "foreign", message: "an answer without an id" }, true);
  await remember({ media_id: answer.data.id });
  return { kind: "done", receipt: await readBack(of, payload, answer.data.id) };
}

const NOT_SURE: Problem = { code: "META_UNKNOWN_ERROR", effect: "Whether it was published is not known yet.", cause: "Instagram does not show what became of what was prepared.", next: "It is looked up again by itself; if you have looked at Instagram yourself, say whether it happened." };

/** Media with this very text since a time; without words they cannot be told from others. */
async function alike(of: InstagramAccount, { text }: PostPayload, since: string): Promise<Media[]> {
  return text === "" ? [] : (await mediaSince(of, since)).filter(({ caption, timestamp }) => sameText(caption, text) && isSince(timestamp, since));
}

/** The published medium: one with this text since the start. A container does not name its medium. */
async function published(of: InstagramAccount, payload: PostPayload, { started_at }: Attempt, container_id: string): Promise<Receipt> {
  const only = onlyOne(await alike(of, payload, started_at), (one) => receiptOf(payload, one));
  if (typeof only === "object") return only;
  // It is public for certain; only where is not known.
  return { ...receiptOf(payload, { id: container_id }), data: { container_id, media_id: null } };
}

function lookup(connect: Connect, payload: PostPayload, attempt: Attempt, call: Call): Promise<Finding> {
  return asFinding(async () => {
    const of = await connect(call);
    const { media_id, container: id, asked } = attempt.remembered;
    if (typeof media_id === "string") return { kind: "done", receipt: await readBack(of, payload, media_id) };
    if (typeof id !== "string" || asked !== true) {
      // The contact is made, so that a lookup that reaches nobody does not pass for knowledge.
      await quotaOf(of);
      return { kind: "absent" };
    }
    const last: Pick<Awaited<ReturnType<typeof statusOf>>, "code"> = { code: "NOT_SEEN" };
    const finding = await lookLate(attempt, call, { code: "NOT_SHOWN_YET", seen: "Instagram does not show it so far" }, async () => {
      const { code } = await statusOf(of, id);
      last.code = code;
      if (code === "PUBLISHED") return { kind: "done", receipt: await published(of, payload, attempt, id) };
      if (code === "ERROR") return { kind: "absent" };
      // The container may say it later than the account's own list.
      return findingOf(onlyOne(await alike(of, payload, attempt.started_at), (one) => receiptOf(payload, one)), "Instagram");
    });
    return finding.kind === "absent" && (last.code === "NOT_SEEN" || last.code === "IN_PROGRESS") ? { kind: "unclear", problem: NOT_SURE } : finding;
  });
}

export function publishOnInstagram(connect: Connect): Operation {
  return operation<PostPayload>({
    label: "Post on Instagram",
    note: { type: "instagram_post", prefix: "POST_instagram" },
    log: "social_media_post",
    rule: "scheduled_post",
    expiry: "standard",
    parse: parsePost,
    summary: (payload) => `Post on Instagram: ${calledPost(payload)}`,
    money: () => null,
    preview: postPreview,
    toFields: postFields,
    fromFields: postFromFields,
    publishes: ({ text, images, at, late_minutes }) => ({ texts: [text], beside: altsOf({ images }), at, late_minutes, price: null }),
    // Whether there is an account at all is said on the card, not after the decision.
    facts: (_payload, call) => Promise.resolve(call).then(accountOf).then(() => ({ money: null, known_payee: null, unreadable: null, signs: [] })),
    rehearse: async (payload, _attempt, call) => {
      try {
        const of = await connect(call);
        const there = await standing(of, payload, call.now());
        return { ok: there === null, findings: [await withinQuota(of), there === null ? `Would post on Instagram: ${calledPost(payload)}` : "The account already shows this text."] };
      } catch (error) {
        if (error instanceof CallFailure) return { ok: false, findings: [error.message] };
        throw error;
      }
    },
    perform: (payload, _attempt, call, remember) => asOutcome(async () => perform(await connect(call), payload, call, remember)),
    lookup: (payload, attempt, call) => lookup(connect, payload, attempt, call),
    examples: POST_EXAMPLES,
  });
}

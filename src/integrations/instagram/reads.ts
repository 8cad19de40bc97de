/**
 * Owns: what is read of an Instagram account - its media, their comments, where it is mentioned, its quota, its containers - in Meta's field names.
 * Never: a write, or what a message means. Texts of others are untrusted.
 */
import * as z from "zod/mini";
import { CallFailure } from "../consequence";
import { shaped } from "../graph";
import { listed, sinceOf } from "../graph-looking";
import type { InstagramAccount } from "./fields";

const profile = z.object({ id: z.optional(z.string()), username: z.string() });
const followed = z.object({ followers_count: z.optional(z.number()) });
const media = z.object({ id: z.string(), caption: z.optional(z.string()), timestamp: z.string(), permalink: z.optional(z.string()), username: z.optional(z.string()) });
const comment = z.object({
  id: z.string(),
  text: z.optional(z.string()),
  timestamp: z.string(),
  username: z.optional(z.string()),
  from: z.optional(z.object({ id: z.optional(z.string()), username: z.optional(z.string()) })),
});
const container = z.object({ status_code: z.string(), status: z.optional(z.string()) });
const limit = z.object({ data: z.array(z.object({ quota_usage: z.number(), config: z.optional(z.object({ quota_total: z.number(), quota_duration: z.optional(z.number()) })) })) });
const commented = z.extend(media, { comments: z.optional(z.object({ data: z.array(comment) })) });
export type Media = z.infer<typeof media>;
export type InstagramComment = z.infer<typeof comment>;
export type ContainerStatus = "IN_PROGRESS" | "FINISHED" | "PUBLISHED" | "ERROR" | "EXPIRED";

const MEDIA = "id,caption,timestamp,permalink";
const COMMENT = "id,text,timestamp,username,from";

export const profileOf = async (of: InstagramAccount): Promise<z.infer<typeof profile>> => shaped("Instagram", profile, await of.read(of.id, { fields: "id,username" }), "the account");

/** How many follow the account now; null when Instagram does not say. */
export async function followersOf(of: InstagramAccount): Promise<number | null> {
  const { followers_count } = shaped("Instagram", followed, await of.read(of.id, { fields: "followers_count" }), "the account");
  return followers_count ?? null;
}

/** The account's own media since a time (UTC ISO), newest first. */
export const mediaSince = (of: InstagramAccount, since: string): Promise<Media[]> => listed(of, `${of.id}/media`, { fields: MEDIA, since: sinceOf(since), limit: "50" }, media, "the media");

/** The same with their newest comments. */
export const mediaWithComments = (of: InstagramAccount, since: string): Promise<z.infer<typeof commented>[]> =>
  listed(of, `${of.id}/media`, { fields: `${MEDIA},comments.limit(50){${COMMENT}}`, since: sinceOf(since), limit: "50" }, commented, "the comments");

/** One medium, asked once. */
export const oneMedia = async (of: InstagramAccount, id: string): Promise<Media> => shaped("Instagram", media, await of.readOnce(id, { fields: MEDIA }), "the medium");

/** Answers below a comment. */
export const repliesOf = (of: InstagramAccount, id: string): Promise<InstagramComment[]> => listed(of, `${id}/replies`, { fields: COMMENT, limit: "50" }, comment, "the answers");
export const oneComment = async (of: InstagramAccount, id: string): Promise<InstagramComment> => shaped("Instagram", comment, await of.read(id, { fields: COMMENT }), "the comment");
/** Media of others that tag the account. */
export const mentions = (of: InstagramAccount): Promise<Media[]> => listed(of, `${of.id}/tags`, { fields: `${MEDIA},username`, limit: "50" }, media, "the mentions");

type Quota = { used: number; most: number; hours: number };

/** How many more it takes. */
export const quotaWords = (quota: Quota | null): string => (quota === null ? "Instagram does not say how many posts are left." : `Instagram takes ${Math.max(0, quota.most - quota.used)} more posts of ${quota.most} in ${quota.hours} hours.`);

/** How many posts of the last 24 hours count, and how many are allowed; Meta's pages contradict each other about the number, so the account is asked. Null when it does not say. */
export async function quotaOf(of: InstagramAccount): Promise<Quota | null> {
  const [first] = shaped("Instagram", limit, await of.read(`${of.id}/content_publishing_limit`, { fields: "quota_usage,config" }), "the quota").data;
  return first?.config ? { used: first.quota_usage, most: first.config.quota_total, hours: (first.config.quota_duration ?? 86_400) / 3_600 } : null;
}

/**
 * How far a container is, with Instagram's words. Right after it was made Instagram may not see it yet (error 100/33): `NOT_SEEN`.
 */
export async function statusOf(of: InstagramAccount, id: string): Promise<{ code: ContainerStatus | "NOT_SEEN"; says: string }> {
  try {
    const { status_code, status = "" } = shaped("Instagram", container, await of.read(id, { fields: "status_code,status" }), "the container");
    const known = (["IN_PROGRESS", "FINISHED", "PUBLISHED", "ERROR", "EXPIRED"] as const).find((one) => one === status_code);
    return { code: known ?? "NOT_SEEN", says: status.replace(/\s+/g, " ").slice(0, 200) };
  } catch (error) {
    if (error instanceof CallFailure && error.problem.code === "NOT_FOUND") return { code: "NOT_SEEN", says: "" };
    throw error;
  }
}

/**
 * Owns: what is read of a Facebook Page - its posts, their comments, where it is mentioned - in Meta's field names, as plain data.
 * Never: a write, or what a message means. Texts of others are untrusted.
 */
import * as z from "zod/mini";
import { shaped } from "../graph";
import { listed, sinceOf } from "../graph-looking";
import type { Page } from "./fields";

const someone = z.object({ id: z.optional(z.string()), name: z.optional(z.string()) });
const post = z.object({ id: z.string(), message: z.optional(z.string()), created_time: z.optional(z.string()), permalink_url: z.optional(z.string()), from: z.optional(someone) });
const comment = z.object({ id: z.string(), message: z.optional(z.string()), created_time: z.string(), from: z.optional(someone), parent: z.optional(z.object({ id: z.string() })), permalink_url: z.optional(z.string()), can_comment: z.optional(z.boolean()), can_reply_privately: z.optional(z.boolean()) });
const commented = z.extend(post, { comments: z.optional(z.object({ data: z.array(comment) })) });
export type PagePost = z.infer<typeof post>;
export type Comment = z.infer<typeof comment>;

const POST = "id,message,created_time,permalink_url";
const COMMENT = "id,message,created_time,from,parent,permalink_url,can_comment,can_reply_privately";

/** The Page's own posts since a time (UTC ISO), newest first. */
export const postsSince = (page: Page, since: string): Promise<PagePost[]> => listed(page, `${page.id}/feed`, { fields: POST, since: sinceOf(since), limit: "100" }, post, "the posts");

/** The same with their newest comments, answers to comments among them. */
export const postsWithComments = (page: Page, since: string): Promise<z.infer<typeof commented>[]> =>
  listed(page, `${page.id}/feed`, { fields: `${POST},comments.filter(stream).order(reverse_chronological).limit(50){${COMMENT}}`, since: sinceOf(since), limit: "50" }, commented, "the comments");

/** One post, asked once. Throws CallFailure with the code NOT_FOUND when it is not there. */
export const onePost = async (page: Page, id: string): Promise<PagePost> => shaped("Facebook", post, await page.readOnce(id, { fields: POST }), "the post");

/** Answers below a comment, oldest first. */
export const commentsOf = (page: Page, id: string, since: string | null = null): Promise<Comment[]> =>
  listed(page, `${id}/comments`, { fields: COMMENT, filter: "stream", order: "chronological", limit: "100", ...(since !== null && { since: sinceOf(since) }) }, comment, "the comments");

/** One comment. Throws CallFailure with the code NOT_FOUND when it is not there. */
export const oneComment = async (page: Page, id: string): Promise<Comment> => shaped("Facebook", comment, await page.read(id, { fields: COMMENT }), "the comment");

/** Posts of others that mention the Page. */
export const mentions = (page: Page): Promise<PagePost[]> => listed(page, `${page.id}/tagged`, { fields: `${POST},from`, limit: "50" }, post, "the mentions");

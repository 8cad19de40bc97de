/**
 * Owns: the edges of a Facebook Page as the twin has them: feed, photos, scheduled posts, comments, conversations, messages.
 * Never: a parameter or a field that Meta's reference does not have.
 */
import type { Json, JsonObject } from "../../core/json";
import { badParameter, GraphProblem, notFound } from "./errors";
import { metaTime, only, paged, shown, textOf, truth, type GraphRequest } from "./request";
import type { Comment, Conversation, Post } from "./store";
import type { MetaService } from "./service";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const POST_FIELDS = ["id", "message", "created_time", "permalink_url", "scheduled_publish_time", "from", "is_published", "status_type", "updated_time", "attachments", "comments"];
const COMMENT_FIELDS = ["id", "message", "created_time", "from", "parent", "permalink_url", "can_comment", "comment_count", "like_count", "is_hidden"];
const LIST = ["fields", "limit", "after", "before", "since", "until"];
const FEED = ["message", "link", "published", "scheduled_publish_time", "attached_media", "place", "tags", "targeting", "feed_targeting", "unpublished_content_type", "fields"];
const PHOTOS = ["url", "message", "caption", "published", "alt_text_custom", "temporary", "no_story", "scheduled_publish_time", "unpublished_content_type", "fields"];

function postNode(service: MetaService, post: Post): JsonObject {
  const { store, now } = service;
  const below = store.comments.filter(({ under, shown_from }) => shown_from <= now() && (under === post.id || store.comments.some(({ id, under: above }) => id === under && above === post.id)));
  const kept = post.scheduled === null ? {} : { scheduled_publish_time: post.scheduled / 1_000 };
  return { id: post.id, ...(post.message !== "" && { message: post.message }), created_time: metaTime(post.at), permalink_url: `https://www.facebook.com/${post.id.replace("_", "/posts/")}`, is_published: post.scheduled === null, from: store.page, comments: { data: below.map((one) => commentNode(service, one)).reverse() }, ...kept };
}

function commentNode({ store }: MetaService, one: Comment): JsonObject {
  const parent = store.comments.find(({ id }) => id === one.under);
  return { id: one.id, message: one.message, created_time: metaTime(one.at), from: { ...one.from }, can_comment: true, permalink_url: `https://www.facebook.com/${one.id}`, ...(parent && { parent: { id: parent.id } }) };
}

/** When it is due, milliseconds; null for at once. 10 minutes to 75 days ahead. */
function schedule({ now }: MetaService, params: JsonObject): number | null {
  const given = params["scheduled_publish_time"];
  if (given === undefined) return null;
  if (truth(params["published"]) !== false) throw badParameter("scheduled_publish_time");
  const at = Number(given) * 1_000;
  if (!(at >= now() + 10 * MINUTE_MS && at <= now() + 75 * DAY_MS)) throw new GraphProblem(100, 1363135, "(#100) The specified scheduled publish time is invalid.");
  return at;
}

function addPost(service: MetaService, made: Pick<Post, "message" | "link" | "photos" | "scheduled">): Post {
  const { store, now, lag_ms, development } = service;
  const post: Post = { ...made, id: store.postId(), at: now(), shown_from: now() + lag_ms, is_public: !development && made.scheduled === null };
  store.posts.push(post);
  return post;
}

function attached(service: MetaService, value: Json | undefined): string[] {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : (value ?? []);
  if (!Array.isArray(list)) throw badParameter("attached_media");
  return list.map((one: unknown) => {
    const id = typeof one === "object" && one !== null && "media_fbid" in one ? String(one.media_fbid) : "";
    const photo = service.store.photos.get(id);
    if (!photo || photo.published) throw badParameter("attached_media");
    return id;
  });
}

function feed(service: MetaService, { method, params, token }: GraphRequest): Json {
  const { store, now } = service;
  if (method === "GET") {
    only(params, [...LIST, "include_hidden", "show_expired", "with"]);
    const since = Number(params["since"] ?? 0) * 1_000;
    const there = store.posts.filter((post) => post.scheduled === null && post.shown_from <= now() && post.at >= since).reverse();
    return paged(there.map((post) => shown(postNode(service, post), textOf(params, "fields"), "PagePost", POST_FIELDS)), params, token, `${store.page.id}/feed`);
  }
  only(params, FEED);
  const message = textOf(params, "message");
  const link = textOf(params, "link");
  const photos = attached(service, params["attached_media"]);
  if (message === "" && link === "" && photos.length === 0) throw badParameter("message");
  if (Array.from(message).length > 63_206) throw badParameter("message");
  const scheduled = schedule(service, params);
  const last = store.posts.filter((post) => post.scheduled === null).at(-1);
  if (last && last.message === message && message !== "" && now() - last.at < DAY_MS) throw new GraphProblem(506, null, "(#506) Duplicate status message");
  return { id: addPost(service, { message, link: link === "" ? null : link, photos, scheduled }).id };
}

function photos(service: MetaService, { params, file }: GraphRequest): Json {
  only(params, PHOTOS);
  const { store } = service;
  if (file === null && textOf(params, "url") === "") throw new GraphProblem(324, 2069019, "(#324) Requires upload file");
  const published = truth(params["published"]) !== false;
  const scheduled = schedule(service, params);
  const photo = { id: store.number(), published, bytes: file?.length ?? 0, alt: textOf(params, "alt_text_custom") };
  store.photos.set(photo.id, photo);
  if (!published && scheduled === null) return { id: photo.id };
  const post = addPost(service, { message: textOf(params, "message") || textOf(params, "caption"), link: null, photos: [photo.id], scheduled });
  return { id: photo.id, post_id: post.id };
}

function comments(service: MetaService, under: string, { method, params, token }: GraphRequest): Json {
  const { store, now, lag_ms } = service;
  if (method === "GET") {
    only(params, [...LIST, "filter", "order", "live_filter"]);
    const since = Number(params["since"] ?? 0) * 1_000;
    const there = store.comments.filter((one) => one.under === under && one.shown_from <= now() && one.at >= since);
    return paged(there.map((one) => shown(commentNode(service, one), textOf(params, "fields"), "Comment", COMMENT_FIELDS)), params, token, `${under}/comments`);
  }
  only(params, ["message", "attachment_id", "attachment_url", "attachment_share_url"]);
  const message = textOf(params, "message");
  if (message === "") throw badParameter("message");
  const made: Comment = { id: `${under.split("_").at(-1) ?? ""}_${store.number()}`, under, message, from: { ...store.page }, at: now(), shown_from: now() + lag_ms, answered: false };
  store.comments.push(made);
  return { id: made.id };
}

/** The words of a message to whoever it is for; refused outside Meta's times. */
function messages(service: MetaService, { params }: GraphRequest): Json {
  only(params, ["recipient", "message", "messaging_type", "tag", "notification_type", "persona_id", "sender_action"]);
  const { store, now, lag_ms } = service;
  const to = (typeof params["recipient"] === "object" ? params["recipient"] : null) as { id?: string; comment_id?: string } | null;
  const said = (typeof params["message"] === "object" ? params["message"] : null) as { text?: string } | null;
  const text = said?.text ?? "";
  if (text === "" || Array.from(text).length > 2_000) throw badParameter("message");
  let talk: Conversation | undefined;
  if (to?.comment_id !== undefined) {
    const comment = store.comments.find(({ id }) => id === to.comment_id);
    if (!comment) throw notFound(to.comment_id);
    if (comment.answered) throw new GraphProblem(10900, null, "(#10900) Activity already replied to");
    if (now() - comment.at > 7 * DAY_MS) throw new GraphProblem(10, 2018278, "(#10) This message is sent outside of allowed window.", 403);
    comment.answered = true;
    talk = store.conversations.find(({ user }) => user.id === comment.from.id) ?? { id: `t_${store.number()}`, user: { ...comment.from }, messages: [] };
    if (!store.conversations.includes(talk)) store.conversations.push(talk);
  } else {
    talk = store.conversations.find(({ user }) => user.id === to?.id);
    if (!talk) throw new GraphProblem(100, 2018001, "(#100) No matching user found");
    if (textOf(params, "messaging_type") !== "RESPONSE") throw badParameter("messaging_type");
    const { user } = talk;
    const last = talk.messages.findLast(({ from }) => from.id === user.id);
    if (!last || now() - last.at > DAY_MS) throw new GraphProblem(10, 2018278, "(#10) This message is sent outside of allowed window.", 403);
  }
  const message = { id: `m_${store.number()}`, message: text, from: { ...store.page }, at: now(), shown_from: now() + lag_ms };
  talk.messages.push(message);
  return { recipient_id: talk.user.id, message_id: message.id };
}

function conversations(service: MetaService, { params, token }: GraphRequest): Json {
  only(params, [...LIST, "platform", "user_id", "folder", "tags"]);
  const { store, now } = service;
  const wanted = textOf(params, "user_id");
  const there = store.conversations.filter(({ user }) => wanted === "" || user.id === wanted);
  const nodes = there.map(({ id, user, messages: all }): JsonObject => {
    const seen = all.filter(({ shown_from }) => shown_from <= now()).reverse();
    const data = seen.map((one): JsonObject => ({ id: one.id, message: one.message, from: { ...one.from }, created_time: metaTime(one.at) }));
    return { id, updated_time: metaTime(seen[0]?.at ?? 0), link: `/${store.page.id}/inbox/${id.slice(2)}/`, participants: { data: [{ ...user }, { ...store.page }] }, messages: { data } };
  });
  return paged(nodes.map((node) => shown(node, textOf(params, "fields"), "UnifiedThread", ["id", "updated_time", "link", "participants", "messages", "snippet", "unread_count", "can_reply"])), params, token, `${store.page.id}/conversations`);
}

/** An edge or a node of the Page; null when it is none of it. */
export function answerPage(service: MetaService, request: GraphRequest): Json | null {
  const { store, now } = service;
  const { method, params, token, parts } = request;
  const [id = "", edge] = parts;
  const read = method === "GET";
  if (id === store.page.id) {
    if (edge === undefined && read) return shown({ ...store.page, is_published: true, link: `https://www.facebook.com/${id}` }, textOf(params, "fields"), "Page", ["id", "name", "is_published", "link", "username", "category"]);
    if (edge === "feed") return feed(service, request);
    if (edge === "photos" && !read) return photos(service, request);
    if (edge === "messages" && !read) return messages(service, request);
    if (edge === "conversations" && read) return conversations(service, request);
    if (edge === "tagged" && read) return paged([], params, token, `${id}/tagged`);
    if (edge !== "scheduled_posts" || !read) return null;
    const kept = store.posts.filter(({ scheduled, shown_from }) => scheduled !== null && shown_from <= now());
    return paged(kept.map((post) => shown(postNode(service, post), textOf(params, "fields"), "PagePost", POST_FIELDS)), params, token, `${id}/scheduled_posts`);
  }
  const post = store.posts.find((one) => one.id === id && one.shown_from <= now());
  const comment = store.comments.find((one) => one.id === id);
  if (edge === "comments" && (post ?? comment)) return comments(service, id, request);
  if (edge !== undefined) return null;
  if (comment && read) return shown(commentNode(service, comment), textOf(params, "fields"), "Comment", COMMENT_FIELDS);
  if (!post) return null;
  if (read) return shown(postNode(service, post), textOf(params, "fields"), "PagePost", POST_FIELDS);
  if (method !== "DELETE") return null;
  store.posts.splice(store.posts.indexOf(post), 1);
  return { success: true };
}

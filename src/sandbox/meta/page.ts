/**
 * Owns: the edges of a Facebook Page as the twin has them: feed, photos, comments, mentions.
 * Never: which parameters and fields there are: described.ts.
 */
import type { Json, JsonObject } from "../../core/json";
import { badParameter, GraphProblem } from "./errors";
import { shown } from "./fields";
import { answerMessages } from "./messages";
import { metaTime, paged, textOf, truth, type GraphRequest } from "./request";
import type { Comment, Post } from "./store";
import type { MetaService } from "./service";

const DAY_MS = 86_400_000;

function postNode(service: MetaService, post: Post): JsonObject {
  const { store, now } = service;
  const below = store.comments.filter(({ under, shown_from }) => shown_from <= now() && (under === post.id || store.comments.some(({ id, under: above }) => id === under && above === post.id)));
  return { id: post.id, ...(post.message !== "" && { message: post.message }), created_time: metaTime(post.at), permalink_url: `https://www.facebook.com/${post.id.replace("_", "/posts/")}`, is_published: true, from: store.page, comments: { data: below.map((one) => commentNode(service, one)).reverse() } };
}

function commentNode({ store }: MetaService, one: Comment): JsonObject {
  const parent = store.comments.find(({ id }) => id === one.under);
  return { id: one.id, message: one.message, created_time: metaTime(one.at), from: { ...one.from }, can_comment: true, can_reply_privately: !one.answered, permalink_url: `https://www.facebook.com/${one.id}`, ...(parent && { parent: { id: parent.id } }) };
}

function addPost(service: MetaService, made: Pick<Post, "message" | "link" | "photos">): Post {
  const { store, now, lag_ms, development } = service;
  const post: Post = { ...made, id: store.postId(), at: now(), shown_from: now() + lag_ms, is_public: !development };
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
    const since = Number(params["since"] ?? 0) * 1_000;
    const there = store.posts.filter((post) => post.shown_from <= now() && post.at >= since).reverse();
    return paged(there.map((post) => shown(postNode(service, post), textOf(params, "fields"), "PagePost")), params, token, `${store.page.id}/feed`);
  }
  const message = textOf(params, "message");
  const link = textOf(params, "link");
  const photos = attached(service, params["attached_media"]);
  if (message === "" && link === "" && photos.length === 0) throw badParameter("message");
  if (Array.from(message).length > 63_206) throw badParameter("message");
  const last = store.posts.at(-1);
  if (last && last.message === message && message !== "" && now() - last.at < DAY_MS) throw new GraphProblem(506, null, "(#506) Duplicate status message");
  return { id: addPost(service, { message, link: link === "" ? null : link, photos }).id };
}

function photos(service: MetaService, { params, file }: GraphRequest): Json {
  const { store } = service;
  if (file === null && textOf(params, "url") === "") throw new GraphProblem(324, 2069019, "(#324) Requires upload file");
  const published = truth(params["published"]) !== false;
  const photo = { id: store.number(), published, bytes: file?.bytes.length ?? 0, alt: textOf(params, "alt_text_custom") };
  store.photos.set(photo.id, photo);
  if (!published) return { id: photo.id };
  const post = addPost(service, { message: textOf(params, "message") || textOf(params, "caption"), link: null, photos: [photo.id] });
  return { id: photo.id, post_id: post.id };
}

function comments(service: MetaService, under: string, { method, params, token }: GraphRequest): Json {
  const { store, now, lag_ms } = service;
  if (method === "GET") {
    const since = Number(params["since"] ?? 0) * 1_000;
    const there = store.comments.filter((one) => one.under === under && one.shown_from <= now() && one.at >= since);
    return paged(there.map((one) => shown(commentNode(service, one), textOf(params, "fields"), "Comment")), params, token, `${under}/comments`);
  }
  const message = textOf(params, "message");
  if (message === "") throw badParameter("message");
  const made: Comment = { id: `${under.split("_").at(-1) ?? ""}_${store.number()}`, under, message, from: { ...store.page }, at: now(), shown_from: now() + lag_ms, answered: false };
  store.comments.push(made);
  return { id: made.id };
}

function tagged({ store }: MetaService, { params, token }: GraphRequest): Json {
  const nodes = store.mentions.filter(({ of }) => of === "messenger").map(({ id, text, from, at }): JsonObject => ({ id, message: text, from: { ...from }, created_time: metaTime(at), permalink_url: `https://www.facebook.com/${id}` }));
  return paged(nodes.map((node) => shown(node, textOf(params, "fields"), "PagePost")), params, token, `${store.page.id}/tagged`);
}

/** The Page itself, or one of its edges. */
export function answerPage(service: MetaService, request: GraphRequest): Json {
  const { params, parts } = request;
  const [id = "", edge = ""] = parts;
  if (edge === "feed") return feed(service, request);
  if (edge === "photos") return photos(service, request);
  if (edge === "tagged") return tagged(service, request);
  if (edge === "conversations" || edge === "messages") return answerMessages(service, request, "messenger");
  return shown({ ...service.store.page, is_published: true, link: `https://www.facebook.com/${id}`, followers_count: 312 }, textOf(params, "fields"), "Page");
}

export function answerPost(service: MetaService, post: Post, request: GraphRequest): Json {
  if (request.method === "GET") return shown(postNode(service, post), textOf(request.params, "fields"), "PagePost");
  service.store.posts.splice(service.store.posts.indexOf(post), 1);
  return { success: true };
}

export function answerComment(service: MetaService, comment: Comment, request: GraphRequest): Json {
  if (request.parts[1] === "comments") return comments(service, comment.id, request);
  return shown(commentNode(service, comment), textOf(request.params, "fields"), "Comment");
}

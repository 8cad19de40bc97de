/**
 * Owns: the edges of an Instagram account as the twin has them: containers and their life, publishing, quota, media, comments.
 * Never: a picture that is really fetched: https addresses and this machine's are taken for fetched.
 */
import type { Json, JsonObject } from "../../core/json";
import { isLoopbackHost } from "../../core/origin";
import { badParameter, GraphProblem, notFound } from "./errors";
import { metaTime, only, paged, shown, textOf, truth, type GraphRequest } from "./request";
import type { MetaService } from "./service";
import type { Comment, Container, Media } from "./store";

const DAY_MS = 24 * 3_600_000;
const MEDIA_FIELDS = ["id", "caption", "timestamp", "permalink", "username", "media_type", "like_count", "comments_count", "shortcode", "comments"];
const COMMENT_FIELDS = ["id", "text", "timestamp", "username", "from", "like_count", "parent_id"];
const CONTAINER = ["image_url", "caption", "media_type", "children", "is_carousel_item", "alt_text", "location_id", "user_tags", "video_url", "thumb_offset", "collaborators"];

/** Where the container stands. One that was not published within a day is gone. */
function statusOf({ ready, published, failed, made }: Container, now: number): string {
  if (published !== null) return "PUBLISHED";
  if (failed !== null) return "ERROR";
  if (now - made > DAY_MS) return "EXPIRED";
  return now >= ready ? "FINISHED" : "IN_PROGRESS";
}

function fetchable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname));
}

function addContainer(service: MetaService, { params }: GraphRequest): Json {
  only(params, CONTAINER);
  const { store, now, prepare_ms } = service;
  const caption = textOf(params, "caption");
  const carousel = textOf(params, "media_type") === "CAROUSEL";
  const given = params["children"];
  const children = carousel ? (Array.isArray(given) ? given.map(String) : textOf(params, "children").split(",")) : [];
  const image_url = textOf(params, "image_url");
  if (Array.from(caption).length > 2_200) throw new GraphProblem(36004, 2207010, "The caption is too long");
  if (carousel) {
    if (children.length < 2 || children.length > 10) throw new GraphProblem(100, 2207028, "Carousel needs 2 to 10 children");
    if (children.some((id) => statusOf(store.containers.get(id) ?? gone(id), now()) !== "FINISHED")) throw new GraphProblem(9007, 2207027, "The media is not ready");
  } else if (service.unreachable.has(image_url) || !fetchable(image_url)) throw new GraphProblem(9004, 2207052, "Only photo or video can be accepted as media type.");
  if (truth(params["is_carousel_item"]) === true && caption !== "") throw badParameter("caption");
  const made: Container = { id: store.number(), caption, image_url, children, alt: textOf(params, "alt_text"), made: now(), ready: now() + prepare_ms, published: null, failed: service.spoiled.has(image_url) ? "Error: Media upload has failed with error code 2207003" : null };
  store.containers.set(made.id, made);
  return { id: made.id };
}

function gone(id: string): never {
  throw notFound(id);
}

const lately = (service: MetaService): Media[] => service.store.media.filter(({ at }) => service.now() - at < DAY_MS);

function publish(service: MetaService, { params }: GraphRequest): Json {
  only(params, ["creation_id"]);
  const { store, now, lag_ms, development, quota } = service;
  const id = textOf(params, "creation_id");
  const container = store.containers.get(id);
  if (!container) throw new GraphProblem(24, 2207006, "The requested resource does not exist");
  const status = statusOf(container, now());
  if (status === "IN_PROGRESS") throw new GraphProblem(9007, 2207027, "Media ID is not available");
  if (status !== "FINISHED") throw new GraphProblem(24, 2207008, "The media container cannot be published");
  if (lately(service).length >= quota) throw new GraphProblem(9, 2207042, "(#9) You have reached the maximum number of posts that is allowed to be published", 403);
  container.published = now();
  const media: Media = { id: store.number(), container: id, caption: container.caption, at: now(), shown_from: now() + lag_ms, is_public: !development };
  store.media.push(media);
  return { id: media.id };
}

function mediaNode({ store, now }: MetaService, one: Media): JsonObject {
  const below = store.comments.filter(({ under, shown_from }) => under === one.id && shown_from <= now());
  return { id: one.id, ...(one.caption !== "" && { caption: one.caption }), timestamp: metaTime(one.at), permalink: `https://www.instagram.com/p/C${one.id.slice(-9)}/`, username: store.account.username, media_type: "IMAGE", comments: { data: below.map(commentNode).reverse() } };
}

function commentNode(one: Comment): JsonObject {
  return { id: one.id, text: one.message, timestamp: metaTime(one.at), username: one.from.name, from: { id: one.from.id, username: one.from.name } };
}

function replies(service: MetaService, under: string, { method, params, token, parts }: GraphRequest): Json {
  const { store, now, lag_ms } = service;
  if (method === "GET") {
    only(params, ["fields", "limit", "after"]);
    const there = store.comments.filter((one) => one.under === under && one.shown_from <= now());
    return paged(there.map((one) => shown(commentNode(one), textOf(params, "fields"), "IGComment", COMMENT_FIELDS)), params, token, parts.join("/"));
  }
  only(params, ["message"]);
  const message = textOf(params, "message");
  if (message === "" || Array.from(message).length > 300) throw badParameter("message");
  const made: Comment = { id: store.number(), under, message, from: { id: store.account.id, name: store.account.username }, at: now(), shown_from: now() + lag_ms, answered: false };
  store.comments.push(made);
  return { id: made.id };
}

/** An edge or a node of the account; null when it is none of it. */
export function answerAccount(service: MetaService, request: GraphRequest): Json | null {
  const { store, now, quota } = service;
  const { method, params, token, parts } = request;
  const [id = "", edge] = parts;
  const read = method === "GET";
  if (id === store.account.id || (id === "me" && edge === undefined)) {
    if (edge === undefined && read) return shown({ ...store.account, user_id: store.account.id, account_type: "BUSINESS" }, textOf(params, "fields"), "IGUser", ["id", "user_id", "username", "name", "account_type", "followers_count", "media_count"]);
    if (edge === "media_publish" && !read) return publish(service, request);
    if (edge === "tags" && read) return paged([], params, token, `${id}/tags`);
    if (edge === "content_publishing_limit" && read) {
      only(params, ["fields", "since"]);
      return { data: [{ quota_usage: lately(service).length, config: { quota_total: quota, quota_duration: 86_400 } }] };
    }
    if (edge !== "media") return null;
    if (!read) return addContainer(service, request);
    only(params, ["fields", "limit", "after", "since", "until"]);
    const since = Number(params["since"] ?? 0) * 1_000;
    const there = store.media.filter((one) => one.shown_from <= now() && one.at >= since).reverse();
    return paged(there.map((one) => shown(mediaNode(service, one), textOf(params, "fields"), "IGMedia", MEDIA_FIELDS)), params, token, `${id}/media`);
  }
  const container = store.containers.get(id);
  if (container && read && edge === undefined) {
    const code = statusOf(container, now());
    return shown({ id, status_code: code, status: container.failed ?? `${code[0] ?? ""}${code.slice(1).toLowerCase()}` }, textOf(params, "fields"), "IGContainer", ["id", "status_code", "status"]);
  }
  const media = store.media.find((one) => one.id === id && one.shown_from <= now());
  if (media && edge === "comments") return replies(service, id, request);
  if (media && edge === undefined && read) return shown(mediaNode(service, media), textOf(params, "fields"), "IGMedia", MEDIA_FIELDS);
  const comment = store.comments.find((one) => one.id === id && !one.under.includes("_"));
  if (comment && edge === "replies") return replies(service, id, request);
  return comment && edge === undefined && read && textOf(params, "fields").includes("text") ? shown(commentNode(comment), textOf(params, "fields"), "IGComment", COMMENT_FIELDS) : null;
}

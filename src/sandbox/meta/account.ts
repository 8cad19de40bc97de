/**
 * Owns: the edges of an Instagram account as the twin has them: containers and their life, publishing, quota, media, comments, tags.
 * Never: a picture that is really fetched: https addresses and this machine's are taken for fetched.
 */
import type { Json, JsonObject } from "../../core/json";
import { isLoopbackHost } from "../../core/origin";
import { badParameter, GraphProblem, notFound } from "./errors";
import { shown } from "./fields";
import { answerMessages } from "./messages";
import { metaTime, paged, textOf, truth, type GraphRequest } from "./request";
import type { MetaService } from "./service";
import type { Comment, Container, Media } from "./store";

const DAY_MS = 24 * 3_600_000;
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
    const there = store.comments.filter((one) => one.under === under && one.shown_from <= now());
    return paged(there.map((one) => shown(commentNode(one), textOf(params, "fields"), "IGComment")), params, token, parts.join("/"));
  }
  const message = textOf(params, "message");
  if (message === "" || Array.from(message).length > 300) throw badParameter("message");
  const made: Comment = { id: store.number(), under, message, from: { id: store.account.id, name: store.account.username }, at: now(), shown_from: now() + lag_ms, answered: false };
  store.comments.push(made);
  return { id: made.id };
}

function tags({ store }: MetaService, { params, token, parts }: GraphRequest): Json {
  const nodes = store.mentions.filter(({ of }) => of === "instagram").map(({ id, text, from, at }): JsonObject => ({ id, caption: text, username: from.name, timestamp: metaTime(at), permalink: `https://www.instagram.com/p/C${id.slice(-9)}/` }));
  return paged(nodes.map((node) => shown(node, textOf(params, "fields"), "IGMedia")), params, token, parts.join("/"));
}

/** The account itself, or one of its edges. */
export function answerAccount(service: MetaService, request: GraphRequest): Json {
  const { store, now, quota } = service;
  const { method, params, token, parts } = request;
  const [id = "", edge = ""] = parts;
  if (edge === "media_publish") return publish(service, request);
  if (edge === "tags") return tags(service, request);
  if (edge === "conversations" || edge === "messages") return answerMessages(service, request, "instagram");
  if (edge === "content_publishing_limit") return { data: [{ quota_usage: lately(service).length, config: { quota_total: quota, quota_duration: 86_400 } }] };
  if (edge === "") return shown({ ...store.account, user_id: store.account.id, account_type: "BUSINESS", followers_count: 845, media_count: store.media.length }, textOf(params, "fields"), service.accountKind(token));
  if (method !== "GET") return addContainer(service, request);
  const since = Number(params["since"] ?? 0) * 1_000;
  const there = store.media.filter((one) => one.shown_from <= now() && one.at >= since).reverse();
  return paged(there.map((one) => shown(mediaNode(service, one), textOf(params, "fields"), "IGMedia")), params, token, `${id}/media`);
}

export function answerContainer({ now }: MetaService, container: Container, { params }: GraphRequest): Json {
  const code = statusOf(container, now());
  return shown({ id: container.id, status_code: code, status: container.failed ?? `${code[0] ?? ""}${code.slice(1).toLowerCase()}` }, textOf(params, "fields"), "IGContainer");
}

export function answerMedia(service: MetaService, media: Media, request: GraphRequest): Json {
  return shown(mediaNode(service, media), textOf(request.params, "fields"), "IGMedia");
}

export function answerMediaComment(service: MetaService, comment: Comment, request: GraphRequest): Json {
  return request.parts[1] === "replies" ? replies(service, comment.id, request) : shown(commentNode(comment), textOf(request.params, "fields"), "IGComment");
}

/**
 * Owns: conversations of the twin's Page and account, and messages in them, refused outside Meta's times.
 * Never: a conversation that nobody began, but by the one private reply to a comment.
 */
import type { Json, JsonObject } from "../../core/json";
import { badParameter, GraphProblem, notFound } from "./errors";
import { shown } from "./fields";
import { metaTime, paged, textOf, type GraphRequest } from "./request";
import type { MetaService } from "./service";
import type { Conversation } from "./store";

const DAY_MS = 86_400_000;
const OUTSIDE = (): GraphProblem => new GraphProblem(10, 2018278, "(#10) This message is sent outside of allowed window.", 403);

/** The conversation that a private reply to a comment opens or goes on with. */
function byComment({ store, now }: MetaService, id: string, platform: Conversation["platform"]): Conversation {
  const comment = store.comments.find((one) => one.id === id);
  if (!comment) throw notFound(id);
  if (comment.answered) throw new GraphProblem(10900, null, "(#10900) Activity already replied to");
  if (now() - comment.at > 7 * DAY_MS) throw OUTSIDE();
  comment.answered = true;
  const there = store.conversations.find(({ user }) => user.id === comment.from.id);
  if (there) return there;
  const made: Conversation = { id: `t_${store.number()}`, platform, user: { ...comment.from }, messages: [] };
  store.conversations.push(made);
  return made;
}

function withPerson({ store, now }: MetaService, id: string, params: JsonObject, platform: Conversation["platform"]): Conversation {
  const talk = store.conversations.find(({ user }) => user.id === id);
  if (!talk) throw new GraphProblem(100, 2018001, "(#100) No matching user found");
  if (platform === "messenger" && textOf(params, "messaging_type") !== "RESPONSE") throw badParameter("messaging_type");
  const last = talk.messages.findLast(({ from }) => from.id === id);
  if (!last || now() - last.at > DAY_MS) throw OUTSIDE();
  return talk;
}

function send(service: MetaService, params: JsonObject, platform: Conversation["platform"]): Json {
  const { store, now, lag_ms } = service;
  const to = (typeof params["recipient"] === "object" ? params["recipient"] : null) as { id?: string; comment_id?: string } | null;
  const said = (typeof params["message"] === "object" ? params["message"] : null) as { text?: string } | null;
  const text = said?.text ?? "";
  if (text === "" || (platform === "instagram" ? Buffer.byteLength(text) > 1_000 : Array.from(text).length > 2_000)) throw badParameter("message");
  const talk = to?.comment_id === undefined ? withPerson(service, to?.id ?? "", params, platform) : byComment(service, to.comment_id, platform);
  const message = { id: `m_${store.number()}`, message: text, from: ownOf(service, platform), at: now(), shown_from: now() + lag_ms };
  talk.messages.push(message);
  return { recipient_id: talk.user.id, message_id: message.id };
}

const ownOf = ({ store }: MetaService, platform: Conversation["platform"]): { id: string; name: string } => (platform === "messenger" ? { ...store.page } : { id: store.account.id, name: store.account.username });

/** A person as Meta names them: by name in Messenger, by user name on Instagram. */
const person = ({ id, name }: { id: string; name: string }, platform: Conversation["platform"]): JsonObject => (platform === "messenger" ? { id, name } : { id, username: name });

function list(service: MetaService, { params, token, parts }: GraphRequest, platform: Conversation["platform"]): Json {
  const { store, now } = service;
  const wanted = textOf(params, "user_id");
  const lastOf = ({ messages }: Conversation): number => Math.max(0, ...messages.map(({ at }) => at));
  const there = store.conversations.filter((one) => one.platform === platform && (wanted === "" || one.user.id === wanted)).sort((a, b) => lastOf(b) - lastOf(a));
  const nodes = there.map(({ id, user, messages: all }): JsonObject => {
    const seen = all.filter(({ shown_from }) => shown_from <= now()).reverse();
    const data = seen.map((one): JsonObject => ({ id: one.id, message: one.message, from: person(one.from, platform), created_time: metaTime(one.at) }));
    return { id, updated_time: metaTime(seen[0]?.at ?? 0), ...(platform === "messenger" && { link: `/${store.page.id}/inbox/${id.slice(2)}/` }), participants: { data: [person(user, platform), person(ownOf(service, platform), platform)] }, messages: { data } };
  });
  return paged(nodes.map((node) => shown(node, textOf(params, "fields"), "UnifiedThread")), params, token, parts.join("/"));
}

/** `own`: the platform of the node that the edge hangs on; a Page has the account's conversations as well. */
export function answerMessages(service: MetaService, request: GraphRequest, own: Conversation["platform"]): Json {
  const { method, params, parts } = request;
  if (method === "GET") return list(service, request, own === "instagram" || textOf(params, "platform") === "instagram" ? "instagram" : "messenger");
  const to = params["recipient"];
  const id = typeof to === "object" && to !== null && !Array.isArray(to) ? to["id"] : undefined;
  const known = service.store.conversations.find(({ user }) => user.id === id)?.platform;
  return send(service, params, parts[0] === service.store.account.id ? "instagram" : (known ?? own));
}

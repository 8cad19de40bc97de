/**
 * Owns: who talks to the account on X: mentions - with them replies to its posts, which X counts as mentions - and direct messages.
 * Never: an answer, or a read-mark.
 */
import type { Call, Talks } from "../../channel";
import { CallFailure } from "../consequence";
import { directsUntil, newer, type XDirect } from "./directs";
import { credentialsOf } from "./fields";
import { MESSAGE_RULE } from "./message";
import { answersTo, mentions, quotes, type XPost, type XUser } from "./reads";
import { readable } from "./shown";
import type { Connect, Me, X } from "./session";

type Look = Awaited<ReturnType<Talks["since"]>>;
type Heard = Pick<Look, "talks" | "skipped"> & { newest: string | null };

const WEEK_MS = 7 * 86_400_000;
const REPLY_RULE = "X takes replies of programs only to posts that mention you or quote one of yours. X charges 0.01 USD for a reply, 0.20 USD with a link in it.";
/** What of a conversation stands in the note, before the message itself. */
const BEFORE = 10;

/** Numbers of the newest post and the newest message that were seen, "-" for none. */
function placeOf(cursor: string | null): { post: string | null; message: string | null } {
  const [post = "", message = ""] = (cursor ?? "").split(" ");
  const number = (text: string): string | null => (/^\d{1,19}$/.test(text) ? text : null);
  return { post: number(post), message: number(message) };
}

const someone = (users: readonly XUser[], id: string | undefined): XUser => users.find((one) => one.id === id) ?? { id: id ?? "", username: "unknown" };
const newestOf = (ids: readonly string[], before: string | null): string | null => [...ids, ...(before === null ? [] : [before])].sort(newer).at(-1) ?? null;

async function mentioned(x: X, me: Me, since: string | null, oldest: string, now: Date): Promise<Heard> {
  const { posts, users, others } = await mentions(x, since);
  const foreign = posts.filter(({ author_id }) => author_id !== me.id);
  const fresh = foreign.filter(({ created_at }) => since !== null || (created_at ?? "") >= oldest);
  const talks = [...fresh].sort((a, b) => newer(a.id, b.id)).map((post: XPost) => {
    const author = someone(users, post.author_id);
    const [parent, text] = [answersTo(post), readable(post)];
    const before = others.find(({ id }) => id === (parent ?? quotes(post)));
    return {
      id: post.id,
      thread: post.conversation_id ?? null,
      at: post.created_at ?? now.toISOString(),
      from: author.name ?? author.username,
      text,
      talk: {
        channel: "x",
        kind: parent === null ? ("mention" as const) : ("comment" as const),
        url: `https://x.com/${author.username}/status/${post.id}`,
        context: before ? [readable(before)] : [],
        answer: { operation: "reply", payload: { to: { id: post.id, author: author.username, text } } },
        rule: REPLY_RULE,
      },
    };
  });
  return { talks, newest: newestOf(posts.map(({ id }) => id), since), skipped: foreign.filter((post) => !fresh.includes(post)).map(({ id }) => ({ id, why: "older than a week at the first look" })) };
}

async function written(x: X, me: Me, since: string | null, oldest: string, now: Date): Promise<Heard> {
  const isOld = ({ id, created_at = "" }: XDirect): boolean => (since === null ? created_at < oldest : newer(id, since) <= 0);
  const { messages, users } = await directsUntil(x, isOld);
  const oldest_first = [...messages].sort((a, b) => newer(a.id, b.id));
  const name = (id: string | undefined): string => (id === me.id ? "You" : (someone(users, id).name ?? someone(users, id).username));
  const fresh = oldest_first.filter((one) => !isOld(one) && one.sender_id !== undefined && one.sender_id !== me.id && (one.text ?? "") !== "");
  const talks = fresh.map((one) => {
    const conversation = one.dm_conversation_id ?? null;
    const [author, text] = [someone(users, one.sender_id), readable({ text: one.text ?? "", entities: one.entities })];
    const before = oldest_first.filter((other) => other.dm_conversation_id === conversation && newer(other.id, one.id) < 0).slice(-BEFORE);
    // Two numbers are a conversation of two; one number is a group's.
    const alone = conversation === null || conversation.includes("-");
    return {
      id: `dm-${one.id}`,
      thread: conversation,
      at: one.created_at ?? now.toISOString(),
      from: author.name ?? author.username,
      text,
      talk: {
        channel: "x",
        kind: "direct_message" as const,
        url: conversation === null ? null : `https://x.com/messages/${conversation}`,
        context: before.map((other) => `${name(other.sender_id)}: ${readable({ text: other.text ?? "", entities: other.entities })}`),
        answer: alone ? { operation: "message", payload: { to: { id: author.id, author: author.username, text } } } : null,
        rule: alone ? `${MESSAGE_RULE} X charges 0.015 USD for a message.` : "It stands in a conversation of several people. Answer it on X.",
      },
    };
  });
  return { talks, newest: newestOf(messages.map(({ id }) => id), since), skipped: [] };
}

/** Messages, where the keys or the sign-in allow to read them; the others are read without. */
async function whereAllowed(work: () => Promise<Heard>, since: string | null): Promise<Heard> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallFailure && (error.failure === "validation" || error.problem.code === "APP_RIGHTS")) return { talks: [], newest: since, skipped: [] };
    throw error;
  }
}

/** Mentions cost 0.001 USD each for the app's own account, messages 0.010: a look every quarter of an hour costs a cent a day while nobody writes. */
export function xTalks(connect: Connect): Talks {
  return {
    every_minutes: 15,
    ready: (call) => credentialsOf(call) !== null,
    since: async (cursor, call: Call) => {
      const x = connect(call);
      const me = await x.me();
      const [place, now] = [placeOf(cursor), call.now()];
      const oldest = new Date(now.getTime() - WEEK_MS).toISOString();
      const posts = await mentioned(x, me, place.post, oldest, now);
      const messages = await whereAllowed(() => written(x, me, place.message, oldest, now), place.message);
      const talks = [...posts.talks, ...messages.talks].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
      return { talks, cursor: `${posts.newest ?? "-"} ${messages.newest ?? "-"}`, skipped: [...posts.skipped, ...messages.skipped], more: false };
    },
  };
}

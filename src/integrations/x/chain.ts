/**
 * Owns: posts that belong together - one, or the parts of a thread, each answering the one before - sent once, and found again.
 * X has no place for an action's id: what is found is the same text in the same place, by this account, since the attempt began
 * (SERVICES G). X itself takes no text twice, so that a second one cannot be.
 * Never: a request that writes during a lookup.
 */
import * as z from "zod/mini";
import type { Attempt, Call, Finding, Outcome } from "../../channel";
import type { Problem, Receipt } from "../../core/action";
import { isObject, type JsonObject } from "../../core/json";
import { CallFailure } from "../consequence";
import { lookLate } from "../late";
import { oddAnswer } from "./errors";
import { answersTo, ownPosts, type XPost } from "./reads";
import { isText } from "./shown";
import type { X } from "./session";

/** What is to be sent: the texts in order, what the first one answers, and what else belongs to it. */
export interface Chain {
  texts: string[];
  /** Post that the first one answers; null when it stands alone. */
  under: string | null;
  /** Further members of the first request, e.g. its pictures; asked for only when it is sent. */
  first(): Promise<JsonObject>;
}

/** The clocks of X and of this machine may differ by so much. */
export const SLACK_MS = 60_000;
/** An approval holds as long: what an earlier attempt of the same action left is not older (PRODUCT A4). */
const EARLIER_MS = 48 * 3_600_000;

const created = z.object({ data: z.object({ id: z.string().check(z.regex(/^\d{1,19}$/)) }) });

type Found = { ids: string[]; /** A post that may be the next one, with a link that leads elsewhere. */ maybe: string | null };

/** Which of the texts are there, from the first on without a gap. `known`: ids that X gave for them. */
export function found({ texts, under }: Pick<Chain, "texts" | "under">, posts: readonly XPost[], known: readonly string[]): Found {
  const ids: string[] = [];
  for (const text of texts) {
    const parent = ids.at(-1) ?? under;
    const here = posts.filter((post) => answersTo(post) === parent);
    const id = known[ids.length] ?? here.find((post) => isText(post, text) === "yes")?.id;
    if (id === undefined) return { ids, maybe: here.find((post) => isText(post, text) === "maybe")?.id ?? null };
    ids.push(id);
  }
  return { ids, maybe: null };
}

const since = (attempt: Attempt, ms: number): Date => new Date(Date.parse(attempt.started_at) - ms);

async function receiptOf(x: X, ids: readonly string[], difference: string | null): Promise<Receipt> {
  const { username } = await x.me();
  const id = ids[0] ?? "";
  return { id, label: ids.length === 1 ? `Post ${id} on X` : `Thread of ${ids.length} on X`, url: `https://x.com/${username}/status/${id}`, data: { ids: [...ids] }, difference };
}

/** Why this very attempt ended between two parts, where X said so; null when it did not. */
function stoppedBy({ remembered, started_at }: Attempt): string | null {
  const { stopped } = remembered;
  return isObject(stopped) && stopped["at"] === started_at && typeof stopped["cause"] === "string" ? stopped["cause"] : null;
}

const rememberedIds = ({ remembered }: Attempt): string[] => (Array.isArray(remembered["parts"]) ? remembered["parts"].map(String) : []);

function half(ids: readonly string[], total: number, cause: string): Problem {
  return { code: "HALF_THREAD", effect: `${ids.length} of ${total} parts of the thread are on X, the rest is not.`, cause, next: `Send it again: it goes on behind part ${ids.length} and posts nothing twice. Or delete what is there on X and reject this.` };
}

/** Sends one part; when X says that it has this text, it is looked for. */
async function sendOne(x: X, chain: Chain, ids: readonly string[], attempt: Attempt): Promise<{ id: string; there: boolean }> {
  const text = chain.texts[ids.length] ?? "";
  const parent = ids.at(-1) ?? chain.under;
  const more = ids.length === 0 ? await chain.first() : {};
  try {
    const read = z.safeParse(created, await x.write({ method: "POST", path: "/2/tweets", json: { ...(text !== "" && { text }), ...more, ...(parent !== null && { reply: { in_reply_to_tweet_id: parent } }) } }));
    if (!read.success) throw oddAnswer("the new post", "write");
    return { id: read.data.data.id, there: false };
  } catch (error) {
    if (!(error instanceof CallFailure) || error.problem.code !== "DUPLICATE") throw error;
    const seen = found(chain, await ownPosts(x, since(attempt, EARLIER_MS)), ids);
    const id = seen.ids[ids.length];
    if (id === undefined) throw error;
    return { id, there: true };
  }
}

/** Sends what is not there yet, part by part; every id is kept before the next part leaves. */
export async function sendChain(x: X, chain: Chain, attempt: Attempt, remember: (data: JsonObject) => Promise<void>): Promise<Outcome> {
  const total = chain.texts.length;
  // Of a thread an earlier attempt may have left the beginning. A single post needs no look: X refuses a second one, and then it is looked for.
  const before = total > 1 ? found(chain, await ownPosts(x, since(attempt, EARLIER_MS)), rememberedIds(attempt)).ids : [];
  const ids = [...before];
  let there = before.length > 0;
  if (there) await remember({ parts: [...ids] });
  while (ids.length < total) {
    try {
      const sent = await sendOne(x, chain, ids, attempt);
      ids.push(sent.id);
      there ||= sent.there;
    } catch (error) {
      if (!(error instanceof CallFailure) || ids.length === 0) throw error;
      if (error.consequence !== "unknown") await remember({ stopped: { at: attempt.started_at, cause: error.problem.cause } });
      return { kind: "unknown", problem: half(ids, total, error.problem.cause) };
    }
    if (total > 1) await remember({ parts: [...ids] });
  }
  const what = total === 1 ? "X had this very post already" : "X had a part of it already";
  return { kind: "done", receipt: await receiptOf(x, ids, there ? `${what}, from an earlier attempt or by hand; it was not posted twice.` : null).catch((error: unknown) => fallback(error, ids)) };
}

/** It is posted; that the account's name could not be read changes nothing. */
function fallback(error: unknown, ids: readonly string[]): Receipt {
  if (!(error instanceof CallFailure)) throw error;
  return { id: ids[0] ?? "", label: `Post ${ids[0] ?? ""} on X`, url: `https://x.com/i/status/${ids[0] ?? ""}`, data: { ids: [...ids] }, difference: null };
}

/** Looks until all is there. A thread that X itself stopped needs no waiting. */
export async function findChain(x: X, chain: Pick<Chain, "texts" | "under">, attempt: Attempt, call: Call): Promise<Finding> {
  const total = chain.texts.length;
  const stopped = stoppedBy(attempt);
  const known = rememberedIds(attempt);
  let seen: Found = { ids: known, maybe: null };
  const finding = await lookLate(attempt, call, { code: "X_UNCLEAR", seen: "It is not among your posts so far" }, async () => {
    seen = found(chain, await ownPosts(x, since(attempt, SLACK_MS)), known);
    if (seen.ids.length === total) return { kind: "done", receipt: await receiptOf(x, seen.ids, null) };
    return stopped === null ? null : { kind: "absent", problem: half(seen.ids, total, stopped) };
  });
  if (finding.kind === "done" || stopped !== null) return finding;
  if (seen.maybe !== null) {
    return { kind: "unclear", problem: { code: "X_UNCLEAR", effect: "It is not known yet whether it happened.", cause: `On X stands a post with the same words whose link leads elsewhere: https://x.com/i/status/${seen.maybe}.`, next: "Look at it on X, then say whether it happened." } };
  }
  return finding.kind === "absent" && seen.ids.length > 0 ? { kind: "absent", problem: half(seen.ids, total, "The connection was lost behind that part.") } : finding;
}

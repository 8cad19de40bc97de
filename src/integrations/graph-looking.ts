/**
 * Owns: finding out by reads whether something that was sent is there: one entry that says the same, written since - never the first best one.
 * Never: `absent` while it may still show: Meta shows what was just written late.
 */
import * as z from "zod/mini";
import type { Attempt, Call, Finding } from "../channel";
import type { Problem, Receipt } from "../core/action";
import { shaped, type Graph } from "./graph";
import { metaTime } from "./graph-text";
import { lookLate } from "./late";
import { tidy } from "./published";
import type { ServiceName } from "./graph-errors";

/** What was written this much before the start still counts: clocks differ. */
const CLOCKS_MS = 60_000;
/** Pages of one list that are looked through; more since the start means that the account is busier than can be told apart. */
const PAGES = 5;

const page = z.object({ data: z.array(z.unknown()), paging: z.optional(z.object({ cursors: z.optional(z.object({ after: z.optional(z.string()) })), next: z.optional(z.string()) })) });

/** Entries of a list, all its pages up to a limit, or to the first that `enough` is said of. `paging.next` holds the token and is never asked for: the cursor is. */
export async function listed<T>(graph: Graph, path: string, query: Record<string, string>, entry: z.ZodMiniType<T>, about: string, enough: (entry: T) => boolean = () => false): Promise<T[]> {
  const found: T[] = [];
  let after: string | undefined;
  for (let count = 0; count < PAGES; count += 1) {
    const { data, paging } = shaped(graph.account.service, page, await graph.read(path, { ...query, ...(after !== undefined && { after }) }), about);
    found.push(...data.map((one) => shaped(graph.account.service, entry, one, about)));
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined || data.length === 0 || found.some(enough)) break;
  }
  return found;
}

/** UTC seconds for Meta's `since`. */
export const sinceOf = (started_at: string): string => String(Math.floor((Date.parse(started_at) - CLOCKS_MS) / 1_000));

/** Was it written by this attempt, as far as time tells? */
export const isSince = (time: string, started_at: string): boolean => metaTime(time).getTime() >= Date.parse(started_at) - CLOCKS_MS;

const plain = (text: string): string => tidy(text).normalize("NFC");

/** Does what a service shows say what was sent? Line ends, blanks at the ends and the form of accents are the service's. */
export const sameText = (shown: string | undefined, sent: string): boolean => plain(shown ?? "") === plain(sent);

/** What one look found. */
export type Look = Receipt | "none" | "several";

export function notToldApart(service: ServiceName): Problem {
  return { code: "SEVERAL_FOUND", effect: "Whether it happened could not be told.", cause: `${service} shows several that say the same since then.`, next: `Look at ${service}, then say whether it happened.` };
}

/** What a look means; null: nothing is there so far. */
export function findingOf(seen: Look, service: ServiceName): Finding | null {
  if (seen === "none") return null;
  return seen === "several" ? { kind: "unclear", problem: notToldApart(service) } : { kind: "done", receipt: seen };
}

/** Looks in a list of the service until it is there, or would be. */
export function lookInList(attempt: Pick<Attempt, "started_at">, call: Call, service: ServiceName, look: () => Promise<Look>): Promise<Finding> {
  return lookLate(attempt, call, { code: "NOT_SHOWN_YET", seen: `${service} does not show it so far` }, async () => findingOf(await look(), service));
}

/** The only one, or what stands for none and for several. */
export function onlyOne<T>(found: readonly T[], receipt: (one: T) => Receipt): Look {
  const [first] = found;
  if (first === undefined) return "none";
  return found.length === 1 ? receipt(first) : "several";
}

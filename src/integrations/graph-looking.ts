/**
 * Owns: finding out by reads whether something that was sent is there: one entry that says the same, written since - never the first best one.
 * Never: `absent` after one look: Meta shows what was just written late.
 */
import * as z from "zod/mini";
import type { Call, Finding } from "../channel";
import type { Problem, Receipt } from "../core/action";
import { asFinding } from "./consequence";
import { shaped, type Graph } from "./graph";
import { metaTime } from "./graph-text";
import { tidy } from "./published";
import type { ServiceName } from "./graph-errors";

/** Time between the two looks after which nothing there means that nothing came. */
export const BETWEEN_LOOKS_MS = 120_000;
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

/** Looks twice, two minutes apart. `absent` only when both looks found nothing; a look that fails tells nothing. */
export function lookTwice(call: Call, service: ServiceName, look: () => Promise<Look>): Promise<Finding> {
  return asFinding(async () => {
    for (const wait of [0, BETWEEN_LOOKS_MS]) {
      if (wait > 0) await call.sleep(wait);
      const seen = await look();
      if (seen === "several") return { kind: "unclear", problem: notToldApart(service) };
      if (seen !== "none") return { kind: "done", receipt: seen };
    }
    return { kind: "absent" };
  });
}

/** The only one, or what stands for none and for several. */
export function onlyOne<T>(found: readonly T[], receipt: (one: T) => Receipt): Look {
  const [first] = found;
  if (first === undefined) return "none";
  return found.length === 1 ? receipt(first) : "several";
}

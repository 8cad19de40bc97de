/**
 * Owns: what a watcher may hand in: pages of the agreed shape and size, that lead somewhere (PRODUCT E2).
 * Never: an opinion on what a page says. A watcher that returns nonsense is a crashed watcher; nothing of it is entered.
 */
import * as z from "zod/mini";
import { sha256Hex } from "../core/hash";
import { talk } from "../core/talk";
import type { Page } from "../watcher";

const text = (most: number) => z.string().check(z.maxLength(most));
const ID = text(1_000).check(z.minLength(1));
/** Characters of a mail's text: reading one is limited far below. */
const TEXT = text(20_000_000);
const time = z.string().check(z.refine((at: string) => /^\d{4}-\d\d-\d\dT/.test(at) && !Number.isNaN(Date.parse(at)), "is no time"));
const address = z.object({ name: TEXT, email: text(2_000) });
const mail = z.object({
  id: ID,
  thread: z.nullable(ID),
  message_id: z.nullable(TEXT),
  date: z.nullable(time),
  from: z.nullable(address),
  reply_to: z.array(address),
  to: z.array(address),
  cc: z.array(address),
  subject: TEXT,
  text: TEXT,
  html_text: z.nullable(TEXT),
  attachments: z.array(z.object({ name: TEXT, type: TEXT, size: z.number(), accepted: z.boolean() })),
  headers: z.record(z.string(), z.array(TEXT)),
  labels: z.array(TEXT),
  problems: z.array(TEXT),
  talk: z.optional(talk),
});
const shape = z.object({
  observations: z.array(z.object({ id: ID, source: ID, at: time, thread: z.nullable(ID), mail })).check(z.maxLength(1_000)),
  cursor: text(200_000),
  skipped: z.array(z.object({ id: ID, why: text(2_000) })).check(z.maxLength(10_000)),
});

/** A page as it was agreed. `others`: ids of the other watchers. Throws a sentence that says what is wrong with it. */
export function readPage(raw: unknown, others: readonly string[] = []): Page {
  const parsed = z.safeParse(shape, raw);
  if (parsed.success) {
    // An id that another watcher gives would make what that one sees later look known, and lose it.
    const wrong = parsed.data.observations.find(({ id, source }) => !id.startsWith(`${source}:`) || others.includes(source));
    if (wrong) throw new Error(`It handed in an observation under an id that is not its own: ${wrong.id.slice(0, 100)}.`);
    // As it was handed in: what the schema does not look at must not get lost.
    return raw as Page;
  }
  const issue = parsed.error.issues[0];
  throw new Error(`It handed in a page of the wrong shape: ${issue?.path.join(".") || "the page"} ${issue?.message ?? ""}`.trim());
}

/** Pages of one look; what is left is for the next one, which follows at once. */
const MOST_PAGES = 400;
/** Pages in a row that bring nothing new and lead to where the look has been. */
const MOST_IDLE = 50;

/** Counts the pages of a look. `step` answers whether the look may go on; throws when it turns in circles. */
export function pageCount(cursor: string | null): { step(page: Page, observed: number): boolean } {
  let [pages, idle] = [0, 0];
  const been = new Set(cursor === null ? [] : [sha256Hex(cursor)]);
  return {
    step(page, observed) {
      pages += 1;
      const place = sha256Hex(page.cursor);
      idle = observed === 0 && been.has(place) ? idle + 1 : 0;
      been.add(place);
      if (idle >= MOST_IDLE) throw new Error(`It handed in ${idle} pages in a row that say nothing new.`);
      return pages < MOST_PAGES;
    },
  };
}

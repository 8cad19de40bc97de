/**
 * Owns: the gate of a text for Facebook or Instagram: how long it is.
 * Never: a text that is changed or cut to fit (PRODUCT S3).
 */
import * as z from "zod/mini";
import type { FieldProblem } from "../channel";

/** Characters as a person counts them; Meta does not say how it counts. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** The text with the link on a line of its own at the end, where it does not stand in it already: for places that show no card. Seen in the preview. */
export const withLink = (text: string, link: string | null): string => (link === null || text.includes(link) ? text : text === "" ? link : `${text}\n${link}`);

/** What is wrong with a text, at the note's property `field`. */
export function textProblems(field: string, text: string, limit: number): FieldProblem[] {
  const length = lengthOf(text);
  return length > limit ? [{ field, text: `has ${length} characters; ${limit} are allowed. Shorten it: nothing is cut` }] : [];
}

/** Ids of Meta's: of a Page, a post, a comment. */
export const graphId = z.string().check(z.regex(/^\d{1,32}(_\d{1,32})?$/, "is no id of Meta's"));
/** Meta writes times with an offset without a colon. */
export const metaTime = (text: string): Date => new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));

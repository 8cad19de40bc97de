/**
 * Owns: how X shows a text - links as t.co, three characters escaped (docs.x.com, data dictionary) - undone: for reading, and for telling whether
 * it is the text that was sent.
 * Never: what a text means; others' are untrusted.
 */
import * as z from "zod/mini";
import { linksIn } from "./length";

const url = z.object({ url: z.string(), expanded_url: z.optional(z.string()), unwound_url: z.optional(z.string()), media_key: z.optional(z.string()) });
export const entities = z.object({ urls: z.optional(z.array(url)), mentions: z.optional(z.array(z.object({ username: z.optional(z.string()) }))) });
/** A text of more than 280 characters is shown cut, and whole in a member that X's newest description calls `note_post`, all others `note_tweet`. */
export const note = z.catch(z.optional(z.object({ text: z.string(), entities: z.optional(entities) })), undefined);

export interface Shown {
  text: string;
  entities?: z.infer<typeof entities> | undefined;
  note_tweet?: z.infer<typeof note>;
  note_post?: z.infer<typeof note>;
}

const BARE = /^https?:\/\//i;
/** An address as X may write it: with a scheme, a slash at its end, the host in small letters. */
function plainUrl(text: string): string {
  const parsed = URL.canParse(BARE.test(text) ? text : `https://${text}`) ? new URL(BARE.test(text) ? text : `https://${text}`) : null;
  return parsed === null ? text : `${parsed.host}${parsed.pathname.replace(/\/$/, "")}${parsed.search}${parsed.hash}`;
}

/** The links of a text in order, and the text with a mark in place of each. */
function taken(text: string): { frame: string; links: string[] } {
  let [frame, from] = ["", 0];
  const links = linksIn(text);
  const normal = text.normalize("NFC");
  for (const { start, end } of links) {
    frame += `${normal.slice(from, start)}\u0000`;
    from = end;
  }
  return { frame: (frame + normal.slice(from)).trim(), links: links.map((one) => one.url) };
}

const UNESCAPED: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const unescaped = (text: string): string => text.replace(/&(?:lt|gt|amp);/g, (escaped) => UNESCAPED[escaped] ?? escaped);

/** As its author wrote it: whole, with links where they lead. */
export function readable(shown: Shown): string {
  const long = shown.note_tweet ?? shown.note_post;
  const urls = (long?.entities ?? shown.entities)?.urls ?? [];
  return urls.reduce((text, one) => text.replace(one.url, () => one.expanded_url ?? one.url), unescaped(long?.text ?? shown.text));
}

/**
 * Is a post that X shows the text that was sent? `maybe`: the words are, but a link leads elsewhere than was written, as X may have followed it.
 */
export function isText(shown: Shown, sent: string): "yes" | "maybe" | "no" {
  const long = shown.note_tweet ?? shown.note_post;
  const urls = (long?.entities ?? shown.entities)?.urls ?? [];
  // A picture is a t.co link at the end that nobody wrote.
  const text = urls.filter(({ media_key }) => media_key !== undefined).reduce((left, one) => left.replace(one.url, ""), long?.text ?? shown.text);
  const written = urls.filter(({ media_key }) => media_key === undefined);
  const is = taken(unescaped(text));
  const was = taken(sent);
  if (is.frame !== was.frame || is.links.length !== was.links.length) return "no";
  const same = was.links.every((link, at) => {
    const entity = written.find((one) => one.url === is.links[at]);
    return [is.links[at], entity?.expanded_url, entity?.unwound_url].some((one) => one !== undefined && plainUrl(one) === plainUrl(link));
  });
  return same ? "yes" : "maybe";
}


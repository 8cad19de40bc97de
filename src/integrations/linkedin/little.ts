/**
 * Owns: LinkedIn's "little" text: characters that would become markup are escaped, so that what is read is what was written
 * (learn.microsoft.com/linkedin, little text format). A plain hashtag stays one, as people mean it.
 * Never: a mention; a name in a text stays a name.
 */

/** A sign and letters or digits, standing alone: LinkedIn makes a link of it. With `_` in it, it stays text: the escape would cut it. */
const HASHTAG = /(^|[^\p{L}\p{N}_#&/\\])(#[\p{L}\p{N}]+)(?![\p{L}\p{N}_#|{}@[\]()<>*~\\])/gu;
const RESERVED = /[|{}@[\]()<>#\\*_~]/g;

const plain = (text: string): string => text.replace(RESERVED, "\\$&");

/** Text as the API takes it. `unescaped` gives it back, byte for byte. */
export function escaped(text: string): string {
  let [out, from] = ["", 0];
  for (const { index, 0: all, 1: before = "", 2: tag = "" } of text.matchAll(HASHTAG)) {
    out += plain(text.slice(from, index + before.length)) + tag;
    from = index + all.length;
  }
  return out + plain(text.slice(from));
}

/** What people read of it. */
export function unescaped(little: string): string {
  return little.replace(/\\([|{}@[\]()<>#\\*_~])/g, "$1");
}

/** The hashtags that LinkedIn will link, without their sign. */
export const hashtagsIn = (text: string): string[] => [...text.matchAll(HASHTAG)].map((match) => (match[2] ?? "").slice(1));

/**
 * Owns: how X counts a text, where it sees links, and how a longer text becomes the parts of a thread. The counting itself is X's own
 * library, twitter-text version 3 - 280 weighted characters, a link 23, an emoji or a Chinese character 2 - so that what fits here fits there.
 * Never: a text that is cut short; a part that does not fit is left to the gate.
 */
import extractCashtags from "twitter-text/dist/extractCashtagsWithIndices.js";
import extractUrls from "twitter-text/dist/extractUrlsWithIndices.js";
import parseTweet from "twitter-text/dist/parseTweet.js";

/** The most that a post may weigh (docs.x.com, counting characters). */
export const LIMIT = 280;

/** Weighted length of a text. Pure. */
export function weightedLength(text: string): number {
  return parseTweet(text).weightedLength;
}

/** What X would make a link of, also without `https://`, e.g. `shop.example.com`; positions (UTF-16) in the text's NFC form. */
export function linksIn(text: string): { url: string; start: number; end: number }[] {
  return extractUrls(text.normalize("NFC")).map(({ url, indices: [start, end] }) => ({ url, start, end }));
}

/** Three noncharacters that X takes in no text. */
const INVALID = /[\uFFFE\uFEFF\uFFFF]/;
/** More than one `$TICKER` is refused (docs.x.com, manage posts). */
const MOST_CASHTAGS = 1;

/** Why X would refuse the text of one post, null when it would not. */
export function textProblem(text: string): string | null {
  const length = weightedLength(text);
  if (length > LIMIT) return `weighs ${length} as X counts, the most is ${LIMIT}: shorten it, or make a thread of it`;
  if (INVALID.test(text)) return "has a character in it that X does not take";
  const cashtags = extractCashtags(text).length;
  return cashtags > MOST_CASHTAGS ? `has ${cashtags} cashtags such as $ABC; X takes one` : null;
}

const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/;
/** A part that ends with a sentence may be this much shorter than one that ends within. */
const SHORTEST = 0.5;

/** The words between single blanks; a blank beside other white space is no place to cut, since X drops white space at an end. */
function words(text: string): string[] {
  const cuts = [...text.matchAll(/\S (?=\S)/g)].map(({ index }) => index + 1);
  return [-1, ...cuts].map((cut, at) => text.slice(cut + 1, cuts[at]));
}

/**
 * A longer text as parts that each fit, cut at sentences where that leaves no part half empty, else at words. `join(" ")` gives the text back,
 * byte for byte. A single word that does not fit stays whole.
 */
export function split(text: string): string[] {
  const parts: string[] = [];
  let rest = words(text);
  while (rest.length > 0) {
    let [fits, weight] = [0, 0];
    let sentence = 0;
    for (const [at, word] of rest.entries()) {
      // Links and emojis never reach over a blank, so that weights add up.
      weight += weightedLength(word) + (at === 0 ? 0 : 1);
      if (weight > LIMIT) break;
      fits = at + 1;
      if (SENTENCE_END.test(word) && weight >= LIMIT * SHORTEST) sentence = fits;
    }
    const take = fits === rest.length ? fits : sentence || Math.max(1, fits);
    parts.push(rest.slice(0, take).join(" "));
    rest = rest.slice(take);
  }
  return parts;
}

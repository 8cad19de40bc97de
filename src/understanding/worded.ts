/**
 * Owns: amounts of money written out in English words - "three hundred and forty pounds" - put into digits (PRODUCT M2).
 * Never: counts without a currency; those are read where items are.
 */
import { plain } from "./words";

const ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const WORD = `(?:${[...ONES.slice(1), ...TENS.slice(2)].join("|")}|hundred|thousand)`;
/** Words of numbers up to a word of money; "and" and hyphens only between them. */
const AMOUNT = new RegExp(`(?:^|[^\\p{L}])((?:a )?${WORD}(?:(?: and |[ -])${WORD}){0,9})(?= (?:pounds?|euros?|dollars?|rand|francs|rupees|quid|bucks)(?!\\p{L}))`, "gu");

/** The value of number words; "six hundred and forty" is 640. */
function valueOf(words: string): number {
  let sum = 0;
  let part = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === "hundred") part = Math.max(1, part) * 100;
    else if (word === "thousand") {
      sum += Math.max(1, part) * 1000;
      part = 0;
    } else if (ONES.includes(word)) part += ONES.indexOf(word);
    else if (TENS.includes(word)) part += TENS.indexOf(word) * 10;
  }
  return sum + part;
}

/** The text with such amounts in digits, every position kept: blanks fill up what digits need less. */
export function inDigits(text: string): string {
  if (!/hundred|thousand|teen|ty[ -]/i.test(text)) return text;
  const lower = plain(text);
  if (lower.length !== text.length) return text;
  let result = text;
  for (const match of lower.matchAll(AMOUNT)) {
    const words = match[1] ?? "";
    const start = match.index + match[0].length - words.length;
    result = result.slice(0, start) + String(valueOf(words)).padStart(words.length) + result.slice(start + words.length);
  }
  return result;
}

/**
 * Owns: which lines of an offer the answer takes - "option B", "the first two", "not the video" (PRODUCT M2).
 * Never: a guess. An answer that takes only a part, and does not say clearly which, has to be asked about.
 */
import type { DraftLine } from "../core/draft";
import { sharesWord } from "./joined";
import { aWord } from "./lang/all";
import type { Language } from "./lang/language";
import { sieved } from "./sieve";
import { sentencesOf } from "./sentences";
import { varies } from "./varied";
import { plain } from "./words";

/** "Option B", "variante 2": which of the marked entries. */
const OPTION = sieved(/(?:^|[^\p{L}])(?:option|variant[ea]?|version|package|paket|pack|choice|opcion|opzione|optie|opcao|opcja|optiunea?)\s(?:no\.?\s?|nr\.?\s?|#)?([a-h]|\d{1,2})(?![\p{L}\d])/u);
/** "The first two", "the last one". */
const SOME = /(?:^|[^\p{L}])(first|last|erste[nr]?|letzte[nr]?|premiers?|premieres?|derniere?s?|primer[oa]?s?|ultim[oaie]s?|prim[oaie]|eerste|laatste)\s(\d|\p{L}{2,6})(?!\p{L})/u;
const LAST = /^(?:la|le|de|ul)/;
/** Keeps something for later, or leaves it out. */
const LEAVES = /(?:^|[^\p{L}])(?:hold|skip|leave|later|without|not|except|drop|minus|apart from|ohne|nicht|spater|sans|pas|plus tard|sin|no|despues|senza|non|dopo|zonder|niet|later|sem|nao|depois|bez|nie|pozniej|fara|nu)(?!\p{L})/u;

/** "Forget the dance floor": by a verb of its own. In plain letters. */
const DROPS = sieved(new RegExp(aWord("drops"), "u"));
const NO_DROP = new RegExp(aWord("drops_not"), "gu");
/** In plain letters, without "don't forget": that asks for a thing. */
const asLeft = (part: string): string => plain(part).replace(NO_DROP, " ");
/** True for words that leave something out. */
export const drops = (part: string): boolean => DROPS.test(asLeft(part));
const leaves = (part: string): boolean => LEAVES.test(asLeft(part));

const ONLY = new RegExp(aWord("only"), "u");

/** True when an answer takes one of several options. */
export const namesOption = (fresh: string): boolean => OPTION.test(plain(fresh));

/** "140 chairs, not 120": another count of a thing leaves nothing out. */
const counted = (part: string): boolean => /\d{1,5}(?:\s\p{L}+){0,3}.*\d/u.test(part) && varies(part) || /(?:^|\s)not\s(?:the\s)?\d/.test(plain(part));

/** `lines`: what is taken; null when a part is taken and nobody can say which. `sources`: the words of the offer that each line came from. */
export function chosen(fresh: string, lines: readonly DraftLine[], sources: readonly string[], { numbers }: Language): DraftLine[] | null {
  const all = [...lines];
  if (lines.length < 2) return all;
  const words = plain(fresh);
  const option = OPTION.exec(words)?.[1];
  if (option !== undefined) {
    const marked = lines.filter((_, index) => new RegExp(`^\\W{0,3}(?:option |variant )?${option}[).:\\s]`, "i").test(sources[index] ?? ""));
    return marked.length === 1 ? marked : null;
  }
  const some = SOME.exec(words);
  const count = some?.[2] === undefined ? 0 : /^\d$/.test(some[2]) ? Number(some[2]) : /^(?:one|item|line)$/.test(some[2]) ? 1 : numbers.findIndex((spellings) => spellings.split("|").includes(some[2] ?? "")) + 1;
  if (some?.[1] !== undefined && count > 0 && count < lines.length) return LAST.test(some[1]) ? all.slice(-count) : all.slice(0, count);
  const left = sentencesOf(fresh).filter((sentence) => leaves(sentence) || drops(sentence)).flatMap((sentence) => sentence.split(/,|;|\sbut\s|\saber\s|\smais\s|\spero\s|\sma\s|\smaar\s/u).filter((part) => (leaves(part) && !counted(part)) || drops(part)));
  const dropped = lines.filter(({ description }) => left.some((part) => sharesWord(part, description)));
  if (dropped.length > 0) return dropped.length < lines.length ? lines.filter((line) => !dropped.includes(line)) : null;
  // "Scrap the lights", where no light was offered: nobody can say what is left out.
  if (left.some(drops)) return null;
  const only = sentencesOf(fresh).find((sentence) => !varies(sentence) && ONLY.test(plain(sentence)) && lines.some(({ description }) => sharesWord(sentence, description)));
  return only === undefined ? all : lines.filter(({ description }) => sharesWord(only, description));
}

/**
 * Owns: references that stand as words under their label or in quotation marks, without a number (PRODUCT M2).
 * Never: numbers; those are in refs.ts, which must load without the words of every language.
 */
import { labelledLine } from "./labels";
import type { Reference } from "./refs";
import { plain } from "./words";

const WORDED = /^(?:(?:your|our|my|customer|client|job|project|payment|invoice|booking|event) )?ref(?:erence)?$|^(?:(?:ihre?|unsere?|eure?) )?(?:referenz|zeichen)$|^(?:(?:votre|notre|ma) )?reference$|^(?:(?:nuestra|su|vuestra|nossa|vossa|sua) )?referencia$|^(?:(?:vostro|nostro|vs|ns) )?(?:riferimento|rif)$|^(?:(?:ons|onze|uw|jullie) )?(?:kenmerk|referentie)$|^(?:(?:nr|numer) )?referenc\p{L}{2,4}$|^referint[ae](?: (?:noastra|voastra))?$/u;

/** Mention "Spring fair" in the reference, reference "Spring fair", reference ANNA-SPRING. */
const QUOTED = [
  /(?:^|[^\p{L}])(?:mention|quote|put|write|state|cite|show|use)\s["“„«]\s?([\p{L}\d][^"”“»\n]{2,40}?)\s?["”“»]\s(?:as (?:the |our |a )?ref|(?:in|on|under) (?:the |your |our )?(?:ref|subject))/iu,
  /(?:^|[^\p{L}])(?:reference|ref\.?|r[eé]f[eé]rence|referenz|referencia|riferimento|referentie|kenmerk|refer[eê]ncia|referin[tț]a)\s?:?\s["“„«]\s?([\p{L}\d][^"”“»\n]{2,40}?)\s?["”“»]/iu,
  /(?:^|[^\p{L}])(?:[Rr]eference|[Rr]ef\.?|[Rr]éférence|[Rr]eferenz|[Rr]eferencia|[Rr]iferimento|[Kk]enmerk)\s(?:is\s|:\s?)?([A-Z]{3,12}(?:-[A-Z]{2,12}){1,3})(?![\p{L}\d-])/u,
];

/** "Rif. matrimonio Galli-Monti.": a sentence of its own that opens with the short word and has a name in it. */
const SHORT = /(?:^|[.!?\n]\s{0,3})(?:Rif|Réf|Ref|Betr|Kenm)\.(?:ª)?\s((?!\d)[\p{L}\d][^\n.:;?!@]{3,58}[\p{L}\d])(?=[.\n]|\s*$)/u;
const NAMES = /(?:^|\s)\p{Lu}\p{Ll}+(?:[-\s]\p{Lu}\p{Ll}+)*/u;

/** "Reference: Project Alpha, Phase 1": words under a label, where no number is given. */
export function wordedReference(text: string): Reference | null {
  let from = 0;
  for (const line of text.slice(0, 20_000).split("\n")) {
    const labelled = /ref|zeichen|rif|kenmerk/i.test(line) ? labelledLine(line) : null;
    const value = labelled !== null && labelled.label === "reference" && WORDED.test(plain(labelled.name).replace(/\./g, "").trim()) ? labelled.value.replace(/[\s.,;]+$/, "") : "";
    if (value !== "" && value.length <= 60 && value.split(/\s+/).length <= 8 && /^["“„]?\p{Lu}/u.test(value) && !/[@?!]|:\/\/|[$€£]|\p{L}{2}\.\s|^(?:n\/?a|none|tbc|tba)$|^(?:see|as|siehe|wie|voir|ver|vedi|zie|patrz|vezi|your|our|ihre?|unsere?|votre|notre|vostr[oa]|uw|ons|phone|call|e-?mail)\s/iu.test(value)) {
      return { value: value.replace(/^["“„]|["”“]$/g, ""), text: value, of: 0, start: from + line.lastIndexOf(value) };
    }
    from += line.length + 1;
  }
  const head = text.slice(0, 20_000);
  const short = /[fmr]\./.test(head) ? SHORT.exec(head) : null;
  if (short?.[1] !== undefined && NAMES.test(short[1].slice(1)) && short[1].split(/\s/).length <= 6) return { value: short[1], text: short[0].replace(/^[.!?\s]+/, ""), of: 0, start: short.index + short[0].search(/[RBK]\p{Ll}{1,3}\./u) };
  for (const pattern of /["“„«]|[A-Z]{3}-[A-Z]/.test(head) ? QUOTED : []) {
    const match = pattern.exec(head);
    const value = match?.[1];
    if (match !== null && value !== undefined) return { value, text: value, of: 0, start: match.index + match[0].lastIndexOf(value) };
  }
  return null;
}

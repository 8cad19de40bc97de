/**
 * Owns: the owner's voice as the handbook has it - rules for who writes, and how posts end.
 * Never: a word that does not stand there.
 */
export interface Voice {
  /** The points below "Voice", for who finishes a draft. */
  rules: string[];
  /** Sign-off and hashtags, as the owner wrote them; "" when there are none. */
  closing: string;
}

const ENDING = /^(?:hashtags?|sign[- ]?off|closing)\s*:\s*(.+)$/i;

/** Reads `Company_Handbook.md`. */
export function readVoice(handbook: string): Voice {
  const rules: string[] = [];
  const endings: string[] = [];
  let inVoice = false;
  for (const line of handbook.split(/\r?\n/)) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) inVoice = /^(?:our |brand )?(?:voice|tone)\b/i.test(heading);
    // A point of a list, or a sentence that stands by itself; no table, remark or heading.
    const point = inVoice && heading === undefined ? /^\s*(?:[-*+]\s+)?([^\s|%<>#].*?)\s*$/.exec(line)?.[1] : undefined;
    if (point === undefined) continue;
    const ending = ENDING.exec(point)?.[1];
    if (ending === undefined) rules.push(point);
    else endings.push(ending);
  }
  return { rules, closing: endings.join("\n") };
}

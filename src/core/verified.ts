/**
 * Owns: what checking the whole log found (PRODUCT L1), as data and in words.
 * Never: the checking.
 */

/** Where a ledger is damaged, for a person. */
export interface Damage {
  /** Day of the file. */
  file: string;
  /** 1-based. */
  line: number;
  why: string;
}

/** `verify-log --json` (CLI contract). */
export interface Verified {
  ok: boolean;
  lines: number;
  days: number;
  first_bad: Damage | null;
  /** Sentences about effects that lack a line. */
  unmatched: string[];
}

export function verifiedText({ ok, lines, days, first_bad: bad, unmatched }: Verified): string {
  if (ok) return `The log is whole: ${lines} lines in ${days} days.`;
  return [bad ? `Logs/${bad.file}.json, line ${bad.line}, ${bad.why}.` : "The chain is whole, but:", ...unmatched].join("\n");
}

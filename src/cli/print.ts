/**
 * Owns: what the command line prints - JSON on standard output, progress and messages on standard error, text for a person.
 * Never: anything else on standard output when JSON was asked for.
 */
import type { Card, Detail } from "../core/card";

/** A message for the person, on standard error. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The result: JSON when it was asked for, else the text. */
export function result(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}

/** Control characters of a stranger's text must not reach a terminal. */
export function plain(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, "?");
}

export function cardLine(card: Card): string {
  return plain(`${card.status.padEnd(11)} ${card.id}  ${card.summary}  [${card.reasons.join(", ")}]${card.high_risk ? "  HIGH RISK" : ""}`);
}

export function cardList(cards: readonly Card[]): string {
  return cards.length === 0 ? "Nothing is open. New mail is looked at by \"once\" or \"run\"." : cards.map(cardLine).join("\n");
}

export function detailText(detail: Detail): string {
  const rows = detail.preview.flatMap(({ title, rows, table }) => [title, ...rows.map(([label, value]) => `  ${label}: ${value}`), ...table.map((cells) => `  ${cells.join(" | ")}`)]);
  const parts = [
    `${detail.summary} (${detail.status})`,
    ...rows,
    "Why a person:",
    ...detail.verdict.map((reason) => `  ${reason.text}`),
    ...detail.signs.map((sign) => `  ${sign.fraud ? "FRAUD SIGN: " : ""}${sign.text}`),
    ...detail.assumptions.map((text) => `  Assumed: ${text}`),
    ...Object.entries(detail.evidence).map(([field, words]) => `  ${field}: "${words}"`),
    ...detail.deliveries.flatMap(({ problem, receipt, findings }) => [
      ...(problem ? [`${problem.effect} ${problem.cause} ${problem.next}`] : []),
      ...(receipt ? [`Receipt: ${receipt.label} ${receipt.url ?? ""}`] : []),
      ...findings.map((finding) => `  ${finding}`),
    ]),
    `Fingerprint: ${detail.fingerprint}`,
    ...detail.events.map((line) => `  ${line.timestamp} ${line.event} by ${line.actor}${line.error === null ? "" : ` - ${line.error}`}`),
  ];
  return parts.map(plain).join("\n");
}

/**
 * Owns: how actions read as plain lines - for a terminal, and for whatever asks through Obsidian's command line.
 * Never: a control character of a stranger's text.
 */
import type { Card, Detail } from "./card";
import type { Form, Offered } from "./offer";

/** Control characters of a stranger's text must not reach a terminal. */
export function plain(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, "?");
}

export function cardLine(card: Card): string {
  return plain(`${card.status.padEnd(11)} ${card.id}  ${card.summary}  [${card.reasons.join(", ")}]${card.high_risk ? "  HIGH RISK" : ""}`);
}

/** One line a card; `none` when there is no card. */
export function cardList(cards: readonly Card[], none: string): string {
  return cards.length === 0 ? none : cards.map(cardLine).join("\n");
}

/** What can be asked for, a line each. */
export function offerLines(offers: readonly Offered[]): string {
  return offers.map(({ operation, label, record }) => plain(`${operation.padEnd(18)} ${label}${record === "" ? "" : ` (record ${record})`}`)).join("\n");
}

/** A form as it is filled in at a command line. */
export function formText({ label, rows, asks }: Form): string {
  const asked = asks.map(({ field, label: name, value, choices, hint }) => `  ${field}: ${name}${value === null ? "" : ` [${String(value)}]`}${choices.length === 0 ? "" : ` - ${choices.map(([one, text]) => `${one} = ${text}`).join(", ")}`}${hint === "" ? "" : ` - ${hint}`}`);
  return [label, ...rows.map(([name, value]) => `  ${name}: ${value}`), asks.length === 0 ? "Nothing is asked." : "Asked, with what is taken where nothing is answered:", ...asked].map(plain).join("\n");
}

/** What a later mail wants otherwise and nobody has taken over. */
function askedLines(asked: Detail["asked_change"]): string[] {
  if (asked === null || asked.taken) return [];
  return ["A later mail asks for (take it over in the panel, or write it into the note):", ...asked.changes.map((change) => `  ${change}`), ...Object.values(asked.evidence).map((words) => `  "${words}"`)];
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
    ...askedLines(detail.asked_change),
    ...Object.entries(detail.evidence).map(([field, words]) => `  ${field}: "${words}"`),
    ...detail.deliveries.flatMap(({ problem, receipt, findings, allowance = [] }) => [
      ...(problem ? [`${problem.effect} ${problem.cause} ${problem.next}`] : []),
      ...(receipt ? [`Receipt: ${receipt.label} ${receipt.url ?? ""}`] : []),
      ...[...findings, ...allowance].map((finding) => `  ${finding}`),
    ]),
    ...detail.offers.map(({ operation, label }) => `Can be asked for: ${label} (propose ${detail.id} --what ${operation})`),
    `Fingerprint: ${detail.fingerprint}`,
    ...detail.events.map((line) => `  ${line.timestamp} ${line.event} by ${line.actor}${line.error === null ? "" : ` - ${line.error}`}`),
  ];
  // A stranger's line end must not begin a line of ours.
  return parts.map((part) => plain(part).replace(/\s*\n\s*/g, " ")).join("\n");
}

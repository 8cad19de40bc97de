/**
 * Owns: which cards a person asked to see - by words, status, service, high risk - as plain data.
 * Never: a document, or an order of its own (panel-model.ts).
 */
import type { Status } from "../core/action";
import type { Card } from "../core/card";
import { cardHead } from "./card-model";

export interface Filter {
  words: string;
  /** Key of STATUS_GROUPS, "" for all. */
  group: string;
  /** Id of a service, "" for all. */
  channel: string;
  high_risk: boolean;
}

export const NO_FILTER: Filter = { words: "", group: "", channel: "", high_risk: false };

export const STATUS_GROUPS: Record<string, { label: string; statuses: readonly Status[] }> = {
  decide: { label: "To decide", statuses: ["waiting", "expired"] },
  trouble: { label: "Trouble", statuses: ["failed", "unknown", "quarantined"] },
  under_way: { label: "Under way", statuses: ["approved", "running", "simulated"] },
};

export function isFiltering({ words, group, channel, high_risk }: Filter): boolean {
  return words.trim() !== "" || group !== "" || channel !== "" || high_risk;
}

/** Ids of the services that the cards go to, each once. */
export function channelsOf(cards: readonly Card[]): string[] {
  return [...new Set(cards.flatMap(({ channel }) => channel.split(",")))].sort();
}

/** Every word must stand somewhere on the folded card, in its type, its service or its id. `labelOf`: name of a service. */
export function filtered(cards: readonly Card[], filter: Filter, labelOf: (channel: string) => string, now: Date): Card[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const statuses = STATUS_GROUPS[filter.group]?.statuses;
  const says = (card: Card): string => {
    const { title, money, status } = cardHead(card, now);
    return [title, money, card.amount, status, card.type, card.id, ...card.channel.split(",").map(labelOf)].join(" ").toLowerCase();
  };
  return cards.filter((card) => {
    if (statuses && !statuses.includes(card.status)) return false;
    if (filter.channel !== "" && !card.channel.split(",").includes(filter.channel)) return false;
    if (filter.high_risk && !card.high_risk) return false;
    if (words.length === 0) return true;
    const text = says(card);
    return words.every((word) => text.includes(word));
  });
}

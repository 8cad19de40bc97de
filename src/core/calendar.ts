/**
 * Owns: what of the actions stands on the calendar - posts that are planned, waiting, published or failed - and moving one to another time.
 * Never: whether it may be moved: that is an edit, and the engine judges it.
 */
import type { Status } from "./action";
import type { Card } from "./card";
import type { JsonObject } from "./json";
import { dayOf, showInstant } from "./schedule";
import type { Dated } from "./slots";

/** Name of a post's time among the fields that can be edited, in every channel's note. */
export const TIME_FIELD = "scheduled_for";

export interface Planned extends Dated {
  status: Status;
  /** Ids of channels. */
  channels: string[];
  summary: string;
  /** It has not started and is not over: its time can still be set. */
  movable: boolean;
}

const MOVABLE: readonly Status[] = ["waiting", "approved", "simulated"];

/** Posts by time: when they started, else when they are planned. `undated`: without either, published as soon as they are approved. */
export function plannedOf(cards: readonly Card[]): { dated: Planned[]; undated: Planned[] } {
  const posts = cards.filter(({ planned_at, status }) => planned_at !== undefined && status !== "rejected");
  const of = ({ id, status, channel, summary }: Card, at: string): Planned => ({ id, at, status, channels: channel.split(","), summary, movable: MOVABLE.includes(status) });
  const timeOf = ({ started_at, planned_at }: Card): string | null => started_at ?? planned_at ?? null;
  const dated = posts.flatMap((card) => {
    const at = timeOf(card);
    return at === null ? [] : [of(card, at)];
  });
  return { dated: dated.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id.localeCompare(b.id)), undated: posts.filter((card) => timeOf(card) === null).map((card) => of(card, card.created_at)) };
}

/** The fields of the wish `edit` that moves a post. `at`: UTC ISO; null: as soon as it is approved. */
export const movedTo = (at: string | null): JsonObject => ({ [TIME_FIELD]: at });

/** The calendar as a list of lines. */
function calendarText({ dated, undated }: { dated: readonly Planned[]; undated: readonly Planned[] }, zone: string): string {
  const line = ({ status, summary, id }: Planned, when: string): string => `${when}  ${status.padEnd(9)}  ${summary}  (${id})`;
  const lines = [...dated.map((entry) => line(entry, showInstant(entry.at, zone))), ...undated.map((entry) => line(entry, "when approved"))];
  return lines.length === 0 ? "Nothing is planned in these days." : lines.join("\n");
}

/** What of it lies in days of the owner's calendar (both included), as lines and as data; what has no time yet stands at the end. */
export function calendarOfDays(cards: readonly Card[], days: { from: string; to: string }, zone: string): { text: string; rows: JsonObject[] } {
  const [from, to] = [dayOf(days.from, zone).from.getTime(), dayOf(days.to, zone).to.getTime()];
  const all = plannedOf(cards);
  const shown = { dated: all.dated.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < to), undated: all.undated.filter(({ movable }) => movable) };
  const rows = [...shown.dated, ...shown.undated.map((entry) => ({ ...entry, at: null }))].map(({ id, at, status, channels, summary }) => ({ id, at, local: at === null ? null : showInstant(at, zone), status, channels, summary }));
  return { text: calendarText(shown, zone), rows };
}

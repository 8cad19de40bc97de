/**
 * Owns: which card a note in the vault belongs to, and what can be done with it from there.
 * Never: a decision.
 */
import type { Card } from "../core/card";
import { PART_ICONS, stepsFor, type Part } from "./card-model";

/** The card of a note: its path, or - after it was moved - its name, which ends in the action's id. */
export function cardOfNote(cards: readonly Card[], path: string): Card | null {
  return cards.find(({ note }) => note === path) ?? cards.find(({ id }) => path.endsWith(`_${id}.md`)) ?? null;
}

export interface NoteChoice {
  part: Part;
  title: string;
  icon: string;
}

/** What the panel can be asked for about this card; each leads there, none decides. */
export function noteChoices(card: Card): NoteChoice[] {
  const { steps, editable } = stepsFor(card);
  const choices = steps.map(({ step, label }): NoteChoice => ({ part: step, title: `${label}…`, icon: PART_ICONS[step] }));
  return editable ? [...choices, { part: "edit", title: "Edit…", icon: PART_ICONS.edit }] : choices;
}

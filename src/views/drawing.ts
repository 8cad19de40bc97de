/**
 * Owns: drawing elements again without taking the focus from under the person's hands, and the icon that every view uses.
 * Never: what is drawn.
 */
import { setIcon } from "obsidian";

/** An icon says nothing by itself: the text beside it, or the label of its button, does. */
export function icon(parent: HTMLElement, name: string): void {
  setIcon(parent.createSpan({ cls: "ae-icon", attr: { "aria-hidden": "true" } }), name);
}

/** Marks an element so that the focus finds it again after drawing: `card id:part`. */
export function focusable<E extends HTMLElement>(element: E, id: string, part: string): E {
  element.dataset["focus"] = `${id}:${part}`;
  return element;
}

export interface ButtonLook {
  text?: string;
  /** Name for a button that shows only an icon. */
  label?: string;
  icon?: string;
  cls?: string;
}

export function button(parent: HTMLElement, { text, label, icon: drawing, cls = "" }: ButtonLook, onClick: () => void): HTMLButtonElement {
  const element = parent.createEl("button", { cls, attr: { type: "button", ...(label !== undefined && { "aria-label": label }) } });
  if (drawing !== undefined) icon(element, drawing);
  if (text !== undefined) element.createSpan({ text });
  element.addEventListener("click", onClick);
  return element;
}

const HEAD = ".ae-head";
/** A field with a caret in it. */
const TYPED = "input[type=text]:focus, textarea:focus";
const marked = (root: HTMLElement, mark: string): HTMLElement | undefined => [...root.querySelectorAll<HTMLElement>("[data-focus]")].find((element) => element.dataset["focus"] === mark);
export const isMarked = (root: HTMLElement, mark: string): boolean => marked(root, mark) !== undefined;
const cardsIn = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(".ae-card")];

/**
 * Focus by its mark, else the card's head. When both are gone a focus that is still somewhere stays; else the card that is now at this
 * position gets it, else the place that says there is none.
 */
export function focusMark(root: HTMLElement, mark: string, position = 0): void {
  const head = `${mark.slice(0, mark.lastIndexOf(":"))}:head`;
  const found = marked(root, mark) ?? marked(root, head);
  if (!found && root.querySelector(":focus")) return;
  const heads = [...root.querySelectorAll<HTMLElement>(HEAD)];
  (found ?? heads[position] ?? heads.at(-1) ?? root.querySelector<HTMLElement>(".ae-empty"))?.focus();
}

/** Whether the focus is at another card than the one that this mark is in. */
export function isAtAnotherCard(root: HTMLElement, mark: string): boolean {
  const at = root.querySelector(":focus")?.closest<HTMLElement>(".ae-card");
  return at ? at.dataset["card"] !== mark.slice(0, mark.lastIndexOf(":")) : false;
}

/** Draws; the focus and the caret are where they were, or as near as can be. */
export function keepingFocus(root: HTMLElement, draw: () => void): void {
  const had = root.querySelector<HTMLElement>(":focus");
  const mark = had?.dataset["focus"] ?? "";
  const card = had?.closest<HTMLElement>(".ae-card") ?? null;
  const position = card ? cardsIn(root).indexOf(card) : 0;
  const { selectionStart = null, selectionEnd = null } = root.querySelector<HTMLInputElement>(TYPED) ?? {};
  draw();
  if (had === null || had === root.querySelector(":focus")) return;
  focusMark(root, mark, position);
  const again = root.querySelector<HTMLInputElement>(TYPED);
  if (again?.dataset["focus"] === mark) again.setSelectionRange(selectionStart, selectionEnd);
}

/** What a person unfolded on a card and how far it is scrolled, by the mark of the part. */
export type Reading = ReadonlyMap<string, { open: boolean; top: number; left: number }>;

const KEPT = "[data-keep]";

export function readingIn(card: HTMLElement): Reading {
  const parts = [...card.querySelectorAll<HTMLElement>(KEPT)];
  return new Map(parts.map((part) => [part.dataset["keep"] ?? "", { open: part.hasAttribute("open"), top: part.scrollTop, left: part.scrollLeft }]));
}

/** Unfolds and scrolls what was drawn anew as it was before. It must be in the document. */
export function readOn(card: HTMLElement, reading: Reading): void {
  for (const part of card.querySelectorAll<HTMLElement>(KEPT)) {
    const was = reading.get(part.dataset["keep"] ?? "");
    if (!was) continue;
    if (part.tagName === "DETAILS") part.toggleAttribute("open", was.open);
    part.scrollTop = was.top;
    part.scrollLeft = was.left;
  }
}

/** Goes a card on or back from where the focus is, from elsewhere to the first one; false when there is none there. */
export function walk(root: HTMLElement, step: 1 | -1): boolean {
  const cards = cardsIn(root);
  const at = cards.findIndex((card) => card.querySelector(":focus"));
  const head = (at < 0 ? cards[0] : cards[at + step])?.querySelector<HTMLElement>(HEAD);
  head?.focus();
  return head !== undefined && head !== null;
}

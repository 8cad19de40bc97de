/**
 * Owns: the menu of a card - by right click, by its button, by Shift+F10 or the menu key: what the card's buttons do, and what is seldom needed.
 * Never: a decision of its own.
 */
import { Menu } from "obsidian";
import type { Card } from "../core/card";
import type { Acts } from "./acts";
import { PART_ICONS, TOOL_TEXTS } from "./card-model";
import type { InHand, Screen } from "./in-hand";
import type { Shell } from "./shell";

export interface MenuParts {
  acts: Acts;
  hands: InHand;
  shell: Shell;
  /** It is the card that is shown large already. */
  large?: boolean;
}

export class CardMenu {
  /** While it is open the key that opened it may still bring the browser's own event. */
  private open = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly screen: Screen,
    private readonly parts: MenuParts,
  ) {
    root.addEventListener("contextmenu", this.onContextMenu);
    root.addEventListener("keydown", this.onKey);
    root.addEventListener("click", this.onClick);
  }

  close(): void {
    this.root.removeEventListener("contextmenu", this.onContextMenu);
    this.root.removeEventListener("keydown", this.onKey);
    this.root.removeEventListener("click", this.onClick);
  }

  private cardAt(target: EventTarget | null): Card | undefined {
    return this.screen.cards.get((target as Element | null)?.closest<HTMLElement>(".ae-card")?.dataset["card"] ?? "");
  }

  /** A text field, a link and selected text have the menu that one expects there. */
  private readonly onContextMenu = (event: MouseEvent): void => {
    const at = event.target as Element | null;
    const card = this.cardAt(at);
    if (!card || at?.closest("input[type=text], textarea, a[href]") || this.root.win.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    void this.show(card, { x: event.clientX, y: event.clientY });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, target } = event;
    const card = key === "ContextMenu" || (key === "F10" && shiftKey) ? this.cardAt(target) : undefined;
    if (!card || (target as Element).matches("input[type=text], textarea")) return;
    event.preventDefault();
    void this.show(card, below(target as Element));
  };

  private readonly onClick = (event: MouseEvent): void => {
    const offer = (event.target as Element | null)?.closest(".ae-menu-offer");
    const card = offer ? this.cardAt(offer) : undefined;
    if (offer && card) void this.show(card, below(offer));
  };

  private async show(card: Card, at: { x: number; y: number }): Promise<void> {
    if (this.open) return;
    this.open = true;
    const { choices, tools } = await this.parts.acts.offered(card);
    const next = (await this.screen.detail(card))?.offers ?? [];
    const { shell, large = false } = this.parts;
    const { id, note } = card;
    const menu = new Menu();
    const add = (title: string, icon: string, run: () => void): void => {
      menu.addItem((item) => item.setTitle(title).setIcon(icon).onClick(run));
    };
    for (const { step, label, question } of choices) add(`${label}${question ? "…" : ""}`, PART_ICONS[step], () => void this.parts.acts.act(card, step));
    for (const tool of tools) add(`${TOOL_TEXTS[tool]}${tool === "snooze" ? "…" : ""}`, PART_ICONS[tool], () => void this.parts.acts.act(card, tool));
    for (const offer of next) add(`${offer.label}…`, "list-plus", () => shell.askFor(offer));
    if (choices.length + tools.length + next.length > 0) menu.addSeparator();
    if (large) add("Show among the others", "panel-right", () => shell.showInQueue(id));
    else add("Open large", "maximize-2", () => shell.openLarge(card));
    if (note !== null) add("Open note", "file-text", () => this.parts.hands.openNote(note));
    menu.addSeparator();
    add("Copy link", "link", () => void this.copy("link", shell.linkTo(id)));
    add("Copy ID", "copy", () => void this.copy("ID", id));
    menu.onHide(() => {
      this.open = false;
      this.root.win.setTimeout(() => this.giveBack(id), 0);
    });
    menu.showAtPosition(at, this.root.doc);
  }

  /** The focus, where the menu took it and what was chosen did not move it on. */
  private giveBack(id: string): void {
    const { activeElement, body } = this.root.doc;
    if (activeElement === null || activeElement === body) this.screen.focus(`${id}:menu`);
  }

  private async copy(what: string, text: string): Promise<void> {
    try {
      await this.root.win.navigator.clipboard.writeText(text);
      this.screen.announce(`Copied: ${text}`);
    } catch {
      this.screen.announce(`The ${what} could not be copied. It is ${text}`);
    }
  }
}

function below(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom };
}

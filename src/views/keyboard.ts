/**
 * Owns: what the keys do in the panel: walking through the cards, and what the card under the focus offers.
 * Never: a decision (acts.ts, in-hand.ts).
 */
import type { Card } from "../core/card";
import type { Acts } from "./acts";
import { showKeys } from "./dialogs";
import { walk } from "./drawing";
import type { InHand, Screen } from "./in-hand";
import { commandOf, type Command } from "./keys";

export interface KeyParts {
  acts: Acts;
  hands: InHand;
  singleKeys(): boolean;
  search(): void;
  /** Draws more cards; false when all are drawn. */
  more(): Promise<boolean>;
  openLarge(card: Card): void;
}

export class Keyboard {
  constructor(
    private readonly root: HTMLElement,
    private readonly screen: Screen,
    private readonly parts: KeyParts,
  ) {
    root.addEventListener("keydown", this.onKey);
  }

  close(): void {
    this.root.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const command = event.defaultPrevented ? null : commandOf(event, this.parts.singleKeys());
    if (command === null) return;
    event.preventDefault();
    void this.run(command);
  };

  private async run(command: Command): Promise<void> {
    const { root, screen, parts } = this;
    const card = screen.cards.get(root.querySelector<HTMLElement>(".ae-card:focus-within")?.dataset["card"] ?? "");
    if (command === "search") parts.search();
    else if (command === "help") showKeys(root, parts.singleKeys());
    else if (command === "next" || command === "previous" || !card) await this.walk(command === "previous" ? -1 : 1);
    else if (command === "select") parts.hands.select(card.id);
    else if (command === "open") parts.openLarge(card);
    else await parts.acts.act(card, command);
  }

  private async walk(step: 1 | -1): Promise<void> {
    if (!walk(this.root, step) && step === 1 && (await this.parts.more())) walk(this.root, step);
  }
}

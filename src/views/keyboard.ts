/**
 * Owns: what the keys do in the panel: walking through the cards, and what the card under the focus offers.
 * Never: a decision on a folded card; it is unfolded first, so that it is read.
 */
import type { Card, Detail } from "../core/card";
import type { CardBody } from "./card-model";
import { showKeys } from "./dialogs";
import { walk } from "./drawing";
import type { InHand, Screen } from "./in-hand";
import { commandOf, type Command } from "./keys";

export interface KeyParts {
  hands: InHand;
  singleKeys(): boolean;
  offers(detail: Detail): Pick<CardBody, "choices" | "tools">;
  search(): void;
  /** Draws more cards; false when all are drawn. */
  more(): Promise<boolean>;
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
    else await this.act(card, command);
  }

  private async walk(step: 1 | -1): Promise<void> {
    if (!walk(this.root, step) && step === 1 && (await this.parts.more())) walk(this.root, step);
  }

  /** Does what the card offers under this key. */
  private async act(card: Card, command: Command): Promise<void> {
    const { screen, parts } = this;
    const { id } = card;
    const detail = await screen.detail(card);
    if (!screen.isUnfolded(id) && command !== "undo") {
      screen.toggle(id);
      await screen.refresh();
      if (command === "approve") {
        screen.announce("Unfolded. Read it, then press the key again.");
        return;
      }
    }
    const { choices, tools } = detail ? parts.offers(detail) : { choices: [], tools: [] };
    const choice = choices.find(({ step }) => step === command);
    const tool = tools.find((one) => one === command || (one === "wake" && command === "snooze"));
    if (parts.hands.isBusyWith(id)) screen.announce("Finish first, or leave with Esc, what you began on this card.");
    else if (choice) parts.hands.choose(id, choice);
    else if (tool) parts.hands.use(id, tool);
    else screen.announce(`This card offers no "${command}" now.`);
  }
}

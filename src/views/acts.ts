/**
 * Owns: doing what a card offers, when it is asked for from elsewhere than its buttons: a key, a menu, a note.
 * Never: a decision on a folded card; it is unfolded first, so that it is read.
 */
import type { Card, Detail } from "../core/card";
import type { CardBody, Choice, Part, Tool } from "./card-model";
import type { InHand, Screen } from "./in-hand";

export class Acts {
  constructor(
    private readonly screen: Screen,
    private readonly hands: InHand,
    private readonly offers: (detail: Detail) => Pick<CardBody, "choices" | "tools">,
  ) {}

  /** Everything that the card offers now; nothing when it cannot be read. */
  async offered(card: Card): Promise<Pick<CardBody, "choices" | "tools">> {
    const detail = await this.screen.detail(card);
    return detail ? this.offers(detail) : { choices: [], tools: [] };
  }

  /** Does what the card offers under this name. */
  async act(card: Card, part: Part): Promise<void> {
    const { screen, hands } = this;
    const { choice, tool } = await this.find(card, part);
    if (part !== "undo" && (await this.unfold(card.id)) && part === "approve") {
      screen.announce("Unfolded. Read it, then approve it.");
      screen.focus(`${card.id}:head`);
    } else if (hands.isBusyWith(card.id)) screen.announce("Finish first, or leave with Esc, what you began on this card.");
    else if (choice) hands.choose(card.id, choice);
    else if (tool) hands.use(card.id, tool);
    else screen.announce(`This card offers no "${part.replace("_", " ")}" now.`);
  }

  /** Goes as far as one can without deciding: what asks first is asked, else its button has the focus. */
  async prepare(card: Card, part: Part): Promise<void> {
    const { choice } = await this.find(card, part);
    if (choice && !choice.question) this.screen.focus(`${card.id}:${choice.step}`);
    else await this.act(card, part);
  }

  private async find(card: Card, part: Part): Promise<{ choice: Choice | undefined; tool: Tool | undefined }> {
    const { choices, tools } = await this.offered(card);
    return { choice: choices.find(({ step }) => step === part), tool: tools.find((one) => one === part || (one === "wake" && part === "snooze")) };
  }

  /** True when it was folded. */
  private async unfold(id: string): Promise<boolean> {
    if (this.screen.isUnfolded(id)) return false;
    this.screen.toggle(id);
    await this.screen.refresh();
    return true;
  }
}

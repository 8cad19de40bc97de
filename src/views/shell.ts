/**
 * Owns: what a place with cards needs of the window around it.
 * Never: a card.
 */
import type { Card } from "../core/card";
import type { Offered } from "../core/offer";

export interface Shell {
  /** Shows one card in the main area. */
  openLarge(card: Pick<Card, "id" | "summary">): void;
  /** Shows one card among the others, in the sidebar. */
  showInQueue(id: string): void;
  /** Opens the form of something that can be asked for about what a card made. */
  askFor(offer: Offered): void;
  /** A link that opens this card, in this vault. */
  linkTo(id: string): string;
}

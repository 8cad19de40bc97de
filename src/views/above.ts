/**
 * Owns: what is said above the cards, or instead of them - banners and the empty state - as elements.
 * Never: what is said (panel-model.ts).
 */
import { button, focusable, icon } from "./drawing";
import type { Banner } from "./panel-model";

export interface Above {
  banners: Banner[];
  /** Instead of cards; null when there are some. `offer`: text of its button, null for none. */
  empty: { icon: string; title: string; text: string; offer: string | null } | null;
}

const OFFERS = { resume: "Resume", confirm: "Confirm", leave_sandbox: "Leave the sandbox" };

export interface AboveHands {
  accept(offer: keyof typeof OFFERS): void;
  /** What the empty state offers. */
  showAll(): void;
}

export function drawAbove(parent: HTMLElement, { banners, empty }: Above, hands: AboveHands): void {
  parent.empty();
  for (const { tone, icon: drawing, text, offer } of banners) {
    const banner = parent.createDiv({ cls: `ae-banner ae-${tone}` });
    icon(banner, drawing);
    banner.createSpan({ text });
    if (offer !== null) focusable(button(banner, { text: OFFERS[offer] }, () => hands.accept(offer)), "banner", offer);
  }
  if (!empty) return;
  const place = parent.createDiv({ cls: "ae-empty", attr: { tabindex: "-1" } });
  icon(place, empty.icon);
  place.createEl("h3", { text: empty.title });
  place.createEl("p", { text: empty.text });
  if (empty.offer !== null) focusable(button(place, { text: empty.offer }, () => hands.showAll()), "empty", "all");
}

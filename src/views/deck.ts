/**
 * Owns: the cards in the document, by key: one that did not change is not touched, and only as many are drawn as are looked at.
 * Never: which cards there are, or their order.
 */
import { drawCard, type CardFace, type Hands } from "./card-view";
import { button, focusable, readingIn, readOn, type Reading } from "./drawing";

export interface Section {
  title: string;
  /** Shown beside the title. */
  count: number;
  faces: CardFace[];
}

/** What was typed stands in the field already. */
const look = (face: CardFace): string => JSON.stringify(face, (key, value: unknown) => (key === "typed" || key === "words" ? undefined : value));

/** Makes the children of `parent` these, in this order; those that stay are not moved unless they must be. */
function arrange(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  for (const child of [...parent.children]) if (!wanted.includes(child as HTMLElement)) child.remove();
  wanted.forEach((element, index) => {
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
  });
}

export class Deck {
  private cards = new Map<string, { element: HTMLElement; look: string }>();
  /** How far the person had read in cards that were drawn anew. */
  private read = new Map<HTMLElement, Reading>();
  private sections = new Map<string, { element: HTMLElement; count: HTMLElement; cards: HTMLElement }>();

  constructor(
    private readonly root: HTMLElement,
    private readonly hands: Hands,
    private readonly showMore: () => void,
    private readonly large = false,
  ) {}

  /** `more`: how many cards there are beyond these. */
  show(sections: readonly Section[], more: number): void {
    const known = this.cards;
    this.cards = new Map();
    const shown = sections.map((section) => {
      const place = this.section(section.title);
      place.count.setText(String(section.count));
      place.count.setAttribute("aria-label", `${section.count} in this group`);
      arrange(place.cards, section.faces.map((face) => this.card(face, known)));
      return [section.title, place] as const;
    });
    this.sections = new Map(shown);
    const elements = shown.map(([, { element }]) => element);
    arrange(this.root, more > 0 ? [...elements, this.more(more)] : elements);
    for (const [card, reading] of this.read) readOn(card, reading);
    this.read = new Map();
  }

  private card(face: CardFace, known: ReadonlyMap<string, { element: HTMLElement; look: string }>): HTMLElement {
    const { id } = face.head;
    const before = known.get(id);
    const now = look(face);
    if (before?.look === now) {
      this.cards.set(id, before);
      return before.element;
    }
    const element = drawCard(face, this.large, this.hands);
    if (before) this.read.set(element, readingIn(before.element));
    this.cards.set(id, { element, look: now });
    return element;
  }

  private section(title: string): { element: HTMLElement; count: HTMLElement; cards: HTMLElement } {
    const known = this.sections.get(title);
    if (known) return known;
    const element = createEl("section", { attr: { "aria-label": title } });
    const count = element.createEl("h3", { cls: "ae-group", text: title }).createSpan({ cls: "ae-count" });
    return { element, count, cards: element.createDiv() };
  }

  private more(count: number): HTMLElement {
    const place = createDiv({ cls: "ae-more" });
    focusable(button(place, { text: `Show more (${count})` }, this.showMore), "", "more");
    return place;
  }
}

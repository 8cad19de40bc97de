/**
 * Owns: one card with all the room of the main area: what will be sent and the evidence for it beside each other, until and after it is decided.
 * Never: another card than the one it was opened for.
 */
import type { Card, Detail } from "../core/card";
import { shown } from "../core/asked";
import { visibleLine } from "../core/untrusted";
import { Acts } from "./acts";
import { CardMenu } from "./card-menu";
import type { Part } from "./card-model";
import { Deck } from "./deck";
import { sentence, type Desk } from "./desk";
import { InHand, type Screen } from "./in-hand";
import { Keyboard } from "./keyboard";
import { banners } from "./panel-model";
import type { Shell } from "./shell";
import { Stage } from "./stage";

export class LargeCard implements Screen {
  cards: ReadonlyMap<string, Card> = new Map();
  /** What stands in the ledger of an action that is no longer open: it does not change any more. */
  private done: Detail | null = null;
  private readonly stage: Stage;
  private readonly acts: Acts;
  private readonly menu: CardMenu;
  private readonly deck: Deck;
  private readonly keyboard: Keyboard;

  /** Lives in `contentEl` until `close`; whoever opened it calls `tick` every second. `named`: hears its title. */
  constructor(
    contentEl: HTMLElement,
    private readonly desk: Desk,
    private readonly id: string,
    shell: Shell,
    private readonly named: (title: string) => void,
  ) {
    const inHand = new InHand(desk, this);
    const stage = (this.stage = new Stage(contentEl, desk, { inHand, draw: () => this.draw(), clear: () => this.deck.show([], 0), showAll: () => shell.showInQueue(id) }));
    this.deck = new Deck(stage.cards.createDiv(), inHand, () => undefined, true);
    this.acts = new Acts(this, inHand, (detail) => stage.offers(detail));
    this.menu = new CardMenu(contentEl, this, { acts: this.acts, hands: inHand, shell, large: true });
    this.keyboard = new Keyboard(contentEl, this, {
      acts: this.acts,
      hands: inHand,
      singleKeys: () => desk.settings.single_keys,
      search: () => this.announce("There is one card here; search among the others in the approval panel."),
      more: () => Promise.resolve(false),
      openLarge: () => this.announce("It is open large already."),
    });
  }

  close(): void {
    this.keyboard.close();
    this.menu.close();
    this.stage.close();
  }

  refresh(focus?: string): Promise<void> {
    return this.stage.refresh(focus);
  }

  tick(): void {
    this.stage.tick();
  }

  private async draw(): Promise<void> {
    const { employee } = this.desk;
    if (!employee) return;
    const now = this.desk.now();
    const open = (await employee.list(null)).find(({ id }) => id === this.id);
    const detail = open ? await this.detail(open) : await this.ended();
    if (open) this.done = null;
    if (!detail) {
      this.stage.tell("search-x", "There is no such action", `Nothing has the id "${shown(this.id)}". It may belong to another vault, or to the sandbox.`);
      return;
    }
    const face = this.stage.face(detail, detail, this.stage.asideUntil(detail), now);
    this.stage.redraw(() => {
      // Together with what is on the screen: a decision is for what was seen.
      this.cards = new Map([[detail.id, detail]]);
      this.stage.showAbove({ banners: banners(employee.overview()), empty: null });
      this.deck.show([{ title: "One action", count: 1, faces: [{ ...face, selected: null }] }], 0);
    });
    this.named(visibleLine(detail.summary));
  }

  private async ended(): Promise<Detail | null> {
    try {
      this.done ??= (await this.desk.employee?.show(this.id)) ?? null;
    } catch (error) {
      this.announce(sentence(error));
    }
    return this.done;
  }

  detail(card: Card): Promise<Detail | null> {
    return this.done?.id === card.id ? Promise.resolve(this.done) : this.stage.detail(card);
  }

  isUnfolded(): boolean {
    return true;
  }

  /** It is always unfolded. */
  toggle(): void {
    this.focus(`${this.id}:head`);
  }

  fold(): void {
    this.focus(`${this.id}:head`);
  }

  focus(mark: string): void {
    this.stage.focus(mark);
  }

  announce(text: string): void {
    this.stage.announce(text);
  }

  async reveal(part: Part | null): Promise<void> {
    await this.refresh();
    const card = this.cards.get(this.id);
    if (card && part !== null) await this.acts.prepare(card, part);
    else this.takeFocus();
  }

  takeFocus(): void {
    this.focus(`${this.id}:head`);
  }
}

/**
 * Owns: the queue in the approval panel - everything needed to decide, quickly and by keyboard (PRODUCT A3).
 * Never: whether a decision is allowed, and never state that is not on the screen.
 */
import { shown as asTyped } from "../core/asked";
import type { Card, Detail } from "../core/card";
import { Acts } from "./acts";
import { CardMenu } from "./card-menu";
import { isLowRisk, type Part } from "./card-model";
import type { CardFace } from "./card-view";
import { Deck, type Section } from "./deck";
import type { Desk } from "./desk";
import { confirmSeveral, showKeys } from "./dialogs";
import { button, focusable, focusMark } from "./drawing";
import { channelsOf, filtered, isFiltering, NO_FILTER, type Filter } from "./filter-model";
import { InHand, type Screen } from "./in-hand";
import { Keyboard } from "./keyboard";
import { banners, emptyText, groups, seenOf, SNOOZED, type Group } from "./panel-model";
import type { Shell } from "./shell";
import { readSnoozes, snoozedUntil, type Snoozes } from "./snooze-model";
import { QuestionCards } from "./question-cards";
import { Stage } from "./stage";
import { Toolbar } from "./toolbar";

/** Cards drawn at first, and with every "Show more". */
const PAGE = 30;
/** Pixels before the end at which more cards are drawn. */
const NEAR_END = 600;

export class Queue implements Screen {
  cards: ReadonlyMap<string, Card> = new Map();
  private readonly unfolded = new Set<string>();
  /** A first card is unfolded by itself until the person folds or unfolds one. */
  private untouched = true;
  private filter = NO_FILTER;
  private limit = PAGE;
  private showsSnoozed = false;
  /** In the order in which they are shown, also those beyond the limit. */
  private shown: Card[] = [];
  /** To be shown as soon as the employee has started. */
  private wanted: (() => void) | null = null;
  private readonly stage: Stage;
  private readonly inHand: InHand;
  private readonly acts: Acts;
  private readonly menu: CardMenu;
  private readonly toolbar: Toolbar;
  private readonly asideEl: HTMLElement;
  private readonly questions: QuestionCards;
  private readonly deck: Deck;
  private readonly keyboard: Keyboard;

  /** Lives in `contentEl` until `close`; whoever opened it calls `tick` every second. */
  constructor(
    private readonly contentEl: HTMLElement,
    private readonly desk: Desk,
    shell: Shell,
  ) {
    const inHand = (this.inHand = new InHand(desk, this));
    const stage = (this.stage = new Stage(contentEl, desk, { inHand, draw: () => this.draw(), clear: () => this.clear(), showAll: () => this.toolbar.clear() }));
    this.toolbar = new Toolbar(stage.tools, {
      filter: (filter) => this.look(filter),
      selecting: (on) => inHand.startSelecting(on),
      selectShown: () => inHand.selectAll(this.shown),
      decideSelected: (kind) => this.confirmSelected(kind),
      help: () => showKeys(contentEl, desk.settings.single_keys),
    });
    this.questions = new QuestionCards(stage.cards.createDiv(), desk, this);
    this.deck = new Deck(stage.cards.createDiv(), inHand, () => void this.more());
    this.asideEl = stage.cards.createDiv({ cls: "ae-more" });
    this.acts = new Acts(this, inHand, (detail) => stage.offers(detail));
    this.menu = new CardMenu(contentEl, this, { acts: this.acts, hands: inHand, shell });
    this.keyboard = new Keyboard(contentEl, this, {
      acts: this.acts,
      hands: inHand,
      singleKeys: () => desk.settings.single_keys,
      search: () => this.toolbar.focusSearch(),
      more: () => this.more(),
      openLarge: (card) => shell.openLarge(card),
    });
    contentEl.addEventListener("scroll", this.onScroll);
  }

  close(): void {
    this.keyboard.close();
    this.menu.close();
    this.contentEl.removeEventListener("scroll", this.onScroll);
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
    const overview = employee.overview();
    const [open, questions] = [await employee.list(null), await employee.questions.open()];
    const cards = new Map(open.map((card) => [card.id, card]));
    this.stage.details.keepOnly(cards);
    const snoozes = readSnoozes(this.desk.snoozed());
    const all = groups(filtered(open, this.filter, this.labelOf, now), (card) => snoozedUntil(snoozes, card, now) !== null, now);
    const aside = all.find(({ title }) => title === SNOOZED)?.count ?? 0;
    const visible = all.filter(({ title }) => title !== SNOOZED || this.showsSnoozed);
    const shown = visible.flatMap((group) => group.cards);
    const [first] = visible[0]?.title === "Needs you" ? visible[0].cards.filter(({ status }) => status !== "approved") : [];
    if (this.untouched && this.unfolded.size === 0 && first) this.unfolded.add(first.id);
    const sections = await this.sections(visible, snoozes, now);

    const filtering = open.length > 0 && isFiltering(this.filter);
    const said = emptyText(overview, { filtered: filtering && aside === 0, snoozed: aside });
    const empty = sections.length + questions.length > 0 ? null : { icon: filtering ? "search-x" : "inbox", ...said, offer: filtering ? "Show all" : null };
    this.stage.redraw(() => {
      // Together with what is on the screen: a decision is for what was seen.
      this.cards = cards;
      this.shown = shown;
      this.toolbar.update(open.length > 0, channelsOf(open).map((channel) => [channel, this.labelOf(channel)] as const));
      this.toolbar.selected(this.inHand.selection(shown)?.length ?? null, shown.filter(isLowRisk).length);
      this.stage.showAbove({ banners: banners(overview, seenOf(overview, this.desk.settings.zone, now)), empty });
      this.questions.show(questions);
      this.deck.show(sections, Math.max(0, shown.length - this.limit));
      this.drawAside(aside);
    });
    const { wanted } = this;
    this.wanted = null;
    wanted?.();
  }

  private clear(): void {
    this.toolbar.update(false, []);
    this.questions.show([]);
    this.deck.show([], 0);
    this.drawAside(0);
  }

  private async sections(groups: readonly Group[], snoozes: Snoozes, now: Date): Promise<Section[]> {
    const sections: Section[] = [];
    let room = this.limit;
    for (const { title, count, cards } of groups) {
      const faces = await Promise.all(cards.slice(0, room).map((card) => this.face(card, snoozedUntil(snoozes, card, now), now)));
      room -= faces.length;
      if (faces.length > 0) sections.push({ title, count, faces });
    }
    return sections;
  }

  private async face(card: Card, aside: string | null, now: Date): Promise<CardFace> {
    return this.stage.face(card, this.unfolded.has(card.id) ? await this.detail(card) : null, aside, now);
  }

  detail(card: Card): Promise<Detail | null> {
    return this.stage.detail(card);
  }

  private readonly labelOf = (channel: string): string => this.desk.services.find(({ id }) => id === channel)?.label ?? channel;

  /** Cards that were put aside are counted, and shown when wanted. */
  private drawAside(count: number): void {
    this.asideEl.empty();
    if (count === 0) return;
    const text = this.showsSnoozed ? "Hide what was put aside" : `${count} put aside: show`;
    const toggle = button(this.asideEl, { text, icon: "alarm-clock", cls: "ae-quiet" }, () => {
      this.showsSnoozed = !this.showsSnoozed;
      void this.refresh();
    });
    focusable(toggle, "aside", "show").setAttribute("aria-pressed", String(this.showsSnoozed));
  }

  isUnfolded(id: string): boolean {
    return this.unfolded.has(id);
  }

  toggle(id: string): void {
    this.untouched = false;
    if (!this.unfolded.delete(id)) this.unfolded.add(id);
    void this.refresh();
  }

  fold(id: string): void {
    this.unfolded.delete(id);
    this.untouched = true;
  }

  focus(mark: string): void {
    this.stage.focus(mark);
  }

  announce(text: string): void {
    this.stage.announce(text);
  }

  /** Brings one card before the person, whatever hides it, and goes as far towards `part` as one can without deciding. */
  async reveal(id: string, part: Part | null): Promise<void> {
    await this.refresh();
    if (!this.desk.employee) {
      this.wanted = () => void this.reveal(id, part);
      return;
    }
    const card = this.cards.get(id);
    if (!card) {
      this.announce(`Nothing that is open has the id "${asTyped(id)}".`);
      return;
    }
    if (!this.shown.includes(card)) {
      this.showsSnoozed ||= this.stage.asideUntil(card) !== null;
      if (isFiltering(this.filter)) this.toolbar.clear();
      await this.refresh();
    }
    this.limit = Math.max(this.limit, this.shown.findIndex((one) => one.id === id) + 1);
    this.untouched = false;
    this.unfolded.add(id);
    await this.refresh();
    this.focus(`${id}:head`);
    const now = this.cards.get(id);
    if (part !== null && now) await this.acts.prepare(now, part);
  }

  /** Selects several of these cards, to be confirmed together by the person. */
  async revealSeveral(ids: readonly string[]): Promise<void> {
    this.toolbar.clear();
    await this.refresh();
    this.inHand.selectAll(ids.flatMap((id) => this.cards.get(id) ?? []));
    await this.refresh();
    this.focus("selection:approve");
  }

  private look(filter: Filter): void {
    this.filter = filter;
    this.limit = PAGE;
    void this.refresh().then(() => {
      if (isFiltering(filter)) this.announce(this.shown.length === 1 ? "1 card fits." : `${this.shown.length} cards fit.`);
    });
  }

  /** False when all are drawn. */
  private async more(): Promise<boolean> {
    if (this.shown.length <= this.limit) return false;
    this.limit += PAGE;
    await this.refresh();
    return true;
  }

  private readonly onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = this.contentEl;
    if (scrollTop + clientHeight > scrollHeight - NEAR_END) void this.more();
  };

  private confirmSelected(kind: "approve" | "reject"): void {
    const cards = this.inHand.selection(this.shown) ?? [];
    if (cards.length > 0) confirmSeveral(this.contentEl, kind, cards, this.desk.now(), (reason) => void this.inHand.decideSeveral(kind, cards, reason));
  }

  /** For a person who opened the panel to use it. */
  takeFocus(): void {
    focusMark(this.contentEl, "");
  }
}

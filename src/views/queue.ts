/**
 * Owns: the queue in the approval panel - everything needed to decide, quickly and by keyboard (PRODUCT A3).
 * Never: whether a decision is allowed, and never state that is not on the screen.
 */
import type { Card, Detail } from "../core/card";
import { showInstant } from "../core/schedule";
import { drawAbove, type Above } from "./above";
import { cardBody, cardHead, isLowRisk, secondsLeft } from "./card-model";
import type { CardFace } from "./card-view";
import { Deck, type Section } from "./deck";
import { sentence, type Desk } from "./desk";
import { Details } from "./details";
import { confirmSeveral, showKeys } from "./dialogs";
import { button, focusable, focusMark, keepingFocus } from "./drawing";
import { channelsOf, filtered, isFiltering, NO_FILTER, type Filter } from "./filter-model";
import { InHand, type Screen } from "./in-hand";
import { Keyboard } from "./keyboard";
import { banners, emptyText, groups, SNOOZED, type Group } from "./panel-model";
import { readSnoozes, snoozedUntil, type Snoozes } from "./snooze-model";
import { Toolbar } from "./toolbar";

/** What "decide within ..." may be behind, milliseconds. */
const REDRAW_MS = 30_000;
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
  private readonly details = new Details();
  private above = "";
  private drawnAt = 0;
  private turn: Promise<void> = Promise.resolve();
  /** The next drawing, as long as it has not begun. */
  private next: Promise<void> | null = null;
  private readonly inHand: InHand;
  private readonly statusEl: HTMLElement;
  private readonly toolbar: Toolbar;
  private readonly queueEl: HTMLElement;
  private readonly aboveEl: HTMLElement;
  private readonly asideEl: HTMLElement;
  private readonly deck: Deck;
  private readonly keyboard: Keyboard;
  private readonly stopListening: () => void;
  private closed = false;

  /** Lives in `contentEl` until `close`; whoever opened it calls `tick` every second. */
  constructor(
    private readonly contentEl: HTMLElement,
    private readonly desk: Desk,
  ) {
    contentEl.empty();
    // A click beside the cards keeps the keys with the panel.
    contentEl.tabIndex = -1;
    this.inHand = new InHand(desk, this);
    const top = contentEl.createDiv({ cls: "ae-top" });
    this.toolbar = new Toolbar(top, {
      filter: (filter) => this.look(filter),
      selecting: (on) => this.inHand.startSelecting(on),
      selectShown: () => this.inHand.selectAll(this.shown),
      decideSelected: (kind) => this.confirmSelected(kind),
      help: () => showKeys(contentEl, desk.settings.single_keys),
    });
    this.statusEl = top.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.queueEl = contentEl.createDiv({ cls: "ae-queue", attr: { "aria-busy": "true" } });
    this.aboveEl = this.queueEl.createDiv();
    this.deck = new Deck(this.queueEl.createDiv(), this.inHand, () => void this.more());
    this.asideEl = this.queueEl.createDiv({ cls: "ae-more" });
    this.keyboard = new Keyboard(contentEl, this, {
      hands: this.inHand,
      singleKeys: () => desk.settings.single_keys,
      offers: (detail) => cardBody(detail, desk.settings.zone, this.asideUntil(detail) !== null),
      search: () => this.toolbar.focusSearch(),
      more: () => this.more(),
    });
    contentEl.addEventListener("scroll", this.onScroll);
    this.stopListening = desk.onChange(() => void this.refresh());
  }

  close(): void {
    this.closed = true;
    this.stopListening();
    this.keyboard.close();
    this.contentEl.removeEventListener("scroll", this.onScroll);
    this.contentEl.empty();
  }

  /** Draws what is true now. Whoever calls before the next drawing has begun shares it. */
  refresh(): Promise<void> {
    this.next ??= this.turn = this.turn
      .then(() => {
        this.next = null;
        return this.draw();
      })
      .catch((error: unknown) => this.tellTrouble(sentence(error)));
    return this.next;
  }

  private async draw(): Promise<void> {
    const { employee, trouble } = this.desk;
    if (trouble !== null) { this.tellTrouble(trouble); return; }
    if (!employee) { this.tell("loader", "Starting", "The log is being read."); return; }
    const now = this.desk.now();
    const overview = employee.overview();
    const open = await employee.list(null);
    const cards = new Map(open.map((card) => [card.id, card]));
    this.details.keepOnly(cards);
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
    const empty = sections.length > 0 ? null : { icon: filtering ? "search-x" : "inbox", ...said, offer: filtering ? "Show all" : null };
    this.redraw(() => {
      // Together with what is on the screen: a decision is for what was seen.
      this.cards = cards;
      this.shown = shown;
      this.toolbar.update(open.length > 0, channelsOf(open).map((channel) => [channel, this.labelOf(channel)] as const));
      this.toolbar.selected(this.inHand.selection(shown)?.length ?? null, shown.filter(isLowRisk).length);
      this.drawAbove({ banners: banners(overview), empty });
      this.deck.show(sections, Math.max(0, shown.length - this.limit));
      this.drawAside(aside);
    });
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

  /** `aside`: until when it is put aside (UTC ISO), null when it is not. */
  private async face(card: Card, aside: string | null, now: Date): Promise<CardFace> {
    const { zone } = this.desk.settings;
    const detail = this.unfolded.has(card.id) ? await this.detail(card) : null;
    const body = detail && cardBody(detail, zone, aside !== null);
    const head = cardHead(card, now);
    if (aside !== null) head.due = `Put aside until ${showInstant(aside, zone)}`;
    return { head, body, asking: body && this.inHand.asking(card.id, body), selected: this.inHand.selected(card) };
  }

  /** With what the row says now: the undo time ends without a line in the ledger. */
  async detail(card: Card): Promise<Detail | null> {
    const { employee } = this.desk;
    if (!employee) return null;
    try {
      const detail = await this.details.of(employee, card, employee.overview().last_seen);
      return detail && { ...detail, ...card };
    } catch (error) {
      this.announce(sentence(error));
      return null;
    }
  }

  private readonly labelOf = (channel: string): string => this.desk.services.find(({ id }) => id === channel)?.label ?? channel;

  private redraw(draw: () => void): void {
    this.drawnAt = this.desk.now().getTime();
    if (this.closed) return;
    keepingFocus(this.contentEl, draw);
    this.queueEl.setAttribute("aria-busy", String(!this.desk.employee && this.desk.trouble === null));
    this.countDown();
  }

  private drawAbove(above: Above): void {
    const said = JSON.stringify(above);
    if (said === this.above) return;
    this.above = said;
    drawAbove(this.aboveEl, above, {
      accept: (offer) => void (offer === "resume" ? this.inHand.wish({ kind: "resume" }, "") : this.confirmSettings()),
      showAll: () => this.toolbar.clear(),
    });
  }

  /** Instead of everything. */
  private tell(icon: string, title: string, text: string): void {
    this.redraw(() => {
      this.toolbar.update(false, []);
      this.drawAbove({ banners: [], empty: { icon, title, text, offer: null } });
      this.deck.show([], 0);
      this.drawAside(0);
    });
  }

  private tellTrouble(text: string): void {
    this.tell("octagon-alert", "The employee is not running", text);
  }

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

  private asideUntil(card: Card): string | null {
    return snoozedUntil(readSnoozes(this.desk.snoozed()), card, this.desk.now());
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
    focusMark(this.contentEl, mark);
  }

  announce(text: string): void {
    this.statusEl.setText(text);
  }

  private async confirmSettings(): Promise<void> {
    try {
      await this.desk.employee?.confirmSettings();
      this.announce("The changed settings hold now.");
    } catch (error) {
      this.announce(sentence(error));
    }
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

  /** Time went by. */
  tick(): void {
    if (this.countDown() || this.desk.now().getTime() - this.drawnAt >= REDRAW_MS) void this.refresh();
  }

  /** Writes the seconds left; true when an undo time is over. */
  private countDown(): boolean {
    let over = false;
    for (const element of this.queueEl.querySelectorAll<HTMLElement>("[data-until]")) {
      const left = secondsLeft(element.dataset["until"] ?? "", this.desk.now());
      element.setText(left > 0 ? `Starts in ${left} s` : "Starting");
      over ||= left === 0;
    }
    return over;
  }

  /** For a person who opened the panel to use it. */
  takeFocus(): void {
    focusMark(this.contentEl, "");
  }
}

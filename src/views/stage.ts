/**
 * Owns: what every place that shows cards has in common - its live region, what stands above the cards, one drawing after the other, undo times
 * that count down.
 * Never: which cards are shown.
 */
import type { Card, Detail } from "../core/card";
import { showInstant } from "../core/schedule";
import { visibleLine } from "../core/untrusted";
import { drawAbove, type Above } from "./above";
import { awayText, cardBody, cardHead, secondsLeft, type CardBody, type CardHead } from "./card-model";
import type { CardFace } from "./card-view";
import { sentence, type Desk } from "./desk";
import { Details } from "./details";
import { focusMark, isAtAnotherCard, isMarked, keepingFocus } from "./drawing";
import type { InHand } from "./in-hand";
import { readSnoozes, snoozedUntil } from "./snooze-model";

/** What "decide within ..." may be behind, milliseconds. */
const REDRAW_MS = 30_000;

export interface Play {
  draw(): Promise<void>;
  /** Takes the cards away: something else is told instead. */
  clear(): void;
  /** What the empty state offers. */
  showAll(): void;
  readonly inHand: InHand;
}

export class Stage {
  readonly details = new Details();
  /** For search and filter, above the live region. */
  readonly tools: HTMLElement;
  /** For the cards, below what stands above them. */
  readonly cards: HTMLElement;
  private readonly statusEl: HTMLElement;
  private readonly aboveEl: HTMLElement;
  private readonly stopListening: () => void;
  private above = "";
  private drawnAt = 0;
  private turn: Promise<void> = Promise.resolve();
  /** The next drawing, as long as it has not begun. */
  private next: Promise<void> | null = null;
  private closed = false;
  /** Where the focus goes with the drawing that first shows it. */
  private aim: string | null = null;

  /** Lives in `root` until `close`; whoever opened it calls `tick` every second. */
  constructor(
    readonly root: HTMLElement,
    private readonly desk: Desk,
    private readonly play: Play,
  ) {
    root.empty();
    // A click beside the cards keeps the keys with the panel.
    root.tabIndex = -1;
    const top = root.createDiv({ cls: "ae-top" });
    this.tools = top.createDiv();
    this.statusEl = top.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.cards = root.createDiv({ cls: "ae-queue", attr: { "aria-busy": "true" } });
    this.aboveEl = this.cards.createDiv();
    this.stopListening = desk.onChange(() => void this.refresh());
  }

  close(): void {
    this.closed = true;
    this.stopListening();
    this.root.empty();
  }

  /** Draws what is true now. Whoever calls before the next drawing has begun shares it. `focus`: see Screen. */
  refresh(focus?: string): Promise<void> {
    if (focus === undefined) return this.drawNext();
    this.aim = focus;
    return this.drawNext().then(() => this.reach(focus, true));
  }

  /**
   * Moves the focus where it was to go, as near as can be when it is the `last` drawing for it. Who went on to another card while the answer
   * was on its way stays there: the next press is meant for that one.
   */
  private reach(mark: string | null, last: boolean): void {
    if (this.closed || mark === null || this.aim !== mark || !(last || isMarked(this.root, mark))) return;
    this.aim = null;
    if (!isAtAnotherCard(this.root, mark)) focusMark(this.root, mark);
  }

  private drawNext(): Promise<void> {
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
    if (trouble !== null) this.tellTrouble(trouble);
    else if (!employee) this.tell("loader", "Starting", "The log is being read.");
    else await this.play.draw();
  }

  /** Changes the document; the focus stays where it was. */
  redraw(draw: () => void): void {
    this.drawnAt = this.desk.now().getTime();
    if (this.closed) return;
    keepingFocus(this.root, draw);
    this.reach(this.aim, false);
    this.cards.setAttribute("aria-busy", String(!this.desk.employee && this.desk.trouble === null));
    this.countDown();
  }

  showAbove(above: Above): void {
    const said = JSON.stringify(above);
    if (said === this.above) return;
    this.above = said;
    drawAbove(this.aboveEl, above, {
      accept: (offer) => void this.accept(offer),
      showAll: () => this.play.showAll(),
    });
  }

  /** Instead of everything. */
  tell(icon: string, title: string, text: string): void {
    this.redraw(() => {
      this.showAbove({ banners: [], empty: { icon, title, text, offer: null } });
      this.play.clear();
    });
  }

  private tellTrouble(text: string): void {
    this.tell("octagon-alert", "The employee is not running", text);
  }

  private accept(offer: "resume" | "confirm" | "leave_sandbox"): Promise<unknown> {
    if (offer === "leave_sandbox") return this.desk.openRealm("real");
    return offer === "resume" ? this.play.inHand.wish({ kind: "resume" }, "") : this.confirmSettings();
  }

  private async confirmSettings(): Promise<void> {
    try {
      await this.desk.employee?.confirmSettings();
      this.announce("The changed settings hold now.");
    } catch (error) {
      this.announce(sentence(error));
    }
  }

  announce(text: string): void {
    this.statusEl.setText(visibleLine(text, 1_000));
  }

  focus(mark: string): void {
    focusMark(this.root, mark);
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

  /** `detail` null: folded. `aside`: until when it is put aside (UTC ISO), null when it is not. */
  face(card: Card, detail: Detail | null, aside: string | null, now: Date): CardFace {
    const { inHand } = this.play;
    const { zone } = this.desk.settings;
    const body = detail && cardBody(detail, zone, aside !== null);
    const head = cardHead(card, now);
    const away = awayText(card, this.desk.employee?.overview().last_seen ?? null, zone, now);
    if (away !== null) Object.assign(head, { status: away, tone: "calm", due: "" } satisfies Partial<CardHead>);
    if (aside !== null) head.due = `Put aside until ${showInstant(aside, zone)}`;
    return { head, body, asking: body && inHand.asking(card.id, body), selected: inHand.selected(card) };
  }

  /** What a card offers now. */
  offers(detail: Detail): CardBody {
    return cardBody(detail, this.desk.settings.zone, this.asideUntil(detail) !== null);
  }

  asideUntil(card: Card): string | null {
    return snoozedUntil(readSnoozes(this.desk.snoozed()), card, this.desk.now());
  }

  /** Time went by. */
  tick(): void {
    if (this.countDown() || this.desk.now().getTime() - this.drawnAt >= REDRAW_MS) void this.refresh();
  }

  /** Writes the seconds left; true when an undo time is over. */
  private countDown(): boolean {
    let over = false;
    for (const element of this.cards.querySelectorAll<HTMLElement>("[data-until]")) {
      const left = secondsLeft(element.dataset["until"] ?? "", this.desk.now());
      element.setText(left > 0 ? `Starts in ${left} s` : "Starting");
      over ||= left === 0;
    }
    return over;
  }
}

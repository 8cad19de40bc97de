/**
 * Owns: the queue in the approval panel - everything needed to decide, quickly and by keyboard (PRODUCT A3).
 * Never: whether a decision is allowed, and never state that is not on the screen.
 */
import { setIcon } from "obsidian";
import type { Employee } from "../api";
import type { Card, Detail } from "../core/card";
import { cardBody, cardHead, secondsLeft, undoUntil, wishOf, type Choice } from "./card-model";
import { drawCard, type CardFace, type Hands } from "./card-view";
import { PERSON, sentence, type Desk } from "./desk";
import { banners, emptyText, groups, needsPerson, type Banner } from "./panel-model";

/** What "decide within ..." may be behind, milliseconds. */
const REDRAW_MS = 30_000;

export class Queue {
  private readonly unfolded = new Set<string>();
  private readonly asking = new Map<string, { choice: Choice; words: string }>();
  private cards: Card[] = [];
  /** Details by card, as long as no line was added to the ledger. */
  private details = new Map<string, Promise<Detail | null>>();
  private detailsAt: string | null = null;
  private drawn = "";
  private drawnAt = 0;
  /** A first card is unfolded by itself until the person folds or unfolds one. */
  private untouched = true;
  private turn: Promise<void> = Promise.resolve();
  private readonly statusEl: HTMLElement;
  private readonly queueEl: HTMLElement;
  private readonly stopListening: () => void;
  private closed = false;

  /** Lives in `contentEl` until `close`; whoever opened it calls `tick` every second. */
  constructor(
    private readonly contentEl: HTMLElement,
    private readonly desk: Desk,
  ) {
    contentEl.empty();
    this.statusEl = contentEl.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.queueEl = contentEl.createDiv({ cls: "ae-queue", attr: { "aria-busy": "true" } });
    this.queueEl.addEventListener("keydown", (event) => this.walk(event));
    this.stopListening = desk.onChange(() => void this.refresh());
  }

  close(): void {
    this.closed = true;
    this.stopListening();
    this.contentEl.empty();
  }

  /** Draws what is true now; calls during a drawing wait for their turn. */
  refresh(): Promise<void> {
    this.turn = this.turn.then(() => this.draw()).catch((error: unknown) => this.drawTrouble(sentence(error)));
    return this.turn;
  }

  private async draw(): Promise<void> {
    const { employee, trouble } = this.desk;
    if (trouble !== null || !employee) {
      if (trouble === null) this.drawLoading();
      else this.drawTrouble(trouble);
      return;
    }
    const overview = employee.overview();
    if (overview.last_seen !== this.detailsAt) this.details.clear();
    this.detailsAt = overview.last_seen;
    this.cards = await employee.list(null);
    const shown = groups(this.cards);
    if (this.untouched && this.unfolded.size === 0 && shown[0]?.cards[0] && needsPerson(overview) > 0) this.unfolded.add(shown[0].cards[0].id);
    const sections = await Promise.all(
      shown.map(async ({ title, cards }) => ({ title, count: cards.length, faces: await Promise.all(cards.map((card) => this.face(employee, card))) })),
    );
    const said = banners(overview);
    const empty = sections.length === 0 ? emptyText(overview) : null;
    this.redraw({ said, sections, empty }, (queue) => {
      for (const banner of said) this.drawBanner(queue, banner);
      if (empty) this.drawEmpty(queue, "inbox", empty.title, empty.text);
      for (const { title, count, faces } of sections) {
        const section = queue.createEl("section", { attr: { "aria-label": title } });
        const head = section.createEl("h3", { cls: "ae-group", text: title });
        head.createSpan({ cls: "ae-count", text: String(count), attr: { "aria-label": `${count} in this group` } });
        for (const face of faces) drawCard(section, face, this.hands);
      }
    });
  }

  private async face(employee: Employee, card: Card): Promise<CardFace> {
    const now = this.desk.now();
    const open = this.unfolded.has(card.id);
    const detail = open || card.status === "approved" ? await this.detail(employee, card.id) : null;
    const until = detail && undoUntil(detail, now);
    const body = open && detail ? cardBody(detail, this.desk.settings.zone) : null;
    const undo: Choice = { step: "undo", label: "Undo", tone: "main", question: null };
    return { head: cardHead(card, now), body, undo: until ? { until, choice: undo } : null, asking: this.asking.get(card.id) ?? null };
  }

  /** The history of an action is read for its detail: once per state of the ledger. */
  private detail(employee: Employee, id: string): Promise<Detail | null> {
    const known = this.details.get(id);
    if (known) return known;
    const asked = employee.show(id);
    this.details.set(id, asked);
    asked.catch(() => this.details.delete(id));
    return asked;
  }

  /** Draws only when something differs; focus, typed text and scroll position stay. */
  private redraw(model: unknown, draw: (queue: HTMLElement) => void): void {
    const { queueEl: queue } = this;
    const signature = JSON.stringify(model);
    this.drawnAt = this.desk.now().getTime();
    if (this.closed || signature === this.drawn) return;
    this.drawn = signature;
    const active = queue.doc.activeElement;
    const had = active instanceof HTMLElement && queue.contains(active) ? (active.dataset["focus"] ?? null) : null;
    const { scrollTop } = this.contentEl;
    queue.empty();
    queue.setAttribute("aria-busy", "false");
    draw(queue);
    this.contentEl.scrollTop = scrollTop;
    this.countDown();
    if (had !== null) this.focus(had);
  }

  private drawTrouble(text: string): void {
    this.redraw({ trouble: text }, (queue) => this.drawEmpty(queue, "octagon-alert", "The employee is not running", text));
  }

  private drawLoading(): void {
    this.redraw("loading", (queue) => {
      queue.setAttribute("aria-busy", "true");
      this.drawEmpty(queue, "loader", "Starting", "The log is being read.");
    });
  }

  private drawEmpty(queue: HTMLElement, icon: string, title: string, text: string): void {
    const empty = queue.createDiv({ cls: "ae-empty" });
    setIcon(empty.createSpan({ cls: "ae-icon", attr: { "aria-hidden": "true" } }), icon);
    empty.createEl("h3", { text: title });
    empty.createEl("p", { text });
  }

  private drawBanner(queue: HTMLElement, { tone, icon, text, offer }: Banner): void {
    const banner = queue.createDiv({ cls: `ae-banner ae-${tone}` });
    setIcon(banner.createSpan({ cls: "ae-icon", attr: { "aria-hidden": "true" } }), icon);
    banner.createSpan({ text });
    if (offer === null) return;
    const button = banner.createEl("button", { text: offer === "resume" ? "Resume" : "Confirm" });
    button.addEventListener("click", () => void (offer === "resume" ? this.wish({ kind: "resume" }) : this.confirmSettings()));
  }

  private readonly hands: Hands = {
    toggle: (id) => {
      this.untouched = false;
      if (!this.unfolded.delete(id)) this.unfolded.add(id);
      void this.refresh();
    },
    choose: (id, choice) => {
      if (!choice.question) return void this.decide(id, choice, "");
      this.asking.set(id, { choice, words: "" });
      void this.refresh().then(() => this.focus(`${id}:${choice.question?.input === null ? "cancel" : "words"}`));
    },
    confirm: (id, choice) => void this.decide(id, choice, this.asking.get(id)?.words ?? ""),
    cancel: (id) => {
      const step = this.asking.get(id)?.choice.step ?? "head";
      this.asking.delete(id);
      void this.refresh().then(() => this.focus(`${id}:${step}`));
    },
    type: (id, words) => {
      const asked = this.asking.get(id);
      if (asked) asked.words = words;
    },
    openNote: (path) => this.desk.openNote(path),
  };

  private async decide(id: string, choice: Choice, words: string): Promise<void> {
    const card = this.cards.find((one) => one.id === id);
    if (!card) return;
    this.asking.delete(id);
    const ok = await this.wish(wishOf(choice.step, card, words));
    if (ok && choice.step !== "undo") {
      this.unfolded.delete(id);
      this.untouched = true;
    }
    await this.refresh();
    this.focus(choice.step === "approve" && ok ? `${id}:undo` : `${id}:head`);
  }

  private async wish(wish: Parameters<Employee["wish"]>[0]): Promise<boolean> {
    try {
      const answer = await this.desk.employee?.wish(wish, PERSON);
      this.announce(answer?.text ?? "The employee is still starting. Try again in a moment.");
      return answer?.ok ?? false;
    } catch (error) {
      this.announce(sentence(error));
      return false;
    }
  }

  private async confirmSettings(): Promise<void> {
    try {
      await this.desk.employee?.confirmSettings();
      this.announce("The changed settings hold now.");
    } catch (error) {
      this.announce(sentence(error));
    }
  }

  private announce(text: string): void {
    this.statusEl.setText(text);
  }

  /** Focus by its mark; the head of the card, else the first card, when it is gone. */
  private focus(mark: string): void {
    const all = [...this.queueEl.querySelectorAll<HTMLElement>("[data-focus]")];
    const head = `${mark.slice(0, mark.lastIndexOf(":"))}:head`;
    const found = [mark, head].map((wanted) => all.find((element) => element.dataset["focus"] === wanted)).find((element) => element);
    (found ?? all[0])?.focus();
  }

  /** Arrow keys go from card to card. */
  private walk(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const heads = [...this.queueEl.querySelectorAll<HTMLElement>(".ae-head")];
    const at = heads.findIndex((head) => head === event.target);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    heads[at + step]?.focus();
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
}

/**
 * Owns: the approval panel as a view of Obsidian - all cards in the sidebar, or one in the main area: when it opens, closes, what it is restored
 * from, and how time goes by in it.
 * Never: what is in it; that comes with everything else that is loaded when the layout is ready.
 */
import { ItemView, type ViewStateResult, type WorkspaceLeaf } from "obsidian";
import { visibleLine } from "../core/untrusted";
import { readCardLink } from "../core/card-link";
import { isObject } from "../core/json";
import type { LargeCard } from "./large-card";
import type { Queue } from "./queue";
import type { Shell } from "./shell";
import { Ticker } from "./ticker";

/** Draws cards into an element. */
export interface CardRoom {
  queueIn(element: HTMLElement, shell: Shell): Queue;
  /** `named` hears the card's title. */
  cardIn(element: HTMLElement, shell: Shell, id: string, named: (title: string) => void): LargeCard;
}

/** All cards. */
export const APPROVAL_VIEW = "autonomous-employee-approvals";
/** One card, in the main area. */
export const CARD_VIEW = "autonomous-employee-card";

export class ApprovalPanel extends ItemView {
  private content: { queue: Queue } | { card: LargeCard } | null = null;
  /** Id of the one card, null in the sidebar and before the state is known. */
  private id: string | null = null;
  private title = "";
  private ticker: Ticker | null = null;
  private wanted = false;
  private closed = false;
  /** Resolves when there is something that can be shown to a person. */
  private ready: Promise<unknown> = Promise.resolve();

  constructor(
    leaf: WorkspaceLeaf,
    private readonly room: Promise<CardRoom>,
    private readonly shell: Shell,
    private readonly type: typeof APPROVAL_VIEW | typeof CARD_VIEW = APPROVAL_VIEW,
  ) {
    super(leaf);
    this.icon = type === CARD_VIEW ? "file-check" : "clipboard-check";
  }

  getViewType(): string {
    return this.type;
  }

  getDisplayText(): string {
    if (this.type === APPROVAL_VIEW) return "Approvals";
    return this.title === "" ? "Approval" : this.title;
  }

  /** The title is kept too: a tab is named before the log is read. */
  override getState(): Record<string, unknown> {
    return this.id === null ? super.getState() : { ...super.getState(), id: this.id, title: this.title };
  }

  override async setState(state: unknown, result: ViewStateResult): Promise<void> {
    await super.setState(state, result);
    const id = this.type === CARD_VIEW && isObject(state) ? readCardLink(state) : null;
    if (id === null || id === this.id || !isObject(state)) return;
    this.id = id;
    this.title = typeof state["title"] === "string" ? visibleLine(state["title"]) : "";
    this.ready = this.show();
  }

  override async onOpen(): Promise<void> {
    this.contentEl.empty();
    this.contentEl.addClass("ae-panel");
    this.contentEl.toggleClass("ae-large", this.type === CARD_VIEW);
    this.contentEl.createDiv({ cls: "ae-empty", text: "Starting", attr: { role: "status" } });
    this.ticker = new Ticker(this.contentEl, () => this.shown?.tick());
    if (this.type === APPROVAL_VIEW) this.ready = this.show();
    return Promise.resolve();
  }

  override onClose(): Promise<void> {
    this.closed = true;
    this.ticker?.close();
    this.shown?.close();
    return Promise.resolve();
  }

  private get shown(): Queue | LargeCard | null {
    if (this.content === null) return null;
    return "queue" in this.content ? this.content.queue : this.content.card;
  }

  /** The layout may be ready long after the panel was restored; the panel may be gone by then. */
  private async show(): Promise<void> {
    const room = await this.room;
    if (this.closed) return;
    this.shown?.close();
    const { contentEl, shell, id } = this;
    this.content =
      id === null ? { queue: room.queueIn(contentEl, shell) } : { card: room.cardIn(contentEl, shell, id, (title) => (this.title = title)) };
    await this.shown?.refresh();
    if (this.wanted) this.shown?.takeFocus();
  }

  /** The person opened it to use it: the keys work at once. */
  takeFocus(): void {
    this.wanted = true;
    this.shown?.takeFocus();
  }

  /** What is shown among all cards, once it is there; null in the main area. */
  async queue(): Promise<Queue | null> {
    await this.ready;
    return this.content && "queue" in this.content ? this.content.queue : null;
  }
}

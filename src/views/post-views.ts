/**
 * Owns: composer and calendar as views of Obsidian: when they open, close, and what they are restored from.
 * Never: what is in them; that comes with everything else that is loaded when the layout is ready.
 */
import { ItemView, type ViewStateResult, type WorkspaceLeaf } from "obsidian";
import { isObject } from "../core/json";
import type { CalendarBoard, CalendarShell } from "./calendar-board";
import type { Composer, ComposerShell } from "./composer";

/** Draws them into an element. */
export interface PostRoom {
  /** `path`: the note of the post; null: a new one. */
  composerIn(element: HTMLElement, shell: ComposerShell, path: string | null): Composer;
  calendarIn(element: HTMLElement, shell: CalendarShell): CalendarBoard;
}

export const COMPOSER_VIEW = "autonomous-employee-composer";
export const CALENDAR_VIEW = "autonomous-employee-calendar";

export class ComposerView extends ItemView {
  private composer: Composer | null = null;
  private path: string | null = null;
  private closed = false;

  constructor(
    leaf: WorkspaceLeaf,
    private readonly room: Promise<PostRoom>,
    private readonly openCard: (id: string) => void,
  ) {
    super(leaf);
    this.icon = "pencil-line";
  }

  getViewType(): string {
    return COMPOSER_VIEW;
  }

  getDisplayText(): string {
    return this.path === null ? "New post" : this.path.replace(/^.*\//, "").replace(/\.md$/, "");
  }

  override getState(): Record<string, unknown> {
    return { ...super.getState(), path: this.path };
  }

  override async setState(state: unknown, result: ViewStateResult): Promise<void> {
    await super.setState(state, result);
    const path = isObject(state) && typeof state["path"] === "string" ? state["path"] : null;
    if (this.composer && path === this.path) return;
    this.path = path;
    await this.show();
  }

  override onOpen(): Promise<void> {
    this.contentEl.addClass("ae-panel", "ae-post-view");
    this.contentEl.createDiv({ cls: "ae-empty", text: "Starting", attr: { role: "status" } });
    this.registerEvent(this.app.vault.on("modify", ({ path }) => void this.composer?.noteChanged(path)));
    return Promise.resolve();
  }

  override onClose(): Promise<void> {
    this.closed = true;
    this.composer?.close();
    return Promise.resolve();
  }

  private async show(): Promise<void> {
    const room = await this.room;
    if (this.closed) return;
    this.composer?.close();
    const shell: ComposerShell = { openCard: this.openCard, named: (path) => (this.path = path) };
    this.composer = room.composerIn(this.contentEl, shell, this.path);
    await this.composer.open();
  }
}

export class CalendarView extends ItemView {
  private board: CalendarBoard | null = null;
  private closed = false;

  constructor(
    leaf: WorkspaceLeaf,
    private readonly room: Promise<PostRoom>,
    private readonly shell: CalendarShell,
  ) {
    super(leaf);
    this.icon = "calendar-days";
  }

  getViewType(): string {
    return CALENDAR_VIEW;
  }

  getDisplayText(): string {
    return "Calendar of posts";
  }

  override onOpen(): Promise<void> {
    this.contentEl.empty();
    this.contentEl.addClass("ae-panel", "ae-post-view");
    void this.show();
    return Promise.resolve();
  }

  override onClose(): Promise<void> {
    this.closed = true;
    this.board?.close();
    return Promise.resolve();
  }

  private async show(): Promise<void> {
    const room = await this.room;
    if (this.closed) return;
    this.board = room.calendarIn(this.contentEl, this.shell);
    await this.board.refresh();
  }
}

/**
 * Owns: the approval panel as a view of Obsidian: when it opens, closes and how time goes by in it.
 * Never: what is in it; the queue comes with everything else that is loaded when the layout is ready.
 */
import { ItemView, type WorkspaceLeaf } from "obsidian";
import type { Queue } from "./queue";

/** Draws a queue into an element. */
export interface QueueMaker {
  queueIn(element: HTMLElement): Queue;
}

export const APPROVAL_VIEW = "autonomous-employee-approvals";

export class ApprovalPanel extends ItemView {
  private queue: Queue | null = null;
  private wanted = false;
  private closed = false;

  constructor(
    leaf: WorkspaceLeaf,
    private readonly maker: Promise<QueueMaker>,
  ) {
    super(leaf);
    this.icon = "clipboard-check";
  }

  getViewType(): string {
    return APPROVAL_VIEW;
  }

  getDisplayText(): string {
    return "Approvals";
  }

  override async onOpen(): Promise<void> {
    this.contentEl.empty();
    this.contentEl.addClass("ae-panel");
    this.contentEl.createDiv({ cls: "ae-empty", text: "Starting", attr: { role: "status" } });
    this.registerInterval(window.setInterval(() => this.queue?.tick(), 1000));
    void this.show();
    return Promise.resolve();
  }

  override onClose(): Promise<void> {
    this.closed = true;
    this.queue?.close();
    return Promise.resolve();
  }

  /** The layout may be ready long after the panel was restored; the panel may be gone by then. */
  private async show(): Promise<void> {
    const maker = await this.maker;
    if (this.closed) return;
    this.queue = maker.queueIn(this.contentEl);
    await this.queue.refresh();
    if (this.wanted) this.queue.takeFocus();
  }

  /** The person opened it to use it: the keys work at once. */
  takeFocus(): void {
    this.wanted = true;
    this.queue?.takeFocus();
  }
}

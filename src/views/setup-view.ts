/**
 * Owns: the setup guide as a view of Obsidian: when it opens and closes.
 * Never: what is in it; that comes with everything else that is loaded when the layout is ready.
 */
import { ItemView, type WorkspaceLeaf } from "obsidian";
import type { Guide } from "./setup-guide";

/** Draws a guide into an element. */
export interface GuideMaker {
  guideIn(element: HTMLElement, openApprovals: () => void): Guide;
}

export const SETUP_VIEW = "autonomous-employee-setup";

export class SetupView extends ItemView {
  private guide: Guide | null = null;
  private closed = false;

  constructor(
    leaf: WorkspaceLeaf,
    private readonly maker: Promise<GuideMaker>,
    private readonly openApprovals: () => void,
  ) {
    super(leaf);
    this.icon = "list-checks";
  }

  getViewType(): string {
    return SETUP_VIEW;
  }

  getDisplayText(): string {
    return "Setup guide";
  }

  override onOpen(): Promise<void> {
    this.contentEl.empty();
    this.contentEl.addClass("ae-panel", "ae-setup");
    void this.show();
    return Promise.resolve();
  }

  override onClose(): Promise<void> {
    this.closed = true;
    this.guide?.close();
    return Promise.resolve();
  }

  /** The layout may be ready long after the guide was restored; it may be gone by then. */
  private async show(): Promise<void> {
    const maker = await this.maker;
    if (this.closed) return;
    this.guide = maker.guideIn(this.contentEl, this.openApprovals);
    await this.guide.refresh();
  }
}

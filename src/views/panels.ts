/**
 * Owns: where cards are shown in the workspace - all of them in the sidebar, one in a tab of the main area -, where a post is composed, and bringing that before the person.
 * Never: a decision: a link that any web page can call ends here.
 */
import type { App, Plugin, WorkspaceLeaf } from "obsidian";
import { cardLink, isNewPostLink, isOverdueLink, LINK_ACTION, readCardLink } from "../core/card-link";
import type { Card } from "../core/card";
import { ApprovalPanel, APPROVAL_VIEW, CARD_VIEW } from "./approval-panel";
import type { Offered } from "../core/offer";
import { visibleLine } from "../core/untrusted";
import type { Part } from "./card-model";
import type { Desk } from "./desk";
import { OfferModal } from "./offer-modal";
import { OverdueModal } from "./overdue-modal";
import { COMPOSER_VIEW } from "./post-views";
import type { Queue } from "./queue";
import type { Shell } from "./shell";

/** The links that notes carry. */
export function addLink(plugin: Plugin, panels: Panels): void {
  plugin.registerObsidianProtocolHandler(LINK_ACTION, (brought) => void panels.follow(brought));
}

export class Panels implements Shell {
  constructor(
    private readonly app: App,
    private readonly opening: Promise<Desk>,
  ) {}

  askFor(offer: Offered): void {
    void this.opening.then((desk) => new OfferModal(this.app, desk, offer).open());
  }

  /** The panel in the sidebar; null where there is no room for one. */
  async open(): Promise<ApprovalPanel | null> {
    const { workspace } = this.app;
    const [known] = workspace.getLeavesOfType(APPROVAL_VIEW);
    const leaf = known ?? workspace.getRightLeaf(false);
    if (!leaf) return null;
    if (!known) await leaf.setViewState({ type: APPROVAL_VIEW, active: true });
    await workspace.revealLeaf(leaf);
    if (!(leaf.view instanceof ApprovalPanel)) return null;
    leaf.view.takeFocus();
    return leaf.view;
  }

  private async queue(): Promise<Queue | null> {
    return (await (await this.open())?.queue()) ?? null;
  }

  /** Shows one card among the others, as far towards `part` as one can go without deciding. */
  async show(id: string, part: Part | null): Promise<void> {
    await (await this.queue())?.reveal(id, part);
  }

  /** Selects several to be confirmed together. */
  async showSeveral(ids: readonly string[]): Promise<void> {
    await (await this.queue())?.revealSeveral(ids);
  }

  showInQueue(id: string): void {
    void this.show(id, null);
  }

  openLarge(card: Pick<Card, "id" | "summary">): void {
    void this.large(card);
  }

  private async large({ id, summary }: Pick<Card, "id" | "summary">): Promise<void> {
    const { workspace } = this.app;
    const isIt = (leaf: WorkspaceLeaf): boolean => leaf.getViewState().state?.["id"] === id;
    const known = workspace.getLeavesOfType(CARD_VIEW).find(isIt);
    const leaf = known ?? workspace.getLeaf("tab");
    if (!known) await leaf.setViewState({ type: CARD_VIEW, active: true, state: { id, title: visibleLine(summary) } });
    await workspace.revealLeaf(leaf);
    if (leaf.view instanceof ApprovalPanel) leaf.view.takeFocus();
  }

  /** The composer in a tab of its own, with the post of a note or an empty one. */
  async compose(path: string | null): Promise<void> {
    const { workspace } = this.app;
    const leaf = workspace.getLeaf("tab");
    await leaf.setViewState({ type: COMPOSER_VIEW, active: true, state: { path } });
    await workspace.revealLeaf(leaf);
  }

  /** Opens what an `obsidian://` link names, and nothing more, whatever else it brings. */
  async follow(brought: Readonly<Record<string, unknown>>): Promise<void> {
    if (isOverdueLink(brought)) {
      new OverdueModal(this.app, await this.opening).open();
      return;
    }
    if (isNewPostLink(brought)) return this.compose(null);
    const id = readCardLink(brought);
    const queue = await this.queue();
    if (id === null) queue?.announce("The link names no action.");
    else await queue?.reveal(id, null);
  }

  linkTo(id: string): string {
    return cardLink(id, this.app.vault.getName());
  }
}

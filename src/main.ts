/**
 * Owns: the plugin's life in Obsidian - what is registered at once, what is loaded when the layout is ready, that it stops.
 * Never: logic, and nothing that takes time: Obsidian starts as fast as without it.
 */
import { Plugin } from "obsidian";
import type { Office } from "./office";
import { ApprovalPanel, APPROVAL_VIEW } from "./views/approval-panel";
import { addCommands } from "./views/commands";

export default class AutonomousEmployee extends Plugin {
  private office: Promise<Office> | null = null;
  private unloaded = false;

  override onload(): void {
    const office = new Promise<Office>((resolve) => {
      this.app.workspace.onLayoutReady(() => resolve(this.open()));
    });
    this.registerView(APPROVAL_VIEW, (leaf) => new ApprovalPanel(leaf, office));
    addCommands(this, office, () => void this.openApprovals());
    const ribbon = this.addRibbonIcon("clipboard-check", "Open approvals", () => void this.openApprovals());
    const bar = this.addStatusBarItem();
    bar.addClass("ae-bar", "mod-clickable");
    this.registerDomEvent(bar, "click", () => void this.openApprovals());
    void office.then((opened) => opened.showStatus(ribbon, bar));
  }

  override onunload(): void {
    this.unloaded = true;
    void this.office?.then((office) => office.close());
  }

  override async onExternalSettingsChange(): Promise<void> {
    await (await this.office)?.reload();
  }

  private async open(): Promise<Office> {
    const { Office: Loaded } = await import("./office");
    this.office = Loaded.open(this);
    const office = await this.office;
    if (this.unloaded) await office.close();
    return office;
  }

  private async openApprovals(): Promise<void> {
    const { workspace } = this.app;
    const leaf = workspace.getLeavesOfType(APPROVAL_VIEW)[0] ?? workspace.getRightLeaf(false);
    if (!leaf) return;
    await leaf.setViewState({ type: APPROVAL_VIEW, active: true });
    await workspace.revealLeaf(leaf);
    if (leaf.view instanceof ApprovalPanel) leaf.view.takeFocus();
  }
}

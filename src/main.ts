/**
 * Owns: the plugin's life in Obsidian - what is registered at once, what is loaded when the layout is ready, that it stops.
 * Never: logic, and nothing that takes time: Obsidian starts as fast as without it.
 */
import { Plugin } from "obsidian";
import type { Office } from "./office";
import { ApprovalPanel, APPROVAL_VIEW, CARD_VIEW } from "./views/approval-panel";
import { addCliActions } from "./views/cli";
import { addCommands } from "./views/commands";
import { addGuide } from "./views/guide-commands";
import type { NoteActs } from "./views/note-acts";
import { addLink, Panels } from "./views/panels";
import { addPosts } from "./views/post-commands";

export default class AutonomousEmployee extends Plugin {
  private office: Promise<Office> | null = null;
  private unloaded = false;
  private offerGuide: () => void = () => undefined;

  override onload(): void {
    const office = new Promise<Office>((resolve) => {
      this.app.workspace.onLayoutReady(() => resolve(this.open()));
    });
    const panels = new Panels(this.app, office);
    for (const type of [APPROVAL_VIEW, CARD_VIEW] as const) this.registerView(type, (leaf) => new ApprovalPanel(leaf, office, panels, type));
    addCommands(this, office, this.noteActs(office, panels), panels);
    addCliActions(this, office);
    addLink(this, panels);
    addPosts(this, office, panels);
    this.offerGuide = addGuide(this, office, () => void panels.open()).offer;
    const ribbon = this.addRibbonIcon("clipboard-check", "Open approvals", () => void panels.open());
    const bar = this.addStatusBarItem();
    bar.addClass("ae-bar", "mod-clickable");
    this.registerDomEvent(bar, "click", () => void panels.open());
    void office.then((opened) => opened.showStatus(ribbon, bar));
  }

  /** A person has just switched the plugin on. */
  override onUserEnable(): void {
    this.offerGuide();
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

  /** Commands and menus on notes; they come with what is loaded when the layout is ready. */
  private async noteActs(office: Promise<Office>, panels: Panels): Promise<NoteActs> {
    const desk = await office;
    const { NoteActs: Loaded } = await import("./views/note-acts");
    const { addNoteMenus } = await import("./views/note-menus");
    const notes = new Loaded(this.app, desk, panels);
    if (!this.unloaded) addNoteMenus(this, { app: this.app, desk, notes, panels });
    return notes;
  }
}

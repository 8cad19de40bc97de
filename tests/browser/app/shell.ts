/**
 * Owns: the window around the plugin as a person sees it in the app: ribbon, sidebar, main area with notes, status bar, command palette,
 * settings, notices.
 * Never: anything of the plugin.
 */
import type { Command } from "obsidian";
import { Menu, Modal, SettingTab, type App, type Plugin, type TFile, type WorkspaceLeaf } from "obsidian-test-mocks/obsidian";
import { setIcon } from "../../setup/obsidian";
import { placeLeavesBy } from "../../setup/obsidian/gaps";

type Placed = (...given: never[]) => WorkspaceLeaf;

export class Shell {
  private readonly ribbon: HTMLElement;
  private readonly root: HTMLElement;
  private readonly side: HTMLElement;
  private readonly bar: HTMLElement;
  private readonly inSide = new WeakSet<WorkspaceLeaf>();
  private plugin: Plugin | null = null;

  constructor(
    private readonly app: App,
    phone: boolean,
  ) {
    const { body } = document;
    body.toggleClass("is-mobile", phone);
    body.toggleClass("is-phone", phone);
    const container = body.createDiv({ cls: "app-container" });
    const row = container.createDiv({ cls: "horizontal-main-container" });
    this.ribbon = row.createEl("nav", { cls: "workspace-ribbon", attr: { "aria-label": "Ribbon" } });
    const workspace = row.createDiv({ cls: "workspace" });
    this.root = workspace.createEl("main", { cls: "workspace-split mod-root" });
    this.side = workspace.createEl("aside", { cls: "workspace-split mod-right-split", attr: { "aria-label": "Right sidebar" } });
    this.bar = container.createEl("footer", { cls: "status-bar" });
    this.place();
    document.addEventListener("keydown", (event) => this.key(event));
    this.button("terminal", "Open command palette", () => this.openPalette());
    this.button("settings", "Settings", () => this.openSettings());
  }

  /** Right leaves stand in the sidebar, the others in the main area; a leaf shows one thing at a time. */
  private place(): void {
    const { workspace } = this.app;
    const right = workspace.getRightLeaf.bind(workspace) as Placed;
    workspace.getRightLeaf = (...given: never[]) => {
      const leaf = right(...given);
      this.inSide.add(leaf);
      return leaf;
    };
    placeLeavesBy((leaf) => {
      const slot = this.inSide.has(leaf) ? this.side : this.root;
      if (slot === this.root) slot.empty();
      return slot;
    });
    workspace.openLinkText = async (link: string) => {
      const file = this.app.vault.getFileByPath(link) ?? this.app.vault.getFileByPath(`${link}.md`);
      if (file) await this.openNote(file);
    };
  }

  /** A note in the main area, its text as it stands. */
  async openNote(file: TFile): Promise<void> {
    const { workspace, vault } = this.app;
    const leaf = workspace.getLeaf(true);
    await leaf.openFile(file);
    workspace.setActiveLeaf(leaf);
    this.root.empty();
    const note = this.root.createDiv({ cls: "workspace-leaf-content mod-note" });
    const head = note.createDiv({ cls: "view-header" });
    head.createEl("h1", { cls: "view-header-title", text: file.basename });
    const more = head.createEl("button", { cls: "clickable-icon", attr: { "aria-label": "More options" } });
    setIcon(more, "ellipsis-vertical");
    more.addEventListener("click", (event) => {
      const menu = Menu.create2__();
      workspace.trigger("file-menu", menu, file, "more-options", leaf);
      menu.showAtMouseEvent(event);
    });
    const text = note.createDiv({ cls: "note-text", attr: { tabindex: "0", role: "document", "aria-label": file.basename } });
    const show = async (): Promise<void> => text.setText(await vault.read(file));
    await show();
    const ref = vault.on("modify", (changed: unknown) => {
      if (!note.isConnected) vault.offref(ref);
      else if (changed === file) void show();
    });
    workspace.trigger("file-open", file);
  }

  private button(icon: string, label: string, act: (event: MouseEvent) => void): HTMLElement {
    const button = this.ribbon.createEl("button", { cls: "clickable-icon side-dock-ribbon-action", attr: { "aria-label": label } });
    setIcon(button, icon);
    button.addEventListener("click", act);
    return button;
  }

  /** The plugin's own things get their places. */
  welcome(plugin: Plugin): void {
    this.plugin = plugin;
    plugin.addRibbonIcon = (icon: string, title: string, act: (event: MouseEvent) => void) => {
      const button = this.button(icon, title, act);
      plugin.ribbonActions__.push(button);
      return button;
    };
    plugin.addStatusBarItem = () => {
      const item = this.bar.createDiv({ cls: "status-bar-item" });
      plugin.statusBarItems__.push(item);
      return item;
    };
  }

  farewell(plugin: Plugin): void {
    for (const element of [...plugin.ribbonActions__, ...plugin.statusBarItems__]) element.remove();
    this.plugin = null;
  }

  private key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "p") this.openPalette();
    else if (event.key === ",") this.openSettings();
    else return;
    event.preventDefault();
  }

  private commands(): Command[] {
    return [...(this.plugin?.commands__.values() ?? [])].filter(({ checkCallback }) => !checkCallback || checkCallback(true) === true);
  }

  /** Ctrl+P: what is offered now, filtered by what is typed; Enter runs the first or the chosen one. */
  openPalette(): void {
    const { manifest } = this.plugin ?? {};
    const modal = Modal.create__(this.app);
    modal.modalEl.addClass("prompt");
    const input = modal.contentEl.createEl("input", { type: "text", placeholder: "Select a command", attr: { "aria-label": "Select a command" } });
    const list = modal.contentEl.createDiv({ cls: "prompt-results", attr: { role: "listbox", "aria-label": "Commands" } });
    let chosen = 0;
    const choose = (command: Command): void => {
      modal.close();
      if (command.checkCallback) command.checkCallback(false);
      else void command.callback?.();
    };
    const found = (): Command[] => this.commands().filter(({ name }) => input.value.toLowerCase().split(" ").every((word) => name.toLowerCase().includes(word)));
    const show = (): void => {
      list.empty();
      found().forEach((command, index) => {
        const row = list.createDiv({ cls: "suggestion-item", text: `${manifest?.name ?? ""}: ${command.name}`, attr: { role: "option", "aria-selected": String(index === chosen) } });
        row.toggleClass("is-selected", index === chosen);
        row.addEventListener("click", () => choose(command));
      });
    };
    input.addEventListener("input", () => {
      chosen = 0;
      show();
    });
    input.addEventListener("keydown", (event) => {
      const all = found();
      if (event.key === "ArrowDown") chosen = Math.min(chosen + 1, all.length - 1);
      else if (event.key === "ArrowUp") chosen = Math.max(chosen - 1, 0);
      else if (event.key === "Enter") all.slice(chosen, chosen + 1).forEach(choose);
      else return;
      event.preventDefault();
      if (input.isConnected) show();
    });
    modal.setTitle("Command palette");
    modal.open();
    show();
    input.focus();
  }

  /** The plugin's settings tab. */
  openSettings(): void {
    const [tab] = this.plugin?.settingTabs__ ?? [];
    if (!tab) return;
    const modal = Modal.create__(this.app);
    modal.modalEl.addClass("mod-settings");
    modal.setTitle(this.plugin?.manifest.name ?? "");
    modal.contentEl.append(tab.containerEl);
    tab.update();
    SettingTab.fromOriginalType__(tab).renderTab__();
    modal.setCloseCallback(() => tab.hide());
    modal.open();
  }
}

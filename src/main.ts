/**
 * Owns: the plugin's life in Obsidian - what is registered, when the employee starts, that it stops.
 * Never: logic. What takes time or space is loaded when the layout is ready, so that Obsidian starts as fast as without it.
 */
import { debounce, Plugin } from "obsidian";
import type { Employee } from "./api";
import { readSettings, type Settings } from "./settings";
import { ApprovalPanel, APPROVAL_VIEW } from "./views/approval-panel";
import { addCommands } from "./views/commands";
import { sentence, type Desk, type SecretChoices, type ServiceInfo } from "./views/desk";
import { needsPerson, statusText } from "./views/panel-model";
import { originOfSecret, servicesOf } from "./views/settings-model";
import { EmployeeSettingTab } from "./views/settings-tab";

/** Milliseconds without a further change before notes are looked at: a sync moves many at once. */
const QUIET_MS = 1000;

export default class AutonomousEmployee extends Plugin implements Desk {
  employee: Employee | null = null;
  trouble: string | null = null;
  override settings: Settings = readSettings(null).settings;
  services: readonly ServiceInfo[] = [];
  secrets: SecretChoices | null = null;
  private problems: string[] = [];
  private unloaded = false;
  private readonly listeners = new Set<() => void>();

  override async onload(): Promise<void> {
    await this.readSettings();
    this.registerView(APPROVAL_VIEW, (leaf) => new ApprovalPanel(leaf, this));
    this.addSettingTab(new EmployeeSettingTab(this.app, this, this));
    addCommands(this, this, () => void this.openApprovals());
    const ribbon = this.addRibbonIcon("clipboard-check", "Open approvals", () => void this.openApprovals());
    const bar = this.addStatusBarItem();
    bar.addClass("ae-bar", "mod-clickable");
    this.registerDomEvent(bar, "click", () => void this.openApprovals());
    this.onChange(() => this.showStatus(ribbon, bar));
    this.showStatus(ribbon, bar);
    this.app.workspace.onLayoutReady(() => void this.start());
  }

  override onunload(): void {
    this.unloaded = true;
    void this.employee?.stop();
    this.listeners.clear();
  }

  override async onExternalSettingsChange(): Promise<void> {
    await this.readSettings();
    this.employee?.changeSettings(this.settings);
  }

  private async readSettings(): Promise<void> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const read = readSettings(await this.loadData(), timeZone);
    this.settings = read.settings;
    this.problems = read.problems;
  }

  private async start(): Promise<void> {
    try {
      const [{ createEmployee, secretName }, { registry }, { obsidianPorts }] = await Promise.all([import("./employee"), import("./registry"), import("./host/obsidian/ports")]);
      const parts = registry();
      this.services = servicesOf(parts.channels, parts.watchers, secretName);
      const originOf = (name: string): string => originOfSecret(name, this.services, this.settings);
      const ports = await obsidianPorts({ app: this.app, root: this.settings.root, realm: "real", originOf });
      this.secrets = ports.secrets;
      const employee = createEmployee({ ports, registry: parts, settings: this.settings, settings_problems: this.problems, realm: "real", version: this.manifest.version });
      await employee.open();
      // Switched off while it was starting.
      if (this.unloaded) {
        await employee.stop();
        return;
      }
      employee.onChange(() => this.changed());
      this.watchNotes(employee);
      employee.start();
      this.employee = employee;
    } catch (error) {
      this.trouble = sentence(error);
    }
    this.changed();
  }

  /** A note that is moved, edited or deleted may be a decision. */
  private watchNotes(employee: Employee): void {
    const look = debounce(() => employee.nudge(), QUIET_MS, true);
    const changed = (...paths: string[]): void => {
      if (paths.some((path) => path.endsWith(".md") && path.startsWith(`${this.settings.root}/`))) look();
    };
    const { vault } = this.app;
    this.registerEvent(vault.on("rename", (file, oldPath) => changed(file.path, oldPath)));
    this.registerEvent(vault.on("modify", (file) => changed(file.path)));
    this.registerEvent(vault.on("delete", (file) => changed(file.path)));
    this.register(() => look.cancel());
  }

  private showStatus(ribbon: HTMLElement, bar: HTMLElement): void {
    const overview = this.employee?.overview() ?? null;
    const { text, label, tone } = statusText(overview, this.trouble);
    const count = overview ? needsPerson(overview) : 0;
    bar.setText(text);
    bar.setAttribute("aria-label", label);
    bar.dataset["tone"] = tone;
    ribbon.setAttribute("aria-label", count === 0 ? "Open approvals" : `Open approvals (${count} waiting)`);
    if (count === 0) delete ribbon.dataset["count"];
    else ribbon.dataset["count"] = String(count);
  }

  private async openApprovals(): Promise<void> {
    const { workspace } = this.app;
    const leaf = workspace.getLeavesOfType(APPROVAL_VIEW)[0] ?? workspace.getRightLeaf(false);
    if (!leaf) return;
    await leaf.setViewState({ type: APPROVAL_VIEW, active: true });
    await workspace.revealLeaf(leaf);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  async save(settings: Settings): Promise<void> {
    this.settings = settings;
    await this.saveData(settings);
    this.employee?.changeSettings(settings);
  }

  now(): Date {
    return new Date();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  openNote(path: string): void {
    void this.app.workspace.openLinkText(path, "", true);
  }
}

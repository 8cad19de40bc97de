/**
 * Owns: the plugin's parts put together once Obsidian's layout is ready - settings, ports, employee - and the desk that views are given.
 * Never: logic of the business, and never a second employee.
 */
import { debounce, type Plugin } from "./views/plugin";
import type { Employee, SignIns } from "./api";
import type { JsonObject } from "./core/json";
import { createEmployee, createSignIns, secretName, verifyLog } from "./employee";
import { obsidianPorts } from "./host/obsidian/ports";
import type { LedgerFiles } from "./ports";
import { registry } from "./registry";
import { readSettings, type Settings } from "./settings";
import type { QueueMaker } from "./views/approval-panel";
import { sentence, type Desk, type SecretChoices, type ServiceInfo } from "./views/desk";
import { needsPerson, statusText } from "./views/panel-model";
import { Queue } from "./views/queue";
import { originOfSecret, servicesOf } from "./views/settings-model";
import { EmployeeSettingTab } from "./views/settings-tab";

/** Milliseconds without a further change before notes are looked at: a sync moves many at once. */
const QUIET_MS = 1000;
/** Key of this device's own memory. */
const SNOOZED = "autonomous-employee-snoozed";

export class Office implements Desk, QueueMaker {
  employee: Employee | null = null;
  trouble: string | null = null;
  secrets: SecretChoices | null = null;
  signIns: SignIns | null = null;
  readonly services: readonly ServiceInfo[];
  private files: LedgerFiles | null = null;
  private closed = false;
  private readonly registry = registry();
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly plugin: Plugin,
    public settings: Settings,
    private readonly problems: string[],
  ) {
    this.services = servicesOf(this.registry.channels, this.registry.watchers, secretName);
  }

  /** The desk, at once; its employee starts in the background and says so through `onChange`. */
  static async open(plugin: Plugin): Promise<Office> {
    const { settings, problems } = await stored(plugin);
    const office = new Office(plugin, settings, problems);
    plugin.addSettingTab(new EmployeeSettingTab(plugin.app, plugin, office));
    void office.start();
    return office;
  }

  private async start(): Promise<void> {
    try {
      const { app, manifest } = this.plugin;
      const originOf = (name: string): string => originOfSecret(name, this.services, this.settings);
      const ports = await obsidianPorts({ app, root: this.settings.root, realm: "real", originOf });
      this.secrets = ports.secrets;
      this.files = ports.files;
      this.signIns = createSignIns({ ports, registry: this.registry, settings: () => this.settings });
      const employee = createEmployee({ ports, registry: this.registry, settings: this.settings, settings_problems: this.problems, realm: "real", version: manifest.version });
      await employee.open();
      // Switched off while it was starting.
      if (this.closed) await employee.stop();
      else this.begin(employee);
    } catch (error) {
      this.trouble = sentence(error);
    }
    this.changed();
  }

  private begin(employee: Employee): void {
    this.employee = employee;
    employee.onChange(() => this.changed());
    this.watchNotes(employee);
    employee.start();
  }

  /** Finishes the write in hand. */
  async close(): Promise<void> {
    this.closed = true;
    this.listeners.clear();
    await this.signIns?.close();
    await this.employee?.stop();
  }

  /** A note that is moved, edited or deleted may be a decision. */
  private watchNotes(employee: Employee): void {
    const { plugin } = this;
    const look = debounce(() => employee.nudge(), QUIET_MS, true);
    const changed = (...paths: string[]): void => {
      if (paths.some((path) => path.endsWith(".md") && path.startsWith(`${this.settings.root}/`))) look();
    };
    const { vault } = plugin.app;
    plugin.registerEvent(vault.on("rename", (file, oldPath) => changed(file.path, oldPath)));
    plugin.registerEvent(vault.on("modify", (file) => changed(file.path)));
    plugin.registerEvent(vault.on("delete", (file) => changed(file.path)));
    plugin.register(() => look.cancel());
  }

  queueIn(element: HTMLElement): Queue {
    return new Queue(element, this);
  }

  /** Keeps a ribbon icon and a status bar item up to date. */
  showStatus(ribbon: HTMLElement, bar: HTMLElement): void {
    const show = (): void => {
      const overview = this.employee?.overview() ?? null;
      const { text, label, tone } = statusText(overview, this.trouble);
      const count = overview ? needsPerson(overview) : 0;
      bar.setText(text);
      bar.setAttribute("aria-label", label);
      bar.dataset["tone"] = tone;
      ribbon.setAttribute("aria-label", count === 0 ? "Open approvals" : `Open approvals (${count} waiting)`);
      if (count === 0) delete ribbon.dataset["count"];
      else ribbon.dataset["count"] = String(count);
    };
    this.onChange(show);
    show();
  }

  /** `data.json` was changed from outside, e.g. by a sync. */
  async reload(): Promise<void> {
    const { settings } = await stored(this.plugin);
    this.settings = settings;
    this.employee?.settingsArrived(settings);
  }

  async save(settings: Settings): Promise<void> {
    this.settings = settings;
    await this.plugin.saveData(settings);
    await this.employee?.changeSettings(settings);
  }

  async verifyLog(): Promise<string> {
    if (!this.files) return "The log is not open yet.";
    const { ok, lines, days, first_bad: bad, unmatched } = await verifyLog(this.files);
    if (ok) return `The log is whole: ${lines} lines in ${days} days.`;
    const damage = bad ? [`Logs/${bad.file}.json, line ${bad.line}, ${bad.why}.`] : ["The chain is whole, but:"];
    return [...damage, ...unmatched].join("\n");
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  snoozed(): unknown {
    return this.plugin.app.loadLocalStorage(SNOOZED);
  }

  keepSnoozed(snoozes: JsonObject): void {
    this.plugin.app.saveLocalStorage(SNOOZED, snoozes);
  }

  now(): Date {
    return new Date();
  }

  openNote(path: string): void {
    void this.plugin.app.workspace.openLinkText(path, "", true);
  }
}

async function stored(plugin: Plugin): Promise<ReturnType<typeof readSettings>> {
  return readSettings(await plugin.loadData(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/**
 * Owns: which business is open - the owner's or the sandbox, one at a time - and the desk that views are given of it.
 * Never: logic of the business, and never a second employee.
 */
import type { Employee, SignIns } from "./api";
import { Business } from "./business/business";
import { realPremises } from "./business/real";
import { sandboxPremises } from "./business/sandbox";
import type { JsonObject } from "./core/json";
import { currencyOf } from "./core/region";
import type { Realm } from "./core/record";
import { visibleLine } from "./core/untrusted";
import type { Verified } from "./core/verified";
import { secretName } from "./employee";
import { readPluginData } from "./host/obsidian/plugin-data";
import { isDesktop } from "./host/obsidian/ports";
import { registry } from "./registry";
import { readSettings, type Settings } from "./settings";
import type { CardRoom } from "./views/approval-panel";
import type { GuideDesk, SecretChoices, ServiceInfo } from "./views/desk";
import { CalendarBoard, type CalendarShell } from "./views/calendar-board";
import { Composer, type ComposerShell } from "./views/composer";
import { needsPerson, statusText } from "./views/panel-model";
import { LargeCard } from "./views/large-card";
import type { Plugin } from "./views/plugin";
import type { PostRoom } from "./views/post-views";
import type { Shell } from "./views/shell";
import { Queue } from "./views/queue";
import { servicesOf } from "./views/settings-model";
import { EmployeeSettingTab } from "./views/settings-tab";
import { Guide } from "./views/setup-guide";
import type { GuideMaker } from "./views/setup-view";
import type { Booked } from "./views/tour-model";

/** Keys of this device's own memory. */
const SNOOZED = "autonomous-employee-snoozed";
const PROGRESS = "autonomous-employee-setup";

export class Office implements GuideDesk, CardRoom, GuideMaker, PostRoom {
  readonly services: readonly ServiceInfo[];
  private business: Business;
  private closed = false;
  private turn: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  /** `own`: the owner's settings as they are stored, also while the sandbox is open. `isNew`: neither settings nor folder were there. */
  private constructor(
    private readonly plugin: Plugin,
    private own: Settings,
    private readonly problems: string[],
    public kept: boolean,
    readonly isNew: boolean,
  ) {
    const { channels, watchers } = registry();
    this.services = servicesOf(channels, watchers, secretName);
    this.business = this.real(null);
  }

  /** The desk, at once; its employee starts in the background and says so through `onChange`. */
  static async open(plugin: Plugin): Promise<Office> {
    const { settings, problems, kept } = await stored(plugin);
    const isNew = !kept && !(await plugin.app.vault.adapter.exists(settings.root));
    const office = new Office(plugin, settings, problems, kept, isNew);
    plugin.addSettingTab(new EmployeeSettingTab(plugin.app, plugin, office));
    void office.business.open();
    return office;
  }

  /** `movedFrom`: the folder that a person has just left for this one. */
  private real(movedFrom: string | null): Business {
    return new Business(this.plugin, "real", this.own, () => realPremises(this.plugin, () => this.own, this.problems, this.services, movedFrom), this.changed);
  }

  private sandbox(): Business {
    return new Business(this.plugin, "sandbox", this.own, () => sandboxPremises(this.plugin, this.own, this.services), this.changed);
  }

  /** Closes what is open as a whole before the next one opens. Resolves when its employee works, or says why not. */
  private reopen(wanted: () => boolean, make: () => Business): Promise<void> {
    this.turn = this.turn.then(async () => {
      if (!wanted()) return;
      const leaving = this.business.close();
      this.changed();
      await leaving;
      if (this.closed) return;
      this.business = make();
      this.changed();
      await this.business.open();
    });
    return this.turn;
  }

  get realm(): Realm {
    return this.business.realm;
  }

  get employee(): Employee | null {
    return this.business.employee;
  }

  get trouble(): string | null {
    return this.business.trouble;
  }

  get settings(): Settings {
    return this.business.settings;
  }

  get secrets(): SecretChoices | null {
    return this.business.premises?.ports.secrets ?? null;
  }

  get signIns(): SignIns | null {
    return this.business.signIns;
  }

  openRealm(realm: Realm): Promise<void> {
    return this.reopen(() => this.realm !== realm, () => (realm === "real" ? this.real(null) : this.sandbox()));
  }

  /** Finishes the write in hand. */
  async close(): Promise<void> {
    this.closed = true;
    this.listeners.clear();
    await this.business.close();
    await this.turn;
  }

  queueIn(element: HTMLElement, shell: Shell): Queue {
    return new Queue(element, this, shell);
  }

  cardIn(element: HTMLElement, shell: Shell, id: string, named: (title: string) => void): LargeCard {
    return new LargeCard(element, this, id, shell, named);
  }

  guideIn(element: HTMLElement, openApprovals: () => void): Guide {
    return new Guide(element, this.plugin.app, this, openApprovals);
  }

  composerIn(element: HTMLElement, shell: ComposerShell, path: string | null): Composer {
    return new Composer(element, this.plugin.app, this, shell, path);
  }

  calendarIn(element: HTMLElement, shell: CalendarShell): CalendarBoard {
    return new CalendarBoard(element, this, shell);
  }

  get desktop(): boolean {
    return isDesktop(this.plugin.app);
  }

  books(): Promise<Booked[]> {
    return this.business.premises?.books?.() ?? Promise.resolve([]);
  }

  progress(): unknown {
    return this.plugin.app.loadLocalStorage(PROGRESS);
  }

  keepProgress(progress: JsonObject): void {
    this.plugin.app.saveLocalStorage(PROGRESS, progress);
  }

  /** Keeps a ribbon icon and a status bar item up to date. */
  showStatus(ribbon: HTMLElement, bar: HTMLElement): void {
    const show = (): void => {
      const overview = this.employee?.overview() ?? null;
      const { text, label, tone } = statusText(overview, this.trouble);
      const count = overview ? needsPerson(overview) : 0;
      bar.setText(visibleLine(text));
      bar.setAttribute("aria-label", visibleLine(label, 1_000));
      bar.dataset["tone"] = tone;
      ribbon.setAttribute("aria-label", count === 0 ? "Open approvals" : `Open approvals (${count} waiting)`);
      if (count === 0) delete ribbon.dataset["count"];
      else ribbon.dataset["count"] = String(count);
    };
    this.onChange(show);
    show();
  }

  /** `data.json` was changed from outside, e.g. by a sync. Another folder is gone to at the next start only: nobody here asked for it. */
  async reload(): Promise<void> {
    const { settings, damage } = await stored(this.plugin);
    // Half of a file says nothing: what held goes on to hold.
    if (damage !== null) return this.business.premises?.ports.log.warn(damage);
    this.own = { ...settings, root: this.own.root };
    if (this.realm === "real") this.business.arrived(this.own);
  }

  async save(settings: Settings): Promise<void> {
    const { root } = this.own;
    if (this.realm === "real") {
      this.own = settings;
      this.kept = true;
    }
    await this.business.change({ ...settings, root: this.settings.root });
    if (settings.root !== root && this.realm === "real") {
      await this.plugin.saveData(settings);
      await this.reopen(() => this.realm === "real", () => this.real(root));
    }
  }

  verifyLog(): Promise<Verified | null> {
    return this.business.verifyLog();
  }

  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private get snoozedKey(): string {
    return this.realm === "real" ? SNOOZED : `${SNOOZED}-sandbox`;
  }

  snoozed(): unknown {
    return this.plugin.app.loadLocalStorage(this.snoozedKey);
  }

  keepSnoozed(snoozes: JsonObject): void {
    this.plugin.app.saveLocalStorage(this.snoozedKey, snoozes);
    this.changed();
  }

  now(): Date {
    return new Date();
  }

  openNote(path: string): void {
    void this.plugin.app.workspace.openLinkText(path, "", true);
  }
}

/** `kept`: there is a file, be it one that cannot be read. */
async function stored(plugin: Plugin): Promise<ReturnType<typeof readSettings> & { kept: boolean; damage: string | null }> {
  const { data, damage } = await readPluginData(plugin);
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  const { settings, problems } = readSettings(data, timeZone, currencyOf(locale));
  return { settings, problems: damage === null ? problems : [damage, ...problems], kept: data !== null || damage !== null, damage };
}

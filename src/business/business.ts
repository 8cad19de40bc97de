/**
 * Owns: one employee over one root folder as a whole - ports, sign-ins, employee, the notes it watches - opened and closed together.
 * Never: logic of the business, and never which one is open: that is the office's.
 */
import type { Employee, SignIns } from "../api";
import type { Realm } from "../core/record";
import type { Verified } from "../core/verified";
import { createEmployee, createSignIns, recallHead, verifyLog } from "../employee";
import type { ObsidianPorts } from "../host/obsidian/ports";
import { registry } from "../registry";
import type { Settings } from "../settings";
import { sentence } from "../views/desk";
import { debounce, type Plugin } from "../views/plugin";
import type { Booked } from "../views/tour-model";

/** Milliseconds without a further change before notes are looked at: a sync moves many at once. */
const QUIET_MS = 1000;

/** What a business needs, made when it is opened. */
export interface Premises {
  ports: ObsidianPorts;
  settings: Settings;
  /** What is wrong with the settings, as sentences. */
  problems: string[];
  /** Keeps settings that a person changed. */
  keep(settings: Settings): Promise<void>;
  /** What the sandbox's books hold, asked over HTTP; the owner's are Odoo's own to show. */
  books?(): Promise<Booked[]>;
  /** Closes what was opened beside the employee. */
  close(): Promise<void>;
}

export class Business {
  employee: Employee | null = null;
  /** Why it could not start, as a sentence. */
  trouble: string | null = null;
  signIns: SignIns | null = null;
  premises: Premises | null = null;
  private opening: Promise<void> = Promise.resolve();
  private closing: Promise<void> | null = null;
  private unwatch: () => void = () => undefined;

  /** `settings`: what holds until the premises are there. `prepare` may throw: the person is told why. */
  constructor(
    private readonly plugin: Plugin,
    readonly realm: Realm,
    public settings: Settings,
    private readonly prepare: () => Promise<Premises>,
    private readonly changed: () => void,
  ) {}

  /** Resolves when the employee works, or when it is known why not. */
  open(): Promise<void> {
    this.opening = this.start().catch((error: unknown) => {
      this.trouble = sentence(error);
    });
    return this.opening.then(this.changed);
  }

  private async start(): Promise<void> {
    const premises = await this.prepare();
    this.premises = premises;
    this.settings = premises.settings;
    if (this.isClosed()) return;
    const { ports, settings, problems } = premises;
    this.signIns = createSignIns({ ports, registry: registry(), settings: () => this.settings });
    const employee = createEmployee({ ports, settings, settings_problems: problems, realm: this.realm, version: this.plugin.manifest.version });
    try {
      await employee.open();
    } catch (error) {
      await employee.stop();
      throw error;
    }
    // Closed while it was starting.
    if (this.isClosed()) await employee.stop();
    else this.begin(employee);
  }

  private begin(employee: Employee): void {
    this.employee = employee;
    employee.onChange(this.changed);
    this.watchNotes(employee);
    employee.start();
  }

  /** May have become true while something was waited for. */
  private isClosed(): boolean {
    return this.closing !== null;
  }

  /** A note that is moved, edited or deleted may be a decision. */
  private watchNotes(employee: Employee): void {
    const { vault } = this.plugin.app;
    const look = debounce(() => employee.nudge(), QUIET_MS, true);
    const changed = (...paths: string[]): void => {
      if (paths.some((path) => path.endsWith(".md") && path.startsWith(`${this.settings.root}/`))) look();
    };
    const refs = [
      vault.on("rename", (file, oldPath) => changed(file.path, oldPath)),
      vault.on("modify", (file) => changed(file.path)),
      vault.on("delete", (file) => changed(file.path)),
    ];
    this.unwatch = () => {
      for (const ref of refs) vault.offref(ref);
      look.cancel();
    };
  }

  /** Finishes the write in hand. When it resolves, nothing of it runs any more; what went wrong in closing is told, and keeps nobody from going on. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await this.signIns?.close();
    await this.opening;
    this.unwatch();
    const { employee } = this;
    this.employee = null;
    try {
      await employee?.stop();
    } catch (error) {
      this.premises?.ports.log.warn(sentence(error));
    }
    this.premises?.ports.clock.close();
    await this.premises?.close();
  }

  /** A person changed settings on this device. */
  async change(settings: Settings): Promise<void> {
    this.settings = settings;
    await this.premises?.keep(settings);
    await this.employee?.changeSettings(settings);
  }

  /** Settings came in from outside, e.g. by a sync. */
  arrived(settings: Settings): void {
    this.settings = settings;
    this.employee?.settingsArrived(settings);
  }

  /** What is found in the log; null while it is not open yet. */
  async verifyLog(): Promise<Verified | null> {
    if (!this.premises) return null;
    const { files, device } = this.premises.ports;
    return verifyLog(files, await recallHead(device));
  }
}

/**
 * Owns: what one employee works with - session, services, settings as they hold, the notes' memory - put together once, and handed to each round on an open ledger.
 * Never: doing any of it; running.ts says what is done, and when.
 */
import type { LogNames } from "../core/line-name";
import type { Realm } from "../core/record";
import type { Registry } from "../generator";
import type { Ports } from "../ports";
import type { Settings } from "../settings";
import { AgreedSettings } from "./agreed-settings";
import type { DeskParts } from "./desk";
import type { OpenLedger } from "./ledger";
import { heardFiles, heardLedger, heardNotes, UNWATCHED, type Life } from "./life";
import { NoteMemory } from "./note-memory";
import { Reader } from "./reader";
import { RootWatch } from "./root-watch";
import { Rounds, type RoundsParts } from "./rounds";
import { Services } from "./services";
import { Session } from "./session";
import { NotExecuting } from "./stopped";
import type { WorkParts } from "./work";

export interface EmployeeOptions {
  ports: Ports;
  registry: Registry;
  understanding: WorkParts["understanding"];
  dashboard: RoundsParts["dashboard"];
  settings: Settings;
  settings_problems: string[];
  /** Channels that were switched live on this very device, by its environment: they need no further confirmation. */
  live_here: string[];
  realm: Realm;
  version: string;
}

export class Workplace {
  readonly session: Session;
  readonly services: Services;
  readonly rounds: Rounds;
  readonly reader: Reader;
  readonly root: RootWatch;
  readonly agreed: AgreedSettings;
  private readonly listeners = new Set<() => void>();
  private readonly projected = new Map<string, number>();
  private readonly noteMemory = new NoteMemory();
  private readonly answered = new Map<string, string>();

  constructor(
    readonly options: EmployeeOptions,
    handOver: RoundsParts["handOver"],
  ) {
    const { ports, realm, version, registry, settings_problems, dashboard } = options;
    this.agreed = new AgreedSettings(options.settings, options.live_here, ports.device);
    this.root = new RootWatch(ports, () => this.settings.root);
    this.services = new Services(registry.channels, registry.watchers, ports, () => this.settings);
    const { files, device, clock, randomId } = ports;
    const names: LogNames = {
      operation: (channel, operation) => this.services.operation({ channel, operation })?.log ?? `${channel}_${operation}`,
      report: (generator) => registry.generators.find(({ id }) => id === generator)?.log ?? `${generator}_generate`,
    };
    const workedHere = async (): Promise<boolean> => (await ports.notes.read(`${this.settings.root}/Dashboard.md`)) !== null;
    this.session = new Session(ports, { files, device, clock, realm, version, zone: this.settings.zone, randomId, names, workedHere }, () => {
      this.changed();
    });
    this.reader = new Reader(ports, this.session, this.services);
    const labels = Object.fromEntries([...registry.watchers, ...registry.channels].map(({ id, label }) => [id, label]));
    const { generators } = registry;
    this.rounds = new Rounds({ ports, generators, labels, settings_problems, dashboard, handOver, settings: () => this.settings, on: (ledger, life) => this.on(ledger, life) });
  }

  /** The parts of a round of work, on a ledger that this process may write. Of a retired run they take nothing more. */
  on(opened: OpenLedger, life: Life = UNWATCHED): WorkParts {
    const { understanding } = this.options;
    const { clock, log, readYaml } = this.options.ports;
    const ledger = heardLedger(opened, life);
    const files = heardFiles(this.options.ports.files, life);
    const notes = heardNotes(this.options.ports.notes, life);
    const ports = { ...this.options.ports, files, notes };
    const settings = (): Settings => this.settings;
    return {
      ports,
      ledger,
      services: this.services.during(life),
      clock,
      files,
      log,
      understanding,
      settings,
      notes: { notes, readYaml, root: this.settings.root },
      projected: this.projected,
      note_memory: this.noteMemory,
      answered: this.answered,
      state: () => ledger.state,
      zone: () => this.settings.zone,
    };
  }

  get desk(): DeskParts {
    const { files, clock } = this.options.ports;
    return { services: this.services, files, clock, settings: () => this.settings, state: () => this.session.state };
  }

  get settings(): Settings {
    return this.agreed.now;
  }

  /** Settings hold that did not before: every note is written anew where it differs. */
  settingsChanged(): void {
    this.projected.clear();
    this.changed();
  }

  changed(): void {
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        // What is shown may be wrong; what is done must not stop for it.
        this.options.ports.log.warn(`A view failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The ledger; throws NotExecuting where this process may not write it. */
  async executing(): Promise<OpenLedger> {
    const ledger = await this.opened();
    if (!ledger) throw new NotExecuting(this.root.gone ?? this.session.stopped ?? "The ledger is not open.");
    return ledger;
  }

  /** The ledger, where this process executes and the folder that it lies in is there. */
  async opened(): Promise<OpenLedger | null> {
    return (await this.isThere()) ? this.session.current() : null;
  }

  /** What is not in a reader's vault has not been synced yet; it wants nothing made or searched. */
  async isThere(): Promise<boolean> {
    return this.options.ports.device.reader === true || (await this.root.isThere());
  }
}

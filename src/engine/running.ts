/**
 * Owns: the running employee - one session, its rounds of work, and what a person asks of it.
 * Never: a concrete channel, watcher or generator; they are handed in.
 */
import type { Employee, Overview, PassSummary, Prepared, Rehearsed } from "../api";
import type { Check } from "../channel";
import type { Status } from "../core/action";
import type { Card, Detail } from "../core/card";
import type { JsonObject } from "../core/json";
import type { Mail } from "../core/mail";
import type { Realm } from "../core/record";
import { dateIn } from "../core/schedule";
import type { Answer, Asker, Wish } from "../core/wish";
import type { Registry } from "../generator";
import type { Ports } from "../ports";
import type { Settings } from "../settings";
import { AgreedSettings } from "./agreed-settings";
import { decide } from "./decide";
import { listCards, openCards, showAction, type DeskParts } from "./desk";
import { recoverRunning } from "./executor";
import { makeFirst } from "./first-run";
import { testServices } from "./health";
import { JOB_LABELS, jobsOf } from "./jobs";
import { enterObservations } from "./intake";
import type { OpenLedger } from "./ledger";
import { heardFiles, heardLedger, heardNotes, UNWATCHED, type Life } from "./life";
import { measure } from "./measuring";
import { NoteMemory } from "./note-memory";
import { prepareNotes } from "./preparing";
import { questionsOf } from "./questions";
import { Reader } from "./reader";
import { reportIncident, reportWell } from "./notices";
import { countOf, overviewOf } from "./overview";
import { rehearseRules } from "./rehearsing";
import { writeReport } from "./reports";
import { Rounds, type RoundsParts } from "./rounds";
import { RootWatch } from "./root-watch";
import { Services } from "./services";
import { Session } from "./session";
import { NotExecuting } from "./stopped";
import { Supervisor } from "./supervisor";
import type { Worked, WorkParts } from "./work";

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

export class RunningEmployee implements Employee {
  private readonly session: Session;
  private readonly services: Services;
  private readonly rounds: Rounds;
  private readonly reader: Reader;
  private readonly listeners = new Set<() => void>();
  private readonly projected = new Map<string, number>();
  private readonly noteMemory = new NoteMemory();
  private readonly root: RootWatch;
  private readonly answered = new Map<string, string>();
  readonly questions: Employee["questions"];
  private supervisor: Supervisor | null = null;
  private readonly agreed: AgreedSettings;

  constructor(private readonly options: EmployeeOptions) {
    const { ports, realm, version, registry, settings_problems, dashboard } = options;
    this.agreed = new AgreedSettings(options.settings, options.live_here, ports.device);
    this.root = new RootWatch(ports, () => this.settings.root);
    this.services = new Services(registry.channels, registry.watchers, ports, () => this.settings);
    const { files, device, clock, randomId } = ports;
    const nameOf = (channel: string, operation: string): string => this.services.operation({ channel, operation })?.log ?? `${channel}_${operation}`;
    const workedHere = async (): Promise<boolean> => (await ports.notes.read(`${this.settings.root}/Dashboard.md`)) !== null;
    this.session = new Session(ports, { files, device, clock, realm, version, zone: this.settings.zone, randomId, nameOf, workedHere }, () => {
      this.changed();
    });
    this.questions = questionsOf({ ports, understanding: options.understanding, settings: () => this.settings, ledger: this.session }, () => this.takeIn().then(() => this.changed()));
    this.reader = new Reader(ports, this.session, this.services);
    const labels = Object.fromEntries([...registry.watchers, ...registry.channels].map(({ id, label }) => [id, label]));
    const { generators } = registry;
    this.rounds = new Rounds({ ports, generators, labels, settings_problems, dashboard, settings: () => this.settings, on: (ledger, life) => this.on(ledger, life) });
  }

  /** The parts of a round of work, on a ledger that this process may write. Of a retired run they take nothing more. */
  private on(opened: OpenLedger, life: Life = UNWATCHED): WorkParts {
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

  private get desk(): DeskParts {
    const { files, clock } = this.options.ports;
    return { services: this.services, files, clock, state: () => this.session.state };
  }

  private get settings(): Settings {
    return this.agreed.now;
  }

  private changed(): void {
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        // What is shown may be wrong; what is done must not stop for it.
        this.options.ports.log.warn(`A view failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  async open(): Promise<string[]> {
    if (this.options.ports.device.reader !== true && (await this.root.wasMoved())) return [];
    // What a reader made would meet what its sync is still bringing.
    const created = this.options.ports.device.reader ? [] : await makeFirst(this.options.ports, this.settings);
    await this.agreed.recall();
    await this.session.open({ takeOver: false });
    const { ledger } = this.session;
    if (ledger) await recoverRunning(this.on(ledger));
    this.changed();
    return created;
  }

  private async executing(): Promise<OpenLedger> {
    const ledger = await this.opened();
    if (!ledger) throw new NotExecuting(this.root.gone ?? this.session.stopped ?? "The ledger is not open.");
    return ledger;
  }

  /** The ledger, where this process executes and the folder that it lies in is there. */
  private async opened(): Promise<OpenLedger | null> {
    return (await this.isThere()) ? this.session.current() : null;
  }

  /** What is not in a reader's vault has not been synced yet; it wants nothing made or searched. */
  private async isThere(): Promise<boolean> {
    return this.options.ports.device.reader === true || (await this.root.isThere());
  }

  async pass(): Promise<PassSummary> {
    const ledger = await this.executing();
    let observed = 0;
    const troubles: Record<string, Check> = {};
    for (const { id } of this.services.watchers) {
      try {
        const looked = await this.rounds.watch(ledger, id, UNWATCHED);
        observed += looked.observed;
        if (looked.trouble) troubles[id] = looked.trouble;
      } catch (error) {
        // A crash of one watcher must not keep the others, or decided work, from going on.
        troubles[id] = { ok: false, text: error instanceof Error ? error.message : String(error) };
      }
    }
    const services = await this.rounds.look(ledger, troubles, UNWATCHED);
    const worked = await this.rounds.work(ledger, true, UNWATCHED);
    await this.rounds.report(ledger, UNWATCHED);
    return { ...this.summary(observed, worked), services };
  }

  private summary(observed: number, { proposed, decided, executed, failed, unknown }: Worked): PassSummary {
    const services = Object.fromEntries(Object.entries(this.session.state.services).map(([id, { ok, text }]) => [id, { ok, text }]));
    return { observed, proposed, decided, executed, failed, unknown, waiting: countOf(this.session.state, "waiting"), services };
  }

  start(onPass?: (summary: PassSummary) => void): void {
    const jobs = jobsOf({
      rounds: this.rounds,
      watchers: this.services.watchers,
      now: () => this.options.ports.clock.now().getTime(),
      opened: () => this.opened(),
      changed: () => this.changed(),
      nudge: (id) => this.supervisor?.nudge(id),
      worked: (observed, worked) => onPass?.(this.summary(observed, worked)),
    });
    const { clock, log } = this.options.ports;
    const label = (id: string): string => this.rounds.labels[id] ?? JOB_LABELS[id] ?? id;
    this.supervisor = new Supervisor(jobs, clock, {
      restarted: async (incident) => {
        log.warn(`${label(incident.job)} was restarted: ${incident.why}`);
        const { ledger } = this.session;
        if (ledger) await reportIncident(this.on(ledger), incident, label(incident.job), clock.now());
      },
      well: async (id) => {
        const { ledger } = this.session;
        if (ledger) await reportWell(this.on(ledger), id, label(id), clock.now());
      },
    });
    this.supervisor.start();
  }

  async stop(): Promise<void> {
    await this.supervisor?.stop();
    this.supervisor = null;
    await this.session.close();
  }

  nudge(): void {
    this.supervisor?.nudge("work");
  }

  async list(status: Status | "any" | null): Promise<Card[]> {
    if (this.session.executor) return listCards(this.desk, status);
    await this.reader.refresh();
    return (await listCards(this.desk, status)).map((card) => this.reader.on(card));
  }

  known(): Card[] {
    const cards = openCards(this.desk);
    return this.session.executor ? cards : cards.map((card) => this.reader.on(card));
  }

  async takeIn(): Promise<void> {
    const { ledger } = this.session;
    if (ledger && (await this.root.isThere())) await this.rounds.work(ledger, false, UNWATCHED);
    else await this.reader.refresh();
  }

  async show(id: string): Promise<Detail | null> {
    if (this.session.executor) return showAction(this.desk, id);
    await this.reader.refresh();
    const detail = await showAction(this.desk, id);
    return detail && this.reader.on(detail);
  }

  async wish(wish: Wish, asker: Asker): Promise<Answer> {
    if (!(await this.isThere())) return { ok: false, how: "refused", status: null, text: this.root.gone ?? "" };
    const { ledger } = this.session;
    const answer = ledger ? await decide(this.on(ledger), wish, asker) : await this.reader.leave(wish, asker);
    // What a person was told is on disk.
    await ledger?.flush();
    this.nudge();
    this.changed();
    return answer;
  }

  async takeOver(): Promise<{ executor: string; epoch: number }> {
    await this.session.open({ takeOver: true });
    const ledger = await this.executing();
    await recoverRunning(this.on(ledger));
    this.changed();
    return { executor: ledger.state.device, epoch: ledger.state.epoch };
  }

  async release(to: string | null, by: string): Promise<{ released_to: string | null; epoch: number }> {
    const ledger = await this.executing();
    const { device, epoch } = ledger.state;
    if (to === device) throw new NotExecuting(`${device} is this device. Name the one that goes on; its own "release" or settings show its id.`);
    const { supervisor } = this;
    // The write in hand is finished; what cannot be is unknown, and looked up by whoever goes on.
    await supervisor?.stop();
    await recoverRunning(this.on(ledger));
    await this.session.release(to, by);
    supervisor?.start();
    this.changed();
    return { released_to: to, epoch };
  }

  async check(service: string | null): Promise<Record<string, Check>> {
    const found = await testServices(this.services, (id) => service === null || id === service);
    for (const [id, { ok }] of Object.entries(found)) if (ok === true) this.supervisor?.nudge(id);
    return found;
  }

  async report(id: string, date: string | null): Promise<{ path: string; partial: boolean; figures: JsonObject }> {
    const ledger = await this.executing();
    const generator = this.options.registry.generators.find((candidate) => candidate.id === id);
    if (!generator) throw new Error(`There is no report "${id}".`);
    await measure(this.on(ledger));
    const period = generator.periodOf(date ?? dateIn(this.options.ports.clock.now(), this.settings.zone));
    const { path, partial, figures } = await writeReport(this.rounds.reportParts(ledger, UNWATCHED), generator, { period, late: false, final: false }, true);
    return { path, partial, figures };
  }

  rehearse(settings: Settings): Promise<Rehearsed> {
    return rehearseRules({ ...this.desk, before: this.settings }, settings);
  }

  async prepare(what: Prepared["what"]): Promise<Prepared> {
    return prepareNotes(this.on(await this.executing()), what);
  }

  async ingest(mails: Mail[]): Promise<{ observed: number; proposed: number }> {
    const ledger = await this.executing();
    const at = this.options.ports.clock.now().toISOString();
    const observations = mails.map((mail) => ({ id: `file:${mail.id}`, source: "file", at: mail.date ?? at, thread: mail.thread, mail }));
    const observed = await enterObservations(this.on(ledger), observations);
    const { proposed } = await this.rounds.work(ledger, true, UNWATCHED);
    return { observed, proposed };
  }

  overview(): Overview {
    const { session, agreed, rounds } = this;
    const { realm, settings_problems, ports } = this.options;
    const executor = session.executor && this.root.gone === null;
    const stopped = this.root.gone ?? session.stopped;
    const [{ live }, { questions }] = [this.settings, rounds.standing];
    const overview = overviewOf(session.state, { realm, executor, stopped, live, settings_problems, to_confirm: agreed.waiting, questions, device: ports.device.id, labels: rounds.labels });
    return executor ? overview : { ...overview, waiting: this.reader.count("waiting"), failed: this.reader.count("failed"), unknown: this.reader.count("unknown") };
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async changeSettings(settings: Settings): Promise<void> {
    await this.agreed.change(settings);
    this.settingsChanged();
  }

  async confirmSettings(): Promise<void> {
    await this.agreed.confirm();
    this.settingsChanged();
  }

  settingsArrived(settings: Settings): void {
    this.agreed.arrive(settings);
    this.settingsChanged();
  }

  private settingsChanged(): void {
    this.projected.clear();
    this.nudge();
    this.changed();
  }
}

/**
 * Owns: the running employee - one session, its rounds of work, and what a person asks of it.
 * Never: a concrete channel, watcher or generator; they are handed in.
 */
import type { Employee, Overview, PassSummary, Prepared, Rehearsed, Released } from "../api";
import type { Check } from "../channel";
import type { Status } from "../core/action";
import type { Card, Detail } from "../core/card";
import { reasonOf } from "../core/failure";
import type { JsonObject } from "../core/json";
import type { Mail } from "../core/mail";
import type { Overdue } from "../core/reminder";
import { dateIn } from "../core/schedule";
import type { Answer, Asker, Wish } from "../core/wish";
import type { Settings } from "../settings";
import { decide } from "./decide";
import { postsOf } from "./composing";
import { listCards, openCards, showAction } from "./desk";
import { recoverRunning } from "./executor";
import { makeFirst } from "./first-run";
import { noteHealth, testServices } from "./health";
import { JOB_LABELS, jobsOf } from "./jobs";
import { enterObservations } from "./intake";
import { UNWATCHED } from "./life";
import { measure } from "./measuring";
import { offersOf } from "./offers";
import { overdueInvoices, prepareNotes } from "./preparing";
import { questionsOf } from "./questions";
import { reportIncident, reportWell } from "./notices";
import { countOf, overviewOf } from "./overview";
import { rehearseRules } from "./rehearsing";
import { writeReport } from "./reports";
import { leaveRelease } from "./requests";
import { NotExecuting } from "./stopped";
import { Supervisor } from "./supervisor";
import type { Worked } from "./work";
import { Workplace, type EmployeeOptions } from "./workplace";

/** How long a round in hand may take when the employee stops or steps down, milliseconds. */
const GRACE_MS = 5000;

export class RunningEmployee implements Employee {
  private readonly place: Workplace;
  readonly questions: Employee["questions"];
  readonly posts: Employee["posts"];
  readonly offers: Employee["offers"];
  private supervisor: Supervisor | null = null;
  /** Stepping down as a request asked for. */
  private steppingDown: Promise<unknown> = Promise.resolve();

  constructor(options: EmployeeOptions) {
    const { ports, understanding } = options;
    this.place = new Workplace(options, ({ to, by }) => {
      this.steppingDown = this.release(to, by).catch((error: unknown) => ports.log.warn(reasonOf(error)));
    });
    const { session, services } = this.place;
    this.posts = postsOf({ services, clock: ports.clock, files: ports.files, settings: () => this.place.settings, state: () => session.state });
    this.offers = offersOf({ ...this.place.desk, settings: () => this.place.settings });
    this.questions = questionsOf({ ports, understanding, settings: () => this.place.settings, ledger: session }, () => this.takeIn().then(() => this.place.changed()));
  }

  async open(): Promise<string[]> {
    if (this.place.options.ports.device.reader !== true && (await this.place.root.wasMoved())) return [];
    // What a reader made would meet what its sync is still bringing.
    const created = this.place.options.ports.device.reader ? [] : await makeFirst(this.place.options.ports, this.place.settings);
    await this.place.agreed.recall();
    await this.place.session.open({ takeOver: false });
    const { ledger } = this.place.session;
    if (ledger) await recoverRunning(this.place.on(ledger));
    this.place.changed();
    return created;
  }

  async pass(): Promise<PassSummary> {
    const ledger = await this.place.executing();
    let observed = 0;
    const troubles: Record<string, Check> = {};
    for (const { id } of this.place.services.watchers) {
      try {
        const looked = await this.place.rounds.watch(ledger, id, UNWATCHED);
        observed += looked.observed;
        if (looked.trouble) troubles[id] = looked.trouble;
      } catch (error) {
        // A crash of one watcher must not keep the others, or decided work, from going on.
        troubles[id] = { ok: false, text: error instanceof Error ? error.message : String(error) };
      }
    }
    const services = await this.place.rounds.look(ledger, troubles, UNWATCHED);
    const worked = await this.place.rounds.work(ledger, true, UNWATCHED);
    await this.steppingDown;
    if (this.place.session.executor) await this.place.rounds.report(ledger, UNWATCHED);
    return { ...this.summary(observed, worked), services };
  }

  private summary(observed: number, { proposed, decided, executed, failed, unknown }: Worked): PassSummary {
    const services = Object.fromEntries(Object.entries(this.place.session.state.services).map(([id, { ok, text }]) => [id, { ok, text }]));
    return { observed, proposed, decided, executed, failed, unknown, waiting: countOf(this.place.session.state, "waiting"), services };
  }

  start(onPass?: (summary: PassSummary) => void): void {
    const jobs = jobsOf({
      rounds: this.place.rounds,
      watchers: this.place.services.watchers,
      now: () => this.place.options.ports.clock.now().getTime(),
      opened: () => this.place.opened(),
      changed: () => this.place.changed(),
      nudge: (id) => this.supervisor?.nudge(id),
      worked: (observed, worked) => onPass?.(this.summary(observed, worked)),
    });
    const { clock, log } = this.place.options.ports;
    const label = (id: string): string => this.place.rounds.labels[id] ?? JOB_LABELS[id] ?? id;
    this.supervisor = new Supervisor(jobs, clock, {
      restarted: async (incident) => {
        log.warn(`${label(incident.job)} was restarted: ${incident.why}`);
        const { ledger } = this.place.session;
        if (ledger) await reportIncident(this.place.on(ledger), incident, label(incident.job), clock.now());
      },
      well: async (id) => {
        const { ledger } = this.place.session;
        if (ledger) await reportWell(this.place.on(ledger), id, label(id), clock.now());
      },
    });
    this.supervisor.start();
  }

  async stop(): Promise<void> {
    await this.supervisor?.stop();
    this.supervisor = null;
    await this.place.rounds.between(() => this.place.session.close(), GRACE_MS);
    this.place.options.understanding.close?.();
  }

  nudge(): void {
    this.supervisor?.nudge("work");
  }

  async list(status: Status | "any" | null): Promise<Card[]> {
    if (this.place.session.executor) return listCards(this.place.desk, status);
    await this.place.reader.refresh();
    return (await listCards(this.place.desk, status)).map((card) => this.place.reader.on(card));
  }

  known(): Card[] {
    const cards = openCards(this.place.desk);
    return this.place.session.executor ? cards : cards.map((card) => this.place.reader.on(card));
  }

  async takeIn(): Promise<void> {
    const { ledger } = this.place.session;
    if (ledger && (await this.place.root.isThere())) await this.place.rounds.work(ledger, false, UNWATCHED);
    else await this.place.reader.refresh();
  }

  async show(id: string): Promise<Detail | null> {
    if (this.place.session.executor) return showAction(this.place.desk, id);
    await this.place.reader.refresh();
    const detail = await showAction(this.place.desk, id);
    return detail && this.place.reader.on(detail);
  }

  async wish(wish: Wish, asker: Asker): Promise<Answer> {
    if (!(await this.place.isThere())) return { ok: false, how: "refused", status: null, text: this.place.root.gone ?? "" };
    const { ledger } = this.place.session;
    const answer = ledger ? await decide(this.place.on(ledger), wish, asker) : await this.place.reader.leave(wish, asker);
    // What a person was told is on disk.
    await ledger?.flush();
    this.nudge();
    this.place.changed();
    return answer;
  }

  async takeOver(): Promise<{ executor: string; epoch: number }> {
    await this.place.session.open({ takeOver: true });
    const ledger = await this.place.executing();
    await recoverRunning(this.place.on(ledger));
    this.place.changed();
    return { executor: ledger.state.device, epoch: ledger.state.epoch };
  }

  async release(to: string | null, by: string): Promise<Released> {
    const { session, rounds, options } = this.place;
    const { device } = options.ports;
    if (to === device.id) throw new NotExecuting(`${device.id} is this device. Name the one that goes on; its own "release" or settings show its id.`);
    const ledger = await this.place.opened();
    if (!ledger && session.isBeside) {
      const { epoch } = session.state;
      await leaveRelease(options.ports, { to, by }, epoch);
      return { how: "requested", released_to: to, epoch };
    }
    const { epoch } = (await this.place.executing()).state;
    const { supervisor } = this;
    await supervisor?.stop(GRACE_MS);
    await rounds.between(async () => {
      // The write in hand is finished; what cannot be is unknown, and looked up by whoever goes on.
      await recoverRunning(this.place.on(await this.place.executing()));
      await session.release(to, by);
    }, GRACE_MS);
    supervisor?.start();
    this.place.changed();
    return { how: "entered", released_to: to, epoch };
  }

  async check(service: string | null): Promise<Record<string, Check>> {
    const found = await testServices(this.place.services, (id) => service === null || id === service);
    const { ledger } = this.place.session;
    if (ledger) await noteHealth(this.place.on(ledger), found);
    for (const [id, { ok }] of Object.entries(found)) if (ok === true) this.supervisor?.nudge(id);
    return Object.fromEntries(Object.entries(found).map(([id, { ok, text }]) => [id, { ok, text }]));
  }

  async report(id: string, date: string | null): Promise<{ path: string; partial: boolean; figures: JsonObject }> {
    const ledger = await this.place.executing();
    const generator = this.place.options.registry.generators.find((candidate) => candidate.id === id);
    if (!generator) throw new Error(`There is no report "${id}".`);
    await measure(this.place.on(ledger));
    const { zone } = this.place.settings;
    const period = date === null ? generator.periodOf(dateIn(this.place.options.ports.clock.now(), zone), dateIn(new Date(ledger.state.since), zone)) : generator.periodOf(date, null);
    const { path, partial, figures } = await writeReport(this.place.rounds.reportParts(ledger, UNWATCHED), generator, { period, late: false, final: false }, true);
    return { path, partial, figures };
  }

  rehearse(settings: Settings): Promise<Rehearsed> {
    return rehearseRules({ ...this.place.desk, before: this.place.settings }, settings);
  }

  async prepare(what: Prepared["what"], record: string | null): Promise<Prepared> {
    return prepareNotes(this.place.on(await this.place.executing()), what, record);
  }

  async overdue(): Promise<Overdue[] | string> {
    return overdueInvoices(this.place.on(await this.place.executing()));
  }

  async ingest(mails: Mail[]): Promise<{ observed: number; proposed: number }> {
    const ledger = await this.place.executing();
    const at = this.place.options.ports.clock.now().toISOString();
    const observations = mails.map((mail) => ({ id: `file:${mail.id}`, source: "file", at: mail.date ?? at, thread: mail.thread, mail }));
    const observed = await enterObservations(this.place.on(ledger), observations);
    const { proposed } = await this.place.rounds.work(ledger, true, UNWATCHED);
    return { observed, proposed };
  }

  overview(): Overview {
    const { session, agreed, rounds, reader, root, settings, options } = this.place;
    const { realm, settings_problems, ports } = options;
    const executor = session.executor && root.gone === null;
    const stopped = root.gone ?? session.stopped;
    const [{ live }, { questions }] = [settings, rounds.standing];
    const overview = overviewOf(session.state, { realm, executor, stopped, live, settings_problems, to_confirm: agreed.waiting, questions, asked: rounds.asked, device: ports.device.id, labels: rounds.labels });
    return executor ? overview : { ...overview, waiting: reader.count("waiting"), failed: reader.count("failed"), unknown: reader.count("unknown") };
  }

  async changeSettings(settings: Settings): Promise<void> {
    await this.place.agreed.change(settings);
    this.settingsChanged();
  }

  async confirmSettings(): Promise<void> {
    await this.place.agreed.confirm();
    this.settingsChanged();
  }

  settingsArrived(settings: Settings): void {
    this.place.agreed.arrive(settings);
    this.settingsChanged();
  }

  private settingsChanged(): void {
    this.place.settingsChanged();
    this.nudge();
  }

  onChange(listener: () => void): () => void {
    return this.place.onChange(listener);
  }
}

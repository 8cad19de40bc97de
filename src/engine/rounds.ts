/**
 * Owns: the kinds of rounds the employee makes - watch, work, look after services, report - as one pass or as jobs of the supervisor.
 * Never: two rounds of work at once.
 */
import type { Check } from "../channel";
import { ServiceError } from "../core/failure";
import { RESTING } from "./breakers";
import type { Generator } from "../generator";
import type { Ports } from "../ports";
import type { Settings } from "../settings";
import { checkServices, noteHealth } from "./health";
import { enterPage } from "./intake";
import type { OpenLedger } from "./ledger";
import { heardFiles, UNWATCHED, type Life } from "./life";
import { measure, measureAudiences } from "./measuring";
import { pageCount, readPage } from "./page";
import { writeIfChanged } from "./projection";
import { writeDueReports, type ReportParts } from "./reports";
import type { HandOver } from "./requests";
import { work, type Worked, type WorkParts } from "./work";
import type { State } from "../core/state";

export interface Watched {
  observed: number;
  trouble: Check | null;
  /** There was more than one look may take: look again at once. */
  more: boolean;
}

/** How often looks that saw nothing are shown as "checked". */
const IDLE_LOOK_MS = 10 * 60_000;

function retired(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** What the dashboard says besides the ledger's state. */
export interface Standing {
  /** Why approved work has not started, by action id. */
  held: Record<string, string>;
  /** What stands in the way and needs a person. */
  questions: string[];
  /** Last look of each watcher since the start. */
  looks: Record<string, { at: string; observed: number; skipped: number }>;
  settings_problems: string[];
}

export interface RoundsParts {
  ports: Ports;
  settings(): Settings;
  generators: readonly Generator[];
  labels: Record<string, string>;
  settings_problems: string[];
  /** Text of Dashboard.md; pure. */
  dashboard(state: Readonly<State>, settings: Settings, labels: Record<string, string>, standing: Standing, now: Date): string;
  /** A process of this device asked the executing one to step down; it is done between two rounds. */
  handOver(to: HandOver): void;
  /** The work's parts on a ledger, for one run. */
  on(ledger: OpenLedger, life: Life): WorkParts;
}

export class Rounds {
  standing: Standing;
  /** Questions about mails that waited for an answer at the last round of work. */
  asked = 0;
  readonly labels: Record<string, string>;
  private turn: Promise<unknown> = Promise.resolve();
  /** Pauses that a person was told of; those of before this run were told of then. */
  private readonly told = new Set<string>();
  private readonly began: string;

  constructor(private readonly parts: RoundsParts) {
    this.labels = parts.labels;
    this.began = parts.ports.clock.now().toISOString();
    this.standing = { held: {}, questions: [], looks: {}, settings_problems: parts.settings_problems };
  }

  /**
   * One look of a watcher; pages are entered as they come. Returns how many observations were new. What the service does wrong is
   * noted as its health, one line per change; it is no crash of the watcher.
   */
  async watch(ledger: OpenLedger, id: string, life: Life): Promise<Watched> {
    const seen = { observed: 0, skipped: 0 };
    const on = this.parts.on(ledger, life);
    try {
      const more = await on.services.breakers.ask(id, () => this.take(on, id, life, seen));
      return { observed: seen.observed, trouble: null, more };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const trouble: Check = { ok: false, text: error.message, ...(error.failure === "authentication" && { refused: error.problem }) };
      // That it rests is no news: why it does was noted before.
      if (error.problem.code !== RESTING) await noteHealth(on, { [id]: trouble });
      this.tell(on, life);
      return { observed: seen.observed, trouble, more: false };
    }
  }

  /** What the note of a pause says, once more where somebody looks (PRODUCT E3, G1). A single pass needs none: whoever asked for it gets its troubles as the answer. */
  private tell({ ledger }: WorkParts, life: Life): void {
    if (life === UNWATCHED) return;
    for (const [id, { problem: { effect, cause, next }, at }] of Object.entries(ledger.state.channels_paused)) {
      if (at < this.began || this.told.has(`${id} ${at}`)) continue;
      this.told.add(`${id} ${at}`);
      this.parts.ports.log.warn(`${this.labels[id] ?? id}: ${effect} ${cause} ${next}`);
    }
  }

  /** True when there was more than one look may take. */
  private async take(on: WorkParts, id: string, life: Life, seen: { observed: number; skipped: number }): Promise<boolean> {
    const { ledger } = on;
    const watcher = on.services.watchers.find((candidate) => candidate.id === id);
    const call = on.services.call(id);
    if (!watcher?.ready(call)) return false;
    const known = (seen: string): boolean => ledger.state.observations[seen] !== undefined;
    const cursor = ledger.state.cursors[id]?.cursor ?? null;
    const others = on.services.watchers.flatMap((other) => (other.id === id ? [] : [other.id]));
    const count = pageCount(cursor);
    let more = false;
    for await (const raw of watcher.observe(cursor, known, call)) {
      if (!life.alive()) break;
      const page = readPage(raw, others);
      const observed = await enterPage(on, id, page, life.alive);
      seen.observed += observed;
      seen.skipped += page.skipped.length;
      life.beat();
      more = !count.step(page, observed);
      if (more) break;
    }
    this.rememberLook(id, seen);
    return more;
  }

  /** For the dashboard. Looks that saw nothing new are shown now and then only: every change of the note is something to sync. */
  private rememberLook(id: string, seen: { observed: number; skipped: number }): void {
    const now = this.parts.ports.clock.now();
    const last = this.standing.looks[id];
    if (last && seen.observed + seen.skipped === 0 && now.getTime() - Date.parse(last.at) < IDLE_LOOK_MS) return;
    this.standing = { ...this.standing, looks: { ...this.standing.looks, [id]: { at: now.toISOString(), ...seen } } };
  }

  /** One round of work; rounds queue up, whoever asks. A retired one that hangs does not hold up the next. */
  work(ledger: OpenLedger, replan: boolean, life: Life): Promise<Worked> {
    const before = this.turn;
    const round = before.then(async () => {
      life.signal?.throwIfAborted();
      const on = this.parts.on(ledger, life);
      const worked = await work(on, replan, life.beat, life.signal);
      this.asked = worked.asked;
      this.standing = { ...this.standing, held: worked.held, questions: worked.questions };
      this.tell(on, life);
      await this.writeDashboard(on);
      if (worked.hand_over) this.parts.handOver(worked.hand_over);
      return worked;
    });
    this.turn = before.then(() => Promise.race([round, retired(life.signal)])).catch(() => undefined);
    return round;
  }

  /** Does something between two rounds: after the one in hand, of which no more than `grace_ms` are waited for, and before the next. */
  between<T>(task: () => Promise<T>, grace_ms: number): Promise<T> {
    const over = new AbortController();
    const grace = this.parts.ports.clock.sleep(grace_ms, over.signal).catch(() => undefined);
    const done = Promise.race([this.turn, grace]).then(() => {
      over.abort();
      return task();
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Asks every service whether it works, but those whose trouble is `known`, and keeps what changed. */
  async look(ledger: OpenLedger, known: Record<string, Check>, life: Life): Promise<Record<string, Check>> {
    const on = this.parts.on(ledger, life);
    const found = { ...known, ...(await checkServices(on.services, (id) => known[id] === undefined, life)) };
    await noteHealth(on, found);
    this.tell(on, life);
    await measure(on);
    await measureAudiences(on);
    return found;
  }

  reportParts(given: OpenLedger, life: Life): ReportParts {
    const { ports, settings, generators } = this.parts;
    const { ledger, notes } = this.parts.on(given, life);
    return { ledger, ports: { clock: ports.clock, files: heardFiles(ports.files, life) }, notes, settings, generators };
  }

  async report(ledger: OpenLedger, life: Life): Promise<void> {
    const on = this.parts.on(ledger, life);
    await measure(on);
    await measureAudiences(on);
    await writeDueReports(this.reportParts(ledger, life));
  }

  private async writeDashboard({ ledger, notes }: WorkParts): Promise<void> {
    const { ports, settings, labels, dashboard } = this.parts;
    const text = dashboard(ledger.state, settings(), labels, this.standing, ports.clock.now());
    await writeIfChanged(notes, `${settings().root}/Dashboard.md`, text);
  }
}

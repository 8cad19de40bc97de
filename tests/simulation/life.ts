/**
 * Owns: one simulated life, from its spec to what was seen: mail comes, the employee works round by round, a person decides, things go
 * wrong, the program starts again, and at the end the weather is calm until nothing is left to do.
 * Never: a judgement (invariants.ts), or chance that is not in the spec.
 */
import { sha256Hex } from "../../src/core/hash";
import { createEmployee, type Employee } from "../../src/employee";
import type { HttpFailure, HttpRequest, HttpResponse, LedgerFiles } from "../../src/ports";
import type { Settings } from "../../src/settings";
import { settle, World, type Aftermath, type Disk } from "../engine/world";
import type { Point } from "../engine/world-ports";
import { doAct } from "./acts";
import { Agenda } from "./agenda";
import { SimClock } from "./clock";
import { bytesOf, type Kind } from "./mails";
import type { Mirror } from "./mirror";
import { unforeseen } from "./mishaps";
import { nameOf, ROOT } from "./names";
import { BEGIN, endpointOf, isWrite, Partners } from "./partners";
import { Person } from "./person";
import { Run } from "./run";
import { furnish } from "./settled";
import { channelsOf, secretsOf, settingsOf } from "./setup";
import { Dice, lastRound, type Incident, type LifeSpec } from "./spec";
import { understandingOnce } from "./understood";
import { judgeLate, judgeWrite, keyOf, mayHaveHappened, writtenNow } from "./witness";

/** Between two rounds: longer than the undo time. */
const ROUND_MS = 40_000;
/** In calm weather: long enough for lookups, deleted notes and breakers. */
const CALM_MS = 6 * 60_000;
const MOST_ROUNDS = 40;
const CALM_AFTER = 8;

export class Life {
  readonly clock = new SimClock(BEGIN, () => this.partners.catchUp());
  readonly partners: Partners;
  readonly world: World;
  readonly person: Person;
  /** Names of the points passed, in order. */
  readonly trace: string[] = [];
  readonly points: Pick<Point, "name" | "about" | "request">[] = [];
  /** Points since whose predecessor a file was looked at. */
  readonly looked = new Set<number>();
  /** Points at which a power cut could lose something. */
  readonly unsynced = new Set<number>();
  readonly agenda: Agenda;
  /** What a person would tell of this life. */
  readonly story: string[] = [];
  /** What was wrong in the moment of a write. */
  readonly wrong: string[] = [];
  /** Writes that left. */
  left = 0;
  /** Writes after which it may have happened, by action and method. */
  readonly sent = new Map<string, number>();
  /** Total of each action as it was proposed: what a person puts back after a slip. */
  readonly totals = new Map<string, string>();
  readonly delivered: { id: string; kind: Kind }[] = [];
  /** A day file that lies aside since a sync put an older one in its place. */
  swapped: { day: string; file: NonNullable<ReturnType<Disk["days"]["get"]>> } | null = null;
  /** A person went on from the older ledger. */
  taken_over = false;
  /** Times that the program stopped and asked a person. */
  stops = 0;
  /** Asked when no program runs: did another life come from this state to a good end? Then this one is left off. */
  isKnown: ((next: string) => boolean) | null = null;
  joined = false;
  /** Told before each round but the first. */
  onRound: ((life: Life) => void) | null = null;
  instead: ((request: HttpRequest) => HttpResponse | HttpFailure) | null = null;
  live: boolean;
  /** A real folder that lives along. */
  mirror: Mirror | null = null;
  calm = false;
  /** Number of points when the ledger was swapped. */
  swapped_at = 0;
  private restless = false;
  /** Lines that went with a replaced file when a person went on without it. */
  aside = "";
  starts = 0;
  /** Those of the quiet life that this one goes on from. */
  starts_before = 0;
  rounds = 0;
  /** Faults that the program was started twice after. */
  private mended = 0;
  ids = 0;
  /** How the person decides, and the jitter of retries. */
  readonly lot: Dice;
  readonly jitter: Dice;

  constructor(readonly spec: LifeSpec) {
    this.partners = new Partners(() => this.clock.time, (request) => this.wrong.push(...judgeLate(this, request)), spec.posts.length > 0);
    this.world = new World((request) => this.outside(request), this.clock);
    this.lot = new Dice(spec.seed);
    this.jitter = new Dice(spec.seed + 1);
    this.person = new Person(this, () => this.lot.roll());
    this.agenda = new Agenda(spec.incidents);
    this.live = spec.live_from === 0;
    if (spec.settled) furnish(this.world);
    for (const [name, value] of secretsOf(spec)) this.world.secrets.set(name, value);
  }

  /** Unlike any other of this life, from the first character on. */
  freshId(): string {
    this.ids += 1;
    return sha256Hex(`${this.ids}`).slice(0, 32);
  }

  /** Somebody does something: the round after it is not the last one. */
  does(text: string): void {
    this.restless = true;
    this.tell(text);
  }

  tell(text: string): void {
    this.story.push(`${this.clock.now().toISOString().slice(11, 23)}  ${text}`);
  }

  get settings(): Settings {
    return settingsOf(this.spec, this.live);
  }

  ledgerText(): string {
    const { disk } = this.world;
    return [...disk.days.keys()].sort().map((day) => disk.text(day)).join("");
  }

  private textAside(): string {
    return this.swapped ? new TextDecoder().decode(this.swapped.file.now) : "";
  }

  /** Every line there ever was on disk: of the file in place, and of one that lies aside. */
  everyLine(): string {
    return `${this.ledgerText()}\n${this.aside}${this.textAside()}`;
  }

  private outside(request: HttpRequest): HttpResponse | HttpFailure {
    if (isWrite(request)) this.wrong.push(...judgeWrite(this, request));
    const { instead } = this;
    this.instead = null;
    const result = instead ? instead(request) : this.partners.answer(request);
    if (isWrite(request)) this.noteWrite(request, result);
    return result;
  }

  private noteWrite(request: HttpRequest, result: HttpResponse | HttpFailure): void {
    this.left += 1;
    const key = keyOf(writtenNow(this, request));
    if (mayHaveHappened(result)) this.sent.set(key, (this.sent.get(key) ?? 0) + 1);
    this.tell(`write: ${endpointOf(request)} -> ${"status" in result ? result.status : `${result.failure}, ${result.cause}`}`);
  }

  remember(point: Point): void {
    if (this.world.disk.unsynced) this.unsynced.add(this.trace.length).add(this.trace.length - 1);
    this.trace.push(nameOf(point));
    this.points.push(point);
  }

  /** What goes wrong at this point, once. */
  incidentAt(name: string, point: Point): Incident | null {
    const incident = this.agenda.at(name, point, this.trace.length);
    if (incident) this.tell(`!! ${incident.fault} at ${name} (number ${this.trace.length})`);
    return incident;
  }

  powerCut(aftermath: Aftermath): void {
    this.world.disk.cut(aftermath);
  }

  deliver(round: number): void {
    for (const [index, { kind, round: when }] of this.spec.mails.entries()) {
      if (when !== round) continue;
      const at = new Date(BEGIN - (this.spec.mails.length - index) * 3_600_000);
      const nth = this.delivered.filter((other) => other.kind === kind).length;
      this.delivered.push({ id: this.partners.gmail.mailbox.deliver(bytesOf(kind, nth, at), { at }), kind });
    }
  }

  get startedSinceSwap(): boolean {
    return this.trace.lastIndexOf("ledger.append started") >= this.swapped_at;
  }

  private async start(): Promise<{ run: Run; employee: Employee }> {
    this.starts += 1;
    this.tell(`-- start ${this.starts}`);
    await this.mirror?.ended();
    await this.mirror?.follow();
    const run = new Run(this);
    const live_here = this.live ? channelsOf(this.spec) : [];
    const employee = createEmployee({ ports: run.ports, settings: this.settings, settings_problems: [], realm: "real", version: "1.0.0", live_here, understanding: understandingOnce });
    try {
      await employee.open();
      // Only lines that were never synced are missing: it went on from the file that is there.
      if (!run.dead && employee.overview().stopped === null) this.leaveAside();
    } catch (error) {
      this.judgeMishap(run, error);
      if (!run.dead) run.kill("kept");
      this.tell(`the start failed: ${String(error)}`);
    }
    return { run, employee };
  }

  private leaveAside(): void {
    this.aside += this.textAside();
    this.swapped = null;
  }

  /** A person whom the program asked: the newer file is put back, or it goes on from the older one. */
  private async unstop(employee: Employee): Promise<void> {
    this.stops += 1;
    const { swapped } = this;
    if (this.spec.stopped === "restore" && swapped) {
      this.tell("owner puts the newer ledger back");
      this.world.disk.days.set(swapped.day, swapped.file);
      this.swapped = null;
      return;
    }
    this.tell("owner takes over");
    this.taken_over = true;
    this.sent.clear();
    this.leaveAside();
    await employee.takeOver();
  }

  /** Lives it to the end. */
  async live_through(): Promise<void> {
    const { spec } = this;
    let on: { run: Run; employee: Employee } | null = null;
    for (; this.rounds < MOST_ROUNDS; this.rounds += 1) {
      const { rounds } = this;
      this.calm = rounds >= CALM_AFTER || this.nothingToCome(rounds);
      if (rounds >= CALM_AFTER) this.agenda.clear();
      this.restless = false;
      this.deliver(rounds);
      for (const jump of spec.jumps) if (jump.round === rounds) this.clock.pass(jump.ms);
      // What was decided before the clock was set back waits until its time has come again.
      if (rounds === CALM_AFTER) this.clock.pass(Math.max(0, ...spec.jumps.map(({ ms }) => -ms)));
      on ??= await this.start();
      await this.mirror?.follow();
      try {
        if (spec.live_from === rounds && rounds > 0 && !on.run.dead) await this.setLive(on.employee, true);
        if (!on.run.dead) await on.employee.pass();
        if (!on.run.dead) await this.personsTurn(on, rounds);
      } catch (error) {
        await this.mishap(on, error);
      }
      const is_over = this.agenda.fired.length === this.mended && !on.run.dead && this.idle() && (await this.over(on.employee));
      if ((this.closesNow || spec.closed_before === rounds + 1) && !is_over && !on.run.dead) await on.run.close(on.employee);
      if (this.agenda.fired.length > this.mended) {
        await this.startTwice(on.run);
        if (this.joined) return;
      }
      if (is_over) break;
      if (on.run.dead) on = null;
      this.clock.pass(rounds >= CALM_AFTER ? CALM_MS : ROUND_MS);
      this.onRound?.(this);
    }
    if (on && !on.run.dead) await on.employee.stop().catch(() => undefined);
  }

  /** Twice: what one start mended, the next must find mended. Before and after it no program runs: the rest may be known. */
  private async startTwice(run: Run): Promise<void> {
    this.mended = this.agenda.fired.length;
    if (!run.dead) run.kill("lost");
    await settle();
    if (this.joins(`start, ${this.mended === 1 ? (this.spec.second_cut ?? "") : ""}`)) return;
    const again = await this.start();
    if (!again.run.dead) again.run.kill("lost");
    await settle();
    const { second_cut } = this.spec;
    if (second_cut !== null && this.mended === 1) this.agenda.second = this.trace.length + second_cut;
    this.joins(this.agenda.second === null ? "" : `cut ${second_cut ?? ""}`);
  }

  private get closesNow(): boolean {
    const { closes } = this.spec;
    return closes === "until a fault" ? this.mended === 0 : closes;
  }

  /** `next`: what is still to be done to it. */
  private joins(next: string): boolean {
    this.joined = this.isKnown?.(next) ?? false;
    return this.joined;
  }

  private async personsTurn({ employee, run }: { run: Run; employee: Employee }, round: number): Promise<void> {
    for (const card of await employee.list(null)) if (card.amount !== null && !this.totals.has(card.id)) this.totals.set(card.id, card.amount);
    for (const { act, pick, round: when } of this.spec.acts) if (when === round) await doAct(this, employee, act, pick);
    await this.person.act(employee, run);
  }

  async setLive(employee: Employee, live: boolean): Promise<void> {
    this.tell(live ? "owner goes live" : "owner goes back to dry run");
    if (live) this.live = true;
    await employee.changeSettings(settingsOf(this.spec, live));
    if (!live) this.live = false;
  }

  private judgeMishap(run: Run, error: unknown): void {
    const why = run.dead ? null : unforeseen(error);
    if (why !== null) this.wrong.push(why);
  }

  /** What a pass or a person ran into. Whatever it was, the program is started anew; where it stopped to ask, the person answers. */
  private async mishap({ run, employee }: { run: Run; employee: Employee }, error: unknown): Promise<void> {
    if (run.dead) return;
    this.judgeMishap(run, error);
    this.tell(`the round ended: ${error instanceof Error ? error.message : String(error)}`);
    if (!/older copy|not the one this device wrote|was changed by something else|damaged|appeared while/.test(employee.overview().stopped ?? "")) return;
    await employee.stop().catch(() => undefined);
    run.kill("kept");
    const next = await this.start();
    if (next.run.dead) return;
    if (next.employee.overview().stopped !== null) await this.unstop(next.employee).catch((failure: unknown) => this.tell(`taking over failed: ${String(failure)}`));
    await next.employee.stop().catch(() => undefined);
    next.run.kill("kept");
  }

  /** The ledger's files as anybody may read them. */
  files(): LedgerFiles {
    return new Run(this).ports.files;
  }

  /** One more start in calm weather: which notes it changed. What tells the time - dashboard and reports - may change. */
  async oneMoreStart(): Promise<string[]> {
    const before = new Map(this.world.notes);
    const { run, employee } = await this.start();
    if (!run.dead) await employee.pass().catch((error: unknown) => {
      this.judgeMishap(run, error);
      this.tell(`the last pass failed: ${String(error)}`);
    });
    await employee.stop().catch(() => undefined);
    run.kill("kept");
    const { notes } = this.world;
    return [...new Set([...before.keys(), ...notes.keys()])].filter((path) => path.slice(ROOT.length + 1).includes("/") && !/\/(Audits|CEO_Briefings)\//.test(path) && notes.get(path) !== before.get(path));
  }

  /** Nobody did anything in this round, and nothing more will go wrong. */
  private idle(): boolean {
    return this.calm && !this.restless;
  }

  private nothingToCome(round: number): boolean {
    return this.agenda.isEmpty && this.agenda.second === null && round >= lastRound(this.spec);
  }

  /** Nothing is open, nothing is asked, nothing is still coming. */
  private async over(employee: Employee): Promise<boolean> {
    if (this.partners.busy || this.delivered.length < this.spec.mails.length || this.person.seenPosts.size < this.spec.posts.length) return false;
    const open = await employee.list(null);
    const asked = [...this.world.notes].some(([path, text]) => path.startsWith(`${ROOT}/Needs_Action/`) && /^type: invoice_clarification_needed$/m.test(text));
    return !asked && open.every(({ status }) => status === "simulated");
  }
}

/**
 * Owns: putting the engine's parts together over a test world.
 * Never: a rule of the employee.
 */
import type { Draft } from "../../src/core/draft";
import type { Status } from "../../src/core/action";
import { statusOf, type ActionState } from "../../src/core/state";
import type { Answer, Asker, Wish } from "../../src/core/wish";
import type { Channel } from "../../src/channel";
import { decide } from "../../src/engine/decide";
import { recoverRunning } from "../../src/engine/executor";
import { enterObservations } from "../../src/engine/intake";
import { judgeProposal, proposalOf } from "../../src/engine/judgement";
import { Ledger } from "../../src/engine/ledger";
import { NoteMemory } from "../../src/engine/note-memory";
import { RunningEmployee } from "../../src/engine/running";
import type { EmployeeOptions } from "../../src/engine/workplace";
import { Services } from "../../src/engine/services";
import { work, type Worked, type WorkParts } from "../../src/engine/work";
import type { Origin } from "../../src/core/action";
import { DEFAULTS, type Settings } from "../../src/settings";
import { booksChannel, inbox, mail, seed, understanding, Books, type Entry } from "./books";
import { Process, World, type Aftermath } from "./world";

export const AT_PANEL: Asker = { by: "owner", via: "panel", attended: true };
export const AT_TERMINAL: Asker = { by: "owner", via: "cli", attended: true };

/** Live, and decided at once. */
export const LIVE: Settings = { ...DEFAULTS, live: ["books"], undo_seconds: 0 };

export function newWorld(): { books: Books; world: World } {
  const books = new Books();
  return { books, world: new World(books.answer) };
}

/** A ledger over a process of the world; not opened yet. */
export function ledgerOn(process: Process, realm: "real" | "sandbox" = "real"): Ledger {
  const { files, device, clock, randomId } = process.ports;
  return new Ledger({ files, device, clock, realm, version: "1.0.0", zone: "UTC", randomId, names: { operation: (channel, operation) => `${channel}_${operation}`, report: (generator) => `${generator}_generate` }, workedHere: () => Promise.resolve(false) });
}

export class Bench {
  readonly parts: WorkParts;
  private constructor(
    readonly world: World,
    readonly books: Books,
    readonly process: Process,
    readonly ledger: Ledger,
    public settings: Settings,
    channels: readonly Channel[],
  ) {
    const { ports } = process;
    const { clock, files, log, notes, readYaml } = ports;
    this.parts = {
      ports, ledger, clock, files, log, understanding,
      services: new Services(channels, [inbox], ports, () => this.settings),
      settings: () => this.settings,
      notes: { notes, readYaml, root: "AI_Employee" },
      projected: new Map(),
      note_memory: new NoteMemory(),
      answered: new Map(),
      state: () => ledger.state,
      zone: () => this.settings.zone,
    };
  }

  static async open(settings: Settings = LIVE, { world, books } = newWorld(), channels: readonly Channel[] = [booksChannel]): Promise<Bench> {
    const process = new Process(world);
    const ledger = ledgerOn(process);
    await ledger.open({ takeOver: false });
    const bench = new Bench(world, books, process, ledger, settings, channels);
    await recoverRunning(bench.parts);
    return bench;
  }

  /** The power goes; the program starts again. */
  async restart(aftermath: Aftermath = "lost"): Promise<Bench> {
    this.process.kill(aftermath);
    return Bench.open(this.settings, this);
  }

  /** A proposal that did not come from a mail. */
  async propose(payload: Partial<Entry> = {}, about: { slot?: string; operation?: string; origin?: Origin; depends_on?: string[] } = {}): Promise<string> {
    const { slot = "invoice", operation = "invoice", origin = { kind: "person", id: "x" }, depends_on = [] } = about;
    const full: Entry = { customer: "Ada", amount: "120.00", currency: "USD", memo: "", ...payload };
    const proposal = proposalOf(this.parts, "books", { ...seed(slot, operation, full), depends_on }, origin);
    await this.ledger.append([{ event: "proposed", action_id: proposal.id, data: await judgeProposal(this.parts, proposal) }]);
    return proposal.id;
  }

  async receive(id: string, draft: Partial<Draft> = {}): Promise<void> {
    await enterObservations(this.parts, [{ id: `inbox:${id}`, source: "inbox", at: "2026-11-16T07:00:00.000Z", thread: null, mail: mail(id, draft) }]);
  }

  round(replan = true): Promise<Worked> {
    return work(this.parts, replan, () => undefined);
  }

  async later(ms: number): Promise<Worked> {
    this.world.clock.time += ms;
    return this.round();
  }

  wish(wish: Wish, asker: Asker = AT_PANEL): Promise<Answer> {
    return decide(this.parts, wish, asker);
  }

  approve(id: string, asker: Asker = AT_PANEL): Promise<Answer> {
    return this.wish({ kind: "approve", id, fingerprint: this.action(id).fingerprint }, asker);
  }

  action(id: string): ActionState {
    const action = this.ledger.state.actions[id];
    if (!action) throw new Error(`There is no action ${id}.`);
    return action;
  }

  status(id: string): Status {
    return statusOf(this.action(id));
  }

  /** Path of the note of an action, wherever it lies. */
  noteOf(id: string): string {
    const [path, second] = [...this.world.notes.keys()].filter((path) => path.endsWith(`_${id}.md`));
    if (path === undefined || second !== undefined) throw new Error(`${id} has ${second === undefined ? "no" : "two"} notes.`);
    return path;
  }

  /** A person writes in a note. */
  edit(path: string, change: (text: string) => string): void {
    const text = this.world.notes.get(path) ?? "";
    const changed = change(text);
    if (changed === text) throw new Error(`The edit of ${path} changes nothing.`);
    this.world.notes.set(path, changed);
  }
}

/** The whole employee on a process. */
export function employeeOn(process: Process, settings: Settings = LIVE, options: Partial<EmployeeOptions> = {}): RunningEmployee {
  return new RunningEmployee({
    ports: process.ports,
    registry: { channels: [booksChannel], watchers: [inbox], generators: [] },
    understanding,
    dashboard: () => "# Dashboard\n",
    settings,
    settings_problems: [],
    live_here: settings.live,
    realm: "real",
    version: "1.0.0",
    ...options,
  });
}

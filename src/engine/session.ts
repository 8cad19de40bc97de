/**
 * Owns: whether this process executes - lock and ledger are its own - or only reads and leaves requests (PRODUCT E4).
 * Never: two executors on one device, and never a decision.
 */
import type { State } from "../core/state";
import { emptyState } from "../core/state";
import type { Ports } from "../ports";
import { readNewest, type Newest } from "./history";
import { Ledger, type LedgerParts } from "./ledger";
import { leaveReports } from "./requests";
import { isTurnOf } from "./standing";
import { LedgerStopped } from "./stopped";

export class Session {
  private lock: { release(): Promise<void> } | null = null;
  private opened: Ledger | null = null;
  private read: State = emptyState();
  private newest: Newest | null = null;
  /** Another process has the lock. */
  private isLocked = false;
  private why: LedgerStopped | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  /** Whose turn it was when this device was last refused. */
  private said = "";

  constructor(
    private readonly ports: Pick<Ports, "files" | "device" | "clock" | "randomId">,
    private readonly parts: LedgerParts,
    private readonly onAppend: () => void,
  ) {}

  /** The ledger, when this process executes; else null. */
  get ledger(): Ledger | null {
    return this.opened?.stopped === null ? this.opened : null;
  }

  get executor(): boolean {
    return this.ledger !== null;
  }

  /** Another process of this device is the executor: what is asked for here, it can do. */
  get isBeside(): boolean {
    const { device, released } = this.read;
    return this.isLocked && !released && device === this.ports.device.id;
  }

  /** Why nothing is executed here, null when all is well. */
  get stopped(): string | null {
    return (this.opened?.stopped ?? this.why)?.text ?? null;
  }

  /** The executor's state, or what a reader last read. */
  get state(): Readonly<State> {
    return this.ledger?.state ?? this.read;
  }

  /** Becomes the executor if it may; otherwise a reader, with the reason in `stopped`. */
  open(options: { takeOver: boolean }): Promise<void> {
    return this.inTurn(() => this.becomeExecutor(options));
  }

  /** Opens again after a failed write, when the other process may have ended, or when it may be this device's turn; a reader reads anew. */
  retry(): Promise<void> {
    return this.inTurn(async () => {
      if (this.ports.device.reader) return this.refresh();
      const { opened } = this;
      if (opened !== null && opened.stopped === null) return;
      if (opened?.stopped?.again === true || (await this.mayHaveChanged())) await this.becomeExecutor({ takeOver: false });
    });
  }

  /** The ledger when this process executes and the file is still the one it wrote; opens it where it may. */
  async current(): Promise<Ledger | null> {
    if (!this.executor) await this.retry();
    try {
      await this.ledger?.glance();
    } catch (error) {
      // Why is in `stopped`.
      if (!(error instanceof LedgerStopped)) throw error;
    }
    return this.ledger;
  }

  /** Reads anew: is it worth trying to open? A ledger that is another's is left alone, lock and all, once that was said. */
  private async mayHaveChanged(): Promise<boolean> {
    await this.refresh();
    const isMine = isTurnOf(this.ports.device.id, this.read);
    if (this.opened === null) return isMine || this.why === null || this.said !== turnOf(this.read);
    // What stopped it needs a person, unless the file that came in says that another device executes by now: that is to be said.
    return !isMine;
  }

  /** Steps down after the work in hand; from now on this device reads. `to`: who goes on, null for whoever a person says. */
  release(to: string | null, by: string): Promise<void> {
    return this.inTurn(async () => {
      await this.ledger?.release(to, by);
      await this.becomeExecutor({ takeOver: false });
    });
  }

  close(): Promise<void> {
    return this.inTurn(() => this.letGo());
  }

  /** Many jobs may find the ledger closed at once; two openings side by side would be two writers. */
  private inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.turn.then(task);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async becomeExecutor(options: { takeOver: boolean }): Promise<void> {
    await this.letGo();
    this.why = null;
    if (this.ports.device.reader) {
      await this.refresh();
      return;
    }
    const lock = await this.ports.device.lock();
    this.isLocked = "held_by" in lock;
    if ("held_by" in lock) {
      this.why = new LedgerStopped(`Another process on this device is the executor (${lock.held_by}). Decisions from here reach it as request files.`);
      await this.refresh();
      return;
    }
    this.lock = lock;
    const ledger = new Ledger(this.parts);
    try {
      await leaveReports(this.ports, await ledger.open(options));
      ledger.onAppend(this.onAppend);
      this.opened = ledger;
    } catch (error) {
      await ledger.close();
      await this.unlock();
      if (!(error instanceof LedgerStopped)) throw error;
      this.why = error;
      await this.refresh();
      this.said = turnOf(this.read);
      await this.report(error.strays);
    }
  }

  /** What this device started in lines that are not part of the ledger is told to whoever executes, until the ledger shows that it was heard. */
  private async report(strays: LedgerStopped["strays"]): Promise<void> {
    if (this.read.device !== this.ports.device.id) await leaveReports(this.ports, strays);
  }

  async refresh(): Promise<void> {
    this.newest = await readNewest(this.ports.files, this.newest);
    this.read = this.newest.state;
  }

  private async unlock(): Promise<void> {
    await this.lock?.release();
    this.lock = null;
  }

  private async letGo(): Promise<void> {
    const { opened } = this;
    this.opened = null;
    try {
      await opened?.close();
    } finally {
      await this.unlock();
    }
  }
}

/** Changes with every hand-over. */
const turnOf = ({ device, epoch, released, released_to }: State): string => `${device} ${epoch} ${released} ${released_to ?? ""}`;

/**
 * Owns: what a run of a job has to do with its supervisor - signs of life, announced waits - and that a retired run has no effect (PRODUCT E2).
 * Never: a decision on when a run is retired; that is the supervisor's.
 */
import type { Call } from "../channel";
import type { HttpRequest, LedgerFiles, Notes } from "../ports";
import type { OpenLedger } from "./ledger";

/** A sign of life for the supervisor, and whether anybody still waits for this run. */
export interface Life {
  signal?: AbortSignal;
  beat(): void;
  /** False once this run was retired. */
  alive(): boolean;
  /** Announces a wait that ends by itself within `limit_ms`: until then it is no silence. Beats before and after. */
  during<T>(limit_ms: number, work: () => Promise<T>): Promise<T>;
}

/** For what a person asked for and waits for: nobody retires it. */
export const UNWATCHED: Life = { beat: () => undefined, alive: () => true, during: (_limit, work) => work() };

/** A retired run tried to go on. */
export class Retired extends Error {
  constructor() {
    super("This run was given up; what it brings late is dropped.");
    this.name = "Retired";
  }
}

function goOn(life: Life): void {
  if (!life.alive()) throw new Retired();
  life.beat();
}

/** The same steps, each of them a sign of life; none of them is taken, and no answer handed on, when the run was retired. */
function guarded<A extends unknown[], T>(life: Life, step: (...given: A) => Promise<T>): (...given: A) => Promise<T> {
  return async (...given) => {
    goOn(life);
    const result = await step(...given);
    goOn(life);
    return result;
  };
}

/** A call whose waits - for an answer, for time to pass - the supervisor knows of. */
export function heardCall(call: Call, life: Life): Call {
  const request = (wanted: HttpRequest): ReturnType<Call["http"]["request"]> => life.during(wanted.timeout_ms, () => call.http.request(wanted));
  return {
    ...call,
    http: { request: guarded(life, request) },
    sleep: guarded(life, (ms: number) => life.during(ms, () => call.sleep(ms))),
    during: (limit_ms, work) => life.during(limit_ms, work),
  };
}

export function heardNotes(notes: Notes, life: Life): Notes {
  return {
    list: guarded(life, (folder: string) => notes.list(folder)),
    read: guarded(life, (path: string) => notes.read(path)),
    write: guarded(life, (path: string, text: string) => notes.write(path, text)),
    move: guarded(life, (from: string, to: string) => notes.move(from, to)),
    trash: guarded(life, (path: string) => notes.trash(path)),
    makeFolder: guarded(life, (path: string) => notes.makeFolder(path)),
    folderExists: guarded(life, (path: string) => notes.folderExists(path)),
    find: guarded(life, (words: readonly string[]) => notes.find(words)),
  };
}

export function heardFiles(files: LedgerFiles, life: Life): LedgerFiles {
  return {
    days: guarded(life, () => files.days()),
    read: guarded(life, (day: string) => files.read(day)),
    open: guarded(life, (day: string) => files.open(day)),
    writeBlob: guarded(life, (hash: string, bytes: Uint8Array) => files.writeBlob(hash, bytes)),
    readBlob: guarded(life, (hash: string) => files.readBlob(hash)),
    requests: guarded(life, () => files.requests()),
    readRequest: guarded(life, (name: string) => files.readRequest(name)),
    writeRequest: guarded(life, (name: string, text: string) => files.writeRequest(name, text)),
    removeRequest: guarded(life, (name: string) => files.removeRequest(name)),
  };
}

export function heardLedger(ledger: OpenLedger, life: Life): OpenLedger {
  return {
    get state() {
      return ledger.state;
    },
    append: guarded(life, (...given: Parameters<OpenLedger["append"]>) => ledger.append(...given)),
    flush: guarded(life, () => ledger.flush()),
    guard: guarded(life, () => ledger.guard()),
  };
}

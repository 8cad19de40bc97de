/**
 * Owns: what the employee needs from the world, as interfaces. Two hosts implement them: Obsidian and plain Node.
 * Never: an implementation, or a word of any outside service.
 */
import type { Problem } from "./core/action";
import type { Json } from "./core/json";

export interface Clock {
  now(): Date;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** Milliseconds for the whole exchange. */
  timeout_ms: number;
  signal?: AbortSignal;
  /** Largest answer that is read, bytes; default 32 MiB. */
  max_bytes?: number;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * Why there is no complete answer. `not_sent`: no connection was made (DNS, refused, TLS), so nothing can have happened.
 * `maybe_sent`: timeout, reset or cut after the connection stood - the outcome of a write is unknown (PRODUCT K3).
 */
export interface HttpFailure {
  failure: "not_sent" | "maybe_sent";
  cause: "dns" | "refused" | "tls" | "timeout" | "reset" | "cut" | "too_large" | "aborted";
  text: string;
}

export interface Http {
  /** One exchange: never retries, never follows a redirect, never throws for what a server or network does. HTTPS only, except on loopback (PRODUCT K9). */
  request(request: HttpRequest): Promise<HttpResponse | HttpFailure>;
}

/** The notes of the vault, below the employee's root folder. Paths are relative to the vault, with `/`. */
export interface Notes {
  /** Paths of the `.md` files directly in a folder, sorted; [] when the folder does not exist. */
  list(folder: string): Promise<string[]>;
  /** Text of a note, null when there is none. */
  read(path: string): Promise<string | null>;
  /** Creates or replaces in one step; folders are made. */
  write(path: string, text: string): Promise<void>;
  /** Moves; never overwrites: fails when the target exists. */
  move(from: string, to: string): Promise<void>;
  /** Puts a note where the owner can get it back. */
  trash(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  folderExists(path: string): Promise<boolean>;
  /** Paths of notes anywhere in the vault, hidden folders left out, whose file name or properties hold one of the words; more may be named. Sorted. */
  find(words: readonly string[]): Promise<string[]>;
}

/** What identifies a file at a moment, to notice that it was swapped (PRODUCT E4). */
export interface FileMark {
  /** Device and inode as text. */
  identity: string;
  size: number;
}

/** An open day file. Appends go to the end; nothing else is ever written. */
export interface LedgerHandle {
  append(text: string): Promise<void>;
  /** On disk when it returns: the file, and its folder when the file is new. */
  sync(): Promise<void>;
  /** The mark of what the path points to now, null when it is gone: compare with what the handle wrote. */
  mark(): Promise<FileMark | null>;
  /** Cuts a torn tail. */
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** The folder `Logs/`: day files, blobs and request files. Executing device and readers alike. */
export interface LedgerFiles {
  /** Days that have a file, `YYYY-MM-DD`, ascending. */
  days(): Promise<string[]>;
  /** Names of files beside the day files that look like copies of one, as a sync makes them of a conflict. */
  copies?(): Promise<string[]>;
  /** Bytes of a day's file, null when there is none. */
  read(day: string): Promise<Uint8Array | null>;
  open(day: string): Promise<LedgerHandle>;
  /** Content-addressed text (PRODUCT K5: long content by hash); `durable` means on disk when it returns. */
  writeBlob(hash: string, bytes: Uint8Array): Promise<void>;
  /** Null when the owner erased it. */
  readBlob(hash: string): Promise<Uint8Array | null>;
  /** Names of request files, sorted. */
  requests(): Promise<string[]>;
  readRequest(name: string): Promise<string | null>;
  /** Immutable: fails when the name exists. */
  writeRequest(name: string, text: string): Promise<void>;
  removeRequest(name: string): Promise<void>;
}

/** Device-local memory outside the vault: never synced (PRODUCT E4, K9). */
export interface Device {
  readonly id: string;
  /** It never executes, e.g. a phone: it shows, and leaves requests. */
  readonly reader?: true;
  /** Value by name, null when never set. */
  recall(name: string): Promise<Json>;
  remember(name: string, value: Json): Promise<void>;
  /** Takes the lock of this vault, or says who holds it. */
  lock(): Promise<{ release(): Promise<void> } | { held_by: string }>;
}

export interface Secrets {
  /** "" when there is none. Never logged, never in a URL or an error (PRODUCT K9). */
  get(name: string): string;
  /** Keeps a secret that a service renewed, e.g. a rotated refresh token. */
  set(name: string, value: string): void;
}

/** An open ear on this machine for the one answer that a browser brings back (PRODUCT G1). */
export interface Listening {
  /** `http://127.0.0.1:<port>/callback`: where the browser must be sent to. */
  address: string;
  /** Query of the accepted answer, or why none came. When it settles, nothing listens any more. */
  answer: Promise<{ query: string } | { failure: "cancelled" | "timed_out" | "foreign_answer" }>;
  /** Stops listening: `cancelled`. */
  close(): void;
}

/** A server for one answer to a sign-in. It shows the browser a page without content of its own, and keeps and logs nothing. */
export interface SignInServer {
  /**
   * `port`: 0 for one that is free. `accepts` decides by its query whether an answer is the one that is waited for; every other request is
   * answered 404 and waited past, so that no stranger's page can end a sign-in. `limit_ms`: then it is `timed_out`, or `foreign_answer`
   * when answers came that were not accepted.
   */
  listen(want: { port: number; accepts(query: string): boolean; limit_ms: number; signal: AbortSignal }): Promise<Listening | { failure: "port_taken" | "no_listener" }>;
}

/** A program that runs beside everything else: what it does, even for ever, holds up nobody, and it can be stopped at any moment. */
export interface Aside {
  /** What it answers, or the sentence of what it threw, also when it ended meanwhile. Null: it cannot run here, nothing was answered ever. */
  ask(question: unknown): Promise<{ answer: unknown } | { error: string } | null>;
  /** Ends it; who still waits gets an error. */
  stop(): void;
}

/** Reads front matter; YAML libraries differ per host. Throws an Error with a sentence when it is not YAML. */
export type ReadYaml = (text: string) => unknown;

/** Where progress and warnings for a person go; never a secret, never part of the ledger. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
}

export interface Ports {
  clock: Clock;
  http: Http;
  notes: Notes;
  files: LedgerFiles;
  device: Device;
  secrets: Secrets;
  readYaml: ReadYaml;
  log: Log;
  /** Absent where no browser can come back to the program, e.g. on a phone. */
  sign_in_server?: SignInServer;
  /**
   * Starts a program: the text of a script without imports that defines `answer(question)`. Null, or absent, where there are no threads.
   * Questions and answers are plain data.
   */
  aside?(program: string): Aside | null;
  /** Random text for ids that need not be repeatable (request files, ledger id): at least 80 bits. */
  randomId(): string;
}

/** Is this an answer, or a failure to get one? */
export function answered(result: HttpResponse | HttpFailure): result is HttpResponse {
  return "status" in result;
}

/** A failure that a port reports about the disk: shown to the person as it is. */
export class HostError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.effect} ${problem.cause} ${problem.next}`);
    this.name = "HostError";
  }
}

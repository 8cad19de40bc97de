/**
 * Owns: what every call to a service is given, the settings that it reads, and what "Test connection" answers.
 * Never: a concrete service.
 */
import type { Problem } from "./core/action";
import type { Http } from "./ports";

/** A setting of a service. Settings tab, environment and docs are drawn from these. */
export interface Field {
  key: string;
  label: string;
  help: string;
  kind: "text" | "url" | "secret" | "choice";
  /** Name of the environment variable that stands for it when headless. */
  env: string;
  /** Used when nothing is set; "" when the owner must say. */
  fallback: string;
  /** A loopback-only address for tests and self-hosted twins: never offered in settings. */
  loopback_only?: boolean;
  /** Kept by the channel itself with `Call.keep`: never offered in settings. */
  own?: boolean;
}

/** A field that the owner fills in. */
export const isOwners = (field: Field): boolean => field.loopback_only !== true && field.own !== true;

/** What every call to a service is given. */
export interface Call {
  http: Http;
  now(): Date;
  sleep(ms: number): Promise<void>;
  /** Value of one of the channel's own fields, "" when unset. */
  field(key: string): string;
  /** Keeps a renewed secret field. */
  keep(key: string, value: string): void;
  /** Stored bytes by their SHA-256, e.g. a picture; null when the owner erased them. */
  blob(hash: string): Promise<Uint8Array | null>;
  /** False for everything but `perform` in live mode: the wire must then refuse every call that is not on its list of reads (PRODUCT K2, K3). */
  may_write: boolean;
  signal?: AbortSignal;
  /** For a wire that does not go through `http`: announces a wait that ends within `limit_ms`, so that it is not taken for a standstill (PRODUCT E2). */
  during?<T>(limit_ms: number, work: () => Promise<T>): Promise<T>;
}

/** `ok: null` = not set up: neither good nor broken. */
export interface Check {
  ok: boolean | null;
  /** Plain words: what was found, or what is wrong and what to do. */
  text: string;
  /** It does not let us in with what is set: it is not asked again before that changes or a person tests the connection (PRODUCT E3). */
  refused?: Problem;
  /** What is left of the service's own allowance of posts, as a sentence: shown to whoever writes or decides one. */
  left?: string;
}

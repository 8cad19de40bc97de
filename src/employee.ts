/**
 * Owns: the composition root - ports and settings become the running employee. The one place where parts meet.
 * Never: a rule of the business; those live in core, engine and the channels.
 */
import type { Check } from "./channel";
import type { Card, Detail } from "./core/card";
import type { Status } from "./core/action";
import type { JsonObject } from "./core/json";
import type { Mail } from "./core/mail";
import type { Answer, Asker, Wish } from "./core/wish";
import type { Settings } from "./settings";

export type { Answer, Asker, Wish };

/** What one pass did: `once --json` (CLI contract). */
export interface PassSummary {
  observed: number;
  proposed: number;
  decided: number;
  executed: number;
  failed: number;
  unknown: number;
  waiting: number;
  services: Record<string, Check>;
}

/** Everything a status bar, a dashboard header or an empty state needs. */
export interface Overview {
  realm: "real" | "sandbox";
  /** This device executes. */
  executor: boolean;
  /** Why nothing is executed here, as a sentence; null when all is well. */
  stopped: string | null;
  paused: { by: string; reason: string; at: string } | null;
  live: string[];
  waiting: number;
  failed: number;
  unknown: number;
  services: Record<string, Check & { label: string; at: string | null }>;
  /** UTC ISO time of the newest ledger line: "last seen". */
  last_seen: string | null;
  settings_problems: string[];
  /** Settings that were loosened from outside and wait for a confirmation on this device. */
  to_confirm: string[];
}

export interface Employee {
  /** Opens the ledger; folders and first notes are made. Returns created paths. */
  open(): Promise<string[]>;
  /** One pass: watch, take decisions, execute what is due, project. */
  pass(): Promise<PassSummary>;
  /** Passes until `stop`, under the supervisor. */
  start(): void;
  /** Finishes the write in hand, releases lock and timers. */
  stop(): Promise<void>;
  /** `status`: one of the statuses, "any", or null for everything open. */
  list(status: Status | "any" | null): Promise<Card[]>;
  show(id: string): Promise<Detail | null>;
  wish(wish: Wish, asker: Asker): Promise<Answer>;
  takeOver(): Promise<{ executor: string; epoch: number }>;
  check(service: string | null): Promise<Record<string, Check>>;
  /** Writes a report for the period of a date in the owner's zone (null: the newest). */
  report(generator: string, date: string | null): Promise<{ path: string; partial: boolean; figures: JsonObject }>;
  ingest(mails: Mail[]): Promise<{ observed: number; proposed: number }>;
  overview(): Overview;
  /** Called after every change; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  changeSettings(settings: Settings): Promise<void>;
}

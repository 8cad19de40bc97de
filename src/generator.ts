/**
 * Owns: what a generator is - it reads the ledger and returns a note, it never acts.
 * Never: a concrete generator, or writing anything.
 */
import type { Channel } from "./channel";
import type { JsonObject } from "./core/json";
import type { Line } from "./core/record";
import type { State } from "./core/state";
import type { Settings } from "./settings";
import type { Watcher } from "./watcher";

/** Everything that can be added with one line in `registry.ts`. */
export interface Registry {
  channels: Channel[];
  watchers: Watcher[];
  generators: Generator[];
}

/** What a generator may look at. */
export interface Sources {
  /** Lines of the UTC days that hold [from, to) (UTC ISO), in order: at least every line of that span. What cannot be read is left out; `damage` then says where. */
  lines(from: string, to: string): AsyncIterable<Line>;
  /** Sentences about lines that could not be read, filled while `lines` runs: the report is then partial. */
  damage(): string[];
  /** The fold of the ledger now. */
  state: State;
  settings: Settings;
  now: Date;
  /** Text of a note below the root folder, e.g. `Business_Goals.md`; null when there is none. */
  note(path: string): Promise<string | null>;
  /** Notes directly in a folder below the root, paths relative to the root. */
  notes(folder: string): Promise<string[]>;
  readYaml(text: string): unknown;
}

/** A period that should have a report by now. */
export interface Due {
  /** Identifies the period for good, e.g. the Monday `2026-11-16`. */
  period: string;
  /** True when its time passed while the program was not running (PRODUCT L4). */
  late: boolean;
  /** False for the Sunday edition that is rewritten when the week is over (PRODUCT L2). */
  final: boolean;
}

export interface Report {
  /** Below the root folder. */
  path: string;
  /** "": there is nothing to tell of the period, and no note is written. */
  markdown: string;
  /** Something could not be measured, or the period is not over. */
  partial: boolean;
  /** The period is over: written again it can only say the same. */
  final: boolean;
  /** The numbers of the note, for the command line and tests. Unmeasured is null, never 0. */
  figures: JsonObject;
}

export interface Generator {
  id: string;
  label: string;
  /** Plan's action name in the log: `audit_generate`, `ceo_briefing_generate`. */
  log: string;
  /** Periods to write now, oldest first. `reported`: what the ledger says was written and when, newest per period; `since`: when this ledger began. */
  due(settings: Settings, reported: { period: string; final: boolean; at: string }[], since: string, now: Date): Due[];
  /** The period a person means by a date (owner's zone). `began`: the date the ledger began, where they named none and mean what there is to tell. */
  periodOf(date: string, began: string | null): string;
  /** `existing`: the note as it is now, whose owner's part below the marker survives. Same sources, same text. */
  generate(due: Due, sources: Sources, existing: string | null): Promise<Report>;
}

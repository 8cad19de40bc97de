/**
 * Owns: the twin's data - tables, id sequences, external ids - and its transactions.
 * Never: rules of a model; those are in partners.ts, moves.ts and load.ts.
 */
import type { Json } from "../../core/json";
import type { Version } from "./problem";
import { schema, type ModelDef } from "./schema";
import type { OdooSeed } from "./seed";

/** Text of a value as the server would print it; "" for nothing. */
export function plain(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null || value === false ? "" : JSON.stringify(value);
}

export type Row = { id: number; [field: string]: Json };
export interface Account {
  id: number;
  login: string;
  key: string;
  rights: "billing" | "none";
}

/** Everything that a server would have on its disk, as plain data. */
export type Records = {
  tables: Record<string, Row[]>;
  /** Highest id given out per model; a rolled back transaction burns ids, as a database sequence does. */
  sequences: Record<string, number>;
};

export class Store {
  readonly models: Record<string, ModelDef>;
  readonly users: Account[] = [];
  /** External ids that a running or failed `load` has touched: 19 answers `[model, false]` for them (recording 252). */
  readonly touched = new Map<string, string>();
  /** External ids of a `load` that has not committed yet. */
  readonly running = new Set<string>();
  today: string;
  /** How its mail fares: what leaves, and whether it can make a PDF. */
  mail: { delivery: "works" | "no_server" | "queued"; pdf: boolean } = { delivery: "works", pdf: true };
  private data: Records = { tables: {}, sequences: {} };

  constructor(
    readonly version: Version,
    readonly seed: OdooSeed,
  ) {
    this.models = schema(version, seed.invoicing);
    this.today = seed.today;
  }

  rows(model: string): Row[] {
    return (this.data.tables[model] ??= []);
  }
  find(model: string, id: Json | undefined): Row | undefined {
    return this.rows(model).find((row) => row.id === id);
  }
  /** Adds a row, with the next id of its model unless one is given. */
  insert(model: string, values: Record<string, Json>, id?: number): Row {
    const last = this.data.sequences[model] ?? 0;
    const row: Row = { ...values, id: id ?? last + 1 };
    this.data.sequences[model] = Math.max(last, row.id);
    this.rows(model).push(row);
    return row;
  }
  /** The next record of a model gets this id, as after ids that other work has used up. */
  reserve(model: string, id: number): void {
    this.data.sequences[model] = id - 1;
  }
  remove(model: string, ids: number[]): void {
    this.data.tables[model] = this.rows(model).filter((row) => !ids.includes(row.id));
    this.data.tables["ir.model.data"] = this.rows("ir.model.data").filter((row) => row["model"] !== model || !ids.includes(Number(row["res_id"])));
  }

  external(module: string, name: string): Row | undefined {
    return this.rows("ir.model.data").find((row) => row["module"] === module && row["name"] === name);
  }

  /** A copy of the records, to go on from later. */
  records(): Records {
    return structuredClone(this.data);
  }
  /** Goes on from records of earlier. */
  restore(records: Records): void {
    this.data = structuredClone(records);
  }

  /** Runs to the end or leaves everything as it was. */
  transaction<T>(run: () => T): T {
    const before = structuredClone(this.data.tables);
    try {
      return run();
    } catch (error) {
      this.data.tables = before;
      throw error;
    }
  }
}

/**
 * Owns: a ledger for tests of reports - real lines of the real format, written in the order of their time.
 * Never: a line that the program itself could not have written.
 */
import { parse } from "yaml";
import type { Decision, Proposal, Verdict } from "../../src/core/action";
import { checkpoint } from "../../src/core/checkpoint";
import type { EventName, Events, Judged } from "../../src/core/event";
import type { JsonObject } from "../../src/core/json";
import { nameOfEvent, type LogNames } from "../../src/core/line-name";
import { encode, GENESIS, hashOf, toLine, type Line } from "../../src/core/record";
import { assertPossible } from "../../src/core/possible";
import { apply } from "../../src/core/fold";
import { emptyState, type State } from "../../src/core/state";
import type { Sources } from "../../src/generator";
import { registry } from "../../src/registry";
import { DEFAULTS, type Settings } from "../../src/settings";

const { channels, generators } = registry();
const NAMES: LogNames = {
  operation: (channel, operation) => channels.find(({ id }) => id === channel)?.operations[operation]?.log ?? `${channel}_${operation}`,
  report: (generator) => generators.find(({ id }) => id === generator)?.log ?? `${generator}_generate`,
};

export function problem(effect: string): { code: string; effect: string; cause: string; next: string } {
  return { code: "ODOO_CONNECTION_ERROR", effect, cause: "The server did not answer.", next: "Test the connection." };
}

export function proposal(id: string, parts: Partial<Proposal> = {}): Proposal {
  return {
    id, type: "odoo_invoice", deliveries: [{ channel: "odoo", operation: "create_invoice", payload: { name: id } }], depends_on: [], origin: { kind: "mail", id: `gmail:${id}` },
    summary: `Invoice for ${id}`, money: { amount: "250.00", currency: "EUR" }, evidence: {}, signs: [], keys: { thread: null, po_number: null, partner: null }, assumptions: [], ...parts,
  };
}

export class TestLedger {
  readonly lines: Line[] = [];
  readonly state: State = emptyState();
  private head = GENESIS;

  /** Appends one event; a new UTC day opens with a checkpoint, as in the program. */
  add<N extends EventName>(at: string, event: N, data: Events[N], about: { action_id?: string; delivery?: string } = {}): this {
    const timestamp = new Date(at).toISOString();
    if (this.state.at.slice(0, 10) !== timestamp.slice(0, 10)) this.enter(timestamp, "checkpoint", { state: checkpoint(this.state, new Date(at)) }, {});
    this.enter(timestamp, event, data, about);
    return this;
  }

  private enter<N extends EventName>(timestamp: string, event: N, data: Events[N], about: { action_id?: string; delivery?: string }): void {
    assertPossible(this.state, { event, data, ...about });
    const line = toLine({ event, data, ...about }, {
      timestamp, seq: this.state.seq + 1, device: "laptop", epoch: 1, realm: "real", prev: this.head,
      action: nameOfEvent({ event, data, ...about }, this.state, NAMES), approval_status: event === "granted" ? "human_approved" : "not_required",
    });
    const copy = structuredClone(line);
    apply(this.state, line);
    this.lines.push(copy);
    this.head = hashOf(encode(line));
  }

  open(at: string): this {
    return this.add(at, "opened", { ledger: "ledger-1", version: "0.1.0", zone: "UTC" });
  }

  /** The program runs from one instant to another: a sign of life every 15 minutes. `work` writes lines at its times. */
  run(from: string, to: string, work: Record<string, (at: string) => void> = {}): this {
    this.open(from);
    const signs = new Map<string, (at: string) => void>();
    for (let at = Date.parse(from) + 900_000; at < Date.parse(to); at += 900_000) signs.set(new Date(at).toISOString(), (time) => this.add(time, "alive", { jobs: ["gmail"] }));
    const all = [...signs, ...Object.entries(work).map(([at, write]) => [new Date(at).toISOString(), write] as const)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [at, write] of all) write(at);
    return this.add(to, "released", {});
  }

  mail(at: string, id: string, from = "Ada Byron <ada@acme.example>", subject = `Please invoice ${id}`): this {
    return this.add(at, "observed", { id: `gmail:${id}`, source: "gmail", at: new Date(at).toISOString(), hash: "0".repeat(64), thread: null, subject, from });
  }

  filed(at: string, id: string, as: Events["filed"]["as"] = "action", note: string | null = null): this {
    return this.add(at, "filed", { id: `gmail:${id}`, as, kind: "invoice_request", note, actions: as === "action" ? [id] : [], reason: "", later: null });
  }

  propose(at: string, id: string, parts: Partial<Proposal> = {}, decision: Verdict["decision"] = "ask"): this {
    this.add(at, "proposed", judged(at, proposal(id, parts), decision), { action_id: id });
    return this.add(at, "noted", { path: `AI_Employee/Pending_Approval/INVOICE_draft_${at.slice(0, 10)}_${id}.md` }, { action_id: id });
  }

  grant(at: string, id: string, via: Decision["via"] = "panel"): this {
    return this.add(at, "granted", { by: "owner", via, at, fingerprint: "f".repeat(64), not_before: at, holds_until: at }, { action_id: id });
  }

  private channelsOf(id: string): string[] {
    return this.state.actions[id]?.proposal.deliveries.map(({ channel }) => channel) ?? [];
  }

  start(at: string, id: string): this {
    for (const delivery of this.channelsOf(id)) this.add(at, "started", { fingerprint: "f".repeat(64), attempt: 1 }, { action_id: id, delivery });
    return this;
  }

  settle<N extends "settled_done" | "settled_failed" | "settled_unknown" | "found_done">(at: string, id: string, event: N, data: Events[N]): this {
    for (const delivery of this.channelsOf(id)) this.add(at, event, data, { action_id: id, delivery });
    return this;
  }

  /** Granted, started and done everywhere in three minutes. */
  done(at: string, id: string, via: Decision["via"] = "panel", data: JsonObject = {}): this {
    const later = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();
    return this.grant(at, id, via).start(later(1), id).settle(later(3), id, "settled_done", { receipt: { id: "42", label: `INV/2026/${id}`, url: null, data, difference: null } });
  }
}

export function judged(at: string, of: Proposal, decision: Verdict["decision"] = "ask"): Judged {
  return {
    proposal: of, fingerprint: "f".repeat(64), modes: { odoo: "live" }, signs: [], expires_at: new Date(Date.parse(at) + 48 * 3_600_000).toISOString(),
    verdict: { decision, reasons: [{ code: "cross_domain", text: "It came from a mail." }], high_risk: false },
  };
}

export interface World {
  lines: readonly Line[];
  now: string;
  settings?: Partial<Settings>;
  notes?: Record<string, string>;
  damage?: string[];
}

/** Sources over a test ledger and a few notes, as the engine would hand them in. */
export function sources({ lines, now, settings = {}, notes = {}, damage = [] }: World): Sources {
  let state = emptyState();
  for (const line of lines) {
    try {
      if (line.timestamp < new Date(now).toISOString()) state = apply(state, structuredClone(line));
    } catch {
      break;
    }
  }
  return {
    async *lines(from, to) {
      const day = (at: string): string => at.slice(0, 10);
      for (const line of lines) if (day(line.timestamp) >= day(from) && day(line.timestamp) <= day(to)) yield await Promise.resolve(structuredClone(line));
    },
    damage: () => damage,
    state,
    settings: { ...DEFAULTS, zone: "Europe/Berlin", currency: "EUR", ...settings },
    now: new Date(now),
    note: (path) => Promise.resolve(notes[path] ?? null),
    notes: (folder) => Promise.resolve(Object.keys(notes).filter((path) => path.startsWith(`${folder}/`)).sort()),
    readYaml: (text) => parse(text) as unknown,
  };
}


/**
 * Owns: what each event does to the state - the one fold of the ledger's lines.
 * Never: a clock, a file, or a line that the lifecycle table does not allow.
 */
import { noticed } from "./cases";
import { dataOf, isEvent, type Line } from "./record";
import type { EventName, Events, Judged } from "./event";
import { next, type Move } from "./lifecycle";
import { readPeriodId } from "./recurring";
import type { Problem, Receipt } from "./action";
import { ImpossibleMove, isMove, movable, statusOf, type ActionState, type ObservationState, type DeliveryState, type State } from "./state";

/** Bank accounts of one sender that are remembered. */
const MOST_ACCOUNTS = 12;

function newDelivery(): DeliveryState {
  return { status: "waiting", attempts: 0, started_at: null, remembered: {}, receipt: null, problem: null, again_at: null, lookups: 0, findings: [] };
}

function judge(action: ActionState, judged: Judged): void {
  const { proposal, fingerprint, modes, verdict, facts = [], signs, expires_at } = judged;
  Object.assign(action, { proposal, fingerprint, modes, verdict, facts, signs, expires_at, decision: null });
  for (const { channel } of proposal.deliveries) action.deliveries[channel] ??= newDelivery();
}

/** What a move leaves behind in the delivery, besides its status. */
const MARKS: { [M in Move]?: (delivery: DeliveryState, data: Events[M], line: Line) => void } = {
  started(delivery, data, line) {
    Object.assign(delivery, { attempts: data.attempt, started_at: line.timestamp, remembered: {}, problem: null, again_at: null, lookups: 0 });
  },
  simulated(delivery, data) {
    delivery.findings = data.findings;
  },
  settled_done: keepReceipt,
  found_done: keepReceipt,
  resolved_happened: keepReceipt,
  settled_failed: keepProblem,
  settled_unknown: keepProblem,
  found_absent: keepProblem,
  resolved_not: keepProblem,
  quarantined: keepProblem,
  strayed(delivery, data) {
    keepProblem(delivery, data);
    Object.assign(delivery, { started_at: data.at, lookups: 0 });
    // One attempt more has been made than this ledger knows of.
    delivery.attempts += 1;
  },
  settled_not_attempted(delivery, data) {
    delivery.problem = data.problem;
    delivery.again_at = data.again_at;
    // The attempt never reached the service: it does not count as one.
    delivery.attempts -= 1;
  },
  found_unclear(delivery, data) {
    delivery.problem = data.problem;
    delivery.again_at = data.again_at;
    delivery.lookups += 1;
  },
};

function keepReceipt(delivery: DeliveryState, data: { receipt: Receipt }): void {
  Object.assign(delivery, { receipt: data.receipt, problem: null, again_at: null });
}
function keepProblem(delivery: DeliveryState, data: { problem: Problem }): void {
  Object.assign(delivery, { problem: data.problem, again_at: null });
}

function move(state: State, action: ActionState, line: Line & { event: Move }): void {
  const { event } = line;
  const keys = line.delivery === null ? movable(action, event) : [line.delivery];
  if (keys.length === 0) throw new ImpossibleMove(event, action.proposal.id, statusOf(action));
  for (const key of keys) {
    const delivery = action.deliveries[key];
    const to = delivery && next(delivery.status, event);
    if (!delivery || !to) throw new ImpossibleMove(event, `${action.proposal.id}/${key}`, delivery?.status ?? "not there");
    delivery.status = to;
    const mark = MARKS[event] as ((delivery: DeliveryState, data: unknown, line: Line) => void) | undefined;
    mark?.(delivery, dataOf(line), line);
  }
  if (isEvent(line, "edited") || isEvent(line, "returned") || isEvent(line, "renewed") || isEvent(line, "resent")) judge(action, dataOf(line));
  if (isEvent(line, "edited")) {
    const { changed, fields, later_change } = dataOf(line);
    Object.assign(action, { changed, own_fields: { ...action.own_fields, ...fields }, set: line.seq, ...(later_change && { later_change }) });
  }
  if (isEvent(line, "returned")) action.returned = dataOf(line).why;
  if (isEvent(line, "granted")) Object.assign(action, { decision: dataOf(line), returned: null });
  if (isEvent(line, "undone")) action.decision = null;
  if (isEvent(line, "denied")) action.denied = dataOf(line).reason;
  if (isEvent(line, "started")) countStarted(state, action, line);
  if (isEvent(line, "settled_not_attempted")) uncountStarted(state, action, line);
  const label = Object.values(action.deliveries).find((delivery) => delivery.receipt)?.receipt?.label ?? null;
  for (const recent of state.recent) if (recent.action === action.proposal.id) recent.label = label;
}

function countStarted(state: State, action: ActionState, line: Line & { event: "started" }): void {
  const delivery = action.proposal.deliveries.find(({ channel }) => channel === line.delivery);
  if (!delivery) return;
  const { channel, operation } = delivery;
  const { price } = dataOf(line);
  state.started.push({ at: line.timestamp, action: action.proposal.id, channel, operation, money: action.proposal.money, ...(price && { price }) });
}

/** It never reached the service, so no cap is used up by it. */
function uncountStarted(state: State, action: ActionState, line: Line): void {
  const index = state.started.findLastIndex((entry) => entry.action === action.proposal.id && entry.channel === line.delivery);
  if (index >= 0) state.started.splice(index, 1);
}

function propose(state: State, line: Line & { event: "proposed" }): void {
  const judged = dataOf(line);
  const { id, type, keys, money, origin } = judged.proposal;
  state.actions[id] = {
    ...judged,
    created_at: line.timestamp,
    deliveries: Object.fromEntries(judged.proposal.deliveries.map(({ channel }) => [channel, newDelivery()])),
    decision: null,
    denied: null,
    changed: [],
    own_fields: {},
    returned: null,
    note: null,
    ...(state.by_force && { put_back: true }),
    missing_since: null,
    missing_with_many: false,
    archived: false,
    touched: line.seq,
    set: line.seq,
  };
  const period = readPeriodId(origin.kind === "schedule" ? origin.id : null);
  const schedule = period && state.schedules[period.schedule];
  // The line of a period's action is what says that the period was dealt with: never one without the other.
  if (schedule && (schedule.through ?? "") < period.date) Object.assign(schedule, { through: period.date, why: "" });
  state.recent.push({ action: id, at: line.timestamp, type, keys, money, label: null });
}

/** Whose turn it is. A device that goes on may have the log, and not the notes yet: none that is missing counts as deleted, it is written again. */
function turn(state: State, { device, epoch, timestamp }: Line): void {
  if (epoch !== state.epoch) {
    state.since_turn = timestamp;
    for (const action of Object.values(state.actions)) Object.assign(action, { note: null, missing_since: null });
  }
  Object.assign(state, { device, epoch, released: false, released_to: null, by_force: state.by_force && epoch === state.epoch });
}

/** What an event that is no move does; an event that is not named changes nothing but the head. */
const EFFECTS: { [N in EventName]?: (state: State, data: Events[N], line: Line, action: ActionState | undefined) => void } = {
  opened(state, data, line) {
    turn(state, line);
    Object.assign(state, { ledger: data.ledger, realm: line.realm });
    state.since ||= line.timestamp;
  },
  released(state, { to }) {
    Object.assign(state, { released: true, released_to: to ?? null });
  },
  taken_over(state, _data, line) {
    turn(state, line);
    // The notes may be ahead of this log: what lies in Approved was moved there in lines that are gone, by whomever. Also what is yet to be proposed anew.
    state.by_force = true;
    for (const action of Object.values(state.actions)) action.put_back = true;
  },
  observed(state, data) {
    const { id, at, source, hash, thread, message_id } = data;
    const seen: ObservationState = { at, source, hash, thread, ...(message_id !== undefined && { message_id }), filed: null };
    state.observations[id] = seen;
    noticed(state.observations, id, seen);
  },
  cursor_moved(state, data, line) {
    const { watcher, cursor, observed, skipped } = data;
    state.cursors[watcher] = { cursor, at: line.timestamp, observed, skipped };
  },
  filed(state, { id, contact, ...filed }) {
    const seen = state.observations[id];
    if (!seen) return;
    seen.filed = filed;
    if (!contact || contact.email === "") return;
    const { first = id, accounts = [] } = Object.hasOwn(state.contacts, contact.email) ? (state.contacts[contact.email] ?? {}) : {};
    state.contacts[contact.email] = { name: contact.name, first, at: seen.at, accounts: [...new Set([...accounts, ...contact.accounts])].slice(-MOST_ACCOUNTS) };
  },
  remembered(_state, data, line, action) {
    const delivery = action?.deliveries[line.delivery ?? ""];
    if (delivery) delivery.remembered = { ...delivery.remembered, ...data.data };
  },
  noted(_state, data, _line, action) {
    if (!action) return;
    Object.assign(action, { note: data.path, missing_since: null });
    delete action.put_back;
  },
  missing(_state, { many }, line, action) {
    if (action) Object.assign(action, { missing_since: line.timestamp, missing_with_many: many });
  },
  found_again(_state, _data, _line, action) {
    if (action) action.missing_since = null;
  },
  archived(_state, data, _line, action) {
    if (action) Object.assign(action, { archived: true, note: data.path });
  },
  note_quarantined(state, { path, hash, why }, line) {
    state.quarantined_notes[path] = { hash, why, at: line.timestamp };
  },
  requested(state, { name, same }, line) {
    state.requests[name] = line.timestamp;
    if (same !== undefined) state.requests[same] = line.timestamp;
  },
  measured(state, { service, ...figures }, line) {
    state.measured[service] = { ...figures, at: line.timestamp };
  },
  audience(state, { service, week, posts = [] }) {
    state.audiences[service] = week.from;
    state.seen.push(...posts.map((post) => ({ ...post, service })));
  },
  prepared(state, { what, about, level, note }, line) {
    state.prepared[`${what}:${about}`] = { level, note, at: line.timestamp };
  },
  schedule_begun(state, { replaces, ...schedule }, line) {
    const old = state.schedules[replaces ?? ""];
    if (old) Object.assign(old, { status: "stopped", why: "It was replaced by a changed one." });
    if (line.action_id !== null) state.schedules[line.action_id] = { ...schedule, status: "active", why: "" };
  },
  schedule_set(state, { status, why, through }, line) {
    const schedule = state.schedules[line.action_id ?? ""];
    if (schedule) Object.assign(schedule, { status, why, through });
  },
  paused(state, { by, reason }, line) {
    state.paused = { by, reason, at: line.timestamp };
  },
  resumed(state) {
    state.paused = null;
  },
  channel_paused(state, { service, problem }, line) {
    state.channels_paused[service] = { problem, at: line.timestamp };
  },
  channel_resumed(state, { service }) {
    state.channels_paused = Object.fromEntries(Object.entries(state.channels_paused).filter(([id]) => id !== service));
  },
  service_checked(state, { service, ...found }, line) {
    state.services[service] = { ...found, at: line.timestamp };
  },
  reported(state, { report, period, path, final }, line) {
    state.reported = state.reported.filter((entry) => entry.report !== report || entry.period !== period);
    state.reported.push({ report, period, path, final, at: line.timestamp });
  },
};

/**
 * Applies one line to a state and returns it (the state is changed in place; the caller owns it).
 * Throws ImpossibleMove for a move that the lifecycle table does not have.
 */
export function apply(state: State, line: Line): State {
  if (isEvent(line, "checkpoint")) {
    const kept = dataOf(line).state as unknown as State;
    Object.assign(state, structuredClone(kept), { seq: line.seq, at: line.timestamp });
    return state;
  }
  const action = line.action_id === null ? undefined : state.actions[line.action_id];
  if (isEvent(line, "proposed")) propose(state, line);
  else if (isMove(line.event)) {
    if (!action) throw new ImpossibleMove(line.event, line.action_id ?? "no action", "not there");
    move(state, action, line as Line & { event: Move });
  } else {
    const effect = EFFECTS[line.event] as ((state: State, data: unknown, line: Line, action: ActionState | undefined) => void) | undefined;
    effect?.(state, dataOf(line), line, action);
  }
  const touched = action ?? (line.action_id === null ? undefined : state.actions[line.action_id]);
  if (touched) touched.touched = line.seq;
  state.seq = line.seq;
  state.at = line.timestamp;
  return state;
}

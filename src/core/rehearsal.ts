/**
 * Owns: policy rehearsal - what changed rules would have decided over past requests, from the facts that stand in the ledger (PRODUCT section 3).
 * Never: reading a fact anew, or a guess: what an older line does not say is counted as not measured.
 */
import { capReached, type CapKind } from "./caps";
import type { Judged } from "./event";
import type { Freedom } from "./loosening";
import { judge, type PolicyFacts } from "./policy";
import { dataOf, isEvent, type Line } from "./record";
import type { Started } from "./state";

/** The part of the settings that a rehearsal judges by. */
export type Rules = Omit<Freedom, "live" | "posts">;

/** A request that the changed rules would have judged differently. */
export interface Changed {
  id: string;
  /** Summary of the action: untrusted. */
  summary: string;
  /** UTC ISO time of the judgement. */
  at: string;
  before: Way;
  after: Way;
}

/** `automatic`: by itself; `person`: a person decides; `high_risk`: a person decides, in the panel only. */
export type Way = "automatic" | "person" | "high_risk";

export interface Compared {
  before: number;
  after: number;
}

export interface Rehearsal {
  /** Requests that were judged in that time and whose facts are known. */
  requests: number;
  /** Requests of which an older line does not say the facts. */
  not_measured: number;
  automatic: Compared;
  high_risk: Compared;
  changed: Changed[];
  /** Starts that the caps would have held back for a while. */
  held: Compared;
  /** Decisions of a person that would have come after the time to decide was over. */
  too_late: Compared;
  /** Approved work that started only after its decision no longer held. */
  lapsed: Compared;
  /** Decisions taken back in time for the undo that could not have been. */
  not_undone: Compared;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Story {
  at: string;
  judged: Judged;
  decided: boolean;
  granted: { at: string; by_policy: boolean } | null;
}

function wayOf({ proposal, signs }: Judged, facts: readonly PolicyFacts[], { currency, limits }: Rules): Way {
  const verdict = judge(facts.map((known) => ({ ...known, origin: proposal.origin, signs, limits: { currency, automatic: limits.automatic, high_risk: limits.high_risk } })));
  return verdict.decision === "allow" ? "automatic" : verdict.high_risk ? "high_risk" : "person";
}

const since = (from: string, to: string): number => Date.parse(to) - Date.parse(from);
const longer = (times: readonly number[], ms: (rules: Rules) => number, before: Rules, after: Rules): Compared => ({
  before: times.filter((time) => time > ms(before)).length,
  after: times.filter((time) => time > ms(after)).length,
});

/** How many of the starts a cap would have held back. What waits does not count against the cap until it starts. */
function held(started: readonly Started[], kindOf: (entry: Started) => CapKind, { limits }: Rules): number {
  const taken: Started[] = [];
  let count = 0;
  for (const entry of started) {
    const at = Date.parse(entry.at);
    const lately = taken.filter((other) => at - Date.parse(other.at) < DAY_MS);
    if (capReached(kindOf(entry), lately, kindOf, limits, new Date(at)) === null) taken.push(entry);
    else count += 1;
  }
  return count;
}

/**
 * Judges every request of the lines by both rules. Each counts once, with the facts of its last judgement before it was decided.
 * `kindOf`: how the caps count an operation.
 */
export function rehearse(lines: readonly Line[], before: Rules, after: Rules, kindOf: (entry: Started) => CapKind): Rehearsal {
  const stories = new Map<string, Story>();
  const started: Started[] = [];
  const decided: { payment: boolean; ms: number }[] = [];
  const waited: number[] = [];
  const undone: number[] = [];
  for (const line of lines) {
    const id = line.action_id ?? "";
    const story = stories.get(id);
    if (isEvent(line, "proposed") || isEvent(line, "edited") || isEvent(line, "returned") || isEvent(line, "renewed") || isEvent(line, "resent")) {
      if (story?.decided !== true) stories.set(id, { at: line.timestamp, judged: dataOf(line), decided: false, granted: null });
    } else if (isEvent(line, "granted") && story) {
      const by_policy = dataOf(line).via === "policy";
      Object.assign(story, { decided: true, granted: { at: line.timestamp, by_policy } });
      const payment = story.judged.facts?.every(({ expiry }) => expiry === "payment") === true;
      if (!by_policy) decided.push({ payment, ms: since(story.at, line.timestamp) });
    } else if (isEvent(line, "denied") && story) story.decided = true;
    else if (isEvent(line, "undone") && story?.granted) undone.push(since(story.granted.at, line.timestamp));
    else if (isEvent(line, "started") && story) {
      const delivery = story.judged.proposal.deliveries.find(({ channel }) => channel === line.delivery);
      if (delivery) started.push({ at: line.timestamp, action: id, channel: delivery.channel, operation: delivery.operation, money: story.judged.proposal.money });
      if (story.granted) waited.push(since(story.granted.at, line.timestamp));
    } else if (isEvent(line, "settled_not_attempted")) {
      const index = started.findLastIndex((entry) => entry.action === id && entry.channel === line.delivery);
      if (index >= 0) started.splice(index, 1);
    }
  }
  const all = [...stories.values()];
  const measured = all.filter(({ judged }) => (judged.facts?.length ?? 0) > 0);
  const judged = measured.map(({ at, judged: of }): Changed => {
    const facts = of.facts ?? [];
    return { id: of.proposal.id, summary: of.proposal.summary, at, before: wayOf(of, facts, before), after: wayOf(of, facts, after) };
  });
  const ways = (way: Way): Compared => ({ before: judged.filter((one) => one.before === way).length, after: judged.filter((one) => one.after === way).length });
  const hours = (payment: boolean): Compared =>
    longer(decided.filter((one) => one.payment === payment).map(({ ms }) => ms), ({ expiry }) => (payment ? expiry.payment_hours : expiry.standard_hours) * HOUR_MS, before, after);
  const [standard, payment] = [hours(false), hours(true)];
  return {
    requests: measured.length,
    not_measured: all.length - measured.length,
    automatic: ways("automatic"),
    high_risk: ways("high_risk"),
    changed: judged.filter((one) => one.before !== one.after),
    held: { before: held(started, kindOf, before), after: held(started, kindOf, after) },
    too_late: { before: standard.before + payment.before, after: standard.after + payment.after },
    lapsed: longer(waited, ({ expiry }) => expiry.decision_hours * HOUR_MS, before, after),
    not_undone: longer(undone, ({ undo_seconds }) => undo_seconds * 1000, before, after),
  };
}

const WAYS: Record<Way, string> = { automatic: "by itself", person: "after asking you", high_risk: "after asking you in the panel only" };

const were = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What was found, for a person: a sentence for each thing that would have been different. `since`: "In the last 4 weeks". */
export function rehearsalText(found: Rehearsal, weeks: number): string[] {
  const { requests, not_measured, automatic, high_risk, changed } = found;
  const told = (one: Compared, text: (count: number) => string): string[] => (one.before === one.after ? [] : [`${text(one.after)} instead of ${one.before}.`]);
  const unknown = not_measured === 0 ? [] : [`Not measured: ${were(not_measured, "request")} from before the facts were kept in the log.`];
  if (requests === 0) return [`In the last ${weeks} weeks nothing was asked for whose facts are known.`, ...unknown];
  return [
    changed.length === 0
      ? `In the last ${weeks} weeks all ${were(requests, "request")} would have been decided as by the rules now: ${automatic.after} by themselves.`
      : `In the last ${weeks} weeks ${automatic.after} of ${were(requests, "request")} would have run by themselves instead of ${automatic.before}.`,
    ...told(high_risk, (count) => `${were(count, "request")} would have been high risk`),
    ...told(found.held, (count) => `${were(count, "start")} would have been held back for a while`),
    ...told(found.too_late, (count) => `${were(count, "decision")} of yours would have come too late`),
    ...told(found.lapsed, (count) => `${were(count, "approval")} would no longer have held when the work started`),
    ...told(found.not_undone, (count) => `${were(count, "decision")} could not have been taken back`),
    ...unknown,
  ];
}

/** One line of the list below it. */
export function changedText({ summary, before, after }: Changed): string {
  return `${summary}: ${WAYS[after]}, not ${WAYS[before]}`;
}

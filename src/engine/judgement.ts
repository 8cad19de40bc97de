/**
 * Owns: turning a wish into something that can be decided on: ids, modes, facts, verdict, fingerprint, expiry.
 * Never: granting anything, or writing anywhere.
 */
import type { Facts, FieldProblem, Parsed, Seed } from "../channel";
import type { Delivery, Mode, Origin, Proposal } from "../core/action";
import { caseSigns } from "../core/cases";
import { findDuplicate } from "../core/duplicates";
import type { Judged } from "../core/event";
import { ServiceError } from "../core/failure";
import { fingerprint } from "../core/fingerprint";
import { sha256Hex } from "../core/hash";
import type { JsonObject } from "../core/json";
import { contradictedHistory } from "../core/own-history";
import { judge, type PolicyCase, type PolicyFacts } from "../core/policy";
import { hasBegun, type State } from "../core/state";
import { unusualAmount } from "../core/usual";
import type { Clock } from "../ports";
import type { Settings } from "../settings";
import { countedFrom, publicSigns } from "./publishing";
import type { Services } from "./services";

const HOUR_MS = 3_600_000;

/** The same origin and slot always give the same id: a crash cannot propose twice, and the service can be asked for it. */
export function actionId(origin: string, slot: string): string {
  return `${slot}-${sha256Hex(`${origin}\n${slot}`).slice(0, 14)}`;
}

export interface JudgementParts {
  services: Services;
  clock: Clock;
  settings(): Settings;
  state(): Readonly<State>;
}

/** A seed's payload did not pass its operation's gate: what a message says cannot be sent like this. */
export class NotThroughGate extends Error {
  /** One sentence per field. */
  readonly facts: string[];

  constructor(problems: readonly FieldProblem[]) {
    const facts = problems.map(({ field, text }) => `${field} ${text}`);
    super(facts.join("; "));
    this.name = "NotThroughGate";
    this.facts = facts;
  }
}

/** A proposal from a channel's seed. Throws NotThroughGate. */
export function proposalOf(parts: JudgementParts, channel: string, seed: Seed, origin: Origin): Proposal {
  const operation = parts.services.operation({ channel, operation: seed.operation });
  if (!operation) throw new Error(`${channel} has no operation "${seed.operation}".`);
  const parsed: Parsed<JsonObject> = operation.parse(seed.payload);
  if (!parsed.ok) throw new NotThroughGate(parsed.problems);
  const { depends_on, evidence, signs, assumptions, keys } = seed;
  return {
    id: actionId(origin.id ?? "", seed.slot),
    type: operation.note.type,
    deliveries: [{ channel, operation: seed.operation, payload: parsed.payload }],
    depends_on,
    origin,
    summary: operation.summary(parsed.payload),
    money: operation.money(parsed.payload),
    evidence,
    signs,
    keys,
    assumptions,
  };
}

async function readFacts(parts: JudgementParts, delivery: Delivery, action: string): Promise<Facts> {
  const operation = parts.services.operation(delivery);
  if (!operation) return { money: null, known_payee: null, unreadable: `This version does not know "${delivery.operation}" with this content.`, signs: [] };
  try {
    return await parts.services.breakers.ask(delivery.channel, () => operation.facts(delivery.payload, parts.services.call(delivery.channel), action));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { money: operation.money(delivery.payload), known_payee: null, unreadable: error.message, signs: [] };
  }
}

const isEdited = ({ state }: JudgementParts, id: string): boolean => Object.keys(state().actions[id]?.own_fields ?? {}).length > 0;

/**
 * Reads the facts and judges. A verdict is never older than the reads behind it. `edited`: by a person, now; what was edited before is known.
 * `only`: the channel on which it is about to start, and whose reasons alone are wanted: that another one cannot be read holds it up no longer (PRODUCT S5).
 */
export async function judgeProposal(parts: JudgementParts, proposal: Proposal, edited = isEdited(parts, proposal.id), only: string | null = null): Promise<Judged> {
  const { services, clock } = parts;
  const settings = parts.settings();
  const limits = { currency: settings.currency, automatic: settings.limits.automatic, high_risk: settings.limits.high_risk };
  const duplicate = findDuplicate(proposal, parts.state().recent, clock.now());
  const unusual = unusualAmount(proposal, parts.state().recent);
  const ownSigns = [...proposal.signs, ...caseSigns(parts.state(), proposal.origin), ...(unusual ? [unusual] : []), ...(duplicate ? [duplicate] : []), ...publicSigns(parts, proposal)];
  const modes: Record<string, Mode> = {};
  const cases: PolicyCase[] = [];
  const known: PolicyFacts[] = [];
  let money = proposal.money;
  let longest = settings.expiry.payment_hours;
  const before = parts.state().actions[proposal.id];
  for (const [index, delivery] of proposal.deliveries.entries()) {
    const operation = services.operation(delivery);
    // What happened already, or may have, is judged no more: its own post would look like one that is there twice.
    const seen = before?.facts?.[index];
    const begun = hasBegun(before, delivery.channel);
    if (seen && (begun || (only !== null && only !== delivery.channel))) {
      modes[delivery.channel] = (begun ? before.modes[delivery.channel] : undefined) ?? services.modeOf(delivery.channel);
      known.push(seen);
      continue;
    }
    const facts = await readFacts(parts, delivery, proposal.id);
    const fromService = facts.signs.filter((sign) => !ownSigns.some((own) => own.code === sign.code));
    const contradicted = contradictedHistory({ id: proposal.id, payee: facts.payee, known_payee: facts.known_payee }, parts.state().recent, clock.now());
    money ??= facts.money;
    modes[delivery.channel] = services.modeOf(delivery.channel);
    if (operation?.expiry !== "payment") longest = Math.max(longest, settings.expiry.standard_hours);
    const { label, rule, expiry } = operation ?? { label: delivery.operation, rule: "person", expiry: "standard" };
    const found: PolicyFacts = { label, rule, expiry, money: facts.money ?? proposal.money, known_payee: facts.known_payee, unreadable: facts.unreadable, edited };
    known.push(found);
    cases.push({ ...found, origin: proposal.origin, signs: [...ownSigns, ...fromService, ...(contradicted ? [contradicted] : [])], limits });
  }
  const signs = cases.flatMap((of) => of.signs).filter((sign, index, all) => all.findIndex((other) => other.code === sign.code && other.text === sign.text) === index);
  const judgedProposal = { ...proposal, money };
  return {
    proposal: judgedProposal,
    signs,
    fingerprint: fingerprint(judgedProposal, modes),
    modes,
    verdict: judge(cases),
    facts: known,
    expires_at: new Date(countedFrom(parts, judgedProposal, clock.now()) + longest * HOUR_MS).toISOString(),
  };
}

/**
 * Owns: what a person asks for about a record that a service holds: where it is offered, its form, and making a proposal of the answers.
 * Never: granting anything, and never a second one of the same kind about the same record while one is still open.
 */
import type { Employee } from "../api";
import type { Begun, Offer, Parsed, Seed } from "../channel";
import { ServiceError } from "../core/failure";
import { sha256Hex } from "../core/hash";
import { canonical, type JsonObject } from "../core/json";
import { answersTo, type AnswerProblem, type Offered, type OfferRef } from "../core/offer";
import type { Status } from "../core/action";
import { dateIn } from "../core/schedule";
import { actionOf, statusOf, type ActionState } from "../core/state";
import type { Answer, Asker } from "../core/wish";
import type { DecideParts } from "./decide";
import { judgeProposal, proposalOf, type JudgementParts } from "./judgement";
import { everyAction } from "./past";
import type { Services } from "./services";

type OfferParts = Pick<JudgementParts, "services" | "clock" | "settings" | "state"> & Pick<DecideParts, "files">;

/** Of the same record only one of a kind waits, runs, or may have happened. */
const UNDER_WAY: readonly Status[] = ["waiting", "approved", "running", "unknown"];

const refused = (text: string): Answer => ({ ok: false, how: "refused", status: null, text });

function everyOffer(services: Services): { channel: string; operation: string; offer: Offer }[] {
  return services.channels.flatMap(({ id, offers = {} }) => Object.entries(offers).map(([operation, offer]) => ({ channel: id, operation, offer })));
}

/** What can be asked for about what an action made; nothing before it is done. */
export function offersOn(services: Services, { proposal, deliveries }: Pick<ActionState, "proposal" | "deliveries">): Offered[] {
  return proposal.deliveries.flatMap(({ channel }): Offered[] => {
    const { status, receipt } = deliveries[channel] ?? {};
    if (status !== "done" || !receipt) return [];
    return everyOffer(services).flatMap(({ operation, offer, channel: of }) => {
      const record = of === channel ? offer.on(receipt) : null;
      return record === null ? [] : [{ channel, operation, record, label: offer.label }];
    });
  });
}

/** The record that an action made, where its id was given instead of a record's. */
async function recordOf({ services, state, files }: OfferParts, channel: string, named: string): Promise<string> {
  if (!/^[a-z_]+-[0-9a-f]{14}$/.test(named)) return named;
  const action = actionOf(state(), named) ?? (await everyAction(files, state())).find(({ proposal }) => proposal.id === named);
  return (action ? offersOn(services, action) : []).find((one) => one.channel === channel)?.record ?? named;
}

/** `channel` "": whichever has it. */
async function begun(parts: OfferParts, { channel, operation, record }: OfferRef): Promise<{ channel: string; offer: Offer; begun: Begun } | string> {
  const { services, clock, settings } = parts;
  const all = everyOffer(services);
  const found = all.find((one) => (channel === "" || one.channel === channel) && one.operation === operation);
  if (!found) return `"${operation}" cannot be asked for. There are: ${all.map((one) => one.operation).join(", ")}.`;
  if (record.trim() === "") return "Say what it is about: the record's number, e.g. that of an invoice.";
  try {
    const about = await recordOf(parts, found.channel, record.trim());
    const answer = await services.breakers.ask(found.channel, () => found.offer.begin(about, dateIn(clock.now(), settings().zone), services.call(found.channel)));
    return typeof answer === "string" ? answer : { ...found, begun: answer };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.message;
  }
}

/** The proposal that the answers make, when form, channel and gate agree. */
function seedFrom(services: Services, { channel, operation }: OfferRef, { asks, seed }: Begun, given: JsonObject): Seed | AnswerProblem[] {
  const read = answersTo(asks, given);
  if ("problems" in read) return read.problems;
  const made = seed(read.answers);
  if (Array.isArray(made)) return made;
  const parsed: Parsed<JsonObject> | undefined = services.operation({ channel, operation })?.parse(made.payload);
  return parsed && !parsed.ok ? parsed.problems : made;
}

export function offersOf(parts: OfferParts): Employee["offers"] {
  return {
    all: () => everyOffer(parts.services).map(({ channel, operation, offer }) => ({ channel, operation, record: "", label: offer.label })),
    form: async (of) => {
      const found = await begun(parts, of);
      if (typeof found === "string") return found;
      const { record, rows, asks } = found.begun;
      return { channel: found.channel, operation: of.operation, record, label: found.offer.label, rows, asks };
    },
    problems: async (of, answers) => {
      const found = await begun(parts, of);
      if (typeof found === "string") return found;
      const made = seedFrom(parts.services, { ...of, channel: found.channel }, found.begun, answers);
      return Array.isArray(made) ? made : [];
    },
  };
}

/** Proposes what a person asked for. The service is read once more: what the form said may be over. */
export async function proposeOffer(parts: DecideParts, wish: OfferRef & { answers: JsonObject }, asker: Asker): Promise<Answer> {
  const { ledger, services, files } = parts;
  const { operation } = wish;
  const found = await begun(parts, wish);
  if (typeof found === "string") return refused(found);
  const { channel } = found;
  const { record } = found.begun;
  const isOfIt = ({ proposal }: ActionState): boolean =>
    proposal.deliveries.some((delivery) => delivery.channel === channel && delivery.operation === operation && found.offer.about(delivery.payload) === record);
  const open = Object.values(ledger.state.actions).find((action) => UNDER_WAY.includes(statusOf(action)) && isOfIt(action));
  if (open) return refused(`${open.proposal.summary}: that is ${statusOf(open)} already, as ${open.proposal.id}. Decide on it first.`);
  const seed = seedFrom(services, { ...wish, channel }, found.begun, wish.answers);
  if (Array.isArray(seed)) return refused(`Not proposed: ${seed.map(({ field, text }) => `${field} ${text}`).join("; ")}.`);
  // The same once more after the first was decided is another one: a second part of the same amount.
  const before = (await everyAction(files, ledger.state)).filter(isOfIt).length;
  const origin = { kind: "person", id: `propose:${channel}:${operation}:${record}:${sha256Hex(canonical(seed.payload)).slice(0, 16)}:${before}` } as const;
  const proposal = proposalOf(parts, channel, seed, origin);
  const judged = await judgeProposal(parts, proposal);
  await ledger.append([{ event: "proposed", action_id: proposal.id, actor: `${asker.by}:${asker.via}`, data: judged }]);
  const runs = judged.verdict.decision === "allow";
  return { ok: true, how: "entered", status: "waiting", text: `Proposed as ${proposal.id}: ${proposal.summary}. ${runs ? "The policy table allows it: it runs at the next round." : "It waits for your decision."}`, id: proposal.id };
}

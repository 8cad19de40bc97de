/**
 * Owns: what is particular about making something public: its time, its price, and the warnings that only the ledger can give (PRODUCT S4, S6).
 * Never: a concrete channel, or a refusal: what is doubtful waits for a person.
 */
import type { Delivery, Proposal } from "../core/action";
import { priceReached, spentText } from "../core/caps";
import type { Sign } from "../core/draft";
import { missedBy, textKey, type Publication } from "../core/post";
import { showInstant, showSpan } from "../core/schedule";
import { sensitiveSigns } from "../core/sensitive";
import { actionOf, hasBegun, statusOf, type ActionState, type Recent } from "../core/state";
import type { JudgementParts } from "./judgement";
import type { Services } from "./services";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SAME_TEXT_DAYS = 30;

/** What a delivery makes public; null when it publishes nothing, or this version does not know it. */
export function publicationOf(services: Services, delivery: Delivery): Publication | null {
  return services.operation(delivery)?.publishes?.(delivery.payload) ?? null;
}

/** What an action makes public, by channel. */
function publicationsOf(services: Services, { deliveries }: Pick<Proposal, "deliveries">): { channel: string; publication: Publication }[] {
  return deliveries.flatMap((delivery) => {
    const publication = publicationOf(services, delivery);
    return publication ? [{ channel: delivery.channel, publication }] : [];
  });
}

/** The deliveries that have not begun, or all of them once each has: what is out keeps its time, and that says nothing about the rest. */
function toCome(action: Pick<ActionState, "deliveries"> | undefined, { deliveries }: Pick<Proposal, "deliveries">): Pick<Proposal, "deliveries"> {
  const open = deliveries.filter(({ channel }) => !hasBegun(action, channel));
  return { deliveries: open.length > 0 ? open : deliveries };
}

/** The UTC ISO time that was set for what is still to come of a proposal; null when none was. `action`: as far as it has got. */
export function plannedFor(services: Services, proposal: Pick<Proposal, "deliveries">, action: Pick<ActionState, "deliveries"> | undefined): string | null {
  return publicationsOf(services, toCome(action, proposal))
    .flatMap(({ publication }) => publication.at ?? [])
    .sort()[0] ?? null;
}

/** Counts from its time where it has one: an action planned for next week does not expire before (PRODUCT A4, S4). */
export function countedFrom({ services, state }: Pick<JudgementParts, "services" | "state">, proposal: Pick<Proposal, "id" | "deliveries">, now: Date): number {
  const planned = plannedFor(services, proposal, actionOf(state(), proposal.id));
  return Math.max(now.getTime(), planned === null ? 0 : Date.parse(planned));
}

/** Why a delivery that publishes may not start yet; null when it may. */
export function notYetPublic(parts: Pick<JudgementParts, "services" | "settings" | "state">, delivery: Delivery, now: Date): string | null {
  const publication = publicationOf(parts.services, delivery);
  if (!publication) return null;
  const { zone, limits } = parts.settings();
  if (publication.at !== null && Date.parse(publication.at) > now.getTime()) return `Planned for ${showInstant(publication.at, zone)}.`;
  return publication.price && priceReached(publication.price, delivery.channel, parts.state().started, limits.priced_per_month, now);
}

/** What is left for something that it publishes, as sentences: of the service's own allowance, and of what its owner lets it cost. */
export function allowanceOf({ services, state, settings, clock }: Pick<JudgementParts, "services" | "state" | "settings" | "clock">, delivery: Delivery): string[] {
  const publication = publicationOf(services, delivery);
  if (!publication) return [];
  const { price } = publication;
  const left = state().services[delivery.channel]?.left;
  return [...(left === undefined ? [] : [left]), ...(price ? [spentText(price, delivery.channel, state().started, settings().limits.priced_per_month, clock.now())] : [])];
}

/** Names of all texts that an action makes public, for its duplicate keys. */
export const textKeys = (services: Services, proposal: Pick<Proposal, "deliveries">): string[] => [...new Set(publicationsOf(services, proposal).map(({ publication }) => textKey(publication.texts.join(" "))))];

/** When an action became public or will: what was started counts from then. */
function publicAt(services: Services, action: ActionState): number | null {
  const started = Object.values(action.deliveries).flatMap(({ started_at }) => started_at ?? []).sort()[0];
  const at = started ?? plannedFor(services, action.proposal, action);
  return at === null ? null : Date.parse(at);
}

const DEAD: readonly string[] = ["rejected", "expired", "failed"];

/** Posts that went out, or still may, on one of these channels. */
function livingOn({ services, state }: Pick<JudgementParts, "services" | "state">, channels: readonly string[]): ActionState[] {
  const lives = ({ deliveries }: ActionState): boolean => !Object.values(deliveries).every(({ status }) => DEAD.includes(status));
  return Object.values(state().actions).filter((action) => lives(action) && publicationsOf(services, action.proposal).some(({ channel }) => channels.includes(channel)));
}

/** UTC ISO times at which something is or was published on one of these channels; `except`: of all but this action. */
export function takenTimes(parts: Pick<JudgementParts, "services" | "state">, channels: readonly string[], except: string | null): string[] {
  return livingOn(parts, channels).flatMap((action) => {
    const at = publicAt(parts.services, action);
    return at === null || action.proposal.id === except ? [] : [new Date(at).toISOString()];
  });
}

/**
 * Was the other one set before this proposal? Of two that say the same, or go out within the hour, the later one says so: who decides it sees both,
 * and what was decided on the earlier one holds (PRODUCT S4: several at the same minute). What is judged before its line is written is set now.
 */
function cameBefore({ state }: Pick<JudgementParts, "state">, other: string, proposal: Proposal): boolean {
  const action = actionOf(state(), proposal.id);
  return action?.proposal !== proposal || (actionOf(state(), other)?.set ?? 0) < (action.set ?? 0);
}

/** The newest other action of the last weeks with one of these texts that went out or still may. */
function sameLately(parts: JudgementParts, proposal: Proposal, now: Date): Recent | undefined {
  const { actions, recent } = parts.state();
  const keys = textKeys(parts.services, proposal);
  const lives = ({ action, label }: Recent): boolean => (actions[action] ? !DEAD.includes(statusOf(actions[action])) : label !== null);
  return recent.findLast((one) => one.action !== proposal.id && now.getTime() - Date.parse(one.at) < SAME_TEXT_DAYS * 24 * HOUR_MS && (one.keys.texts ?? []).some((key) => keys.includes(key)) && lives(one) && cameBefore(parts, one.action, proposal));
}

/** Warnings about what a proposal would make public; [] when it publishes nothing. */
export function publicSigns(parts: JudgementParts, proposal: Proposal): Sign[] {
  const { services } = parts;
  const action = actionOf(parts.state(), proposal.id);
  const own = publicationsOf(services, toCome(action, proposal));
  if (own.length === 0) return [];
  const now = parts.clock.now();
  const settings = parts.settings();
  const signs: Sign[] = [];
  const say = (code: string, text: string): void => {
    if (!signs.some((sign) => sign.code === code)) signs.push({ code, text, fraud: false });
  };
  for (const { channel, publication } of own) {
    for (const { code, text } of sensitiveSigns([...publication.texts, ...(publication.beside ?? [])].join("\n"), settings.posts.own_words, services.channel(channel)?.publisher?.sensitive)) say(code, text);
    const late = missedBy(publication, now);
    if (late > 0) say("missed_time", `It was planned for ${showInstant(publication.at ?? now, settings.zone)}, ${showSpan(late * MINUTE_MS)} ago, and nothing ran then: decide whether it is still wanted.`);
  }
  const same = sameLately(parts, proposal, now);
  if (same) say("same_text", `The same text ${same.label === null ? "waits" : "went out"} in ${same.label ?? same.action}.`);
  // Whoever is answered reads nothing of what others are answered.
  if (proposal.deliveries.some((delivery) => services.operation(delivery)?.rule === "reply")) return signs;
  const when = Date.parse(plannedFor(services, proposal, action) ?? now.toISOString());
  for (const other of livingOn(parts, own.map(({ channel }) => channel))) {
    const near = Math.abs((publicAt(services, other) ?? now.getTime()) - when) < HOUR_MS;
    if (other.proposal.id !== proposal.id && proposal.type === other.proposal.type && near && cameBefore(parts, other.proposal.id, proposal)) say("two_in_an_hour", `“${other.proposal.summary}” goes to the same channel within the hour.`);
  }
  return signs;
}

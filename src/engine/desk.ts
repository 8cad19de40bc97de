/**
 * Owns: what a person or a script is shown of actions - rows and details - from the ledger.
 * Never: a change to anything.
 */
import type { Origin, Status } from "../core/action";
import { askedOf, fieldsOf } from "../core/action-note";
import { mailsOf, observationOf } from "../core/cases";
import type { Card, Detail } from "../core/card";
import type { Line } from "../core/record";
import { actionOf, hasBegun, movable, statusOf, type ActionState, type State } from "../core/state";
import type { LedgerFiles } from "../ports";
import { facesOf } from "./faces";
import { readLines } from "./history";
import { EVER, everyAction } from "./past";
import { mailOf } from "./intake";
import { offersOn } from "./offers";
import type { JudgementParts } from "./judgement";
import { allowanceOf, plannedFor, publicationOf } from "./publishing";
import type { Services } from "./services";

export interface DeskParts extends JudgementParts {
  files: LedgerFiles;
}

const CLOSED: readonly Status[] = ["done", "rejected"];

function cardOf({ services }: Pick<DeskParts, "services">, action: ActionState, now: Date): Card {
  const { proposal, verdict } = action;
  return {
    id: proposal.id,
    type: proposal.type,
    channel: proposal.deliveries.map((delivery) => delivery.channel).join(","),
    status: statusOf(action),
    summary: proposal.summary,
    amount: proposal.money?.amount ?? null,
    currency: proposal.money?.currency ?? null,
    reasons: verdict.reasons.map((reason) => reason.code),
    high_risk: verdict.high_risk,
    fingerprint: action.fingerprint,
    created_at: action.created_at,
    expires_at: action.expires_at,
    undo_until: undoUntil(action, now),
    note: action.note,
    ...whenPublic(services, action),
    ...unknownOn(services, action),
  };
}

function unknownOn(services: Services, action: ActionState): Pick<Card, "unknown_on"> {
  const channels = movable(action, "resolved_happened");
  return channels.length < 2 ? {} : { unknown_on: channels.map((channel) => ({ channel, label: services.channel(channel)?.label ?? channel })) };
}

/** Only of what publishes something. */
function whenPublic(services: Services, { proposal, deliveries }: ActionState): Pick<Card, "planned_at" | "started_at"> {
  if (!proposal.deliveries.some((delivery) => publicationOf(services, delivery))) return {};
  const [started_at] = Object.values(deliveries).flatMap((delivery) => delivery.started_at ?? []).sort();
  return { planned_at: plannedFor(services, proposal, { deliveries }), ...(started_at !== undefined && { started_at }) };
}

/** Rows of what is in memory, most urgent first: what expires soonest. */
export function openCards(parts: DeskParts): Card[] {
  return rows(parts, Object.values(parts.state().actions), null);
}

/** The same with the whole history where it is needed. `null`: everything open. */
export async function listCards(parts: DeskParts, status: Status | "any" | null): Promise<Card[]> {
  const isOpen = status === null || !(status === "any" || CLOSED.includes(status));
  return rows(parts, isOpen ? Object.values(parts.state().actions) : await everyAction(parts.files, parts.state()), status);
}

function rows(parts: DeskParts, actions: readonly ActionState[], status: Status | "any" | null): Card[] {
  const now = parts.clock.now();
  return actions
    .map((action) => cardOf(parts, action, now))
    .filter((card) => status === "any" || (status === null ? !CLOSED.includes(card.status) : card.status === status))
    .sort((a, b) => a.expires_at.localeCompare(b.expires_at) || a.id.localeCompare(b.id));
}

/** One action in full, null when there never was one with this id. */
export async function showAction(parts: DeskParts, id: string): Promise<Detail | null> {
  const action = actionOf(parts.state(), id) ?? (await everyAction(parts.files, parts.state())).find((other) => other.proposal.id === id);
  if (!action) return null;
  const events: Line[] = [];
  for await (const line of readLines(parts.files, ...EVER, () => undefined)) if (line.action_id === id) events.push(line);
  const { proposal } = action;
  const faces = facesOf(parts.services, action);
  return {
    ...cardOf(parts, action, parts.clock.now()),
    payload: proposal.deliveries[0]?.payload ?? {},
    preview: faces.map((face) => face.preview),
    evidence: proposal.evidence,
    events,
    verdict: action.verdict.reasons,
    signs: action.signs,
    assumptions: proposal.assumptions,
    deliveries: faces.map(({ channel, label, preview }) => {
      const delivery = action.deliveries[channel];
      const { status = "waiting", receipt = null, problem = null, findings = [] } = delivery ?? {};
      const of = hasBegun(action, channel) ? undefined : proposal.deliveries.find((one) => one.channel === channel);
      const allowance = of ? allowanceOf(parts, of) : [];
      return { channel, label, preview, status, receipt, problem, findings, mode: action.modes[channel] ?? "dry_run", ...(allowance.length > 0 && { allowance }) };
    }),
    depends_on: proposal.depends_on,
    origin: proposal.origin,
    understood: understoodOf(parts.state(), proposal.origin),
    source_text: await sourceText(parts, action),
    fields: fieldsOf(faces),
    changed: action.changed,
    asked_change: askedOf(action, faces),
    returned: action.returned,
    offers: offersOn(parts.services, action),
  };
}

function understoodOf(state: Readonly<State>, origin: Origin): string[] {
  const of = observationOf(state, origin);
  return of === null ? [] : [of, ...mailsOf(state, of)].flatMap((id) => state.observations[id]?.filed?.reason ?? []).filter((reason) => reason !== "");
}

async function sourceText({ state, files }: DeskParts, action: ActionState): Promise<string | null> {
  const { kind, id } = action.proposal.origin;
  if (id === null) return null;
  const parent = kind === "action" ? state().actions[id] : undefined;
  const seen = state().observations[parent?.proposal.origin.id ?? id];
  return seen ? ((await mailOf(files, seen))?.text ?? null) : null;
}

function undoUntil(action: ActionState, now: Date): string | null {
  const until = action.decision?.not_before;
  return statusOf(action) === "approved" && until !== undefined && until > now.toISOString() ? until : null;
}

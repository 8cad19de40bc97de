/**
 * Owns: schedules - proposing one, setting it in force once a person approved it, and one action for every period that is due (PRODUCT section 3, O6).
 * Never: granting anything: policy judges every period anew, and one that was missed asks.
 */
import type { Answer, Asker, Wish } from "../core/wish";
import type { Sign } from "../core/draft";
import { ServiceError } from "../core/failure";
import { dealtWith, dueDates, periodId, seriesSlot, type ScheduleState } from "../core/recurring";
import { dateIn, showDate } from "../core/schedule";
import { actionOf, type ActionState } from "../core/state";
import type { DecideParts } from "./decide";
import { judgeProposal, NotThroughGate, proposalOf } from "./judgement";
import { everyAction } from "./past";

const refused = (text: string): Answer => ({ ok: false, how: "refused", status: null, text });
const today = ({ clock, settings }: Pick<DecideParts, "clock" | "settings">): string => dateIn(clock.now(), settings().zone);

/** A person wants the same again by a schedule: that is a proposal like any other. The same wish twice is one proposal. */
export async function proposeSchedule(parts: DecideParts, { of, rhythm }: Wish & { kind: "repeat" }, asker: Asker): Promise<Answer> {
  const { ledger, services, files } = parts;
  const like = actionOf(ledger.state, of) ?? (await everyAction(files, ledger.state)).find(({ proposal }) => proposal.id === of);
  const [delivery] = like?.proposal.deliveries ?? [];
  const operation = delivery && services.operation(delivery);
  if (!like || !delivery) return refused(`There is no action "${of}". "list" with the status any shows all there ever were.`);
  if (!operation?.repeat) return refused(`"${operation?.label ?? delivery.operation}" cannot be repeated by a schedule.`);
  if (rhythm.until !== null && rhythm.until < rhythm.first) return refused("The last day must not be before the first.");
  const replaces = ledger.state.schedules[of] === undefined ? null : of;
  const seed = operation.repeat(delivery.payload, rhythm, like.deliveries[delivery.channel]?.receipt ?? null, replaces);
  if (typeof seed === "string") return refused(seed);
  const origin = { kind: "person", id: `repeat:${of}:${rhythm.every}:${rhythm.first}:${rhythm.until ?? ""}` } as const;
  const proposal = proposalOf(parts, delivery.channel, seed, origin);
  if (actionOf(ledger.state, proposal.id)) return refused(`It was asked for before: ${proposal.id}.`);
  const judged = await judgeProposal(parts, proposal);
  await ledger.append([{ event: "proposed", action_id: proposal.id, actor: `${asker.by}:${asker.via}`, data: judged }]);
  return { ok: true, how: "entered", status: "waiting", text: `Proposed as ${proposal.id}: nothing repeats before it is approved.` };
}

/** Pausing and stopping are free; going on is for a person at the executing device, like resuming. */
export async function setSchedule({ ledger, ...parts }: DecideParts, { of, status }: Wish & { kind: "schedule" }, asker: Asker): Promise<Answer> {
  const schedule = Object.hasOwn(ledger.state.schedules, of) ? ledger.state.schedules[of] : undefined;
  if (!schedule || schedule.status === "stopped") return refused(`There is no schedule "${of}" in force. The dashboard lists them.`);
  if (status === "active" && !asker.attended && asker.via === "request") return refused("A schedule goes on only by a person at the executing device.");
  if (schedule.status === status) return { ok: true, how: "entered", status: null, text: `It is ${status} already.` };
  const passed = status === "active" ? dealtWith(schedule.rhythm, today(parts), "goes_on") : null;
  const through = [schedule.through, passed].filter((date) => date !== null).sort().at(-1) ?? null;
  const why = status === "active" ? "" : `${status === "paused" ? "Paused" : "Stopped"} by ${asker.by}.`;
  await ledger.append([{ event: "schedule_set", action_id: of, actor: `${asker.by}:${asker.via}`, data: { by: asker.by, status, why, through } }]);
  return { ok: true, how: "entered", status: null, text: status === "active" ? "It goes on; what fell into the pause is not made up for." : why };
}

/** Sets schedules in force whose approval is done. Repeating this begins nothing twice. */
export async function beginSchedule(parts: DecideParts, action: ActionState): Promise<void> {
  const { ledger, services } = parts;
  const { id, deliveries, summary } = action.proposal;
  const [delivery] = deliveries;
  const recurs = delivery && services.operation(delivery)?.recurs?.(delivery.payload);
  if (!recurs || ledger.state.schedules[id] !== undefined) return;
  const { rhythm, replaces } = recurs;
  const old = replaces === null ? null : (ledger.state.schedules[replaces]?.through ?? null);
  // A changed schedule does not come back to what the former one has done.
  const through = [dealtWith(rhythm, today(parts), "begins"), old].filter((date) => date !== null).sort().at(-1) ?? null;
  const { channel, operation, payload } = delivery;
  await ledger.append([{ event: "schedule_begun", action_id: id, data: { channel, operation, payload, summary, rhythm, through, replaces } }], true);
}

function missed(date: string): Sign {
  return { code: "missed_period", text: `It was due on ${showDate(date)}, and nothing ran on that day: decide whether it is still wanted.`, fraud: false };
}

/** Proposes what is due by the owner's calendar: one action a period, whatever was cut off in between. Returns how many. */
export async function proposeDue(parts: DecideParts): Promise<number> {
  let proposed = 0;
  for (const [id, schedule] of Object.entries(parts.ledger.state.schedules)) {
    if (schedule.status === "active") proposed += await proposeOf(parts, id, schedule);
  }
  return proposed;
}

/** What is due is not known yet: said once on the dashboard, and asked again. */
async function wait({ ledger }: DecideParts, id: string, through: string | null, why: string): Promise<number> {
  const known = ledger.state.schedules[id];
  if (known?.status === "active" && known.why !== why) await ledger.append([{ event: "schedule_set", action_id: id, data: { by: "employee", status: "active", why, through: known.through ?? through } }]);
  return 0;
}

async function proposeOf(parts: DecideParts, id: string, { channel, operation: name, payload, rhythm, through }: ScheduleState): Promise<number> {
  const { ledger, services } = parts;
  const day = today(parts);
  const dates = dueDates(rhythm, through, day);
  const recurs = dates.length === 0 ? undefined : services.operation({ channel, operation: name, payload })?.recurs?.(payload);
  if (!recurs) return 0;
  for (const date of dates) {
    try {
      const seed = await services.breakers.ask(channel, () => recurs.seed(date, services.call(channel)));
      if (typeof seed === "string") return await wait(parts, id, through, seed);
      const signs = [...seed.signs, ...(date < day ? [missed(date)] : [])];
      const proposal = proposalOf(parts, channel, { ...seed, slot: seriesSlot(id), signs }, { kind: "schedule", id: periodId(id, date) });
      const judged = await judgeProposal(parts, proposal);
      // Reading the facts took its time: a person may have stopped it since.
      if (ledger.state.schedules[id]?.status !== "active" || actionOf(ledger.state, proposal.id)) return 0;
      await ledger.append([{ event: "proposed", action_id: proposal.id, data: judged }], true);
    } catch (error) {
      if (error instanceof ServiceError) return wait(parts, id, through, error.message);
      if (!(error instanceof NotThroughGate)) throw error;
      const why = `What was due on ${showDate(date)} can no longer be sent: ${error.message}.`;
      await ledger.append([{ event: "schedule_set", action_id: id, data: { by: "employee", status: "paused", why, through } }]);
      return 0;
    }
  }
  return dates.length;
}

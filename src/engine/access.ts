/**
 * Owns: a service that does not let the program in any more - a token that ended, a key that was taken back: it pauses, with one notice that says
 * what to do, whoever met it first and however often, also over restarts; and it goes on when it lets us in again (PRODUCT E3).
 * Never: a failure that passes by itself.
 */
import type { Problem } from "../core/action";
import type { NewEvent } from "../core/event";
import { ServiceError } from "../core/failure";
import { inlineUntrusted } from "../core/untrusted";
import type { Clock } from "../ports";
import { closeAlerts, nowIn, openAlert, shortReason, type NoticeParts } from "./alerts";
import type { Services } from "./services";

export interface AccessParts extends NoticeParts {
  services: Services;
  clock: Pick<Clock, "now">;
}

/** The line that pauses a service; none where it is paused already. Its note stands before the line does: a power cut between them writes it once more. */
export async function shutOut(parts: AccessParts, service: string, problem: Problem): Promise<NewEvent[]> {
  const { services, ledger, clock } = parts;
  services.breakers.refused(service, new ServiceError("authentication", problem));
  if (ledger.state.channels_paused[service] !== undefined) return [];
  const label = inlineUntrusted(services.labelOf(service));
  const written = openAlert(parts, { kind: "NO_ACCESS", job: service }, `${label} does not let the program in any more`, [
    `Since ${nowIn(parts, clock.now())} nothing is read or sent there. The other services go on.`,
    "",
    `Why: ${shortReason(`${problem.effect} ${problem.cause}`)}`,
    "",
    `What to do: ${shortReason(problem.next)}`,
    "",
    "What you approved for it waits, and nothing of it is lost or sent twice. When it works again it goes on by itself, and this note moves to Completed.",
  ], clock.now());
  // A disk that takes no note must not keep from the ledger what came of a write; the dashboard says it, too.
  await written.catch(() => undefined);
  return [{ event: "channel_paused", data: { service, problem } }];
}

/** It lets us in again: its note says so and is put away. */
export async function letIn(parts: AccessParts, service: string): Promise<void> {
  parts.services.breakers.forgive(service);
  await closeAlerts(parts, { kind: "NO_ACCESS", job: service }, `${inlineUntrusted(parts.services.labelOf(service))} works again`, [`It lets the program in again since ${nowIn(parts, parts.clock.now())}. What waited goes on by itself; there is nothing to do.`]);
}

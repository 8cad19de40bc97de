/**
 * Owns: telling a person about a job that keeps failing, and that it is well again (PRODUCT E2).
 * Never: more than one open note per outage.
 */
import { inlineUntrusted } from "../core/untrusted";
import { closeAlerts, nowIn, openAlert, shortReason, type NoticeParts } from "./alerts";
import type { Incident } from "./supervisor";

/** Logs a restart; after too many writes `ALERT_SERVICE_DOWN_*` into Needs_Action, or renews the one that lies there. */
export async function reportIncident(parts: NoticeParts, incident: Incident, label: string, now: Date): Promise<void> {
  const { ledger } = parts;
  const { job, generation, alert, why } = incident;
  await ledger.append([{ event: "restarted", actor: "watchdog", data: { job, generation, why: why.slice(0, 300) } }]);
  if (!alert) return;
  const path = await openAlert(parts, { kind: "SERVICE_DOWN", job }, `${inlineUntrusted(label)} keeps failing`, [
    `Since ${nowIn(parts, now)}: it was restarted more than 3 times and now is tried once in 5 minutes. The others go on.`,
    "",
    `Last reason: ${shortReason(why)}`,
    "",
    'What to do: run "Test connection" for the service and look at the dashboard. When it works again this note says so and moves to Completed by itself.',
  ], now);
  await ledger.append([{ event: "alerted", actor: "watchdog", data: { job, note: path, why: why.slice(0, 300) } }]);
}

/** A run ended well: a note that says otherwise is put away, with what became of it. Also one of an earlier run of the program. */
export async function reportWell(parts: NoticeParts, job: string, label: string, now: Date): Promise<void> {
  for (const note of await closeAlerts(parts, { kind: "SERVICE_DOWN", job }, `${inlineUntrusted(label)} works again`, [`It kept failing and works again since ${nowIn(parts, now)}. There is nothing to do.`])) {
    await parts.ledger.append([{ event: "recovered", actor: "watchdog", data: { job, note } }]);
  }
}

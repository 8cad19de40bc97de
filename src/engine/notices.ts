/**
 * Owns: telling a person about a job that keeps failing, and that it is well again (PRODUCT E2).
 * Never: more than one open note per outage.
 */
import { inlineUntrusted } from "../core/untrusted";
import { writeLines } from "../core/note";
import { showInstant } from "../core/schedule";
import type { OpenLedger } from "./ledger";
import type { NoteParts } from "./note-index";
import type { Incident } from "./supervisor";

export interface NoticeParts {
  ledger: OpenLedger;
  notes: NoteParts;
  /** The owner's zone. */
  zone(): string;
}

/** Characters of a reason; what a service or a bug says may be long. */
const SHOWN = 300;

const prefixOf = (job: string): string => `ALERT_SERVICE_DOWN_${job}_`;
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Paths of the notes that still say that this job is down. */
async function openAlerts({ notes }: NoticeParts, job: string): Promise<string[]> {
  const all = await notes.notes.list(`${notes.root}/Needs_Action`);
  return all.filter((path) => nameOf(path).startsWith(prefixOf(job)));
}

/** Logs a restart; after too many writes `ALERT_SERVICE_DOWN_*` into Needs_Action, or renews the one that lies there. */
export async function reportIncident(parts: NoticeParts, incident: Incident, label: string, now: Date): Promise<void> {
  const { ledger, notes } = parts;
  const { job, generation, alert } = incident;
  const why = incident.why.slice(0, SHOWN);
  await ledger.append([{ event: "restarted", actor: "watchdog", data: { job, generation, why } }]);
  if (!alert) return;
  const stamp = now.toISOString().slice(0, 16).replace(/[^0-9]/g, "");
  const path = (await openAlerts(parts, job))[0] ?? `${notes.root}/Needs_Action/${prefixOf(job)}${stamp}.md`;
  const body = [
    `# ${inlineUntrusted(label)} keeps failing`,
    "",
    `Since ${showInstant(now.toISOString(), parts.zone())}: it was restarted more than 3 times and now is tried once in 5 minutes. The others go on.`,
    "",
    `Last reason: ${inlineUntrusted(why)}`,
    "",
    'What to do: run "Test connection" for the service and look at the dashboard. When it works again this note says so and moves to Completed by itself.',
  ];
  await notes.notes.write(path, writeLines({ type: "alert", status: "open", job, priority: "high" }, body));
  await ledger.append([{ event: "alerted", actor: "watchdog", data: { job, note: path, why } }]);
}

/** A run ended well: a note that says otherwise is put away, with what became of it. Also one of an earlier run of the program. */
export async function reportWell(parts: NoticeParts, job: string, label: string, now: Date): Promise<void> {
  const { ledger, notes } = parts;
  for (const path of await openAlerts(parts, job)) {
    const body = [`# ${inlineUntrusted(label)} works again`, "", `It kept failing and works again since ${showInstant(now.toISOString(), parts.zone())}. There is nothing to do.`];
    await notes.notes.write(path, writeLines({ type: "alert", status: "resolved", job, priority: "low" }, body));
    const target = `${notes.root}/Completed/${nameOf(path)}`;
    if ((await notes.notes.read(target)) === null) await notes.notes.move(path, target);
    await ledger.append([{ event: "recovered", actor: "watchdog", data: { job, note: target } }]);
  }
}

/**
 * Owns: telling a person about a job that keeps failing (PRODUCT E2).
 * Never: more than one note per outage.
 */
import { inlineUntrusted } from "../core/untrusted";
import { writeNote } from "../core/note";
import type { Ledger } from "./ledger";
import type { NoteParts } from "./note-index";
import type { Incident } from "./supervisor";

/** Logs a restart; after too many writes `ALERT_SERVICE_DOWN_*` into Needs_Action. */
export async function reportIncident(ledger: Ledger, notes: NoteParts, incident: Incident): Promise<void> {
  const { job, generation, why, alert } = incident;
  await ledger.append([{ event: "restarted", actor: "watchdog", data: { job, generation, why } }]);
  if (!alert) return;
  const at = ledger.state.at.slice(0, 16).replace(/[^0-9]/g, "");
  const path = `${notes.root}/Needs_Action/ALERT_SERVICE_DOWN_${job}_${at}.md`;
  const body = [
    `# ${inlineUntrusted(job)} keeps failing`,
    "",
    `It was restarted more than 3 times in 5 minutes and now rests for 5 minutes. The others go on.`,
    "",
    `Last reason: ${inlineUntrusted(why)}`,
    "",
    "What to do: run \"Test connection\" for the service, look at the dashboard, then delete this note.",
  ];
  await notes.notes.write(path, writeNote({ type: "alert", status: "open", job, priority: "high" }, body.join("\n")));
  await ledger.append([{ event: "alerted", actor: "watchdog", data: { job, note: path, why } }]);
}

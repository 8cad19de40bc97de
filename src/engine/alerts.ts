/**
 * Owns: the notes in Needs_Action that say that something is out of order: one per outage, put away with what became of it.
 * Never: what is out of order, or when it is well again.
 */
import { writeLines } from "../core/note";
import { showInstant } from "../core/schedule";
import { inlineUntrusted } from "../core/untrusted";
import type { OpenLedger } from "./ledger";
import type { NoteParts } from "./note-index";

export interface NoticeParts {
  ledger: OpenLedger;
  notes: NoteParts;
  /** The owner's zone. */
  zone(): string;
}

/** What an alert is about: `kind` and `job` are part of the file's name. */
export interface Alert {
  kind: "SERVICE_DOWN" | "NO_ACCESS";
  /** Id of a job or a service. */
  job: string;
}

/** Characters of a reason; what a service or a bug says may be long. */
const SHOWN = 300;

export const shortReason = (why: string): string => inlineUntrusted(why.slice(0, SHOWN));

const prefixOf = ({ kind, job }: Alert): string => `ALERT_${kind}_${job}_`;
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Paths of the notes that still say it. */
async function openNotes({ notes }: NoticeParts, alert: Alert): Promise<string[]> {
  const all = await notes.notes.list(`${notes.root}/Needs_Action`);
  return all.filter((path) => nameOf(path).startsWith(prefixOf(alert)));
}

/** Writes the note, or renews the one that lies there; its path. `lines` stand below the title. */
export async function openAlert(parts: NoticeParts, alert: Alert, title: string, lines: readonly string[], now: Date): Promise<string> {
  const { notes } = parts;
  const stamp = now.toISOString().slice(0, 16).replace(/[^0-9]/g, "");
  const path = (await openNotes(parts, alert))[0] ?? `${notes.root}/Needs_Action/${prefixOf(alert)}${stamp}.md`;
  await notes.notes.write(path, writeLines({ type: "alert", status: "open", job: alert.job, priority: "high" }, [`# ${title}`, "", ...lines]));
  return path;
}

/** It is well again: notes that say otherwise are put away, also those of an earlier run of the program. Their paths. */
export async function closeAlerts(parts: NoticeParts, alert: Alert, title: string, lines: readonly string[]): Promise<string[]> {
  const { notes } = parts;
  const put: string[] = [];
  for (const path of await openNotes(parts, alert)) {
    await notes.notes.write(path, writeLines({ type: "alert", status: "resolved", job: alert.job, priority: "low" }, [`# ${title}`, "", ...lines]));
    const target = `${notes.root}/Completed/${nameOf(path)}`;
    if ((await notes.notes.read(target)) === null) await notes.notes.move(path, target);
    put.push(target);
  }
  return put;
}

/** Now, as the owner's clock shows it. */
export const nowIn = ({ zone }: Pick<NoticeParts, "zone">, now: Date): string => showInstant(now.toISOString(), zone());

/**
 * Owns: running generators when their period is due, and writing what they return (PRODUCT L2-L4).
 * Never: a number of a report.
 */
import type { Due, Generator, Report, Sources } from "../generator";
import type { Ports } from "../ports";
import type { Settings } from "../settings";
import { readLines } from "./history";
import type { OpenLedger } from "./ledger";
import type { NoteParts } from "./note-index";
import { writeIfChanged } from "./projection";

export interface ReportParts {
  ledger: OpenLedger;
  ports: Pick<Ports, "files" | "clock">;
  notes: NoteParts;
  settings(): Settings;
  generators: readonly Generator[];
}

function sourcesOf({ ledger, ports, notes, settings }: ReportParts): Sources {
  const found: string[] = [];
  return {
    lines: (from, to) => readLines(ports.files, from, to, ({ file, line, why }) => found.push(`Line ${line} of Logs/${file}.json ${why}.`)),
    damage: () => found,
    state: ledger.state,
    settings: settings(),
    now: ports.clock.now(),
    note: (path) => notes.notes.read(`${notes.root}/${path}`),
    notes: async (folder) => (await notes.notes.list(`${notes.root}/${folder}`)).map((path) => path.slice(notes.root.length + 1)),
    readYaml: notes.readYaml,
  };
}

/**
 * Writes one report. The same sources give the same bytes. `asked` by a person: the ledger is told only of a new one or a first final one,
 * so that asking again adds nothing; a scheduled one is always entered, or it would be due again.
 */
export async function writeReport(parts: ReportParts, generator: Generator, due: Due, asked: boolean): Promise<Report> {
  const { ledger, notes } = parts;
  const began = parts.ports.clock.now().getTime();
  const draft = await generator.generate(due, sourcesOf(parts), null);
  const path = `${notes.root}/${draft.path}`;
  const existing = await notes.notes.read(path);
  const report = existing === null ? draft : await generator.generate(due, sourcesOf(parts), existing);
  if (report.markdown !== "") await writeIfChanged(notes, path, report.markdown);
  const { period, late } = due;
  const { final } = report;
  const known = ledger.state.reported.find((entry) => entry.report === generator.id && entry.period === period);
  if (!asked || known?.final !== final) {
    const data = { report: generator.id, period, path, partial: report.partial, late, final };
    await ledger.append([{ event: "reported", actor: generator.id, duration_ms: parts.ports.clock.now().getTime() - began, data }], true);
  }
  return { ...report, path };
}

/** Writes every report that should exist by now. Returns their paths. */
export async function writeDueReports(parts: ReportParts): Promise<string[]> {
  const { ledger, ports, settings } = parts;
  const written: string[] = [];
  for (const generator of parts.generators) {
    const reported = ledger.state.reported.filter((entry) => entry.report === generator.id);
    for (const due of generator.due(settings(), reported, ledger.state.since, ports.clock.now())) {
      written.push((await writeReport(parts, generator, due, false)).path);
    }
  }
  return written;
}

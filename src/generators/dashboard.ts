/**
 * Owns: the text of `Dashboard.md` (PRODUCT L5): what needs the owner, whether everything works, what ran and runs next.
 * Never: a clock or a file; the same state gives the same text, so that the note is written only when something changed.
 */
import type { Status } from "../core/action";
import { writeNote } from "../core/note";
import { nextDue } from "../core/recurring";
import { nextOccurrence, showDate, showInstant, timeIn } from "../core/schedule";
import { statusOf, type ActionState, type State } from "../core/state";
import { inlineUntrusted } from "../core/untrusted";
import type { Settings } from "../settings";
import { overdueLines } from "./books";
import { noteLink, section, table } from "./markdown";

/** What is known besides the ledger. */
export interface Standing {
  /** Why approved work has not started, by action id. */
  held: Record<string, string>;
  /** What stands in the way and needs a person, as sentences. */
  questions: string[];
  /** Last look of each watcher since the start. */
  looks: Record<string, { at: string; observed: number; skipped: number }>;
  settings_problems: string[];
}

/** Longest list of notes under one heading. */
const TOP = 20;

function callout(kind: "info" | "warning" | "important", title: string, lines: readonly string[] = []): string[] {
  return [`> [!${kind}] ${title}`, ...lines.map((line) => `> - ${inlineUntrusted(line)}`), ""];
}

function banners(state: Readonly<State>, settings: Settings, { questions, settings_problems }: Standing): string[] {
  const { paused } = state;
  const live = settings.live.map(inlineUntrusted).join(", ");
  return [
    ...(state.realm === "sandbox" ? callout("info", "Sandbox business: nothing here is real") : []),
    ...(paused === null ? [] : callout("warning", "Everything is paused", [`By ${paused.by} since ${showInstant(paused.at, settings.zone)}: ${paused.reason}`])),
    ...(live === "" ? callout("info", "Dry run: nothing leaves this machine") : callout("info", `Live: ${live}. Everything else is in dry run`)),
    ...(questions.length === 0 ? [] : callout("important", "Needs you before it can go on", questions)),
    ...(settings_problems.length === 0 ? [] : callout("warning", "Settings that could not be read", settings_problems)),
  ];
}

function ofStatus(state: Readonly<State>, ...statuses: Status[]): ActionState[] {
  return Object.values(state.actions)
    .filter((action) => statuses.includes(statusOf(action)))
    .sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : a.proposal.id < b.proposal.id ? -1 : 1));
}

function list(actions: readonly ActionState[], remark: (action: ActionState) => string): string[] {
  const lines = actions.slice(0, TOP).map((action) => {
    const { proposal, note } = action;
    return `- ${note === null ? "" : `${noteLink(note)}: `}${inlineUntrusted(proposal.summary)}${remark(action)}`;
  });
  return actions.length > TOP ? [...lines, `- and ${actions.length - TOP} more`] : lines;
}

function queue(state: Readonly<State>, { zone }: Settings, { held }: Standing): string[] {
  const groups: [string, ActionState[], (action: ActionState) => string][] = [
    ["Waiting for your decision", ofStatus(state, "waiting"), ({ expires_at, verdict }) => ` - until ${showInstant(expires_at, zone)}${verdict.high_risk ? ", **high risk**: decide in the panel" : ""}`],
    ["Unknown: look at the service and say what happened", ofStatus(state, "unknown"), () => ""],
    ["Failed: nothing happened, send again or give up", ofStatus(state, "failed", "quarantined"), () => ""],
    ["Approved", ofStatus(state, "approved", "running"), ({ proposal }) => (held[proposal.id] === undefined ? "" : ` - not started: ${inlineUntrusted(held[proposal.id] ?? "")}`)],
    ["Simulated in dry run: nothing was sent", ofStatus(state, "simulated"), () => ""],
    ["Expired undecided", ofStatus(state, "expired"), () => ""],
  ];
  const filled = groups.filter(([, actions]) => actions.length > 0);
  const questions = Object.values(state.observations).flatMap(({ filed }) => (filed?.as === "clarification" && filed.note !== null ? [`- ${noteLink(filed.note)}`] : []));
  const asked = questions.length === 0 ? [] : [`**Questions to answer (${questions.length})**`, "", ...questions.slice(0, TOP), ""];
  if (filled.length === 0 && asked.length === 0) return ["Nothing waits for you."];
  return [...asked, ...filled.flatMap(([title, actions, remark]) => [`**${title} (${actions.length})**`, "", ...list(actions, remark), ""])].slice(0, -1);
}

/** "checked 14:02 - 6 new, 6 filed, 0 skipped" (PRODUCT G2). */
function lastLook(state: Readonly<State>, { looks }: Standing, id: string, zone: string): string {
  const look = looks[id] ?? state.cursors[id];
  if (!look) return "";
  const unfiled = Object.values(state.observations).filter(({ source, filed }) => source === id && filed === null).length;
  return `checked ${timeIn(new Date(look.at), zone)} - ${look.observed} new, ${Math.max(0, look.observed - unfiled)} filed, ${look.skipped} skipped`;
}

function services(state: Readonly<State>, labels: Record<string, string>, { zone }: Settings, standing: Standing): string[] {
  const rows = Object.entries(labels).map(([id, label]) => {
    const paused = state.channels_paused[id];
    const health = state.services[id];
    const word = paused ? "paused" : health === undefined ? "not checked yet" : health.ok === null ? "not set up" : health.ok ? "works" : "does not work";
    const why = paused ? `${paused.problem.effect} ${paused.problem.next}` : (health?.text ?? "");
    return [inlineUntrusted(label), word, inlineUntrusted(why), lastLook(state, standing, id, zone)];
  });
  return rows.length === 0 ? ["No service is known."] : table(["Service", "Health", "In words", "Last look"], rows);
}

/** What repeats by schedules that the owner approved, with what comes next and what stands in the way. */
function recurring({ schedules }: Readonly<State>): string[] {
  const rows = Object.entries(schedules).filter(([, { status }]) => status !== "stopped").map(([id, { summary, rhythm, through, status, why }]) => {
    const next = nextDue(rhythm, through);
    const standing = status === "paused" ? "paused" : next === null ? "its last day is over" : showDate(next);
    return [inlineUntrusted(summary), standing, inlineUntrusted(why), `\`${id}\``];
  });
  return rows.length === 0 ? [] : table(["What repeats", "Next", "In words", "Id"], rows);
}

/** What the books said today, for an owner who opted in. */
function books(state: Readonly<State>, { reports, reminders }: Settings): string[] {
  return reports.money ? Object.values(state.measured).flatMap((measured) => overdueLines(measured, reminders)) : [];
}

function runs(state: Readonly<State>, settings: Settings, now: Date): string[] {
  const rows = (["audit", "briefing"] as const).map((id) => {
    const last = state.reported.filter(({ report }) => report === id).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
    const next = nextOccurrence(settings.schedule[id], settings.zone, now);
    return [id === "audit" ? "Weekly audit" : "CEO briefing", last ? `${noteLink(last.path)}, ${showInstant(last.at, settings.zone)}` : "none yet", showInstant(next, settings.zone)];
  });
  return table(["Report", "Last", "Next"], rows);
}

function setAside(state: Readonly<State>): string[] {
  return Object.entries(state.quarantined_notes).slice(0, TOP).map(([path, { why }]) => `- ${noteLink(path)}: ${inlineUntrusted(why)}`);
}

function log({ at, seq }: Readonly<State>, zone: string): string[] {
  if (at === "") return ["The log is empty."];
  const day = at.slice(0, 10);
  return [`[${day}.json](Logs/${day}.json) - ${seq} lines in all, the last on ${showInstant(at, zone)}.`];
}

/** The whole note. `labels`: what a service is called, by its id. `now` decides only which run comes next. */
export function dashboard(state: Readonly<State>, settings: Settings, labels: Record<string, string>, standing: Standing, now: Date): string {
  const body = [
    "# Dashboard",
    "",
    ...banners(state, settings, standing),
    ...section("Queue", queue(state, settings, standing)),
    ...section("Services", services(state, labels, settings, standing)),
    ...section("Recurring", recurring(state)),
    ...section("Overdue", books(state, settings)),
    ...section("Set aside", setAside(state)),
    ...section("Reports", runs(state, settings, now)),
    ...section("Today's log", log(state, settings.zone)),
  ];
  return writeNote({ type: "dashboard", waiting: ofStatus(state, "waiting").length, realm: state.realm }, body.join("\n"));
}

/**
 * Owns: a post drafted each week from what the owner's own notes and log say - a plan that is done, paid invoices, a goal (PRODUCT S8).
 * Never: a fact that stands nowhere, a customer's name, publishing, or writing over a draft that is there: the owner finishes it and hands it in.
 */
import { EMPTY_POST, POSTS_FOLDER, writePostNote } from "../core/post-note";
import { dataOf, isEvent, type Line } from "../core/record";
import { addDays, dateIn, mondayOf, showDate } from "../core/schedule";
import type { Due, Generator, Report, Sources } from "../generator";
import { readProjects, readTicked } from "./owners-tables";
import { readPlans } from "./projects";
import { readWeek } from "./reading";
import { readVoice, type Voice } from "./voice";
import { briefingPeriod, briefingsDue, weekToTell } from "./week";

/** Something that can be told, with what it rests on. */
interface Fact {
  /** Names its template, `Templates/Post_<kind>.md`. */
  kind: "plan" | "paid" | "project" | "goal";
  /** What the template may use. */
  words: Record<string, string>;
  source: string;
}

/** Used where the owner has no template of that name. */
const TEMPLATES: Record<Fact["kind"], string> = {
  plan: "Done: {{plan}}.",
  paid: "Thank you: last week {{invoices}} paid.",
  project: "We are working on {{project}}. It will be ready by {{deadline}}.",
  goal: "What we are working on: {{goal}}.",
};

const AHEAD_DAYS = 60;

/** Customers' invoices that payments of these lines left nothing to pay of, as the service said itself. */
function paidInvoices(lines: readonly Line[]): number {
  const receipts = lines.flatMap((line) => (line.action === "odoo_record_payment" && (isEvent(line, "settled_done") || isEvent(line, "found_done")) ? [dataOf(line).receipt.data] : []));
  return new Set(receipts.flatMap(({ move_type, move_id, payment_state }) => (move_type === "out_invoice" && (payment_state === "paid" || payment_state === "in_payment") ? [move_id] : []))).size;
}

/** Plans that were finished in the told week come first, then paid invoices, the project that is due next, and the owner's ticked and open goals. */
async function factsOf(monday: string, sources: Sources): Promise<Fact[]> {
  const { settings, now } = sources;
  const { lines } = await readWeek(weekToTell(addDays(monday, -7), settings.zone, null, now), sources);
  const { projects } = await readPlans(sources);
  const plans = projects.filter(({ status }) => status === "completed").map(({ name, path }): Fact => ({ kind: "plan", words: { plan: name }, source: `The plan [[${path.replace(/^.*\//, "").replace(/\.md$/, "")}]] is completed.` }));
  const paid = paidInvoices(lines);
  const today = dateIn(now, settings.zone);
  const goals = (await sources.note("Business_Goals.md")) ?? "";
  const ticked = readTicked(goals);
  const rows = readProjects(goals).filter(({ status, deadline }) => status !== "done" && status !== "completed" && status !== "blocked" && deadline !== null && deadline >= today && deadline <= addDays(today, AHEAD_DAYS));
  const next = rows.sort((a, b) => ((a.deadline ?? "") < (b.deadline ?? "") ? -1 : 1))[0];
  return [
    ...plans,
    ...(paid > 0 ? [{ kind: "paid", words: { count: String(paid), invoices: paid === 1 ? "1 invoice was" : `${paid} invoices were` }, source: `The log of the week before ${showDate(monday)} has ${paid} paid ${paid === 1 ? "invoice" : "invoices"}.` } as const] : []),
    ...(next?.deadline ? [{ kind: "project", words: { project: next.name, deadline: showDate(next.deadline) }, source: `[[Business_Goals]] names the project “${next.name}” with its deadline.` } as const] : []),
    ...ticked.filter(({ done }) => done).map(({ goal }): Fact => ({ kind: "plan", words: { plan: goal }, source: `[[Business_Goals]] has the goal “${goal}” ticked.` })),
    ...ticked.filter(({ done }) => !done).map(({ goal }): Fact => ({ kind: "goal", words: { goal }, source: `[[Business_Goals]] names the goal “${goal}”.` })),
  ];
}

/** What the owner's drafts and posts rest on already: the same fact is not drafted twice. */
async function told(sources: Sources): Promise<string> {
  const notes = await sources.notes(POSTS_FOLDER);
  return (await Promise.all(notes.map((path) => sources.note(path)))).join("\n");
}

async function templateOf(kind: Fact["kind"], sources: Sources): Promise<string> {
  const own = await sources.note(`Templates/Post_${kind}.md`);
  const body = own?.replace(/^---\n[\s\S]*?\n---\n/, "").trim() ?? "";
  return body === "" ? TEMPLATES[kind] : body;
}

/** The template with the fact's words; a word that the fact does not have stays as it is, so that the owner sees the gap. */
function textOf(template: string, { words }: Fact, { closing }: Voice): string {
  const text = template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => (Object.hasOwn(words, name) ? (words[name] ?? whole) : whole));
  return closing === "" ? text : `${text}\n\n${closing}`;
}

/** Nothing to tell is no note: `markdown` is "" then. */
async function generate({ period }: Due, sources: Sources, existing: string | null): Promise<Report> {
  const path = `${POSTS_FOLDER}/${period}_idea.md`;
  const report = (markdown: string, source: string | null): Report => ({ path, markdown, partial: false, final: true, figures: { period, source } });
  // By now it is the owner's.
  if (existing !== null) return report(existing, null);
  const known = await told(sources);
  const fact = (await factsOf(period, sources)).find(({ source }) => !known.includes(JSON.stringify(source).slice(1, -1)) && !known.includes(source));
  if (!fact) return report("", null);
  const voice = readVoice((await sources.note("Company_Handbook.md")) ?? "");
  const draft = { ...EMPTY_POST, id: `idea-${period}`, text: textOf(await templateOf(fact.kind, sources), fact, voice), context: fact.source, ask: true };
  const note = writePostNote(draft, "draft", null);
  const hints = [`Drafted from: ${fact.source}`, "Nothing was added that does not stand there. Change it as you like, choose the channels, and hand it in.", ...voice.rules.map((rule) => `- Your voice: ${rule}`)];
  return report(`${note}\n${hints.join("\n")}\n`, fact.source);
}

export const posts: Generator = {
  id: "posts",
  label: "Post ideas",
  log: "social_media_draft",
  due: ({ schedule, zone }, reported, since, now) => briefingsDue(schedule.briefing, zone, reported, since, now).filter(({ period }) => period === mondayOf(dateIn(now, zone))),
  periodOf: briefingPeriod,
  generate,
};

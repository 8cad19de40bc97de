/**
 * Owns: what Obsidian's command line is answered - the same words, JSON and rules as the program's own (CLI contract).
 * Never: high risk, and never an approval without the fingerprint of what is approved: nobody is known to sit before this terminal.
 */
import type { App, CliData } from "obsidian";
import type { Employee, Overview } from "../api";
import { answered, inZone, isWrong, shown, TYPED, typedDate, typedDays, typedPrepared, typedStatus, unknownAction, type Words, type Wrong } from "../core/asked";
import { calendarOfDays } from "../core/calendar";
import { cardList, detailText, formText, offerLines, plain } from "../core/card-text";
import type { PostProblem } from "../core/post-note";
import { dateIn } from "../core/schedule";
import { verifiedText } from "../core/verified";
import type { Asker, Wish } from "../core/wish";
import { CLI_ACTIONS, flagsOf, usageOf } from "./cli-actions";
import { handInNote } from "./cli-post";
import { sentence, type Desk } from "./desk";
import { checkedText, STILL_STARTING, writtenText } from "./said";

const AT_OBSIDIANS_CLI: Asker = { by: "person", via: "cli", attended: false };

/** How long a command waits for an employee that is starting, milliseconds: the command may have started Obsidian itself. */
const PATIENCE_MS = 30_000;

/** Exit codes of the program's own command line: Obsidian's has none, so JSON carries them. */
const CODE = { failed: 1, wrong_use: 2, needs_person: 3 } as const;

interface Failed {
  error: string;
  exit_code: number;
  /** What does not fit, by field. */
  problems?: readonly PostProblem[];
}
type Said = { value: unknown; text: string } | Failed;
type Act = (employee: Employee, words: Words, desk: Desk, app: App) => Promise<Said>;

const failed = (error: string, exit_code: number = CODE.failed): Failed => ({ error, exit_code });

/** Does the work with what was typed, unless it was wrong. */
async function typed<T>(read: T | Wrong, work: (right: T) => Promise<Said>): Promise<Said> {
  return isWrong(read) ? failed(read.wrong, CODE.wrong_use) : work(read);
}

async function wished(employee: Employee, given: Wish, { settings }: Desk): Promise<Said> {
  const wish = inZone(given, settings.zone);
  const answer = await employee.wish(wish, AT_OBSIDIANS_CLI);
  if (!answer.ok) return failed(answer.text, answer.how === "needs_person" ? CODE.needs_person : CODE.failed);
  return { value: answered(wish, answer), text: answer.text };
}

/** Field names of nobody's are refused: an edit that changes nothing must not look like one that did. */
async function edited(employee: Employee, wish: Wish & { kind: "edit" }, desk: Desk): Promise<Said> {
  const detail = await employee.show(wish.id);
  if (!detail) return failed(unknownAction(wish.id));
  const strange = Object.keys(wish.fields).find((name) => !Object.hasOwn(detail.fields, name));
  if (strange === undefined) return wished(employee, wish, desk);
  const names = Object.keys(detail.fields);
  return failed(`There is no field "${shown(strange)}". ${names.length === 0 ? "Nothing of it can be changed." : `There are: ${names.join(", ")}.`}`, CODE.wrong_use);
}

function overviewText({ realm, executor, stopped, paused, live, waiting, failed: lost, unknown, services, to_confirm, questions }: Overview): string {
  const lines = [
    ...(realm === "sandbox" ? ["Sandbox: everything here is invented."] : []),
    ...(stopped === null ? [] : [stopped]),
    ...(executor || stopped !== null ? [] : ["Another device executes."]),
    ...(paused ? [`Paused${paused.reason === "" ? "" : `: ${paused.reason}`}. Nothing is sent until you resume.`] : []),
    `${waiting} waiting, ${lost} failed, ${unknown} unknown.`,
    `Live: ${live.length === 0 ? "nothing (dry run)" : live.join(", ")}.`,
    ...Object.entries(services).map(([id, { ok, text }]) => `${ok === true ? "ok " : ok === null ? "-- " : "NOT"} ${id}: ${text}`),
    ...to_confirm.map((change) => `Loosened elsewhere and not in force until it is confirmed in Obsidian: ${change}`),
    ...questions,
  ];
  return lines.join("\n");
}

const status: Act = async (employee) => {
  const overview = employee.overview();
  return Promise.resolve({ value: overview, text: overviewText(overview) });
};

const report =
  (generator: string, option: string): Act =>
  (employee, { text }) =>
    typed(typedDate(text(option)), async (date) => {
      const written = await employee.report(generator, date);
      return { value: written, text: writtenText(written) };
    });

/** By the names in `CLI_ACTIONS`. */
const acts: Record<string, Act> = {
  ...Object.fromEntries(Object.entries(TYPED).map(([name, make]): [string, Act] => [name, (employee, words, desk) => typed<Wish>(make(words), (wish) => wished(employee, wish, desk))])),
  "": status,
  status,
  list: (employee, { text }) =>
    typed(typedStatus(text("status")), async (wanted) => {
      const cards = await employee.list(wanted);
      return { value: cards, text: cardList(cards, "Nothing is open.") };
    }),
  show: async (employee, { id }) => {
    const detail = await employee.show(id);
    return detail ? { value: detail, text: detailText(detail) } : failed(unknownAction(id));
  },
  offers: async (employee, { id, text }) => {
    const operation = text("what");
    const found = operation === null ? ((id === "" ? null : await employee.show(id))?.offers ?? employee.offers.all()) : await employee.offers.form({ channel: "", operation, record: id });
    if (typeof found === "string") return failed(found);
    return { value: found, text: Array.isArray(found) ? offerLines(found) : formText(found) };
  },
  edit: (employee, words, desk) => typed(TYPED.edit(words), (wish) => (wish.kind === "edit" ? edited(employee, wish, desk) : wished(employee, wish, desk))),
  post: async (employee, { text }, { settings }, app) => {
    const { ok, value, text: said } = await handInNote(app, employee, settings.zone, text("file") ?? "", AT_OBSIDIANS_CLI);
    return ok ? { value, text: said } : { ...failed(said), problems: value.problems };
  },
  calendar: (employee, { text }, { settings, now }) =>
    typed(typedDays(text("from"), text("to"), dateIn(now(), settings.zone)), async (days) => {
      const { rows, text: lines } = calendarOfDays(await employee.list("any"), days, settings.zone);
      return { value: rows, text: lines };
    }),
  "check-mail": async (employee, _words, { services }) => {
    const summary = await employee.pass();
    return { value: summary, text: checkedText(summary, (id) => services.find((service) => service.id === id)?.label ?? id) };
  },
  prepare: (employee, { text }) =>
    typed(typedPrepared(text("what") ?? ""), async (what) => {
      const prepared = await employee.prepare(what, text("about"));
      return { value: prepared, text: [...prepared.notes, prepared.text].join("\n") };
    }),
  audit: report("audit", "week"),
  briefing: report("briefing", "date"),
  "verify-log": async (_employee, _words, desk) => {
    const found = await desk.verifyLog();
    return found ? { value: found, text: verifiedText(found) } : failed(STILL_STARTING);
  },
};

/** The words, or what is wrong with them. An option that was given without its value comes as "true". */
function wordsIn(name: string, given: CliData): Words | Wrong {
  const action = CLI_ACTIONS[name];
  const flags = action ? flagsOf(action) : {};
  const text = (option: string): string | null => {
    const value = Object.hasOwn(given, option) ? given[option] : undefined;
    return typeof value !== "string" || value === "" || value === "true" ? null : value;
  };
  for (const [option, value] of Object.entries(given)) {
    // Obsidian's own: which vault, and whether to copy the output.
    if (option === "vault" || option === "copy") continue;
    if (!Object.hasOwn(flags, option)) return { wrong: `There is no option "${shown(option)}".` };
    if (flags[option]?.value === undefined && value !== "true" && value !== "") return { wrong: `"${option}" takes no value.` };
  }
  const missing = Object.entries(flags).find(([option, { required }]) => required === true && text(option) === null);
  if (missing) return { wrong: `"${missing[0]}" is missing: ${missing[1].description}.` };
  return { id: text("id") ?? "", text, flag: (option) => Object.hasOwn(given, option) };
}

/** The employee once it has started; null when it takes too long. */
function started(desk: Desk): Promise<Employee | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (desk.employee || desk.trouble !== null) end();
    };
    const end = (): void => {
      window.clearTimeout(timer);
      stop();
      resolve(desk.employee);
    };
    const timer = window.setTimeout(end, PATIENCE_MS);
    const stop = desk.onChange(look);
    look();
  });
}

async function carryOut(name: string, given: CliData, desk: Desk, app: App): Promise<Said> {
  const words = wordsIn(name, given);
  if (isWrong(words)) return failed(words.wrong, CODE.wrong_use);
  const employee = await started(desk);
  const act = acts[name];
  if (!act) throw new Error(`"${name}" has no implementation.`);
  return employee ? act(employee, words, desk, app) : failed(desk.trouble ?? STILL_STARTING);
}

/** What is printed. `plugin`: its id. Never throws. */
export async function answerCli(plugin: string, name: string, given: CliData, desk: Desk, app: App): Promise<string> {
  const said = await carryOut(name, given, desk, app).catch((error: unknown) => failed(sentence(error), error instanceof Error && error.name === "NotExecuting" ? CODE.needs_person : CODE.failed));
  if (Object.hasOwn(given, "json")) return JSON.stringify("value" in said ? said.value : said);
  const usages = Object.entries(CLI_ACTIONS).map(([known, action]) => `  ${usageOf(plugin, known, action)}\n      ${action.description}`);
  if ("value" in said) return name === "" ? [said.text, "", "Commands (json after any of them prints JSON):", ...usages].join("\n") : said.text;
  const action = CLI_ACTIONS[name];
  const usage = said.exit_code === CODE.wrong_use && action ? ` Usage: ${usageOf(plugin, name, action)}` : "";
  return plain(`Error: ${said.error}${usage}`);
}

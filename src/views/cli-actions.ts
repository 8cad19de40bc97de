/**
 * Owns: which commands the plugin adds to Obsidian's own command line, e.g. `obsidian autonomous-employee:approve id=...`.
 * Never: carrying one out (cli-answer.ts).
 */
import type { CliFlag, CliFlags } from "obsidian";

interface CliAction {
  description: string;
  flags: CliFlags;
}

const ID: CliFlag = { value: "<id>", description: "Id of the action, as list shows it", required: true };
const text = (value: string, description: string, required = false): CliFlag => ({ value, description, required });

const JSON_FLAG: CliFlags = { json: { description: "Print JSON, as the program's own command line does" } };

/** By the name after the colon; "" is the plugin's default command. The words are those of the program's own command line. */
export const CLI_ACTIONS: Record<string, CliAction> = {
  "": { description: "What waits for you, and which commands there are", flags: {} },
  status: { description: "What waits for you, what is live, how the services are", flags: {} },
  list: { description: "Everything open, or everything in one status", flags: { status: text("<status>", "One status, or any") } },
  show: { description: "One action: what a person approves, why, the evidence", flags: { id: ID } },
  approve: {
    description: "Approve exactly the content that was shown; high risk is decided in the panel",
    flags: { id: ID, fingerprint: text("<fingerprint>", "Of the content that is approved, as show prints it", true) },
  },
  reject: { description: "Reject an action; nothing is sent", flags: { id: ID, reason: text("<text>", "Why; it goes into the log", true) } },
  edit: { description: "Change fields of an action; it is checked and judged again", flags: { id: ID, fields: text("<json>", 'Changed fields, e.g. {"due_date":"2026-12-31"}', true) } },
  undo: { description: "Take an approval back before it has started", flags: { id: ID } },
  renew: { description: "Give an expired action a new date", flags: { id: ID } },
  resend: { description: "Send a failed action again; with something new about it, it waits for an approval", flags: { id: ID } },
  resolve: {
    description: "Say of an unknown outcome what you saw at the service",
    flags: { id: ID, happened: { description: "It is there" }, not: { description: "It is not there" }, on: text("<channel>", "Where you looked, of a post that is unknown on several") },
  },
  offers: {
    description: "What can be asked for about what an action made, or about a record by its number; with an operation its form",
    flags: { id: text("<id>", "Id of an action, or a number, e.g. INV/2026/00042"), what: text("<operation>", "e.g. register_payment") },
  },
  propose: {
    description: "Ask for something about a record, e.g. a payment on an invoice; it is proposed and decided on like everything else",
    flags: { id: text("<id>", "Id of an action, or a number, e.g. INV/2026/00042", true), what: text("<operation>", "e.g. register_payment", true), answers: text("<json>", 'Answers to its form, e.g. {"amount":"50.00"}') },
  },
  repeat: {
    description: "Propose the same again by a schedule; nothing repeats before you approve it",
    flags: { id: ID, every: text("<rhythm>", "weekly, monthly, quarterly or yearly", true), from: text("<date>", "First due date, e.g. 2026-12-01", true), until: text("<date>", "Last day") },
  },
  schedule: {
    description: "Pause a schedule, let it go on, or stop it for good; or set the time of a post",
    flags: { id: ID, pause: { description: "Nothing is due meanwhile" }, resume: { description: "It goes on" }, stop: { description: "For good" }, at: text("<time>", "When a post is published, e.g. 2026-11-24T09:00, or queue for the next free time"), swap: text("<id>", "The post with which it changes places") },
  },
  post: { description: "Hand in the post that a note holds, with its pictures; it waits for your decision", flags: { file: text("<path>", "Path or name of the note in the vault", true) } },
  calendar: { description: "Posts that are planned, waiting, published or failed", flags: { from: text("<date>", "First day; today when it is left out"), to: text("<date>", "Last day; four weeks when it is left out") } },
  pause: { description: "Send nothing until resume", flags: { reason: text("<text>", "Why; it goes into the log") } },
  resume: { description: "Go on", flags: {} },
  "check-mail": { description: "Look at the mail now", flags: {} },
  prepare: { description: "Prepare notes from the books: texts of reminders, or instructions for bills to pay; nothing is sent or paid", flags: { what: text("<what>", "reminders or payments", true), about: text("<record>", "Id or number of one invoice or bill; everything that is due when it is left out") } },
  audit: { description: "Write the weekly audit", flags: { week: text("<date>", "A day of the week, e.g. 2026-11-16") } },
  briefing: { description: "Write the CEO briefing", flags: { date: text("<date>", "Its day, e.g. 2026-11-16") } },
  "verify-log": { description: "Check every line of the log", flags: {} },
};

/** Options of an action, with the one that all have. */
export function flagsOf(action: CliAction): CliFlags {
  return { ...action.flags, ...JSON_FLAG };
}

/** How an action is typed. */
export function usageOf(plugin: string, name: string, { flags }: CliAction): string {
  const options = Object.entries(flags).map(([flag, { value, required }]) => (required === true ? `${flag}=${value ?? ""}` : `[${flag}${value === undefined ? "" : `=${value}`}]`));
  return ["obsidian", name === "" ? plugin : `${plugin}:${name}`, ...options].join(" ");
}

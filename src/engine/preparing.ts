/**
 * Owns: notes prepared from the books: reminders of overdue invoices, instructions for bills to pay (PRODUCT K8, O2).
 * Never: sending or paying; and never the same note twice.
 */
import type { Prepared } from "../api";
import { shown } from "../core/asked";
import type { NewEvent } from "../core/event";
import { daysOver, type Measured, type Open } from "../core/measure";
import { accountIn, instructionName, instructionNote, type Account } from "../core/payment-note";
import { askedLevel, dueLevel, nextLevel, reminderName, reminderNote, type Overdue } from "../core/reminder";
import { addDays, dateIn, showDate } from "../core/schedule";
import type { ActionState } from "../core/state";
import type { IntakeParts } from "./intake-parts";
import { mailOf } from "./intake";
import { measure } from "./measuring";
import { everyAction } from "./past";

/** How far ahead bills are prepared, days. */
const AHEAD_DAYS = 14;
const DAY_MS = 86_400_000;

interface Note {
  text: string;
  event: NewEvent<"prepared">["data"];
}

type Books = [service: string, measured: Measured][];

/** The books as they are now; a sentence when they may not or cannot be read. */
async function booksNow(parts: IntakeParts): Promise<Books | string> {
  const { ledger, settings, clock } = parts;
  if (!settings().reports.money) return 'The books are read only where you agree: switch on "Money in reports" in the settings first.';
  await measure(parts, true);
  const today = dateIn(clock.now(), settings().zone);
  const books = Object.entries(ledger.state.measured).filter(([, { asked }]) => asked.day === today);
  return books.length === 0 ? "The books could not be read today; test the connection, then try again." : books;
}

/** Every overdue invoice, longest waiting first, with what was written about it. Writes no note. */
export async function overdueInvoices(parts: IntakeParts): Promise<Overdue[] | string> {
  const books = await booksNow(parts);
  if (typeof books === "string") return books;
  const { ledger, settings } = parts;
  const found = books.flatMap(([service, { overdue, asked }]) =>
    overdue.map(({ id, label, partner, open, due_date }): Overdue => {
      const days = daysOver({ due_date }, asked.day);
      return { service, id, label, partner, open, due_date, days, level: dueLevel(days, settings().reminders), written: ledger.state.prepared[`reminder:${service}:${id}`] ?? null };
    }),
  );
  return found.sort((a, b) => b.days - a.days);
}

/** The books with nothing but the one document that is meant, by its id, `service:id` or number; a sentence when there is none, or more than one. */
function onlyOne(books: Books, what: Prepared["what"], record: string): Books | string {
  const wanted = record.toLowerCase();
  const which = what === "reminders" ? "overdue" : "payable";
  const isIt = (service: string, { id, label }: Open): boolean => [id, `${service}:${id}`, label].some((name) => name.toLowerCase() === wanted);
  const found = books.flatMap(([service, measured]) => measured[which].filter((one) => isIt(service, one)).map((one): Books[number] => [service, { ...measured, [which]: [one] }]));
  const kind = what === "reminders" ? "overdue invoice" : "open bill";
  if (found.length === 0) return `The books have no ${kind} ${shown(record)}. Its number stands at its top, e.g. INV/2026/00042.`;
  if (found.length > 1) return `The books have several documents ${shown(record)}: ${found.map(([service, measured]) => `${service}:${measured[which][0]?.id ?? ""} (${measured[which][0]?.partner ?? ""})`).join(", ")}. Name one of these.`;
  return found;
}

/**
 * Prepares what is due and was not prepared before, or what a person names: then the first reminder comes at any age, and a bill however far
 * ahead. Asks the books first, so that nobody is reminded of what was paid yesterday. `record`: id or number of one document, null for all.
 */
export async function prepareNotes(parts: IntakeParts, what: Prepared["what"], record: string | null = null): Promise<Prepared> {
  const { ledger, notes } = parts;
  const nothing = (text: string): Prepared => ({ what, notes: [], text });
  const all = await booksNow(parts);
  if (typeof all === "string") return nothing(all);
  const books = record === null ? all : onlyOne(all, what, record);
  if (typeof books === "string") return nothing(books);
  const found: Note[] = [];
  const past = what === "payments" ? await everyAction(parts.files, ledger.state) : [];
  for (const [service, measured] of books) {
    const made = what === "reminders" ? reminders(parts, service, measured, record !== null) : await payments(parts, service, measured, past, record !== null);
    if (typeof made === "string") return nothing(made);
    found.push(...made);
  }
  for (const { text, event } of found) {
    // The note first: after a power cut between the two it is the same note again.
    await notes.notes.write(event.note, text);
    await ledger.append([{ event: "prepared", data: event }], true);
  }
  const written = found.map(({ event }) => event.note);
  const none = what === "reminders" ? "No invoice is overdue whose reminder is due and not written yet." : `No bill is due within ${AHEAD_DAYS} days that is not prepared yet.`;
  return { what, notes: written, text: written.length === 0 ? none : `${written.length} ${written.length === 1 ? "note lies" : "notes lie"} in Needs_Action. Nothing was sent or paid.` };
}

/** `named`: a person asks for exactly this; then a sentence says why there is none. */
function reminders({ ledger, settings, notes, clock }: IntakeParts, service: string, { overdue, asked }: Measured, named: boolean): Note[] | string {
  const found: Note[] = [];
  for (const invoice of overdue) {
    const about = `${service}:${invoice.id}`;
    const written = ledger.state.prepared[`reminder:${about}`];
    const last = written ? { ...written, days_ago: Math.floor((clock.now().getTime() - Date.parse(written.at)) / DAY_MS) } : null;
    const days = daysOver(invoice, asked.day);
    const level = named ? askedLevel(invoice.label, days, last, settings().reminders) : nextLevel(days, last, settings().reminders);
    if (typeof level === "string") return level;
    if (level === 0) continue;
    const note = `${notes.root}/Needs_Action/${reminderName(service, invoice, level)}`;
    found.push({ text: reminderNote(service, invoice, level, asked.day), event: { what: "reminder", about, level, note } });
  }
  return found;
}

async function payments(parts: IntakeParts, service: string, { payable, asked }: Measured, past: readonly ActionState[], named: boolean): Promise<Note[] | string> {
  const { ledger, notes } = parts;
  const found: Note[] = [];
  for (const bill of payable) {
    const about = `${service}:${bill.id}`;
    const before = ledger.state.prepared[`payment:${about}`];
    if (before && named) return `The instruction for ${bill.label} was written on ${showDate(before.at.slice(0, 10))}: ${before.note}.`;
    if (before || (!named && bill.due_date > addDays(asked.day, AHEAD_DAYS))) continue;
    const instruction = { service, bill, account: await accountOf(parts, service, bill, past) };
    const note = `${notes.root}/Needs_Action/${instructionName(instruction)}`;
    found.push({ text: instructionNote(instruction), event: { what: "payment", about, level: 0, note } });
  }
  return found;
}

/** Where to pay, as the mail says that the bill was drafted from; a bill that somebody entered by hand names none here. */
async function accountOf({ ledger, files }: IntakeParts, service: string, { id }: Open, past: readonly ActionState[]): Promise<Account> {
  const made = past.find(({ proposal, deliveries }) => proposal.origin.kind === "mail" && deliveries[service]?.receipt?.id === id);
  const seen = made && ledger.state.observations[made.proposal.origin.id ?? ""];
  const mail = seen && (await mailOf(files, seen));
  if (!made || !mail) return { kind: "none" };
  const source = `The mail of ${mail.from?.email ?? "an unknown sender"}`;
  return accountIn(mail.text, source, made.signs.filter(({ fraud }) => fraud).map(({ text }) => text));
}

/**
 * Owns: notes prepared from the books: reminders of overdue invoices, instructions for bills to pay (PRODUCT K8, O2).
 * Never: sending or paying; and never the same note twice.
 */
import type { Prepared } from "../api";
import type { NewEvent } from "../core/event";
import { daysOver, type Measured, type Open } from "../core/measure";
import { accountIn, instructionName, instructionNote, type Account } from "../core/payment-note";
import { nextLevel, reminderName, reminderNote } from "../core/reminder";
import { addDays, dateIn } from "../core/schedule";
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

/** Prepares what is due and was not prepared before. Asks the books first, so that nobody is reminded of what was paid yesterday. */
export async function prepareNotes(parts: IntakeParts, what: Prepared["what"]): Promise<Prepared> {
  const { ledger, settings, notes, clock } = parts;
  if (!settings().reports.money) return { what, notes: [], text: 'The books are read only where you agree: switch on "Money in reports" in the settings first.' };
  await measure(parts, true);
  const today = dateIn(clock.now(), settings().zone);
  const books = Object.entries(ledger.state.measured).filter(([, { asked }]) => asked.day === today);
  if (books.length === 0) return { what, notes: [], text: "The books could not be read today; test the connection, then try again." };
  const found: Note[] = [];
  const past = what === "payments" ? await everyAction(parts.files, ledger.state) : [];
  for (const [service, measured] of books) found.push(...(what === "reminders" ? reminders(parts, service, measured) : await payments(parts, service, measured, past)));
  for (const { text, event } of found) {
    // The note first: after a power cut between the two it is the same note again.
    await notes.notes.write(event.note, text);
    await ledger.append([{ event: "prepared", data: event }], true);
  }
  const written = found.map(({ event }) => event.note);
  const nothing = what === "reminders" ? "No invoice is overdue whose reminder is due and not written yet." : `No bill is due within ${AHEAD_DAYS} days that is not prepared yet.`;
  return { what, notes: written, text: written.length === 0 ? nothing : `${written.length} ${written.length === 1 ? "note lies" : "notes lie"} in Needs_Action. Nothing was sent or paid.` };
}

function reminders({ ledger, settings, notes, clock }: IntakeParts, service: string, { overdue, asked }: Measured): Note[] {
  return overdue.flatMap((invoice): Note[] => {
    const about = `${service}:${invoice.id}`;
    const last = ledger.state.prepared[`reminder:${about}`];
    const ago = last && { level: last.level, days_ago: Math.floor((clock.now().getTime() - Date.parse(last.at)) / DAY_MS) };
    const level = nextLevel(daysOver(invoice, asked.day), ago ?? null, settings().reminders);
    if (level === 0) return [];
    const note = `${notes.root}/Needs_Action/${reminderName(service, invoice, level)}`;
    return [{ text: reminderNote(service, invoice, level, asked.day), event: { what: "reminder", about, level, note } }];
  });
}

async function payments(parts: IntakeParts, service: string, { payable, asked }: Measured, past: readonly ActionState[]): Promise<Note[]> {
  const { ledger, notes } = parts;
  const found: Note[] = [];
  for (const bill of payable) {
    const about = `${service}:${bill.id}`;
    if (bill.due_date > addDays(asked.day, AHEAD_DAYS) || ledger.state.prepared[`payment:${about}`]) continue;
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

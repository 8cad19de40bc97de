/**
 * Owns: the oracle - what must hold at the end of every life, each as one named function. It reads Odoo's records, the walls, the mailbox and the files.
 * Never: the employee's own word for what happened, except to compare it with what did.
 */
import { FOLDERS } from "../../src/core/action-note";
import { dataOf, isEvent, type Line } from "../../src/core/record";
import { apply } from "../../src/core/fold";
import { emptyState, statusOf, type ActionState, type State } from "../../src/core/state";
import type { Verified } from "../../src/core/verified";
import { verifyLog } from "../../src/engine/verify";
import { plain } from "../../src/sandbox/odoo/store";
import { SANDBOX_KEYS } from "../../src/sandbox/story";
import { happened, recordsOf } from "./effects";
import type { Life } from "./life";
import { fold } from "./lines";
import { KINDS } from "./mails";
import { ROOT } from "./names";
import { handedInAsWritten, standsTwiceOrStrange } from "./published";
import { SOCIAL_SECRETS } from "./social";
import { actionNotes, ID_IN_NAME } from "./vault";

/** What is left when a life is over, read once for all invariants. */
export interface Remains {
  life: Life;
  lines: readonly Line[];
  /** The fold of the ledger, with every action that ever was. */
  state: State;
  verified: Verified;
  /** Notes that one more start wrote, moved or removed although nothing had happened. */
  rewritten: string[];
}

/** Sentences about what does not hold; [] when all is well. */
type Invariant = (remains: Remains) => string[];

const actions = ({ state }: Remains): [string, ActionState][] => Object.entries(state.actions);

export function foldAll(lines: readonly Line[]): State {
  const state = emptyState();
  // Checkpoints would take closed actions away.
  for (const line of lines) if (line.event !== "checkpoint") apply(state, line);
  return state;
}

/** Every record that carries an action's id is the only one, whole, and no other stands for the same work. */
const nothingTwice: Invariant = ({ life, state }) => {
  const wrong: string[] = [];
  for (const id of Object.keys(state.actions)) {
    const records = recordsOf(life, id);
    if (records.length > 1) wrong.push(`${id} stands ${records.length} times in Odoo`);
  }
  const { store } = life.partners.odoo;
  const ours = store.rows("account.move").filter((move) => typeof move["invoice_origin"] === "string" && move["invoice_origin"] !== "");
  for (const move of ours) {
    if (ours.some((other) => other !== move && other["invoice_origin"] === move["invoice_origin"])) wrong.push(`invoice ${move.id} of ${plain(move["invoice_origin"])} is not the only one`);
    const payload = state.actions[plain(move["invoice_origin"])]?.proposal.deliveries[0]?.payload;
    const lines = store.rows("account.move.line").filter((line) => line["move_id"] === move.id && line["display_type"] === "product");
    if (payload && Array.isArray(payload["lines"]) && lines.length !== payload["lines"].length) wrong.push(`invoice ${move.id} has ${lines.length} lines, approved were ${payload["lines"].length}`);
  }
  const emails = store.rows("res.partner").map((partner) => partner["email"]).filter((email) => typeof email === "string");
  if (new Set(emails).size !== emails.length) wrong.push("a partner stands twice in Odoo");
  return [...wrong, ...standsTwiceOrStrange(life, state)];
};

/** A post says what its owner wrote for each channel. */
const postsSayWhatWasWritten: Invariant = ({ life, state }) => handedInAsWritten(life, state);

/** Whatever reached a service was approved, for this content, in live mode, with "started" on disk: judged as it left (witness.ts). */
const nothingUnapproved: Invariant = ({ life }) => life.wrong;

/** What the ledger calls done stands at the service; what it calls anything else but unknown does not. Each delivery for itself. */
const theLedgerTellsTheTruth: Invariant = (remains) =>
  actions(remains).flatMap(([id, { deliveries }]) =>
    Object.entries(deliveries).flatMap(([channel, { status, receipt }]) => {
      const effect = happened(remains.life, id, channel);
      if (status === "unknown" || status === "running") return [];
      // A partner that somebody else had made meanwhile is used as it is.
      const borrowed = receipt?.difference?.includes("used as it is") ?? false;
      if (status === "done" && !effect && !borrowed) return [`${id} is done in the ledger, and ${channel} has no trace of it`];
      // A person who goes on from an older ledger was told that what stood only in the newer one is not known any more.
      return status !== "done" && effect && !remains.life.taken_over ? [`${id} is ${status} in the ledger, and stands on ${channel}`] : [];
    }),
  );

/** What a person wanted has happened, or they said no, or they were asked and it was not in their power. */
const nothingLost: Invariant = (remains) => {
  const { life } = remains;
  const wrong: string[] = [];
  for (const [id, action] of actions(remains)) {
    const status = statusOf(action);
    const gone = life.person.rejected.has(id) || [...life.person.deleted.keys()].some((path) => path.includes(id));
    const blocked = action.proposal.depends_on.some((other) => life.person.rejected.has(other) || [...life.person.deleted.keys()].some((path) => path.includes(other)));
    if (status === "done" || (status === "rejected" && gone) || (status === "simulated" && !life.live) || blocked) continue;
    wrong.push(`${id} ended as ${status} in calm weather, with a person who approves`);
  }
  return wrong;
};

/** Each mail was observed once and lies in exactly one place: its actions, its question, its note, or nowhere for a reason. */
const eachMailInOnePlace: Invariant = ({ life, lines, state }) => {
  const wrong: string[] = [];
  for (const { id: mail, kind } of life.delivered) {
    const id = `gmail:${mail}`;
    const observed = lines.filter((line) => isEvent(line, "observed") && dataOf(line).id === id).length;
    if (observed !== 1) wrong.push(`mail ${mail} (${kind}) was observed ${observed} times`);
    const filed = state.observations[id]?.filed;
    if (!filed) {
      wrong.push(`mail ${mail} (${kind}) was not filed`);
      continue;
    }
    const notes = [...life.world.notes].filter(([path, text]) => path.startsWith(`${ROOT}/Needs_Action/`) && (text.includes(`email_id: "${mail}"`) || text.includes(`email_id: ${mail}`)) && !ID_IN_NAME.test(path)).length;
    const proposed = Object.values(state.actions).filter(({ proposal }) => proposal.origin.id === id && (proposal.type === "odoo_invoice" || proposal.type === "odoo_bill")).length;
    const wanted = KINDS[kind].invoices;
    if (filed.as === "action" && (proposed !== 1 || notes !== 0)) wrong.push(`mail ${mail} (${kind}) has ${proposed} invoices and ${notes} notes`);
    if ((filed.as === "note" || filed.as === "clarification") && (proposed !== 0 || notes !== 1)) wrong.push(`mail ${mail} (${kind}) is a ${filed.as}, with ${proposed} invoices and ${notes} notes`);
    if (filed.as === "nothing" && (proposed !== 0 || notes !== 0 || filed.reason === "")) wrong.push(`mail ${mail} (${kind}) is nothing, with ${proposed} invoices and ${notes} notes`);
    if (filed.as === "case" && (proposed !== 0 || notes !== 0)) wrong.push(`mail ${mail} (${kind}) belongs to the case of ${filed.of ?? ""}, with ${proposed} invoices and ${notes} notes of its own`);
    if (wanted === 1 && filed.as !== "action") wrong.push(`mail ${mail} (${kind}) ended as ${filed.as}: ${filed.reason}`);
  }
  return wrong;
};

/** What ends an action, so that a later mail of its thread may begin another case. */
const ENDS = /^(settled_done|found_done|resolved_happened|denied)$/;

/** A thread has one open case at a time: a later mail was filed to a case of its own thread, or when no case of it was open any more. */
const oneCasePerThread: Invariant = ({ life, lines, state }) => {
  const wrong: string[] = [];
  const threads = new Map(life.delivered.map(({ id }) => [`gmail:${id}`, life.partners.gmail.mailbox.messages.get(id)?.thread]));
  const open = new Map<string, Set<string>>();
  for (const line of lines) {
    if (ENDS.test(line.event)) open.forEach((actions) => actions.delete(line.action_id ?? ""));
    if (!isEvent(line, "filed")) continue;
    const { id, as, of, actions } = dataOf(line);
    const others = [...open].filter(([other]) => other !== id && threads.get(other) !== undefined && threads.get(other) === threads.get(id) && (open.get(other)?.size ?? 0) > 0);
    if (as === "case" && threads.get(of ?? "") !== threads.get(id)) wrong.push(`${id} was filed to ${of ?? "nothing"}, of another thread`);
    if ((as === "action" || as === "clarification") && others.length > 0) wrong.push(`${id} became a case of its own while that of ${others.map(([other]) => other).join(", ")} was open`);
    if (as === "action") open.set(id, new Set(actions.filter((action) => state.actions[action] !== undefined)));
  }
  return wrong;
};

/** Every line follows from the one before, no number is missing. */
const everyLineIsChained: Invariant = ({ verified: { ok, first_bad, unmatched } }) => (ok ? [] : [`verify-log: ${JSON.stringify({ first_bad, unmatched })}`]);

/** Everything that stands at a service because of us has its request, its approval, its start and its result in the ledger. */
const everyEffectIsAccountedFor: Invariant = (remains) => {
  const { life, lines } = remains;
  if (life.taken_over) return [];
  const about = (id: string, channel: string): Set<string> => new Set(lines.filter((line) => line.action_id === id && (line.delivery === null || line.delivery === channel)).map(({ event }) => event));
  return actions(remains).flatMap(([id, { deliveries }]) =>
    Object.keys(deliveries).flatMap((channel) => {
      if (!happened(life, id, channel)) return [];
      const events = about(id, channel);
      const missing = ["proposed", "granted", "started"].filter((event) => !events.has(event));
      if (![...events].some((event) => /^(settled_|found_done|resolved_)/.test(event))) missing.push("a result");
      return missing.length > 0 ? [`${id} stands on ${channel} without ${missing.join(", ")}`] : [];
    }),
  );
};

/** Each action has one note, in the folder of its status, and one more start changes nothing. */
const notesEqualTheFold: Invariant = (remains) => {
  const { life, rewritten } = remains;
  const wrong = rewritten.map((path) => `${path} was written again although nothing had happened`);
  for (const [id, action] of actions(remains)) {
    const paths = actionNotes(life).filter((path) => path.includes(id));
    const folder = FOLDERS[statusOf(action)];
    const deleted = [...life.person.deleted.keys()].some((path) => path.includes(id));
    if ((paths.length === 0 && deleted) || life.person.filed.has(id)) continue;
    if (paths.length !== 1 || !paths[0]?.startsWith(`${ROOT}/${folder}/`)) wrong.push(`${id} is ${statusOf(action)}: its note is at ${paths.join(", ") || "no place"}, not in ${folder}`);
  }
  return wrong;
};

/** The mailbox is only read (K7). */
const theMailboxIsOnlyRead: Invariant = ({ life }) => life.partners.gmail.calls.filter(({ method, path }) => method !== "GET" && path !== "/token").map(({ method, path }) => `Gmail was asked to ${method} ${path}`);

/** No secret stands in a file (K9). */
const noSecretOnDisk: Invariant = ({ life }) => {
  const text = [life.everyLine(), ...life.world.notes.values(), ...life.world.disk.requests.values()].join("\n");
  const secrets = [...Object.values(SOCIAL_SECRETS).flatMap((of) => Object.values(of)), SANDBOX_KEYS.odoo_key, SANDBOX_KEYS.gmail_client_secret, SANDBOX_KEYS.gmail_refresh_token, ...life.partners.gmail.accounts.tokens];
  return secrets.filter((secret) => text.includes(secret)).map((secret) => `a secret (${secret.slice(0, 8)}...) stands in a file`);
};

/** A decision that the ledger says was made by moving or deleting a note was made by somebody who moved or deleted it. */
const decisionsArePeoples: Invariant = ({ life, lines }) => {
  return lines.flatMap((line) => {
    const id = line.action_id ?? "";
    const via = isEvent(line, "granted") || isEvent(line, "denied") ? dataOf(line as Line & { event: "granted" }).via : null;
    const deleted = [...life.person.deleted.keys()].some((path) => path.includes(id));
    const isTheirs = via === "move" ? life.person.moved.has(id) : via !== "deleted" || deleted;
    return isTheirs ? [] : [`${id}: ${line.event} via ${via ?? ""}, and nobody did that`];
  });
};

/** Started and not settled is never left so: it is unknown, looked up, or a person was asked. */
const nothingHangs: Invariant = (remains) => actions(remains).flatMap(([id, action]) => (statusOf(action) === "running" ? [`${id} is still running`] : []));

export const INVARIANTS: Record<string, { holds: Invariant; text: string }> = {
  nothingTwice: { holds: nothingTwice, text: "Every record in Odoo that carries an action's id is the only one, with the approved lines; no partner stands twice; no text stands twice on a wall, and none that no action said." },
  postsSayWhatWasWritten: { holds: postsSayWhatWasWritten, text: "A post's action says on each channel, byte for byte, what its owner wrote." },
  nothingUnapproved: { holds: nothingUnapproved, text: "When a write left, an approval of exactly this content stood on disk - a person's, or the policy table's for a post that its owner recorded -, and \"started\" behind it; in dry run no write left; none left twice without a person's word; none for a delivery that was done; no post before its time." },
  theLedgerTellsTheTruth: { holds: theLedgerTellsTheTruth, text: "What the ledger calls done on a channel stands there. What it calls failed, rejected or waiting does not. A channel that fails says nothing of the others." },
  nothingLost: { holds: nothingLost, text: "In calm weather, with a person who answers, everything approved was carried out." },
  nothingHangs: { holds: nothingHangs, text: "Nothing stays started: it is settled, looked up, or a person was asked." },
  decisionsArePeoples: { holds: decisionsArePeoples, text: "What the ledger calls decided by a moved or deleted note was decided so by somebody." },
  eachMailInOnePlace: { holds: eachMailInOnePlace, text: "Each mail was observed once and lies in one place." },
  oneCasePerThread: { holds: oneCasePerThread, text: "A later mail of a thread belongs to the thread's open case; no thread has two open cases." },
  everyLineIsChained: { holds: everyLineIsChained, text: "verify-log finds nothing." },
  everyEffectIsAccountedFor: { holds: everyEffectIsAccountedFor, text: "Everything in Odoo and on the walls has its request, approval, start and result in the ledger." },
  notesEqualTheFold: { holds: notesEqualTheFold, text: "Each action has one note in the folder of its status; one more start writes nothing." },
  theMailboxIsOnlyRead: { holds: theMailboxIsOnlyRead, text: "Gmail was only read." },
  noSecretOnDisk: { holds: noSecretOnDisk, text: "No secret stands in a file." },
};

/** Every invariant that does not hold, with why. */
export async function judge(life: Life): Promise<string[]> {
  const rewritten = await life.oneMoreStart();
  const lines = fold(life.ledgerText());
  let state: State;
  try {
    state = foldAll(lines);
  } catch (error) {
    return [`everyLineIsChained: ${String(error)}`];
  }
  const remains: Remains = { life, lines, state, verified: await verifyLog(life.files()), rewritten };
  return Object.entries(INVARIANTS).flatMap(([name, { holds }]) => holds(remains).map((why) => `${name}: ${why}`));
}

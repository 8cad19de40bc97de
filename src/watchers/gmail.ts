/**
 * Owns: seeing every mail of a Gmail mailbox once (PRODUCT G2): changes since a mark, a dated search when the mark is gone.
 * Never: a write to the mailbox (PRODUCT K7), an opinion about a mail, or a mail dropped because it could not be read.
 */
import type { Call } from "../channel";
import type { Mail } from "../core/mail";
import { SILENCE_MS } from "../core/supervision";
import type { MailboxChanges, MailboxListing, MailboxMessage, MailboxProfile } from "../core/mailbox";
import { readMail } from "../mime/mail";
import type { Mailbox, Observation, Page, Watcher } from "../watcher";
import { firstLook, notForUs, type Place, readPlace, searchFrom, seenUntil, writePlace } from "./gmail-place";

/** Mails in a page of a search: what a restart may have to read again. */
const PAGE = 25;
/** A note stands within 2 minutes of arrival (PRODUCT G2). */
const EVERY_MS = 60_000;

/** After this long a mail that was listed and not found is asked for once more; once a page. */
const GONE_AGAIN_MS = 3_000;

const observationId = (id: string): string => `gmail:${id}`;

/** The mail of a message; what is wrong with it becomes a sentence in its `problems`, so that a person sees it. */
async function mailOf(message: MailboxMessage): Promise<Mail> {
  const origin = { id: message.id, thread: message.thread, date: message.at === null ? null : new Date(message.at).toISOString(), labels: message.labels };
  const mail = await readMail(message.bytes, origin);
  return message.problem === null ? mail : { ...mail, problems: [message.problem, ...mail.problems] };
}

interface Taken {
  observations: Observation[];
  skipped: Page["skipped"];
  /** Milliseconds since 1970 of the newest one. */
  newest: number;
}

/** One look at a mailbox: what was observed in it, and where it stands. */
interface Look {
  reads: Mailbox;
  call: Call;
  known: (id: string) => boolean;
  observed: Set<string>;
  address: string | null;
}

type Candidate = { id: string; labels: string[] | null };

/** Fetches candidates, in order, and returns those that the mailbox listed and then did not have. */
async function fetchAll(look: Look, candidates: readonly Candidate[], taken: Taken): Promise<Candidate[]> {
  const gone: Candidate[] = [];
  for (const candidate of candidates) {
    const { id, labels } = candidate;
    if (look.observed.has(id) || look.known(observationId(id))) continue;
    const early = labels === null ? null : notForUs(labels, null, look.address);
    const message = early === null ? await look.reads.message(look.call, id) : null;
    const mail = message && (await mailOf(message));
    const why = early ?? (mail && notForUs(mail.labels, mail.from?.email ?? null, look.address));
    if (why !== null) taken.skipped.push({ id: observationId(id), why });
    else if (mail === null) gone.push(candidate);
    else {
      look.observed.add(id);
      const at = mail.date ?? look.call.now().toISOString();
      taken.observations.push({ id: observationId(id), source: "gmail", at, thread: mail.thread, mail });
      taken.newest = Math.max(taken.newest, Date.parse(at));
    }
  }
  return gone;
}

/**
 * Fetches candidates. Known ones cost nothing; what is not for us, or gone by now, is named in `skipped`. Gone is only what is not there
 * a while later either: a mailbox may list a mail a moment before it can hand it out, and this one would be missed for good.
 */
async function take(look: Look, candidates: readonly Candidate[]): Promise<Taken> {
  const taken: Taken = { observations: [], skipped: [], newest: 0 };
  const missing = await fetchAll(look, candidates, taken);
  if (missing.length === 0) return taken;
  await look.call.sleep(GONE_AGAIN_MS);
  for (const { id } of await fetchAll(look, missing, taken)) taken.skipped.push({ id: observationId(id), why: "deleted before it could be read" });
  return taken;
}

/** The place after a page, with the page that says so. */
function step(look: Look, place: Place, taken: Taken): { place: Place; page: Page } {
  const moved = { ...place, seen: seenUntil(place.seen, taken.newest, look.call.now()) };
  return { place: moved, page: { observations: taken.observations, skipped: taken.skipped, cursor: writePlace(moved) } };
}

async function listAll(look: Look, query: string): Promise<string[]> {
  const ids: string[] = [];
  let page: string | null = null;
  do {
    const listing: MailboxListing = await look.reads.list(look.call, query, page);
    ids.push(...listing.ids);
    page = listing.next;
  } while (page !== null);
  return ids;
}

/**
 * Everything since a date, oldest first. The listing is read again until it shows nothing new: a mail deleted while it is paged
 * through can push another one over the edge of a page, where nobody would see it.
 */
async function* search(look: Look, start: Place): AsyncGenerator<Page, Place> {
  let place = start;
  const settled = new Set<string>();
  for (;;) {
    const listed = await listAll(look, `after:${searchFrom(start)}`);
    const fresh = [...new Set(listed)].reverse().filter((id) => !settled.has(id) && !look.known(observationId(id)));
    if (fresh.length === 0) return place;
    for (let from = 0; from < fresh.length; from += PAGE) {
      const ids = fresh.slice(from, from + PAGE);
      for (const id of ids) settled.add(id);
      const next = step(look, place, await take(look, ids.map((id) => ({ id, labels: null }))));
      place = next.place;
      yield next.page;
    }
  }
}

/** Everything since the mark, in the order it came in. Ends with the last place, and whether the mark was gone. */
async function* changes(look: Look, start: Place & { history: string }): AsyncGenerator<Page, { place: Place; gone: boolean }> {
  let place: Place = start;
  let page: string | null = null;
  do {
    const found: MailboxChanges | "gone" = await look.reads.changes(look.call, start.history, page);
    if (found === "gone") return { place, gone: true };
    // Added as spam and taken out again: what is said last counts.
    const latest = new Map(found.changes.map(({ id, labels }) => [id, labels]));
    const taken = await take(look, [...latest].map(([id, labels]) => ({ id, labels })));
    const next = step(look, { ...place, history: found.history ?? place.history }, taken);
    place = next.place;
    // A mark that moved because of nothing for us is not worth a line in the ledger: it is read again, for two units.
    if (found.changes.length > 0) yield next.page;
    page = found.next;
  } while (page !== null);
  return { place, gone: false };
}

/** The mark of the mailbox now, asked before anything is listed: what comes in while the listing is read stands behind it. */
async function markOf(look: Look, profile: MailboxProfile | null): Promise<string | null> {
  if (profile !== null) return profile.history;
  const [newest] = (await look.reads.list(look.call, "", null)).ids;
  return newest === undefined ? null : ((await look.reads.message(look.call, newest))?.history ?? null);
}

/** Watches the mailbox behind these reads. */
export function gmailWatcher(reads: Mailbox): Watcher {
  return {
    id: "gmail",
    label: "Gmail",
    fields: reads.fields,
    setup: reads.setup,
    signIn: reads.signIn,
    every_ms: EVERY_MS,
    deadline_ms: SILENCE_MS,
    ready: (call) => reads.ready(call),
    check: (call) => reads.check(call),

    async *observe(cursor, known, call) {
      const profile = await reads.profile(call);
      const look: Look = { reads, call, known, observed: new Set(), address: profile?.address ?? null };
      let place = readPlace(cursor, look.address) ?? firstLook(look.address, call.now());
      for (let searches = 0; searches < 2; searches += 1) {
        if (place.searching !== null) {
          if (place.history === null) place = { ...place, history: await markOf(look, profile) };
          place = { ...(yield* search(look, place)), searching: null };
          if (place.history === null) return; // an empty mailbox without a profile: searched again next time
          yield { observations: [], skipped: [], cursor: writePlace(place) };
        }
        const { history } = place;
        if (history === null) return;
        const end = yield* changes(look, { ...place, history });
        if (!end.gone) return;
        place = { ...end.place, history: null, searching: { floor: 0 } };
      }
    },
  };
}

/**
 * Owns: what is read of a Gmail mailbox, in Google's field names, as plain data.
 * Never: a write of any kind (PRODUCT K7), and never what a message means.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { ServiceError } from "../../core/failure";
import type { MailboxChange, MailboxListing, MailboxProfile } from "../../core/mailbox";
import type { Mailbox } from "../../watcher";
import { checkOf } from "../consequence";
import { oddAnswer } from "./errors";
import { GMAIL_FIELDS, GMAIL_SETUP, missingFields, NEEDED } from "./fields";
import { googleSignIn } from "./sign-in";
import { type Answer, gmailWire } from "./wire";

/** Changes in one page: each may cost a message's 20 units, and a page is what a restart may have to read again. */
const CHANGES_PER_PAGE = 50;
const IDS_PER_PAGE = 500;
/** Looks at a mail that Gmail cannot hand out, before only its header is taken: it must not keep back all behind it for ever. */
const PATIENCE = 3;
const READING_SCOPE = /\/auth\/gmail\.readonly$|\/auth\/gmail\.modify$|^https:\/\/mail\.google\.com\/$/;
const WIDER_SCOPE = /\/auth\/gmail\.(?!readonly$)|^https:\/\/mail\.google\.com\/$/;

const id = z.string().check(z.regex(/^[\w-]{1,100}$/));
/** History ids are unsigned 64-bit numbers as text; nothing here counts with them. */
const mark = z.string().check(z.regex(/^\d{1,40}$/));
const profileAnswer = z.object({ emailAddress: z.string(), historyId: mark });
const listAnswer = z.object({ messages: z.optional(z.array(z.object({ id }))), nextPageToken: z.optional(z.string()) });
const stub = z.object({ id, labelIds: z.optional(z.array(z.string())) });
const added = z.array(z.object({ message: stub }));
const unlabelled = z.array(z.object({ message: stub, labelIds: z.optional(z.array(z.string())) }));
const record = z.object({ id: mark, messagesAdded: z.optional(added), labelsRemoved: z.optional(unlabelled) });
const historyAnswer = z.object({ history: z.optional(z.array(record)), historyId: z.optional(mark), nextPageToken: z.optional(z.string()) });
const headers = z.array(z.object({ name: z.string(), value: z.string() }));
/** One odd field must not keep a mail, and all behind it, from being seen: what does not fit counts as not said. */
const messageAnswer = z.object({
  threadId: z.catch(z.optional(z.string()), undefined),
  labelIds: z.catch(z.optional(z.array(z.string())), undefined),
  internalDate: z.catch(z.optional(z.string().check(z.regex(/^\d{1,15}$/))), undefined),
  historyId: z.catch(z.optional(mark), undefined),
  raw: z.catch(z.optional(z.string()), undefined),
  payload: z.catch(z.optional(z.object({ headers: z.optional(headers) })), undefined),
});

function parsed<T>(schema: z.core.$ZodType<T>, answer: Answer, what: string): T | null {
  if (answer.kind === "missing") return null;
  const result = answer.kind === "json" ? z.safeParse(schema, answer.value) : null;
  if (result?.success !== true) throw oddAnswer(what);
  return result.data;
}

/** Bytes of base64url text, null when it is none. */
function bytesOf(base64url: string): Uint8Array | null {
  let text: string;
  try {
    text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    return null;
  }
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Where a message came back: taken out of spam or trash, it counts as arrived now. */
const RETURNED_FROM = ["SPAM", "TRASH"];

function changesOf(one: z.infer<typeof record>): MailboxChange[] {
  const back = (one.labelsRemoved ?? []).filter(({ labelIds }) => labelIds?.some((label) => RETURNED_FROM.includes(label)) ?? false);
  return [...(one.messagesAdded ?? []), ...back].map(({ message }) => ({ id: message.id, labels: message.labelIds ?? null }));
}

/** The reads of one mailbox. Every function throws ServiceError for what Google or the network does; retries are inside. */
export function gmailReads(): Mailbox {
  const { get, tokens } = gmailWire();
  const failing = new Map<string, number>();

  /** The whole message; "header" when only that can be had: it is too large, or it failed look after look. */
  const whole = async (call: Call, path: string): Promise<Answer | "header"> => {
    try {
      const answer = await get("message", path, [["format", "raw"]], call);
      failing.delete(path);
      return answer.kind === "too_large" ? "header" : answer;
    } catch (error) {
      const looks = (failing.get(path) ?? 0) + 1;
      failing.set(path, looks);
      // Is Gmail down as a whole, then the header cannot be had either, and the mail waits.
      if (error instanceof ServiceError && error.failure === "transient" && looks >= PATIENCE) return "header";
      throw error;
    }
  };

  const profile = async (call: Call): Promise<MailboxProfile | null> => {
    const found = parsed(profileAnswer, await get("profile", "profile", [], call), "the mailbox");
    return found && { address: found.emailAddress.toLowerCase(), history: found.historyId };
  };
  const list = async (call: Call, query: string, page: string | null): Promise<MailboxListing> => {
    const asked: [string, string][] = [["q", query], ["maxResults", String(IDS_PER_PAGE)], ...(page === null ? [] : [["pageToken", page] satisfies [string, string]])];
    const found = parsed(listAnswer, await get("messages", "messages", asked, call), "the list of mails");
    if (found === null) throw oddAnswer("the list of mails");
    return { ids: (found.messages ?? []).map((one) => one.id), next: found.nextPageToken ?? null };
  };

  return {
    fields: GMAIL_FIELDS,
    setup: GMAIL_SETUP,
    signIn: googleSignIn(async (call) => (await profile(call))?.address ?? null),
    ready: (call) => missingFields(call, NEEDED).length === 0,
    profile,
    list,

    async changes(call, since, page) {
      const asked: [string, string][] = [["startHistoryId", since], ["maxResults", String(CHANGES_PER_PAGE)], ["historyTypes", "messageAdded"], ["historyTypes", "labelRemoved"]];
      if (page !== null) asked.push(["pageToken", page]);
      const found = parsed(historyAnswer, await get("history", "history", asked, call), "new mail");
      if (found === null) return "gone";
      const records = found.history ?? [];
      const next = found.nextPageToken ?? null;
      return { changes: records.flatMap(changesOf), history: next === null ? (found.historyId ?? null) : (records.at(-1)?.id ?? null), next };
    },

    async message(call, wanted) {
      const path = `messages/${wanted}`;
      const answer = await whole(call, path);
      const found = parsed(messageAnswer, answer === "header" ? await get("message", path, [["format", "metadata"]], call) : answer, "a mail");
      if (found === null) return null;
      const bytes = found.raw === undefined ? null : bytesOf(found.raw);
      const header = (found.payload?.headers ?? []).map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+\s*/g, " ")}\r\n`).join("");
      return {
        id: wanted,
        thread: found.threadId ?? null,
        labels: found.labelIds ?? [],
        at: found.internalDate === undefined ? null : Number(found.internalDate),
        history: found.historyId ?? null,
        bytes: bytes ?? new TextEncoder().encode(`${header}\r\n`),
        problem: bytes === null ? "Gmail did not hand out the content of this mail (it may be too large); open it in Gmail." : null,
      };
    },

    async check(call) {
      const missing = missingFields(call, NEEDED);
      if (missing.length > 0) return { ok: null, text: `Not set up: ${missing.join(", ")} missing.` };
      try {
        const found = await profile(call);
        if (found === null) await list(call, "", null);
        const { scopes } = await tokens.get(call);
        if (scopes !== null && !scopes.some((scope) => READING_SCOPE.test(scope))) return { ok: false, text: "The sign-in does not allow reading mail. Sign in again and tick the box that allows reading mail." };
        const wider = scopes?.some((scope) => WIDER_SCOPE.test(scope)) ?? false;
        return { ok: true, text: `Mail of ${found?.address ?? "the mailbox"} can be read.${wider ? " The sign-in allows more than reading; the program only ever reads." : ""}` };
      } catch (error) {
        return checkOf(error);
      }
    },
  };
}

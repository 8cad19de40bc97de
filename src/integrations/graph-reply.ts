/**
 * Owns: an answer to somebody on Facebook or Instagram - comment, private reply, direct message - as an operation: always decided by a person,
 * with the platform's rule said before the decision (PRODUCT S7).
 * Never: which request sends it; the channel hands that in.
 */
import * as z from "zod/mini";
import { operation, type Call, type Facts, type FieldProblem, type Finding, type Operation, type Outcome } from "../channel";
import type { Receipt } from "../core/action";
import type { Sign } from "../core/draft";
import { UNTIL } from "../core/post";
import { asFinding, asOutcome, CallFailure } from "./consequence";
import { refusedBecause, type ServiceName } from "./graph-errors";
import { lookInList, notToldApart, onlyOne } from "./graph-looking";
import { graphId, textProblems } from "./graph-text";
import { beginning, gate, tidied } from "./published";

const shape = z.object({
  text: tidied,
  /** What it answers, as it was read. `id`: of the comment, or of the person who wrote. `at`: UTC time at which it was written. */
  to: z.object({ id: graphId, author: z.string(), text: z.string(), at: z.iso.datetime() }),
});
export type ReplyPayload = z.infer<typeof shape>;

/** An answer of ours that the service shows. */
export interface Answered {
  id: string;
  url: string | null;
}

export interface Replying {
  service: ServiceName;
  label: string;
  /** Start of the note's type, the log's name and the note's property, e.g. `facebook_comment_reply`. */
  name: string;
  /** The plan's name in the log. */
  log: string;
  prefix: string;
  limit: number;
  /** What the platform allows, for who decides. */
  rule: string;
  /** How long after the message it may be answered; null: always. */
  window_ms: number | null;
  /** Further rules of the service for the text. */
  rules?(text: string): string[];
  /** What stands against it at the service, as sentences. Reads only. */
  against(payload: ReplyPayload, call: Call): Promise<string[]>;
  /** The one request; the id of what was made. */
  send(payload: ReplyPayload, call: Call): Promise<string>;
  /** Answers of ours with this text since a time (UTC ISO). */
  sent(payload: ReplyPayload, since: string, call: Call): Promise<Answered[]>;
  /** `sent` shows every answer: twice nothing there means that there is none. */
  conclusive: boolean;
  example: ReplyPayload;
}

const DAY_MS = 24 * 3_600_000;

function receiptOf({ service }: Replying, { text, to }: ReplyPayload, { id, url }: Answered, difference: string | null = null): Receipt {
  return { id, label: `Answered ${to.author} on ${service}: ${beginning(text)}`, url, data: { answer_id: id, to: to.id }, difference };
}

/** Until when it may be answered, UTC ISO; null: always. */
const endsAt = ({ window_ms }: Replying, { to }: ReplyPayload): string | null => (window_ms === null ? null : new Date(Date.parse(to.at) + window_ms).toISOString());

async function againstIt(of: Replying, payload: ReplyPayload, call: Call): Promise<Sign[]> {
  const ends = endsAt(of, payload);
  const over: Sign[] = ends !== null && Date.parse(ends) <= call.now().getTime() ? [{ code: "reply_window_over", text: `${of.service} will refuse it: the time in which it could be answered ended ${ends.slice(0, 16).replace("T", " ")} UTC.`, fraud: false }] : [];
  return [...over, ...(await of.against(payload, call)).map((text) => ({ code: "reply_not_allowed", text, fraud: false }))];
}

async function facts(of: Replying, payload: ReplyPayload, call: Call): Promise<Facts> {
  return { money: null, known_payee: null, unreadable: null, signs: await againstIt(of, payload, call) };
}

async function perform(of: Replying, payload: ReplyPayload, call: Call): Promise<Outcome> {
  const [first] = await againstIt(of, payload, call);
  if (first) throw refusedBecause(of.service, first.code === "reply_window_over" ? "OUTSIDE_WINDOW" : "NOT_ALLOWED", first.text, "Reject this, or answer by hand.");
  // Only where the list tells everything: the same words under the same comment are an earlier attempt.
  const [there] = of.conclusive ? await of.sent(payload, new Date(call.now().getTime() - DAY_MS).toISOString(), call) : [];
  if (there) return { kind: "done", receipt: receiptOf(of, payload, there, "It stood there already, so it was not sent a second time.") };
  return { kind: "done", receipt: receiptOf(of, payload, { id: await of.send(payload, call), url: null }) };
}

function lookup(of: Replying, payload: ReplyPayload, started_at: string, call: Call): Promise<Finding> {
  const look = async () => onlyOne(await of.sent(payload, started_at, call), (one) => receiptOf(of, payload, one));
  if (of.conclusive) return lookInList({ started_at }, call, of.service, look);
  return asFinding(async () => {
    const seen = await look();
    if (seen !== "none" && seen !== "several") return { kind: "done", receipt: seen };
    const cause = seen === "none" ? `${of.service} does not show it so far, and does not show everything.` : notToldApart(of.service).cause;
    return { kind: "unclear", problem: { ...notToldApart(of.service), cause } };
  });
}

export function replying(of: Replying): Operation {
  const { service, label, name, example } = of;
  const field = `${name}_text`;
  const problems = (text: string): FieldProblem[] => [...(text === "" ? ["must not be empty"] : (of.rules?.(text) ?? [])).map((words) => ({ field, text: words })), ...textProblems(field, text, of.limit)];
  return operation<ReplyPayload>({
    label,
    note: { type: name, prefix: of.prefix },
    log: of.log,
    rule: "reply",
    expiry: "standard",
    parse: gate(shape, ({ text }) => problems(text)),
    summary: ({ text, to }) => `Answer ${to.author} on ${service}: ${beginning(text)}`,
    money: () => null,
    preview: (payload) => {
      const ends = endsAt(of, payload);
      const until: [string, string][] = ends === null ? [] : [[UNTIL, ends]];
      return { title: label, rows: [["To", `${payload.to.author}: ${payload.to.text}`], ["Text", payload.text], [`${service}'s rule`, of.rule], ...until], table: [] };
    },
    toFields: ({ text }) => ({ [field]: text }),
    fromFields: (before, fields) => ({ ...before, text: field in fields ? (fields[field] ?? "") : before.text }),
    publishes: ({ text }) => ({ texts: [text], at: null, late_minutes: 0, price: null }),
    facts: (payload, call) => facts(of, payload, call),
    rehearse: async (payload, _attempt, call) => {
      try {
        const signs = await againstIt(of, payload, call);
        return { ok: signs.length === 0, findings: [`Would answer ${payload.to.author} on ${service}.`, ...signs.map(({ text }) => text)] };
      } catch (error) {
        if (error instanceof CallFailure) return { ok: false, findings: [error.message] };
        throw error;
      }
    },
    perform: (payload, _attempt, call) => asOutcome(() => perform(of, payload, call)),
    lookup: (payload, { started_at }, call) => lookup(of, payload, started_at, call),
    examples: [example],
  });
}

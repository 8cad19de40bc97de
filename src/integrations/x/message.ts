/**
 * Owns: answering a direct message on X, once: found again by its words in the conversation (SERVICES G).
 * Never: a message to somebody who did not write before, or one without a person's decision: its policy rule is `reply`.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type FieldProblem, type Finding, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import { asFinding, asOutcome } from "../consequence";
import { beginning, gate, tidied } from "../published";
import { lookLate } from "../late";
import { SLACK_MS } from "./chain";
import { directsWith } from "./directs";
import { oddAnswer } from "./errors";
import { MESSAGE_PRICE, showPrice } from "./post";
import { id } from "./reads";
import { isText } from "./shown";
import type { Connect } from "./session";

/** Characters (docs.x.com, direct messages). */
const LIMIT = 10_000;
export const MESSAGE_RULE = "It may be sent because they wrote to you; X takes no messages of programs to strangers.";

const shape = z.object({
  text: tidied,
  /** Whom it answers, with what they wrote. */
  to: z.object({ id, author: z.string().check(z.regex(/^\w{1,15}$/, "is no name on X")), text: z.string() }),
});
export type MessagePayload = z.infer<typeof shape>;

const sent = z.object({ data: z.object({ dm_event_id: id }) });

function problems(text: string): FieldProblem[] {
  if (text === "") return [{ field: "x_message", text: "must not be empty" }];
  return Array.from(text).length > LIMIT ? [{ field: "x_message", text: `has more than ${LIMIT} characters; shorten it` }] : [];
}

const receiptOf = ({ to, text }: MessagePayload, event: string): Receipt => ({ id: event, label: `Message to @${to.author} on X: ${beginning(text)}`, url: null, data: { dm_event_id: event, to: to.id }, difference: null });

async function perform(connect: Connect, payload: MessagePayload, call: Call): Promise<Outcome> {
  const read = z.safeParse(sent, await connect(call).write({ method: "POST", path: `/2/dm_conversations/with/${payload.to.id}/messages`, json: { text: payload.text } }));
  if (!read.success) throw oddAnswer("the message", "write");
  return { kind: "done", receipt: receiptOf(payload, read.data.data.dm_event_id) };
}

async function lookup(connect: Connect, payload: MessagePayload, attempt: Attempt, call: Call): Promise<Finding> {
  const x = connect(call);
  const { id: own } = await x.me();
  const since = Date.parse(attempt.started_at) - SLACK_MS;
  return lookLate(attempt, call, { code: "X_UNCLEAR", seen: "It is not in the conversation so far" }, async () => {
    const ours = (await directsWith(x, payload.to.id)).filter(({ sender_id, created_at = "" }) => sender_id === own && Date.parse(created_at) >= since);
    const alike = ours.map((one) => ({ id: one.id, is: isText({ text: one.text ?? "", entities: one.entities }, payload.text) })).filter(({ is }) => is !== "no");
    const [first] = alike;
    if (first === undefined) return null;
    if (first.is === "yes" && alike.length === 1) return { kind: "done", receipt: receiptOf(payload, first.id) };
    return { kind: "unclear", problem: { code: "X_UNCLEAR", effect: "It is not known whether it was sent.", cause: "In the conversation on X stand several messages, or one with another link, that may be it.", next: "Look at the conversation on X, then say whether it happened." } };
  });
}

export function messageOnX(connect: Connect): Operation {
  return operation<MessagePayload>({
    label: "Answer a message on X",
    note: { type: "x_message", prefix: "MESSAGE_x" },
    log: "x_message",
    rule: "reply",
    expiry: "standard",
    parse: gate(shape, ({ text }) => problems(text)),
    summary: ({ text, to }) => `Write to @${to.author} on X: ${beginning(text)}`,
    money: () => null,
    preview: ({ text, to }) => ({ title: "Answer a message on X", rows: [["To", `@${to.author}: ${to.text}`], ["Text", text], ["X's rule", MESSAGE_RULE], ["X charges", showPrice(MESSAGE_PRICE)]], table: [] }),
    toFields: ({ text }) => ({ x_message: text }),
    fromFields: (before, fields) => ({ ...before, text: "x_message" in fields ? (fields["x_message"] ?? "") : before.text }),
    publishes: ({ text }) => ({ texts: [text], at: null, late_minutes: 0, price: MESSAGE_PRICE }),
    facts: async (_payload, call) => {
      await connect(call).me();
      return { money: null, known_payee: null, unreadable: null, signs: [] };
    },
    rehearse: async ({ to }, _attempt, call) => {
      await connect(call).me();
      return { ok: true, findings: [`Would write to @${to.author}; X would charge ${showPrice(MESSAGE_PRICE)}.`] };
    },
    perform: (payload, _attempt, call) => asOutcome(() => perform(connect, payload, call)),
    lookup: (payload, attempt, call) => asFinding(() => lookup(connect, payload, attempt, call)),
    examples: [{ text: "Yes, we are open on Saturday.", to: { id: "1990000000000000009", author: "quietgarden", text: "Are you open on Saturday?" } }],
  });
}

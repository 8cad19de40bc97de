/**
 * Owns: replying on X to a post that mentioned the account or quoted it: since February 2026 X takes no other reply from programs. The rule
 * is said on the card, and looked up before the approval (PRODUCT S7).
 * Never: a reply without a person: its policy rule is `reply`.
 */
import * as z from "zod/mini";
import { operation, type Call, type Facts, type FieldProblem, type Operation } from "../../channel";
import type { Sign } from "../../core/draft";
import { asFinding, asOutcome } from "../consequence";
import { beginning, gate, tidied } from "../published";
import { findChain, sendChain } from "./chain";
import { textProblem } from "./length";
import { priceOf, showPrice } from "./post";
import { leftWords } from "./publish";
import { onePost, quotes, type XPost } from "./reads";
import type { Connect, X } from "./session";

const shape = z.object({
  text: tidied,
  /** What it answers, as it was read: number, author's name on X, words. */
  to: z.object({ id: z.string().check(z.regex(/^\d{1,19}$/, "is no number of a post on X")), author: z.string().check(z.regex(/^\w{1,15}$/, "is no name on X")), text: z.string() }),
});
export type ReplyPayload = z.infer<typeof shape>;

function problems({ text }: ReplyPayload): FieldProblem[] {
  const problem = text === "" ? "must not be empty" : textProblem(text);
  return problem === null ? [] : [{ field: "x_reply", text: problem }];
}

const RULE = "X takes it only because the author mentioned you or quoted a post of yours";
const NOT_SUMMONED = "X will refuse it: the author neither mentioned you nor quoted a post of yours. Reply on X itself.";

/** Did the author call on the account? A mention, a quote, or the account's own post. */
async function summoned(x: X, post: XPost): Promise<boolean> {
  const me = await x.me();
  if (post.author_id === me.id || post.entities?.mentions?.some(({ username }) => username?.toLowerCase() === me.username.toLowerCase()) === true) return true;
  const quoted = quotes(post);
  return quoted !== null && (await onePost(x, quoted))?.post.author_id === me.id;
}

/** Why X would refuse it, as signs. Reads only. */
async function signsOf(x: X, { to }: ReplyPayload): Promise<Sign[]> {
  const there = await onePost(x, to.id);
  if (there === null) return [{ code: "gone", text: "The post that it answers is not on X any more.", fraud: false }];
  return (await summoned(x, there.post)) ? [] : [{ code: "reply_not_allowed", text: NOT_SUMMONED, fraud: false }];
}

async function facts(connect: Connect, payload: ReplyPayload, call: Call): Promise<Facts> {
  return { money: null, known_payee: null, unreadable: null, signs: await signsOf(connect(call), payload) };
}

const chainOf = ({ text, to }: ReplyPayload) => ({ texts: [text], under: to.id });
const price = ({ text }: ReplyPayload) => priceOf([text], "reply");

export function replyOnX(connect: Connect): Operation {
  return operation<ReplyPayload>({
    label: "Reply on X",
    note: { type: "x_reply", prefix: "REPLY_x" },
    log: "x_reply",
    rule: "reply",
    expiry: "standard",
    parse: gate(shape, problems),
    summary: ({ text, to }) => `Reply to @${to.author} on X: ${beginning(text)}`,
    money: () => null,
    preview: (payload) => ({
      title: "Reply on X",
      rows: [["To", `@${payload.to.author}: ${payload.to.text}`], ["Text", payload.text], ["X's rule", RULE], ["X charges", showPrice(price(payload))]],
      table: [],
    }),
    toFields: ({ text }) => ({ x_reply: text }),
    fromFields: (before, fields) => ({ ...before, text: "x_reply" in fields ? (fields["x_reply"] ?? "") : before.text }),
    publishes: (payload) => ({ texts: [payload.text], at: null, late_minutes: 0, price: price(payload) }),
    facts: (payload, call) => facts(connect, payload, call),
    rehearse: async (payload, _attempt, call) => {
      const x = connect(call);
      const signs = await signsOf(x, payload);
      return { ok: signs.length === 0, findings: [...leftWords(x), `Would reply to @${payload.to.author}; X would charge ${showPrice(price(payload))}.`, ...signs.map(({ text }) => text)] };
    },
    perform: (payload, attempt, call, remember) => asOutcome(async () => sendChain(connect(call), { ...chainOf(payload), first: () => Promise.resolve({}) }, attempt, remember)),
    lookup: (payload, attempt, call) => asFinding(async () => findChain(connect(call), chainOf(payload), attempt, call)),
    examples: [{ text: "Yes, we are open on Saturday as well.", to: { id: "1990000000000000001", author: "quietgarden", text: "@northlight are you open on Saturday?" } }],
  });
}

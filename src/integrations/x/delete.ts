/**
 * Owns: deleting a post of the account on X, as a decision of its own.
 * Never: a post of anybody else.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Finding, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import { asFinding, asOutcome } from "../consequence";
import { beginning, parsed } from "../published";
import { refusedBecause } from "./errors";
import { onePost } from "./reads";
import type { Connect } from "./session";

const shape = z.object({ id: z.string().check(z.regex(/^\d{1,19}$/, "must be the number of a post on X")), text: z.string() });
export type DeletePayload = z.infer<typeof shape>;

/** X is given so long to stop showing it. */
const LOOKS_MS = [0, 2_000, 5_000] as const;

const receiptOf = ({ id }: DeletePayload): Receipt => ({ id, label: `Post ${id} on X, deleted`, url: null, data: { id }, difference: null });

async function perform(connect: Connect, payload: DeletePayload, call: Call): Promise<Outcome> {
  const x = connect(call);
  const [me, there] = [await x.me(), await onePost(x, payload.id)];
  if (there === null) return { kind: "done", receipt: receiptOf(payload) };
  if (there.post.author_id !== undefined && there.post.author_id !== me.id) throw refusedBecause("NOT_YOURS", `The post ${payload.id} is not of your account.`, "Reject this.");
  await x.write({ method: "DELETE", path: `/2/tweets/${payload.id}` });
  return { kind: "done", receipt: receiptOf(payload) };
}

/** That it is gone is certain; that it is there, only when X had its time. */
async function lookup(connect: Connect, payload: DeletePayload, attempt: Attempt, call: Call): Promise<Finding> {
  const isOver = call.now().getTime() > Date.parse(attempt.started_at) + 60_000;
  for (const wait of LOOKS_MS) {
    if (wait > 0) await call.sleep(wait);
    if ((await onePost(connect(call), payload.id)) === null) return { kind: "done", receipt: receiptOf(payload) };
  }
  if (isOver) return { kind: "absent" };
  return { kind: "unclear", problem: { code: "X_UNCLEAR", effect: "It is not known yet whether it was deleted.", cause: "X still shows it.", next: "It is looked up again by itself." } };
}

export function deleteOnX(connect: Connect): Operation {
  return operation<DeletePayload>({
    label: "Delete a post on X",
    note: { type: "x_delete", prefix: "DELETE_x" },
    log: "x_delete_post",
    rule: "person",
    expiry: "standard",
    parse: (raw) => parsed(shape, raw),
    summary: ({ text }) => `Delete from X: ${beginning(text)}`,
    money: () => null,
    preview: ({ id, text }) => ({ title: "Delete a post on X", rows: [["Post", `https://x.com/i/status/${id}`], ["It says", text], ["X charges", "0.010 USD"], ["Afterwards", "it is gone for everybody; X may refuse the same text for some time"]], table: [] }),
    toFields: () => ({}),
    fromFields: (before) => before,
    facts: async (payload, call) => {
      const there = await onePost(connect(call), payload.id);
      return { money: null, known_payee: null, unreadable: null, signs: there === null ? [{ code: "gone", text: "It is not on X any more.", fraud: false }] : [] };
    },
    rehearse: async (payload, _attempt, call) => {
      const there = await onePost(connect(call), payload.id);
      return { ok: true, findings: [there === null ? "It is not on X any more: nothing would be deleted." : `Would delete the post ${payload.id}; X would charge 0.010 USD.`] };
    },
    perform: (payload, _attempt, call) => asOutcome(() => perform(connect, payload, call)),
    lookup: (payload, attempt, call) => asFinding(() => lookup(connect, payload, attempt, call)),
    examples: [{ id: "1990000000000000002", text: "We are open on Saturday from 10 to 4." }],
  });
}

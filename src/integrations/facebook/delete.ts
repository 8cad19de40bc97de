/**
 * Owns: taking a post off the Page, decided by a person.
 * Never: a post that was not read before: what is not there cannot be told from what may not be seen.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Finding, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import type { JsonObject } from "../../core/json";
import { asOutcome, CallFailure } from "../consequence";
import { failureOf } from "../graph-errors";
import { graphId } from "../graph-text";
import { lookLate } from "../late";
import { beginning, parsed } from "../published";
import { pageOf, type Page } from "./fields";
import { onePost } from "./reads";

const shape = z.object({
  post_id: graphId,
  /** What it says, as it was read: for who decides. */
  text: z.string(),
});
type DeletePayload = z.infer<typeof shape>;

const receiptOf = ({ post_id, text }: DeletePayload): Receipt => ({ id: post_id, label: `Deleted on Facebook: ${beginning(text)}`, url: null, data: { post_id }, difference: null });

/** Is the post there? Throws for everything but a plain yes or no. */
async function isThere(page: Page, id: string): Promise<boolean> {
  try {
    await onePost(page, id);
    return true;
  } catch (error) {
    if (error instanceof CallFailure && error.problem.code === "NOT_FOUND") return false;
    throw error;
  }
}

async function perform(payload: DeletePayload, call: Call, remember: (data: JsonObject) => Promise<void>): Promise<Outcome> {
  const page = pageOf(call);
  await onePost(page, payload.post_id);
  // It was seen: if it is gone later, it is gone, and not merely out of sight.
  await remember({ seen: true });
  const { success } = await page.write("DELETE", payload.post_id);
  if (success !== true) throw failureOf("Facebook", { kind: "foreign", message: "an answer that does not say whether it was deleted" }, true);
  return { kind: "done", receipt: receiptOf(payload) };
}

function lookup(payload: DeletePayload, attempt: Attempt, call: Call): Promise<Finding> {
  return lookLate(attempt, call, { code: "NOT_SHOWN_YET", seen: "Facebook still shows it" }, async () => {
    if (await isThere(pageOf(call), payload.post_id)) return null;
    if (attempt.remembered["seen"] === true) return { kind: "done", receipt: receiptOf(payload) };
    return { kind: "unclear", problem: { code: "NOT_FOUND", effect: "Whether it was deleted could not be told.", cause: "The post cannot be seen, and was not seen before.", next: "Look at the Page, then say whether it happened." } };
  });
}

export function deleteOnFacebook(): Operation {
  return operation<DeletePayload>({
    label: "Delete a post on Facebook",
    note: { type: "facebook_post_delete", prefix: "POST_facebook_delete" },
    log: "facebook_delete_post",
    rule: "person",
    expiry: "standard",
    parse: (raw) => parsed(shape, raw),
    summary: ({ text, post_id }) => `Delete on Facebook: ${beginning(text) || post_id}`,
    money: () => null,
    preview: ({ post_id, text }) => ({ title: "Delete a post on Facebook", rows: [["Post", post_id], ["It says", text], ["What happens", "It disappears with its comments. That cannot be taken back."]], table: [] }),
    toFields: ({ post_id }) => ({ facebook_post_id: post_id }),
    fromFields: (before, { facebook_post_id: post_id = before.post_id }) => ({ ...before, post_id }),
    facts: () => Promise.resolve({ money: null, known_payee: null, unreadable: null, signs: [] }),
    rehearse: async ({ post_id, text }, _attempt, call) => {
      const there = await isThere(pageOf(call), post_id);
      return { ok: there, findings: [there ? `Would delete: ${beginning(text) || post_id}` : "The post is not there any more, or cannot be seen with this access token."] };
    },
    perform: (payload, _attempt, call, remember) => asOutcome(() => perform(payload, call, remember)),
    lookup,
    examples: [{ post_id: "1015551234567890_1223334445556667", text: "We are open on Saturday from 10 to 4." }],
  });
}

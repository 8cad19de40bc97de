/**
 * Owns: deleting a post of the member on LinkedIn, as a decision of its own. LinkedIn answers the same for one that is gone already.
 * Never: anybody else's post.
 */
import * as z from "zod/mini";
import { operation, type Operation } from "../../channel";
import { asOutcome } from "../consequence";
import { beginning, parsed } from "../published";
import { postUrl } from "./publish";
import type { Connect } from "./session";

const shape = z.object({ urn: z.string().check(z.regex(/^urn:li:(?:share|ugcPost):\d+$/, "must be the URN of a post, e.g. urn:li:share:7000000000000000000")), text: z.string() });
export type DeletePayload = z.infer<typeof shape>;

export function deleteOnLinkedIn(connect: Connect): Operation {
  return operation<DeletePayload>({
    label: "Delete a post on LinkedIn",
    note: { type: "linkedin_delete", prefix: "DELETE_linkedin" },
    log: "linkedin_delete_post",
    rule: "person",
    expiry: "standard",
    parse: (raw) => parsed(shape, raw),
    summary: ({ text }) => `Delete from LinkedIn: ${beginning(text)}`,
    money: () => null,
    preview: ({ urn, text }) => ({ title: "Delete a post on LinkedIn", rows: [["Post", postUrl(urn)], ["It says", text], ["Afterwards", "it is gone for everybody, with its comments"]], table: [] }),
    toFields: () => ({}),
    fromFields: (before) => before,
    facts: async (_payload, call) => {
      await connect(call).me();
      return { money: null, known_payee: null, unreadable: null, signs: [] };
    },
    rehearse: async ({ urn }, _attempt, call) => {
      await connect(call).me();
      return { ok: true, findings: [`Would delete ${urn}. Whether it is still there cannot be read.`] };
    },
    perform: ({ urn }, _attempt, call) =>
      asOutcome(async () => {
        await connect(call).write({ method: "DELETE", path: `/rest/posts/${encodeURIComponent(urn)}`, headers: { "x-restli-method": "DELETE" } }, "write");
        return { kind: "done", receipt: { id: urn, label: "Post on LinkedIn, deleted", url: null, data: { urn }, difference: null } };
      }),
    lookup: ({ urn }) =>
      Promise.resolve({
        kind: "unclear",
        problem: { code: "LINKEDIN_UNCLEAR", effect: "It is not known whether it was deleted.", cause: "LinkedIn lets no program read a member's own posts, so that it cannot be looked up.", next: `Open ${postUrl(urn)}, then say whether it happened. Deleting it once more does no harm.` },
      }),
    examples: [{ urn: "urn:li:share:7000000000000000000", text: "We are looking for a designer (part-time), in Utrecht. #hiring" }],
  });
}

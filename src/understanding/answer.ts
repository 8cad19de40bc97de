/**
 * Owns: the answer of `understand` on the command line, in the exact shape of the CLI contract.
 * Never: a fact that is not in the draft.
 */
import type { Draft } from "../core/draft";
import type { JsonObject } from "../core/json";

/** One object of `understand`'s output; unknown is null, amounts are decimal text. */
export function toAnswer(id: string, draft: Draft): JsonObject {
  return {
    id,
    kind: draft.kind,
    action: draft.action,
    customer: { name: draft.customer.name, email: draft.customer.email, company: draft.customer.company },
    currency: draft.currency,
    lines: draft.lines.map(({ description, quantity, unit, unit_price, amount }) => ({ description, quantity, unit, unit_price, amount })),
    total: draft.total,
    due_date: draft.due_date,
    terms: draft.terms,
    po_number: draft.po_number,
    reference: draft.reference,
    missing: [...draft.missing],
    evidence: { ...draft.evidence },
    reasons: [...draft.reasons],
  };
}

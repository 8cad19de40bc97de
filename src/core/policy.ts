/**
 * Owns: the only place where "may this run" is decided (PRODUCT section 3). A table of rows; each row that speaks adds its reason.
 * Never: facts of its own. What could not be read is a reason to ask, not a reason to guess (K6).
 */
import type { Money, Origin, Reason, Verdict } from "./action";
import type { Sign } from "./draft";
import { absolute, compare, showMoney } from "./money";

export interface PolicyLimits {
  /** Owner's currency: both limits are in it. */
  currency: string;
  /** Exactly this much is still automatic. */
  automatic: string;
  high_risk: string;
}

/** What was known of one delivery when it was judged: kept in the ledger, so that it can be judged again by other limits. */
export interface PolicyFacts {
  label: string;
  rule: "amount" | "person" | "scheduled_post" | "reply";
  /** Which of the times to decide holds for it. */
  expiry: "standard" | "payment";
  money: Money | null;
  known_payee: boolean | null;
  unreadable: string | null;
  /** Its content was changed after it was proposed, in a note or in the panel. */
  edited: boolean;
}

/** One delivery as policy sees it. */
export interface PolicyCase extends Omit<PolicyFacts, "expiry"> {
  origin: Origin;
  signs: readonly Sign[];
  limits: PolicyLimits;
}

interface Row {
  name: string;
  speaks(of: PolicyCase): boolean;
  reason(of: PolicyCase): Reason;
}

/** How far back a posted transaction makes a partner known, days. */
export const HISTORY_DAYS = 90;

function above(money: Money | null, limit: string): boolean {
  return money !== null && compare(absolute(money.amount), limit) > 0;
}

const tooMuch = (of: PolicyCase): boolean => of.rule === "amount" && above(of.money, of.limits.automatic);
const newPayee = (of: PolicyCase): boolean => of.rule === "amount" && of.known_payee === false;
const limitText = ({ limits }: PolicyCase): string => showMoney({ amount: limits.automatic, currency: limits.currency });
const moneyText = ({ money }: PolicyCase): string => (money === null ? "an unknown amount" : showMoney(money));

/** Signs that are a reason to ask; that somebody writes for the first time is said, and is none. */
const warningsOf = ({ signs }: PolicyCase): Sign[] => signs.filter((sign) => !sign.fraud && sign.code !== "first_contact");

/** In the order in which a card names them. */
export const POLICY: readonly Row[] = [
  {
    name: "amount above the limit, new payee",
    speaks: (of) => tooMuch(of) && newPayee(of),
    reason: (of) => ({
      code: "amount_over_threshold_and_new_payee",
      text: `${moneyText(of)} is above the limit of ${limitText(of)}, and this partner has no posted transaction in the last ${HISTORY_DAYS} days.`,
    }),
  },
  {
    name: "amount above the limit",
    speaks: (of) => tooMuch(of) && !newPayee(of),
    reason: (of) => ({ code: "amount_over_threshold", text: `${moneyText(of)} is above the limit of ${limitText(of)}.` }),
  },
  {
    name: "new payee",
    speaks: (of) => newPayee(of) && !tooMuch(of),
    reason: () => ({ code: "new_payee", text: `This partner has no posted transaction in the last ${HISTORY_DAYS} days.` }),
  },
  {
    name: "other currency than the owner's",
    speaks: (of) => of.rule === "amount" && of.money !== null && of.money.currency !== of.limits.currency,
    reason: (of) => ({ code: "other_currency", text: `${moneyText(of)} is not in ${of.limits.currency}, so the limit cannot be applied.` }),
  },
  {
    name: "amount not known",
    speaks: (of) => of.rule === "amount" && of.money === null,
    reason: () => ({ code: "amount_unknown", text: "The total is not known." }),
  },
  {
    name: "drafted from mail or chat",
    speaks: (of) => of.rule === "amount" && (of.origin.kind === "mail" || of.origin.kind === "chat"),
    reason: () => ({ code: "cross_domain", text: "It was drafted from a message: somebody outside asked for it." }),
  },
  {
    name: "proposed by an agent, a model or a generator",
    speaks: (of) => of.origin.kind === "agent" || of.origin.kind === "generator",
    reason: () => ({ code: "proposed_by_agent", text: "It was proposed by a program, not by a person." }),
  },
  {
    name: "found in a note",
    speaks: (of) => of.origin.kind === "note",
    reason: () => ({ code: "from_note", text: "It was read from a note that this program did not write." }),
  },
  {
    name: "changed after it was proposed",
    speaks: (of) => of.edited,
    // Whoever can write in a note could otherwise make anything small enough to run by itself.
    reason: () => ({ code: "edited", text: "It was changed after it was proposed: what it says now needs a decision of its own." }),
  },
  {
    name: "reply, direct message, comment",
    speaks: (of) => of.rule === "reply",
    reason: () => ({ code: "reply", text: "Replies always need a person." }),
  },
  {
    name: "everything that is not in the table",
    speaks: (of) => of.rule === "person",
    reason: (of) => ({ code: "always_person", text: `"${of.label}" is always decided by a person.` }),
  },
  {
    name: "post without a schedule that a person recorded",
    speaks: (of) => of.rule === "scheduled_post" && of.origin.kind !== "schedule" && of.origin.kind !== "person",
    reason: () => ({ code: "not_scheduled", text: "No person recorded a schedule for exactly this text." }),
  },
  {
    name: "facts that could not be read",
    speaks: (of) => of.unreadable !== null || (of.rule === "amount" && of.known_payee === null),
    reason: (of) => ({ code: "facts_unreadable", text: of.unreadable ?? "Whether this partner is known could not be read." }),
  },
  {
    name: "fraud sign",
    speaks: (of) => of.signs.some((sign) => sign.fraud),
    reason: (of) => ({ code: "fraud_sign", text: of.signs.filter((sign) => sign.fraud).map((sign) => sign.text).join(" ") }),
  },
  {
    name: "warning",
    speaks: (of) => warningsOf(of).length > 0,
    reason: (of) => {
      const warnings = warningsOf(of);
      const named = warnings.find(({ code }) => code === "possible_duplicate") ?? warnings[0];
      return { code: named?.code ?? "warning", text: warnings.map((sign) => sign.text).join(" ") };
    },
  },
];

/** Fraud sign, changed bank data (itself a fraud sign), or an amount above the second limit. */
function isHighRisk(of: PolicyCase): boolean {
  return of.signs.some((sign) => sign.fraud) || above(of.money, of.limits.high_risk);
}

/** The verdict on an action from its deliveries: it runs by itself only when no row speaks about any of them. */
export function judge(cases: readonly PolicyCase[]): Verdict {
  const reasons = new Map<string, Reason>();
  for (const of of cases) {
    for (const row of POLICY) if (row.speaks(of)) reasons.set(row.reason(of).code, row.reason(of));
  }
  return {
    decision: reasons.size === 0 ? "allow" : "ask",
    reasons: reasons.size === 0 ? [{ code: "within_policy", text: "Within the limits, with a known partner: allowed by the policy table." }] : [...reasons.values()],
    high_risk: cases.some(isHighRisk),
  };
}

interface Shown {
  verdict: Verdict;
  signs: readonly Sign[];
}

/** What the newer judgement has that the approved card did not show - a reason, one more sign, high risk - as reasons: they send an action back to waiting. */
export function newReasons(approved: Shown, now: Shown): Reason[] {
  const shown = new Set(["within_policy", ...approved.verdict.reasons.map((reason) => reason.code)]);
  const fresh = now.verdict.reasons.filter((reason) => !shown.has(reason.code));
  const known = new Set([...approved.signs, ...fresh].map(({ code }) => code));
  const signs = now.signs.filter((sign) => !known.has(sign.code) && !fresh.some((reason) => reason.text.includes(sign.text)));
  const found = [...fresh, ...signs.map(({ code, text }) => ({ code, text }))];
  // A moved note may have been enough for what was approved; for this it is not (section 3).
  const isRiskier = now.verdict.high_risk && !approved.verdict.high_risk && found.length === 0;
  return isRiskier ? [{ code: "high_risk", text: "It is high risk by your limits of now: decide it in the approval panel or at a terminal." }] : found;
}

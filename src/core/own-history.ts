/**
 * Owns: what our own log says about a partner's last 90 days beside what the service says (PRODUCT section 3, "read from Odoo and our own log").
 * Never: making a partner known. Only the service can say so; our log can only contradict it, and then a person decides.
 */
import type { Sign } from "./draft";
import { HISTORY_DAYS } from "./policy";
import { showDate } from "./schedule";
import type { Recent } from "./state";

const DAY_MS = 86_400_000;

interface About {
  /** The action itself is no history of its own. */
  id: string;
  payee: string | undefined;
  known_payee: boolean | null;
}

/**
 * A sign when the service knows no posted transaction with the partner within 90 days before `now`, and our log says that something was
 * posted or paid for them since. What could not be read is not contradicted: the policy asks because of that alone.
 */
export function contradictedHistory({ id, payee, known_payee }: About, recent: readonly Recent[], now: Date): Sign | null {
  if (known_payee !== false || payee === undefined) return null;
  const since = now.getTime() - HISTORY_DAYS * DAY_MS;
  const last = recent.findLast(({ action, keys, label, at }) => action !== id && label !== null && keys.booked === payee && Date.parse(at) >= since);
  if (!last) return null;
  const text = `Our log has ${last.label ?? last.action} of ${showDate(last.at.slice(0, 10))} for this partner, and the service shows nothing posted in the last ${HISTORY_DAYS} days: it may have been cancelled, be dated earlier, or be in another company.`;
  return { code: "history_differs", text, fraud: false };
}

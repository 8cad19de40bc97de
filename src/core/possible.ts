/**
 * Owns: whether an event may be entered now - the last gate before a line is written, after all waiting and reading is over.
 * Never: a change to the state, or a rule that the lines of the past would have to obey too.
 */
import type { Status } from "./action";
import type { NewEvent } from "./event";
import { next } from "./lifecycle";
import { ImpossibleMove, isMove, movable, statusOf, type State } from "./state";

/** Throws ImpossibleMove when the event may not be entered now; nothing is changed either way. */
export function assertPossible(state: State, { event, action_id, delivery, data, after }: NewEvent): void {
  const action = action_id === undefined ? undefined : state.actions[action_id];
  if (event === "proposed" && action) throw new ImpossibleMove(event, action.proposal.id, "already there");
  if (!isMove(event)) return;
  if (!action) throw new ImpossibleMove(event, action_id ?? "no action", "not there");
  const { id } = action.proposal;
  const status = delivery === undefined ? statusOf(action) : (action.deliveries[delivery]?.status ?? "not there");
  const isFree = delivery === undefined ? movable(action, event).length > 0 : next(status as Status, event) !== null;
  if (!isFree) throw new ImpossibleMove(event, id, status);
  if ((event === "granted" || event === "started") && (data as { fingerprint: string }).fingerprint !== action.fingerprint) {
    throw new ImpossibleMove(event, id, "another content than the one meant");
  }
  if (after !== undefined && after !== action.touched) throw new ImpossibleMove(event, id, "not any more what was judged");
  if (event === "started" && (state.paused !== null || state.channels_paused[delivery ?? ""])) throw new ImpossibleMove(event, id, "paused");
}

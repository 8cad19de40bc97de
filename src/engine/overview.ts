/**
 * Owns: what a status bar, a dashboard header or an empty state is told of the running employee.
 * Never: a change to anything, or a decision.
 */
import type { Overview } from "../api";
import type { Status } from "../core/action";
import { statusOf, type State } from "../core/state";

/** What is known besides the ledger's state. */
export type Besides = Pick<Overview, "realm" | "executor" | "stopped" | "live" | "settings_problems" | "to_confirm" | "questions" | "asked"> & {
  device: string;
  /** Names of the services, by id. */
  labels: Record<string, string>;
};

export function countOf({ actions }: Readonly<State>, status: Status): number {
  return Object.values(actions).filter((action) => statusOf(action) === status).length;
}

export function overviewOf(state: Readonly<State>, { device, labels, ...besides }: Besides): Overview {
  const { released, released_to, epoch, since_turn } = state;
  return {
    ...besides,
    turn: { device, executing: state.device === "" || released ? null : state.device, since: since_turn, epoch, handed_to: released_to },
    paused: state.paused,
    observed: Object.keys(state.observations).length,
    waiting: countOf(state, "waiting"),
    failed: countOf(state, "failed"),
    unknown: countOf(state, "unknown"),
    services: Object.fromEntries(
      Object.entries(labels).map(([id, label]) => {
        const { ok = null, text = "Not checked yet.", at = null } = state.services[id] ?? {};
        return [id, { label, ok, text, at }];
      }),
    ),
    last_seen: state.at === "" ? null : state.at,
  };
}

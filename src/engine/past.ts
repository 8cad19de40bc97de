/**
 * Owns: actions that are closed and no longer in memory, from the whole history.
 * Never: being asked without need: every day's file is read.
 */
import { apply } from "../core/fold";
import type { Line } from "../core/record";
import { emptyState, type ActionState, type State } from "../core/state";
import type { LedgerFiles } from "../ports";
import { readLines } from "./history";

/** All days there ever can be. */
export const EVER = ["0000-01-01", "9999-12-31"] as const;

/** Every action that ever was; what is in memory as it is there. */
export async function everyAction(files: LedgerFiles, now: Readonly<State>): Promise<ActionState[]> {
  const all = emptyState();
  for await (const line of readLines(files, ...EVER, () => undefined)) {
    // Checkpoints would take closed actions away.
    if (line.event !== "checkpoint" && line.action_id !== null) tolerantApply(all, line);
  }
  return Object.values({ ...all.actions, ...now.actions });
}

function tolerantApply(state: State, line: Line): void {
  try {
    apply(state, line);
  } catch {
    // A damaged history shows what can be read; "verify-log" names the damage.
  }
}

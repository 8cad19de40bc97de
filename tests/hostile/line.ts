/** Owns: a line of a ledger to fill in. Never: an event of its own. */
import type { Line } from "../../src/core/record";

export const GENESIS_LINE: Line = {
  timestamp: "2026-03-10T09:00:00.000Z", action: "x", actor: "employee", parameters: {}, result: { status: "success", data: {} }, approval_status: "pending", duration_ms: 0, error: null,
  seq: 1, event: "alive", action_id: null, delivery: null, device: "d", epoch: 1, realm: "real", prev: "",
};

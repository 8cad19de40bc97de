/**
 * Owns: what an approval is bound to (PRODUCT A2, K2).
 * Never: bytes of a note. Equal fields give an equal fingerprint, however a note is formatted.
 */
import type { Delivery, Mode } from "./action";
import { sha256Hex } from "./hash";
import { canonical } from "./json";

interface Bound {
  id: string;
  type: string;
  deliveries: Delivery[];
  depends_on: string[];
}

/** 64 hex digits over id, type, every delivery with its mode, and dependencies. */
export function fingerprint(bound: Bound, modes: Record<string, Mode>): string {
  return sha256Hex(
    canonical({
      id: bound.id,
      type: bound.type,
      depends_on: [...bound.depends_on].sort(),
      deliveries: bound.deliveries.map(({ channel, operation, payload }) => ({
        channel,
        operation,
        payload,
        mode: modes[channel] ?? "dry_run",
      })),
    }),
  );
}

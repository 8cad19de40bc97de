/**
 * Owns: SHA-256 by the machine's own library instead of JavaScript's, for the long runs of the lives: the same digests in a tenth of the time.
 * Never: another digest (tests/simulation/lives.test.ts compares them).
 */
import { createHash } from "node:crypto";

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

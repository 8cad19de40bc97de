/**
 * Owns: SHA-256 by the machine's own library instead of JavaScript's, for the long runs of the lives: the same digests in a tenth of the time.
 * Never: another digest, alone or in an HMAC (tests/simulation/lives.test.ts compares them).
 */
import { createHash, type Hash } from "node:crypto";

const OUTPUT = 32;
const BLOCK = 64;

/** A digest in parts, as an HMAC asks for it. */
class Machine {
  readonly outputLen = OUTPUT;
  readonly blockLen = BLOCK;
  private readonly hash: Hash = createHash("sha256");

  update(bytes: Uint8Array): this {
    this.hash.update(bytes);
    return this;
  }

  digest(): Uint8Array {
    return new Uint8Array(this.hash.digest());
  }

  digestInto(out: Uint8Array): void {
    out.set(this.hash.digest());
  }

  destroy(): void {
    // Nothing of it is kept.
  }
}

export const sha256 = Object.assign((bytes: Uint8Array): Uint8Array => new Machine().update(bytes).digest(), { outputLen: OUTPUT, blockLen: BLOCK, canXOF: false, create: () => new Machine() });

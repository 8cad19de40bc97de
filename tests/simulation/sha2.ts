/**
 * Owns: SHA-256 by the machine's own library instead of JavaScript's, for the long runs of the lives: the same digests in a tenth of the time.
 * Never: another digest, alone or in an HMAC (tests/simulation/lives.test.ts compares them).
 */
import { createHasher, type Hash } from "@noble/hashes/utils.js";
import { createHash, hash } from "node:crypto";

/** A digest in parts, as an HMAC asks for it. */
class Machine implements Hash<Machine> {
  readonly outputLen = 32;
  readonly blockLen = 64;
  readonly canXOF = false;
  private hash = createHash("sha256");

  update(bytes: Uint8Array): this {
    this.hash.update(bytes);
    return this;
  }

  digest(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.hash.digest());
  }

  digestInto(out: Uint8Array): void {
    out.set(this.hash.digest());
  }

  destroy(): void {
    // Nothing of it is kept.
  }

  clone(): Machine {
    return this._cloneInto();
  }

  _cloneInto(to = new Machine()): Machine {
    to.hash = this.hash.copy();
    return to;
  }
}

/** In one go where all of it is there: making an object for each digest costs more than the digest. */
export const sha256 = Object.assign((bytes: Uint8Array) => new Uint8Array(hash("sha256", bytes, "buffer")), createHasher(() => new Machine()));

/**
 * Owns: that nothing is executed until somebody has looked, and why.
 * Never: deciding that; the ledger and the session do.
 */
import type { Start } from "./memory";

/** Nothing is executed until a person has looked. `text` says what happened, why, and what to do. */
export class LedgerStopped extends Error {
  constructor(
    readonly text: string,
    /** A write failed (full disk, lost folder): opening again may help. Otherwise a person must look. */
    readonly again = false,
    /** What this device started in lines that are not part of the ledger. */
    readonly strays: readonly Start[] = [],
  ) {
    super(text);
    this.name = "LedgerStopped";
  }
}

/** This process does not execute; the text says why and what to do. */
export class NotExecuting extends Error {
  constructor(text: string) {
    super(text);
    this.name = "NotExecuting";
  }
}

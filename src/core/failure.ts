/**
 * Owns: what a failed read means for what happens next (PRODUCT E3).
 * Never: the outcome of a write; that is a channel's `Outcome`.
 */
import type { Problem } from "./action";

/** `transient`: try later. `authentication`: the service pauses, one notice. `validation`: a person. `data`: quarantine. */
export type FailureClass = "transient" | "authentication" | "validation" | "data";

/** A read of a service failed, in words for a person. */
export class ServiceError extends Error {
  /** How often it was tried before it was given up: each failure counts (PRODUCT E1). */
  tries = 1;

  constructor(
    readonly failure: FailureClass,
    readonly problem: Problem,
    /** What the service asked us to wait, milliseconds; null when it said nothing. */
    readonly retry_after_ms: number | null = null,
  ) {
    super(`${problem.effect} ${problem.cause} ${problem.next}`);
    this.name = "ServiceError";
  }
}

/** What was thrown, in words; anything can be thrown, also what has no words. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error && thrown.message !== "") return thrown.message;
  try {
    const said = typeof thrown === "object" && thrown !== null ? JSON.stringify(thrown) : String(thrown);
    return said.slice(0, 300);
  } catch {
    return "Something was thrown that has no words.";
  }
}

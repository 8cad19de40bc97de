/**
 * Owns: what a failed read means for what happens next (PRODUCT E3).
 * Never: the outcome of a write; that is a channel's `Outcome`.
 */
import type { Problem } from "./action";

/** `transient`: try later. `authentication`: the service pauses, one notice. `validation`: a person. `data`: quarantine. */
export type FailureClass = "transient" | "authentication" | "validation" | "data";

/** A read of a service failed, in words for a person. */
export class ServiceError extends Error {
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

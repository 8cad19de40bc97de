/**
 * Owns: a failed call to a service that publishes, with what it means for "did it happen", and how that becomes an outcome or a finding.
 * Never: which answer means what; every service has a table of its own.
 */
import type { Check, Finding, Outcome } from "../channel";
import type { Problem } from "../core/action";
import { ServiceError, type FailureClass } from "../core/failure";

/** `busy`: never attempted. `unknown`: maybe. */
export type Consequence = "refused" | "unauthorized" | "busy" | "unknown";

/** A call that did not succeed. For a read the consequence is never `unknown`. */
export class CallFailure extends ServiceError {
  constructor(
    failure: FailureClass,
    problem: Problem,
    readonly consequence: Consequence,
    retry_after_ms: number | null = null,
  ) {
    super(failure, problem, retry_after_ms);
    this.name = "CallFailure";
  }
}

/** What "Test connection" says of a failure; anything else is a bug. */
export function checkOf(error: unknown): Check {
  if (!(error instanceof ServiceError)) throw error;
  return { ok: false, text: error.message, ...(error.failure === "authentication" && { refused: error.problem }) };
}

/** The outcome that a failure is. */
export function outcomeOf({ consequence, problem, retry_after_ms }: CallFailure): Outcome {
  return consequence === "busy" ? { kind: "busy", problem, retry_after_ms } : { kind: consequence, problem };
}

/** Runs the way to a write: whatever the service's table names becomes an outcome; anything else stays an exception, which the engine takes as unknown. */
export async function asOutcome(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallFailure) return outcomeOf(error);
    throw error;
  }
}

/** Runs a lookup: one that fails tells nothing. */
export async function asFinding(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return { kind: "unclear", problem: { ...error.problem, effect: "Whether it happened could not be looked up." } };
  }
}

/**
 * Owns: the one place where a failed read is tried again (PRODUCT E1). Every service's reads go through it.
 * Never: a write - not once more, whatever the failure was (PRODUCT K4).
 */
import type { Call } from "../channel";
import { READ_ATTEMPTS, readDelay } from "../core/backoff";
import { ServiceError } from "../core/failure";

/** The wait of a failure that may pass, null when trying again is no use or not yet. */
function waitAfter(error: unknown, failed: number, random: number): number | null {
  return error instanceof ServiceError && error.failure === "transient" ? readDelay(failed, error.retry_after_ms, random) : null;
}

/**
 * The answer of a read, tried up to five times while it fails with a transient ServiceError; throws the last error. Waits by
 * `call.sleep`, so that a host's clock counts; ends at once when the call is called off. Anything but a ServiceError is a bug and is not retried.
 */
export async function readWithRetry<T>(read: () => Promise<T>, call: Pick<Call, "sleep" | "signal">, random: () => number = Math.random): Promise<T> {
  call.signal?.throwIfAborted();
  const { default: pRetry } = await import("p-retry");
  let wait: number | null = null;
  return pRetry(read, {
    retries: READ_ATTEMPTS - 1,
    minTimeout: 0,
    ...(call.signal && { signal: call.signal }),
    shouldRetry(error) {
      if (error instanceof ServiceError) error.tries = error.attemptNumber;
      wait = waitAfter(error, error.attemptNumber, random());
      return wait !== null;
    },
    onFailedAttempt: () => (wait === null ? undefined : call.sleep(wait)),
  });
}

/**
 * Owns: which errors a round may end with: those that a person is told with what to do next.
 * Never: an error that nobody planned for: a life in which one shows is wrong, whatever comes of it.
 */
import { LedgerStopped, NotExecuting } from "../../src/engine/stopped";
import { HostError } from "../../src/ports";

/** Why an error is none that a round may end with, null when it is. */
export function unforeseen(error: unknown): string | null {
  if (error instanceof HostError || error instanceof LedgerStopped || error instanceof NotExecuting) return null;
  return `the program broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/**
 * Owns: what views are given of the running plugin.
 * Never: the host, a file, or a service; views show what the employee returns and pass on wishes.
 */
import type { Employee } from "../employee";
import type { Settings } from "../settings";

export interface Desk {
  /** Null while it starts, and when it could not. */
  readonly employee: Employee | null;
  /** Why it could not start, as a sentence; null when all is well. */
  readonly trouble: string | null;
  readonly settings: Settings;
  now(): Date;
  /** Called after every change; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  openNote(path: string): void;
  openSettings(): void;
}

/** The person in front of this panel. */
export const PERSON = { by: "person", via: "panel", attended: true } as const;

/** What went wrong, for a person. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Owns: one circuit breaker per service (PRODUCT E1): after repeated failures nothing is asked of it for a while.
 * Never: a retry, and never an opinion on what a failure of a write means.
 */
import { admit, CLOSED, failed, succeeded, type Breaker } from "../core/backoff";
import { ServiceError } from "../core/failure";
import type { Clock } from "../ports";

export class Breakers {
  private readonly kept = new Map<string, Breaker>();

  constructor(private readonly clock: Pick<Clock, "now">) {}

  private now(): number {
    return this.clock.now().getTime();
  }

  /** A sentence while the service rests, null when it may be asked. Takes the one probe after the rest. */
  resting(service: string): string | null {
    const { breaker, allowed, again_at } = admit(this.kept.get(service) ?? CLOSED, this.now());
    this.kept.set(service, breaker);
    if (allowed) return null;
    const seconds = Math.max(1, Math.ceil(((again_at ?? this.now()) - this.now()) / 1000));
    return `${service} failed several times in a row and is left alone for ${seconds} s.`;
  }

  /** What came of asking it. */
  heard(service: string, ok: boolean): void {
    const breaker = this.kept.get(service) ?? CLOSED;
    this.kept.set(service, ok ? succeeded(breaker) : failed(breaker, this.now()));
  }

  /** Asks, unless the service rests: then throws a transient ServiceError, as for any read that failed. */
  async ask<T>(service: string, read: () => Promise<T>): Promise<T> {
    const rest = this.resting(service);
    if (rest !== null) {
      throw new ServiceError("transient", { code: "SERVICE_RESTING", effect: "The service was not asked.", cause: rest, next: "It is asked again by itself." });
    }
    try {
      const answer = await read();
      this.heard(service, true);
      return answer;
    } catch (error) {
      // Only what may pass counts: a wrong key fails at once, every time, and must not hide behind a rest.
      this.heard(service, !(error instanceof ServiceError && error.failure === "transient"));
      throw error;
    }
  }
}

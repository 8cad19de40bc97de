/**
 * Owns: when a service is left alone (PRODUCT E1, E3): after repeated failures, for as long as it asks, and while it does not let us in.
 * Never: a retry, and never an opinion on what a failure of a write means.
 */
import { admit, CLOSED, failed, LONGEST_ASKED_MS, succeeded, type Breaker } from "../core/backoff";
import { ServiceError } from "../core/failure";
import type { Clock } from "../ports";

interface Kept {
  breaker: Breaker;
  /** How often it opened: what was asked before says nothing about now. */
  round: number;
  /** The service asked for this rest: milliseconds since 1970. */
  rest: { from: number; until: number } | null;
  /** Why it rests, in the words of the last failure. */
  why: string;
  /** It did not let us in with these credentials. */
  refused: { credentials: string; at: number; error: ServiceError } | null;
}

/** What a caller was let through with. */
interface Ticket {
  round: number;
  probe: number | null;
}

/** A refusal can be the service's own trouble: after this long it is asked once more, with the same credentials. */
const ASKED_AGAIN_MS = 60 * 60_000;

const probeOf = (breaker: Breaker): number | null => (breaker.state === "probing" ? breaker.probe : null);

export class Breakers {
  private readonly kept = new Map<string, Kept>();

  /** `credentials`: something that changes with what is sent to get in, e.g. a hash. */
  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly credentials: (service: string) => string = () => "",
  ) {}

  private now(): number {
    return this.clock.now().getTime();
  }

  private of(service: string): Kept {
    const kept = this.kept.get(service) ?? { breaker: CLOSED, round: 0, rest: null, why: "", refused: null };
    this.kept.set(service, kept);
    return kept;
  }

  /** It does not let us in with what is set: it is not asked again before that changes, a person tests it, or an hour has passed. */
  refused(service: string, error: ServiceError): void {
    this.of(service).refused = { credentials: this.credentials(service), at: this.now(), error };
  }

  /** What a service said that did not let us in with the credentials that are still set; null when it may be asked. */
  refusal(service: string): ServiceError | null {
    const { refused } = this.of(service);
    const holds = refused !== null && refused.credentials === this.credentials(service) && Math.abs(this.now() - refused.at) < ASKED_AGAIN_MS;
    return holds ? refused.error : null;
  }

  /** Milliseconds until it may be asked, 0 when it may now. Takes no probe. */
  restsFor(service: string): number {
    const { breaker, rest } = this.of(service);
    const now = this.now();
    // A clock that was set back ends a rest: nothing may stay shut for a day because of it.
    const asked = rest !== null && now >= rest.from ? Math.max(0, rest.until - now) : 0;
    const { allowed, again_at } = admit(breaker, now);
    return allowed ? asked : Math.max(asked, (again_at ?? now) - now, 1);
  }

  private enter(service: string): Ticket {
    const kept = this.of(service);
    if (this.restsFor(service) > 0) {
      const cause = `It is left alone for a while${kept.why === "" ? "." : `: ${kept.why}`}`;
      throw new ServiceError("transient", { code: RESTING, effect: "The service was not asked.", cause, next: "It is asked again by itself." });
    }
    kept.breaker = admit(kept.breaker, this.now()).breaker;
    return { round: kept.round, probe: probeOf(kept.breaker) };
  }

  /** Only what was asked since it opened counts, and of a probe only its own answer. */
  private counts(kept: Kept, { round, probe }: Ticket): boolean {
    return kept.round === round && probeOf(kept.breaker) === probe;
  }

  private heard(service: string, ticket: Ticket, error: unknown): void {
    const kept = this.of(service);
    const transient = error instanceof ServiceError && error.failure === "transient" ? error : null;
    if (transient?.retry_after_ms) {
      const from = this.now();
      kept.rest = { from, until: from + Math.min(transient.retry_after_ms, LONGEST_ASKED_MS) };
    }
    if (error instanceof ServiceError && error.failure === "authentication") this.refused(service, error);
    if (!this.counts(kept, ticket)) return;
    // Only what may pass counts: a wrong key fails at once, every time, and must not hide behind a rest.
    if (transient === null) {
      kept.breaker = succeeded(kept.breaker);
      return;
    }
    kept.why = transient.problem.cause;
    for (let tries = 0; tries < transient.tries && kept.breaker.state !== "open"; tries += 1) kept.breaker = failed(kept.breaker, this.now());
    if (kept.breaker.state === "open") kept.round += 1;
  }

  /** A person tested the connection and it works: nothing stands against asking any more. */
  forgive(service: string): void {
    this.kept.delete(service);
  }

  /** Asks, unless the service rests or refused these credentials: then throws a ServiceError, as for any read that failed. */
  async ask<T>(service: string, read: () => Promise<T>): Promise<T> {
    const refusal = this.refusal(service);
    if (refusal) throw refusal;
    const ticket = this.enter(service);
    try {
      const answer = await read();
      this.heard(service, ticket, null);
      return answer;
    } catch (error) {
      this.heard(service, ticket, error);
      throw error;
    }
  }
}

/** Code of the problem when a service was not asked because it rests. */
export const RESTING = "SERVICE_RESTING";

/**
 * Owns: what can go wrong between a client and the twin, chosen by tests and by the sandbox business.
 * Never: Google's ordinary answers (routes.ts).
 */
export type FaultKind =
  | { kind: "too_many"; retry_after_s?: number; message?: string }
  | { kind: "rate_limit"; reason?: string; message?: string }
  | { kind: "unauthorized" }
  | { kind: "forbidden"; reason: string }
  | { kind: "not_found" }
  | { kind: "server_error"; status?: number }
  | { kind: "html"; status: number }
  | { kind: "cut" }
  | { kind: "reset" }
  | { kind: "delay"; ms: number };

export type Fault = FaultKind & {
  /** Part of `METHOD /path`, e.g. `/history` or `POST /token`. */
  on: string;
  /** How many matching calls it takes; default 1. */
  times?: number;
  /** Lets this many matching calls through first; default 0. */
  skip?: number;
};

export class Faults {
  private list: { fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.list.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.list = [];
  }

  /** The first fault for this call, used up by one. */
  take(call: string): Fault | null {
    for (const one of this.list) {
      if (one.left === 0 || !call.includes(one.fault.on)) continue;
      if (one.skip > 0) one.skip -= 1;
      else {
        one.left -= 1;
        return one.fault;
      }
    }
    return null;
  }
}

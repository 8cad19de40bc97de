/**
 * Owns: what can go wrong between a client and the twin, chosen by tests and by the sandbox business.
 * Never: errors of Odoo itself; those come from the data.
 */
export interface Fault {
  /** `account.move/load`, `/web/version`, `common/authenticate` or `*`. */
  on: string;
  /** How many matching calls it takes; default 1. */
  times?: number;
  /** False: the request never reaches Odoo. Default true. */
  execute?: boolean;
  /** Milliseconds until the work is committed, with the client already gone or still waiting. */
  commit_after_ms?: number;
  /** Committed when this settles, instead of after a time: for tests that must not depend on how fast a machine is. */
  commit_when?: Promise<void>;
  /** `normal`; `cut`: the connection ends without an answer; `half`: in the middle of it; `never`: no answer; or a page from something in front of Odoo. */
  answer: "normal" | "cut" | "half" | "never" | { status: number; html: string };
  /** Milliseconds before the answer (or the cut). */
  answer_after_ms?: number;
}

export class Faults {
  private list: (Fault & { left: number })[] = [];

  add(fault: Fault): void {
    this.list.push({ ...fault, left: fault.times ?? 1 });
  }
  clear(): void {
    this.list = [];
  }
  /** The first fault for this call, used up by one. */
  take(call: string): Fault | null {
    const found = this.list.find(({ on, left }) => left > 0 && (on === "*" || on === call));
    if (!found) return null;
    found.left -= 1;
    return found;
  }
}

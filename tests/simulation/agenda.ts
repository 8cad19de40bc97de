/**
 * Owns: which incident of a life is due at which point, and those that were.
 * Never: what an incident does (faults.ts).
 */
import type { Point } from "../engine/world-ports";
import { faultOf } from "./faults";
import type { Incident } from "./spec";

export class Agenda {
  readonly fired: Incident[] = [];
  /** How often each point was passed. */
  readonly seen = new Map<string, number>();
  /** Number of points after which the power is cut for a second time. */
  second: number | null = null;
  private waiting: Incident[];

  constructor(incidents: readonly Incident[]) {
    this.waiting = [...incidents];
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** From now on nothing goes wrong any more. */
  clear(): void {
    this.waiting = [];
  }

  /** What goes wrong at this point, the `passed`-th of the life, once. */
  at(name: string, point: Point, passed: number): Incident | null {
    const nth = this.seen.get(name) ?? 0;
    this.seen.set(name, nth + 1);
    if (this.second !== null && passed >= this.second) {
      this.second = null;
      return this.fire({ point: name, nth, fault: "power before", pick: 0 });
    }
    const found = this.waiting.find((one) => (one.point === null ? passed > one.nth : one.point === name && one.nth === nth) && faultOf(one.fault).fits(point));
    if (!found) return null;
    this.waiting = this.waiting.filter((one) => one !== found);
    return this.fire(found);
  }

  private fire(incident: Incident): Incident {
    this.fired.push(incident);
    return incident;
  }
}

/**
 * Owns: time that passes only when somebody waits.
 * Never: a wait on a wall clock.
 */
import { TestClock } from "../engine/world";

export class SimClock extends TestClock {
  constructor(
    time: number,
    private readonly onTime: () => void,
  ) {
    super(time);
  }

  override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await Promise.resolve();
    signal?.throwIfAborted();
    this.pass(ms);
  }

  /** Time passes, or is set back; what partners had to finish by then is finished. */
  pass(ms: number): void {
    this.time += ms;
    this.onTime();
  }
}

/**
 * Owns: which settings hold on this device - what was given, as far as a person here agreed to it (PRODUCT section 3).
 * Never: agreeing by itself to what came in from outside.
 */
import { confirmChanged, freedomOf, loosenings, readFreedom, tightest, type Freedom } from "../core/loosening";
import type { Device } from "../ports";
import { DEFAULTS, type Settings } from "../settings";

const MEMORY = "confirmed_settings";

export class AgreedSettings {
  private confirmed: Freedom;
  /** What holds, once it was asked for; null after a change. Every round asks many times. */
  private held: Settings | null = null;

  /** `live_here`: channels that this device's own environment switches live; they hold as long as it says so, and are not remembered. */
  constructor(
    private wanted: Settings,
    private readonly live_here: readonly string[],
    private readonly device: Pick<Device, "recall" | "remember">,
  ) {
    this.confirmed = { ...wanted, live: [...live_here] };
  }

  /** What holds now. */
  get now(): Settings {
    this.held ??= tightest(this.confirmed, this.wanted);
    return this.held;
  }

  /** What waits for a person at this device, as sentences. */
  get waiting(): string[] {
    return loosenings(this.confirmed, this.wanted);
  }

  /** What a person agreed to here before. On the first start that is what is found, but for what would go live. */
  async recall(): Promise<void> {
    const kept = await this.device.recall(MEMORY);
    const agreed = kept === null ? { ...this.wanted, live: [] } : readFreedom(kept, DEFAULTS);
    if (kept === null) await this.device.remember(MEMORY, freedomOf(agreed));
    this.confirmed = { ...agreed, live: [...new Set([...agreed.live, ...this.live_here])] };
    this.held = null;
  }

  /** A person changed settings on this device: what they changed holds, not what had arrived before. */
  async change(settings: Settings): Promise<void> {
    await this.agree(confirmChanged(this.confirmed, this.wanted, settings));
    this.arrive(settings);
  }

  /** A person agrees to everything that waits. */
  async confirm(): Promise<void> {
    await this.agree(this.wanted);
  }

  /** Settings came in from outside. */
  arrive(settings: Settings): void {
    this.wanted = settings;
    this.held = null;
  }

  private async agree(confirmed: Freedom): Promise<void> {
    const kept = readFreedom(await this.device.recall(MEMORY), { ...DEFAULTS, live: [] });
    const live = confirmed.live.filter((channel) => !this.live_here.includes(channel) || kept.live.includes(channel));
    await this.device.remember(MEMORY, freedomOf({ ...confirmed, live }));
    this.confirmed = confirmed;
    this.held = null;
  }
}

/**
 * Owns: what a call to an outside service is given - its own fields, the network, and whether it may write.
 * Never: a concrete service, and never `may_write` for anything but an executor's `perform`.
 */
import type { Call, Channel, Field, Operation } from "../channel";
import type { Delivery, Mode } from "../core/action";
import type { CapKind } from "../core/caps";
import { sha256Hex } from "../core/hash";
import { loopbackUrl } from "../core/origin";
import type { Ports } from "../ports";
import type { Settings } from "../settings";
import type { Watcher } from "../watcher";
import { Breakers } from "./breakers";
import { heardCall, type Life } from "./life";

/** Id under which a secret field is kept by the host: lower-case letters, digits, dashes. */
export function secretName(service: string, key: string): string {
  return `autonomous-employee-${service}-${key}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

export class Services {
  readonly breakers: Breakers;

  constructor(
    readonly channels: readonly Channel[],
    readonly watchers: readonly Watcher[],
    private readonly ports: Pick<Ports, "http" | "clock" | "secrets" | "files">,
    private readonly settings: () => Settings,
    breakers: Breakers | null = null,
    private readonly life: Life | null = null,
  ) {
    this.breakers = breakers ?? new Breakers(ports.clock, (id) => this.credentials(id));
  }

  /** The same services for one run of a job: its supervisor hears of every call, and a run that was retired makes none. */
  during(life: Life): Services {
    const { channels, watchers, ports, settings, breakers } = this;
    return new Services(channels, watchers, ports, settings, breakers, life);
  }

  /** Changes with everything that is sent to get in; says nothing about it. */
  private credentials(id: string): string {
    return sha256Hex(this.fieldsOf(id).map((field) => this.value(id, field)).join("\n"));
  }

  private fieldsOf(id: string): readonly Field[] {
    const named = (service: Channel | Watcher): boolean => service.id === id;
    return (this.channels.find(named) ?? this.watchers.find(named))?.fields ?? [];
  }

  /** Every service once: who reads a channel's talks is part of the channel. */
  all(): readonly (Channel | Watcher)[] {
    return [...this.watchers.filter(({ id }) => this.channel(id) === undefined), ...this.channels];
  }

  /** What a person calls a service. */
  labelOf(id: string): string {
    return this.all().find((service) => service.id === id)?.label ?? id;
  }

  channel(id: string): Channel | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  /**
   * The operation of a delivery; undefined for one that this version does not know, or whose payload no longer passes its gate
   * (PRODUCT A5): it is held and shown as it is, and holds up nothing else.
   */
  operation({ channel, operation, payload }: Pick<Delivery, "channel" | "operation"> & { payload?: Delivery["payload"] }): Operation | undefined {
    const known = this.channel(channel)?.operations[operation];
    return payload === undefined || known?.parse(payload).ok ? known : undefined;
  }

  /** How the caps count what was started (PRODUCT section 3). */
  capKindOf(of: Parameters<Services["operation"]>[0]): CapKind {
    const operation = this.operation(of);
    if (operation?.expiry === "payment") return "payment";
    return operation?.rule === "scheduled_post" || operation?.rule === "reply" ? "post" : "other";
  }

  modeOf(channel: string): Mode {
    return this.settings().live.includes(channel) ? "live" : "dry_run";
  }

  /** Owner's zone. */
  get zone(): string {
    return this.settings().zone;
  }

  /** What a call to this channel or watcher is given. Reads only, unless an executor says otherwise. */
  call(id: string, may_write = false, signal: AbortSignal | undefined = this.life?.signal): Call {
    const fields = this.fieldsOf(id);
    const { clock, http, secrets, files } = this.ports;
    const call: Call = {
      http,
      may_write,
      now: () => clock.now(),
      sleep: (ms) => clock.sleep(ms, signal),
      field: (key) => this.value(id, fields.find((field) => field.key === key)),
      keep: (key, value) => {
        secrets.set(secretName(id, key), value);
      },
      // What lies there under another content's name, e.g. after a sync, is not what was approved.
      blob: async (hash) => {
        const bytes = await files.readBlob(hash);
        return bytes && sha256Hex(bytes) === hash ? bytes : null;
      },
      ...(signal && { signal }),
    };
    return this.life ? heardCall(call, this.life) : call;
  }

  private value(id: string, field: Field | undefined): string {
    if (!field) return "";
    if (field.kind === "secret") return this.ports.secrets.get(secretName(id, field.key));
    const set = this.settings().services[id]?.[field.key] ?? "";
    if (field.loopback_only && set !== "" && "why" in loopbackUrl(set)) return field.fallback;
    return set === "" ? field.fallback : set;
  }
}

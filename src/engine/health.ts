/**
 * Owns: what is known about each service, and pausing or resuming a channel by it (PRODUCT E3, L5).
 * Never: a concrete service, or a write to one.
 */
import type { Check } from "../channel";
import { ServiceError } from "../core/failure";
import type { NewEvent } from "../core/event";
import type { Ledger } from "./ledger";
import type { Services } from "./services";

interface HealthParts {
  ledger: Ledger;
  services: Services;
}

/** Asks the wanted services "does it work?" - read-only. */
export async function checkServices({ services }: Pick<HealthParts, "services">, wanted: (id: string) => boolean, signal?: AbortSignal): Promise<Record<string, Check>> {
  const found: Record<string, Check> = {};
  for (const service of [...services.watchers, ...services.channels]) {
    if (!wanted(service.id)) continue;
    try {
      found[service.id] = await service.check(services.call(service.id, false, signal));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      found[service.id] = { ok: false, text: error.message };
    }
  }
  return found;
}

/** Keeps what changed, and lets a channel go on that works again. */
export async function noteHealth({ ledger }: Pick<HealthParts, "ledger">, found: Record<string, Check>): Promise<void> {
  const events: NewEvent[] = [];
  for (const [service, { ok, text }] of Object.entries(found)) {
    const known = ledger.state.services[service];
    if (known?.ok !== ok || known.text !== text) events.push({ event: "service_checked", data: { service, ok, text } });
    if (ok === true && ledger.state.channels_paused[service]) events.push({ event: "channel_resumed", data: { service } });
  }
  if (events.length > 0) await ledger.append(events);
}

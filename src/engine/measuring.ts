/**
 * Owns: asking the services for the owner's figures once a day, where the owner opted in (PRODUCT L3).
 * Never: a write, or a figure without its day.
 */
import { ServiceError } from "../core/failure";
import { askedOn } from "../core/measure";
import { dateIn } from "../core/schedule";
import type { DecideParts } from "./decide";

/** `fresh`: again, although it was asked today. A service that cannot be asked just now is asked at the next look; its trouble is noted by its check. */
export async function measure({ ledger, services, clock, settings }: Pick<DecideParts, "ledger" | "services" | "clock" | "settings">, fresh = false): Promise<void> {
  if (!settings().reports.money) return;
  const asked = askedOn(dateIn(clock.now(), settings().zone));
  for (const { id, measure: read } of services.channels) {
    if (!read || (!fresh && ledger.state.measured[id]?.asked.day === asked.day)) continue;
    try {
      const measured = await services.breakers.ask(id, () => read(services.call(id), asked));
      if (measured) await ledger.append([{ event: "measured", data: { service: id, ...measured } }]);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
    }
  }
}

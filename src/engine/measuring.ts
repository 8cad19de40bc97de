/**
 * Owns: asking the services for the owner's figures once a day, where the owner opted in (PRODUCT L3).
 * Never: a write, or a figure without its day.
 */
import { ServiceError } from "../core/failure";
import { askedOn, weekOver } from "../core/measure";
import { dateIn } from "../core/schedule";
import type { DecideParts } from "./decide";

type Parts = Pick<DecideParts, "ledger" | "services" | "clock" | "settings">;

/** Asks each channel once for the week that is over. */
export async function measureAudiences({ ledger, services, clock, settings }: Parts): Promise<void> {
  const week = weekOver(dateIn(clock.now(), settings().zone));
  for (const { id, audience: read } of services.channels) {
    if (!read || ledger.state.audiences[id] === week.from) continue;
    try {
      const audience = await services.breakers.ask(id, () => read(services.call(id), week));
      if (audience) await ledger.append([{ event: "audience", data: { service: id, ...audience } }]);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
    }
  }
}

/** `fresh`: again, although it was asked today. A service that cannot be asked just now is asked at the next look; its trouble is noted by its check. */
export async function measure({ ledger, services, clock, settings }: Parts, fresh = false): Promise<void> {
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

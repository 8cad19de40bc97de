/**
 * Owns: what is known about each service, and pausing or resuming a channel by it (PRODUCT E3, L5).
 * Never: a concrete service, or a write to one.
 */
import type { Channel, Check } from "../channel";
import { reasonOf, ServiceError } from "../core/failure";
import type { NewEvent } from "../core/event";
import { letIn, shutOut, type AccessParts } from "./access";
import { UNWATCHED, type Life } from "./life";
import type { Services } from "./services";
import type { Watcher } from "../watcher";

/** "Does it work?" of one service - read-only. What its check throws is an answer too: one that crashes must not hide the others. */
async function checkService(services: Services, service: Watcher | Channel, life: Life): Promise<Check> {
  try {
    return await service.check(services.during(life).call(service.id));
  } catch (error) {
    if (!life.alive()) throw error;
    if (!(error instanceof ServiceError)) return { ok: false, text: `Its check failed: ${reasonOf(error)}` };
    return { ok: false, text: error.message, ...(error.failure === "authentication" && { refused: error.problem }) };
  }
}

/**
 * Asks the wanted services by itself: one that rests is left out, and one that refused its credentials is not asked again before they
 * change or a person tests the connection (PRODUCT E1, E3).
 */
export async function checkServices(services: Services, wanted: (id: string) => boolean, life: Life): Promise<Record<string, Check>> {
  const found: Record<string, Check> = {};
  for (const service of services.all()) {
    const { id } = service;
    if (!wanted(id)) continue;
    const refusal = services.breakers.refusal(id);
    if (refusal) found[id] = { ok: false, text: refusal.message, refused: refusal.problem };
    else if (services.breakers.restsFor(id) === 0) found[id] = await checkService(services, service, life);
  }
  return found;
}

/** A person tests the connection: asked whatever was known, and what works is asked again from now on. */
export async function testServices(services: Services, wanted: (id: string) => boolean): Promise<Record<string, Check>> {
  const found: Record<string, Check> = {};
  for (const service of services.all().filter(({ id }) => wanted(id))) {
    const check = await checkService(services, service, UNWATCHED);
    if (check.ok === true) services.breakers.forgive(service.id);
    found[service.id] = check;
  }
  return found;
}

/** Keeps what changed: pauses a service that does not let us in, and lets one go on that works again. */
export async function noteHealth(parts: AccessParts, found: Record<string, Check>): Promise<void> {
  const { state } = parts.ledger;
  const events: NewEvent[] = [];
  const works: string[] = [];
  for (const [service, { ok, text, refused, left }] of Object.entries(found)) {
    const known = state.services[service];
    if (known?.ok !== ok || known.text !== text || known.left !== left) events.push({ event: "service_checked", data: { service, ok, text, ...(left !== undefined && { left }) } });
    if (refused) events.push(...(await shutOut(parts, service, refused)));
    if (ok !== true || (known?.ok === true && !state.channels_paused[service])) continue;
    works.push(service);
    if (state.channels_paused[service]) events.push({ event: "channel_resumed", data: { service } });
  }
  if (events.length > 0) await parts.ledger.append(events);
  for (const service of works) await letIn(parts, service);
}

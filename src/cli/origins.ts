/**
 * Owns: that a secret from the environment goes only to the origin it was given for (PRODUCT K9), also when the vault's settings name the address.
 * Never: the secret itself.
 */
import type { Field } from "../channel";
import { isObject, type JsonObject } from "../core/json";
import { originOf } from "../core/origin";
import type { Device } from "../ports";
import type { Settings } from "../settings";

interface Service {
  id: string;
  label: string;
  fields: readonly Field[];
}

/**
 * Ids of services whose address now points elsewhere than their secret was given for, with a sentence each. An address in the
 * environment is the owner's word on this device, and is remembered; one from the vault's settings is remembered the first time only.
 */
export async function movedServices(services: readonly Service[], settings: Settings, fromEnvironment: (field: Field) => boolean, device: Device): Promise<Map<string, string>> {
  const kept = await device.recall("origins");
  const known: JsonObject = isObject(kept) ? kept : {};
  const moved = new Map<string, string>();
  const origins: JsonObject = { ...known };
  for (const { id, label, fields } of services) {
    const address = fields.find((field) => field.kind === "url" && !field.loopback_only);
    const origin = address ? originOf(settings.services[id]?.[address.key] ?? "") : null;
    if (!address || origin === null) continue;
    if (fromEnvironment(address) || typeof known[id] !== "string") origins[id] = origin;
    else if (known[id] !== origin) {
      moved.set(id, `${label} is not used: the vault's settings now point to ${origin}, but its key was given for ${known[id]}. If that is right, set ${address.env} on this device.`);
    }
  }
  if (JSON.stringify(origins) !== JSON.stringify(known)) await device.remember("origins", origins);
  return moved;
}

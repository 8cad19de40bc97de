/**
 * Owns: reading and changing one setting by its key, and what is wrong with a value, as plain data.
 * Never: a document, or the name of a service.
 */
import type { Channel } from "../channel";
import { isObject } from "../core/json";
import { originOf } from "../core/origin";
import { channelNamed, type PostReading } from "../core/post-note-read";
import { readSettings, type Settings } from "../settings";
import type { ServiceInfo } from "./desk";

/** Value at a dotted key such as `limits.automatic`; undefined when there is none. */
export function valueAt(settings: Settings, key: string): unknown {
  return key.split(".").reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), settings);
}

function replaced(at: unknown, [part = "", ...rest]: readonly string[], value: unknown): unknown {
  const group = isObject(at) ? at : {};
  return { ...group, [part]: rest.length === 0 ? value : replaced(group[part], rest, value) };
}

/** The settings with one value changed, or a sentence that says why it does not fit. */
export function withValue(settings: Settings, key: string, value: unknown): { settings: Settings } | { problem: string } {
  const read = readSettings(replaced(settings, key.split("."), value), settings.zone);
  const before = new Set(readSettings(settings, settings.zone).problems);
  const problem = read.problems.find((text) => !before.has(text));
  if (problem === undefined) return { settings: read.settings };
  const [, what = "is not valid"] = /^Setting \S+ (.*); the default is used\.$/.exec(problem) ?? [];
  return { problem: `This ${what}.` };
}

/** Addresses typed into one line, separated by commas or spaces. */
export function addresses(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== "");
}

/** Words and phrases typed into one line, separated by commas. */
export function phrases(text: string): string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "Tue 10:00, Thu 09:00 on x and linkedin". */
export function slotsText(slots: Settings["posts"]["slots"]): string {
  return slots.map(({ weekday, time, channels }) => `${DAYS[weekday - 1] ?? ""} ${time}${channels.length === 0 ? "" : ` on ${channels.join(" and ")}`}`).join(", ");
}

/**
 * What was typed as a list of slots, e.g. "every Tuesday 9:00 on LinkedIn"; what is none stays as it was typed, so that it is refused with a
 * sentence. `channels`: those that publish.
 */
export function typedSlots(text: string, channels: PostReading["channels"]): unknown[] {
  return phrases(text).map((part) => {
    const [, day = "", hour = "", minutes = "", where] = /^(?:every\s+)?([a-z]{3})[a-z]*\.?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?:\s+on\s+(.+))?$/i.exec(part) ?? [];
    const weekday = DAYS.findIndex((name) => name.toLowerCase() === day.toLowerCase()) + 1;
    const named = (where?.split(/\s+and\s+|\s*[+&/]\s*/i) ?? []).map((name) => channelNamed(name, channels));
    return weekday === 0 || named.includes(null) ? part : { weekday, time: `${hour.padStart(2, "0")}:${minutes}`, channels: named };
  });
}

/** What a channel and a watcher have in common. */
type Declared = Pick<Channel, "id" | "label" | "fields" | "setup" | "signIn">;

/** Channels and watchers by id: what one service needs stands in one place. */
export function servicesOf(channels: readonly Declared[], watchers: readonly Declared[], secretName: (service: string, key: string) => string): ServiceInfo[] {
  const found = new Map<string, ServiceInfo>();
  const add = ({ id, label, fields, setup, signIn }: Declared, acts: boolean): void => {
    const known = found.get(id);
    const more = fields.filter((field) => !known?.fields.some(({ key }) => key === field.key));
    const all = [...(known?.fields ?? []), ...more];
    found.set(id, { id, label: known?.label ?? label, acts: acts || (known?.acts ?? false), fields: all, setup: known?.setup ?? setup ?? [], signIn: known?.signIn ?? signIn ?? null, secretName: (key) => secretName(id, key) });
  };
  for (const channel of channels) add(channel, true);
  for (const watcher of watchers) add(watcher, false);
  return [...found.values()];
}

/** Where the secret of this name is sent now: the origins of all addresses of its service (PRODUCT K9). */
export function originOfSecret(name: string, services: readonly ServiceInfo[], settings: Settings): string {
  const service = services.find(({ fields, secretName }) => fields.some(({ key, kind }) => kind === "secret" && secretName(key) === name));
  const set = settings.services[service?.id ?? ""];
  const addresses = (service?.fields ?? []).filter((field) => field.kind === "url").map(({ key, fallback }) => set?.[key] ?? fallback);
  return addresses.map((address) => originOf(address) ?? "").join(" ");
}

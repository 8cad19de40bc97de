/**
 * Owns: when the API key ends, as far as that can be known: Odoo 18 and later end every key after three months at most.
 * Never: the key itself in what is kept or said; only a mark that tells one key from another.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { sha256Hex } from "../../core/hash";
import { OdooFailure } from "./catalogue";
import { shaped } from "./records";
import type { Odoo } from "./session";

const DAY_MS = 86_400_000;
/** The longest that Odoo lets a key of an ordinary user live. */
const LIFE_DAYS = 90;
/** Days before the end from which on it is a warning. */
const WARN_DAYS = 10;
/** Keys of versions before this one end only when somebody ends them. */
const FIRST_ENDING = 18;

const keys = z.array(z.object({ name: z.union([z.string(), z.literal(false)]), expiration_date: z.union([z.string(), z.literal(false)]) }));
const RENEW = "Make a new one in Odoo (Preferences > Account Security), enter it in the settings, then remove the old one.";

/** Last days of this user's keys, ascending, or null when the user may not read them or this version does not tell. */
async function lastDays(odoo: Odoo, user_id: number): Promise<{ days: string[]; of: number } | null> {
  try {
    const found = shaped(keys, await odoo.ask("res.users.apikeys", "search_read", { domain: [["user_id", "=", user_id]], fields: ["name", "expiration_date"] }), "your API keys");
    const days = found.flatMap(({ expiration_date }) => (expiration_date === false ? [] : [expiration_date.slice(0, 10)]));
    return found.length === 0 ? null : { days: days.sort(), of: found.length };
  } catch (error) {
    if (error instanceof OdooFailure) return null;
    throw error;
  }
}

/** The day this key was first used from here; kept the first time. */
function firstSeen(call: Call, today: string): string {
  const mark = sha256Hex(`autonomous-employee ${call.field("key").trim()}`).slice(0, 16);
  const [of, day] = call.field("key_seen").split(" ");
  if (of === mark && day !== undefined) return day;
  call.keep("key_seen", `${mark} ${today}`);
  return today;
}

/** Sentences for a person: what is known of the key's end, and what is not; "" when keys of this version do not end. */
export async function keyEnds(odoo: Odoo, call: Call, user_id: number): Promise<string> {
  if (odoo.version > 0 && odoo.version < FIRST_ENDING) return "";
  const today = call.now().toISOString().slice(0, 10);
  const soon = new Date(call.now().getTime() + WARN_DAYS * DAY_MS).toISOString().slice(0, 10);
  const known = await lastDays(odoo, user_id);
  if (known) {
    const day = known.days.find((one) => one >= today);
    if (day === undefined) return "The API key does not end by itself.";
    const which = known.of === 1 ? `The API key ends on ${day}.` : `Of this user's ${known.of} API keys the next one ends on ${day}; which of them is used here cannot be read.`;
    return day <= soon ? `Attention: ${which} ${RENEW}` : which;
  }
  const seen = firstSeen(call, today);
  const days = Math.floor((Date.parse(today) - Date.parse(seen)) / DAY_MS);
  const unknown = `When the API key ends cannot be read; it has been used here since ${seen}, and a key lasts at most ${LIFE_DAYS} days.`;
  return days >= LIFE_DAYS - WARN_DAYS ? `Attention: ${unknown} ${RENEW}` : unknown;
}

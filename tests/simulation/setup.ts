/**
 * Owns: which services the owner of a simulated life has, and what their settings and secrets are.
 * Never: a service that no part of the life is about: each costs every round its looks.
 */
import { secretName } from "../../src/employee";
import { OWNER, SANDBOX_KEYS } from "../../src/sandbox/story";
import { DEFAULTS, type Settings } from "../../src/settings";
import { ROOT } from "./names";
import { GMAIL, ODOO } from "./partners";
import { POSTS } from "./posts";
import { SOCIAL_FIELDS, SOCIAL_SECRETS, WALLS, type Wall } from "./social";
import type { LifeSpec } from "./spec";

/** Gmail and Odoo belong to every life but those that are about posts alone. */
const hasBooks = ({ mails, posts }: LifeSpec): boolean => mails.length > 0 || posts.length === 0;
const wallsOf = ({ posts }: LifeSpec): Wall[] => WALLS.filter((wall) => posts.some(({ kind }) => POSTS[kind].channels.some((one) => one === wall)));

/** Channels that can go live. */
export const channelsOf = (spec: LifeSpec): string[] => [...(hasBooks(spec) ? ["odoo"] : []), ...wallsOf(spec)];

export function settingsOf(spec: LifeSpec, live: boolean): Settings {
  const books = {
    odoo: { url: ODOO, database: SANDBOX_KEYS.odoo_database, user: SANDBOX_KEYS.odoo_user },
    gmail: { client_id: SANDBOX_KEYS.gmail_client_id, base_url: GMAIL, token_url: `${GMAIL}/token` },
  };
  const services = { ...(hasBooks(spec) && books), ...Object.fromEntries(wallsOf(spec).map((wall) => [wall, SOCIAL_FIELDS[wall]])) };
  return { ...DEFAULTS, root: ROOT, owner_emails: [OWNER.email], services, live: live ? channelsOf(spec) : [] };
}

/** Name and value, as the host keeps them. */
export function secretsOf(spec: LifeSpec): [string, string][] {
  const { odoo_key, gmail_client_secret, gmail_refresh_token } = SANDBOX_KEYS;
  const books = { odoo: { key: odoo_key }, gmail: { client_secret: gmail_client_secret, refresh_token: gmail_refresh_token } };
  const all: Record<string, Record<string, string>> = { ...(hasBooks(spec) && books), ...Object.fromEntries(wallsOf(spec).map((wall) => [wall, SOCIAL_SECRETS[wall]])) };
  return Object.entries(all).flatMap(([service, of]) => Object.entries(of).map(([key, value]): [string, string] => [secretName(service, key), value]));
}

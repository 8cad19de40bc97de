/**
 * Owns: the sandbox business as a whole - its Gmail, its Odoo, its Facebook Page, Instagram, X and LinkedIn on loopback, in the middle of an ordinary week.
 * Never: the network beyond this machine, or a real secret.
 */
import * as z from "zod/mini";
import type { Json } from "../core/json";
import { startGmailTwin, type GmailTwin } from "./gmail/twin";
import { LINKEDIN_TOKEN, startLinkedInTwin, type LinkedInTwin } from "./linkedin/twin";
import { seedTalks, startMetaTwin, type MetaTwin } from "./meta/twin";
import { odooSeed, startOdooTwin, type OdooTwin, type Records } from "./odoo/twin";
import { CUSTOMERS, MAILS, OWNER, pastInvoices, rawMail, SANDBOX_KEYS, searchRequest } from "./story";
import { startXTwin, type XTwin } from "./x/twin";

export interface SandboxBusiness {
  gmail: GmailTwin;
  odoo: OdooTwin;
  /** Facebook and Instagram. */
  meta: MetaTwin;
  x: XTwin;
  linkedin: LinkedInTwin;
  /** Environment with which the command line works for this business. */
  env: Record<string, string>;
  /** The request for a search in its Odoo, as anybody with its key could ask. */
  search(model: string, domain: Json[], fields: string[]): ReturnType<typeof searchRequest>;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const row = z.catchall(z.object({ id: z.int() }), z.json());
const opened = z.object({
  at: z.iso.datetime(),
  records: z.object({ tables: z.record(z.string(), z.array(row)), sequences: z.record(z.string(), z.int()) }),
  social: z.optional(z.object({ meta: z.json(), x: z.json(), linkedin: z.json() })),
});

/**
 * What a business was, for opening it again: its mailbox follows from the time (UTC ISO) at which it first opened, its Odoo from the records,
 * its social accounts from what they hold.
 */
export type Opened = { at: string; records: Records; social?: { meta: Json; x: Json; linkedin: Json } };

/** What was kept of a business, null when it is nothing of the kind. */
export function readOpened(kept: Json): Opened | null {
  const read = z.safeParse(opened, kept);
  if (!read.success) return null;
  const { social, ...rest } = read.data;
  return social === undefined ? rest : { ...rest, social };
}

export interface SandboxOptions {
  version?: "16" | "19";
  /** Goes on from here; null or nothing: a new business. */
  from?: Opened | null;
  /**
   * Keeps what the business is now: at the start, and after every write to its Odoo or its social accounts before the client hears of it, so
   * that whoever keeps a ledger never knows more than the business does.
   */
  keep?: (opened: Opened) => Promise<void>;
}

/** What people said to a new business lately, and the figures of its Page's week. */
function seedSocial({ service: meta }: MetaTwin, { service: { store: x } }: XTwin): void {
  seedTalks(meta);
  meta.store.figures.set(`${meta.store.page.id}/page_media_view`, 1_240).set(`${meta.store.page.id}/page_post_engagements`, 58);
  const nils = x.account("nils_draws").id;
  x.add({ author: nils, text: `@${x.me.username} will you be at the market on Sunday?` });
  x.write(x.me.id, nils, "Hi, do you ship prints abroad?");
}

/** Starts the business on free ports. `now`: its clock; the first time, the week's mail lies in the hours before. */
export async function startSandbox(now: Date, { version = "19", from = null, keep }: SandboxOptions = {}): Promise<SandboxBusiness> {
  const first = from ? new Date(from.at) : now;
  const day = (ago: number): string => new Date(first.getTime() - ago * DAY_MS).toISOString().slice(0, 10);
  const { odoo_database, odoo_key, odoo_user, gmail_client_id, gmail_client_secret, gmail_refresh_token } = SANDBOX_KEYS;
  const social = from?.social;
  let whole: (() => Opened) | null = null;
  const committed = async (): Promise<void> => {
    if (whole !== null) await keep?.(whole());
  };
  const odoo = await startOdooTwin({
    version,
    records: from?.records ?? null,
    ...(keep && { committed }),
    seed: odooSeed({
      database: odoo_database,
      company: { name: OWNER.company, country: { name: "United States" }, currency: "USD" },
      users: [{ login: odoo_user, name: OWNER.name, key: odoo_key, rights: "billing" }],
      partners: CUSTOMERS,
      moves: pastInvoices(day),
      today: now.toISOString().slice(0, 10),
    }),
  });
  const messages = MAILS.map((mail) => {
    const at = new Date(first.getTime() - mail.hours_ago * HOUR_MS);
    return { raw: rawMail(mail, at), at };
  });
  const gmail = await startGmailTwin({ clientId: gmail_client_id, clientSecret: gmail_client_secret, refreshToken: gmail_refresh_token, address: OWNER.email, messages });
  const [meta, x, linkedin] = await Promise.all([
    startMetaTwin({ from: social?.meta ?? null, committed }),
    startXTwin({ me: { name: OWNER.company }, from: social?.x ?? null, committed }),
    startLinkedInTwin({ member: { id: "nL7h", name: OWNER.name }, from: social?.linkedin ?? null, committed }),
  ]);
  if (!social) seedSocial(meta, x);
  whole = () => ({ at: first.toISOString(), records: odoo.store.records(), social: { meta: meta.service.store.keep(), x: x.service.store.keep(), linkedin: linkedin.service.keep() } });
  await committed();
  const env = {
    AE_REALM: "sandbox",
    AE_OWNER_EMAIL: OWNER.email,
    AE_GMAIL_CLIENT_ID: gmail_client_id,
    AE_GMAIL_CLIENT_SECRET: gmail_client_secret,
    AE_GMAIL_REFRESH_TOKEN: gmail_refresh_token,
    AE_GMAIL_BASE_URL: gmail.url,
    AE_GOOGLE_TOKEN_URL: gmail.tokenUrl,
    AE_ODOO_URL: odoo.url,
    AE_ODOO_DB: odoo_database,
    AE_ODOO_USER: odoo_user,
    AE_ODOO_API_KEY: odoo_key,
    AE_FACEBOOK_PAGE_ID: meta.service.store.page.id,
    AE_FACEBOOK_PAGE_TOKEN: meta.keys.page_token,
    AE_GRAPH_BASE_URL: meta.url,
    AE_INSTAGRAM_USER_ID: meta.service.store.account.id,
    AE_INSTAGRAM_TOKEN: meta.keys.instagram_token,
    AE_INSTAGRAM_BASE_URL: meta.url,
    AE_X_API_KEY: x.keys.api_key,
    AE_X_API_SECRET: x.keys.api_secret,
    AE_X_ACCESS_TOKEN: x.keys.access_token,
    AE_X_ACCESS_SECRET: x.keys.access_secret,
    AE_X_BASE_URL: x.url,
    AE_LINKEDIN_TOKEN: LINKEDIN_TOKEN,
    AE_LINKEDIN_BASE_URL: linkedin.url,
  };
  return {
    gmail,
    odoo,
    meta,
    x,
    linkedin,
    env,
    search: (...asked) => searchRequest(odoo.url, ...asked),
    close: async () => {
      await Promise.all([gmail.close(), odoo.close(), meta.close(), x.close(), linkedin.close()]);
    },
  };
}

/**
 * Owns: a business for the browser tests: the sandbox's Gmail and Odoo on loopback, its customers, and mail that comes in.
 * Never: what becomes of a mail; the twins are those of the product.
 */
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

const SOURCE = `
  export { odooSeed, startOdooTwin } from "./src/sandbox/odoo/twin";
  export { startGmailTwin } from "./src/sandbox/gmail/twin";
  export { OWNER, rawMail, SANDBOX_KEYS } from "./src/sandbox/story";
  export { DEFAULTS } from "./src/settings";
`;

async function product() {
  const { outputFiles } = await esbuild.build({ absWorkingDir: root, stdin: { contents: SOURCE, resolveDir: root, loader: "ts" }, bundle: true, write: false, platform: "node", format: "esm", logLevel: "warning" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

const PASSED = "Authentication-Results: mx.northlight.example; spf=pass; dkim=pass; dmarc=pass";
const DAY_MS = 86_400_000;

/**
 * Starts the business. `now`: its clock, a Date; `customers`: `{ name, email, invoiced }` with the amount of an invoice that was posted
 * 40 days ago, null when there was none.
 */
export async function startBusiness(now, customers) {
  const { odooSeed, startOdooTwin, startGmailTwin, OWNER, rawMail, SANDBOX_KEYS, DEFAULTS } = await product();
  const day = (ago) => new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10);
  const odoo = await startOdooTwin({
    version: "19",
    seed: odooSeed({
      database: SANDBOX_KEYS.odoo_database,
      company: { name: OWNER.company, country: { name: "Germany" }, currency: "EUR" },
      users: [{ login: SANDBOX_KEYS.odoo_user, name: OWNER.name, key: SANDBOX_KEYS.odoo_key, rights: "billing" }],
      partners: customers.map(({ name, email }) => ({ name, email, is_company: true })),
      moves: customers.filter(({ invoiced }) => invoiced !== null).map(({ name, invoiced }, index) => ({ partner: name, move_type: "out_invoice", name: `INV/2026/0000${index + 1}`, date: day(40), amount: invoiced })),
      today: day(0),
    }),
  });
  const gmail = await startGmailTwin({ clientId: SANDBOX_KEYS.gmail_client_id, clientSecret: SANDBOX_KEYS.gmail_client_secret, refreshToken: SANDBOX_KEYS.gmail_refresh_token, address: OWNER.email, now: () => now.getTime() });
  return {
    odoo,
    gmail,
    /** A mail comes in; `authentication` stands for what the owner's provider found out about the sender. */
    receive: ({ authentication = PASSED, headers = [], at = now, ...mail }) => gmail.deliver(rawMail({ name: mail.subject, hours_ago: 0, headers: [authentication, ...headers], ...mail }, at), { at }),
    /** What data.json holds once the owner has set everything up. */
    data: (over = {}) => ({
      ...DEFAULTS,
      zone: "Europe/Berlin",
      currency: "EUR",
      owner_emails: [OWNER.email],
      services: {
        gmail: { client_id: SANDBOX_KEYS.gmail_client_id, base_url: gmail.url, token_url: gmail.tokenUrl },
        odoo: { url: odoo.url, database: SANDBOX_KEYS.odoo_database, user: SANDBOX_KEYS.odoo_user },
      },
      ...over,
    }),
    /** Secrets that the owner entered, by the label of their setting. */
    secrets: { "Client secret": SANDBOX_KEYS.gmail_client_secret, "Sign-in": SANDBOX_KEYS.gmail_refresh_token, "API key": SANDBOX_KEYS.odoo_key },
    close: () => Promise.all([gmail.close(), odoo.close()]),
  };
}

/**
 * Owns: the independent partner - the Google emulator of the npm package `emulate` - with a sign-in made as Google's own page would.
 * Never: knowledge of our reads; mails are put in through the emulator's seed and its own import route.
 */
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import * as z from "zod/mini";
import { SECRETS } from "./call";

export const MAILBOX = "owner@shop.example";
const REDIRECT = "http://127.0.0.1:45999/callback";
export const READ_SCOPE = "https://www.googleapis.com/auth/gmail.readonly";

export interface EmulatedMail {
  raw: string;
  /** Milliseconds since 1970. */
  at: number;
  labels?: string[];
}

export interface EmulatedGmail {
  url: string;
  tokenUrl: string;
  /** Its consent page. */
  authUrl: string;
  refreshToken: string;
  /** A mail arrives; returns its id. */
  deliver(mail: EmulatedMail): Promise<string>;
  remove(id: string): Promise<void>;
  /** The person takes the app's access back. */
  revoke(refreshToken: string): Promise<void>;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const signedIn = z.object({ access_token: z.string(), refresh_token: z.string() });
const imported = z.object({ id: z.string() });

/** Authorization code with PKCE, as the desktop sign-in does it; answers tokens. */
async function signIn(url: string): Promise<z.infer<typeof signedIn>> {
  const verifier = randomBytes(32).toString("base64url");
  const asked = { email: MAILBOX, redirect_uri: REDIRECT, scope: READ_SCOPE, state: "s", client_id: SECRETS.client_id, code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" };
  const consent = await fetch(`${url}/o/oauth2/v2/auth/callback`, { method: "POST", body: new URLSearchParams(asked), redirect: "manual" });
  const code = new URL(consent.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT, client_id: SECRETS.client_id, client_secret: SECRETS.client_secret, code_verifier: verifier };
  return z.parse(signedIn, await (await fetch(`${url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) })).json());
}

const unescaped = (text: string): string => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** A person on the consent page, without a browser: presses the button of the mailbox's account and follows the way back. Answers the status at its end. */
export async function consent(address: string): Promise<number> {
  const page = await (await fetch(address)).text();
  const [own = ""] = page.split("</form>").filter((form) => form.includes(`value="${MAILBOX}"`));
  const fields = [...own.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]);
  const [, action = ""] = /<form[^>]+action="([^"]+)"/.exec(own) ?? [];
  const answer = await fetch(new URL(action, address), { method: "POST", body: new URLSearchParams(fields) });
  await answer.text();
  return answer.status;
}

/** `redirects`: addresses that the client may answer to; null when no client is registered, and any may - as Google treats a desktop client's ports. */
export async function startEmulatedGmail(redirects: string[] | null = []): Promise<EmulatedGmail> {
  const google = {
    users: [{ email: MAILBOX, name: "Owner" }],
    ...(redirects && { oauth_clients: [{ client_id: SECRETS.client_id, client_secret: SECRETS.client_secret, name: "Test", redirect_uris: [REDIRECT, ...redirects] }] }),
  };
  const emulator = await createEmulator({ service: "google", port: await freePort(), seed: { google } });
  const tokens = await signIn(emulator.url);
  const headers = { authorization: `Bearer ${tokens.access_token}`, "content-type": "application/json" };
  const base = `${emulator.url}/gmail/v1/users/me/messages`;
  return {
    url: emulator.url,
    tokenUrl: `${emulator.url}/oauth2/token`,
    authUrl: `${emulator.url}/o/oauth2/v2/auth`,
    refreshToken: tokens.refresh_token,
    async deliver({ raw, at, labels = ["INBOX", "UNREAD"] }) {
      const body = JSON.stringify({ raw: Buffer.from(raw).toString("base64url"), labelIds: labels, internalDate: String(at), internal_date: String(at) });
      const answer = await fetch(`${base}/import`, { method: "POST", headers, body });
      return z.parse(imported, await answer.json()).id;
    },
    async remove(id) {
      await fetch(`${base}/${id}`, { method: "DELETE", headers });
    },
    async revoke(refreshToken) {
      await fetch(`${emulator.url}/oauth2/revoke`, { method: "POST", body: new URLSearchParams({ token: refreshToken }) });
    },
    close: () => emulator.close(),
  };
}

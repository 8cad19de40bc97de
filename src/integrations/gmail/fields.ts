/**
 * Owns: what Gmail needs to be told, and where it is reached.
 * Never: an address that is neither Google's nor this very machine (PRODUCT K9).
 */
import type { Call, Field } from "../../channel";
import { ServiceError } from "../../core/failure";
import { loopbackUrl } from "../../core/origin";

export const GMAIL_FIELDS: Field[] = [
  { key: "client_id", label: "Client ID", help: "Of your own Google Cloud project, client type “Desktop app”.", kind: "text", env: "AE_GMAIL_CLIENT_ID", fallback: "" },
  { key: "client_secret", label: "Client secret", help: "Shown beside the client ID. Google asks for it even for desktop apps.", kind: "secret", env: "AE_GMAIL_CLIENT_SECRET", fallback: "" },
  { key: "refresh_token", label: "Sign-in", help: "Filled by signing in. Or choose the refresh token of a sign-in that allows reading mail (gmail.readonly), and nothing else.", kind: "secret", env: "AE_GMAIL_REFRESH_TOKEN", fallback: "" },
  { key: "base_url", label: "Gmail address for tests", help: "Stands for https://gmail.googleapis.com.", kind: "url", env: "AE_GMAIL_BASE_URL", fallback: "https://gmail.googleapis.com", loopback_only: true },
  { key: "token_url", label: "Token address for tests", help: "Stands for https://oauth2.googleapis.com/token.", kind: "url", env: "AE_GOOGLE_TOKEN_URL", fallback: "https://oauth2.googleapis.com/token", loopback_only: true },
  { key: "auth_url", label: "Sign-in page for tests", help: "Stands for https://accounts.google.com/o/oauth2/v2/auth.", kind: "url", env: "AE_GOOGLE_AUTH_URL", fallback: "https://accounts.google.com/o/oauth2/v2/auth", loopback_only: true },
];

/** What the owner does at Google before. */
export const GMAIL_SETUP = [
  "In the Google Cloud console (console.cloud.google.com) make a project of your own and enable the Gmail API.",
  "Fill in the consent screen with the scope gmail.readonly and no other, then publish the app to “In production”. While it is in “Testing”, Google ends every sign-in after 7 days.",
  "Make an OAuth client ID of the type “Desktop app”. Copy its client ID here, and keep its client secret in Obsidian's secret storage.",
];

/** What a sign-in needs, and what reading needs. */
export const CLIENT = ["client_id", "client_secret"];
export const NEEDED = [...CLIENT, "refresh_token"];

/** Labels of those fields that are still empty. */
export function missingFields(call: Call, needed: readonly string[]): string[] {
  return GMAIL_FIELDS.filter(({ key }) => needed.includes(key) && call.field(key) === "").map(({ label }) => label);
}

/** Google's address, or the loopback one that stands for it. Credentials go nowhere else, whoever wrote the setting. */
export function addressOf(key: "base_url" | "token_url" | "auth_url", call: Call): string {
  const field = GMAIL_FIELDS.find((one) => one.key === key);
  const given = call.field(key);
  if (field === undefined || given === "" || given === field.fallback) return field?.fallback ?? "";
  const checked = loopbackUrl(given);
  if ("url" in checked) return checked.url;
  throw new ServiceError("validation", { code: "BAD_ADDRESS", effect: "Gmail was not asked.", cause: checked.why, next: `Remove or correct ${field.env}.` });
}

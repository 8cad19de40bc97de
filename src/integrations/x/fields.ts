/**
 * Owns: what X needs to be told, where it is reached, and which of the two ways of signing in is set up.
 * Never: an address that is neither X's nor this very machine (PRODUCT K9).
 */
import type { Call, Field } from "../../channel";
import { loopbackUrl } from "../../core/origin";
import { refusedBecause } from "./errors";

/** The callback that the owner enters in the X developer console; X compares it letter by letter, so that the port cannot change. */
export const SIGN_IN_PORT = 43_117;

export const X_FIELDS: Field[] = [
  { key: "api_key", label: "X API key", help: "Of your own X app: console.x.com > your app > Keys and tokens > Consumer keys.", kind: "secret", env: "AE_X_API_KEY", fallback: "" },
  { key: "api_secret", label: "API key secret", help: "Shown once beside the API key.", kind: "secret", env: "AE_X_API_SECRET", fallback: "" },
  { key: "access_token", label: "Access token", help: "Of your own account, made after the app got its permission to write. It does not expire.", kind: "secret", env: "AE_X_ACCESS_TOKEN", fallback: "" },
  { key: "access_secret", label: "Access token secret", help: "Shown once beside the access token.", kind: "secret", env: "AE_X_ACCESS_SECRET", fallback: "" },
  { key: "client_id", label: "Client ID", help: "Instead of the four keys: the OAuth 2 client ID of an X app of the type “Native app”; then sign in.", kind: "text", env: "AE_X_CLIENT_ID", fallback: "" },
  { key: "sign_in", label: "Sign-in to X", help: "Filled by signing in. X renews it with every use, so it belongs to this device alone.", kind: "secret", env: "AE_X_SIGN_IN", fallback: "" },
  { key: "base_url", label: "X address for tests", help: "Stands for https://api.x.com.", kind: "url", env: "AE_X_BASE_URL", fallback: "https://api.x.com", loopback_only: true },
  { key: "auth_url", label: "X sign-in page for tests", help: "Stands for https://x.com/i/oauth2/authorize.", kind: "url", env: "AE_X_AUTH_URL", fallback: "https://x.com/i/oauth2/authorize", loopback_only: true },
];

export const X_SETUP = [
  "In the X developer console (console.x.com) make an app of your own and buy some credit: X charges for every post, 0.015 USD without and 0.20 USD with a link.",
  "Give the app the permission “Read and write and Direct message”, and only then make access token and secret under Keys and tokens.",
  "Copy the four keys into the secret storage. They do not expire.",
  `Or, instead of the keys: set the app up as a “Native app” with the callback http://127.0.0.1:${SIGN_IN_PORT}/callback, enter its client ID here, and sign in.`,
];

const KEYS = ["api_key", "api_secret", "access_token", "access_secret"] as const;

export type Credentials = { kind: "keys"; api_key: string; api_secret: string; access_token: string; access_secret: string } | { kind: "sign_in" };

/** The four keys when they are there, else a sign-in; null when nothing is set up. Half a set of keys is an error. */
export function credentialsOf(call: Call): Credentials | null {
  const given = KEYS.filter((key) => call.field(key).trim() !== "");
  if (given.length === KEYS.length) {
    const [api_key, api_secret, access_token, access_secret] = [call.field("api_key").trim(), call.field("api_secret").trim(), call.field("access_token").trim(), call.field("access_secret").trim()];
    return { kind: "keys", api_key, api_secret, access_token, access_secret };
  }
  if (call.field("client_id").trim() !== "" && call.field("sign_in") !== "") return { kind: "sign_in" };
  if (given.length === 0) return null;
  const missing = X_FIELDS.filter(({ key }) => KEYS.some((one) => one === key) && call.field(key).trim() === "").map(({ label }) => label);
  throw refusedBecause("NOT_SET_UP", `Of the four keys of X, ${missing.join(" and ")} missing.`, "Copy all four from the X developer console.", "unauthorized");
}

/** X's address, or the loopback one that stands for it. Credentials go nowhere else, whoever wrote the setting. */
export function addressOf(key: "base_url" | "auth_url", call: Call): string {
  const field = X_FIELDS.find((one) => one.key === key);
  const given = call.field(key);
  if (field === undefined || given === "" || given === field.fallback) return field?.fallback ?? "";
  const checked = loopbackUrl(given);
  if ("url" in checked) return checked.url;
  throw refusedBecause("BAD_ADDRESS", checked.why, `Remove or correct ${field.env}.`, "busy");
}

/**
 * Owns: what the Instagram account needs to be told, and the way to it: with a token of Instagram's own login over graph.instagram.com, or with
 * that of the Page it belongs to over graph.facebook.com.
 * Never: an address that is neither Meta's nor this very machine (PRODUCT K9).
 */
import type { Call, Field } from "../../channel";
import { addressOf, FACEBOOK_HOST, graph, type Graph } from "../graph";
import { refusedBecause } from "../graph-errors";

const INSTAGRAM_HOST = "https://graph.instagram.com";

export const INSTAGRAM_FIELDS: Field[] = [
  { key: "user_id", label: "Account ID", help: "Number of your professional Instagram account in the API (user_id), not its name.", kind: "text", env: "AE_INSTAGRAM_USER_ID", fallback: "" },
  { key: "token", label: "Instagram access token", help: "Of Instagram's own login. It lasts 60 days and is renewed by itself while this program is used.", kind: "secret", env: "AE_INSTAGRAM_TOKEN", fallback: "" },
  { key: "page_token", label: "Page access token", help: "Access token of the Page, not of a person. See docs/facebook.md for how to get one that does not expire.", kind: "secret", env: "AE_FACEBOOK_PAGE_TOKEN", fallback: "" },
  { key: "page_id", label: "Page ID", help: "Only with the Page's token: number of the Page that the account belongs to, for reading and answering messages.", kind: "text", env: "AE_FACEBOOK_PAGE_ID", fallback: "" },
  { key: "token_life", label: "Life of the access token", help: "Kept by the program itself: since when the token is used here, and when it expires.", kind: "secret", env: "AE_INSTAGRAM_TOKEN_LIFE", fallback: "", own: true },
  { key: "base_url", label: "Instagram address for tests", help: "Stands for https://graph.instagram.com.", kind: "url", env: "AE_INSTAGRAM_BASE_URL", fallback: INSTAGRAM_HOST, loopback_only: true },
];

export const INSTAGRAM_SETUP = [
  "Make the Instagram account a professional one (Business or Creator); no other can be published to.",
  "At developers.facebook.com add “Instagram API with Instagram Login” to your app, with the permissions instagram_business_basic, instagram_business_content_publish, instagram_business_manage_comments and instagram_business_manage_messages, and generate an access token for your account. Or leave it out and use the access token of the Page that the account belongs to.",
  "Switch the app to Live mode. While it is in Development mode only people with a role in the app see what it publishes.",
  "Copy the account's number here, and keep the token in Obsidian's secret storage. Pictures must lie at a public https address: Instagram fetches them there and takes none from this machine.",
];

/** The account with the way to it. */
export interface InstagramAccount extends Graph {
  id: string;
  /** Whose conversations its messages are: its own, or the Page's with the Page's token. */
  messages_of: string;
}

/** Which token is used: Instagram's own, else the Page's. */
export const tokenKind = (call: Call): "own" | "page" | null => (call.field("token") !== "" ? "own" : call.field("page_token") !== "" ? "page" : null);
export const isSetUp = (call: Call): boolean => call.field("user_id").trim() !== "" && tokenKind(call) !== null;

/** The owner's account with the token as it is. Throws CallFailure when it is not set up. */
export function accountOf(call: Call): InstagramAccount {
  const id = call.field("user_id").trim();
  const kind = tokenKind(call);
  if (kind === null || id === "") throw refusedBecause("Instagram", "INVALID_TOKEN", id === "" ? "The account's number is missing." : "There is no access token: neither Instagram's own nor that of the Page.", "Enter it in the settings and press Test connection.", "unauthorized");
  if (!/^\d{1,32}$/.test(id)) throw refusedBecause("Instagram", "INVALID_ACCOUNT", "The account ID is not a number.", "Copy the number (user_id) that Meta shows beside the access token.", "unauthorized");
  // The loopback address stands for whichever of the two it would be.
  const given = call.field("base_url");
  const real = kind === "own" ? INSTAGRAM_HOST : FACEBOOK_HOST;
  const address = addressOf("Instagram", given === INSTAGRAM_HOST ? "" : given, real);
  return { id, messages_of: kind === "own" ? id : call.field("page_id").trim() || "me", ...graph({ service: "Instagram", address, token: call.field(kind === "own" ? "token" : "page_token"), app_secret: "" }, call) };
}

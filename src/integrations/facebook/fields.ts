/**
 * Owns: what the Facebook Page needs to be told, and the way to it.
 * Never: an address that is neither Meta's nor this very machine (PRODUCT K9).
 */
import type { Call, Field } from "../../channel";
import { addressOf, FACEBOOK_HOST, graph, type Graph } from "../graph";
import { refusedBecause } from "../graph-errors";

export const FACEBOOK_FIELDS: Field[] = [
  { key: "page_id", label: "Page ID", help: "Number of your Page: on the Page, About, Page transparency.", kind: "text", env: "AE_FACEBOOK_PAGE_ID", fallback: "" },
  { key: "page_token", label: "Page access token", help: "Access token of the Page, not of a person. See docs/facebook.md for how to get one that does not expire.", kind: "secret", env: "AE_FACEBOOK_PAGE_TOKEN", fallback: "" },
  { key: "app_secret", label: "App secret", help: "Only where your Meta app has “Require app secret” switched on; then every request proves that it knows it.", kind: "secret", env: "AE_FACEBOOK_APP_SECRET", fallback: "" },
  { key: "base_url", label: "Facebook address for tests", help: "Stands for https://graph.facebook.com.", kind: "url", env: "AE_GRAPH_BASE_URL", fallback: FACEBOOK_HOST, loopback_only: true },
];

export const FACEBOOK_SETUP = [
  "At developers.facebook.com make an app of the type Business and add your Page to it.",
  "In the Graph API Explorer ask for the permissions pages_show_list, pages_read_engagement, pages_manage_posts, pages_manage_engagement, pages_read_user_content, pages_messaging and read_insights, make a long-lived user token, and from it the Page's own token (me/accounts).",
  "Switch the app to Live mode. While it is in Development mode only people with a role in the app see what it publishes.",
  "Copy the Page's number here, and keep the Page's token in Obsidian's secret storage.",
];

/** The Page with the way to it. */
export interface Page extends Graph {
  id: string;
}

export const isSetUp = (call: Call): boolean => call.field("page_id").trim() !== "" && call.field("page_token") !== "";

/** The owner's Page. Throws CallFailure when it is not set up. */
export function pageOf(call: Call): Page {
  const id = call.field("page_id").trim();
  const token = call.field("page_token");
  if (!isSetUp(call)) throw refusedBecause("Facebook", "INVALID_TOKEN", "The Page's number or its access token is missing.", "Enter both in the settings and press Test connection.", "unauthorized");
  if (!/^\d{1,32}$/.test(id)) throw refusedBecause("Facebook", "INVALID_PAGE", "The Page ID is not a number.", "Copy it from the Page: About, Page transparency.", "unauthorized");
  const address = addressOf("Facebook", call.field("base_url"), FACEBOOK_HOST);
  return { id, ...graph({ service: "Facebook", address, token, app_secret: call.field("app_secret") }, call) };
}

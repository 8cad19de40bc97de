/**
 * Owns: X's refusals in its own words and shapes (docs.x.com, response codes; the developer forum for the ones that the documentation leaves out).
 * Never: when one of them is due.
 */
import type { JsonObject } from "../../core/json";
import type { Reply } from "../wire";

function problem(status: number, title: string, detail: string, more: JsonObject = {}): Reply {
  return { status, headers: { "content-type": "application/problem+json; charset=utf-8" }, body: { title, detail, type: "about:blank", status, ...more } };
}

export const UNAUTHORIZED = problem(401, "Unauthorized", "Unauthorized");
export const NO_CREDIT = problem(402, "CreditsDepleted", "Your enrolled account does not have any credits to fulfill this request.", { type: "https://api.twitter.com/2/problems/credits" });
export const DUPLICATE = problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
export const NOT_SUMMONED = problem(403, "Forbidden", "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.");
export const NO_SCOPE = problem(403, "Forbidden", "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.", { type: "https://api.twitter.com/2/problems/oauth1-permissions" });
export const NOT_YOURS = problem(403, "Forbidden", "You are not permitted to delete this Tweet.");
export const NO_MESSAGE = problem(403, "Forbidden", "You do not have permission to DM one or more participants.");
export const NO_ROUTE = problem(404, "Not Found", "Not Found");
export const tooMany = (reset: number): Reply => ({ ...problem(429, "Too Many Requests", "Too Many Requests"), headers: { "x-rate-limit-limit": "100", "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(reset) } });

/** The token endpoint speaks as RFC 6749 says (section 5.2). */
export const NO_GRANT: Reply = { status: 400, body: { error: "invalid_request", error_description: "Missing or invalid parameter." } };

/** `what`: parameter, in a sentence of X. */
export function invalid(parameter: string, message: string): Reply {
  return { status: 400, body: { errors: [{ parameters: { [parameter]: [] }, message }], title: "Invalid Request", detail: "One or more parameters to your request was invalid.", type: "https://api.x.com/2/problems/invalid-request" } };
}

/** X answers 200 for one post that is not there. */
export function missing(id: string): Reply {
  return { status: 200, body: { errors: [{ value: id, detail: `Could not find tweet with id: [${id}].`, title: "Not Found Error", resource_type: "tweet", parameter: "id", resource_id: id, type: "https://api.x.com/2/problems/resource-not-found" }] } };
}

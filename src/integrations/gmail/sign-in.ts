/**
 * Owns: signing in to Google for reading mail, as its desktop clients do: the person's own browser, an answer on 127.0.0.1, PKCE, and the
 * client secret that Google asks for nevertheless (PRODUCT G1). Every refusal in words for a person.
 * Never: a wider scope than reading (PRODUCT K7); never a code, token or secret in a sentence (PRODUCT K9).
 */
import * as z from "zod/mini";
import type { Call, SignedIn, SignIn, SignInHands } from "../../channel";
import type { Problem } from "../../core/action";
import { ServiceError } from "../../core/failure";
import { authorizeUrl, CHANCE_BYTES, noAnswer, notSignedIn, readAnswer, signInKeys, SIGN_IN_LIMIT_MS } from "../../core/oauth";
import { answered, type HttpFailure, type HttpResponse } from "../../ports";
import { oneLine, tokenError } from "./errors";
import { jsonOf } from "../body";
import { addressOf, CLIENT, missingFields } from "./fields";
import { askForToken, granted } from "./token";

const SCOPE = "https://www.googleapis.com/auth/gmail.readonly";
const DAY_S = 86_400;
const CONSOLE = "the Google Cloud console, Credentials";
const AGAIN = "Sign in again.";

/** Google shows these in the browser and never sends them back, so all that is seen here is silence. */
const SHOWN_BY_GOOGLE = `If Google showed “redirect_uri_mismatch”, the client is not of the type “Desktop app”: make one in ${CONSOLE}. If it said that the app is being tested, publish it (“In production”) or add your address as a test user.`;

/** What Google's words mean, on the way back to the browser or from the token endpoint. */
const REFUSALS: Record<string, [cause: string, next: string]> = {
  access_denied: ["Consent was denied on Google's page.", "Sign in again and allow reading mail. If Google said that the app is being tested, publish it (“In production”) in the Google Cloud console, or add your address as a test user."],
  admin_policy_enforced: ["The administrator of this Google account does not allow this app.", "Ask the administrator to allow it, or sign in with another account."],
  org_internal: ["The Google Cloud project is open to accounts of its own organisation only.", "Sign in with an account of that organisation, or make the project external."],
  invalid_client: ["Google does not know this client ID with this client secret.", `Copy both again from ${CONSOLE}; they belong together.`],
  unauthorized_client: ["The client is of the wrong type.", `Make a client of the type “Desktop app” in ${CONSOLE}, and enter its ID and secret.`],
  redirect_uri_mismatch: ["The client is of the wrong type: Google does not let it answer to this machine.", `Make a client of the type “Desktop app” in ${CONSOLE}, and enter its ID and secret.`],
  invalid_grant: ["Google no longer accepts its own answer: it was used already, or too old.", `${AGAIN} If it stays, set this computer's clock right.`],
};

function refused(error: string, description = ""): Problem {
  if (error === "invalid_request" && description.includes("client_secret")) {
    return notSignedIn("client_secret_missing", "Google asks for the client secret, also of desktop apps, and got none.", `Copy the secret from ${CONSOLE}; it stands beside the client ID.`);
  }
  const [cause, next] = REFUSALS[error] ?? [`Google refused with "${oneLine(error)}"${description === "" ? "" : `: ${oneLine(description)}`}.`, `${AGAIN} If it stays, compare client ID and secret with ${CONSOLE}.`];
  return notSignedIn(error, cause, next);
}

/** Why the exchange brought no tokens. Whatever may have happened at Google, a new sign-in starts afresh. */
function exchangeFailed(result: HttpResponse | HttpFailure): Problem {
  if (!answered(result)) return result.cause === "aborted" ? noAnswer("cancelled") : notSignedIn(result.cause.toUpperCase(), `Google could not be asked: ${result.text}`, "Sign in again when the connection is back.");
  const said = z.safeParse(tokenError, jsonOf(result.body));
  if (said.success && result.status < 500 && result.status !== 429) return refused(said.data.error, said.data.error_description);
  return notSignedIn(`HTTP_${result.status}`, `Google, or something in between, answered with status ${result.status} and nothing that can be used.`, "Sign in again in a few minutes. If it stays, look whether a proxy stands in between.");
}

const failed = (problem: Problem): SignedIn => ({ ok: false, problem });

/** The grant behind a code, or why it is not one to keep. */
async function exchange(call: Call, form: Record<string, string>): Promise<{ token: string; warning: string | null } | { problem: Problem }> {
  const result = await askForToken(call, { ...form, grant_type: "authorization_code" });
  const parsed = answered(result) && result.status === 200 ? z.safeParse(granted, jsonOf(result.body)) : null;
  if (parsed?.success !== true) return { problem: exchangeFailed(result) };
  const { scope, refresh_token: token = "", refresh_token_expires_in: life } = parsed.data;
  // Without a scope in the answer it is the one that was asked for (RFC 6749 section 5.1).
  if (scope !== undefined && !scope.split(" ").includes(SCOPE)) return { problem: notSignedIn("NO_RIGHT", "The sign-in does not allow reading mail.", "Sign in again and tick the box that allows reading mail.") };
  if (token === "") return { problem: notSignedIn("NO_REFRESH_TOKEN", "Google gave a sign-in for an hour only, not a lasting one.", "Remove the app from your Google account (Security, Third-party access), then sign in again.") };
  const warning = life === undefined ? null : `Google ends this sign-in after ${Math.max(1, Math.round(life / DAY_S))} days, as it does while a Google Cloud project is in “Testing”. Publish the app (“In production”) in the Google Cloud console, then sign in again.`;
  return { token, warning };
}

async function run(call: Call, { server, open, random }: SignInHands, accountOf: (call: Call) => Promise<string | null>): Promise<SignedIn> {
  const missing = missingFields(call, CLIENT);
  if (missing.length > 0) return failed(notSignedIn("NOT_SET_UP", `${missing.join(" and ")} missing.`, `Make a client of the type “Desktop app” in ${CONSOLE}, and enter its ID and secret first.`));
  const signal = call.signal ?? new AbortController().signal;
  const keys = signInKeys(random(CHANCE_BYTES));
  const page = addressOf("auth_url", call);
  const listening = await server.listen({ port: 0, limit_ms: SIGN_IN_LIMIT_MS, signal, accepts: (query) => readAnswer(query, keys.state).kind !== "foreign" });
  if ("failure" in listening) return failed(noAnswer(listening.failure));
  const redirect_uri = listening.address;
  try {
    // Without `consent`, Google gives no refresh token to an app that was allowed before.
    open(authorizeUrl(page, { client_id: call.field("client_id"), redirect_uri, scope: SCOPE }, keys, { access_type: "offline", prompt: "consent" }));
  } catch (error) {
    listening.close();
    throw error;
  }
  const end = await listening.answer;
  if ("failure" in end) return failed(noAnswer(end.failure, end.failure === "timed_out" ? SHOWN_BY_GOOGLE : ""));
  const answer = readAnswer(end.query, keys.state);
  if (answer.kind === "foreign") return failed(noAnswer("foreign_answer"));
  if (answer.kind === "refused") return failed(refused(answer.error));
  const got = await exchange(call, { code: answer.code, redirect_uri, code_verifier: keys.verifier });
  if ("problem" in got) return failed(got.problem);
  if (signal.aborted) return failed(noAnswer("cancelled"));
  call.keep("refresh_token", got.token);
  try {
    return { ok: true, account: await accountOf(call), warning: got.warning };
  } catch (error) {
    // The sign-in stands; what keeps the mail from being read is the person's to know.
    if (error instanceof ServiceError) return { ok: true, account: null, warning: error.message };
    throw error;
  }
}

/** Signing in to Google. `accountOf` asks whose mailbox the kept sign-in reads. */
export function googleSignIn(accountOf: (call: Call) => Promise<string | null>): SignIn {
  return { with: "Google", field: "refresh_token", run: (call, hands) => run(call, hands, accountOf) };
}

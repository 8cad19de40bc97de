/**
 * Owns: signing in to X with OAuth 2: the person's own browser, an answer on 127.0.0.1 at the port that X knows, PKCE, no client secret
 * (docs.x.com, authorization code with PKCE). Every refusal in words for a person.
 * Never: a scope that no operation needs; never a code or token in a sentence (PRODUCT K9).
 */
import * as z from "zod/mini";
import type { Call, SignedIn, SignIn, SignInHands } from "../../channel";
import { ServiceError } from "../../core/failure";
import { authorizeUrl, CHANCE_BYTES, noAnswer, notSignedIn, readAnswer, signInKeys, SIGN_IN_LIMIT_MS } from "../../core/oauth";
import { answered } from "../../ports";
import { jsonOf } from "../body";
import { addressOf, SIGN_IN_PORT } from "./fields";
import { askForToken, granted, keepGrant, tokenFailure } from "./token";

const SCOPE = "tweet.read tweet.write users.read media.write dm.read dm.write offline.access";
const NEEDED = ["tweet.read", "tweet.write", "users.read"];
const AGAIN = "Sign in again.";
/** X shows this in the browser and never sends it back, so all that is seen here is silence. */
const SHOWN_BY_X = `If X showed “Something went wrong”, the app does not have exactly this callback: http://127.0.0.1:${SIGN_IN_PORT}/callback.`;

const failed = (problem: Extract<SignedIn, { ok: false }>["problem"]): SignedIn => ({ ok: false, problem });

/** The tokens behind a code; X takes the code for 30 seconds only. Kept at once. */
async function exchange(call: Call, form: Record<string, string>): Promise<SignedIn> {
  const asked = call.now();
  const result = await askForToken(call, { ...form, grant_type: "authorization_code" });
  const read = answered(result) && result.status === 200 ? z.safeParse(granted, jsonOf(result.body)) : null;
  if (read?.success !== true) {
    const { code, cause } = tokenFailure(result, call.now()).problem;
    return failed(notSignedIn(code, cause, AGAIN));
  }
  const scopes = read.data.scope?.split(" ") ?? NEEDED;
  if (!NEEDED.every((scope) => scopes.includes(scope))) return failed(notSignedIn("NO_RIGHT", "The sign-in does not allow posting.", "In the X developer console give the app the permission “Read and write”, then sign in again."));
  if (call.signal?.aborted === true) return failed(noAnswer("cancelled"));
  if (!keepGrant(call, read.data, asked)) return failed(notSignedIn("NO_REFRESH_TOKEN", "X gave a sign-in for two hours only, not a lasting one.", AGAIN));
  return { ok: true, account: null, warning: scopes.includes("media.write") ? null : "The sign-in does not allow pictures: posts with pictures will be refused." };
}

async function run(call: Call, { server, open, random }: SignInHands, accountOf: (call: Call) => Promise<string>): Promise<SignedIn> {
  const client_id = call.field("client_id").trim();
  if (client_id === "") return failed(notSignedIn("NOT_SET_UP", "Client ID missing.", "Set the X app up as a “Native app” in the X developer console, and enter its client ID first."));
  const page = addressOf("auth_url", call);
  const signal = call.signal ?? new AbortController().signal;
  const keys = signInKeys(random(CHANCE_BYTES));
  const listening = await server.listen({ port: SIGN_IN_PORT, limit_ms: SIGN_IN_LIMIT_MS, signal, accepts: (query) => readAnswer(query, keys.state).kind !== "foreign" });
  if ("failure" in listening) return failed(noAnswer(listening.failure));
  const redirect_uri = listening.address;
  try {
    open(authorizeUrl(page, { client_id, redirect_uri, scope: SCOPE }, keys));
  } catch (error) {
    listening.close();
    throw error;
  }
  const end = await listening.answer;
  if ("failure" in end) return failed(noAnswer(end.failure, end.failure === "timed_out" ? SHOWN_BY_X : ""));
  const answer = readAnswer(end.query, keys.state);
  if (answer.kind === "foreign") return failed(noAnswer("foreign_answer"));
  if (answer.kind === "refused") return failed(notSignedIn(answer.error, answer.error === "access_denied" ? "Consent was denied on X's page." : `X refused with "${answer.error}".`, AGAIN));
  const got = await exchange(call, { code: answer.code, redirect_uri, code_verifier: keys.verifier });
  if (!got.ok) return got;
  try {
    return { ...got, account: await accountOf(call) };
  } catch (error) {
    if (error instanceof ServiceError) return { ...got, warning: error.message };
    throw error;
  }
}

/** Signing in to X. `accountOf` asks whose account the kept sign-in is. */
export function xSignIn(accountOf: (call: Call) => Promise<string>): SignIn {
  return { with: "X", field: "sign_in", run: (call, hands) => run(call, hands, accountOf) };
}

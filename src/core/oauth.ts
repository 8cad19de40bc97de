/**
 * Owns: signing in through a browser that comes back to this machine - PKCE, state, the address to open, the answer that comes back
 * (RFC 6749, 7636, 8252). Pure: chance is handed in.
 * Never: the name of a service, and never a code, state or verifier in a problem (PRODUCT K9).
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Problem } from "./action";

/** Bytes of chance that one sign-in needs: 32 for its state, 32 for its verifier. */
export const CHANCE_BYTES = 64;
/** How long the answer of the browser is waited for, milliseconds (PRODUCT G1). */
export const SIGN_IN_LIMIT_MS = 5 * 60_000;

/** What makes one sign-in its own. Kept in memory until its answer is there. */
export interface SignInKeys {
  /** Comes back with the answer: an answer without it is somebody else's. */
  state: string;
  /** Shown only when the code is exchanged: who merely saw the code has nothing. */
  verifier: string;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** State and verifier, 43 characters each (RFC 7636 section 4.1). `chance`: exactly `CHANCE_BYTES` random bytes. */
export function signInKeys(chance: Uint8Array): SignInKeys {
  if (chance.length !== CHANCE_BYTES) throw new Error(`A sign-in needs ${CHANCE_BYTES} random bytes.`);
  return { state: base64url(chance.subarray(0, 32)), verifier: base64url(chance.subarray(32)) };
}

/** Code challenge of a verifier, method S256 (RFC 7636 section 4.2). */
export function challengeOf(verifier: string): string {
  return base64url(sha256(utf8ToBytes(verifier)));
}

/** The address that the person opens. `more`: what the service asks for beyond the standards. */
export function authorizeUrl(endpoint: string, asked: { client_id: string; redirect_uri: string; scope: string }, { state, verifier }: SignInKeys, more: Record<string, string> = {}): string {
  const query = { ...asked, response_type: "code", state, code_challenge: challengeOf(verifier), code_challenge_method: "S256", ...more };
  return `${endpoint}?${new URLSearchParams(query).toString()}`;
}

/** Takes as long for texts that differ early as for those that differ late. */
function sameText(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at += 1) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}

/** `foreign`: not the answer to this sign-in, whatever it says. `refused`: the service's own word for why. */
export type BrowserAnswer = { kind: "code"; code: string } | { kind: "refused"; error: string } | { kind: "foreign" };

/** What the browser brought back, from the query of the address it came to. */
export function readAnswer(query: string, state: string): BrowserAnswer {
  const given = new URLSearchParams(query);
  if (!sameText(given.get("state") ?? "", state)) return { kind: "foreign" };
  const error = given.get("error");
  if (error !== null) return { kind: "refused", error: error.replace(/[^\w.-]/g, "?").slice(0, 80) };
  const code = given.get("code") ?? "";
  return code === "" ? { kind: "refused", error: "no_code" } : { kind: "code", code };
}

const AGAIN = "Sign in again when you are ready.";

/** Why a sign-in came to nothing before the service had anything to say. */
export type NoAnswer = "cancelled" | "timed_out" | "foreign_answer" | "port_taken" | "no_listener";

const CAUSES: Record<NoAnswer, [cause: string, next: string]> = {
  cancelled: ["It was called off.", AGAIN],
  timed_out: ["No answer came from the browser within 5 minutes.", AGAIN],
  foreign_answer: ["The only answer that came within 5 minutes belongs to another sign-in: its state is a wrong one.", "Close older sign-in pages in the browser, then sign in again and use the page that opens."],
  port_taken: ["Another program already listens at the port that the answer must come to.", "End that program, then sign in again."],
  no_listener: ["This machine does not let the program wait for the browser's answer on 127.0.0.1.", "Look whether a firewall or security program forbids it, then sign in again."],
};

/** A failed sign-in: nothing was kept, and what was there before stays. */
export function notSignedIn(code: string, cause: string, next: string): Problem {
  return { code, effect: "You were not signed in.", cause, next };
}

/** The same for a sign-in that got no answer. `hint`: what the service shows in the browser instead of answering. */
export function noAnswer(why: NoAnswer, hint = ""): Problem {
  const [cause, next] = CAUSES[why];
  return notSignedIn(why.toUpperCase(), cause, hint === "" ? next : `${next} ${hint}`);
}

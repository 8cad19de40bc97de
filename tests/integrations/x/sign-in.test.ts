/**
 * What goes silently wrong here: a refresh token that holds once is used twice or lost, and the owner must sign in again; a key that is shown in a
 * text (PRODUCT G1, K9).
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { challengeOf } from "../../../src/core/oauth";
import { nodeHttp } from "../../../src/host/node/http";
import { xChannel } from "../../../src/integrations/x/channel";
import { SIGN_IN_PORT } from "../../../src/integrations/x/fields";
import type { SignInServer } from "../../../src/ports";
import { stage, PLAIN, type Stage } from "./kit";

let at: Stage;
beforeEach(async () => {
  at = await stage();
});
afterEach(() => at.twin.close());

const KEYS = ["api_key", "api_secret", "access_token", "access_secret"];
/** Signed in with OAuth 2 instead of the four keys. */
function signedIn(): void {
  for (const key of KEYS) at.fields[key] = "";
  const { access_token, refresh_token } = at.twin.service.access.signIn();
  at.fields["client_id"] = at.twin.keys.client_id;
  at.fields["sign_in"] = JSON.stringify({ access_token, refresh_token, until: Date.parse("2026-11-22T11:55:00Z") });
}
const renewals = (): number => at.twin.calls.filter(({ path }) => path === "/2/oauth2/token").length;

describe("G1 OAuth 2", () => {
  test("posts with the kept token, renews before its end, and keeps the new pair before it is used", async () => {
    signedIn();
    expect((await at.perform(PLAIN)).kind).toBe("done");
    expect(renewals()).toBe(0);
    at.pass(3 * 3_600_000);
    const before = at.fields["sign_in"];
    at.twin.inject({ on: "POST /2/tweets", answer: "cut", execute: false });
    at.again();
    await at.perform({ ...PLAIN, text: "Another" });
    expect(renewals()).toBe(1);
    expect(at.fields["sign_in"]).not.toBe(before);
  });

  test("many that come at once share one renewal: a second one would end the sign-in", async () => {
    signedIn();
    at.pass(3 * 3_600_000);
    const channel = xChannel();
    const checks = await Promise.all([1, 2, 3, 4].map(() => channel.check(at.call())));
    expect(checks.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(renewals()).toBe(1);
  });

  test("a token that X ends before its time is renewed once, and the post is there once", async () => {
    signedIn();
    at.twin.service.access.expireAll();
    expect((await at.perform(PLAIN)).kind).toBe("done");
    expect([renewals(), at.posted()]).toEqual([1, [PLAIN.text]]);
  });

  test("a renewal whose answer is lost ends the sign-in: said as that, nothing posted", async () => {
    signedIn();
    at.pass(3 * 3_600_000);
    at.twin.inject({ on: "/2/oauth2/token", answer: "cut" });
    // What became of it is not known until X is asked again.
    expect((await at.perform(PLAIN)).kind).toBe("busy");
    const outcome = await at.perform(PLAIN);
    expect(outcome.kind).toBe("unauthorized");
    expect(JSON.stringify(outcome)).toMatch(/Sign in to X again/);
    expect(at.posted()).toEqual([]);
  });

  test("no network is no lost sign-in", async () => {
    signedIn();
    at.pass(3 * 3_600_000);
    at.twin.inject({ on: "/2/oauth2/token", answer: { status: 503, body: null }, times: 9 });
    expect((await at.perform(PLAIN)).kind).toBe("busy");
    at.twin.clearFaults();
    expect((await at.perform(PLAIN)).kind).toBe("done");
  });

  /** A browser in which the owner says yes at once. */
  function browser(): { server: SignInServer; open(address: string): void } {
    let answer: (end: { query: string }) => void = () => undefined;
    return {
      server: { listen: ({ port }) => Promise.resolve({ address: `http://127.0.0.1:${port}/callback`, answer: new Promise((resolve) => (answer = resolve)), close: () => undefined }) },
      open: (address) => {
        void nodeHttp().request({ method: "GET", url: address, headers: {}, timeout_ms: 5_000 }).then((result) => {
          if ("headers" in result) answer({ query: new URL(result.headers["location"] ?? "http://x").search.slice(1) });
        });
      },
    };
  }
  const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(3);

  test("signs in with PKCE at the one port that X knows, and keeps a pair that works", async () => {
    for (const key of KEYS) at.fields[key] = "";
    Object.assign(at.fields, { client_id: at.twin.keys.client_id, auth_url: `${at.twin.url}/i/oauth2/authorize` });
    const channel = xChannel();
    const asked: string[] = [];
    const { server, open } = browser();
    const result = await channel.signIn?.run(at.call(), { server, random, open: (address) => (asked.push(address), open(address)) });
    expect(result).toEqual({ ok: true, account: "@northlight", warning: null });
    const query = new URL(asked[0] ?? "").searchParams;
    expect([query.get("redirect_uri"), query.get("code_challenge_method")]).toEqual([`http://127.0.0.1:${SIGN_IN_PORT}/callback`, "S256"]);
    expect(query.get("code_challenge")).not.toBe(challengeOf(""));
    expect(query.get("scope")).toBe("tweet.read tweet.write users.read media.write dm.read dm.write offline.access");
    expect((await at.perform(PLAIN)).kind).toBe("done");
  });

  test("without a client ID nothing is opened", async () => {
    const { server } = browser();
    const result = await xChannel().signIn?.run(at.call(), { server, random, open: () => expect.fail("opened") });
    expect(result).toMatchObject({ ok: false, problem: { code: "NOT_SET_UP" } });
  });
});

describe("the four keys", () => {
  test("every request is signed anew, and a wrong secret is said without being shown", async () => {
    expect((await at.perform(PLAIN)).kind).toBe("done");
    const nonces = at.twin.calls.map(({ headers }) => /oauth_nonce="([^"]+)"/.exec(headers.authorization ?? "")?.[1]);
    expect(new Set(nonces).size).toBe(at.twin.calls.length);
    at.fields["access_secret"] = "wrong-hush";
    at.again();
    const outcome = await at.perform({ ...PLAIN, text: "Other" });
    expect(outcome).toMatchObject({ kind: "unauthorized", problem: { code: "SIGN_IN" } });
    expect(JSON.stringify(outcome)).not.toContain("hush");
  });

  test("three of four are said by name", async () => {
    at.fields["access_secret"] = "";
    expect((await xChannel().check(at.call())).text).toMatch(/Access token secret missing/);
  });

  test("K9 an address beyond this machine gets nothing", async () => {
    at.fields["base_url"] = "https://api.x.com.evil.example";
    expect(await at.perform(PLAIN)).toMatchObject({ kind: "busy", problem: { code: "BAD_ADDRESS" } });
  });
});

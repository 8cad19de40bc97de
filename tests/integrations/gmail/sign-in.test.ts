/**
 * Owns: the proof that a person can sign in to Google and out again, end to end against an emulator that we did not write, and that every
 * way to fail is said in plain words, keeps nothing and leaves nothing listening (PRODUCT G1, K9).
 * Never: a real wait of minutes.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SignedIn, SignInHands } from "../../../src/channel";
import { nodeSignInServer } from "../../../src/host/node/callback-server";
import { nodeHttp } from "../../../src/host/node/http";
import { gmailReads } from "../../../src/integrations/gmail/reads";
import type { Http, HttpFailure, HttpRequest, HttpResponse, SignInServer } from "../../../src/ports";
import { gmailCall, rawMail, SECRETS, type TestCall } from "./call";
import { consent, freePort, startEmulatedGmail, type EmulatedGmail } from "./emulate";

const CHANCE = Uint8Array.from({ length: 64 }, (_, at) => (at * 37) % 256);
const NOWHERE = { url: "http://127.0.0.1:9", tokenUrl: "http://127.0.0.1:9/token" };

/** The real server, at a port of the test's choice, with a shorter patience. */
function server(over: { port?: number; limit_ms?: number } = {}): SignInServer {
  return { listen: (want) => nodeSignInServer().listen({ ...want, ...over }) };
}

interface Browser {
  hands: SignInHands;
  /** Addresses that the person was shown. */
  shown: URL[];
}

/** A person with a browser who does this with the address. */
function browser(act: (address: URL) => unknown, where: SignInServer = server()): Browser {
  const shown: URL[] = [];
  const open = (address: string): void => {
    shown.push(new URL(address));
    void act(new URL(address));
  };
  return { shown, hands: { server: where, open, random: (bytes) => CHANCE.subarray(0, bytes) } };
}

/** Google sends the browser back with this. */
const comeBack = (query: Record<string, string>) => async (address: URL): Promise<void> => {
  const back = new URL(address.searchParams.get("redirect_uri") ?? "");
  back.search = new URLSearchParams({ state: address.searchParams.get("state") ?? "", ...query }).toString();
  await (await fetch(back)).text();
};

/** A token endpoint that answers this; keeps what it was asked. */
function google(status: number, body: object | string, asked: HttpRequest[] = []): Http {
  return {
    request: (request) => {
      asked.push(request);
      return Promise.resolve<HttpResponse>({ status, headers: {}, body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)) });
    },
  };
}
const GRANT = { access_token: "ya29.hush", refresh_token: "1//fresh-hush", expires_in: 3599, scope: "https://www.googleapis.com/auth/gmail.readonly" };

const { signIn } = gmailReads();

/** Fails with nothing kept, nothing listening and no secret in the words. */
async function failure(call: TestCall, { hands, shown }: Browser): Promise<{ code: string; text: string }> {
  const end = await signIn.run(call, hands);
  if (end.ok) throw new Error("It was not to work.");
  const { code, effect, cause, next } = end.problem;
  const text = `${effect} ${cause} ${next}`;
  expect(effect).toBe("You were not signed in.");
  for (const sentence of [cause, next]) expect(sentence).toMatch(/^[A-Z].+\.$/s);
  const address = shown[0];
  for (const secret of [SECRETS.client_secret, "hush", "the-code", address?.searchParams.get("state") ?? "hush"]) expect(text).not.toContain(secret);
  expect(call.kept).toEqual({});
  if (address) await expect(fetch(address.searchParams.get("redirect_uri") ?? "")).rejects.toThrow();
  return { code, text };
}

describe("G1 signing in, end to end against the emulator of the package emulate", () => {
  let gmail: EmulatedGmail;
  let port: number;
  let call: TestCall;
  beforeEach(async () => {
    port = await freePort();
    gmail = await startEmulatedGmail([`http://127.0.0.1:${port}/callback`]);
    call = gmailCall(gmail, nodeHttp(), { auth_url: gmail.authUrl, refresh_token: "" });
  });
  afterEach(() => gmail.close());

  const atConsent = (): Browser => browser((address) => consent(address.href), server({ port }));

  // The emulator has no page that says whose mailbox it is; Google's is tested below.
  it("goes through the consent page and keeps a refresh token that reads mail", async () => {
    const id = await gmail.deliver({ raw: rawMail("Ann <ann@customer.example>", "Hello"), at: Date.now() });
    const { hands, shown } = atConsent();
    expect(await signIn.run(call, hands)).toEqual({ ok: true, account: null, warning: null });
    const asked = Object.fromEntries(shown[0]?.searchParams ?? []);
    expect(asked).toMatchObject({ scope: GRANT.scope, access_type: "offline", prompt: "consent", response_type: "code", code_challenge_method: "S256", redirect_uri: `http://127.0.0.1:${port}/callback` });
    expect(JSON.stringify(asked)).not.toContain(SECRETS.client_secret);
    expect(Object.keys(call.kept)).toEqual(["refresh_token"]);
    expect((await gmailReads().list(call, "", null)).ids).toEqual([id]);
    await expect(fetch(`http://127.0.0.1:${port}/callback`)).rejects.toThrow();
  });

  it("a sign-in that was revoked is said in words, and signing in again connects it", async () => {
    await signIn.run(call, atConsent().hands);
    await gmail.revoke(call.kept["refresh_token"] ?? "");
    const reads = gmailReads();
    expect(await reads.check(call)).toMatchObject({ ok: false, text: expect.stringMatching(/no longer accepts the sign-in.*7 days.*Sign in to Gmail again/) as string });
    expect(await reads.signIn.run(call, atConsent().hands)).toMatchObject({ ok: true });
    expect(await reads.check(call)).toEqual({ ok: true, text: "Mail of the mailbox can be read." });
  });

  it("a wrong client secret, and a code that somebody else asked for, are refused by Google", async () => {
    expect(await failure(gmailCall(gmail, nodeHttp(), { auth_url: gmail.authUrl, client_secret: "of-another" }), atConsent())).toMatchObject({ code: "invalid_client", text: expect.stringContaining("client secret") as string });
    // The code of a sign-in with another verifier: PKCE holds.
    const stolen = browser(async (address) => {
      address.searchParams.set("code_challenge", "x".repeat(43));
      await consent(address.href);
    }, server({ port }));
    expect(await failure(call, stolen)).toMatchObject({ code: "invalid_grant" });
  });

  it("a client that may not answer to this machine shows nothing but Google's page: the time-out says what that means", async () => {
    const other = browser(async (address) => {
      expect((await fetch(address)).status).toBe(400);
    }, server({ limit_ms: 100 }));
    expect(await failure(call, other)).toMatchObject({ code: "TIMED_OUT", text: expect.stringMatching(/5 minutes.*redirect_uri_mismatch.*Desktop app/s) as string });
  });
});

describe("G1 every failure in plain words, nothing kept, nothing listening", () => {
  const call = (http: Http = google(200, GRANT), fields: Record<string, string> = {}): TestCall => gmailCall(NOWHERE, http, { refresh_token: "", ...fields });
  const withCode = (): Browser => browser(comeBack({ code: "the-code" }));

  it("client ID or secret not entered: nothing is opened", async () => {
    const { hands, shown } = withCode();
    const end = await signIn.run(call(undefined, { client_secret: "" }), hands);
    expect(end).toMatchObject({ ok: false, problem: { code: "NOT_SET_UP", cause: expect.stringContaining("Client secret missing") as string } });
    expect(shown).toEqual([]);
  });

  it.each([
    ["consent denied", "access_denied", /denied.*test user/s],
    ["an administrator forbids it", "admin_policy_enforced", /administrator/i],
    ["a project for its own organisation", "org_internal", /organisation/],
    ["a word nobody knows", "something_new", /something_new/],
  ])("%s", async (_, error, words) => {
    const found = await failure(call(), browser(comeBack({ error })));
    expect(found).toMatchObject({ code: error, text: expect.stringMatching(words) as string });
  });

  it("a wrong state is never taken, and said when nothing else came", async () => {
    const asked: HttpRequest[] = [];
    const foreign = browser(comeBack({ code: "the-code", state: "of-another" }), server({ limit_ms: 300 }));
    expect(await failure(call(google(200, GRANT, asked)), foreign)).toMatchObject({ code: "FOREIGN_ANSWER", text: expect.stringContaining("another sign-in") as string });
    expect(asked).toEqual([]);
  });

  it("a wrong state does not keep the right one from working", async () => {
    const { hands } = browser(async (address) => {
      await comeBack({ error: "access_denied", state: "of-another" })(address);
      await comeBack({ code: "the-code" })(address);
    });
    expect(await signIn.run(call(), hands)).toMatchObject({ ok: true });
  });

  it.each([
    ["missing client_secret", 400, { error: "invalid_request", error_description: "client_secret is missing." }, "client_secret_missing", /client secret, also of desktop apps/],
    ["wrong client type", 400, { error: "redirect_uri_mismatch", error_description: "Bad Request" }, "redirect_uri_mismatch", /wrong type.*Desktop app/s],
    ["wrong client type, the other word", 401, { error: "unauthorized_client", error_description: "Unauthorized" }, "unauthorized_client", /wrong type.*Desktop app/s],
    ["wrong secret", 401, { error: "invalid_client", error_description: "Unauthorized" }, "invalid_client", /client ID with this client secret/],
    ["a code used twice", 400, { error: "invalid_grant", error_description: "Bad Request" }, "invalid_grant", /used already, or too old/],
    ["another invalid request", 400, { error: "invalid_request", error_description: "Missing parameter" }, "invalid_request", /Missing parameter/],
    ["Google's own fault", 503, { error: "internal_failure" }, "HTTP_503", /few minutes/],
    ["a sign-in page of the network in between", 200, "<html>Welcome to our guest network</html>", "HTTP_200", /proxy/],
    ["no refresh token", 200, { ...GRANT, refresh_token: undefined }, "NO_REFRESH_TOKEN", /an hour only/],
    ["the box for reading mail not ticked", 200, { ...GRANT, scope: "openid email" }, "NO_RIGHT", /tick the box/],
    ["a scope that only begins alike", 200, { ...GRANT, scope: `${GRANT.scope}.other` }, "NO_RIGHT", /tick the box/],
  ])("%s", async (_, status, body, code, words) => {
    expect(await failure(call(google(status, body)), withCode())).toMatchObject({ code, text: expect.stringMatching(words) as string });
  });

  it("network: every kind", async () => {
    for (const cause of ["dns", "refused", "tls", "timeout", "reset", "cut"] as const) {
      const down: HttpFailure = { failure: "not_sent", cause, text: "https://oauth2.googleapis.com/token: the server could not be reached." };
      expect(await failure(call({ request: () => Promise.resolve(down) }), withCode())).toMatchObject({ code: cause.toUpperCase(), text: expect.stringMatching(/could not be reached.*connection is back/s) as string });
    }
  });

  it("time-out, and what Google may have shown meanwhile", async () => {
    const found = await failure(call(), browser(() => undefined, server({ limit_ms: 20 })));
    expect(found).toMatchObject({ code: "TIMED_OUT", text: expect.stringMatching(/within 5 minutes.*being tested/s) as string });
  });

  it("cancelled while the browser is waited for, and while Google is asked", async () => {
    const first = new AbortController();
    expect(await failure(Object.assign(call(), { signal: first.signal }), browser(() => first.abort()))).toMatchObject({ code: "CANCELLED" });
    const second = new AbortController();
    const hanging: Http = {
      request: ({ signal }) => new Promise((resolve) => {
        signal?.addEventListener("abort", () => resolve({ failure: "maybe_sent", cause: "aborted", text: "called off" }));
        second.abort();
      }),
    };
    expect(await failure(Object.assign(call(hanging), { signal: second.signal }), withCode())).toMatchObject({ code: "CANCELLED" });
    const third = new AbortController();
    const tooLate: Http = { request: (request) => (third.abort(), google(200, GRANT).request(request)) };
    expect(await failure(Object.assign(call(tooLate), { signal: third.signal }), withCode())).toMatchObject({ code: "CANCELLED" });
  });

  it("port taken", async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const taken = browser(() => undefined, server({ port: (other.address() as AddressInfo).port }));
    expect(await failure(call(), taken)).toMatchObject({ code: "PORT_TAKEN", text: expect.stringContaining("Another program") as string });
    expect(taken.shown).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it("a browser that cannot be opened leaves nothing listening", async () => {
    const { hands, shown } = browser(() => undefined);
    const broken: SignInHands = { ...hands, open: (address) => (hands.open(address), broke()) };
    await expect(signIn.run(call(), broken)).rejects.toThrow("no browser");
    await expect(fetch(shown[0]?.searchParams.get("redirect_uri") ?? "")).rejects.toThrow();
  });

  it("K9 a page address that is neither Google's nor this machine's is refused before anything listens", async () => {
    const { hands, shown } = withCode();
    await expect(signIn.run(call(undefined, { auth_url: "https://evil.example/" }), hands)).rejects.toThrow("AE_GOOGLE_AUTH_URL");
    expect(shown).toEqual([]);
  });
});

function broke(): never {
  throw new Error("no browser");
}

describe("G1 a sign-in that worked, with a warning", () => {
  const run = (http: Http): Promise<SignedIn> => signIn.run(gmailCall(NOWHERE, http, { refresh_token: "" }), browser(comeBack({ code: "the-code" })).hands);

  it("testing mode: it says that Google ends it after 7 days", async () => {
    const end = await run({ request: (request) => google(200, request.url.includes("profile") ? { emailAddress: "Owner@Shop.example", historyId: "1" } : { ...GRANT, refresh_token_expires_in: 604_799 }).request(request) });
    expect(end).toMatchObject({ ok: true, account: "owner@shop.example", warning: expect.stringMatching(/after 7 days.*Testing.*In production/s) as string });
  });

  it("the Gmail API is switched off: the sign-in is kept, and it says what to switch on", async () => {
    const off = { error: { code: 403, message: "x", errors: [{ reason: "accessNotConfigured" }] } };
    const http: Http = { request: (request) => google(request.method === "GET" ? 403 : 200, request.method === "GET" ? off : GRANT).request(request) };
    expect(await run(http)).toMatchObject({ ok: true, account: null, warning: expect.stringContaining("enable the Gmail API") as string });
  });

  it("the exchange sends code, verifier and secret in the body, never in the address", async () => {
    const asked: HttpRequest[] = [];
    await run(google(200, GRANT, asked));
    const form = Object.fromEntries(new URLSearchParams(String(asked[0]?.body)));
    expect(asked[0]).toMatchObject({ method: "POST", url: NOWHERE.tokenUrl });
    expect(form).toMatchObject({ grant_type: "authorization_code", code: "the-code", client_id: SECRETS.client_id, client_secret: SECRETS.client_secret });
    expect(form["code_verifier"]).toMatch(/^[\w-]{43}$/);
    expect(form["redirect_uri"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  });
});

/**
 * What goes silently wrong here: a twin that is kinder than X, with which every test passes. Asked without the product's own client.
 */
import { createHash, createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startXTwin, type XTwin } from "../../../src/sandbox/x/twin";

let twin: XTwin;
beforeEach(async () => {
  twin = await startXTwin();
});
afterEach(() => twin.close());

const bearer = (): string => `Bearer ${twin.service.access.signIn().access_token}`;
async function ask(method: string, path: string, authorization: string, body?: object | URLSearchParams): Promise<{ status: number; body: unknown; headers: Headers }> {
  const form = body instanceof URLSearchParams;
  const response = await fetch(`${twin.url}${path}`, { method, headers: { authorization, ...(body && { "content-type": form ? "application/x-www-form-urlencoded" : "application/json" }) }, ...(body && { body: form ? body.toString() : JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown), headers: response.headers };
}
const post = (body: object, authorization = bearer()) => ask("POST", "/2/tweets", authorization, body);

describe("OAuth 1.0a", () => {
  /** RFC 5849 section 3.4, for a request without form parameters. */
  function header(method: string, path: string, secret: string, nonce: string): string {
    const { api_key, api_secret, access_token } = twin.keys;
    const own: Record<string, string> = { oauth_consumer_key: api_key, oauth_nonce: nonce, oauth_signature_method: "HMAC-SHA1", oauth_timestamp: "1795000000", oauth_token: access_token, oauth_version: "1.0" };
    const parameters = Object.entries(own).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).sort().join("&");
    const base = `${method}&${encodeURIComponent(twin.url + path)}&${encodeURIComponent(parameters)}`;
    const oauth_signature = createHmac("sha1", `${encodeURIComponent(api_secret)}&${encodeURIComponent(secret)}`).update(base).digest("base64");
    return `OAuth ${Object.entries({ ...own, oauth_signature }).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(", ")}`;
  }
  test("a right signature is let in once; a wrong secret and a repeated one are not", async () => {
    const right = header("GET", "/2/users/me", twin.keys.access_secret, "n1");
    expect((await ask("GET", "/2/users/me", right)).body).toEqual({ data: { id: "700", username: "northlight", name: "Northlight Studio" } });
    expect((await ask("GET", "/2/users/me", right)).status).toBe(401);
    expect((await ask("GET", "/2/users/me", header("GET", "/2/users/me", "wrong", "n2"))).status).toBe(401);
    expect((await ask("GET", "/2/users/me", header("POST", "/2/users/me", twin.keys.access_secret, "n3"))).status).toBe(401);
    expect((await ask("GET", "/2/users/me", "")).status).toBe(401);
  });
});

describe("OAuth 2", () => {
  const token = (form: Record<string, string>) => ask("POST", "/2/oauth2/token", "", new URLSearchParams({ client_id: twin.keys.client_id, ...form }));
  test("a refresh token holds once", async () => {
    const { refresh_token } = twin.service.access.signIn();
    const first = await token({ grant_type: "refresh_token", refresh_token });
    expect(first.body).toMatchObject({ token_type: "bearer", expires_in: 7_200 });
    expect(await token({ grant_type: "refresh_token", refresh_token })).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    expect((await token({ grant_type: "refresh_token", refresh_token: (first.body as { refresh_token: string }).refresh_token })).status).toBe(200);
  });

  test("a code holds once, for its verifier and callback only", async () => {
    const verifier = "v".repeat(43);
    const query = new URLSearchParams({ response_type: "code", client_id: twin.keys.client_id, redirect_uri: "http://127.0.0.1:1/callback", state: "s", scope: "tweet.read offline.access", code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" });
    const page = await fetch(`${twin.url}/i/oauth2/authorize?${query.toString()}`, { redirect: "manual" });
    const code = new URL(page.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: "http://127.0.0.1:1/callback" };
    expect((await token({ ...form, code_verifier: verifier })).status).toBe(200);
    expect((await token({ ...form, code_verifier: verifier })).status).toBe(400);
    expect((await post({ text: "Hi" }, `Bearer ${((await token({ ...form, code_verifier: "x" })).body as { access_token?: string }).access_token ?? "none"}`)).status).toBe(401);
  });

  test("a token without the right to write may read and not post", async () => {
    const { access_token } = twin.service.access.signIn("tweet.read users.read");
    expect((await ask("GET", "/2/users/me", `Bearer ${access_token}`)).status).toBe(200);
    expect((await post({ text: "Hi" }, `Bearer ${access_token}`)).status).toBe(403);
  });
});

describe("posts", () => {
  test.each<[string, object]>([
    ["a member that X does not know", { text: "Hi", priority: 1 }], ["nothing", {}], ["a number for a text", { text: 7 }], ["five pictures", { media: { media_ids: ["1", "2", "3", "4", "5"] } }],
    ["a picture that was never brought", { media: { media_ids: ["1"] } }], ["a poll of one", { text: "Hi", poll: { options: ["a"], duration_minutes: 5 } }], ["a reply to nothing", { text: "Hi", reply: { in_reply_to_tweet_id: "1" } }],
  ])("%s is refused", async (_what, body) => {
    expect((await post(body)).status).toBe(400);
    expect(twin.service.store.mine()).toEqual([]);
  });

  test("the same text twice is refused as X does, also of one that was deleted", async () => {
    const { body } = await post({ text: "Hi" });
    expect(await post({ text: "Hi " })).toMatchObject({ status: 403, body: { title: "Forbidden", detail: "You are not allowed to create a Tweet with duplicate content." } });
    await ask("DELETE", `/2/tweets/${(body as { data: { id: string } }).data.id}`, bearer());
    expect((await post({ text: "Hi" })).status).toBe(403);
    expect(twin.service.store.mine()).toEqual([]);
  });

  test("credit ends, dearer with a link", async () => {
    twin.service.store.credit = 200;
    expect((await post({ text: "See example.com" })).status).toBe(201);
    expect(await post({ text: "Plain" })).toMatchObject({ status: 402, body: { title: "CreditsDepleted" } });
  });

  test("the limit is told with every post, and kept", async () => {
    twin.service.limits.quarter = 2;
    expect((await post({ text: "1" })).headers.get("x-rate-limit-remaining")).toBe("1");
    await post({ text: "2" });
    const { status, headers } = await post({ text: "3" });
    expect([status, headers.get("x-rate-limit-remaining")]).toEqual([429, "0"]);
    expect(Number(headers.get("x-rate-limit-reset")) * 1_000).toBeGreaterThan(Date.now());
  });

  test("shown as X shows them: escaped, links as t.co", async () => {
    await post({ text: "a & b <c> https://example.com/x?a=1&b=2" });
    const { body } = await ask("GET", "/2/users/700/tweets?max_results=5&post.fields=entities", bearer());
    const [shown] = (body as { data: { text: string; entities: { urls: { url: string; expanded_url: string }[] } }[] }).data;
    expect(shown?.text).toMatch(/^a &amp; b &lt;c&gt; https:\/\/t\.co\/\w+$/);
    expect(shown?.entities.urls[0]?.expanded_url).toBe("https://example.com/x?a=1&b=2");
  });

  test("only what was asked for is shown, with what an expansion brings, in the words that are asked in", async () => {
    const { body } = await post({ text: "Hi" });
    const { id } = (body as { data: { id: string } }).data;
    const shown = async (query: string): Promise<{ data: object; includes?: object }> => (await ask("GET", `/2/tweets/${id}?${query}`, bearer())).body as { data: object; includes?: object };
    expect(await shown("")).toEqual({ data: { id, text: "Hi", edit_history_post_ids: [id] } });
    expect(Object.keys((await shown("post.fields=created_at,public_metrics&expansions=author_id")).data)).toEqual(["id", "text", "edit_history_post_ids", "created_at", "public_metrics", "author_id"]);
    expect((await shown("expansions=author_id")).includes).toEqual({ users: [{ id: "700", username: "northlight", name: "Northlight Studio" }] });
    expect((await ask("GET", `/2/tweets/${id}?tweet.fields=created_at`, bearer())).status).toBe(400);
    twin.service.words = "tweets";
    expect(await shown("tweet.fields=author_id")).toEqual({ data: { id, text: "Hi", edit_history_tweet_ids: [id], author_id: "700" } });
  });

  test("pictures must be whole", async () => {
    const auth = bearer();
    const { body } = await ask("POST", "/2/media/upload/initialize", auth, { media_type: "image/png", media_category: "tweet_image", total_bytes: 4 });
    const { id } = (body as { data: { id: string } }).data;
    expect((await ask("POST", `/2/media/upload/${id}/finalize`, auth)).status).toBe(400);
    const form = new FormData();
    form.set("segment_index", "0");
    form.set("media", new Blob([new Uint8Array([137, 13, 10, 0])]));
    expect((await fetch(`${twin.url}/2/media/upload/${id}/append`, { method: "POST", headers: { authorization: auth }, body: form })).status).toBe(200);
    expect((await ask("POST", `/2/media/upload/${id}/finalize`, auth)).status).toBe(200);
    expect([...(twin.service.store.uploads.get(id)?.chunks.get(0) ?? [])]).toEqual([137, 13, 10, 0]);
  });
});

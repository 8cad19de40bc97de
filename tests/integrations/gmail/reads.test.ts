/** Owns: tokens, errors, pace and retries of the Gmail reads. Never: anything but loopback. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceError } from "../../../src/core/failure";
import { nodeHttp } from "../../../src/host/node/http";
import { gmailReads } from "../../../src/integrations/gmail/reads";
import { gmailWire } from "../../../src/integrations/gmail/wire";
import type { Http } from "../../../src/ports";
import type { FaultKind, GmailTwin } from "../../../src/sandbox/gmail/twin";
import { gmailCall, NOW, rawMail, SECRETS, startTwin } from "./call";

let twin: GmailTwin;
beforeEach(async () => {
  twin = await startTwin();
});
afterEach(() => twin.close());

const paths = (): string[] => twin.calls.map(({ method, path }) => `${method} ${path.replace("/gmail/v1/users/me/", "")}`);
const asked = (path: string): number => paths().filter((one) => one === path).length;
async function errorOf(work: Promise<unknown>): Promise<ServiceError> {
  const error = await work.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof ServiceError)) throw new Error(`expected a ServiceError, got ${String(error)}`);
  for (const secret of [SECRETS.client_secret, SECRETS.refresh_token, "ya29."]) expect(JSON.stringify([error.message, error.problem])).not.toContain(secret);
  return error;
}

describe("G1 tokens", () => {
  it("are renewed once for many reads at once, kept until shortly before they expire, and renewed again then", async () => {
    const reads = gmailReads();
    const call = gmailCall(twin);
    await Promise.all([1, 2, 3, 4].map(() => reads.profile(call)));
    expect(asked("POST /token")).toBe(1);
    call.pass(54 * 60_000);
    await reads.profile(call);
    expect(asked("POST /token")).toBe(1);
    call.pass(2 * 60_000);
    await Promise.all([1, 2, 3].map(() => reads.profile(call)));
    expect(asked("POST /token")).toBe(2);
  });

  it("are never renewed twice at the same time, also while renewals fail", async () => {
    twin.inject({ on: "/token", kind: "server_error", times: 3 });
    let running = 0;
    let most = 0;
    const http: Http = {
      request: async (request) => {
        const renewing = request.url.endsWith("/token") ? 1 : 0;
        most = Math.max(most, (running += renewing));
        const result = await nodeHttp().request(request);
        running -= renewing;
        return result;
      },
    };
    const reads = gmailReads();
    const call = gmailCall(twin, http);
    await Promise.all([1, 2, 3, 4, 5].map(() => reads.profile(call)));
    expect(most).toBe(1);
  });

  it("with a life shorter than the margin are still used for half of it", async () => {
    twin.accounts.lifetime = 60;
    const reads = gmailReads();
    const call = gmailCall(twin);
    await reads.profile(call);
    call.pass(29_000);
    await reads.profile(call);
    expect(asked("POST /token")).toBe(1);
    call.pass(2_000);
    await reads.profile(call);
    expect(asked("POST /token")).toBe(2);
  });

  it("keep the old refresh token when none is returned, and keep a new one that is", async () => {
    const reads = gmailReads();
    const call = gmailCall(twin);
    await reads.profile(call);
    expect(call.kept).toEqual({});
    twin.accounts.rotateTo = "1//rotated-hush";
    call.pass(3_600_000);
    await reads.profile(call);
    expect(call.kept).toEqual({ refresh_token: "1//rotated-hush" });
    await reads.profile(call);
    expect(asked("POST /token")).toBe(2);
    call.pass(3_600_000);
    await reads.profile(call);
    expect(asked("POST /token")).toBe(3);
  });

  it("refused in the middle (401) are renewed once, not for ever", async () => {
    const reads = gmailReads();
    const call = gmailCall(twin);
    await reads.profile(call);
    twin.accounts.tokens.clear();
    await reads.profile(call);
    expect(paths()).toEqual(["POST /token", "GET profile", "GET profile", "POST /token", "GET profile"]);
    twin.inject({ on: "/profile", kind: "unauthorized", times: 9 });
    expect((await errorOf(reads.profile(call))).failure).toBe("authentication");
    expect(asked("GET profile")).toBe(5);
  });

  it("invalid_grant pauses with one notice that says what to do, and is not retried", async () => {
    twin.accounts.revoked = true;
    const error = await errorOf(gmailReads().profile(gmailCall(twin)));
    expect(error).toMatchObject({ failure: "authentication", problem: { code: "invalid_grant" } });
    expect(error.message).toMatch(/7 days.*Sign in to Gmail again.*In production/s);
    expect(paths()).toEqual(["POST /token"]);
  });

  it("a wrong client is told apart from a lost sign-in", async () => {
    const error = await errorOf(gmailReads().profile(gmailCall(twin, nodeHttp(), { client_secret: "GOCSPX-wrong" })));
    expect(error).toMatchObject({ failure: "authentication", problem: { code: "invalid_client" } });
    expect(error.message).toContain("client ID");
  });

  it.each([{ kind: "reset" }, { kind: "server_error" }, { kind: "html", status: 200 }, { kind: "html", status: 511 }] as const)(
    "a network failure ($kind) at the token endpoint does not disconnect",
    async (fault) => {
      twin.inject({ ...fault, on: "/token", times: 99 });
      const call = gmailCall(twin);
      expect((await errorOf(gmailReads().profile(call))).failure).toBe("transient");
      expect(asked("POST /token")).toBe(5);
      twin.clearFaults();
      expect(await gmailReads().profile(call)).toMatchObject({ address: "owner@shop.example" });
    },
  );

  it("K9: go to Google or to this machine, whatever the settings say", async () => {
    for (const fields of [{ base_url: "https://evil.example" }, { token_url: "http://127.0.0.1.evil.example/token" }, { token_url: "http://x:y@127.0.0.1/" }]) {
      const seen: string[] = [];
      const http: Http = { request: (request) => (seen.push(request.url), nodeHttp().request(request)) };
      expect((await errorOf(gmailReads().profile(gmailCall(twin, http, fields)))).failure).toBe("validation");
      expect(seen.filter((url) => !url.startsWith(twin.url))).toEqual([]);
    }
  });
});

describe("E1 Gmail's errors are decided by reason", () => {
  const cases: [name: string, fault: FaultKind, failure: string, tries: number, words: RegExp][] = [
    ["403 quota", { kind: "rate_limit" }, "transient", 5, /slow down/],
    ["403 quota of the day", { kind: "rate_limit", reason: "dailyLimitExceeded" }, "transient", 1, /daily limit/],
    ["403 without the right", { kind: "forbidden", reason: "insufficientPermissions" }, "authentication", 1, /does not allow reading/],
    ["403 API switched off", { kind: "forbidden", reason: "accessNotConfigured" }, "authentication", 1, /enable the Gmail API/],
    ["403 administrator", { kind: "forbidden", reason: "domainPolicy" }, "authentication", 1, /administrator/],
    ["403 with a reason nobody planned for", { kind: "forbidden", reason: "brandNew" }, "validation", 1, /brandNew/],
    ["429", { kind: "too_many" }, "transient", 5, /slow down/],
    ["500", { kind: "server_error", status: 500 }, "transient", 5, /fault of its own/],
    ["503", { kind: "server_error" }, "transient", 5, /fault of its own/],
    ["a network's sign-in page", { kind: "html", status: 200 }, "transient", 5, /not in the documented form/],
    ["a proxy's 403 page", { kind: "html", status: 403 }, "transient", 5, /Something between here and Google/],
    ["cut off", { kind: "cut" }, "transient", 5, /cut off/],
    ["reset", { kind: "reset" }, "transient", 5, /broken off/],
  ];
  it.each(cases)("%s", async (_, fault, failure, tries, words) => {
    twin.inject({ ...fault, on: "/profile", times: 99 });
    const call = gmailCall(twin);
    const error = await errorOf(gmailReads().profile(call));
    expect([error.failure, asked("GET profile"), call.slept.length]).toEqual([failure, tries, tries - 1]);
    expect(error.message).toMatch(words);
  });

  it("goes on after a fault that passes", async () => {
    twin.inject({ on: "/profile", kind: "server_error", times: 3 });
    const call = gmailCall(twin);
    expect(await gmailReads().profile(call)).toMatchObject({ address: "owner@shop.example" });
    expect(call.slept).toHaveLength(3);
    for (const [at, ms] of call.slept.entries()) expect(Math.abs(ms / (1_000 * 2 ** at) - 1)).toBeLessThanOrEqual(0.1);
  });

  it("waits as long as the header asks, else as long as the message says", async () => {
    const call = gmailCall(twin);
    twin.inject({ on: "/profile", kind: "too_many", retry_after_s: 17, message: "Retry after 2026-11-16T10:00:50.000Z" });
    await gmailReads().profile(call);
    expect(call.slept).toEqual([17_000]);
    const other = gmailCall(twin);
    twin.inject({ on: "/profile", kind: "rate_limit", message: `User-rate limit exceeded.  Retry after ${new Date(NOW + 42_000).toISOString()}` });
    await gmailReads().profile(other);
    expect(other.slept).toEqual([42_000]);
  });

  it("does not sit out a long wait, and passes it on", async () => {
    twin.inject({ on: "/profile", kind: "too_many", retry_after_s: 900 });
    const call = gmailCall(twin);
    expect((await errorOf(gmailReads().profile(call))).retry_after_ms).toBe(900_000);
    expect([call.slept, asked("GET profile")]).toEqual([[], 1]);
  });

  it("stops at once when it is called off", async () => {
    const control = new AbortController();
    twin.inject({ on: "/profile", kind: "server_error", times: 99 });
    const call = gmailCall(twin);
    const stopped = { ...call, signal: control.signal, sleep: () => new Promise<void>(() => control.abort(new Error("stopped"))) };
    await expect(gmailReads().profile(stopped)).rejects.toThrow("stopped");
    expect(asked("GET profile")).toBe(1);
    await expect(gmailReads().profile(stopped)).rejects.toThrow("stopped");
    expect(asked("GET profile")).toBe(1);
  });
});

describe("Gmail reads", () => {
  it("K7: nothing but the four reads can be asked", async () => {
    const { get } = gmailWire();
    for (const path of ["messages/18f/modify", "messages/18f/trash", "drafts", "messages/../drafts", "labels", "settings/filters", "messages/a%2Fb"]) {
      expect(() => get("message", path, [], gmailCall(twin))).toThrow(/only read/);
    }
    expect(twin.calls).toEqual([]);
  });

  it("bytes come as they are, whatever is in them", async () => {
    const raw = Uint8Array.from({ length: 2_000 }, (_, at) => (at * 7) % 256);
    const id = twin.deliver(raw, { at: new Date(NOW) });
    const message = await gmailReads().message(gmailCall(twin), id);
    expect(message).toMatchObject({ id, at: NOW, labels: ["INBOX", "UNREAD"], problem: null });
    expect([...(message?.bytes ?? [])]).toEqual([...raw]);
  });

  it("G3: of a mail that is too large the header is read, and says so", async () => {
    const id = twin.deliver(rawMail("ann@customer.example", "Big one"), { at: new Date(NOW) });
    const http: Http = {
      request: (request) => (request.url.includes("format=raw") ? Promise.resolve({ failure: "maybe_sent", cause: "too_large", text: "" }) : nodeHttp().request(request)),
    };
    const message = await gmailReads().message(gmailCall(twin, http), id);
    expect(message?.problem).toMatch(/too large/);
    expect(new TextDecoder().decode(message?.bytes)).toMatch(/subject: Big one\r\n[^]*\r\n\r\n$/i);
  });

  it("a mail that Gmail never hands out does not keep back all behind it, an outage loses nothing", async () => {
    const id = twin.deliver(rawMail("ann@customer.example", "Poison"), { at: new Date(NOW) });
    const http: Http = {
      request: (request) => (request.url.includes("format=raw") ? Promise.resolve({ status: 500, headers: {}, body: new Uint8Array() }) : nodeHttp().request(request)),
    };
    const reads = gmailReads();
    const call = gmailCall(twin, http);
    for (let look = 1; look <= 2; look += 1) expect((await errorOf(reads.message(call, id))).failure).toBe("transient");
    const message = await reads.message(call, id);
    expect(message?.problem).toMatch(/did not hand out/);
    expect(new TextDecoder().decode(message?.bytes)).toContain("subject: Poison");
    twin.inject({ on: "/messages/", kind: "server_error", times: 99 });
    for (let look = 1; look <= 4; look += 1) await errorOf(reads.message(call, id));
    twin.clearFaults();
    expect((await reads.message(gmailCall(twin), id))?.problem).toBeNull();
  });

  it("odd fields of a message count as not said, so that it is still seen", async () => {
    const id = twin.deliver(rawMail("ann@customer.example", "Odd"), { at: new Date(NOW) });
    const http: Http = {
      request: async (request) => {
        const odd = JSON.stringify({ id: 7, labelIds: "INBOX", internalDate: "99999999999999999999", historyId: {}, raw: "%%%" });
        return request.url.includes("/messages/") ? { status: 200, headers: {}, body: new TextEncoder().encode(odd) } : nodeHttp().request(request);
      },
    };
    const message = await gmailReads().message(gmailCall(twin, http), id);
    expect(message).toMatchObject({ id, labels: [], at: null, history: null });
    expect(message?.problem).toMatch(/did not hand out the content/);
  });

  it("stays below 250 messages a minute at Google", async () => {
    const id = twin.deliver("Subject: x\r\n\r\n", { at: new Date(NOW) });
    const reads = gmailReads();
    const toTwin: Http = { request: (request) => nodeHttp().request({ ...request, url: request.url.replace("https://gmail.googleapis.com", twin.url) }) };
    const local = gmailCall(twin, toTwin);
    const call = { ...local, field: (key: string) => (key === "base_url" ? "" : local.field(key)) };
    const times: number[] = [];
    for (let count = 0; count < 500; count += 1) {
      await reads.message(call, id);
      times.push(call.now().getTime());
    }
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
    expect(most).toBe(240);
    expect(times.at(-1)).toBe(NOW + 120_000);
  });

  it("check says in plain words what it found", async () => {
    const reads = gmailReads();
    expect(await reads.check(gmailCall(twin, nodeHttp(), { refresh_token: "" }))).toEqual({ ok: null, text: "Not set up: Sign-in missing." });
    expect(await reads.check(gmailCall(twin))).toEqual({ ok: true, text: "Mail of owner@shop.example can be read." });
    twin.accounts.scope = "https://www.googleapis.com/auth/gmail.modify";
    expect((await gmailReads().check(gmailCall(twin))).text).toMatch(/more than reading/);
    twin.accounts.scope = "openid email";
    expect(await gmailReads().check(gmailCall(twin))).toMatchObject({ ok: false });
    twin.accounts.revoked = true;
    expect(await gmailReads().check(gmailCall(twin))).toMatchObject({ ok: false });
  });
});

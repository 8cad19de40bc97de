/** Owns: that the twin answers as Gmail does - against the emulator that we did not write where it knows the answer, against the documentation elsewhere. Never: our reads. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../../src/core/json";
import { Mailbox } from "../../../src/sandbox/gmail/mailbox";
import { matcher } from "../../../src/sandbox/gmail/query";
import type { GmailTwin } from "../../../src/sandbox/gmail/twin";
import { rawMail, SECRETS, startTwin } from "../../integrations/gmail/call";
import { type EmulatedGmail, startEmulatedGmail } from "../../integrations/gmail/emulate";

const AT = Date.parse("2026-11-16T10:00:00Z");
let twin: GmailTwin;
let emulated: EmulatedGmail;
beforeAll(async () => {
  twin = await startTwin();
  emulated = await startEmulatedGmail();
});
afterAll(async () => {
  await twin.close();
  await emulated.close();
});

interface Asked {
  status: number;
  body: unknown;
}
async function token(tokenUrl: string, refreshToken: string, more: Record<string, string> = {}): Promise<Asked> {
  const form = { grant_type: "refresh_token", client_id: SECRETS.client_id, client_secret: SECRETS.client_secret, refresh_token: refreshToken, ...more };
  const answer = await fetch(tokenUrl, { method: "POST", body: new URLSearchParams(form) });
  return { status: answer.status, body: await answer.json() };
}
async function ask(url: string, path: string, bearer: string, method = "GET"): Promise<Asked> {
  const answer = await fetch(`${url}/gmail/v1/users/me/${path}`, { method, headers: { authorization: `Bearer ${bearer}` } });
  return { status: answer.status, body: await answer.json() };
}
const text = (value: unknown, key: string): string => (isObject(value) ? String(value[key]) : "");

/** Names and kinds of an answer, without its values. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (!isObject(value)) return typeof value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, shape(one)]));
}

describe("the Gmail twin answers like the independent emulator", () => {
  it("tokens, profile-free reads, changes and errors have the same shape", async () => {
    const raw = rawMail("Ann <ann@customer.example>", "Shape");
    const both = await Promise.all(
      [
        { url: twin.url, tokenUrl: twin.tokenUrl, refresh: SECRETS.refresh_token, deliver: async () => Promise.resolve(twin.deliver(raw, { at: new Date(AT) })) },
        { url: emulated.url, tokenUrl: emulated.tokenUrl, refresh: emulated.refreshToken, deliver: () => emulated.deliver({ raw, at: AT }) },
      ].map(async ({ url, tokenUrl, refresh, deliver }) => {
        const granted = await token(tokenUrl, refresh);
        const bearer = text(granted.body, "access_token");
        const first = await deliver();
        const before = await ask(url, `messages/${first}?format=raw`, bearer);
        await deliver();
        const answers = [
          granted,
          await token(tokenUrl, "1//dead"),
          await token(tokenUrl, refresh, { client_secret: "wrong" }),
          before,
          await ask(url, "messages?q=shape&maxResults=1", bearer),
          await ask(url, `messages?q=after:${AT / 1_000 + 1}`, bearer),
          await ask(url, "messages/0000000000000000?format=raw", bearer),
        ];
        const changes = await ask(url, `history?startHistoryId=${text(before.body, "historyId")}&historyTypes=messageAdded`, bearer);
        const history = isObject(changes.body) && Array.isArray(changes.body["history"]) ? changes.body["history"] : [];
        return { answers: answers.map(({ status, body }) => ({ status, body: shape(body) })), changed: history.length, bytes: text(before.body, "raw").replace(/=+$/, "") };
      }),
    );
    const [ours, theirs] = both;
    expect(ours?.changed).toBe(1);
    expect(theirs?.changed).toBe(1);
    expect(ours?.bytes).toBe(theirs?.bytes);
    for (const [at, answer] of (theirs?.answers ?? []).entries()) {
      expect(ours?.answers[at]?.status, `answer ${at}`).toBe(answer.status);
    }
    // Messages and the list, name by name; the emulator leaves nothing out that a reader needs.
    expect(ours?.answers[3]).toEqual(theirs?.answers[3]);
    expect(ours?.answers[4]).toEqual(theirs?.answers[4]);
  });
});

describe("the Gmail twin where the emulator is silent", () => {
  it("forgets marks (404), refuses unknown tokens (401) and every write (403)", async () => {
    const bearer = text((await token(twin.tokenUrl, SECRETS.refresh_token)).body, "access_token");
    const mark = text((await ask(twin.url, "profile", bearer)).body, "historyId");
    expect((await ask(twin.url, `history?startHistoryId=${mark}`, bearer)).status).toBe(200);
    twin.forgetHistory();
    expect((await ask(twin.url, `history?startHistoryId=${mark}`, bearer)).status).toBe(404);
    expect((await ask(twin.url, "profile", "ya29.other")).status).toBe(401);
    const id = twin.deliver(rawMail("a@b.example", "W"), { at: new Date(AT) });
    expect((await ask(twin.url, `messages/${id}/modify`, bearer, "POST")).status).toBe(403);
    expect((await ask(twin.url, `messages/${id}`, bearer, "DELETE")).status).toBe(403);
    expect(twin.calls.at(-1)).toEqual({ method: "DELETE", path: `/gmail/v1/users/me/messages/${id}`, query: "" });
  });

  it("ids and marks look like Gmail's, replies stay in their thread", () => {
    const box = new Mailbox();
    const first = box.deliver(rawMail("a@b.example", "Offer"), { at: new Date(AT) });
    const before = box.history;
    const reply = box.deliver(rawMail("a@b.example", "Re: Offer", "", ["In-Reply-To: <Offer@mail.example>"]), { at: new Date(AT) });
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(box.messages.get(reply)?.thread).toBe(first);
    expect(box.history > before && box.history < 2n ** 64n).toBe(true);
  });

  it.each([
    [`after:${AT / 1_000 - 3_600}`, true],
    [`after:${AT / 1_000 + 1}`, false],
    ["after:2026/11/16 before:2026/11/17", true],
    ["newer_than:2d", true],
    ["older_than:2d", false],
    ["in:inbox is:unread", true],
    ["-in:inbox", false],
    ["from:ann subject:\"unpaid invoice\"", true],
    ["from:bob", false],
    ["rfc822msgid:Unpaid-invoice@mail.example", true],
    ["widget", true],
    ["-widget", false],
    ["unheard_of:x", false],
    ["", true],
  ])("searches: %s", (query, found) => {
    const box = new Mailbox();
    const id = box.deliver(rawMail("Ann <ann@customer.example>", "Unpaid invoice", "3 x Widget"), { at: new Date(AT) });
    const [message] = box.newestFirst();
    expect(message?.id).toBe(id);
    expect(message !== undefined && matcher(query, AT + 3_600_000)(message)).toBe(found);
  });
});

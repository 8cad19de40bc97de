/**
 * Owns: the proof that a sandbox business goes on where it was, so that a ledger beside it never knows more than it does (PRODUCT F1).
 * Never: the engine; the business is asked over HTTP.
 */
import { afterEach, describe, expect, it } from "vitest";
import type { Json } from "../../src/core/json";
import { readOpened, startSandbox, type Opened, type SandboxBusiness, type SandboxOptions } from "../../src/sandbox/business";

const MONDAY = new Date("2026-11-16T09:00:00Z");
const THREE_WEEKS_LATER = new Date("2026-12-07T09:00:00Z");
const running: SandboxBusiness[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((business) => business.close()));
});

async function open(now: Date, options: SandboxOptions = {}): Promise<SandboxBusiness> {
  const business = await startSandbox(now, options);
  running.push(business);
  return business;
}

async function ask(business: SandboxBusiness, model: string, method: string, body: Json): Promise<unknown> {
  const { url, headers } = business.search(model, [], []);
  const response = await fetch(url.replace("search_read", method), { method: "POST", headers, body: JSON.stringify(body) });
  return response.json();
}
const partners = (business: SandboxBusiness): Promise<unknown> => ask(business, "res.partner", "search_read", { domain: [], fields: ["name"] });

describe("F1 a sandbox business that is closed and opened again", () => {
  it("keeps what it is before the client hears of a write, and goes on from there", async () => {
    const kept: Opened[] = [];
    const keep = async (opened: Opened): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      kept.push(structuredClone(opened));
    };
    const first = await open(MONDAY, { keep });
    expect(kept).toHaveLength(1);
    await partners(first);
    expect(kept).toHaveLength(1);
    await ask(first, "res.partner", "create", { vals_list: [{ name: "Brand New Ltd" }] });
    expect(kept).toHaveLength(2);
    const before = await partners(first);
    const again = await open(THREE_WEEKS_LATER, { from: readOpened(JSON.parse(JSON.stringify(kept[1])) as Json) });
    expect(await partners(again)).toEqual(before);
    expect(JSON.stringify(before)).toContain("Brand New Ltd");
    await ask(again, "res.partner", "create", { vals_list: [{ name: "Another Ltd" }] });
    const ids = (await partners(again)) as { id: number }[];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
  });

  it("its social accounts go on where they were: what was posted stands, what was said is not said again", async () => {
    const kept: Opened[] = [];
    const first = await open(MONDAY, { keep: async (opened) => void kept.push(structuredClone(opened)) });
    const { env, meta, linkedin } = first;
    const page = env["AE_FACEBOOK_PAGE_ID"] ?? "";
    const send = (url: string, headers: Record<string, string>, body: object) => fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
    const author = `urn:li:person:${linkedin.service.member.id}`;
    const answers = [
      await send(`${meta.url}/v26.0/${page}/feed`, { authorization: `Bearer ${env["AE_FACEBOOK_PAGE_TOKEN"] ?? ""}` }, { message: "Open on Saturday." }),
      await send(`${first.x.url}/2/tweets`, { authorization: `Bearer ${first.x.service.access.signIn().access_token}` }, { text: "Open on Saturday." }),
      await send(`${linkedin.url}/rest/posts`, { authorization: `Bearer ${env["AE_LINKEDIN_TOKEN"] ?? ""}`, "linkedin-version": "202610", "x-restli-protocol-version": "2.0.0" }, { author, commentary: "Open on Saturday.", visibility: "PUBLIC", distribution: { feedDistribution: "MAIN_FEED", targetEntities: [], thirdPartyDistributionChannels: [] }, lifecycleState: "PUBLISHED", isReshareDisabledByAuthor: false }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 201]);
    expect(kept).toHaveLength(4);
    const holds = (business: SandboxBusiness) => [business.meta.service.store.keep(), business.x.service.store.keep(), business.linkedin.service.keep()];
    const again = await open(THREE_WEEKS_LATER, { from: readOpened(JSON.parse(JSON.stringify(kept.at(-1))) as Json) });
    expect(holds(again)).toEqual(holds(first));
    expect(again.linkedin.service.standing().map(({ text }) => text)).toEqual(["Open on Saturday."]);
  });

  it("what is kept of a social account in another form changes nothing in it", async () => {
    const { meta, x, linkedin } = await open(MONDAY);
    for (const store of [meta.service.store, x.service.store, linkedin.service]) {
      const before = structuredClone(store.keep());
      for (const other of [null, 7, [], {}, { posts: 7 }, { tweets: [{}] }]) expect(store.restore(other as Json)).toBe(false);
      expect(store.keep()).toEqual(before);
      expect(store.restore(before)).toBe(true);
    }
  });

  it("its mailbox has the same mails with the same ids, however much later", async () => {
    const mails = ({ gmail }: SandboxBusiness): unknown[] => [...gmail.mailbox.messages.values()].map(({ id, thread, at, history }) => [id, thread, at, String(history)]);
    const kept: Opened[] = [];
    const first = await open(MONDAY, { keep: async (opened) => void kept.push(structuredClone(opened)) });
    const again = await open(THREE_WEEKS_LATER, { from: kept[0] ?? null });
    expect(mails(again)).toEqual(mails(first));
    expect(mails(await open(THREE_WEEKS_LATER))).not.toEqual(mails(first));
  });

  it("what was kept by nobody is a new business", () => {
    for (const kept of [null, {}, { at: "yesterday", records: {} }, { at: MONDAY.toISOString(), records: { tables: { x: [{ name: "no id" }] }, sequences: {} } }] as Json[]) expect(readOpened(kept)).toBeNull();
  });
});

/** What silently goes wrong here: an answer goes out that nobody approved, or twice; a stranger's text becomes markup; a comment is lost (PRODUCT S7). */
import { describe, expect, it } from "vitest";
import { operation, type Channel, type Talks } from "../../src/channel";
import type { Talk } from "../../src/core/talk";
import { enterObservations } from "../../src/engine/intake";
import { readPage } from "../../src/engine/page";
import { talkWatcher } from "../../src/watchers/talks";
import { DEFAULTS } from "../../src/settings";
import { Bench, newWorld } from "./bench";
import { booksChannel, outcomeOf, read, receipt, seed } from "./books";

type Answer = { to: string; text: string };

/** A channel with one operation that answers, at most 20 characters. */
const street: Channel = {
  id: "street",
  label: "The street",
  fields: [],
  check: () => Promise.resolve({ ok: true, text: "There." }),
  operations: {
    reply: operation<Answer>({
      label: "Answer",
      note: { type: "social_reply", prefix: "REPLY" },
      log: "social_reply",
      rule: "reply",
      expiry: "standard",
      examples: [{ to: "c1", text: "Thank you" }],
      parse: (raw) => {
        const { to, text } = raw as Answer;
        return text.length > 20 ? { ok: false, problems: [{ field: "text", text: "is longer than 20 characters" }] } : { ok: true, payload: { to, text } };
      },
      summary: ({ text }) => text,
      money: () => null,
      preview: ({ text }) => ({ title: "Answer", rows: [["Text", text]], table: [] }),
      toFields: ({ text }) => ({ text }),
      fromFields: (payload, fields) => ({ ...payload, ...fields }),
      publishes: ({ text }) => ({ texts: [text], at: null, late_minutes: 0, price: null }),
      facts: () => Promise.resolve({ money: null, known_payee: null, unreadable: null, signs: [] }),
      rehearse: () => Promise.resolve({ ok: true, findings: [] }),
      perform: async (payload, { key }, call) => outcomeOf("reply", await call.http.request({ method: "POST", url: "http://127.0.0.1/reply", headers: {}, body: JSON.stringify({ key, payload }), timeout_ms: 1000 })),
      lookup: async (_payload, { key }, call) => ((await read(call, `/lookup?key=${key}`))["found"] === true ? { kind: "done", receipt: receipt("reply", 1) } : { kind: "absent" }),
    }),
  },
};
const keeper: Channel = { ...booksChannel, lead: (name) => seed("partner", "partner", { customer: name, amount: "0", currency: "USD", memo: "" }) };

const RULE = "Only within 24 hours after they wrote.";
const talkOf = (more: Partial<Talk> = {}): Talk => ({ channel: "street", kind: "comment", url: "https://street.example/c1", context: ["Fresh bread from seven on."], answer: { operation: "reply", payload: { to: "c1" } }, rule: RULE, ...more });

async function open(): Promise<Bench> {
  return Bench.open({ ...DEFAULTS, live: ["street", "books"], undo_seconds: 0 }, newWorld(), [street, keeper]);
}

async function said(bench: Bench, text: string, more: Partial<Talk> = {}, id = "c1"): Promise<string> {
  const talks: Talks = {
    every_minutes: 5, ready: () => true,
    since: () => Promise.resolve({ talks: [{ id, thread: "t1", at: "2026-11-16T07:00:00.000Z", from: "Mia", text, talk: talkOf(more) }], cursor: "1", skipped: [], more: false }),
  };
  for await (const raw of talkWatcher(street, talks).observe(null, () => false, bench.parts.services.call("street"))) await enterObservations(bench.parts, readPage(raw).observations);
  await bench.round();
  return [...bench.world.notes.keys()].find((path) => path.includes("Needs_Action/SOCIAL")) ?? "";
}
const answer = (bench: Bench, path: string, text: string): void => bench.edit(path, (note) => note.replace(/^reply: .*$/m, `reply: ${JSON.stringify(text)}`));
const replies = (bench: Bench): unknown[] => bench.books.records.filter(({ operation }) => operation === "reply").map(({ payload }) => payload);

describe("S7 somebody talks to the owner", () => {
  it("it is one note, with what came before, the text as data, and the platform's rule before anything is written", async () => {
    const bench = await open();
    const path = await said(bench, "Nice! [[link]] ![](http://evil.example/x.png) <script>");
    const note = bench.world.notes.get(path) ?? "";
    expect(note).toContain("type: social_message");
    expect(note).toContain(RULE);
    expect(note).toContain("Fresh bread from seven on.");
    expect(note).toMatch(/[^\n]\n$/);
    expect(note).not.toContain("Possible until");
    expect(note).toMatch(/^ {4}.*\[\[link\]\]|^> .*|```/m);
    await said(bench, "Nice! again", {}, "c1");
    expect([...bench.world.notes.keys()].filter((one) => one.includes("SOCIAL"))).toHaveLength(1);
  });

  it("an answer that the owner writes waits for a decision, is sent once, and the note is put away", async () => {
    const bench = await open();
    const path = await said(bench, "Lovely.");
    await bench.round();
    expect(Object.keys(bench.ledger.state.actions)).toEqual([]);
    answer(bench, path, "Thank you, Mia");
    await bench.round();
    const [id = ""] = Object.keys(bench.ledger.state.actions);
    expect(bench.status(id)).toBe("waiting");
    expect(bench.action(id).verdict.reasons.map(({ code }) => code)).toContain("reply");
    expect(bench.world.notes.has(path)).toBe(false);
    expect(replies(bench)).toEqual([]);
    const card = bench.world.notes.get(bench.action(id).note ?? "") ?? "";
    expect(card).toContain("source_channel: street");
    expect(card).not.toContain("source_email");
    await bench.approve(id);
    await bench.round();
    await bench.round();
    expect(replies(bench)).toEqual([{ to: "c1", text: "Thank you, Mia" }]);
    // Another answer within the hour is no second post.
    answer(bench, await said(bench, "How nice.", { answer: { operation: "reply", payload: { to: "c2" } } }, "c2"), "You are welcome");
    await bench.round();
    expect(Object.values(bench.ledger.state.actions).at(-1)?.signs).toEqual([]);
  });

  it("a private answer has a property of its own, and goes its own way", async () => {
    const bench = await open();
    bench.settings = { ...bench.settings, zone: "Asia/Tokyo" };
    const path = await said(bench, "Lovely.", { until: "2026-11-17T07:00:00.000Z", privately: { operation: "reply", payload: { to: "c1 only" } }, privately_until: "2026-11-23T07:00:00.000Z" });
    // Said before anything is written, on the owner's clock.
    expect(bench.world.notes.get(path)).toContain(`${RULE} Possible until 17 Nov 2026, 16:00.`);
    expect(bench.world.notes.get(path)).toContain("instead. Possible until 23 Nov 2026, 16:00.");
    bench.edit(path, (note) => note.replace(/^reply_privately: .*$/m, 'reply_privately: "The price list"'));
    await bench.round();
    const [id = ""] = Object.keys(bench.ledger.state.actions);
    expect(bench.action(id).proposal.deliveries.map(({ payload }) => payload)).toEqual([{ to: "c1 only", text: "The price list" }]);
    expect(bench.status(id)).toBe("waiting");
    expect(bench.world.notes.has(path)).toBe(false);
  });

  it("an answer that the channel does not take stays in the note, which says why; changed, it is taken", async () => {
    const bench = await open();
    const path = await said(bench, "Lovely.");
    answer(bench, path, "This is much too long for the street");
    await bench.round();
    await bench.round();
    answer(bench, path, "This is still much too long for the street");
    await bench.round();
    expect(bench.world.notes.get(path)?.match(/\n\n%% Not taken over: text is longer than 20 characters[^%]*%%\n$/g)).toHaveLength(1);
    expect(bench.world.notes.get(path)).not.toContain("\n\n\n");
    answer(bench, path, "Short");
    await bench.round();
    expect(Object.values(bench.ledger.state.actions).map(({ proposal }) => proposal.summary)).toEqual(["Short"]);
  });

  it("where the platform allows no answer, the note says so and has no field for one", async () => {
    const bench = await open();
    const path = await said(bench, "Lovely.", { answer: null, rule: "The conversation is older than a week." });
    const note = bench.world.notes.get(path) ?? "";
    expect(note).toContain("The conversation is older than a week.");
    expect(note).not.toMatch(/^reply:/m);
  });

  it("the power may go anywhere between note and line: one note, one card", async () => {
    let bench = await open();
    const path = await said(bench, "Lovely.");
    answer(bench, path, "Thank you");
    bench = await bench.restart().then(() => Bench.open(bench.settings, bench, [street, keeper]));
    await bench.round();
    await bench.round();
    expect(Object.keys(bench.ledger.state.actions)).toHaveLength(1);
    expect([...bench.world.notes.keys()].filter((one) => one.includes("SOCIAL"))).toHaveLength(1);
  });

  it.each(["How much is a loaf?", "Was kostet das?", "¿Cuánto cuesta?", "Quel est le prix ?", "Ile kosztuje?"])("“%s” makes a card for a new customer, which a person decides", async (text) => {
    const bench = await open();
    await said(bench, text);
    const [action] = Object.values(bench.ledger.state.actions);
    expect(action?.proposal).toMatchObject({ summary: "partner for Mia, 0.00 USD", origin: { kind: "chat" } });
    expect(action?.verdict.decision).toBe("ask");
    await said(bench, text);
    expect(Object.keys(bench.ledger.state.actions)).toHaveLength(1);
  });

  it("who asks for nothing becomes no customer", async () => {
    const bench = await open();
    await said(bench, "I love the smell of it.");
    expect(Object.keys(bench.ledger.state.actions)).toEqual([]);
  });
});

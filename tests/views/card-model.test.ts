/**
 * Owns: the proof of what a card shows and offers in every status (PRODUCT A3), in plain Node.
 * Never: a document.
 */
import { describe, expect, it } from "vitest";
import { STATUSES } from "../../src/core/action";
import { CELLS } from "../../src/core/lifecycle";
import { cardBody, cardHead, secondsLeft, undoUntil, wishOf, type Step } from "../../src/views/card-model";
import { banners, emptyText, groups, needsPerson, statusText } from "../../src/views/panel-model";
import { detail, everyCard, NOW, overview } from "./examples";

const NOTHING_HIDDEN = { filtered: false, snoozed: 0 };
const steps = (status: (typeof STATUSES)[number]): Step[] => cardBody(detail({ status }), "UTC").choices.map(({ step }) => step);
const MOVE_OF: Record<Step, string> = { approve: "granted", reject: "denied", undo: "undone", renew: "renewed", resend: "resent", happened: "resolved_happened", not_happened: "resolved_not" };

describe("A3 what a card offers", () => {
  it.each(STATUSES)("%s: only moves that the lifecycle table has", (status) => {
    for (const step of steps(status)) expect(CELLS.some((cell) => cell.from === status && cell.move === MOVE_OF[step])).toBe(true);
  });

  it("every move that a person makes is offered somewhere", () => {
    const offered = new Set(STATUSES.flatMap(steps));
    expect([...offered].sort()).toEqual(Object.keys(MOVE_OF).sort());
  });

  it("nothing is left to decide while it runs, when it is done, when it was rejected", () => {
    expect(["running", "done", "rejected"].flatMap((status) => steps(status as "done"))).toEqual([]);
  });

  it("K1 an approval is for exactly the content that was shown", () => {
    expect(wishOf("approve", detail(), "")).toEqual({ kind: "approve", id: "act-1", fingerprint: "f".repeat(64) });
  });

  it("high risk asks again and repeats why", () => {
    const [choice] = cardBody(detail({ high_risk: true, signs: [{ code: "x", text: "Replies go elsewhere.", fraud: true }] }), "UTC").choices;
    expect(choice?.question?.text).toContain("Replies go elsewhere.");
    expect(choice?.tone).toBe("danger");
    expect(cardBody(detail(), "UTC").choices[0]?.question).toBeNull();
  });

  it("a rejection carries its reason, and says so when there is none", () => {
    expect(wishOf("reject", detail(), "  wrong customer ")).toMatchObject({ kind: "reject", reason: "wrong customer" });
    expect(wishOf("reject", detail(), " ")).toMatchObject({ reason: "no reason given" });
    expect(wishOf("not_happened", detail(), "")).toEqual({ kind: "resolve", id: "act-1", happened: false });
  });

  it("K3 unknown on several channels: asked about one of them by its name", () => {
    const post = detail({ status: "unknown", unknown_on: [{ channel: "x", label: "X" }, { channel: "linkedin", label: "LinkedIn" }] });
    expect(cardBody(post, "UTC").choices.map(({ label }) => label)).toEqual(["It happened on X", "It did not happen on X"]);
    expect(wishOf("happened", post, "")).toEqual({ kind: "resolve", id: "act-1", happened: true, on: "x" });
  });
});

describe("A3 what a card says", () => {
  it("who, how much, how long", () => {
    expect(cardHead(detail({ summary: "Draft invoice for Amber: 940.00 EUR" }), NOW).title).toBe("Draft invoice for Amber");
    expect(cardHead(detail({ summary: "Draft invoice for Amber: 94.00 EUR" }), NOW).title).toBe("Draft invoice for Amber: 94.00 EUR");
    expect(cardHead(detail({ expires_at: "2026-11-18T10:55:00.000Z" }), NOW)).toMatchObject({ money: "940.00 EUR", due: "Decide within 95 minutes", tone: "attention", high_risk: false });
    expect(cardHead(detail({ expires_at: NOW.toISOString() }), NOW).due).toBe("Its time is over");
    expect(cardHead(detail({ amount: null }), NOW).money).toBeNull();
    expect(cardHead(detail({ status: "done" }), NOW).due).toBe("");
  });

  it("times are the owner's", () => {
    expect(cardBody(detail(), "Asia/Tokyo").times).toBe("Proposed 18 Nov 2026, 18:02, expires 20 Nov 2026, 18:02");
  });

  it("undo time counts down to nothing and then is over", () => {
    const approved = detail({ status: "approved", undo_until: "2026-11-18T09:20:10.000Z" });
    expect(undoUntil(approved, NOW)).toBe("2026-11-18T09:20:10.000Z");
    expect(undoUntil(approved, new Date("2026-11-18T09:20:10.000Z"))).toBeNull();
    expect(undoUntil(detail({ undo_until: "2026-11-18T09:20:10.000Z" }), NOW)).toBeNull();
    expect(secondsLeft("2026-11-18T09:20:10.000Z", new Date("2026-11-18T09:20:00.500Z"))).toBe(10);
    expect(secondsLeft("2026-11-18T09:20:10.000Z", new Date("2026-11-18T09:21:00.000Z"))).toBe(0);
  });
});

describe("A3 the queue", () => {
  it("what needs a person comes first: unknown, then the soonest expiry", () => {
    const [mine, others] = groups(everyCard(), () => false, NOW);
    expect(mine?.title).toBe("Needs you");
    expect(mine?.cards.map(({ id }) => id)).toEqual(["act-3", "act-8", "act-1", "act-2", "act-4", "act-6", "act-7"]);
    expect(others?.cards.map(({ status }) => status)).toEqual(["simulated"]);
    expect(groups([], () => false, NOW)).toEqual([]);
  });

  it("an approved card stays where it was decided while it can be undone, uncounted, and then is under way", () => {
    const cards = everyCard().filter(({ id }) => ["act-2", "act-4"].includes(id));
    const where = (now: Date): unknown => groups(cards, () => false, now).map(({ title, count, cards: grouped }) => [title, count, grouped.map(({ id }) => id)]);
    expect(where(NOW)).toEqual([["Needs you", 1, ["act-2", "act-4"]]]);
    expect(where(new Date(NOW.getTime() + 30_000))).toEqual([["Needs you", 1, ["act-2"]], ["Under way", 1, ["act-4"]]]);
  });

  it("what was put aside stands in a group of its own", () => {
    expect(groups([detail()], () => true, NOW).map(({ title, count }) => [title, count])).toEqual([["Snoozed", 1]]);
  });

  it("the badge counts what waits, failed and is unknown", () => {
    expect(needsPerson(overview({ waiting: 3, failed: 1, unknown: 2 }))).toBe(6);
  });
});

describe("A3 what the panel says around the cards", () => {
  const texts = (over: Parameters<typeof overview>[0]): string => banners(overview(over)).map(({ text }) => text).join("\n");

  it("K2 dry run, until something is live", () => {
    expect(texts({})).toContain("Dry run");
    expect(texts({ live: ["odoo"] })).toBe("");
  });

  it("F1 the sandbox is always labelled", () => {
    expect(texts({ realm: "sandbox" })).toContain("invented");
    expect(statusText(overview({ realm: "sandbox" }), null).text).toContain("Sandbox");
  });

  it("paused offers to resume", () => {
    const paused = { by: "person", reason: "holidays", at: NOW.toISOString() };
    expect(banners(overview({ paused }))[0]).toMatchObject({ text: "Paused: holidays. Nothing is sent until you resume.", offer: "resume" });
    expect(statusText(overview({ paused }), null)).toMatchObject({ text: "Paused, 1 to decide", tone: "attention" });
  });

  it("E4 another device executes, or nothing does: says which", () => {
    expect(texts({ executor: false })).toContain("Your desktop executes");
    const stopped = texts({ executor: false, stopped: "The ledger is damaged." });
    expect(stopped).toContain("The ledger is damaged.");
    expect(stopped).not.toContain("Another device executes");
  });

  it("a broken service, a question and an unreadable setting are shown in their own words", () => {
    expect(texts({ services: { odoo: { ok: false, label: "Odoo", text: "The key is wrong.", at: null } } })).toContain("Odoo: The key is wrong.");
    expect(texts({ questions: ["Two notes."], settings_problems: ["Setting zone is odd."] })).toMatch(/Two notes\.\nSetting zone is odd\./);
  });

  it("an empty queue says what to do", () => {
    expect(emptyText(overview(), NOTHING_HIDDEN).title).toBe("Nothing waits for you");
    expect(emptyText(overview({ services: { odoo: { ok: null, label: "Odoo", text: "", at: null } } }), NOTHING_HIDDEN).text).toContain("settings");
  });

  it("the status bar is short and says the state", () => {
    expect(statusText(null, null).text).toBe("Starting");
    expect(statusText(null, "The disk is full.")).toMatchObject({ text: "Stopped", label: "The disk is full." });
    expect(statusText(overview({ waiting: 0 }), null)).toMatchObject({ text: "Nothing waits", tone: "calm" });
    expect(statusText(overview({ waiting: 4 }), null)).toMatchObject({ text: "4 to decide", tone: "attention" });
    expect(statusText(overview({ waiting: 0, asked: 1 }), null)).toMatchObject({ text: "1 to decide", tone: "attention" });
  });
});

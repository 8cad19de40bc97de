/** What silently goes wrong here: a post goes out twice on one channel, an hour after its time, before somebody has looked at it, or for more money than was allowed. */
import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../src/core/hash";
import { ServiceError } from "../../src/core/failure";
import { postsOf } from "../../src/engine/composing";
import { showAction } from "../../src/engine/desk";
import { noteHealth } from "../../src/engine/health";
import { postAction } from "../../src/engine/posting";
import { leaveRequest } from "../../src/engine/requests";
import { DEFAULTS, type Settings } from "../../src/settings";
import { readTime } from "../../src/core/post-note-read";
import type { Post } from "../../src/core/post";
import type { Asker } from "../../src/core/wish";
import { AT_PANEL, Bench, newWorld } from "./bench";
import { aPost, wall } from "./walls";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const POSTING: Settings = { ...DEFAULTS, live: ["north", "south"], undo_seconds: 0 };
const ID = postAction({ id: "p1" });

const open = (settings = POSTING, price: string | null = null): Promise<Bench> =>
  Bench.open(settings, newWorld(), [wall("north", 280, price === null ? null : { amount: price, currency: "USD" }), wall("south", 40)]);
const on = (bench: Bench): string[] => bench.books.records.map(({ operation }) => operation).sort();
const hand = (bench: Bench, more: Partial<Post> = {}, asker = AT_PANEL) => bench.wish({ kind: "post", post: aPost(more) }, asker);
const inMs = (bench: Bench, ms: number): string => new Date(bench.world.clock.time + ms).toISOString();

describe("S2, S5 one post, many channels", () => {
  it("is one action that is published once on each, by policy, since a person recorded it", async () => {
    const bench = await open();
    expect(await hand(bench)).toMatchObject({ ok: true, how: "entered" });
    await bench.round();
    await bench.round();
    expect(on(bench)).toEqual(["north", "south"]);
    expect(bench.status(ID)).toBe("done");
  });

  it.each([[["north", "south"], "POST_2026"], [["south"], "POST_south_2026"]])("has a note that is named after its channel, or after none of several: %s", async (channels, name) => {
    const bench = await open();
    await hand(bench, { channels, ask: true });
    await bench.round();
    expect([...bench.world.notes.keys()].filter((path) => path.includes("/Pending_Approval/"))).toEqual([expect.stringContaining(`/Pending_Approval/${name}`)]);
  });

  it("of which one fails touches only that one again", async () => {
    const bench = await open();
    await hand(bench);
    bench.books.moods = ["ok", "refuse"];
    await bench.round();
    expect(on(bench)).toEqual(["north"]);
    expect(bench.status(ID)).toBe("failed");
    await bench.wish({ kind: "resend", id: ID }, AT_PANEL);
    await bench.round();
    await bench.approve(ID).catch(() => undefined);
    await bench.round();
    expect(on(bench)).toEqual(["north", "south"]);
    expect(bench.status(ID)).toBe("done");
  });

  it.each(["transient", "authentication"] as const)("of which one channel cannot be read (%s) goes out on the others, and there once it can", async (failure) => {
    let down = false;
    const north = wall("north", 280);
    const { publish } = north.operations;
    if (!publish) throw new Error("A wall publishes.");
    const facts: typeof publish.facts = (...asked) => (down ? Promise.reject(new ServiceError(failure, { code: "DOWN", effect: "The wall could not be read.", cause: "It is being painted.", next: "Wait." })) : publish.facts(...asked));
    const bench = await Bench.open(POSTING, newWorld(), [{ ...north, operations: { publish: { ...publish, facts } } }, wall("south", 40)]);
    await hand(bench);
    down = true;
    await bench.round();
    await bench.round();
    expect(on(bench)).toEqual(["south"]);
    expect(bench.action(ID).deliveries["north"]?.status).toBe("approved");
    down = false;
    await noteHealth(bench.parts, { north: { ok: true, text: "There." } });
    await bench.later(HOUR_MS);
    expect(on(bench)).toEqual(["north", "south"]);
    expect(bench.status(ID)).toBe("done");
  });

  it("whose answer is lost is looked up there, and the other goes its way", async () => {
    const bench = await open();
    await hand(bench);
    bench.books.moods = ["lost", "ok"];
    await bench.round();
    await bench.later(HOUR_MS);
    expect(on(bench)).toEqual(["north", "south"]);
    expect(bench.status(ID)).toBe("done");
  });

  it("handed in twice is one action", async () => {
    const bench = await open();
    await hand(bench);
    expect(await hand(bench)).toMatchObject({ ok: false });
    await bench.round();
    expect(on(bench)).toEqual(["north", "south"]);
  });

  it("that is too long for one channel is not taken over at all, and the answer names the channel; nothing is cut", async () => {
    const bench = await open();
    const answer = await hand(bench, { text: "x".repeat(41) });
    expect(answer).toMatchObject({ ok: false });
    expect(answer.text).toContain("south: text has 41 characters; 40 fit");
    await hand(bench, { text: "x".repeat(41), texts: { south: "shorter" } });
    await bench.round();
    expect(bench.books.records.map(({ operation, payload }) => [operation, payload["text"]])).toEqual([["north", "x".repeat(41)], ["south", "shorter"]]);
  });

  it("for a channel that does not publish is refused", async () => {
    const bench = await open();
    expect((await hand(bench, { channels: ["west"] })).text).toContain('"west"');
  });

  it("with a picture from a phone is entered when the sync has brought the picture too", async () => {
    const bench = await open();
    const bytes = new TextEncoder().encode("a picture");
    const image = { blob: sha256Hex(bytes), name: "a.png", type: "image/png" as const, width: 9, height: 9, size: bytes.length, alt: "A", url: null };
    const phone = { ...bench.parts.ports, device: { ...bench.parts.ports.device, id: "phone", recall: async () => "another key" } };
    await leaveRequest(phone, { kind: "post", post: aPost({ images: [image] }) }, { by: "owner", via: "panel", attended: true });
    bench.world.disk.blobs.set(image.blob, bytes.slice(0, 3));
    await bench.round();
    expect([bench.ledger.state.actions[ID], bench.world.disk.requests.size]).toEqual([undefined, 1]);
    bench.world.disk.blobs.set(image.blob, bytes);
    await bench.round();
    await bench.round();
    expect([on(bench), bench.world.disk.requests.size]).toEqual([["north", "south"], 0]);
    expect(await bench.parts.services.call("north").blob(image.blob)).toEqual(bytes);
    bench.world.disk.blobs.set(image.blob, new TextEncoder().encode("b picture"));
    expect(await bench.parts.services.call("north").blob(image.blob)).toBeNull();
  });

  it("E4: with a picture from a phone that is only an address no file is waited for, and no round stops at it", async () => {
    const bench = await open();
    const away = { blob: null, name: "a.png", type: "image/png" as const, width: 0, height: 0, size: 0, alt: "A", url: "https://pictures.example/a.png" };
    const phone = { ...bench.parts.ports, device: { ...bench.parts.ports.device, id: "phone", recall: async () => "another key" } };
    await leaveRequest(phone, { kind: "post", post: aPost({ images: [away] }) }, { by: "owner", via: "panel", attended: true });
    await bench.round();
    expect(bench.world.disk.requests.size).toBe(0);
  });

  it("in dry run is only rehearsed", async () => {
    const bench = await open({ ...POSTING, live: [] });
    await hand(bench);
    await bench.round();
    expect(bench.status(ID)).toBe("simulated");
    expect(on(bench)).toEqual([]);
  });
});

describe("section 3: who may have it run by itself", () => {
  it("a note that a script handed in waits for a person", async () => {
    const bench = await open();
    expect((await hand(bench, {}, { by: "person", via: "cli", attended: false })).text).toContain("waits for your decision");
    await bench.round();
    expect(on(bench)).toEqual([]);
  });

  it("a post of which the owner says so asks, with that as its reason", async () => {
    const bench = await open();
    await hand(bench, { ask: true });
    expect(bench.action(ID).verdict.reasons.map(({ code }) => code)).toEqual(["asked_for"]);
    await bench.approve(ID);
    await bench.round();
    expect(on(bench)).toEqual(["north", "south"]);
  });

  it("S6 sensitive words, the owner's own words, a missing reason and the same text wait, with a sentence each", async () => {
    const bench = await open({ ...POSTING, posts: { ...POSTING.posts, own_words: ["secret recipe"] } });
    const texts = { p2: "Our deepest sympathies.", p3: "Our Secret Recipe is out!", p4: "Fresh  bread, from SEVEN on!" };
    await hand(bench);
    await bench.round();
    bench.world.clock.time += 2 * HOUR_MS;
    for (const [id, text] of Object.entries(texts)) await hand(bench, { id, text });
    await hand(bench, { id: "p5", text: "Closed on Monday.", context: "" });
    await hand(bench, { id: "p6", text: "A picture.", images: [{ blob: "0f".repeat(32), name: "a.jpg", type: "image/jpeg", width: 9, height: 9, size: 9, alt: "The funeral of our founder", url: null }] });
    await bench.round();
    const codes = (id: string): string[] => bench.action(postAction({ id })).signs.map(({ code }) => code);
    expect(codes("p2")).toContain("sensitive_emotional");
    expect(codes("p3")).toContain("sensitive_your_list");
    expect(codes("p4")).toContain("same_text");
    expect(codes("p5")).toContain("no_context");
    expect(codes("p6")).toContain("sensitive_emotional");
    for (const id of ["p2", "p3", "p4", "p5", "p6"]) expect(bench.status(postAction({ id }))).toBe("waiting");
    expect(on(bench)).toEqual(["north", "south"]);
  });

  it("S6 the same text is known after weeks, when the action itself is no longer in memory", async () => {
    let bench = await open();
    await hand(bench);
    await bench.round();
    for (let day = 0; day < 3; day += 1) await bench.later(26 * HOUR_MS);
    bench.process.kill("kept");
    bench = await Bench.open(POSTING, bench, [wall("north", 280), wall("south", 40)]);
    await hand(bench, { id: "p2" });
    expect(bench.action(postAction({ id: "p2" })).signs.map(({ code }) => code)).toContain("same_text");
  });

  it("S6 two posts for a channel within an hour: the second one asks", async () => {
    const bench = await open();
    await hand(bench);
    await bench.round();
    await hand(bench, { id: "p2", text: "And cake from nine on." });
    expect(bench.action(postAction({ id: "p2" })).signs.map(({ code }) => code)).toEqual(["two_in_an_hour"]);
    await hand(bench, { id: "p3", text: "And soup from noon on.", at: inMs(bench, 3 * HOUR_MS) });
    expect(bench.action(postAction({ id: "p3" })).signs).toEqual([]);
  });

  it("S4, S6 several at the same minute: each later one asks, and once all are approved all go out; one that is moved there asks as well", async () => {
    const bench = await open();
    const at = inMs(bench, 3 * HOUR_MS);
    await hand(bench, { at });
    await hand(bench, { id: "p2", text: "And cake.", at });
    await hand(bench, { id: "p3", text: "And soup.", at: inMs(bench, 9 * HOUR_MS) });
    await bench.approve(postAction({ id: "p2" }));
    await bench.wish({ kind: "edit", id: postAction({ id: "p3" }), fields: { scheduled_for: at } }, AT_PANEL);
    expect(bench.status(postAction({ id: "p3" }))).toBe("waiting");
    expect(bench.action(postAction({ id: "p3" })).signs.map(({ code }) => code)).toEqual(["two_in_an_hour"]);
    await bench.approve(postAction({ id: "p3" }));
    await bench.later(3 * HOUR_MS);
    expect(["p1", "p2", "p3"].map((id) => bench.status(postAction({ id })))).toEqual(["done", "done", "done"]);
  });

  it.each([
    ["a card number", "Pay to 4111 1111 1111 1111 today"],
    ["a bank account number", "Pay to DE89 3704 0044 0532 0130 00 please"],
    ["a password", "password: hunter2"],
    ["a key of a service", "use ghp_abcdefghijklmnopqrstuvwx1234"],
  ])("S6 %s is never taken over", async (name, text) => {
    const bench = await open();
    const answer = await hand(bench, { text });
    expect(answer).toMatchObject({ ok: false });
    expect(answer.text).toContain(name);
    expect(answer.text).not.toContain(text.slice(-8));
  });
});

describe("S4 in time", () => {
  it("nothing goes out before its time, everything within the round after it; until then it can be taken back", async () => {
    const bench = await open();
    await hand(bench, { at: inMs(bench, 72 * HOUR_MS) });
    await bench.later(71 * HOUR_MS + 59 * MINUTE_MS);
    expect(bench.status(ID)).toBe("approved");
    expect(on(bench)).toEqual([]);
    await bench.later(MINUTE_MS);
    expect(on(bench)).toEqual(["north", "south"]);
  });

  it("several at the same minute all go out in it", async () => {
    const bench = await open();
    const at = inMs(bench, 24 * HOUR_MS);
    await hand(bench, { id: "p1", channels: ["north"], at });
    await hand(bench, { id: "p2", text: "And cake from nine on.", channels: ["south"], at });
    await bench.round();
    await bench.later(24 * HOUR_MS);
    expect(on(bench)).toEqual(["north", "south"]);
  });

  it.each([
    ["2026-03-29T02:30", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
  ])("at %s in Berlin, in the night of the change, it goes out once, at %s, whatever zone the machine or the owner is in by then", async (typed, instant) => {
    const world = newWorld();
    world.world.clock.time = Date.parse(instant) - 3 * HOUR_MS;
    const bench = await Bench.open({ ...POSTING, zone: "Europe/Berlin" }, world, [wall("north", 280), wall("south", 40)]);
    await hand(bench, { channels: ["north"], at: readTime(typed, "Europe/Berlin") });
    await bench.round();
    bench.settings = { ...bench.settings, zone: "America/New_York" };
    const [was, zone] = [process.env["TZ"], "Pacific/Auckland"];
    process.env["TZ"] = zone;
    try {
      await bench.later(3 * HOUR_MS - 1);
      expect(on(bench)).toEqual([]);
      await bench.later(1);
      await bench.later(HOUR_MS);
      expect(on(bench)).toEqual(["north"]);
    } finally {
      if (was === undefined) delete process.env["TZ"];
      else process.env["TZ"] = was;
    }
  });

  it("what is taken back before its time does not go out", async () => {
    const bench = await open();
    await hand(bench, { at: inMs(bench, 24 * HOUR_MS) });
    await bench.round();
    expect(await bench.wish({ kind: "reject", id: ID, reason: "not now" }, AT_PANEL)).toMatchObject({ ok: true });
    await bench.later(25 * HOUR_MS);
    expect(on(bench)).toEqual([]);
  });

  it.each([
    ["posted when at most so late", 50, ["north", "south"]],
    ["asked about when later", 70, []],
  ])("missed while asleep: %s", async (_name, late, published) => {
    const bench = await open();
    await hand(bench, { at: inMs(bench, 24 * HOUR_MS), late_minutes: 60 });
    await bench.round();
    await bench.later(24 * HOUR_MS + late * MINUTE_MS);
    await bench.round();
    expect(on(bench)).toEqual(published);
    if (published.length > 0) return;
    expect(bench.action(ID).returned).toContain("It was planned for");
    await bench.approve(ID);
    await bench.round();
    expect(on(bench)).toEqual(["north", "south"]);
  });

  describe("another time", () => {
    const FROM_AFAR: [string, Asker][] = [["another device", { by: "owner", via: "request", attended: false }], ["a script", { by: "owner", via: "cli", attended: false }]];
    const move = (bench: Bench, hours: number, asker: Asker = AT_PANEL) => bench.wish({ kind: "edit", id: ID, fields: { scheduled_for: inMs(bench, hours * HOUR_MS) } }, asker);
    const sensitive = { text: "Our deepest sympathies." };

    it("that the owner sets in the panel counts from then on, and an ordinary post needs no second look", async () => {
      const bench = await open();
      await hand(bench, { at: inMs(bench, 24 * HOUR_MS) });
      await bench.round();
      expect(await move(bench, 48)).toMatchObject({ ok: true, text: "Policy lets it run at its time." });
      await bench.later(25 * HOUR_MS);
      expect(on(bench)).toEqual([]);
      await bench.later(23 * HOUR_MS);
      expect(on(bench)).toEqual(["north", "south"]);
    });

    it("keeps what a person approved, with a line of its own; what nobody approved goes on waiting", async () => {
      const bench = await open();
      await hand(bench, { ...sensitive, at: inMs(bench, 24 * HOUR_MS) });
      await bench.round();
      expect(await move(bench, 30)).toMatchObject({ status: "waiting" });
      await bench.approve(ID);
      expect(await move(bench, 48)).toMatchObject({ status: "approved" });
      await bench.later(47 * HOUR_MS);
      expect(on(bench)).toEqual([]);
      await bench.later(HOUR_MS);
      expect(on(bench)).toEqual(["north", "south"]);
    });

    it("brings no post past a reason that was not seen when it was approved", async () => {
      const bench = await open();
      await hand(bench, { id: "p2", text: "And cake from nine on.", at: inMs(bench, 48 * HOUR_MS) });
      await hand(bench, { ...sensitive, at: inMs(bench, 24 * HOUR_MS) });
      await bench.round();
      await bench.approve(ID);
      expect(await move(bench, 48.5)).toMatchObject({ status: "waiting", text: expect.stringContaining("within the hour") as string });
      await bench.later(49 * HOUR_MS);
      expect(bench.status(ID)).toBe("waiting");
    });

    it.each(FROM_AFAR)("from %s asks, as every change from outside", async (_name, asker) => {
      const bench = await open();
      await hand(bench, { at: inMs(bench, 24 * HOUR_MS) });
      await bench.round();
      await move(bench, 2, asker);
      await bench.later(3 * HOUR_MS);
      expect(bench.action(ID).verdict.reasons.map(({ code }) => code)).toEqual(["edited"]);
      expect(on(bench)).toEqual([]);
    });

    it("without a zone is the owner's, and what is none is refused with a sentence", async () => {
      const bench = await open({ ...POSTING, zone: "Europe/Berlin" });
      await hand(bench, { at: inMs(bench, 24 * HOUR_MS) });
      await bench.wish({ kind: "edit", id: ID, fields: { scheduled_for: "2026-11-24 09:00" } });
      expect(bench.action(ID).proposal.deliveries.map(({ payload }) => payload["at"])).toEqual(["2026-11-24T08:00:00.000Z", "2026-11-24T08:00:00.000Z"]);
      expect(await bench.wish({ kind: "edit", id: ID, fields: { scheduled_for: "soon" } })).toMatchObject({ ok: false });
    });

    it("together with other words is an edit like every other", async () => {
      const bench = await open();
      await hand(bench, { at: inMs(bench, 24 * HOUR_MS) });
      await bench.wish({ kind: "edit", id: ID, fields: { scheduled_for: inMs(bench, HOUR_MS), text_north: "Old bread." } }, AT_PANEL);
      await bench.later(2 * HOUR_MS);
      expect(bench.action(ID).verdict.reasons.map(({ code }) => code)).toEqual(["edited"]);
    });
  });

  describe("the queue", () => {
    // The world begins on Monday, 16 Nov 2026, at 08:00 UTC.
    const slots = [{ weekday: 2, time: "09:00", channels: ["north"] }, { weekday: 4, time: "10:00", channels: [] }];
    const QUEUE: Settings = { ...POSTING, posts: { ...POSTING.posts, slots } };
    const texts = ["Fresh bread.", "Rye bread.", "Cake.", "Soup."];
    const planned = (bench: Bench, id: string) => bench.action(postAction({ id })).proposal.deliveries[0]?.payload["at"];
    const queue = async (bench: Bench, channels: string[]): Promise<unknown[]> => {
      for (const [index, text] of texts.entries()) await hand(bench, { id: `q${index}`, text, queued: true, channels });
      return texts.map((_text, index) => planned(bench, `q${index}`));
    };

    it("fills the owner's recurring times of a channel in order, and each post runs by policy at its time", async () => {
      const bench = await open(QUEUE);
      expect(await queue(bench, ["north"])).toEqual(["2026-11-17T09:00:00.000Z", "2026-11-19T10:00:00.000Z", "2026-11-24T09:00:00.000Z", "2026-11-26T10:00:00.000Z"]);
      await bench.round();
      await bench.later(25 * HOUR_MS);
      expect(on(bench)).toEqual(["north"]);
    });

    it("gives a post for several channels only a time that is for all of them", async () => {
      const bench = await open(QUEUE);
      expect((await queue(bench, ["north", "south"]))[0]).toBe("2026-11-19T10:00:00.000Z");
    });

    it("gives two that are handed in at once two times, and a place that became free to the next one", async () => {
      const bench = await open(QUEUE);
      await Promise.all(["q0", "q1"].map((id, index) => hand(bench, { id, text: texts[index] ?? "", queued: true, channels: ["north"] })));
      expect([planned(bench, "q0"), planned(bench, "q1")].sort()).toEqual(["2026-11-17T09:00:00.000Z", "2026-11-19T10:00:00.000Z"]);
      await bench.wish({ kind: "reject", id: postAction({ id: "q0" }), reason: "no" });
      await hand(bench, { id: "q3", text: "Soup.", queued: true, channels: ["north"] });
      expect(planned(bench, "q3")).toBe("2026-11-17T09:00:00.000Z");
    });

    it("has no place where there is no recurring time, and says what to do", async () => {
      const bench = await open({ ...QUEUE, posts: { ...QUEUE.posts, slots: slots.slice(0, 1) } });
      expect(await hand(bench, { queued: true })).toMatchObject({ ok: false, text: expect.stringContaining("no recurring time for posts on north and south") as string });
    });

    it("two change places without asking anybody, though each stood where the other is; what was approved stays so", async () => {
      const bench = await open(QUEUE);
      await hand(bench, { id: "q0", text: "Our deepest sympathies.", queued: true, channels: ["north"] });
      await hand(bench, { id: "q1", text: "Cake.", queued: true, channels: ["north"] });
      const [first, second] = ["q0", "q1"].map((id) => postAction({ id }));
      await bench.approve(first ?? "");
      await bench.round();
      expect(await bench.wish({ kind: "exchange", id: first ?? "", with: second ?? "" })).toMatchObject({ ok: true, status: "approved" });
      expect([planned(bench, "q0"), planned(bench, "q1")]).toEqual(["2026-11-19T10:00:00.000Z", "2026-11-17T09:00:00.000Z"]);
      await bench.round();
      expect([first, second].map((id) => bench.status(id ?? ""))).toEqual(["approved", "approved"]);
    });

    it("takes a post that had another time, or none, at its next free place", async () => {
      const bench = await open(QUEUE);
      await queue(bench, ["north"]);
      const id = postAction({ id: "q3" });
      await bench.wish({ kind: "reject", id: postAction({ id: "q1" }), reason: "no" });
      expect(await bench.wish({ kind: "edit", id, fields: { scheduled_for: "queue" } })).toMatchObject({ ok: true, text: "Policy lets it run at its time." });
      expect(planned(bench, "q3")).toBe("2026-11-19T10:00:00.000Z");
    });

    it("from afar they change places as well, and wait", async () => {
      const bench = await open(QUEUE);
      await queue(bench, ["north"]);
      await bench.round();
      expect(await bench.wish({ kind: "exchange", id: postAction({ id: "q0" }), with: postAction({ id: "q1" }) }, { by: "owner", via: "request", attended: false })).toMatchObject({ ok: true, status: "waiting" });
      await bench.round();
      expect(bench.action(postAction({ id: "q1" })).verdict.reasons.map(({ code }) => code)).toEqual(["edited"]);
      expect(await bench.wish({ kind: "exchange", id: postAction({ id: "q0" }), with: "nothing" })).toMatchObject({ ok: false });
    });
  });

  it("an undecided one does not expire before its time", async () => {
    const bench = await open();
    await hand(bench, { at: inMs(bench, 100 * HOUR_MS), context: "" });
    await bench.later(99 * HOUR_MS);
    expect(bench.status(ID)).toBe("waiting");
  });
});

describe("S4 the owner's best times", () => {
  it("are told from what was measured, with the reason, and while that is too little it is said how much is missing", async () => {
    const bench = await open();
    const said = () => postsOf(bench.parts).bestTimes(["north"]);
    expect(said()).toEqual({ times: [], text: expect.stringContaining("0 of 10 posts were measured") as string });
    const week = { from: "2026-11-09", to: "2026-11-16" };
    const posts = [...Array.from({ length: 10 }, (_one, at) => ({ at: `2026-11-09T${String(at + 5).padStart(2, "0")}:00:00Z`, seen: 10 })), { at: "2026-11-10T17:00:00Z", seen: 30 }, { at: "2026-11-03T17:20:00Z", seen: 30 }];
    await bench.ledger.append([{ event: "audience", data: { service: "north", week, posts, reach: 160, engagement: null, followers: null } }]);
    expect(said().times).toEqual([{ at: "2026-11-17T17:00:00.000Z", why: "Tuesday around 17:00: 2 posts, seen 2.3 times as often as your average one" }]);
    // Of another channel nothing is known by that, and a start later it is known still.
    expect(postsOf(bench.parts).bestTimes(["south"]).times).toEqual([]);
    const again = await bench.restart("kept");
    expect(postsOf(again.parts).bestTimes(["north"]).times).toHaveLength(1);
  });
});

describe("section 3: what it costs", () => {
  it("a post above what is allowed in 30 days waits, says why, and goes out when the days have passed", async () => {
    const bench = await open({ ...POSTING, limits: { ...POSTING.limits, priced_per_month: "0.30" } }, "0.200");
    await hand(bench, { channels: ["north"] });
    await bench.round();
    await noteHealth(bench.parts, { north: { ok: true, text: "There.", left: "North takes 3 more posts today." } });
    await hand(bench, { id: "p2", text: "And cake from nine on.", channels: ["north"], at: inMs(bench, 2 * HOUR_MS), late_minutes: 0 });
    await bench.round();
    // Said to whoever writes it, and on its card, before anybody decides.
    const left = ["North takes 3 more posts today.", "0.2 of the 0.30 USD that you allow in 30 days is used up."];
    expect(postsOf(bench.parts).foresee(aPost({ id: "p3", channels: ["north"] })).faces.map(({ allowance }) => allowance)).toEqual([left]);
    const cards = await Promise.all([ID, postAction({ id: "p2" })].map((id) => showAction(bench.parts, id)));
    expect(cards.map((card) => card?.deliveries[0]?.allowance)).toEqual([undefined, left]);
    const { held } = await bench.later(2 * HOUR_MS);
    expect(on(bench)).toEqual(["north"]);
    expect(Object.values(held).join(" ")).toContain("0.2 of the 0.30");
    bench.settings = { ...bench.settings, limits: { ...bench.settings.limits, priced_per_month: "0.40" } };
    await bench.round();
    expect(on(bench)).toEqual(["north", "north"]);
  });
});

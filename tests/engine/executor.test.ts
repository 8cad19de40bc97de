/** Owns: proof that what was approved is done once, and what may have happened is looked up and never repeated. Never: a real service. */
import { describe, expect, it } from "vitest";
import { verifyLog } from "../../src/engine/verify";
import type { Channel } from "../../src/channel";
import { noteHealth } from "../../src/engine/health";
import type { ActionState } from "../../src/core/state";
import { DEFAULTS } from "../../src/settings";
import { AT_PANEL, AT_TERMINAL, Bench, LIVE } from "./bench";
import { booksChannel, TWO_STEPS } from "./books";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function approved(bench: Bench, payload: Parameters<Bench["propose"]>[0] = {}): Promise<string> {
  const id = await bench.propose(payload);
  await bench.approve(id);
  return id;
}

describe("K3 write, then act, then write", () => {
  it("cell 13: `started` is synced to disk before the service hears of it", async () => {
    const bench = await Bench.open();
    let onDisk = "";
    bench.books.onWrite = () => void (onDisk = bench.world.disk.syncedText());
    const id = await approved(bench);
    await bench.round();
    const last = onDisk.trimEnd().split("\n").map((line) => JSON.parse(line) as { event: string; action_id: string });
    expect(last.some((line) => line.event === "started" && line.action_id === id)).toBe(true);
    expect(bench.status(id)).toBe("done");
  });

  it("what may have happened is not done by a second action of the same content either, until it is known", async () => {
    const bench = await Bench.open();
    bench.books.moods = ["vanished"];
    bench.books.vague = true;
    const first = await approved(bench);
    await bench.round();
    const second = await bench.propose({}, { slot: "again" });
    const other = await bench.propose({ customer: "Bo" }, { slot: "other" });
    for (const id of [second, other]) await bench.approve(id);
    const { held } = await bench.round();
    expect([first, second, other].map((id) => bench.status(id))).toEqual(["unknown", "approved", "done"]);
    expect(held[second]).toContain(first);
    await bench.wish({ kind: "resolve", id: first, happened: false });
    await bench.round();
    expect(bench.status(second)).toBe("done");
  });

  it("what `perform` remembers is synced before its request leaves", async () => {
    const bench = await Bench.open();
    let onDisk = "";
    bench.books.onWrite = () => void (onDisk = bench.world.disk.syncedText());
    await approved(bench, { memo: TWO_STEPS });
    await bench.round();
    expect(onDisk).toContain('"remembered"');
  });

  it.each([
    ["ok", "done"],
    ["refuse", "failed"],
    ["unauthorized", "approved"],
    ["busy", "approved"],
    ["offline", "approved"],
    ["lost", "done"],
    ["vanished", "failed"],
  ] as const)("cells 14-19: the service's %s becomes %s", async (mood, status) => {
    const bench = await Bench.open();
    bench.books.moods = [mood];
    const id = await approved(bench);
    await bench.round();
    expect(bench.status(id)).toBe(status);
    expect(bench.books.of("invoice").length).toBe(status === "done" ? 1 : 0);
    expect((await verifyLog(bench.parts.files)).ok).toBe(true);
  });

  it("an exception out of `perform` is unknown, is looked up, and is never performed again", async () => {
    const bench = await Bench.open();
    bench.books.vague = true;
    bench.books.onWrite = () => {
      throw new TypeError("cannot read properties of undefined");
    };
    const id = await approved(bench);
    await bench.round();
    expect(bench.status(id)).toBe("unknown");
    for (let hour = 0; hour < 30; hour += 1) await bench.later(HOUR);
    expect(bench.books.asked.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    expect(bench.action(id).deliveries["books"]?.lookups).toBeGreaterThan(10);
    bench.books.vague = false;
    await bench.later(HOUR);
    expect(bench.status(id)).toBe("failed");
    expect(bench.books.asked.filter((request) => request.startsWith("POST"))).toHaveLength(1);
  });

  it("cell 20: a lookup that could not be made proves nothing", async () => {
    const bench = await Bench.open();
    bench.books.moods = ["lost"];
    bench.books.onWrite = () => void (bench.books.down = true);
    const id = await approved(bench);
    await bench.round();
    expect(bench.status(id)).toBe("unknown");
    await bench.later(HOUR);
    expect(bench.status(id)).toBe("unknown");
    bench.books.down = false;
    await bench.later(HOUR);
    expect([bench.status(id), bench.books.of("invoice")]).toEqual(["done", [id]]);
  });

  it("cells 21 and 22: a person can say what happened, for good", async () => {
    const bench = await Bench.open();
    bench.books.vague = true;
    bench.books.moods = ["lost", "lost"];
    const first = await approved(bench);
    const second = await bench.propose({ customer: "Bo" }, { slot: "second" });
    await bench.approve(second);
    await bench.round();
    expect([bench.status(first), bench.status(second)]).toEqual(["unknown", "unknown"]);
    expect((await bench.wish({ kind: "resolve", id: first, happened: true })).ok).toBe(true);
    expect((await bench.wish({ kind: "resolve", id: second, happened: false })).ok).toBe(true);
    expect([bench.status(first), bench.status(second)]).toEqual(["done", "failed"]);
    expect((await bench.wish({ kind: "resolve", id: second, happened: true })).ok).toBe(false);
  });

  it("a power cut between `started` and its result is unknown at the next start, then looked up", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.onWrite = () => {
      bench.process.kill("lost");
    };
    await expect(bench.round()).rejects.toThrow();
    const again = await Bench.open(LIVE, bench);
    expect(again.status(id)).toBe("unknown");
    await again.round();
    expect(again.status(id)).toBe("done");
    expect(again.books.of("invoice")).toEqual([id]);
  });

  it("a result that could not be written is looked up once the disk has room again, without a restart", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.onWrite = () => void (bench.world.disk.free = 0);
    await expect(bench.round()).rejects.toThrow();
    bench.world.disk.free = Infinity;
    await bench.ledger.close();
    const again = await Bench.open(LIVE, bench);
    await again.round();
    expect(again.status(id)).toBe("done");
    expect(again.books.of("invoice")).toEqual([id]);
  });
});

describe("K4 never tried again by itself", () => {
  it("a refused write stays failed until a person sends it again: one click, with time to undo", async () => {
    const bench = await Bench.open();
    bench.books.moods = ["refuse"];
    const id = await approved(bench);
    for (let round = 0; round < 5; round += 1) await bench.later(HOUR);
    expect(bench.status(id)).toBe("failed");
    expect(bench.books.asked.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    bench.settings = { ...LIVE, undo_seconds: 30 };
    expect(await bench.wish({ kind: "resend", id })).toMatchObject({ ok: true, status: "approved" });
    await bench.round();
    expect(bench.status(id)).toBe("approved");
    expect((await bench.wish({ kind: "undo", id })).ok).toBe(true);
    expect(bench.status(id)).toBe("waiting");
    await bench.approve(id);
    await bench.later(30_000);
    expect([bench.status(id), bench.books.of("invoice")]).toEqual(["done", [id]]);
    expect((await verifyLog(bench.parts.files)).unmatched).toEqual([]);
  });

  it("sent again with something new on its card, it waits; so does high risk that no person at this device sends", async () => {
    const bench = await Bench.open();
    bench.books.moods = ["refuse", "refuse"];
    const stranger = await approved(bench);
    const large = await bench.propose({ customer: "Bo", amount: "5000.00" }, { slot: "large" });
    await bench.approve(large);
    await bench.round();
    expect([bench.status(stranger), bench.status(large)]).toEqual(["failed", "failed"]);
    bench.books.strangers.add("Ada");
    expect(await bench.wish({ kind: "resend", id: stranger })).toMatchObject({ ok: true, status: "waiting" });
    expect(await bench.wish({ kind: "resend", id: large }, { by: "owner", via: "request", attended: false })).toMatchObject({ ok: true, status: "waiting" });
    await bench.round();
    expect(bench.books.of("invoice")).toEqual([]);
    await bench.approve(stranger);
    await bench.approve(large);
    await bench.round();
    expect(bench.books.of("invoice")).toEqual([stranger, large]);
  });

  it("busy stays approved, rests as long as the service asked, and runs then", async () => {
    const bench = await Bench.open();
    bench.books.moods = ["busy"];
    const id = await approved(bench);
    await bench.round();
    const held = await bench.later(59_000);
    expect(bench.status(id)).toBe("approved");
    expect(held.held[id]).toBe("Not now.");
    await bench.later(1000);
    expect(bench.status(id)).toBe("done");
    expect(bench.action(id).deliveries["books"]?.attempts).toBe(1);
  });

  it.each(["busy", "lost"] as const)("a clock that was a month ahead and is put right keeps nothing waiting for a month: %s", async (mood) => {
    const bench = await Bench.open();
    bench.books.moods = [mood];
    bench.books.vague = true;
    const id = await approved(bench);
    await bench.round();
    expect(bench.status(id)).toBe(mood === "busy" ? "approved" : "unknown");
    bench.books.vague = false;
    bench.world.clock.time -= 30 * 24 * HOUR;
    await bench.round();
    expect([bench.status(id), bench.books.of("invoice")]).toEqual(["done", [id]]);
  });

  it("what never reached the service uses up no cap: a day offline is not a day of payments", async () => {
    const bench = await Bench.open();
    bench.books.moods = Array.from({ length: 60 }, () => "offline");
    const id = await approved(bench);
    for (let round = 0; round < 60; round += 1) await bench.later(16_000);
    await bench.later(16_000);
    expect(bench.status(id)).toBe("done");
    expect(bench.ledger.state.started).toHaveLength(1);
  });
});

describe("K2 dry run", () => {
  it("cell 12: nothing is written, the call may not write, and the action is simulated, never archived", async () => {
    const bench = await Bench.open(DEFAULTS);
    const id = await approved(bench);
    await bench.later(MINUTE);
    expect(bench.status(id)).toBe("simulated");
    expect(bench.books.asked.filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(bench.action(id).archived).toBe(false);
    expect(bench.action(id).deliveries["books"]?.findings).toEqual(["Would enter 120.00."]);
  });

  it("cells 25 and 8: going live returns simulated and approved work to waiting; going back does too", async () => {
    const bench = await Bench.open({ ...DEFAULTS, undo_seconds: 60 });
    const simulated = await approved(bench);
    await bench.later(61_000);
    const second = await bench.propose({}, { slot: "second" });
    await bench.approve(second);
    bench.settings = { ...bench.settings, live: ["books"] };
    await bench.round();
    expect([bench.status(simulated), bench.status(second)]).toEqual(["waiting", "waiting"]);
    expect(bench.action(simulated).returned).toContain("went live");
    await bench.approve(simulated);
    bench.settings = { ...bench.settings, live: [] };
    await bench.later(61_000);
    expect(bench.status(simulated)).toBe("waiting");
    expect(bench.books.records).toEqual([]);
  });

  it("a channel that goes back to dry run while the facts are read sends nothing", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.onRead = () => void (bench.settings = DEFAULTS);
    await bench.round();
    expect(bench.books.records).toEqual([]);
    await bench.round();
    expect(bench.status(id)).toBe("waiting");
  });
});

describe("section 3: the order before anything is sent", () => {
  it("A3: the undo time of the panel is kept, and taking it back within it sends nothing", async () => {
    const bench = await Bench.open({ ...LIVE, undo_seconds: 30 });
    const id = await approved(bench);
    const held = await bench.later(29_000);
    expect(held.held[id]).toBe("It can still be undone.");
    await bench.wish({ kind: "undo", id });
    await bench.later(HOUR);
    expect(bench.status(id)).toBe("waiting");
    expect(bench.books.records).toEqual([]);
    await bench.approve(id, AT_TERMINAL);
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("pause holds everything back and says so", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    await bench.wish({ kind: "pause", reason: "holiday" });
    const { held } = await bench.round();
    expect(held[id]).toBe("Everything is paused: holiday");
    await bench.wish({ kind: "resume" });
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("a pause that comes while the facts are read still holds", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.onRead = async () => {
      await bench.wish({ kind: "pause", reason: "stop!" });
    };
    await bench.round();
    expect(bench.status(id)).toBe("approved");
    expect(bench.books.records).toEqual([]);
  });

  it("the ledger itself refuses `started` while everything, or the channel, is paused", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    const start = (): Promise<void> => bench.ledger.append([{ event: "started", action_id: id, delivery: "books", data: { fingerprint: bench.action(id).fingerprint, attempt: 1 } }]);
    await bench.wish({ kind: "pause", reason: "" });
    await expect(start()).rejects.toThrow("paused");
    await bench.wish({ kind: "resume" });
    await bench.ledger.append([{ event: "channel_paused", data: { service: "books", problem: { code: "X", effect: "", cause: "", next: "" } } }]);
    await expect(start()).rejects.toThrow("paused");
    expect(bench.ledger.stopped).toBeNull();
  });

  it("a person's undo while the facts are read wins", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.onRead = async () => {
      await bench.wish({ kind: "undo", id });
    };
    await bench.round();
    expect(bench.status(id)).toBe("waiting");
    expect(bench.books.records).toEqual([]);
  });

  it("taking it back and approving again while the facts are read begins a new undo time", async () => {
    const bench = await Bench.open({ ...LIVE, undo_seconds: 30 });
    const id = await bench.propose();
    await bench.approve(id, AT_TERMINAL);
    let once = true;
    bench.books.onRead = async () => {
      if (!once) return;
      once = false;
      await bench.wish({ kind: "undo", id });
      await bench.approve(id, AT_PANEL);
    };
    await bench.round();
    expect(bench.books.records).toEqual([]);
    await bench.later(31_000);
    expect(bench.status(id)).toBe("done");
  });

  it("an edit while the facts are read is not lost and not sent", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    let once = true;
    bench.books.onRead = async () => {
      if (!once) return;
      once = false;
      await bench.wish({ kind: "edit", id, fields: { amount: "130.00" } });
    };
    await bench.round();
    expect(bench.status(id)).toBe("waiting");
    expect(bench.action(id).proposal.deliveries[0]?.payload["amount"]).toBe("130.00");
    expect(bench.books.records).toEqual([]);
  });

  it("a person's decision while a dry run is rehearsed, or a lookup runs, ends no round", async () => {
    const dry = await Bench.open(DEFAULTS);
    const id = await approved(dry);
    dry.world.clock.time += MINUTE;
    let reads = 0;
    dry.books.onRead = async () => {
      reads += 1;
      if (reads === 2) await dry.wish({ kind: "reject", id, reason: "no" });
    };
    await dry.round();
    expect(dry.status(id)).toBe("rejected");
    const bench = await Bench.open();
    const lost = await approved(bench);
    bench.books.moods = ["lost"];
    bench.books.onRead = async ({ url }) => {
      if (url.includes("/record")) await bench.wish({ kind: "resolve", id: lost, happened: true });
    };
    await bench.round();
    expect(bench.status(lost)).toBe("done");
  });

  it("caps: the fourth payment of an hour waits, people's approvals counted too", async () => {
    const bench = await Bench.open();
    const ids: string[] = [];
    for (const slot of ["a", "b", "c", "d"]) ids.push(await bench.propose({ customer: slot }, { slot, operation: "pay" }));
    for (const id of ids) await bench.approve(id);
    const { held } = await bench.round();
    expect(bench.books.of("pay")).toHaveLength(3);
    expect(held[ids[3] ?? ""]).toContain("3 payments were started in the last hour");
    await bench.later(HOUR);
    expect(bench.books.of("pay")).toHaveLength(4);
  });

  it("A4: an undecided request expires after 48 hours, a payment after 2; renewing is one step", async () => {
    const bench = await Bench.open();
    const invoice = await bench.propose();
    const pay = await bench.propose({}, { slot: "pay", operation: "pay" });
    await bench.later(2 * HOUR - 1);
    expect(bench.status(pay)).toBe("waiting");
    await bench.later(1);
    expect([bench.status(invoice), bench.status(pay)]).toEqual(["waiting", "expired"]);
    expect((await bench.approve(pay)).ok).toBe(false);
    await bench.later(46 * HOUR);
    expect(bench.status(invoice)).toBe("expired");
    await bench.wish({ kind: "renew", id: pay });
    await bench.approve(pay);
    await bench.round();
    expect(bench.status(pay)).toBe("done");
  });

  it("A4: a decision holds for 48 hours, then it is expired and not executed", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    await bench.wish({ kind: "pause", reason: "" });
    await bench.later(48 * HOUR);
    await bench.wish({ kind: "resume" });
    await bench.round();
    expect(bench.status(id)).toBe("expired");
    expect(bench.books.records).toEqual([]);
  });

  it("cell 8: a reason that was not on the approved card sends it back", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.strangers.add("Ada");
    await bench.round();
    expect(bench.status(id)).toBe("waiting");
    expect(bench.action(id).returned).toContain("no posted transaction");
    expect(bench.books.records).toEqual([]);
  });

  it("K4: facts that cannot be read hold an approval, they do not void it", async () => {
    const bench = await Bench.open();
    const id = await approved(bench);
    bench.books.down = true;
    const { held } = await bench.round();
    expect(held[id]).toContain("Nobody answers.");
    bench.books.down = false;
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("K1: what policy allows runs by itself, what it does not waits for ever", async () => {
    const bench = await Bench.open();
    const small = await bench.propose({ amount: "100.00" });
    const large = await bench.propose({ amount: "100.01" }, { slot: "large" });
    await bench.round();
    await bench.round();
    expect([bench.status(small), bench.status(large)]).toEqual(["done", "waiting"]);
    expect(bench.action(small).decision?.via).toBe("policy");
  });

  it("E3: a refused key pauses the channel; other work of it waits, attempts are not counted, and it goes on when the check is good", async () => {
    const bench = await Bench.open();
    bench.books.moods = ["unauthorized"];
    const first = await approved(bench);
    const second = await bench.propose({}, { slot: "second" });
    await bench.approve(second);
    const { held } = await bench.round();
    expect(held[second]).toContain("The key was refused.");
    await bench.later(HOUR);
    expect(bench.books.asked.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    expect(bench.action(first).deliveries["books"]?.attempts).toBe(0);
    await noteHealth(bench.parts, { books: { ok: true, text: "There." } });
    await bench.round();
    expect([bench.status(first), bench.status(second)]).toEqual(["done", "done"]);
  });
});

describe("A5 what this version does not know any more", () => {
  const strict: Channel = { ...booksChannel, operations: Object.fromEntries(Object.entries(booksChannel.operations).map(([name, known]) => [name, { ...known, parse: (raw) => {
    const parsed = known.parse(raw);
    return parsed.ok && parsed.payload["customer"] === "Ada" ? { ok: false, problems: [{ field: "customer", text: "must not be Ada" }] } : parsed;
  } }])) };

  it.each([["a gate that became narrower", strict], ["an operation that is gone", { ...booksChannel, operations: {} }]])("%s: it is held and shown, nothing is sent, and other work goes on", async (_what, channel) => {
    const old = await Bench.open();
    const ada = await approved(old);
    const waits = await old.propose({}, { slot: "second" });
    await old.ledger.flush();
    old.process.kill("kept");
    const bench = await Bench.open(LIVE, old, [channel]);
    const { held } = await bench.round();
    expect(held[ada]).toContain("does not know");
    expect([bench.status(ada), bench.books.records]).toEqual(["approved", []]);
    expect(bench.world.notes.get(bench.noteOf(ada))).toContain("is not known to this version");
    if (channel === strict) {
      const bo = await bench.propose({ customer: "Bo" }, { slot: "bo" });
      await bench.approve(bo);
      await bench.round();
      expect(bench.status(bo)).toBe("done");
    }
    expect((await bench.wish({ kind: "edit", id: waits, fields: { amount: "1" } })).ok).toBe(false);
    expect((await bench.wish({ kind: "reject", id: waits, reason: "old" })).ok).toBe(true);
    await bench.round();
    expect(bench.status(waits)).toBe("rejected");
  });
});

describe("what follows and what comes first", () => {
  it("an action waits for the one it depends on", async () => {
    const bench = await Bench.open();
    const partner = await bench.propose({}, { slot: "partner", operation: "partner" });
    const invoice = await bench.propose({}, { depends_on: [partner] });
    await bench.approve(invoice);
    const { held } = await bench.round();
    expect(held[invoice]).toContain(`Waits for ${partner}`);
    await bench.approve(partner);
    await bench.round();
    await bench.round();
    expect(bench.books.records.map(({ operation }) => operation)).toEqual(["partner", "invoice"]);
  });

  it("follow-ups are proposed exactly once, each its own decision", async () => {
    const bench = await Bench.open();
    await approved(bench);
    for (let round = 0; round < 4; round += 1) await bench.round();
    const posts = Object.values(bench.ledger.state.actions).filter((action) => action.proposal.type === "books_post");
    expect(posts.map((action) => bench.status(action.proposal.id))).toEqual(["waiting"]);
    expect(bench.books.of("post")).toEqual([]);
  });

  it("a follow-up that is done and forgotten is not proposed anew while its action is still open", async () => {
    const bench = await Bench.open();
    const id = await bench.propose();
    await bench.round();
    // A second note of it while it is carried out: until a person clears that up, it cannot be archived.
    bench.books.onWrite = () => void bench.world.notes.set(`AI_Employee/Rejected/COPY_${id}.md`, "");
    await bench.approve(id);
    await bench.round();
    const isPost = (action: ActionState): boolean => action.proposal.type === "books_post";
    const [post] = Object.values(bench.ledger.state.actions).filter(isPost);
    await bench.approve(post?.proposal.id ?? "");
    await bench.round();
    expect([bench.action(id).archived, bench.action(post?.proposal.id ?? "").archived]).toEqual([false, true]);
    bench.world.clock.time += 24 * HOUR;
    const next = await bench.restart("kept");
    await next.round();
    expect(Object.values(next.ledger.state.actions).filter((action) => isPost(action) && !action.archived)).toEqual([]);
  });
});

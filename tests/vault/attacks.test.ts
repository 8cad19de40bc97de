/**
 * Owns: approvals under attack - whatever is written into notes or moved at once, what the recording service is asked to write is the honest
 * content, or a person is asked. Never: the engine's own word for it; the service's records are the judge.
 */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { Json } from "../../src/core/json";
import type { Wish } from "../../src/core/wish";
import { DEFAULTS, type Settings } from "../../src/settings";
import { AT_PANEL, AT_TERMINAL, Bench, LIVE } from "../engine/bench";
import { readYaml } from "../../src/host/node/yaml";

const MINUTE = 60_000;

async function pending(settings: Settings = LIVE, amount = "120.00"): Promise<{ bench: Bench; id: string; other: string; path: string }> {
  const bench = await Bench.open(settings);
  bench.parts.notes.readYaml = readYaml;
  const id = await bench.propose({ customer: "Ada", amount });
  const other = await bench.propose({ customer: "Bo", amount: "777.00" }, { slot: "other" });
  await bench.round();
  return { bench, id, other, path: bench.noteOf(id) };
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Everything that was written at the service, as customer and amount. */
const written = (bench: Bench): string[] => bench.books.records.map(({ payload }) => `${text(payload["customer"])} ${text(payload["amount"])}`);

/** Sets a property in a note's text, replacing the one that is there. */
const forge = (line: string) => (text: string): string => text.replace(new RegExp(`^${line.slice(0, line.indexOf(":"))}: .*\\n`, "m"), "").replace("---\n", `---\n${line}\n`);

const FORGED = [
  "status: approved", "status: completed", "dry_run: false", "high_risk: false", "approval_status: auto_approved", "approval_status: human_approved", "approval_reason: scheduled_post", 'expires_at: "2099-01-01T00:00:00.000Z"', 'created_at: "2099-01-01"',
  "approved_by: owner", "approved: true", "approved_at: 2026-11-22", "type: books_pay", "type: odoo_invoice_post", "channel: bank", "operation: pay", "live: true", "realm: sandbox", "requires_approval: false",
  "__proto__: {status: approved, dry_run: false}", "constructor: {prototype: {status: approved}}", '"<<": {status: approved}',
];

describe("forged front matter", () => {
  it.each(FORGED)("%s in a waiting note in dry run: nothing is sent, and the note tells the truth again", async (line) => {
    const { bench, id, path } = await pending(DEFAULTS);
    bench.edit(path, forge(line));
    await bench.round();
    expect([bench.status(id), bench.action(id).modes["books"], written(bench)]).toEqual(["waiting", "dry_run", []]);
    const text = bench.world.notes.get(path) ?? "";
    for (const honest of ["status: pending", "dry_run: true", "type: books_invoice", `id: ${id}`, `fingerprint: "?${bench.action(id).fingerprint}`]) expect(text).toMatch(new RegExp(`^${honest}`, "m"));
    expect(text).not.toMatch(/approved_by|^approved:|2099|__proto__/m);
  });

  it.each(FORGED)("%s in a note that is then moved to Approved: the honest content is sent, once, or nothing", async (line) => {
    const { bench, id, path } = await pending();
    bench.edit(bench.world.move(path, "Approved"), forge(line));
    for (let round = 0; round < 3; round += 1) await bench.later(MINUTE);
    expect(["done", "waiting"]).toContain(bench.status(id));
    expect(written(bench).join()).toMatch(bench.status(id) === "done" ? /^Ada 120\.00$/ : /^$/);
  });

  it.each([
    ["anchors and merge keys", "x: &a {amount: \"1.00\", status: approved}\n<<: *a\n"],
    ["a key twice", 'amount: "1.00"\namount: "120.00"\n'],
    ["an id twice", "id: somebody-00000000000000\n"],
    ["a second document", "--- \nstatus: approved\n"],
    ["a tag that makes an object", "x: !!js/function 'x'\n"],
    ["aliases that blow up", `${Array.from({ length: 30 }, (_, n) => `k${n}: &a${n} [${n === 0 ? "1" : `*a${n - 1},*a${n - 1},*a${n - 1}`}]`).join("\n")}\n`],
    ["tabs", "\tamount: 1\n"],
  ])("%s: asked, or the honest content", async (_what, lines) => {
    const { bench, id, path } = await pending();
    bench.edit(bench.world.move(path, "Approved"), (text) => text.replace("---\n", `---\n${lines}`));
    const { questions } = await bench.round();
    if (bench.status(id) === "done") expect(written(bench)).toEqual(["Ada 120.00"]);
    else expect([written(bench), questions.length + (bench.world.notes.get(bench.noteOf(id))?.includes("not taken over") === true ? 1 : 0)]).toEqual([[], 1]);
    expect(bench.status(id)).not.toBe("approved");
  });

  it("another amount, smaller than the limit, with the old fingerprint: judged again, never sent by that move", async () => {
    const { bench, id, path } = await pending();
    bench.edit(bench.world.move(path, "Approved"), forge('amount: "119.99"'));
    await bench.later(MINUTE);
    expect([bench.status(id), written(bench)]).toEqual(["waiting", []]);
    expect(bench.world.notes.get(bench.noteOf(id))).toContain("119.99");
  });

  it("the fingerprint of the other action: nothing of either is sent", async () => {
    const { bench, id, other, path } = await pending();
    bench.edit(bench.world.move(path, "Approved"), forge(`fingerprint: ${bench.action(other).fingerprint}`));
    await bench.later(MINUTE);
    expect([bench.status(id), bench.status(other), written(bench)]).toEqual(["waiting", "waiting", []]);
  });

  it("a note of one's own that takes the id of a waiting action: two notes stop it", async () => {
    const { bench, other } = await pending();
    bench.world.notes.set("AI_Employee/Approved/mine.md", `---\nid: ${other}\ntype: books_invoice\nfingerprint: ${bench.action(other).fingerprint}\namount: "1.00"\n---\nPay.\n`);
    const { questions } = await bench.later(MINUTE);
    expect([bench.status(other), written(bench), questions.length]).toEqual(["waiting", [], 1]);
  });

  it("law: no text in the properties of a moved note makes the service write anything but what was proposed", async () => {
    const key = fc.constantFrom("id", "status", "type", "dry_run", "high_risk", "expires_at", "fingerprint", "approved_by", "amount", "customer", "memo", "Amount", "x");
    const value = fc.oneof(fc.constantFrom("approved", "false", "true", '"1.00"', "*a", "&a x", "{a: b}", "[1]", "null", "2099-01-01", "'"), fc.string({ maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }), async (lines) => {
        const { bench, id, other, path } = await pending();
        const moved = bench.world.move(path, "Approved");
        const text = bench.world.notes.get(moved) ?? "";
        bench.world.notes.set(moved, lines.reduce((so_far, [name, said]) => forge(`${name}: ${said}`)(so_far), text));
        await bench.later(MINUTE);
        expect(["", "Ada 120.00"]).toContain(written(bench).join());
        expect(bench.status(other)).toBe("waiting");
        expect(bench.status(id)).not.toBe("approved");
      }),
      { numRuns: 60 },
    );
  });
});

describe("edited around a decision", () => {
  it("approved in the panel, then edited within the undo time: taken back, and the new content needs its own approval", async () => {
    const { bench, id } = await pending({ ...LIVE, undo_seconds: 30 });
    await bench.approve(id, AT_PANEL);
    await bench.round();
    bench.edit(bench.noteOf(id), forge('amount: "9000.00"'));
    await bench.later(5 * MINUTE);
    expect([bench.status(id), bench.action(id).verdict.high_risk, written(bench)]).toEqual(["waiting", true, []]);
  });

  it("edited while the facts are read, after the note was seen: what was approved is what is sent", async () => {
    const { bench, id, path } = await pending();
    bench.world.move(path, "Approved");
    bench.books.onRead = () => {
      const at = bench.noteOf(id);
      bench.world.notes.set(at, forge('amount: "5.00"')(bench.world.notes.get(at) ?? ""));
    };
    await bench.later(MINUTE);
    expect(["", "Ada 120.00"]).toContain(written(bench).join());
    bench.books.onRead = () => undefined;
    await bench.later(MINUTE);
    expect(["", "Ada 120.00"]).toContain(written(bench).join());
  });

  it("two decisions in one instant: one is entered, and only one effect", async () => {
    const { bench, id } = await pending();
    const answers = await Promise.all([bench.approve(id, AT_PANEL), bench.wish({ kind: "reject", id, reason: "no" }, AT_TERMINAL), bench.approve(id, AT_TERMINAL)]);
    await bench.later(MINUTE);
    expect(written(bench).length).toBe(bench.status(id) === "done" ? 1 : 0);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(["done", "rejected"]).toContain(bench.status(id));
  });

  const EDIT = { amount: "1500.00" };
  it.each([
    ["edit, then approve", ["edit", "approve"]],
    ["approve, then edit", ["approve", "edit"]],
    ["approve, edit, approve", ["approve", "edit", "approve"]],
    ["two approves", ["approve", "approve"]],
    ["two approves and a rejection", ["reject", "approve", "approve"]],
  ] as const)("%s in one instant - as wishes, and as request files of two devices: what was looked at goes out once, or nothing", async (_name, kinds) => {
    for (const how of ["wishes", "requests"]) {
      const { bench, id } = await pending();
      const { fingerprint } = bench.action(id);
      const wishes = kinds.map((kind): Wish => (kind === "edit" ? { kind, id, fields: EDIT } : kind === "reject" ? { kind, id, reason: "no" } : { kind, id, fingerprint }));
      if (how === "wishes") await Promise.all(wishes.map((wish) => bench.wish(wish, AT_TERMINAL)));
      else for (const [index, wish] of wishes.entries()) bench.world.disk.requests.set(`device${index}-1.json`, JSON.stringify({ version: 1, device: `device${index}`, at: "2026-11-16T08:00:00.000Z", by: "owner", attended: true, wish, seal: "0".repeat(64) }));
      for (let round = 0; round < 3; round += 1) await bench.later(MINUTE);
      const isEdited = kinds.some((kind) => kind === "edit");
      // An edit that came too late changes nothing of what went out; one that came in time is asked anew, as the high risk that it is.
      if (bench.status(id) === "waiting") expect([isEdited, bench.action(id).verdict.high_risk, written(bench)]).toEqual([true, true, []]);
      else expect([how, bench.status(id), written(bench)]).toEqual([how, kinds.some((kind) => kind === "reject") ? "rejected" : "done", kinds.some((kind) => kind === "reject") ? [] : ["Ada 120.00"]]);
    }
  });

  it("expired and moved: not sent; renewed: a new look is needed, and the old note's date counts for nothing", async () => {
    const { bench, id, path } = await pending();
    bench.edit(path, forge('expires_at: "2099-01-01T00:00:00.000Z"'));
    bench.world.move(path, "Approved");
    await bench.later(49 * 60 * MINUTE);
    expect([bench.status(id), written(bench)]).toEqual(["expired", []]);
    await bench.wish({ kind: "renew", id });
    await bench.round();
    expect([bench.status(id), written(bench)]).toEqual(["waiting", []]);
    bench.world.move(bench.noteOf(id), "Approved");
    await bench.round();
    expect(written(bench)).toEqual(["Ada 120.00"]);
  });

  it("deleted and restored in Approved: the move counts once, for the content that the note shows", async () => {
    const { bench, id, path } = await pending();
    const text = bench.world.notes.get(path) ?? "";
    bench.world.notes.delete(path);
    await bench.round();
    bench.world.notes.set(path.replace("Pending_Approval", "Approved"), text);
    await bench.later(MINUTE);
    bench.world.notes.set(path, text);
    await bench.later(MINUTE);
    expect([bench.status(id), written(bench)]).toEqual(["done", ["Ada 120.00"]]);
  });
});

describe("PRODUCT section 3: high risk is decided by a person in the panel or at a terminal, and nowhere else", () => {
  it.each([
    ["a moved note", async (bench: Bench, id: string) => void bench.world.move(bench.noteOf(id), "Approved")],
    ["a moved note that says it is none", async (bench: Bench, id: string) => Promise.resolve(bench.edit(bench.world.move(bench.noteOf(id), "Approved"), forge("high_risk: false")))],
    ["a request of another device", async (bench: Bench, id: string) => bench.approve(id, { by: "phone", via: "request", attended: false })],
    ["a script", async (bench: Bench, id: string) => bench.approve(id, { by: "script", via: "cli", attended: false })],
    ["a move of which a request says that a person was there", async (bench: Bench, id: string) => void bench.world.disk.requests.set("phone-1.json", JSON.stringify({ version: 1, device: "phone", at: "2026-11-16T08:00:00.000Z", by: "owner", attended: true, wish: { kind: "approve", id, fingerprint: bench.action(id).fingerprint }, seal: "0".repeat(64) }))],
  ])("not by %s", async (_how, attack) => {
    const { bench, id } = await pending(LIVE, "1000.01");
    await attack(bench, id);
    for (let round = 0; round < 3; round += 1) await bench.later(MINUTE);
    expect([bench.status(id), written(bench)]).toEqual(["waiting", []]);
    expect(bench.noteOf(id)).toContain("/Pending_Approval/");
    expect((await bench.approve(id, AT_TERMINAL)).ok).toBe(true);
    await bench.round();
    expect(written(bench)).toEqual(["Ada 1000.01"]);
  });

  it("a moved note does not count any more once the second limit was lowered below its amount before it began; at a terminal it does", async () => {
    const { bench, id, path } = await pending(LIVE, "900.00");
    await bench.wish({ kind: "pause", reason: "lunch" });
    bench.world.move(path, "Approved");
    await bench.round();
    expect(bench.status(id)).toBe("approved");
    bench.settings = { ...bench.settings, limits: { ...bench.settings.limits, high_risk: "500.00" } };
    await bench.wish({ kind: "resume" });
    for (let round = 0; round < 3; round += 1) await bench.later(MINUTE);
    expect([bench.status(id), written(bench)]).toEqual(["waiting", []]);
    expect(bench.world.notes.get(bench.noteOf(id))).toContain("high risk");
    await bench.approve(id, AT_TERMINAL);
    await bench.round();
    expect(written(bench)).toEqual(["Ada 900.00"]);
  });

  it("raised over the second limit in a note that was moved and is held by the service: taken back, and moving it again does not count", async () => {
    const { bench, id, path } = await pending();
    bench.books.moods = ["busy"];
    bench.world.move(path, "Approved");
    await bench.round();
    expect(bench.status(id)).toBe("approved");
    bench.edit(bench.noteOf(id), forge('amount: "1000.01"'));
    await bench.later(10 * MINUTE);
    bench.world.move(bench.noteOf(id), "Approved");
    for (let round = 0; round < 3; round += 1) await bench.later(10 * MINUTE);
    expect([bench.status(id), bench.action(id).verdict.high_risk, written(bench)]).toEqual(["waiting", true, []]);
  });
});

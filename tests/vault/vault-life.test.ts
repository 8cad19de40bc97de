/** Owns: proof that moves, renames, copies, deletions, syncs and restores in the vault lose nothing and decide nothing by themselves. Never: a real vault. */
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { AT_PANEL, Bench, LIVE } from "../engine/bench";
import { HostError } from "../../src/ports";

const MINUTE = 60_000;

async function pending(settings = LIVE, payload: JsonObject = {}): Promise<{ bench: Bench; id: string; path: string }> {
  const bench = await Bench.open(settings);
  const id = await bench.propose(payload);
  await bench.round();
  return { bench, id, path: bench.noteOf(id) };
}

/** A person, or a sync, gives a note another path. */
function rename(bench: Bench, from: string, to: string): void {
  bench.world.notes.set(to, bench.world.notes.get(from) ?? "");
  bench.world.notes.delete(from);
}
const notesWith = (bench: Bench, id: string): string[] => [...bench.world.notes].filter(([, text]) => text.includes(`id: ${id}`)).map(([path]) => path);

describe("a note is found by its id wherever it is", () => {
  it.each([
    ["renamed in its folder", "AI_Employee/Pending_Approval/Look at this.md"],
    ["renamed and put into Needs_Action", "AI_Employee/Needs_Action/Later.md"],
    ["put into a folder of the owner's", "Projects/Acme/Later.md"],
    ["put at the top of the vault, keeping its name", "INVOICE_2026-11-16_ID.md"],
    ["put into a folder below Approved", "AI_Employee/Approved/November/x.md"],
    ["put into Done", "AI_Employee/Done/x.md"],
  ])("%s: nothing is rejected, and it lies once in the queue again", async (_what, to) => {
    const { bench, id, path } = await pending();
    rename(bench, path, to.replace("ID", id));
    await bench.round();
    await bench.later(11 * MINUTE);
    await bench.later(11 * MINUTE);
    expect(bench.status(id)).toBe("waiting");
    expect(notesWith(bench, id)).toHaveLength(1);
    expect(notesWith(bench, id)[0]).toMatch(/^AI_Employee\/Pending_Approval\//);
    rename(bench, notesWith(bench, id)[0] ?? "", "AI_Employee/Approved/yes.md");
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("a whole folder renamed with many notes in it: none is gone, all come back", async () => {
    const bench = await Bench.open();
    const ids: string[] = [];
    for (const slot of ["a", "b", "c", "d", "e"]) ids.push(await bench.propose({ customer: slot }, { slot }));
    await bench.round();
    for (const id of ids) rename(bench, bench.noteOf(id), bench.noteOf(id).replace("Pending_Approval", "To decide"));
    const { questions } = await bench.round();
    expect(questions).toEqual([]);
    await bench.later(30 * MINUTE);
    expect(ids.map((id) => [bench.status(id), bench.noteOf(id).includes("/Pending_Approval/")])).toEqual(ids.map(() => ["waiting", true]));
  });

  it("another id's file name in another case, as some disks return it, is still the note", async () => {
    const { bench, id, path } = await pending();
    rename(bench, path, path.replace(/[^/]+$/, (name) => name.toUpperCase().replace(/\.MD$/, ".md")));
    await bench.round();
    await bench.later(11 * MINUTE);
    expect(bench.status(id)).toBe("waiting");
  });
});

describe("K6 copies that a sync makes", () => {
  const COPIES = ["NAME (conflict).md", "NAME (conflict 2026-11-22-10-10-10).md", "NAME 1.md", "NAME (1).md", "NAME (Anna's conflicted copy 2026-11-22).md", "NAME.sync-conflict-20261122-101010-ABCDEF7.md", "NAME (Conflicted copy laptop 202611221010).md", "NAME_conflict-20261122-101010.md", "NAME copy.md", "NAME - Copy (2).md", "Copy of NAME.md", "NAME-LAPTOP7.md", "NAME (SFConflict anna@example.com 2026-11-22-10-10-10).md"];
  const named = (path: string, copy: string): string => path.replace(/[^/]+$/, (name) => copy.replace("NAME", name.replace(/\.md$/, "")));

  it.each(COPIES)("%s beside the note: recognized, named, and nothing is decided or sent until one is left", async (copy) => {
    const { bench, id, path } = await pending();
    const other = named(path, copy);
    bench.world.notes.set(other, bench.world.notes.get(path) ?? "");
    const { questions } = await bench.round();
    expect(questions.join()).toContain(`${other} (a copy made by a sync with the proposed content)`);
    bench.world.move(path, "Approved");
    await bench.round();
    expect([bench.status(id), bench.books.records]).toEqual(["waiting", []]);
    bench.world.notes.delete(other);
    await bench.round();
    expect([bench.status(id), bench.books.of("invoice")]).toEqual(["done", [id]]);
  });

  it.each(COPIES)("%s alone in Approved decides nothing; with its own name it does", async (copy) => {
    const { bench, id, path } = await pending();
    const other = named(path.replace("Pending_Approval", "Approved"), copy);
    rename(bench, path, other);
    const { questions } = await bench.round();
    await bench.later(20 * MINUTE);
    expect([bench.status(id), bench.books.records]).toEqual(["waiting", []]);
    expect(questions.join()).toContain("name of a copy");
    rename(bench, other, path.replace("Pending_Approval", "Approved"));
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("a copy with other content is named with what differs, and its content never counts", async () => {
    const { bench, id, path } = await pending();
    bench.world.notes.set(path.replace(".md", " 1.md"), (bench.world.notes.get(path) ?? "").replace("120.00", "9.00"));
    const { questions } = await bench.round();
    expect(questions.join()).toMatch(/differs: amount is "9.00"/);
    expect(bench.action(id).proposal.deliveries[0]?.payload["amount"]).toBe("120.00");
  });

  it("a person's own name that ends in a number is no copy", async () => {
    const { bench, id, path } = await pending();
    rename(bench, path, "AI_Employee/Approved/Acme 2.md");
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("a copy is left over in its folder: it becomes the note, under the note's own name at its next move", async () => {
    const { bench, id, path } = await pending();
    rename(bench, path, path.replace(".md", " (conflict).md"));
    await bench.round();
    await bench.wish({ kind: "reject", id, reason: "no" });
    await bench.round();
    expect(bench.world.in("Rejected").map((found) => found.replace(/^.*\//, ""))).toEqual([path.replace(/^.*\//, "")]);
  });

  it("two devices at once, one approves and one rejects: both copies stop it, approved in the panel or not", async () => {
    const { bench, id, path } = await pending({ ...LIVE, undo_seconds: 60 });
    await bench.approve(id, AT_PANEL);
    await bench.round();
    const text = bench.world.notes.get(bench.noteOf(id)) ?? "";
    bench.world.notes.set(path.replace("Pending_Approval", "Rejected"), text);
    const { questions, held } = await bench.later(5 * MINUTE);
    expect([bench.status(id), bench.books.records]).toEqual(["approved", []]);
    expect([questions.length, held[id]]).toEqual([1, questions[0]]);
    bench.world.notes.delete(path.replace("Pending_Approval", "Approved"));
    await bench.round();
    expect([bench.status(id), bench.books.records]).toEqual(["rejected", []]);
  });

  it("the rejecting copy arrives after it was done: it is explained, nothing is repeated or undone in silence", async () => {
    const { bench, id, path } = await pending();
    const text = bench.world.notes.get(path) ?? "";
    bench.world.move(path, "Approved");
    await bench.round();
    bench.world.notes.set(path.replace("Pending_Approval", "Rejected"), text);
    for (let round = 0; round < 3; round += 1) await bench.round();
    expect(bench.books.of("invoice")).toEqual([id]);
    const [explained] = bench.world.in("Needs_Action").filter((found) => found.includes("QUARANTINE"));
    expect(bench.world.notes.get(explained ?? "")).toMatch(/done already/);
  });
});

describe("A4 gone, and what a sync has not brought yet", () => {
  it("a start sees none of the notes: the ten minutes begin anew", async () => {
    const { bench, id, path } = await pending();
    const text = bench.world.notes.get(path) ?? "";
    bench.world.notes.delete(path);
    await bench.round();
    bench.world.clock.time += 12 * 60 * MINUTE;
    const next = await bench.restart("kept");
    await next.round();
    await next.later(9 * MINUTE);
    expect(next.status(id)).toBe("waiting");
    next.world.notes.set(path, text);
    await next.later(20 * MINUTE);
    expect(next.status(id)).toBe("waiting");
  });

  it("while more notes come and go, a sync is at work and nothing is rejected", async () => {
    const bench = await Bench.open();
    const ids: string[] = [];
    for (const slot of ["a", "b"]) ids.push(await bench.propose({ customer: slot }, { slot }));
    await bench.round();
    const [first = "", second = ""] = ids.map((id) => bench.noteOf(id));
    bench.world.notes.delete(first);
    await bench.round();
    bench.world.notes.delete(second);
    await bench.later(9 * MINUTE);
    await bench.later(2 * MINUTE);
    expect(ids.map((id) => bench.status(id))).toEqual(["waiting", "waiting"]);
    await bench.later(8 * MINUTE);
    expect(ids.map((id) => bench.status(id))).toEqual(["rejected", "rejected"]);
  });

  it("restored after it was rejected for being deleted: explained, not opened again", async () => {
    const { bench, id, path } = await pending();
    const text = bench.world.notes.get(path) ?? "";
    bench.world.notes.delete(path);
    await bench.round();
    await bench.later(10 * MINUTE);
    expect(bench.status(id)).toBe("rejected");
    bench.world.notes.set(path.replace("Pending_Approval", "Approved"), text);
    await bench.later(MINUTE);
    expect([bench.status(id), bench.books.records]).toEqual(["rejected", []]);
    expect(bench.world.in("Needs_Action")).toHaveLength(1);
  });

  it("an older version from file recovery is written again as it is now, and approves nothing", async () => {
    const { bench, id, path } = await pending();
    const older = bench.world.notes.get(path) ?? "";
    await bench.wish({ kind: "edit", id, fields: { amount: "130.00" } });
    await bench.round();
    const newer = bench.world.notes.get(path);
    bench.world.notes.set(path, older);
    await bench.round();
    expect(bench.world.notes.get(path)).toBe(newer);
    bench.world.notes.delete(path);
    bench.world.notes.set(path.replace("Pending_Approval", "Approved"), older);
    await bench.round();
    expect([bench.status(id), bench.books.records]).toEqual(["waiting", []]);
    expect(bench.world.notes.get(bench.noteOf(id))).toContain('amount: "130.00"');
  });
});

describe("notes that are being written", () => {
  it("a foreign note in two halves is set aside only when nothing more comes", async () => {
    const { bench } = await pending();
    const path = "AI_Employee/Approved/pay.md";
    const quarantined = (): number => bench.world.events().filter((event) => event === "note_quarantined").length;
    bench.world.notes.set(path, "---\ntype: odoo_inv");
    await bench.round();
    await bench.later(MINUTE / 2);
    bench.world.notes.set(path, "---\ntype: odoo_invoice\namount: ");
    await bench.later(MINUTE / 2);
    expect(quarantined()).toBe(0);
    await bench.later(MINUTE);
    expect(quarantined()).toBe(1);
  });

  it.each(["", "---\n", "---\nid: ID\ntype: books_inv", "---\nid: ID\n---\n"])("half of our own note in Approved (%j) approves nothing; the whole of it does", async (half) => {
    const { bench, id, path } = await pending();
    const whole = bench.world.notes.get(path) ?? "";
    const moved = path.replace("Pending_Approval", "Approved");
    bench.world.notes.delete(path);
    bench.world.notes.set(moved, half.replace("ID", id));
    await bench.round();
    expect([bench.status(id), bench.books.records]).toEqual(["waiting", []]);
    bench.world.notes.delete(bench.noteOf(id));
    bench.world.notes.set(moved, whole);
    await bench.round();
    expect(bench.status(id)).toBe("done");
  });

  it("one note that another program holds does not keep the others waiting", async () => {
    const { bench, id, path } = await pending();
    const other = await bench.propose({ customer: "Bo" }, { slot: "other" });
    await bench.round();
    const { read } = bench.parts.notes.notes;
    bench.parts.notes.notes.read = (of) => (of.includes(id) ? Promise.reject(new HostError({ code: "EBUSY", effect: "It could not be read.", cause: "Another program holds it.", next: "Wait." })) : read(of));
    bench.world.move(bench.noteOf(other), "Approved");
    const { questions } = await bench.round();
    expect([bench.status(other), bench.status(id)]).toEqual(["done", "waiting"]);
    expect(questions.join()).toContain(`${path}: Another program holds it`);
    bench.parts.notes.notes.read = read;
    expect((await bench.round()).questions).toEqual([]);
  });

  it("the owner's own properties, tags and links survive every rewrite", async () => {
    const { bench, id, path } = await pending();
    bench.edit(path, (text) => text.replace("---\n", "---\ntags:\n  - acme\n  - urgent\nproject: \"[[Acme]]\"\n"));
    bench.world.move(path, "Approved");
    await bench.round();
    const text = bench.world.notes.get(bench.noteOf(id)) ?? "";
    expect(bench.status(id)).toBe("done");
    expect(text).toContain("tags:\n  - acme\n  - urgent\n");
    expect(text).toContain('project: "[[Acme]]"\n');
  });
});

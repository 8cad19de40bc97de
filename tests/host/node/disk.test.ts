/** Owns: notes and ledger files on a real folder. Never: a path outside a temporary folder. */
import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskError } from "../../../src/host/node/disk";
import { nodeLedgerFiles } from "../../../src/host/node/ledger-files";
import { nodeNotes } from "../../../src/host/node/notes";
import { HostError } from "../../../src/ports";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ae-host-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const problemOf = async (work: Promise<unknown>): Promise<HostError["problem"]> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof HostError)) throw new Error(`expected a HostError, got ${String(error)}`);
  return error.problem;
};

describe("notes on a disk", () => {
  it("writes, reads, lists notes only, and leaves nothing behind", async () => {
    const notes = nodeNotes(folder);
    await notes.write("A/B/two.md", "2");
    await notes.write("A/B/one.md", "1");
    await notes.write("A/B/one.md", "über");
    writeFileSync(join(folder, "A/B/.one.md.1-2.tmp"), "half");
    writeFileSync(join(folder, "A/B/.hidden.md"), "");
    writeFileSync(join(folder, "A/B/picture.png"), "");
    mkdirSync(join(folder, "A/B/folder.md"));
    expect(await notes.list("A/B")).toEqual(["A/B/one.md", "A/B/two.md"]);
    expect(await notes.read("A/B/one.md")).toBe("über");
    expect([await notes.list("nowhere"), await notes.read("nowhere.md"), await notes.folderExists("A/B"), await notes.folderExists("A/B/one.md"), await notes.folderExists("C")]).toEqual([[], null, true, false, false]);
    expect(readdirSync(join(folder, "A/B")).filter((name) => name.includes("tmp"))).toEqual([".one.md.1-2.tmp"]);
  });

  it("A1: moves without ever overwriting, and finishes a move that a power cut left half done", async () => {
    const notes = nodeNotes(folder);
    await notes.write("P/a.md", "mine");
    await notes.write("Q/a.md", "other");
    expect(await problemOf(notes.move("P/a.md", "Q/a.md"))).toMatchObject({ code: "EEXIST" });
    expect([await notes.read("P/a.md"), await notes.read("Q/a.md")]).toEqual(["mine", "other"]);
    await notes.move("P/a.md", "R/a.md");
    expect([await notes.read("P/a.md"), await notes.read("R/a.md")]).toEqual([null, "mine"]);
    mkdirSync(join(folder, "S"));
    linkSync(join(folder, "R/a.md"), join(folder, "S/a.md"));
    await notes.move("R/a.md", "S/a.md");
    expect([await notes.read("R/a.md"), await notes.read("S/a.md")]).toEqual([null, "mine"]);
    expect(await problemOf(notes.move("R/a.md", "T/a.md"))).toMatchObject({ code: "ENOENT" });
  });

  it("puts notes of one name into the trash without losing any", async () => {
    const notes = nodeNotes(folder);
    for (const text of ["1", "2", "3"]) {
      await notes.write("P/a.b.md", text);
      await notes.trash("P/a.b.md");
    }
    expect(["a.b.md", "a.b 2.md", "a.b 3.md"].map((name) => readFileSync(join(folder, ".trash", name), "utf8"))).toEqual(["1", "2", "3"]);
  });

  it.each(["../x.md", "/etc/passwd", "A/../../x.md", "A/./x.md", "A//x.md", "", ".obsidian/app.md", "A\\..\\x.md", "A/x\0.md"])("K9: refuses %j", async (path) => {
    const notes = nodeNotes(folder);
    const calls = [() => notes.read(path), () => notes.write(path, ""), () => notes.list(path), () => notes.trash(path), () => notes.move(path, "ok.md"), () => notes.move("ok.md", path), () => notes.makeFolder(path), () => notes.folderExists(path)];
    for (const call of calls) expect(await problemOf(call())).toMatchObject({ code: "OUTSIDE_VAULT" });
  });

  it("K9: refuses to leave the vault through a symbolic link, and stays usable when the vault is one", async () => {
    const vault = join(folder, "vault");
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(vault);
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "secret.md"), "s");
    symlinkSync(elsewhere, join(vault, "Out"));
    symlinkSync(join(elsewhere, "secret.md"), join(vault, "one.md"));
    symlinkSync(vault, join(folder, "alias"));
    const notes = nodeNotes(join(folder, "alias"));
    const calls = [() => notes.read("Out/secret.md"), () => notes.write("Out/new/deep.md", ""), () => notes.read("one.md"), () => notes.list("Out")];
    for (const call of calls) expect(await problemOf(call())).toMatchObject({ code: "OUTSIDE_VAULT" });
    await notes.write("In/a.md", "fine");
    expect(await notes.read("In/a.md")).toBe("fine");
  });

  it.skipIf(process.getuid?.() === 0)("says what is wrong with a folder without permission", async () => {
    mkdirSync(join(folder, "locked"));
    chmodSync(join(folder, "locked"), 0o500);
    const problem = await problemOf(nodeNotes(folder).write("locked/a.md", "x"));
    expect([problem.code, problem.effect]).toEqual(["EACCES", "The note locked/a.md was not written."]);
  });

  it.each(["ENOSPC", "EROFS", "EACCES", "ENOENT", "EWHATEVER"])("%s becomes effect, cause and next step", (code) => {
    const { problem } = diskError(Object.assign(new Error("raw"), { code }), "The note was not written.");
    expect(problem.code).toBe(code);
    for (const sentence of [problem.effect, problem.cause, problem.next]) expect(sentence).toMatch(/^[A-Z].*[.]$/);
  });

  it("a vault that is gone is an error, not an empty vault", async () => {
    expect(await problemOf(nodeNotes(join(folder, "gone")).list("A"))).toMatchObject({ code: "ENOENT" });
  });
});

describe("ledger files on a disk", () => {
  it("L1: appends in the order of the calls, cuts a torn tail, and goes on behind it", async () => {
    const files = nodeLedgerFiles(join(folder, "Logs"));
    const handle = await files.open("2026-11-16");
    await Promise.all(Array.from({ length: 50 }, (_, n) => handle.append(`${n}\n`)));
    await handle.sync();
    await handle.append("torn");
    await handle.truncate(140);
    await handle.append("end\n");
    await handle.close();
    const expected = `${Array.from({ length: 50 }, (_, n) => `${n}\n`).join("")}end\n`;
    expect(new TextDecoder().decode((await files.read("2026-11-16")) ?? undefined)).toBe(expected);
    expect([await files.days(), await files.read("2026-11-17")]).toEqual([["2026-11-16"], null]);
  });

  it("E4: the mark follows the path, so that a swapped file is noticed", async () => {
    const files = nodeLedgerFiles(folder);
    const handle = await files.open("2026-11-16");
    await handle.append("abc\n");
    const before = await handle.mark();
    expect(before?.size).toBe(4);
    expect(await handle.mark()).toEqual(before);
    writeFileSync(join(folder, "other"), "abc\n");
    renameSync(join(folder, "other"), join(folder, "2026-11-16.json"));
    expect((await handle.mark())?.identity).not.toBe(before?.identity);
    rmSync(join(folder, "2026-11-16.json"));
    expect(await handle.mark()).toBeNull();
    await handle.close();
  });

  it("E5: a line that did not fit is taken back, so that the next one is not glued to it", async () => {
    const files = nodeLedgerFiles("/dev");
    await expect(files.days()).resolves.toEqual([]);
    const inside = nodeLedgerFiles(folder);
    // A full disk, as far as a test can have one: a device that refuses every byte.
    symlinkSync("/dev/full", join(folder, "2026-11-16.json"));
    const handle = await inside.open("2026-11-16");
    expect(await problemOf(handle.append("x\n"))).toMatchObject({ code: "ENOSPC", effect: "The log line was not written." });
    // The device cannot be cut back: nothing more is accepted.
    expect(await problemOf(handle.append("y\n"))).toMatchObject({ code: "EIO" });
    await handle.close();
  });

  it("keeps blobs by hash and lets the owner erase one", async () => {
    const files = nodeLedgerFiles(folder);
    const hash = "a".repeat(64);
    await files.writeBlob(hash, new TextEncoder().encode("text"));
    await files.writeBlob(hash, new TextEncoder().encode("text"));
    expect(new TextDecoder().decode((await files.readBlob(hash)) ?? undefined)).toBe("text");
    writeFileSync(join(folder, "blobs", hash), "te");
    await files.writeBlob(hash, new TextEncoder().encode("text"));
    expect(readFileSync(join(folder, "blobs", hash), "utf8")).toBe("text");
    rmSync(join(folder, "blobs", hash));
    expect(await files.readBlob(hash)).toBeNull();
    expect(await problemOf(files.writeBlob("../x", new Uint8Array()))).toMatchObject({ code: "BAD_NAME" });
  });

  it("request files appear whole, are never overwritten, and only one of many writers wins", async () => {
    const files = nodeLedgerFiles(folder);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => files.writeRequest("phone-1.json", `{"n":${n}}`)));
    const winner = tries.findIndex((one) => one.status === "fulfilled");
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await files.readRequest("phone-1.json")).toBe(`{"n":${winner}}`);
    expect(await problemOf(files.writeRequest("phone-1.json", "other"))).toMatchObject({ code: "EEXIST" });
    writeFileSync(join(folder, "requests", ".half.tmp"), "x");
    expect(await files.requests()).toEqual(["phone-1.json"]);
    await files.removeRequest("phone-1.json");
    await files.removeRequest("phone-1.json");
    expect([await files.requests(), await files.readRequest("phone-1.json")]).toEqual([[], null]);
    expect(await problemOf(files.writeRequest("../evil.json", "x"))).toMatchObject({ code: "BAD_NAME" });
    expect(existsSync(join(folder, "evil.json"))).toBe(false);
    mkdirSync(join(folder, "requests", "folder.json"));
    symlinkSync(join(folder, "requests", ".half.tmp"), join(folder, "requests", "link.json"));
    writeFileSync(join(folder, "requests", "huge.json"), "");
    truncateSync(join(folder, "requests", "huge.json"), 700_000_000);
    expect(await files.requests()).toEqual(["huge.json"]);
    expect(await problemOf(files.readRequest("huge.json"))).toMatchObject({ code: "TOO_LARGE" });
  });
});

/**
 * Owns: the proof that the Obsidian host keeps the ports' promises: notes are never overwritten by a move, secrets stay with their origin,
 * a phone reads and leaves requests and nothing else.
 * Never: Node's half of the host; that is tested in tests/host/node.
 */
import { App } from "obsidian-test-mocks/obsidian";
import { Platform } from "obsidian";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { vaultNotes } from "../../../src/host/obsidian/notes";
import { obsidianPorts } from "../../../src/host/obsidian/ports";
import { readerFiles } from "../../../src/host/obsidian/reader-files";
import { obsidianSecrets } from "../../../src/host/obsidian/secrets";
import type { Notes } from "../../../src/ports";

let app: App;
let notes: Notes;

beforeEach(() => {
  app = App.createConfigured__();
  notes = vaultNotes(app.asOriginalType__());
});
afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(Platform, { isDesktop: true, isDesktopApp: true });
});

describe("notes through the vault", () => {
  it("are created with their folders, read, replaced and listed in order", async () => {
    await notes.write("Work/Deep/b.md", "b");
    await notes.write("Work/Deep/a.md", "a");
    await notes.write("Work/Deep/a.md", "a again");
    expect(await notes.read("Work/Deep/a.md")).toBe("a again");
    expect(await notes.list("Work/Deep")).toEqual(["Work/Deep/a.md", "Work/Deep/b.md"]);
    expect(await notes.list("Work")).toEqual([]);
    expect(await notes.list("Nowhere")).toEqual([]);
    expect(await notes.read("Work/c.md")).toBeNull();
    expect(await notes.folderExists("Work/Deep")).toBe(true);
    expect(await notes.folderExists("Work/Deep/a.md")).toBe(false);
  });

  it("only notes are listed", async () => {
    await app.vault.createFolder("Work");
    await app.vault.create("Work/data.json", "{}");
    await notes.write("Work/a.md", "a");
    expect(await notes.list("Work")).toEqual(["Work/a.md"]);
  });

  it("a move makes the folder and never overwrites", async () => {
    await notes.write("A/x.md", "one");
    await notes.write("B/x.md", "other");
    await expect(notes.move("A/x.md", "B/x.md")).rejects.toThrow(/exists already, and nothing is overwritten/);
    expect(await notes.read("B/x.md")).toBe("other");
    await notes.move("A/x.md", "C/x.md");
    expect(await notes.read("C/x.md")).toBe("one");
    await expect(notes.move("A/x.md", "D/x.md")).rejects.toThrow(/does not exist/);
  });

  it("a note that sync brought a moment ago, not indexed yet, is not lost and not refused", async () => {
    await app.vault.adapter.write("Work/new.md", "from sync");
    await notes.write("Work/new.md", "ours");
    expect(await app.vault.adapter.read("Work/new.md")).toBe("ours");
    await notes.write("A/x.md", "x");
    await expect(notes.move("A/x.md", "Work/new.md")).rejects.toThrow(/exists already/);
  });

  it("trashing is Obsidian's own, so that the person's setting holds", async () => {
    await notes.write("A/x.md", "x");
    const trash = vi.spyOn(app.fileManager, "trashFile");
    await notes.trash("A/x.md");
    await notes.trash("A/x.md");
    expect(trash).toHaveBeenCalledOnce();
    expect(await notes.read("A/x.md")).toBeNull();
  });

  it("what the disk says becomes a sentence with what to do", async () => {
    app.vault.adapter.write = () => Promise.reject(new Error("ENOSPC: no space left on device"));
    await expect(notes.write("A/x.md", "x")).rejects.toThrow(/The note A\/x\.md was not written\. .*no space left.* disk is not full/);
  });
});

describe("K9 secrets and their origin", () => {
  const NAME = "autonomous-employee-odoo-key";
  let origin = "https://books.example";
  const secrets = (): ReturnType<typeof obsidianSecrets> => obsidianSecrets(app.asOriginalType__(), () => origin);

  beforeEach(() => {
    origin = "https://books.example";
    app.secretStorage.setSecret("my-odoo", "s3cret");
  });

  it("nothing was chosen: empty, also when a secret of that name lies around", () => {
    app.secretStorage.setSecret(NAME, "left over");
    expect(secrets().get(NAME)).toBe("");
    expect(secrets().state(NAME)).toBe("missing");
  });

  it("a chosen secret is given out for the origin it was chosen for, and remembered by the device", () => {
    secrets().choose(NAME, "my-odoo");
    expect(secrets().get(NAME)).toBe("s3cret");
    expect(secrets().chosen(NAME)).toBe("my-odoo");
  });

  it("another origin: empty until it is chosen again", () => {
    secrets().choose(NAME, "my-odoo");
    origin = "https://evil.example";
    expect(secrets().get(NAME)).toBe("");
    expect(secrets().state(NAME)).toBe("elsewhere");
    secrets().choose(NAME, "my-odoo");
    expect(secrets().get(NAME)).toBe("s3cret");
  });

  it("a renewed secret replaces the chosen one; the choice holds its name only", () => {
    secrets().choose(NAME, "my-odoo");
    secrets().set(NAME, "renewed");
    expect(app.secretStorage.getSecret("my-odoo")).toBe("renewed");
    expect(JSON.stringify(app.loadLocalStorage("autonomous-employee-secrets"))).not.toMatch(/renewed|s3cret/);
  });

  it("choosing nothing forgets; a memory that is damaged is empty, not an error", () => {
    secrets().choose(NAME, "my-odoo");
    secrets().choose(NAME, "");
    expect(secrets().get(NAME)).toBe("");
    app.saveLocalStorage("autonomous-employee-secrets", ["nonsense", { [NAME]: 3 }]);
    expect(secrets().state(NAME)).toBe("missing");
  });
});

describe("E4 a phone", () => {
  it("reads the ledger and leaves requests, each once, with pictures by their hash; it writes nothing else", async () => {
    await app.vault.adapter.mkdir("AI/Logs");
    await app.vault.adapter.writeBinary("AI/Logs/2026-11-18.json", new TextEncoder().encode("{}\n").buffer);
    const files = readerFiles(app.vault.adapter, "AI/Logs");
    expect(await files.days()).toEqual(["2026-11-18"]);
    expect(await files.read("2026-11-18")).toHaveLength(3);
    expect(await files.read("2026-11-17")).toBeNull();
    await files.writeRequest("phone-1.json", "{}");
    expect(await files.requests()).toEqual(["phone-1.json"]);
    expect(await files.readRequest("phone-1.json")).toBe("{}");
    await expect(files.writeRequest("phone-1.json", "other")).rejects.toThrow(/exists already/);
    await files.writeBlob("ab".repeat(32), new Uint8Array([1, 2]));
    await files.writeBlob("ab".repeat(32), new Uint8Array([1, 2]));
    expect(await files.readBlob("ab".repeat(32))).toEqual(new Uint8Array([1, 2]));
    for (const refused of [files.open("2026-11-18"), files.removeRequest("phone-1.json")]) {
      await expect(refused).rejects.toThrow(/another one executes/);
    }
  });

  it("has ports without Node: no network, no lock, a device id that stays", async () => {
    Object.assign(Platform, { isDesktop: false, isDesktopApp: false });
    const place = { app: app.asOriginalType__(), root: "AI", realm: "real" as const, originOf: () => "" };
    const ports = await obsidianPorts(place);
    expect(await ports.http.request({ method: "GET", url: "https://books.example/", headers: {}, timeout_ms: 1 })).toMatchObject({ failure: "not_sent" });
    expect(await ports.device.lock()).toHaveProperty("held_by");
    expect((await obsidianPorts(place)).device.id).toBe(ports.device.id);
    await ports.device.remember("head", { seq: 3 });
    expect(await ports.device.recall("head")).toEqual({ seq: 3 });
    expect(ports.randomId()).toMatch(/^[0-9a-f]{32}$/);
    expect(ports.readYaml("a: 1")).toEqual({ a: 1 });
  });
});

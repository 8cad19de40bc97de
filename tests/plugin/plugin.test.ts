/**
 * Owns: the proof that the built plugin works in Obsidian over a real folder: a mail becomes an invoice, decided in the panel and by moved notes.
 * Never: source of the plugin, or a service beyond loopback.
 *
 * @vitest-environment jsdom
 */
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { SettingTab, type TFile } from "obsidian-test-mocks/obsidian";
import { describe, expect, it, vi } from "vitest";
import { app, business, cardText, chooseSecrets, clearInvoice, data, events, folder, ledger, lockIsHeld, noteOf, panel, part, press, running, SECRETS, shownLive, SOON, start, switchOff, switchOn, writes } from "./switched-on";

/** One draft, and the note about it in the record's own log. */
const DRAFTED = ["account.move.load", "account.move.message_post"];

describe("F1 first start in a real folder", () => {
  it("makes folders, first notes and the dashboard, and says what to do", async () => {
    switchOn(null);
    await vi.waitUntil(() => existsSync(join(folder, "AI_Employee/Dashboard.md")), SOON);
    running?.command("open-approvals");
    await vi.waitUntil(() => panel().textContent.includes("Not connected yet"), SOON);
    for (const name of ["Needs_Action", "Pending_Approval", "Approved", "Rejected", "Completed", "Logs"]) expect(existsSync(join(folder, "AI_Employee", name))).toBe(true);
    expect(running?.plugin.statusBarItems__[0]?.textContent).toBe("Nothing waits");
  });

  it("unloading leaves no timer, no lock and no listener", async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    switchOn(null);
    await vi.waitUntil(() => existsSync(join(folder, "AI_Employee/Dashboard.md")), SOON);
    running?.command("open-approvals");
    await vi.waitUntil(() => lockIsHeld() && document.querySelector(".ae-queue"), SOON);
    switchOff();
    await vi.waitUntil(() => !lockIsHeld(), SOON);
    await vi.waitUntil(() => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length <= before, SOON);
    expect(document.querySelector(".ae-panel")).toBeNull();
  });
});

describe("A1 a mail becomes an invoice, decided in Obsidian", () => {
  it("K2 in dry run an approval in the panel is simulated, and no write reaches Odoo", async () => {
    await start();
    const id = await clearInvoice();
    await press(id, "approve");
    await vi.waitUntil(() => cardText(id).includes("Simulated"), SOON);
    await vi.waitUntil(() => noteOf("Approved", id), SOON);
    expect(writes()).toEqual([]);
    expect(ledger().filter((line) => line["event"] === "granted")).toHaveLength(1);
  });

  it("live: approving in the panel drafts the invoice once and files the note under Completed", async () => {
    await start({ live: ["odoo"] });
    // It came with the settings file, not from a person at this device.
    const confirm = await vi.waitUntil(() => [...panel().querySelectorAll("button")].find(({ textContent }) => textContent === "Confirm"), SOON);
    confirm.click();
    const id = await clearInvoice();
    // Proposed before the confirmation was in, it is judged again: only what is judged for live can be sent.
    await vi.waitUntil(() => ledger().some((line) => line["action_id"] === id && JSON.stringify(line["parameters"]).includes('"modes":{"odoo":"live"}')), SOON);
    await shownLive(id);
    await press(id, "approve");
    await vi.waitUntil(() => noteOf("Completed", id), SOON);
    expect(writes()).toEqual(DRAFTED);
    running?.command("verify-log");
    await vi.waitUntil(() => /The log is whole: \d+ lines/.test(document.body.textContent), SOON);
    expect(events(id)).toEqual(expect.arrayContaining(["proposed", "granted", "started", "settled_done"]));
  });

  it("E5 switched off while Odoo is asked, and on again: the invoice is there exactly once, and its note is under Completed", async () => {
    await start({ live: ["odoo"] });
    (await vi.waitUntil(() => [...panel().querySelectorAll("button")].find(({ textContent }) => textContent === "Confirm"), SOON)).click();
    const id = await clearInvoice();
    await vi.waitUntil(() => ledger().some((line) => line["action_id"] === id && JSON.stringify(line["parameters"]).includes('"modes":{"odoo":"live"}')), SOON);
    await shownLive(id);
    business.odoo.inject({ on: "account.move/load", commit_after_ms: 300, answer: "normal", answer_after_ms: 1200 });
    await press(id, "approve");
    await vi.waitUntil(() => events(id).includes("started"), SOON);
    switchOff();
    await start({ live: ["odoo"] });
    await vi.waitUntil(() => noteOf("Completed", id), SOON);
    expect(writes()).toEqual(DRAFTED);
    expect(events(id).filter((event) => event === "started")).toHaveLength(1);
  });

  it("A2 editing in the panel: a wrong number stands at its field, a right one is judged again and shown, and the note follows", async () => {
    await start();
    const id = await clearInvoice();
    await press(id, "edit");
    const typed = async (field: string, value: string): Promise<void> => {
      const input = (await vi.waitUntil(() => part(id, `field.${field}`), SOON)) as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event("input"));
    };
    const save = (): void => part(id, "save")?.closest("form")?.requestSubmit();
    await typed("line_items.0.quantity", "4");
    save();
    // 4 x 20.00 and 2 x 12.50 are not the 85.00 that the mail said (PRODUCT M2).
    await vi.waitUntil(() => part(id, "field.total_amount")?.getAttribute("aria-invalid") === "true", SOON);
    expect(document.activeElement).toBe(part(id, "field.total_amount"));
    expect((part(id, "field.line_items.0.quantity") as HTMLInputElement).value).toBe("4");
    expect(events(id)).not.toContain("edited");
    await typed("total_amount", "105.00");
    save();
    await vi.waitUntil(() => cardText(id).includes("Line 1, quantity: 3 → 4"), SOON);
    expect(cardText(id)).toContain("Total amount: 85.00 → 105.00");
    const file = await vi.waitUntil(() => noteOf("Pending_Approval", id), SOON);
    await vi.waitUntil(() => readFileSync(join(folder, "AI_Employee/Pending_Approval", file), "utf8").includes('total_amount: "105.00"'), SOON);
  });

  it("A1 moving the note to Approved decides it, logged as a move", async () => {
    await start();
    const id = await clearInvoice();
    const file = await vi.waitUntil(() => noteOf("Pending_Approval", id), SOON);
    const path = `AI_Employee/Pending_Approval/${file}`;
    await vi.waitUntil(() => app.vault.getFileByPath(path) !== null, SOON);
    await app.fileManager.renameFile(app.vault.getFileByPath(path) as TFile, `AI_Employee/Approved/${file}`);
    const granted = await vi.waitUntil(() => ledger().find((line) => line["event"] === "granted"), SOON);
    expect(JSON.stringify(granted)).toContain('"via":"move"');
    await vi.waitUntil(() => ledger().some((line) => line["event"] === "simulated"), SOON);
  });

  it("A1 a move that came in by sync, behind Obsidian's back, decides as well", async () => {
    await start();
    const id = await clearInvoice();
    const file = await vi.waitUntil(() => noteOf("Pending_Approval", id), SOON);
    renameSync(join(folder, "AI_Employee/Pending_Approval", file), join(folder, "AI_Employee/Rejected", file));
    app.vault.reconcile__();
    await vi.waitUntil(() => ledger().some((line) => line["event"] === "denied"), SOON);
  });

  it("A1 the palette approves the open note, and is not offered elsewhere", async () => {
    await start();
    expect(running?.command("approve-note")).toBe(false);
    const id = await clearInvoice();
    const path = `AI_Employee/Pending_Approval/${await vi.waitUntil(() => noteOf("Pending_Approval", id), SOON)}`;
    const file = await vi.waitUntil(() => app.vault.getFileByPath(path), SOON);
    const leaf = app.workspace.getLeaf(true);
    await leaf.openFile(file);
    app.workspace.setActiveLeaf(leaf);
    expect(running?.command("approve-note")).toBe(true);
    const granted = await vi.waitUntil(() => ledger().find((line) => line["event"] === "granted"), SOON);
    expect(granted["action_id"]).toBe(id);
    expect(JSON.stringify(granted)).toContain('"via":"command"');
  });

  it("K9 a changed address makes the secret unusable until it is chosen again", async () => {
    const { plugin } = switchOn(data());
    await chooseSecrets();
    const [tab] = plugin.settingTabs__;
    const saved = vi.spyOn(plugin, "saveData");
    await tab?.setControlValue("services.odoo.url", "http://localhost:1/");
    expect(saved).toHaveBeenCalledOnce();
    if (tab) SettingTab.fromOriginalType__(tab).renderTab__();
    expect(tab?.containerEl.textContent).toContain("address has changed");
    expect(JSON.stringify(saved.mock.calls)).not.toContain(business.env[SECRETS.key]);
  });
});

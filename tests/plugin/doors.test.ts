/**
 * Owns: the proof of the other ways to a decision in the built plugin: Obsidian's command line, links, menus on notes, one card in the main area.
 * Never: the panel's buttons and moved notes (plugin.test.ts).
 *
 * @vitest-environment jsdom
 */
import { join } from "node:path";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Menu, type TFile } from "obsidian-test-mocks/obsidian";
import { describe, expect, it, vi } from "vitest";
import { app, clearInvoice, data, events, folder, ledger, noteOf, panel, part, running, SOON, start, switchOn, writes } from "./switched-on";

type Said = Record<string, unknown>;

/** What Obsidian's command line prints; `name`: after the plugin's id. */
async function cli(name: string, given: Record<string, string> = {}): Promise<string> {
  const handler = running?.plugin.cliHandlers__.get(`autonomous-employee${name}`);
  if (!handler) throw new Error(`There is no command "${name}".`);
  return handler(given);
}
const json = async (name: string, given: Record<string, string> = {}): Promise<Said> => JSON.parse(await cli(name, { ...given, json: "true" })) as Said;
const saying = (text: RegExp): string => expect.stringMatching(text) as string;
const decisions = (): unknown[] => ledger().filter(({ event }) => event === "granted" || event === "denied" || event === "edited");

async function follow(given: Record<string, unknown>): Promise<void> {
  const handler = running?.plugin.obsidianProtocolHandlers__.get("autonomous-employee");
  await handler?.({ action: "autonomous-employee", ...given });
}
const status = (): string => panel().querySelector("[role=status].ae-status")?.textContent ?? "";
const large = (): HTMLElement | null => document.querySelector<HTMLElement>(".ae-large");

async function noteFile(id: string): Promise<TFile> {
  const name = await vi.waitUntil(() => noteOf("Pending_Approval", id), SOON);
  return vi.waitUntil(() => app.vault.getFileByPath(`AI_Employee/Pending_Approval/${name}`), SOON);
}
function menuOn(file: TFile): Menu {
  const menu = Menu.create2__();
  app.workspace.trigger("file-menu", menu, file, "file-explorer-context-menu");
  return menu;
}
const titles = (menu: Menu): string[] => menu.menuItems__.map(({ title__ }) => (typeof title__ === "string" ? title__ : title__.textContent));

describe("A1 Obsidian's command line", () => {
  it("shows what waits, and approves exactly what was shown", async () => {
    await start();
    const id = await clearInvoice();
    const cards = (await json(":list")) as unknown as Said[];
    const { fingerprint } = cards.find((card) => card["id"] === id) ?? {};
    expect(await cli(":show", { id })).toContain(`Fingerprint: ${String(fingerprint)}`);
    expect(await json(":approve", { id, fingerprint: String(fingerprint) })).toEqual({ id, status: "approved" });
    const granted = await vi.waitUntil(() => ledger().find(({ event }) => event === "granted"), SOON);
    expect(JSON.stringify(granted)).toContain('"via":"cli"');
    expect(await json(":verify-log")).toMatchObject({ ok: true, first_bad: null });
  });

  it("S2 hands in the note of a post, which waits for a decision; what does not fit is named, and a picture that is not there", async () => {
    await start();
    await app.vault.createFolder("Drafts");
    await app.vault.create("Drafts/sale.md", "---\nplatforms: [x, linkedin]\nscheduled_for: queue\ncontext: Spring\n---\nWe are open.\n");
    const handed = await json(":post", { file: "Drafts/sale.md" });
    expect(handed).toMatchObject({ status: "waiting", channels: ["x", "linkedin"], problems: [] });
    expect(await json(":post", { file: "Drafts/sale.md" })).toMatchObject({ id: handed["id"] });
    expect(await cli(":calendar", { from: "2026-01-01", to: "2030-01-01" })).toContain("We are open.");
    await app.vault.create("Drafts/bad.md", "---\nplatform: myspace\n---\nHello\n\n![[gone.png]]\n");
    expect(await json(":post", { file: "Drafts/bad.md" })).toMatchObject({ exit_code: 1, problems: [{ field: "platforms" }, { field: "images.0" }] });
    expect(await json(":post", { file: "nowhere.md" })).toMatchObject({ exit_code: 1, error: saying(/nowhere.md is not in the vault/) });
    expect(await json(":post", {})).toMatchObject({ exit_code: 2 });
  });

  it("without the fingerprint, with a wrong one, an unknown id or option, a missing value: one clear sentence, nothing done", async () => {
    await start();
    const id = await clearInvoice();
    expect(await cli(":approve", { id })).toMatch(/^Error: "fingerprint" is missing: .* Usage: obsidian autonomous-employee:approve id=<id> fingerprint=<fingerprint>$/);
    expect(await json(":approve", { id, fingerprint: "true" })).toMatchObject({ exit_code: 2 });
    expect(await json(":approve", { id, fingerprint: "f".repeat(64) })).toMatchObject({ exit_code: 1, error: saying(/content has changed/) });
    expect(await json(":reject", { id, reason: "  " })).toMatchObject({ exit_code: 2, error: saying(/needs a reason/) });
    expect(await json(":reject", { id, reason: "x", yes: "true" })).toMatchObject({ exit_code: 2, error: 'There is no option "yes".' });
    expect(await json(":resolve", { id, happened: "true", not: "true" })).toMatchObject({ exit_code: 2 });
    expect(await json(":resolve", { id, happened: "no" })).toMatchObject({ exit_code: 2, error: saying(/takes no value/) });
    expect(await json(":edit", { id, fields: "{" })).toMatchObject({ exit_code: 2 });
    expect(await json(":edit", { id, fields: '{"nobodys":1}' })).toMatchObject({ exit_code: 2, error: saying(/no field "nobodys".*total_amount/) });
    expect(await json(":edit", { id, fields: '{"total_amount":"1.00"}' })).toMatchObject({ exit_code: 1, error: saying(/^Not taken over: total_amount/) });
    expect(await json(":list", { status: "lost" })).toMatchObject({ exit_code: 2, error: saying(/no status "lost"/) });
    expect(await json(":audit", { week: "yesterday" })).toMatchObject({ exit_code: 2 });
    for (const strange of ["nobody", "constructor", "__proto__", "<b>x</b>", "x".repeat(5000)]) {
      expect(await json(":reject", { id: strange, reason: "x" })).toMatchObject({ exit_code: 1, error: saying(/^There is no/) });
      expect(await json(":show", { id: strange })).toMatchObject({ exit_code: 1, error: saying(/^There is no action/) });
    }
    expect(decisions()).toEqual([]);
  });

  it("edits, rejects, pauses and goes on, and writes reports, in the words of the program's own command line", async () => {
    await start();
    const id = await clearInvoice();
    expect(await json(":edit", { id, fields: '{"po_number":"PO-9"}' })).toEqual({ id, status: "waiting" });
    expect(events(id)).toContain("edited");
    expect(await json(":reject", { id, reason: "not ours" })).toEqual({ id, status: "rejected" });
    expect(await json(":pause")).toEqual({ paused: true });
    expect(await cli("")).toMatch(/Paused.*\n[^]*autonomous-employee:resume/);
    expect(await json(":resume")).toEqual({ paused: false });
    expect(await json(":briefing")).toMatchObject({ path: expect.stringMatching(/^AI_Employee\/CEO_Briefings\/\d{4}-\d\d-\d\d-briefing\.md$/) as string });
    expect(await json(":status")).toMatchObject({ executor: true, paused: null });
    expect(await json(":check-mail")).toMatchObject({ observed: 0, waiting: expect.any(Number) as number });
  });

  it("high risk is refused there, with the sentence that says where", async () => {
    await start({ limits: { ...(data() as { limits: object }).limits, automatic: "1.00", high_risk: "2.00" } });
    const id = await clearInvoice();
    const { fingerprint, high_risk } = await json(":show", { id });
    expect(high_risk).toBe(true);
    expect(await json(":approve", { id, fingerprint: String(fingerprint) })).toMatchObject({ exit_code: 3, error: saying(/panel or at a terminal/) });
    expect(decisions()).toEqual([]);
  });
});

describe("K1 a link only ever opens a card", () => {
  it("the one that stands in the note shows its card, unfolded and with the focus", async () => {
    await start();
    const id = await clearInvoice();
    const text = readFileSync(join(folder, (await noteFile(id)).path), "utf8");
    const [, link = ""] = /\((obsidian:\/\/[^)]+)\)/.exec(text) ?? [];
    part(id, "head")?.click();
    await follow(Object.fromEntries(new URL(link).searchParams));
    await vi.waitUntil(() => document.activeElement === part(id, "head"), SOON);
    expect(part(id, "head")?.getAttribute("aria-expanded")).toBe("true");
    expect(document.querySelectorAll(".ae-panel")).toHaveLength(1);
  });

  it("K7 the link to overdue invoices opens their list, and writes nothing", async () => {
    await start();
    const before = readdirSync(join(folder, "AI_Employee/Needs_Action"));
    await follow({ list: "overdue", about: "odoo:1", what: "reminders" });
    const text = await vi.waitUntil(() => /Overdue invoices.*Money in reports/s.exec(document.querySelector(".modal")?.textContent ?? ""), SOON);
    expect(text).not.toBeNull();
    expect(readdirSync(join(folder, "AI_Employee/Needs_Action"))).toEqual(before);
  });

  it("L3 the link to a new post opens an empty one, whatever it brings", async () => {
    await start();
    await follow({ new: "post", text: "Buy now", channels: "x" });
    const text = await vi.waitUntil(() => document.querySelector<HTMLTextAreaElement>(".ae-composer textarea"), SOON);
    expect(text.value).toBe("");
    expect(existsSync(join(folder, "AI_Employee/Posts"))).toBe(false);
  });

  it("decides nothing whatever it brings, and says when there is no such card", async () => {
    await start();
    const id = await clearInvoice();
    const [card] = (await json(":list")) as unknown as Said[];
    for (const more of [{ action: "approve" }, { approve: "true" }, { decide: "approve", fingerprint: String(card?.["fingerprint"]) }, { part: "approve" }, { kind: "approve", via: "panel", attended: "true" }]) await follow({ id, ...more });
    for (const strange of ["nobody", "constructor", "__proto__", '<img src=x onerror="window.hit=1">']) {
      await follow({ id: strange });
      await vi.waitUntil(() => status() === `Nothing that is open has the id "${strange}".`, SOON);
    }
    for (const none of [{}, { id: "" }, { id: ["a"] }, { id: { x: 1 } }, { id: "x".repeat(100_000) }]) {
      await follow(none);
      await vi.waitUntil(() => status() === "The link names no action.", SOON);
    }
    expect(panel().querySelector("img")).toBeNull();
    expect(decisions()).toEqual([]);
    expect(writes()).toEqual([]);
  });

  it("one that comes while Obsidian starts is shown when the log is read", async () => {
    switchOn(data());
    await follow({ id: "nobody" });
    await vi.waitUntil(() => status().includes('"nobody"'), SOON);
  });
});

describe("A1 notes lead to their card", () => {
  it("the file menu offers what the action offers, and decides nothing", async () => {
    await start();
    const id = await clearInvoice();
    const menu = menuOn(await noteFile(id));
    expect(titles(menu)).toEqual(["Approve…", "Reject…", "Edit…", "Show in approvals", "Open large in approvals"]);
    menu.menuItems__[0]?.onClick__?.(new MouseEvent("click"));
    await vi.waitUntil(() => document.activeElement === part(id, "approve"), SOON);
    menu.menuItems__[1]?.onClick__?.(new MouseEvent("click"));
    await vi.waitUntil(() => document.activeElement === part(id, "words"), SOON);
    expect(decisions()).toEqual([]);
    const dashboard = await vi.waitUntil(() => app.vault.getFileByPath("AI_Employee/Dashboard.md"), SOON);
    expect(titles(menuOn(dashboard))).toEqual([]);
  });

  it("several notes lead to one confirmation in the panel", async () => {
    await start();
    const id = await clearInvoice();
    const file = await noteFile(id);
    const menu = Menu.create2__();
    app.workspace.trigger("files-menu", menu, [file, await vi.waitUntil(() => app.vault.getFileByPath("AI_Employee/Dashboard.md"), SOON)], "file-explorer-context-menu");
    expect(titles(menu)).toEqual(["Select 1 in approvals…"]);
    menu.menuItems__[0]?.onClick__?.(new MouseEvent("click"));
    await vi.waitUntil(() => panel().querySelector(".ae-selection")?.textContent.includes("1 of"), SOON);
    expect(decisions()).toEqual([]);
  });

  it("a mail that was looked at is put away", async () => {
    await start();
    await clearInvoice();
    const mail = await vi.waitUntil(() => app.vault.getMarkdownFiles().find(({ path }) => path.startsWith("AI_Employee/Needs_Action/MAIL_")), SOON);
    const menu = await vi.waitUntil(() => [menuOn(mail)].find((one) => titles(one).length > 0), SOON);
    expect(titles(menu)).toEqual(["Handled: move to completed"]);
    menu.menuItems__[0]?.onClick__?.(new MouseEvent("click"));
    await vi.waitUntil(() => app.vault.getFileByPath(`AI_Employee/Completed/${mail.name}`), SOON);
  });

  it("the palette approves low risk at once and leads high risk to its card", async () => {
    await start({ limits: { ...(data() as { limits: object }).limits, automatic: "1.00", high_risk: "2.00" } });
    const id = await clearInvoice();
    const leaf = app.workspace.getLeaf(true);
    await leaf.openFile(await noteFile(id));
    app.workspace.setActiveLeaf(leaf);
    expect(running?.command("approve-note")).toBe(true);
    await vi.waitUntil(() => document.activeElement === part(id, "cancel"), SOON);
    expect(part(id, "confirm")?.textContent).toBe("Approve anyway");
    expect(decisions()).toEqual([]);
  });

  it("pause and resume are offered while they make a difference", async () => {
    await start();
    expect(running?.command("resume")).toBe(false);
    expect(running?.command("pause")).toBe(true);
    await vi.waitUntil(() => ledger().some(({ event }) => event === "paused"), SOON);
    expect(running?.command("pause")).toBe(false);
    expect(running?.command("resume")).toBe(true);
  });
});

describe("A3 one card in the main area", () => {
  it("opens beside the panel, follows the decision to its end, and is restored from its state", async () => {
    await start();
    const id = await clearInvoice();
    menuOn(await noteFile(id)).menuItems__.at(-1)?.onClick__?.(new MouseEvent("click"));
    const approve = await vi.waitUntil(() => large()?.querySelector<HTMLElement>(`[data-focus="${id}:approve"]`), SOON);
    expect(large()?.textContent).toContain("Evidence");
    approve.click();
    await vi.waitUntil(() => large()?.textContent.includes("Simulated"), SOON);
    await vi.waitUntil(() => panel().textContent.includes("Simulated"), SOON);
    await json(":reject", { id, reason: "seen" });
    await vi.waitUntil(() => large()?.textContent.includes("Rejected"), SOON);
    const [leaf] = app.workspace.getLeavesOfType("autonomous-employee-card");
    const state = leaf?.getViewState();
    expect(state).toMatchObject({ type: "autonomous-employee-card", state: { id, title: expect.stringContaining("Acme Tools Ltd") as string } });
    leaf?.detach();
    expect(large()).toBeNull();
    await app.workspace.getLeaf("tab").setViewState(state as never);
    await vi.waitUntil(() => large()?.textContent.includes("Rejected"), SOON);
    await app.workspace.getLeaf("tab").setViewState({ type: "autonomous-employee-card", state: { id: "nobody" } });
    await vi.waitUntil(() => document.body.textContent.includes('Nothing has the id "nobody"'), SOON);
  });
});

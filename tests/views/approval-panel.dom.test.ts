/**
 * Owns: the proof that the panel can be used - by mouse and keyboard - and survives changes under the person's hands.
 * Never: rules of the engine.
 */
import { WorkspaceLeaf, App } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApprovalPanel } from "../../src/views/approval-panel";
import { Queue } from "../../src/views/queue";
import { detail, everyCard, scene, type Scene } from "./examples";

let panel: ApprovalPanel | null = null;

async function open(given: Scene): Promise<HTMLElement> {
  panel = new ApprovalPanel(WorkspaceLeaf.create2__(App.createConfigured__()).asOriginalType3__(), Promise.resolve({ queueIn: (element) => new Queue(element, given.desk) }));
  document.body.append(panel.containerEl);
  panel.load();
  await panel.onOpen();
  const { contentEl } = panel;
  await vi.waitUntil(() => contentEl.querySelector(".ae-card, .ae-empty h3"));
  return contentEl;
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};
const press = async (root: HTMLElement, label: string): Promise<void> => {
  const found = [...root.querySelectorAll("button")].find((button) => button.textContent === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  found.focus();
  found.click();
  await settle();
};
/** The field of a question. */
const WORDS = ".ae-question input";
const heads = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(".ae-head")];
const status = (root: HTMLElement): string => root.querySelector("[role=status]")?.textContent ?? "";

beforeEach(() => {
  // Only what the panel starts; jsdom has timers of its own.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(async () => {
  await panel?.onClose();
  panel?.unload();
  panel?.containerEl.remove();
  panel = null;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("A3 the approval panel", () => {
  it("shows exactly what is approved, why it is asked, and the evidence", async () => {
    const root = await open(scene([detail()]));
    const text = root.textContent;
    for (const part of ["940.00 EUR", "Proof prints", "108.00", "above your limit of 100.00 EUR", "Due in 30 days", "that makes 940 € all together", "Dry run", "PO-7731"]) expect(text).toContain(part);
  });

  it("approves with the fingerprint that was shown, counts down, and takes it back", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    await press(root, "Approve");
    expect(given.wishes).toEqual([{ kind: "approve", id: "act-1", fingerprint: "f".repeat(64) }]);
    expect(status(root)).toBe("Approved. Invoice Brightwater Studio: autumn catalogue");
    expect(root.textContent).toContain("Starts in 30 s");
    expect(document.activeElement?.textContent).toBe("Undo");
    given.pass(12_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(root.textContent).toContain("Starts in 18 s");
    await press(root, "Undo");
    expect(given.wishes.at(-1)).toEqual({ kind: "undo", id: "act-1" });
    expect(root.textContent).toContain("Waiting for you");
  });

  it("stops counting when the undo time is over", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    await press(root, "Approve");
    given.pass(30_000);
    await vi.advanceTimersByTimeAsync(1000);
    await settle();
    expect(root.querySelector(".ae-undo")).toBeNull();
  });

  it("rejects with a reason, by keyboard", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    await press(root, "Reject");
    const field = root.querySelector<HTMLInputElement>(WORDS);
    expect(document.activeElement).toBe(field);
    if (!field) throw new Error("no field");
    field.value = "wrong customer";
    field.dispatchEvent(new Event("input"));
    root.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
    await settle();
    expect(given.wishes).toEqual([{ kind: "reject", id: "act-1", reason: "wrong customer" }]);
    expect(root.textContent).toContain("Nothing waits for you");
  });

  it("escape puts the question away and gives the focus back", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    await press(root, "Reject");
    root.querySelector<HTMLInputElement>(WORDS)?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
    expect(root.querySelector("form")).toBeNull();
    expect(document.activeElement?.textContent).toBe("Reject");
    expect(given.wishes).toEqual([]);
  });

  it("a high-risk action is approved only after a second look", async () => {
    const given = scene([detail({ high_risk: true, signs: [{ code: "reply_to", text: "Replies go elsewhere.", fraud: true }] })]);
    const root = await open(given);
    await press(root, "Approve");
    expect(given.wishes).toEqual([]);
    expect(root.querySelector("form")?.textContent).toContain("Replies go elsewhere.");
    expect(document.activeElement?.textContent).toBe("Cancel");
    root.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
    await settle();
    expect(given.wishes).toMatchObject([{ kind: "approve" }]);
  });

  it("keeps what is being typed, and the focus, when something else changes", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    await press(root, "Reject");
    const field = root.querySelector<HTMLInputElement>(WORDS);
    if (!field) throw new Error("no field");
    field.value = "half a sen";
    field.dispatchEvent(new Event("input"));
    given.change({ cards: [detail(), detail({ id: "act-2", summary: "Another one" })] });
    await settle();
    expect(root.textContent).toContain("Another one");
    expect(document.activeElement).toBe(field);
    given.change({ cards: [detail({ expires_at: "2026-11-18T09:50:00.000Z" })] });
    await settle();
    const again = root.querySelector<HTMLInputElement>(WORDS);
    expect(again).not.toBe(field);
    expect(again?.value).toBe("half a sen");
    expect(document.activeElement).toBe(again);
  });

  it("draws nothing anew when nothing changed", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    const before = heads(root)[0];
    given.change({});
    await settle();
    expect(heads(root)[0]).toBe(before);
  });

  it("arrow keys go from card to card", async () => {
    const root = await open(scene(everyCard()));
    const all = heads(root);
    expect(all).toHaveLength(8);
    all[0]?.focus();
    all[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    expect(document.activeElement).toBe(all[1]);
  });

  it("G4 a mail's text is text, never markup", async () => {
    const evil = '<img src=x onerror="window.hit = 1">[[link]]';
    const root = await open(scene([detail({ summary: evil, source_text: evil, evidence: { total: evil } })]));
    expect(root.querySelector("img, a")).toBeNull();
    expect(root.textContent).toContain(evil);
  });
});

describe("A3 states of the panel", () => {
  it("starting, could not start, nothing to do, paused", async () => {
    const loading = await open(scene([], {}, { employee: null }));
    expect(loading.textContent).toContain("Starting");
    await panel?.onClose();
    panel?.unload();
    const broken = await open(scene([], {}, { employee: null, trouble: "The folder cannot be written." }));
    expect(broken.textContent).toContain("The folder cannot be written.");
    await panel?.onClose();
    panel?.unload();
    const empty = await open(scene([]));
    expect(empty.textContent).toContain("Nothing waits for you");
  });

  it("resumes from the banner", async () => {
    const given = scene([], { paused: { by: "person", reason: "", at: "" } });
    const root = await open(given);
    await press(root, "Resume");
    expect(given.wishes).toEqual([{ kind: "resume" }]);
    expect(root.textContent).not.toContain("Paused");
  });

  it("K2 settings loosened outside this device are confirmed here", async () => {
    const given = scene([], { to_confirm: ["odoo goes live"] });
    const root = await open(given);
    expect(root.textContent).toContain("odoo goes live");
    await press(root, "Confirm");
    expect(status(root)).toBe("The changed settings hold now.");
    expect(root.textContent).not.toContain("odoo goes live");
  });

  it("a wish that throws is said, and the panel goes on", async () => {
    const given = scene([detail()]);
    const { employee } = given.desk;
    if (!employee) throw new Error("no employee");
    employee.wish = () => Promise.reject(new Error("The disk is full."));
    const root = await open(given);
    await press(root, "Approve");
    expect(status(root)).toContain("The disk is full.");
    expect(heads(root)).toHaveLength(1);
  });
});

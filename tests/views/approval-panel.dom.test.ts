/**
 * Owns: the proof that the panel can be used - by mouse and keyboard - and survives changes under the person's hands.
 * Never: rules of the engine.
 */
import { WorkspaceLeaf, App } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApprovalPanel } from "../../src/views/approval-panel";
import { askedOtherwise, crowd, detail, everyCard, mondayMorning, scene, type Scene } from "./examples";
import { ATTACKS, LETTERS, MARKUP, NAMES, ORDERS } from "../hostile/attacks";
import { ENDLESS, hostileCard } from "../hostile/cards";
import { roomOf, shell } from "./room";

let panel: ApprovalPanel | null = null;

async function open(given: Scene): Promise<HTMLElement> {
  panel = new ApprovalPanel(WorkspaceLeaf.create2__(App.createConfigured__()).asOriginalType3__(), roomOf(given), shell());
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
const part = (root: HTMLElement, id: string, name: string): HTMLElement | null => root.querySelector(`[data-focus="${id}:${name}"]`);
/** Pressed where the focus is. */
const key = async (root: HTMLElement, pressed: string): Promise<void> => {
  (document.activeElement ?? root).dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true }));
  await settle();
};
const heads = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(".ae-head")];
const status = (root: HTMLElement): string => root.querySelector("[role=status]")?.textContent ?? "";

beforeEach(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.remove();
  };
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

describe("A3 a long queue costs little", () => {
  it("details are asked for unfolded cards only, and again only when their row changed", async () => {
    const given = scene(crowd(1000));
    const root = await open(given);
    expect(given.shows).toEqual(["monday-1"]);
    expect(root.querySelectorAll(".ae-card")).toHaveLength(30);
    given.change({ cards: given.cards().map((card) => (card.id === "monday-7" ? { ...card, amount: "8.00" } : card)) });
    await settle();
    expect(given.shows).toEqual(["monday-1"]);
    given.change({ cards: given.cards().map((card) => (card.id === "monday-1" ? { ...card, amount: "9.00" } : card)) });
    await settle();
    expect(given.shows).toEqual(["monday-1", "monday-1"]);
  });

  it("only the card that changed is drawn anew", async () => {
    const given = scene(crowd(10));
    const root = await open(given);
    const before = heads(root);
    given.change({ cards: given.cards().map((card) => (card.id === "monday-5" ? { ...card, summary: "Another title" } : card)) });
    await settle();
    expect(heads(root).map((head, index) => head === before[index])).toEqual(Array.from({ length: 10 }, (_, index) => index !== 4));
  });

  it("more cards are drawn when they are asked for, and every one is reached by key", async () => {
    const root = await open(scene(crowd(70)));
    await press(root, "Show more (40)");
    expect(heads(root)).toHaveLength(60);
    heads(root).at(-1)?.focus();
    await key(root, "j");
    expect(document.activeElement).toBe(heads(root)[60]);
    expect(heads(root)).toHaveLength(70);
  });
});

describe("A3 several at once", () => {
  const select = async (root: HTMLElement, id: string): Promise<void> => {
    part(root, id, "select")?.click();
    await settle();
  };

  it("never takes a high-risk card, which any fraud sign makes it, or one that does not wait", async () => {
    const given = scene(everyCard());
    const root = await open(given);
    root.querySelector<HTMLElement>("[aria-label='Select several']")?.click();
    await settle();
    expect([...root.querySelectorAll(".ae-select")]).toHaveLength(1);
    part(root, "act-2", "head")?.focus();
    await key(root, "x");
    expect(status(root)).toContain("decided by itself");
    await press(root, "Select all");
    await press(root, "Approve");
    expect(root.querySelector("dialog")?.textContent).not.toContain("Harbour");
  });

  it("one confirmation lists them; each is approved for the content that was listed", async () => {
    const given = scene(mondayMorning());
    const root = await open(given);
    root.querySelector<HTMLElement>("[aria-label='Select several']")?.click();
    await settle();
    await select(root, "monday-2");
    await select(root, "monday-3");
    await press(root, "Approve");
    expect(given.wishes).toEqual([]);
    given.change({ cards: given.cards().map((card) => (card.id === "monday-3" ? { ...card, fingerprint: "9".repeat(64) } : card)) });
    await settle();
    await press(root, "Approve 2 actions");
    expect(given.wishes).toEqual([
      { kind: "approve", id: "monday-2", fingerprint: "1".repeat(64) },
      { kind: "approve", id: "monday-3", fingerprint: "2".repeat(64) },
    ]);
  });

  it("what became high risk after it was selected is not among them any more", async () => {
    const given = scene(mondayMorning());
    const root = await open(given);
    root.querySelector<HTMLElement>("[aria-label='Select several']")?.click();
    await settle();
    await select(root, "monday-2");
    await select(root, "monday-3");
    given.change({ cards: given.cards().map((card) => (card.id === "monday-3" ? { ...card, high_risk: true } : card)) });
    await settle();
    expect(root.querySelector(".ae-selection")?.textContent).toContain("1 of 9 selected");
    await press(root, "Reject");
    await press(root, "Reject 1 action");
    expect(given.wishes).toEqual([{ kind: "reject", id: "monday-2", reason: "no reason given" }]);
  });
});

describe("K1 a decision is for what was seen", () => {
  it("while the history of a changed card is still being read, the old content stands there and is what is approved", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    const { employee } = given.desk;
    if (!employee) throw new Error("no employee");
    employee.show = () => new Promise(() => undefined);
    given.change({ cards: [detail({ fingerprint: "0".repeat(64), amount: "990.00" })] });
    await settle();
    expect(root.textContent).not.toContain("990.00");
    part(root, "act-1", "approve")?.click();
    await settle();
    expect(given.wishes).toEqual([{ kind: "approve", id: "act-1", fingerprint: "f".repeat(64) }]);
  });

  it("what became high risk between the confirmation and the click is left out", async () => {
    const given = scene(mondayMorning());
    const root = await open(given);
    part(root, "monday-2", "head")?.focus();
    await key(root, "x");
    await press(root, "Approve");
    given.change({ cards: given.cards().map((card) => (card.id === "monday-2" ? { ...card, high_risk: true } : card)) });
    await settle();
    await press(root, "Approve 1 action");
    expect(given.wishes).toEqual([]);
    expect(status(root)).toContain("decide it by itself");
  });

  it("a detail that cannot be read is said; the queue stays", async () => {
    const given = scene([detail()]);
    const { employee } = given.desk;
    if (!employee) throw new Error("no employee");
    employee.show = () => Promise.reject(new Error("Logs/2026-11-18.json cannot be read."));
    const root = await open(given);
    expect(status(root)).toContain("cannot be read");
    expect(heads(root)).toHaveLength(1);
  });
});

describe("A3 the hands stay where they are", () => {
  it("a card that leaves gives the focus to the one that takes its place; the last one to what says that there is none", async () => {
    const given = scene(mondayMorning().slice(0, 3));
    const root = await open(given);
    part(root, "monday-2", "head")?.focus();
    given.change({ cards: given.cards().filter(({ id }) => id !== "monday-2") });
    await settle();
    expect(document.activeElement).toBe(part(root, "monday-3", "head"));
    given.change({ cards: [] });
    await settle();
    expect(document.activeElement).toBe(root.querySelector(".ae-empty"));
  });

  it("who went on to another card while an answer was on its way stays there: the next press is not for the card before", async () => {
    const given = scene(mondayMorning().slice(0, 3));
    const root = await open(given);
    const { employee } = given.desk;
    if (!employee) throw new Error("no employee");
    const { wish } = employee;
    let answer = (): void => undefined;
    employee.wish = async (...asked) => {
      await new Promise<void>((go) => (answer = go));
      return wish(...asked);
    };
    await press(root, "Approve");
    part(root, "monday-2", "head")?.focus();
    answer();
    await settle();
    expect(part(root, "monday-1", "undo")).not.toBeNull();
    expect(document.activeElement).toBe(part(root, "monday-2", "head"));
  });

  it("the focus comes together with what is asked, never after it: nobody's typing ends in another field", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    const { employee } = given.desk;
    if (!employee) throw new Error("no employee");
    const { list } = employee;
    const drawings: (() => void)[] = [];
    employee.list = async (status) => {
      await new Promise<void>((go) => drawings.push(go));
      return list(status);
    };
    const drawOne = async (): Promise<void> => {
      drawings.shift()?.();
      await settle();
    };
    given.change({});
    await settle();
    // Pressed while a drawing is under way: that one shows the form already, and another one follows.
    await press(root, "Edit");
    await drawOne();
    const fields = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-focus^="act-1:field."]')];
    expect(document.activeElement).toBe(fields()[0]);
    fields()[1]?.focus();
    await drawOne();
    expect(drawings).toEqual([]);
    expect(document.activeElement).toBe(fields()[1]);
    (document.activeElement as HTMLInputElement).form?.requestSubmit();
    await settle();
    while (drawings.length > 0) await drawOne();
    expect(root.querySelector(".ae-edit")).toBeNull();
    expect(document.activeElement).toBe(part(root, "act-1", "edit"));
  });

  it("M4 what a later mail wants is shown old and new with its words; one click takes it over, one puts it back, each as an edit of exactly what was shown", async () => {
    const given = scene([askedOtherwise({ status: "approved" })]);
    const root = await open(given);
    heads(root)[0]?.click();
    await settle();
    const block = (): string => root.querySelector(".ae-asked")?.textContent ?? "";
    expect(block()).toContain("Not taken over yet: the mail of 18 Nov 2026");
    expect(block()).toContain("Line 1, quantity: 13 → 15");
    expect(root.querySelector(".ae-asked blockquote")?.textContent).toContain("make it 15 hours instead of 13");
    const wanted = given.cards()[0]?.asked_change?.fields;
    const before = given.cards()[0]?.fields;
    await press(root, "Take over the change");
    expect(given.wishes).toEqual([{ kind: "edit", id: "act-1", fields: wanted }]);
    expect(block()).toContain("Changed as the mail of");
    expect(document.activeElement).toBe(part(root, "act-1", "put_back"));
    await press(root, "Put back");
    expect(given.cards()[0]?.fields).toEqual(before);
    expect(document.activeElement).toBe(part(root, "act-1", "take_over"));
  });

  it("M4 nothing is taken over while the card waits for another device, or in the middle of a question", async () => {
    const given = scene([askedOtherwise({ away: { asked: { kind: "approve", at: "2026-11-18T09:12:00.000Z" }, refused: null } })]);
    const root = await open(given);
    heads(root)[0]?.click();
    await settle();
    expect(root.querySelector(".ae-asked")).toBeNull();
    given.change({ cards: [askedOtherwise()] });
    await settle();
    await press(root, "Reject");
    expect([root.querySelector(".ae-asked") === null, part(root, "act-1", "take_over")]).toEqual([false, null]);
  });

  it("keys do nothing while something is typed, together with Ctrl, or when they are switched off", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    const search = root.querySelector<HTMLInputElement>("input[type=search]");
    search?.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
    part(root, "act-1", "head")?.focus();
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "a", ctrlKey: true, bubbles: true }));
    await given.desk.save({ ...given.settings(), single_keys: false });
    await key(root, "a");
    expect(given.wishes).toEqual([]);
    await given.desk.save({ ...given.settings(), single_keys: true });
    await key(root, "a");
    expect(given.wishes).toMatchObject([{ kind: "approve" }]);
  });

  it("a folded card is unfolded by the key, not decided", async () => {
    const given = scene(mondayMorning());
    const root = await open(given);
    part(root, "monday-8", "head")?.focus();
    await key(root, "a");
    expect(given.wishes).toEqual([]);
    expect(part(root, "monday-8", "head")?.getAttribute("aria-expanded")).toBe("true");
    expect(status(root)).toContain("Unfolded");
    await key(root, "a");
    expect(given.wishes).toEqual([]);
    expect(document.activeElement?.textContent).toBe("Cancel");
  });

  it("a key takes nothing away from what is being edited", async () => {
    const given = scene([detail()]);
    const root = await open(given);
    await press(root, "Edit");
    for (const place of ["save", "head"]) {
      part(root, "act-1", place)?.focus();
      await key(root, "a");
    }
    expect(given.wishes).toEqual([]);
    expect(root.querySelector(".ae-edit")).not.toBeNull();
  });

  it("what was put aside on this device is hidden, counted, shown when wanted, and comes back", async () => {
    const given = scene(mondayMorning().slice(0, 1));
    const root = await open(given);
    await press(root, "Snooze");
    await press(root, "For 1 hour");
    expect(heads(root)).toHaveLength(0);
    expect(root.textContent).toContain("Nothing else waits for you");
    await press(root, "1 put aside: show");
    expect(heads(root)[0]?.textContent).toContain("Put aside until 18 Nov 2026, 11:20");
    await press(root, "Hide what was put aside");
    given.pass(60 * 60_000);
    await vi.advanceTimersByTimeAsync(1000);
    await settle();
    expect(heads(root)).toHaveLength(1);
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

describe("G4 a stranger's words on a card", () => {
  /** Hides, reorders or runs on: nowhere on a card. */
  const HIDING = /[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u061C\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\p{Cs}]|\p{M}{9}|\u200D{2}/u;
  const texts = (root: HTMLElement): string[] => [...root.querySelectorAll("*")].flatMap((one) => [
    ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
    ...["aria-label", "title", "value", "placeholder", "href"].map((name) => one.getAttribute(name) ?? ""),
    one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement ? one.value : "",
  ]);
  const shape = (root: HTMLElement): string[] => [...root.querySelectorAll("*")].filter((one) => one.localName !== "mark").map((one) => `${one.localName}.${one.className} ${one.getAttributeNames().join(",")}`);
  async function both(words: string): Promise<{ shapes: string[]; said: string[]; links: string[] }> {
    const root = await open(scene([hostileCard(words)]));
    heads(root)[0]?.click();
    await vi.waitUntil(() => part(root, "act-1", "edit"));
    const card = [shape(root), texts(root)] as const;
    const links = [...root.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
    await press(root, "Edit");
    const result = { shapes: [...card[0], "edit", ...shape(root)], said: [...card[1], ...texts(root)], links };
    await panel?.onClose();
    panel?.unload();
    panel?.containerEl.remove();
    panel = null;
    return result;
  }

  it("is no markup, hides and reorders nothing, and opens nothing but the web: content, tables, signs, evidence, labels, fields", async () => {
    // Several in one card; blocks of code differ in nothing that is drawn here, so a few stand for them.
    const tried = [...MARKUP, ...LETTERS, ...ORDERS, ...NAMES, ...ATTACKS.filter((_, index) => index % 25 === 0)].filter(({ length }) => length < 200);
    const batches = Array.from({ length: Math.ceil(tried.length / 16) }, (_, at) => `x${tried.slice(at * 16, at * 16 + 16).join(" ").replace(/\n/g, " ")}z`);
    const wanted = (await both("x".repeat(400))).shapes;
    for (const words of [...batches, ...ENDLESS.map((one) => `x${one}z`)]) {
      const { shapes, said, links } = await both(words);
      expect([words, shapes]).toEqual([words, wanted]);
      expect([words, said.filter((text) => HIDING.test(text))]).toEqual([words, []]);
      expect(links.every((link) => /^https?:/.test(link))).toBe(true);
    }
  });
});

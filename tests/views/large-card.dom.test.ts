/**
 * Owns: the proof that one card shown large stays true, that several places agree, and that time goes by in the window that shows them.
 * Never: rules of the engine.
 */
import { App, WorkspaceLeaf } from "obsidian-test-mocks/obsidian";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApprovalPanel, CARD_VIEW } from "../../src/views/approval-panel";
import { Ticker } from "../../src/views/ticker";
import { detail, everyCard, scene, type Scene } from "./examples";
import { roomOf, shell } from "./room";

const panels: ApprovalPanel[] = [];

async function open(given: Scene, state: unknown = null): Promise<HTMLElement> {
  const leaf = WorkspaceLeaf.create2__(App.createConfigured__()).asOriginalType3__();
  const panel = state === null ? new ApprovalPanel(leaf, roomOf(given), shell()) : new ApprovalPanel(leaf, roomOf(given), shell(), CARD_VIEW);
  panels.push(panel);
  document.body.append(panel.containerEl);
  panel.load();
  await panel.onOpen();
  if (state !== null) await panel.setState(state, { history: false });
  return panel.contentEl;
}
const shows = (root: HTMLElement, text: string): Promise<unknown> => vi.waitUntil(() => root.textContent.includes(text));

afterEach(async () => {
  for (const panel of panels.splice(0)) {
    await panel.onClose();
    panel.unload();
    panel.containerEl.remove();
  }
});

describe("A3 one card large", () => {
  it("shows everything, and what is decided in one place stands in the other", async () => {
    const given = scene([detail()]);
    const [all, one] = [await open(given), await open(given, { id: "act-1" })];
    await shows(one, "that makes 940 € all together");
    await shows(all, "940.00");
    one.querySelector<HTMLElement>('[data-focus="act-1:approve"]')?.click();
    await shows(one, "Starts in 30 s");
    await shows(all, "Starts in 30 s");
    all.querySelector<HTMLElement>('[data-focus="act-1:undo"]')?.click();
    await shows(one, "Waiting for you");
    expect(given.wishes).toEqual([{ kind: "approve", id: "act-1", fingerprint: "f".repeat(64) }, { kind: "undo", id: "act-1" }]);
  });

  it("is still there when the action is no longer open, and says its end", async () => {
    const given = scene([detail({ id: "act-9", status: "done" })]);
    const one = await open(given, { id: "act-9", title: "Invoice" });
    await shows(one, "Done");
    expect(one.querySelector('[data-focus="act-9:approve"]')).toBeNull();
  });

  it("is named by its state before anything is read, and gives back what it was restored from", async () => {
    const given = scene([detail()], {}, { employee: null });
    await open(given, { id: "act-1", title: "Invoice Brightwater" });
    const [panel] = panels;
    expect(panel?.getDisplayText()).toBe("Invoice Brightwater");
    expect(panel?.getState()).toMatchObject({ id: "act-1", title: "Invoice Brightwater" });
  });

  it.each([[{}], [{ id: 5 }], [{ id: "" }], ["act-1"], [null]])("a damaged state shows no card: %o", async (state: unknown) => {
    const one = await open(scene(everyCard()), state ?? {});
    await Promise.resolve();
    expect(one.querySelector(".ae-card")).toBeNull();
  });
});

describe("A3 reading is not disturbed", () => {
  it("a card that is drawn anew keeps what the person unfolded and how far they scrolled", async () => {
    const given = scene([detail()]);
    const all = await open(given);
    const message = await vi.waitUntil(() => all.querySelector<HTMLDetailsElement>('details[data-keep="The message"]'));
    message.open = true;
    const frame = message.querySelector<HTMLElement>(".ae-message");
    if (frame) frame.scrollTop = 40;
    given.change({ cards: [detail({ expires_at: "2026-11-18T09:50:00.000Z" })] });
    await vi.waitUntil(() => all.querySelector('details[data-keep="The message"]') !== message);
    const again = all.querySelector<HTMLDetailsElement>('details[data-keep="The message"]');
    expect(again?.open).toBe(true);
    expect(again?.querySelector(".ae-message")?.scrollTop).toBe(40);
  });
});

describe("A3 time in another window", () => {
  it("the window that shows it keeps the time, also after it was moved; closing leaves nothing behind", () => {
    const ticking = (): Window & { running: Set<number> } => {
      const running = new Set<number>();
      let last = 0;
      const setInterval = (): number => {
        running.add((last += 1));
        return last;
      };
      return Object.assign(Object.create(window) as Window, { running, setInterval, clearInterval: (id: number) => running.delete(id) });
    };
    const [first, second] = [ticking(), ticking()];
    let migrate: (win: Window) => void = () => undefined;
    const element = document.createElement("div");
    Object.defineProperty(element, "win", { value: first });
    element.onWindowMigrated = (listener) => {
      migrate = listener;
      return () => (migrate = () => undefined);
    };
    const ticker = new Ticker(element, () => undefined);
    expect([first.running.size, second.running.size]).toEqual([1, 0]);
    migrate(second);
    expect([first.running.size, second.running.size]).toEqual([0, 1]);
    ticker.close();
    migrate(first);
    expect([first.running.size, second.running.size]).toEqual([0, 0]);
  });
});

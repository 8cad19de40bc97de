/**
 * What silently goes wrong here: a post that the calendar does not show, or moves to another hour than was meant - above all across a change of clocks.
 */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Detail } from "../../src/core/card";
import { CalendarBoard } from "../../src/views/calendar-board";
import { detail, scene, type Scene } from "./examples";

const post = (id: string, over: Partial<Detail>): Detail => detail({ id, type: "social_media_post", channel: "board,wall", summary: `Post on Board: ${id}`, planned_at: null, ...over });

function shown(cards: Detail[]): { root: HTMLElement; given: Scene; opened: string[]; board: CalendarBoard } {
  const given = scene(cards);
  const opened: string[] = [];
  const root = document.body.createDiv();
  const board = new CalendarBoard(root, given.desk, { openCard: (id) => void opened.push(id), newPost: () => void opened.push("new") });
  return { root, given, opened, board };
}
const marked = (root: HTMLElement, mark: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(`[data-focus="${mark}"]`);
  if (!found) throw new Error(`Nothing is marked ${mark}.`);
  return found;
};
const dayOf = (root: HTMLElement, id: string): string => marked(root, `entry:${id}`).closest("li")?.querySelector(".ae-day-name")?.getAttribute("aria-label") ?? "";
const moves = ({ wishes }: Scene): unknown[] => wishes.map((wish) => (wish.kind === "edit" ? wish.fields["scheduled_for"] : wish.kind));

afterEach(() => document.body.replaceChildren());

describe("S4 calendar", () => {
  it("shows what is planned, waiting, published and failed on its day in the owner's zone; nothing else", async () => {
    const cards = [
      post("waits", { planned_at: "2026-11-24T09:00:00.000Z" }),
      post("late", { planned_at: "2026-11-24T23:30:00.000Z", status: "approved" }),
      post("failed", { planned_at: "2026-11-10T09:00:00.000Z", started_at: "2026-11-11T09:00:00.000Z", status: "failed" }),
      detail({ id: "invoice" }),
    ];
    const { root, board } = shown(cards);
    await board.refresh();
    expect([...root.querySelectorAll<HTMLElement>(".ae-entry")].map(({ dataset }) => dataset["focus"])).toEqual(["entry:failed", "entry:waits", "entry:late"]);
    expect([dayOf(root, "waits"), dayOf(root, "late"), dayOf(root, "failed")]).toEqual(["Tuesday, 24 Nov 2026", "Wednesday, 25 Nov 2026", "Wednesday, 11 Nov 2026"]);
    expect(marked(root, "entry:waits").textContent).toBe("10:00waits, waiting, board, wall");
    expect(root.querySelector("[aria-current=date] .ae-day-name")?.getAttribute("aria-label")).toBe("Wednesday, 18 Nov 2026");
  });

  it("moves by keyboard at the same hour of the wall, also over a change of clocks", async () => {
    const { root, given, board } = shown([post("a", { planned_at: "2026-10-24T07:00:00.000Z" })]);
    await board.refresh();
    marked(root, "calendar:before").click();
    marked(root, "entry:a").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", altKey: true, bubbles: true }));
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(moves(given)).toEqual(["2026-10-25T08:00:00.000Z"]);
    marked(root, "entry:a").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    expect(given.wishes).toHaveLength(1);
  });

  it("moves by drag to the day it is dropped on", async () => {
    const { root, given, board } = shown([post("a", { planned_at: "2026-11-24T09:00:00.000Z" })]);
    await board.refresh();
    const held = new Map<string, string>();
    const dragged = (name: string): Event => Object.assign(new Event(name, { bubbles: true, cancelable: true }), { dataTransfer: { setData: (kind: string, id: string) => held.set(kind, id), getData: (kind: string) => held.get(kind) ?? "", types: [...held.keys()] } });
    marked(root, "entry:a").dispatchEvent(dragged("dragstart"));
    const target = [...root.querySelectorAll(".ae-day")].find((day) => day.querySelector(".ae-day-name")?.getAttribute("aria-label") === "Friday, 27 Nov 2026");
    const over = dragged("dragover");
    target?.dispatchEvent(over);
    expect(over.defaultPrevented).toBe(true);
    target?.dispatchEvent(dragged("drop"));
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(moves(given)).toEqual(["2026-11-27T09:00:00.000Z"]);
  });

  it("moves to a day and time that are typed, and opens the card", async () => {
    const { root, given, opened, board } = shown([post("a", { planned_at: "2026-11-24T09:00:00.000Z" })]);
    await board.refresh();
    marked(root, "entry:a").click();
    const field = marked(root, "chosen:at");
    if (!(field instanceof HTMLInputElement)) throw new Error("It is no field.");
    expect(field.value).toBe("2026-11-24T10:00");
    field.value = "2026-11-24T12:15";
    marked(root, "chosen:move").click();
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(moves(given)).toEqual(["2026-11-24T11:15:00.000Z"]);
    marked(root, "chosen:card").click();
    expect(opened).toEqual(["a"]);
  });

  it("what is over is not moved", async () => {
    const { root, given, board } = shown([post("a", { planned_at: "2026-11-10T09:00:00.000Z", status: "failed" })]);
    await board.refresh();
    marked(root, "entry:a").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", altKey: true, bubbles: true }));
    await Promise.resolve();
    expect(given.wishes).toEqual([]);
    expect(root.querySelector("[role=status]")?.textContent).toContain("cannot be changed");
  });

  it("queue: what waits without a time, then what is planned; and what to do when there is nothing", async () => {
    const { root, board } = shown([post("planned", { planned_at: "2026-11-24T09:00:00.000Z" }), post("soon", {})]);
    await board.refresh();
    expect([...root.querySelectorAll(".ae-queue-of-posts li button")].flatMap((line) => line.textContent || [])).toEqual(["Post on Board: soon", "Post on Board: planned"]);
    const empty = shown([]);
    await empty.board.refresh();
    expect(empty.root.textContent).toContain("Nothing is planned");
    marked(empty.root, "calendar:new").click();
    expect(empty.opened).toEqual(["new"]);
  });

  it("queue: a post goes up and down by changing places with its neighbour, and to the next free time", async () => {
    const at = (day: number): Partial<Detail> => ({ planned_at: `2026-11-2${day}T09:00:00.000Z`, status: "approved" });
    const { root, given, board } = shown([post("c", at(6)), post("a", at(4)), post("b", at(5)), post("soon", {})]);
    await board.refresh();
    expect([...root.querySelectorAll("[data-focus^='up:'], [data-focus^='down:']")].flatMap((one) => (one.getAttribute("aria-disabled") === "false" ? (one.getAttribute("data-focus") ?? "") : [])).sort()).toEqual(["down:a", "down:b", "up:b", "up:c"]);
    marked(root, "up:a").click();
    for (const mark of ["up:b", "down:b", "next:soon"]) {
      const before = given.wishes.length;
      marked(root, mark).click();
      await vi.waitUntil(() => given.wishes.length > before);
    }
    expect(given.wishes).toEqual([{ kind: "exchange", id: "b", with: "a" }, { kind: "exchange", id: "b", with: "c" }, { kind: "edit", id: "soon", fields: { scheduled_for: "queue" } }]);
  });

  it("a week has its seven days from Monday, and says where the clocks change", async () => {
    const { root, board } = shown([]);
    await board.refresh();
    marked(root, "calendar:week").click();
    expect(root.querySelectorAll(".ae-day")).toHaveLength(7);
    for (let step = 0; step < 4; step += 1) marked(root, "calendar:before").click();
    expect([...root.querySelectorAll(".ae-day-name")].map((day) => day.getAttribute("aria-label")).at(-1)).toBe("Sunday, 25 Oct 2026, 25 hours: the clocks change");
  });
});

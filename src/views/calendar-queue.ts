/**
 * Owns: the queue of posts below the calendar - in the order in which they go out, each moved up and down or to the next free time (PRODUCT S4).
 * Never: deciding whether a post may be moved: that is a wish, judged like every other.
 */
import type { Wish } from "../api";
import { movedTo, type Planned } from "../core/calendar";
import { QUEUED } from "../core/post-note";
import { showInstant } from "../core/schedule";
import { visibleLine } from "../core/untrusted";
import { button, focusable, icon } from "./drawing";

export interface QueueHands {
  readonly zone: string;
  readonly now: Date;
  openCard(id: string): void;
  /** `done`: what is said when it was entered. */
  wish(wish: Wish, done: string): void;
}

/** Posts that still come: those with a time in its order, and those that go out as soon as they are approved. */
export function queueOf({ dated, undated }: { dated: readonly Planned[]; undated: readonly Planned[] }, now: Date): { soon: Planned[]; timed: Planned[] } {
  return { soon: undated.filter(({ movable }) => movable), timed: dated.filter(({ at, movable }) => movable && Date.parse(at) >= now.getTime()) };
}

export function drawQueue(parent: HTMLElement, planned: { dated: readonly Planned[]; undated: readonly Planned[] }, hands: QueueHands): void {
  const { soon, timed } = queueOf(planned, hands.now);
  const section = parent.createEl("section", { cls: "ae-queue-of-posts", attr: { "aria-label": "Queue" } });
  section.createEl("h4", { text: "Queue" });
  if (soon.length + timed.length === 0) {
    const empty = section.createDiv({ cls: "ae-empty" });
    icon(empty, "calendar");
    empty.createEl("p", { text: "Nothing is planned. A post that you hand in with a time, or into the queue, stands here." });
    return;
  }
  const list = section.createEl("ol");
  const line = ({ id, status, summary, channels }: Planned, when: string): HTMLElement => {
    const item = list.createEl("li");
    const words = item.createDiv();
    focusable(button(words, { text: visibleLine(summary), cls: "ae-quiet" }, () => hands.openCard(id)), "queue", id);
    words.createSpan({ cls: "ae-faint", text: ` ${when} · ${status} · ${channels.join(", ")}` });
    return item.createDiv({ cls: "ae-tools" });
  };
  /** `wish` null: there is nothing to do; the button stays, so that the focus has a place. */
  const tool = (tools: HTMLElement, { id, summary }: Planned, mark: string, look: { icon: string; label: string }, wish: Wish | null, done = ""): void => {
    const made = button(tools, { icon: look.icon, label: `${look.label}: ${summary}`, cls: "ae-quiet" }, () => wish && hands.wish(wish, done));
    focusable(made, mark, id).setAttribute("aria-disabled", String(wish === null));
  };
  const exchange = ({ id }: Planned, other: Planned | undefined): Wish | null => (other ? { kind: "exchange", id, with: other.id } : null);
  const next = (tools: HTMLElement, post: Planned): void => tool(tools, post, "next", { icon: "calendar-plus", label: "To the next free time" }, { kind: "edit", id: post.id, fields: movedTo(QUEUED) }, "It has the next free time.");
  for (const post of soon) next(line(post, "as soon as it is approved"), post);
  timed.forEach((post, index) => {
    const tools = line(post, showInstant(post.at, hands.zone));
    tool(tools, post, "up", { icon: "arrow-up", label: "Earlier" }, exchange(post, timed[index - 1]));
    tool(tools, post, "down", { icon: "arrow-down", label: "Later" }, exchange(post, timed[index + 1]));
    next(tools, post);
  });
}

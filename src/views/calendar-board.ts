/**
 * Owns: the calendar of posts in its element: month and week, moving a post by drag and by keyboard (PRODUCT S4).
 * Never: deciding whether a post may be moved: that is an edit, judged like every other.
 */
import type { Wish } from "../api";
import { movedTo, plannedOf, type Planned } from "../core/calendar";
import { readTime } from "../core/post-note-read";
import { addDays, dateIn, instantOf, showDate, showInstant, timeIn } from "../core/schedule";
import { calendarOf, localTime, turned, type CalendarMode, type Day } from "../core/slots";
import { visibleLine } from "../core/untrusted";
import { drawQueue } from "./calendar-queue";
import { PERSON, sentence, type Desk } from "./desk";
import { button, focusable, keepingFocus } from "./drawing";
import { STILL_STARTING } from "./said";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const TONES: Partial<Record<Planned["status"], string>> = { waiting: "ae-attention", unknown: "ae-danger", failed: "ae-danger", expired: "ae-danger", done: "ae-good", approved: "ae-good", simulated: "ae-calm" };
/** Days that a key moves a post by, with Alt. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const DRAGGED = "application/x-autonomous-employee-post";

export interface CalendarShell {
  openCard(id: string): void;
  newPost(): void;
}

export class CalendarBoard {
  private mode: CalendarMode = "month";
  private date: string;
  /** The post whose time is being set. */
  private chosen: string | null = null;
  private planned: { dated: Planned[]; undated: Planned[] } = { dated: [], undated: [] };
  private turn: Promise<void> = Promise.resolve();
  private closed = false;
  private readonly statusEl: HTMLElement;
  private readonly bodyEl: HTMLElement;
  private readonly stopListening: () => void;

  /** Lives in `root` until `close`. */
  constructor(
    private readonly root: HTMLElement,
    private readonly desk: Desk,
    private readonly shell: CalendarShell,
  ) {
    this.date = dateIn(desk.now(), this.zone);
    root.empty();
    this.statusEl = root.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.bodyEl = root.createDiv({ cls: "ae-calendar" });
    this.stopListening = desk.onChange(() => void this.refresh());
  }

  close(): void {
    this.closed = true;
    this.stopListening();
    this.root.empty();
  }

  private get zone(): string {
    return this.desk.settings.zone;
  }

  refresh(): Promise<void> {
    this.turn = this.turn
      .then(async () => {
        const { employee } = this.desk;
        if (employee) this.planned = plannedOf(await employee.list("any"));
        this.draw();
      })
      .catch((error: unknown) => this.announce(sentence(error)));
    return this.turn;
  }

  private draw(): void {
    if (this.closed) return;
    keepingFocus(this.bodyEl, () => {
      this.bodyEl.empty();
      this.head();
      const { employee, trouble } = this.desk;
      if (!employee) this.bodyEl.createEl("p", { text: trouble ?? STILL_STARTING });
      const weeks = calendarOf(this.mode, this.date, this.zone, this.desk.now(), this.planned.dated);
      for (const week of weeks) this.week(week);
      this.setting();
      drawQueue(this.bodyEl, this.planned, { zone: this.zone, now: this.desk.now(), openCard: (id) => this.shell.openCard(id), wish: (wish, done) => void this.wish(wish, done) });
    });
  }

  private head(): void {
    const head = this.bodyEl.createDiv({ cls: "ae-calendar-head" });
    head.createEl("h3", { text: this.mode === "month" ? showDate(`${this.date.slice(0, 7)}-01`).slice(2) : `Week of ${showDate(calendarOf("week", this.date, this.zone, this.desk.now(), [])[0]?.[0]?.date ?? this.date)}`, attr: { "aria-live": "polite" } });
    const go = (date: string): void => {
      this.date = date;
      this.draw();
    };
    const tools = head.createDiv({ cls: "ae-tools" });
    focusable(button(tools, { icon: "chevron-left", label: this.mode === "month" ? "Month before" : "Week before", cls: "ae-quiet" }, () => go(turned(this.mode, this.date, -1))), "calendar", "before");
    focusable(button(tools, { text: "Today", cls: "ae-quiet" }, () => go(dateIn(this.desk.now(), this.zone))), "calendar", "today");
    focusable(button(tools, { icon: "chevron-right", label: this.mode === "month" ? "Month after" : "Week after", cls: "ae-quiet" }, () => go(turned(this.mode, this.date, 1))), "calendar", "after");
    for (const [mode, text] of [["month", "Month"], ["week", "Week"]] as const) {
      const choice = button(tools, { text, cls: "ae-quiet" }, () => {
        this.mode = mode;
        this.draw();
      });
      focusable(choice, "calendar", mode).setAttribute("aria-pressed", String(this.mode === mode));
    }
    focusable(button(tools, { text: "New post", icon: "plus", cls: "ae-quiet" }, () => this.shell.newPost()), "calendar", "new");
  }

  private week(days: readonly Day<Planned>[]): void {
    const row = this.bodyEl.createEl("ol", { cls: `ae-week ae-${this.mode}`, attr: { "aria-label": `Week of ${showDate(days[0]?.date ?? this.date)}` } });
    days.forEach((day, index) => this.day(row, day, WEEKDAYS[index] ?? ""));
  }

  private day(row: HTMLElement, { date, hours, within, today, entries }: Day<Planned>, weekday: string): void {
    const odd = hours === 24 ? "" : `, ${hours} hours: the clocks change`;
    const cell = row.createEl("li", { cls: `ae-day${within ? "" : " ae-outside"}${entries.length === 0 ? " ae-free" : ""}`, attr: { ...(today && { "aria-current": "date" }) } });
    const name = cell.createDiv({ cls: "ae-day-name", attr: { "aria-label": `${weekday}, ${showDate(date)}${odd}` } });
    name.setAttribute("role", "heading");
    name.setAttribute("aria-level", "4");
    name.createSpan({ text: `${weekday.slice(0, 3)} ` });
    name.createSpan({ text: String(Number(date.slice(8))) });
    if (hours !== 24) name.createSpan({ cls: "ae-faint", text: ` ${hours} h` });
    for (const entry of entries) this.entry(cell, entry);
    cell.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes(DRAGGED)) event.preventDefault();
    });
    cell.addEventListener("drop", (event) => {
      const dragged = this.planned.dated.find(({ id }) => id === event.dataTransfer?.getData(DRAGGED));
      if (!dragged) return;
      event.preventDefault();
      void this.move(dragged, instantOf(date, timeIn(new Date(dragged.at), this.zone), this.zone).toISOString());
    });
  }

  private entry(cell: HTMLElement, entry: Planned): void {
    const { id, at, status, summary, movable, channels } = entry;
    const time = timeIn(new Date(at), this.zone);
    const line = button(cell, { cls: `ae-entry ${TONES[status] ?? "ae-calm"}` }, () => {
      this.chosen = this.chosen === id ? null : id;
      this.draw();
    });
    focusable(line, "entry", id).setAttribute("aria-expanded", String(this.chosen === id));
    line.createSpan({ cls: "ae-entry-time", text: time });
    line.createSpan({ text: visibleLine(summary.replace(/^Post on [^:]*: /, "")) });
    line.createSpan({ cls: "ae-spoken", text: `, ${status}, ${channels.join(", ")}` });
    line.draggable = movable;
    line.addEventListener("dragstart", (event) => event.dataTransfer?.setData(DRAGGED, id));
    line.addEventListener("keydown", (event) => {
      const step = event.altKey ? STEPS[event.key] : undefined;
      if (step === undefined) return;
      event.preventDefault();
      void this.move(entry, instantOf(addDays(dateIn(new Date(at), this.zone), step), time, this.zone).toISOString());
    });
  }

  /** What can be done with the chosen post. */
  private setting(): void {
    const entry = [...this.planned.dated, ...this.planned.undated].find(({ id }) => id === this.chosen);
    if (!entry) return;
    const { id, at, status, summary, movable, channels } = entry;
    const section = this.bodyEl.createEl("section", { cls: "ae-card ae-chosen", attr: { "aria-label": "Chosen post" } });
    section.createEl("p", { text: visibleLine(summary, 1_000) });
    section.createEl("p", { cls: "ae-faint", text: `${showInstant(at, this.zone)} · ${status} · ${channels.join(", ")}` });
    const line = section.createDiv({ cls: "ae-choices" });
    focusable(button(line, { text: "Open its card" }, () => this.shell.openCard(id)), "chosen", "card");
    if (!movable) return;
    const label = section.createEl("label", { cls: "ae-field" });
    label.createSpan({ cls: "ae-label", text: `Day and time (${this.zone})` });
    const input = focusable(label.createEl("input", { type: "datetime-local" }), "chosen", "at");
    input.value = localTime(at, this.zone);
    const to = (): void => {
      const time = readTime(input.value, this.zone);
      if (time === null) this.announce("A day and a time are missing.");
      else void this.move(entry, time);
    };
    focusable(button(line, { text: "Move it", cls: "mod-cta" }, to), "chosen", "move");
    section.createEl("p", { cls: "ae-faint", text: "Drag it to another day, or press an arrow with the key beside the space bar (alt or option). Policy judges it anew at its new time; what you approved stays approved unless something speaks against the new time." });
  }

  private async move(entry: Planned, at: string): Promise<void> {
    if (entry.movable) await this.wish({ kind: "edit", id: entry.id, fields: movedTo(at) }, `Moved to ${showInstant(at, this.zone)}.`);
    else this.announce(`It is ${entry.status}; its time cannot be changed any more.`);
  }

  private async wish(wish: Wish, done: string): Promise<void> {
    const { employee, trouble } = this.desk;
    if (!employee) {
      this.announce(trouble ?? STILL_STARTING);
      return;
    }
    try {
      const answer = await employee.wish(wish, PERSON);
      await this.refresh();
      this.announce(answer.ok ? `${done} ${answer.text}`.trim() : answer.text);
    } catch (error) {
      this.announce(sentence(error));
    }
  }

  private announce(text: string): void {
    this.statusEl.setText(visibleLine(text, 1_000));
  }
}

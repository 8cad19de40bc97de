/**
 * Owns: asking for the rhythm in which the action of a note comes again, and pausing or stopping one that does (PRODUCT O6).
 * Never: a schedule in force: what is asked for here is proposed, and waits for its approval.
 */
import { Modal, Setting, type App } from "obsidian";
import { EVERY, everyText, type Every, type ScheduleStatus } from "../core/recurring";
import { addDays, dateIn, isDate } from "../core/schedule";
import type { Wish } from "../core/wish";
import { PERSON, sentence, type Desk } from "./desk";
import { STILL_STARTING } from "./said";

/** Id and type that the note of an action says of itself, default the open one; null for any other note. */
export function actionOfNote(app: App, file = app.workspace.getActiveFile()): { id: string; isSchedule: boolean } | null {
  const front = file ? app.metadataCache.getFileCache(file)?.frontmatter : undefined;
  const id: unknown = front?.["id"];
  return file && typeof id === "string" && file.path.endsWith(`_${id}.md`) ? { id, isSchedule: String(front?.["type"]).startsWith("schedule_") } : null;
}

export class RepeatModal extends Modal {
  private every: Every = "monthly";
  private first: string;
  private until = "";

  constructor(
    app: App,
    private readonly desk: Desk,
    private readonly of: { id: string; isSchedule: boolean },
  ) {
    super(app);
    this.first = addDays(dateIn(desk.now(), desk.settings.zone), 1);
  }

  override onOpen(): void {
    const { contentEl, of } = this;
    this.setTitle(of.isSchedule ? "Change what repeats" : "Repeat by a schedule");
    new Setting(contentEl).setName("How often").addDropdown((choice) => choice.addOptions(Object.fromEntries(EVERY.map((every) => [every, everyText(every)]))).setValue(this.every).onChange((every) => (this.every = EVERY.find((one) => one === every) ?? this.every)));
    this.date("First on", this.first, (day) => (this.first = day));
    this.date("Until (empty: until you stop it)", "", (day) => (this.until = day));
    const last = new Setting(contentEl).setDesc("It waits for your approval, with partner and amount; nothing repeats before.");
    if (of.isSchedule) for (const [text, status] of [["Pause", "paused"], ["Go on", "active"], ["Stop", "stopped"]] as const) last.addButton((button) => button.setButtonText(text).onClick(() => this.set(status, last)));
    last.addButton((button) => button.setButtonText("Propose").setCta().onClick(() => this.propose(last)));
  }

  private date(name: string, value: string, changed: (day: string) => void): void {
    new Setting(this.contentEl).setName(name).addText((text) => {
      text.setValue(value).onChange(changed);
      text.inputEl.type = "date";
      text.inputEl.setAttribute("aria-label", name);
    });
  }

  private propose(row: Setting): Promise<void> {
    const { every, first, until, of } = this;
    if (!isDate(first) || (until !== "" && !isDate(until))) {
      row.setErrorMessage("A date is missing.");
      return Promise.resolve();
    }
    return this.wish({ kind: "repeat", of: of.id, rhythm: { every, first, until: until === "" ? null : until } }, row);
  }

  private set(status: ScheduleStatus, row: Setting): Promise<void> {
    return this.wish({ kind: "schedule", of: this.of.id, status }, row);
  }

  /** What came of it stands in the row. */
  private async wish(wish: Wish, row: Setting): Promise<void> {
    const { employee, trouble } = this.desk;
    try {
      const { ok, text } = employee ? await employee.wish(wish, PERSON) : { ok: false, text: trouble ?? STILL_STARTING };
      row.setDesc(ok ? text : "").setErrorMessage(ok ? null : text);
    } catch (error) {
      row.setErrorMessage(sentence(error));
    }
  }
}

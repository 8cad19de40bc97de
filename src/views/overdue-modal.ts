/**
 * Owns: the list of overdue invoices - since when each waits, what was written last - and one click to the reminder's note (PRODUCT K7, L3).
 * Never: sending one: the note is a text for the owner to send. Opening the list writes nothing.
 */
import { Modal, Setting, type App, type ButtonComponent } from "obsidian";
import type { Employee } from "../api";
import { showMoney } from "../core/money";
import { LEVEL_WORDS, type Overdue } from "../core/reminder";
import { showDate } from "../core/schedule";
import { visibleLine } from "../core/untrusted";
import { sentence, type Desk } from "./desk";
import { STILL_STARTING } from "./said";

function waiting({ days, due_date, level, written }: Overdue): string {
  const since = `Waiting since ${showDate(due_date)}, ${days} ${days === 1 ? "day" : "days"}; by its age ${level === 0 ? "no reminder is due yet" : `a ${LEVEL_WORDS[level]} reminder`}.`;
  return `${since} ${written === null ? "Nothing was written yet." : `The ${LEVEL_WORDS[written.level] ?? "last"} one was written on ${showDate(written.at.slice(0, 10))}.`}`;
}

export class OverdueModal extends Modal {
  constructor(
    app: App,
    private readonly desk: Desk,
  ) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle("Overdue invoices");
    this.say("Asking the books…");
    void this.list();
  }

  override onClose(): void {
    this.contentEl.empty();
  }

  private say(text: string): void {
    this.contentEl.empty();
    new Setting(this.contentEl).setDesc(visibleLine(text, 1_000));
  }

  /** What goes wrong is shown in place of the list. */
  private async list(): Promise<void> {
    const { employee, trouble } = this.desk;
    if (!employee) {
      this.say(trouble ?? STILL_STARTING);
      return;
    }
    try {
      const found = await employee.overdue();
      if (typeof found === "string") this.say(found);
      else if (found.length === 0) this.say("No invoice is overdue.");
      else this.draw(found, employee);
    } catch (error) {
      this.say(sentence(error));
    }
  }

  private draw(found: readonly Overdue[], employee: Employee): void {
    this.contentEl.empty();
    for (const invoice of found) {
      const { label, partner, open } = invoice;
      const row = new Setting(this.contentEl).setName(visibleLine(`${label}, ${partner}: ${showMoney(open)}`)).setDesc(waiting(invoice));
      row.addButton((button) => {
        button.setButtonText("Write reminder").onClick(() => this.write(invoice, employee, row, button));
        button.buttonEl.setAttribute("aria-label", visibleLine(`Write reminder for ${label}`));
      });
    }
  }

  /** The note is opened; why there is none stands at its row. */
  private async write({ service, id }: Overdue, employee: Employee, row: Setting, button: ButtonComponent): Promise<void> {
    button.setDisabled(true);
    try {
      const { notes, text } = await employee.prepare("reminders", `${service}:${id}`);
      const [note] = notes;
      if (note === undefined) {
        row.setErrorMessage(text);
      } else {
        this.desk.openNote(note);
        this.close();
      }
    } catch (error) {
      row.setErrorMessage(sentence(error));
    } finally {
      button.setDisabled(false);
    }
  }
}

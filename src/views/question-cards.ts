/**
 * Owns: open questions about mails in the approval panel: what is missing, fields to fill in, and the ready text for the customer (PRODUCT M4).
 * Never: markup from a message - every text is set as text - and never sending anything.
 */
import type { Question } from "../core/question";
import { showInstant } from "../core/schedule";
import { canonical } from "../core/json";
import { visible, visibleLine, visibleText } from "../core/untrusted";
import { sentence, type Desk } from "./desk";
import { button, focusable, icon } from "./drawing";
import { changes, startEditing, type, type Editing } from "./edit-model";
import { drawEditing, type EditHands } from "./edit-view";
import { missingText } from "./names";

export interface QuestionScreen {
  /** `focus`: where it goes together with what is drawn. */
  refresh(focus?: string): Promise<void>;
  announce(text: string): void;
}

export class QuestionCards implements EditHands {
  private readonly editing = new Map<string, Editing>();
  private drawn = "";
  private questions: readonly Question[] = [];

  /** Draws into `place`. */
  constructor(
    private readonly place: HTMLElement,
    private readonly desk: Desk,
    private readonly screen: QuestionScreen,
  ) {}

  /** As they were last read; drawn again only when something is different, so that nothing typed is lost. */
  show(questions: readonly Question[]): void {
    this.questions = questions;
    for (const question of questions) this.editing.set(question.id, this.following(question));
    const now = JSON.stringify(questions.map((question) => [question, this.editing.get(question.id)?.drawn]));
    if (now === this.drawn) return;
    this.drawn = now;
    this.place.empty();
    if (questions.length === 0) return;
    const group = this.place.createEl("section");
    group.createEl("h3", { cls: "ae-group", text: "Facts are missing" }).createSpan({ cls: "ae-count", text: String(questions.length) });
    for (const question of questions) this.draw(group, question);
  }

  /** What is being typed, over the fields as they are asked for now: a later mail may have answered some. */
  private following({ id, ...question }: Question): Editing {
    const fields = visible(question.fields);
    const before = this.editing.get(id);
    if (!before || canonical(before.base) === canonical(fields)) return before ?? startEditing(fields);
    const typed = Object.entries(changes(before)).filter(([name]) => Object.hasOwn(fields, name));
    return { ...startEditing(fields), typed: { ...fields, ...Object.fromEntries(typed) }, drawn: before.drawn + 1 };
  }

  private draw(parent: HTMLElement, question: Question): void {
    const { id } = question;
    const title = visibleLine(question.title) || "(no subject)";
    const card = parent.createEl("article", { cls: "ae-card", attr: { "aria-label": `Facts are missing: ${title}` } });
    const body = card.createDiv({ cls: "ae-body" });
    body.createDiv({ cls: "ae-title", text: title });
    body.createDiv({ cls: "ae-foot", text: `From ${visibleLine(question.from)}, ${showInstant(question.at, this.desk.settings.zone)}` });
    for (const sign of question.signs) {
      const line = body.createDiv({ cls: `ae-sign ae-${sign.fraud ? "danger" : "attention"}` });
      icon(line, sign.fraud ? "shield-alert" : "triangle-alert");
      line.createSpan({ text: visibleLine(sign.fraud ? `Fraud sign: ${sign.text}` : sign.text) });
    }
    this.list(body, "What is missing", question.missing.map(missingText));
    drawEditing(body, id, this.editing.get(id) ?? startEditing(visible(question.fields)), "", this, "Make the draft");
    this.list(body, "How it was understood", question.reasons);
    for (const [index, { at, text }] of question.messages.entries()) {
      const title = index === 0 ? "The message" : `Written later, ${showInstant(at, this.desk.settings.zone)}`;
      const message = body.createEl("details", { cls: "ae-part", attr: { "data-keep": `message ${id} ${index}` } });
      message.createEl("summary", { text: title });
      message.createDiv({ cls: "ae-message", text: visibleText(text), attr: { tabindex: "0", role: "group", "aria-label": title } });
    }
    const reply = body.createEl("details", { cls: "ae-part", attr: { "data-keep": `reply ${id}` } });
    reply.createEl("summary", { text: "Reply that asks the customer" });
    reply.createDiv({ cls: "ae-message", text: visibleText(question.reply), attr: { tabindex: "0", role: "group", "aria-label": "Reply that asks the customer" } });
    const line = body.createDiv({ cls: "ae-choices" });
    focusable(button(line, { text: "Copy the reply", icon: "copy", cls: "ae-quiet" }, () => void this.copy(question)), id, "copy");
    focusable(button(line, { text: "Open note", cls: "ae-link" }, () => this.desk.openNote(question.note)), id, "note");
  }

  private list(parent: HTMLElement, title: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const part = parent.createDiv({ cls: "ae-part" });
    part.createDiv({ cls: "ae-label", text: title });
    const items = part.createEl("ul");
    for (const text of lines) items.createEl("li", { text: visibleLine(text, 1_000) });
  }

  private async copy({ reply }: Question): Promise<void> {
    try {
      await this.place.win.navigator.clipboard.writeText(reply);
      this.screen.announce("Copied. Send it from your mailbox; nothing is sent from here.");
    } catch (error) {
      this.screen.announce(`It could not be copied: ${sentence(error)}`);
    }
  }

  typeField(id: string, path: string, value: string | boolean): void {
    const editing = this.editing.get(id);
    if (editing) this.editing.set(id, type(editing, path, value));
  }

  // The fields of a question are plain: there are no rows to add or remove.
  addRow(): void {}
  removeRow(): void {}

  save(id: string): void {
    void this.send(id);
  }

  private async send(id: string): Promise<void> {
    const editing = this.editing.get(id);
    const { employee } = this.desk;
    if (!editing || !employee) return;
    try {
      const { ok, problems, text } = await employee.questions.answer(id, changes(editing));
      if (ok) this.editing.delete(id);
      else this.editing.set(id, { ...editing, problems: problems.map(({ field, text: said }) => ({ path: field, text: said })), drawn: editing.drawn + 1 });
      this.screen.announce(text);
      const [first] = problems;
      await this.screen.refresh(first && `${id}:field.${first.field}`);
    } catch (error) {
      this.screen.announce(sentence(error));
    }
  }

  cancel(id: string): void {
    const question = this.questions.find((one) => one.id === id);
    if (!question) return;
    const { drawn = 0 } = this.editing.get(id) ?? {};
    this.editing.set(id, { ...startEditing(visible(question.fields)), drawn: drawn + 1 });
    void this.screen.refresh(`${id}:cancel`);
  }
}

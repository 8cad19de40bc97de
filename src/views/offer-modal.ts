/**
 * Owns: asking for something about a record that a service holds - which one, its form, what is wrong with an answer at its field (PRODUCT O2).
 * Never: a decision: what is asked for here is proposed, and waits for its approval unless the policy table allows it.
 */
import { Modal, Setting, type App } from "obsidian";
import type { Employee } from "../api";
import type { JsonObject } from "../core/json";
import type { Ask, Form, Offered } from "../core/offer";
import { visibleLine, visibleText } from "../core/untrusted";
import { PERSON, sentence, type Desk } from "./desk";
import { STILL_STARTING } from "./said";

/** Nothing to choose from is shown for a record that nothing can be done with. */
const NOTHING = "Nothing can be asked for about it now.";

export class OfferModal extends Modal {
  private readonly rows = new Map<string, Setting>();
  private answers: JsonObject = {};
  private record = "";

  /** `of`: one thing, the id of an action whose record is meant, or null: the person names the record. */
  constructor(
    app: App,
    private readonly desk: Desk,
    private readonly of: Offered | string | null,
  ) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle("Ask for a next step");
    void this.attempt(async (employee) => {
      if (this.of === null) this.choose(employee.offers.all());
      else if (typeof this.of !== "string") await this.fill(employee, this.of);
      else this.choose((await employee.show(this.of))?.offers ?? []);
    });
  }

  /** What goes wrong is shown in place of the form. */
  private async attempt(work: (employee: Employee) => Promise<void>): Promise<void> {
    const { employee, trouble } = this.desk;
    try {
      if (employee) await work(employee);
      else this.say(trouble ?? STILL_STARTING);
    } catch (error) {
      this.say(sentence(error));
    }
  }

  private say(text: string): void {
    this.contentEl.empty();
    new Setting(this.contentEl).setDesc(visibleLine(text, 1_000));
  }

  private choose(offers: readonly Offered[]): void {
    const { contentEl } = this;
    contentEl.empty();
    if (offers.length === 0) return this.say(NOTHING);
    if (this.of === null) {
      new Setting(contentEl)
        .setName("Which record")
        .setDesc("Its number, as it stands on the invoice or bill.")
        .addText((text) => {
          text.setValue(this.record).onChange((value) => (this.record = value));
          text.inputEl.setAttribute("aria-label", "Which record");
        });
    }
    const row = new Setting(contentEl);
    for (const offer of offers) {
      row.addButton((button) =>
        button.setButtonText(`${offer.label}…`).onClick(() => this.attempt((employee) => this.fill(employee, { ...offer, record: offer.record === "" ? this.record : offer.record }, row))),
      );
    }
  }

  /** `row`: where it is said that it cannot be asked for, so that the number can be corrected. */
  private async fill(employee: Employee, of: Offered, row: Setting | null = null): Promise<void> {
    const form = await employee.offers.form(of);
    if (typeof form !== "string") this.draw(form);
    else if (row) row.setErrorMessage(form);
    else this.say(form);
  }

  private draw(form: Form): void {
    const { contentEl } = this;
    contentEl.empty();
    this.rows.clear();
    this.answers = {};
    this.setTitle(visibleLine(form.label));
    for (const [name, value] of form.rows) new Setting(contentEl).setName(visibleLine(name)).setDesc(visibleLine(value, 1_000));
    for (const ask of form.asks) this.rows.set(ask.field, this.ask(ask));
    const last = new Setting(contentEl).setDesc("It is proposed, and decided on like everything else.");
    last.addButton((button) => button.setButtonText("Propose").setCta().onClick(() => this.propose(form, last)));
  }

  private ask({ field, label, kind, value, choices, hint }: Ask): Setting {
    const row = new Setting(this.contentEl).setName(visibleLine(label)).setDesc(visibleLine(hint, 1_000));
    const take = (answer: string | boolean): void => {
      this.answers[field] = answer;
      row.setErrorMessage(null);
    };
    if (kind === "switch") return row.addToggle((toggle) => toggle.setValue(value === true).onChange(take));
    if (kind === "choice") return row.addDropdown((choice) => choice.addOptions({ ...(value === null && { "": "Choose one" }), ...Object.fromEntries(choices.map(([name, text]) => [name, visibleLine(text)])) }).setValue(typeof value === "string" ? value : "").onChange(take));
    return row.addText((text) => {
      text.setValue(typeof value === "string" ? visibleText(value) : "").onChange(take);
      text.inputEl.type = kind === "date" ? "date" : "text";
      text.inputEl.setAttribute("aria-label", visibleLine(label));
    });
  }

  private propose(form: Form, last: Setting): Promise<void> {
    return this.attempt(async (employee) => {
      const { channel, operation, record } = form;
      const of = { channel, operation, record };
      const problems = await employee.offers.problems(of, this.answers);
      for (const row of this.rows.values()) row.setErrorMessage(null);
      if (typeof problems === "string") return void last.setErrorMessage(problems);
      for (const { field, text } of problems) (this.rows.get(field) ?? last).setErrorMessage(text);
      if (problems.length > 0) return;
      const { ok, text } = await employee.wish({ kind: "propose", ...of, answers: this.answers }, PERSON);
      last.setDesc(ok ? text : "").setErrorMessage(ok ? null : text);
    });
  }
}

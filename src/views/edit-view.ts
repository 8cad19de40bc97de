/**
 * Owns: the form in which a person changes the fields of an action, on its card.
 * Never: what is typed (edit-model.ts), or a rule about it.
 */
import type { Json, JsonObject } from "../core/json";
import { button, focusable, icon } from "./drawing";
import { emptyRow, type Editing } from "./edit-model";
import { fieldName } from "./names";

/** What a person can do in the form. */
export interface EditHands {
  typeField(id: string, path: string, value: string | boolean): void;
  addRow(id: string, path: string): void;
  /** `path` of the row. */
  removeRow(id: string, path: string): void;
  save(id: string): void;
  cancel(id: string): void;
}

/** Long texts get room. */
const LONG = 60;

class Form {
  constructor(
    private readonly id: string,
    private readonly editing: Editing,
    private readonly hands: EditHands,
  ) {}

  /** What is wrong with the field, below it; part of its label, so that it is read with the field's name. */
  private problem(parent: HTMLElement, path: string): boolean {
    const texts = this.editing.problems.filter((problem) => problem.path === path).map(({ text }) => text);
    if (texts.length === 0) return false;
    const line = parent.createSpan({ cls: "ae-problem ae-danger" });
    icon(line, "circle-alert");
    line.createSpan({ text: texts.join("; ") });
    return true;
  }

  private value(parent: HTMLElement, path: string, name: string, value: Exclude<Json, object> | null): void {
    const { id, hands } = this;
    const text = value === null ? "" : String(value);
    const checked = typeof value === "boolean";
    const label = parent.createEl("label", { cls: checked ? "ae-field ae-check" : "ae-field" });
    label.createSpan({ text: name, cls: "ae-label" });
    const input = text.length > LONG ? label.createEl("textarea", { text, attr: { rows: "3" } }) : label.createEl("input", { type: checked ? "checkbox" : "text", value: text });
    focusable(input, id, `field.${path}`);
    input.toggleAttribute("checked", value === true);
    input.addEventListener("input", () => hands.typeField(id, path, checked && "checked" in input ? input.checked : input.value));
    if (this.problem(label, path)) input.setAttribute("aria-invalid", "true");
  }

  private list(parent: HTMLElement, path: string, items: Json[]): void {
    const { id, hands } = this;
    const rows = parent.createDiv({ cls: "ae-lines" });
    items.forEach((item, index) => {
      const at = `${path}.${index}`;
      const row = rows.createEl("fieldset", { cls: "ae-line" });
      row.createEl("legend", { text: fieldName(at), cls: "ae-label" });
      this.node(row, at, "", item);
      const remove = button(row, { icon: "trash-2", label: `Remove ${fieldName(at).toLowerCase()}`, cls: "ae-quiet" }, () => hands.removeRow(id, at));
      focusable(remove, id, `remove.${at}`);
      this.problem(row, at);
    });
    this.problem(rows, path);
    if (emptyRow(this.editing, path) === undefined) return;
    focusable(button(rows, { icon: "plus", text: `Add ${fieldName(`${path}.${items.length}`).toLowerCase()}`, cls: "ae-quiet" }, () => hands.addRow(id, path)), id, `add.${path}`);
  }

  /** `name` "": the value is the whole row. */
  node(parent: HTMLElement, path: string, name: string, value: Json): void {
    if (Array.isArray(value)) this.list(parent, path, value);
    else if (value === null || typeof value !== "object") this.value(parent, path, name === "" ? fieldName(path) : name, value);
    else for (const [key, inner] of Object.entries(value)) this.node(parent, path === "" ? key : `${path}.${key}`, fieldName(key), inner);
  }

  /** Problems at no field that is shown. */
  elsewhere(parent: HTMLElement): void {
    const shown = new Set([...parent.querySelectorAll<HTMLElement>("[data-focus]")].map((element) => element.dataset["focus"]?.replace(/^.*?:(field|add)\./, "")));
    for (const { path, text } of this.editing.problems) {
      if (shown.has(path)) continue;
      const line = parent.createDiv({ cls: "ae-problem ae-danger" });
      icon(line, "circle-alert");
      line.createSpan({ text: `${path === "" ? "" : `${fieldName(path)} `}${text}` });
    }
  }
}

/** Draws the form at the end of `parent`; `warning` says what saving undoes, "" when nothing; `save`: text of its button. */
export function drawEditing(parent: HTMLElement, id: string, editing: Editing, warning: string, hands: EditHands, save = "Save"): void {
  const element = parent.createEl("form", { cls: "ae-question ae-edit", attr: { "aria-label": "Edit", novalidate: "" } });
  if (warning !== "") element.createEl("p", { text: warning });
  const form = new Form(id, editing, hands);
  form.node(element, "", "", editing.typed satisfies JsonObject);
  form.elsewhere(element);
  const line = element.createDiv({ cls: "ae-choices" });
  focusable(line.createEl("button", { text: save, type: "submit", cls: "mod-cta" }), id, "save");
  focusable(button(line, { text: "Cancel" }, () => hands.cancel(id)), id, "cancel");
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    hands.save(id);
  });
}

/**
 * Owns: what stands above the cards - search, filter, selecting several, help - as elements that stay while the cards change.
 * Never: which cards fit (filter-model.ts).
 */
import { button, focusable } from "./drawing";
import { isFiltering, NO_FILTER, STATUS_GROUPS, type Filter } from "./filter-model";

export interface ToolHands {
  filter(filter: Filter): void;
  selecting(on: boolean): void;
  decideSelected(kind: "approve" | "reject"): void;
  selectShown(): void;
  help(): void;
}

/** Id of a choice and its name. */
type Named = readonly (readonly [id: string, name: string])[];

export class Toolbar {
  private filter: Filter = NO_FILTER;
  private channels: Named = [];
  private readonly element: HTMLElement;
  private readonly search: HTMLInputElement;
  private readonly choices: HTMLElement;
  private readonly service: HTMLSelectElement;
  private readonly group: HTMLSelectElement;
  private readonly highRisk: HTMLInputElement;
  private readonly filterButton: HTMLButtonElement;
  private readonly selectButton: HTMLButtonElement;
  private readonly selection: HTMLElement;

  constructor(
    parent: HTMLElement,
    private readonly hands: ToolHands,
  ) {
    this.element = parent.createDiv({ cls: "ae-toolbar", attr: { role: "search", "aria-label": "Cards" } });
    const line = this.element.createDiv({ cls: "ae-search" });
    this.search = focusable(line.createEl("input", { type: "search", placeholder: "Search", attr: { "aria-label": "Search cards" } }), "", "search");
    this.search.addEventListener("input", () => this.change({ words: this.search.value }));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.search.value !== "") this.change({ words: (this.search.value = "") });
    });
    this.filterButton = button(line, { icon: "list-filter", label: "Filter", cls: "ae-quiet" }, () => this.unfold(this.choices.hidden !== false));
    this.selectButton = button(line, { icon: "list-checks", label: "Select several", cls: "ae-quiet" }, () => hands.selecting(this.selection.hidden !== false));
    button(line, { icon: "keyboard", label: "Keys", cls: "ae-quiet ae-keys-offer" }, () => hands.help());

    this.choices = this.element.createDiv({ cls: "ae-filter" });
    this.group = this.select("Status", [["", "Any"], ...Object.entries(STATUS_GROUPS).map(([id, { label }]) => [id, label] as const)], (group) => this.change({ group }));
    this.service = this.select("Service", [], (channel) => this.change({ channel }));
    const label = this.choices.createEl("label", { cls: "ae-check" });
    this.highRisk = label.createEl("input", { type: "checkbox" });
    label.createSpan({ text: "High risk only" });
    this.highRisk.addEventListener("change", () => this.change({ high_risk: this.highRisk.checked }));

    this.selection = this.element.createDiv({ cls: "ae-selection", attr: { role: "group", "aria-label": "Selected cards" } });
    this.unfold(false);
    this.selected(null, 0);
  }

  private select(name: string, options: Named, onChange: (id: string) => void): HTMLSelectElement {
    const label = this.choices.createEl("label");
    label.createSpan({ cls: "ae-label", text: name });
    const element = label.createEl("select", { cls: "dropdown" });
    for (const [value, text] of options) element.createEl("option", { value, text });
    element.addEventListener("change", () => onChange(element.value));
    return element;
  }

  private unfold(open: boolean): void {
    this.choices.hidden = !open;
    this.filterButton.setAttribute("aria-expanded", String(open));
  }

  private change(changed: Partial<Filter>): void {
    this.filter = { ...this.filter, ...changed };
    this.filterButton.toggleClass("ae-on", isFiltering({ ...this.filter, words: "" }));
    this.hands.filter(this.filter);
  }

  /** Shows every card again. */
  clear(): void {
    this.search.value = this.group.value = this.service.value = "";
    this.highRisk.checked = false;
    this.change(NO_FILTER);
  }

  focusSearch(): void {
    this.search.focus();
    this.search.select();
  }

  /** Hidden while there is nothing to look through. `channels`: services of the cards, by name. */
  update(visible: boolean, channels: Named): void {
    this.element.hidden = !visible;
    if (JSON.stringify(channels) === JSON.stringify(this.channels)) return;
    this.channels = channels;
    this.service.empty();
    for (const [value, text] of [["", "Any"], ...channels] as Named) this.service.createEl("option", { value, text });
    this.service.value = this.filter.channel;
  }

  /** `count` of `selectable` cards are selected; null: nothing is being selected. */
  selected(count: number | null, selectable: number): void {
    const { selection, hands } = this;
    selection.hidden = count === null;
    this.selectButton.setAttribute("aria-pressed", String(count !== null));
    selection.empty();
    if (count === null) return;
    selection.createSpan({ text: selectable === 0 ? "No low-risk card waits here." : `${count} of ${selectable} selected` });
    const add = (text: string, mark: string, disabled: boolean, onClick: () => void): void => {
      focusable(button(selection, { text }, onClick), "selection", mark).disabled = disabled;
    };
    add("Select all", "all", selectable === 0 || count === selectable, () => hands.selectShown());
    add("Approve", "approve", count === 0, () => hands.decideSelected("approve"));
    add("Reject", "reject", count === 0, () => hands.decideSelected("reject"));
    add("Done", "done", false, () => hands.selecting(false));
  }
}

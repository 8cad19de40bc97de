/**
 * Owns: one card of the approval panel as elements.
 * Never: what stands on it (card-model.ts), and never markup from a message; every text is set as text.
 */
import type { DeliveryCard, Preview } from "../core/card";
import type { CardBody, CardHead, Choice, Tool } from "./card-model";
import { button, focusable, icon } from "./drawing";
import type { Editing } from "./edit-model";
import { drawEditing, type EditHands } from "./edit-view";
import type { Piece } from "./evidence";
import type { SnoozeChoice } from "./snooze-model";

/** What a person can do with a card. */
export interface Hands extends EditHands {
  toggle(id: string): void;
  choose(id: string, choice: Choice): void;
  /** The person goes on with what was asked. */
  confirm(id: string, choice: Choice): void;
  /** What was typed so far: kept when the card is drawn again. */
  type(id: string, words: string): void;
  use(id: string, tool: Tool): void;
  snooze(id: string, until: string): void;
  select(id: string): void;
  openNote(path: string): void;
}

/** What the person is in the middle of, on one card. */
export type Asking = { kind: "question"; choice: Choice; words: string } | { kind: "snooze"; choices: SnoozeChoice[] } | { kind: "edit"; editing: Editing; warning: string };

export interface CardFace {
  head: CardHead;
  /** Null while it is folded. */
  body: CardBody | null;
  asking: Asking | null;
  /** Null when it cannot be selected now. */
  selected: boolean | null;
}

const TOOLS: Record<Tool, { text: string; icon: string }> = {
  edit: { text: "Edit", icon: "pencil" },
  snooze: { text: "Snooze", icon: "alarm-clock" },
  wake: { text: "Show again now", icon: "alarm-clock-off" },
};

const UNDO: Choice = { step: "undo", label: "Undo", tone: "main", question: null };

function list(parent: HTMLElement, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const part = parent.createDiv({ cls: "ae-part" });
  part.createDiv({ cls: "ae-label", text: title });
  const items = part.createEl("ul");
  for (const text of lines) items.createEl("li", { text });
}

function rows(parent: HTMLElement, pairs: readonly (readonly [string, string])[]): void {
  if (pairs.length === 0) return;
  const definitions = parent.createEl("dl", { cls: "ae-rows" });
  for (const [name, value] of pairs) {
    const row = definitions.createDiv();
    row.createEl("dt", { text: name });
    row.createEl("dd", { text: value });
  }
}

/** Columns in which every cell begins with a digit are read from the right. */
function numeric(lines: readonly (readonly string[])[], column: number): boolean {
  return lines.every((line) => /^-?\d/.test(line[column] ?? ""));
}

function preview(parent: HTMLElement, { title, rows: pairs, table }: Preview): void {
  parent.createDiv({ cls: "ae-preview-title", text: title });
  rows(parent, pairs);
  const [head, ...lines] = table;
  if (!head) return;
  // Scrolls by itself when the sidebar is narrow, also with the arrow keys.
  const frame = parent.createDiv({ cls: "ae-table", attr: { tabindex: "0", role: "group", "aria-label": `Lines of ${title}` } });
  const grid = frame.createEl("table");
  const top = grid.createEl("thead").createEl("tr");
  const side = (column: number): string => (numeric(lines, column) ? "ae-number" : "");
  head.forEach((text, column) => top.createEl("th", { text, cls: side(column), attr: { scope: "col" } }));
  const body = grid.createEl("tbody");
  for (const line of lines) {
    const row = body.createEl("tr");
    line.forEach((text, column) => row.createEl("td", { text, cls: side(column) }));
  }
}

function delivery(parent: HTMLElement, shown: DeliveryCard): void {
  const part = parent.createDiv({ cls: "ae-delivery" });
  const top = part.createDiv({ cls: "ae-delivery-head" });
  top.createSpan({ cls: "ae-label", text: shown.label });
  top.createSpan({ cls: `ae-pill ${shown.mode === "live" ? "ae-attention" : "ae-calm"}`, text: shown.mode === "live" ? "Live" : "Dry run" });
  preview(part, shown.preview);
  list(part, "What the check found", shown.findings);
  const { receipt } = shown;
  if (!receipt) return;
  const line = part.createDiv({ cls: "ae-receipt" });
  icon(line, "check");
  if (receipt.url === null) line.createSpan({ text: receipt.label });
  else line.createEl("a", { text: receipt.label, href: receipt.url, cls: "external-link" });
  if (receipt.difference !== null) list(part, "Differs from what was approved", [receipt.difference]);
}

function folded(parent: HTMLElement, title: string, draw: (inside: HTMLElement) => void): void {
  const details = parent.createEl("details", { cls: "ae-part" });
  details.createEl("summary", { text: title });
  draw(details.createDiv());
}

function choose(parent: HTMLElement, id: string, choice: Choice, hands: Hands): void {
  const cls = choice.tone === "main" ? "mod-cta" : choice.tone === "danger" ? "ae-destructive" : "";
  focusable(button(parent, { text: choice.label, cls }, () => hands.choose(id, choice)), id, choice.step);
}

function question(parent: HTMLElement, id: string, choice: Choice, words: string, hands: Hands): void {
  if (!choice.question) return;
  const { text, input, confirm } = choice.question;
  const form = parent.createEl("form", { cls: "ae-question" });
  form.createEl("p", { text });
  if (input !== null) {
    const label = form.createEl("label", { text: input });
    const field = focusable(label.createEl("input", { type: "text", value: words }), id, "words");
    field.addEventListener("input", () => hands.type(id, field.value));
  }
  const line = form.createDiv({ cls: "ae-choices" });
  const yes = line.createEl("button", { text: confirm, type: "submit", cls: choice.tone === "danger" || choice.step === "reject" ? "ae-destructive" : "mod-cta" });
  focusable(yes, id, "confirm");
  focusable(button(line, { text: "Cancel" }, () => hands.cancel(id)), id, "cancel");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hands.confirm(id, choice);
  });
}

function snoozing(parent: HTMLElement, id: string, choices: readonly SnoozeChoice[], hands: Hands): void {
  const group = parent.createDiv({ cls: "ae-question", attr: { role: "group", "aria-label": "Snooze" } });
  group.createEl("p", { text: "Hidden on this device only. It still expires when it would have." });
  const line = group.createDiv({ cls: "ae-choices ae-stack" });
  choices.forEach(({ label, until }, index) => focusable(button(line, { text: label }, () => hands.snooze(id, until)), id, `snooze.${index}`));
  focusable(button(line, { text: "Cancel" }, () => hands.cancel(id)), id, "cancel");
}

function asked(parent: HTMLElement, id: string, asking: Asking, hands: Hands): void {
  const place = parent.createDiv();
  if (asking.kind === "question") question(place, id, asking.choice, asking.words, hands);
  else if (asking.kind === "snooze") snoozing(place, id, asking.choices, hands);
  else drawEditing(place, id, asking.editing, asking.warning, hands);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    hands.cancel(id);
  });
}

/** What was understood is marked in the message; every piece is set as text. */
function message(parent: HTMLElement, pieces: readonly Piece[]): void {
  // Scrolls by itself, also with the arrow keys.
  const frame = parent.createDiv({ cls: "ae-message", attr: { tabindex: "0", role: "group", "aria-label": "The message" } });
  for (const { text, facts } of pieces) {
    if (facts.length === 0) frame.appendText(text);
    else frame.createEl("mark", { text, attr: { title: facts.join(", ") } });
  }
}

/** While its fields are edited they stand where they are shown otherwise. */
function unfolded(parent: HTMLElement, id: string, body: CardBody, asking: Asking | null, hands: Hands): void {
  for (const { text, fraud } of body.signs) {
    const sign = parent.createDiv({ cls: `ae-sign ${fraud ? "ae-danger" : "ae-attention"}` });
    icon(sign, fraud ? "shield-alert" : "triangle-alert");
    sign.createSpan({ text: fraud ? `Fraud sign: ${text}` : text });
  }
  for (const { effect, cause, next } of body.problems) {
    const problem = parent.createDiv({ cls: "ae-sign ae-danger" });
    icon(problem, "circle-alert");
    problem.createSpan({ text: `${effect} ${cause} ${next}` });
  }
  if (body.returned !== null) {
    const returned = parent.createDiv({ cls: "ae-sign ae-attention" });
    icon(returned, "undo-2");
    returned.createSpan({ text: `It came back to you: ${body.returned}` });
  }
  if (asking?.kind === "edit") asked(parent, id, asking, hands);
  else {
    list(parent, "Changed and judged again", body.changed);
    for (const shown of body.deliveries) delivery(parent, shown);
  }
  list(parent, "Why you are asked", body.why);
  list(parent, "Assumed", body.assumptions);
  list(parent, "Must be done first", body.depends_on);
  if (body.evidence.length > 0) folded(parent, `Evidence (${body.evidence.length})`, (inside) => rows(inside, body.evidence));
  const { message: pieces, note } = body;
  if (pieces !== null) folded(parent, "The message", (inside) => message(inside, pieces));
  const foot = parent.createDiv({ cls: "ae-foot" });
  foot.createSpan({ text: body.times });
  if (note === null) return;
  focusable(button(foot, { text: "Open note", cls: "ae-link" }, () => hands.openNote(note)), id, "note");
}

function bar(card: HTMLElement, { head, body, selected }: CardFace, hands: Hands): void {
  const { id } = head;
  const top = card.createDiv({ cls: "ae-bar-line" });
  if (selected !== null) {
    const box = focusable(top.createEl("input", { type: "checkbox", cls: "ae-select", attr: { "aria-label": `Select: ${head.title}` } }), id, "select");
    box.checked = selected;
    box.addEventListener("change", () => hands.select(id));
  }
  const fold = focusable(top.createEl("button", { cls: "ae-head", attr: { type: "button", "aria-expanded": String(body !== null) } }), id, "head");
  fold.addEventListener("click", () => hands.toggle(id));
  const line = fold.createSpan({ cls: "ae-head-line" });
  icon(line, body === null ? "chevron-right" : "chevron-down");
  line.createSpan({ cls: "ae-title", text: head.title });
  if (head.money !== null) line.createSpan({ cls: "ae-money", text: head.money });
  const facts = fold.createSpan({ cls: "ae-facts" });
  facts.createSpan({ cls: `ae-pill ae-${head.tone}`, text: head.status });
  if (head.high_risk) facts.createSpan({ cls: "ae-pill ae-danger", text: "High risk" });
  if (head.due !== "") facts.createSpan({ text: head.due });
}

/** One card, not yet in the document. */
export function drawCard(face: CardFace, hands: Hands): HTMLElement {
  const { head, body, asking } = face;
  const { id } = head;
  const card = createEl("article", { cls: `ae-card${face.selected === true ? " ae-selected" : ""}`, attr: { "aria-label": head.title } });
  card.dataset["card"] = id;
  bar(card, face, hands);
  if (head.undo !== null) {
    const strip = card.createDiv({ cls: "ae-undo" });
    strip.createSpan({ attr: { "data-until": head.undo } });
    choose(strip, id, UNDO, hands);
  }
  if (!body) return card;
  const inside = card.createDiv({ cls: "ae-body" });
  unfolded(inside, id, body, asking, hands);
  if (asking) {
    if (asking.kind !== "edit") asked(inside, id, asking, hands);
  } else if (body.choices.length + body.tools.length > 0) {
    const choices = inside.createDiv({ cls: "ae-choices", attr: { role: "group", "aria-label": `Decide: ${head.title}` } });
    for (const choice of body.choices) choose(choices, id, choice, hands);
    const tools = choices.createDiv({ cls: "ae-tools" });
    for (const tool of body.tools) focusable(button(tools, { ...TOOLS[tool], cls: "ae-quiet" }, () => hands.use(id, tool)), id, tool);
  }
  return card;
}

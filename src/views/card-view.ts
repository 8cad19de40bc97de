/**
 * Owns: one card of the approval panel as elements.
 * Never: what stands on it (card-model.ts), and never markup from a message; every text is set as text.
 */
import { setIcon } from "obsidian";
import type { DeliveryCard, Preview } from "../core/card";
import type { CardBody, CardHead, Choice } from "./card-model";

/** What a person can do with a card. */
export interface Hands {
  toggle(id: string): void;
  choose(id: string, choice: Choice): void;
  /** The person goes on with what was asked. */
  confirm(id: string, choice: Choice): void;
  cancel(id: string): void;
  /** What was typed so far: kept when the card is drawn again. */
  type(id: string, words: string): void;
  openNote(path: string): void;
}

export interface CardFace {
  head: CardHead;
  /** Null while it is folded. */
  body: CardBody | null;
  undo: { until: string; choice: Choice } | null;
  asking: { choice: Choice; words: string } | null;
}

/** Marks an element so that the focus finds it again after drawing. */
function focusable<E extends HTMLElement>(element: E, id: string, part: string): E {
  element.dataset["focus"] = `${id}:${part}`;
  return element;
}

function icon(parent: HTMLElement, name: string): void {
  const holder = parent.createSpan({ cls: "ae-icon", attr: { "aria-hidden": "true" } });
  setIcon(holder, name);
}

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

function button(parent: HTMLElement, id: string, choice: Choice, label: string, part: string, onClick: () => void): void {
  const cls = choice.tone === "main" ? "mod-cta" : choice.tone === "danger" ? "ae-destructive" : "";
  const element = focusable(parent.createEl("button", { text: label, cls }), id, part);
  element.addEventListener("click", onClick);
}

function question(parent: HTMLElement, id: string, { choice, words }: NonNullable<CardFace["asking"]>, hands: Hands): void {
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
  const no = focusable(line.createEl("button", { text: "Cancel", type: "button" }), id, "cancel");
  no.addEventListener("click", () => hands.cancel(id));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hands.confirm(id, choice);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    hands.cancel(id);
  });
}

function unfolded(parent: HTMLElement, id: string, body: CardBody, hands: Hands): void {
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
  for (const shown of body.deliveries) delivery(parent, shown);
  list(parent, "Why you are asked", body.why);
  list(parent, "Assumed", body.assumptions);
  list(parent, "Must be done first", body.depends_on);
  if (body.evidence.length > 0) folded(parent, `Evidence (${body.evidence.length})`, (inside) => rows(inside, body.evidence));
  const { source_text, note } = body;
  if (source_text !== null) folded(parent, "The message", (inside) => inside.createDiv({ cls: "ae-message", text: source_text }));
  const foot = parent.createDiv({ cls: "ae-foot" });
  foot.createSpan({ text: body.times });
  if (note === null) return;
  const open = focusable(foot.createEl("button", { text: "Open note", cls: "ae-link" }), id, "note");
  open.addEventListener("click", () => hands.openNote(note));
}

/** Draws one card at the end of `parent`. */
export function drawCard(parent: HTMLElement, { head, body, undo, asking }: CardFace, hands: Hands): void {
  const { id } = head;
  const card = parent.createEl("article", { cls: `ae-card ae-edge-${head.tone}`, attr: { "aria-label": head.title } });
  const bar = focusable(card.createEl("button", { cls: "ae-head", attr: { "aria-expanded": String(body !== null) } }), id, "head");
  bar.addEventListener("click", () => hands.toggle(id));
  const line = bar.createSpan({ cls: "ae-head-line" });
  icon(line, body === null ? "chevron-right" : "chevron-down");
  line.createSpan({ cls: "ae-title", text: head.title });
  if (head.money !== null) line.createSpan({ cls: "ae-money", text: head.money });
  const facts = bar.createSpan({ cls: "ae-facts" });
  facts.createSpan({ cls: `ae-pill ae-${head.tone}`, text: head.status });
  if (head.high_risk) facts.createSpan({ cls: "ae-pill ae-danger", text: "High risk" });
  if (head.due !== "") facts.createSpan({ text: head.due });

  if (undo) {
    const strip = card.createDiv({ cls: "ae-undo" });
    strip.createSpan({ attr: { "data-until": undo.until } });
    button(strip, id, { ...undo.choice, tone: "main" }, "Undo", "undo", () => hands.choose(id, undo.choice));
  }
  if (!body) return;
  const inside = card.createDiv({ cls: "ae-body" });
  unfolded(inside, id, body, hands);
  if (asking) question(inside, id, asking, hands);
  else if (body.choices.length > 0) {
    const choices = inside.createDiv({ cls: "ae-choices", attr: { role: "group", "aria-label": `Decide: ${head.title}` } });
    for (const choice of body.choices) button(choices, id, choice, choice.label, choice.step, () => hands.choose(id, choice));
  }
}

/**
 * Owns: what stands on an unfolded card, as elements: signs, what will be sent, why a person is asked, the evidence.
 * Never: what can be done with it (card-view.ts), and never markup from a message; every text is set as text.
 */
import type { DeliveryCard, Preview } from "../core/card";
import { visibleLine, visibleText } from "../core/untrusted";
import type { CardBody } from "./card-model";
import { icon } from "./drawing";
import type { Piece } from "./evidence";

function list(parent: HTMLElement, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const part = parent.createDiv({ cls: "ae-part" });
  if (title !== "") part.createDiv({ cls: "ae-label", text: title });
  const items = part.createEl("ul");
  for (const text of lines) items.createEl("li", { text: visibleText(text) });
}

function rows(parent: HTMLElement, pairs: readonly (readonly [string, string])[]): void {
  if (pairs.length === 0) return;
  const definitions = parent.createEl("dl", { cls: "ae-rows" });
  for (const [name, value] of pairs) {
    const row = definitions.createDiv();
    row.createEl("dt", { text: name });
    row.createEl("dd", { text: visibleText(value) });
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
  const frame = parent.createDiv({ cls: "ae-table", attr: { tabindex: "0", role: "group", "aria-label": `Lines of ${title}`, "data-keep": title } });
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

/** One delivery: exactly what is sent, what a check found, what came of it. */
export function drawDelivery(parent: HTMLElement, shown: DeliveryCard): void {
  const part = parent.createDiv({ cls: "ae-delivery" });
  const top = part.createDiv({ cls: "ae-delivery-head" });
  top.createSpan({ cls: "ae-label", text: shown.label });
  top.createSpan({ cls: `ae-pill ${shown.mode === "live" ? "ae-attention" : "ae-calm"}`, text: shown.mode === "live" ? "Live" : "Dry run" });
  preview(part, shown.preview);
  list(part, "What is left", shown.allowance ?? []);
  list(part, "What the check found", shown.findings);
  const { receipt } = shown;
  if (!receipt) return;
  const line = part.createDiv({ cls: "ae-receipt" });
  icon(line, "check");
  if (receipt.url === null) line.createSpan({ text: receipt.label });
  else line.createEl("a", { text: receipt.label, href: receipt.url, cls: "external-link" });
  if (receipt.difference !== null) list(part, "Differs from what was approved", [receipt.difference]);
}

/** What is seldom needed is folded; with room it stands open. */
function folded(parent: HTMLElement, title: string, open: boolean, draw: (inside: HTMLElement) => void): void {
  const details = parent.createEl("details", { cls: "ae-part", attr: { "data-keep": title } });
  details.open = open;
  details.createEl("summary", { text: title });
  draw(details.createDiv());
}

/** What was understood is marked in the message; every piece is set as text. */
function message(parent: HTMLElement, pieces: readonly Piece[]): void {
  // Scrolls by itself, also with the arrow keys.
  const frame = parent.createDiv({ cls: "ae-message", attr: { tabindex: "0", role: "group", "aria-label": "The message", "data-keep": "message" } });
  for (const { text, facts } of pieces) {
    if (facts.length === 0) frame.appendText(visibleText(text));
    else frame.createEl("mark", { text: visibleText(text), attr: { title: facts.join(", ") } });
  }
}

function sign(parent: HTMLElement, tone: "danger" | "attention", drawing: string, text: string): void {
  const line = parent.createDiv({ cls: `ae-sign ae-${tone}` });
  icon(line, drawing);
  line.createSpan({ text: visibleText(text) });
}

/** What speaks against it, or went wrong: before everything else. */
export function drawSigns(parent: HTMLElement, { signs, problems, returned }: CardBody): void {
  for (const { text, fraud } of signs) sign(parent, fraud ? "danger" : "attention", fraud ? "shield-alert" : "triangle-alert", fraud ? `Fraud sign: ${text}` : text);
  for (const { effect, cause, next } of problems) sign(parent, "danger", "circle-alert", `${effect} ${cause} ${next}`);
  if (returned !== null) sign(parent, "attention", "undo-2", `It came back to you: ${returned}`);
}

/** What a later mail wants otherwise, with its words; `act`: the button for it goes there. */
export function drawAsked(parent: HTMLElement, { asked }: CardBody, act: (inside: HTMLElement) => void): void {
  if (asked === null) return;
  const part = parent.createDiv({ cls: "ae-asked", attr: { role: "group", "aria-label": asked.title } });
  part.createDiv({ cls: "ae-label", text: asked.title });
  list(part, "", asked.changes);
  for (const words of asked.words) part.createEl("blockquote", { text: visibleLine(words) });
  act(part.createDiv({ cls: "ae-choices" }));
}

/** Exactly what will be sent, and where. What a later mail changed is told by itself. */
export function drawContent(parent: HTMLElement, body: CardBody): void {
  if (body.asked?.tool !== "put_back") list(parent, "Changed and judged again", body.changed);
  for (const shown of body.deliveries) drawDelivery(parent, shown);
}

export function drawReasons(parent: HTMLElement, body: CardBody): void {
  list(parent, "Why you are asked", body.why);
  list(parent, "Assumed", body.assumptions);
  list(parent, "Must be done first", body.depends_on);
}

/** The words that facts were read from. `open`: there is room for them. */
export function drawEvidence(parent: HTMLElement, { understood, evidence, message: pieces }: CardBody, open: boolean): void {
  if (understood.length > 0) folded(parent, "How it was understood", open, (inside) => list(inside, "", understood));
  if (evidence.length > 0) folded(parent, `Evidence (${evidence.length})`, open, (inside) => rows(inside, evidence));
  if (pieces !== null) folded(parent, "The message", open, (inside) => message(inside, pieces));
}

/**
 * Owns: one card of the approval panel as elements.
 * Never: what stands on it (card-model.ts), and never markup from a message; every text is set as text.
 */
import { drawAsked, drawContent, drawEvidence, drawReasons, drawSigns } from "./card-body";
import { PART_ICONS, TOOL_TEXTS, type CardBody, type CardHead, type Choice, type Tool } from "./card-model";
import { button, focusable, icon } from "./drawing";
import type { Editing } from "./edit-model";
import { drawEditing, type EditHands } from "./edit-view";
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

const UNDO: Choice = { step: "undo", label: "Undo", tone: "main", question: null };

function choose(parent: HTMLElement, id: string, choice: Choice, hands: Hands): void {
  const cls = choice.tone === "main" ? "mod-cta" : choice.tone === "danger" ? "ae-destructive" : "";
  focusable(button(parent, { text: choice.label, cls }, () => hands.choose(id, choice)), id, choice.step);
}

function use(parent: HTMLElement, id: string, tool: Tool, hands: Hands): void {
  focusable(button(parent, { text: TOOL_TEXTS[tool], icon: PART_ICONS[tool], cls: "ae-quiet" }, () => hands.use(id, tool)), id, tool);
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

/** While its fields are edited they stand where they are shown otherwise. */
function unfolded(parent: HTMLElement, id: string, body: CardBody, asking: Asking | null, large: boolean, hands: Hands): void {
  drawSigns(parent, body);
  // Nothing is taken over in the middle of something else.
  drawAsked(parent, body, (inside) => (asking || !body.asked ? undefined : use(inside, id, body.asked.tool, hands)));
  const columns = parent.createDiv({ cls: "ae-columns" });
  const main = columns.createDiv();
  if (asking?.kind === "edit") asked(main, id, asking, hands);
  else drawContent(main, body);
  drawReasons(main, body);
  drawEvidence(large ? columns.createDiv() : main, body, large);
  const foot = parent.createDiv({ cls: "ae-foot" });
  foot.createSpan({ text: body.times });
  const { note } = body;
  if (note === null) return;
  focusable(button(foot, { text: "Open note", cls: "ae-link" }, () => hands.openNote(note)), id, "note");
}

function bar(card: HTMLElement, { head, body, selected }: CardFace, large: boolean, hands: Hands): void {
  const { id } = head;
  const top = card.createDiv({ cls: "ae-bar-line" });
  if (selected !== null) {
    const box = focusable(top.createEl("input", { type: "checkbox", cls: "ae-select", attr: { "aria-label": `Select: ${head.title}` } }), id, "select");
    box.checked = selected;
    box.addEventListener("change", () => hands.select(id));
  }
  const place = large ? top.createDiv({ cls: "ae-head", attr: { tabindex: "-1" } }) : top.createEl("button", { cls: "ae-head", attr: { type: "button", "aria-expanded": String(body !== null) } });
  if (!large) place.addEventListener("click", () => hands.toggle(id));
  focusable(place, id, "head");
  const line = large ? place.createEl("h2", { cls: "ae-head-line" }) : place.createSpan({ cls: "ae-head-line" });
  if (!large) icon(line, body === null ? "chevron-right" : "chevron-down");
  line.createSpan({ cls: "ae-title", text: head.title });
  if (head.money !== null) line.createSpan({ cls: "ae-money", text: head.money });
  const facts = place.createSpan({ cls: "ae-facts" });
  facts.createSpan({ cls: `ae-pill ae-${head.tone}`, text: head.status });
  if (head.high_risk) facts.createSpan({ cls: "ae-pill ae-danger", text: "High risk" });
  if (head.due !== "") facts.createSpan({ text: head.due });
  // The menu answers its click (card-menu.ts).
  const more = focusable(button(top, { icon: "more-vertical", label: `More: ${head.title}`, cls: "ae-quiet ae-menu-offer" }, () => undefined), id, "menu");
  more.setAttribute("aria-haspopup", "menu");
}

/** One card, not yet in the document. `large`: it has the main area for itself. */
export function drawCard(face: CardFace, large: boolean, hands: Hands): HTMLElement {
  const { head, body, asking } = face;
  const { id } = head;
  const card = createEl("article", { cls: `ae-card${face.selected === true ? " ae-selected" : ""}`, attr: { "aria-label": head.title } });
  card.dataset["card"] = id;
  bar(card, face, large, hands);
  if (head.undo !== null) {
    const strip = card.createDiv({ cls: "ae-undo" });
    strip.createSpan({ attr: { "data-until": head.undo } });
    choose(strip, id, UNDO, hands);
  }
  if (!body) return card;
  const inside = card.createDiv({ cls: "ae-body" });
  unfolded(inside, id, body, asking, large, hands);
  if (asking) {
    if (asking.kind !== "edit") asked(inside, id, asking, hands);
  } else if (body.choices.length + body.tools.length > 0) {
    const choices = inside.createDiv({ cls: "ae-choices", attr: { role: "group", "aria-label": `Decide: ${head.title}` } });
    for (const choice of body.choices) choose(choices, id, choice, hands);
    const tools = choices.createDiv({ cls: "ae-tools" });
    for (const tool of body.tools) if (tool !== body.asked?.tool) use(tools, id, tool, hands);
  }
  return card;
}

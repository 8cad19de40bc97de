/**
 * Owns: what the person is in the middle of - questions, edits, several selected cards - and the wishes that come of it.
 * Never: whether a wish is allowed, and never a wish for other content than was shown.
 */
import type { Employee, Wish } from "../api";
import type { Card, Detail } from "../core/card";
import { visible } from "../core/untrusted";
import { isLowRisk, wishOf, type CardBody, type Choice, type Step, type Tool } from "./card-model";
import type { Asking, Hands } from "./card-view";
import { PERSON, sentence, type Desk } from "./desk";
import { addRow, changes, removeRow, startEditing, type, withProblems, type Editing } from "./edit-model";
import { fieldName } from "./names";
import { readSnoozes, snoozeChoices, withSnooze } from "./snooze-model";

/** What the cards are shown on. */
export interface Screen {
  /** Every open card as it was last read, by id. */
  readonly cards: ReadonlyMap<string, Card>;
  detail(card: Card): Promise<Detail | null>;
  isUnfolded(id: string): boolean;
  toggle(id: string): void;
  fold(id: string): void;
  /** Draws what is true now. With `focus`, the focus goes there together with what shows it, never after: a person may type by then. */
  refresh(focus?: string): Promise<void>;
  focus(mark: string): void;
  announce(text: string): void;
}

/** After these the card waits for a decision again: it stays open. */
const WAITS_AGAIN: readonly Step[] = ["undo", "renew"];
/** Where the focus goes after a step that was taken, if not to the head. */
const NEXT: Partial<Record<Step, string>> = { approve: "undo", renew: "approve", resend: "undo" };

export class InHand implements Hands {
  private readonly asked = new Map<string, Asking>();
  /** Ids of selected cards; null while nothing is being selected. */
  private picked: Set<string> | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly screen: Screen,
  ) {}

  /** What is asked on a card; a question that the card does not offer any more is not. */
  asking(id: string, { choices }: CardBody): Asking | null {
    const asked = this.asked.get(id);
    if (asked?.kind === "question" && !choices.some(({ step }) => step === asked.choice.step)) this.asked.delete(id);
    return this.asked.get(id) ?? null;
  }

  isBusyWith(id: string): boolean {
    return this.asked.has(id);
  }

  /** Null when the card cannot be one of several, or none is being selected. */
  selected(card: Card): boolean | null {
    return this.picked && isLowRisk(card) ? this.picked.has(card.id) : null;
  }

  toggle(id: string): void {
    this.screen.toggle(id);
  }

  openNote(path: string): void {
    this.desk.openNote(path);
  }

  choose(id: string, choice: Choice): void {
    if (choice.question) this.ask(id, { kind: "question", choice, words: "" }, choice.question.input === null ? "cancel" : "words");
    else void this.decide(id, choice, "");
  }

  confirm(id: string, choice: Choice): void {
    const asked = this.asked.get(id);
    void this.decide(id, choice, asked?.kind === "question" ? asked.words : "");
  }

  cancel(id: string): void {
    const asked = this.asked.get(id);
    this.asked.delete(id);
    const back = asked?.kind === "question" ? asked.choice.step : (asked?.kind ?? "head");
    void this.screen.refresh(`${id}:${back}`);
  }

  type(id: string, words: string): void {
    const asked = this.asked.get(id);
    if (asked?.kind === "question") asked.words = words;
  }

  private ask(id: string, asking: Asking, part: string): void {
    this.asked.set(id, asking);
    void this.screen.refresh(`${id}:${part}`);
  }

  private async decide(id: string, choice: Choice, words: string): Promise<void> {
    const card = this.screen.cards.get(id);
    if (!card) return;
    this.asked.delete(id);
    const ok = await this.wish(wishOf(choice.step, card, words), card.summary);
    if (ok && !WAITS_AGAIN.includes(choice.step)) this.screen.fold(id);
    await this.screen.refresh(`${id}:${(ok && NEXT[choice.step]) || "head"}`);
  }

  /** Says what came of it; `about` names what it was about. */
  async wish(wish: Wish, about: string): Promise<boolean> {
    const { ok, text } = await this.answer(wish);
    this.screen.announce(about === "" ? text : `${text} ${about}`);
    return ok;
  }

  private async answer(wish: Wish): Promise<Pick<Awaited<ReturnType<Employee["wish"]>>, "ok" | "text">> {
    try {
      return (await this.desk.employee?.wish(wish, PERSON)) ?? { ok: false, text: "The employee is still starting. Try again in a moment." };
    } catch (error) {
      return { ok: false, text: sentence(error) };
    }
  }

  use(id: string, tool: Tool): void {
    const card = this.screen.cards.get(id);
    if (!card) return;
    if (tool === "edit") void this.edit(card);
    else if (tool === "take_over" || tool === "put_back") void this.layOver(card, tool);
    else if (tool === "wake") this.putAside(card, null);
    else {
      const choices = snoozeChoices(card, this.desk.now(), this.desk.settings.zone);
      if (choices.length === 0) this.screen.announce("It expires too soon to be put aside.");
      else this.ask(id, { kind: "snooze", choices }, "snooze.0");
    }
  }

  snooze(id: string, until: string): void {
    const card = this.screen.cards.get(id);
    this.asked.delete(id);
    if (card) this.putAside(card, until);
  }

  private putAside(card: Card, until: string | null): void {
    const { desk, screen } = this;
    desk.keepSnoozed(withSnooze(readSnoozes(desk.snoozed()), [...screen.cards.values()], card, until, desk.now()));
    screen.fold(card.id);
    screen.announce(`${until === null ? "Back in the queue." : "Put aside."} ${card.summary}`);
    void screen.refresh(`${card.id}:head`);
  }

  private async edit(card: Card): Promise<void> {
    const detail = await this.screen.detail(card);
    const [first] = Object.entries(detail?.fields ?? {});
    if (!detail || !first) return;
    const warning = card.status === "approved" ? "Saving takes the approval back: it is judged again and waits for you." : "";
    this.ask(card.id, { kind: "edit", editing: startEditing(visible(detail.fields)), warning }, `field.${first[0]}`);
  }

  /** A person's edit with the fields that a later mail wants, or that stood there before it: it is judged again like any other. */
  private async layOver(card: Card, tool: "take_over" | "put_back"): Promise<void> {
    const asked = (await this.screen.detail(card))?.asked_change;
    if (!asked || asked.taken !== (tool === "put_back")) {
      this.screen.announce("It has changed meanwhile: look at the card again.");
      return;
    }
    const ok = await this.wish({ kind: "edit", id: card.id, fields: asked.fields }, card.summary);
    const next = tool === "take_over" ? "put_back" : "take_over";
    await this.screen.refresh(`${card.id}:${ok ? next : tool}`);
  }

  /** Changes what is being typed. */
  private editing(id: string, change: (editing: Editing) => Editing): void {
    const asked = this.asked.get(id);
    if (asked?.kind === "edit") asked.editing = change(asked.editing);
  }

  typeField(id: string, path: string, value: string | boolean): void {
    this.editing(id, (editing) => type(editing, path, value));
  }

  addRow(id: string, path: string): void {
    this.editing(id, (editing) => addRow(editing, path));
    void this.screen.refresh();
  }

  removeRow(id: string, path: string): void {
    const list = path.slice(0, path.lastIndexOf("."));
    this.editing(id, (editing) => removeRow(editing, path));
    void this.screen.refresh(`${id}:add.${list}`);
  }

  save(id: string): void {
    const asked = this.asked.get(id);
    const card = this.screen.cards.get(id);
    if (asked?.kind === "edit" && card) void this.saveEdit(card, asked);
  }

  private async saveEdit({ id, summary }: Card, asked: Asking & { kind: "edit" }): Promise<void> {
    const fields = changes(asked.editing);
    if (Object.keys(fields).length === 0) {
      this.screen.announce("Nothing was changed.");
      this.cancel(id); return;
    }
    const { ok, text } = await this.answer({ kind: "edit", id, fields });
    if (ok) this.asked.delete(id);
    else asked.editing = withProblems(asked.editing, text);
    this.screen.announce(ok ? `${text} ${summary}` : `Not taken over: ${asked.editing.problems.map((problem) => `${fieldName(problem.path)} ${problem.text}`.trim()).join("; ")}.`);
    const path = asked.editing.problems[0]?.path ?? "";
    await this.screen.refresh(ok ? `${id}:head` : path === "" ? `${id}:save` : `${id}:field.${path}`);
  }

  /** Begins or ends selecting several; both forget what was selected. */
  startSelecting(on: boolean): void {
    this.picked = on ? new Set() : null;
    void this.screen.refresh();
  }

  select(id: string): void {
    const card = this.screen.cards.get(id);
    if (!card || !isLowRisk(card)) return this.screen.announce("This one is decided by itself, not together with others.");
    this.picked ??= new Set();
    if (!this.picked.delete(id)) this.picked.add(id);
    void this.screen.refresh();
  }

  selectAll(cards: readonly Card[]): void {
    this.picked = new Set(cards.filter(isLowRisk).map(({ id }) => id));
    void this.screen.refresh();
  }

  /** The selected ones of these cards; one that changed its risk or was decided meanwhile is no longer among them. */
  selection(cards: readonly Card[]): Card[] | null {
    return this.picked && cards.filter((card) => this.selected(card) === true);
  }

  /** Decides cards one after the other, each for the content that was listed. */
  async decideSeveral(kind: "approve" | "reject", cards: readonly Card[], reason: string): Promise<void> {
    this.picked = null;
    const refused: string[] = [];
    for (const card of cards) {
      const now = this.screen.cards.get(card.id);
      if (!now || !isLowRisk(now)) {
        refused.push(`${card.summary}: it changed meanwhile, decide it by itself.`);
        continue;
      }
      const { ok, text } = await this.answer(wishOf(kind, card, reason));
      if (ok) this.screen.fold(card.id);
      else refused.push(`${card.summary}: ${text}`);
    }
    const done = `${cards.length - refused.length} ${kind === "approve" ? "approved" : "rejected"}.`;
    this.screen.announce([done, ...refused].join(" "));
    await this.screen.refresh(`${cards[0]?.id ?? ""}:${kind === "approve" ? "undo" : "head"}`);
  }
}

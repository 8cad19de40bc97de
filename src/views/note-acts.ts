/**
 * Owns: deciding about the action of a note - in its command, or by leading to its card.
 * Never: high risk in a command: that shows no preview (PRODUCT section 3); and never content that the note does not say.
 */
import { getFrontMatterInfo, MarkdownView, parseYaml, type App } from "obsidian";
import type { Employee } from "../api";
import { changedFields } from "../core/note-edits";
import type { Card } from "../core/card";
import { isObject, type JsonObject } from "../core/json";
import type { Part } from "./card-model";
import type { Desk } from "./desk";
import { fieldName } from "./names";
import { cardOfNote, noteChoices } from "./note-cards";
import type { Panels } from "./panels";
import { STILL_STARTING } from "./said";

/** Decides like the panel, but not for high risk. */
export const AT_PALETTE = { by: "person", via: "command", attended: false } as const;

const NOTHING_OPEN = "This note belongs to nothing that is open.";

export class NoteActs {
  constructor(
    private readonly app: App,
    private readonly desk: Desk,
    private readonly panels: Panels,
  ) {}

  /** As far as is known at once. */
  cardOf(path: string): Card | null {
    return cardOfNote(this.desk.employee?.known() ?? [], path);
  }

  /** `part` null: showing it. */
  offers(path: string, part: Part | null): boolean {
    const card = this.cardOf(path);
    return card !== null && (part === null || noteChoices(card).some((choice) => choice.part === part));
  }

  /** Shows the note's card, as far towards `part` as one can go without deciding. Returns what there is to say, "" when the panel says it. */
  async lead(path: string, part: Part | null): Promise<string> {
    const { employee, trouble } = this.desk;
    if (!employee) return trouble ?? STILL_STARTING;
    const card = await this.current(employee, path);
    if (!card) return NOTHING_OPEN;
    await this.panels.show(card.id, part);
    return "";
  }

  /** Approves what the note says; what needs a second look is led to its card. */
  async approve(path: string): Promise<string> {
    const { employee, trouble } = this.desk;
    if (!employee) return trouble ?? STILL_STARTING;
    const card = await this.current(employee, path);
    if (!card) return NOTHING_OPEN;
    const { id, fingerprint, summary, high_risk } = card;
    if (high_risk) {
      await this.panels.show(id, "approve");
      return "High risk: it is approved in the panel, where everything stands that speaks against it.";
    }
    const strayed = await this.strayed(employee, card);
    if (strayed.length > 0) {
      await this.panels.show(id, "edit");
      return `Not approved. The note says something else than what would be sent, and it could not be taken over: ${strayed.map(fieldName).join(", ")}.`;
    }
    const { text } = await employee.wish({ kind: "approve", id, fingerprint }, AT_PALETTE);
    return `${text} ${summary}`;
  }

  /** What was typed in the note's editor is saved and judged first. */
  private async current(employee: Employee, path: string): Promise<Card | null> {
    const view = this.app.workspace.getActiveViewOfType(MarkdownView);
    if (view?.file?.path === path) await view.save();
    await employee.takeIn();
    return cardOfNote(await employee.list(null), path);
  }

  /** Names of fields that stand differently in the note. */
  private async strayed(employee: Employee, { id, note }: Card): Promise<string[]> {
    const file = note === null ? null : this.app.vault.getFileByPath(note);
    const detail = await employee.show(id);
    if (!file || !detail) return [];
    const { exists, frontmatter } = getFrontMatterInfo(await this.app.vault.read(file));
    const front: unknown = exists ? parseYaml(frontmatter) : {};
    return isObject(front) ? Object.keys(changedFields(front as JsonObject, [detail])) : [];
  }
}

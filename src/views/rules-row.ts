/**
 * Owns: changed rules that are not saved yet, and the row that shows what they would have decided lately (policy rehearsal, PRODUCT section 3).
 * Never: saving a rule that the person has not seen rehearsed, or one that allows more without a confirmation.
 */
import type { App, ButtonComponent, Setting } from "obsidian";
import type { Rehearsed } from "../api";
import { changedText } from "../core/rehearsal";
import type { Settings } from "../settings";
import { sentence, type Desk } from "./desk";
import { agreed, type Row } from "./rows";

/** Settings that decide what may run: they are rehearsed before they are saved. */
export function isRule(key: string): boolean {
  return key === "currency" || key === "undo_seconds" || key.startsWith("limits.") || key.startsWith("expiry.");
}

/** Longest list of requests that would have been decided differently. */
const TOP = 8;

export class RuleDraft {
  private drafted: Settings | null = null;
  private shown: Setting | null = null;
  private buttons: ButtonComponent[] = [];
  private asked = 0;

  constructor(
    private readonly app: App,
    private readonly desk: Desk,
    private readonly saved: () => void,
  ) {}

  /** The settings as the person has them in hand. */
  get settings(): Settings {
    const { settings } = this.desk;
    if (this.drafted === null) return settings;
    const { currency, limits, expiry, undo_seconds } = this.drafted;
    return { ...settings, currency, limits, expiry, undo_seconds };
  }

  /** Takes a changed rule in hand and shows what it would have decided. */
  async change(settings: Settings): Promise<void> {
    this.drafted = settings;
    await this.show();
  }

  row(): Row {
    return {
      name: "Changed rules",
      desc: "",
      render: (setting) => {
        this.shown = setting;
        this.buttons = [];
        setting.descEl.setAttribute("aria-live", "polite");
        setting.addButton((button) => this.buttons.push(button.setButtonText("Save the rules").setCta().onClick(() => this.save())));
        setting.addButton((button) => this.buttons.push(button.setButtonText("Discard").onClick(() => this.discard())));
        void this.show();
      },
    };
  }

  private async rehearsed(): Promise<Rehearsed | null> {
    return this.drafted === null ? null : ((await this.desk.employee?.rehearse(this.settings)) ?? null);
  }

  /** Drawn in place, so that whoever is typing stays where they are. */
  private async show(): Promise<void> {
    const turn = (this.asked += 1);
    const found = await this.rehearsed().catch((error: unknown) => sentence(error));
    const { shown } = this;
    // Another key was pressed meanwhile: its answer counts.
    if (!shown || turn !== this.asked) return;
    for (const button of this.buttons) button.buttonEl.toggle(this.drafted !== null);
    shown.descEl.empty();
    if (this.drafted === null) shown.setDesc("None. A changed limit, time or currency is first shown here with what it would have decided over the last weeks, and holds once you save it.");
    else if (found === null || typeof found === "string") shown.setDesc(found ?? "Not rehearsed: the employee is still starting.");
    else for (const text of [`Not saved yet. ${found.text.join(" ")}`, ...listed(found)]) shown.descEl.createDiv({ text });
  }

  private async save(): Promise<void> {
    const found = await this.rehearsed();
    const loosened = found?.loosened ?? [];
    const text = [`Looser from now on: ${loosened.join("; ")}.`, ...(found?.text ?? [])].join(" ");
    if (loosened.length === 0 || (await agreed(this.app, { title: "Allow more?", text, verb: "Allow it" }))) await this.keep();
  }

  private async keep(): Promise<void> {
    const { settings } = this;
    this.drafted = null;
    await this.desk.save(settings);
    this.saved();
  }

  private discard(): void {
    this.drafted = null;
    this.saved();
  }
}

function listed({ changed }: Rehearsed): string[] {
  const more = changed.length - TOP;
  return [...changed.slice(-TOP).map(changedText), ...(more > 0 ? [`and ${more} more`] : [])];
}

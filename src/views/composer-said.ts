/**
 * Owns: what the composer says around the form - warnings above it, and at its foot what comes next.
 * Never: whether a post fits or asks; that is foreseen by the engine.
 */
import type { Foreseen } from "../api";
import { missingAlts, type PictureRule } from "../core/picture";
import type { PostDraft, PostProblem } from "../core/post-note";
import { button, focusable, icon, keepingFocus } from "./drawing";

export interface Said {
  /** Why nothing can be foreseen; null when it can. */
  trouble: string | null;
  problems: readonly PostProblem[];
  troubles: readonly string[];
  draft: PostDraft;
  rule: PictureRule | null;
}

export function drawAbove(parent: HTMLElement, { trouble, problems, troubles, draft, rule }: Said, foreseen: Foreseen | null): void {
  const said: [string, string][] = [
    ...(trouble === null ? [] : [["loader", trouble] as [string, string]]),
    ...problems.map(({ field, text }): [string, string] => ["circle-alert", `In the note: ${field.replaceAll("_", " ")} ${text}.`]),
    ...troubles.map((text): [string, string] => ["circle-alert", text]),
    ...[foreseen?.no_place ?? []].flat().map((text): [string, string] => ["circle-alert", text]),
    ...(foreseen?.signs ?? []).map(({ text }): [string, string] => ["triangle-alert", text]),
    ...missingAlts(draft.images, rule).map((text): [string, string] => ["image", text]),
  ];
  parent.empty();
  for (const [drawing, text] of said) {
    const banner = parent.createDiv({ cls: "ae-banner ae-attention" });
    icon(banner, drawing);
    banner.createSpan({ text });
  }
}

export interface Foot {
  text: string;
  ready: boolean;
  /** Id of the action that the post has become; null while it is not handed in. */
  handed: string | null;
  /** A note that cannot be read is not handed in. */
  readable: boolean;
  handIn(): void;
  openCard(id: string): void;
  another(): void;
}

export function drawFoot(parent: HTMLElement, { text, ready, handed, readable, handIn, openCard, another }: Foot): void {
  keepingFocus(parent, () => {
    parent.empty();
    if (handed !== null) {
      focusable(button(parent, { text: "Open its card", cls: "mod-cta" }, () => openCard(handed)), "foot", "go");
      focusable(button(parent, { text: "Write another one like it" }, another), "foot", "another");
    } else if (readable) {
      const go = focusable(button(parent, { text: "Hand in", icon: "send", cls: "mod-cta" }, handIn), "foot", "go");
      go.setAttribute("aria-disabled", String(!ready));
    }
    parent.createSpan({ cls: "ae-faint", text });
  });
}

/**
 * Owns: which key means what in the approval panel (PRODUCT A3).
 * Never: a key that someone types into a field, or together with Ctrl, Alt or Cmd.
 */

export type Command = "next" | "previous" | "approve" | "reject" | "edit" | "undo" | "snooze" | "select" | "open" | "search" | "help";

/** Single keys can be switched off (WCAG 2.1.4): speech input and shaking hands press them by accident. */
const SINGLE: Record<string, [command: Command, what: string]> = {
  j: ["next", "next card"],
  k: ["previous", "card before"],
  a: ["approve", "approve; a folded card is unfolded first"],
  r: ["reject", "reject, give up"],
  e: ["edit", "edit"],
  u: ["undo", "undo, take back"],
  s: ["snooze", "snooze"],
  x: ["select", "select for deciding several at once"],
  o: ["open", "open large, in the main area"],
  "/": ["search", "search"],
  "?": ["help", "these keys"],
};

const ALWAYS: Record<string, Command> = { ArrowDown: "next", ArrowUp: "previous" };

/** Keys and what they do, for the help. */
export function keyHelp(single: boolean): [keys: string, what: string][] {
  const always: [string, string][] = [
    ["↓ ↑", "next card, card before"],
    ["Enter", "unfold or fold a card, press a button"],
    ["Shift+F10", "menu of the card"],
    ["Esc", "leave a question or an edit"],
  ];
  return single ? [...Object.entries(SINGLE).map(([key, [, what]]): [string, string] => [key, what]), ...always] : always;
}

/** What a key asks for, null when it is somebody else's. */
export function commandOf({ key, ctrlKey, altKey, metaKey, target }: KeyboardEvent, single: boolean): Command | null {
  const at = target as Element | null;
  // From the search down to what it found.
  if (key === "ArrowDown" && at?.matches("[type=search]")) return "next";
  if (ctrlKey || altKey || metaKey || at?.closest("input:not([type=checkbox]), select, textarea, dialog, .ae-question")) return null;
  // What scrolls by itself scrolls with the arrows.
  if (key in ALWAYS) return at?.closest(".ae-table, .ae-message") ? null : (ALWAYS[key] ?? null);
  return single ? (SINGLE[key]?.[0] ?? null) : null;
}

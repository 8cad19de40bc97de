/**
 * Owns: what is asked or told over the whole panel: the one confirmation of several decisions, and the keys.
 * Never: a decision.
 */
import type { Card } from "../core/card";
import { showMoney, sum } from "../core/money";
import { cardHead } from "./card-model";
import { button } from "./drawing";
import { keyHelp } from "./keys";

/** Opens over the panel; Escape and every button close it, and it leaves nothing behind. */
function open(parent: HTMLElement, title: string): { dialog: HTMLDialogElement; line: HTMLElement; show(): void } {
  const dialog = parent.createEl("dialog", { cls: "ae-dialog", attr: { "aria-label": title } });
  dialog.createEl("h3", { text: title });
  dialog.addEventListener("close", () => dialog.remove());
  const line = createDiv({ cls: "ae-choices" });
  const show = (): void => {
    dialog.append(line);
    dialog.showModal();
  };
  return { dialog, line, show };
}

/** "620.00 EUR, 95.00 USD" */
function totals(cards: readonly Card[]): string {
  const currencies = [...new Set(cards.map(({ currency }) => currency))].filter((currency) => currency !== null).sort();
  return currencies.map((currency) => showMoney({ currency, amount: sum(cards.filter((card) => card.currency === currency).map(({ amount }) => amount ?? "0")) })).join(", ");
}

/** Lists what is about to be decided; `decide` gets the reason for a rejection. */
export function confirmSeveral(parent: HTMLElement, kind: "approve" | "reject", cards: readonly Card[], now: Date, decide: (reason: string) => void): void {
  const verb = kind === "approve" ? "Approve" : "Reject";
  const count = `${cards.length} ${cards.length === 1 ? "action" : "actions"}`;
  const { dialog, line, show } = open(parent, `${verb} ${count}?`);
  const total = totals(cards);
  const what = kind === "approve" ? "Each is a decision of its own and can be undone on its card." : "Nothing of these will be sent.";
  dialog.createEl("p", { text: `${total === "" ? "" : `Together ${total}. `}${what}` });
  const list = dialog.createEl("ul", { attr: { tabindex: "0", "aria-label": count } });
  for (const card of cards) {
    const { title, money } = cardHead(card, now);
    list.createEl("li", { text: money === null || title.includes(money) ? title : `${title}, ${money}` });
  }
  const reason = kind === "reject" ? dialog.createEl("label", { text: "Why? It goes into the log." }).createEl("input", { type: "text" }) : null;
  const go = button(line, { text: `${verb} ${count}`, cls: kind === "approve" ? "mod-cta" : "ae-destructive" }, () => {
    dialog.close();
    decide(reason?.value ?? "");
  });
  reason?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go.click();
  });
  button(line, { text: "Cancel" }, () => dialog.close());
  show();
  (reason ?? go).focus();
}

/** Which keys work; `single`: those without Ctrl or Cmd are switched on. */
export function showKeys(parent: HTMLElement, single: boolean): void {
  const { dialog, line, show } = open(parent, "Keys");
  const keys = dialog.createEl("dl", { cls: "ae-keys" });
  for (const [key, what] of keyHelp(single)) {
    const row = keys.createDiv();
    row.createEl("dt").createEl("kbd", { text: key });
    row.createEl("dd", { text: what });
  }
  dialog.createEl("p", { text: `Single keys are ${single ? "on" : "off"}; a setting of this plugin changes that.` });
  button(line, { text: "Close" }, () => dialog.close());
  show();
}

/**
 * Owns: the command palette's entries.
 * Never: a default hotkey, and never a decision without the exact content: a high-risk action is decided in the panel.
 */
import { Notice, type Command, type Plugin } from "obsidian";
import type { Card } from "../core/card";
import type { Employee } from "../api";
import { sentence, type Desk } from "./desk";

/** Decides like the panel, but not for high risk: the palette shows no preview. */
const AT_PALETTE = { by: "person", via: "command", attended: false } as const;

type Work = (employee: Employee) => Promise<string>;

/** Runs work and says what came of it. */
async function run(opening: Promise<Desk>, work: Work): Promise<void> {
  const { employee, trouble } = await opening;
  try {
    new Notice(employee ? await work(employee) : (trouble ?? "The employee is still starting."));
  } catch (error) {
    new Notice(sentence(error), 0);
  }
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const checkMail: Work = async (employee) => {
  const { observed, proposed, waiting } = await employee.pass();
  return `Checked: ${plural(observed, "new message")}, ${plural(proposed, "new request")}, ${waiting} waiting for you.`;
};

const togglePause: Work = async (employee) =>
  (await employee.wish(employee.overview().paused ? { kind: "resume" } : { kind: "pause", reason: "" }, AT_PALETTE)).text;

function report(opening: Promise<Desk>, generator: string): Work {
  return async (employee) => {
    const { path, partial } = await employee.report(generator, null);
    (await opening).openNote(path);
    return partial ? "Written. Something could not be measured; the note says what." : "Written.";
  };
}

/** The card whose note is open. The note's own edits are taken in first, so that they are judged before they are decided. */
async function cardOf(employee: Employee, path: string): Promise<Card | undefined> {
  await employee.pass();
  return (await employee.list(null)).find((card) => card.note === path);
}

function decide(path: string, kind: "approve" | "reject"): Work {
  return async (employee) => {
    const card = await cardOf(employee, path);
    if (!card) return "This note belongs to nothing that is open.";
    const { id, fingerprint } = card;
    const wish = kind === "approve" ? ({ kind, id, fingerprint } as const) : ({ kind, id, reason: "rejected in the open note" } as const);
    return (await employee.wish(wish, AT_PALETTE)).text;
  };
}

/** Adds every command; `openApprovals` shows the panel. The desk is there once the layout is ready. */
export function addCommands(plugin: Plugin, opening: Promise<Desk>, openApprovals: () => void): void {
  let desk: Desk | null = null;
  void opening.then((opened) => (desk = opened));
  const add = (id: string, name: string, work: Work): Command => plugin.addCommand({ id, name, callback: () => void run(opening, work) });
  const onNote = (id: string, name: string, kind: "approve" | "reject"): Command =>
    plugin.addCommand({
      id,
      name,
      checkCallback: (checking) => {
        const path = plugin.app.workspace.getActiveFile()?.path;
        if (desk === null || path?.startsWith(`${desk.settings.root}/`) !== true) return false;
        if (!checking) void run(opening, decide(path, kind));
        return true;
      },
    });
  plugin.addCommand({ id: "open-approvals", name: "Open approvals", callback: openApprovals });
  add("check-mail", "Check mail now", checkMail);
  onNote("approve-note", "Approve the open note", "approve");
  onNote("reject-note", "Reject the open note", "reject");
  add("pause", "Pause or resume everything", togglePause);
  add("weekly-audit", "Write the weekly audit", report(opening, "audit"));
  add("briefing", "Write the CEO briefing", report(opening, "briefing"));
  add("verify-log", "Verify the log", async () => (await opening).verifyLog());
}

/**
 * Owns: the command palette's entries.
 * Never: a default hotkey, and never a decision without the exact content: a high-risk action is decided in the panel.
 */
import type { Plugin } from "obsidian";
import type { Employee, Prepared } from "../api";
import { verifiedText } from "../core/verified";
import type { Part } from "./card-model";
import type { Desk } from "./desk";
import type { NoteActs } from "./note-acts";
import type { Panels } from "./panels";
import { OfferModal } from "./offer-modal";
import { OverdueModal } from "./overdue-modal";
import { actionOfNote, RepeatModal } from "./repeat-modal";
import { checkedText, STILL_STARTING, writtenText } from "./said";
import { tellerOf, type Teller } from "./teller";

const AT_PALETTE = { by: "person", via: "command", attended: false } as const;

/** Returns what came of it, "" when it is seen. */
type Work = (employee: Employee, desk: Desk, teller: Teller) => Promise<string>;

const checkMail: Work = async (employee, { services }, { say }) => {
  say("Looking at the mail.", 2000);
  return checkedText(await employee.pass(), (id) => services.find((service) => service.id === id)?.label ?? id);
};

function report(generator: string): Work {
  return async (employee, desk) => {
    const written = await employee.report(generator, null);
    desk.openNote(written.path);
    return writtenText(written);
  };
}

function prepare(what: Prepared["what"]): Work {
  return async (employee, desk) => {
    const { notes, text } = await employee.prepare(what, null);
    const [only, ...others] = notes;
    if (only !== undefined && others.length === 0) desk.openNote(only);
    return text;
  };
}

const verify: Work = async (_employee, desk) => {
  const found = await desk.verifyLog();
  return found ? verifiedText(found) : STILL_STARTING;
};

/** Adds every command. The desk is there once the layout is ready; `noteActs` with it. */
export function addCommands(plugin: Plugin, opening: Promise<Desk>, noteActs: Promise<NoteActs>, panels: Panels): void {
  let desk: Desk | null = null;
  let notes: NoteActs | null = null;
  const teller = tellerOf(plugin);
  void opening.then((opened) => (desk = opened));
  void noteActs.then((ready) => (notes = ready));
  const run = (work: Work): void => {
    void teller.tell(async () => {
      const opened = await opening;
      return opened.employee ? work(opened.employee, opened, teller) : (opened.trouble ?? STILL_STARTING);
    });
  };
  const add = (id: string, name: string, work: Work): void => {
    plugin.addCommand({ id, name, callback: () => run(work) });
  };
  /** Offered while it makes a difference. */
  const whilePaused = (id: string, name: string, paused: boolean, work: Work): void => {
    plugin.addCommand({
      id,
      name,
      checkCallback: (checking) => {
        const overview = desk?.employee?.overview();
        if (!overview || (overview.paused !== null) !== paused) return false;
        if (!checking) run(work);
        return true;
      },
    });
  };
  /** Offered on a note of an action that offers it. */
  const onNote = (id: string, name: string, part: Part | null, work: (notes: NoteActs, path: string) => Promise<string>): void => {
    plugin.addCommand({
      id,
      name,
      checkCallback: (checking) => {
        const path = plugin.app.workspace.getActiveFile()?.path;
        const acts = notes;
        if (path === undefined || acts?.offers(path, part) !== true) return false;
        if (!checking) void teller.tell(() => work(acts, path));
        return true;
      },
    });
  };
  plugin.addCommand({ id: "open-approvals", name: "Open approvals", callback: () => void panels.open() });
  add("check-mail", "Check mail now", checkMail);
  onNote("approve-note", "Approve the open note", "approve", (acts, path) => acts.approve(path));
  onNote("reject-note", "Reject the open note", "reject", (acts, path) => acts.lead(path, "reject"));
  onNote("edit-note", "Edit the open note in approvals", "edit", (acts, path) => acts.lead(path, "edit"));
  onNote("show-note", "Show the open note in approvals", null, (acts, path) => acts.lead(path, null));
  /** Offered on a note of an action, also of one that is done. */
  const onAction = (id: string, name: string, open: (of: { id: string; isSchedule: boolean }, desk: Desk) => void): void => {
    plugin.addCommand({
      id,
      name,
      checkCallback: (checking) => {
        const of = desk && actionOfNote(plugin.app);
        if (!desk || !of) return false;
        if (!checking) open(of, desk);
        return true;
      },
    });
  };
  onAction("repeat-note", "Repeat the open note by a schedule", (of, opened) => new RepeatModal(plugin.app, opened, of).open());
  onAction("next-step-note", "Ask for a next step on the open note", (of, opened) => new OfferModal(plugin.app, opened, of.id).open());
  plugin.addCommand({ id: "next-step", name: "Ask for a next step on an invoice or bill", callback: () => void opening.then((opened) => new OfferModal(plugin.app, opened, null).open()) });
  plugin.addCommand({ id: "write-reminder", name: "Write a reminder for one overdue invoice", callback: () => void opening.then((opened) => new OverdueModal(plugin.app, opened).open()) });
  whilePaused("pause", "Pause everything", false, async (employee) => (await employee.wish({ kind: "pause", reason: "" }, AT_PALETTE)).text);
  whilePaused("resume", "Resume", true, async (employee) => (await employee.wish({ kind: "resume" }, AT_PALETTE)).text);
  add("weekly-audit", "Write the weekly audit", report("audit"));
  add("briefing", "Write the CEO briefing", report("briefing"));
  add("write-reminders", "Write reminders for overdue invoices", prepare("reminders"));
  add("prepare-payments", "Prepare payment instructions", prepare("payments"));
  add("verify-log", "Verify the log", verify);
}

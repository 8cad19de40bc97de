/**
 * Owns: what the menus of Obsidian offer on notes of actions - in the file explorer, a note's own menu, its editor.
 * Never: a decision: every entry leads to the card, where it is read.
 */
import { TFile, type App, type Menu, type Plugin } from "obsidian";
import { isLowRisk } from "./card-model";
import type { Desk } from "./desk";
import type { NoteActs } from "./note-acts";
import { noteChoices } from "./note-cards";
import { OfferModal } from "./offer-modal";
import type { Panels } from "./panels";
import { actionOfNote, RepeatModal } from "./repeat-modal";
import { tellerOf } from "./teller";

interface MenuParts {
  app: App;
  desk: Desk;
  notes: NoteActs;
  panels: Panels;
}

type MenuHands = MenuParts & { tell(work: () => Promise<string>): void };

/** Folder of mails that a person looks at, and where they are put when that is done. */
const [OPEN, HANDLED] = ["Needs_Action", "Completed"];

function add(menu: Menu, title: string, icon: string, run: () => void): void {
  menu.addItem((item) => item.setSection("action").setTitle(title).setIcon(icon).onClick(run));
}

/** A note about a mail is nobody's card: it only informs. */
function isMailNote({ app, desk }: MenuParts, file: TFile): boolean {
  const type: unknown = app.metadataCache.getFileCache(file)?.frontmatter?.["type"];
  return file.path.startsWith(`${desk.settings.root}/${OPEN}/`) && type === "gmail_message";
}

async function fileAsHandled({ app, desk }: MenuParts, files: readonly TFile[]): Promise<string> {
  for (const file of files) await app.fileManager.renameFile(file, `${desk.settings.root}/${HANDLED}/${file.name}`);
  return `Moved to ${HANDLED}: ${files.length === 1 ? (files[0]?.basename ?? "") : `${files.length} notes`}`;
}

function onNote(menu: Menu, file: TFile, parts: MenuHands): void {
  const { notes, tell, app, desk } = parts;
  const card = notes.cardOf(file.path);
  const of = card ? null : actionOfNote(app, file);
  if (card) {
    for (const { part, title, icon } of noteChoices(card)) add(menu, title, icon, () => tell(() => notes.lead(file.path, part)));
    add(menu, "Show in approvals", "clipboard-check", () => tell(() => notes.lead(file.path, null)));
    add(menu, "Open large in approvals", "maximize-2", () => parts.panels.openLarge(card));
  } else if (of) {
    add(menu, "Ask for a next step…", "list-plus", () => new OfferModal(app, desk, of.id).open());
    add(menu, "Repeat by a schedule…", "repeat", () => new RepeatModal(app, desk, of).open());
  } else if (isMailNote(parts, file)) {
    add(menu, "Handled: move to completed", "circle-check", () => tell(() => fileAsHandled(parts, [file])));
  }
}

function onNotes(menu: Menu, files: readonly TFile[], parts: MenuHands): void {
  const { tell } = parts;
  const low = files.flatMap((file) => parts.notes.cardOf(file.path) ?? []).filter(isLowRisk);
  if (low.length > 0) add(menu, `Select ${low.length} in approvals…`, "list-checks", () => tell(() => parts.panels.showSeveral(low.map(({ id }) => id)).then(() => "")));
  const mails = files.filter((file) => isMailNote(parts, file));
  if (mails.length > 0) add(menu, `Handled: move ${mails.length} to completed`, "circle-check", () => tell(() => fileAsHandled(parts, mails)));
}

export function addNoteMenus(plugin: Plugin, given: MenuParts): void {
  const { workspace } = given.app;
  const { tell } = tellerOf(plugin);
  const parts: MenuHands = { ...given, tell: (work) => void tell(work) };
  plugin.registerEvent(
    workspace.on("file-menu", (menu, file) => {
      if (file instanceof TFile) onNote(menu, file, parts);
    }),
  );
  plugin.registerEvent(
    workspace.on("editor-menu", (menu, _editor, { file }) => {
      if (file) onNote(menu, file, parts);
    }),
  );
  plugin.registerEvent(workspace.on("files-menu", (menu, files) => onNotes(menu, files.filter((file) => file instanceof TFile), parts)));
}

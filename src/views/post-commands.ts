/**
 * Owns: how a person gets to the composer and to the calendar - views and commands.
 * Never: what is in them.
 */
import type { Plugin } from "obsidian";
import type { Panels } from "./panels";
import { CALENDAR_VIEW, CalendarView, COMPOSER_VIEW, ComposerView, type PostRoom } from "./post-views";

/** Registers views and commands. */
export function addPosts(plugin: Plugin, room: Promise<PostRoom>, panels: Panels): void {
  const { workspace } = plugin.app;
  const openCard = (id: string): void => panels.showInQueue(id);
  const showCalendar = async (): Promise<void> => {
    const known = workspace.getLeavesOfType(CALENDAR_VIEW)[0];
    const leaf = known ?? workspace.getLeaf("tab");
    if (!known) await leaf.setViewState({ type: CALENDAR_VIEW, active: true });
    await workspace.revealLeaf(leaf);
  };
  plugin.registerView(COMPOSER_VIEW, (leaf) => new ComposerView(leaf, room, openCard));
  plugin.registerView(CALENDAR_VIEW, (leaf) => new CalendarView(leaf, room, { openCard, newPost: () => void panels.compose(null) }));
  plugin.addCommand({ id: "new-post", name: "New post", callback: () => void panels.compose(null) });
  plugin.addCommand({
    id: "compose-note",
    name: "Open the note as a post",
    checkCallback: (checking) => {
      const file = workspace.getActiveFile();
      if (file?.extension !== "md") return false;
      if (!checking) void panels.compose(file.path);
      return true;
    },
  });
  plugin.addCommand({ id: "open-calendar", name: "Open the calendar", callback: () => void showCalendar() });
}

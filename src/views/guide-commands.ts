/**
 * Owns: how a person gets to the setup guide and into the sandbox business and out of it - view, commands, the first time by itself.
 * Never: what stands in the guide.
 */
import type { Plugin } from "obsidian";
import type { Realm } from "../core/record";
import type { GuideDesk } from "./desk";
import { mayOpenItself } from "./setup-model";
import { SETUP_VIEW, SetupView, type GuideMaker } from "./setup-view";
import { tellerOf } from "./teller";

/** Registers view and commands. `offer` is for a person who has just switched the plugin on: it opens the guide where nothing is set up. */
export function addGuide(plugin: Plugin, opening: Promise<GuideDesk & GuideMaker>, openApprovals: () => void): { open(): void; offer(): void } {
  let desk: GuideDesk | null = null;
  void opening.then((opened) => (desk = opened));
  plugin.registerView(SETUP_VIEW, (leaf) => new SetupView(leaf, opening, openApprovals));

  const show = async (): Promise<void> => {
    const { workspace } = plugin.app;
    const known = workspace.getLeavesOfType(SETUP_VIEW)[0];
    const leaf = known ?? workspace.getLeaf("tab");
    if (!known) await leaf.setViewState({ type: SETUP_VIEW, active: true });
    await workspace.revealLeaf(leaf);
  };
  // One after the other: asked for twice at once, it must not stand there twice.
  let turn: Promise<void> = Promise.resolve();
  const open = (): Promise<void> => (turn = turn.then(show));
  const teller = tellerOf(plugin);
  const enter = async (realm: Realm): Promise<string> => {
    if (!desk) return "";
    if (realm === "sandbox") await open();
    await desk.openRealm(realm);
    return desk.trouble ?? (realm === "sandbox" ? "The sandbox business is open. Everything in it is invented." : "You left the sandbox. Your own business works again.");
  };

  plugin.addCommand({ id: "setup-guide", name: "Open the setup guide", callback: () => void open() });
  const command = (id: string, name: string, realm: Realm): void => {
    plugin.addCommand({
      id,
      name,
      checkCallback: (checking) => {
        if (desk === null || !desk.desktop || desk.realm === realm) return false;
        if (!checking) void teller.tell(() => enter(realm));
        return true;
      },
    });
  };
  command("open-sandbox", "Open the sandbox business", "sandbox");
  command("leave-sandbox", "Leave the sandbox business", "real");

  const offer = async (): Promise<void> => {
    const opened = await opening;
    if (mayOpenItself(opened.desktop, opened.isNew, opened.progress())) await open();
  };
  return { open: () => void open(), offer: () => void offer() };
}

/**
 * Owns: adding the plugin's commands to Obsidian's own command line.
 * Never: carrying one out; that is loaded with the first command that is given.
 */
import type { Plugin } from "obsidian";
import { CLI_ACTIONS, flagsOf } from "./cli-actions";
import type { Desk } from "./desk";

export function addCliActions(plugin: Plugin, opening: Promise<Desk>): void {
  const { id } = plugin.manifest;
  for (const [name, action] of Object.entries(CLI_ACTIONS)) {
    plugin.registerCliHandler(name === "" ? id : `${id}:${name}`, action.description, flagsOf(action), async (given) => {
      const { answerCli } = await import("./cli-answer");
      return answerCli(id, name, given, await opening, plugin.app);
    });
  }
}

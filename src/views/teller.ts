/**
 * Owns: telling a person, in a notice, what came of what they asked for outside the panel.
 * Never: a word after the plugin was switched off; what was asked for may end later than that.
 */
import { Notice, type Plugin } from "obsidian";
import { visibleLine } from "../core/untrusted";
import { sentence } from "./desk";

/** Longest text of a notice; what is longer is a note's. */
const NOTICE = 1_000;

export interface Teller {
  /** Shows a text for `ms`, by default as long as the app does; 0: until it is clicked. "" is nothing to say. */
  say(text: string, ms?: number): void;
  /** Says what comes of it, or what went wrong. */
  tell(work: () => Promise<string>): Promise<void>;
}

export function tellerOf(plugin: Plugin): Teller {
  let isOff = false;
  plugin.register(() => (isOff = true));
  const say = (text: string, ms?: number): void => {
    if (!isOff && text !== "") new Notice(visibleLine(text, NOTICE), ms);
  };
  return {
    say,
    tell: async (work) => {
      try {
        say(await work());
      } catch (error) {
        say(sentence(error), 0);
      }
    },
  };
}

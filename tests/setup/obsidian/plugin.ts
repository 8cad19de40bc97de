/**
 * Owns: running the built `main.js` as the app does: its text in a function, `obsidian` handed in, then `onload` and the layout.
 * Never: source of the plugin; what is tested is what is shipped.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import type { App, Plugin } from "obsidian-test-mocks/obsidian";
import * as obsidian from ".";
import { closeViews } from "./gaps";

const BUILT = join(import.meta.dirname, "../../../main.js");
const MANIFEST = join(import.meta.dirname, "../../../manifest.json");

// jsdom brings byte arrays of its own; in the app, Node's and the window's are the same.
globalThis.Uint8Array = Object.getPrototypeOf(Buffer) as Uint8ArrayConstructor;

type PluginClass = new (app: App, manifest: unknown) => Plugin;

/** Read once, not each time that the plugin is switched on: it is two megabytes. */
let program: Script | null = null;

/** The plugin's class, from a module of its own each time. */
function builtPlugin(): PluginClass {
  const native = createRequire(BUILT);
  const module = { exports: {} as { default?: PluginClass } };
  const required = (name: string): unknown => (name === "obsidian" ? obsidian : native(name));
  program ??= new Script(`(function (require, module, exports) {${readFileSync(BUILT, "utf8")}\n})`, { filename: BUILT });
  const run = program.runInThisContext() as (...given: unknown[]) => void;
  run(required, module, module.exports);
  if (!module.exports.default) throw new Error("main.js exports no plugin.");
  return module.exports.default;
}

export interface Running {
  plugin: Plugin;
  /** Runs a palette command; false when it is not offered now. */
  command(id: string): boolean;
  /** Switches the plugin off, as the app does. */
  disable(): void;
}

/** Switches the plugin on in an app; `data`: what its data.json holds. */
export function enable(app: App, data: unknown): Running {
  const Built = builtPlugin();
  const plugin = new Built(app, JSON.parse(readFileSync(MANIFEST, "utf8")));
  plugin.loadData = () => Promise.resolve(structuredClone(data));
  plugin.load();
  app.workspace.setLayoutReady__();
  return {
    plugin,
    command: (id) => {
      const found = plugin.commands__.get(id);
      if (!found) throw new Error(`There is no command "${id}".`);
      if (!found.checkCallback) return found.callback?.() !== false;
      if (found.checkCallback(true) !== true) return false;
      found.checkCallback(false);
      return true;
    },
    disable: () => {
      closeViews(app.workspace);
      plugin.unload();
    },
  };
}

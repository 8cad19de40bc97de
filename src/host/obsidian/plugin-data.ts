/**
 * Owns: reading the plugin's data.json so that a damaged or half-written file is noticed, named and kept.
 * Never: taking damage for "nothing stored", and never changing the file.
 */
import type { Plugin } from "obsidian";
import { sha256Hex } from "../../core/hash";

/** `data`: null when nothing was ever stored. `damage`: a sentence for the person when there is a file that cannot be read. */
export interface PluginData {
  data: unknown;
  damage: string | null;
}

/** A sync writes in steps: so many looks, milliseconds apart, before a file counts as damaged. */
const LOOKS = 4;
const BETWEEN_MS = 250;

/** The file's text when it is there and says something that `loadData` did not return; null when all is well. */
async function unreadable(plugin: Plugin, path: string): Promise<string | null> {
  const { adapter } = plugin.app.vault;
  if (!(await adapter.exists(path))) return null;
  const text = await adapter.read(path);
  try {
    JSON.parse(text);
    return null;
  } catch {
    return text;
  }
}

/** Keeps a copy beside the file, named by its content: a later save cannot take away what the owner may want to repair. */
async function keepAside(plugin: Plugin, path: string, text: string): Promise<string> {
  const aside = path.replace(/\.json$/, `.damaged-${sha256Hex(text).slice(0, 8)}.json`);
  const { adapter } = plugin.app.vault;
  if (!(await adapter.exists(aside))) await adapter.write(aside, text);
  return aside;
}

/** What is stored. Never throws for what the file says. */
export async function readPluginData(plugin: Plugin): Promise<PluginData> {
  const { vault } = plugin.app;
  const path = `${plugin.manifest.dir ?? `${vault.configDir}/plugins/${plugin.manifest.id}`}/data.json`;
  for (let look = 1; ; look += 1) {
    let data: unknown = null;
    try {
      data = await plugin.loadData();
    } catch {
      // What is wrong with the file is looked at below.
    }
    if (data !== null && data !== undefined) return { data, damage: null };
    const text = await unreadable(plugin, path);
    if (text === null) return { data: null, damage: null };
    if (look < LOOKS) {
      await new Promise((resolve) => window.setTimeout(resolve, BETWEEN_MS));
      continue;
    }
    const aside = await keepAside(plugin, path, text);
    const damage = `The settings file ${path} is damaged and cannot be read; nothing of it was changed, and a copy is kept as ${aside}. Until it is repaired everything is in dry run with the default settings. Restore the file from a backup or your sync's history and reload the plugin, or set the settings again.`;
    return { data: null, damage };
  }
}

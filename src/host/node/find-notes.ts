/**
 * Owns: finding notes by words anywhere in a vault folder.
 * Never: a hidden folder, a symbolic link, or a note that did not change since it was last read.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { unlessMissing } from "./disk";

/** Bytes; a larger note is none of ours. */
const LARGEST = 1024 * 1024;

/** Which words an unchanged note holds is remembered by its mark (time and size), for the words that were asked last. */
export function noteFinder(): (vault: string, words: readonly string[]) => Promise<string[]> {
  let asked = "";
  let without = new Map<string, string>();

  async function walk(vault: string, folder: string, words: readonly string[], found: string[]): Promise<void> {
    const entries = (await unlessMissing(readdir(join(vault, folder), { withFileTypes: true }))) ?? [];
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(vault, path, words, found);
      else if (entry.isFile() && /\.md$/i.test(entry.name) && (await holds(join(vault, path), path, words))) found.push(path);
    }
  }

  async function holds(full: string, path: string, words: readonly string[]): Promise<boolean> {
    if (words.some((word) => path.toLowerCase().includes(word.toLowerCase()))) return true;
    const about = await unlessMissing(stat(full));
    if (about === null || about.size > LARGEST) return false;
    const mark = `${about.mtimeMs} ${about.size}`;
    if (without.get(path) === mark) return false;
    const text = (await unlessMissing(readFile(full, "utf8"))) ?? "";
    if (words.some((word) => text.includes(word))) return true;
    without.set(path, mark);
    return false;
  }

  return async (vault, words) => {
    if (asked !== words.join()) [asked, without] = [words.join(), new Map<string, string>()];
    const found: string[] = [];
    await walk(vault, "", words, found);
    return found.sort();
  };
}

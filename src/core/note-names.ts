/**
 * Owns: file names of action notes - the id in them, and the names that a sync gives to copies it makes.
 * Never: a decision about a note; a name says only which action a note may belong to.
 */

/** An id as it stands in a file name, whatever a person or a sync put behind it. Some disks change the case. */
const ID = /_([a-z][a-z_]*-[0-9a-f]{14})(?![0-9a-z])/i;

/**
 * What syncs and file managers put behind the name of a copy: Obsidian Sync, Dropbox, Nextcloud, Seafile "(... conflict ...)", Syncthing
 * ".sync-conflict-...", ownCloud "_conflict-...", iCloud and Obsidian " 2", Drive and browsers " (1)", OneDrive "-MACHINE", "copy" in some languages.
 */
const COPY_TAILS = [
  /^[ ._-]*\([^()]*conflict[^()]*\)/i,
  /^\.sync-conflict-[\w-]+/i,
  /^[ ._-]+(?:case[ -]|sf)?conflict(?:ed)?\b.*/i,
  /^ ?\(\d{1,3}\)/,
  /^ \d{1,3}(?= |$)/,
  /^[ ._-]+(?:copy|kopie|copie|copia|kopia)\b(?: ?\(?\d{1,3}\)?)?/i,
  /^ ?\((?:copy|kopie|copie|copia|kopia)[^()]*\)/i,
  /^-[A-Z][A-Z0-9-]{2,30}$/,
];
const COPY_HEAD = /^(?:copy of|kopie von|copie de|copia de|copia di|kopie van) /i;

/** Equal for names that a disk may take for one: case, and composed or decomposed letters. */
export function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

const fileOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const stemOf = (path: string): string => fileOf(path).replace(/\.md$/i, "");

/** The action id in a note's file name, null when there is none. */
export function idInName(path: string): string | null {
  return ID.exec(fileOf(path))?.[1]?.toLowerCase() ?? null;
}

/** Is everything behind the original's name what syncs put there? Copies of copies are copies. */
function isTail(tail: string): boolean {
  if (tail === "") return true;
  const found = COPY_TAILS.map((pattern) => pattern.exec(tail)?.[0]).find((match) => match !== undefined);
  return found !== undefined && isTail(tail.slice(found.length));
}

/** Has this note the name of a copy of one of `originals` (names or paths)? A person's own new name is none. */
export function isCopyName(path: string, originals: readonly string[]): boolean {
  const name = stemOf(path).normalize("NFC");
  return originals.some((original) => {
    const stem = stemOf(original).normalize("NFC");
    if (folded(name) === folded(stem)) return false;
    const bare = name.replace(COPY_HEAD, "");
    return folded(bare).startsWith(folded(stem)) && isTail(bare.slice(stem.length));
  });
}

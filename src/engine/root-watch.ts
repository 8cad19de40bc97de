/**
 * Owns: noticing that the employee's folder is gone - renamed, moved, or taken away by a sync - and saying where it seems to be.
 * Never: making it anew behind the back of somebody who moved it, and never taking its absence for a decision (PRODUCT A4).
 */
import type { Clock, Log, Notes } from "../ports";

/** A first note that every root has, by which a moved one is known. */
const KNOWN_BY = "Company_Handbook.md";
/** Milliseconds between two searches for where it went. */
const SEARCH_EVERY_MS = 5_000;

export class RootWatch {
  /** What a person is told while it is gone, null while it is there. */
  gone: string | null = null;
  private searched = { at: -Infinity, found: null as string | null };

  constructor(
    private readonly ports: { notes: Notes; clock: Clock; log: Log },
    private readonly root: () => string,
  ) {}

  /** Is the folder there? Every job asks before it touches anything. */
  async isThere(): Promise<boolean> {
    if (await this.ports.notes.folderExists(this.root())) {
      this.gone = null;
      return true;
    }
    const told = this.gone !== null;
    this.gone = goneText(this.root(), await this.movedTo());
    if (!told) this.ports.log.warn(this.gone);
    return false;
  }

  /** The folder in the vault that the root seems to have become, null when there is none. */
  async movedTo(): Promise<string | null> {
    const { notes, clock } = this.ports;
    const now = clock.now().getTime();
    if (now - this.searched.at < SEARCH_EVERY_MS) return this.searched.found;
    let found: string | null = null;
    for (const path of await notes.find([KNOWN_BY])) {
      const folder = path.endsWith(`/${KNOWN_BY}`) ? path.slice(0, -KNOWN_BY.length - 1) : null;
      if (found === null && folder !== null && (await notes.folderExists(`${folder}/Pending_Approval`)) && (await notes.folderExists(`${folder}/Logs`))) found = folder;
    }
    this.searched = { at: now, found };
    return found;
  }

  /** A start finds the root gone, but not deleted: it lies elsewhere in the vault. */
  async wasMoved(): Promise<boolean> {
    if (await this.ports.notes.folderExists(this.root())) return false;
    const to = await this.movedTo();
    if (to !== null) this.gone = goneText(this.root(), to);
    return to !== null;
  }
}

function goneText(root: string, movedTo: string | null): string {
  const stopped = `The folder "${root}" is not in the vault. Nothing is decided, sent or written meanwhile.`;
  if (movedTo !== null) return `${stopped} It seems to be "${movedTo}" now: rename it back, or choose "${movedTo}" as the folder in the settings.`;
  return `${stopped} If you renamed or moved it, put it back or choose its new name as the folder in the settings; if a sync has not brought it yet, wait for it, and if one took it, restore it. A restart without it begins anew.`;
}

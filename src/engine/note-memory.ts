/**
 * Owns: what this run has seen of the notes - for how long some are gone, which are still being written, what was asked about.
 * Never: kept on disk: a sync may bring what a new start does not see yet, so a new start waits anew (PRODUCT A4).
 */
import { sha256Hex } from "../core/hash";

/** Milliseconds between two searches of the whole vault for notes that are gone. */
const SEARCH_EVERY_MS = 30_000;

export class NoteMemory {
  /** Ids whose notes were asked about: the one that is then left is a person's choice, whatever a sync called it. */
  readonly asked = new Set<string>();
  /** Where a search of the vault found notes that lie outside the employee's folders. */
  readonly elsewhere = new Map<string, string[]>();
  /** Why the note of an action could not be written, as it was said last. */
  private readonly unwritten = new Map<string, string>();
  private gone = { ids: "", since: 0 };
  private searched = { ids: "", at: -Infinity };
  private readonly texts = new Map<string, { hash: string; since: number }>();

  /** True when this is news: a note that stays unwritable is said once, not at every round. `why` null: it is written. */
  isNews(id: string, why: string | null): boolean {
    const isNew = why !== null && this.unwritten.get(id) !== why;
    if (why === null) this.unwritten.delete(id);
    else this.unwritten.set(id, why);
    return isNew;
  }

  /** Milliseconds for which exactly these notes have been gone: while more go or come back, a sync is at work. */
  goneFor(ids: readonly string[], now: Date): number {
    const [key, at] = [ids.join(), now.getTime()];
    if (this.gone.ids !== key) this.gone = { ids: key, since: at };
    return at - this.gone.since;
  }

  /** Is it time to search the vault for these? */
  searchDue(ids: readonly string[], now: Date): boolean {
    const [key, at] = [ids.join(), now.getTime()];
    if (this.searched.ids === key && at - this.searched.at < SEARCH_EVERY_MS) return false;
    this.searched = { ids: key, at };
    return true;
  }

  /** Milliseconds for which this run has seen a note with exactly this text: a sync may have brought half of it. */
  unchangedFor(path: string, text: string, now: Date): number {
    const [hash, at] = [sha256Hex(text), now.getTime()];
    const seen = this.texts.get(path);
    if (seen?.hash !== hash) this.texts.set(path, { hash, since: at });
    return seen?.hash === hash ? at - seen.since : 0;
  }
}

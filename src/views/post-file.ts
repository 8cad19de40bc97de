/**
 * Owns: the note of a post in the vault - found, read, written while somebody types.
 * Never: what a post note says (core/post-note.ts), or writing over a note that cannot be read.
 */
import { normalizePath, parseYaml, type App, type TFile } from "obsidian";
import { readNote, type Note } from "../core/note";
import { POSTS_FOLDER, writePostNote, type PostDraft } from "../core/post-note";

/** As much of the text as a file is named after. */
const NAME_LENGTH = 40;

export class PostFile {
  /** As it was last written here: another text was written elsewhere. */
  private written: string | null = null;

  /** `path` null: a note that is made when there is something to keep. */
  constructor(
    private readonly app: App,
    public path: string | null,
  ) {}

  private get file(): TFile | null {
    return this.path === null ? null : this.app.vault.getFileByPath(this.path);
  }

  /** Null when there is no note yet. */
  async read(): Promise<Note | { problem: string } | null> {
    const { file } = this;
    if (!file) return null;
    const text = await this.app.vault.read(file);
    this.written = text;
    return readNote(text, parseYaml);
  }

  /** `folder`: root of the employee; `day`: ISO date, for the name of a new note. */
  async save(draft: PostDraft, status: string, folder: string, day: string): Promise<void> {
    const { vault } = this.app;
    const { file } = this;
    if (file) {
      await vault.process(file, (text) => {
        const note = readNote(text, parseYaml);
        this.written = "problem" in note ? text : writePostNote(draft, status, note);
        return this.written;
      });
      return;
    }
    const posts = normalizePath(`${folder}/${POSTS_FOLDER}`);
    if (!vault.getFolderByPath(posts)) await vault.createFolder(posts);
    const words = draft.text.replace(/[^\p{L}\p{N} ]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, NAME_LENGTH).trim();
    const name = `${posts}/${day} ${words === "" ? "Post" : words}`;
    let path = `${name}.md`;
    for (let copy = 2; vault.getAbstractFileByPath(path); copy += 1) path = `${name} ${copy}.md`;
    this.written = writePostNote(draft, status, null);
    // Before it is there: what is typed meanwhile goes into the same note.
    this.path = path;
    await vault.create(path, this.written);
  }

  /** Somebody else wrote into it since; also when it is gone. */
  async changedElsewhere(): Promise<boolean> {
    const { file } = this;
    return file !== null && this.written !== null && (await this.app.vault.read(file)) !== this.written;
  }
}

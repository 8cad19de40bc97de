/**
 * Owns: writing a post in its element: what is typed goes into its note at once, into every preview, and is handed in as it is shown (PRODUCT S2, S3).
 * Never: a text that is shortened, or a post that is handed in although a channel would not take it.
 */
import type { App } from "obsidian";
import type { BestTimes, Employee, Foreseen } from "../api";
import { takenByAll } from "../core/picture";
import { EMPTY_POST, postOf, writtenPost, type NotedImage, type PostDraft, type PostProblem } from "../core/post-note";
import { readPostNote } from "../core/post-note-read";
import { dateIn } from "../core/schedule";
import { visibleLine } from "../core/untrusted";
import { Form, type Follow, type FormHands } from "./composer-form";
import { Gallery, type GalleryHands } from "./composer-gallery";
import { formKey, looksOf, outlook, type Look } from "./composer-model";
import { picturesIn, takersOf, type Taker } from "./composer-pictures";
import { drawPreview, whenText } from "./composer-previews";
import { drawAbove, drawFoot } from "./composer-said";
import { PERSON, sentence, type Desk } from "./desk";
import { keepingFocus } from "./drawing";
import { PostFile } from "./post-file";
import { STILL_STARTING } from "./said";

/** After the last key, milliseconds. */
const SAVE_MS = 800;
const OFFERED_SLOTS = 3;
let places = 0;

/** Chosen once, when somebody begins to write. */
const newId = (win: Window): string => `post-${[...win.crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

export interface ComposerShell {
  /** Shows the card of what was handed in. */
  openCard(id: string): void;
  /** The note it lies in from now on. */
  named(path: string): void;
}

export class Composer implements FormHands, GalleryHands {
  draft: PostDraft;
  private problems: PostProblem[] = [];
  /** Why the note cannot be read. */
  private unreadable: string[] = [];
  private status = "draft";
  private follow: Follow = () => undefined;
  private drawn = "";
  /** What stood at the end: said when it changes. */
  private said: string | null = null;
  private timer: number | null = null;
  private saving: Promise<void> = Promise.resolve();
  private closed = false;
  private readonly file: PostFile;
  private readonly gallery: Gallery;
  private readonly place = `autonomous-employee-post-${(places += 1)}`;
  private readonly stopListening: () => void;
  private readonly statusEl: HTMLElement;
  private readonly aboveEl: HTMLElement;
  private readonly formEl: HTMLElement;
  private readonly besideEl: HTMLElement;
  private readonly footEl: HTMLElement;

  /** Lives in `root` until `close`. `path`: the note that is written in; null: a new one. */
  constructor(
    private readonly root: HTMLElement,
    private readonly app: App,
    private readonly desk: Desk,
    private readonly shell: ComposerShell,
    path: string | null,
  ) {
    this.draft = { ...EMPTY_POST, id: newId(root.win) };
    this.file = new PostFile(app, path);
    this.gallery = new Gallery(app, () => desk.employee?.posts ?? null, this);
    root.empty();
    this.statusEl = root.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.aboveEl = root.createDiv();
    const columns = root.createDiv({ cls: "ae-composer" });
    this.formEl = columns.createEl("form", { cls: "ae-compose", attr: { "aria-label": "Post", novalidate: "" } });
    this.formEl.addEventListener("submit", (event) => event.preventDefault());
    this.besideEl = columns.createEl("section", { cls: "ae-previews", attr: { "aria-label": "Previews" } });
    this.footEl = root.createDiv({ cls: "ae-choices ae-foot-of-post" });
    columns.addEventListener("dragover", (event) => event.preventDefault());
    columns.addEventListener("drop", (event) => this.gallery.brought(event.dataTransfer, event));
    columns.addEventListener("paste", (event) => this.gallery.brought(event.clipboardData, event));
    this.stopListening = desk.onChange(() => this.show());
  }

  close(): void {
    this.closed = true;
    this.stopListening();
    if (this.timer !== null) void this.save();
    this.gallery.close();
    this.root.empty();
  }

  /** Reads the note, and draws. */
  async open(): Promise<void> {
    await this.load();
    this.show();
  }

  private async load(): Promise<void> {
    const note = await this.file.read();
    if (note === null) return;
    if ("problem" in note) {
      this.unreadable = [note.problem];
      this.status = "unreadable";
      return;
    }
    const { draft, problems, status } = readPostNote(note, { zone: this.zone, channels: this.channels });
    this.draft = { ...draft, id: draft.id === "" ? this.draft.id : draft.id };
    [this.problems, this.status] = [problems, status === "handed_in" ? status : "draft"];
    await this.gallery.measure(false);
  }

  /** Somebody else wrote into the note; what is being typed here comes first. */
  async noteChanged(path: string): Promise<void> {
    if (path !== this.file.path || this.timer !== null || this.closed || !(await this.file.changedElsewhere())) return;
    await this.load();
    this.drawn = "";
    this.show();
  }

  get now(): Date {
    return this.desk.now();
  }

  get zone(): string {
    return this.desk.settings.zone;
  }

  get late_minutes(): number {
    return this.desk.settings.posts.late_minutes;
  }

  private get employee(): Employee | null {
    return this.desk.employee;
  }

  private get channels(): ReturnType<Employee["posts"]["channels"]> {
    return this.employee?.posts.channels() ?? [];
  }

  get images(): readonly NotedImage[] {
    return this.draft.images;
  }

  get from(): string {
    return this.file.path ?? "";
  }

  get takers(): Taker[] {
    return takersOf(this.channels, this.draft.channels);
  }

  put(images: NotedImage[]): void {
    this.draft = { ...this.draft, images };
    this.show();
  }

  addPicture(name: string): void {
    this.gallery.add(name);
  }

  slots(): string[] {
    return this.employee?.posts.freeTimes(this.draft.channels, OFFERED_SLOTS) ?? [];
  }

  bestTimes(): BestTimes | null {
    return this.draft.channels.length === 0 ? null : (this.employee?.posts.bestTimes(this.draft.channels) ?? null);
  }

  pictures(): string[] {
    return picturesIn(this.app);
  }

  change(draft: PostDraft): void {
    const chosen = draft.channels.join();
    const refit = chosen !== this.draft.channels.join() && draft.images.length > 0;
    this.draft = draft;
    this.problems = [];
    this.saveSoon();
    this.show();
    if (refit) void this.gallery.measure(true).then(() => this.saveSoon());
  }

  saveSoon(): void {
    const { win } = this.root;
    if (this.timer !== null) win.clearTimeout(this.timer);
    this.timer = win.setTimeout(() => void this.save(), SAVE_MS);
  }

  private save(): Promise<void> {
    if (this.timer !== null) this.root.win.clearTimeout(this.timer);
    this.timer = null;
    if (this.status === "unreadable") return this.saving;
    this.saving = this.saving
      .then(() => this.file.save(this.draft, this.status, this.desk.settings.root, dateIn(this.now, this.zone)))
      .then(() => this.shell.named(this.file.path ?? ""))
      .catch((error: unknown) => this.announce(sentence(error)));
    return this.saving;
  }

  private foreseen(): Foreseen | null {
    return this.employee?.posts.foresee(writtenPost(this.draft, this.late_minutes)) ?? null;
  }

  /** Draws what is true now; fields only where there are others than before. */
  show(): void {
    if (this.closed) return;
    const { channels } = this;
    const foreseen = this.foreseen();
    const key = `${formKey(this.draft)} ${JSON.stringify(channels.map(({ id, live }) => [id, live]))} ${this.zone}`;
    if (key !== this.drawn && foreseen) {
      this.drawn = key;
      keepingFocus(this.formEl, () => {
        this.formEl.empty();
        this.follow = new Form(this.formEl, this.place, this).draw(channels);
      });
    }
    const looks = foreseen ? looksOf(channels, this.draft, foreseen) : [];
    this.follow(looks, foreseen);
    const trouble = foreseen ? null : (this.desk.trouble ?? STILL_STARTING);
    drawAbove(this.aboveEl, { trouble, problems: this.problems, troubles: [...this.unreadable, ...this.gallery.troubles], draft: this.draft, rule: takenByAll(this.takers.map(({ rule }) => rule)) }, foreseen);
    this.besideEl.empty();
    for (const look of looks) drawPreview(this.besideEl, look, this.draft, this.gallery.pictures, whenText(foreseen?.at ?? null, this.zone));
    if (looks.length === 0) this.besideEl.createEl("p", { cls: "ae-faint", text: "What each channel publishes is shown here." });
    this.showFoot(looks, foreseen);
  }

  private showFoot(looks: readonly Look[], foreseen: Foreseen | null): void {
    const { ready, text } = foreseen ? outlook(looks, foreseen) : { ready: false, text: "" };
    drawFoot(this.footEl, {
      text,
      ready: ready && this.problems.length === 0,
      handed: foreseen && foreseen.status !== null ? foreseen.action : null,
      readable: this.status !== "unreadable",
      handIn: () => void this.handIn(),
      openCard: (id) => this.shell.openCard(id),
      another: () => this.another(),
    });
    if (this.said !== null && this.said !== text) this.announce(text);
    this.said = text;
  }

  private another(): void {
    void this.save().then(() => {
      this.file.path = null;
      this.status = "draft";
      this.change({ ...this.draft, id: newId(this.root.win), at: null });
      this.announce("A new post, not handed in yet.");
    });
  }

  private async handIn(): Promise<void> {
    const { employee, draft } = this;
    if (!employee) {
      this.announce(this.desk.trouble ?? STILL_STARTING);
      return;
    }
    const made = postOf(draft, this.late_minutes);
    const foreseen = this.foreseen();
    const { ready, text } = foreseen ? outlook(looksOf(this.channels, draft, foreseen), foreseen) : { ready: false, text: "" };
    const against = [...this.problems, ...(made.ok ? [] : made.problems)].map((problem) => `${problem.field} ${problem.text}.`);
    if (!made.ok || !ready || against.length > 0) {
      this.announce(`Not handed in. ${against.length > 0 ? against.join(" ") : text}`);
      return;
    }
    try {
      await this.save();
      const answer = await employee.wish({ kind: "post", post: made.post }, PERSON);
      if (answer.ok) {
        this.status = "handed_in";
        await this.save();
      }
      this.show();
      this.announce(answer.text);
    } catch (error) {
      this.announce(sentence(error));
    }
  }

  announce(text: string): void {
    this.statusEl.setText(visibleLine(text, 1_000));
  }
}

/**
 * Owns: writing a post in its element: what is typed goes into its note at once, into every preview, and is handed in as it is shown (PRODUCT S2, S3).
 * Never: a text that is shortened, or a post that is handed in although a channel would not take it.
 */
import type { App } from "obsidian";
import type { Employee, Foreseen } from "../api";
import { plannedOf } from "../core/calendar";
import { missingAlts, takenByAll, type PictureRule } from "../core/picture";
import { EMPTY_POST, postOf, writtenPost, type NotedImage, type PostDraft, type PostProblem } from "../core/post-note";
import { readPostNote } from "../core/post-note-read";
import { dateIn } from "../core/schedule";
import { freeSlots } from "../core/slots";
import { Form, type Follow, type FormHands } from "./composer-form";
import { formKey, looksOf, outlook, type Look } from "./composer-model";
import { broughtIn, Pictures, picturesIn } from "./composer-pictures";
import { drawPreview } from "./composer-previews";
import { PERSON, sentence, type Desk } from "./desk";
import { button, focusable, icon, keepingFocus } from "./drawing";
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

export class Composer implements FormHands {
  draft: PostDraft;
  private problems: PostProblem[] = [];
  private troubles: string[] = [];
  private status = "draft";
  private follow: Follow = () => undefined;
  private drawn = "";
  /** What stood at the end: said when it changes. */
  private said: string | null = null;
  private timer: number | null = null;
  private saving: Promise<void> = Promise.resolve();
  private closed = false;
  private readonly file: PostFile;
  private readonly kept: Pictures;
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
    this.kept = new Pictures(app, () => desk.employee?.posts ?? null);
    root.empty();
    this.statusEl = root.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.aboveEl = root.createDiv();
    const columns = root.createDiv({ cls: "ae-composer" });
    this.formEl = columns.createEl("form", { cls: "ae-compose", attr: { "aria-label": "Post", novalidate: "" } });
    this.formEl.addEventListener("submit", (event) => event.preventDefault());
    this.besideEl = columns.createEl("section", { cls: "ae-previews", attr: { "aria-label": "Previews" } });
    this.footEl = root.createDiv({ cls: "ae-choices ae-foot-of-post" });
    for (const name of ["dragover", "drop"] as const) this.formEl.addEventListener(name, (event) => this.dropped(event));
    this.formEl.addEventListener("paste", (event) => this.brought(event.clipboardData, event));
    this.stopListening = desk.onChange(() => this.show());
  }

  close(): void {
    this.closed = true;
    this.stopListening();
    if (this.timer !== null) void this.save();
    this.kept.close();
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
      this.troubles = [note.problem];
      this.status = "unreadable";
      return;
    }
    const { draft, problems, status } = readPostNote(note, { zone: this.zone, channels: this.channels });
    this.draft = { ...draft, id: draft.id === "" ? this.draft.id : draft.id };
    [this.problems, this.status] = [problems, status === "handed_in" ? status : "draft"];
    await this.measure(false);
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

  slots(): Date[] {
    const taken = plannedOf(this.employee?.known() ?? []).dated.map(({ at }) => at);
    return freeSlots(this.desk.settings.posts.slots, this.zone, this.now, taken, OFFERED_SLOTS);
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
    if (refit) void this.measure(true).then(() => this.show());
  }

  private saveSoon(): void {
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

  private get rule(): PictureRule | null {
    return takenByAll(this.channels.filter(({ id }) => this.draft.channels.includes(id)).flatMap(({ publisher }) => publisher.pictures ?? []));
  }

  /** Measures and keeps the pictures that were not yet; `again`: all, since other channels take other ones. */
  private async measure(again: boolean): Promise<void> {
    const { rule } = this;
    const problems: string[] = [];
    const measured: NotedImage[] = [];
    for (const image of this.draft.images) {
      const path = image.path === "" ? null : this.kept.find(image.path, this.file.path ?? "");
      if (path === null) {
        if (!image.kept) problems.push(image.path === "" ? `${image.url ?? ""} is only an address: add the picture from the vault.` : `${image.path} is not in the vault.`);
        measured.push(image);
      } else if (image.kept && !again) measured.push(image);
      else {
        const taken = await this.kept.take(path, rule).catch((error: unknown) => ({ problem: sentence(error) }));
        if ("problem" in taken) problems.push(taken.problem);
        measured.push({ ...image, path, kept: "kept" in taken ? taken.kept : null });
      }
    }
    // What was typed or removed meanwhile stays so.
    const now = this.draft.images;
    this.draft = { ...this.draft, images: now.map((image) => ({ ...image, kept: measured.find(({ path, url }) => (path === "" ? url === image.url : path === image.path))?.kept ?? measured[now.indexOf(image)]?.kept ?? null })) };
    this.troubles = problems;
  }

  addPicture(name: string): void {
    const path = this.kept.find(name, this.file.path ?? "");
    if (path === null) {
      this.announce(`There is no picture ${name} in the vault.`);
      return;
    }
    this.change({ ...this.draft, images: [...this.draft.images.filter((image) => image.path !== path), { path, alt: "", url: null, kept: null }] });
    void this.measure(false).then(() => {
      this.saveSoon();
      this.show();
      this.announce(this.troubles[0] ?? `${name} was added. Say what it shows.`);
    });
  }

  private dropped(event: DragEvent): void {
    if (event.type === "dragover") event.preventDefault();
    else this.brought(event.dataTransfer, event);
  }

  private brought(data: DataTransfer | null, event: Event): void {
    const { names, files } = broughtIn(data);
    if (names.length + files.length === 0) return;
    event.preventDefault();
    for (const name of names) this.addPicture(name);
    for (const file of files) void this.kept.store(file, this.file.path ?? "").then((path) => this.addPicture(path)).catch((error: unknown) => this.announce(sentence(error)));
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
    this.follow(looks);
    this.showAbove(foreseen);
    this.besideEl.empty();
    for (const look of looks) drawPreview(this.besideEl, look, this.draft, this.kept);
    if (looks.length === 0) this.besideEl.createEl("p", { cls: "ae-faint", text: "What each channel publishes is shown here." });
    this.showFoot(looks, foreseen);
  }

  private showAbove(foreseen: Foreseen | null): void {
    const { trouble } = this.desk;
    const said: [string, string][] = [
      ...(foreseen ? [] : [["loader", trouble ?? STILL_STARTING] as [string, string]]),
      ...this.problems.map(({ field, text }): [string, string] => ["circle-alert", `In the note: ${field.replaceAll("_", " ")} ${text}.`]),
      ...this.troubles.map((text): [string, string] => ["circle-alert", text]),
      ...(foreseen?.signs ?? []).map(({ text }): [string, string] => ["triangle-alert", text]),
      ...missingAlts(this.draft.images, this.rule).map((text): [string, string] => ["image", text]),
    ];
    this.aboveEl.empty();
    for (const [drawing, text] of said) {
      const banner = this.aboveEl.createDiv({ cls: "ae-banner ae-attention" });
      icon(banner, drawing);
      banner.createSpan({ text });
    }
  }

  private showFoot(looks: readonly Look[], foreseen: Foreseen | null): void {
    const { ready, text } = foreseen ? outlook(looks, foreseen) : { ready: false, text: "" };
    keepingFocus(this.footEl, () => {
      this.footEl.empty();
      if (foreseen && foreseen.status !== null) {
        focusable(button(this.footEl, { text: "Open its card", cls: "mod-cta" }, () => this.shell.openCard(foreseen.action)), "foot", "go");
        focusable(button(this.footEl, { text: "Write another one like it" }, () => this.another()), "foot", "another");
      } else if (this.status !== "unreadable") {
        const go = focusable(button(this.footEl, { text: "Hand in", icon: "send", cls: "mod-cta" }, () => void this.handIn()), "foot", "go");
        go.setAttribute("aria-disabled", String(!ready || this.problems.length > 0));
      }
      this.footEl.createSpan({ cls: "ae-faint", text });
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
      const answer = await employee.wish({ kind: "post", post: made.post }, { ...PERSON, ...(draft.ask && { via: "command", attended: false }) });
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
    this.statusEl.setText(text);
  }
}

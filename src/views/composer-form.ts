/**
 * Owns: the fields in which a post is written, as elements.
 * Never: the post (composer-model.ts), and never a field drawn anew while somebody types in it.
 */
import type { BestTimes, Foreseen, PostChannel } from "../api";
import type { NotedImage, PostDraft } from "../core/post-note";
import { readTime } from "../core/post-note-read";
import { showInstant } from "../core/schedule";
import { localTime } from "../core/slots";
import { countText, split, toggled, withOwn, withParts, withPoll, type Look } from "./composer-model";
import { button, focusable } from "./drawing";

export interface FormHands {
  /** The post as it is now. */
  readonly draft: PostDraft;
  change(draft: PostDraft): void;
  addPicture(name: string): void;
  /** The next free recurring times for the chosen channels, UTC ISO. */
  slots(): string[];
  /** When posts on the chosen channels were seen most; null while none is chosen. */
  bestTimes(): BestTimes | null;
  readonly zone: string;
  readonly late_minutes: number;
  /** Paths in the vault. */
  pictures(): string[];
}

/** What of the form follows the text while it is typed. */
export type Follow = (looks: readonly Look[], foreseen: Foreseen | null) => void;

const PART = "post";

export class Form {
  private readonly follows: Follow[] = [];

  /** `place`: id of the form in the document, for descriptions. */
  constructor(
    private readonly parent: HTMLElement,
    private readonly place: string,
    private readonly hands: FormHands,
  ) {}

  private get draft(): PostDraft {
    return this.hands.draft;
  }

  private group(legend: string): HTMLElement {
    const set = this.parent.createEl("fieldset", { cls: "ae-group-of-fields" });
    set.createEl("legend", { text: legend });
    return set;
  }

  private field(parent: HTMLElement, name: string, mark: string, value: string, rows: number, typed: (value: string) => void): HTMLInputElement | HTMLTextAreaElement {
    const label = parent.createEl("label", { cls: "ae-field" });
    label.createSpan({ text: name, cls: "ae-label" });
    const input = rows > 0 ? label.createEl("textarea", { attr: { rows: String(rows) } }) : label.createEl("input", { type: "text" });
    input.value = value;
    input.addEventListener("input", () => typed(input.value));
    return focusable(input, PART, mark);
  }

  private check(parent: HTMLElement, name: string, mark: string, on: boolean, changed: (on: boolean) => void): HTMLElement {
    const label = parent.createEl("label", { cls: "ae-field ae-check" });
    const box = focusable(label.createEl("input", { type: "checkbox" }), PART, mark);
    box.checked = on;
    box.addEventListener("change", () => changed(box.checked));
    label.createSpan({ text: name });
    return label;
  }

  private button(parent: HTMLElement, text: string, mark: string, work: () => void): HTMLButtonElement {
    return focusable(button(parent, { text, cls: "ae-quiet" }, work), PART, mark);
  }

  /** A line that counts what is typed above it, part of that field's description. */
  private count(parent: HTMLElement, input: HTMLElement, mark: string, text: (looks: readonly Look[]) => { text: string; over: boolean } | null): void {
    const line = parent.createDiv({ cls: "ae-faint ae-count-line", attr: { id: `${this.place}-${mark}` } });
    input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), line.id].filter((id) => id !== null).join(" "));
    this.follows.push((looks) => {
      const found = text(looks);
      line.setText(found?.text ?? "");
      line.toggleClass("ae-danger", found?.over === true);
      line.toggleClass("ae-over", found?.over === true);
    });
  }

  draw(channels: readonly PostChannel[]): Follow {
    this.where(channels);
    this.words(channels.filter(({ id }) => this.draft.channels.includes(id)));
    this.extras(channels);
    this.pictures(channels);
    this.when();
    return (looks, foreseen) => {
      for (const follow of this.follows) follow(looks, foreseen);
    };
  }

  private where(channels: readonly PostChannel[]): void {
    const set = this.group("Where");
    const order = channels.map(({ id }) => id);
    for (const { id, label, live } of channels) {
      const line = this.check(set, label, `on.${id}`, this.draft.channels.includes(id), () => this.hands.change(toggled(this.draft, id, order)));
      line.createSpan({ cls: "ae-faint", text: live ? "live" : "dry run" });
    }
    if (channels.length === 0) set.createEl("p", { text: "No channel publishes posts. Services are set up in the settings." });
  }

  private words(chosen: readonly PostChannel[]): void {
    const set = this.group("What");
    const text = this.field(set, "Text", "text", this.draft.text, 6, (value) => this.hands.change({ ...this.draft, text: value }));
    for (const { id } of chosen) if (!Object.hasOwn(this.draft.texts, id) && !Object.hasOwn(this.draft.threads, id)) this.count(set, text, `count-${id}`, (looks) => this.counted(looks, id));
    for (const channel of chosen) this.differently(set, channel);
  }

  private counted(looks: readonly Look[], id: string): { text: string; over: boolean } | null {
    const look = looks.find(({ channel }) => channel.id === id);
    return look ? { text: `${look.channel.label}: ${countText(look)}`, over: look.over > 0 } : null;
  }

  private differently(set: HTMLElement, { id, label }: PostChannel): void {
    const { draft } = this;
    const own = Object.hasOwn(draft.texts, id) ? (draft.texts[id] ?? "") : null;
    const parts = Object.hasOwn(draft.threads, id) ? (draft.threads[id] ?? []) : null;
    const area = set.createDiv({ cls: "ae-differently" });
    if (parts !== null) this.thread(area, id, label, parts);
    else if (own !== null) {
      const input = this.field(area, `Text on ${label}`, `own.${id}`, own, 4, (value) => this.hands.change(withOwn(this.draft, id, value)));
      this.count(area, input, `own-${id}`, (looks) => this.counted(looks, id));
    }
    const line = area.createDiv({ cls: "ae-tools" });
    if (parts === null) {
      if (own === null) this.button(line, `Say it differently on ${label}`, `differ.${id}`, () => this.hands.change(withOwn(this.draft, id, this.draft.text)));
      else this.button(line, `Say the same on ${label}`, `same.${id}`, () => this.hands.change(withOwn(this.draft, id, null)));
    } else this.button(line, `One post on ${label} instead`, `one.${id}`, () => this.hands.change(withParts(this.draft, id, null)));
    const offer = this.button(line, `Split it into a thread on ${label}`, `split.${id}`, () => undefined);
    let found: Look | undefined;
    offer.addEventListener("click", () => found && this.hands.change(split(this.draft, found)));
    this.follows.push((looks) => {
      found = looks.find(({ channel }) => channel.id === id);
      offer.toggle(found?.splits === true);
    });
  }

  private thread(area: HTMLElement, id: string, label: string, parts: readonly string[]): void {
    const now = (): string[] => [...(this.draft.threads[id] ?? [])];
    parts.forEach((part, index) => {
      const input = this.field(area, `Part ${index + 1} of ${parts.length} on ${label}`, `part.${id}.${index}`, part, 3, (value) => this.hands.change(withParts(this.draft, id, now().map((old, at) => (at === index ? value : old)))));
      this.count(area, input, `part-${id}-${index}`, (looks) => {
        const look = looks.find(({ channel }) => channel.id === id);
        const length = look?.lengths[index];
        return look && length !== undefined ? { text: `${length} of ${look.channel.publisher.limit}`, over: length > look.channel.publisher.limit } : null;
      });
      if (parts.length > 1) this.button(area, `Remove part ${index + 1}`, `drop.${id}.${index}`, () => this.hands.change(withParts(this.draft, id, now().filter((_old, at) => at !== index))));
    });
    this.button(area, "Add a part", `more.${id}`, () => this.hands.change(withParts(this.draft, id, [...now(), ""])));
  }

  private extras(channels: readonly PostChannel[]): void {
    const set = this.group("With it");
    this.field(set, "Link (https://…)", "link", this.draft.link ?? "", 0, (value) => this.hands.change({ ...this.draft, link: value.trim() === "" ? null : value.trim() }));
    this.field(set, "Why it is posted: a goal or a fact behind it", "context", this.draft.context, 2, (context) => this.hands.change({ ...this.draft, context }));
    const { poll } = this.draft;
    if (poll === null) {
      if (channels.some(({ id, publisher }) => publisher.takes.poll && this.draft.channels.includes(id))) this.button(set, "Add a poll", "poll", () => this.hands.change(withPoll(this.draft, "add")));
      return;
    }
    poll.options.forEach((option, index) => this.field(set, `Answer ${index + 1}`, `answer.${index}`, option, 0, (text) => this.hands.change(withPoll(this.draft, { option: index, text }))));
    this.number(set, "Minutes that the poll is open", "minutes", poll.minutes, (minutes) => this.hands.change(withPoll(this.draft, { minutes })));
    if (poll.options.length < 4) this.button(set, "Add an answer", "answer", () => this.hands.change(withPoll(this.draft, "more")));
    this.button(set, "Remove the poll", "nopoll", () => this.hands.change(withPoll(this.draft, "remove")));
  }

  private number(parent: HTMLElement, name: string, mark: string, value: number, changed: (value: number) => void): void {
    const input = this.field(parent, name, mark, String(value), 0, (typed) => {
      const count = Number(typed);
      const right = typed.trim() !== "" && Number.isInteger(count) && count >= 0 && count <= 10_080;
      input.setAttribute("aria-invalid", String(!right));
      if (right) changed(count);
    });
    input.inputMode = "numeric";
  }

  private pictures(channels: readonly PostChannel[]): void {
    const set = this.group("Pictures");
    const { images } = this.draft;
    const byAddress = channels.filter(({ id, publisher }) => this.draft.channels.includes(id) && publisher.pictures?.by_url === true).map(({ label }) => label);
    const change = (index: number, over: Partial<NotedImage>): void => this.hands.change({ ...this.draft, images: this.draft.images.map((one, at) => (at === index ? { ...one, ...over } : one)) });
    const move = (index: number): void => this.hands.change({ ...this.draft, images: images.map((one, at) => (at === index - 1 ? (images[index] ?? one) : at === index ? (images[index - 1] ?? one) : one)) });
    images.forEach(({ path, url, alt }, index) => {
      const name = (path || (url ?? "")).replace(/^.*\//, "");
      const line = set.createDiv({ cls: "ae-differently" });
      this.field(line, `What ${name} shows, for people who cannot see it`, `alt.${index}`, alt, 2, (value) => change(index, { alt: value }));
      if (byAddress.length > 0 && path !== "") this.field(line, `Public address of ${name}, where ${byAddress.join(" and ")} can fetch it (https://…)`, `url.${index}`, url ?? "", 0, (value) => change(index, { url: value.trim() === "" ? null : value.trim() }));
      const tools = line.createDiv({ cls: "ae-tools" });
      if (index > 0) this.button(tools, `Move ${name} up`, `up.${index}`, () => move(index));
      this.button(tools, `Remove ${name}`, `nopicture.${index}`, () => this.hands.change({ ...this.draft, images: this.draft.images.filter((_one, at) => at !== index) }));
    });
    const list = set.createEl("datalist", { attr: { id: `${this.place}-pictures` } });
    const input = this.field(set, "Picture of the vault (or drop and paste one anywhere here)", "picture", "", 0, () => undefined);
    input.setAttribute("list", list.id);
    // The vault is looked through when somebody wants one.
    input.addEventListener("focus", () => {
      list.empty();
      for (const path of this.hands.pictures()) list.createEl("option", { value: path });
    });
    const add = (): void => {
      if (input.value.trim() !== "") this.hands.addPicture(input.value.trim());
      input.value = "";
    };
    input.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Enter") add();
    });
    this.button(set, "Add the picture", "addpicture", add);
  }

  private when(): void {
    const set = this.group("When");
    const { zone } = this.hands;
    const { at, queued } = this.draft;
    const label = set.createEl("label", { cls: "ae-field" });
    label.createSpan({ text: `Day and time (${zone}); empty: as soon as it is approved`, cls: "ae-label" });
    const input = focusable(label.createEl("input", { type: "datetime-local" }), PART, "at");
    input.value = at === null ? "" : localTime(at, zone);
    const put = (time: string | null): void => this.hands.change({ ...this.draft, at: time, queued: false });
    input.addEventListener("change", () => put(readTime(input.value, zone)));
    const slots = this.hands.slots();
    if (slots.length > 0 || queued) this.check(set, "Into the queue: it takes the next free one of your recurring times", "queue", queued, (on) => this.hands.change({ ...this.draft, queued: on, at: null }));
    const place = set.createDiv({ cls: "ae-faint ae-count-line" });
    this.follows.push((_looks, foreseen) => {
      const found = queued ? (foreseen?.at ?? null) : null;
      place.setText(found === null ? "" : `It would take ${showInstant(found, zone)}.`);
      if (this.draft.at !== null && input !== input.doc.activeElement) input.value = localTime(this.draft.at, zone);
    });
    const line = set.createDiv({ cls: "ae-tools" });
    if (at !== null) this.button(line, "As soon as it is approved", "now", () => put(null));
    slots.forEach((slot, index) => this.button(line, `${index === 0 ? "Next free time: " : ""}${showInstant(slot, zone)}`, `slot.${index}`, () => put(slot)));
    const best = this.hands.bestTimes();
    if (best) set.createDiv({ cls: "ae-faint", text: best.text });
    const own = set.createDiv({ cls: "ae-tools" });
    best?.times.forEach((one, index) => this.button(own, `${showInstant(one.at, zone)} (${one.why})`, `best.${index}`, () => put(one.at)));
    this.number(set, "If that time is missed, still publish so many minutes later; after that you are asked", "late", this.draft.late_minutes ?? this.hands.late_minutes, (late_minutes) => this.hands.change({ ...this.draft, late_minutes }));
    this.check(set, "Ask me before it is published", "ask", this.draft.ask, (ask) => this.hands.change({ ...this.draft, ask }));
  }
}

/**
 * Owns: the pictures of the post that is being written - brought in by name, by drop and by paste, measured one after the other, and what is wrong with them.
 * Never: a pixel (composer-pictures.ts), or a picture of the post that is dropped because it does not fit: it stays, and a sentence says why.
 */
import type { App } from "obsidian";
import type { Posts } from "../api";
import type { NotedImage } from "../core/post-note";
import { broughtIn, Pictures, type Taker } from "./composer-pictures";
import { sentence } from "./desk";

export interface GalleryHands {
  readonly images: readonly NotedImage[];
  /** What each chosen channel takes; [] when none takes pictures. */
  readonly takers: readonly Taker[];
  /** Path of the post's note, "" while there is none. */
  readonly from: string;
  /** The pictures are others now, or more is known of them; that alone is no reason to write the note. */
  put(images: NotedImage[]): void;
  /** The note is written soon. */
  saveSoon(): void;
  announce(text: string): void;
}

const isSame = (a: NotedImage, b: NotedImage): boolean => a.path === b.path && a.url === b.url;

export class Gallery {
  readonly pictures: Pictures;
  /** Why pictures cannot be published as they are, as sentences. */
  troubles: string[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(
    app: App,
    posts: () => Posts | null,
    private readonly hands: GalleryHands,
  ) {
    this.pictures = new Pictures(app, posts);
  }

  /** Measures and keeps the pictures that were not yet; `again`: all, since other channels take other ones. One look after the other. */
  measure(again: boolean): Promise<void> {
    this.turn = this.turn.then(async () => {
      const troubles: string[] = [];
      for (const image of this.hands.images) {
        if (image.kept && !again) continue;
        const { problems, ...found } = await this.look(image);
        troubles.push(...problems);
        // What was typed or removed meanwhile stays so.
        this.hands.put(this.hands.images.map(({ cuts: _old, ...one }) => (isSame(one, image) ? { ...one, ...found } : { ...one, ...(_old && { cuts: _old }) })));
      }
      this.troubles = troubles;
    });
    return this.turn;
  }

  private async look({ path: named, kept, cuts }: NotedImage): Promise<Pick<NotedImage, "path" | "kept" | "cuts"> & { problems: string[] }> {
    const asItWas = { path: named, kept, ...(cuts && { cuts }) };
    // Only an address: which channel takes that, its gate says.
    if (named === "") return { ...asItWas, problems: [] };
    const path = this.pictures.find(named, this.hands.from);
    // What was kept once can be sent although its file is gone.
    if (path === null) return { ...asItWas, problems: kept ? [] : [`${named} is not in the vault.`] };
    const taken = await this.pictures.takeFor(path, this.hands.takers).catch((error: unknown) => ({ kept: null, problems: [sentence(error)] }));
    return { path, ...taken };
  }

  /** A picture of the vault, by its path or name. */
  add(name: string): void {
    const path = this.pictures.find(name, this.hands.from);
    if (path === null) {
      this.hands.announce(`There is no picture ${name} in the vault.`);
      return;
    }
    const added: NotedImage = { path, alt: "", url: null, kept: null };
    this.hands.put([...this.hands.images.filter((image) => image.path !== path), added]);
    void this.measure(false).then(() => {
      this.hands.put([...this.hands.images]);
      this.hands.saveSoon();
      this.hands.announce(this.troubles[0] ?? `${name} was added. Say what it shows.`);
    });
  }

  /** Takes what was dropped or pasted; text is left to the field that it goes into. */
  brought(data: DataTransfer | null, event: Event): void {
    const { names, files, others } = broughtIn(data);
    if (names.length + files.length + others.length === 0) return;
    event.preventDefault();
    if (others.length > 0) this.hands.announce(`${others.join(", ")} is no picture. Posts take pictures only.`);
    for (const name of names) this.add(name);
    for (const file of files) void this.pictures.store(file, this.hands.from).then((path) => this.add(path)).catch((error: unknown) => this.hands.announce(sentence(error)));
  }

  close(): void {
    this.pictures.close();
  }
}

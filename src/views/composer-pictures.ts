/**
 * Owns: pictures on their way from the vault into a post - found, measured, cut, scaled and converted to what each chosen channel takes, kept by their hash.
 * Never: the vault's file: what is changed is a copy; and never a picture that some channel would not take.
 */
import { normalizePath, type App } from "obsidian";
import type { PostChannel, Posts } from "../api";
import { cutFor, measured, misfits, type Cut, type Measures, type PictureRule } from "../core/picture";
import type { KeptPicture } from "../core/post";
import type { NotedImage } from "../core/post-note";
import { sentence } from "./desk";

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|bmp|hei[cf])$/i;
/** From good to small, until it is small enough. */
const QUALITIES = [0.92, 0.8, 0.65, 0.5];
/** A picture without edges and see-through parts: what a camera takes is a JPEG anyway. */
const CONVERTED = ["image/png", "image/jpeg", "image/webp"] as const;

/** What a chosen channel takes as pictures. */
export interface Taker {
  id: string;
  label: string;
  rule: PictureRule;
}

/** The chosen channels that take pictures. */
export const takersOf = (channels: readonly PostChannel[], chosen: readonly string[]): Taker[] =>
  channels.flatMap(({ id, label, publisher }) => (publisher.pictures && chosen.includes(id) ? [{ id, label, rule: publisher.pictures }] : []));

/** Paths of pictures in the vault, for choosing one. */
export function picturesIn(app: App): string[] {
  return app.vault.getFiles().map(({ path }) => path).filter((path) => PICTURE.test(path)).sort();
}

/** What was dragged or pasted: pictures of the vault by their names, and pictures from outside. */
export function broughtIn(data: DataTransfer | null): { names: string[]; files: File[]; others: string[] } {
  const all = [...(data?.files ?? [])];
  const files = all.filter(({ type, name }) => type.startsWith("image/") || PICTURE.test(name));
  const text = data?.getData("text/plain") ?? "";
  const names = text.split("\n").flatMap((line) => {
    const link = /^obsidian:\/\/open\?(.*)$/.exec(line.trim())?.[1];
    const embedded = /^!?\[\[([^\]|#]+)/.exec(line.trim())?.[1];
    const named = link === undefined ? embedded : (new URLSearchParams(link).get("file") ?? undefined);
    return named !== undefined && PICTURE.test(named) ? [named] : [];
  });
  return { names, files, others: all.filter((file) => !files.includes(file)).map(({ name }) => name) };
}

/** Kinds that no channel takes, as a PNG; null when this program cannot see what it shows. */
async function seen(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  if (measured(bytes)) return bytes;
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null);
  if (!bitmap) return null;
  const canvas = createEl("canvas");
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return blob && new Uint8Array(await blob.arrayBuffer());
}

/** The part drawn anew, in the first kind that is taken and small enough; null when none is. */
async function drawn(bytes: Uint8Array<ArrayBuffer>, from: Measures, { from: part, to }: Cut, { types, max_bytes }: PictureRule): Promise<Uint8Array | null> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: from.type }));
  const canvas = createEl("canvas");
  Object.assign(canvas, to);
  const context = canvas.getContext("2d");
  // A photo stays a photo; whatever else keeps its edges where that is taken.
  const kinds = CONVERTED.filter((type) => types.includes(type)).sort((a, b) => Number(b === from.type) - Number(a === from.type));
  for (const type of kinds) {
    for (const quality of type === "image/png" ? [1] : QUALITIES) {
      context?.clearRect(0, 0, to.width, to.height);
      if (context && type === "image/jpeg") {
        // What is see-through would be black.
        context.fillStyle = "white";
        context.fillRect(0, 0, to.width, to.height);
      }
      context?.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, to.width, to.height);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
      if (blob?.type === type && blob.size <= max_bytes) return new Uint8Array(await blob.arrayBuffer());
    }
  }
  return null;
}

export class Pictures {
  private readonly urls = new Map<string, Promise<string | null>>();

  constructor(
    private readonly app: App,
    private readonly posts: () => Posts | null,
  ) {}

  /** Path in the vault of what a link or an embed names; null when there is no such picture. */
  find(name: string, from: string): string | null {
    const path = (this.app.vault.getFileByPath(normalizePath(name)) ?? this.app.metadataCache.getFirstLinkpathDest(name, from))?.path ?? null;
    return path !== null && PICTURE.test(path) ? path : null;
  }

  /** Puts a picture from outside into the vault, where the person keeps attachments. */
  async store(file: File, from: string): Promise<string> {
    const path = await this.app.fileManager.getAvailablePathForAttachment(file.name === "" ? "Pasted picture.png" : file.name, from);
    await this.app.vault.createBinary(path, await file.arrayBuffer());
    return path;
  }

  /**
   * The picture as each channel will get it, kept: as the first one does, and cuts of their own for those that get it otherwise. `problems`: sentences
   * about channels for which it cannot be made to fit.
   */
  async takeFor(path: string, takers: readonly Taker[]): Promise<Pick<NotedImage, "kept" | "cuts"> & { problems: string[] }> {
    const made = new Map<string, KeptPicture>();
    const problems: string[] = [];
    for (const { id, label, rule } of takers) {
      const taken = await this.take(path, rule).catch((error: unknown) => ({ problem: sentence(error) }));
      if ("kept" in taken) made.set(id, taken.kept);
      else problems.push(takers.length > 1 ? `${label}: ${taken.problem}` : taken.problem);
    }
    if (takers.length === 0) {
      const taken = await this.take(path, null);
      return "kept" in taken ? { kept: taken.kept, problems } : { kept: null, problems: [taken.problem] };
    }
    const [first = null] = made.values();
    const own = [...made].filter(([, kept]) => kept.blob !== first?.blob);
    return { kept: first, ...(own.length > 0 && { cuts: Object.fromEntries(own) }), problems: [...new Set(problems)] };
  }

  /** The picture as it will be sent, kept; or a sentence that says why it cannot be. `rule` null: no channel is chosen that takes pictures. */
  private async take(path: string, rule: PictureRule | null): Promise<{ kept: KeptPicture } | { problem: string }> {
    const posts = this.posts();
    const file = this.app.vault.getFileByPath(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (!posts || !file) return { problem: `${name} is not in the vault any more.` };
    const original = await seen(new Uint8Array(await this.app.vault.readBinary(file))).catch(() => null);
    const size = original && measured(original);
    if (!size) return { problem: `${name} is no JPEG, PNG, GIF or WebP picture, and cannot be made one here. Save it as a JPEG first.` };
    const fits = rule === null || misfits(size, original.length, rule).length === 0;
    const cut = rule && !fits ? cutFor(size, rule) : null;
    const bytes = rule && cut ? await drawn(original, size, cut, rule) : fits ? original : null;
    const found = bytes && measured(bytes);
    if (!bytes || !found || (rule && misfits(found, bytes.length, rule).length > 0)) return { problem: `${name} ${rule ? misfits(size, original.length, rule).join(", ") : ""}, and cannot be made to fit. Take another picture, or leave this channel out.` };
    return { kept: { ...found, blob: await posts.keepBlob(bytes), name, size: bytes.length } };
  }

  /** Address under which the kept bytes can be shown; null when they were erased. */
  shown({ blob, type }: KeptPicture): Promise<string | null> {
    const known = this.urls.get(blob);
    if (known) return known;
    const made = Promise.resolve(this.posts()?.blob(blob) ?? null).then((bytes) => (bytes ? URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type })) : null));
    this.urls.set(blob, made);
    return made;
  }

  close(): void {
    for (const url of this.urls.values()) void url.then((made) => made !== null && URL.revokeObjectURL(made));
    this.urls.clear();
  }
}

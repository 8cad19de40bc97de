/**
 * Owns: what a picture is, read from its first bytes, and how it must be cut and scaled so that every chosen channel takes it. Pure.
 * Never: a pixel; drawing is a host's matter. A picture that cannot be made to fit is said to be so.
 */
import type { PostImage } from "./post";

export interface Measures {
  type: PostImage["type"];
  width: number;
  height: number;
}

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u16le = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u24le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2);
const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));

/** Is it stored lying on its side (EXIF orientation 5 to 8)? Then it is seen with width and height changed over. */
function isTurned(bytes: Uint8Array, at: number, end: number): boolean {
  if (ascii(bytes, at, 4) !== "Exif") return false;
  const tiff = at + 6;
  const little = ascii(bytes, tiff, 2) === "II";
  const short = (where: number): number => (little ? u16le(bytes, where) : u16(bytes, where));
  const long = (where: number): number => (little ? u16le(bytes, where) + u16le(bytes, where + 2) * 65_536 : u32(bytes, where));
  const directory = tiff + long(tiff + 4);
  for (let entry = 0; entry < short(directory); entry += 1) {
    const place = directory + 2 + entry * 12;
    if (place + 12 > end) return false;
    if (short(place) === 0x0112) return short(place + 8) >= 5 && short(place + 8) <= 8;
  }
  return false;
}

/** Start-of-frame segments of JPEG; the others of this range are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpeg(bytes: Uint8Array): Measures | null {
  let turned = false;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) {
      const [height, width] = [u16(bytes, at + 5), u16(bytes, at + 7)];
      return { type: "image/jpeg", width: turned ? height : width, height: turned ? width : height };
    } else {
      const length = u16(bytes, at + 2);
      if (marker === 0xe1) turned ||= isTurned(bytes, at + 4, at + 2 + length);
      at += 2 + length;
    }
  }
  return null;
}

function webp(bytes: Uint8Array): Measures | null {
  const kind = ascii(bytes, 12, 4);
  if (kind === "VP8X") return { type: "image/webp", width: u24le(bytes, 24) + 1, height: u24le(bytes, 27) + 1 };
  if (kind === "VP8 ") return { type: "image/webp", width: u16le(bytes, 26) & 0x3fff, height: u16le(bytes, 28) & 0x3fff };
  if (kind !== "VP8L") return null;
  const packed = u16le(bytes, 21) + u16le(bytes, 23) * 65_536;
  return { type: "image/webp", width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}

/** Kind and size in pixels, as it is seen; null for what is no picture of the four kinds, or cut off. */
export function measured(bytes: Uint8Array): Measures | null {
  const found =
    u16(bytes, 0) === 0xffd8
      ? jpeg(bytes)
      : ascii(bytes, 1, 3) === "PNG" && ascii(bytes, 12, 4) === "IHDR"
        ? { type: "image/png" as const, width: u32(bytes, 16), height: u32(bytes, 20) }
        : ascii(bytes, 0, 3) === "GIF"
          ? { type: "image/gif" as const, width: u16le(bytes, 6), height: u16le(bytes, 8) }
          : ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP"
            ? webp(bytes)
            : null;
  return found && found.width > 0 && found.height > 0 ? found : null;
}

/** What a service takes as a picture. */
export interface PictureRule {
  most: number;
  types: PostImage["type"][];
  /** Bytes of one. */
  max_bytes: number;
  /** Pixels; wider ones are scaled down before they are stored. */
  width: { min: number; max: number };
  /** Width divided by height; outside of it a picture is cropped before it is stored. */
  ratio: { min: number; max: number };
  /** Characters of the alternative text; 0 where the service takes none. */
  alt: number;
  /** The service fetches it from a public address and takes no bytes. */
  by_url: boolean;
  /** It takes both: bytes, or a public address. */
  or_url?: true;
}

/** What all of them take; null when there are none. One that describes no pictures keeps the others from nothing. */
export function takenByAll(rules: readonly PictureRule[]): PictureRule | null {
  const [first, ...others] = rules;
  if (!first) return null;
  return others.reduce<PictureRule>(
    (all, rule) => ({
      most: Math.min(all.most, rule.most),
      types: all.types.filter((type) => rule.types.includes(type)),
      max_bytes: Math.min(all.max_bytes, rule.max_bytes),
      width: { min: Math.max(all.width.min, rule.width.min), max: Math.min(all.width.max, rule.width.max) },
      ratio: { min: Math.max(all.ratio.min, rule.ratio.min), max: Math.min(all.ratio.max, rule.ratio.max) },
      alt: all.alt === 0 || rule.alt === 0 ? Math.max(all.alt, rule.alt) : Math.min(all.alt, rule.alt),
      by_url: all.by_url || rule.by_url,
    }),
    first,
  );
}

export const kindName = (type: PostImage["type"]): string => ({ "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WebP" })[type];

/** What stands against a picture as it is, as the end of a sentence about it; [] when nothing. */
export function misfits({ type, width, height }: Measures, size: number, rule: PictureRule): string[] {
  const shape = width / height;
  return [
    ...(rule.types.includes(type) ? [] : [`is ${kindName(type)}; taken: ${rule.types.map(kindName).join(", ") || "no kind that all of them take"}`]),
    ...(size > rule.max_bytes ? [`is larger than ${Math.floor(rule.max_bytes / 100_000) / 10} MB`] : []),
    ...(width < rule.width.min ? [`is ${width} pixels wide; at least ${rule.width.min} are needed`] : width > rule.width.max ? [`is ${width} pixels wide; at most ${rule.width.max} are taken`] : []),
    ...(shape < rule.ratio.min ? [`is too tall (${width} x ${height})`] : shape > rule.ratio.max ? [`is too wide (${width} x ${height})`] : []),
  ];
}

/** How to draw a picture so that it fits: the part that is taken, and the size it is given. */
export interface Cut {
  from: { x: number; y: number; width: number; height: number };
  to: { width: number; height: number };
}

/** The largest part from the middle that has a fitting shape, scaled down where it is too wide; null when it is too small for that, or nothing would fit. */
export function cutFor({ width, height }: Pick<Measures, "width" | "height">, { ratio, width: wide }: Pick<PictureRule, "ratio" | "width">): Cut | null {
  if (ratio.min > ratio.max || wide.min > wide.max) return null;
  const shape = width / height;
  // Rounded to the side that fits.
  const part = shape > ratio.max ? { width: Math.floor(height * ratio.max), height } : shape < ratio.min ? { width, height: Math.floor(width / ratio.min) } : { width, height };
  if (part.width < wide.min || part.width < 1 || part.height < 1) return null;
  const scale = Math.min(1, wide.max / part.width);
  const to = { width: Math.floor(part.width * scale), height: Math.max(1, Math.round(part.height * scale)) };
  const fitted = to.width / to.height;
  if (fitted > ratio.max) to.height = Math.ceil(to.width / ratio.max);
  if (fitted < ratio.min) to.height = Math.max(1, Math.floor(to.width / ratio.min));
  return { from: { x: Math.floor((width - part.width) / 2), y: Math.floor((height - part.height) / 2), ...part }, to };
}

/** What is still asked for about pictures, as sentences: nobody but the owner can describe them. */
export function missingAlts(images: readonly { alt: string; path: string }[], rule: PictureRule | null): string[] {
  if (rule === null || rule.alt === 0) return [];
  return images.flatMap(({ alt, path }) => (alt.trim() === "" ? [`Describe ${path.slice(path.lastIndexOf("/") + 1) || "the picture"} for people who cannot see it.`] : []));
}

/**
 * Owns: what the posts of several services have in common - gate, note fields, rows of the card, the bytes of their pictures.
 * Never: a service's own rule.
 */
import * as z from "zod/mini";
import type { Call, FieldProblem, Parsed, PictureRule } from "../channel";
import type { Json, JsonObject } from "../core/json";
import { isLoopbackHost } from "../core/origin";
import { publicText, WHEN, type Published, type PostImage } from "../core/post";

/** Result of a gate; problems name the field with a dotted path. */
export function parsed<P>(schema: z.ZodMiniType<P>, raw: Json): Parsed<P> {
  const result = z.safeParse(schema, raw);
  if (result.success) return { ok: true, payload: result.data };
  return { ok: false, problems: result.error.issues.map((issue) => ({ field: issue.path.join(".") || "payload", text: issue.message })) };
}

/** A gate: the shape, then what the service would not take of it. */
export const gate =
  <P>(schema: z.ZodMiniType<P>, rules: (payload: P) => FieldProblem[]) =>
  (raw: Json): Parsed<P> => {
    const read = parsed(schema, raw);
    const problems = read.ok ? rules(read.payload) : [];
    return problems.length > 0 ? { ok: false, problems } : read;
  };

/** Text as it can be published the same as it is shown: services drop white space at its ends and know one line end. */
export const tidy = (text: string): string => text.replace(/\r\n?/g, "\n").trim();
/** The text of a payload that becomes public. */
export const tidied = z.pipe(publicText, z.transform(tidy));

/** Can a service's servers fetch it? Judged by the text alone: https, and neither this machine nor a private network. */
export function isPublicAddress(text: string): boolean {
  if (!/^https:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username } = new URL(text);
  const isPrivate = isLoopbackHost(hostname) || /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.)|^\[|\.(?:local|internal|lan|home)$/.test(hostname) || !hostname.includes(".");
  return !isPrivate && username === "";
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 100_000) / 10} MB`;

/** What a service would not take of a post's pictures. */
export function pictureProblems(images: readonly PostImage[], rule: PictureRule): FieldProblem[] {
  const problems: FieldProblem[] = images.length > rule.most ? [{ field: "images", text: `are ${images.length}; the most is ${rule.most}` }] : [];
  for (const [at, { blob, name, type, size, width, height, alt, url }] of images.entries()) {
    const says = (text: string): number => problems.push({ field: `images.${at}`, text: `${name} ${text}` });
    if (!rule.types.includes(type)) says(`is ${type}, which is not taken`);
    if (alt.length > rule.alt) says(`has a description of ${alt.length} characters; the most is ${rule.alt}`);
    if (blob === null) {
      // It is measured by whoever fetches it.
      if (!rule.by_url && rule.or_url !== true) says("cannot be published, because it is only an address, and pictures are taken from the vault: put it there and name its file, with the address as its url");
      else if (url === null || !isPublicAddress(url)) says("cannot be published, because its address is not a public one that begins with https://");
      continue;
    }
    if (size > rule.max_bytes) says(`has ${megabytes(size)}; the most is ${megabytes(rule.max_bytes)}`);
    if (width < rule.width.min || width > rule.width.max) says(`is ${width} pixels wide; ${rule.width.min} to ${rule.width.max} are taken`);
    if (width / height < rule.ratio.min || width / height > rule.ratio.max) says(`is ${width} x ${height}, which is too narrow or too wide`);
  }
  return problems;
}

/** A channel's own names of a post's editable properties: several channels stand in one note. Time and lateness are the post's, for all of them. */
const names = (channel: string) => ({ text: `${channel}_text`, alts: `${channel}_image_descriptions` });

/** Front matter of the note; `fromNote` reads it back. */
export function noteFields(channel: string, { text, images, at, late_minutes }: Published): JsonObject {
  const own = names(channel);
  return { [own.text]: text, [own.alts]: images.map(({ alt }) => alt), scheduled_for: at, late_minutes };
}

const isoTime = (given: Json): Json => (typeof given === "string" && /T.*(Z|[+-]\d\d:?\d\d)$/.test(given) && !Number.isNaN(Date.parse(given)) ? new Date(given).toISOString() : given);

/** The note's fields laid over what was there. Descriptions belong to the pictures in their order; for one that is not there, the gate says so. */
export function fromNote(channel: string, before: Published, fields: JsonObject): JsonObject {
  const own = names(channel);
  const value = (name: string, was: Json): Json => (name in fields ? (fields[name] ?? null) : was);
  const alts = value(own.alts, before.images.map(({ alt }) => alt));
  const list = Array.isArray(alts) ? alts : alts === null || alts === "" ? [] : [alts];
  const at = value("scheduled_for", before.at);
  return {
    text: value(own.text, before.text) ?? "",
    link: before.link,
    images: before.images.map((image, index) => ({ ...image, alt: list[index] ?? "" })),
    at: at === "" ? null : at === before.at ? at : isoTime(at),
    late_minutes: value("late_minutes", before.late_minutes),
  };
}

/** Rows of the card behind the text: pictures and time, exactly as they will be published. */
export function publishedRows({ images, at, late_minutes }: Published): [string, string][] {
  const pictures = images.map(({ blob, name, width, height, alt, url }, index): [string, string] => [images.length > 1 ? `Picture ${index + 1}` : "Picture", `${blob === null ? (url ?? "") : `${name}, ${width} x ${height}`}: ${alt === "" ? "without a description" : alt}`]);
  return at === null ? [...pictures, [WHEN, "as soon as it is approved"]] : [...pictures, [WHEN, at], ["If that time is missed", late_minutes === 0 ? "you are asked" : `posted up to ${late_minutes} minutes late, then you are asked`]];
}

/** What is said of a post's pictures. */
export const altsOf = ({ images }: Pick<Published, "images">): string[] => images.map(({ alt }) => alt).filter((alt) => alt !== "");

/** First line of a text, for a summary. */
export function beginning(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}...` : line;
}

/** The bytes of a post's pictures in their order; the name of the first one that was erased. */
export async function pictureBytes(images: readonly PostImage[], call: Call): Promise<{ bytes: Uint8Array[] } | { missing: string }> {
  const bytes: Uint8Array[] = [];
  for (const { blob, name } of images) {
    // Of one that the service fetches there are none here.
    const found = blob === null ? new Uint8Array() : await call.blob(blob);
    if (found === null) return { missing: name };
    bytes.push(found);
  }
  return { bytes };
}

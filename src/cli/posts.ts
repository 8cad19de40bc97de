/**
 * Owns: the commands about posts: handing in a note with its pictures, and the calendar of what is planned (PRODUCT S2, S4).
 * Never: a picture from outside the vault, changing one so that it fits, or a decision that the engine would not take from anybody else.
 */
import { readdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Foreseen, PostChannel } from "../api";
import { typedDays } from "../core/asked";
import { calendarOfDays } from "../core/calendar";
import { measured, misfits, missingAlts, takenByAll } from "../core/picture";
import type { NotedImage, PostDraft, PostProblem } from "../core/post-note";
import { readPostNote } from "../core/post-note-read";
import { WHEN } from "../core/post";
import { dateIn, showInstant } from "../core/schedule";
import { readNote } from "../core/note";
import { readYaml } from "../host/node/yaml";
import { right, type Invocation } from "./arguments";
import { cannotRead, CommandFailure, EXIT, wrongUse } from "./failure";
import { headless, needFolder, type Headless } from "./host";
import { asker, confirmed, opened } from "./person";
import { note, result } from "./print";

const within = (folder: string, path: string): boolean => path.startsWith(`${folder}${sep}`);

/** The picture's file in the vault: by its path there, beside the note, or by its name alone; null when there is none, or it lies outside. */
async function pictureFile(vault: string, of: string, path: string): Promise<string | null> {
  const home = await realpath(vault);
  for (const candidate of [resolve(vault, path), resolve(dirname(of), path)]) {
    const real = await realpath(candidate).catch(() => null);
    if (real !== null && within(home, real)) return real;
  }
  if (path.includes("/")) return null;
  const all = await readdir(home, { recursive: true, withFileTypes: true });
  const found = all.filter((entry) => entry.isFile() && entry.name === basename(path)).map((entry) => join(entry.parentPath, entry.name));
  return found.filter((one) => !relative(home, one).split(sep).some((part) => part.startsWith("."))).sort()[0] ?? null;
}

/** The note's pictures, measured and kept as they are; sentences about those that some channel would not take. */
async function keepPictures(host: Headless, of: string, draft: PostDraft, chosen: readonly PostChannel[]): Promise<{ images: NotedImage[]; problems: PostProblem[] }> {
  const problems: PostProblem[] = [];
  const rule = takenByAll(chosen.flatMap(({ publisher }) => publisher.pictures ?? []));
  const images: NotedImage[] = [];
  for (const [index, image] of draft.images.entries()) {
    const say = (text: string): number => problems.push({ field: `images.${index}`, text });
    images.push(image);
    // Only an address: which channel takes that, its gate says.
    if (image.path === "") continue;
    const file = await pictureFile(host.vault, of, image.path);
    const bytes = file === null ? null : new Uint8Array(await readFile(file));
    const size = bytes && measured(bytes);
    if (!bytes || !size) {
      say(bytes ? `${image.path} is no JPEG, PNG, GIF or WebP picture` : `${image.path} is not in the vault`);
      continue;
    }
    const against = rule ? misfits(size, bytes.length, rule) : [];
    for (const text of against) say(`${image.path} ${text}. Nothing is converted here: change it, or open the note in the composer in Obsidian`);
    if (against.length === 0) images[index] = { ...image, kept: { ...size, blob: await host.employee.posts.keepBlob(bytes), name: basename(image.path), size: bytes.length } };
  }
  for (const text of missingAlts(draft.images, rule)) note(text);
  return { images, problems };
}

function previewText({ faces, signs, asks, at }: Foreseen, zone: string): string {
  const shown = faces.flatMap(({ label, texts, preview }) => [`== ${label}`, ...(texts.length === 1 ? texts : texts.map((text, index) => `[${index + 1}/${texts.length}] ${text}`)), ...(preview?.rows ?? []).filter(([name, value]) => name !== WHEN && !texts.includes(value)).map(([name, value]) => `  ${name}: ${value}`)]);
  return [...shown, `When: ${at === null ? "as soon as it is approved" : showInstant(at, zone)}`, ...signs.map(({ text }) => `Note: ${text}`), asks.length === 0 ? "Policy lets it run at its time." : "It will wait for your decision."].join("\n");
}

interface Handed {
  id: string | null;
  status: string;
  channels: string[];
  problems: PostProblem[];
}

/** Says what stands against it, in JSON too, and ends the command. */
function refused(json: boolean, handed: Handed): never {
  if (json) result(true, handed, "");
  throw new CommandFailure(EXIT.failed, `Not handed in: ${handed.problems.map(({ field, text }) => `${field} ${text}`).join("; ")}.`);
}

async function handIn(invocation: Invocation, host: Headless, file: string): Promise<number> {
  const { json } = invocation;
  const { employee, settings } = host;
  const text = await readFile(file, "utf8").catch((error: unknown) => cannotRead(file, error));
  const written = readNote(text, readYaml);
  if ("problem" in written) refused(json, { id: null, status: "refused", channels: [], problems: [{ field: "note", text: written.problem }] });
  const channels = employee.posts.channels();
  const { draft, problems } = readPostNote(written, { zone: settings.zone, channels });
  const kept = await keepPictures(host, resolve(file), draft, channels.filter(({ id }) => draft.channels.includes(id)));
  const checked = employee.posts.check({ ...draft, images: kept.images }, [...problems, ...kept.problems]);
  if (!("post" in checked)) refused(json, { id: checked.action, status: "refused", channels: draft.channels, problems: checked.problems });
  const { post, foreseen } = checked;
  const { action, status } = foreseen;
  if (status !== null) {
    result(json, { id: action, status, channels: post.channels, problems: [] } satisfies Handed, `It was handed in before: ${action} is ${status}. Nothing was done.`);
    return EXIT.done;
  }
  const by = asker();
  if (by.attended) {
    note(previewText(foreseen, settings.zone));
    if (!(await confirmed("Hand in exactly this?"))) throw new CommandFailure(EXIT.needs_person, "Nothing was handed in.");
  }
  const answer = await employee.wish({ kind: "post", post }, by);
  if (!answer.ok) refused(json, { id: action, status: "refused", channels: post.channels, problems: [{ field: "post", text: answer.text }] });
  result(json, { id: action, status: answer.status ?? "requested", channels: post.channels, problems: [] } satisfies Handed, answer.text);
  return EXIT.done;
}

/** Hands in the post that a note holds. Who is not at a terminal leaves it for a decision. */
export async function post(invocation: Invocation): Promise<number> {
  const file = invocation.text("file") ?? wrongUse("Say which note: post --file NOTE.");
  const host = await headless(invocation);
  needFolder(host);
  return opened(host, () => handIn(invocation, host, file));
}

/** What is planned, waiting, published or failed between two days of the owner's calendar. */
export async function calendar(invocation: Invocation): Promise<number> {
  const host = await headless(invocation);
  needFolder(host);
  const { zone } = host.settings;
  const days = right(invocation, typedDays(invocation.text("from"), invocation.text("to"), dateIn(new Date(), zone)));
  const { rows, text } = calendarOfDays(await host.employee.list("any"), days, zone);
  result(invocation.json, rows, text);
  return EXIT.done;
}

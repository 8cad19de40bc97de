/**
 * Owns: handing in the note of a post from Obsidian's command line, with its pictures made to fit as in the composer (PRODUCT S2).
 * Never: a decision: nobody is known to sit before that terminal, so what it hands in waits for one.
 */
import { parseYaml, type App } from "obsidian";
import type { Asker, Employee } from "../api";
import { readNote } from "../core/note";
import { missingAlts, takenByAll } from "../core/picture";
import type { NotedImage, PostProblem } from "../core/post-note";
import { readPostNote } from "../core/post-note-read";
import { Pictures, takersOf } from "./composer-pictures";

/** As the program's own command line prints it. */
interface Handed {
  id: string | null;
  status: string;
  channels: string[];
  problems: PostProblem[];
}

export interface HandedPost {
  value: Handed;
  /** What a person reads; why not, where it was not handed in. */
  text: string;
  ok: boolean;
}

const refused = (id: string | null, channels: string[], problems: PostProblem[]): HandedPost => ({ ok: false, value: { id, status: "refused", channels, problems }, text: `Not handed in: ${problems.map(({ field, text }) => `${field} ${text}`).join("; ")}.` });

/** `path`: of a note in the vault. */
export async function handInNote(app: App, employee: Employee, zone: string, path: string, asker: Asker): Promise<HandedPost> {
  const file = app.vault.getFileByPath(path) ?? app.metadataCache.getFirstLinkpathDest(path, "");
  if (!file) return refused(null, [], [{ field: "file", text: `${path} is not in the vault` }]);
  const note = readNote(await app.vault.read(file), parseYaml);
  if ("problem" in note) return refused(null, [], [{ field: "note", text: note.problem }]);
  const { posts } = employee;
  const channels = posts.channels();
  const { draft, problems } = readPostNote(note, { zone, channels });
  const takers = takersOf(channels, draft.channels);
  const pictures = new Pictures(app, () => posts);
  const images: NotedImage[] = [];
  const found = [...problems];
  for (const [index, image] of draft.images.entries()) {
    const { problems: against, ...taken } = await pictures.takeFor(pictures.find(image.path, file.path) ?? image.path, takers);
    images.push({ ...image, ...taken });
    for (const text of against) found.push({ field: `images.${index}`, text: text.replace(/\.$/, "") });
  }
  const checked = posts.check({ ...draft, images }, found);
  if (!("post" in checked)) return refused(checked.action, draft.channels, checked.problems);
  const { post, foreseen } = checked;
  const handed = (status: string): Handed => ({ id: foreseen.action, status, channels: post.channels, problems: [] });
  if (foreseen.status !== null) return { ok: true, value: handed(foreseen.status), text: `It was handed in before: ${foreseen.action} is ${foreseen.status}. Nothing was done.` };
  const answer = await employee.wish({ kind: "post", post }, asker);
  if (!answer.ok) return refused(foreseen.action, post.channels, [{ field: "post", text: answer.text }]);
  return { ok: true, value: handed(answer.status ?? "requested"), text: [answer.text, ...missingAlts(images, takenByAll(takers.map(({ rule }) => rule)))].join("\n") };
}

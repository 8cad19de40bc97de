/**
 * Owns: how far the owner's plans are, read from the notes in `Plans/` (PRODUCT L3).
 * Never: ticking a box, or a status that the note does not show.
 */
import { readNote } from "../core/note";
import type { Sources } from "../generator";

export interface Project {
  name: string;
  path: string;
  status: "in_progress" | "completed" | "blocked";
  /** Ticked boxes of all boxes, whole percent; null without boxes. */
  progress_percentage: number | null;
  /** The first three open boxes. */
  next_steps: string[];
  /** At most five. */
  blockers: string[];
}

const BOX = /^\s*[-*+] \[(.)\]\s+(.+?)\s*$/;
const BLOCKED = /^(blocked|waiting for|waits for)\b\s*:?/i;

/** A project from a plan note's fields and text. */
export function projectOf(path: string, front: { title?: unknown; status?: unknown }, body: string): Project {
  const ticked: string[] = [];
  const open: string[] = [];
  const blockers: string[] = [];
  let underBlockers = false;
  let heading: string | null = null;
  for (const line of body.split(/\r?\n/)) {
    const title = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (title !== undefined) {
      heading ??= title;
      underBlockers = /^block/i.test(title);
      continue;
    }
    const [, mark, task] = BOX.exec(line) ?? [];
    const done = mark !== undefined && mark !== " " && mark !== "!";
    if (task !== undefined) (done ? ticked : open).push(task);
    const point = task ?? /^\s*[-*+]\s+(.+?)\s*$/.exec(line)?.[1];
    if (point !== undefined && !done && (underBlockers || mark === "!" || BLOCKED.test(point))) blockers.push(point);
  }
  const boxes = ticked.length + open.length;
  const said = typeof front.status === "string" ? front.status.toLowerCase() : "";
  const completed = said === "completed" || said === "done" || (boxes > 0 && open.length === 0);
  return {
    name: typeof front.title === "string" && front.title !== "" ? front.title : (heading ?? path.replace(/^.*\//, "").replace(/\.md$/, "")),
    path,
    status: completed ? "completed" : said === "blocked" || blockers.length > 0 ? "blocked" : "in_progress",
    progress_percentage: boxes === 0 ? null : Math.round((ticked.length / boxes) * 100),
    next_steps: open.filter((task) => !blockers.includes(task)).slice(0, 3),
    blockers: blockers.slice(0, 5),
  };
}

/** Every plan, in order of file name; one that cannot be read is named in `problems`. */
export async function readPlans(sources: Sources): Promise<{ projects: Project[]; problems: string[] }> {
  const projects: Project[] = [];
  const problems: string[] = [];
  for (const path of await sources.notes("Plans")) {
    const text = await sources.note(path);
    if (text === null) continue;
    const note = readNote(text, (yaml) => sources.readYaml(yaml));
    if ("problem" in note) problems.push(`${path}: ${note.problem}`);
    else projects.push(projectOf(path, note.front, note.body));
  }
  return { projects, problems };
}

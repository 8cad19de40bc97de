/**
 * Owns: which parts of a post note's body are marked as text (PRODUCT S3): blocks below our headings, or what other programs mark.
 * Never: a comment, a heading, a help line or a remark as text; and never a guess between two possible texts.
 */
import { OWNERS_LINE } from "./action-note";

interface Section {
  /** "" above the first heading. */
  heading: string;
  level: number;
  /** Lines outside of fences, without comments. */
  prose: string;
  /** Contents of fences, with what stands behind the opening one. */
  fences: { info: string; text: string }[];
}

const COMMENTS = [["<!--", "-->"], ["%%", "%%"]] as const;

/** A line without comments. `open`: the mark that ends one which began before; null when none is open. */
function uncommented(line: string, open: string | null): { text: string; open: string | null } {
  let text = "";
  let rest = line;
  for (;;) {
    if (open !== null) {
      const end = rest.indexOf(open);
      if (end < 0) return { text, open };
      rest = rest.slice(end + open.length);
      open = null;
    }
    const next = COMMENTS.map(([begin, end]) => ({ at: rest.indexOf(begin), begin, end })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0];
    if (!next) return { text: text + rest, open };
    text += rest.slice(0, next.at);
    rest = rest.slice(next.at + next.begin.length);
    open = next.end;
  }
}

/** The body in parts, up to the line below which the owner's remarks stand; `remarks` null where there is no such line. */
function partsOf(body: string): { sections: Section[]; remarks: string | null } {
  let section: Section = { heading: "", level: 0, prose: "", fences: [] };
  const sections = [section];
  let fence: { mark: string; info: string; lines: string[] } | null = null;
  let comment: string | null = null;
  const lines = body.replace(/\r\n?/g, "\n").split("\n");
  for (const [at, line] of lines.entries()) {
    if (fence) {
      const closing: string = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "";
      if (closing.startsWith(fence.mark)) {
        section.fences.push({ info: fence.info, text: fence.lines.join("\n") });
        fence = null;
      } else fence.lines.push(line);
      continue;
    }
    if (comment === null && line.trim() === OWNERS_LINE) return { sections, remarks: lines.slice(at + 1).join("\n") };
    const opening: RegExpExecArray | null = comment === null ? /^ {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$/.exec(line) : null;
    if (opening) {
      fence = { mark: opening[1] ?? "", info: (opening[2] ?? "").trim().toLowerCase(), lines: [] };
      continue;
    }
    const said: ReturnType<typeof uncommented> = uncommented(line, comment);
    const heading = comment === null ? /^(#{1,6})[ \t]+(.*?)[ \t#]*$/.exec(said.text) : null;
    comment = said.open;
    if (heading) sections.push((section = { heading: heading[2] ?? "", level: heading[1]?.length ?? 1, prose: "", fences: [] }));
    // A line that was nothing but a comment leaves no empty line behind.
    else if (said.text.trim() !== "" || line.trim() === "") section.prose += `${said.text}\n`;
  }
  return { sections, remarks: null };
}

/** What the owner wrote below the line that says so, or the whole body where there is none: nothing of it may be lost. */
export const remarksOf = (body: string): string => partsOf(body).remarks ?? body;

export interface MarkedText {
  text: string | null;
  texts: Record<string, string>;
  threads: Record<string, string[]>;
  /** Why there is no text although there are words; null otherwise. */
  problem: string | null;
  /** Pictures that stand on a line of their own, as they are written. */
  embeds: string[];
}

const TEXT = /^(?:(?:the )?(?:post(?:'s)? )?(?:text|content|copy|caption|message)|post|tweet|draft|proposed post)$/i;
const FOR = /^(text|thread) (?:for|on) (.+)$/i;
const EMBED = /^[ \t]*(!\[\[[^\]]+\]\]|!\[[^\]]*\]\([^)]+\))[ \t]*$/gm;

/** The section's text: its one block exactly, else its words. */
function textOf({ prose, fences }: Section): string | { problem: string } {
  const words = prose.replace(EMBED, "").trim();
  const [only, ...more] = fences.filter(({ info }) => info !== "json");
  if (!only) return /!\[\[/.test(words) ? { problem: "has a picture within a line: put it on a line of its own" } : words;
  if (words !== "" || more.length > 0) return { problem: "stands in more than one piece: put all of it between one pair of fences" };
  return only.text;
}

/** `channelOf`: id of the channel that a heading names, null when it names none. */
export function markedText(body: string, channelOf: (name: string) => string | null): MarkedText {
  const { sections } = partsOf(body);
  const found: MarkedText = { text: null, texts: {}, threads: {}, problem: null, embeds: sections.flatMap(({ prose }) => [...prose.matchAll(EMBED)].map(([, embed = ""]) => embed)) };
  const take = (section: Section, keep: (text: string) => void): void => {
    const text = textOf(section);
    if (typeof text === "string") keep(text);
    else found.problem = text.problem;
  };
  // The first level is the note's title, whatever it says.
  for (const section of sections.filter(({ level }) => level > 1)) {
    const [, kind = "text", name] = FOR.exec(section.heading) ?? [];
    // A channel that there is no more keeps its text in the note.
    const channel = name === undefined ? channelOf(section.heading) : (channelOf(name) ?? name.toLowerCase());
    if (TEXT.test(section.heading)) {
      if (found.text !== null) found.problem = "stands below two headings";
      else take(section, (text) => (found.text = text));
    } else if (channel !== null && kind.toLowerCase() === "thread") found.threads[channel] = section.fences.map(({ text }) => text);
    else if (channel !== null) take(section, (text) => (found.texts[channel] = text));
  }
  return found;
}

/** The body of a note that marks nothing: all its words, when it has no headings but a title. */
export function unmarkedText(body: string): string | { problem: string } {
  const { sections } = partsOf(body);
  const [first, title, ...others] = sections;
  const onlyTitle = title === undefined || (title.level === 1 && first?.prose.trim() === "" && others.length === 0);
  if (!onlyTitle) return { problem: "cannot be told from the other parts of the note: put it below a heading “Text”" };
  const texts: string[] = [];
  for (const section of sections) {
    const text = textOf(section);
    if (typeof text !== "string") return text;
    if (text !== "") texts.push(text);
  }
  return texts.join("\n\n");
}

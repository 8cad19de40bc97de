/**
 * Owns: what a note is made of besides letters, by an independent Markdown reader that allows everything, and whether two are made of the same.
 * Never: a note.
 */
import MarkdownIt, { type Token } from "markdown-it";
import { expect } from "vitest";
import { readNote } from "../../src/core/note";
import { readYaml } from "../../src/host/node/yaml";

const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });
// As Obsidian has it: what has a scheme is a link, a bare host or address is none.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Everything that is structure: which elements, in which order. Letters are no structure. */
export function structure(body: string): string[] {
  const flat = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((token) => {
      if (["text", "text_special", "softbreak"].includes(token.type)) return [];
      const own = `${token.type} ${token.tag} ${token.type === "fence" ? token.info : ""} ${(token.attrs ?? []).flat().join(" ")}`;
      return [own, ...flat(token.children ?? [])];
    });
  return flat(markdown.parse(body, {}));
}

/** What programs look for that read a note's text without reading Markdown. */
const RAW = [/<%/g, /%>/g, /\{\{/g, /\{%/g, /\[\[/g, /\]\]/g, /!\[/g, /[^\s:]::/g, /%%/g, /`[=$]/g, /\$\$/g, /^(?:---|\+\+\+|\.\.\.)\s*$/gm, /(?:javascript|obsidian|data|file|vbscript):/gi, /<!--/g, /<[a-z/]/gi];
/** The same, but only outside blocks of code. */
const RAW_OUTSIDE = [/^\^|\s\^[\w-]+$/gm, /(?:^|\s)#[\p{L}\d]/gmu, /\[![a-z]+\]/gi, /^\s*(?:[-*+]|\d+[.)]) \[.\]/gm, /\[\^/g, /==/g];
const HIDING = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\p{Cs}]/u;
/** Letters that do nothing. */
export const HARMLESS = "xaz";

export function read(note: string): { front: Record<string, unknown>; body: string } {
  const found = readNote(note, readYaml);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

const keysOf = (value: unknown): unknown => (Array.isArray(value) ? value.map(keysOf) : typeof value === "object" && value !== null ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]) : "value");
const textsOf = (value: unknown): string[] => (typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : []);
const outside = (body: string): string => body.replace(/^```text\n[^]*?\n```$/gm, "");
const counts = (text: string): number[] => [...RAW.map((pattern) => (text.match(pattern) ?? []).length), ...RAW_OUTSIDE.map((pattern) => (outside(text).match(pattern) ?? []).length)];

/** Says, by an expectation, that each note has the structure of the harmless one of its kind, and that nothing in it acts or hides. */
export function expectHarmless(notes: Record<string, string>, harmless: Record<string, string>): void {
  for (const [kind, note] of Object.entries(notes)) {
    const { front, body } = read(note);
    const wanted = read(harmless[kind] ?? "");
    expect([kind, structure(body)]).toEqual([kind, structure(wanted.body)]);
    expect([kind, counts(body)]).toEqual([kind, counts(wanted.body)]);
    expect(body).not.toMatch(HIDING);
    expect(keysOf(front)).toEqual(keysOf(wanted.front));
    for (const text of textsOf(front)) expect(text).not.toMatch(/\[\[|<%|\{\{/);
    expect(note.slice(0, note.indexOf("\n---\n"))).not.toMatch(HIDING);
  }
}

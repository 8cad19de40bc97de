/**
 * G4: nothing of a mail takes effect in a note, by an independent Markdown reader that allows everything.
 * What silently goes wrong here: a stranger's text fetches, runs or approves something in the owner's vault.
 */
import fc from "fast-check";
import MarkdownIt, { type Token } from "markdown-it";
import { describe, expect, it } from "vitest";
import { mailNoteName } from "../../src/core/mail-note";
import { plain } from "../../src/core/card-text";
import { readNote } from "../../src/core/note";
import { readYaml } from "../../src/host/node/yaml";
import { ATTACKS } from "./attacks";
import { notesOf } from "./notes";

const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });
// As Obsidian has it: what has a scheme is a link, a bare host or address is none.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Everything that is structure: which elements, in which order. Letters are no structure. */
function structure(body: string): string[] {
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
/** Letters that do nothing, as many lines of them as the attack has. */
const HARMLESS = "xaz";

function read(note: string): { front: Record<string, unknown>; body: string } {
  const found = readNote(note, readYaml);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

const keysOf = (value: unknown): unknown => (Array.isArray(value) ? value.map(keysOf) : typeof value === "object" && value !== null ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]) : "value");
const textsOf = (value: unknown): string[] => (typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : []);
const expected = Object.fromEntries(Object.entries(notesOf(HARMLESS)).map(([kind, note]) => [kind, { ...read(note), structure: structure(read(note).body) }]));
const outside = (body: string): string => body.replace(/^```text\n[^]*?\n```$/gm, "");
const counts = (text: string): number[] => [...RAW.map((pattern) => (text.match(pattern) ?? []).length), ...RAW_OUTSIDE.map((pattern) => (outside(text).match(pattern) ?? []).length)];

function check(words: string): void {
  for (const [kind, note] of Object.entries(notesOf(`x${words}z`))) {
    const { front, body } = read(note);
    const wanted = expected[kind];
    expect([kind, structure(body)]).toEqual([kind, wanted?.structure]);
    expect([kind, counts(body)]).toEqual([kind, counts(wanted?.body ?? "")]);
    expect(body).not.toMatch(HIDING);
    expect(keysOf(front)).toEqual(keysOf(wanted?.front));
    for (const text of textsOf(front)) expect(text).not.toMatch(/\[\[|<%|\{\{/);
    expect(note.slice(0, note.indexOf("\n---\n"))).not.toMatch(HIDING);
  }
}

describe("G4 a stranger's words in every kind of note", () => {
  it("the reader sees what there is to see", () => {
    expect(structure("a <b>x</b> ![y](z)\n\n```js\n```").map((line) => line.split(" ")[0])).toEqual(["paragraph_open", "inline", "html_inline", "html_inline", "image", "paragraph_close", "fence"]);
    expect(expected["mail"]?.structure.filter((line) => line.startsWith("fence"))).toEqual(["fence code text "]);
  });

  it.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 60), attack] as const))("%s", (_name, attack) => {
    check(attack);
    check(`\n${attack}\n`);
  });

  it("holds for attacks in any order, inside one another, and with anything between", () => {
    const part = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ATTACKS) }, fc.constantFrom("\n", "\n\n", "> ", "- ", "    ", "`", "~", "[", "]", "(", ")", "<", ">", "%", "{", "}", "!", ":", "|", "\\", "$", "=", "-", "#", "^", "*", "_", "\t", "&"), fc.string({ unit: "binary", maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        check(parts.join(""));
      }),
      { numRuns: 120 },
    );
  });
});

describe("G4 a stranger's words elsewhere", () => {
  it.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 60), attack] as const))("in file names: %s", (_name, attack) => {
    const name = mailNoteName("MAIL", attack, "2026-03-10T00:00:00.000Z", attack);
    expect(name).toMatch(/^MAIL_2026-03-10_[\p{L}\p{N}-]{1,40}_[0-9a-f]{8}\.md$/u);
    expect(new TextEncoder().encode(name).length).toBeLessThan(240);
    expect(name).not.toMatch(/\p{Cs}/u);
  });

  it.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 60), attack] as const))("on a terminal: %s", (_name, attack) => {
    expect(plain(attack)).not.toMatch(/[^\P{C}\n\t]/u);
  });
});

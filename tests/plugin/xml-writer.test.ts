/**
 * Owns: the proof that the build's XML writer writes what xmlbuilder writes, as the package xmlrpc uses it.
 * Never: other code of the build.
 */
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { create as ours } from "../../scripts/xml-writer.mjs";

interface Writer {
  ele(name: string): Writer;
  txt(value: unknown): Writer;
  d(value: unknown): Writer;
  up(): Writer | null;
  doc(): { toString(): string };
}
type Create = (name: string, options: object) => Writer;

const xmlrpc = createRequire(createRequire(import.meta.url).resolve("odoo-await"));
const { create: theirs } = createRequire(xmlrpc.resolve("xmlrpc"))("xmlbuilder") as { create: Create };

type Piece = { text: string } | { cdata: string } | { number: number } | { child: string; inner: Piece[] };
const text = fc.string({ unit: fc.constantFrom("a", "<", ">", "&", '"', "]", "\r", "\n", "\t", "é", "漢", "😀", " ", "&amp;") });
const { pieces } = fc.letrec<{ pieces: Piece[] }>((tie) => ({
  pieces: fc.array(
    fc.oneof(
      { maxDepth: 4 },
      text.map((value) => ({ text: value })),
      text.filter((value) => !value.includes("]]>")).map((value) => ({ cdata: value })),
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((number) => ({ number })),
      fc.record({ child: fc.constantFrom("value", "struct", "member"), inner: tie("pieces") }),
    ),
    { maxLength: 4 },
  ),
}));

function write(create: Create, content: readonly Piece[]): string {
  const fill = (node: Writer, parts: readonly Piece[]): void => {
    for (const part of parts) {
      if ("text" in part) node.txt(part.text);
      else if ("cdata" in part) node.d(part.cdata);
      else if ("number" in part) node.txt(part.number);
      else fill(node.ele(part.child), part.inner);
    }
  };
  const root = create("methodCall", { version: "1.0", allowSurrogateChars: true });
  fill(root, content);
  return root.doc().toString();
}

describe("O1 the XML of a call", () => {
  it("is xmlbuilder's, byte for byte, for any content", () => {
    // An element of empty texts only is written open by the one and closed by the other: the same to every reader.
    const same = (xml: string): string => xml.replace(/<(\w+)><\/\1>/g, "<$1/>");
    fc.assert(
      fc.property(pieces, (content) => {
        expect(same(write(ours as unknown as Create, content))).toBe(same(write(theirs, content)));
      }),
      { numRuns: 500 },
    );
  });

  it("refuses what XML has no place for, as xmlbuilder does", () => {
    for (const character of ["\u0000", "\u0008", "\u000b", "\u001f", "\ufffe"]) {
      expect(() => write(ours as unknown as Create, [{ text: `a${character}` }])).toThrow(/Invalid character/);
      expect(() => write(theirs, [{ text: `a${character}` }])).toThrow(/Invalid character/);
    }
  });

  it("parts every end of a CDATA section, where xmlbuilder parts only the first", () => {
    const written = write(ours, [{ cdata: "a]]>b]]>c" }]);
    expect(written.replace(/^.*?<methodCall>|<\/methodCall>$/g, "").replaceAll("<![CDATA[", "").replace(/\]\]>(?!>)/g, "")).toContain("c");
    expect(written).toBe('<?xml version="1.0"?><methodCall><![CDATA[a]]]]><![CDATA[>b]]]]><![CDATA[>c]]></methodCall>');
  });
});

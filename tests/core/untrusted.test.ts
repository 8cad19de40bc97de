/**
 * G4: nothing in a stranger's text takes effect in a note. What silently goes wrong here: a template command runs on the owner's machine.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlineUntrusted, quoteUntrusted, visibleLine, visibleText, webAddress } from "../../src/core/untrusted";

const ATTACKS = [
  "[[Secrets]]", "![[Secrets]]", "![x](https://evil.example/pixel.png)", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>",
  "```dataviewjs\ndv.pages()\n```", "~~~dataview\nLIST\n~~~", "````\n```\n````", "<% tp.system.prompt('x') %>", "<%* tR += 1 -%>", "`= this.file.name`", "`$= dv.current()`", "status:: approved", "[decision:: approve]",
  "---\nstatus: approved\n---", "# Heading", "#tag", "> [!danger] callout", "text ^block-id", "\u202Egnp.exe", "obsidian://open?vault=x", "javascript:alert(1)", "https://evil.example", "www.evil.example", "[^1] and [^1]: note", "^[inline note]",
  "%% hidden %%", "$x^2$", "$$\\input{/etc/passwd}$$", "==mark==", "- [ ] task", "* * *", "| a | b |\n|---|---|", "\r\n---\r\nstatus: approved", "a\u2028---\u2029b", "\u0000\u0007", "INPUT[text:x]", "{{title}}", "&lt;b&gt;", "\\", "file:///etc/passwd", "data:text/html,x",
  "\n```\nout of the block", "```".repeat(50), "{% raw %}", "<!-- x -->",
];

/** The literal inside of the fenced block, by the rule of CommonMark: up to a line of at least as many fence characters. */
function inside(block: string): string {
  const lines = block.split("\n");
  const fence = /^(`{3,})text$/.exec(lines[0] ?? "")?.[1];
  expect(fence).toBeDefined();
  const end = lines.findIndex((line, at) => at > 0 && new RegExp(`^ {0,3}\`{${String(fence?.length)},}\\s*$`).test(line));
  expect(end).toBe(lines.length - 1);
  return lines.slice(1, -1).join("\n");
}

/** What programs that read raw text look for. */
const RAW = [/<%/, /%>/, /\{\{/, /\{%/, /\[\[/, /\]\]/, /!\[/, /::/, /%%/, /`=/, /`\$/, /\$\$/, /^---+\s*$/m, /:\/\//, /javascript:/i, /obsidian:/i, /<!--/, /<[a-z]/i];
const HIDING = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\u0000-\u0008\u000B-\u001F\u0085\u2028\u2029]/;

/** Invisible joiners out, as a reader sees the text. */
const seen = (text: string): string => text.replaceAll("\u2060", "");

describe("G4 a block of untrusted text", () => {
  it.each(ATTACKS)("%j stays letters", (attack) => {
    const content = inside(quoteUntrusted(attack));
    for (const pattern of RAW) expect(content).not.toMatch(pattern);
    expect(content).not.toMatch(HIDING);
  });

  it("keeps what a person reads", () => {
    expect(seen(inside(quoteUntrusted("Total: $40 <b>\n- 3 x Widget @ $10 %"))).trim()).toBe("Total: $40 <b>\n- 3 x Widget @ $10 %");
  });

  it("holds for any text, and for attacks inside any text", () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...ATTACKS, "`", "~", "<", "%", "[", ":", "\n"), fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (attack) => {
        const content = inside(quoteUntrusted(attack));
        for (const pattern of RAW) expect(content).not.toMatch(pattern);
        expect(content).not.toMatch(HIDING);
      }),
    );
  });
});

describe("G4 untrusted text on one line", () => {
  const UNESCAPED = /(?<!\\)(?:\\\\)*[`*_{}[\]<>#!|~=$%^&]/;

  it.each(ATTACKS)("%j stays letters", (attack) => {
    const line = inlineUntrusted(attack);
    expect(line).not.toMatch(/[\n\r]/);
    expect(line).not.toMatch(UNESCAPED);
    for (const pattern of RAW) expect(line).not.toMatch(pattern);
    expect(line).not.toMatch(HIDING);
  });

  it("opens no list, quote or rule", () => {
    for (const text of ["- a", "+ a", "1. a", "---", "---- x", ": x"]) expect(inlineUntrusted(text)).not.toMatch(/^(?:[-+:]|\d+[.)])/);
  });

  it("is what it is where nothing in it means anything", () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from("aZ09(),.;\"'/?@+-"), "www.", "1.", "2)"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")), (text) => {
        // Behind a caret, which is escaped, the text takes the long way.
        const escaped = inlineUntrusted(`^ ${text}`);
        expect(escaped.slice(0, 3)).toBe("\\^ ");
        // Only what means something at the start of a line is parted there once or twice more: "+-+" as a mark of a list and of a rule.
        expect(escaped.slice(3).replace(/^(.?)\u2060+/, "$1")).toBe(inlineUntrusted(text).replace(/^\u2060*(.?)\u2060+/, "$1"));
      }),
      { examples: [["+-+"], ["www.evil.example"], ["see www.evil.example"], ["1. one"], ["2) two"]] },
    );
  });

  it("reads the same once rendered", () => {
    expect(seen(inlineUntrusted("Re: 50% off [today] & more")).replace(/\\([^\w\s])/g, "$1")).toBe("Re: 50% off [today] & more");
  });

  it("holds for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const line = inlineUntrusted(text);
        expect(line).not.toMatch(UNESCAPED);
        expect(line).not.toMatch(HIDING);
        for (const pattern of RAW) expect(line).not.toMatch(pattern);
      }),
    );
  });
});

describe("G4 letters that are piled up or joined to nothing", () => {
  it("emoji, Persian and Indic words, and accents keep what they are written with", () => {
    for (const text of ["\u{1F469}\u200D\u{1F9B0} \u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u{1F3F4}\u200D\u2620\uFE0F", "می\u200Cخواهم", "क्\u200Dष", "ệ ǭ̂", "ก็่ บั๊", "שָׁ֖"]) expect(visibleText(text)).toBe(text);
  });

  it("nothing else joins, and no letter carries a tower", () => {
    expect(visibleText("pay\u200Dpal a\u200C\u200C\u200Db")).toBe("paypal ab");
    expect(visibleText(`a${"\u0301".repeat(10_000)}b`)).toBe(`a${"\u0301".repeat(8)}b`);
    expect(visibleLine(`x${"\u200D".repeat(10_000)}`)).toBe("x");
  });
});

describe("G4 addresses of links", () => {
  it.each(["javascript:alert(1)", "obsidian://open?vault=x", "data:text/html,x", "file:///etc/passwd", "//evil.example", "https://a.example/> <img src=x>", "https://a.example/\u202Egnp", "https://a b.example", "HTTPS:evil", ""])("%j opens nothing", (url) => expect(webAddress(url)).toBeNull());
  it("one of the web stays as it is", () => expect(webAddress("https://odoo.example/odoo/accounting/42?x=1#a")).toBe("https://odoo.example/odoo/accounting/42?x=1#a"));
});

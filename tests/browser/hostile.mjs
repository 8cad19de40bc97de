/**
 * Owns: hostile mail in a real browser - every kind of note, rendered by a Markdown reader that lets all HTML through, and looked at (PRODUCT G4).
 * Never: what the notes say; they are made by the program itself.
 */
import { strict as assert } from "node:assert";
import * as esbuild from "esbuild";
import MarkdownIt from "markdown-it";
import { fits } from "./looking.mjs";

/** Notes as the program writes them, by attack. */
async function notes(root) {
  const entry = `export * from "./tests/hostile/attacks.ts"; export { notesOf } from "./tests/hostile/notes.ts";`;
  const { outputFiles } = await esbuild.build({ stdin: { contents: entry, resolveDir: root, loader: "ts" }, bundle: true, write: false, format: "esm", platform: "node", logLevel: "warning" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
const page = (bodies) => `<!doctype html><meta charset="utf-8"><title>Notes</title>${bodies.map((body) => `<article>${body}</article>`).join("\n")}<p id="end">end</p>`;
const bodyOf = (note) => note.slice(note.indexOf("\n---\n") + 5);

/** Everything in an article that is more than letters: elements by name, and addresses. */
const looked = () =>
  [...document.querySelectorAll("article")].map((article) =>
    [...article.querySelectorAll("*")].map((element) => `${element.localName} ${[...element.attributes].map(({ name, value }) => `${name}=${value}`).join(" ")}`),
  );

/** Words without end or a place to break, and letters that run the other way. */
const ENDLESS = ["x".repeat(5_000), `a${"\u0301".repeat(10_000)}`, `a${"\u200D".repeat(10_000)}b`, "\uFDFD".repeat(200), "https://evil.example/".padEnd(3_000, "a"), "\u05D0".repeat(400), "_".repeat(2_000)];

/** Everything drawn, by element and attribute, without the words; addresses that lead anywhere but to the web; what a script would have left. */
const drawn = () => ({
  shape: [...document.querySelectorAll("body *")].filter(({ localName }) => !["mark", "input", "textarea"].includes(localName)).map((one) => `${one.localName}.${one.getAttribute("class") ?? ""} ${one.getAttributeNames().join(",")}`),
  links: [...document.querySelectorAll("[href], [src]")].map((one) => one.getAttribute("href") ?? one.getAttribute("src")).filter((to) => !/^https?:|^#/.test(to)),
  pwned: window.pwned ?? null,
});

export function hostileChecks(check, root) {
  check("G4 hostile words on cards, tables, signs, labels, fields, questions, dialogs, menus and the calendar: no element, request or dialog of a stranger, nothing sticks out", async (open) => {
    const { MARKUP, LETTERS, ORDERS, NAMES } = await notes(root);
    const { page, shot } = await open({ width: 420, height: 900 });
    const happened = [];
    page.on("request", (request) => happened.push(request.url()));
    page.on("dialog", (dialog) => (happened.push(dialog.message()), dialog.dismiss()));
    const look = async (words) => {
      await page.evaluate((given) => window.harness.mountHostile(given), words);
      await page.waitForSelector(".ae-large .ae-card");
      await page.waitForSelector('[data-card="act-1"]');
      await page.evaluate(() => document.querySelector('[data-focus="act-1:head"][aria-expanded=false]')?.click());
      await page.waitForSelector('[data-focus="act-1:edit"]');
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await fits(page);
      const card = await page.evaluate(drawn);
      await page.evaluate(() => document.querySelector('[data-focus="act-1:edit"]').click());
      await page.waitForSelector(".ae-edit [data-focus^='act-1:field.']");
      await fits(page);
      const edit = await page.evaluate(drawn);
      await page.evaluate(() => document.querySelector('[data-focus="act-1:menu"]').click());
      await page.waitForSelector("[role=menu]");
      const menu = await page.evaluate(drawn);
      await page.keyboard.press("Escape");
      return [card, edit, menu];
    };
    const wanted = await look("x".repeat(400));
    const one = (attack) => attack.replace(/\n/g, " ");
    const tried = [...MARKUP, ...LETTERS, ...ORDERS, ...NAMES].filter(({ length }) => length < 200);
    const batches = Array.from({ length: Math.ceil(tried.length / 24) }, (_, at) => `x${tried.slice(at * 24, at * 24 + 24).map(one).join(" ")}z`);
    for (const words of [...batches, ...ENDLESS.map((endless) => `x${endless}z`)]) {
      const found = await look(words);
      assert.deepEqual(found.map(({ shape }) => shape), wanted.map(({ shape }) => shape), words.slice(0, 200));
      for (const { links, pwned } of found) assert.deepEqual([links, pwned], [[], null], words.slice(0, 200));
    }
    await shot("hostile-cards");
    assert.deepEqual(happened, []);
  });

  check("G4 hostile mail in every kind of note: no element, request, script or dialog of a stranger, also where all HTML is let through", async (open) => {
    const { ATTACKS, notesOf } = await notes(root);
    const shown = async (bodies, whole = false) => {
      const { page: window } = await open();
      const happened = [];
      window.on("request", (request) => request.url().startsWith("about:") || happened.push(request.url()));
      window.on("dialog", (dialog) => (happened.push(dialog.message()), dialog.dismiss()));
      await window.setContent(page(bodies), { waitUntil: "load" });
      await window.waitForSelector("#end", { state: "attached" });
      const pwned = await window.evaluate(() => window.pwned ?? null);
      const found = await window.evaluate(looked);
      assert.equal(whole || found.length === bodies.length, true, "an article was closed or opened by its text");
      return { happened, pwned, found };
    };
    const rendered = (words) => Object.values(notesOf(words)).map((note) => markdown.render(bodyOf(note)));
    const harmless = (await shown(rendered("xaz"))).found;
    const all = ATTACKS.flatMap((attack) => [attack, `\n${attack}\n`]);
    for (let from = 0; from < all.length; from += 120) {
      const part = all.slice(from, from + 120);
      const { happened, pwned, found } = await shown(part.flatMap((attack) => rendered(`x${attack}z`)));
      assert.deepEqual([happened, pwned], [[], null]);
      found.forEach((elements, index) => assert.deepEqual(elements, harmless[index % harmless.length], part[Math.floor(index / harmless.length)]));
    }
    // The look bites: the same words without our quoting do happen.
    const bare = await shown([markdown.render("<script>window.pwned=1</script>\n\n![x](https://evil.example/p.png)")], true);
    assert.equal(bare.pwned, 1);
    assert.ok(bare.happened.some((url) => url.includes("evil.example")));
  });
}

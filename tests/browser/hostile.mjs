/**
 * Owns: hostile mail in a real browser - every kind of note, rendered by a Markdown reader that lets all HTML through, and looked at (PRODUCT G4).
 * Never: what the notes say; they are made by the program itself.
 */
import { strict as assert } from "node:assert";
import * as esbuild from "esbuild";
import MarkdownIt from "markdown-it";

/** Notes as the program writes them, by attack. */
async function notes(root) {
  const entry = `export { ATTACKS } from "./tests/hostile/attacks.ts"; export { notesOf } from "./tests/hostile/notes.ts";`;
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

export function hostileChecks(check, root) {
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

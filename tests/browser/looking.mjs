/**
 * Owns: how the checks look at the panel in the page: mounting a scene, what was wished, where the focus is, what axe finds.
 * Never: an expectation of a single check.
 */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const mount = (page, scene) => page.evaluate((name) => window.harness.mount(name), scene).then(() => page.waitForSelector(".ae-card, .ae-empty h3"));
export const wishes = (page) => page.evaluate(() => window.harness.wishes());
export const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");
/** Mark of the focused element, e.g. `act-1:head`; null when the focus is lost. */
export const mark = (page) => page.evaluate(() => document.activeElement?.dataset.focus ?? null);

/** Tab until the focus is on an element with this text. */
export async function tabTo(page, text) {
  for (let step = 0; step < 40; step += 1) {
    if ((await focused(page)) === text) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches "${text}".`);
}

/** Everything that axe finds in the panel, or in what is given as selectors and is there, of any impact. */
export async function findings(page, within = [".ae-panel"]) {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate((selectors) => window.axe.run({ include: selectors.filter((one) => document.querySelector(one) !== null) }), within);
  return violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 140)).join(" | ")}`);
}

/** Nothing sticks out sideways. */
export async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth + Math.max(0, ...[...document.querySelectorAll(".ae-panel, .ae-dialog")].map((panel) => panel.scrollWidth - panel.clientWidth)));
  assert.equal(wide, 0, `the panel is ${wide} px wider than its sidebar`);
}

export async function unfoldAll(page) {
  for (const head of await page.$$(".ae-head[aria-expanded=false]")) {
    const wanted = await head.getAttribute("data-focus");
    await page.click(`[data-focus="${wanted}"]`);
    await page.waitForSelector(`[data-focus="${wanted}"][aria-expanded=true]`);
  }
  for (const details of await page.$$("details")) await details.evaluate((element) => (element.open = true));
}

/**
 * Owns: a card's menu by mouse and keyboard, and one card with the main area for itself, in the browser.
 * Never: a rule of the engine; the scenes answer wishes.
 */
import { strict as assert } from "node:assert";
import { findings, fits, mark, wishes } from "./looking.mjs";

const card = (page, name, id, beside = false) => page.evaluate((given) => window.harness.mountCard(...given), [name, id, beside]).then(() => page.waitForSelector(".ae-large .ae-card"));
const items = (page) => page.$$eval("[role=menuitem]", (all) => all.map(({ textContent }) => textContent.trim()));
const opened = (page) => page.evaluate(() => window.harness.opened());
const said = (page) => page.textContent(".ae-status");

export function menuChecks(check) {
  check("A3 a card's menu by keyboard: every choice, read before it is decided, the focus comes back", async (open) => {
    const { page, shot } = await open();
    await page.evaluate(() => window.harness.mount("monday"));
    await page.waitForSelector(".ae-card");
    await page.focus('[data-focus="monday-2:head"]');
    await page.keyboard.press("Shift+F10");
    await page.waitForSelector("[role=menu]");
    assert.deepEqual(await items(page), ["Approve", "Reject…", "Edit", "Snooze…", "Open large", "Open note", "Copy link", "Copy ID"]);
    await shot("menu");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    // Folded: it is unfolded, not approved.
    await page.waitForSelector('[data-focus="monday-2:head"][aria-expanded=true]');
    assert.match(await said(page), /Read it/);
    assert.deepEqual(await wishes(page), []);
    assert.equal(await mark(page), "monday-2:head");
    await page.keyboard.press("ContextMenu");
    await page.waitForSelector("[role=menu]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-focus="monday-2:words"]:focus');
    await page.keyboard.press("Escape");
    await page.waitForSelector(".ae-question", { state: "detached" });
    await page.click('[data-focus="monday-3:menu"]');
    await page.click("[role=menuitem]:has-text('Open large')");
    assert.deepEqual(await opened(page), ["large monday-3"]);
    await page.waitForFunction(() => document.activeElement?.dataset.focus === "monday-3:menu");
    assert.deepEqual(await wishes(page), []);
    assert.deepEqual(await findings(page), []);
  });

  check("A3 a card's menu by right click; a text field keeps the browser's own, and copying is said either way", async (open) => {
    const { page } = await open();
    await page.evaluate(() => window.harness.mount("one"));
    await page.waitForSelector(".ae-card");
    await page.click(".ae-head", { button: "right" });
    await page.click("[role=menuitem]:has-text('Copy link')");
    await page.waitForFunction(() => document.querySelector(".ae-status").textContent.includes("obsidian://autonomous-employee?vault=Vault&id=act-1"));
    await page.click('[data-focus="act-1:reject"]');
    await page.click('[data-focus="act-1:words"]', { button: "right" });
    assert.equal(await page.$("[role=menu]"), null);
  });

  check("A3 one card large: what will be sent beside its evidence, decided by keyboard, in step with the panel", async (open) => {
    const { page, shot } = await open({ width: 1500, height: 900 });
    await card(page, "few", "act-2", true);
    const [left, right] = await page.$$eval(".ae-large .ae-columns > div", (all) => all.map((one) => one.getBoundingClientRect()).map(({ left, top }) => ({ left, top })));
    assert.ok(right.left > left.left && Math.abs(right.top - left.top) < 8, "the evidence stands beside the content");
    assert.ok(await page.isVisible(".ae-large mark"), "the message is open");
    await page.focus('.ae-large [data-focus="act-2:head"]');
    await page.keyboard.press("a");
    await page.waitForSelector('.ae-large [data-focus="act-2:cancel"]:focus');
    await shot("large-high-risk");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".ae-large .ae-undo");
    const seconds = await page.$$eval('[data-card="act-2"] [data-until]', (all) => all.map(({ textContent }) => textContent));
    assert.equal(seconds.length, 2, "the undo time is counted down in both places");
    assert.equal(seconds[0], seconds[1]);
    await page.waitForSelector('.ae-large [data-focus="act-2:undo"]:focus');
    await page.keyboard.press("u");
    await page.waitForFunction(() => document.querySelectorAll('[data-card="act-2"] [data-until]').length === 0);
    assert.deepEqual((await wishes(page)).map(({ kind }) => kind), ["approve", "undo"]);
    assert.deepEqual(await findings(page), []);
  });

  for (const [name, options] of Object.entries({
    light: { width: 1200, height: 900 },
    dark: { width: 1200, height: 900, theme: "dark" },
    narrow: { width: 420, height: 1400 },
    phone: { width: 360, height: 740, theme: "dark", phone: true, scale: 2 },
    zoom: { width: 400, height: 400, scale: 2 },
    contrast: { width: 1200, height: 900, contrast: true },
  })) {
    check(`A3 one card large, ${name}: fits, no accessibility finding`, async (open) => {
      const { page, shot } = await open(options);
      await card(page, "queue", "act-2");
      await fits(page);
      assert.deepEqual(await findings(page), []);
      await shot(`large-${name}`);
      await page.evaluate(() => document.querySelector('[data-focus="act-2:edit"]').click());
      await page.waitForSelector(".ae-large .ae-edit");
      await fits(page);
      assert.deepEqual(await findings(page), []);
      await shot(`large-${name}-edit`);
    });
  }
}

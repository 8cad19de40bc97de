/**
 * Owns: how a person reaches what is in the panel: with a mouse, with the keyboard alone, with a finger.
 * Never: a shortcut past what a person can do.
 */
import { strict as assert } from "node:assert";

/** How often somebody reaches for what moves away, and how long each time, in milliseconds. */
const TURNS = 15;
const TURN_MS = 3_000;

const mark = (page) => page.evaluate(() => document.activeElement?.dataset.focus ?? null);
const at = (id, name) => `[data-focus="${id}:${name}"]`;

/** A card may be unfolded by itself in the very moment in which somebody unfolds it, and be folded by that: they look and try again. */
async function unfolded(page, id, unfold) {
  for (let turn = 1; ; turn += 1) {
    await unfold();
    try {
      await page.waitForSelector(`${at(id, "head")}[aria-expanded=true]`, { timeout: TURN_MS });
      return;
    } catch (error) {
      if (turn === TURNS) throw error;
    }
  }
}

/** Mouse or finger: `press` is Playwright's click or tap. */
function pointing(page, press) {
  const open = (id) =>
    unfolded(page, id, async () => {
      if ((await page.getAttribute(at(id, "head"), "aria-expanded")) !== "true") await press(at(id, "head"));
    });
  return {
    open,
    /** A button of a card, its content read before. */
    choose: async (id, name) => {
      // A card may move or fold in the very moment in which somebody reaches for it: they reach again.
      for (let turn = 1; ; turn += 1) {
        if ((await page.$(at(id, name))) === null) await open(id);
        try {
          await press(at(id, name), { timeout: TURN_MS });
          return;
        } catch (error) {
          if (turn === TURNS) throw error;
        }
      }
    },
    press,
    write: async (selector, text) => {
      await press(selector);
      await page.fill(selector, text);
    },
    select: (id) => press(at(id, "select")),
  };
}

/** Until the focus is where it is wanted; every press is one that a person would make. */
async function walk(page, key, wanted, most) {
  for (let step = 0; step < most; step += 1) {
    if ((await mark(page)) === wanted) return true;
    await page.keyboard.press(key);
  }
  return (await mark(page)) === wanted;
}

function typing(page) {
  const inPanel = () => page.evaluate(() => document.activeElement?.closest(".ae-panel") !== null && document.activeElement?.dataset.focus !== undefined);
  const head = async (id) => {
    // The list may be put into another order while somebody walks through it.
    for (let turn = 0; turn < 4; turn += 1) {
      for (let step = 0; step < 60 && !(await inPanel()); step += 1) await page.keyboard.press("Tab");
      if ((await walk(page, "ArrowDown", `${id}:head`, 30)) || (await walk(page, "ArrowUp", `${id}:head`, 30))) return;
      await page.waitForSelector(at(id, "head"));
    }
    assert.fail(`the arrow keys do not reach the card ${id}; the focus is on ${await mark(page)}`);
  };
  /** Tab to anything on the page. */
  const reach = async (selector) => {
    for (let step = 0; step < 120; step += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab never reaches ${selector}`);
  };
  const open = (id) =>
    unfolded(page, id, async () => {
      await head(id);
      if ((await page.getAttribute(at(id, "head"), "aria-expanded")) !== "true") await page.keyboard.press("Enter");
    });
  return {
    open,
    choose: async (id, name) => {
      // As with the mouse: what moves away on the way there is walked to again.
      for (let turn = 1; (await mark(page)) !== `${id}:${name}`; turn += 1) {
        assert.ok(turn < 6, `Tab does not reach "${name}" of the card ${id}; the focus is on ${await mark(page)}`);
        if ((await page.$(at(id, name))) === null) await open(id);
        else if (!(await mark(page))?.startsWith(`${id}:`)) await head(id);
        await walk(page, "Tab", `${id}:${name}`, 40);
      }
      await page.keyboard.press("Enter");
    },
    press: async (selector) => {
      await reach(selector);
      await page.keyboard.press((await page.evaluate(() => document.activeElement?.matches("input[type=checkbox]") ?? false)) ? "Space" : "Enter");
    },
    write: async (selector, text) => {
      await reach(selector);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    select: async (id) => {
      await head(id);
      await page.keyboard.press("x");
    },
  };
}

export const HANDS = {
  mouse: (page) => pointing(page, (selector, options) => page.click(selector, options)),
  finger: (page) => pointing(page, (selector, options) => page.tap(selector, options)),
  keyboard: typing,
};

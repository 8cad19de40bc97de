/**
 * Owns: a Monday morning with twelve approvals in the browser - by mouse, by keyboard, on a phone - and what a crowd of cards costs.
 * Never: a rule of the engine; the scenes answer wishes.
 */
import { strict as assert } from "node:assert";
import { findings, fits, mark, mount, wishes } from "./looking.mjs";

const head = (n) => `[data-focus="monday-${n}:head"]`;
const part = (n, name) => `[data-focus="monday-${n}:${name}"]`;
const kinds = async (page) => (await wishes(page)).map(({ kind }) => kind);
/** Waits until the live region says it. */
const hears = (page, text) => page.waitForFunction((wanted) => document.querySelector("[role=status]").textContent.includes(wanted), text);
const cards = (page) => page.$$eval(".ae-card", (all) => all.map((card) => card.dataset.card));

/** Presses a key; afterwards the focus must be on something of the panel. */
async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(30);
    assert.ok(await page.evaluate(() => document.activeElement?.closest(".ae-panel") !== null), `the focus is lost after "${key}"`);
  }
}

/** Elements added to the document while `work` runs. */
function domWork(page, work, given) {
  return page.evaluate(
    async ([body, argument]) => {
      let added = 0;
      const count = (node) => (node.nodeType === 1 ? 1 + node.querySelectorAll("*").length : 0);
      const observer = new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => (added += count(node)))));
      observer.observe(document.body, { childList: true, subtree: true });
      await new Function("argument", body)(argument);
      await new Promise((done) => setTimeout(done, 100));
      observer.disconnect();
      return added;
    },
    [work, given],
  );
}

export function mondayChecks(check) {
  check("A3 Monday by mouse: filtered, read, approved, rejected, edited, snoozed, several at once", async (open) => {
    const { page, shot } = await open({ height: 1000 });
    await mount(page, "monday");
    await shot("monday-light");
    await page.click("[aria-label=Filter]");
    await page.check("text=High risk only");
    await hears(page, "2 cards fit.");
    assert.deepEqual(await cards(page), ["monday-8", "monday-11"]);
    await shot("monday-filter");
    await page.uncheck("text=High risk only");
    await page.fill("input[type=search]", "nobody of this name");
    await page.waitForSelector("text=Nothing fits this filter");
    await shot("monday-nothing-fits");
    await page.click("text=Show all");
    assert.equal((await cards(page)).length, 12);

    await page.click(part(1, "approve"));
    await page.waitForSelector(part(1, "undo"));
    await page.click(head(8));
    await page.click(part(8, "reject"));
    await page.fill(".ae-question input", "never ordered");
    await page.click(part(8, "confirm"));
    await page.waitForSelector(head(8), { state: "detached" });
    await page.click(head(4));
    await page.click(part(4, "snooze"));
    await shot("monday-snooze");
    await page.click("text=Until tomorrow, 08:00");
    await page.waitForSelector(head(4), { state: "detached" });
    await page.click("text=1 put aside: show");
    assert.match(await page.textContent(head(4)), /Put aside until 19 Nov 2026, 08:00/);

    await page.click("[aria-label='Select several']");
    assert.equal(await page.$(part(11, "select")), null, "high risk cannot be selected");
    for (const n of [3, 5, 6]) await page.click(part(n, "select"));
    await shot("monday-selected");
    await page.click("[data-focus='selection:approve']");
    const dialog = await page.textContent("dialog");
    for (const name of ["Cobalt Cycles", "Elm Street Books", "Fjord Outdoor", "787.00 EUR"]) assert.ok(dialog.includes(name), name);
    assert.deepEqual(await findings(page), []);
    await shot("monday-confirm");
    await page.click("dialog .mod-cta");
    await hears(page, "3 approved.");
    assert.equal((await page.$$(".ae-undo")).length, 4);
    await page.click(part(5, "undo"));
    await hears(page, "Done.");
    await shot("monday-after");
    assert.deepEqual(await kinds(page), ["approve", "reject", "approve", "approve", "approve", "undo"]);
    assert.deepEqual(await findings(page), []);
  });

  check("A3 Monday by keyboard: twelve decided, the focus never lost", async (open) => {
    const { page, shot } = await open();
    await mount(page, "monday");
    await press(page, "Tab", "ArrowDown");
    assert.equal(await mark(page), "monday-1:head");
    await press(page, "?");
    await page.waitForSelector("dialog[open]");
    await shot("monday-keys");
    assert.deepEqual(await findings(page), []);
    await press(page, "Escape");
    await press(page, "a");
    assert.equal(await mark(page), "monday-1:undo");
    await press(page, "u");
    await hears(page, "Done.");
    assert.equal(await mark(page), "monday-1:head");
    // Nothing is approved unseen: the next card is open, and is folded first.
    await press(page, "j", "Enter", "a");
    assert.equal((await kinds(page)).length, 2);
    await press(page, "a");
    assert.equal((await kinds(page)).length, 3);
    await press(page, "j", "s");
    assert.equal(await mark(page), "monday-3:snooze.0");
    await press(page, "Enter");
    assert.equal(await mark(page), "monday-4:head");
    await press(page, "e");
    assert.equal(await mark(page), "monday-4:field.customer_name");
    await press(page, "Escape", "r");
    await page.keyboard.type("a joke, r u sure?");
    await press(page, "Enter");
    assert.equal(await mark(page), "monday-5:head");
    for (let turn = 0; turn < 12; turn += 1) {
      const [, n] = /^monday-(\d+):/.exec((await mark(page)) ?? "") ?? [];
      if (n === undefined) break;
      if ((await page.getAttribute(head(n), "aria-expanded")) === "false") await press(page, "Enter");
      await press(page, "r", "Enter");
    }
    const left = await page.$$eval(".ae-card .ae-facts", (all) => all.map(({ textContent }) => textContent).filter((text) => text.includes("Waiting")));
    assert.ok(left.length <= 1, `still waiting: ${left.join("; ")}`);
    await press(page, "/");
    await page.keyboard.type("ja");
    assert.equal(await page.inputValue("input[type=search]"), "ja");
  });

  check("WCAG 2.1.4: single keys can be switched off, the arrows stay", async (open) => {
    const { page } = await open();
    await mount(page, "monday");
    await page.evaluate(() => window.harness.keys(false));
    await page.focus(head(1));
    await press(page, "a", "r", "x", "?");
    assert.deepEqual(await wishes(page), []);
    assert.equal(await page.$("dialog, form"), null);
    await press(page, "ArrowDown");
    assert.equal(await mark(page), "monday-2:head");
  });

  check("A3 edit in place: problems at their fields, nothing typed is lost, what changed is shown", async (open) => {
    const { page, shot } = await open({ height: 1300 });
    await mount(page, "one");
    await page.click('[data-focus="act-1:edit"]');
    await shot("edit");
    await page.fill('[data-focus="act-1:field.due_date"]', "tomorrow");
    await page.fill('[data-focus="act-1:field.line_items.1.quantity"]', "0");
    await page.fill('[data-focus="act-1:field.po_number"]', "PO-7732");
    await page.click('[data-focus="act-1:save"]');
    await page.waitForSelector(".ae-problem");
    assert.equal(await mark(page), "act-1:field.due_date");
    assert.equal(await page.inputValue('[data-focus="act-1:field.po_number"]'), "PO-7732");
    assert.match(await page.textContent(".ae-line:nth-of-type(2)"), /must be more than zero; a refund is a credit note/);
    assert.equal((await page.$$("[aria-invalid=true]")).length, 2);
    await shot("edit-problems");
    assert.deepEqual(await findings(page), []);
    await page.fill('[data-focus="act-1:field.due_date"]', "2026-12-31");
    await page.click('[data-focus="act-1:remove.line_items.1"]');
    await page.click('[data-focus="act-1:add.line_items"]');
    await page.fill('[data-focus="act-1:field.line_items.1.quantity"]', "2");
    await page.keyboard.press("Enter");
    await hears(page, "Changed and judged again.");
    const { fields } = (await wishes(page)).at(-1);
    assert.deepEqual(Object.keys(fields).sort(), ["due_date", "line_items", "po_number"]);
    assert.deepEqual(fields.line_items[1], { description: "", quantity: "2", unit_price: "" });
    assert.match(await page.textContent(".ae-card"), /Due date: 2026-12-18 → 2026-12-31/);
    await shot("edit-saved");
  });

  check("M3 the words that facts were read from are marked in the message", async (open) => {
    const { page, shot } = await open();
    await mount(page, "one");
    await page.click("text=The message");
    const marks = await page.$$eval("mark", (all) => all.map(({ textContent, title }) => [textContent, title]));
    assert.deepEqual(marks[0], ["13 hours at 64 and the four proof prints at 27 each", "Lines"]);
    await page.locator(".ae-message").scrollIntoViewIfNeeded();
    await shot("evidence");
  });

  check("A3 Monday on a phone", async (open) => {
    const { page, shot } = await open({ width: 360, height: 740, theme: "dark", phone: true, scale: 2 });
    await mount(page, "monday");
    await fits(page);
    await shot("phone");
    await page.tap(part(1, "approve"));
    await page.waitForSelector(".ae-undo");
    // The next one is unfolded by itself.
    await page.tap(part(2, "edit"));
    await page.waitForSelector(".ae-edit");
    await fits(page);
    await shot("phone-edit");
    await page.tap(part(2, "cancel"));
    await page.tap("[aria-label='Select several']");
    await page.tap("text=Select all");
    await page.tap("[data-focus='selection:reject']");
    await page.waitForSelector("dialog[open]");
    await fits(page);
    await shot("phone-confirm");
    await page.fill("dialog input", "on holiday");
    await page.tap("dialog .ae-destructive");
    await hears(page, "9 rejected.");
    assert.equal((await kinds(page)).filter((kind) => kind === "reject").length, 9);
    await shot("phone-after");
  });

  for (const theme of ["light", "dark"]) {
    check(`high contrast, ${theme}: readable, nothing by colour alone`, async (open) => {
      const { page, shot } = await open({ theme, contrast: true, height: 1400 });
      await mount(page, "queue");
      await page.click('[data-focus="act-2:head"]');
      await page.waitForSelector('[data-focus="act-2:approve"]');
      await page.click("[aria-label='Select several']");
      await page.click('[data-focus="act-1:select"]');
      await shot(`contrast-${theme}`);
      assert.deepEqual(await findings(page), []);
    });
  }

  check("200 px wide at 200% zoom: everything is reached and fits", async (open) => {
    const { page, shot } = await open({ width: 200, height: 400, scale: 2 });
    await mount(page, "monday");
    await page.click("[aria-label=Filter]");
    await page.click("[aria-label='Select several']");
    await page.click(part(1, "edit"));
    await fits(page);
    await shot("zoom");
    await page.keyboard.press("Escape");
    await page.click("[aria-label=Keys]");
    await fits(page);
    await shot("zoom-keys");
  });

  check("a thousand waiting cards cost the document little more than ten, and one change as little", async (open) => {
    const cost = {};
    for (const count of [10, 1000]) {
      const { page } = await open();
      const first = await domWork(page, "return window.harness.mount(argument)", `crowd${count}`);
      await page.waitForSelector(".ae-card");
      const change = await domWork(page, "return window.harness.hurry()", null);
      cost[count] = { first, change };
      if (count === 10) continue;
      await page.waitForSelector("text=Show more (970)");
      await page.focus('[data-focus="monday-1:head"]');
      for (let step = 0; step < 35; step += 1) await press(page, "j");
      assert.equal(await mark(page), "monday-36:head");
      await page.fill("input[type=search]", "customer 777");
      await page.waitForFunction(() => document.querySelectorAll(".ae-card").length === 1);
    }
    assert.ok(cost[1000].first < 3.5 * cost[10].first, `first drawing: ${JSON.stringify(cost)}`);
    assert.ok(cost[1000].change <= 1.2 * cost[10].change, `one change: ${JSON.stringify(cost)}`);
  });
}

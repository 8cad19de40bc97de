/**
 * Owns: what is checked in the browser, by name.
 * Never: what can be checked without one.
 */
import { strict as assert } from "node:assert";
import { signInByBrowser } from "./sign-in.mjs";
import { findings, fits, focused, mount, tabTo, unfoldAll, wishes } from "./looking.mjs";
import { menuChecks } from "./menus.mjs";
import { hiddenChecks } from "./hidden.mjs";
import { hostileChecks } from "./hostile.mjs";
import { mondayChecks } from "./monday.mjs";
import { setupChecks } from "./setup.mjs";
import { phoneChecks } from "./phone.mjs";
import { postChecks } from "./posts.mjs";

const SCENES = ["queue", "few", "one", "empty", "new", "paused", "stopped"];

/** Calls `check(name, run, how)` for each; `how`: "timed" when it measures time. A check is given a way to open pages. `host`: starts windows of Obsidian. */
export function checks({ root, launch, host }, check) {
  check("A3 approves by keyboard, then undoes", async (open) => {
    const { page } = await open();
    await mount(page, "one");
    await tabTo(page, "Approve");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".ae-undo");
    assert.deepEqual((await wishes(page)).map(({ kind }) => kind), ["approve"]);
    assert.equal(await focused(page), "Undo");
    assert.match(await page.textContent(".ae-undo"), /Starts in \d+ s/);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".ae-undo", { state: "detached" });
    assert.deepEqual((await wishes(page)).map(({ kind }) => kind), ["approve", "undo"]);
  });

  check("A3 rejects with a reason by keyboard", async (open) => {
    const { page } = await open();
    await mount(page, "one");
    await tabTo(page, "Reject");
    await page.keyboard.press("Space");
    await page.waitForSelector(".ae-question input:focus");
    await page.keyboard.type("wrong customer");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".ae-empty");
    assert.deepEqual(await wishes(page), [{ kind: "reject", id: "act-1", reason: "wrong customer" }]);
    assert.match(await page.textContent("[role=status]"), /Done/);
  });

  check("A3 a high-risk approval asks again and starts on Cancel", async (open) => {
    const { page, shot } = await open();
    await mount(page, "few");
    await page.click('[data-focus="act-2:head"]');
    await page.click('[data-focus="act-2:approve"]');
    await page.waitForSelector(".ae-question");
    assert.equal(await focused(page), "Cancel");
    assert.match(await page.textContent(".ae-question"), /harbourr-sons/);
    await shot("high-risk");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".ae-question", { state: "detached" });
    assert.deepEqual(await wishes(page), []);
  });

  check("M4 a later mail's change is seen old and new, taken over by keyboard, and put back", async (open) => {
    const { page, shot } = await open();
    await mount(page, "asked");
    await unfoldAll(page);
    await shot("asked-change");
    assert.deepEqual(await findings(page), []);
    assert.match(await page.textContent(".ae-asked"), /Line 1, quantity: 13 → 15/);
    await page.focus('[data-focus="act-1:take_over"]');
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-focus="act-1:put_back"]:focus');
    await shot("asked-change-taken");
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-focus="act-1:take_over"]:focus');
    assert.deepEqual((await wishes(page)).map(({ kind, fields }) => [kind, fields.total_amount]), [["edit", "1068.00"], ["edit", "940.00"]]);
    assert.deepEqual(await findings(page), []);
  });

  check("M4 a question is answered where its mails can be read: accessible, fits a narrow sidebar, the error stands at its field", async (open) => {
    const { page, shot } = await open({ width: 300, height: 1500 });
    await page.evaluate(() => window.harness.mountQuestion());
    await page.waitForSelector('[data-focus="gmail:2:field.line_2_unit_price"]');
    assert.match(await page.textContent("h3.ae-group"), /^Facts are missing\s*1$/);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    assert.ok(await page.isVisible("text=Die Beratung kostet 85 EUR pro Stunde."));
    await fits(page);
    assert.deepEqual(await findings(page), []);
    await page.fill('[data-focus="gmail:2:field.line_2_unit_price"]', "as before");
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-focus="gmail:2:field.line_2_unit_price"][aria-invalid=true]:focus');
    await shot("question");
    assert.deepEqual(await findings(page), []);
  });

  check("A3 arrow keys walk through the cards", async (open) => {
    const { page } = await open();
    await mount(page, "queue");
    await page.focus(".ae-head");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => [...document.querySelectorAll(".ae-head")].indexOf(document.activeElement)), 2);
  });

  for (const theme of ["light", "dark"]) {
    check(`no accessibility finding, every scene unfolded, ${theme}`, async (open) => {
      for (const scene of SCENES) {
        const { page, shot } = await open({ theme });
        await mount(page, scene);
        await shot(`${scene}-${theme}`);
        await unfoldAll(page);
        await shot(`${scene}-${theme}-unfolded`);
        assert.deepEqual(await findings(page), [], scene);
      }
    });
  }

  for (const width of [200, 280, 420]) {
    check(`everything fits a sidebar of ${width} px`, async (open) => {
      const { page, shot } = await open({ width, height: 2400 });
      await mount(page, "queue");
      await unfoldAll(page);
      await fits(page);
      await shot(`width-${width}`);
    });
  }

  check("F2 settings: accessible, saved when they fit, refused in words when they do not", async (open) => {
    const { page, shot } = await open({ width: 800, height: 1600 });
    await page.evaluate(() => window.harness.mountSettings());
    await page.fill('input[aria-label="Automatic up to"]', "lots");
    assert.match(await page.textContent("body"), /must be an amount like 100\.00/);
    await page.fill('input[aria-label="Automatic up to"]', "250.00");
    const limit = async () => (await page.evaluate(() => window.harness.settings())).limits.automatic;
    await page.waitForFunction(() => document.body.textContent.includes("Not saved yet."));
    assert.notEqual(await limit(), "250.00");
    await page.click('button:text-is("Save the rules")');
    await page.click('.modal button:text-is("Allow it")');
    await page.waitForFunction(() => window.harness.settings().limits.automatic === "250.00");
    assert.match(await page.textContent("body"), /address has changed/);
    await shot("settings");
  });

  check("G1 signs in through the consent page of a real browser", async (open, { shot }) => {
    const { page } = await open();
    await signInByBrowser(page.context().browser(), root, shot);
  });

  check("K2 going live is confirmed first", async (open) => {
    const { page, shot } = await open({ width: 800, height: 1600 });
    await page.evaluate(() => window.harness.mountSettings());
    const live = page.locator(".setting-item", { hasText: "Live" }).locator(".checkbox-container");
    await live.click();
    await shot("go-live");
    await page.click("text=Cancel");
    assert.deepEqual((await page.evaluate(() => window.harness.settings())).live, []);
    await live.click();
    await page.click(".modal button:text-is('Go live')");
    await page.waitForFunction(() => window.harness.settings().live.length === 1);
  });

  mondayChecks(check);
  setupChecks(check, host);
  hiddenChecks(check, { root, launch });
  phoneChecks(check, host);
  postChecks(check, host);
  hostileChecks(check, root);
  menuChecks(check);
}

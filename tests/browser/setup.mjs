/**
 * Owns: the setup guide and the sandbox business in a real browser, with the built plugin over a real folder: by mouse, by keyboard, on a phone.
 * Never: a step that the page did not bring about; what happened is read from the vault's files.
 */
import { strict as assert } from "node:assert";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findings, fits } from "./looking.mjs";
import { until } from "./owner.mjs";

const SANDBOX = "AI_Employee_Sandbox";
const STEPS = ["welcome", "sandbox", "folder", "owner", "service-gmail", "service-odoo", "dry_run", "live"];
const at = (mark) => `.ae-setup [data-focus="${mark}"]`;
const title = (page) => page.textContent(".ae-setup h3");

const mark = (page) => page.evaluate(() => document.activeElement?.dataset.focus ?? null);

/** Obsidian on a folder of its own; `begin` puts the guide into its window. */
async function inVault(host, looks, work) {
  const folder = mkdtempSync(join(tmpdir(), "ae-setup-"));
  const device = await host.device({ width: 1100, height: 900, ...looks });
  try {
    const window = await device.open(folder);
    await window.page.waitForFunction(() => /Nothing waits|to decide|Stopped/.test(document.querySelector(".status-bar")?.textContent ?? ""));
    await window.command("setup-guide");
    await window.page.waitForSelector(".ae-setup h3");
    await work({ ...window, folder });
    assert.deepEqual(window.errors, []);
  } finally {
    await device.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every page of the guide is looked at, in a theme and width. */
async function everyPage({ page }, shot) {
  for (const step of STEPS) {
    await page.click(at(`nav:${step}`));
    await page.waitForSelector(`${at(`nav:${step}`)}[aria-current=step]`);
    // The page that opens gets the focus.
    await page.waitForFunction(() => document.activeElement?.dataset.focus === "page:title");
    assert.deepEqual(await findings(page), [], step);
    await fits(page);
    await shot(step);
  }
}

/** Tab until the focus is there. */
async function tabTo(page, wanted) {
  for (let step = 0; step < 80; step += 1) {
    if ((await mark(page)) === wanted) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${wanted}; the focus is on ${await mark(page)}.`);
}

async function approveInPanel(page, words) {
  const card = page.locator(`.ae-card[aria-label*="${words}"]`).first();
  await card.waitFor();
  const id = await card.getAttribute("data-card");
  const head = page.locator(`[data-focus="${id}:head"]`);
  if ((await head.getAttribute("aria-expanded")) !== "true") await head.click();
  await page.click(`[data-focus="${id}:approve"]`);
  return id;
}

/** `host`: starts windows of Obsidian. */
export function setupChecks(check, host) {
  for (const [name, looks] of Object.entries({ light: {}, dark: { theme: "dark" }, narrow: { width: 420, theme: "dark" } })) {
    check(`F2 every page of the setup guide, ${name}: no accessibility finding, nothing sticks out`, async (_open, { shot }) => {
      await inVault(await host(), looks, async (window) => {
        await everyPage(window, (step) => shot(window.page, `setup-${step}-${name}`));
      });
    });
  }

  check("F2 the whole guide by keyboard: the focus is never lost, errors stand at the field, and it goes on where it was left", async (_open, { shot }) => {
    await inVault(await host(), {}, async ({ page, disable, enable, command, folder }) => {
      for (const expected of ["Try it with a sandbox business", "Folder"]) {
        await tabTo(page, "footer:go");
        await page.keyboard.press("Enter");
        await page.waitForFunction((text) => document.querySelector(".ae-setup h3")?.textContent.startsWith(text), expected);
        await page.waitForFunction(() => document.activeElement?.dataset.focus === "page:title");
      }
      await tabTo(page, "row:root");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("../outside");
      await page.keyboard.press("Enter");
      await page.waitForSelector(`${at("row:root")}[aria-invalid=true]`);
      assert.match(await page.textContent(".ae-setup [role=alert]"), /must be a plain folder name/);
      assert.deepEqual(await findings(page), []);
      await shot(page, "setup-folder-problem");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("Office");
      await page.waitForSelector("text=will be made");
      await page.keyboard.press("Enter");
      await page.waitForSelector("text=The employee works in Office now.");
      await until(() => readdirSync(folder).includes("Office"), "the folder");
      await tabTo(page, "footer:go");
      await page.keyboard.press("Enter");
      await tabTo(page, "page:keep");
      await page.keyboard.press("Enter");
      await page.waitForSelector(`${at("nav:owner")} >> text=done`);
      await disable();
      await enable();
      await page.waitForFunction(() => /Nothing waits/.test(document.querySelector(".status-bar")?.textContent ?? ""));
      await command("setup-guide");
      await page.waitForSelector(`${at("nav:owner")}[aria-current=step]`);
    });
  });

  check("F1 the sandbox business by mouse: mail, simulated, live, invoice, posted, audit and briefing, then left", async (_open, { shot }) => {
    await inVault(await host(), { width: 1400, height: 950 }, async ({ page, folder }) => {
      await page.click(at("nav:sandbox"));
      await page.click(at("page:open-sandbox"));
      await page.waitForSelector("text=15 messages were read");
      await shot(page, "setup-tour");
      assert.deepEqual(await findings(page), []);
      await page.click(at("tour:1"));
      await approveInPanel(page, "Acme Tools Ltd");
      await page.waitForSelector("text=1 simulated.");
      await shot(page, "setup-tour-simulated");
      await page.click(".ae-setup .checkbox-container");
      await page.click(".modal button:text-is('Go live')");
      await page.waitForSelector("text=Approve again");
      await page.waitForTimeout(2_500);
      await approveInPanel(page, "Acme Tools Ltd");
      await page.waitForSelector("text=1 invoice in Odoo.");
      await approveInPanel(page, "Post");
      await page.waitForSelector(".ae-setup td:text-is('posted') >> nth=2");
      await page.click(at("tour:5"));
      await until(() => readdirSync(join(folder, SANDBOX, "Audits")).length === 1, "the audit");
      await shot(page, "setup-audit-note");
    });
  });

  check("F2 the guide on a phone says who executes", async (_open, { shot }) => {
    await inVault(await host(), { phone: true, width: 360, height: 740, scale: 2 }, async ({ page }) => {
      assert.equal(await title(page), "On this device");
      assert.deepEqual(await findings(page), []);
      await fits(page);
      await shot(page, "setup-phone");
    });
  });
}

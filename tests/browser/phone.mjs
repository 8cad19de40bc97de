/**
 * Owns: a phone beside the desktop that executes: the built plugin without Node, over a folder of its own that a sync keeps late, in halves
 * and piece by piece; a decision's way there, and its outcome's way back (PRODUCT A3, E4).
 * Never: a file that a sync would not carry, or a state that the two windows did not bring about.
 */
import { strict as assert } from "node:assert";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBusiness } from "./business.mjs";
import { findings, fits } from "./looking.mjs";
import { CUSTOMERS, MAIL } from "./morning-mail.mjs";
import { chooseSecrets, ledger, notes, until } from "./owner.mjs";

const LOGS = "AI_Employee/Logs";
const requests = (folder) => (existsSync(join(folder, LOGS, "requests")) ? readdirSync(join(folder, LOGS, "requests")) : []);
const days = (folder) => (existsSync(join(folder, LOGS)) ? readdirSync(join(folder, LOGS)).filter((name) => name.endsWith(".json")) : []);

/** A sync between two folders, carried out piece by piece when a test says so. */
function syncOf(desktop, phone) {
  return {
    /** The first part of every day's file, and nothing else: what a sync has brought when it was cut off. */
    half: () => {
      mkdirSync(join(phone, LOGS), { recursive: true });
      for (const name of days(desktop)) {
        const bytes = readFileSync(join(desktop, LOGS, name));
        writeFileSync(join(phone, LOGS, name), bytes.subarray(0, Math.floor(bytes.length / 2)));
      }
    },
    /** Everything that the desktop wrote; request files that it entered go away. */
    toPhone: () => {
      rmSync(join(phone, LOGS), { recursive: true, force: true });
      cpSync(join(desktop, "AI_Employee"), join(phone, "AI_Employee"), { recursive: true });
    },
    toDesktop: () => {
      mkdirSync(join(desktop, LOGS, "requests"), { recursive: true });
      for (const name of requests(phone)) copyFileSync(join(phone, LOGS, "requests", name), join(desktop, LOGS, "requests", name));
    },
  };
}

const part = (id, name) => `[data-focus="${id}:${name}"]`;
const idOf = (page, title) => page.getAttribute(`.ae-card[aria-label*="${title}"]`, "data-card");

async function unfold(page, id) {
  if ((await page.getAttribute(part(id, "head"), "aria-expanded")) !== "true") await page.tap(part(id, "head"));
  await page.waitForSelector(`${part(id, "head")}[aria-expanded=true]`);
}

const says = (page, id, words) => page.waitForFunction(([one, wanted]) => new RegExp(wanted).test(document.querySelector(`[data-card="${one}"]`)?.textContent ?? ""), [id, words]);

/** `host`: starts windows of Obsidian. */
export function phoneChecks(check, host) {
  check("E4 a phone without Node: shows the synced queue, leaves decisions, says what waits for the desktop, and what came of it", async (_open, { shot }) => {
    const home = mkdtempSync(join(tmpdir(), "ae-phone-"));
    const [office, pocket] = [join(home, "desktop"), join(home, "phone")];
    [office, pocket].forEach((folder) => mkdirSync(folder));
    const business = await startBusiness(new Date(), CUSTOMERS);
    const sync = syncOf(office, pocket);
    try {
      for (const mail of [MAIL.amber, MAIL.cobalt, MAIL.elm, MAIL.lookalike]) business.receive(mail);
      const desktop = await (await host()).device({});
      const data = business.data({ live: ["odoo"] });
      const window = await desktop.open(office, { data });
      await chooseSecrets(window, business.secrets);
      await window.command("open-approvals");
      await window.page.click(".ae-banner button:has-text('Confirm')");
      await window.command("check-mail");
      await until(() => notes(office, "Pending_Approval").length === 4, "the desktop's notes");

      const phone = await (await host()).device({ phone: true, width: 360, height: 740, scale: 2, theme: "dark" });
      const pocketWindow = await phone.open(pocket, { data });
      const { page } = pocketWindow;
      await pocketWindow.command("open-approvals");
      await page.waitForSelector("text=Nothing has come from your desktop yet");
      assert.deepEqual(existsSync(join(pocket, "AI_Employee")) ? readdirSync(join(pocket, "AI_Employee")) : [], [], "a phone makes nothing that a sync will bring");
      await shot(page, "phone-empty");

      // What a sync brings first is half of a file; a line is torn in it.
      sync.half();
      await page.waitForTimeout(2_500);
      assert.equal(await page.evaluate(() => document.querySelector(".ae-panel")?.textContent.includes("not running")), false);
      sync.toPhone();
      await page.waitForFunction(() => document.querySelectorAll(".ae-card").length === 4);
      await page.waitForSelector("text=Your desktop executes");
      await fits(page);
      assert.deepEqual(await findings(page), []);
      await shot(page, "phone-queue");

      const before = days(pocket).map((name) => readFileSync(join(pocket, LOGS, name), "utf8"));
      const [amber, cobalt, elm, risky] = [await idOf(page, "Amber Bakery"), await idOf(page, "Cobalt Cycles"), await idOf(page, "Elm Street Books"), await idOf(page, "Harbour")];
      await unfold(page, risky);
      await says(page, risky, "approve it on your desktop");
      assert.equal(await page.$(part(risky, "approve")), null, "high risk is not approved on a phone");
      await page.locator(part(risky, "head")).scrollIntoViewIfNeeded();
      await shot(page, "phone-high-risk");

      await unfold(page, amber);
      await page.tap(part(amber, "approve"));
      await says(page, amber, "Approved here, waiting for your desktop \\(last seen \\d\\d:\\d\\d\\)");
      assert.equal(await page.$(part(amber, "approve")), null, "asked once");
      await unfold(page, cobalt);
      await page.tap(part(cobalt, "reject"));
      await page.fill(".ae-question input", "next month");
      await page.tap(part(cobalt, "confirm"));
      await says(page, cobalt, "Rejected here, waiting for your desktop");
      await unfold(page, elm);
      await page.tap(part(elm, "edit"));
      await page.fill(part(elm, "field.due_date"), "2027-01-31");
      await page.tap(part(elm, "save"));
      await says(page, elm, "Changed here, waiting for your desktop");
      assert.deepEqual(await findings(page), []);
      await fits(page);
      await page.evaluate(() => document.querySelector(".ae-panel")?.scrollTo(0, 0));
      await shot(page, "phone-waiting");
      assert.equal(requests(pocket).length, 3);
      assert.deepEqual(days(pocket).map((name) => readFileSync(join(pocket, LOGS, name), "utf8")), before, "a phone writes no line");
      assert.equal(business.odoo.calls.filter(({ write }) => write).length, 0);

      // The app is closed and opened again before anything is carried: it still knows.
      await pocketWindow.quit();
      const again = await phone.open(pocket);
      await again.command("open-approvals");
      await again.page.waitForSelector(`.ae-card[data-card="${amber}"]`);
      await says(again.page, amber, "Approved here, waiting for your desktop");

      sync.toDesktop();
      await until(() => ledger(office).some(({ event, action_id }) => event === "settled_done" && action_id === amber), "the invoice");
      // A sync that brings the same files once more changes nothing.
      sync.toDesktop();
      await until(() => requests(office).length === 0, "the files were entered again");
      sync.toPhone();
      await again.page.waitForSelector(`.ae-card[data-card="${amber}"]`, { state: "detached" });
      await again.page.waitForSelector(`.ae-card[data-card="${cobalt}"]`, { state: "detached" });
      await says(again.page, elm, "2027-01-31|31 Jan 2027|Waiting for you");
      await shot(again.page, "phone-after");
      assert.deepEqual(business.odoo.calls.filter(({ write }) => write).map(({ model, method }) => `${model}.${method}`), ["account.move.load", "account.move.message_post"]);
      assert.deepEqual(ledger(office).filter(({ event }) => event === "requested").map((line) => line.parameters.ok ?? line.result.data.ok), [true, true, true]);
      assert.deepEqual([...window.errors, ...pocketWindow.errors, ...again.errors], []);
      await phone.close();
      await desktop.close();
    } finally {
      await business.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
}

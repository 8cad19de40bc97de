/**
 * Owns: a Monday morning with the built plugin over a real folder and the sandbox's Gmail and Odoo: twelve requests and one more, each of
 * another kind, decided by mouse, by keyboard or with a finger on a phone. Odoo's records and the ledger say whether it went right.
 * Never: a decision or a state that the page did not bring about.
 */
import { strict as assert } from "node:assert";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBusiness } from "./business.mjs";
import { HANDS } from "./hands.mjs";
import { CUSTOMERS, MAIL } from "./morning-mail.mjs";
import { chooseSecrets, editNote, ledger, notes, PATIENCE_MS, until } from "./owner.mjs";

const FRIDAY = new Date("2026-11-20T16:00:00Z");
const MONDAY = new Date("2026-11-23T07:30:00Z");
/** When Obsidian is opened for the decisions. */
export const BACK = new Date("2026-11-23T07:31:00Z");
const MINUTE_MS = 60_000;
/** The undo time and the next look of the engine. */
const UNDO_OVER_MS = 61_000;
/** Time is moved on by so much at once; then what begins by that is waited for: no request may see time jump while it is under way. */
const STEP_MS = 10_000;
const IDLE_MS = 80;

/** The answer is lost, a moment after the request is there. */
const lostAnswer = (execute) => ({ on: "account.move/load", execute, answer: "cut", answer_after_ms: 2_000 });
/** Odoo cannot be asked whether it happened. */
const CANNOT_LOOK = { on: "ir.model.data/check_object_reference", times: 500, answer: { status: 502, html: "<html><body>Bad Gateway</body></html>" }, execute: false };

/**
 * The morning up to the first decision, once: everything set up on Friday, a request of that evening undecided, mail of the weekend taken in.
 * `begin(looks)` then opens Obsidian on Monday at 8:31 - each time from here, with the same folder, device and services.
 */
export async function prepareMorning(host) {
  const home = mkdtempSync(join(tmpdir(), "ae-morning-"));
  const [folder, saved] = [join(home, "vault"), join(home, "saved")];
  mkdirSync(folder);
  const business = await startBusiness(MONDAY, CUSTOMERS);
  const { maple, ...today } = MAIL;
  business.receive({ ...maple, at: new Date(FRIDAY.getTime() - 30 * MINUTE_MS) });
  const device = await host.device({ now: FRIDAY });
  const friday = await device.open(folder, { data: business.data({ live: ["odoo"], undo_seconds: 60 }) });
  await chooseSecrets(friday, business.secrets);
  await friday.command("open-approvals");
  await friday.page.click("[data-focus='banner:confirm']");
  await friday.page.waitForSelector("[data-focus='banner:confirm']", { state: "detached" });
  await friday.command("check-mail");
  await friday.page.waitForSelector('.ae-card[aria-label*="Maple Nursery"]');
  await until(() => notes(folder, "Pending_Approval").length === 1, "Friday's note");
  await friday.quit();
  Object.values(today).forEach((mail, index) => business.receive({ ...mail, at: new Date(MONDAY.getTime() - (55 - index) * MINUTE_MS) }));
  const early = await device.open(folder, { now: MONDAY });
  await early.command("open-approvals");
  await until(() => notes(folder, "Pending_Approval").length === 11 && notes(folder, "Needs_Action").length === 2, "the morning's notes");
  await early.quit();
  cpSync(folder, saved, { recursive: true, preserveTimestamps: true });
  const kept = await device.keep(join(home, "state"));
  const records = structuredClone(business.odoo.store.records());
  await device.close();
  return {
    folder,
    business,
    begin: async (looks = {}) => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(saved, folder, { recursive: true, preserveTimestamps: true });
      business.odoo.store.restore(structuredClone(records));
      business.odoo.clearFaults();
      business.odoo.calls.length = 0;
      const desktop = await host.device({ now: BACK, kept, ...looks });
      return { device: desktop, window: await desktop.open(folder) };
    },
    close: async () => {
      await business.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What a person sees and does on one page. */
function atWork({ page, hands, folder, windows }) {
  const card = (words) => page.locator(`.ae-card:has-text("${words}")`);
  return {
    page,
    hands,
    folder,
    /** Id of the card with this in its title; `sign`: and this among its signs. */
    idOf: async (title) => {
      await page.waitForSelector(`.ae-card[aria-label*="${title}"]`);
      return page.getAttribute(`.ae-card[aria-label*="${title}"]`, "data-card");
    },
    card,
    says: (id, words, limit = PATIENCE_MS) => page.waitForFunction(([one, wanted]) => document.querySelector(`[data-card="${one}"]`)?.textContent.includes(wanted), [id, words], { timeout: limit }),
    events: (id) => ledger(folder).filter((line) => line.action_id === id).map(({ event }) => event),
    /** Time goes by everywhere, in steps in which work can be done. */
    later: async (ms) => {
      for (let left = ms; left > 0; left -= STEP_MS) {
        for (const window of windows) await window.page.clock.fastForward(Math.min(left, STEP_MS));
        await until(() => windows.every((window) => window.idle() > IDLE_MS), "what began by itself is done");
      }
    },
  };
}

/** The owner answers two questions in their notes, with another program. */
async function answerQuestions(folder) {
  for (const path of notes(folder, "Needs_Action")) {
    if (path.includes("titles")) editNote(path, { currency: "EUR", line_1_quantity: "1", line_1_unit_price: "600.00", total: "600.00" });
    else editNote(path, { total: "235.00" });
  }
}

/** Both cards of one customer, in the order of their mails. */
const idsOf = (page, title) => page.$$eval(".ae-card", (all, wanted) => all.filter((one) => one.getAttribute("aria-label").includes(wanted)).map((one) => one.dataset.card), title);

/** Decides all of it. `shot` and `picture` are told of what is worth a look on the way. */
export async function decideMorning({ window, windows = [window], folder, business, kind, look = async () => undefined }) {
  const { page } = window;
  const hands = HANDS[kind](page);
  const work = atWork({ page, hands, folder, windows });
  const { idOf, says, events, later } = work;
  const grants = (id) => events(id).filter((event) => event === "granted").length;
  const approve = async (id) => {
    const before = grants(id);
    // On a card that moves away while it is pressed, the press has counted all the same.
    await hands.choose(id, "approve").catch((error) => until(() => grants(id) > before, error.message, 3_000));
    await until(() => grants(id) > before, `the approval of ${id}`);
  };
  await answerQuestions(folder);
  const iris = await idOf("Iris Films");
  const juniper = await idOf("Juniper Gardens");
  await page.waitForFunction(() => document.querySelectorAll(".ae-card").length === 13);
  await look("queue");

  const lookalike = await idOf("Harbour & Sons");
  await hands.open(lookalike);
  await says(lookalike, "harbourr-sons.example");
  await look("fraud", lookalike);
  await hands.choose(lookalike, "reject");
  await page.keyboard.type("never ordered, not their address");
  await hands.press(`[data-focus="${lookalike}:confirm"]`);
  await page.waitForSelector(`[data-card="${lookalike}"]`, { state: "detached" });

  const [amber, again] = await duplicates(work, await idsOf(page, "Amber Bakery"));
  await hands.choose(again, "reject");
  await hands.press(`[data-focus="${again}:confirm"]`);
  await page.waitForSelector(`[data-card="${again}"]`, { state: "detached" });

  const cobalt = await idOf("Cobalt Cycles");
  const elm = await idOf("Elm Street Books");
  // What is decided on a phone is carried out elsewhere at once: there is nothing to undo.
  const undoes = kind !== "finger";
  await hands.press("[aria-label='Select several']");
  for (const id of undoes ? [amber, cobalt, elm] : [amber, cobalt]) await hands.select(id);
  await hands.press("[data-focus='selection:approve']");
  await page.waitForSelector("dialog[open]");
  assert.match(await page.textContent("dialog"), undoes ? /Together 787\.00 EUR/ : /Together 620\.00 EUR/);
  await look("several");
  await hands.press("dialog .mod-cta");
  if (undoes) {
    await says(elm, "Undo");
    await hands.choose(elm, "undo");
    await says(elm, "Waiting for you");
  }
  if (await page.$("[data-focus='selection:done']")) await hands.press("[data-focus='selection:done']");

  await hands.choose(elm, "edit");
  if (undoes) {
    await hands.write(`[data-focus="${elm}:field.due_date"]`, "tomorrow");
    await hands.press(`[data-focus="${elm}:save"]`);
    await page.waitForSelector(`[data-card="${elm}"] .ae-problem`);
  }
  await look("edit", elm);
  await hands.write(`[data-focus="${elm}:field.due_date"]`, "2026-12-31");
  await hands.press(`[data-focus="${elm}:save"]`);
  await says(elm, "2026-12-31");
  await approve(elm);

  await hands.choose(juniper, "snooze");
  await hands.press(`[data-focus="${juniper}:snooze.1"]`);
  await page.waitForSelector(`[data-card="${juniper}"]`, { state: "detached" });

  const fjord = await idOf("Fjord Outdoor");
  const [desktop] = windows;
  if (!undoes) {
    // High risk is decided in front of what executes (PRODUCT section 3).
    await hands.open(fjord);
    assert.equal(await page.$(`[data-focus="${fjord}:approve"]`), null);
    await look("high-risk", fjord);
    await desktop.command("open-approvals");
  }
  const there = undoes ? hands : HANDS.mouse(desktop.page);
  await there.choose(fjord, "approve");
  await desktop.page.waitForSelector(`[data-focus="${fjord}:confirm"]`);
  if (undoes) await look("high-risk", fjord);
  await there.press(`[data-focus="${fjord}:confirm"]`);
  await until(() => grants(fjord) === 1, "the approval of high risk");

  const maple = await idOf("Maple Nursery");
  await says(maple, "Expired, undecided");
  await hands.choose(maple, "renew");
  await says(maple, "Waiting for you");
  const partner = await idOf("Create the partner Glasshaus");
  const glass = await idOf("Draft invoice for Glasshaus");
  for (const id of [maple, partner, glass, iris]) await approve(id);
  await later(UNDO_OVER_MS);
  const drafted = { amber, cobalt, elm, fjord, maple, glass, iris };
  for (const [name, id] of Object.entries(drafted)) await until(() => events(id).includes("settled_done"), () => `the draft for ${name}; so far: ${events(id).join(", ")}`);

  const kestrel = await idOf("Kestrel Press");
  business.odoo.inject(lostAnswer(false));
  await approve(kestrel);
  await until(async () => {
    await later(UNDO_OVER_MS);
    return events(kestrel).includes("found_absent");
  }, () => `what was lost is looked up and not there; so far: ${events(kestrel).join(", ")}`);
  await says(kestrel, "Failed, nothing happened");
  await look("failed", kestrel);
  await hands.choose(kestrel, "resend");
  await until(async () => {
    await later(UNDO_OVER_MS);
    return events(kestrel).includes("settled_done");
  }, () => `sent again by a person; so far: ${events(kestrel).join(", ")}`);

  const lumen = await idOf("Lumen Dental");
  const loads = () => business.odoo.calls.filter(({ method }) => method === "load").length;
  const before = loads();
  business.odoo.inject(lostAnswer(true));
  await approve(lumen);
  // While its answer is still on the way: the look that follows finds Odoo away.
  const lost = until(() => loads() > before, "the request that is lost").then(() => business.odoo.inject(CANNOT_LOOK));
  const undoOver = until(async () => {
    await later(STEP_MS);
    return loads() > before;
  }, "the end of the undo time");
  await Promise.all([lost, undoOver]);
  await says(lumen, "Unknown, it may have happened");
  await look("unknown", lumen);
  await hands.choose(lumen, "happened");
  await hands.press(`[data-focus="${lumen}:confirm"]`);
  await until(() => events(lumen).includes("resolved_happened"), "a person's word is entered");
  business.odoo.clearFaults();
  await look("after");
  return { approved: { ...drafted, kestrel, lumen }, partner, rejected: [lookalike, again], snoozed: juniper, undoes };
}

/** The card that came second says so. */
async function duplicates({ hands, page }, ids) {
  assert.equal(ids.length, 2);
  for (const id of ids) {
    await hands.open(id);
    if (/looks like|already|same/i.test(await page.textContent(`[data-card="${id}"]`))) return [ids.find((other) => other !== id), id];
  }
  return assert.fail("neither of the two says that it looks like the other");
}

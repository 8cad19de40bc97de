/**
 * Owns: the Monday morning by mouse, by keyboard and on a phone, each judged by Odoo's records and the ledger; what axe finds on the way; its pictures.
 * Never: how the morning goes (morning.mjs).
 */
import { strict as assert } from "node:assert";
import { judgeMorning } from "./judge.mjs";
import { findings } from "./looking.mjs";
import { BACK, decideMorning, prepareMorning } from "./morning.mjs";

const APP = [".app-container", ".modal", "dialog[open]", ".menu", ".notice"];

/** The picture for the README, of the real thing. `path`: where it is put; null when it stays. */
export function morningChecks(check, path = null) {
  let prepared = null;
  const morning = async ({ host }) => (prepared ??= await prepareMorning(await host()));

  /** One morning from its beginning; what was opened is closed, whatever became of it. */
  const live = async (tools, looks, work) => {
    const day = await morning(tools);
    const { device, window } = await day.begin(looks);
    try {
      await work({ ...day, device, window });
      assert.deepEqual(window.errors, []);
    } finally {
      await device.close();
    }
  };

  for (const [kind, looks] of [
    ["mouse", { theme: "light", width: 1100, height: 760 }],
    ["keyboard", { theme: "dark", width: 1100, height: 760 }],
  ]) {
    check(`A3 Monday in the built plugin, by ${kind}: thirteen requests of real mails, judged by Odoo and the ledger`, (_open, tools) =>
      live(tools, looks, async ({ folder, business, device, window }) => {
        await window.command("open-approvals");
        const look = async (name) => {
          await tools.shot(window.page, `${kind}-${name}`);
          await keep(tools, window.page, kind, name);
          assert.deepEqual(await findings(window.page, APP), [], name);
        };
        const decided = await decideMorning({ window, folder, business, kind, look });
        await judgeMorning({ folder, business, device }, decided);
      }),
    );
  }

  check("A3 Monday in the built plugin, on a phone: the finger decides, the desktop carries out", (_open, tools) =>
    live(tools, {}, async ({ folder, business, device, window: desktop }) => {
      const pocket = await (await tools.host()).device({ phone: true, width: 390, height: 780, now: BACK });
      try {
        const window = await pocket.open(folder);
        await window.command("open-approvals");
        const look = async (name) => {
          await tools.shot(window.page, `finger-${name}`);
          await keep(tools, window.page, "finger", name);
          assert.deepEqual(await findings(window.page, APP), [], name);
        };
        const decided = await decideMorning({ window, windows: [desktop, window], folder, business, kind: "finger", look });
        await judgeMorning({ folder, business, device }, decided);
        assert.deepEqual(window.errors, []);
      } finally {
        await pocket.close();
      }
    }),
  );

  if (path !== null) {
    check("the picture for the README", (_open, tools) =>
      live(tools, { width: 1360, height: 800, scale: 1.5 }, async ({ window }) => {
        const { page } = window;
        await window.command("open-approvals");
        const idOf = (title) => page.getAttribute(`.ae-card[aria-label*="${title}"]`, "data-card");
        await page.waitForFunction(() => document.querySelectorAll(".ae-card").length === 11);
        await page.click(`[data-focus="${await idOf("Amber Bakery")}:menu"]`);
        await page.click('.menu-item:has-text("large")');
        await page.waitForSelector(".ae-large .ae-message");
        const fraud = await idOf("Harbour & Sons");
        await page.click(`.mod-right-split [data-focus="${fraud}:head"]`);
        await page.locator(`.mod-right-split [data-focus="${fraud}:head"]`).evaluate((head) => head.scrollIntoView({ block: "center" }));
        await page.evaluate(() => document.activeElement?.blur());
        await page.mouse.move(300, 20);
        await page.screenshot({ path });
      }),
    );
  }

  return async () => prepared?.close();
}

/** What of the day is kept as an approved picture: a part of the page, or null for the panel's top. It must not depend on how far was scrolled. */
const PICTURED = {
  mouse: { queue: null, several: "dialog[open]", "high-risk": ".ae-question" },
  keyboard: { queue: null, edit: ".ae-edit", "high-risk": ".ae-question" },
  finger: { queue: null },
};

async function keep(tools, page, kind, name) {
  const part = PICTURED[kind][name];
  if (part === undefined) return;
  const options = part === null ? { clip: await panelTop(page), mask: [page.locator(".ae-banner")] } : {};
  await tools.picture(part === null ? page : page.locator(part), `morning-${kind}-${name}`, options);
}

/** As much of the panel as every window shows, from its beginning. */
const panelTop = (page) =>
  page.evaluate(() => {
    for (let one = document.querySelector(".ae-card"); one !== null; one = one.parentElement) one.scrollTop = 0;
    const { x, y, width } = document.querySelector(".ae-panel").getBoundingClientRect();
    return { x, y, width, height: 560 };
  });

/**
 * Owns: the Monday morning by mouse, by keyboard and on a phone, each judged by Odoo's records and the ledger; what axe finds on the way; its pictures.
 * Never: how the morning goes (morning.mjs).
 */
import { strict as assert } from "node:assert";
import { judgeMorning } from "./judge.mjs";
import { findings } from "./looking.mjs";
import { BACK, decideMorning, prepareMorning } from "./morning.mjs";

const APP = [".app-container", ".modal", "dialog[open]", ".menu", ".notice"];

export function morningChecks(check) {
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
          if (PICTURED[kind].includes(name)) await tools.picture(window.page, `morning-${kind}-${name}`, CLIP);
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
          if (PICTURED.finger.includes(name)) await tools.picture(window.page, `morning-finger-${name}`);
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

  return async () => prepared?.close();
}

/** What of the day is kept as an approved picture. */
const PICTURED = { mouse: ["queue", "fraud", "several"], keyboard: ["high-risk", "edit"], finger: ["queue", "fraud"] };
/** The sidebar. */
const CLIP = { clip: { x: 679, y: 0, width: 421, height: 640 } };

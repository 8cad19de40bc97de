/**
 * Owns: the proof that comparing pictures notices what a person would notice, and nothing else.
 * Never: a picture of the plugin.
 */
import { strict as assert } from "node:assert";
import { compare, TOLERATED } from "./pictures.mjs";

const BUTTON = "position:absolute;left:40px;top:60px;width:120px;height:32px;background:#7852ee;color:#fff;font:500 14px Inter";

export function pictureChecks(check) {
  check("pictures: a moved button, another colour and another word are noticed; smoothing is not", async (open) => {
    const { page } = await open({ width: 420, height: 640 });
    const browser = page.context().browser();
    const drawn = async (style, text = "Approve") => {
      await page.evaluate(([css, words]) => {
        document.body.innerHTML = `<p style="font:14px Inter">Draft invoice for Amber Bakery</p><div style="${css}">${words}</div>`;
      }, [style, text]);
      return page.screenshot();
    };
    const as = await drawn(BUTTON);
    const noticed = async (other) => (await compare(browser, as, await other)).part > TOLERATED;
    assert.equal((await compare(browser, as, await drawn(BUTTON))).part, 0);
    assert.ok(await noticed(drawn(BUTTON.replace("left:40px", "left:43px"))), "moved by 3 px");
    assert.ok(await noticed(drawn(BUTTON.replace("#7852ee", "#b00020"))), "another colour");
    assert.ok(await noticed(drawn(BUTTON, "Send now")), "another word");
    const between = await drawn(BUTTON.replace("left:40px;top:60px", "left:40.4px;top:60.4px"));
    assert.ok(!as.equals(between), "drawn between two points: smoothed differently");
    assert.ok(!(await noticed(between)), "smoothing is not noticed");
    const { size } = await compare(browser, as, await page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 640 } }));
    assert.match(size, /400 x 640 instead of 420 x 640/);
  });
}

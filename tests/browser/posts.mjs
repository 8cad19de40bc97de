/**
 * Owns: composer and calendar in a real browser: by keyboard alone, accessible, in every width and theme, with a picture that is really drawn anew.
 * Never: what can be checked without a browser.
 */
import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findings, fits, mark, wishes } from "./looking.mjs";
import { until } from "./owner.mjs";

const at = (name) => `[data-focus="${name}"]`;
const mount = async (page, what) => {
  await page.evaluate((name) => window.harness.mountPosts(name), what);
  await page.waitForSelector(what === "composer" ? at("post:text") : ".ae-day", { state: "attached" });
};

/** Tab until the focus is there. */
async function tabTo(page, wanted) {
  for (let step = 0; step < 60; step += 1) {
    if ((await mark(page)) === wanted) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${wanted}; the focus is on ${await mark(page)}.`);
}

/** Of a built plugin over a real folder. */
const inVault = async (host, work) => {
  const folder = mkdtempSync(join(tmpdir(), "ae-posts-"));
  const device = await host.device({ width: 1100, height: 900 });
  try {
    const window = await device.open(folder);
    await window.page.waitForFunction(() => /Nothing waits|to decide|Stopped/.test(document.querySelector(".status-bar")?.textContent ?? ""));
    await work({ ...window, folder });
    assert.deepEqual(window.errors, []);
  } finally {
    await device.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** `host`: starts windows of Obsidian. */
export function postChecks(check, host) {
  check("S2 in the built plugin: a post is typed, lies in a note, is handed in, and stands on the calendar", async () => {
    await inVault(await host(), async ({ page, command, folder }) => {
      await command("new-post");
      await page.click(at("post:on.x"));
      await page.click(at("post:on.facebook"));
      await page.fill(at("post:text"), "We are open on Saturday.");
      await page.fill(at("post:context"), "Saturday is our best day");
      await page.fill(at("post:at"), "2030-07-02T09:00");
      await page.waitForSelector("text=Policy lets it run at its time.");
      await page.click(at("foot:go"));
      await page.waitForSelector("text=Open its card");
      const posts = join(folder, "AI_Employee/Posts");
      await until(() => existsSync(posts) && readdirSync(posts).some((name) => /^\d{4}-\d\d-\d\d We are open on Saturday\.md$/.test(name) && readFileSync(join(posts, name), "utf8").includes("status: handed_in")), "the note");
      await command("open-calendar");
      await page.waitForSelector(".ae-queue-of-posts >> text=We are open on Saturday.");
      assert.match(await page.textContent(".ae-queue-of-posts"), /2 Jul 2030, 09:00/);
      assert.deepEqual(await findings(page, [".ae-post-view"]), []);
    });
  });

  check("S2 a post is written, split into a thread and handed in by keyboard alone", async (open) => {
    const { page, shot } = await open({ width: 900 });
    await mount(page, "composer");
    await tabTo(page, "post:on.board");
    await page.keyboard.press("Space");
    await tabTo(page, "post:text");
    const text = "Tomorrow we open at nine. Come in and look at the new prints.";
    await page.keyboard.type(text);
    assert.equal(await mark(page), "post:text");
    assert.match(await page.textContent(".ae-over"), /21 too many: 61 of 40/);
    await shot("composer-too-long");
    await tabTo(page, "post:split.board");
    await page.keyboard.press("Enter");
    await page.waitForSelector(at("post:part.board.1"));
    const parts = await page.$$eval(".ae-post-text", (all) => all.map((one) => one.textContent));
    assert.equal(parts.join(" "), text);
    await tabTo(page, "foot:go");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.harness.wishes().length > 0);
    const [{ kind, post }] = await wishes(page);
    assert.equal(kind, "post");
    assert.deepEqual(post.threads, { board: parts });
    assert.equal(post.text, text);
  });

  check("S2 a picture of the vault is cut and converted to what every chosen channel takes, and its description is asked for", async (open) => {
    const { page, shot } = await open({ width: 900 });
    await mount(page, "composer");
    await page.click(at("post:on.board"));
    await page.click(at("post:on.wall"));
    await page.fill(at("post:text"), "Our team");
    await page.fill(at("post:picture"), "team.png");
    await page.click(at("post:addpicture"));
    await page.waitForSelector(".ae-post img[src^=blob]");
    // 1600 x 400 becomes 2:1 from the middle.
    assert.deepEqual(await page.$eval(".ae-post img", (image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight])), [800, 400]);
    assert.match(await page.textContent(".ae-banner >> nth=-1"), /Describe team.png/);
    await page.fill(at("post:alt.0"), "Five people before a red wall");
    await page.waitForSelector("text=Described as: Five people before a red wall");
    await shot("composer-picture");
    assert.deepEqual(await findings(page), []);
  });

  check("S2 pictures from outside are dropped and pasted: stored, converted and cut for every channel; what is none is said", async (open) => {
    const { page, shot } = await open({ width: 900 });
    await mount(page, "composer");
    await page.click(at("post:on.board"));
    await page.click(at("post:on.wall"));
    await page.fill(at("post:text"), "Our team");
    const bring = (event, files) =>
      page.evaluate(async ({ event, files }) => {
        const data = new DataTransfer();
        for (const { name, type, width, height } of files) {
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          const context = canvas.getContext("2d");
          context.fillStyle = "teal";
          context.fillRect(0, 0, width, height);
          const blob = type.startsWith("image/") ? await new Promise((resolve) => canvas.toBlob(resolve, type)) : new Blob(["words"], { type });
          data.items.add(new File([blob], name, { type }));
        }
        const target = document.querySelector(".ae-compose textarea");
        target.dispatchEvent(event === "drop" ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }) : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, { event, files });
    await bring("drop", [{ name: "offer.pdf", type: "application/pdf", width: 1, height: 1 }]);
    assert.match(await page.textContent("[role=status]"), /offer.pdf is no picture/);
    await bring("drop", [{ name: "wide.webp", type: "image/webp", width: 1600, height: 400 }]);
    await page.waitForSelector("[aria-label='Preview on Wall'] img[src^=blob]");
    await bring("paste", [{ name: "image.png", type: "image/png", width: 300, height: 900 }]);
    await page.waitForFunction(() => document.querySelectorAll("[aria-label='Preview on Wall'] img[src^=blob]").length === 2);
    const sizes = await page.$$eval("[aria-label='Preview on Wall'] img", (all) => Promise.all(all.map((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))));
    // 4:1 and 1:3 become 2:1 and 1:2, from the middle.
    assert.deepEqual(sizes, [[800, 400], [300, 600]]);
    await page.fill(at("post:context"), "Who we are");
    await page.fill(at("post:alt.0"), "A teal wall");
    await page.fill(at("post:alt.1"), "A teal door");
    await shot("composer-dropped");
    await page.click(at("foot:go"));
    await page.waitForFunction(() => window.harness.wishes().length > 0);
    const [{ post }] = await wishes(page);
    assert.deepEqual(post.images.map(({ width, height, alt }) => [width, height, alt]), [[800, 400, "A teal wall"], [300, 600, "A teal door"]]);
    assert.ok(post.images.every(({ type }) => type === "image/png" || type === "image/jpeg"));
  });

  check("S4 the queue: a post goes up by keyboard, and the button keeps the focus", async (open) => {
    const { page } = await open({ width: 900 });
    await mount(page, "calendar");
    await tabTo(page, "up:open");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.harness.wishes().length === 1);
    assert.deepEqual((await wishes(page))[0], { kind: "exchange", id: "open", with: "class" });
    assert.equal(await mark(page), "up:open");
  });

  for (const [name, looks] of Object.entries({ light: {}, dark: { theme: "dark" }, narrow: { width: 200 }, contrast: { contrast: true } })) {
    check(`composer and calendar, ${name}: no accessibility finding, nothing sticks out`, async (open, tools) => {
      for (const what of ["composer", "calendar"]) {
        const { page, shot } = await open({ width: 900, ...looks });
        await mount(page, what);
        if (what === "composer") {
          await page.click(at("post:on.board"));
          await page.click(at("post:on.wall"));
          await page.fill(at("post:text"), "We are open on Saturday, from ten to four.");
          await page.click(at("post:differ.wall"));
          await page.click(at("post:poll"));
        } else await page.click(at("entry:open"));
        assert.deepEqual(await findings(page), [], what);
        await fits(page);
        await page.evaluate(() => document.querySelector(".ae-panel").style.setProperty("height", "auto"));
        await tools.shot(page, `${what}-${name}`, { fullPage: true });
        await shot(`${what}-${name}-top`);
        if (what === "calendar") await page.click(at("calendar:week"));
        await fits(page);
      }
    });
  }

  check("S4 a post is moved by keyboard and by drag, and keeps the focus", async (open) => {
    const { page, shot } = await open({ width: 900 });
    await mount(page, "calendar");
    await tabTo(page, "entry:class");
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForFunction(() => window.harness.wishes().length === 1);
    assert.deepEqual((await wishes(page))[0], { kind: "edit", id: "class", fields: { scheduled_for: "2026-12-01T09:00:00.000Z" } });
    assert.equal(await mark(page), "entry:class");
    await page.dragAndDrop(at("entry:open"), ".ae-day:has([aria-label^='Friday, 27'])");
    await page.waitForFunction(() => window.harness.wishes().length === 2);
    assert.equal((await wishes(page))[1].fields.scheduled_for, "2026-11-27T09:00:00.000Z");
    await shot("calendar-moved");
  });
}

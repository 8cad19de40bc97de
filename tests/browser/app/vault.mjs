/**
 * Owns: opening a vault in the browser as Obsidian does: a real folder, the built main.js, Node over the bridge on a desktop, none on a phone.
 * Never: logic of the plugin, and never anything beyond this machine.
 *
 *   const host = await startHost(browser);               one server for all windows; close it at the end
 *   const device = await host.device({ phone, width, height, theme, contrast, scale, now });   a browser profile: its storage and state are its own
 *   const window = await device.open(folder, { data });   `data`: what data.json holds, when it is not there yet
 *   window.page                                           Playwright's page
 *   await window.command("check-mail")                    a palette command; false when it is not offered now
 *   await window.eval((app) => app.vault.getFiles().length)   runs in the page with Obsidian's `app`
 *   await window.quit()                                   the app is closed; device.open(folder) opens it again with its memory
 *
 * `now` fixes the clock of the page's world (ISO time with zone); it then runs on, and `device.page.clock` moves it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { lettersReady, stylesheet } from "../looks.mjs";
import { PATIENCE_MS } from "../owner.mjs";
import { nodeSide } from "./node-side.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
/** Milliseconds after which changes on the disk are told, as the app waits for more of them. */
const SETTLE_MS = 60;

const SYNC = /^node:(fs|path)$/;

/** The page's script: the test host and the bridge. */
async function script() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["tests/browser/app/page.ts"],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    alias: { obsidian: "./tests/setup/obsidian/index.ts" },
    inject: ["tests/setup/obsidian/globals.ts"],
    plugins: [{ name: "sync-node", setup: (build) => build.onResolve({ filter: SYNC }, () => ({ path: join(root, "tests/browser/app/sync-node.ts") })) }],
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** The built plugin as a function, as the app evaluates it. */
const builtPlugin = () => `window.builtPlugin = function (require, module, exports) {${readFileSync(join(root, "main.js"), "utf8")}\n};`;

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** One server for all windows of a browser. */
export async function startHost(browser) {
  const html = `<!doctype html><html lang="en"><head><title>Obsidian</title><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><style>${stylesheet()}</style></head><body></body></html>`;
  const page = { "/": ["text/html", html], "/page.js": ["text/javascript", await script()], "/main.js": ["text/javascript", builtPlugin()] };
  const sides = nodeSide(() => undefined);
  const server = createServer(async (request, response) => {
    if (request.url === "/node") {
      const [module, name, args] = JSON.parse(await bodyOf(request));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(sides.now(module, name, args)));
      return;
    }
    const [type, text] = page[request.url] ?? [];
    response.writeHead(type ? 200 : 404, { "content-type": `${type ?? "text/plain"}; charset=utf-8` }).end(text ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}/`;
  const devices = [];
  return {
    device: async (looks) => {
      const made = await device(browser, address, looks);
      devices.push(made);
      return made;
    },
    close: async () => {
      for (const one of devices) await one.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A machine: what it keeps for itself lies outside the vault. */
async function device(browser, address, { width = 1280, height = 860, theme = "light", scale = 1, contrast = false, phone = false, now = null, kept = null, locale = "en-GB", zone = "Europe/Berlin" } = {}) {
  const state = kept?.state ?? mkdtempSync(join(tmpdir(), "ae-device-"));
  if (kept) {
    rmSync(state, { recursive: true, force: true });
    cpSync(kept.saved, state, { recursive: true });
  }
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: "reduce",
    forcedColors: contrast ? "active" : "none",
    colorScheme: theme,
    hasTouch: phone,
    isMobile: phone,
    locale,
    timezoneId: zone,
    ...(kept && { storageState: kept.storage }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  // Nothing beyond this machine is ever asked for.
  await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
  const windows = [];
  const open = async (folder, options = {}) => {
    const opened = await openWindow({ context, address, state, theme, phone, now: options.now ?? now }, folder, options);
    windows.push(opened);
    return opened;
  };
  return {
    context,
    state,
    open,
    /** What this device remembers, for `host.device({ kept })`: the same device again, as it is now. `saved`: a folder for it. */
    keep: async (saved) => {
      cpSync(state, saved, { recursive: true });
      return { state, saved, storage: await context.storageState() };
    },
    close: async () => {
      for (const window of windows) await window.quit();
      await context.close();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

async function openWindow({ context, address, state, theme, phone, now }, folder, { data = null, enable = true } = {}) {
  const dir = `.obsidian/plugins/${manifest.id}`;
  mkdirSync(join(folder, dir), { recursive: true });
  if (data !== null && !existsSync(join(folder, dir, "data.json"))) writeFileSync(join(folder, dir, "data.json"), JSON.stringify(data, null, 2));

  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  if (now !== null) await page.clock.install({ time: now });

  let happened = [];
  const flush = () => {
    const all = happened;
    happened = [];
    if (all.length > 0) void page.evaluate((list) => window.nodeHappened(list), all).catch(() => undefined);
  };
  const node = nodeSide((...one) => {
    if (happened.push(one) === 1) setImmediate(flush);
  });
  await page.exposeFunction("nodeLater", (target, name, args) => node.later(target, name, args));
  await page.exposeFunction("nodeTell", (id, name, args) => void node.tell(id, name, args));
  await page.goto(address);
  await page.evaluate((name) => document.body.classList.add(`theme-${name}`), theme);
  await lettersReady(page);
  await page.addScriptTag({ url: `${address}page.js` });
  await page.addScriptTag({ url: `${address}main.js` });
  const given = { folder, phone, manifest: { ...manifest, dir }, env: { HOME: state, XDG_STATE_HOME: state }, pid: process.pid };
  await page.evaluate((all) => window.openVault(all), given);

  let changed = new Set();
  const watcher = watch(folder, { recursive: true }, (_event, name) => {
    if (name === null) return;
    if (changed.size === 0) {
      setTimeout(() => {
        const paths = [...changed];
        changed = new Set();
        void page.evaluate((all) => window.obsidian.changed(all), paths).catch(() => undefined);
      }, SETTLE_MS);
    }
    changed.add(name);
  });
  if (enable) await page.evaluate(() => window.obsidian.enable());
  let gone = false;
  return {
    page,
    errors,
    /** Milliseconds for which the window has asked nothing of the machine. */
    idle: node.idle,
    command: (id) => page.evaluate((name) => window.obsidian.command(name), id),
    eval: (work, argument) => page.evaluate(([body, given]) => new Function("app", "given", `return (${body})(app, given)`)(window.obsidian.app, given), [String(work), argument]),
    enable: () => page.evaluate(() => window.obsidian.enable()),
    disable: () => page.evaluate(() => window.obsidian.disable()),
    quit: async () => {
      if (gone) return;
      gone = true;
      watcher.close();
      await page.evaluate(() => window.obsidian.quit()).catch(() => undefined);
      await page.waitForTimeout(50);
      await page.close();
      await node.close();
    },
  };
}

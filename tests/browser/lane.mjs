/**
 * Owns: one lane of `npm run test:browser`: a Chromium of its own, and the checks of this lane in it, one after the other. Ends with `N passed, N failed`.
 * Never: the network; the page is one text.
 *
 *   node tests/browser/lane.mjs scenes|mornings|timed [options of run.mjs]
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { chromium } from "playwright-core";
import { startHost } from "./app/vault.mjs";
import { checks } from "./checks.mjs";
import { morningChecks } from "./morning-checks.mjs";
import { PATIENCE_MS } from "./owner.mjs";
import { DRAWING, lettersReady, stylesheet } from "./looks.mjs";
import { pictureChecks } from "./picture-checks.mjs";
import { pictures } from "./pictures.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const output = join(root, "tests/browser/output");
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function script() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["tests/browser/page.ts"],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    alias: { obsidian: "./tests/setup/obsidian/index.ts" },
    // The window's helpers must be there before any module runs.
    inject: ["tests/setup/obsidian/globals.ts"],
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

if (!CHROMIUM) {
  process.stdout.write("The browser tests need Chromium: apt-get install chromium\n\n0 passed, 1 failed\n");
  process.exit(1);
}
mkdirSync(output, { recursive: true });
const code = await script();
const html = `<!doctype html><html lang="en"><head><title>Approvals</title><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${stylesheet()}</style></head><body></body></html>`;
const launch = (options = {}) => chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...DRAWING], ...options });
const browser = await launch();
let started = null;
/** Windows of Obsidian, for the checks that need one. */
const host = () => (started ??= startHost(browser));

/** Scenes that are kept as approved pictures. */
const KEPT = ["few-dark-unfolded", "paused-light", "empty-light", "stopped-dark", "contrast-light", "contrast-dark", "edit-problems", "zoom"];

/** A page of a size and theme with the harness in it; every error on it fails the check. */
async function open({ width = 420, height = 900, theme = "light", scale = 1, contrast = false, phone = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    offline: true,
    reducedMotion: "reduce",
    forcedColors: contrast ? "active" : "none",
    colorScheme: theme,
    hasTouch: phone,
    isMobile: phone,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.setContent(html);
  await page.evaluate((name) => document.body.classList.add(`theme-${name}`), theme);
  await page.addScriptTag({ content: code });
  await lettersReady(page);
  return { page, errors, shot: (name) => (KEPT.includes(name) ? tools.picture(page, name, { clip: { x: 0, y: 0, width, height: Math.min(height, 640) } }) : tools.shot(page, name)) };
}

const withShots = process.argv.includes("--shots");
const shot = async (page, name, options = {}) => void (withShots && (await page.screenshot({ ...options, path: join(output, `${name}.png`) })));
const tools = { host, picture: pictures(browser, process.argv.includes("--approve")), shot };

/** Runs one check with pages of its own; the sentence that says why it failed, null when it did not. */
async function troubleWith(check) {
  const opened = [];
  try {
    await check(async (options) => {
      opened.push(await open(options));
      return opened.at(-1);
    }, tools);
    const errors = opened.flatMap((one) => one.errors);
    return errors.length > 0 ? `errors on the page: ${errors.join("; ")}` : null;
  } catch (error) {
    const where = (error.stack ?? "").match(/tests\/browser\/[\w./-]+\.mjs:\d+/g) ?? [];
    return `${error.message}\n${where.join(" < ")}`;
  } finally {
    await Promise.all(opened.map(({ page }) => page.context().close()));
  }
}

const scenes = [];
const mornings = [];
const timed = [];
checks({ root, launch, host }, (name, run, how) => (how === "timed" ? timed : scenes).push([name, run]));
pictureChecks((name, run) => scenes.push([name, run]));
const endMorning = morningChecks((name, run) => mornings.push([name, run]), process.argv.includes("--picture") ? join(root, "docs/panel.png") : null);

const [lane] = process.argv.slice(2);
const [only = ""] = process.argv.flatMap((word) => /^--only=(.*)$/.exec(word)?.[1] ?? []);
let passed = 0;
let failed = 0;
for (const [name, check] of { scenes, mornings, timed }[lane].filter(([named]) => named.includes(only))) {
  const trouble = await troubleWith(check);
  if (trouble === null) passed += 1;
  else failed += 1;
  process.stdout.write(trouble === null ? `  ok  ${name}\n` : `  NO  ${name}\n      ${trouble.replaceAll("\n", "\n      ")}\n`);
}
await endMorning();
await (await started)?.close();
await browser.close();
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

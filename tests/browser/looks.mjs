/**
 * Owns: the stylesheet of every page: letters, theme, the app's window and the plugin's own styles - the same on every machine.
 * Never: the plugin's own look beyond styles.css.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SHEETS = ["tests/browser/theme/theme.css", "tests/browser/theme/shell.css", "tests/browser/theme/still.css", "styles.css"];
const WEIGHTS = [400, 500, 600, 700];

function letters(weight) {
  const file = createRequire(import.meta.url).resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${readFileSync(file, "base64")}); }`;
}

export const stylesheet = () => [...WEIGHTS.map(letters), ...SHEETS.map((path) => readFileSync(join(root, path), "utf8"))].join("\n");

/** How Chromium draws letters and colours without asking the machine. */
export const DRAWING = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"];

/** When the letters are there; pictures are taken after it. */
export const lettersReady = (page) => page.evaluate((weights) => Promise.all(weights.map((weight) => document.fonts.load(`${weight} 14px Inter`))).then(() => undefined), WEIGHTS);

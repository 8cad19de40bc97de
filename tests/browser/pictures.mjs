/**
 * Owns: approved pictures: what a page looks like is compared with what a person has looked at and approved.
 * Never: approving by itself; `node tests/browser/run.mjs --approve` does, and git shows what changed.
 *
 * A point counts as different when it lies clearly outside of what stands beside its place in the other picture, in both directions: letters
 * that are smoothed a little differently pass; a colour, a moved button or another word do not.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const APPROVED = fileURLToPath(new URL("approved", import.meta.url));
const OUTPUT = fileURLToPath(new URL("output", import.meta.url));
/** Of 255, per colour: less is smoothing. */
const CLEARLY = 24;
/** Part of the points that may differ: fifty of a sidebar's. */
export const TOLERATED = 0.0002;

/** Runs in a page: the part of points that differ, and a picture with them marked red over the paled new one. */
async function difference([approved, now, clearly]) {
  const load = async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return { canvas, context, width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data };
  };
  const [a, b] = [await load(approved), await load(now)];
  if (a.width !== b.width || a.height !== b.height) return { size: `${b.width} x ${b.height} instead of ${a.width} x ${a.height}`, part: 1, marked: now };
  const { width, height } = a;
  /** Between the darkest and the brightest of the points beside its place, or nearly so. */
  const near = (from, to, x, y) => {
    const low = [255, 255, 255];
    const high = [0, 0, 0];
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1) {
        for (let colour = 0; colour < 3; colour += 1) {
          const value = to[(v * width + u) * 4 + colour];
          low[colour] = Math.min(low[colour], value);
          high[colour] = Math.max(high[colour], value);
        }
      }
    }
    return [0, 1, 2].every((colour) => {
      const value = from[(y * width + x) * 4 + colour];
      return value >= low[colour] - clearly && value <= high[colour] + clearly;
    });
  };
  const marked = b.context.createImageData(width, height);
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const same = [0, 1, 2].every((colour) => a.data[at + colour] === b.data[at + colour]);
      const differs = !same && (!near(a.data, b.data, x, y) || !near(b.data, a.data, x, y));
      if (differs) count += 1;
      for (let colour = 0; colour < 3; colour += 1) marked.data[at + colour] = differs ? (colour === 0 ? 255 : 0) : 200 + b.data[at + colour] * 0.2;
      marked.data[at + 3] = 255;
    }
  }
  b.context.putImageData(marked, 0, 0);
  return { size: null, part: count / (width * height), marked: b.canvas.toDataURL("image/png").split(",")[1] };
}

/** How much two pictures differ, as `difference` says. */
export async function compare(browser, approved, now) {
  if (approved.equals(now)) return { size: null, part: 0, marked: null };
  const page = await browser.newPage();
  try {
    return await page.evaluate(difference, [approved.toString("base64"), now.toString("base64"), CLEARLY]);
  } finally {
    await page.close();
  }
}

/**
 * `picture(target, name, options)`: takes a picture of a page or a locator and fails with a sentence when it is not as approved.
 * `options` are those of Playwright's `screenshot`, e.g. `mask` for what differs from run to run. `approve`: this one is the approved one.
 */
export function pictures(browser, approve) {
  mkdirSync(OUTPUT, { recursive: true });
  return async (target, name, options = {}) => {
    const now = await target.screenshot({ animations: "disabled", caret: "hide", maskColor: "#8a8a8a", ...options });
    const path = join(APPROVED, `${name}.png`);
    const marked = join(OUTPUT, `${name}.different.png`);
    rmSync(marked, { force: true });
    writeFileSync(join(OUTPUT, `${name}.png`), now);
    const known = existsSync(path) ? readFileSync(path) : null;
    const found = known && (await compare(browser, known, now));
    if (approve) {
      mkdirSync(APPROVED, { recursive: true });
      // One that looks the same stays: the history tells only of changes.
      if (!found || found.part > TOLERATED) writeFileSync(path, now);
      return;
    }
    const how = `Look at tests/browser/output/${name}.png; if it is right, approve it: node tests/browser/run.mjs --approve`;
    if (!found) throw new Error(`There is no approved picture "${name}". ${how}`);
    if (found.part <= TOLERATED) return;
    writeFileSync(marked, Buffer.from(found.marked, "base64"));
    throw new Error(`The picture "${name}" looks different: ${found.size ?? `${(found.part * 100).toFixed(3)}% of it, marked in ${name}.different.png`}. ${how}`);
  };
}

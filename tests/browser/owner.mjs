/**
 * Owns: what an owner has done before the day begins, and what anybody can read in the vault's folder.
 * Never: the page; files are read as another program would.
 */
import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CLI = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
const nameOf = (label) => label.toLowerCase().replaceAll(/[^a-z]+/g, "-");

/** Milliseconds to wait for anything: what comes is not waited for longer, and a busy machine must not fail a check. */
export const PATIENCE_MS = 90_000;

/** Waits until `look` finds something, and returns it. `what`: what was waited for, or a function that tells it at the end. */
export async function until(look, what, limit_ms = PATIENCE_MS) {
  for (const end = Date.now() + limit_ms; Date.now() < end; ) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return assert.fail(`waited in vain: ${typeof what === "function" ? what() : what}`);
}

/** In the settings tab the owner picks a secret of Obsidian's for every secret field. */
export async function chooseSecrets(window, secrets) {
  const { page } = window;
  await page.waitForFunction(() => /Nothing waits|to decide/.test(document.querySelector(".status-bar")?.textContent ?? ""));
  await window.eval((app, given) => given.forEach(([name, secret]) => app.secretStorage.setSecret(name, secret)), Object.entries(secrets).map(([label, secret]) => [nameOf(label), secret]));
  await page.click("[aria-label=Settings]");
  for (const label of Object.keys(secrets)) {
    const field = page.locator(".setting-item", { has: page.locator(`.setting-item-name:text-is("${label}")`) }).locator("input.secret-name");
    await field.fill(nameOf(label));
    await field.dispatchEvent("change");
  }
  await page.keyboard.press("Escape");
}

/** Files of one of the employee's folders. */
export function notes(folder, name) {
  const path = join(folder, "AI_Employee", name);
  return existsSync(path) ? readdirSync(path).filter((file) => file.endsWith(".md")).map((file) => join(path, file)) : [];
}

/** Another program edits a note: front matter fields get values. */
export function editNote(path, fields) {
  let text = readFileSync(path, "utf8");
  for (const [key, value] of Object.entries(fields)) {
    assert.match(text, new RegExp(`^${key}: `, "m"));
    text = text.replace(new RegExp(`^${key}: .*$`, "m"), `${key}: "${value}"`);
  }
  writeFileSync(path, text);
}

/** Every line of the ledger, in order. */
export function ledger(folder) {
  const logs = join(folder, "AI_Employee/Logs");
  const days = readdirSync(logs).filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name)).sort();
  return days.flatMap((day) => readFileSync(join(logs, day), "utf8").trim().split("\n").map((line) => JSON.parse(line)));
}

/** What the command line finds in the log, from the files alone. */
export async function verifyLog(folder, state) {
  const env = { PATH: process.env.PATH, HOME: state, XDG_STATE_HOME: state };
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, "verify-log", "--vault", folder, "--json"], { cwd: state, env });
  return JSON.parse(stdout);
}

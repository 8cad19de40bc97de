/**
 * Owns: a real browser on Google's consent page, as the package emulate draws it, back to the program that waits for it (PRODUCT G1).
 * Never: the network beyond loopback.
 */
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "emulate";
import * as esbuild from "esbuild";

const OWNER = "owner@shop.example";
const CLIENT = { AE_GMAIL_CLIENT_ID: "client-1.apps.example", AE_GMAIL_CLIENT_SECRET: "GOCSPX-hush" };

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Runs the command line; `onError` hears what it says to the person. */
function run(program, args, options, onError = () => undefined) {
  const child = spawn(process.execPath, [program, ...args], options);
  let [out, errors] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => onError((errors += chunk)));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, errors })));
}

/** Signs in at the terminal by a press on the consent page of a browser, then reads mail with what was kept. */
export async function signInByBrowser(browser, root, shot) {
  const folder = mkdtempSync(join(tmpdir(), "ae-sign-in-"));
  const google = await createEmulator({ service: "google", port: await freePort(), seed: { google: { users: [{ email: OWNER, name: "Owner" }] } } });
  const context = await browser.newContext();
  try {
    const program = join(folder, "cli.cjs");
    await esbuild.build({ absWorkingDir: root, entryPoints: ["src/cli.ts"], bundle: true, platform: "node", format: "cjs", outfile: program, define: { VERSION: '"0.0.0"' }, logLevel: "warning" });
    const env = { PATH: process.env.PATH, HOME: folder, XDG_STATE_HOME: join(folder, "state"), ...CLIENT, AE_GMAIL_BASE_URL: google.url, AE_GOOGLE_TOKEN_URL: `${google.url}/oauth2/token`, AE_GOOGLE_AUTH_URL: `${google.url}/o/oauth2/v2/auth` };
    const page = await context.newPage();
    let browsing = null;
    const browse = async (address) => {
      await page.goto(address);
      await page.click(`button:has-text("${OWNER}")`);
      await page.waitForSelector("text=You can close this window");
      await shot(page, "signed-in");
    };
    const signedIn = await run(program, ["sign-in", "gmail", "--json"], { cwd: folder, env }, (said) => {
      const [address] = said.includes("ssh -L") ? (/^http:\S+$/m.exec(said) ?? []) : [];
      if (address && !browsing) browsing = browse(address);
    });
    await browsing;
    assert.equal(signedIn.code, 0, signedIn.errors);
    assert.equal(JSON.parse(signedIn.out).service, "gmail");
    assert.doesNotMatch(await page.content(), /code=|<script/);
    const checked = await run(program, ["check", "gmail"], { cwd: folder, env });
    assert.match(checked.out, /can be read/);
  } finally {
    await context.close();
    await google.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

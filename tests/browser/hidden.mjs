/**
 * Owns: a page that Chromium really hides and throttles, and in it the plugin's clock beside plain timers (PRODUCT E2).
 * Never: a page that only says that it is hidden. Playwright keeps its own pages visible: this one is opened by hand.
 */
import { strict as assert } from "node:assert";
import { createServer } from "node:http";
import * as esbuild from "esbuild";

/** Playwright switches the throttling off for its pages. */
const KEPT_AWAKE = ["--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding"];
/** Milliseconds of a wait, and how many are measured. A hidden page's timers fire once a second. */
const WAIT = 300;
const WAITS = 5;

async function clockCode(root) {
  const contents = 'import { windowClock } from "./src/host/obsidian/clock"; window.makeClock = windowClock;';
  const { outputFiles } = await esbuild.build({ absWorkingDir: root, stdin: { contents, resolveDir: root, loader: "ts" }, bundle: true, write: false, format: "iife", logLevel: "warning" });
  return outputFiles[0].text;
}

/** A page over the browser's own protocol; `run` gives the value of an expression, also one that is waited for. */
async function pageOf(protocol, url) {
  const { targetId } = await protocol.send("Target.createTarget", { url });
  const { sessionId } = await protocol.send("Target.attachToTarget", { targetId, flatten: false });
  const waiting = new Map();
  protocol.on("Target.receivedMessageFromTarget", ({ sessionId: from, message }) => {
    const { id, result } = JSON.parse(message);
    if (from === sessionId) waiting.get(id)?.(result);
  });
  let last = 0;
  const run = (expression) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ result, exceptionDetails }) => (exceptionDetails ? reject(new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)) : resolve(result.value)));
      const message = JSON.stringify({ id: last, method: "Runtime.evaluate", params: { expression, awaitPromise: true, returnByValue: true } });
      protocol.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
    });
  return { run, targetId };
}

const COUNT_WORKERS = `window.workers = 0; window.Worker = class extends Worker {
  constructor(...given) { super(...given); window.workers += 1; }
  terminate() { super.terminate(); window.workers -= 1; }
}`;

/** The middle one: a single wait may be late because of the machine. */
const middle = (waits) => [...waits].sort((a, b) => a - b)[Math.floor(waits.length / 2)];

const measure = (wait) => `(async () => {
  const took = [];
  for (let count = 0; count < ${WAITS}; count += 1) {
    const began = performance.now();
    await ${wait};
    took.push(Math.round(performance.now() - began));
  }
  return took;
})()`;

/** `launch(options)`: Chromium as the other checks use it. */
export function hiddenChecks(check, { root, launch }) {
  check("E2 in a hidden window plain timers are late and the plugin's clock is on time; where a worker is refused it still wakes; closed, no worker is left", async () => {
    const code = await clockCode(root);
    const server = createServer(({ url }, response) => {
      response.writeHead(200, { "content-type": "text/html", ...(url === "/strict" && { "content-security-policy": "worker-src 'none'" }) });
      response.end("<!doctype html><title>hidden</title>");
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const at = `http://127.0.0.1:${server.address().port}`;
    const browser = await launch({ ignoreDefaultArgs: KEPT_AWAKE });
    try {
      const protocol = await browser.newBrowserCDPSession();
      const [free, strict] = [await pageOf(protocol, `${at}/free`), await pageOf(protocol, `${at}/strict`)];
      const over = await pageOf(protocol, at);
      await protocol.send("Target.activateTarget", { targetId: over.targetId });
      for (const page of [free, strict]) {
        const state = () => page.run("document.readyState + ' ' + document.visibilityState + ' ' + document.title");
        for (let look = 0; look < 50 && (await state()) !== "complete hidden hidden"; look += 1) await new Promise((resolve) => setTimeout(resolve, 100));
        assert.equal(await state(), "complete hidden hidden");
        await page.run(`${COUNT_WORKERS}; ${code}; window.clock = window.makeClock(); true`);
        assert.equal(await page.run("window.workers"), 0, "a worker although nobody sleeps");
      }
      const [plain, ours, refused] = await Promise.all([
        free.run(measure(`new Promise((resolve) => setTimeout(resolve, ${WAIT}))`)),
        free.run(measure(`window.clock.sleep(${WAIT})`)),
        strict.run(measure(`window.clock.sleep(${WAIT})`)),
      ]);
      const told = JSON.stringify({ plain, ours, refused });
      assert.ok(plain.slice(1).every((ms) => ms >= 2 * WAIT), `plain timers of this page are not throttled: ${told}`);
      assert.ok(ours.every((ms) => ms >= WAIT - 2) && middle(ours) < 2 * WAIT, `the plugin's clock is late or early: ${told}`);
      assert.ok(refused.slice(1).every((ms) => ms >= 2 * WAIT) && middle(refused) < 10 * WAIT, `without a worker: ${told}`);
      assert.equal(await free.run("window.workers"), 1);
      assert.equal(await free.run("window.clock.close(), window.workers"), 0);
    } finally {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    }
  }, "timed");
}

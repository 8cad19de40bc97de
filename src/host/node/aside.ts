/**
 * Owns: a program in a thread of its own, headless. A thread that nobody waits for does not keep the process alive.
 * Never: code from outside.
 */
import { Worker } from "node:worker_threads";
import type { Aside } from "../../ports";
import { asideOver, threadCode } from "../aside";

/** Megabytes that the program may fill; more ends it, and nothing else. */
const MOST_MB = 512;

export function startAside(program: string): Aside | null {
  return asideOver((heard, broke) => {
    const code = threadCode(`const { parentPort } = require("node:worker_threads");\n${program}`, "(hear => parentPort.on(\"message\", hear))", "(message => parentPort.postMessage(message))");
    const worker = new Worker(code, { eval: true, env: {}, resourceLimits: { maxOldGenerationSizeMb: MOST_MB } });
    worker.on("message", heard);
    worker.on("error", broke);
    worker.on("exit", broke);
    return {
      post: (message) => worker.postMessage(message),
      end: () => void worker.terminate(),
      busy: (waiting) => (waiting ? worker.ref() : worker.unref()),
    };
  });
}

/**
 * Owns: `sandbox` - starts the sandbox business, prints its addresses, keeps it running.
 * Never: a vault; the business is outside, as real services are.
 */
import { startSandbox } from "../sandbox/business";
import type { Invocation } from "./arguments";
import { EXIT } from "./failure";
import { note, result } from "./print";

/** Runs until SIGTERM or SIGINT. The first line of standard output says where everything is. */
export async function runSandbox(invocation: Invocation): Promise<number> {
  const business = await startSandbox(new Date());
  const { gmail, odoo, env } = business;
  const ended = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  const lines = Object.entries(env).map(([name, value]) => `export ${name}=${value}`);
  result(invocation.json, { gmail: gmail.url, google_token: gmail.tokenUrl, odoo: odoo.url, env }, lines.join("\n"));
  note("The sandbox business is open. End it with Ctrl+C.");
  await ended;
  await business.close();
  return EXIT.done;
}

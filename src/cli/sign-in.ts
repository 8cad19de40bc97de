/**
 * Owns: signing in and out from the terminal; the person opens the printed address in any browser of this machine (PRODUCT G1, K9).
 * Never: a secret on the screen or on the command line; what is kept lies in the device's own memory.
 */
import { plain } from "../core/card-text";
import type { Invocation } from "./arguments";
import { CommandFailure, EXIT, wrongUse } from "./failure";
import { headless, type Headless } from "./host";
import { note, result } from "./print";

/** Failures by which a person has to decide or set up something first; the others went wrong on the way. */
const PERSONS = ["NOT_SET_UP", "CANCELLED", "TIMED_OUT", "access_denied"];

async function hostFor(invocation: Invocation): Promise<{ host: Headless; service: string; whom: string }> {
  const [service = ""] = invocation.positionals;
  const host = await headless(invocation);
  const whom = host.sign_in_to.get(service);
  if (whom === undefined) wrongUse(`Nobody signs in to "${plain(service).slice(0, 40)}". There is: ${[...host.sign_in_to.keys()].join(", ")}.`);
  return { host, service, whom };
}

/** How the address is reached when the browser is not on this machine. */
function told(address: string, whom: string): string {
  const port = new URL(new URL(address).searchParams.get("redirect_uri") ?? "http://127.0.0.1").port;
  return [
    `Open this address in a browser on this machine, and allow it on ${whom}'s page:`,
    "",
    address,
    "",
    `The answer is waited for on port ${port}, for 5 minutes; Ctrl+C calls it off. Is the browser on another machine, first run there:`,
    `  ssh -L ${port}:127.0.0.1:${port} this-machine`,
  ].join("\n");
}

export async function signIn(invocation: Invocation): Promise<number> {
  const { host, service, whom } = await hostFor(invocation);
  const cancel = (): void => host.signIns.cancel(service);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, cancel);
  const end = await host.signIns.begin(service, (address) => note(told(address, whom)));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.off(signal, cancel);
  if (!end.ok) {
    const { code, effect, cause, next } = end.problem;
    throw new CommandFailure(PERSONS.includes(code) ? EXIT.needs_person : EXIT.failed, plain(`${effect} ${cause} ${next}`));
  }
  if (end.warning !== null) note(plain(end.warning));
  result(invocation.json, { service, account: end.account }, plain(`Signed in${end.account === null ? "" : ` as ${end.account}`}. It is kept on this device, for this vault.`));
  return EXIT.done;
}

export async function signOut(invocation: Invocation): Promise<number> {
  const { host, service } = await hostFor(invocation);
  await host.signIns.signOut(service);
  result(invocation.json, { service }, "Signed out: what the sign-in kept on this device is forgotten, and a token in the environment is not used any more.");
  return EXIT.done;
}

/**
 * Owns: the composition root - ports, settings and the registry become the running employee. The one place where parts meet.
 * Never: a rule of the business; those live in core, engine and the channels.
 */
import type { Employee, SignIns } from "./api";
import { apart } from "./engine/apart";
import { RunningEmployee } from "./engine/running";
import { Services } from "./engine/services";
import { ServiceSignIns } from "./engine/sign-in";
import type { EmployeeOptions } from "./engine/workplace";
import type { Registry } from "./generator";
import { dashboard } from "./generators/dashboard";
import type { Ports } from "./ports";
import { registry } from "./registry";
import type { Settings } from "./settings";
import { part, understanding } from "./understanding";

export type * from "./api";
export { NotExecuting } from "./engine/stopped";
export { secretName } from "./engine/services";
export { recallHead } from "./engine/memory";
export { verifyLog } from "./engine/verify";

/**
 * Puts the parts together. Nothing runs until `open`, then `pass` or `start`. `registry`: other channels than the built-in ones, and
 * `understanding`: one that remembers what it understood, for tests.
 */
export function createEmployee(options: Omit<EmployeeOptions, "registry" | "understanding" | "dashboard" | "live_here"> & Partial<Pick<EmployeeOptions, "registry" | "understanding" | "live_here">>): Employee {
  return new RunningEmployee({ registry: registry(), live_here: [], understanding: apart(understanding, part, options.ports), dashboard, ...options });
}

/** Signing in to services, beside an employee or without one. `settings`: as they are at the time. */
export function createSignIns({ ports, settings, registry: { channels, watchers } = registry() }: { ports: Ports; settings(): Settings; registry?: Registry }): SignIns {
  return new ServiceSignIns(new Services(channels, watchers, ports, settings), ports);
}

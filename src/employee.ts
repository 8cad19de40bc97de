/**
 * Owns: the composition root - ports, settings and the registry become the running employee. The one place where parts meet.
 * Never: a rule of the business; those live in core, engine and the channels.
 */
import type { Employee } from "./api";
import { RunningEmployee, type EmployeeOptions } from "./engine/running";
import { dashboard } from "./generators/dashboard";
import { registry } from "./registry";
import { understanding } from "./understanding";

export type * from "./api";
export { NotExecuting } from "./engine/running";
export { secretName } from "./engine/services";
export { verifyLog } from "./engine/verify";

/** Puts the parts together. Nothing runs until `open`, then `pass` or `start`. `registry`: other channels than the built-in ones, for tests. */
export function createEmployee(options: Omit<EmployeeOptions, "registry" | "understanding" | "dashboard" | "live_here"> & Partial<Pick<EmployeeOptions, "registry" | "live_here">>): Employee {
  return new RunningEmployee({ registry: registry(), live_here: [], understanding, dashboard, ...options });
}

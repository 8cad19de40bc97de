/**
 * Owns: how long work takes of the processor: what tests hold as a limit, since a clock on a busy machine tells of the others.
 * Never: waiting; what waits costs nothing here.
 */

/** Milliseconds of processor time of this process since `before`, an answer of `process.cpuUsage()`. */
export function processorMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

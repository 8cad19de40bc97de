/**
 * Owns: figures of single posts on Facebook and Instagram - how often seen, by how many, what they did - one metric a request: one name that
 * Meta has dropped fails the whole request (error 100).
 * Never: a zero for what the service did not say: that is null, "not measured" (PRODUCT L2).
 */
import * as z from "zod/mini";
import { CallFailure } from "./consequence";
import type { Graph } from "./graph";

/** Figures of one post; null: not measured. */
export interface Reach {
  id: string;
  /** How often it was seen. */
  views: number | null;
  /** By how many people. */
  people: number | null;
  /** Reactions, clicks, comments, shares: what the service counts as such. */
  engagement: number | null;
}
export type Metric = Exclude<keyof Reach, "id">;

const value = z.union([z.number(), z.record(z.string(), z.number())]);
const result = z.object({ data: z.array(z.object({ values: z.optional(z.array(z.object({ value }))), total_value: z.optional(z.object({ value })) })) });

const total = (read: z.infer<typeof value>): number => (typeof read === "number" ? read : Object.values(read).reduce((sum, one) => sum + one, 0));

/** The last value of one metric; null when the service does not say it. A failure that is not about the metric is thrown. */
export async function metricOf(graph: Graph, path: string, query: Record<string, string>): Promise<number | null> {
  try {
    const read = z.safeParse(result, await graph.read(`${path}/insights`, query));
    const [first] = read.success ? read.data.data : [];
    const last = first?.total_value?.value ?? first?.values?.at(-1)?.value;
    return last === undefined ? null : total(last);
  } catch (error) {
    if (error instanceof CallFailure && error.failure === "validation") return null;
    throw error;
  }
}

/** Every post's figures. A sum of metrics is null when none of them was said. */
export async function reachOf(graph: Graph, ids: readonly string[], metrics: Record<Metric, readonly string[]>, query: Record<string, string> = {}): Promise<Reach[]> {
  const found: Reach[] = [];
  for (const id of ids) {
    const one: Reach = { id, views: null, people: null, engagement: null };
    for (const name of ["views", "people", "engagement"] as const) {
      for (const metric of metrics[name]) {
        const count = await metricOf(graph, id, { metric, ...query });
        if (count !== null) one[name] = (one[name] ?? 0) + count;
      }
    }
    found.push(one);
  }
  return found;
}

/**
 * Owns: what Facebook or Instagram says of a week's audience as a whole.
 * Never: a zero for what it did not say.
 */
import * as z from "zod/mini";
import type { Days } from "../core/measure";
import { CallFailure } from "./consequence";
import type { Graph } from "./graph";

const days = z.object({ data: z.array(z.object({ values: z.array(z.object({ value: z.number() })) })) });
/** Midnight (UTC) of an ISO date as Meta takes it: seconds since 1970. */
export const second = (date: string): string => String(Date.parse(`${date}T00:00:00Z`) / 1_000);

/** A daily metric summed over a week; null when the service does not say it. A failure that is not about the metric is thrown. */
export async function weekly(graph: Graph, path: string, metric: string, week: Days): Promise<number | null> {
  try {
    const read = z.safeParse(days, await graph.read(`${path}/insights`, { metric, period: "day", since: second(week.from), until: second(week.to) }));
    const values = read.success ? (read.data.data[0]?.values ?? []) : [];
    return values.length === 0 ? null : values.reduce((sum, { value }) => sum + value, 0);
  } catch (error) {
    if (error instanceof CallFailure && error.failure === "validation") return null;
    throw error;
  }
}

/** Sum of figures that were said; null when none was. */
export const summed = (values: readonly (number | null)[]): number | null => values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

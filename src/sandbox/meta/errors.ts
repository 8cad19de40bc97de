/**
 * Owns: Meta's error bodies as the twin answers them: a code, a subcode, and a status that says little (400, or 403 where Meta uses it).
 * Never: when they are given.
 */
import type { Reply } from "../wire";

/** Thrown by an edge, answered by the service. */
export class GraphProblem extends Error {
  constructor(
    readonly code: number,
    readonly subcode: number | null,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Something that Meta does not describe: a parameter, a field, an edge. */
export class Undescribed extends GraphProblem {
  constructor(message: string, subcode: number | null = null) {
    super(100, subcode, message);
  }
}

let traces = 0;
/** Its own faults and its limits pass. */
const PASSING = [1, 2, 4, 17, 32, 341, 613, 80_001, 80_002, 80_006];

/** The answer; numbered like Meta's traces, so that no two are alike. `instagram`: of graph.instagram.com, which names its errors otherwise. */
export function problem({ code, subcode, message, status }: GraphProblem, headers: Record<string, string> = {}, instagram = false): Reply {
  traces += 1;
  // What cannot be loaded is the only one that Meta counts among methods.
  const type = code === 190 || code === 102 ? "OAuthException" : instagram ? "IGApiException" : code === 100 && subcode === 33 ? "GraphMethodException" : "OAuthException";
  const more = subcode === null ? {} : { error_subcode: subcode, is_transient: false };
  const passing = PASSING.includes(code) ? { is_transient: true } : {};
  return { status, headers, body: { error: { message, type, code, ...more, ...passing, fbtrace_id: `A${String(traces).padStart(10, "0")}` } } };
}

export const notFound = (id: string): GraphProblem => new GraphProblem(100, 33, `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`);
export const badParameter = (name: string): GraphProblem => new Undescribed(`(#100) Invalid parameter: ${name}`);

/** Throttled, as Meta says it for a Page: 403 is not a missing right, and the minutes stand in a header. */
export function throttled(code: number, minutes: number, of = "1015551234567890"): Reply {
  const usage = { [of]: [{ type: code === 80002 ? "instagram" : "pages", call_count: 100, total_cputime: 40, total_time: 35, estimated_time_to_regain_access: minutes }] };
  return problem(new GraphProblem(code, null, `(#${code}) There have been too many calls to this account`, 403), { "x-business-use-case-usage": JSON.stringify(usage) });
}

/**
 * Owns: how a service's table of answers becomes failures: what an answer means for a write, a preparation and a read, in whose name it is said.
 * Never: the table of a certain service.
 */
import type { FailureClass } from "../core/failure";
import type { HttpFailure } from "../ports";
import { CallFailure, type Consequence } from "./consequence";

/** `preparation`: writes, but nobody sees it, e.g. an upload: when in doubt it is done again. */
export type Kind = "read" | "preparation" | "write";

/** One kind of answer. `words`: everything the service said. */
export interface Row {
  code: string;
  fits(status: number, words: string): boolean;
  write: Consequence;
  read: FailureClass;
  cause: string;
  next: string;
}

export const is = (...statuses: number[]) => (status: number): boolean => statuses.includes(status);

const CLASSES: Record<Consequence, FailureClass> = { refused: "validation", unauthorized: "authentication", busy: "transient", unknown: "transient" };

/** The failures of one service. `prefix` begins its codes; `unclear`: what a person does when it is not known whether it happened. */
export function failuresOf(service: string, prefix: string, unclear: string) {
  const effects: Record<Consequence, string> = {
    refused: `${service} refused it; nothing was posted.`,
    unauthorized: `${service} did not let us in; nothing was posted.`,
    busy: "Nothing was posted.",
    unknown: `It is not known whether ${service} carried it out.`,
  };
  const failure = (row: Pick<Row, "code" | "write" | "read" | "next">, kind: Kind, cause: string, wait: number | null): CallFailure => {
    const consequence = row.write === "unknown" && kind !== "write" ? "busy" : row.write;
    const effect = kind === "read" && consequence === "busy" ? `${service} could not be read.` : effects[consequence];
    return new CallFailure(row.read, { code: row.code, effect, cause, next: row.next }, consequence, wait);
  };
  const unnamed = { code: `${prefix}_UNCLEAR`, write: "unknown", read: "transient", next: unclear } as const;
  return {
    /** An answer that the table names. */
    named: failure,
    /** An answer that the table does not name. `words`: the service's own, "" when it is none of its answers. */
    unnamed(status: number, words: string, isOwn: boolean, kind: Kind, wait: number | null): CallFailure {
      const cause = isOwn ? `${service} answered with status ${status}${words === "" ? "" : `: "${words}"`}.` : `Something between here and ${service} answered with status ${status} and no readable content.`;
      return failure(unnamed, kind, cause, wait);
    },
    unanswered(result: HttpFailure, kind: Kind): CallFailure {
      const sent = result.failure !== "not_sent";
      const row = { code: `${prefix}_CONNECTION`, write: sent ? "unknown" : "busy", read: "transient", next: sent ? unclear : "Check that this device is online; it is tried again by itself." } as const;
      return failure(row, kind, result.text, null);
    },
    /** An answer with a status of success that is not what the documentation says. */
    odd: (what: string, kind: Kind): CallFailure => failure(unnamed, kind, `${service}'s answer about ${what} was not in the documented form.`, null),
    /** A failure that is seen before anything is sent. */
    before: (code: string, cause: string, next: string, consequence: Consequence = "refused"): CallFailure =>
      new CallFailure(CLASSES[consequence], { code, effect: `Nothing was sent to ${service}.`, cause, next }, consequence),
  };
}

/**
 * Owns: what a person can wish about an action, who wished it, and the answer.
 * Never: whether the wish is allowed; the engine decides that.
 */
import type { Decision, Status } from "./action";
import type { JsonObject } from "./json";
import type { OfferRef } from "./offer";
import type { Post } from "./post";
import type { Rhythm, ScheduleStatus } from "./recurring";

/** A decision as a person gives it. */
export type Wish =
  | { kind: "approve"; id: string; fingerprint: string | null }
  | { kind: "reject"; id: string; reason: string }
  | { kind: "undo"; id: string }
  | { kind: "renew"; id: string }
  | { kind: "resend"; id: string }
  /** `on`: the channel that the person looked at; may be left out where only one is unknown. */
  | { kind: "resolve"; id: string; happened: boolean; on?: string }
  | { kind: "edit"; id: string; fields: JsonObject }
  /** Two posts change their times. */
  | { kind: "exchange"; id: string; with: string }
  /** A post for its channels, as one action: proposed, and judged like everything else. */
  | { kind: "post"; post: Post }
  /** Something about a record that a service holds, with the answers to its form: proposed, and decided on like everything else. */
  | ({ kind: "propose"; answers: JsonObject } & OfferRef)
  /** A schedule like this action, or a changed one: it is proposed, and decided on like everything else. */
  | { kind: "repeat"; of: string; rhythm: Rhythm }
  /** A schedule goes on, is paused, or is stopped for good. */
  | { kind: "schedule"; of: string; status: ScheduleStatus }
  | { kind: "pause"; reason: string }
  | { kind: "resume" };

/** Who wished, from where. `attended`: a person at a panel or a terminal, who may decide high-risk actions. */
export interface Asker {
  by: string;
  via: Decision["via"];
  attended: boolean;
}

/** `entered`: in the ledger. `requested`: another device or process is the executor, a request file lies ready. `needs_person`: refused, and a person must look or decide elsewhere first. */
export interface Answer {
  ok: boolean;
  how: "entered" | "requested" | "refused" | "needs_person";
  status: Status | null;
  /** One sentence for the person. */
  text: string;
  /** The action that was proposed by it. */
  id?: string;
}

/**
 * Owns: one round of work in its fixed order - requests, notes, filing, executing, notes again.
 * Never: two rounds at once; the caller runs them one after the other.
 */
import type { NoteDecisionParts } from "./conflicts";
import { decideByNotes, type NoteDecisions } from "./decisions";
import type { Executed } from "./attempt";
import { execute } from "./executor";
import { proposeFollowUps } from "./follow-ups";
import { fileObservations, type IntakeParts } from "./intake";
import { projectActions, projectQuarantine, type ProjectionParts } from "./projection";
import { enterRequests, type HandOver } from "./requests";
import { proposeDue } from "./schedules";
import type { Ports } from "../ports";

export interface WorkParts extends IntakeParts, NoteDecisionParts, Pick<ProjectionParts, "zone" | "log" | "projected"> {
  ports: Pick<Ports, "files" | "device" | "clock" | "randomId">;
}

export interface Worked extends Executed {
  decided: number;
  proposed: number;
  /** Somebody at this device asked it to step down. */
  hand_over: HandOver | null;
  /** Questions about mails that wait for an answer. */
  asked: number;
  /** What stands in the way, for the dashboard: conflicts, many deleted notes. */
  questions: string[];
}

/** `replan`: drafts that waited for a service are planned again. `beat` is called between steps. */
export async function work(parts: WorkParts, replan: boolean, beat: () => void, signal?: AbortSignal): Promise<Worked> {
  const requested = await enterRequests(parts.ports, parts);
  beat();
  const noted = await decideByNotes(parts, parts.notes);
  beat();
  const { proposed, stuck, asked } = await fileObservations(parts, replan, signal);
  beat();
  const due = replan ? await proposeDue(parts) : 0;
  beat();
  // Before a note of something done is archived: after a power cut nothing would ask for what follows from it.
  await proposeFollowUps(parts);
  // Cards stand in the vault before anything is sent, so that what a person sees is never behind what happens.
  await projectActions(parts, noted);
  const shown = parts.ledger.state.seq;
  beat();
  const executed = await execute(parts, noted.conflicts, signal);
  beat();
  signal?.throwIfAborted();
  if (parts.ledger.state.seq !== shown) await projectActions(parts, await refreshed(parts, noted));
  await projectQuarantine(parts);
  return { ...executed, decided: requested.entered + noted.decided, hand_over: requested.hand_over, proposed: proposed + due, questions: [...questionsOf(noted), ...stuck], asked };
}

/** The first projection may have moved notes: where they are now, with what was wrong still shown. */
async function refreshed(parts: WorkParts, noted: NoteDecisions): Promise<NoteDecisions> {
  const again = await decideByNotes(parts, parts.notes);
  return { ...again, overlays: new Map([...again.overlays, ...noted.overlays]), decided: noted.decided + again.decided };
}

function questionsOf(noted: NoteDecisions): string[] {
  const many = noted.many_missing.length;
  return [
    ...noted.conflicts.values(),
    ...(many > 0 ? [`${many} notes of open actions are gone at once. If you deleted them on purpose, reject the actions in the panel; otherwise restore the notes.`] : []),
  ];
}

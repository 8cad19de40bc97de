/**
 * Owns: the setup guide as plain data - its steps, how far each one is, where the person left it (PRODUCT F2).
 * Never: a document, the name of a service, or a flag where a fact tells that a step is done.
 *
 * Where the person is, and what they skipped, is remembered per device and not in the settings: secrets, sign-ins and the sandbox are of a
 * device as well, and a step forward on the desktop must not reach another device as a changed settings file.
 */
import type { Detail } from "../core/card";
import { isObject, type JsonObject } from "../core/json";
import type { Status } from "../core/action";
import type { Realm } from "../core/record";

export interface Progress {
  /** Id of the step that is shown. */
  at: string;
  /** Steps that were left without being done, and pages that were read. */
  skipped: readonly string[];
  read: readonly string[];
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** What was kept, as far as it is what we keep; null when the guide was never opened here. */
export function readProgress(kept: unknown): Progress | null {
  if (!isObject(kept) || typeof kept["at"] !== "string") return null;
  return { at: kept["at"], skipped: texts(kept["skipped"]), read: texts(kept["read"]) };
}

export function progressJson({ at, skipped, read }: Progress): JsonObject {
  return { at, skipped: [...skipped], read: [...read] };
}

/** What is so, wherever it was done: in the guide, in the settings tab, or on another device. */
export interface Facts {
  realm: Realm;
  /** The sandbox has a folder: it was opened at least once. */
  sandbox_tried: boolean;
  /** The employee works, or reads, in its folder. */
  works: boolean;
  /** The owner's settings were saved at least once: zone and currency are theirs, not only this machine's. */
  settings_kept: boolean;
  services: readonly { id: string; label: string; acts: boolean; ok: boolean | null; live: boolean }[];
  /** Statuses of all actions. */
  statuses: readonly Status[];
}

export type StepKind = "welcome" | "sandbox" | "folder" | "owner" | "service" | "dry_run" | "live";

export interface Step {
  id: string;
  kind: StepKind;
  /** Id of the service of a step about one, else null. */
  service: string | null;
  title: string;
  state: "done" | "skipped" | "open";
}

const TRIED: readonly Status[] = ["simulated", "done"];

/** All steps in their order. A skipped one that is done is done. */
export function setupSteps(facts: Facts, { skipped, read }: Progress): Step[] {
  const step = (kind: StepKind, title: string, done: boolean, service: string | null = null): Step => {
    const id = service === null ? kind : `service-${service}`;
    return { id, kind, service, title, state: done ? "done" : skipped.includes(id) ? "skipped" : "open" };
  };
  const acting = facts.services.filter(({ acts }) => acts);
  // What is read comes before what is done with it.
  const services = [...facts.services.filter(({ acts }) => !acts), ...acting];
  return [
    step("welcome", "What to expect", read.includes("welcome")),
    step("sandbox", "Try it with a sandbox business", facts.sandbox_tried),
    step("folder", "Folder", facts.works),
    step("owner", "Zone and currency", facts.settings_kept),
    ...services.map(({ id, label, ok }) => step("service", label, ok === true, id)),
    step("dry_run", "Dry run", facts.statuses.some((status) => TRIED.includes(status))),
    step("live", "Go live", acting.length > 0 && acting.every(({ live }) => live)),
  ];
}

/** The step that is shown; the first one when what was kept names none. */
export function shownStep(steps: readonly Step[], at: string): number {
  return Math.max(0, steps.findIndex(({ id }) => id === at));
}

/** Going on from a step: what was not done is skipped, a page is read. */
export function goOn(progress: Progress, steps: readonly Step[]): Progress {
  const index = shownStep(steps, progress.at);
  const step = steps[index];
  if (!step) return progress;
  const at = steps[index + 1]?.id ?? step.id;
  if (step.kind === "welcome") return { ...progress, at, read: [...new Set([...progress.read, step.id])] };
  return { ...progress, at, skipped: step.state === "done" ? progress.skipped : [...new Set([...progress.skipped, step.id])] };
}

export const goTo = (progress: Progress, at: string): Progress => ({ ...progress, at });

/** "3 of 8 steps done" */
export function progressText(steps: readonly Step[]): string {
  const done = steps.filter(({ state }) => state === "done").length;
  return done === steps.length ? "Everything is set up." : `${done} of ${steps.length} steps done`;
}

/** May the guide open by itself? Only where somebody begins: on a desktop, once per device, when nothing is set up. */
export function mayOpenItself(desktop: boolean, isNew: boolean, kept: unknown): boolean {
  return desktop && isNew && readProgress(kept) === null;
}

/** What is said about dry run: the newest action that was simulated, if there is one. */
export function firstSimulated(details: readonly Detail[]): Detail | null {
  return details.find(({ status }) => status === "simulated") ?? null;
}

/**
 * Owns: the stable names of fault points.
 * Never: what happens at one.
 */
import type { Point } from "../engine/world-ports";
import { endpointOf } from "./partners";

export const ROOT = "AI_Employee";

/** `note.write Approved`, `note.write Dashboard.md`: by the folder below the root, or the note itself where it is one of its kind. */
function placeOf(path: string): string {
  const rest = path.slice(ROOT.length + 1);
  const slash = rest.lastIndexOf("/");
  return slash < 0 ? rest : rest.slice(0, slash);
}

/** Name of the first event in ledger text. Searched from the back of the line: what stands before may be long. */
function eventOf(text: string): string {
  const end = text.indexOf('","action_id":');
  return end < 0 ? "?" : text.slice(text.lastIndexOf('"', end - 1) + 1, end);
}

/** The name of a point: the same in every life, whatever ids and times are in it. */
export function nameOf({ name, about, request }: Point): string {
  if (request) return endpointOf(request);
  if (name === "ledger.append") return `${name} ${eventOf(about)}`;
  if (name.startsWith("note.")) return `${name} ${placeOf(about)}`;
  if (name === "memory.write") return `${name} ${about}`;
  return name;
}

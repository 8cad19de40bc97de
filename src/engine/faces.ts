/**
 * Owns: how an action's deliveries look to a person, asked of their operations.
 * Never: a concrete operation.
 */
import type { Preview } from "../core/card";
import type { Face } from "../core/action-note";
import type { Delivery, Proposal } from "../core/action";
import { UNTIL, WHEN } from "../core/post";
import { showInstant } from "../core/schedule";
import { hasBegun, type ActionState } from "../core/state";
import type { Services } from "./services";

/** Shown for an operation that this version does not know. */
function unknownPreview(operation: string): Preview {
  return { title: `"${operation}" is not known to this version`, rows: [], table: [] };
}

/** Rows that hold a UTC time. */
const TIMES: readonly string[] = [WHEN, UNTIL];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** What a person approves; times as their own clock shows them (PRODUCT section 1). Null for an operation that this version does not know. */
export function previewOf(services: Services, delivery: Delivery): Preview | null {
  const operation = services.operation(delivery);
  if (!operation) return null;
  const { rows, ...preview } = operation.preview(delivery.payload);
  return { ...preview, rows: rows.map(([name, value]): [string, string] => [name, TIMES.includes(name) && INSTANT.test(value) ? showInstant(value, services.zone) : value]) };
}

export function facesOf(services: Services, action: Pick<ActionState, "proposal" | "deliveries">): Face[] {
  return action.proposal.deliveries.map((delivery) => {
    const operation = services.operation(delivery);
    return {
      channel: delivery.channel,
      label: operation ? `${services.channel(delivery.channel)?.label ?? delivery.channel}: ${operation.label}` : delivery.operation,
      preview: previewOf(services, delivery) ?? unknownPreview(delivery.operation),
      fields: operation?.toFields(delivery.payload) ?? {},
      begun: hasBegun(action, delivery.channel),
    };
  });
}

/** Start of the note's file name: the words that all its deliveries' operations begin it with, so that a post for many channels is named after none of them. */
export function prefixOf(services: Services, { deliveries }: Proposal): string {
  const [first = [], ...others] = deliveries.map((delivery) => services.operation(delivery)?.note.prefix.split("_") ?? []);
  const apart = first.findIndex((word, at) => others.some((words) => words[at] !== word));
  return first.slice(0, apart < 0 ? first.length : apart).join("_") || "ACTION";
}

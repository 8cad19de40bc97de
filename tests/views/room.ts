/**
 * Owns: what an approval panel needs to show a scene, and the window around it.
 * Never: an employee of its own (examples.ts).
 */
import { cardLink } from "../../src/core/card-link";
import type { CardRoom } from "../../src/views/approval-panel";
import { LargeCard } from "../../src/views/large-card";
import { Queue } from "../../src/views/queue";
import type { Shell } from "../../src/views/shell";
import type { Scene } from "./examples";

export function roomOf({ desk }: Scene): Promise<CardRoom> {
  return Promise.resolve({
    queueIn: (element, shell) => new Queue(element, desk, shell),
    cardIn: (element, shell, id, named) => new LargeCard(element, desk, id, shell, named),
  });
}

/** A window that notes what it is asked to open. */
export function shell(): Shell & { opened: string[] } {
  const opened: string[] = [];
  return {
    opened,
    openLarge: ({ id }) => void opened.push(`large ${id}`),
    showInQueue: (id) => void opened.push(`queue ${id}`),
    askFor: () => undefined,
    linkTo: (id) => cardLink(id, "Vault"),
  };
}

/**
 * Owns: the oracle of posts - what must be true of the walls that people read at the end of a life.
 * Never: the employee's own word for what it published, except to compare it with what stands there.
 */
import type { State } from "../../src/core/state";
import { versionsOf } from "./effects";
import type { Life } from "./life";
import { WALLS } from "./social";

/** Every text stands once, and is one that an action wanted said there, byte for byte. */
export function standsTwiceOrStrange(life: Life, state: State): string[] {
  const wrong: string[] = [];
  for (const wall of WALLS) {
    const standing = life.partners.social?.standing(wall) ?? [];
    const wanted = new Set(Object.keys(state.actions).flatMap((id) => versionsOf(life, id, wall).flat()));
    for (const text of new Set(standing)) {
      const times = standing.filter((one) => one === text).length;
      if (times > 1) wrong.push(`"${text}" stands ${times} times on ${wall}`);
      // What stood only in a newer ledger, a person went on without.
      if (!wanted.has(text) && !life.taken_over) wrong.push(`"${text}" stands on ${wall}, and no action ever said that`);
    }
  }
  return wrong;
}

/** What a post wanted on each channel was handed in as it stands in the ledger's first line of it: nothing of it got lost or was made up on the way. */
export function handedInAsWritten(life: Life, state: State): string[] {
  return [...life.person.posted].flatMap(([id, texts]) =>
    state.actions[id] === undefined
      ? []
      : Object.entries(texts).flatMap(([wall, wanted]) => {
          const [first] = versionsOf(life, id, wall);
          return first?.join("\n") === wanted.join("\n") ? [] : [`${id} says something else on ${wall} than its owner wrote`];
        }),
  );
}

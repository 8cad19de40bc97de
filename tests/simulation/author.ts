/**
 * Owns: the simulated owner as an author: hands posts in, and again when one did not arrive.
 * Never: a decision on one; that is the person's like every other (person.ts).
 */
import type { Employee } from "../../src/employee";
import type { Wish } from "../../src/core/wish";
import type { Life } from "./life";
import { actionOfPost, PICTURE, postOf } from "./posts";

/** From handing in to the time that is set for it. */
const AHEAD_MS = 70_000;

/** Hands in what is due by now and was not seen to arrive: the same post twice is one action. `wish`: in one of the ways there are. */
export async function handIn(life: Life, employee: Employee, wish: (wish: Wish) => Promise<void>): Promise<void> {
  const { person, spec, rounds, clock } = life;
  const due = spec.posts.filter(({ round }) => round <= rounds);
  if (person.seenPosts.size >= due.length) return;
  const there = new Set((await employee.list("any")).map(({ id }) => id));
  for (const [index, { kind }] of due.entries()) {
    const nth = due.slice(0, index).filter((one) => one.kind === kind).length;
    const id = actionOfPost(kind, nth);
    if (there.has(id)) person.seenPosts.add(id);
    if (person.seenPosts.has(id)) continue;
    const post = postOf(kind, nth, new Date(clock.time + AHEAD_MS).toISOString());
    person.posted.set(id, Object.fromEntries(post.channels.map((wall) => [wall, post.threads[wall] ?? [post.text]])));
    life.does(`owner hands in ${post.id}`);
    if (post.images.length > 0) await employee.posts.keepBlob(PICTURE);
    await wish({ kind: "post", post });
  }
}

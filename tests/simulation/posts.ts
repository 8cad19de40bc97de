/**
 * Owns: the posts that simulated lives are made of.
 * Never: a text that belongs to a real business.
 */
import type { Post } from "../../src/core/post";
import { postAction } from "../../src/engine/posting";
import { sha256Hex } from "../../src/core/hash";
import type { Wall } from "./social";

/** Nobody here looks at what is in it. */
export const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0xff, 0xd9]);
const image = { blob: sha256Hex(PICTURE), name: "counter.jpg", type: "image/jpeg" as const, width: 1_080, height: 1_080, size: PICTURE.length, alt: "A counter full of bread", url: "https://northlight.example/counter.jpg" };

interface SimPost {
  channels: Wall[];
  text: string;
  threads?: Record<string, string[]>;
  picture?: boolean;
  context: string;
}

/** Each kind of post that takes a way of its own. Their texts hold what services escape. */
export const POSTS = {
  /** Ordinary content with a time that its owner set: policy lets it run. */
  notice: { channels: ["facebook", "x", "linkedin"], text: "Fresh bread & coffee <from 7> on Friday: 20% off #sourdough, it's (really) *new* 🥐 [today] ~ come by @ the corner_shop", context: "Goal: more guests in the morning" },
  /** No reason behind it: a person is asked. */
  bare: { channels: ["x", "linkedin"], text: "We have moved the big table to the window {finally}.", context: "" },
  /** Parts that answer each other. */
  thread: { channels: ["x", "facebook"], text: "Three things about our oven. It is old. It is hot & loud. It bakes <300 loaves a day.", threads: { x: ["Three things about our oven.", "It is old. It is hot & loud.", "It bakes <300 loaves a day."] }, context: "Fact: the oven is 90 years old" },
  /** Pictures are handed over before anything is public; Instagram fetches them itself. */
  picture: { channels: ["instagram", "facebook", "x", "linkedin"], text: "The counter on Saturday #bread & butter", picture: true, context: "Goal: show the new counter" },
} satisfies Record<string, SimPost>;
export type PostKind = keyof typeof POSTS;
export const POST_KINDS = Object.keys(POSTS) as PostKind[];

/** The n-th of its kind is another one. `at`: when it shall go out, UTC ISO. */
export function postOf(kind: PostKind, nth: number, at: string): Post {
  const { channels, text, context, threads = {}, picture = false }: SimPost = POSTS[kind];
  const again = (words: string): string => (nth === 0 ? words : `${words} (${nth + 1})`);
  return {
    id: idOf(kind, nth), channels, text: again(text), texts: {}, link: null, images: picture ? [image] : [], at, late_minutes: 60,
    threads: Object.fromEntries(Object.entries(threads).map(([wall, parts]) => [wall, parts.map(again)])), poll: null, queued: false, ask: false, context,
  };
}

const idOf = (kind: PostKind, nth: number): string => `${kind}-${nth}`;

/** The action that it becomes. */
export const actionOfPost = (kind: PostKind, nth: number): string => postAction({ id: idOf(kind, nth) });

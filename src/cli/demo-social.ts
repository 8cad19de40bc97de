/**
 * Owns: the demo's part about an audience: a post on three channels, one for tomorrow in the calendar, and an answer to a comment.
 * Never: a step that counts as done because we say so: what the Page shows is read from the sandbox's Facebook over HTTP.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Card } from "../core/card";
import { askFacebook, command, fillNote, only } from "./demo-parts";
import { approve, expect, list, once, type Stage } from "./demo-stage";

const TEXT = "The studio is open on Saturday from ten to four. Come in and look at the new prints!";
const LATER = "Tomorrow we show how a sign is painted by hand.";
const CHANNELS = ["facebook", "x", "linkedin"];
const DAY_MS = 86_400_000;

interface Handed {
  id: string;
  channels: string[];
}
type Shown = { id: string; message?: string }[];

async function handIn(stage: Stage, name: string, text: string, front: Record<string, string>): Promise<Handed> {
  const folder = join(stage.vault, "AI_Employee", "Posts");
  await mkdir(folder, { recursive: true });
  const note = join(folder, `${name}.md`);
  const properties = Object.entries({ type: "social_media_post", context: "More visitors on Saturdays", ...front }).map(([key, value]) => `${key}: ${value}`);
  await writeFile(note, ["---", ...properties, "---", "## Text", "", "```text", text, "```", ""].join("\n"));
  return command<Handed>(stage.social, "post", "--file", note, "--vault", stage.vault);
}

const cardOf = async (stage: Stage, id: string): Promise<Card> => only(await list(stage, stage.social), "post", (card) => card.id === id);

/** Posts of the Page with this text, as its visitors see them. */
const onPage = async (stage: Stage, text: string): Promise<number> => (await askFacebook<Shown>(stage.addresses, "feed?fields=message")).filter(({ message }) => message === text).length;

export async function publish(stage: Stage): Promise<void> {
  const { id } = await handIn(stage, "saturday", TEXT, { platforms: `[${CHANNELS.join(", ")}]` });
  expect((await onPage(stage, TEXT)) === 0, "nothing may be published before it is approved");
  await approve(stage, await cardOf(stage, id), stage.social);
  await once(stage, stage.social);
  await once(stage, stage.social);
  expect((await onPage(stage, TEXT)) === 1, "the Page should show the post once");
  const shown = await command<{ status: string; deliveries: { channel: string; status: string }[] }>(stage.social, "show", id, "--vault", stage.vault);
  expect(shown.deliveries.every(({ status }) => status === "done"), `every channel should have it: ${shown.deliveries.map(({ channel, status }) => `${channel} ${status}`).join(", ")}`);
  stage.say("One note published on Facebook, X and LinkedIn. Facebook, asked over HTTP, shows it once.");
}

export async function schedule(stage: Stage): Promise<void> {
  const at = new Date(Date.now() + DAY_MS).toISOString();
  const { id } = await handIn(stage, "tomorrow", LATER, { platforms: "[facebook, linkedin]", scheduled_for: `"${at}"` });
  await approve(stage, await cardOf(stage, id), stage.social);
  await once(stage, stage.social);
  expect((await onPage(stage, LATER)) === 0, "a planned post must not be published before its time");
  const planned = await command<{ id: string; local: string; channels: string[] }[]>(stage.social, "calendar", "--vault", stage.vault);
  const entry = planned.find((one) => one.id === id);
  expect(entry !== undefined, "the calendar should show the planned post");
  stage.say(`Calendar: ${entry?.local ?? ""} on Facebook and LinkedIn, approved. Nothing goes out before.`);
}

export async function answer(stage: Stage): Promise<void> {
  const said = "A workshop for six is 240 USD. We look forward to you!";
  const name = await fillNote(stage.vault, "SOCIAL", "workshop", { reply: said });
  await once(stage, stage.social);
  const card = only(await list(stage, stage.social), "answer", ({ type }) => type.startsWith("facebook_comment"));
  await approve(stage, card, stage.social);
  await once(stage, stage.social);
  const posts = await askFacebook<{ comments?: { data: { id: string }[] } }[]>(stage.addresses, "feed?fields=comments{id}");
  const comments = posts.flatMap((post) => post.comments?.data ?? []);
  const answers = await Promise.all(comments.map(({ id }) => askFacebook<Shown>(stage.addresses, `/${id}/comments?fields=message`)));
  const there = answers.flat().filter(({ message }) => message === said).length;
  expect(there === 1, `the answer should stand below the comment once, it stands there ${there} times`);
  stage.say(`A comment asked for a price (${name}). The answer was approved and stands below it, once; the person waits as a new customer.`);
}

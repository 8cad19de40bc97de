/**
 * Owns: reach and engagement of a week in a report, as the channels told them once that week was over (PRODUCT L3).
 * Never: a figure of another week, and never 0 for what a service did not say.
 */
import type { Audience } from "../core/audience";
import type { JsonObject } from "../core/json";
import { dataOf, isEvent } from "../core/record";
import { addDays, dayOf } from "../core/schedule";
import type { Sources } from "../generator";
import { figure, name, table } from "./markdown";

/** What each channel first said of the week that begins on this Monday. */
export async function audiencesOf(monday: string, { lines, settings }: Sources): Promise<Record<string, Audience>> {
  const found: Record<string, Audience> = {};
  const [from, to] = [dayOf(addDays(monday, 7), settings.zone).from, dayOf(addDays(monday, 14), settings.zone).from];
  for await (const line of lines(from.toISOString(), to.toISOString())) {
    if (!isEvent(line, "audience")) continue;
    const { service, ...audience } = dataOf(line);
    if (audience.week.from === monday) found[service] ??= audience;
  }
  return found;
}

/** A row for every channel that published or was asked; [] when there is none. */
export function audienceLines(audiences: Readonly<Record<string, Audience>>, posts: Readonly<Record<string, number>>): string[] {
  const channels = [...new Set([...Object.keys(posts), ...Object.keys(audiences)])].sort();
  if (channels.length === 0) return [];
  return table(["Audience", "Reach", "Engagement", "Followers"], channels.map((channel) => {
    const { reach = null, engagement = null, followers = null } = audiences[channel] ?? {};
    return [name(channel), figure(reach), figure(engagement), figure(followers)];
  }));
}

/** The same for front matter and the command line; unmeasured is null. */
export function audienceEntity(audiences: Readonly<Record<string, Audience>>): JsonObject {
  return Object.fromEntries(Object.entries(audiences).map(([channel, { reach, engagement, followers }]) => [channel, { reach, engagement, followers }]));
}

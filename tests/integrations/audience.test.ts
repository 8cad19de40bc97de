/** Owns: proof that a week's audience is what the services said, null where they said nothing, and nothing is asked before a channel is set up (PRODUCT L3). Never: a network beyond loopback. */
import { afterEach, describe, expect, it } from "vitest";
import type { Audience } from "../../src/core/audience";
import type { Channel } from "../../src/channel";
import { facebookChannel } from "../../src/integrations/facebook/channel";
import { instagramChannel } from "../../src/integrations/instagram/channel";
import { xChannel } from "../../src/integrations/x/channel";
import { GraphProblem, problem } from "../../src/sandbox/meta/twin";
import { staged } from "./facebook/kit";
import { PLAIN, stage } from "./x/kit";

const WEEK = { from: "2026-11-16", to: "2026-11-23" };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function meta(channel: Channel) {
  const at = await staged(channel, "publish");
  closing.push(at.close);
  return { at, asked: (): Promise<Audience | null> => channel.audience?.(at.call(false), WEEK) ?? Promise.resolve(null) };
}

describe("L3 the audience of a week", () => {
  it("of a Page: views and engagement; a metric that Meta dropped is not measured, and the other one still is", async () => {
    const { at, asked } = await meta(facebookChannel());
    const { page, figures } = at.twin.service.store;
    figures.set(`${page.id}/page_media_view`, 120);
    figures.set(`${page.id}/page_post_engagements`, 7);
    expect(await asked()).toEqual({ week: WEEK, posts: [], reach: 120, engagement: 7, followers: null });
    figures.set(`${page.id}/page_follows`, 312);
    expect(await asked()).toEqual({ week: WEEK, posts: [], reach: 120, engagement: 7, followers: 312 });
    at.twin.inject({ on: "/insights", times: 1, answer: problem(new GraphProblem(100, null, "(#100) not a valid insights metric")) });
    expect(await asked()).toEqual({ week: WEEK, posts: [], reach: null, engagement: 7, followers: 312 });
    // S4: of each own post how often it was seen; of one of which Meta says nothing, nothing.
    const { posts } = at.twin.service.store;
    for (const [id, hour] of [["1_5", 9], ["1_6", 15]] as const) posts.push({ id, message: id, link: null, photos: [], at: Date.parse("2026-11-17T00:00:00Z") + hour * 3_600_000, shown_from: 0, is_public: true });
    figures.set("1_5/post_media_view", 40);
    expect((await asked())?.posts).toEqual([{ at: "2026-11-17T09:00:00.000Z", seen: 40 }]);
  });

  it("of Instagram: the week's own media together; none is not measured", async () => {
    const { at, asked } = await meta(instagramChannel());
    expect((await asked())?.reach).toBeNull();
    const media = at.twin.service.store.media;
    media.push({ ...(media[0] as (typeof media)[number]), id: "77", at: Date.parse("2026-11-18T10:00:00Z"), shown_from: 0 });
    at.twin.service.store.figures.set("77/reach", 80).set("77/total_interactions", 9);
    expect(await asked()).toEqual({ week: WEEK, posts: [{ at: "2026-11-18T10:00:00.000Z", seen: 80 }], reach: 80, engagement: 9, followers: 845 });
  });

  it("of X: what it shows with each own post; without a post nothing is measured", async () => {
    const at = await stage();
    closing.push(() => at.twin.close());
    const channel = xChannel();
    expect(await channel.audience?.(at.call(), WEEK)).toEqual({ week: WEEK, posts: [], reach: null, engagement: null, followers: null });
    await at.perform(PLAIN);
    expect(await channel.audience?.(at.call(), WEEK)).toEqual({ week: WEEK, posts: [{ at: "2026-11-22T10:00:00.000Z", seen: 0 }], reach: 0, engagement: 0, followers: null });
  });

  it.each([facebookChannel(), instagramChannel(), xChannel()].map((channel) => [channel.id, channel] as const))("of %s that is not set up is not asked for", async (_id, channel) => {
    const { at } = await meta(facebookChannel());
    const call = { ...at.call(false), field: () => "" };
    expect(await channel.audience?.(call, WEEK)).toBeNull();
    expect(at.twin.calls).toEqual([]);
  });
});

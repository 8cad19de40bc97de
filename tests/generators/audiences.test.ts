/** Owns: proof that reach and engagement in reports are what a channel said of that very week, asked once, and never 0 for what it did not say (PRODUCT L3). Never: a service. */
import { describe, expect, it } from "vitest";
import type { Audience } from "../../src/core/audience";
import { measureAudiences } from "../../src/engine/measuring";
import { audit } from "../../src/generators/audit";
import { briefing } from "../../src/generators/briefing";
import { DEFAULTS } from "../../src/settings";
import { Bench, newWorld } from "../engine/bench";
import { wall } from "../engine/walls";
import { sources } from "./ledger";
import { NOTES, story } from "./story";

const WEEK = { from: "2026-11-16", to: "2026-11-23" };
const told = (...said: [string, Partial<Audience>][]) => {
  const ledger = story();
  ledger.open("2026-11-23T05:00:00Z");
  for (const [service, audience] of said) ledger.add("2026-11-23T05:01:00Z", "audience", { service, week: WEEK, reach: null, engagement: null, followers: null, ...audience });
  return sources({ lines: ledger.lines, now: "2026-11-23T06:00:00Z", notes: NOTES });
};

describe("L3 the audience of a week", () => {
  it("stands in briefing and audit; what a service did not say is not measured", async () => {
    const from = told(["north", { reach: 1200, engagement: 0 }], ["south", {}]);
    const reports = [await briefing.generate({ period: "2026-11-23", late: false, final: true }, from, null), await audit.generate({ period: "2026-11-16", late: false, final: true }, from, null)];
    for (const { markdown, figures } of reports) {
      expect(markdown).toContain("| `north` | 1200 | 0 | not measured |");
      expect(markdown).toContain("| `south` | not measured | not measured | not measured |");
      expect(figures["audiences"]).toEqual({ north: { reach: 1200, engagement: 0, followers: null }, south: { reach: null, engagement: null, followers: null } });
    }
  });

  it("of another week is not this week's, and a second answer changes nothing", async () => {
    const { figures } = await audit.generate({ period: "2026-11-16", late: false, final: true }, told(["north", { reach: 7 }], ["north", { reach: 8 }], ["south", { week: { from: "2026-11-09", to: "2026-11-16" }, reach: 9 }]), null);
    expect(figures["audiences"]).toEqual({ north: { reach: 7, engagement: null, followers: null } });
  });

  it("is asked for once a week, of every channel that can tell; one that is not set up is asked again", async () => {
    const asked: string[] = [];
    const tells = (id: string, answer: Audience | null) => ({ ...wall(id, 10), audience: (_call: unknown, week: { from: string }) => Promise.resolve((asked.push(`${id} ${week.from}`), answer)) });
    const bench = await Bench.open(DEFAULTS, newWorld(), [tells("north", { week: { from: "2026-11-09", to: "2026-11-16" }, reach: 1, engagement: 2, followers: 3 }), tells("south", null), wall("west", 10)]);
    await measureAudiences(bench.parts);
    await measureAudiences(bench.parts);
    expect(asked).toEqual(["north 2026-11-09", "south 2026-11-09", "south 2026-11-09"]);
    bench.world.clock.time += 7 * 86_400_000;
    await measureAudiences(bench.parts);
    expect(asked.slice(3)).toEqual(["north 2026-11-16", "south 2026-11-16"]);
  });
});

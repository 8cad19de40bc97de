/**
 * What silently goes wrong here: the machine in memory is kinder than a real disk, and what holds there does not hold on files. A part of the
 * crash matrix is lived on a real folder as well; what is read there decides, and both must end the same (PRODUCT E5).
 */
import { describe, expect, it } from "vitest";
import { faultOf } from "../simulation/faults";
import { judge } from "../simulation/invariants";
import { Life } from "../simulation/life";
import { matrix } from "../simulation/matrix";
import { Mirror } from "../simulation/mirror";
import type { LifeSpec } from "../simulation/spec";

/** Of each kind of fault point - appends, notes, memory, calls of either partner - two power cuts. */
async function cuts(): Promise<LifeSpec[]> {
  const chosen = new Map<string, LifeSpec[]>();
  for (const { spec } of await matrix("first days")) {
    const [incident] = spec.incidents;
    if (incident?.point && faultOf(incident.fault).group === "power" && !incident.fault.includes("middle")) {
      const kind = incident.point.split(" ")[0] ?? "";
      chosen.set(kind, [...(chosen.get(kind) ?? []), { ...spec, second_cut: null }]);
    }
  }
  return [...chosen.values()].flatMap((lives) => [lives[Math.floor(lives.length / 3)], lives.at(-1)].flatMap((life) => life ?? []));
}

describe("E5 a part of the crash matrix on real files", { timeout: 300_000 }, () => {
  it("each kind of fault point, cut twice: the real folder ends as the model does, and every invariant holds", async () => {
    const lives = await cuts();
    expect(lives.length).toBeGreaterThan(20);
    for (const spec of lives) {
      const life = new Life(spec);
      const mirror = await Mirror.of(life.world);
      life.mirror = mirror;
      try {
        await life.live_through();
        const where = JSON.stringify(spec.incidents);
        expect(await judge(life), `${where}\n${life.story.join("\n")}`).toEqual([]);
        await mirror.follow();
        expect(await mirror.differences(), where).toEqual([]);
      } finally {
        await mirror.remove();
      }
    }
  });
});

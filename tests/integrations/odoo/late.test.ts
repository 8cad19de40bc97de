/**
 * Owns: what Odoo commits after the connection was cut - 0.2, 0.76, 5 and 60 seconds later - for every operation: found at the pace at
 * which the engine asks, never absent before, never done twice (PRODUCT K3, O4).
 * Never: a real wait; time passes when somebody sleeps, and the commit happens in the middle of it.
 */
import { afterEach, describe, expect, test } from "vitest";
import type { Finding } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { caseOf, OPERATIONS } from "./cases";
import { attemptOf, callTo, NOW, twinWithCustomers, VERSIONS } from "./kit";

/** Milliseconds between the cut and the commit. */
const LATE = { "19": [200, 760, 5_000, 60_000], "16": [760, 60_000] } as const;
/** Milliseconds between two lookups, as the engine makes them (lookup.ts). */
const PACE = [0, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000];

let open: OdooTwin | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const rows = OPERATIONS.flatMap((operation) => VERSIONS.map((version) => [operation, version] as const));

describe("K3 O4 a commit that lands after the cut", () => {
  test.each(rows)("%s, Odoo %s: found whenever it lands, there once, also when it is asked for again", async (name, version) => {
    for (const late of LATE[version]) {
      const twin = await twinWithCustomers(version);
      open = twin;
      const operation = odooChannel().operations[name];
      if (!operation) throw new Error(`There is no operation ${name}.`);
      const of = caseOf(name, twin);
      let commit = (): void => undefined;
      let gone = 0;
      let kept: JsonObject = {};
      /** Time goes by; Odoo is done when its time has come, and has had a moment for it. */
      const pass = async (ms: number): Promise<void> => {
        const isDue = gone < late && gone + ms >= late;
        gone += ms;
        if (!isDue) return;
        commit();
        for (let look = 0; look < 200 && of.happened() === 0; look += 1) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      const call = (may_write = false) => ({ ...callTo(twin.url, { may_write }), now: () => new Date(NOW.getTime() + gone), sleep: pass });
      const attempt = () => ({ ...attemptOf(`${name.replace("_", "-")}-0011223344aabb`), remembered: kept });
      const perform = () => operation.perform(of.payload, attempt(), call(true), (data) => Promise.resolve(void (kept = { ...kept, ...data })));
      twin.inject({ on: of.on, answer: "cut", commit_when: new Promise<void>((resolve) => (commit = resolve)) });
      expect((await perform()).kind).toBe("unknown");
      let found: Finding | null = null;
      for (const pause of PACE) {
        await pass(pause);
        const before = of.happened();
        found = await operation.lookup(of.payload, attempt(), call());
        if (found.kind !== "unclear") break;
        expect([late, before, found.problem.next]).toEqual([late, 0, expect.stringContaining("say whether it happened")]);
      }
      expect([late, found?.kind, of.happened()]).toEqual([late, "done", 1]);
      // Found within a minute of its landing.
      expect(gone - late).toBeLessThan(61_000);
      // Whoever sends it again by mistake finds it, or is refused; it stands there once.
      expect(["done", "refused"]).toContain((await perform()).kind);
      expect(of.happened()).toBe(1);
      await twin.close();
      open = null;
    }
  });
});

/** Owns: proof that a service is left alone as E1 and E3 say: after failures, when it asks for it, and while it does not let us in. Never: a real wait. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServiceError, type FailureClass } from "../../src/core/failure";
import { Breakers } from "../../src/engine/breakers";

const error = (failure: FailureClass, retry_after_ms: number | null = null, tries = 1): ServiceError => {
  const made = new ServiceError(failure, { code: "X", effect: "It failed.", cause: "It is down.", next: "Wait." }, retry_after_ms);
  made.tries = tries;
  return made;
};
const fails = (what: ServiceError) => (): Promise<never> => Promise.reject(what);

function setUp(): { clock: { time: number; now(): Date }; breakers: Breakers; key: { now: string }; asked: () => number; ask: (result?: ServiceError) => Promise<unknown> } {
  const clock = { time: Date.parse("2026-11-16T08:00:00Z"), now: () => new Date(clock.time) };
  const key = { now: "one" };
  const breakers = new Breakers(clock, () => key.now);
  let asked = 0;
  const ask = (result?: ServiceError): Promise<unknown> =>
    breakers.ask("odoo", async () => {
      asked += 1;
      if (result) throw result;
      return "fine";
    }).catch((thrown: unknown) => (thrown as ServiceError).problem.code);
  return { clock, breakers, key, asked: () => asked, ask };
}

describe("E1 breakers of services", () => {
  it("five failures in 60 s open it, for 30 s; then one at a time; two successes close it", async () => {
    const { clock, asked, ask } = setUp();
    for (let count = 0; count < 5; count += 1) await ask(error("transient"));
    expect([await ask(), asked()]).toEqual(["SERVICE_RESTING", 5]);
    clock.time += 29_999;
    expect(await ask()).toBe("SERVICE_RESTING");
    clock.time += 1;
    expect([await ask(), await ask(), asked()]).toEqual(["fine", "fine", 7]);
    for (let count = 0; count < 4; count += 1) await ask(error("transient"));
    expect(await ask()).toBe("fine");
  });

  it("a read that failed five times in itself is five failures", async () => {
    const { ask } = setUp();
    await ask(error("transient", null, 5));
    expect(await ask()).toBe("SERVICE_RESTING");
  });

  it("a failed probe opens it again", async () => {
    const { clock, ask } = setUp();
    await ask(error("transient", null, 5));
    clock.time += 30_000;
    await ask(error("transient"));
    clock.time += 29_999;
    expect(await ask()).toBe("SERVICE_RESTING");
    clock.time += 1;
    expect(await ask()).toBe("fine");
  });

  it("one probe at a time, and answers to questions from before it opened say nothing", async () => {
    const { clock, breakers } = setUp();
    let answerLate: () => void = () => undefined;
    const late = breakers.ask("odoo", () => new Promise<void>((resolve) => (answerLate = resolve)));
    await breakers.ask("odoo", fails(error("transient", null, 5))).catch(() => undefined);
    clock.time += 30_000;
    let answerProbe: () => void = () => undefined;
    const probe = breakers.ask("odoo", () => new Promise<void>((resolve) => (answerProbe = resolve)));
    answerLate();
    await late;
    await expect(breakers.ask("odoo", async () => undefined)).rejects.toThrow(/left alone/);
    answerProbe();
    await probe;
    await breakers.ask("odoo", async () => undefined);
    await breakers.ask("odoo", async () => undefined);
  });

  it("a service that asks for a longer rest gets it, once it has said so, up to six hours; a clock set back ends it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40_000_000 }), async (wait) => {
        const { clock, ask } = setUp();
        await ask(error("transient", wait));
        const granted = Math.min(wait, 6 * 3_600_000);
        clock.time += granted - 1;
        expect(await ask()).toBe("SERVICE_RESTING");
        clock.time += 1;
        expect(await ask()).toBe("fine");
        await ask(error("transient", wait));
        clock.time -= 86_400_000;
        expect(await ask()).toBe("fine");
      }),
      { numRuns: 50 },
    );
  });

  it("E3 refused credentials are not tried again until they change, a person's test succeeded, or an hour has passed", async () => {
    const { clock, breakers, key, asked, ask } = setUp();
    await ask(error("authentication"));
    clock.time += 3_599_999;
    expect([await ask(), asked()]).toEqual(["X", 1]);
    key.now = "two";
    expect([await ask(), asked()]).toEqual(["fine", 2]);
    await ask(error("authentication"));
    breakers.forgive("odoo");
    expect([await ask(), asked()]).toEqual(["fine", 4]);
    // The service's own trouble may look the same: once an hour it is asked, and asked no more when it refuses again.
    await ask(error("authentication"));
    clock.time += 3_600_000;
    expect([await ask(error("authentication")), await ask(), asked()]).toEqual(["X", "X", 6]);
    clock.time -= 26 * 3_600_000;
    expect([await ask(), asked()]).toEqual(["fine", 7]);
  });

  it("what is no passing failure never opens it", async () => {
    const { ask } = setUp();
    for (let count = 0; count < 20; count += 1) await ask(error("validation"));
    expect(await ask()).toBe("fine");
  });

  it("never are two probes on their way at once, whatever comes back when", async () => {
    const step = fc.record({ wait: fc.nat(12_000), what: fc.constantFrom("ask", "good", "bad") });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { clock, breakers } = setUp();
        await breakers.ask("odoo", fails(error("transient", null, 5))).catch(() => undefined);
        const open: { since: number; end: (good: boolean) => void }[] = [];
        let closed = 0;
        for (const { wait, what } of steps) {
          clock.time += wait;
          if (what === "ask") {
            const before = open.filter(({ since }) => clock.time - since < 30_000).length;
            const asked = open.length;
            const asking = breakers.ask("odoo", () => new Promise<void>((resolve, reject) => open.push({ since: clock.time, end: (good) => (good ? resolve() : reject(error("transient"))) })));
            void asking.catch(() => undefined);
            const isIn = open.length > asked;
            if (closed < 2 && isIn && before > 0) return false;
          } else {
            const [ended] = open.splice(0, 1);
            ended?.end(what === "good");
            if (ended) closed = what === "good" ? closed + 1 : 0;
            await Promise.resolve();
            await Promise.resolve();
            await Promise.resolve();
          }
        }
        return true;
      }),
      // Two questions in the very instant in which the time of the open breaker is over.
      { examples: [[[770, 637, 10_483, 8_286, 9_824, 0].map((wait) => ({ wait, what: "ask" as const }))]] },
    );
  });
});

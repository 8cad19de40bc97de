/**
 * Owns: what the setup guide and the way through the sandbox say for given facts (PRODUCT F1, F2).
 * Never: a document.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyOf } from "../../src/core/region";
import { goOn, goTo, mayOpenItself, progressJson, progressText, readProgress, setupSteps, shownStep, type Facts, type Progress } from "../../src/views/setup-model";
import { nextInTour, tour, type Booked, type TourFacts } from "../../src/views/tour-model";
import { detail, overview } from "./examples";

const facts = (over: Partial<Facts> = {}): Facts => ({
  realm: "real",
  sandbox_tried: false,
  works: false,
  settings_kept: false,
  services: [
    { id: "books", label: "Books", acts: true, ok: null, live: false },
    { id: "post", label: "Post", acts: false, ok: null, live: false },
  ],
  statuses: [],
  ...over,
});
const START: Progress = { at: "welcome", skipped: [], read: [] };
const states = (given: Facts, progress = START): Record<string, string> => Object.fromEntries(setupSteps(given, progress).map(({ id, state }) => [id, state]));

describe("F2 the steps of the setup guide", () => {
  it("are in the order in which they are needed; what is read comes before what is done with it", () => {
    expect(setupSteps(facts(), START).map(({ id }) => id)).toEqual(["welcome", "sandbox", "folder", "owner", "service-post", "service-books", "dry_run", "live"]);
  });

  it("are done by what is so, each by its own fact", () => {
    const services = (ok: boolean, live: boolean): Facts["services"] => facts().services.map((service) => ({ ...service, ok, live }));
    expect(states(facts({ sandbox_tried: true })).sandbox).toBe("done");
    expect(states(facts({ works: true })).folder).toBe("done");
    expect(states(facts({ settings_kept: true })).owner).toBe("done");
    expect(states(facts({ services: services(true, false) }))).toMatchObject({ "service-post": "done", "service-books": "done", live: "open" });
    expect(states(facts({ services: services(false, true) }))).toMatchObject({ "service-post": "open", live: "done" });
    expect(states(facts({ statuses: ["waiting", "rejected"] })).dry_run).toBe("open");
    expect(states(facts({ statuses: ["simulated"] })).dry_run).toBe("done");
    expect(Object.values(states(facts()))).toEqual(Array.from({ length: 8 }, () => "open"));
  });

  it("a skipped step is skipped until it is done", () => {
    const progress = { ...START, skipped: ["folder"] };
    expect(states(facts(), progress).folder).toBe("skipped");
    expect(states(facts({ works: true }), progress).folder).toBe("done");
  });

  it("going on reads a page, skips what is not done, and stays on the last step", () => {
    const steps = setupSteps(facts({ works: true }), START);
    const read = goOn(START, steps);
    expect(read).toEqual({ at: "sandbox", skipped: [], read: ["welcome"] });
    const skipped = goOn(read, steps);
    expect(skipped).toEqual({ at: "folder", skipped: ["sandbox"], read: ["welcome"] });
    expect(goOn(skipped, steps)).toEqual({ at: "owner", skipped: ["sandbox"], read: ["welcome"] });
    expect(goOn(goTo(START, "live"), steps).at).toBe("live");
  });

  it("any walk through it stays inside it, loses nothing that was read or skipped, and survives being kept", () => {
    const steps = setupSteps(facts(), START);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(null), fc.constantFrom(...steps.map(({ id }) => id)))), (walk) => {
        let progress = START;
        for (const to of walk) {
          const before = progress;
          progress = to === null ? goOn(progress, steps) : goTo(progress, to);
          expect(steps.some(({ id }) => id === progress.at)).toBe(true);
          expect(progress.skipped).toEqual(expect.arrayContaining([...before.skipped]));
        }
        expect(readProgress(JSON.parse(JSON.stringify(progressJson(progress))))).toEqual(progress);
      }),
    );
  });

  it("what was kept is read as far as it fits; a step that is gone leads to the first", () => {
    expect(readProgress(null)).toBeNull();
    expect(readProgress({ skipped: [] })).toBeNull();
    expect(readProgress({ at: "x", skipped: [1, "a"], read: "no" })).toEqual({ at: "x", skipped: ["a"], read: [] });
    expect(shownStep(setupSteps(facts(), START), "gone")).toBe(0);
  });

  it("says how far it is", () => {
    expect(progressText(setupSteps(facts({ works: true }), START))).toBe("1 of 8 steps done");
    const all = facts({ sandbox_tried: true, works: true, settings_kept: true, statuses: ["done"], services: facts().services.map((one) => ({ ...one, ok: true, live: true })) });
    expect(progressText(setupSteps(all, { ...START, read: ["welcome"] }))).toBe("Everything is set up.");
  });

  it("opens by itself only on a desktop, where nothing is set up, and once", () => {
    expect(mayOpenItself(true, true, null)).toBe(true);
    expect(mayOpenItself(false, true, null)).toBe(false);
    expect(mayOpenItself(true, false, null)).toBe(false);
    expect(mayOpenItself(true, true, progressJson(START))).toBe(false);
  });

  it.each([["de-AT", "EUR"], ["en-GB", "GBP"], ["en-US", "USD"], ["zh-Hans-CN", "CNY"], ["de-CH", "CHF"], ["sv", "USD"], ["", "USD"]])("proposes for %s %s", (locale, currency) => {
    expect(currencyOf(locale)).toBe(currency);
  });
});

describe("F1 the way through the sandbox business", () => {
  const sandbox = (over: Partial<TourFacts> = {}): TourFacts => ({ overview: overview({ realm: "sandbox", observed: 9, waiting: 0 }), cards: [], books: [], audits: 0, briefings: 0, ...over });
  const booked = (over: Partial<Booked>): Booked => ({ name: "draft", partner: "Acme", total: "85.00 USD", state: "draft", made: true, ...over });
  const done = (given: TourFacts): boolean[] => tour(given).map((step) => step.done);

  it("begins with nothing done, and says what comes first", () => {
    expect(done(sandbox())).toEqual([false, false, false, false, false, false, false]);
    expect(nextInTour(tour(sandbox()), 0)).toBe("Next: mail and comments arrive and are read.");
  });

  it("points to the panel while drafts wait", () => {
    const given = sandbox({ cards: [detail(), detail({ id: "act-2" })], overview: overview({ observed: 9, waiting: 2 }) });
    expect(tour(given)[0]?.found).toBe("9 messages were read; 2 drafts made of them; 2 waiting for you.");
    expect(nextInTour(tour(given), 2)).toBe("2 drafts wait for you: open approvals.");
  });

  it("an invoice counts only when the sandbox's own books hold one that the employee made", () => {
    const cards = [detail({ status: "done" })];
    expect(done(sandbox({ cards, books: [booked({ made: false, state: "posted" })] })).slice(3, 5)).toEqual([false, false]);
    expect(done(sandbox({ cards, books: null })).slice(3, 5)).toEqual([false, false]);
    expect(done(sandbox({ cards, books: [booked({})] })).slice(3, 5)).toEqual([true, false]);
    expect(done(sandbox({ cards, books: [booked({ state: "posted" })] })).slice(3, 5)).toEqual([true, true]);
  });

  it("ends when everything was seen", () => {
    const all = sandbox({ cards: [detail({ status: "done" })], books: [booked({ state: "posted" })], overview: overview({ live: ["odoo"] }), audits: 1, briefings: 1 });
    expect(done(all)).not.toContain(false);
    expect(nextInTour(tour(all), 0)).toContain("the whole loop");
  });
});

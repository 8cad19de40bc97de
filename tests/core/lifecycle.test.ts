import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATUSES, type Status } from "../../src/core/action";
import { CELLS, FINAL, MOVES, next, overall } from "../../src/core/lifecycle";
import { expectRecorded } from "../recorded/expect";

/** docs/lifecycle.md: the table that the ledger itself asks, with the numbers that comments and tests cite. */
function page(): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const grid = MOVES.map((move) => row([`\`${move}\``, ...STATUSES.map((from) => {
    const cell = CELLS.find((one) => one.from === from && one.move === move);
    return cell ? `**${cell.number}** ${cell.to}` : "";
  })]));
  const why = CELLS.map(({ number, from, move, to, why: reason }) => row([String(number), from, `\`${move}\``, to, reason]));
  return [
    "# The life of an action",
    "",
    "An action has one delivery for each channel it is for; a delivery has one of ten statuses. Events in the ledger move it. This page is printed",
    "from `src/core/lifecycle.ts`, and a test fails when the two differ.",
    "",
    "A move that has no cell does not exist: the ledger refuses it before anything is written. Numbers never change their meaning.",
    "",
    "## Moves by status",
    "",
    row(["event", ...STATUSES]),
    row(["---", ...STATUSES.map(() => "---")]),
    ...grid,
    "",
    `Nothing leaves ${FINAL.map((status) => `**${status}**`).join(" and ")}.`,
    "",
    "## The cells",
    "",
    row(["number", "from", "event", "to", "because"]),
    row(["---", "---", "---", "---", "---"]),
    ...why,
    "",
    "## Rules that the table alone does not say",
    "",
    "- `started` (13) is on disk before a byte leaves. A delivery that is found running at a start is settled as unknown (16).",
    "- Only a lookup (18 to 20) or a person (21, 22) moves an unknown delivery. Nothing repeats it.",
    "- Only a person sends a failed one again (23). What was never attempted (17) stays approved and may run later, while the approval holds.",
    "- An action's own status is the one of its deliveries that most needs a person's eye.",
    "",
  ].join("\n");
}

const move = fc.constantFrom(...MOVES);
const status = fc.constantFrom(...STATUSES);

describe("lifecycle table", () => {
  it("docs/lifecycle.md prints it", () => {
    expectRecorded("docs/lifecycle.md", page());
  });
  it("has no cell and no number twice", () => {
    expect(new Set(CELLS.map(({ from, move: by }) => `${from} ${by}`)).size).toBe(CELLS.length);
    expect(new Set(CELLS.map(({ number }) => number)).size).toBe(CELLS.length);
  });
  it("uses every move, and names no status or move that does not exist", () => {
    expect(new Set(CELLS.map(({ move: by }) => by))).toEqual(new Set(MOVES));
    for (const { from, to } of CELLS) expect([STATUSES.includes(from), STATUSES.includes(to)]).toEqual([true, true]);
  });
  it("every status is reached from waiting, and from every status that is not final a person or the program can end it", () => {
    const reach = (start: Status): Set<Status> => {
      const found = new Set<Status>([start]);
      for (const at of found) for (const { from, to } of CELLS) if (from === at) found.add(to);
      return found;
    };
    expect(reach("waiting")).toEqual(new Set(STATUSES));
    for (const from of STATUSES) expect(FINAL.some((end) => reach(from).has(end)), from).toBe(true);
  });
  it("done and rejected are final, and nothing else", () => {
    expect([...FINAL].sort()).toEqual(["done", "rejected"]);
    fc.assert(fc.property(fc.constantFrom(...FINAL), move, (from, by) => { expect(next(from, by)).toBeNull(); }));
  });
  it("says what its cells say, and null for an empty cell", () => {
    fc.assert(fc.property(status, move, (from, by) => {
      expect(next(from, by)).toBe(CELLS.find((cell) => cell.from === from && cell.move === by)?.to ?? null);
    }));
  });
});

/** Every way from waiting, as far as it goes. */
function walk(moves: readonly (typeof MOVES)[number][]): { path: Status[]; taken: string[] } {
  let at: Status = "waiting";
  const path: Status[] = [at];
  const taken: string[] = [];
  for (const by of moves) {
    const to = next(at, by);
    if (to === null) continue;
    at = to;
    path.push(at);
    taken.push(by);
  }
  return { path, taken };
}

describe("what no sequence of moves can do", () => {
  const moves = fc.array(move, { maxLength: 60 });
  it("K1 run without being granted since it was last waiting", () => {
    fc.assert(fc.property(moves, (list) => {
      const { path } = walk(list);
      path.forEach((at, index) => { if (at === "running") expect(path[index - 1]).toBe("approved"); });
      path.forEach((at, index) => { if (at === "approved") expect(["waiting", "running"]).toContain(path[index - 1]); });
    }), { numRuns: 500 });
  });
  it("K3 repeat what may have happened: from unknown it is never approved, running or simulated without a person's resent", () => {
    fc.assert(fc.property(moves, (list) => {
      const { path, taken } = walk(list);
      path.forEach((at, index) => {
        if (at !== "unknown") return;
        const later = path.slice(index + 1);
        const again = later.findIndex((status) => status === "running");
        if (again !== -1) expect(taken.slice(index, index + 1 + again)).toContain("resent");
      });
    }), { numRuns: 1000 });
  });
  it("K2 simulated ends as done without waiting again", () => {
    fc.assert(fc.property(moves, (list) => {
      const { path, taken } = walk(list);
      // What another device did with a live channel of its own is no simulation of ours.
      if (taken.includes("strayed")) return;
      const [simulated, done] = [path.lastIndexOf("simulated"), path.indexOf("done")];
      if (simulated !== -1 && done > simulated) expect(path.slice(simulated, done)).toContain("waiting");
    }), { numRuns: 500 });
  });
});

describe("S5 an action's status", () => {
  it("is the status that all deliveries share, and one of theirs otherwise, in any order", () => {
    fc.assert(fc.property(fc.array(status, { minLength: 1, maxLength: 5 }), (list) => {
      expect(list).toContain(overall(list));
      expect(overall([...list].reverse())).toBe(overall(list));
      if (new Set(list).size === 1) expect(overall(list)).toBe(list[0]);
    }));
  });
  it("shows the delivery that most needs a person's eye", () => {
    expect(overall(["done", "unknown", "waiting"])).toBe("unknown");
    expect(overall(["done", "failed"])).toBe("failed");
    expect(overall(["done", "rejected"])).toBe("rejected");
    expect(() => overall([])).toThrow("without deliveries");
  });
});

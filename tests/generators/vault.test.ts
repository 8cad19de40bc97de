import { describe, expect, it } from "vitest";
import { firstNotes } from "../../src/core/first-notes";
import { readGoals, readProjects, standing } from "../../src/generators/owners-tables";
import { projectOf } from "../../src/generators/projects";

describe("L3 goals and deadlines as the owner writes them", () => {
  it("reads the note of the first run", () => {
    const text = firstNotes("USD", "AI_Employee").find(({ path }) => path === "Business_Goals.md")?.text ?? "";
    const goals = readGoals(text);
    expect(goals.map(({ metric, target, alert }) => [metric, target, alert])).toEqual([
      ["Response time (hours)", { below: true, value: 24 }, { below: false, value: 48 }],
      ["Payment rate (%)", { below: false, value: 90 }, { below: true, value: 80 }],
      ["Software cost per month (USD)", { below: true, value: 500 }, { below: false, value: 600 }],
      ["Revenue per month (USD)", null, null],
    ]);
    expect(readProjects(text)).toEqual([]);
  });
  it("reads other words, thousands, aligned columns, CRLF; not what is no table", () => {
    const text = "Metric | Target\r\n\r\n|  METRIC |Alert threshold|Target   |\r\n|:--|--:|:-:|\r\n| Revenue | below 5,000 | at least 10,000.50 |\r\n|  | x | y |\r\n";
    expect(readGoals(text)).toEqual([{ metric: "Revenue", target: { below: false, value: 10000.5 }, alert: { below: true, value: 5000 }, target_text: "at least 10,000.50", alert_text: "below 5,000" }]);
    expect(readProjects("| Project | Deadline | Status |\n|--|--|--|\n| Shop | 2026-12-01 | Open |\n| Van | soon | |\n")).toEqual([{ name: "Shop", deadline: "2026-12-01", status: "open" }, { name: "Van", deadline: null, status: "" }]);
  });
  it("compares exactly", () => {
    const goal = { metric: "", target_text: "", alert_text: "", target: { below: true, value: 24 }, alert: { below: false, value: 48 } };
    expect([23.9, 24, 48, 48.1].map((value) => standing(goal, value))).toEqual(["on target", "open", "open", "alert"]);
  });
});

describe("L3 projects from Plans", () => {
  it.each([
    ["no boxes", {}, "# Idea\n\n- think\n", { name: "Idea", status: "in_progress", progress_percentage: null, next_steps: [] }],
    ["all ticked", {}, "- [x] a\n- [X] b\n", { name: "2026-01-01-p", status: "completed", progress_percentage: 100 }],
    ["said to be done", { status: "Done" }, "- [ ] a\n", { status: "completed", progress_percentage: 0 }],
    ["said to be blocked", { status: "blocked" }, "- [ ] a\n", { status: "blocked", next_steps: ["a"], blockers: [] }],
    ["three steps at most", { title: "T" }, "- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [x] e\n", { name: "T", progress_percentage: 20, next_steps: ["a", "b", "c"] }],
    ["five blockers at most", {}, "## Blockers\n- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n## Next\n- 7\n", { status: "blocked", blockers: ["1", "2", "3", "4", "5"] }],
    ["a solved blocker is none", {}, "## Blockers\n- [x] solved\n- [ ] open\n", { blockers: ["open"], next_steps: [] }],
  ])("%s", (_what, front, body, expected) => {
    expect(projectOf("Plans/2026-01-01-p.md", front, body)).toMatchObject(expected);
  });
});

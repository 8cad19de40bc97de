import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FOLDERS, firstNotes } from "../../src/core/first-notes";

const notes = Object.fromEntries(firstNotes("EUR", "AI_Employee").map(({ path, text }) => [path, text]));

describe("the notes of the first run", () => {
  it("hold the goals' table with the plan's numbers, in the owner's currency", () => {
    expect(notes["Business_Goals.md"]).toContain("| Response time (hours) | < 24 | > 48 |");
    expect(notes["Business_Goals.md"]).toContain("| Software cost per month (EUR) | < 500 | > 600 |");
  });
  it("L5 views: a Bases file of one table for each folder of the queue", () => {
    const base = parse(notes["Queue.base"] ?? "") as { views: { type: string; filters: { and: string[] }; order: string[] }[] };
    expect(base.views.map(({ type }) => type)).toEqual(["table", "table", "table", "table", "table"]);
    for (const { filters, order } of base.views) {
      const folder = /^file\.inFolder\("AI_Employee\/(\w+)"\)$/.exec(filters.and[0] ?? "")?.[1];
      expect(FOLDERS).toContain(folder);
      expect(order[0]).toBe("file.name");
    }
  });
});

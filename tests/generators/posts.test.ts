/** Owns: proof that post ideas come from the owner's own notes and log and nowhere else, once each, and never over the owner's words (PRODUCT S8). Never: a channel. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readNote } from "../../src/core/note";
import { readPostNote } from "../../src/core/post-note-read";
import { posts } from "../../src/generators/posts";
import { readVoice } from "../../src/generators/voice";
import type { Sources } from "../../src/generator";
import { sources, TestLedger, type World } from "./ledger";
import { story } from "./story";

const DUE = { period: "2026-11-23", late: false, final: true };
const PLAN = "---\ntype: plan_document\ntitle: New oven [[x]]\nstatus: completed\n---\n- [x] install it\n";
const GOALS = "| Project | Deadline | Status |\n| --- | --- | --- |\n| Winter menu | 2026-12-10 | open |\n| Old thing | 2026-12-01 | done |\n| Far away | 2027-12-01 | open |\n";
const HANDBOOK = "# Company handbook\n\n## Facts\n\n- Name: Mill Bakery\n\n## Voice\n\n- Friendly and brief.\n- Hashtags: #mill #bread\n- Sign off: Your bakers\n\n## Always a person\n\n- legal matters\n";

function at(notes: Record<string, string>, more: Partial<World> = {}): Sources {
  const ledger = story();
  ledger.open("2026-11-23T05:00:00Z");
  return sources({ lines: ledger.lines, now: "2026-11-23T07:30:00Z", notes, ...more });
}
const textIn = (markdown: string): string => {
  const note = readNote(markdown, parse);
  if ("problem" in note) throw new Error(note.problem);
  return readPostNote(note, { zone: "UTC", channels: [] }).draft.text;
};

describe("S8 post ideas", () => {
  it("a completed plan comes first, with its source and the owner's voice; its title is text, not markup", async () => {
    const { path, markdown } = await posts.generate(DUE, at({ "Plans/oven.md": PLAN, "Business_Goals.md": GOALS, "Company_Handbook.md": HANDBOOK }), null);
    expect(path).toBe("Posts/2026-11-23_idea.md");
    expect(textIn(markdown)).toBe("Done: New oven [[x]].\n\n#mill #bread\nYour bakers");
    expect(markdown).toContain("The plan [[oven]] is completed.");
    expect(markdown).toContain("- Your voice: Friendly and brief.");
    expect(markdown).not.toContain("Mill Bakery");
  });

  it("goals that are written as a list: a ticked one, then an open one, in the owner's words and once each", async () => {
    const notes = { "Business_Goals.md": "## Q4\n\n- [ ] Sell 12 courses by December\n- [x] Open the kiln room\n- just a remark\n", "Company_Handbook.md": "## Voice\n\nShort sentences. No shouting.\n\n## Else\n\nNot this.\n" };
    const monday = { now: "2026-12-07T07:30:00Z" };
    const first = await posts.generate({ ...DUE, period: "2026-12-07" }, at(notes, monday), null);
    expect(textIn(first.markdown)).toBe("Done: Open the kiln room.");
    expect(first.markdown).toContain("- Your voice: Short sentences. No shouting.");
    expect(first.markdown).not.toContain("Not this.");
    const second = await posts.generate({ ...DUE, period: "2026-12-14" }, at({ ...notes, [first.path]: first.markdown }, { now: "2026-12-14T07:30:00Z" }), null);
    expect(textIn(second.markdown)).toBe("What we are working on: Sell 12 courses by December.");
    const third = await posts.generate({ ...DUE, period: "2026-12-21" }, at({ ...notes, [first.path]: first.markdown, [second.path]: second.markdown }, { now: "2026-12-21T07:30:00Z" }), null);
    expect(third.markdown).toBe("");
  });

  it("the next project comes when there is nothing else; far, done and blocked ones never", async () => {
    const { markdown } = await posts.generate({ ...DUE, period: "2026-12-07" }, at({ "Business_Goals.md": GOALS }, { now: "2026-12-07T07:30:00Z" }), null);
    expect(textIn(markdown)).toBe("We are working on Winter menu. It will be ready by 10 Dec 2026.");
  });

  it("the owner's template is used; what it asks for and nobody knows stays visible", async () => {
    const { markdown } = await posts.generate(DUE, at({ "Plans/oven.md": PLAN, "Templates/Post_plan.md": "---\nfor: me\n---\nHooray, {{ plan }} - come and see it, {{price}}!\n" }), null);
    expect(textIn(markdown)).toBe("Hooray, New oven [[x]] - come and see it, {{price}}!");
  });

  it("what was drafted once is not drafted again; with nothing to tell there is no note", async () => {
    const world = { "Plans/oven.md": PLAN };
    const first = await posts.generate(DUE, at(world), null);
    const next = await posts.generate({ ...DUE, period: "2026-11-30" }, at({ ...world, "Posts/2026-11-23_idea.md": first.markdown }, { now: "2026-11-30T07:30:00Z" }), null);
    expect(next.markdown).toBe("");
    expect((await posts.generate({ ...DUE, period: "2026-12-07" }, at({}, { now: "2026-12-07T07:30:00Z" }), null)).markdown).toBe("");
  });

  it("paid invoices are counted, and no customer is named", async () => {
    const { markdown } = await posts.generate(DUE, at({}), null);
    expect(textIn(markdown)).toMatch(/^Thank you: last week (1 invoice was|\d+ invoices were) paid\.$/);
  });
  it.each([
    [{ move_type: "out_invoice", payment_state: "paid" }, "Thank you: last week 1 invoice was paid."],
    [{ move_type: "out_invoice", payment_state: "partial" }, null],
    [{ move_type: "in_invoice", payment_state: "paid" }, null],
  ])("a payment is a paid invoice only when Odoo said so of a customer's: %j", async (said, text) => {
    const ledger = new TestLedger().open("2026-11-16T08:00:00Z").propose("2026-11-16T09:00:00Z", "p", { deliveries: [{ channel: "odoo", operation: "register_payment", payload: {} }] });
    ledger.done("2026-11-16T09:10:00Z", "p", "panel", { move_id: 7, ...said });
    const { markdown } = await posts.generate(DUE, sources({ lines: ledger.lines, now: "2026-11-23T07:30:00Z" }), null);
    expect(markdown === "" ? null : textIn(markdown)).toBe(text);
  });

  it("law: nothing stands in a draft that stands neither in the owner's notes nor in the template", async () => {
    const word = fc.stringMatching(/^[A-Za-zäöü0-9&%€.-]{1,12}$/);
    const title = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(" "));
    const world = fc.record({ plan: fc.option(title), goal: fc.option(title), closing: fc.option(title), template: fc.option(title), day: fc.integer({ min: 24, max: 30 }) });
    await fc.assert(fc.asyncProperty(world, async ({ plan, goal, closing, template, day }) => {
      const notes = {
        ...(plan !== null && { "Plans/p.md": `---\ntype: plan_document\ntitle: ${JSON.stringify(plan)}\nstatus: completed\n---\n` }),
        ...(goal !== null && { "Business_Goals.md": `| Project | Deadline | Status |\n| --- | --- | --- |\n| ${goal} | 2026-11-${day} | open |\n` }),
        ...(closing !== null && { "Company_Handbook.md": `## Voice\n- Sign off: ${closing}\n` }),
        ...(template !== null && { "Templates/Post_plan.md": `${template} {{plan}}` }),
      };
      const { markdown } = await posts.generate({ ...DUE, period: "2026-11-23" }, sources({ lines: [], now: "2026-11-23T07:30:00Z", notes }), null);
      const sourced = `${Object.values(notes).join("\n").replace(/\\"/g, '"')} Done: . We are working on . It will be ready by ${day} Nov 2026.`;
      if (plan === null && goal === null) expect(markdown).toBe("");
      else for (const said of textIn(markdown).split(/\s+/)) expect(sourced).toContain(said.replace(/\.$/, ""));
    }), { numRuns: 30 });
  });

  it("a draft that is there stays as the owner has it", async () => {
    expect((await posts.generate(DUE, at({ "Plans/oven.md": PLAN }), "mine")).markdown).toBe("mine");
  });

  it("is due once a week, and only for the week that is now, however long nobody was there", () => {
    const { settings } = at({});
    const due = posts.due(settings, [], "2026-10-01T00:00:00Z", new Date("2026-11-23T07:30:00Z"));
    expect(due.map(({ period }) => period)).toEqual(["2026-11-23"]);
    expect(posts.due(settings, [{ period: "2026-11-23", final: true, at: "2026-11-23T07:00:00Z" }], "2026-10-01T00:00:00Z", new Date("2026-11-25T07:30:00Z"))).toEqual([]);
  });

  it("the voice is what stands below its heading, and nothing else", () => {
    expect(readVoice("## Tone of voice\n* Calm\n## Other\n- Loud")).toEqual({ rules: ["Calm"], closing: "" });
    expect(readVoice("")).toEqual({ rules: [], closing: "" });
  });
});

/** Owns: proof of how an action looks as a note, and of what counts as a person's change to it. Never: a decision. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { parse } from "yaml";
import { actionNote, changedFields, FOLDERS, inertField, noteName, OWNERS_LINE, type Face, type NoteContext } from "../../src/core/action-note";
import { STATUSES, type Status } from "../../src/core/action";
import type { JsonObject } from "../../src/core/json";
import { readNote } from "../../src/core/note";
import type { ActionState, DeliveryState } from "../../src/core/state";

const DELIVERY: DeliveryState = { status: "waiting", attempts: 0, started_at: null, remembered: {}, receipt: null, problem: null, again_at: null, lookups: 0, findings: [] };
const FIELDS: JsonObject = { customer: "Ada", amount: "120.50", items: [{ description: "Tea [[Secret]] {{x}} <% y %>", quantity: "3" }], paid: false, memo: "" };
const FACE: Face = { channel: "books", label: "Books: Enter", preview: { title: "Invoice | for [[Ada]]", rows: [["Total", "120.50 EUR"]], table: [["What", "How many"], ["Tea | green", "3"]] }, fields: FIELDS };

function action(status: Status, change: Partial<ActionState> = {}): ActionState {
  return {
    proposal: {
      id: "invoice-0123456789abcd", type: "books_invoice", deliveries: [{ channel: "books", operation: "invoice", payload: FIELDS }], depends_on: ["partner-0123456789abcd"], origin: { kind: "mail", id: "gmail:1" },
      summary: "Invoice for ![[Ada]]", money: { amount: "120.50", currency: "EUR" }, evidence: { total: "```dataview\nLIST``` | 120.50" }, signs: [], keys: { thread: null, po_number: null, partner: null }, assumptions: ["Due in 30 days."],
    },
    fingerprint: "f".repeat(64), modes: { books: "dry_run" }, verdict: { decision: "ask", reasons: [{ code: "cross_domain", text: "Somebody outside asked for it." }], high_risk: false },
    signs: [{ code: "spf", text: "SPF failed.", fraud: true }], expires_at: "2026-11-18T08:00:00.000Z", created_at: "2026-11-16T08:00:00.000Z",
    deliveries: { books: { ...DELIVERY, status } }, decision: null, denied: null, changed: [], own_fields: {}, returned: null, note: null, missing_since: null, missing_with_many: false, archived: false, touched: 1, ...change,
  };
}
const CONTEXT: NoteContext = { zone: "Europe/Berlin", prefix: "INVOICE", faces: [FACE], source: { source_email_id: "1" }, source_text: "<script>alert(1)</script> [[Company_Handbook]]", overlay: null, front: {} };
const front = (text: string): JsonObject => {
  const note = readNote(text, (yaml) => parse(yaml) as unknown);
  if ("problem" in note) throw new Error(note.problem);
  return note.front;
};

describe("A1 what the note says", () => {
  it("front matter: the plan's fields, the type's own, and what it was written from", () => {
    expect(front(actionNote(action("waiting"), CONTEXT, null))).toMatchObject({
      id: "invoice-0123456789abcd", type: "books_invoice", created_at: "2026-11-16T08:00:00.000Z", expires_at: "2026-11-18T08:00:00.000Z", status: "pending",
      approval_reason: "cross_domain", dry_run: true, high_risk: false, fingerprint: "f".repeat(64), customer: "Ada", amount: "120.50", source_email_id: "1",
    });
  });

  it.each(STATUSES)("%s: every status has a folder, a headline, and a way on or an end", (status) => {
    const text = actionNote(action(status), CONTEXT, null);
    expect(text).toMatch(/\n# Invoice for /);
    expect(text).toMatch(/## What (will happen|would happen|was done|was asked for)/);
    expect(FOLDERS[status]).toMatch(/^(Pending_Approval|Approved|Needs_Action|Completed|Rejected)$/);
    expect(text.includes("## How to decide")).toBe(!["done", "rejected", "running", "quarantined"].includes(status));
  });

  it("high risk: says that moving does not count, and how to decide instead", () => {
    const text = actionNote(action("waiting", { verdict: { ...action("waiting").verdict, high_risk: true } }), CONTEXT, null);
    expect(text).toContain("Moving this note does not count");
    expect(text).not.toContain("Approve: move this note");
  });

  it("dry run, expiry in the owner's zone, reasons, signs, assumptions, evidence and dependencies are there to read", () => {
    const text = actionNote(action("waiting"), CONTEXT, null);
    for (const words of ["Dry run", "09:00", "Somebody outside asked for it.", "**Fraud sign:** SPF failed.", "Due in 30 days.", "120.50", "Waits for partner-0123456789abcd"]) expect(text).toContain(words);
  });

  it("same state, same text; the name is stable and ends in the id", () => {
    expect(actionNote(action("waiting"), CONTEXT, null)).toBe(actionNote(action("waiting"), CONTEXT, null));
    expect(noteName(action("waiting"), "INVOICE")).toBe("INVOICE_2026-11-16_invoice-0123456789abcd.md");
  });

  it("G4 nothing of a stranger's words takes effect: no link, embed, template, HTML or code outside a quotation", () => {
    const text = actionNote(action("waiting"), CONTEXT, null);
    expect(text).not.toMatch(/(?<!\\)\[\[(Ada|Secret|Company)/);
    expect(text).not.toContain("<%");
    expect(text).not.toContain("{{");
    expect(text).not.toMatch(/^```dataview/m);
    expect(text).not.toMatch(/^(?!>).*<script>/m);
  });
});

describe("the owner's part", () => {
  it("survives a rewrite in another status; writing twice changes nothing", () => {
    const first = actionNote(action("waiting"), CONTEXT, null);
    const remarked = `${first}My remark.\n`;
    const second = actionNote(action("done"), CONTEXT, remarked);
    expect(second.slice(second.indexOf(OWNERS_LINE))).toBe(`${OWNERS_LINE}\nMy remark.\n`);
    expect(actionNote(action("done"), CONTEXT, second)).toBe(second);
  });

  it("a note whose line was erased is written whole; nothing of ours is doubled", () => {
    const text = actionNote(action("waiting"), CONTEXT, "---\nid: x\n---\nOld text without the line\n");
    expect(text.split("## What will happen")).toHaveLength(2);
  });
});

describe("A2 what counts as a change", () => {
  const written = front(actionNote(action("waiting"), CONTEXT, null));

  it("what the program wrote reads as unchanged, through YAML", () => {
    expect(changedFields(written, [FACE])).toEqual({});
  });

  it.each<[string, JsonObject]>([
    ["a number for a text", { amount: 120.5 }],
    ["another number of zeros", { amount: "120.500" }],
    ["a text for a truth value", { paid: "false" }],
    ["null for nothing", { memo: null }],
    ["spaces around it", { customer: " Ada " }],
    ["fields that are not the operation's", { status: "approved", id: "other", cssclass: "x" }],
  ])("not: %s", (_what, change) => {
    expect(changedFields({ ...written, ...change }, [FACE])).toEqual({});
  });

  it("not: an erased property", () => {
    const rest: JsonObject = { ...written };
    delete rest["amount"];
    expect(changedFields(rest, [FACE])).toEqual({});
  });

  it.each<[string, JsonObject]>([
    ["an amount", { amount: "121" }],
    ["a negative amount", { amount: "-120.50" }],
    ["a list shortened", { items: [] }],
    ["a nested field", { items: [{ description: "Tea", quantity: "3" }] }],
    ["a truth value", { paid: true }],
    ["case", { customer: "ADA" }],
  ])("yes: %s", (_what, change) => {
    expect(changedFields({ ...written, ...change }, [FACE])).toEqual(change);
  });

  it("any text comes back through YAML and front matter unchanged", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.boolean(), fc.constant("1e3"), fc.constant("0x10"), fc.constant("2026-01-01"), fc.constant("~"))), (fields) => {
        const face = { ...FACE, fields };
        const own = Object.fromEntries(Object.entries(fields).filter(([key]) => !(key in front(actionNote(action("waiting"), { ...CONTEXT, faces: [], source: {} }, null)))));
        expect(changedFields(front(actionNote(action("waiting"), { ...CONTEXT, faces: [{ ...face, fields: own }], source: {} }, null)), [{ ...face, fields: own }])).toEqual({});
      }),
      { numRuns: 150 },
    );
  });

  it("inert text stays inert when made inert again, and no real edit hides behind it", () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(inertField(inertField(text))).toEqual(inertField(text)); }));
    expect(changedFields({ memo: "[[x]] more" }, [{ ...FACE, fields: { memo: "[[x]]" } }])).toEqual({ memo: "[[x]] more" });
  });
});

describe("A1 the link in the note", () => {
  const link = "[open this request in the approval panel](obsidian://autonomous-employee?id=invoice-0123456789abcd)";

  it.each(STATUSES)("%s: stands where deciding is explained, and nowhere else", (status) => {
    const text = actionNote(action(status), CONTEXT, null);
    const [before = "", how = ""] = text.split("## How to decide");
    expect(before).not.toContain("obsidian://");
    expect(how.includes(link)).toBe(how !== "");
  });

  it("an id cannot end it or bring markup of its own", () => {
    const waiting = action("waiting");
    const text = actionNote({ ...waiting, proposal: { ...waiting.proposal, id: "x) [[Secrets]] <% %> `y`" } }, CONTEXT, null);
    expect(text).toContain("(obsidian://autonomous-employee?id=x%29%20%5B%5BSecrets%5D%5D%20%3C%25%20%25%3E%20%60y%60)");
  });
});

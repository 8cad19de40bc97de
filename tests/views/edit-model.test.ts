/**
 * Owns: the proof that what is typed is kept, that only changes are sent, and that problems stand at their fields (PRODUCT A2, A3).
 * Never: a document, or an operation's own rules.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addRow, changes, removeRow, startEditing, type, withProblems } from "../../src/views/edit-model";
import { changeSentence, fieldName } from "../../src/views/names";
import { detail } from "./examples";

const start = startEditing(detail().fields);

describe("A3 typing into fields", () => {
  it("nothing typed, or typed and put back, is no change", () => {
    expect(changes(start)).toEqual({});
    expect(changes(type(type(start, "po_number", "x"), "po_number", "PO-7731"))).toEqual({});
    const none = startEditing({ po_number: null, is_company: false });
    expect(changes(type(type(none, "po_number", "x"), "po_number", ""))).toEqual({});
    expect(changes(type(none, "is_company", true))).toEqual({ is_company: true });
  });

  it("a field, a field of a row, a number that stays one where it is one", () => {
    expect(changes(type(start, "due_date", "2026-12-24"))).toEqual({ due_date: "2026-12-24" });
    const { line_items: lines } = changes(type(start, "line_items.1.quantity", "6"));
    expect(lines).toMatchObject([{ quantity: "13" }, { quantity: "6", unit_price: "27.00" }]);
    expect(changes(type(start, "partner_id", "77"))).toEqual({ partner_id: 77 });
    expect(changes(type(start, "partner_id", "the other one"))).toEqual({ partner_id: "the other one" });
    expect(changes(type(start, "partner_id", ""))).toEqual({ partner_id: "" });
  });

  it("rows are added with the same fields and removed; the base is not touched", () => {
    const added = addRow(start, "line_items");
    expect(added.typed["line_items"]).toHaveLength(3);
    expect(changes(removeRow(added, "line_items.2"))).toEqual({});
    expect(changes(removeRow(start, "line_items.0"))["line_items"]).toMatchObject([{ description: "Proof prints" }]);
    const emptied = removeRow(removeRow(start, "line_items.0"), "line_items.0");
    expect(addRow(emptied, "line_items").typed["line_items"]).toEqual([{ description: "", quantity: "", unit_price: "" }]);
    expect(start.base).toEqual(detail().fields);
  });

  it("whatever is typed into a text stands there again", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(type(start, "line_items.0.description", text).typed["line_items"]).toMatchObject([{ description: text }, { description: "Proof prints" }]);
      }),
    );
  });
});

describe("A3 problems stand at their fields", () => {
  const notes = (answer: string): unknown => withProblems(start, answer).problems;

  it("each at its own; a sentence that goes on stays with its field", () => {
    expect(notes("Not taken over: due_date must be a date like 2026-12-31; line_items.0.quantity must be more than zero; a refund is a credit note.")).toEqual([
      { path: "due_date", text: "must be a date like 2026-12-31" },
      { path: "line_items.0.quantity", text: "must be more than zero; a refund is a credit note" },
    ]);
  });

  it("what names no field stands above all", () => {
    expect(notes("It can no longer be changed.")).toEqual([{ path: "", text: "It can no longer be changed" }]);
  });
});

describe("names of fields, for a person", () => {
  it.each([
    ["due_date", "Due date"],
    ["po_number", "PO number"],
    ["line_items.0.unit_price", "Line 1, unit price"],
    ["lines.1", "Line 2"],
    ["total", "Total"],
  ])("%s: %s", (path, name) => expect(fieldName(path)).toBe(name));

  it("changes are sentences; what is not one stays as it is", () => {
    expect(changeSentence('due_date: "2026-12-18" -> null')).toBe("Due date: 2026-12-18 → empty");
    expect(changeSentence('line_items.1.description: "a -> \\"b\\"" -> ""')).toBe('Line 2, description: a -> "b" → empty');
    expect(changeSentence("something else")).toBe("something else");
  });
});

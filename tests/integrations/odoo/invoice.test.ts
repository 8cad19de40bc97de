import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../../../src/core/money";
import { expected, INVOICE_EXAMPLES, invoiceFields, invoiceFromFields, invoicePreview, parseInvoice, type InvoicePayload } from "../../../src/integrations/odoo/invoice";
import { externalName, lineName } from "../../../src/integrations/odoo/external-id";
import { odooChannel } from "../../../src/integrations/odoo/channel";

const [first] = INVOICE_EXAMPLES;
if (!first) throw new Error("no example");
const example: InvoicePayload = first;

const cents = (least: number, most: number) => fc.integer({ min: least, max: most }).map((value) => (value / 100).toFixed(2));
const anyInvoice = fc
  .record({
    partner: fc.oneof(
      fc.record({ kind: fc.constant("known" as const), id: fc.integer({ min: 1, max: 1e6 }), name: fc.constantFrom("Müller & Co", "Anna: North", "- x", "#1 Shop") }),
      fc.record({ kind: fc.constant("new" as const), action: fc.constant("partner-1"), name: fc.constant("New One") }),
      fc.record({ kind: fc.constant("unresolved" as const), name: fc.constant("Who") }),
    ),
    customer_email: fc.constantFrom(null, "a@b.example"),
    currency: fc.constantFrom("EUR", "JPY", "KWD"),
    po_number: fc.constantFrom(null, "PO 1/2", "007"),
    lines: fc.array(fc.record({ description: fc.constantFrom("Design", "a: b", "[x]"), quantity: fc.constantFrom("1", "2.5", "0.333"), unit_price: cents(100, 1e7) }), { minLength: 1, maxLength: 5 }),
    tax: fc.constantFrom(null, { id: 1, name: "19%", rate: "19", included: false }, { id: 2, name: "incl", rate: "7", included: true }, { id: 3, name: "group", rate: null, included: false }),
  })
  .map((some): InvoicePayload => {
    const whole = { ...some, invoice_date: "2026-11-20", due_date: "2026-12-20" };
    return { ...whole, total_amount: expected(whole).total };
  });

describe("M2 O3 the gate of an invoice", () => {
  test("A2 a note's fields give the same payload back, whatever YAML made of the numbers", () => {
    fc.assert(
      fc.property(anyInvoice, (raw) => {
        const gated = parseInvoice(raw);
        if (!gated.ok) return fc.pre(false);
        const fields = invoiceFields(gated.payload);
        expect(parseInvoice(invoiceFromFields(gated.payload, fields))).toEqual(gated);
        const asNumbers = { ...fields, total_amount: Number(fields["total_amount"]) };
        expect(parseInvoice(invoiceFromFields(gated.payload, asNumbers))).toEqual(gated);
        return true;
      }),
    );
  });
  test("the total is the lines plus tax, and only that passes", () => {
    fc.assert(
      fc.property(anyInvoice, cents(1, 1e6), (invoice, off) => {
        const { total, untaxed, tax } = expected(invoice);
        if (invoice.tax?.rate === "19") expect(Number(total)).toBeCloseTo(Number(untaxed) + Number(tax), 3);
        fc.pre(compare(off, total) !== 0);
        expect(parseInvoice({ ...invoice, total_amount: off })).toMatchObject({ ok: false });
      }),
    );
  });
  test("a mismatch says which number is odd", () => {
    const result = parseInvoice({ ...example, total_amount: "300.00" });
    expect(result).toMatchObject({ ok: false, problems: [{ field: "total_amount", text: "is 300.00, but the lines add up to 225.50: correct the number that is odd" }] });
  });
  test.each([
    ["customer_name", { partner: { ...example.partner, name: "" } }],
    ["currency", { currency: "euro" }],
    ["due_date", { due_date: "2026-02-30" }],
    ["due_date", { due_date: "2026-11-01" }],
    ["customer_email", { customer_email: "a@b.example, c@d.example" }],
    ["line_items", { lines: [] }],
    ["line_items.0.quantity", { lines: [{ description: "x", quantity: "0", unit_price: "1.00" }], total_amount: "0.00" }],
    ["line_items.0.description", { lines: [{ description: "bell\u0007", quantity: "1", unit_price: "1.00" }], total_amount: "1.00" }],
    ["line_items.0.unit_price", { lines: [{ description: "x", quantity: "1", unit_price: "1,50" }], total_amount: "1.50" }],
    ["total_amount", { lines: [{ description: "x", quantity: "1", unit_price: "-5.00" }], total_amount: "-5.00" }],
  ])("refuses a wrong %s by name", (field, change) => {
    const result = parseInvoice({ ...example, ...change });
    expect(result.ok ? [] : result.problems.map((problem) => problem.field)).toContain(field);
  });
  test("a partner number written into the note chooses that partner", () => {
    const unresolved: InvoicePayload = { ...example, partner: { kind: "unresolved", name: "Who" } };
    expect(parseInvoice(invoiceFromFields(unresolved, { ...invoiceFields(unresolved), partner_id: 12 }))).toMatchObject({ ok: true, payload: { partner: { kind: "known", id: 12, name: "Who" } } });
    expect(parseInvoice(invoiceFromFields(example, { ...invoiceFields(example), partner_id: "" }))).toMatchObject({ ok: true, payload: { partner: { kind: "unresolved" } } });
  });
  test("the preview shows every line, tax and total", () => {
    const preview = invoicePreview(example);
    expect(preview.table).toEqual([["Description", "Quantity", "Unit price", "Amount"], ["Design work", "2.5", "80.00", "200.00"], ["Hosting", "1", "25.50", "25.50"]]);
    expect(Object.fromEntries(preview.rows)).toMatchObject({ Total: "225.50 EUR", Tax: "none", Due: "2026-12-19" });
  });
});

describe("A1 every operation", () => {
  test("its examples pass the gate, and their note gives them back", () => {
    for (const operation of Object.values(odooChannel().operations)) {
      expect(operation.examples.length).toBeGreaterThan(0);
      for (const payload of operation.examples) {
        const gated = operation.parse(payload);
        expect(gated).toEqual({ ok: true, payload });
        expect(operation.parse(operation.fromFields(payload, operation.toFields(payload)))).toEqual(gated);
      }
    }
  });
});

describe("O4 external ids", () => {
  test("hold letters, digits, underscore and dash only, and differ when the actions differ", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        expect(externalName(a)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(lineName(a, 0)).not.toBe(lineName(a, 1));
        if (a !== b) expect(externalName(a)).not.toBe(externalName(b));
      }),
    );
  });
});

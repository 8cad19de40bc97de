/** Owns: proof that notes of every shape in use elsewhere are read as one shape, however they are written. Never: a decision. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { readNote, writeNote } from "../../src/core/note";
import { describeShape, readShape, SHAPES, type ShapedNote } from "../../src/core/note-shapes";
import { readYaml } from "../../src/host/node/yaml";

function read(text: string): ShapedNote | null {
  const note = readNote(text, readYaml);
  if ("problem" in note) throw new Error(note.problem);
  return readShape(note.front, note.body);
}

const NOTES: [string, string, Partial<ShapedNote>][] = [
  ["social post", "---\ntype: social_media_post\nplatforms: [facebook, x]\npost_type: scheduled\ncontent: Open on Sunday\nscheduled_for: 2026-11-22T10:00:00Z\nstatus: pending\ndry_run: true\n---\n", { shape: "social_media_post", platforms: ["facebook", "x"], fields: { content: "Open on Sunday", scheduled_for: "2026-11-22T10:00:00Z", status: "pending" } }],
  ["social post, one platform, text in fenced JSON", "---\ntype: Social Post\nPlatform: linkedin\n---\n# Post\n```json\n{\"content\": \"Hello\", \"link\": null}\n```\n", { shape: "social_media_post", platforms: ["linkedin"], fields: { content: "Hello" } }],
  ["Odoo transaction", "---\ntype: odoo_transaction\ntransaction_type: payment\namount: 120.50\npartner_id: 7\napproval_reason: new_payee\nexpires_at: 2026-11-24\ndry_run: true\n---\n", { shape: "odoo_transaction", fields: { amount: "120.5", reason: "new_payee", expires_at: "2026-11-24" } }],
  ["invoice from mail", "---\ntype: odoo_invoice\ncustomer_name: Acme\ntotal_amount: \"85.00\"\ncurrency: USD\napproval_status: pending\nline_items:\n  - {description: A, quantity: 1, unit_price: 60}\n  - {description: B, quantity: 1, unit_price: 25}\n---\n", { shape: "odoo_invoice", fields: { amount: "85.00", currency: "USD", recipient: "Acme", status: "pending" } }],
  ["invoice with one line that is no list", "---\ntype: invoice\ninvoice_lines: {description: A}\n---\n", { shape: "odoo_invoice", lines: [{ description: "A" }] }],
  ["clarification", "---\ntype: invoice_clarification_needed\nsource_email_from: a@b.example\nparse_error: no amount\n---\n", { shape: "invoice_clarification_needed", fields: { recipient: "a@b.example", subject: "no amount" } }],
  ["general request", "---\ntype: approval_request\naction: payment\namount: 500\nrecipient: Bo\nreason: rent\ncreated: 2026-11-20\nexpires: 2026-11-22\nstatus: pending\n---\n", { shape: "approval_request", fields: { amount: "500", recipient: "Bo", reason: "rent", created_at: "2026-11-20", expires_at: "2026-11-22", status: "pending" } }],
  ["general request without a type", "---\naction_type: gmail_response\n---\n", { shape: "approval_request" }],
  ["mail", "---\ntype: email\nfrom: a@b.example\nsubject: Hello\ntimestamp: 2026-11-20\n---\n", { shape: "gmail_message", fields: { recipient: "a@b.example", subject: "Hello", created_at: "2026-11-20" } }],
  ["plan", "---\ntype: plan\ntitle: Move\nstatus: in_progress\n---\n", { shape: "plan_document", fields: { subject: "Move", status: "in_progress" } }],
  ["file", "---\ntype: file_drop\noriginal_name: bill.pdf\nsize: 12\n---\n", { shape: "file_drop", fields: { subject: "bill.pdf" } }],
];

describe("every shape in use elsewhere", () => {
  it.each(NOTES)("%s", (_what, text, wanted) => {
    expect(read(text)).toMatchObject(wanted);
  });

  it.each(NOTES)("%s: the same with CRLF, a byte order mark, keys in another order, another case, dashes for underscores", (_what, text, wanted) => {
    expect(read(`\uFEFF${text.replace(/\n/g, "\r\n")}`)).toMatchObject(wanted);
    const { front, body } = readNote(text, readYaml) as { front: JsonObject; body: string };
    expect(read(writeNote(Object.fromEntries(Object.entries(front).reverse()), body))).toMatchObject(wanted);
    expect(read(writeNote(Object.fromEntries(Object.entries(front).map(([key, value]) => [key.toUpperCase().replaceAll("_", "-"), value])), body))).toMatchObject(wanted);
  });

  it("every shape is among them, and is told as a sentence", () => {
    const shapes = NOTES.map(([, text]) => read(text));
    expect(SHAPES.filter((shape) => !shapes.some((one) => one?.shape === shape))).toEqual([]);
    for (const shape of shapes) expect(shape && describeShape(shape)).toMatch(/^It reads as .{5,}\.$/);
  });

  it("what is none of them is none", () => {
    for (const text of ["", "Just text", "---\ntags: [a]\n---\n", "---\ntype: recipe\n---\n"]) expect(read(text)).toBeNull();
  });

  it("tabs where YAML wants spaces are read as a person meant them", () => {
    expect(read("---\ntype: odoo_invoice\nline_items:\n\t- description: A\n\t  quantity: 1\n---\n")?.lines).toEqual([{ description: "A", quantity: 1 }]);
  });

  it("law: nothing that stands in properties makes reading throw, and what is written is read back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom("type", "amount", "platforms", "line_items", "content", "__proto__"), fc.string({ maxLength: 8 })), fc.jsonValue({ maxDepth: 3 })), fc.string(), (front, body) => {
        const shaped = readShape(front as JsonObject, body);
        if (shaped) expect(describeShape(shaped).length).toBeGreaterThan(5);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...SHAPES), fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.trim() !== ""), fc.integer({ min: 1, max: 999_999 }), (type, recipient, cents) => {
        const amount = (cents / 100).toFixed(2);
        expect(read(writeNote({ type, recipient, amount }, "text"))).toMatchObject({ shape: type, fields: { recipient: recipient.trim(), amount } });
      }),
    );
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plan } from "../../../src/channel";
import type { Draft } from "../../../src/core/draft";
import type { Mail } from "../../../src/core/mail";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { plainName } from "../../../src/integrations/odoo/match";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import type { Observation } from "../../../src/watcher";
import { callTo, CUSTOMERS, twinWithCustomers, VERSIONS, type Fields } from "./kit";

function draftOf(more: Partial<Draft> = {}): Draft {
  return {
    kind: "invoice_request",
    action: "draft",
    customer: { name: "Anna North", email: "anna@northwind.example", company: null },
    currency: "EUR",
    lines: [{ description: "Design work", quantity: "3", unit: null, unit_price: "100.50", amount: "301.50" }],
    total: "301.50",
    due_date: null,
    terms: null,
    po_number: "PO-9",
    reference: null,
    missing: [],
    evidence: { total: "Total: 301.50 EUR", customer_email: "From: anna@northwind.example" },
    places: {},
    confidence: "sure",
    reasons: [],
    signs: [],
    language: "en",
    priority: "medium",
    priority_reason: "",
    new_text: "",
    ...more,
  };
}

const mail: Mail = { id: "m1", thread: "t1", message_id: null, date: null, from: null, reply_to: [], to: [], cc: [], subject: "Invoice for October", text: "", html_text: null, attachments: [], headers: {}, labels: [], problems: [] };
const seen: Observation = { id: "gmail:m1", source: "gmail", at: "2026-11-20T09:00:00Z", thread: "t1", mail };

async function plan(url: string, draft: Draft, fields: Fields = {}): Promise<Plan> {
  const channel = odooChannel();
  const found = await channel.planner?.plan(draft, seen, callTo(url, { fields }), (slot) => `${slot}-id`);
  if (!found) throw new Error("no planner");
  // What is proposed must pass its gate as it is.
  if (found.kind === "proposals") {
    for (const seed of found.seeds) {
      const parsed = channel.operations[seed.operation]?.parse(seed.payload);
      expect(parsed).toEqual({ ok: true, payload: seed.payload });
    }
  }
  return found;
}

describe.each(VERSIONS)("M2 M5 an understood mail becomes proposals, Odoo %s", (version) => {
  let twin: OdooTwin;
  beforeAll(async () => {
    twin = await twinWithCustomers(version, {
      partners: [
        ...(CUSTOMERS.partners ?? []),
        { name: "Twin One", email: "shared@twins.example" },
        { name: "Twin Two", email: "shared@twins.example" },
        { name: "Müller Gartenbau GmbH", email: "info@mueller.example", is_company: true },
        { name: "Free Mailer", email: "someone@gmail.com" },
      ],
    });
  });
  afterAll(() => twin.close());

  const partnerIn = (found: Plan): unknown => (found.kind === "proposals" ? found.seeds.find(({ slot }) => slot === "invoice")?.payload["partner"] : found);

  test("by e-mail, whatever its case", async () => {
    const found = await plan(twin.url, draftOf({ customer: { name: null, email: "ANNA@Northwind.example", company: null } }));
    expect(partnerIn(found)).toMatchObject({ kind: "known", name: "Anna North" });
    expect(found).toMatchObject({ later: null, seeds: [{ slot: "invoice", operation: "draft_invoice", depends_on: [], keys: { thread: "t1", po_number: "PO-9", partner: "anna@northwind.example" } }] });
  });
  test("by company domain the company is billed", async () => {
    expect(partnerIn(await plan(twin.url, draftOf({ customer: { name: "New Colleague", email: "new@northwind.example", company: null } })))).toMatchObject({ kind: "known", name: "Northwind Studio" });
  });
  test("a freemail domain is no company", async () => {
    expect(partnerIn(await plan(twin.url, draftOf({ customer: { name: "Total Stranger", email: "stranger@gmail.com", company: null } })))).toMatchObject({ kind: "new" });
  });
  test("a wildcard in an address matches nobody else", async () => {
    expect(partnerIn(await plan(twin.url, draftOf({ customer: { name: "Nobody Known", email: "some_ne@gmail.com", company: null } })))).toMatchObject({ kind: "new" });
    expect(partnerIn(await plan(twin.url, draftOf({ customer: { name: "Nobody Known", email: "someone@gmail.com", company: null } })))).toMatchObject({ name: "Free Mailer" });
  });
  test("by name, legal form and case apart", async () => {
    expect(partnerIn(await plan(twin.url, draftOf({ customer: { name: null, email: null, company: "müller gartenbau" } })))).toMatchObject({ kind: "known", name: "Müller Gartenbau GmbH" });
  });
  test("K6 a name that is only part of another is asked", async () => {
    expect(await plan(twin.url, draftOf({ customer: { name: null, email: null, company: "Garten" } }))).toMatchObject({ kind: "questions", text: expect.stringContaining("Müller Gartenbau GmbH") as string });
  });
  test("K6 several with one address are asked, whatever name the mail gives; the owner's answer with its number settles it", async () => {
    const customer = { name: null, email: "shared@twins.example", company: null };
    const asked = await plan(twin.url, draftOf({ customer: { ...customer, name: "Twin Two" } }));
    expect(asked).toMatchObject({ kind: "questions", text: expect.stringMatching(/Twin One \(\d+\), Twin Two \(\d+\)/) as string });
    const [choice = ""] = /Twin Two \(\d+\)/.exec(asked.kind === "questions" ? asked.text : "") ?? [];
    expect(partnerIn(await plan(twin.url, draftOf({ customer: { ...customer, name: choice } })))).toMatchObject({ kind: "known", name: "Twin Two" });
    const other = twin.store.rows("res.partner").find(({ name }) => name === "Free Mailer")?.id ?? 0;
    expect(await plan(twin.url, draftOf({ customer: { ...customer, name: `Free Mailer (${other})` } }))).toMatchObject({ kind: "questions" });
  });
  test("K6 several companies of one domain, or of one name, are asked; the number tells them apart", async () => {
    const twins = [{ name: "Harbour Office", email: "a@harbour.example", is_company: true }, { name: "Harbour Shop", email: "b@harbour.example", is_company: true }, { name: "Two Of A Kind", is_company: true }, { name: "Two Of A Kind", is_company: true }, { name: "Harbour Shop (2019)", is_company: true }];
    const there = await twinWithCustomers(version, { partners: twins, moves: [] });
    const kinds = there.store.rows("res.partner").flatMap((row) => (row["name"] === "Two Of A Kind" ? [row.id] : []));
    const ask = (name: string, email: string | null) => plan(there.url, draftOf({ customer: { name, email, company: null } }));
    expect(await ask("Harbour Shop", "new@harbour.example")).toMatchObject({ kind: "questions" });
    const asked = await ask("Two Of A Kind", null);
    for (const id of kinds) expect(asked).toMatchObject({ kind: "questions", text: expect.stringContaining(`Two Of A Kind (${id})`) as string });
    expect(partnerIn(await ask("Harbour Shop (2019)", null))).toMatchObject({ kind: "known", name: "Harbour Shop (2019)" });
    for (const id of kinds) expect(partnerIn(await ask(`Two Of A Kind (${id})`, null))).toMatchObject({ kind: "known", id });
    await there.close();
  });
  test("none: the partner is proposed as its own step, the invoice waits for it", async () => {
    const found = await plan(twin.url, draftOf({ customer: { name: "Ben Blue", email: "ben@bluedoor.example", company: "Blue Door Ltd" } }));
    expect(found).toMatchObject({
      kind: "proposals",
      seeds: [
        { slot: "partner", operation: "create_partner", payload: { name: "Blue Door Ltd", email: "ben@bluedoor.example", is_company: true }, depends_on: [] },
        { slot: "invoice", payload: { partner: { kind: "new", action: "partner-id", name: "Blue Door Ltd" } }, depends_on: ["partner-id"] },
      ],
    });
  });
  test("the default due date is an assumption, a stated one is not", async () => {
    const open = await plan(twin.url, draftOf());
    expect(open).toMatchObject({ seeds: [{ payload: { invoice_date: "2026-11-20", due_date: "2026-12-20" } }] });
    expect(open.kind === "proposals" && open.seeds[0]?.assumptions.some((text) => text.includes("30 days"))).toBe(true);
    const stated = await plan(twin.url, draftOf({ due_date: "2026-12-01" }));
    expect(stated).toMatchObject({ seeds: [{ payload: { due_date: "2026-12-01" } }] });
    expect(stated.kind === "proposals" && stated.seeds[0]?.assumptions.some((text) => text.includes("30 days"))).toBe(false);
  });
  test("lines: only an amount, only a total, no price at all", async () => {
    const amount = { description: "Support", quantity: "3", unit: "hour", unit_price: null, amount: "90" };
    expect(await plan(twin.url, draftOf({ lines: [amount], total: "90.00" }))).toMatchObject({ seeds: [{ payload: { lines: [{ description: "Support (3 hour)", quantity: "1", unit_price: "90.00" }], total_amount: "90.00" } }] });
    expect(await plan(twin.url, draftOf({ lines: [], total: "50" }))).toMatchObject({ seeds: [{ payload: { lines: [{ description: "PO-9", quantity: "1", unit_price: "50.00" }] } }] });
    expect(await plan(twin.url, draftOf({ lines: [{ ...amount, amount: null }], total: null }))).toMatchObject({ kind: "questions", missing: [expect.stringContaining("Support")] });
  });
  test("K6 a total that is not what the lines add up to is asked", async () => {
    expect(await plan(twin.url, draftOf({ total: "400" }))).toMatchObject({ kind: "questions", text: expect.stringContaining("add up to 301.50") as string });
  });
  test("K6 currency and customer are never guessed", async () => {
    expect(await plan(twin.url, draftOf({ currency: null }))).toMatchObject({ kind: "questions", text: expect.stringContaining("currency") as string });
    expect(await plan(twin.url, draftOf({ customer: { name: null, email: null, company: null } }))).toMatchObject({ kind: "questions", text: expect.stringContaining("who the invoice is for") as string });
    expect(await plan(twin.url, draftOf({ due_date: "2026-03-03" }))).toMatchObject({ kind: "questions", text: expect.stringContaining("must not be before") as string });
  });
  test("O3 the default tax of the settings is on the invoice, read from Odoo", async () => {
    const found = await plan(twin.url, draftOf(), { tax: "1" });
    expect(found).toMatchObject({ seeds: [{ payload: { tax: { id: 1, name: "15%", rate: "15", included: false }, total_amount: "346.73" } }] });
    expect(await plan(twin.url, draftOf(), { tax: "77" })).toMatchObject({ later: expect.stringContaining("default tax") as string, seeds: [{ payload: { partner: { kind: "unresolved" } } }] });
  });
  test("Odoo not set up, or not there: kept, proposed, and planned again", async () => {
    for (const fields of [{ url: "" }, { url: "http://127.0.0.1:9" }, { key: "wrong" }]) {
      const found = await plan(twin.url, draftOf(), fields);
      expect(found).toMatchObject({ kind: "proposals", later: expect.any(String) as string, seeds: [{ slot: "invoice", payload: { partner: { kind: "unresolved", name: "Anna North" } } }] });
    }
  });
  test("the same draft gives the same seeds, and nothing was written", async () => {
    expect(await plan(twin.url, draftOf())).toEqual(await plan(twin.url, draftOf()));
    expect(twin.calls.filter((call) => call.write)).toEqual([]);
  });
});

test("M5 names without legal form", () => {
  for (const [name, plain] of [["Müller GmbH", "müller"], ["ACME, Inc.", "acme"], ["Dupont S.A.R.L.", "dupont"], ["Rossi S.p.A.", "rossi"], ["Coop", "coop"], ["  Two   Words Ltd ", "two words"]] as const) {
    expect(plainName(name)).toBe(plain);
  }
});

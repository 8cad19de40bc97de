/** A bill to us becomes a proposal of a vendor bill, never of a customer's invoice (PRODUCT M1, M5, section 4's traps). */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plan, Seed } from "../../../src/channel";
import type { Draft } from "../../../src/core/draft";
import type { Mail } from "../../../src/core/mail";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { understand } from "../../../src/understanding/understand";
import type { Observation } from "../../../src/watcher";
import { callTo, CUSTOMERS, twinWithCustomers, VERSIONS } from "./kit";

const letter = (from: string, text: string): Mail => ({
  id: "m1",
  thread: "t1",
  message_id: null,
  date: "2026-11-20T09:00:00Z",
  from: { name: "CloudHost Billing", email: from },
  reply_to: [],
  to: [{ name: "", email: "owner@studio.example" }],
  cc: [],
  subject: "Your CloudHost invoice CH-20931",
  text,
  html_text: null,
  attachments: [],
  headers: {},
  labels: [],
  problems: [],
});
const BILL = "Dear customer,\n\nplease find your invoice CH-20931 for hosting in October below.\n\nHosting plan M: EUR 24.00\nAmount due: EUR 24.00\nDue date: 2026-12-05\n\nCloudHost";

describe.each(VERSIONS)("M1 a vendor's bill, Odoo %s", (version) => {
  let twin: OdooTwin;
  beforeAll(async () => {
    twin = await twinWithCustomers(version, {
      partners: [...(CUSTOMERS.partners ?? []), { name: "CloudHost", email: "billing@cloudhost.example", is_company: true }, { name: "Twin One", email: "shared@twins.example" }, { name: "Twin Two", email: "shared@twins.example" }],
      products: [{ name: "Design day", default_code: "DSGN-1", list_price: 100 }],
    });
  });
  afterAll(() => twin.close());

  async function plan(mail: Mail, change: Partial<Draft> = {}, url = twin.url): Promise<Plan> {
    const channel = odooChannel();
    const draft = { ...understand(mail, { owner_emails: ["owner@studio.example"] }), ...change };
    const seen: Observation = { id: "gmail:m1", source: "gmail", at: "2026-11-20T09:00:00Z", thread: "t1", mail };
    const found = await channel.planner?.plan(draft, seen, callTo(url, { pace: 0 }), (slot) => `${slot}-id`);
    if (!found) throw new Error("no planner");
    for (const seed of found.kind === "proposals" ? found.seeds : []) expect(channel.operations[seed.operation]?.parse(seed.payload)).toEqual({ ok: true, payload: seed.payload });
    return found;
  }
  const seeds = (found: Plan): Seed[] => (found.kind === "proposals" ? found.seeds : []);

  test("a known vendor: one draft bill with the vendor's number, the total and the due date", async () => {
    const found = seeds(await plan(letter("billing@cloudhost.example", BILL)));
    expect(found.map(({ operation }) => operation)).toEqual(["draft_bill"]);
    expect(found[0]).toMatchObject({ slot: "bill", payload: { partner: { kind: "known", name: "CloudHost" }, reference: "CH-20931", currency: "EUR", total_amount: "24.00", due_date: "2026-12-05", tax: null } });
  });

  test("a new vendor is created first, by its own approval, without bank data", async () => {
    const found = seeds(await plan(letter("billing@newhost.example", `${BILL}\nIBAN DE89 3704 0044 0532 0130 00`), { customer: { name: "Newhost Billing", email: "billing@newhost.example", company: null } }));
    expect(found.map(({ operation }) => operation)).toEqual(["create_partner", "draft_bill"]);
    expect(found[1]?.depends_on).toEqual(["partner-id"]);
    expect(JSON.stringify(found.map(({ payload }) => payload))).not.toContain("DE89");
  });

  test("several vendors fit: the person chooses in the note; nothing could be sent before", async () => {
    const found = seeds(await plan(letter("shared@twins.example", BILL), { customer: { name: "Twin", email: "shared@twins.example", company: null } }));
    expect(found[0]?.payload).toMatchObject({ partner: { kind: "unresolved" } });
    expect(found[0]?.assumptions.join(" ")).toContain("Twin One");
  });

  test.each<[string, Partial<Draft>]>([
    ["no total", { total: null }],
    ["no currency", { currency: null }],
    ["a total of nothing", { total: "0.00" }],
  ])("with %s it stays a note", async (_what, change) => {
    expect(await plan(letter("billing@cloudhost.example", BILL), change)).toEqual({ kind: "proposals", seeds: [], later: null });
  });

  test.each([
    ["Invoice no. 2291 for May", "2291"],
    ["Rechnung RE-2026-118", "RE-2026-118"],
    ["Your invoice 24.00 EUR", null],
    ["Invoice 2026-11-20", null],
    ["Hello", null],
  ])("the vendor's number of %j is %j; without one it stays a note", async (subject, number) => {
    const mail = { ...letter("billing@cloudhost.example", "Please find attached our invoice, total EUR 24.00."), subject };
    const [seed] = seeds(await plan(mail));
    expect(seed?.payload["reference"] ?? null).toBe(number);
  });

  test("Odoo away: the draft is kept, and planned again", async () => {
    const found = await plan(letter("billing@cloudhost.example", BILL), {}, "http://127.0.0.1:9");
    expect(found).toMatchObject({ kind: "proposals", later: expect.stringContaining("Odoo") as string, seeds: [{ operation: "draft_bill", payload: { partner: { kind: "unresolved" } } }] });
  });

  test("O3 a line that names a product's code gets that product, said on the card; others get none", async () => {
    const lines = [
      { description: "DSGN-1 two days in October", quantity: "2", unit: null, unit_price: "100.00", amount: "200.00" },
      { description: "Print proof A4", quantity: "1", unit: null, unit_price: "5.00", amount: "5.00" },
    ];
    const customer = { name: "Quiet Garden", email: "hello@quiet.example", company: null };
    const found = seeds(await plan(letter("hello@quiet.example", "Please invoice us."), { kind: "invoice_request", action: "draft", customer, currency: "EUR", lines, total: "205.00", missing: [] }));
    expect(found[0]?.payload).toMatchObject({ lines: [{ product: "DSGN-1" }, { description: "Print proof A4" }] });
    expect(JSON.stringify(found[0]?.payload["lines"]).match(/product/g)).toHaveLength(1);
    expect(found[0]?.assumptions.join(" ")).toContain("booked on the product Design day (DSGN-1)");
  });
});

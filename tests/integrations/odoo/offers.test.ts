/** Owns: proof that a person can ask for everything that may come after a draft, with the sentence at the field where it cannot be (PRODUCT O2, K6). Never: a write. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Begun, Seed } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import { answersTo } from "../../../src/core/offer";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers, VERSIONS, type Fields } from "./kit";

describe.each(VERSIONS)("O2 asked for by a person, Odoo %s", (version) => {
  let twin: OdooTwin;
  let channel = odooChannel();
  beforeEach(async () => {
    twin = await twinWithCustomers(version);
    channel = odooChannel();
  });
  afterEach(() => twin.close());

  const begin = async (operation: string, record: string, fields: Fields = {}): Promise<Begun | string> => {
    const offer = channel.offers?.[operation];
    if (!offer) throw new Error(`There is no offer ${operation}.`);
    return offer.begin(record, "2026-11-22", callTo(twin.url, { fields }));
  };
  const form = async (operation: string, record: string): Promise<Begun> => {
    const begun = await begin(operation, record);
    if (typeof begun === "string") throw new Error(begun);
    return begun;
  };
  const seed = (begun: Begun, given: Record<string, string | boolean> = {}): Seed => {
    const read = answersTo(begun.asks, given);
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    const made = begun.seed(read.answers);
    if (Array.isArray(made)) throw new Error(JSON.stringify(made));
    return made;
  };
  /** Performs what was asked for, as after an approval. */
  const done = async ({ operation, payload }: Pick<Seed, "operation" | "payload">, key: string) => {
    const known = channel.operations[operation];
    const parsed = known?.parse(payload);
    if (!known || !parsed?.ok) throw new Error(JSON.stringify(parsed));
    const outcome = await known.perform(parsed.payload, attemptOf(key), callTo(twin.url, { may_write: true }), nothingToRemember);
    if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
    return outcome.receipt;
  };
  const drafted = async () => {
    const payload = channel.operations["draft_invoice"]?.parse(invoiceFor(twin, "Northwind Studio"));
    if (!payload?.ok) throw new Error("no payload");
    return done({ operation: "draft_invoice", payload: payload.payload }, "invoice-0123456789abcd");
  };
  const offered = (receipt: Awaited<ReturnType<typeof done>>): string[] => Object.entries(channel.offers ?? {}).flatMap(([name, offer]) => (offer.on(receipt) === null ? [] : [name]));

  test("the whole life: a draft is posted, sent, paid in two parts; each step is offered where it fits", async () => {
    const draft = await drafted();
    expect(offered(draft)).toEqual(["post_invoice", "cancel_draft"]);
    const posted = await done(seed(await form("post_invoice", draft.id)), "post-0123456789abcd");
    expect(offered(posted)).toEqual(["send_invoice", "register_payment", "credit_note"]);
    const sent = await done(seed(await form("send_invoice", posted.label)), "send-0123456789abcd");
    expect(sent.data["sent_to"]).toBe("office@northwind.example");
    const begun = await form("register_payment", posted.label);
    expect(begun.asks).toMatchObject([
      { field: "amount", value: "225.50" },
      { field: "payment_date", value: "2026-11-22" },
      { field: "journal_id", choices: [[expect.any(String), "Bank"]] },
    ]);
    expect(begun.asks[2]?.value).toBe(begun.asks[2]?.choices[0]?.[0]);
    const part = await done(seed(begun, { amount: "100" }), "payment-0123456789abcd");
    expect(part.data).toMatchObject({ amount: "100.00", open_amount: "125.50", payment_state: "partial" });
    expect(offered(part)).toContain("register_payment");
    expect(await begin("credit_note", posted.label)).toContain("something was paid");
    const rest = await done(seed(await form("register_payment", posted.label)), "payment-1123456789abcd");
    expect(rest.data).toMatchObject({ amount: "125.50", open_amount: "0.00", payment_state: "paid" });
    expect(offered(rest)).not.toContain("register_payment");
    expect(await begin("register_payment", posted.label)).toContain("nothing is left to pay");
    expect(twin.store.rows("account.payment").map((row) => [row["amount"], row["journal_id"]])).toEqual([[100, Number(begun.asks[2]?.value)], [125.5, Number(begun.asks[2]?.value)]]);
  });

  test("a credit note needs its reason; a draft is cancelled and then offers nothing", async () => {
    const credit = await form("credit_note", "INV/2026/00041");
    expect(answersTo(credit.asks, {})).toEqual({ problems: [{ field: "reason", text: "must be answered" }] });
    const note = await done(seed(credit, { reason: "Wrong price" }), "credit-0123456789abcd");
    expect(note.data).toMatchObject({ amount_total: "60.00", state: version === "16" ? "posted" : "draft" });
    const draft = await drafted();
    const cancelled = await done(seed(await form("cancel_draft", draft.id)), "cancel-0123456789abcd");
    expect(offered(cancelled)).toEqual([]);
    expect(await begin("cancel_draft", draft.id)).toContain("cancelled already");
    expect(await begin("register_payment", draft.id)).toContain("cancelled in Odoo");
  });

  test("K6 what cannot be is said: too much, no such document, a draft, sent before, several journals", async () => {
    const payment = await form("register_payment", "INV/2026/00041");
    expect(payment.seed({ amount: "60.01", payment_date: "2026-11-22" })).toEqual([{ field: "amount", text: expect.stringContaining("60.00 EUR") as string }]);
    expect(await begin("register_payment", "INV/1999/1")).toContain("no document INV/1999/1");
    expect(await begin("register_payment", (await drafted()).id)).toContain("post it first");
    expect(await begin("post_invoice", "INV/2026/00041")).toContain("is posted");
    expect(await begin("cancel_draft", "INV/2026/00041")).toContain("credit note");
    await done(seed(await form("send_invoice", "INV/2026/00041")), "send-2123456789abcd");
    const again = await form("send_invoice", "INV/2026/00041");
    expect(again.asks).toMatchObject([{ field: "send_again", kind: "switch", value: false }]);
    expect(again.seed({ send_again: false })).toEqual([{ field: "send_again", text: expect.stringContaining("sent to this customer before") as string }]);
    twin.store.insert("account.journal", { name: "Cash box", code: "CSH", type: "cash", company_id: twin.store.rows("account.journal")[0]?.["company_id"] ?? false });
    const [, , journal] = (await form("register_payment", "INV/2026/00041")).asks;
    expect(journal).toMatchObject({ value: null, choices: [[expect.any(String), "Bank"], [expect.any(String), "Cash box"]] });
    expect(answersTo(journal ? [journal] : [], {})).toMatchObject({ problems: [{ field: "journal_id", text: expect.stringContaining("Cash box") as string }] });
  });

  describe("K6 the journal of a payment", () => {
    const bank = (more: Record<string, string | number | boolean>) => twin.store.insert("account.journal", { code: "X", type: "bank", active: true, currency_id: false, company_id: twin.store.rows("account.journal")[0]?.["company_id"] ?? false, name: "Second bank", ...more }).id;
    const payment = async (journal_id: number | null) => {
      const { payload } = seed(await form("register_payment", "INV/2026/00041"), { amount: "20", ...(journal_id !== null && { journal_id: String(journal_id) }) });
      return { operation: "register_payment", payload };
    };
    const perform = async ({ operation, payload }: { operation: string; payload: JsonObject }, key = "payment-7123456789abcd") => {
      const parsed = channel.operations[operation]?.parse(payload);
      return parsed?.ok ? channel.operations[operation]?.perform(parsed.payload, attemptOf(key), callTo(twin.url, { may_write: true }), nothingToRemember) : parsed;
    };

    test("archived ones and those of another currency are not offered; without any that fits it says so", async () => {
      const pounds = twin.store.rows("res.currency").find(({ name }) => name === "GBP")?.id ?? 0;
      bank({ active: false });
      bank({ name: "Pounds", currency_id: pounds });
      const journal = (await form("register_payment", "INV/2026/00041")).asks[2];
      expect(journal).toMatchObject({ choices: [[expect.any(String), "Bank"]] });
      expect(journal?.value).toBe(journal?.choices[0]?.[0]);
      for (const row of twin.store.rows("account.journal")) if (row["name"] === "Bank") Object.assign(row, { currency_id: pounds });
      expect(await begin("register_payment", "INV/2026/00041")).toContain("no journal for money in EUR");
    });
    test("the chosen one is booked, shown on the card and told by the receipt", async () => {
      const second = bank({});
      const asked = await payment(second);
      expect(channel.operations["register_payment"]?.preview(asked.payload).rows).toContainEqual(["Journal", `Second bank (${second} in Odoo)`]);
      expect(await perform(asked)).toMatchObject({ kind: "done", receipt: { difference: null, data: { journal: "Second bank" } } });
    });
    test("where nobody chose and there are several nothing is sent; a number written into the note settles it", async () => {
      const asked = await payment(null);
      const open = { ...asked, payload: { ...asked.payload, journal: null } };
      const second = bank({});
      expect(await perform(open)).toMatchObject({ kind: "refused", problem: { cause: expect.stringMatching(/several journals.*\d+ = Bank, \d+ = Second bank/s) as string, next: expect.stringContaining("with its journal") as string } });
      const { signs } = (await channel.operations["register_payment"]?.facts(open.payload, callTo(twin.url))) ?? {};
      expect(signs).toEqual([{ code: "odoo_journal_open", text: expect.stringMatching(/Second bank\. Write the number .* journal_id/) as string, fraud: false }]);
      expect(twin.store.rows("account.payment")).toEqual([]);
      const operation = channel.operations["register_payment"];
      const edited = operation?.fromFields(open.payload, { ...operation.toFields(open.payload), journal_id: second });
      expect(await perform({ operation: "register_payment", payload: edited as JsonObject })).toMatchObject({ kind: "done", receipt: { data: { journal: "Second bank" } } });
    });
    test("one whose currency became another since the approval would be another amount: nothing is recorded", async () => {
      const second = bank({});
      const asked = await payment(second);
      Object.assign(twin.store.find("account.journal", second) ?? {}, { currency_id: twin.store.rows("res.currency").find(({ name }) => name === "GBP")?.id ?? 0 });
      expect(await perform(asked)).toMatchObject({ kind: "refused", problem: { code: "INVALID_AMOUNT", cause: expect.stringContaining("20.00 GBP instead of 20.00 EUR") as string } });
      expect(twin.store.rows("account.payment")).toEqual([]);
    });
  });

  test("O6 a payment is noted in the log of its invoice, a credit note in its own; a log that takes nothing changes nothing", async () => {
    const log = () => twin.store.rows("mail.message").flatMap(({ body, res_id }) => (typeof body === "string" && body.includes("Card: obsidian://") ? [[/action ([\w-]+)\./.exec(body)?.[1], res_id]] : []));
    const paid = await done(seed(await form("register_payment", "INV/2026/00041"), { amount: "20" }), "payment-3123456789abcd");
    expect(log()).toEqual([["payment-3123456789abcd", paid.data["move_id"]]]);
    twin.inject({ on: "account.move/message_post", execute: false, answer: { status: 502, html: "<html></html>" } });
    expect((await done(seed(await form("register_payment", "INV/2026/00041"), { amount: "20" }), "payment-4123456789abcd")).data["logged"]).toBe(false);
    expect(twin.store.rows("account.payment")).toHaveLength(2);
    const draft = await drafted();
    const posted = await done(seed(await form("post_invoice", draft.id)), "post-5123456789abcd");
    const note = await done(seed(await form("credit_note", posted.label), { reason: "Wrong price" }), "credit-5123456789abcd");
    expect(log()).toContainEqual(["credit-5123456789abcd", Number(note.id)]);
  });

  test("section 3: our own log keeps for whom something is posted or paid, and no one else", async () => {
    const draft = await drafted();
    const northwind = `odoo:${twin.store.rows("res.partner").find(({ name }) => name === "Northwind Studio")?.id ?? 0}`;
    expect([seed(await form("post_invoice", draft.id)).keys.booked, seed(await form("register_payment", "INV/2026/00041")).keys.booked]).toEqual([northwind, northwind]);
    expect([seed(await form("cancel_draft", draft.id)).keys.booked, seed(await form("send_invoice", "INV/2026/00041")).keys.booked]).toEqual([undefined, undefined]);
  });

  test("K2 a form is filled by reads alone", async () => {
    const before = JSON.stringify(twin.store.rows("account.move"));
    for (const operation of Object.keys(channel.offers ?? {})) await begin(operation, "INV/2026/00041");
    expect(JSON.stringify(twin.store.rows("account.move"))).toBe(before);
    expect(twin.store.rows("account.payment.register")).toEqual([]);
  });
});

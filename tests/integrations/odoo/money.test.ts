/** Odoo's rules around money: payments, mail, credit notes, bills, drafts, and what the owner asks about them (PRODUCT O2-O5). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Attempt, Channel, Operation, Outcome } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { InvoicePayload } from "../../../src/integrations/odoo/invoice";
import { lastTransaction, listInvoices, listOverdue, readRevenue } from "../../../src/integrations/odoo/lists";
import { sessions } from "../../../src/integrations/odoo/session";
import { GIVEN_UP_MS } from "../../../src/integrations/odoo/waiting";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { about, billFor, planted } from "./cases";
import { attemptOf, callTo, invoiceFor, nothingToRemember, NOW, twinWithCustomers, VERSIONS } from "./kit";

describe.each(VERSIONS)("Odoo %s", (version) => {
  let twin: OdooTwin;
  let channel: Channel;
  beforeEach(async () => {
    twin = await twinWithCustomers(version, { products: [{ name: "Hosting plan", default_code: "HOST-1", list_price: 9 }] });
    channel = odooChannel();
  });
  afterEach(() => twin.close());

  const operation = (id: string): Operation => {
    const found = channel.operations[id];
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };
  const call = (more: Parameters<typeof callTo>[1] = {}) => callTo(twin.url, more);
  const perform = (id: string, payload: JsonObject, key = `${id.replace("_", "-")}-1`): Promise<Outcome> => operation(id).perform(payload, attemptOf(key), call({ may_write: true }), nothingToRemember);
  const rows = (model: string) => twin.store.rows(model);
  const writes = () => twin.calls.filter(({ write, method }) => write && method !== "message_post").map(({ model, method }) => `${model}/${method}`);
  const move = (id: unknown) => twin.store.find("account.move", Number(id));

  describe("O2 O5 recording payments", () => {
    const pay = (of: JsonObject, amount: string, key?: string) => perform("register_payment", { ...of, amount, payment_date: "2026-11-21" }, key);

    test("a part, then the rest: partial, then paid, each found by its own text", async () => {
      const of = about(planted(twin, { posted: true, amount: 351.49 }));
      expect(await pay(of, "100.00", "pay-1")).toMatchObject({ kind: "done", receipt: { difference: null, data: { payment_state: "partial", open_amount: "251.49", amount: "100.00" } } });
      expect(await pay(of, "251.49", "pay-2")).toMatchObject({ kind: "done", receipt: { data: { payment_state: "paid", open_amount: "0.00" } } });
      const text = version === "19" ? "memo" : "ref";
      expect(rows("account.payment").map((row) => row[text])).toEqual(["INV/2026/00042 pay-1", "INV/2026/00042 pay-2"]);
      // Paid: nothing more is taken, by any action.
      expect(await pay(of, "1.00", "pay-3")).toMatchObject({ kind: "refused", problem: { code: "INVOICE_ALREADY_PAID" } });
      expect(rows("account.payment")).toHaveLength(2);
    });

    test("more than is open is refused by us: Odoo would take it", async () => {
      const of = about(planted(twin, { posted: true }));
      await pay(of, "70.00", "pay-1");
      expect(await pay(of, "30.01", "pay-2")).toMatchObject({ kind: "refused", problem: { code: "INVALID_AMOUNT", cause: expect.stringContaining("30.00 EUR that are open") as string } });
      expect(operation("register_payment").parse({ ...of, amount: "100.01", payment_date: "2026-11-21" })).toMatchObject({ ok: false, problems: [{ field: "amount" }] });
      expect(rows("account.payment")).toHaveLength(1);
    });

    test("a draft is not paid, although 19 would open its form; what changed since the approval is refused", async () => {
      const draft = planted(twin, { posted: false });
      expect(await pay(about(draft), "10.00")).toMatchObject({ kind: "refused", problem: { code: "VALIDATION_ERROR" } });
      const posted = planted(twin, { posted: true });
      expect(await pay({ ...about(posted), total_amount: "99.00" }, "10.00")).toMatchObject({ kind: "refused", problem: { code: "INVALID_AMOUNT" } });
      expect(await pay({ ...about(posted), invoice_id: 9_999 }, "10.00")).toMatchObject({ kind: "refused", problem: { code: "INVOICE_NOT_FOUND" } });
      expect(writes()).toEqual([]);
    });

    test("a form in another currency is never run", async () => {
      const of = about(planted(twin, { posted: true }));
      const dollars = rows("res.currency").find(({ name }) => name === "USD")?.id ?? 0;
      const { insert } = twin.store;
      twin.store.insert = (model, values, id) => insert.call(twin.store, model, model === "account.payment.register" ? { ...values, currency_id: dollars } : values, id);
      expect(await pay(of, "10.00")).toMatchObject({ kind: "refused", problem: { code: "INVALID_AMOUNT" } });
      expect(rows("account.payment")).toEqual([]);
    });

    test("a form that could not be opened is an attempt that never was: nothing happened, later", async () => {
      const of = about(planted(twin, { posted: true }));
      twin.inject({ on: "account.payment.register/create", answer: "cut" });
      expect((await pay(of, "10.00")).kind).toBe("busy");
      expect(rows("account.payment")).toEqual([]);
    });
  });

  describe("O2 sending: the truth is mail.notification", () => {
    const send = operation;
    const payload = (): JsonObject => ({ ...about(planted(twin, { posted: true })), customer_email: "office@northwind.example", send_again: false });
    const mails = () => rows("mail.message").filter(({ subject }) => typeof subject === "string");
    const attempt = (remembered: JsonObject): Attempt => ({ ...attemptOf("send-invoice-1"), remembered });

    test("a mail has its words, its PDF and one recipient", async () => {
      expect(await perform("send_invoice", payload())).toMatchObject({ kind: "done" });
      expect(mails()).toHaveLength(1);
      expect(mails()[0]).toMatchObject({ body: "Here is your invoice.", attachment_ids: [expect.any(Number) as number], subject: "Sandbox Studio Invoice (Ref INV/2026/00042)" });
    });

    test("Odoo reports success and the mail did not leave: failed, with the sentence; a lookup is certain of it at once", async () => {
      twin.store.mail = { delivery: "no_server", pdf: true };
      const of = payload();
      const outcome = await perform("send_invoice", of);
      expect(outcome).toMatchObject({ kind: "refused", problem: { effect: expect.stringContaining("the mail did not leave Odoo") as string, cause: expect.stringContaining("exception, mail_smtp") as string, next: expect.stringContaining("outgoing mail server") as string } });
      expect(move(of["invoice_id"])?.["is_move_sent"]).toBe(true);
      expect(await send("send_invoice").lookup(of, attempt({ last_notification: 0 }), call({ pace: 0 }))).toMatchObject({ kind: "absent", problem: { cause: expect.stringContaining("exception") as string } });
    });

    test("queued is not sent: unknown, unclear however late, and done when it has left", async () => {
      twin.store.mail = { delivery: "queued", pdf: true };
      const of = payload();
      expect((await perform("send_invoice", of)).kind).toBe("unknown");
      const look = (now: Date) => send("send_invoice").lookup(of, attempt({ last_notification: 0 }), call({ pace: 0, now }));
      expect((await look(NOW)).kind).toBe("unclear");
      expect((await look(new Date(NOW.getTime() + 10 * GIVEN_UP_MS))).kind).toBe("unclear");
      for (const row of rows("mail.notification")) row["notification_status"] = "sent";
      expect((await look(NOW)).kind).toBe("done");
      expect(mails()).toHaveLength(1);
    });

    test("no blank mail: without a PDF engine nothing is sent", async () => {
      twin.store.mail = { delivery: "works", pdf: false };
      expect(await perform("send_invoice", payload())).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("Wkhtmltopdf") as string } });
      expect(mails()).toEqual([]);
    });

    test("no blank mail: when the form is not filled in, or is for somebody else, it is not run", async () => {
      const of = payload();
      const model = version === "19" ? "account.move.send.wizard" : "account.invoice.send";
      const recipients = version === "19" ? "mail_partner_ids" : "partner_ids";
      if (version === "16") {
        twin.inject({ on: "account.invoice.send/onchange_template_id", execute: false, answer: "normal" });
        expect((await perform("send_invoice", of)).kind).not.toBe("done");
      }
      const { insert } = twin.store;
      twin.store.insert = (on, values, id) => insert.call(twin.store, on, on === model ? { ...values, [recipients]: [1, 2] } : values, id);
      if (version === "16") twin.store.find = ((find) => (on, id) => { const row = find.call(twin.store, on, id); if (on === model && row && row["subject"] !== false) row["partner_ids"] = [1, 2]; return row; })(twin.store.find);
      expect(await perform("send_invoice", of)).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("other recipients") as string } });
      expect(mails()).toEqual([]);
    });

    test("who got it does not get it twice, unless a person says so", async () => {
      const of = payload();
      await perform("send_invoice", of);
      expect(await perform("send_invoice", of, "another")).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("was sent to this customer before") as string } });
      expect(mails()).toHaveLength(1);
      expect((await perform("send_invoice", { ...of, send_again: true }, "another")).kind).toBe("done");
    });

    test("another address in Odoo than the approved one, or a draft, is refused", async () => {
      expect(await perform("send_invoice", { ...payload(), customer_email: "else@northwind.example" })).toMatchObject({ kind: "refused" });
      expect(await perform("send_invoice", { ...about(planted(twin, { posted: false })), customer_email: "office@northwind.example", send_again: false })).toMatchObject({ kind: "refused" });
      expect(mails()).toEqual([]);
    });
  });

  describe("O2 credit notes and cancelled drafts", () => {
    const credit = (of: JsonObject, key?: string) => perform("credit_note", { ...of, reason: "Wrong quantity", date: "2026-11-22" }, key);

    test("the invoice ends settled: at once on 16, by posting the draft on 19", async () => {
      const original = planted(twin, { posted: true });
      const outcome = await credit(about(original));
      if (outcome.kind !== "done") throw new Error("no credit note");
      const seeds = operation("credit_note").followUps?.({ ...about(original), reason: "Wrong quantity", date: "2026-11-22" }, attemptOf("credit-note-1"), outcome.receipt) ?? [];
      if (version === "19") {
        expect(outcome.receipt.data).toMatchObject({ state: "draft" });
        expect(move(original.id)?.["payment_state"]).toBe("not_paid");
        const [seed] = seeds;
        expect(seed).toMatchObject({ operation: "post_invoice", payload: { move_type: "out_refund" } });
        expect(await perform("post_invoice", seed?.payload ?? {})).toMatchObject({ kind: "done" });
      } else {
        expect(outcome.receipt.data).toMatchObject({ state: "posted", credited_payment_state: "reversed" });
        expect(seeds).toEqual([]);
      }
      expect(move(original.id)).toMatchObject({ payment_state: "reversed", amount_residual: 0 });
      expect(move(outcome.receipt.id)).toMatchObject({ payment_state: "paid", state: "posted" });
    });

    test("a second one, or one for what was paid, is refused", async () => {
      const first = about(planted(twin, { posted: true }));
      await credit(first);
      expect(await credit(first, "another")).toMatchObject({ kind: "refused" });
      const paid = about(planted(twin, { posted: true }));
      await perform("register_payment", { ...paid, amount: "10.00", payment_date: "2026-11-21" });
      expect(await credit(paid, "third")).toMatchObject({ kind: "refused", problem: { code: "INVOICE_ALREADY_PAID" } });
      expect(rows("account.move").filter((row) => typeof row["reversed_entry_id"] === "number")).toHaveLength(1);
    });

    test("a posted invoice is not cancelled; a cancelled draft is done already", async () => {
      expect(await perform("cancel_draft", about(planted(twin, { posted: true })))).toMatchObject({ kind: "refused", problem: { next: expect.stringContaining("credit note") as string } });
      const draft = planted(twin, { posted: false });
      expect((await perform("cancel_draft", about(draft))).kind).toBe("done");
      expect((await perform("cancel_draft", about(draft), "another")).kind).toBe("done");
      expect(writes()).toEqual(["account.move/button_cancel"]);
    });
  });

  describe("O2 vendor bills", () => {
    test("a bill is drafted with the vendor's number; the same number is refused before anything is sent", async () => {
      const outcome = await perform("draft_bill", billFor(twin));
      expect(outcome).toMatchObject({ kind: "done", receipt: { difference: null, data: { move_type: "in_invoice", amount_total: "225.50" } } });
      expect(await perform("draft_bill", billFor(twin), "another")).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("CH-20931") as string } });
      expect(rows("account.move").filter(({ move_type }) => move_type === "in_invoice")).toHaveLength(1);
      if (outcome.kind !== "done") return;
      const [seed] = operation("draft_bill").followUps?.(billFor(twin), attemptOf("draft-bill-1"), outcome.receipt) ?? [];
      const posted = await perform("post_invoice", seed?.payload ?? {});
      expect(posted).toMatchObject({ kind: "done", receipt: { label: "BILL/2026/11/0001", data: { state: "posted" } } });
      // A bill is mailed to nobody.
      expect(posted.kind === "done" ? operation("post_invoice").followUps?.(seed?.payload ?? {}, attemptOf("post-1"), posted.receipt) : null).toEqual([]);
    });

    test("the same number posted in Odoo meanwhile: posting is refused by us, 19 would not say a word", async () => {
      planted(twin, { posted: true, move_type: "in_invoice", ref: "V-1" });
      const second = planted(twin, { posted: false, move_type: "in_invoice", ref: "V-1" });
      const of = Object.fromEntries(Object.entries(about(second)).filter(([name]) => name !== "number"));
      expect(await perform("post_invoice", { ...of, drafted_by: null, amount_untaxed: "100.00", amount_tax: "0.00", due_date: null })).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("the same bill twice") as string } });
      expect(writes()).toEqual([]);
    });
  });

  describe("O3 taxes, products, totals", () => {
    const tax = (use: string): number => rows("account.tax").find(({ type_tax_use }) => type_tax_use === use)?.id ?? 0;

    test("a tax chosen in the note is checked, computed by Odoo and told on the receipt", async () => {
      const draft = operation("draft_invoice");
      const before = invoiceFor(twin, "Northwind Studio");
      const edited = draft.parse(draft.fromFields(before, { ...draft.toFields(before), tax: tax("sale") }));
      if (!edited.ok) throw new Error("not taken");
      expect(await perform("draft_invoice", edited.payload)).toMatchObject({ kind: "done", receipt: { data: { amount_tax: "33.83" }, difference: expect.stringContaining("259.33 EUR (tax 33.83 EUR)") as string } });
      const wrong = draft.parse(draft.fromFields(before, { ...draft.toFields(before), tax: tax("purchase") }));
      if (!wrong.ok) throw new Error("not taken");
      expect(await perform("draft_invoice", wrong.payload, "another")).toMatchObject({ kind: "refused", problem: { code: "VALIDATION_ERROR" } });
      expect(draft.parse(draft.fromFields(before, { ...draft.toFields(before), tax: "VAT" })).ok).toBe(false);
    });

    describe("how Odoo rounds and includes", () => {
      // 15 % of 0.30 is 0.045: three times 0.05 line by line, 0.135 and so 0.14 at once.
      const lines = ["One", "Two", "Three"].map((description) => ({ description, quantity: "1", unit_price: "0.30" }));
      const planned = async (rounding: "line by line" | "once", included: boolean) => {
        await twin.close();
        twin = await twinWithCustomers(version, { rounding, taxes: [{ name: "15%", amount: 15, use: "sale", included }] });
        return { id: tax("sale"), name: "15%", rate: "15" as string | null, included };
      };
      const drafted = async (of: Awaited<ReturnType<typeof planned>>, total_amount: string) => perform("draft_invoice", invoiceFor(twin, "Northwind Studio", { lines, tax: of, total_amount }));

      test.each([
        ["line by line", "1.05", "1.05", null],
        ["once", "1.05", "1.04", "once for the whole document"],
        ["line by line", "1.04", "1.05", "line by line; what was approved"],
        ["once", "1.04", "1.04", null],
      ] as const)("%s, approved %s: Odoo computes %s and the receipt says why", async (rounding, approved, total, why) => {
        const outcome = await drafted(await planned(rounding, false), approved);
        expect(outcome).toMatchObject({ kind: "done", receipt: { data: { amount_total: total }, difference: why === null ? null : (expect.stringContaining(why) as string) } });
      });
      test("before the approval the card names the other total; with one line there is none", async () => {
        const of = await planned("once", false);
        const row = (payload: InvoicePayload): string => operation("draft_invoice").preview(payload).rows.find(([label]) => label === "Tax")?.[1] ?? "";
        expect(row(invoiceFor(twin, "Northwind Studio", { lines, tax: of, total_amount: "1.05" }))).toContain("1.04 EUR if Odoo rounds the tax the other way");
        expect(row(invoiceFor(twin, "Northwind Studio", { lines: lines.slice(0, 1), tax: of, total_amount: "0.35" }))).toBe("15%: 0.05 EUR");
      });
      test("a tax in the prices: the total is what the lines add up to, Odoo tells the tax of it", async () => {
        const of = await planned("line by line", true);
        const outcome = await perform("draft_invoice", invoiceFor(twin, "Northwind Studio", { tax: of, lines: [{ description: "Work", quantity: "1", unit_price: "115.00" }], total_amount: "115.00" }));
        expect(outcome).toMatchObject({ kind: "done", receipt: { difference: null, data: { amount_untaxed: "100.00", amount_tax: "15.00", amount_total: "115.00" } } });
        const { rows: shown } = operation("draft_invoice").preview(invoiceFor(twin, "Northwind Studio", { tax: of }));
        expect(shown).toContainEqual(["Tax", "15%, included in the prices"]);
        expect(shown.map(([label]) => label)).not.toContain("Before tax");
      });
      test("one that is no longer in the prices is not what was approved", async () => {
        const of = await planned("line by line", false);
        expect(await drafted({ ...of, included: true }, "0.90")).toMatchObject({ kind: "refused", problem: { code: "VALIDATION_ERROR", cause: expect.stringContaining("15%") as string } });
      });
      test("section 3: with a tax that Odoo alone computes a person decides, whatever the lines add up to", async () => {
        const of = { ...(await planned("line by line", false)), rate: null };
        const facts = await operation("draft_invoice").facts(invoiceFor(twin, "Northwind Studio", { lines, tax: of, total_amount: "0.90" }), call());
        expect(facts.signs).toContainEqual({ code: "odoo_tax_open", text: expect.stringContaining("known once the draft is there") as string, fraud: false });
        expect(await drafted(of, "0.90")).toMatchObject({ receipt: { difference: expect.stringContaining("comes on top of the 0.90 EUR") as string } });
      });
    });

    test("a product is chosen by its code, and one that is not there is refused", async () => {
      const [line, other] = invoiceFor(twin, "Northwind Studio").lines;
      if (!line || !other) throw new Error("no lines");
      const lines = [line, { ...other, product: "HOST-1" }];
      const outcome = await perform("draft_invoice", invoiceFor(twin, "Northwind Studio", { lines }));
      if (outcome.kind !== "done") throw new Error("not drafted");
      const products = rows("account.move.line").filter((row) => row["move_id"] === Number(outcome.receipt.id)).map(({ product_id, name, price_unit }) => ({ product_id, name, price_unit }));
      expect(products).toMatchObject([{ product_id: false }, { product_id: rows("product.product")[0]?.id, name: "Hosting", price_unit: 25.5 }]);
      expect(await perform("draft_invoice", invoiceFor(twin, "Northwind Studio", { lines: [line, { ...other, product: "NONE-9" }] }), "another")).toMatchObject({ kind: "refused", problem: { code: "PRODUCT_NOT_FOUND" } });
    });

    test("rounded prices are said before on 16, and explained after", async () => {
      const invoice = invoiceFor(twin, "Northwind Studio", { lines: [{ description: "Thirds", quantity: "3", unit_price: "33.333" }], total_amount: "100.00" });
      const { findings } = await operation("draft_invoice").rehearse(invoice, attemptOf("x"), call());
      const outcome = await perform("draft_invoice", invoice);
      const difference = outcome.kind === "done" ? outcome.receipt.difference : null;
      if (version === "19") expect([findings.join(" ").includes("33.333"), difference]).toEqual([false, null]);
      else {
        expect(findings.join(" ")).toContain('"Thirds" at 33.333 is rounded there');
        expect(difference).toMatch(/computed 99\.99 EUR.*approved was 100\.00 EUR\. .*"Thirds" at 33\.333/);
      }
    });
  });

  describe("O2 L3 what the owner asks", () => {
    test("lists by state, overdue with its days, the last transaction", async () => {
      const odoo = await sessions()(call());
      const late = planted(twin, { posted: true, amount: 50 });
      late["invoice_date_due"] = "2026-11-12";
      planted(twin, { posted: false, amount: 20 });
      expect((await listInvoices(odoo, "draft", "2026-11-22")).map(({ amount_total }) => amount_total)).toEqual(["20.00"]);
      expect((await listOverdue(odoo, "2026-11-22")).map(({ id, days, amount_residual }) => ({ id, days, amount_residual }))).toEqual([
        { id: 1, days: 20, amount_residual: "60.00" },
        { id: late.id, days: 10, amount_residual: "50.00" },
      ]);
      await perform("register_payment", { ...about(late), amount: "50.00", payment_date: "2026-11-21" });
      expect((await listInvoices(odoo, "paid", "2026-11-22")).map(({ id }) => id)).toEqual([late.id]);
      expect((await listInvoices(odoo, "posted", "2026-11-22")).map(({ id }) => id)).toEqual([late.id, 1]);
      expect(await lastTransaction(odoo, Number(late["commercial_partner_id"]), "2026-08-24")).toMatchObject({ id: late.id });
      expect(await lastTransaction(odoo, 999, "2026-08-24")).toBeNull();
    });

    test("revenue of a range, credit notes taken off; an empty range is zero", async () => {
      const odoo = await sessions()(call());
      planted(twin, { posted: true, amount: 100 });
      const back = planted(twin, { posted: true, amount: 30, move_type: "out_refund" });
      expect(await readRevenue(odoo, "2026-11-01", "2026-11-22")).toEqual({ amount: "130.00", open_amount: "130.00", currency: "EUR", invoices: 2, credit_notes: 1 });
      expect(Number(back["amount_untaxed_signed"])).toBe(-30);
      expect(await readRevenue(odoo, "2001-01-01", "2001-01-08")).toEqual({ amount: "0.00", open_amount: "0.00", currency: "EUR", invoices: 0, credit_notes: 0 });
    });
  });
});

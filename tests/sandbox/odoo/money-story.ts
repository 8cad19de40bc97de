/**
 * Owns: what the people who recorded did on their servers between the recordings of payments, bills, credit notes, lists, sums and mails,
 * read out of the recorded answers themselves: ids, names and amounts are those that the real servers gave out.
 * Never: an answer. What is asked of the twin is answered by the twin alone.
 */
import type { Json, JsonObject } from "../../../src/core/json";
import { createMove, owe, post } from "../../../src/sandbox/odoo/moves";
import { createPartner } from "../../../src/sandbox/odoo/partners";
import { fillInvoiceSend, openInvoiceSend, openSendWizard } from "../../../src/sandbox/odoo/sending";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { answerOf, requestOf } from "../../life/wire";
import type { Recording } from "../../recordings/odoo/recording";

const caller = (context: JsonObject = {}) => ({ user: { id: 1, login: "setup", key: "", rights: "billing" as const }, context });
const group = (value: Json | undefined): JsonObject => (typeof value === "object" && value !== null && !Array.isArray(value) ? value : {});
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
/** Name of the record before this one: `INV/2026/00097` of `INV/2026/00098`. */
const before = (name: string): string => name.replace(/\d+$/, (digits) => String(Number(digits) - 1).padStart(digits.length, "0"));
const round = (value: number): number => Number(value.toFixed(2));

interface Sent {
  /** Invoice, by its read after the sending. */
  read: string;
  notified: string;
  wizard: number;
  run: string;
}

export class MoneyStory {
  constructor(
    private readonly twin: OdooTwin,
    private readonly all: Recording[],
    private readonly partner: number,
  ) {}

  private get is19(): boolean {
    return this.twin.store.version === "19";
  }
  private of(number: string): Recording {
    const found = this.all.find(({ name }) => name.startsWith(`${number}-`));
    if (!found) throw new Error(`There is no recording ${number}.`);
    return found;
  }
  private answered(number: string): Json {
    return answerOf(this.of(number));
  }
  private rows(number: string): JsonObject[] {
    return list(this.answered(number)).map(group);
  }
  /** First id that a request names: `[[id]]` over XML-RPC, `ids` over JSON-2, or the record that a wizard is opened on. */
  private asked(number: string): number {
    const { args } = requestOf(this.of(number));
    const ids = list(args["ids"] ?? args["argument 0"]);
    return Number(list(ids[0])[0] ?? group(args["context"])["active_ids"]);
  }
  private opened(number: string): number {
    return Number(list(group(requestOf(this.of(number)).args["context"])["active_ids"])[0]);
  }
  private id(number: string): number {
    return Number(list(this.answered(number))[0]);
  }
  private known(id: number, name: string): number {
    const { store } = this.twin;
    if (!store.find("res.partner", id)) createPartner(store, { name, email: `${id}@somewhere.example`, is_company: true }, caller(), id);
    return id;
  }

  private move(id: number, amount: number, values: JsonObject): void {
    const { store } = this.twin;
    store.reserve("account.move", id);
    createMove(store, { move_type: "out_invoice", partner_id: this.partner, ...values, invoice_line_ids: [[0, 0, { name: "Work", price_unit: amount, tax_ids: [[6, 0, []]] }]] }, caller());
  }
  private posted(id: number, amount: number, values: JsonObject): void {
    this.move(id, amount, values);
    post(this.twin.store, [id], caller());
  }

  /** Records of a recorded list that the server had from other days. */
  private listed(number: string): void {
    const { store } = this.twin;
    for (const row of this.rows(number)) {
      if (store.find("account.move", row["id"])) continue;
      const [partner, label] = list(row["partner_id"]);
      const id = Number(row["id"]);
      this.move(id, Number(row["amount_total"]), { partner_id: this.known(Number(partner), text(label)), name: row["name"] ?? false, ref: row["ref"] ?? false, invoice_date: row["invoice_date"] ?? false, invoice_date_due: row["invoice_date_due"] ?? false });
      if (row["state"] === "posted") post(store, [id], caller());
      const made = store.find("account.move", id);
      if (made) {
        owe(made, Number(row["amount_residual"]));
        made["payment_state"] = row["payment_state"] ?? false;
      }
    }
  }

  private other(values: JsonObject): void {
    this.twin.store.insert("account.move", { state: "posted", company_id: 1, partner_id: this.partner, commercial_partner_id: this.partner, ...values }, 5_000 + this.twin.store.rows("account.move").length);
  }

  /** What else was posted in a range, as far as the recorded sums tell. */
  private summed(number: string): void {
    const { store } = this.twin;
    for (const row of this.rows(number)) {
      const [currency] = list(row["currency_id"]);
      const { move_type = false } = row;
      const there = store.rows("account.move").filter((move) => move["move_type"] === move_type && move["state"] === "posted" && move["currency_id"] === currency && text(move["invoice_date"]) >= "2026-11-15" && text(move["invoice_date"]) < "2026-11-22");
      const rest = (field: string): number => round(Number(row[field]) - there.reduce((sum, move) => sum + Number(move[field] ?? 0), 0));
      const missing = Number(row["__count"]) - there.length;
      for (let at = 0; at < missing; at += 1) {
        const of = (field: string): number => (at === 0 ? rest(field) : 0);
        const [amount_untaxed_signed, amount_residual_signed] = [of("amount_untaxed_signed"), of("amount_residual_signed")];
        this.other({ move_type, currency_id: currency ?? false, invoice_date: "2026-11-16", invoice_date_due: "2026-12-16", payment_state: "paid", date: "2026-01-01", amount_untaxed_signed, amount_residual_signed });
      }
    }
  }

  /** An invoice that is about to be sent, with the messages it had. */
  private toSend({ read, notified, wizard, run }: Sent): void {
    const { store } = this.twin;
    const [row = {}] = this.rows(read);
    const [notice] = this.rows(notified);
    const [partner = this.partner, label] = list(notice?.["res_partner_id"]);
    const ref = /\((OBS-[\w-]+)\)$/.exec(text(list(notice?.["mail_message_id"])[1]))?.[1] ?? false;
    const oldest = Math.min(...list(row["message_ids"]).map(Number));
    store.reserve("mail.message", oldest);
    const id = Number(row["id"]);
    this.posted(id, 100, { partner_id: this.known(Number(partner), text(label)), name: row["name"] ?? false, ref });
    const model = this.is19 ? "account.move.send.wizard" : "account.invoice.send";
    if (!this.all.some(({ name }) => name.startsWith(`${run.replace(/3$/, "1")}-`))) {
      store.reserve(model, wizard);
      const context = caller({ active_ids: [id], active_model: "account.move" });
      if (this.is19) openSendWizard(store, { move_id: id, sending_methods: ["email"] }, context);
      else openInvoiceSend(store, { is_email: true, is_print: false }, context);
      if (!this.is19 && store.mail.pdf) fillInvoiceSend(store, [wizard]);
    } else store.reserve(model, wizard);
    if (notice) store.reserve("mail.notification", Number(notice["id"]));
  }

  /** Prepares the server for the recording with this number. */
  prepare(number: string): void {
    const { store } = this.twin;
    const bill = (ref: string, values: JsonObject = {}): JsonObject => ({ move_type: "in_invoice", ref, ...values });
    switch (number) {
      case "120":
      case "125":
      case "130":
        if (this.is19 || number !== "130") store.reserve("account.payment.register", this.id(number));
        return;
      case "121":
      case "127":
        store.reserve("account.payment", Number(group(this.answered(number))["res_id"]));
        return;
      case "140":
        store.reserve("account.move", this.id("140"));
        return;
      case "142": {
        const first = this.rows("144").map((row) => text(row["name"])).filter((name) => name.startsWith("BILL/")).sort()[0] ?? "";
        store.insert("account.move", { name: before(first), move_type: "in_invoice", state: "cancel", company_id: 1 }, 1_000);
        return;
      }
      case "143":
        this.move(this.asked("143"), 80, bill(text(this.rows("141")[0]?.["ref"]), { invoice_date: "2026-11-17" }));
        return;
      case "145":
        this.move(this.asked("145"), 80, bill("without a date"));
        return;
      case "150":
      case "155": {
        const [invoice] = this.rows(number === "150" ? "154" : "157");
        const [refund] = this.rows("152");
        const ref = number === "150" ? (/\((OBS-[\w-]+)\)/.exec(JSON.stringify(refund?.["reversed_entry_id"]))?.[1] ?? false) : false;
        this.posted(this.opened(number), Number(invoice?.["amount_total"]), { name: invoice?.["name"] ?? false, ref, invoice_origin: refund?.["invoice_origin"] ?? false });
        store.reserve("account.move.reversal", this.id(number));
        return;
      }
      case "151":
      case "156": {
        const [, refund] = this.rows(number === "151" ? "154" : "157");
        store.insert("account.move", { name: before(text(refund?.["name"])), move_type: "out_refund", state: "cancel", company_id: 1 }, number === "151" ? 1_001 : 1_002);
        store.reserve("account.move", Number(group(this.answered(number))["res_id"]));
        return;
      }
      case "160":
      case "161":
      case "162":
        this.listed(number);
        return;
      case "163": {
        const overdue = (): number => store.rows("account.move").filter((move) => move["move_type"] === "out_invoice" && move["state"] === "posted" && ["not_paid", "partial"].includes(text(move["payment_state"])) && text(move["invoice_date_due"]) < "2026-11-22").length;
        while (overdue() < Number(this.answered("163"))) this.other({ move_type: "out_invoice", payment_state: "not_paid", invoice_date: "2026-01-01", invoice_date_due: "2026-02-01", date: "2026-01-01" });
        return;
      }
      case "170":
        this.summed("170");
        return;
      case "300":
        store.mail = { delivery: "works", pdf: true };
        this.toSend({ read: "304", notified: "305", wizard: this.id("301"), run: "303" });
        return;
      case "302":
        if (!this.is19) store.reserve("ir.attachment", Number(list(this.rows("302")[0]?.["attachment_ids"])[0]));
        if (!this.is19) fillInvoiceSend(store, [this.id("301")]);
        return;
      case "306":
        Object.assign(store.find("account.move", this.opened("306")) ?? {}, { state: "draft" });
        return;
      case "312":
      case "313":
        if (number === "313" && !this.is19) return;
        store.mail = { delivery: "no_server", pdf: false };
        this.toSend({ read: "314", notified: "315", wizard: this.asked(number), run: "313" });
        return;
      case "323":
        store.mail = { delivery: "no_server", pdf: true };
        this.toSend({ read: "324", notified: "325", wizard: this.asked("323"), run: "323" });
        return;
    }
  }
}

/** What Odoo would refuse is on the card before anybody approves, and what it refused names the field. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel, Facts } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { startFront, type Front, type Given } from "./front-server";
import { attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers, VERSIONS, type Fields } from "./kit";

const FIELD = { type: "char", required: true, readonly: false, depends: [] as string[] };

describe.each(VERSIONS)("O5 said before, not after, Odoo %s", (version) => {
  let twin: OdooTwin;
  let front: Front;
  let channel: Channel;
  beforeEach(async () => {
    twin = await twinWithCustomers(version);
    front = await startFront(twin.url, version);
    channel = odooChannel();
  });
  afterEach(async () => {
    await front.close();
    await twin.close();
  });
  const answers = (given: Record<string, Given>) => (front.answer = ({ name }) => given[name] ?? null);
  const call = (fields: Fields = {}, may_write = false) => callTo(front.url, { pace: 0, may_write, fields });
  const operation = (name: string) => {
    const found = channel.operations[name];
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  const facts = (more: Parameters<typeof invoiceFor>[2] = {}): Promise<Facts> => operation("draft_invoice").facts(invoiceFor(twin, "Northwind Studio", more), call());
  const codes = async (asked: Promise<Facts>): Promise<string[]> => (await asked).signs.map(({ code }) => code);
  const NEW = { po_number: "PO-NEW" };

  test("a plain Odoo: nothing to warn of", async () => {
    expect(await codes(facts(NEW))).toEqual([]);
  });

  test("a currency that is not active, or not there", async () => {
    expect((await facts({ ...NEW, currency: "GBP" })).signs).toEqual([{ code: "odoo_currency", fraud: false, text: expect.stringMatching(/GBP is not active in Odoo: activate it there .* before you approve/) as string }]);
    expect((await facts({ ...NEW, currency: "XTS" })).signs[0]?.text).toContain("not known");
    twin.store.rows("res.currency").forEach((row) => Object.assign(row, { active: true }));
    expect(await codes(facts({ ...NEW, currency: "GBP" }))).toEqual([]);
  });

  test("M5 an archived partner with the address of a new one, whatever its case; not one who is there, and nobody without an address", async () => {
    const create = (email: string | null): Promise<Facts> => operation("create_partner").facts({ name: "Garden", email, is_company: true }, call());
    expect(await codes(create("hello@quiet.example"))).toEqual([]);
    const garden = twin.store.rows("res.partner").find(({ name }) => name === "Quiet Garden");
    Object.assign(garden ?? {}, { active: false, email: "Hello@Quiet.example" });
    expect((await create("hello@quiet.example")).signs).toEqual([{ code: "archived_partner", fraud: false, text: `Odoo has Quiet Garden (${garden?.id ?? 0}) with this address, archived: restore it there and reject this, or there will be two of them.` }]);
    expect(await codes(create("hello@other.example"))).toEqual([]);
    expect(await codes(create(null))).toEqual([]);
  });

  describe("a field that somebody made required", () => {
    const fields = (own: JsonObject): Given => ({ value: { move_type: { ...FIELD, string: "Type", type: "selection" }, journal_id: { ...FIELD, string: "Journal", type: "many2one", depends: ["move_type"] }, x_flag: { ...FIELD, string: "Flag", type: "boolean" }, ...own } });
    test("without a default: label and technical name, and what to do", async () => {
      answers({ "account.move/fields_get": fields({ x_cost_center: { ...FIELD, string: "Cost center" } }), "account.move/default_get": { value: { move_type: "entry" } } });
      expect((await facts(NEW)).signs).toEqual([{ code: "odoo_required_field", fraud: false, text: expect.stringMatching(/requires "Cost center" \(x_cost_center\), which is not sent: give it a default in Odoo/) as string }]);
    });
    test("with a default, computed or read-only it is no trouble", async () => {
      const harmless = { x_default: { ...FIELD, string: "D" }, x_computed: { ...FIELD, string: "C", depends: ["partner_id"] }, x_readonly: { ...FIELD, string: "R", readonly: true } };
      answers({ "account.move/fields_get": fields(harmless), "account.move/default_get": { value: { x_default: "x" } } });
      expect(await codes(facts(NEW))).toEqual([]);
    });
    test("on the lines, and on a partner", async () => {
      answers({
        "account.move.line/fields_get": { value: { x_project: { ...FIELD, string: "Project" } } },
        "account.move.line/default_get": { value: {} },
        "res.partner/fields_get": { value: { x_industry: { ...FIELD, string: "Industry" } } },
        "res.partner/default_get": { value: { x_industry: false } },
      });
      expect((await facts(NEW)).signs[0]?.text).toContain('"Project" (x_project)');
      const made = await operation("create_partner").facts({ name: "Blue Door", email: null, is_company: true }, call());
      expect(made.signs[0]?.text).toContain('"Industry" (x_industry)');
    });
    test("what was found in order is not asked again", async () => {
      await facts(NEW);
      const before = front.passed.length;
      await facts(NEW);
      expect(front.passed.slice(before).map(({ name }) => name).filter((name) => /fields_get|default_get|has_access|check_access|currency/.test(name))).toEqual([]);
    });
    test("a refusal names it as well, by label and technical name", async () => {
      const refused = { ids: false, messages: [{ type: "error", message: "Champ requis", field: "x_cost_center", record: 0 }] };
      answers({ "account.move/load": { value: refused }, "account.move/fields_get": { value: { x_cost_center: { string: "Cost center" } } }, "account.move/default_get": { value: {} } });
      const outcome = await operation("draft_invoice").perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), call({}, true), nothingToRemember);
      expect(outcome).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining('It is about "Cost center" (x_cost_center).') as string } });
    });
    test("a server that does not tell its fields does not stand in the way", async () => {
      answers({ "account.move/load": { value: { ids: false, messages: [{ type: "error", message: "no", field: "x_a" }] } }, "account.move/fields_get": { page: { status: 502 } } });
      const outcome = await operation("draft_invoice").perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), call({}, true), nothingToRemember);
      expect(outcome).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("It is about x_a.") as string } });
    });
  });

  test("a billing user without the right to create partners: said on that card", async () => {
    const right = version === "19" ? "res.partner/has_access" : "res.partner/check_access_rights";
    answers({ [right]: { value: false } });
    const { signs } = await operation("create_partner").facts({ name: "Blue Door", email: null, is_company: true }, call());
    expect(signs).toEqual([{ code: "odoo_rights", fraud: false, text: expect.stringMatching(/may not create partners: give it the group Contact Creation/) as string }]);
    expect(await codes(facts(NEW))).toEqual([]);
  });

  test("the company stands on the card, and an approval counts for no other one", async () => {
    const [first] = twin.store.rows("res.company");
    const second = twin.store.insert("res.company", { ...first, name: "Second Studio" }).id;
    Object.assign(twin.store.rows("res.users").find(({ login }) => login === "billing") ?? {}, { company_ids: [first?.id ?? 0, second] });
    const draft = operation("draft_invoice");
    const invoice = { ...invoiceFor(twin, "Northwind Studio"), company: { id: first?.id ?? 0, name: "Sandbox Studio" } };
    expect(draft.parse(invoice)).toEqual({ ok: true, payload: invoice });
    expect(draft.preview(invoice).rows).toContainEqual(["Company", "Sandbox Studio"]);
    expect(draft.parse(draft.fromFields(invoice, draft.toFields(invoice)))).toEqual({ ok: true, payload: invoice });
    const elsewhere = call({ company: String(second) }, true);
    expect(await draft.rehearse(invoice, attemptOf("invoice-1"), elsewhere)).toMatchObject({ ok: false, findings: [expect.stringContaining("for the company Sandbox Studio")] });
    expect(await draft.perform(invoice, attemptOf("invoice-1"), elsewhere, nothingToRemember)).toMatchObject({ kind: "refused", problem: { cause: expect.stringContaining("Second Studio") as string } });
    expect(twin.calls.filter(({ write }) => write)).toEqual([]);
    expect(await draft.perform(invoice, attemptOf("invoice-1"), call({ company: String(first?.id) }, true), nothingToRemember)).toMatchObject({ kind: "done" });
  });
});

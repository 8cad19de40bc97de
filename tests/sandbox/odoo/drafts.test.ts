/** What the twin does where a request says the recorded thing in another way: drafts that are changed, products, searches by a link's name. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/core/json";
import { odooSeed, startOdooTwin, type OdooTwin } from "../../../src/sandbox/odoo/twin";

let twin: OdooTwin;
beforeAll(async () => {
  const moves = [{ partner: "Azure", move_type: "out_invoice" as const, name: "INV/2026/00001", date: "2026-09-10", amount: "100" }];
  twin = await startOdooTwin({ version: "19", seed: odooSeed({ partners: [{ name: "Azure" }, { name: "Bob" }], products: [{ name: "Chair", default_code: "CH_1", list_price: 50 }], moves }) });
});
afterAll(() => twin.close());

const ask = async (model: string, method: string, args: JsonObject): Promise<unknown> => {
  const headers = { "content-type": "application/json", authorization: "bearer sandbox-odoo-key", "x-odoo-database": "sandbox" };
  return (await fetch(`${twin.url}/json/2/${model}/${method}`, { method: "POST", headers, body: JSON.stringify(args) })).json();
};
const total = async (id: number): Promise<unknown> => ask("account.move", "read", { ids: [id], fields: ["amount_total"] });

describe("O2 the twin beyond the recorded words", () => {
  test("a line with a product has its name and price, unless others are given", async () => {
    const [id] = (await ask("account.move", "create", { vals_list: [{ move_type: "out_invoice", partner_id: 1, invoice_line_ids: [[0, 0, { product_id: 1, quantity: 2 }], [0, 0, { product_id: 1, name: "Old chair", price_unit: 10 }]] }] })) as number[];
    expect(await total(id ?? 0)).toEqual([{ id, amount_total: 110 }]);
    expect(twin.store.rows("account.move.line").filter((line) => line["move_id"] === id).map(({ name }) => name)).toEqual(["Chair", "Old chair"]);
  });
  test("lines of a draft are added, changed and removed by commands; those of a posted one are not", async () => {
    const [id = 0] = (await ask("account.move", "create", { vals_list: [{ move_type: "out_invoice", partner_id: 1, invoice_line_ids: [[0, 0, { name: "A", price_unit: 5 }]] }] })) as number[];
    const [line] = twin.store.find("account.move", id)?.["invoice_line_ids"] as number[];
    const write = (...commands: unknown[]): Promise<unknown> => ask("account.move", "write", { ids: [id], vals: { invoice_line_ids: commands as JsonObject[] } });
    await write([0, 0, { name: "B", price_unit: 7 }], [1, line, { price_unit: 6 }]);
    expect(await total(id)).toEqual([{ id, amount_total: 13 }]);
    await write([2, line]);
    expect(await total(id)).toEqual([{ id, amount_total: 7 }]);
    expect(await ask("account.move", "write", { ids: [1], vals: { invoice_line_ids: [[5]] } })).toMatchObject({ name: "odoo.exceptions.UserError" });
    expect(await total(1)).toEqual([{ id: 1, amount_total: 100 }]);
  });
  test("a link is searched by its name where text is looked for, and by its id otherwise", async () => {
    const cases: [Json, boolean][] = [[["partner_id", "ilike", "azu"], true], [["partner_id", "ilike", "bob"], false], [["partner_id", "=", "Azure"], true], [["partner_id", "=", 1], true], [["partner_id", "in", [2]], false]];
    for (const [wanted, found] of cases) {
      const ids = (await ask("account.move", "search", { domain: [["name", "=", "INV/2026/00001"], wanted] })) as number[];
      expect([wanted, ids.length > 0]).toEqual([wanted, found]);
    }
  });
});

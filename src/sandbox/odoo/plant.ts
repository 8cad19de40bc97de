/**
 * Owns: turning a seed into the twin's first records.
 * Never: anything after the start.
 */
import { createMove, post } from "./moves";
import { createPartner } from "./partners";
import type { OdooSeed } from "./seed";
import { Store } from "./store";
import type { Version } from "./problem";

/** A store with the seed's records. Throws when the seed names something it does not contain. */
export function plant(version: Version, seed: OdooSeed): Store {
  const store = new Store(version, seed);
  store.insert("mail.template", { name: "Invoice: Sending" }, version === "19" ? 13 : 12);
  const country = store.insert("res.country", { name: seed.company.country.name }, seed.company.country.id);
  for (const { id, decimal_places = 2, ...currency } of seed.currencies) store.insert("res.currency", { ...currency, decimal_places }, id);
  const currency = (code: string): number => named(store, "res.currency", code);
  const company = store.insert("res.company", { name: seed.company.name, currency_id: currency(seed.company.currency), country_id: country.id, rounding: seed.rounding });
  for (const { id, login, name, key, rights } of seed.users) {
    const user = store.insert("res.users", { login, name, company_id: company.id, company_ids: [company.id], lang: "en_US", tz: "Europe/Brussels", active: true }, id);
    store.users.push({ id: user.id, login, key, rights });
  }
  const caller = { user: { id: 1, login: "seed", key: "", rights: "billing" as const }, context: {} };
  if (seed.invoicing) {
    for (const { id, use, included = false, ...tax } of seed.taxes) {
      store.insert("account.tax", { ...tax, amount_type: "percent", price_include: included, type_tax_use: use, active: true, company_id: company.id }, id);
    }
    const first = (use: string): number | false => store.rows("account.tax").find((tax) => tax["type_tax_use"] === use)?.id ?? false;
    Object.assign(company, { account_sale_tax_id: first("sale"), account_purchase_tax_id: first("purchase") });
    for (const { id, ...journal } of seed.journals) store.insert("account.journal", { ...journal, active: true, currency_id: false, company_id: company.id }, id);
    store.insert("account.account", { name: seed.account.name }, seed.account.id);
    store.insert("account.payment.method.line", { name: version === "19" ? "Manual Payment (Bank)" : "Manual" }, version === "19" ? 1 : 3);
    for (const { id, ...product } of seed.products) store.insert("product.product", { ...product, taxes_id: [], sale_ok: true, active: true }, id);
  }
  for (const { id, name, email, is_company = false, parent, vat, active = true } of seed.partners) {
    const parent_id = parent === undefined ? false : named(store, "res.partner", parent);
    createPartner(store, { name, email: email ?? false, is_company, parent_id, vat: vat ?? false, active, customer_rank: 1 }, caller, id);
  }
  for (const move of seed.moves) {
    const row = createMove(
      store,
      {
        move_type: move.move_type,
        name: move.name,
        ref: move.ref ?? false,
        partner_id: named(store, "res.partner", move.partner),
        currency_id: currency(move.currency ?? seed.company.currency),
        invoice_date: move.date,
        invoice_line_ids: [[0, 0, { name: "Earlier work", price_unit: Number(move.amount), tax_ids: [[6, 0, []]] }]],
      },
      caller,
    );
    post(store, [row.id], caller);
  }
  return store;
}

function named(store: Store, model: string, name: string): number {
  const row = store.rows(model).find((one) => one["name"] === name);
  if (!row) throw new Error(`The seed names ${model} "${name}" and does not contain it.`);
  return row.id;
}

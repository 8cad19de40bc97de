/**
 * Owns: what a request means, as one small table per model and method, and which recording answers that meaning.
 * Never: an answer of its own. A value that no recording has is "not covered".
 *
 * Two recorded stories are one here: the invoice that was loaded (080-086) was never posted, the one that was posted (100, 101) was
 * made by `create`. What posting changed between 071 and 101 is laid over the loaded one. Everything else stands as it was recorded.
 */
import type { Json, JsonObject } from "../../src/core/json";
import type { Recording } from "../recordings/odoo/recording";
import { answerOf, recorded, requestOf, rowsOf, textCell, type Asked, type Row, type Wire } from "./wire";

/** The little that must be remembered to choose between two recordings. */
export interface Story {
  /** The external id, `module.name`, under which the invoice was loaded in this run. */
  loaded: string | null;
  posted: boolean;
}

/** A recording byte for byte, but for names that must carry over; or records out of recordings, in the layout of one. */
export type Meant = { number: string; instead?: [string, string] } | { number: string; rows: Row[] };

type Means = (asked: Asked, about: { wire: Wire; story: Story; of: (number: string) => Recording }) => Meant | null;
type Condition = [string, string, Json];

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const record = (value: Json | undefined): JsonObject => (typeof value === "object" && value !== null && !Array.isArray(value) ? value : {});
const plain = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value ?? ""));
const same = (a: Json | undefined, b: Json | undefined): boolean => plain(a).toLowerCase() === plain(b).toLowerCase();
const domainOf = ({ args }: Asked): Condition[] => list(args["domain"]).map((one) => [plain(list(one)[0]), plain(list(one)[1]), list(one)[2] ?? null]);
const about = (asked: Asked, field: string, operator = "="): Json | undefined => domainOf(asked).find(([name, by]) => name === field && by === operator)?.[2];
const withIds = (rows: Row[], ids: Json | undefined): Row[] => rows.filter((row) => list(ids).includes(row["id"]?.value ?? null));

/** Cells of the first row that the recorded `load` sent, by column. */
function loadedColumns(sent: Asked): Record<string, string> {
  const first = list(list(sent.args["data"])[0]);
  return Object.fromEntries(list(sent.args["fields"]).map((name, at) => [plain(name), plain(first[at])]));
}

/** The loaded invoice, from everything that the recordings tell of it. */
function loadedMove(wire: Wire, of: (number: string) => Recording, posted: boolean): Row {
  const [read, found, other, after] = ["086", "084", "071", "101"].map((number) => rowsOf(of(number))[0] ?? {});
  const sent = loadedColumns(requestOf(of("080")));
  const asLoaded = (column: string): Row => ({ [column]: textCell(wire, sent[column] ?? "") });
  const linked = (field: string): Row => {
    const cell = other?.[field];
    if (!cell || plain(list(cell.value)[0]) !== sent[`${field}/.id`]) throw new Error(`The recordings name another ${field} than the load.`);
    return { [field]: cell };
  };
  const postingChanged = Object.fromEntries(Object.entries(after ?? {}).filter(([name, { text }]) => other?.[name]?.text !== text));
  return { ...found, ...read, ...linked("partner_id"), ...linked("currency_id"), ...asLoaded("move_type"), ...asLoaded("invoice_date"), ...asLoaded("invoice_date_due"), ...(posted ? postingChanged : {}) };
}

/** Columns whose names are ours to give: they must be there where the recording has them, and no two alike. */
const OURS = new Set(["id", "invoice_origin", "invoice_line_ids/id"]);
const NUMBERS = new Set(["invoice_line_ids/quantity", "invoice_line_ids/price_unit"]);

/** Says the same as the recorded `load`: the same columns, and in each cell the same value, number or a name of its own. */
function loadsTheSame(asked: Asked, sent: Asked): boolean {
  const columns = list(asked.args["fields"]).map(plain);
  const [rows, then] = [asked, sent].map(({ args }) => list(args["data"]).map((row) => list(row).map(plain)));
  if (!rows || !then || columns.join() !== list(sent.args["fields"]).map(plain).join() || rows.length !== then.length) return false;
  const names = rows.flatMap((row) => row.filter((value, at) => value !== "" && (columns[at] === "id" || columns[at] === "invoice_line_ids/id")));
  if (new Set(names).size !== names.length || names.some((name) => !/^\w+\.[\w-]+$/.test(name))) return false;
  return rows.every((row, line) =>
    row.every((value, at) => {
      const sentThen = then[line]?.[at] ?? "";
      const column = columns[at] ?? "";
      if (OURS.has(column)) return (value === "") === (sentThen === "");
      return NUMBERS.has(column) ? value !== "" && Number(value) === Number(sentThen) : value === sentThen;
    }),
  );
}

const externalId = ({ args }: Asked): string => `${plain(args["module"])}.${plain(args["xml_id"])}`;

/** May this user create records? Asked by `has_access` from 18 on; 16 does not know that method. */
const mayCreate: Means = ({ method, args }, { wire }) => {
  if (method === "has_access" && wire === "16-xmlrpc") return { number: "201", instead: ["frobnicate", "has_access"] };
  return args["operation"] === "create" ? { number: "033" } : null;
};

const loadInvoice: Means = (asked, { story, of }) => {
  const sent = requestOf(of("080"));
  if (!loadsTheSame(asked, sent)) return null;
  const first = plain(list(list(asked.args["data"])[0])[0]);
  const number = story.loaded === null ? "080" : "081";
  if (story.loaded !== null && story.loaded !== first) return null;
  story.loaded = first;
  return { number };
};

const findInvoices: Means = (asked, { wire, story, of }) => {
  const loaded = loadedMove(wire, of, story.posted);
  const excluded = about(asked, "id", "!=") === loaded["id"]?.value;
  const there = story.loaded !== null && !excluded;
  // "A posted transaction in the last 90 days": none before something was posted, then that one.
  if (about(asked, "state") === "posted" && about(asked, "date", ">=") !== undefined) return story.posted ? { number: "180", rows: [loadedMove(wire, of, true)] } : { number: "181" };
  for (const field of ["ref", "amount_total"]) {
    const wanted = about(asked, field);
    if (wanted !== undefined) return there && same(wanted, loaded[field]?.value) ? { number: "084", rows: [loaded] } : { number: "085" };
  }
  return null;
};

/** Nobody recorded the search for addresses of several patterns at once: the records that fit one of them. */
function withDomains(rows: Row[], asked: Asked): Row[] {
  const patterns = domainOf(asked).filter(([, by]) => by === "=ilike").map(([, , value]) => new RegExp(`^${plain(value).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%/g, ".*").replace(/_/g, ".")}$`, "i"));
  return rows.filter((row) => patterns.some((pattern) => pattern.test(plain(row["email"]?.value))));
}

/** By e-mail, its domain, or a name: as recorded, or "none" for what nobody in the recordings has. */
const findPartners: Means = (asked, { of }) => {
  if (plain(list(list(asked.args["domain"]).at(-1))[2]).startsWith("%@%")) return { number: "055", rows: withDomains(rowsOf(of("055")), asked) };
  const [[field, operator, wanted] = ["", "", null], ...more] = domainOf(asked);
  // Nobody archived a partner in the recordings: a search that finds nothing.
  if (field === "email" && same(about(asked, "active"), false)) return { number: "050" };
  if (more.length > 0) return null;
  const isSame = (number: string): boolean => domainOf(requestOf(of(number))).some(([name, by, value]) => name === field && by === operator && same(value, wanted));
  const kind = field === "name" ? ["057", "059"] : plain(wanted).startsWith("%") ? ["055", "056"] : ["054", "050"];
  const [found = "", none = ""] = kind;
  if (isSame(found)) return { number: found, rows: rowsOf(of(found)) };
  const known = rowsOf(of("055")).flatMap((row) => (field === "name" || field === "email" ? [plain(row[field]?.value).toLowerCase()] : []));
  const sought = plain(wanted).toLowerCase().replace(/^%/, "");
  return known.some((value) => value.includes(sought)) ? null : { number: none };
};

/** Nobody recorded a whole list of fields: answered like a method that the server does not know (201). */
const tellsNoFields: Means = ({ method }) => ({ number: "201", instead: ["frobnicate", method] });

const MEANINGS: Record<string, Means> = {
  "account.move.fields_get": tellsNoFields,
  "account.move.line.fields_get": tellsNoFields,
  "res.partner.fields_get": tellsNoFields,
  // Nobody recorded it either: like a model that is not there (200).
  "res.users.apikeys.search_read": () => ({ number: "200", instead: ["no.model", "res.users.apikeys"] }),
  // A search that finds nothing, and a note in the record's log.
  "mail.message.search_read": () => ({ number: "085" }),
  "account.move.message_post": () => ({ number: "090" }),
  "http.GET /web/version": (_asked, { wire }) => ({ number: wire === "19-json2" ? "010" : "011" }),
  "common.authenticate": () => ({ number: "020" }),
  "res.users.context_get": () => ({ number: "020" }),
  "res.users.read": ({ args }, { of }) => ({ number: "030", rows: withIds(rowsOf(of("030")), args["ids"]) }),
  "res.company.read": ({ args }, { of }) => ({ number: "031", rows: withIds(rowsOf(of("031")), args["ids"]) }),
  "account.move.has_access": mayCreate,
  "account.move.check_access_rights": mayCreate,
  // Recorded of invoices only: the same question about another model.
  "res.partner.has_access": mayCreate,
  "res.partner.check_access_rights": mayCreate,
  "account.tax.search_read": (asked, { of }) => (about(asked, "type_tax_use") === "sale" ? { number: "062", rows: rowsOf(of("062")) } : null),
  "res.currency.search_read": (asked, { of }) => {
    const number = record(asked.args["context"])["active_test"] === false ? "061" : "060";
    const names = [about(asked, "name"), ...list(about(asked, "name", "in"))];
    return { number, rows: rowsOf(of(number)).filter((row) => names.includes(row["name"]?.value)) };
  },
  "res.partner.search_read": findPartners,
  // Recorded as a search: the same records, by id.
  "res.partner.read": ({ args }, { of }) => ({ number: "055", rows: withIds(rowsOf(of("055")), args["ids"]) }),
  "account.move.search_read": findInvoices,
  "account.move.read": ({ args }, { wire, story, of }) => {
    const rows = story.loaded === null ? [] : withIds([loadedMove(wire, of, story.posted)], args["ids"]);
    return rows.length > 0 ? { number: story.posted ? "101" : "086", rows } : { number: "208" };
  },
  "ir.model.data.check_object_reference": (asked, { story, of }) => {
    if (story.loaded === externalId(asked)) return { number: "082" };
    return { number: "083", instead: [externalId(requestOf(of("083"))), externalId(asked)] };
  },
  "account.move.load": loadInvoice,
  "account.move.action_post": ({ args }, { story, of }) => {
    const made = list(record(answerOf(of("080")))["ids"]);
    if (story.loaded === null || plain(args["ids"]) !== plain(made)) return null;
    const number = story.posted ? "102" : "100";
    story.posted = true;
    return { number };
  },
};

/** Which recording answers a request; null when none does. A key or database that is not the recorded one is answered as recorded, too. */
export function meaningOf(wire: Wire, asked: Asked, story: Story, key: string): Meant | null {
  const of = (number: string): Recording => recorded(wire, number);
  const login = asked.model === "common";
  if (asked.model !== "http") {
    if (asked.database !== requestOf(of("020")).database) return { number: login || wire === "19-json2" ? "022" : "024" };
    if (asked.key !== key) return { number: login || wire === "19-json2" ? "021" : "023" };
  }
  return MEANINGS[`${asked.model}.${asked.method}`]?.(asked, { wire, story, of }) ?? null;
}

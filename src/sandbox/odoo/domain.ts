/**
 * Owns: Odoo search domains and orders over the twin's rows.
 * Never: access rights or reading fields out (records.ts).
 */
import type { Json } from "../../core/json";
import { plain, type Row, type Store } from "./store";
import { OdooProblem, valueError } from "./problem";

type Test = (row: Row) => boolean;

/** SQL LIKE as a regular expression over the whole text: `%` any run, `_` any one character. */
function like(pattern: string, ignoreCase: boolean): RegExp {
  const source = Array.from(pattern, (char) => (char === "%" ? "[^]*" : char === "_" ? "[^]" : char.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("");
  return new RegExp(`^${source}$`, ignoreCase ? "iu" : "u");
}

const same = (a: Json, b: Json): boolean => a === b || (Array.isArray(a) && a.includes(b)) || (a === "" && b === false);
const less = (a: Json, b: Json): boolean => a !== false && b !== false && a !== null && b !== null && a < b;

const OPERATORS: Record<string, (left: Json, right: Json) => boolean> = {
  "=": same,
  "!=": (left, right) => !same(left, right),
  in: (left, right) => Array.isArray(right) && right.some((one) => same(left, one)),
  "not in": (left, right) => Array.isArray(right) && !right.some((one) => same(left, one)),
  "<": less,
  "<=": (left, right) => less(left, right) || same(left, right),
  ">": (left, right) => less(right, left),
  ">=": (left, right) => less(right, left) || same(left, right),
  like: (left, right) => like(`%${plain(right)}%`, false).test(plain(left)),
  ilike: (left, right) => like(`%${plain(right)}%`, true).test(plain(left)),
  "=like": (left, right) => typeof left === "string" && like(plain(right), false).test(left),
  "=ilike": (left, right) => typeof left === "string" && like(plain(right), true).test(left),
};

function python(value: Json): string {
  return typeof value === "string" ? `'${value}'` : value === true ? "True" : value === false ? "False" : JSON.stringify(value);
}

/** The value behind a dotted path such as `mail_message_id.res_id`. */
function reach(store: Store, model: string, row: Row | undefined, path: string[]): Json {
  const [field = "", ...rest] = path;
  const value = row?.[field] ?? false;
  if (rest.length === 0) return value;
  const relation = store.models[model]?.fields[field]?.relation ?? "";
  return reach(store, relation, store.find(relation, value), rest);
}

/** A link is compared by its record's name where text is looked for, as `["partner_id", "ilike", "azure"]`. */
function named(store: Store, model: string, path: string[], value: Json, wanted: Json): Json {
  const [field = "", ...rest] = path;
  const relation = rest.length === 0 ? store.models[model]?.fields[field]?.relation : undefined;
  if (relation === undefined || Array.isArray(value) || typeof wanted !== "string") return value;
  return store.find(relation, value)?.[store.models[relation]?.label ?? "name"] ?? false;
}

/** A predicate for a domain in prefix notation, `&` implied. Unknown fields are the errors of recording 203. */
export function matcher(domain: Json[], model: string, store: Store): Test {
  const terms = [...domain];
  const next = (): Test => {
    const term = terms.shift();
    if (term === "!") {
      const negated = next();
      return (row) => !negated(row);
    }
    if (term === "&" || term === "|") {
      const [a, b] = [next(), next()];
      return term === "&" ? (row) => a(row) && b(row) : (row) => a(row) || b(row);
    }
    if (!Array.isArray(term) || term.length !== 3 || typeof term[0] !== "string" || typeof term[1] !== "string") {
      throw valueError(`Invalid domain term ${python(term ?? false)}`);
    }
    const [field, operator, value = null] = term;
    const path = field.split(".");
    if (field !== "id" && !store.models[model]?.fields[path[0] ?? ""]) {
      throw valueError(`Invalid field ${model}.${field} in ${store.version === "19" ? "condition" : "leaf"} (${python(field)}, ${python(operator)}, ${python(value)})`);
    }
    const test = OPERATORS[operator];
    if (!test) throw new OdooProblem("builtins.ValueError", `Invalid operator ${python(operator)}`);
    return (row) => test(named(store, model, path, reach(store, model, row, path), value), value);
  };
  const tests: Test[] = [];
  while (terms.length > 0) tests.push(next());
  return (row) => tests.every((test) => test(row));
}

/** Compares rows by an order such as "date desc, id desc". */
export function sorter(order: string): (a: Row, b: Row) => number {
  const keys = order.split(",").map((part) => {
    const [field = "id", direction] = part.trim().split(/\s+/);
    return { field, sign: direction?.toLowerCase() === "desc" ? -1 : 1 };
  });
  return (a, b) => {
    for (const { field, sign } of keys) {
      const [left, right] = [a[field] ?? false, b[field] ?? false];
      if (typeof left === "boolean" && typeof right === "boolean") {
        if (left !== right) return left ? sign : -sign;
      } else if (less(left, right) || right === false) return -sign;
      else if (less(right, left) || left === false) return sign;
    }
    return 0;
  };
}

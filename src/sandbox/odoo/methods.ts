/**
 * Owns: which methods the twin has, their arguments by name and position, and whether they write.
 * Never: a wire; both wires call `run` with named arguments.
 */
import type { Json, JsonObject } from "../../core/json";
import { keysOf, load, split } from "./load";
import { formattedReadGroup, readGroup } from "./groups";
import { createMove, post, setState, unlinkMoves, writeMove } from "./moves";
import { createPartner, writePartner } from "./partners";
import { createPayments, openPayment } from "./payments";
import { missing, notAllowed, OdooProblem, valueError } from "./problem";
import { allow, fieldsGet, modelOf, present, read, search, type Caller, type Search } from "./records";
import { openReversal, reverseMoves } from "./reversals";
import { fillInvoiceSend, openInvoiceSend, openSendWizard, runInvoiceSend, runSendWizard, sendAction } from "./sending";
import { plain, type Row, type Store } from "./store";

export type Args = JsonObject;
interface Method {
  /** Argument names in the order of XML-RPC; the first is `ids` for methods on records. */
  names: string[];
  required: string[];
  writes: boolean;
  /** Only this model has it; absent: every model. */
  model?: string;
  version?: "16" | "19";
  run(store: Store, model: string, args: Args, caller: Caller): Json;
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const texts = (value: Json | undefined): string[] => list(value).map(String);
const group = (value: Json | undefined): JsonObject => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});
const numbers = (value: Json | undefined): number[] => (typeof value === "number" ? [value] : list(value).filter((id) => typeof id === "number"));
const query = (args: Args): Search => ({
  domain: list(args["domain"]),
  offset: Number(args["offset"] ?? 0),
  limit: Number(args["limit"] || 0),
  ...(typeof args["order"] === "string" && { order: args["order"] }),
});

const CREATES: Record<string, (store: Store, values: JsonObject, caller: Caller) => Row> = {
  "res.partner": createPartner,
  "account.move": createMove,
  "account.payment.register": openPayment,
  "account.move.reversal": openReversal,
  "account.move.send.wizard": openSendWizard,
  "account.invoice.send": openInvoiceSend,
};

function create(store: Store, model: string, args: Args, caller: Caller): Json {
  const given = args["vals_list"];
  const make = CREATES[model];
  if (!make) throw notAllowed(store.version, model, "create");
  if (model !== "res.partner") allow(store, "account.move", "create", caller);
  return (Array.isArray(given) ? given : [given]).map((values) => make(store, group(values), caller).id);
}

/** A method on records of one model: billing users may, others may not. */
function button(model: string, version: "16" | "19" | null, work: (store: Store, ids: number[], caller: Caller) => Json): Method {
  return {
    names: ["ids"],
    required: ["ids"],
    writes: true,
    model,
    ...(version && { version }),
    run: (store, _model, args, caller) => {
      allow(store, "account.move", "create", caller);
      return work(store, numbers(args["ids"]), caller);
    },
  };
}

function write(store: Store, model: string, args: Args, caller: Caller): Json {
  for (const id of numbers(args["ids"])) {
    const row = store.find(model, id);
    if (!row) throw missing(model, id, caller.user.id);
    if (model === "res.partner") writePartner(store, row, group(args["vals"]), caller);
    else if (model === "account.move") writeMove(store, row, group(args["vals"]), caller);
    else throw notAllowed(store.version, model, "create");
  }
  return true;
}

/** Ids of external names. 19 answers `[model, false]` while a load runs and after one failed (recording 252). */
function checkReference(store: Store, _model: string, args: Args, caller: Caller): Json {
  const key = `${plain(args["module"])}.${plain(args["xml_id"])}`;
  const found = store.external(...split(key));
  const model = found ? plain(found["model"]) : store.touched.get(key);
  if (found && model !== undefined) {
    if (caller.user.rights === "none") throw notAllowed(store.version, model, "access");
    return [model, Number(found["res_id"])];
  }
  if (model !== undefined && store.version === "19") return [model, false];
  throw valueError(`External ID not found in the system: ${key}`);
}

function mayDo(store: Store, model: string, caller: Caller): boolean {
  try {
    allow(store, model, "create", caller);
    return true;
  } catch {
    return false;
  }
}

/** Two loads of the same external id at once: the second loses (recording 250). */
function loadRows(store: Store, model: string, args: Args, caller: Caller): Json {
  const fields = texts(args["fields"]);
  const data = list(args["data"]).map(texts);
  if (keysOf(fields, data).some((key) => store.running.has(key))) {
    return { ids: false, messages: [{ rows: { from: 0, to: 0 }, record: 0, type: "error", message: "could not serialize access due to concurrent update\n" }], nextrow: 0 };
  }
  return load(store, model, fields, data, caller);
}

function postMessage(store: Store, model: string, args: Args): Json {
  const id = numbers(args["ids"])[0] ?? 0;
  const message = store.insert("mail.message", { body: plain(args["body"]), model, res_id: id });
  return store.version === "19" ? [message.id] : message.id;
}

const METHODS: Record<string, Method> = {
  search: { names: ["domain", "offset", "limit", "order"], required: ["domain"], writes: false, run: (store, model, args, caller) => search(store, model, query(args), caller).map((row) => row.id) },
  search_read: {
    names: ["domain", "fields", "offset", "limit", "order"],
    required: [],
    writes: false,
    run: (store, model, args, caller) => search(store, model, query(args), caller).map((row) => present(store, model, row, texts(args["fields"]))),
  },
  search_count: { names: ["domain", "limit"], required: ["domain"], writes: false, run: (store, model, args, caller) => search(store, model, query(args), caller).length },
  read: { names: ["ids", "fields", "load"], required: ["ids"], writes: false, run: (store, model, args, caller) => read(store, model, numbers(args["ids"]), texts(args["fields"]), caller) },
  fields_get: { names: ["allfields", "attributes"], required: [], writes: false, run: (store, model, args) => fieldsGet(store, model, texts(args["allfields"]), texts(args["attributes"])) },
  // Everything that this twin requires it can also fill in: nothing custom is required here.
  default_get: {
    names: ["fields_list"],
    required: ["fields_list"],
    writes: false,
    run: (store, model, args) => Object.fromEntries(texts(args["fields_list"]).filter((name) => modelOf(store, model).fields[name]?.required).map((name) => [name, true])),
  },
  has_access: { names: ["ids", "operation"], required: ["operation"], writes: false, version: "19", run: (store, model, _args, caller) => mayDo(store, model, caller) },
  check_access_rights: { names: ["operation", "raise_exception"], required: ["operation"], writes: false, version: "16", run: (store, model, _args, caller) => mayDo(store, model, caller) },
  check_object_reference: { names: ["module", "xml_id", "raise_on_access_error"], required: ["module", "xml_id"], writes: false, model: "ir.model.data", run: checkReference },
  context_get: { names: [], required: [], writes: false, model: "res.users", run: (_store, _model, _args, { user }) => ({ lang: "en_US", tz: "Europe/Brussels", uid: user.id }) },
  create: { names: ["vals_list"], required: ["vals_list"], writes: true, run: create },
  write: { names: ["ids", "vals"], required: ["ids", "vals"], writes: true, run: write },
  unlink: button("account.move", null, (store, ids, caller) => {
    unlinkMoves(store, ids, caller);
    return true;
  }),
  load: { names: ["fields", "data"], required: ["fields", "data"], writes: true, run: loadRows },
  action_post: button("account.move", null, (store, ids, caller) => {
    post(store, ids, caller);
    return false;
  }),
  button_draft: button("account.move", null, changeState("draft")),
  button_cancel: button("account.move", null, changeState("cancel")),
  action_create_payments: button("account.payment.register", null, createPayments),
  refund_moves: button("account.move.reversal", "19", reverseMoves),
  reverse_moves: button("account.move.reversal", "16", reverseMoves),
  action_invoice_sent: button("account.move", null, sendAction),
  action_send_and_print: button("account.move.send.wizard", "19", runSendWizard),
  onchange_template_id: button("account.invoice.send", "16", fillInvoiceSend),
  send_and_print_action: button("account.invoice.send", "16", runInvoiceSend),
  read_group: {
    names: ["domain", "fields", "groupby", "offset", "limit", "orderby", "lazy"],
    required: ["domain", "fields", "groupby"],
    writes: false,
    run: (store, model, args, caller) => readGroup(store, model, { domain: list(args["domain"]), fields: texts(args["fields"]), groupby: texts(args["groupby"]) }, caller),
  },
  formatted_read_group: {
    names: ["domain", "groupby", "aggregates"],
    required: ["domain"],
    writes: false,
    version: "19",
    run: (store, model, args, caller) => formattedReadGroup(store, model, { domain: list(args["domain"]), groupby: texts(args["groupby"]), aggregates: texts(args["aggregates"]) }, caller),
  },
  message_post: { names: ["ids", "body"], required: ["ids"], writes: true, run: postMessage },
};

/** Returns None on a real server: a fault over XML-RPC although it is done (recordings 230-233). */
function changeState(state: "draft" | "cancel"): (store: Store, ids: number[], caller: Caller) => Json {
  return (store, ids, caller) => {
    setState(store, ids, state, caller);
    return null;
  };
}

/** Everything the twin does not know as a read counts as a write. */
export function writes(method: string): boolean {
  return METHODS[method]?.writes ?? true;
}

/** Looks a method up, in the words of either wire (recordings 200, 201, 244). */
export function methodOf(store: Store, model: string, method: string, wire: "json2" | "xmlrpc"): Method {
  if (!store.models[model] && wire === "json2") throw new OdooProblem("werkzeug.exceptions.NotFound", `the model '${model}' does not exist`);
  modelOf(store, model);
  if (method.startsWith("_")) {
    throw new OdooProblem("odoo.exceptions.AccessError", `Private methods (such as ${store.version === "19" ? `'${model}.${method}'` : method}) cannot be called remotely.`);
  }
  const found = METHODS[method];
  if (found && (found.model === undefined || found.model === model) && (found.version === undefined || found.version === store.version)) return found;
  const text = store.version === "19" ? `The method '${model}.${method}' does not exist` : `The method '${method}' does not exist on the model '${model}'`;
  throw new OdooProblem(wire === "json2" ? "werkzeug.exceptions.NotFound" : "builtins.AttributeError", text);
}

/** Positional and keyword arguments of XML-RPC by name; too many or unknown ones are a TypeError. */
export function byName(method: Method, name: string, positional: Json[], keywords: JsonObject): Args {
  const wrong = (what: string): OdooProblem => new OdooProblem("builtins.TypeError", `${name}() ${what}`);
  if (positional.length > method.names.length) throw wrong(`takes ${method.names.length} positional arguments but ${positional.length} were given`);
  const args: Args = { ...keywords };
  positional.forEach((value, index) => (args[method.names[index] ?? ""] = value));
  for (const key of Object.keys(keywords)) if (key !== "context" && !method.names.includes(key)) throw wrong(`got an unexpected keyword argument '${key}'`);
  for (const key of method.required) if (args[key] === undefined) throw wrong(`missing 1 required positional argument: '${key}'`);
  return args;
}

/** One call, one transaction; what only reads leaves nothing to take back. */
export function run(store: Store, method: Method, model: string, args: Args, user: Caller["user"]): Json {
  const work = (): Json => method.run(store, model, args, { user, context: group(args["context"]) });
  return method.writes ? store.transaction(work) : work();
}

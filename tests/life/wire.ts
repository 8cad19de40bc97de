/**
 * Owns: reading requests and recorded answers of both wires - JSON-2 and XML-RPC - into one form, and laying recorded values out
 * as the recording has them.
 * Never: what a request means (meaning.ts), and never code of the product: this side of the wire is the partner's.
 */
import { DomUtils, parseDocument } from "htmlparser2";
import type { Json, JsonObject } from "../../src/core/json";
import { recordings, type Folder, type Recording } from "../recordings/odoo/recording";

export type Wire = Exclude<Folder, "19-xmlrpc">;

/** One request, the same for both wires: arguments by name. */
export interface Asked {
  /** `res.partner`; `common` for XML-RPC's login; `http` for a plain page. */
  model: string;
  method: string;
  args: JsonObject;
  database: string;
  key: string;
}
/** A recorded value with the text that stands for it in the answer. */
export interface Cell {
  value: Json;
  text: string;
}
export type Row = Record<string, Cell>;

const all: Partial<Record<Wire, Recording[]>> = {};
/** A recording by its number, e.g. "083"; the files are read once. */
export function recorded(wire: Wire, number: string): Recording {
  all[wire] ??= recordings(wire);
  const found = all[wire].find(({ name }) => name.startsWith(`${number}-`));
  if (!found) throw new Error(`There is no recording ${number} of ${wire}.`);
  return found;
}

type Node = ReturnType<typeof parseDocument>["children"][number];
type Tag = Extract<Node, { attribs: object }>;

/** Names of the arguments that XML-RPC sends by position. */
const POSITIONS: Record<string, string[]> = {
  read: ["ids", "fields"],
  search: ["domain"],
  search_read: ["domain"],
  has_access: ["ids", "operation"],
  check_access_rights: ["operation"],
  check_object_reference: ["module", "xml_id"],
  load: ["fields", "data"],
  action_post: ["ids"],
};

const tags = (node: Node | ReturnType<typeof parseDocument>): Tag[] => ("children" in node ? node.children.filter((child): child is Tag => "attribs" in child) : []);
const parse = (xml: string): ReturnType<typeof parseDocument> => parseDocument(xml, { xmlMode: true, withStartIndices: true, withEndIndices: true });

/** What a `<value>` element holds. */
function valueOf(element: Tag): Json {
  const [kind] = tags(element);
  if (!kind) return DomUtils.textContent(element);
  const text = DomUtils.textContent(kind);
  if (kind.name === "string") return text;
  if (kind.name === "boolean") return text === "1";
  if (kind.name === "int" || kind.name === "i4" || kind.name === "double") return Number(text);
  if (kind.name === "array") return tags(kind).flatMap((data) => tags(data).map(valueOf));
  if (kind.name === "struct") return Object.fromEntries(membersOf(kind).map(([name, value]) => [name, valueOf(value)]));
  throw new Error(`XML-RPC has no <${kind.name}>.`);
}

function membersOf(struct: Tag): [string, Tag][] {
  return tags(struct).map((member) => {
    const [name, value] = tags(member);
    if (!name || !value) throw new Error("A member of a struct has no name or no value.");
    return [DomUtils.textContent(name), value];
  });
}

const isRecord = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

function askedOverXml(path: string, xml: string): Asked {
  const call = tags(parse(xml)).find(({ name }) => name === "methodCall");
  const [method, params] = call ? tags(call) : [];
  const list = params ? tags(params).flatMap((param) => tags(param).map(valueOf)) : [];
  const text = (at: number): string => (typeof list[at] === "string" ? list[at] : "");
  if (path.endsWith("/common")) return { model: "common", method: method ? DomUtils.textContent(method) : "", args: {}, database: text(0), key: text(2) };
  const names = POSITIONS[text(4)] ?? [];
  const byPosition = Array.isArray(list[5]) ? list[5].map((value, at): [string, Json] => [names[at] ?? `argument ${at}`, value]) : [];
  return { model: text(3), method: text(4), args: { ...Object.fromEntries(byPosition), ...(isRecord(list[6]) ? list[6] : {}) }, database: text(0), key: text(2) };
}

/** Reads a request as it came over the wire. */
export function askedOf(verb: string, path: string, headers: Record<string, string | string[] | undefined>, body: string): Asked {
  if (path.startsWith("/xmlrpc/2/")) return askedOverXml(path, body);
  const [, model = "http", method = `${verb} ${path}`] = /^\/json\/2\/([\w.]+)\/(\w+)$/.exec(path) ?? [];
  const header = (name: string): string => String(headers[name] ?? "");
  return { model, method, args: body === "" ? {} : (JSON.parse(body) as JsonObject), database: header("x-odoo-database"), key: header("authorization").replace(/^bearer /, "") };
}

/** The recorded request of a recording. */
export function requestOf({ request }: Recording): Asked {
  const { body } = request;
  return askedOf(request.method, request.path, request.headers, body === null ? "" : typeof body === "string" ? body : JSON.stringify(body));
}

/** Body of a recorded answer as it went over the wire. */
export function bodyOf({ response }: Recording): string {
  return typeof response.body === "string" ? response.body : JSON.stringify(response.body);
}

/** The value of a recorded XML answer's element, or nothing for a fault. */
function answerElement(xml: string): Tag | undefined {
  return DomUtils.findOne((element) => element.name === "value", parse(xml).children) ?? undefined;
}

/** What a recorded answer says. */
export function answerOf(recording: Recording): Json {
  const { body } = recording.response;
  if (typeof body !== "string") return body as Json;
  const element = answerElement(body);
  if (!element) throw new Error(`${recording.name} has no value.`);
  return valueOf(element);
}

/** The records of a recorded answer, every value with its text. */
export function rowsOf(recording: Recording): Row[] {
  const { body } = recording.response;
  if (typeof body !== "string") return (body as JsonObject[]).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { value, text: JSON.stringify(value) }])));
  const list = answerElement(body);
  const structs = list ? DomUtils.findAll((element) => element.name === "struct", [list]) : [];
  return structs.map((struct) => Object.fromEntries(membersOf(struct).map(([name, value]) => [name, { value: valueOf(value), text: `${body.slice(value.startIndex ?? 0, (value.endIndex ?? 0) + 1)}\n` }])));
}

/** A text out of a recorded request, as an answer would show it. */
export function textCell(wire: Wire, value: string): Cell {
  return { value, text: wire === "19-json2" ? JSON.stringify(value) : `<value><string>${value}</string></value>\n` };
}

/** The body of `like`, an answer with a list of records, with these records cut to the fields that were asked for. */
export function layOut(like: Recording, rows: Row[], fields: string[]): string {
  const names = ["id", ...fields.filter((name) => name !== "id")];
  const cell = (row: Row, name: string): string => {
    const found = row[name];
    if (!found) throw new Error(`no recording tells the field "${name}" of record ${row["id"]?.text ?? "without id"}`);
    return found.text;
  };
  if (typeof like.response.body !== "string") return `[${rows.map((row) => `{${names.map((name) => `${JSON.stringify(name)}:${cell(row, name)}`).join(",")}}`).join(",")}]`;
  const [head] = /^[^]*?<value><array><data>\n/.exec(like.response.body) ?? [""];
  const [tail] = /<\/data><\/array><\/value>\n<\/param>[^]*$/.exec(like.response.body) ?? [""];
  const structs = rows.map((row) => `<value><struct>\n${names.map((name) => `<member>\n<name>${name}</name>\n${cell(row, name)}</member>\n`).join("")}</struct></value>\n`);
  return `${head}${structs.join("")}${tail}`;
}

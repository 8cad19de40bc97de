/**
 * Owns: what a write that is about to reach a service is about: which action, on which channel, with which words.
 * Never: whether it may be sent (witness.ts).
 */
import type { JsonObject } from "../../src/core/json";
import { dataOf, isEvent, type Line } from "../../src/core/record";
import type { HttpRequest } from "../../src/ports";
import { plain } from "../../src/sandbox/odoo/store";
import type { Life } from "./life";
import { wallOf, type Wall } from "./social";

export interface Written {
  /** Null: it belongs to none. */
  id: string | null;
  channel: string;
  /** The same again is the same write. */
  what: string;
  /** It shows nothing to anybody, e.g. a picture that is handed over before its post. */
  prepares: boolean;
  /** Does it say what this payload says? */
  says(payload: JsonObject): boolean;
}

const MODULE = "autonomous_employee.";
const decoder = new TextDecoder();
const textOf = ({ body }: HttpRequest): string => (typeof body === "string" ? body : decoder.decode(body));

/** Every text of a post's payload: one, or the parts of a thread. */
export function textsOf({ text, more }: JsonObject): string[] {
  return [plain(text), ...(Array.isArray(more) ? more.map(plain) : [])];
}

/** Lines that carry a proposal as it was at their time. */
export function proposalOf(line: Line): { deliveries: { channel: string; operation: string; payload: JsonObject }[] } | null {
  const carries = isEvent(line, "proposed") || isEvent(line, "edited") || isEvent(line, "returned") || isEvent(line, "renewed") || isEvent(line, "resent");
  return carries ? dataOf(line as Line & { event: "proposed" }).proposal : null;
}

/** Odoo: the action stands in the external id, or in the receipt of the draft that is posted. */
function ofOdoo(_life: Life, request: HttpRequest, lines: readonly Line[]): Written {
  const method = request.url.slice(request.url.lastIndexOf("/") + 1);
  const args = JSON.parse(textOf(request)) as JsonObject;
  const rows = method === "load" ? (args["data"] as string[][]) : [];
  const id = (): string | null => {
    if (method === "load") {
      const external = rows[0]?.[(args["fields"] as string[]).indexOf("id")] ?? "";
      return external.startsWith(MODULE) ? external.slice(MODULE.length) : null;
    }
    const [invoice] = args["ids"] as number[];
    // The words in a record's log name the action that they are a part of.
    if (method === "message_post") return /action ([\w-]+)\. Card/.exec(plain(args["body"]))?.[1] ?? null;
    // Nobody approves anything else in these lives.
    if (method !== "action_post") return null;
    return lines.find((line) => proposalOf(line)?.deliveries.some(({ operation, payload }) => operation === "post_invoice" && payload["invoice_id"] === invoice))?.action_id ?? null;
  };
  const says = (payload: JsonObject): boolean => {
    const wanted = (payload["lines"] as { unit_price: string }[] | undefined)?.map(({ unit_price }) => unit_price) ?? [plain(payload["name"])];
    return method !== "load" || wanted.every((part) => rows.flat().includes(part));
  };
  return { id: id(), channel: "odoo", what: method, prepares: false, says };
}

/** The words of a request that people will read; null when it carries none. LinkedIn's are escaped. */
function wordsOf(wall: Wall, path: string, body: string): string | null {
  const form = /name="(?:message|caption)"\r\n\r\n([\s\S]*?)\r\n--/.exec(body)?.[1];
  if (!body.startsWith("{")) return form ?? null;
  const json = JSON.parse(body) as JsonObject;
  const words = wall === "x" ? json["text"] : wall === "linkedin" ? json["commentary"] : (json["message"] ?? json["caption"]);
  if (typeof words !== "string") return null;
  return wall === "linkedin" && path === "/rest/posts" ? words.replace(/\\([|{}@[\]()<>#\\*_~])/g, "$1") : words;
}

function isPreparation(wall: Wall, path: string, body: string): boolean {
  if (wall === "x") return path.startsWith("/2/media");
  if (wall === "linkedin") return path !== "/rest/posts";
  return wall === "instagram" ? path.endsWith("/media") : /name="published"\r\n\r\nfalse/.test(body);
}

function ofWall(wall: Wall, request: HttpRequest, lines: readonly Line[]): Written {
  const { pathname } = new URL(request.url);
  const body = textOf(request);
  const words = wordsOf(wall, pathname, body);
  const holds = (line: Line): boolean => proposalOf(line)?.deliveries.some(({ channel, payload }) => channel === wall && textsOf(payload).includes(words ?? "")) ?? false;
  const started = lines.findLast((line) => line.delivery === wall && line.event === "started")?.action_id ?? null;
  const id = (words === null ? null : lines.findLast(holds)?.action_id) ?? started;
  return { id, channel: wall, what: `${pathname}/${words ?? ""}`, prepares: isPreparation(wall, pathname, body), says: (payload) => words === null || textsOf(payload).includes(words) };
}

/** `lines`: of the ledger that is on disk now. */
export function writtenOf(life: Life, request: HttpRequest, lines: readonly Line[]): Written {
  const wall = wallOf(request);
  return wall === null ? ofOdoo(life, request, lines) : ofWall(wall, request, lines);
}

/** Our requests are the recorded ones: same model, method, argument names and positions. */
import { describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../../src/core/json";
import { isPreparation, positional, READS, WRITES } from "../../../src/integrations/odoo/calls";
import { parseCall } from "../../../src/sandbox/odoo/xmlrpc";
import { recordings } from "../../recordings/odoo/recording";

/** Ids and the story's marks differ between two recorded servers; the meaning does not. */
const meaning = (value: unknown): string => JSON.stringify(value).replace(/k[15][abc]/g, "k").replace(/\d+/g, "#");

const ours = (model: string, method: string): boolean => (READS[model]?.includes(method) ?? false) || (WRITES[model]?.includes(method) ?? false) || isPreparation(model, method);

const json2 = new Map(recordings("19-json2").map((one) => [one.name, one]));
const pairs = recordings("19-xmlrpc").flatMap((xml) => {
  const json = json2.get(xml.name);
  const route = /^\/json\/2\/([\w.]+)\/(\w+)$/.exec(json?.request.path ?? "");
  if (!json || !route || typeof xml.request.body !== "string" || xml.request.path !== "/xmlrpc/2/object" || !isObject(json.request.body)) return [];
  const [, model = "", method = ""] = route;
  // 023 and 024 show two ways to ask with a wrong key, not one request on two wires.
  if (!ours(model, method) || /^02/.test(xml.name)) return [];
  return [{ name: xml.name, model, method, named: json.request.body as JsonObject, params: parseCall(xml.request.body).params }];
});

describe("O1 arguments by name (JSON-2) and by position (XML-RPC)", () => {
  test("many recorded requests use our calls", () => {
    expect(pairs.length).toBeGreaterThan(25);
    expect(new Set(pairs.map(({ method }) => method))).toEqual(new Set(["read", "search_read", "has_access", "check_object_reference", "load", "action_post", "fields_get", "message_post", "search_count", "read_group", "formatted_read_group", "create", "action_create_payments", "refund_moves", "action_invoice_sent", "action_send_and_print", "button_cancel"]));
  });
  test.each(pairs)("$name: $model.$method", ({ model, method, named, params }) => {
    const [, , , onModel, onMethod, list, rest] = params;
    expect([onModel, onMethod]).toEqual([model, method]);
    const [mine, byName] = positional(method, named);
    // `create` takes one record or a list of them; we send a list on both wires.
    expect(meaning(mine)).toBe(meaning(method === "create" ? [list] : list));
    expect(meaning(byName)).toBe(meaning(rest));
  });
});

/** What goes silently wrong here: a stand-in that takes a parameter which Meta would not, typed as in JSON or written as in a form. */
import { expect, test } from "vitest";
import type { Json } from "../../../src/core/json";
import type { Kind } from "../../../src/sandbox/meta/described";
import { wrongParameter } from "../../../src/sandbox/meta/typed";

const takes: Record<string, Kind> = { text: "string", flag: "bool", number: "unsigned int", time: "datetime", list: "list", object: "object", file: "file", one: ["RESPONSE", "UPDATE"] };

test.each<[string, Json[], Json[]]>([
  ["text", ["", "Hi", "7"], [7, true, null, ["Hi"], { a: 1 }]],
  ["flag", [true, false, "true", "false"], ["", "yes", 1, null]],
  ["number", [7, "17841400000000001"], ["", "-7", 7.5, "seven", null]],
  ["time", [1_795_000_000, "1795000000", "2026-11-23T10:00:00Z"], ["", "12", "soon", null, {}]],
  ["list", [["1", "2"], "1,2", "[\"1\"]", "id,comments.limit(2){id}"], ["", "{\"a\":1}", 7, null, { a: 1 }]],
  ["object", [{ id: "1" }, "{\"id\":\"1\"}"], ["", "1", [], null]],
  ["one", ["RESPONSE", "response"], ["", "OTHER", 1, null]],
  ["file", [], ["a.jpg", null]],
])("%s", (name, right, wrong) => {
  for (const value of right) expect(wrongParameter({ [name]: value }, null, { takes }), JSON.stringify(value)).toBeNull();
  for (const value of wrong) expect(wrongParameter({ [name]: value }, null, { takes }), JSON.stringify(value)).toBe(name);
});

test("a file is one only where the form has it; what is not taken or missing is named; tokens are taken everywhere", () => {
  expect(wrongParameter({ file: "file" }, "file", { takes })).toBeNull();
  expect(wrongParameter({ other: "1" }, null, { takes })).toBe("other");
  expect(wrongParameter({}, null, { takes, needs: ["text"] })).toBe("text");
  expect(wrongParameter({ access_token: "t", appsecret_proof: "p" }, null, { takes })).toBeNull();
});

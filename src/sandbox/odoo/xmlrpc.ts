/**
 * Owns: XML-RPC as Odoo reads and writes it: calls with entities and CDATA, answers in the recorded layout, floats as doubles.
 * Never: what a method means.
 */
import type { Json, JsonObject } from "../../core/json";
import { OdooProblem, type Version } from "./problem";

export interface XmlCall {
  method: string;
  params: Json[];
}

type Token = { tag: string; close: boolean; empty: boolean } | { text: string };
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name ?? ""] ?? whole;
  });
}

function tokens(xml: string): Token[] {
  const found: Token[] = [];
  const pattern = /<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<(\/?)([\w.]+)\s*(\/?)>|([^<]+)/gy;
  for (pattern.lastIndex = 0; pattern.lastIndex < xml.length; ) {
    const match = pattern.exec(xml);
    if (!match) throw new OdooProblem("xml.parsers.expat.ExpatError", "unclosed token: line 1, column 0");
    const [, cdata, slash, tag, empty, text] = match;
    if (cdata !== undefined) found.push({ text: cdata });
    else if (tag !== undefined) found.push({ tag, close: slash === "/", empty: empty === "/" });
    else if (text !== undefined) found.push({ text: unescape(text) });
  }
  return found;
}

class Reader {
  private at = 0;
  constructor(private readonly list: Token[]) {}

  private broken(): OdooProblem {
    return new OdooProblem("xml.parsers.expat.ExpatError", "mismatched tag: line 1, column 0");
  }
  private peek(): Token | undefined {
    return this.list[this.at];
  }
  private skipSpace(): void {
    for (let token = this.peek(); token && "text" in token && token.text.trim() === ""; token = this.peek()) this.at += 1;
  }
  private text(): string {
    let all = "";
    for (let token = this.peek(); token && "text" in token; token = this.peek()) {
      all += token.text;
      this.at += 1;
    }
    return all;
  }
  /** Enters `<tag>`; true when it is not `<tag/>`. */
  private open(tag: string): boolean {
    this.skipSpace();
    const token = this.peek();
    if (!token || "text" in token || token.close || token.tag !== tag) throw this.broken();
    this.at += 1;
    return !token.empty;
  }
  private close(tag: string): void {
    this.skipSpace();
    const token = this.peek();
    if (!token || "text" in token || !token.close || token.tag !== tag) throw this.broken();
    this.at += 1;
  }
  private isOpen(tag: string): boolean {
    this.skipSpace();
    const token = this.peek();
    return token !== undefined && "tag" in token && !token.close && token.tag === tag;
  }
  private element<T>(tag: string, empty: T, inner: () => T): T {
    if (!this.open(tag)) return empty;
    const value = inner();
    this.close(tag);
    return value;
  }
  private each<T>(tag: string, read: () => T): T[] {
    const all: T[] = [];
    while (this.isOpen(tag)) all.push(read());
    return all;
  }

  call(): XmlCall {
    return this.element("methodCall", { method: "", params: [] }, () => {
      const method = this.element("methodName", "", () => this.text());
      const params = this.isOpen("params") ? this.element<Json[]>("params", [], () => this.each("param", () => this.element<Json>("param", "", () => this.value()))) : [];
      return { method, params };
    });
  }
  value(): Json {
    return this.element<Json>("value", "", () => {
      const next = this.peek();
      if (!next || "text" in next) return this.text();
      switch (next.tag) {
        case "string":
          return this.element("string", "", () => this.text());
        case "int":
        case "i4":
        case "double":
          return this.element(next.tag, 0, () => Number(this.text()));
        case "boolean":
          return this.element("boolean", false, () => this.text() === "1");
        case "array":
          return this.element<Json[]>("array", [], () => this.element<Json[]>("data", [], () => this.each("value", () => this.value())));
        case "struct":
          return this.element<JsonObject>("struct", {}, () => Object.fromEntries(this.each("member", () => this.member())));
        default:
          throw this.broken();
      }
    });
  }
  private member(): [string, Json] {
    return this.element<[string, Json]>("member", ["", ""], () => [this.element("name", "", () => this.text()), this.value()]);
  }
}

/** Reads a `methodCall`. Throws the ExpatError of recording 240. */
export function parseCall(xml: string): XmlCall {
  return new Reader(tokens(xml)).call();
}

/** Fields that Python holds as floats: they travel as doubles even when they are whole. */
const DOUBLES = /^(amount(_.*)?|price_unit|price_subtotal|price_total|quantity|discount|list_price)$/;
const escape = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function encode(value: Json, name = ""): string {
  if (typeof value === "boolean") return `<value><boolean>${value ? 1 : 0}</boolean></value>\n`;
  if (typeof value === "number") {
    if (Number.isInteger(value) && !DOUBLES.test(name)) return `<value><int>${value}</int></value>\n`;
    return `<value><double>${Number.isInteger(value) ? value.toFixed(1) : value}</double></value>\n`;
  }
  if (typeof value === "string") return `<value><string>${escape(value)}</string></value>\n`;
  if (Array.isArray(value)) return `<value><array><data>\n${value.map((item) => encode(item)).join("")}</data></array></value>\n`;
  if (value === null) throw new OdooProblem("builtins.TypeError", "cannot marshal None unless allow_none is enabled");
  const members = Object.entries(value).map(([key, item]) => `<member>\n<name>${escape(key)}</name>\n${encode(item, key)}</member>\n`);
  return `<value><struct>\n${members.join("")}</struct></value>\n`;
}

function envelope(version: Version, inner: string): string {
  return version === "19" ? `<?xml version="1.0"?>\n<methodResponse>\n${inner}\n</methodResponse>\n` : `<?xml version='1.0'?>\n<methodResponse>\n${inner}</methodResponse>\n`;
}

/** A `methodResponse`. Throws for null: what a method that returns None does to XML-RPC (recording 230). */
export function answer(version: Version, value: Json): string {
  return envelope(version, `<params>\n<param>\n${encode(value)}</param>\n</params>\n`);
}

/** Code 1 carries a traceback, the others the message alone. */
export function fault(version: Version, problem: OdooProblem): string {
  const shown = problem.class_name.replace(/^builtins\./, "");
  const text = problem.fault === 1 ? `Traceback (most recent call last):\n  [frames trimmed]\n${shown}: ${problem.message}\n` : problem.message;
  return envelope(version, `<fault>\n${encode({ faultCode: problem.fault, faultString: text })}</fault>\n`);
}

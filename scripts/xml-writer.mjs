/**
 * Owns: writing the XML of an XML-RPC call, in the few words that the package xmlrpc uses of xmlbuilder. The build puts it in its place:
 * the rest of xmlbuilder would be a twentieth of the plugin's size.
 * Never: other text than xmlbuilder's, but where that goes wrong: it parts only the first "]]>" of a text.
 * tests/plugin/xml-writer.test.ts compares both.
 */

/** Characters that XML 1.0 has no place for; halves of surrogate pairs are let through, as xmlrpc asks for. */
const ILLEGAL = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]");

function legal(text) {
  const found = ILLEGAL.exec(text);
  if (found) throw new Error(`Invalid character at index ${found.index}.`);
  return text;
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#xD;");

class Element {
  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
    this.parts = [];
  }

  ele(name) {
    const child = new Element(name, this);
    this.parts.push(child);
    return child;
  }

  txt(value) {
    this.parts.push(legal(escaped(String(value))));
    return this;
  }

  text(value) {
    return this.txt(value);
  }

  /** Text in a CDATA section. */
  d(value) {
    this.parts.push(`<![CDATA[${legal(String(value).replaceAll("]]>", "]]]]><![CDATA[>"))}]]>`);
    return this;
  }

  up() {
    return this.parent;
  }

  doc() {
    return this.parent === null ? { toString: () => `<?xml version="1.0"?>${this}` } : this.parent.doc();
  }

  toString() {
    return this.parts.length === 0 ? `<${this.name}/>` : `<${this.name}>${this.parts.join("")}</${this.name}>`;
  }
}

/** The root element of a document. */
export function create(name) {
  return new Element(name, null);
}

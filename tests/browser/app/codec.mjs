/**
 * Owns: values on their way between the page and the process that runs the browser: bytes, big numbers, errors and files keep their kind.
 * Never: what a value means.
 */
const MARK = "$";
const KINDS = ["isFile", "isDirectory", "isSymbolicLink"];

function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** As JSON can carry it. `keep` gives an id to an object that stays where it is, e.g. an open file; null for one that does not. */
export function pack(value, keep = () => null) {
  if (value === undefined) return { [MARK]: "undefined" };
  if (typeof value === "bigint") return { [MARK]: "bigint", value: String(value) };
  if (typeof value === "function" || typeof value === "symbol") return { [MARK]: "undefined" };
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Uint8Array) return { [MARK]: "bytes", value: toBase64(value) };
  if (value instanceof Error) return { [MARK]: "error", name: value.name, message: value.message, code: value.code ?? null };
  if (value instanceof Date) return { [MARK]: "date", value: value.getTime() };
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) return value.map((one) => pack(one, keep));
  const id = keep(value);
  if (id !== null) return { [MARK]: "kept", id };
  const fields = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pack(one, keep)]));
  if (!KINDS.every((kind) => typeof value[kind] === "function")) return fields;
  return { [MARK]: "entry", fields, is: Object.fromEntries(KINDS.map((kind) => [kind, value[kind]()])) };
}

/**
 * The value again. `bytes` makes them what this side calls bytes; `kept` stands for an object of the other side.
 * @param {unknown} packed
 * @param {{ bytes?: (plain: Uint8Array) => unknown; kept?: (id: number) => unknown }} [options]
 * @returns {unknown}
 */
export function unpack(packed, { bytes = (plain) => plain, kept = () => null } = {}) {
  if (packed === null || typeof packed !== "object") return packed;
  const open = (one) => unpack(one, { bytes, kept });
  if (Array.isArray(packed)) return packed.map(open);
  const all = (fields) => Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, open(one)]));
  switch (packed[MARK]) {
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(packed.value);
    case "bytes":
      return bytes(fromBase64(packed.value));
    case "date":
      return new Date(packed.value);
    case "error":
      return Object.assign(new Error(packed.message), { name: packed.name }, packed.code === null ? {} : { code: packed.code });
    case "kept":
      return kept(packed.id);
    case "entry":
      return Object.assign(all(packed.fields), Object.fromEntries(Object.entries(packed.is).map(([kind, yes]) => [kind, () => yes])));
    default:
      return all(packed);
  }
}

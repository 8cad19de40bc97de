/**
 * Owns: `Buffer` in the page, as far as a desktop plugin may count on it.
 * Never: anything else of Node's.
 */
type Encoding = "utf8" | "utf-8" | "latin1" | "binary" | "ascii" | "base64" | "base64url" | "hex";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
const letters = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "hex") return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  if (encoding === "base64" || encoding === "base64url") return latin1(atob(text.replaceAll("-", "+").replaceAll("_", "/").replace(/[^A-Za-z0-9+/]/g, "")));
  return encoding === "utf8" || encoding === "utf-8" ? new TextEncoder().encode(text) : latin1(text);
}

export class Bytes extends Uint8Array {
  static alloc(size: number): Bytes {
    return new Bytes(size);
  }
  static concat(parts: readonly Uint8Array[], length = parts.reduce((sum, part) => sum + part.length, 0)): Bytes {
    const whole = new Bytes(length);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
  static byteLength(text: string | Uint8Array): number {
    return typeof text === "string" ? new TextEncoder().encode(text).length : text.length;
  }
  static isBuffer(value: unknown): boolean {
    return value instanceof Bytes;
  }

  override toString(encoding: Encoding = "utf8"): string {
    if (encoding === "hex") return Array.from(this, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (encoding === "base64") return btoa(letters(this));
    if (encoding === "base64url") return btoa(letters(this)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    return encoding === "utf8" || encoding === "utf-8" ? new TextDecoder().decode(this) : letters(this);
  }
  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, at) => byte === other[at]);
  }
}

export function bytesFrom(source: string | ArrayLike<number> | ArrayBuffer, encoding: Encoding = "utf8"): Bytes {
  const plain = typeof source === "string" ? encoded(source, encoding) : new Uint8Array(source);
  const bytes = new Bytes(plain.length);
  bytes.set(plain);
  return bytes;
}
// What Node's means by `from` is wider than what the array it extends means.
Object.assign(Bytes, { from: bytesFrom });

/**
 * Owns: the bytes of a mail as odd programs write them, in the form that the standard has: marks before the headers, line ends, a whole mail in UTF-16.
 * Never: a change to a mail that keeps to the standard.
 */

const isCr = (byte: number | undefined): boolean => byte === 0x0d;
const isLf = (byte: number | undefined): boolean => byte === 0x0a;

/** In UTF-8 when its first bytes say that all of it is UTF-16. */
function asUtf8(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const name = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  return name === null ? bytes : new TextEncoder().encode(new TextDecoder(name).decode(bytes));
}

/** Without a byte order mark, empty lines and the "From ..." line that mbox files put before the headers. */
function fromHeaders(bytes: Uint8Array): Uint8Array {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (isCr(bytes[start]) || isLf(bytes[start])) start += 1;
  const isMbox = [0x46, 0x72, 0x6f, 0x6d, 0x20].every((byte, at) => bytes[start + at] === byte);
  const end = isMbox ? bytes.indexOf(0x0a, start) : -1;
  return end === -1 ? bytes.subarray(start) : bytes.subarray(end + 1);
}

/** Lines that end in CR alone end in LF. */
function withLineEnds(bytes: Uint8Array): Uint8Array {
  return bytes.includes(0x0d) && !bytes.includes(0x0a) ? bytes.map((byte) => (byte === 0x0d ? 0x0a : byte)) : bytes;
}

export const standardBytes = (bytes: Uint8Array): Uint8Array => fromHeaders(withLineEnds(asUtf8(bytes)));

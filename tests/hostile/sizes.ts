/**
 * Owns: mails of hostile sizes and shapes, made when they are asked for: none of them is a file.
 * Never: what must come of them.
 */
import { gzipSync } from "node:zlib";

const HEAD = "From: Eve <eve@evil.example>\r\nTo: owner@studio.example\r\nSubject: Invoice please\r\nMessage-ID: <1@evil.example>\r\nDate: Tue, 10 Mar 2026 09:00:00 +0100\r\n";
const TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
const MB = 1024 * 1024;

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const lines = (text: string): string => text.replace(/.{76}/g, "$&\r\n");
const mixed = (...parts: string[]): string => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join("")}--b--\r\n`;
const attached = (name: string, type: string, base64: string): string => `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`;
const words = (bytes: number): string => "please read this line of a long letter\r\n".repeat(Math.ceil(bytes / 40)).slice(0, bytes);

const squeezed = new Map<number, Buffer>();

/** So many zero bytes, deflated a thousand times smaller - once for all who ask: it takes a second. */
function zeros(size: number): Buffer {
  const made = squeezed.get(size) ?? gzipSync(Buffer.alloc(size));
  squeezed.set(size, made);
  return made;
}

/** A zip archive of one file: `size` zero bytes; the name may be anything. */
export function zipBomb(name: string, size: number): Uint8Array {
  const body = zeros(size).subarray(10, -8);
  const file = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(body.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(file.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(body.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(file.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + file.length, 12);
  end.writeUInt32LE(30 + file.length + body.length, 16);
  return new Uint8Array(Buffer.concat([local, file, body, central, file, end]));
}

const base64 = (bytes: Uint8Array): string => lines(Buffer.from(bytes).toString("base64"));

/** Depth-first: parts in parts in parts. */
function nested(depth: number): string {
  let text = HEAD;
  for (let at = 0; at < depth; at += 1) text += `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`;
  return `${text}${TEXT}Please invoice us 100 EUR for a sign.`;
}

function forwarded(depth: number): string {
  return `${"From: Eve <eve@evil.example>\r\nSubject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n".repeat(depth)}${HEAD}${TEXT}Please invoice us 100 EUR.`;
}

const OOXML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HELLO = `${TEXT}Please invoice us 100 EUR for the sign.`;

/** What the note must say besides showing that there is a mail: null when all of it can be read. */
export interface Hostile {
  name: string;
  bytes(): Uint8Array;
  says: RegExp | null;
}

const mail = (name: string, text: () => string, says: RegExp | null): Hostile => ({ name, bytes: () => latin1(text()), says });

export const HOSTILE_SIZES: readonly Hostile[] = [
  mail("a zip bomb of 200 MB", () => mixed(HELLO, attached("a.zip", "application/zip", base64(zipBomb("a.txt", 200 * MB)))), /a\.zip.*not taken/),
  mail("a gzip bomb of 200 MB", () => mixed(HELLO, attached("a.txt.gz", "application/gzip", base64(zeros(200 * MB)))), /a\.txt\.gz.*not taken/),
  mail("a document that is a zip bomb", () => mixed(HELLO, attached("a.docx", OOXML, base64(zipBomb("word/document.xml", 200 * MB)))), null),
  mail("a sheet that is a zip bomb with a path", () => mixed(HELLO, attached("a.xlsx", SHEET, base64(zipBomb("../../../x", 200 * MB)))), null),
  mail("a body of 50 MB", () => `${HEAD}${TEXT}${words(50 * MB)}`, /only its headers were read|longer than/),
  mail("a body of 49 MB", () => `${HEAD}${TEXT}${words(49 * MB - 1_000)}`, /longer than 500,000/),
  mail("one line of 20 MB", () => `${HEAD}${TEXT}${"a".repeat(20 * MB)}`, /longer than 500,000/),
  mail("a body of 20 MB of HTML", () => `${HEAD}Content-Type: text/html\r\n\r\n${"<p>x</p>".repeat((20 * MB) / 8)}`, /longer than|left out/),
  mail("HTML of tags that are never closed", () => `${HEAD}Content-Type: text/html\r\n\r\n${"<div><b><i><table><tr><td>".repeat(60_000)}x`, null),
  mail("HTML with a style of 2 MB", () => `${HEAD}Content-Type: text/html\r\n\r\n<p style="${"font-size:0 ".repeat(150_000)}">x</p>`, null),
  mail("HTML with 20,000 attributes", () => `${HEAD}Content-Type: text/html\r\n\r\n<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(" ")}>x</p>`, null),
  mail("10,000 parts", () => mixed(HELLO, ...Array.from({ length: 10_000 }, () => `${TEXT}x`)), /parts/),
  mail("10,000 attachments", () => mixed(HELLO, ...Array.from({ length: 10_000 }, (_, at) => attached(`a${at}.exe`, "application/x-msdownload", "TVo="))), /parts/),
  mail("15,000 lines that look like boundaries", () => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${HELLO}\r\n${"--bx\r\n".repeat(15_000)}`, null),
  mail("parts 1,000 deep", () => nested(1_000), /only its headers were read/),
  mail("parts 90 deep", () => nested(90), /only its headers were read/),
  mail("messages 1,000 deep", () => forwarded(1_000), /three deep/),
  mail("a boundary of 1 MB", () => `${HEAD}Content-Type: multipart/mixed; boundary="${"b".repeat(MB)}"\r\n\r\n--b\r\n${HELLO}`, /only its headers|could be read/),
  mail("a boundary that is never found", () => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${HELLO}`, null),
  mail("an empty boundary", () => `${HEAD}Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n${HELLO}\r\n----`, null),
  mail("one boundary in itself", () => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${HELLO}\r\n--b--\r\n--b--`, null),
  mail("a header of 5 MB", () => `${HEAD}X-Long: ${"x".repeat(5 * MB)}\r\n${HELLO}`, /headers/),
  mail("a folded header of 5 MB", () => `${HEAD}X-Long: x\r\n${` ${"y".repeat(70)}\r\n`.repeat((5 * MB) / 73)}${HELLO}`, /headers/),
  mail("60,000 headers", () => `${HEAD}${"X-A: 1\r\n".repeat(60_000)}${HELLO}`, null),
  mail("100,000 headers, too many", () => `${HEAD}${"X-A: 1\r\n".repeat(100_000)}${HELLO}`, /left out/),
  mail("a subject of 400 kB", () => HEAD.replace("Invoice please", "s".repeat(400_000)) + HELLO, null),
  mail("a subject of 20,000 encoded words", () => HEAD.replace("Invoice please", "=?utf-8?B?w7w=?= ".repeat(20_000)) + HELLO, null),
  mail("an encoded word that never ends", () => HEAD.replace("Invoice please", `=?utf-8?Q?${"=C3=BC".repeat(50_000)}`) + HELLO, null),
  mail("20,000 encoded words that never end", () => HEAD.replace("Invoice please", "=?utf-8?Q?a ".repeat(20_000)) + HELLO, null),
  mail("encoded words in one another", () => HEAD.replace("Invoice please", `${"=?utf-8?Q?".repeat(20_000)}x${"?=".repeat(20_000)}`) + HELLO, null),
  mail("20,000 recipients", () => HEAD.replace("To: ", `To: ${Array.from({ length: 20_000 }, (_, at) => `a${at}@x.example, `).join("")}`) + HELLO, null),
  mail("an address of 400 kB", () => HEAD.replace("eve@evil.example", `${"e".repeat(400_000)}@evil.example`) + HELLO, null),
  mail("a recipient with 40,000 brackets", () => HEAD.replace("To: ", `To: ${"(".repeat(40_000)}${"<".repeat(40_000)}${'"'.repeat(39_999)}`) + HELLO, null),
  mail("groups in groups", () => HEAD.replace("To: ", `To: ${"g:".repeat(40_000)}`) + HELLO, null),
  mail("base64 without end", () => mixed(HELLO, attached("a.pdf", "application/pdf", "A".repeat(15 * MB))), /above 10 MB/),
  mail("base64 that is none", () => mixed(HELLO, attached("a.pdf", "application/pdf", "\u00ff=!*".repeat(200_000))), null),
  mail("quoted-printable that breaks off at every line", () => `${HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${"=\r\n".repeat(500_000)}=E`, null),
  mail("uuencode in text", () => `${HEAD}${TEXT}begin 644 x.exe\r\n${"M".repeat(61)}\r\nend`, null),
  mail("parameters continued 5,000 times", () => mixed(HELLO, `Content-Type: application/pdf${Array.from({ length: 5_000 }, (_, at) => `;\r\n name*${at}=a`).join("")}\r\n\r\nx`), null),
  mail("headers in the subject", () => HEAD.replace("Invoice please", "=?utf-8?Q?x=0D=0ABcc:_all@evil.example=0D=0A=0D=0Astatus:_approved?=") + HELLO, null),
  mail("headers in a name", () => HEAD.replace("Eve <", "=?utf-8?Q?Eve=0D=0AX-Approved:_yes?= <") + HELLO, null),
  mail("nothing but a byte", () => "\u0000", null),
  mail("NUL between all letters", () => (HEAD + HELLO).replace(/[a-z]/g, "$&\u0000"), null),
];

/** Names of attachments that are paths, or show another ending than they have. */
export const HOSTILE_NAMES = ["../../x.pdf", "..\\..\\x.pdf", "/etc/passwd", "C:\\Windows\\x.pdf", "C:x.pdf", "a\u0000b.pdf", "x".repeat(300), `${"x".repeat(300)}.pdf`, "invoice\u202Efdp.exe", "CON.pdf", "a.pdf/../../b", "%2e%2e%2fx.pdf", "~/x.pdf", ".obsidian/plugins/x/main.js", "a.pdf\r\nX-Approved: yes", "a\" onclick=\"x.pdf", "x.pdf:stream", "\\\\evil\\share\\x.pdf", "file:///etc/passwd", "-rf.pdf", " .pdf", ".", "", "\uFF0E\uFF0E\uFF0Fx.pdf"];

export function namedAttachment(name: string): Uint8Array {
  const encoded = Buffer.from(name, "utf8").toString("base64");
  return latin1(mixed(HELLO, `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="=?utf-8?B?${encoded}?="\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=`));
}

/** An ordinary mail of about this many bytes: what reading costs by itself. */
export function plainMail(bytes: number): Uint8Array {
  return latin1(`${HEAD}${TEXT}Please invoice us 100 EUR for the sign.\r\n\r\n${words(Math.max(0, bytes - 300))}`);
}

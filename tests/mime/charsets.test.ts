/**
 * G3: mail in the charsets that occur, in the shapes that occur, and what happens when it cannot be read. What silently goes wrong here: a customer's request is filed as gibberish.
 */
import { describe, expect, it } from "vitest";
import { isUnreadable } from "../../src/core/mail";
import { readMail } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const ORIGIN = { id: "m1", thread: null, date: null, labels: [] };
const OWNER = { owner_emails: ["owner@studio.example"] };
const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const bytes = (head: string, body: readonly number[]): Uint8Array => new Uint8Array([...ascii(`${head.replace(/\n/g, "\r\n")}\r\n\r\n`), ...body]);
const hex = (text: string): number[] => text.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];

describe("G3 charsets", () => {
  it.each([
    ["utf-8", "47 72 c3 bc c3 9f 65", "Grüße"],
    ["iso-8859-1", "47 72 fc df 65", "Grüße"],
    ["iso-8859-2", "70 72 6f 73 7a ea", "proszę"],
    ["iso-8859-5", "e1 e7 d5 e2", "счет"],
    ["iso-8859-7", "c1 c2", "ΑΒ"],
    ["iso-8859-9", "66 61 74 75 72 61 20 fd", "fatura ı"],
    ["iso-8859-15", "31 32 20 a4", "12 €"],
    ["windows-1250", "66 61 6b 74 75 72 ea", "fakturę"],
    ["windows-1251", "f1 f7 e5 f2", "счет"],
    ["windows-1252", "31 32 20 80", "12 €"],
    ["windows-1253", "c1 c2", "ΑΒ"],
    ["windows-1254", "fe", "ş"],
    ["windows-1257", "f0", "š"],
    ["koi8-r", "d3 de c5 d4", "счет"],
    ["koi8-u", "d3 de c5 d4", "счет"],
    ["macintosh", "47 72 9f a7 65", "Grüße"],
    ["ibm866", "e1 e7 a5 e2", "счет"],
    ["shift_jis", "90 bf 8b 81 8f 91", "請求書"],
    ["euc-jp", "c0 c1 b5 e1 bd f1", "請求書"],
    ["iso-2022-jp", "1b 24 42 40 41 35 61 3d 71 1b 28 42", "請求書"],
    ["gb2312", "b7 a2 c6 b1", "发票"],
    ["gbk", "b7 a2 c6 b1", "发票"],
    ["gb18030", "b7 a2 c6 b1", "发票"],
    ["big5", "b5 6f b2 bc", "發票"],
    ["euc-kr", "bb f3 c0 da", "상자"],
    ["us-ascii", "68 69", "hi"],
    ["UTF8", "c3 bc", "ü"],
    ["latin1", "fc", "ü"],
    ["unknown-8bit", "68 69", "hi"],
  ])("%s", async (charset, body, text) => {
    const mail = await readMail(bytes(`From: a@x.example\nContent-Type: text/plain; charset=${charset}`, hex(body.replace(/ /g, ""))), ORIGIN);
    expect(mail.text).toBe(text);
    expect(isUnreadable(mail)).toBe(false);
  });

  it.each([
    ["=?iso-8859-2?Q?Pro=B6ba_o_faktur=EA?=", "Prośba o fakturę"],
    ["=?windows-1251?B?0ffl8g==?=", "Счет"],
    ["=?UTF-8?B?w5xiZXI=?= =?UTF-8?B?c2ljaHQ=?=", "Übersicht"],
    ["=?iso-2022-jp?B?GyRCQEE1YT1xGyhC?=", "請求書"],
    ["=?gb2312?B?t6LGsQ==?=", "发票"],
    ["Re: =?utf-8?q?d=C3=A9?= vis", "Re: dé vis"],
  ])("in a header: %s", async (written, subject) => {
    expect((await readMail(bytes(`From: a@x.example\nSubject: ${written}\nContent-Type: text/plain`, ascii("x")), ORIGIN)).subject).toBe(subject);
  });
});

describe("G3 shapes", () => {
  const text = async (lines: string[]): Promise<string> => (await readMail(new Uint8Array(ascii(lines.join("\r\n"))), ORIGIN)).text;

  it.each([
    ["quoted-printable with soft breaks", ["From: a@x.example", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Please in=", "voice us =E2=82=AC 5"], "Please invoice us € 5"],
    ["base64 broken over lines", ["From: a@x.example", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", "UGxlYXNlIGlu", "dm9pY2UgdXM="], "Please invoice us"],
    ["format=flowed", ["From: a@x.example", "Content-Type: text/plain; charset=utf-8; format=flowed", "", "Please invoice ", "us."], "Please invoice us."],
    ["a boundary that never ends", ["From: a@x.example", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "", "Please invoice us."], "Please invoice us."],
    ["an empty plain part beside HTML", ["From: a@x.example", "Content-Type: multipart/alternative; boundary=b", "", "--b", "Content-Type: text/plain", "", "", "--b", "Content-Type: text/html", "", "<p>Please invoice us.</p>", "--b--"], "Please invoice us."],
    ["folded and mixed-case headers", ["FROM: a@x.example", "content-TYPE: TEXT/PLAIN;", " charset=\"utf-8\"", "", "hi"], "hi"],
    ["no content type at all", ["From: a@x.example", "", "hi"], "hi"],
  ])("%s", async (_, lines, read) => {
    expect(await text(lines)).toBe(read);
  });
});

describe("G3 a mail that cannot be read becomes a note that says so", () => {
  it("when it has more parts than any honest mail", async () => {
    const mail = await readMail(new Uint8Array(ascii(`From: a@x.example\r\nSubject: hello\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(30_000)}--b--`)), ORIGIN);
    const draft = understand(mail, OWNER);
    expect([isUnreadable(mail), draft.action]).toEqual([true, "note"]);
    expect(draft.reasons[0]).toMatch(/only its headers were read/);
  });

  it("but an attachment that was not taken does not hide what the text says", async () => {
    const mail = await readMail(new Uint8Array(ascii("From: Ada Bell <ada@bell.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease invoice us 100 EUR for the sign.\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Disposition: attachment; filename=a.zip\r\n\r\nx\r\n--b--")), ORIGIN);
    expect([isUnreadable(mail), understand(mail, OWNER).action]).toEqual([false, "draft"]);
  });
});

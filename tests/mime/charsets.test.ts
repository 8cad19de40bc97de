/**
 * G3: mail in the charsets that occur, in the shapes that occur, and what happens when it cannot be read. What silently goes wrong here: a customer's request is filed as gibberish.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnreadable } from "../../src/core/mail";
import { settleCharsets } from "../../src/mime/charsets";
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
    ["windows-1255", "e7 f9", "חש"],
    ["windows-1256", "dd c7", "فا"],
    ["windows-1258", "f0", "đ"],
    ["iso-8859-4", "b9", "š"],
    ["iso-8859-13", "f0", "š"],
    ["iso-8859-16", "66 61 63 74 75 72 e3 20 ba 69 20 fe", "factură și ț"],
    ["cp1250", "73 b9 9c", "sąś"],
    ["hz-gb-2312-unknown", "68 69", "hi"],
    ["utf-7", "52 65 63 68 6e 75 6e 67 20 66 2b 41 50 77 2d 72 20 31 30 30 20 2b 49 4b 77 2d", "Rechnung für 100 €"],
    ["unicode-1-1-utf-7", "31 20 2b 2d 20 31 20 2b 42 45 4d 2d", "1 + 1 у"],
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
    ["=?utf-7?Q?Rechnung_f+APw-r?=", "Rechnung für"],
    ["=?utf-7?B?Zitn?=", "f+g"],
    ["=?iso-8859-1?Q?Gr=FC=DFe?= =?windows-1250?Q?_=B3=F3d=9F?= =?koi8-r?B?2cXU?=", "Grüße łódźыет"],
    ["=?iso-8859-16?Q?factur=E3_=BAi?=", "factură și"],
    ["=?windows-1253?Q?=C1=C2?=", "ΑΒ"],
    ["=?big5?B?tW+yvA==?=", "發票"],
    ["=?euc-kr?B?u/PA2g==?=", "상자"],
    ["=?shift_jis?B?kL+LgY+R?=", "請求書"],
    ["=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"],
  ])("in a header: %s", async (written, subject) => {
    expect((await readMail(bytes(`From: a@x.example\nSubject: ${written}\nContent-Type: text/plain`, ascii("x")), ORIGIN)).subject).toBe(subject);
  });
});

describe("G3 charsets that are missing, unknown or wrong", () => {
  const read = async (type: string, body: string, head = ""): ReturnType<typeof readMail> => readMail(bytes(`From: Ada Bell <ada@bell.example>${type === "" ? "" : `\nContent-Type: ${type}`}${head}`, hex(body.replace(/ /g, ""))), ORIGIN);
  const LATIN = "fc 72 20 31 a0 32 35 30 2c 30 30 20 80";
  const UTF8 = "c3 bc 72 20 31 c2 a0 32 35 30 2c 30 30 20 e2 82 ac";
  const SAID = "ür 1\u00a0250,00 €";

  it.each([
    ["no header at all", ""],
    ["no charset", "text/plain"],
    ["an unknown one", "text/plain; charset=x-something"],
    ["unknown-8bit", 'text/plain; charset="unknown-8bit"; format=flowed'],
    ["us-ascii", "text/plain; charset=us-ascii"],
    ["iso-8859-1, as old programs write", "text/plain; charset=iso-8859-1"],
  ])("%s: UTF-8 is seen, and nothing needs to be said", async (_, type) => {
    const mail = await read(type, UTF8);
    expect([mail.text, mail.problems]).toEqual([SAID, []]);
  });

  it.each([
    ["no header at all", "", /names no charset/],
    ["no charset", "text/plain", /names no charset/],
    ["an unknown one", "text/plain; charset=x-something", /"x-something", which is not known/],
    ["us-ascii", "text/plain; charset=us-ascii", /"us-ascii", which its text does not keep to/],
    ["utf-8", "text/plain; charset=utf-8", /"utf-8", which its text does not keep to/],
  ])("%s: another text keeps its figures, and the reader is told", async (_, type, said) => {
    const mail = await read(type, LATIN);
    expect(mail.text).toBe(SAID);
    expect(mail.problems).toEqual([expect.stringMatching(said)]);
    expect(mail.problems[0]).toMatch(/letters of it may be wrong\.$/);
    expect([isUnreadable(mail), understand(mail, OWNER).signs.map(({ code }) => code)]).toEqual([false, expect.arrayContaining(["partly_read"])]);
  });

  it.each([
    ["quoted-printable", "\nContent-Transfer-Encoding: quoted-printable", ascii("=FCr 1=A0250,00 =80")],
    ["base64", "\nContent-Transfer-Encoding: BASE64", ascii("/HIgMaAyNTAsMDAggA==")],
    ["8bit under a name nobody knows", "\nContent-Transfer-Encoding: x-nothing", hex(LATIN.replace(/ /g, ""))],
  ])("in %s too", async (_, head, body) => {
    const mail = await readMail(bytes(`From: a@x.example\nContent-Type: text/plain; charset=nothing-known${head}`, body), ORIGIN);
    expect([mail.text, mail.problems.length]).toEqual([SAID, 1]);
  });

  it("each part by itself", async () => {
    const part = (charset: string, text: string): string => `--b\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n${text}\r\n`;
    const latin1 = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0) & 255);
    const mail = await readMail(bytes('From: a@x.example\nContent-Type: multipart/mixed; boundary="b"', latin1(`${part("nothing-known", "f\xfcr")}${part("utf-8", "f\xc3\xbcr")}${part("windows-1250", "z\xb3")}${part("utf-7", "f+APw-r +49")}--b\r\n\r\nf\xc3\xbcr\r\n--b--`)), ORIGIN);
    expect(mail.text.split(/\s*\n\s*/)).toEqual(["für", "für", "zł", "für +49", "für"]);
    expect(mail.problems).toHaveLength(1);
  });

  it("one letter cut in two does not make the rest another charset, but it is said", async () => {
    const mail = await read("text/plain; charset=utf-8", `${UTF8} 20 c3`);
    expect(mail.text).toBe(`${SAID} \ufffd`);
    expect(mail.problems).toEqual([expect.stringMatching(/could not be decoded, and letters of it may be wrong/)]);
  });

  it("a figure with something lost inside is never read as another one", async () => {
    const mail = await readMail(bytes("From: Ada Bell <ada@bell.example>\nContent-Type: text/plain; charset=iso-2022-jp", [...ascii("Please invoice us EUR 1"), 0xa0, ...ascii("250 for the sign.")]), ORIGIN);
    expect(isUnreadable(mail)).toBe(true);
    expect(understand(mail, OWNER)).toMatchObject({ action: "note" });
  });

  it("a mail that is what it says stays byte for byte", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("Content-Type: text/plain; charset=utf-8\r\n", "Content-Type: multipart/mixed; boundary=b\r\n", "\r\n", "--b\r\n", "hi +AGE- =?utf-8?Q?x?=\r\n", "a: b\r\n", "\n")), (lines) => {
        const raw = new Uint8Array(ascii(lines.join("")));
        expect(settleCharsets(raw)).toEqual({ bytes: raw, problems: [] });
      }),
    );
  });

  it("where one part is put right, every byte of the others stays", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }).filter((packed) => !packed.includes(0x2d)), (packed) => {
        const settled = settleCharsets(bytes("From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8", [...ascii("Gr\xfc\xdfe\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n"), ...packed]));
        expect(settled.problems).toHaveLength(1);
        expect([...settled.bytes.subarray(settled.bytes.length - packed.length)]).toEqual([...packed]);
      }),
    );
  });

  it("never throws, and takes hostile mails in one pass", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("Content-Type: text/plain; charset=utf-7\r\n", "Content-Transfer-Encoding: base64\r\n", "boundary=b", "\r\n", "--b\r\n", "+AP8", "\xff", "=?utf-7?B?x?=", "=C3")), (lines) => settleCharsets(new Uint8Array(lines.join("").split("").map((letter) => letter.charCodeAt(0)))).bytes instanceof Uint8Array));
    for (const unit of ["a: b\r\n", "boundary=b\r\n--b\r\n", "\r\n ", "charset=", "+A", "=\t"]) {
      const since = process.cpuUsage().user;
      settleCharsets(new Uint8Array(ascii(`Content-Type: text/plain; charset=utf-7\r\n\r\n${unit.repeat(400_000 / unit.length)}`)));
      expect((process.cpuUsage().user - since) / 1000, unit).toBeLessThan(1_500);
    }
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

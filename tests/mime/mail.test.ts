/**
 * G3: any real MIME becomes a Mail, and no mail stops the intake. What silently goes wrong here: a mail is lost, or text is read that nobody can see.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlToText } from "../../src/mime/html";
import { judgeAttachment } from "../../src/mime/limits";
import { latin1Bytes, mailFromFields, readMail } from "../../src/mime/mail";
import { processorMs } from "../setup/processor-time";

const ORIGIN = { id: "m1", thread: "t1", date: null, labels: ["INBOX"] };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text.replace(/\n/g, "\r\n"));
const read = (text: string): ReturnType<typeof readMail> => readMail(utf8(text), ORIGIN);

describe("G3 reading mail", () => {
  it("takes nested multipart, the plain part first", async () => {
    const mail = await read(
      'From: "Weiß, Anna" <Anna@Example.org>\nTo: a@x.example, B <b@x.example>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nDate: Tue, 10 Mar 2026 09:00:00 +0100\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain; charset=utf-8\n\nHallo €\n--i\nContent-Type: text/html\n\n<p>Hallo <b>Welt</b></p>\n--i--\n--o\nContent-Type: application/pdf; name=bill.pdf\nContent-Disposition: attachment; filename=bill.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--o\nContent-Type: application/x-msdownload; name=bill.pdf.exe\nContent-Disposition: attachment; filename=bill.pdf.exe\n\nMZ\n--o--\n',
    );
    expect(mail).toMatchObject({ id: "m1", thread: "t1", message_id: "1@x", date: "2026-03-10T08:00:00.000Z", subject: "Grüße", text: "Hallo €", html_text: "Hallo Welt", from: { name: "Weiß, Anna", email: "anna@example.org" }, labels: ["INBOX"] });
    expect(mail.to.map(({ email }) => email)).toEqual(["a@x.example", "b@x.example"]);
    expect(mail.attachments.map(({ name, accepted }) => [name, accepted])).toEqual([["bill.pdf", true], ["bill.pdf.exe", false]]);
    expect(mail.problems.join()).toMatch(/bill\.pdf\.exe/);
  });

  it("decodes odd charsets and raw bytes", async () => {
    const greek = new Uint8Array([...utf8("From: a@x.example\nContent-Type: text/plain; charset=iso-8859-7\n\n"), 0xc1, 0xc2]);
    expect((await readMail(greek, ORIGIN)).text).toBe("ΑΒ");
    expect((await readMail(latin1Bytes("From: a@x.example\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n12 \x80"), ORIGIN)).text).toBe("12 €");
  });

  it("lays out HTML when there is no plain part, and forwards what is attached as history", async () => {
    const mail = await read("From: a@x.example\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/html\n\n<table><tr><td>Chair</td><td>2</td></tr></table>\n--o\nContent-Type: message/rfc822\n\nFrom: C <c@x.example>\nSubject: inner\n\nplease pay\n--o--\n");
    expect(mail.text).toMatch(/^Chair\t2\n\n-+ Forwarded message -+\nFrom: C <c@x\.example>/);
    expect(mail.html_text).toBeNull();
  });

  it("says what is missing instead of failing", async () => {
    const mail = await read("\njust text");
    expect(mail.from).toBeNull();
    expect(mail.problems).toContain("The mail names no sender.");
    expect((await readMail(new Uint8Array(), ORIGIN)).text).toBe("");
  });

  it("prefers the time the service took it in, and keeps further headers", async () => {
    const mail = await readMail(utf8("From: a@x.example\nDate: nonsense\nList-Id: <l>\nReceived: one\nReceived: two\n\nx"), { ...ORIGIN, date: "2026-01-01T00:00:00.000Z" });
    expect(mail.date).toBe("2026-01-01T00:00:00.000Z");
    expect(mail.headers).toMatchObject({ "list-id": ["<l>"], received: ["one", "two"] });
  });

  it("reads only the headers of a mail with absurdly many or deep parts", async () => {
    const many = `From: a@x.example\nSubject: bomb\nContent-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(30_000)}--b--\n`;
    const deep = `From: a@x.example\nSubject: deep\n${Array.from({ length: 60 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${String(i)}\n\n--b${String(i)}\n`).join("")}\nx`;
    for (const bomb of [many, deep]) {
      const before = process.cpuUsage();
      const mail = await read(bomb);
      expect(mail.from?.email).toBe("a@x.example");
      expect(mail.text).toBe("");
      expect(mail.problems).toHaveLength(1);
      expect(processorMs(before)).toBeLessThan(3_000);
    }
  });

  it("never throws, whatever the bytes", async () => {
    const head = fc.constantFrom("", "From: a@x.example\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "Content-Type: text/html; charset=nope\r\n\r\n", "Content-Transfer-Encoding: base64\r\n\r\n");
    await fc.assert(
      fc.asyncProperty(fc.array(head, { maxLength: 4 }), fc.uint8Array({ maxLength: 300 }), async (heads, tail) => {
        const mail = await readMail(new Uint8Array([...new TextEncoder().encode(heads.join("")), ...tail]), ORIGIN);
        expect(mail.id).toBe("m1");
      }),
    );
  });

  it("takes a row of fields", () => {
    expect(mailFromFields({ id: "r", from: "<a@x.example>", to: "B <b@x.example>", subject: "s", date: "2026-03-10", body: null, html: "<p>hi</p>" })).toMatchObject({ from: { name: "", email: "a@x.example" }, text: "hi", date: "2026-03-10T00:00:00.000Z" });
    expect(mailFromFields({ id: "r" })).toMatchObject({ from: null, text: "", date: null });
  });
});

describe("G3 HTML as text", () => {
  it.each([
    ["<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>", "- a\n- b\n\n1. c\n2. d"],
    ["<table><tr><th>Item</th><th>Qty</th></tr><tr><td><p>Chair</p></td><td>2</td></tr></table>", "Item\tQty\nChair\t2"],
    ["<table><tr><td><p>Dear all,</p><p>a long letter</p><p>in a cell</p><p>with lines</p></td></tr></table>", "Dear all,\n\na long letter\n\nin a cell\n\nwith lines"],
    ["<a href='https://evil.example'>Pay here</a> &euro; 5<br>now<script>x</script><style>y</style>", "Pay here € 5\nnow"],
    ["<div style='display:none'>Total 1</div><span hidden>2</span><div style='font-size:0px'>3</div>seen", "seen"],
    ["new<blockquote type=cite>old<br>older</blockquote>", "new\n\n> old\n> older"],
    ["<pre>a\n  b</pre>", "a\n  b"],
    ["12\u200B34&nbsp;EUR", "1234 EUR"],
  ])("%s", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("stays linear under hostile nesting", () => {
    const before = process.cpuUsage();
    htmlToText("<table><tr><td>".repeat(20_000) + "x");
    htmlToText("<blockquote type=cite>".repeat(20_000) + "x");
    expect(processorMs(before)).toBeLessThan(3_000);
  });
});

describe("G3 attachments", () => {
  it.each([
    ["a.pdf", "application/pdf", 10, true],
    ["a.pdf", "application/octet-stream", 10, true],
    ["a.exe", "application/pdf", 10, false],
    ["a.zip", "application/zip", 10, false],
    ["a.csv", "text/csv", 10 * 1024 * 1024 + 1, false],
    ["photo", "image/jpeg", 5, true],
  ])("%s %s %i", (name, type, size, accepted) => {
    expect(judgeAttachment(name, type, size).accepted).toBe(accepted);
  });
});

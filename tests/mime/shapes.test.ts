/**
 * G3: mail in the shapes that programs send - sealed, signed, forwarded, bounced, invitations - and names in the ways that they are written.
 * What silently goes wrong here: an encrypted request is filed as nothing, a bounce as a customer's wish.
 */
import { describe, expect, it } from "vitest";
import { isUnreadable } from "../../src/core/mail";
import { readMail } from "../../src/mime/mail";
import { understanding } from "../../src/understanding";

const ORIGIN = { id: "m", thread: null, date: null, labels: [] };
const HEAD = "From: Ada Bell <ada@bell.example>\nTo: owner@studio.example\nSubject: Invoice please\n";
const read = (text: string): ReturnType<typeof readMail> => readMail(new Uint8Array(Buffer.from(text.replace(/\n/g, "\r\n"), "latin1")), ORIGIN);
const drafted = (mail: Awaited<ReturnType<typeof readMail>>) => understanding.understand(mail, { owner_emails: ["owner@studio.example"] });
const ASKS = "Please invoice us 100 EUR for the sign.";

describe("G3 what is sealed becomes a note that says so", () => {
  it.each([
    ["PGP/MIME", 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----\n--b--\n'],
    ["PGP in the text", "Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"],
    ["S/MIME", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=smime.p7m\n\nMIAGCSqGSIb3DQEHA6CA\n"],
    ["S/MIME, signed so that the text is inside", "Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHA6CA\n"],
    ["winmail.dat alone", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=winmail.dat\n\neJ8+Ig==\n--b--\n"],
    ["S/MIME that only says that it is a file", "Content-Type: application/octet-stream; name=smime.p7m\nContent-Disposition: attachment; filename=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n"],
    ["winmail.dat that only says that it is a file", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: application/octet-stream; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+\n--b--\n"],
    ["a calendar entry and nothing else", `Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:${ASKS}\nEND:VEVENT\nEND:VCALENDAR\n`],
    ["RTF", `Content-Type: text/rtf\n\n{\\rtf1\\fs24 ${ASKS}}`],
    ["a piece of a message", `Content-Type: message/partial; id=a; number=1; total=2\n\nSubject: x\n\n${ASKS}`],
    ["a text that lies elsewhere", 'Content-Type: message/external-body; access-type=URL; URL="http://evil.example/x"\n\nContent-Type: text/plain\n\n'],
  ])("%s", async (_name, body) => {
    const mail = await read(`${HEAD}${body}`);
    expect([isUnreadable(mail), drafted(mail).action]).toEqual([true, "note"]);
    expect(mail.problems.join()).toMatch(/encrypted|sealed|winmail\.dat|calendar entry|RTF|piece of a message|lies elsewhere/);
  });

  it("two senders are one too many: a person looks", async () => {
    const mail = await read(`From: Eve <eve@evil.example>\n${HEAD}\n${ASKS}`);
    expect([isUnreadable(mail), drafted(mail).action]).toEqual([true, "note"]);
    expect(mail.problems.join()).toContain('2 "From" lines');
  });
});

describe("G3 what can be read is read", () => {
  it.each([
    ["signed with PGP", `Content-Type: multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature"; boundary=b\n\n--b\nContent-Type: text/plain\n\n${ASKS}\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\nx\n--b--\n`],
    ["signed with S/MIME", `Content-Type: multipart/signed; micalg=sha-256; protocol="application/pkcs7-signature"; boundary=b\n\n--b\nContent-Type: text/plain\n\n${ASKS}\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMIAG\n--b--\n`],
    ["winmail.dat beside a text", `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n${ASKS}\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\n--b--\n`],
    ["related, with a picture in the HTML", `Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>${ASKS}</p><img src="cid:1">\n--b\nContent-Type: image/png; name=a.png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n`],
    ["no MIME headers, lines ended by LF only", `\n${ASKS}`],
    ["Content-Type that is none", `Content-Type: text\n\n${ASKS}`],
    ["an encoding that nobody knows", `Content-Type: text/plain\nContent-Transfer-Encoding: x-unknown\n\n${ASKS}`],
    ["a charset that nobody knows", `Content-Type: text/plain; charset=x-unknown-99\n\n${ASKS}`],
    ["a charset in odd quotes", `Content-Type: text/plain; charset='utf-8'\n\n${ASKS}`],
  ])("%s", async (_name, body) => {
    const mail = await read(`${HEAD}${body}`);
    expect(mail.text).toBe(ASKS);
    expect([isUnreadable(mail), drafted(mail).action]).toEqual([false, "draft"]);
  });

  it("a message that is forwarded as an attachment is read as such, never as the sender's own words", async () => {
    const mail = await read(`${HEAD.replace("Invoice please", "Fwd: see below")}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nFYI\n--b\nContent-Type: message/rfc822\n\nFrom: Cy <cy@x.example>\nSubject: inner\nContent-Type: text/plain\n\n${ASKS}\n--b--\n`);
    expect(mail.text).toMatch(/^FYI\n\n-+ Forwarded message -+\nFrom: Cy/);
    expect(drafted(mail).action).not.toBe("draft");
  });

  it("an invitation and a bounce are no wish for an invoice", async () => {
    const invitation = await read(`${HEAD.replace("Invoice please", "Invitation: talk about the invoice")}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nYou have been invited to: talk about the invoice\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--b--\n`);
    expect(drafted(invitation).action).not.toMatch(/draft|clarify/);
    const bounce = await read(`From: Mail Delivery System <MAILER-DAEMON@mx.example>\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour message could not be delivered.\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; x@y.example\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\nFrom: owner@studio.example\nSubject: Invoice\n\n${ASKS}\n--b--\n`);
    expect(drafted(bounce).action).not.toMatch(/draft|clarify/);
  });
});

describe("G3 names of files and people", () => {
  it.each([
    ["RFC 2231 with a charset", "filename*=utf-8''Rechnung%20M%C3%BCller.pdf", "Rechnung Müller.pdf"],
    ["RFC 2231 in parts", "filename*0*=utf-8''Rech;\n filename*1=nung;\n filename*2*=%20M%C3%BC.pdf", "Rechnung Mü.pdf"],
    ["RFC 2231 in latin-1", "filename*=iso-8859-1''M%FCller.pdf", "Müller.pdf"],
    ["RFC 2047 where it does not belong", 'filename="=?utf-8?B?TcO8bGxlci5wZGY=?="', "Müller.pdf"],
    ["quotes in it", 'filename="a \\"b\\".pdf"', 'a "b".pdf'],
    ["none at all", "size=1", ""],
  ])("%s", async (_name, parameter, name) => {
    const mail = await read(`${HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhi\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; ${parameter}\n\nx\n--b--\n`);
    expect(mail.attachments.map((attachment) => attachment.name)).toEqual([name]);
  });

  it.each([
    ["=?utf-8?Q?M=C3=BCller=2C_Anna?= <a@x.example>", "Müller, Anna"],
    ["=?utf-8?Q?broken <a@x.example>", "=?utf-8?Q?broken"],
    ["=?x-nothing?Q?abc?= <a@x.example>", "abc"],
    ["=?utf-8?B?TcO8bGxlcg?= <a@x.example>", "Müller"],
    ["=?utf-8?B?TcO8?= =?utf-8?B?bGxlcg==?= <a@x.example>", "Müller"],
    ['"Bell, Ada" (office) <a@x.example>', "Bell, Ada"],
    ["a@x.example (Ada Bell)", "Ada Bell"],
    ["a@x.example", ""],
  ])("a sender written as %s", async (from, name) => {
    const mail = await read(`From: ${from}\nSubject: x\n\nhi`);
    expect([mail.from?.name, mail.from?.email]).toEqual([name, "a@x.example"]);
  });

  it.each([["utf-16le", "utf-16le"], ["utf-16be", "utf-16be"]])("%s", async (charset) => {
    const units = Array.from("Grüße 100 €", (letter) => letter.charCodeAt(0)).flatMap((code) => (charset === "utf-16le" ? [code & 255, code >> 8] : [code >> 8, code & 255]));
    const mail = await read(`${HEAD}Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: base64\n\n${Buffer.from(units).toString("base64")}\n`);
    expect(mail.text).toBe("Grüße 100 €");
  });
});

describe("G3 what odd programs write", () => {
  const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
  const crlf = (text: string): string => text.replace(/\n/g, "\r\n");
  const WHOLE = crlf(`${HEAD}Content-Type: text/plain; charset=utf-8\n\n${ASKS}`);
  const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
  const packed = (bytes: Buffer, charset: string): Buffer => latin1(crlf(`${HEAD}Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: base64\n\n${bytes.toString("base64")}`));

  it.each<[string, Buffer]>([
    ["lines that end in CR alone", latin1(WHOLE.replace(/\r\n/g, "\r"))],
    ["a byte order mark before the headers", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), latin1(WHOLE)])],
    ["empty lines before the headers", latin1(`\r\n\r\n${WHOLE}`)],
    ["all of it in UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(WHOLE)])],
    ["all of it in UTF-16, the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(WHOLE).swap16()])],
    ["UTF-16 without a word of its order", packed(utf16(ASKS), "utf-16")],
    ["UTF-16 without a word of its order, the other way round", packed(utf16(ASKS).swap16(), "utf-16")],
    ["blanks behind soft line breaks", latin1(crlf(`${HEAD}Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${ASKS.slice(0, 12)}=  \n${ASKS.slice(12)}`))],
    ["a list's footer below base64", latin1(crlf(`${HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(ASKS).toString("base64")}\n-- \nYou receive this from the list, unsubscribe below.\n`))],
    ["a file packed inside the text", latin1(crlf(`${HEAD}\n${ASKS}\n\nbegin 644 bill.pdf\nM)5!$1BTQ+C0*)<>/H@HU(#\n\u0060\nend\n`))],
    ["a text that only points to the HTML", latin1(crlf(`${HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail program cannot show HTML.\n--b\nContent-Type: text/html\n\n<p>${ASKS}</p>\n--b--\n`))],
  ])("%s", async (_name, bytes) => {
    const mail = await readMail(new Uint8Array(bytes), ORIGIN);
    expect([mail.from?.email, mail.subject, mail.text, isUnreadable(mail)]).toEqual(["ada@bell.example", "Invoice please", ASKS, false]);
  });

  it("headers in plain Latin letters, and letters cut in two between encoded words", async () => {
    const mail = await readMail(new Uint8Array(latin1(`From: J\xfcrgen <j@bell.example>\r\nSubject: =?utf-8?B?UmVjaG51bmcgZsM=?=\r\n =?utf-8?B?vHIgQsO8Y2hlcg==?=\r\n\r\nx`)), ORIGIN);
    expect([mail.from?.name, mail.subject]).toEqual(["Jürgen", "Rechnung für Bücher"]);
    expect(mail.problems.join()).toContain("headers name no charset");
  });

  it("what keeps to the standard is not touched", async () => {
    const text = "begin 5 May, end 6 May. View it in your browser: 12.50 EUR.";
    expect((await read(`${HEAD}\n${text}`)).text).toBe(text);
    expect((await read(`${HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`${text}\n`.repeat(40)).toString("base64").replace(/.{76}/g, "$&\n")}`)).text).toBe(`${text}\n`.repeat(40).trim());
  });
});

/**
 * M6: what should make a person careful. What silently goes wrong here: an invoice, or a payment, for somebody who only pretends to be a customer.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Known } from "../../src/core/known";
import type { Mail } from "../../src/core/mail";
import { mailFromFields, readMail } from "../../src/mime/mail";
import { accountHash, accountsIn } from "../../src/understanding/bank";
import { lookAlike, shownHost } from "../../src/understanding/domains";
import { signsOf } from "../../src/understanding/signs";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.replace(/\n/g, "\r\n"));
const received = "Received: by 2002:a05:6402:2b8c:b0:5c9:1 with SMTP id x1; Mon, 9 Mar 2026 09:00:00 -0700\nReceived: from out.bell.example (out.bell.example. [192.0.2.7]) by mx.google.com with ESMTPS id a1 for <owner@studio.example>; Mon, 9 Mar 2026 09:00:00 -0700\n";
const raw = (headers: string, body = "hello"): Promise<Mail> => readMail(bytes(`${headers}From: Ada Bell <ada@bell.example>\nTo: owner@studio.example\nSubject: x\n\n${body}\n`), { id: "m", thread: null, date: null, labels: [] });
const codes = async (headers: string): Promise<string[]> => signsOf(await raw(headers), "hello").map(({ code, fraud }) => `${code}${fraud ? "!" : ""}`);
const google = (results: string): string => `Authentication-Results: mx.google.com;\n       ${results}\n`;

describe("M6 Authentication-Results as Gmail writes them", () => {
  it.each<[string, string, string[]]>([
    ["all pass", "dkim=pass header.i=@bell.example header.s=s1 header.b=AbC; spf=pass (google.com: domain of ada@bell.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=ada@bell.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=bell.example", []],
    ["all fail", "dkim=fail header.i=@bell.example; spf=fail (google.com: domain of ada@bell.example does not designate 203.0.113.9 as permitted sender) smtp.mailfrom=ada@bell.example; dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=bell.example", ["spf_failed!", "dkim_failed!", "dmarc_failed!"]],
    ["softfail alone", "spf=softfail (google.com: domain of transitioning ada@bell.example does not designate 203.0.113.9) smtp.mailfrom=ada@bell.example", ["spf_failed!"]],
    ["spf fails for forwarded mail, the signature holds", "dkim=pass header.i=@bell.example; spf=fail smtp.mailfrom=list@forwarder.example; dmarc=pass header.from=bell.example", ["spf_failed"]],
    ["one signature of two fails", "dkim=fail header.i=@bell.example; dkim=pass header.i=@bell.example; spf=pass smtp.mailfrom=ada@bell.example", []],
    ["only a stranger's checks pass, and DMARC says no", "dkim=pass header.i=@evil.example; spf=pass smtp.mailfrom=x@evil.example; dmarc=fail (p=NONE) header.from=bell.example", ["dmarc_failed!"]],
    ["checks pass for a service, no DMARC", "dkim=pass header.i=@sender.example; spf=pass smtp.mailfrom=bounce@sender.example", ["sender_not_aligned"]],
    ["aligned to a subdomain", "spf=pass smtp.mailfrom=bounce@mail.bell.example", []],
    ["nothing to check", "spf=none (google.com: ada@bell.example does not designate permitted sender hosts) smtp.mailfrom=ada@bell.example", ["sender_unproven"]],
    ["neutral", "spf=neutral (google.com: 192.0.2.7 is neither permitted nor denied) smtp.mailfrom=ada@bell.example", ["sender_unproven"]],
    ["DMARC passes for somebody else than is shown", "spf=pass smtp.mailfrom=evil.example; dmarc=pass (p=REJECT) header.from=evil.example", ["sender_not_aligned!"]],
    ["what a list says it saw proves nothing", "arc=pass (i=1 spf=pass dkim=pass dmarc=pass fromdomain=bell.example); spf=fail smtp.mailfrom=list.example; dkim=fail header.i=@bell.example; dmarc=fail header.from=bell.example", ["spf_failed!", "dkim_failed!", "dmarc_failed!"]],
    ["broke off", "spf=temperror smtp.mailfrom=ada@bell.example; dkim=temperror (no key) header.i=@bell.example", ["sender_unchecked"]],
    ["results inside a comment count for nothing", "spf=fail (google.com: domain of \"a); dmarc=pass header.from=bell.example (\"@evil.example is wrong) smtp.mailfrom=ada@bell.example", ["spf_failed!"]],
    ["results in a comment between semicolons count for nothing", "spf=fail (policy; dmarc=pass header.from=bell.example; x) smtp.mailfrom=ada@bell.example", ["spf_failed!"]],
    ["a quote without an end hides nothing", 'spf=pass (google.com: domain of a"b@evil.example designates it) smtp.mailfrom=evil.example; dmarc=fail header.from=bell.example', ["dmarc_failed!"]],
    ["results inside quoted text count for nothing", 'spf=fail smtp.mailfrom="x; dmarc=pass header.from=bell.example; spf=pass "@bell.example', ["spf_failed!"]],
  ])("%s", async (_what, results, expected) => {
    expect(await codes(`${received}${google(results)}`)).toEqual(expected);
  });

  it("a header that the sender wrote is not believed: neither below the server's own, nor alone where the server writes none", async () => {
    const pass = "dkim=pass header.i=@bell.example; spf=pass smtp.mailfrom=ada@bell.example; dmarc=pass header.from=bell.example";
    expect(await codes(`${received}${google("spf=fail smtp.mailfrom=ada@bell.example; dmarc=fail header.from=bell.example")}${google(pass)}`)).toEqual(["spf_failed!", "dmarc_failed!"]);
    const own = "Received: from out.bell.example by mail.studio.example with ESMTPS; Mon, 9 Mar 2026 09:00:00 -0700\n";
    expect(await codes(`${own}${google("spf=pass smtp.mailfrom=ada@bell.example; dmarc=pass header.from=bell.example")}`)).toEqual(["sender_unchecked"]);
    expect(await codes(`${received}Received: from x by evil.example with SMTP; Mon, 9 Mar 2026 08:59:00 -0700\nAuthentication-Results: evil.example; dmarc=pass header.from=bell.example\n`)).toEqual(["sender_unchecked"]);
    expect(await codes(`${own}Authentication-Results: mail.studio.example; spf=fail smtp.mailfrom=ada@bell.example\n`)).toEqual(["spf_failed!"]);
  });
});

const ADA = { name: "Ada Bell", email: "ada@northwind.com" };
const known = (more: Partial<Known> = {}): Known => ({ customers: [ADA, { name: "Cara", email: "cara@blumenhaus.co.uk" }, { name: "Bo", email: "bo@gmail.com" }], sender: { name: "x", first: "gmail:0", at: "2026-01-01T00:00:00.000Z", accounts: [] }, ...more });
const from = (address: string, more: Partial<Mail> = {}): Mail => ({ ...mailFromFields({ id: "m", from: address, to: "owner@studio.example", subject: "x", date: "2026-03-10", body: "hello" }), ...more });
const signs = (mail: Mail, about = known(), body = "hello"): string[] => signsOf(mail, body, about).map(({ code, fraud }) => `${code}${fraud ? "!" : ""}`);

describe("M6 look-alikes of known customers", () => {
  it.each([
    "northw1nd.com", "nortḥwind.com", "nоrthwind.com", "xn--nrthwind-nbh.com", "norttwind.com", "northwnd.com", "nortwhind.com", "northwindd.com", "northvvind.com",
    "northwind.co", "northwind.net", "northwind-billing.com", "billing-northwind.com", "northwindinvoices.com", "north-wind.com", "the-northwind.org", "northwind.com.evil.net",
    "mail.northwind.com.evil.net", "northwind-com.evil.net", "blumenhau5.co.uk", "blumenhaus.com", "blurnenhaus.co.uk", "blumenhaus.co.uk.login.example",
  ])("%s", (host) => {
    expect(signs(from(`Ada <ada@${host}>`)), shownHost(host)).toContain("look_alike_domain!");
  });

  it("also where answers would go, and in the name of the address", () => {
    expect(signs(from("Ada <ada@northwind.com>", { reply_to: [{ name: "", email: "ada@northwlnd.com" }] }))).toEqual(["reply_to_elsewhere!", "look_alike_domain!"]);
    expect(signs(from("Ada <northwind.com@evil.example>"))).toContain("look_alike_domain!");
  });

  it("a customer's help desk is to be made sure of, and is no fraud; the name in front of anybody else's host is", () => {
    expect(signs(from("Ada <support@northwind.zendesk.com>"))).toEqual(["help_desk"]);
    expect(signs(from("Ada <support@fjordline.zendesk.com>"))).toEqual([]);
    expect(signs(from("Ada <support@northwind.helpdesk.example>"))).toEqual(["look_alike_domain!"]);
    expect(signs(from("Ada <support@northwind.com.zendesk.com>"))).toEqual(["look_alike_domain!", "help_desk"]);
  });

  it("the sentence names both", () => {
    expect(signsOf(from("Ada <ada@northw1nd.com>"), "hello", known()).map(({ text }) => text)).toContain("northw1nd.com looks like northwind.com, which you know, and is another: its letters only look the same.");
  });

  it.each(["northwind.com", "mail.northwind.com", "blumenhaus.co.uk", "gmail.com", "gmial.example", "southwind.com", "wind.com", "north.com", "northern.com", "blumen.de", "haus.co.uk", "trailwind.com"])("no alarm: %s", (host) => {
    expect(lookAlike(host, ["northwind.com", "blumenhaus.co.uk", "bo@gmail.com"].map((one) => one.split("@").pop() ?? ""))).toBeNull();
  });

  const PLAIN = "atlas.com bergmann.de calypso.io delta-print.com eastside.org fjordline.no garage21.co.uk hillcrest.com ingwer.de jupiter.net kastanie.at lakeview.com marlow.co.uk nordisk.dk oakfield.com paperweight.com quarry.io riverbank.com seaside.com tulpen.nl umbra.it vineyard.fr westgate.com xylophon.de yardley.com zephyr.com acme.com globex.com initech.com umbrella.com hooli.com stark.com wayne.com cyberdyne.com tyrell.com wonka.com vandelay.com bluth.com dunder.com pied-piper.com massive.com soylent.com oscorp.com lexcorp.com aperture.com blackmesa.com cityprint.com cityparts.com sunrise.com sunset.com bakery.com brewery.com gallery.com hostel.com hotel.com studio.com audio.com media.com metal.com medal.com planet.com plant.com print.com paint.com point.com".split(" ");

  it("no two plain names are taken for each other", () => {
    const alarms = PLAIN.flatMap((host) => PLAIN.filter((other) => other !== host).flatMap((other) => (lookAlike(host, [other]) ? [`${host} ~ ${other}`] : [])));
    expect(alarms).toEqual([]);
  });

  it("a name that is not made from a known one gives no alarm, and every disguise of one letter does", () => {
    const word = fc.stringMatching(/^[a-z]{7,12}$/);
    fc.assert(fc.property(word, word, (a, b) => Array.from(new Set(a)).filter((letter) => b.includes(letter)).length > 3 || lookAlike(`${a}.com`, [`${b}.com`]) === null));
    const twins: Record<string, string> = { a: "а", e: "е", o: "0", i: "1", c: "с", p: "р", x: "х", y: "у", l: "I" };
    fc.assert(
      fc.property(word, fc.constantFrom(...Object.keys(twins)), fc.nat(6), (name, letter, at) => {
        const real = name.slice(0, at) + letter + name.slice(at);
        const fake = name.slice(0, at) + (twins[letter] ?? "") + name.slice(at);
        return lookAlike(`${fake}.com`, [`${real}.com`]) !== null;
      }),
    );
  });

  it("reads any host without end or error", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `xn--${text}`), fc.stringMatching(/^xn--[a-z0-9-]{1,40}$/)), (host) => typeof shownHost(host) === "string"));
    expect(shownHost("xn--mnchen-3ya.de")).toBe("münchen.de");
  });
});

describe("M6 who writes", () => {
  it("a first contact is said, and is no fraud", () => {
    expect(signs(from("New <new@someone.example>"), known({ sender: null }))).toEqual(["first_contact"]);
    expect(signs(from("New <new@someone.example>"))).toEqual([]);
    expect(signsOf(from("New <new@someone.example>"), "hello")).toEqual([]);
  });

  it("a known name with another address", () => {
    expect(signs(from("Ada Bell <ada.bell@gmail.com>"), known({ sender: null }))).toEqual(["known_name_other_address"]);
  });

  it.each(['"billing@northwind.com" <x@evil.example>', '"Northwind (northwind.com)" <x@evil.example>'])("a name that shows another sender: %s", (address) => {
    expect(signs(from(address))).toContain("sender_name_is_another_address!");
  });
  it("a name that shows the sender's own house", () => {
    expect(signs(from('"Bell, mail.bell.example" <x@bell.example>'))).toEqual([]);
  });
});

describe("M6 changed bank data", () => {
  it.each([
    "Please note our bank account has changed.", "We have switched banks, details below.", "Kindly update our payment details: new account number 12345678", "Our old account is closed.", "Bitte beachten Sie unsere neue Bankverbindung.", "Unsere Bankverbindung hat sich geändert.",
    "Notre RIB a changé.", "Veuillez noter nos nouvelles coordonnées bancaires.", "Nuestros datos bancarios han cambiado.", "Tenemos una nueva cuenta bancaria.", "Le nostre coordinate bancarie sono cambiate.", "Il nuovo IBAN è questo.",
    "Ons rekeningnummer is gewijzigd.", "Dit zijn onze nieuwe bankgegevens.", "Os nossos dados bancários mudaram.", "Temos um novo IBAN.", "Zmienił się: nowy numer konta poniżej.", "Nasz numer konta się zmienił.", "Contul bancar s-a schimbat.", "Avem un nou cont bancar.", "我们的银行账户已变更", "振込先が変更になりました",
  ])("%s", (body) => {
    expect(signs(from("Ada <ada@northwind.com>"), known(), body)).toEqual(["bank_data_changed!"]);
  });

  it.each(["Please pay to our account as usual.", "I banked the cheque.", "New order: 3 chairs.", "Our address has changed.", "Die neue Rechnung bitte an uns.", "The account manager has changed.", "Unsere neue Adresse"])("nothing of the kind: %s", (body) => {
    expect(signs(from("Ada <ada@northwind.com>"), known(), body)).toEqual([]);
  });

  it("an account that differs from those seen before", () => {
    const old = "DE89370400440532013000";
    const about = known({ sender: { name: "Ada", first: "gmail:0", at: "2026-01-01T00:00:00.000Z", accounts: [accountHash(old)] } });
    expect(signs(from("Ada <ada@northwind.com>"), about, `Our IBAN: DE89 3704 0044 0532 0130 00`)).toEqual([]);
    expect(signs(from("Ada <ada@northwind.com>"), about, `Our IBAN: GB29 NWBK 6016 1331 9268 19`)).toEqual(["bank_data_changed!"]);
    expect(signs(from("Ada <ada@northwind.com>"), known(), `Our IBAN: GB29 NWBK 6016 1331 9268 19`)).toEqual([]);
  });

  it("reads account numbers as they are written, and no order number", () => {
    expect(accountsIn("IBAN: DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX")).toEqual(["DE89370400440532013000"]);
    expect(accountsIn("DE89 3704 0044 0532 0130 01")).toEqual([]);
    expect(accountsIn("Account number: 1234 5678")).toEqual(["12345678"]);
    expect(accountsIn("PO 4711-2026-00012345, tel +49 30 1234567")).toEqual([]);
  });
});

describe("M6 attachments and links", () => {
  const attached = (name: string, type = "application/octet-stream"): string[] => signs(from("Ada <ada@northwind.com>", { attachments: [{ name, type, size: 10, accepted: false }] }));
  it.each(["invoice.exe", "invoice.pdf.scr", "INVOICE.JS", "order.docm", "scan.html", "a.iso", "x.lnk", "run.bat. ", "invoice\u202Efdp.txt"])("a program: %j", (name) => {
    expect(attached(name)).toEqual(["dangerous_attachment!"]);
  });
  it.each(["papers.zip", "papers.tar.gz", "x.7z"])("an archive: %s", (name) => {
    expect(attached(name)).toEqual(["packed_attachment"]);
  });
  it.each(["invoice.pdf", "photo.jpg", "list.csv", "order.docx", "notes.txt"])("neither: %s", (name) => {
    expect(attached(name)).toEqual([]);
  });

  const html = async (link: string): Promise<string[]> => {
    const text = `From: Ada <ada@northwind.com>\nTo: o@studio.example\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Hello, see ${link}</p>\n`;
    return signs(await readMail(bytes(text), { id: "m", thread: null, date: null, labels: [] }));
  };
  it.each([
    '<a href="https://evil.example/x">https://www.northwind.com/invoice</a>', '<a href="http://evil.example"><b>north</b>wind.com</a>', '<A HREF="https://northwind.com.evil.example/">northwind.com/pay</A>',
  ])("a link that shows another host: %s", async (link) => {
    expect(await html(link)).toEqual(["misleading_link!"]);
  });
  it.each([
    '<a href="https://www.northwind.com/x">northwind.com</a>', '<a href="https://track.northwind.com/x">https://northwind.com</a>', '<a href="https://files.example/1">invoice.pdf</a>', '<a href="https://evil.example">click here</a>', '<a href="mailto:ada@northwind.com">bell.example</a>',
  ])("an honest link: %s", async (link) => {
    expect(await html(link)).toEqual([]);
  });
});

describe("M6 disguises that somebody tries who knows the customer", () => {
  const ANNA: Known = { customers: [{ name: "Anna Berg", email: "anna@acme-tools.com" }, { name: "Accounts", email: "ap@northwind.co.uk" }, { name: "Sue Hart", email: "sue.hart@gmail.com" }], sender: { name: "x", first: "y", at: "2026-01-01T00:00:00Z", accounts: [] } };
  const fraud = (from: string, more: Partial<Mail> = {}, body = "hello"): string[] => signsOf({ ...mailFromFields({ id: "m", from, to: "owner@studio.example", subject: "", date: null, body }), ...more }, body, ANNA).flatMap((sign) => (sign.fraud ? [sign.code] : []));

  it.each([
    "anna@аcme-tools.com", "anna@acrne-tools.com", "anna@acme-toosl.com", "anna@acmetools.com", "anna@acme-tools.co", "anna@northwind.uk", "anna@northwind-uk.com", "anna@acme-tools-billing.com", "anna@secure-acme-tools.com", "anna@northwind-accountsdept.com",
    "anna@acme-tools.com.evil.example", "anna@acme-tools.evil.example", "anna@acme-tools.com-invoice.net", "anna.acme-tools.com@mailer.example", "anna=acme-tools.com@bounce.example", "anna@n0rthwind.co.uk", "anna@northvvind.co.uk", "sue.hart@gmai1.com",
  ])("a domain that passes itself off as another: %s", (email) => {
    expect(fraud(`A <${email}>`)).toEqual(["look_alike_domain"]);
  });

  it.each(["sue.hart1@gmail.com", "sue.hartt@gmail.com", "suehart@gmail.com", "sue-hart@gmail.com"])("a mailbox of the same provider that is hardly to be told apart: %s", (email) => {
    expect(fraud(`Sue <${email}>`)).toEqual(["look_alike_address"]);
  });

  it.each(["anna@acme-tools.com", "anna @ acme-tools.com", "anna＠acme-tools.com", "annа@acme-tools.com", "Acme-Tools.com Accounts"])("a name that shows an address it does not come from: %s", (name) => {
    expect(fraud(`"${name}" <x@evil.example>`)).toEqual(["sender_name_is_another_address"]);
  });

  it("answers that would go to another mailbox of the same provider", () => {
    expect(fraud("Bo <bo.lind@gmail.com>", { reply_to: [{ name: "", email: "bo.lind.office@gmail.com" }] })).toEqual(["reply_to_elsewhere"]);
    expect(fraud("Bo <bo.lind@gmail.com>", { reply_to: [{ name: "", email: "bo.lind@gmail.com" }] })).toEqual([]);
  });

  it.each([
    "Kindly remit to the following new account going forward.", "Due to an audit our usual account cannot receive funds; use the details below.", "We moved to Revolut, please update our payment details in your system.",
    "Please disregard the bank details on the previous invoice and use these instead.", "Our b\u200Bank details have changed", "Our bаnk dеtails have changed",
  ])("changed bank data in other words or letters: %s", (body) => {
    expect(fraud("Anna <anna@acme-tools.com>", {}, body)).toEqual(["bank_data_changed"]);
  });

  it.each([["anna@mail.acme-tools.com", ""], ["bo@acorn.com", ""], ["bo@northwest.co.uk", ""], ["bobby.tables@gmail.com", ""], ["bo@toolshop.com", ""], ["anna@acme-tools.com", "Our bank details are unchanged. The bank holiday is on Monday."], ["anna@acme-tools.com", "Please pay the invoice from your usual account."]])("and nothing against %s %s", (email, body) => {
    expect(fraud(`Anna <${email}>`, {}, body)).toEqual([]);
  });
});

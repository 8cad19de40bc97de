/**
 * What must hold for every mail: rules match their examples and nothing else, reading is deterministic, quick and never throws.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mail } from "../../src/core/mail";
import { isDecimal } from "../../src/core/money";
import { mailFromFields } from "../../src/mime/mail";
import { toAnswer } from "../../src/understanding/answer";
import { hitsOf, tagged } from "../../src/understanding/hits";
import { detectLanguage, LANGUAGES } from "../../src/understanding/lang/all";
import { readNumber } from "../../src/understanding/numbers";
import { askedFields, clarificationReply, detailIn } from "../../src/understanding/reply";
import { RULES } from "../../src/understanding/rules";
import { signsOf } from "../../src/understanding/signs";
import { split } from "../../src/understanding/split";
import { understand } from "../../src/understanding/understand";
import { processorMs } from "../setup/processor-time";
import { BATCHES } from "./mails/batches";
import type { Example } from "./mails/mail";

const MAILS = BATCHES.flatMap(([, mails]) => mails);
const OWNER = { owner_emails: ["owner@studio.example"] };
const mail = (body: string, more: Partial<Mail> = {}): Mail => ({ ...mailFromFields({ id: "m", from: "Ada Bell <ada@bell.example>", to: "owner@studio.example", date: "2026-03-10", body }), ...more });

interface Read {
  example: Example;
  text: string;
  draft: ReturnType<typeof understand>;
}
let every: Read[] | null = null;

/** Every mail we have, understood once for all who ask. */
function everyMail(): Read[] {
  every ??= MAILS.map((example) => {
    const { from = "Ada Bell <ada@bell.example>", subject = "", date = "2026-03-10", body, html } = example;
    const whole = mailFromFields({ id: "m", from, to: "owner@studio.example", subject, date, body, ...(html !== undefined && { html }) });
    return { example, text: whole.text, draft: understand(whole, OWNER) };
  });
  return every;
}

describe("M1 rules are data", () => {
  it.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
    const names = (text: string): string[] => hitsOf(text, detectLanguage(text)).map((hit) => hit.rule.name);
    expect(names(rule.example)).toContain(rule.name);
    expect(names(rule.counter)).not.toContain(rule.name);
  });

  it("has names of their own", () => {
    expect(new Set(RULES.map((rule) => rule.name)).size).toBe(RULES.length);
  });
});

describe("M1 rules run in linear time", () => {
  const LENGTH = 200_000;
  const filled = (part: string): string => part.repeat(Math.ceil(LENGTH / Math.max(1, part.length))).slice(0, LENGTH);

  it.each(RULES.map((rule) => [rule.name, rule] as const))("%s, on 200,000 concepts that almost match", (_, rule) => {
    const own = tagged(rule.example, detectLanguage(rule.example)).tags;
    const almost = [filled(rule.needs[0]?.[0] ?? "x"), filled(own.slice(0, -1)), filled(rule.needs.slice(0, -1).map((need) => need[0] ?? "").join(""))];
    const before = process.cpuUsage();
    for (const tags of almost) rule.matches.test(tags);
    expect(processorMs(before)).toBeLessThan(1_500);
  });

  it.each(LANGUAGES.map(({ code }) => [code, RULES.filter(({ example }) => detectLanguage(example).code === code)] as const).filter(([, rules]) => rules.length > 0))("a mail of 200,000 characters in %s is bounded", (_, rules) => {
    const body = filled(rules.map(({ example }) => example).join(" "));
    const before = process.cpuUsage();
    understand(mail(body), OWNER);
    expect(processorMs(before)).toBeLessThan(3_000);
  });
});

describe("M3 every fact shows the words it came from", () => {
  it("in their place: the slice at the offsets is the evidence, for every mail we have", () => {
    let facts = 0;
    let shown = 0;
    for (const { draft, text } of everyMail()) {
      for (const [field, { start, end }] of Object.entries(draft.places)) expect([field, text.slice(start, end)]).toEqual([field, draft.evidence[field]]);
      for (const field of ["total", "currency", "po_number", "due_date", "terms", "customer_name", "customer_email", "company", ...draft.lines.map((_, index) => `lines.${String(index)}`)]) {
        if (draft.evidence[field] === undefined || draft.evidence[field].startsWith("From: ")) continue;
        facts += 1;
        if (draft.places[field] !== undefined) shown += 1;
      }
    }
    expect(facts).toBeGreaterThan(700);
    // What only the subject says has no place in the text.
    expect(shown / facts).toBeGreaterThan(0.97);
  });

  it.each([
    ["the same line twice", "Please invoice us:\n- 2 x chair at 10 EUR\n- 2 x chair at 10 EUR", [["lines.0", "first"], ["lines.1", "last"]]],
    ["the number also in the history above", "> Would 300 EUR be fine?\n\nYes. Please invoice us 300 EUR for the sign.", [["currency", "last"]]],
  ] as const)("in its own place: %s", (_, body, wanted) => {
    const draft = understand(mail(body), OWNER);
    for (const [field, which] of wanted) {
      const said = draft.evidence[field] ?? "";
      expect(body.indexOf(said)).not.toBe(body.lastIndexOf(said));
      expect(draft.places[field]?.start).toBe(which === "first" ? body.indexOf(said) : body.lastIndexOf(said));
    }
  });

  const HISTORY = "On Mon, 9 Mar 2026 at 10:00, Owner <owner@studio.example> wrote:\n> Your PO-1041, due by 3 April 2026, 40 boxes at 12 EUR, total 480 EUR, net 30.";

  it.each([
    ["an item that the history above names in the same words", "> 3 lamps at 20 EUR each\n> 5 shades at 9 EUR each\n\nFine. Please invoice us for the 3 lamps at 20 EUR each.", "lines.0", "3 lamps at 20 EUR each"],
    ["an item that a sentence before says was paid, in the same words", "We already paid for 3 lamps at 20 EUR each.\nPlease invoice us for 3 lamps at 20 EUR each.", "lines.0", "3 lamps at 20 EUR each"],
    ["a price that a sentence before says of something else", "The old sign was 250 EUR, we have paid that already.\nPlease invoice us 250 EUR for the new one.", "total", "250 EUR for the new one"],
    ["the total of a list, named before as an estimate of others", "Last year it was 300 EUR.\n\nPlease send us an invoice for:\n- 2 benches at 150 EUR\nTotal: 300 EUR", "total", "Total: 300 EUR"],
    ["the only amount, said twice", "Ben thought of 250 EUR as well.\nPlease invoice us 250 EUR for the sign.", "lines.0", "250 EUR for the sign"],
    ["a number of an order in a sentence of its own, after one without the word", "The crate says 7781-A.\nPlease invoice us 250 EUR for the sign. Our PO number is 7781-A.", "po_number", "PO number is 7781-A"],
    ["a date that is due, after the same date of delivery", "The sign came on 3 April 2026.\nPlease invoice us 250 EUR for the sign, payable by 3 April 2026.", "due_date", "payable by 3 April 2026"],
    ["terms, after the same words about others", "They offered 30 days.\nPlease invoice us 250 EUR for the sign, 30 days net.", "terms", "30 days net"],
    ["words broken over two lines", "We need 4 desks at 90 EUR for Ann, who is not the one that pays for all these.\nPlease invoice us for everything that was brought to our house in Linz: 4 desks\nat 90 EUR each.", "lines.0", "4 desks\nat 90 EUR each"],
    ["the currency, at the amount that was read", "The crate was EUR 40, we have paid that.\nPlease invoice us EUR 250 for the sign.", "currency", "EUR 250"],
    ["the currency of bare prices, where its code stands", "Euro pallets came as well.\nPlease invoice us:\n- 3 lamps @ 20\n- 5 shades @ 9\nAll in EUR.", "currency", "EUR"],
    ["the firm in the sign-off, after the same name in the text", "This is for Bell Signs Ltd, as always.\nPlease invoice us 250 EUR for the sign.\n\nBest regards,\nAda Bell\nBell Signs Ltd", "company", "Bell Signs Ltd"],
    ["a name below the text without closing words", "Ada Bell asked me to write.\nPlease invoice us 250 EUR for the sign.\n\nAda Bell", "customer_name", "Ada Bell"],
    ["an address, after the same in talk", "Not pay@bell.example, that is closed, I mean.\nInvoice us 250 EUR for the sign, please. Send the invoice to pay@bell.example.", "customer_email", "pay@bell.example"],
    ["all of it also in the history below", `Please invoice us for 40 boxes at 12 EUR each.\n\n${HISTORY}`, "lines.0", "40 boxes at 12 EUR each"],
    ["all of it also in the history above", `> Your PO-1041, due by 3 April 2026.\n\nPlease invoice us 480 EUR for the boxes, PO-1041, due by 3 April 2026.`, "po_number", "PO-1041"],
    ["a date also in the history above", `> Your PO-1041, due by 3 April 2026.\n\nPlease invoice us 480 EUR for the boxes, PO-1041, due by 3 April 2026.`, "due_date", "due by 3 April 2026"],
    ["the sign-off, after the same name in the text", "This is for Ada Bell, as always.\nPlease invoice us 250 EUR for the sign.\n\nBest regards,\nAda Bell", "customer_name", "Ada Bell"],
  ])("where it was read, not where the same words stand before: %s", (_, body, field, said) => {
    const text = mail(body).text;
    const draft = understand(mail(body), OWNER);
    const place = draft.places[field];
    const end = text.includes(HISTORY) ? text.indexOf(HISTORY) : text.length;
    // The last time in the new text is where the mail says it.
    const at = text.slice(0, end).lastIndexOf(said);
    expect(at).not.toBe(-1);
    expect([place === undefined ? null : text.slice(place.start, place.end), (place?.start ?? -1) <= at, (place?.end ?? -1) >= at + said.length, (place?.start ?? 0) > text.lastIndexOf("\n", at)]).toEqual([draft.evidence[field], true, true, true]);
  });

  it("in the offer that is taken up, though the new text opens with the same words", () => {
    const body = "Hi,\nplease go ahead and invoice us as quoted.\n\nOn Mon, 9 Mar 2026 at 10:00, Owner <owner@studio.example> wrote:\n> Hi,\n> our offer: 40 boxes at 12 EUR each.\n\n> On Fri, 6 Mar 2026 Ada wrote:\n> > 40 boxes at 12 EUR each?";
    const { text } = mail(body);
    const draft = understand(mail(body), OWNER);
    expect(text.slice(0, draft.places["lines.0"]?.start)).toMatch(/quoted[^]*> Hi,\n> $/);
  });

  it("in their place for any text at all", () => {
    const words = fc.constantFrom("please invoice us", "3 x Widget @ $10", "Total: 1.250,00 EUR", "\n", "> ", "on 3 March", "net 30", "PO-12", "(a+)+$", "[[x]]", "  ", "\t", "Rechnung", "Best regards,\nAda Bell");
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 40 }), (parts) => {
        const whole = mail(parts.join(" "));
        const draft = understand(whole, OWNER);
        for (const [field, { start, end }] of Object.entries(draft.places)) expect(whole.text.slice(start, end)).toBe(draft.evidence[field]);
      }),
    );
  });
});

describe("M8 confidence is a word that was measured", () => {
  it("is right more often the surer it says to be", () => {
    const right = (level: string): number => {
      const own = everyMail().filter(({ draft }) => draft.confidence === level);
      expect(own.length).toBeGreaterThan(20);
      return own.filter(({ example, draft }) => [example.kind].flat().includes(draft.kind)).length / own.length;
    };
    expect(right("sure")).toBeGreaterThan(0.97);
    expect(right("likely")).toBeGreaterThan(0.93);
    expect(right("unsure")).toBeGreaterThan(0.8);
  });
});

describe("F3 the same on every device", () => {
  it("needs no lookbehind, which older phones cannot load", () => {
    const folder = "src/understanding";
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((name) => /\(\?<[!=]/.test(readFileSync(`${folder}/${name}`, "utf8")))).toEqual([]);
  });
});

describe("M1 negation", () => {
  it.each(["We do not need a quote for the roof.", "Please don't send us any more quotes.", "Wir benötigen kein Angebot.", "There is no need to price this.", "We don't need an invoice for the deposit.", "The invoice is not attached."])("takes back: %s", (text) => {
    const says = hitsOf(text, detectLanguage(text)).map((hit) => hit.rule.says);
    for (const kind of ["quote_request", "invoice_request", "vendor_invoice_received"]) expect(says).not.toContain(kind);
  });
});

describe("M2 numbers", () => {
  it.each([
    ["1,250.00", false, "1250.00"], ["1.250,00", false, "1250.00"], ["1'250.50", false, "1250.50"], ["1 250,00", true, "1250.00"], ["1,25,000", false, "125000"], ["12,50", false, "12.50"], ["1,250", false, "1250"],
    ["1.250", true, "1250"], ["1.250", false, null], ["0.125", false, "0.125"], ["1.2.3", false, null], ["10.000.000", false, "10000000"], ["007", false, "7"],
  ])("%s", (written, comma, value) => {
    expect(readNumber(written, comma)).toBe(value);
  });

  it("reads back every amount in each writing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        const plain = (cents / 100).toFixed(2);
        const [whole = "", fraction = ""] = plain.split(".");
        const groups = (mark: string): string => whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
        expect(readNumber(`${groups(",")}.${fraction}`, false)).toBe(plain);
        expect(readNumber(`${groups(".")},${fraction}`, true)).toBe(plain);
        expect(readNumber(`${groups("'")}.${fraction}`, false)).toBe(plain);
      }),
    );
  });
});

describe("G3 what is new in a mail", () => {
  it.each([
    ["ok\n\nOn Mon, 2 Mar 2026 at 10:11, X <x@y.example>\nwrote:\n> old", "ok"],
    ["gut\n\nAm 02.03.2026 um 10:11 schrieb X:\n> alt", "gut"],
    ["above\n> old\nbelow", "above\nbelow"],
    ["see\n\nFrom: A <a@x.example>\nSent: Monday\nTo: B\nSubject: C\n\nold", "see"],
    ["text\n-- \nJo\nJo Ltd", "text"],
    ["text\n\nBest regards,\nJo Doe\nJo Ltd", "text"],
    ["text\n\nThis e-mail and any attachments are confidential and intended for the addressee.", "text"],
  ])("%j", (text, fresh) => {
    expect(split(text).fresh).toBe(fresh);
  });
});

describe("M6 fraud signs", () => {
  const codes = (more: Partial<Mail>, body = "hello"): string[] => signsOf(mail(body, more), body).map((sign) => sign.code);

  it("sees failed authentication in the newest header only", () => {
    expect(codes({ headers: { "authentication-results": ["mx.example; spf=fail; dkim=pass; dmarc=fail"] } })).toEqual(["spf_failed", "dmarc_failed"]);
    expect(codes({ headers: { "authentication-results": ["mx.example; spf=pass; dkim=pass", "forged; spf=fail"] } })).toEqual([]);
    expect(codes({ headers: { "authentication-results": ["mx.example; dkim=fail; dkim=pass"] } })).toEqual([]);
  });

  it("sees answers that would go elsewhere, but not to a subdomain", () => {
    expect(codes({ reply_to: [{ name: "", email: "ada@other.example" }] })).toEqual(["reply_to_elsewhere"]);
    expect(codes({ reply_to: [{ name: "", email: "ada@mail.bell.example" }] })).toEqual([]);
  });

  it.each(["Please note that our bank details have changed.", "Unsere neue Bankverbindung lautet:", "Voici nos nouvelles coordonnées bancaires", "We have changed banks."])("sees changed bank data: %s", (body) => {
    expect(codes({}, body)).toEqual(["bank_data_changed"]);
  });

  it("never turns mail in spam into a draft", () => {
    expect(understand(mail("Please invoice us 100 EUR for the sign.", { labels: ["SPAM"] }), OWNER)).toMatchObject({ kind: "spam_or_phish", action: "none" });
  });
});

describe("M4 asking for what is missing", () => {
  it("asks exactly that, in the language of the mail", () => {
    const draft = understand(mail("Guten Tag,\n\nbitte senden Sie uns eine Rechnung für die Beschilderung.\n\nMit freundlichen Grüßen\nAda Bell"), OWNER);
    const reply = clarificationReply(draft);
    expect(reply).toMatch(/^Guten Tag Ada Bell,/);
    expect(reply).toMatch(/den vereinbarten Preis für: Beschilderung/);
    expect(reply).toMatch(/Währung/);
    expect(reply).not.toMatch(/E-Mail-Adresse/);
    expect(askedFields(draft).map((field) => field.name)).toEqual(["currency", "line_1_description", "line_1_quantity", "line_1_unit_price", "total"]);
  });

  it("asks nothing when nothing is missing", () => {
    expect(clarificationReply(understand(mail("Please invoice us 100 EUR for the sign."), OWNER))).toBe("");
  });

  it.each([
    ["de", "Rechnung bitte:\n2 x Stuhl à 100 EUR\nGesamt: 250 EUR\n\nBitte senden Sie uns die Rechnung.", /den richtigen Betrag: die Positionen ergeben zusammen 200\.00, in der E-Mail steht 250\.00/],
    ["fr", "Bonjour,\n\nMerci de nous envoyer la facture pour 2 chaises à 100 EUR et 50 USD de transport.", /la devise des montants : le message mentionne à la fois EUR et USD/],
  ])("says in %s why it asks, and keeps the owner's words in the note", (code, body, question) => {
    const draft = understand(mail(body), OWNER);
    expect(draft.language).toBe(code);
    expect(clarificationReply(draft)).toMatch(question);
    expect(clarificationReply(draft)).not.toMatch(/the mail|add up/);
    expect(draft.missing.join()).toMatch(/the mail/);
  });

  it("says every reason in every language, and leaves the mail's own words alone", () => {
    const reasons = ["lines add up to 300.00, the mail says 310.00", "lines add up to 300.00, the mail's subtotal is 310.00", "Oak desk: 2 x 100.00 is 200.00, the mail says 210.00", "03/04/2026 can be read in two ways", "EUR and USD both stand in the mail", "about 400 is no exact amount", "the mail also names EUR 250, which belongs to no line", "what does 50 % apply to"];
    for (const { code, reply } of LANGUAGES) {
      for (const reason of reasons) {
        const said = detailIn(reply, reason);
        expect(said === reason, `${code}: ${said}`).toBe(code === "en");
        for (const figure of reason.match(/[\d./]*\d|EUR|USD|Oak desk/g) ?? []) expect(said, code).toContain(figure);
        expect(said).not.toMatch(/[{}]/);
      }
      expect(detailIn(reply, "Oak desk, Stuhl")).toBe("Oak desk, Stuhl");
    }
  });

  it("greets somebody without a name too, and takes a name as it is", () => {
    const draft = understand(mail("Guten Tag,\n\nbitte senden Sie uns eine Rechnung für die Beschilderung."), OWNER);
    for (const { code } of LANGUAGES) {
      const reply = (name: string | null): string => clarificationReply({ ...draft, language: code, customer: { ...draft.customer, name } });
      expect(reply(null)).not.toMatch(/[{}]|^[\s,，]| [,，]/);
      expect(reply("Ada $& {items}").split("\n")[0]).toMatch(code === "pl" ? /^Dzień dobry,$/ : /Ada \$& \{items\}/);
    }
  });

  it("has every question in every language", () => {
    for (const { code, reply } of LANGUAGES) expect([code, Object.keys(reply.fields).length]).toEqual([code, Object.keys(LANGUAGES.find((language) => language.code === "de")?.reply.fields ?? {}).length]);
  });
});

describe("M8 laws of reading", () => {
  const words = fc.constantFrom("please", "invoice", "us", "send", "not", "3 x", "@", "$10", "1.250,00 EUR", "Total:", "\n", "> ", "- ", "\t", "|", "On Mon wrote:", "bitte", "Rechnung", "PO-12", "net 30", "03/04/2026", "a@b.example", ":", "((", "€", "请", "[[x]]", "%");
  const text = fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 60 }).map((parts) => parts.join(" "));

  it("never throws, answers the same twice, and names only decimals", () => {
    fc.assert(
      fc.property(text, text, (subject, body) => {
        const read = (): ReturnType<typeof understand> => understand({ ...mail(body), subject }, OWNER);
        const draft = read();
        expect(read()).toEqual(draft);
        for (const amount of [draft.total, ...draft.lines.flatMap((line) => [line.quantity, line.unit_price, line.amount])]) if (amount !== null) expect(isDecimal(amount)).toBe(true);
        if (draft.action === "draft") expect([draft.kind, draft.currency !== null, draft.missing]).toEqual(["invoice_request", true, []]);
        expect(JSON.parse(JSON.stringify(toAnswer("m", draft)))).toEqual(toAnswer("m", draft));
      }),
    );
  });

  it.each(["a".repeat(60_000), "1,".repeat(30_000), "> ".repeat(30_000), "please invoice ".repeat(4_000), "\t".repeat(60_000), "3 x Widget @ $10 / ".repeat(3_000), "From: ".repeat(10_000), "x@".repeat(30_000), "$1 ".repeat(20_000), "\n".repeat(60_000), "A ".repeat(30_000), "- ".repeat(30_000), "(".repeat(60_000), "1 ".repeat(30_000), "PO ".repeat(20_000), "I'm A from B ".repeat(4_000), `Please invoice 5${" ".repeat(4_900)}EUR${"\t".repeat(4_900)}7\n`.repeat(6)])("stays quick on hostile repetition %#", (body) => {
    const before = process.cpuUsage();
    understand(mail(body), OWNER);
    expect(processorMs(before)).toBeLessThan(2_000);
  });
});

/**
 * M4: a further mail of a thread belongs to its case. What silently goes wrong here: two invoices for one wish, or a number that nobody said.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Draft, FollowUp } from "../../src/core/draft";
import type { Mail } from "../../src/core/mail";
import { mailFromFields } from "../../src/mime/mail";
import { LANGUAGES } from "../../src/understanding/lang/all";
import { clarificationReply } from "../../src/understanding/reply";
import { followUp } from "../../src/understanding/thread";
import { understand } from "../../src/understanding/understand";

const OWNER = { owner_emails: ["owner@studio.example"] };
const ADA = "Ada Bell <ada@bell.example>";
const mail = (body: string, from = ADA, more: Partial<Mail> = {}): Mail => ({ ...mailFromFields({ id: "m", from, to: "owner@studio.example", subject: "Re: signs", date: "2026-03-12T09:00:00Z", body }), ...more });
const FIRST = mail("Hello,\n\nplease send us an invoice for 12 hours of sign painting.\n\nBest regards,\nAda Bell");
const open = (first = FIRST): Draft => understand(first, OWNER);
const reply = (body: string, first = FIRST, from = ADA): FollowUp => followUp(open(first), first, mail(body, from), OWNER);
const lines = ({ draft }: FollowUp) => draft.lines.map(({ quantity, unit_price, amount }) => [quantity, unit_price, amount].map((one) => (one === null ? null : Number(one))));

describe("M4 a later mail that answers", () => {
  it("starts from an open question", () => {
    expect(open().action).toBe("clarify");
    expect(open().missing.join()).toMatch(/price/);
  });

  it.each<[string, string]>([
    ["a sentence", "Hi, it is 85 EUR per hour.\n\nAda"],
    ["bare", "85 EUR per hour"],
    ["above the history", "The price is EUR 85 per hour as agreed.\n\nOn 11 March 2026 the owner wrote:\n> - the agreed price for: sign painting\n> Thank you"],
  ])("%s", (_what, body) => {
    const said = reply(body);
    expect([said.is, said.draft.action, said.draft.missing, said.draft.currency]).toEqual(["answer", "draft", [], "EUR"]);
    expect(lines(said)).toEqual([[12, 85, 1020]]);
    expect(said.draft.evidence["lines.0"]).toContain("answer of 2026-03-12");
    expect(said.draft.places["lines.0"]).toBeUndefined();
  });

  it("beside and below the questions of our own reply, in every language", () => {
    for (const { code } of LANGUAGES) {
      const draft = { ...open(), language: code };
      const question = clarificationReply(draft).split("\n").filter((line) => line.startsWith("- "));
      const price = question.find((line) => /12|sign/i.test(line)) ?? question[0] ?? "";
      const other = question.filter((line) => line !== price);
      const body = ["Hello,", "", `> ${price}`, "85 EUR per hour", ...other.map((line) => `> ${line} EUR`)].join("\n");
      const said = followUp(draft, FIRST, mail(body), OWNER);
      expect([code, said.is, said.draft.currency, said.draft.action]).toEqual([code, "answer", "EUR", "draft"]);
      expect(lines(said), code).toEqual([[12, 85, 1020]]);
    }
  });

  it("short questions of the owner's own: > PO? 4711", () => {
    const said = reply("> Which price?\n85 EUR per hour\n> PO? 4711\n> Anything else? No");
    expect([said.draft.po_number, said.draft.action]).toEqual(["4711", "draft"]);
  });

  it("an answer that leaves something missing updates what is missing", () => {
    const said = reply("In euros please, EUR.");
    expect([said.is, said.draft.action, said.draft.currency]).toEqual(["answer", "clarify", "EUR"]);
    expect(said.draft.missing.join()).toMatch(/price/);
    expect(said.draft.missing.join()).not.toMatch(/currency/);
  });

  it("one sum for several hours is asked again, unless it says that it is for all of them", () => {
    expect(reply("400 EUR").draft.action).toBe("clarify");
    const all = reply("400 EUR in total");
    expect([all.draft.action, lines(all)]).toEqual(["draft", [[12, null, 400]]]);
  });

  describe("a second answer", () => {
    const TWO = mail("Hello,\n\nplease send us an invoice for 12 hours of painting and 3 workshops. Amounts in EUR.\n\nBest regards,\nAda Bell");
    const half = followUp(open(TWO), TWO, mail("Painting is 85 EUR per hour."), OWNER);
    const then = (body: string): FollowUp => followUp(half.draft, TWO, mail(body), OWNER);

    it("half an answer leaves the other half asked", () => {
      expect([half.is, half.draft.action, lines(half), half.draft.missing]).toEqual(["answer", "clarify", [[12, 85, 1020], [3, null, null]], ["price (workshops)"]]);
    });

    it("what is said of one thing is never taken for another", () => {
      for (const body of ["Actually painting is 90 EUR per hour, not 85.", "Painting is 90 EUR per hour.", "Painting is 85 EUR per hour as I said."]) expect([body, lines(then(body))[1]]).toEqual([body, [3, null, null]]);
    });

    it("K6 a correction counts; what only contradicts is asked again, and the reason says so", () => {
      expect(lines(then("Actually painting is 90 EUR per hour, not 85."))[0]).toEqual([12, 90, 1080]);
      const against = then("Painting is 90 EUR per hour.");
      expect([lines(against)[0], against.draft.missing]).toEqual([[12, null, null], ["price (painting, workshops)"]]);
      expect(against.reason).toContain('contradicts what was said before of "painting"');
    });

    it("as last time is no number: shown, and still asked", () => {
      for (const body of ["The workshops same as last time please.", "Workshops as usual.", "Wie beim letzten Mal."]) {
        const said = then(body);
        expect([body, said.draft, said.signs.map(({ code }) => code)]).toEqual([body, half.draft, ["as_before"]]);
      }
    });

    it("the rest makes the draft", () => {
      expect([then("Workshops are 400 EUR each.").draft.action, lines(then("Workshops are 400 EUR each."))]).toEqual(["draft", [[12, 85, 1020], [3, 400, 1200]]]);
    });
  });

  it("thanks, or a number that is no price, answer nothing", () => {
    for (const body of ["Thanks, I will let you know.", "Call me at +49 30 1234567.", "I am back on the 14th.", "What do you mean?"]) {
      const said = reply(body);
      expect([body, said.is === "answer", said.draft.missing]).toEqual([body, false, open().missing]);
    }
  });

  it("who may be invoiced only later: a yes settles the condition", () => {
    const first = mail("Hello,\n\nplease send us an invoice for the sign, 300 EUR, once the work is approved.\n\nBest regards,\nAda Bell");
    if (!open(first).missing.some((fact) => fact.startsWith("condition"))) return expect.fail("no condition was understood");
    expect(reply("Yes, go ahead.", first).draft.action).toBe("draft");
    expect(reply("Not yet.", first).draft.action).toBe("clarify");
  });

  it("M6 an answer by somebody else is a sign; by a colleague a mild one", () => {
    const of = (from: string): string[] => reply("85 EUR per hour", FIRST, from).signs.map(({ code, fraud }) => `${code}${fraud ? "!" : ""}`);
    expect(of(ADA)).toEqual([]);
    expect(of("Bo <bo@bell.example>")).toEqual(["answer_from_colleague"]);
    expect(of("Ada Bell <ada@evil.example>")).toEqual(["answer_from_another!"]);
  });

  it("never makes up a number: every number of the draft stands in one of the two mails", () => {
    const part = fc.constantFrom("85 EUR", "per hour", "12", "hours", "total", "400", "EUR", "> price?", "\n", "PO 4711", "due 3 April 2026", "yes", "no", "each", "and", "sign painting", "2 x", "@", ".", "instead of 10");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const body = parts.join(" ");
        const said = reply(body);
        const whole = `${FIRST.text} ${body}`;
        // "12 400" is also how thousands are written.
        const grouped = (whole.match(/\d{1,3}(?:\s+\d{3})+/g) ?? []).map((number) => number.replace(/\s+/g, ""));
        const source = new Set([...(whole.match(/\d+/g) ?? []), ...grouped]);
        for (const line of said.draft.lines) for (const number of [line.quantity, line.unit_price]) if (number !== null) expect(source).toContain(String(Number(number)));
      }),
      { numRuns: 150 },
    );
  });
});

const WHOLE = mail("Hello,\n\nplease send us an invoice for 10 chairs at 40 EUR each.\n\nBest regards,\nAda Bell");

describe("M7 a further mail while the request is open", () => {
  it("starts from a complete draft", () => {
    expect([open(WHOLE).action, open(WHOLE).lines[0]?.quantity]).toEqual(["draft", "10"]);
  });

  it.each([
    "Please ignore my request.", "Please disregard the invoice request, we found another supplier.", "We would like to cancel the order.", "The invoice is no longer needed, no invoice needed.", "Bitte stornieren Sie den Auftrag.", "Wir brauchen doch keine Rechnung.", "Veuillez annuler ma demande.", "Por favor, cancelen el pedido.",
    "Vi prego di annullare la richiesta.", "Graag de bestelling annuleren.", "Por favor, cancelem o pedido.", "Prosimy anulować zamówienie.", "Vă rugăm să anulați comanda.", "请取消订单。", "注文をキャンセルしてください。",
  ])("taken back: %s", (body) => {
    const said = reply(body, WHOLE);
    expect([said.is, said.draft, said.signs.map(({ code }) => code)]).toEqual(["cancellation", open(WHOLE), ["cancellation_asked"]]);
  });

  it.each(["Please do not cancel the order.", "Any news about my invoice?", "When will we get the invoice?", "Gibt es schon Neuigkeiten?", "Avez-vous bien reçu ma demande ?", "¿Han recibido mi pedido?", "Thank you!"])("not taken back, nothing changed: %s", (body) => {
    const said = reply(body, WHOLE);
    expect([said.draft.lines, said.is === "cancellation", said.is === "change"]).toEqual([open(WHOLE).lines, false, false]);
  });

  it.each([["Please make it 12 chairs instead of 10.", [[12, 40, 480]]], ["Please send us an invoice for 12 chairs at 35 EUR each instead.", [[12, 35, 420]]]])("a changed count or price: %s", (body, expected) => {
    const said = reply(body, WHOLE);
    expect([said.is, lines(said)]).toEqual(["change", expected]);
    expect(said.signs.map(({ code }) => code)).toContain("request_changed");
  });

  it.each([
    ["Also add two lamps for 30 EUR each, please.", [[2, 30, 60]]],
    ["Could you also add a lamp at 30 EUR?", [[1, 30, 30]]],
    ["We also need 3 lamps @ 30 EUR.", [[3, 30, 90]]],
    ["Please also add:\n- 2 lamps at 30 EUR each\n- 3 cables at 5 EUR each\n\nAda", [[2, 30, 60], [3, 5, 15]]],
  ])("another item comes behind those that are there: %s", (body, more) => {
    const said = reply(body, WHOLE);
    expect([said.is, lines(said)]).toEqual(["change", [[10, 40, 400], ...more]]);
    expect([said.draft.evidence["lines.0"], said.draft.evidence["lines.1"]]).toEqual([open(WHOLE).evidence["lines.0"], expect.stringContaining("answer of 2026-03-12")]);
  });

  it("the words of a change stand at the line that it changes, and the sign quotes the sentence that says so", () => {
    const two = mail("Hello,\n\nplease send us an invoice for 10 chairs at 40 EUR each and 2 tables at 120 EUR each.\n\nBest regards,\nAda Bell");
    const said = reply("Sorry again! The tables are 125 EUR each, not 120.", two);
    expect(lines(said)).toEqual([[10, 40, 400], [2, 125, 250]]);
    expect([said.draft.evidence["lines.0"], said.draft.evidence["lines.1"]]).toEqual([open(two).evidence["lines.0"], "The tables are 125 EUR each, not 120. (answer of 2026-03-12)"]);
    expect(said.signs[0]?.text).toContain("The tables are 125 EUR each");
  });

  it.each([
    ["Bitte schicken Sie uns eine Rechnung über 10 Stühle zu je 40 EUR.\n\nViele Grüße\nAda Bell", "Bitte nehmen Sie noch 2 Lampen zu je 30 EUR dazu."],
    ["Veuillez nous envoyer une facture pour 10 chaises à 40 EUR chacune.\n\nCordialement\nAda Bell", "Merci d'ajouter 2 lampes à 30 EUR chacune."],
    ["Por favor, envíennos una factura por 10 sillas a 40 EUR cada una.\n\nSaludos\nAda Bell", "Por favor, añadan 2 lámparas a 30 EUR cada una."],
    ["Stuur ons alstublieft een factuur voor 10 stoelen à 40 EUR per stuk.\n\nMet vriendelijke groet\nAda Bell", "Graag ook 2 lampen à 30 EUR per stuk toevoegen."],
  ])("another item in the mail's own language: %s", (first, body) => {
    const said = reply(body, mail(first));
    expect([open(mail(first)).action, said.is, lines(said)]).toEqual(["draft", "change", [[10, 40, 400], [2, 30, 60]]]);
  });

  it("what cannot be laid over the request for certain is shown, and changes nothing", () => {
    for (const body of ["Please change the price to the one we agreed on.", "Make it 500 EUR instead.", "Can you add 4 more chairs?", "Please add 2 more chairs at 35 EUR each.", "Please add 2 more at 35 EUR each.", "We also need 4 chairs.", "Bitte noch 4 chairs dazu.", "No chairs please.", "Please take out the chairs.", "Please invoice us for 2 lamps at 30 EUR each.", "Could you add 3 lamps?", "Please add 20 USD for shipping."]) {
      const said = reply(body, WHOLE);
      expect([body, said.draft, said.signs.map(({ code }) => code)]).toEqual([body, open(WHOLE), ["wrote_again"]]);
    }
  });

  it("an automatic reply, the owner's own mail and spam are no part of it", () => {
    expect(reply("I am currently out of the office.", WHOLE).is).toBe("apart");
    expect(reply("85 EUR per hour", FIRST, "owner@studio.example").is).toBe("apart");
    expect(followUp(open(), FIRST, mail("85 EUR per hour", ADA, { labels: ["SPAM"] }), OWNER).is).toBe("apart");
  });
});

describe("M4 what a short later mail wants of a request that waits", () => {
  const CHAIRS = mail("Please invoice us for 10 chairs at 90 EUR each.\n\nAda Bell");

  it.each<[string, FollowUp["is"], string, number]>([
    ["Don't send it yet, please.", "more", "wrote_again", 10], ["Could you wait with the invoice until Monday?", "more", "wrote_again", 10], ["Please use our other address: Hof 3, 4020 Linz.", "more", "wrote_again", 10],
    ["Can you address it to Bell Holding Ltd instead?", "more", "wrote_again", 10], ["Actually make it 12.", "change", "request_changed", 12], ["Forget my last mail.", "cancellation", "cancellation_asked", 10],
  ])("%s", (body, is, sign, count) => {
    const said = reply(body, CHAIRS);
    expect([said.is, said.signs.some(({ code }) => code === sign), lines(said)]).toEqual([is, true, [[count, 90, count * 90]]]);
  });
});

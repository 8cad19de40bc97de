/**
 * Owns: proof that no draft is made where words of the mail make less of what its numbers come to (PRODUCT K6).
 * Never: what such a mail comes to.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

const asked = (text: string): string[] => {
  const { kind, action, missing } = read("Invoice", text);
  expect([kind, action], text).toEqual(["invoice_request", "clarify"]);
  return missing;
};

describe("K6 what is billed is asked for", () => {
  it.each([
    "Please invoice 6 hours of advice at 95 EUR, the first hour was free.",
    "Please invoice 6 hours of advice at 95 EUR. One hour was on the house.",
    "Merci de facturer 6 heures à 95 EUR, la première était offerte.",
    "Por favor factura 6 horas de asesoría a 95 EUR, la primera era gratis.",
    "Graag factuur voor 6 uur advies à 95 euro, het eerste uur was gratis.",
  ])("where some of it is free: %s", (text) => {
    expect(asked(text)).toContainEqual(expect.stringMatching(/^total \(the mail takes off: /));
  });

  it.each([
    "Please bill 10 h of work at 25 EUR plus materials 340 EUR. And deduct the 100 I paid.",
    "Bitte 10 Stunden zu 25 EUR und Material 340 EUR berechnen. Und zieh die 100 ab, die du schon hast.",
    "Merci de facturer 10 heures à 25 EUR et 340 EUR de matériel. Et enlève les 100 que je t'ai donnés.",
    "Hola, hazme factura de 10 h de reforma a 25 €/h más materiales 340 €. Ah, y descuenta los 100 que te di.",
    "Puoi fatturare 10 ore a 25 EUR e materiali 340 EUR. Togli i 100 che ti ho dato.",
  ])("where something is taken off: %s", (text) => {
    expect(asked(text)).toContainEqual(expect.stringMatching(/^total \(the mail takes off: /));
  });

  it.each([
    "Please invoice 18 lessons at 35 EUR, minus the 2 you missed.",
    "Please invoice 12 chairs (2 returned) at 35 EUR each.",
    "Bitte Rechnung über 18 Stunden zu 35 EUR, ohne die 2 am Montag.",
    "Merci de facturer 18 heures à 35 EUR, sans les 2 du lundi.",
    "Hazme factura de 18 clases a 35 EUR, menos las 2 del lunes.",
    "Mandami la fattura di 18 lezioni a 35 EUR, senza le 2 di lunedì.",
    "Graag factuur voor 18 lessen à 35 EUR, min de 2 van maandag.",
  ])("how many, where some do not count: %s", (text) => {
    expect(asked(text)).toContainEqual(expect.stringMatching(/^(?:quantity|total) \(/));
  });

  it.each(["Bitte 18 Stunden zu 35 EUR ohne Mehrwertsteuer abrechnen.", "Merci de facturer 18 heures à 35 EUR sans TVA.", "Please invoice 18 lessons at 35 EUR without VAT."])("and not where nothing does: %s", (text) => {
    expect(read("Invoice", text).missing).toEqual([]);
  });

  it.each(["Please invoice 12 chairs at 35 EUR a pair.", "Bitte 12 Stühle zu 35 EUR das Paar in Rechnung stellen.", "Pouvez-vous facturer 12 chaises à 35 € la paire ?", "We had 3 deliveries of logs, each one 1.2 cubic metres at £110 per cubic metre. Please send one invoice.",
    "Please invoice 12 marble columns at 1,250.00 EUR a pair.", "Bitte 12 Säulen zu 1.250,00 EUR das Paar in Rechnung stellen.", "Pouvez-vous facturer 12 colonnes à 1 250,00 € la paire ?"])(
    "where the price is for more or less than one: %s",
    (text) => {
      expect(asked(text)).toContainEqual(expect.stringMatching(/^quantity \(.+\)$/));
    },
  );

  it.each(["Please invoice 6 pairs of gloves at 12 EUR a pair.", "Please invoice 3 mixed cases of wine at 80 EUR per case.", "Please invoice 12 hours at 80 EUR per hour, delivery is free.", "Please invoice 14 gluten free cakes at 4 EUR each.", "Please invoice 2 boxes of 24 candles at 26.40 EUR a box.", "Please invoice 6 pairs of columns at 1,250.00 EUR a pair.", "Bitte 6 Paar Säulen zu 1.250,00 EUR das Paar in Rechnung stellen."])("and not elsewhere: %s", (text) => {
    expect(read("Invoice", text).missing.filter((fact) => !fact.startsWith("customer"))).toEqual([]);
  });
});

/**
 * Owns: proof that counts that hold after all, things that are gone, changes of an offer and what nobody is billed for are heard in every language, beside neighbours that say something else (PRODUCT M2, K6).
 * Never: the same in English; that is in after-all.test.ts.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

/** What is understood of a mail: each line as "count x price", and what is done with it. */
type Case = [body: string, lines: string, action: "draft" | "clarify"];

const offer = (heaters: string, parasols: string): string => `\n\nOn Mon, 9 Mar 2026 at 10:00, Owner <owner@studio.example> wrote:\n> 8 ${heaters} à 22 EUR\n> 3 ${parasols} à 14 EUR`;
const DE = offer("Heizstrahler", "Sonnenschirme");
const FR = offer("radiateurs", "parasols");
const ES = offer("estufas", "sombrillas");
const IT = offer("stufe", "ombrelloni");
const NL = offer("heaters", "parasols");
const PT = offer("aquecedores", "toldos");
const RO = offer("radiatoare", "umbrele");
const PL = offer("grzejniki", "parasole");

const CASES: Record<string, Case[]> = {
  "de: counts": [
    ["Bitte stellen Sie 40 Tassen zu je 3 EUR und 20 Teller zu je 5 EUR in Rechnung. Bei den Tellern machen Sie bitte daraus 25.", "40 x 3, 25 x 5", "draft"],
    ["Bitte stellen Sie 12 Stühle zu je 4 EUR in Rechnung. Berechnen Sie uns bitte nur 10.", "10 x 4", "draft"],
    ["Bitte stellen Sie 12 Stühle zu je 4 EUR in Rechnung. Es sind also 10 Stühle abzurechnen, davon sind nur 10 zu berechnen.", "10 x 4", "draft"],
    ["Bitte stellen Sie 12 Stühle zu je 4 EUR in Rechnung. 2 davon wurden zurückgeschickt.", "? x 4", "clarify"],
    ["Bitte stellen Sie 12 Stühle zu je 4 EUR in Rechnung. Alle 12 sind gut angekommen.", "12 x 4", "draft"],
  ],
  "de: an offer": [
    [`Einverstanden. Einzige Änderung: 10 Sonnenschirme. Bitte senden Sie uns die Rechnung.${DE}`, "8 x 22, 10 x 14", "draft"],
    [`Einverstanden, eine Änderung: wir möchten lieber das größere Modell. Bitte senden Sie uns die Rechnung.${DE}`, "8 x 22, 3 x 14", "clarify"],
    [`Einverstanden, ohne weitere Änderungen. Bitte senden Sie uns die Rechnung.${DE}`, "8 x 22, 3 x 14", "draft"],
    [`Einverstanden. Vergessen Sie die Sonnenschirme. Bitte senden Sie uns die Rechnung.${DE}`, "8 x 22", "draft"],
    [`Einverstanden. Vergessen Sie bitte nicht die Sonnenschirme. Bitte senden Sie uns die Rechnung.${DE}`, "8 x 22, 3 x 14", "draft"],
  ],
  "de: not billed": [
    ["Bitte stellen Sie 40 Tassen zu je 3 EUR in Rechnung. Der Versand ist kostenlos, da die Bestellung über 100 EUR liegt.", "40 x 3", "draft"],
    ["Bitte in Rechnung stellen:\n3 Banner zu je 90 EUR\n1 Ortstermin (im Preis enthalten)", "3 x 90", "draft"],
    ["Bitte stellen Sie 9 Gestecke zu je 38 EUR in Rechnung. Die Anzahlung von 200 EUR haben wir im Mai überwiesen.", "9 x 38", "clarify"],
  ],
  "fr: counts": [
    ["Merci de facturer 40 tasses à 3 EUR pièce et 20 assiettes à 5 EUR pièce. Pour les assiettes, mettez-en 25.", "40 x 3, 25 x 5", "draft"],
    ["Merci de facturer 12 chaises à 4 EUR pièce. Facturez-nous seulement 10.", "10 x 4", "draft"],
    ["Merci de facturer 12 chaises à 4 EUR pièce. Seules 10 sont à facturer.", "10 x 4", "draft"],
    ["Merci de facturer 12 chaises à 4 EUR pièce. Deux n'ont jamais été livrées.", "? x 4", "clarify"],
    ["Merci de facturer 12 chaises à 4 EUR pièce. Les 12 sont bien arrivées.", "12 x 4", "draft"],
  ],
  "fr: an offer": [
    [`D'accord, une petite modification : il nous faut 10 parasols. Merci d'envoyer la facture.${FR}`, "8 x 22, 10 x 14", "draft"],
    [`D'accord, avec une modification : un modèle plus grand. Merci d'envoyer la facture.${FR}`, "8 x 22, 3 x 14", "clarify"],
    [`D'accord, sans autre modification. Merci d'envoyer la facture.${FR}`, "8 x 22, 3 x 14", "draft"],
    [`D'accord. Oubliez les parasols. Merci d'envoyer la facture.${FR}`, "8 x 22", "draft"],
    [`D'accord. N'oubliez pas les parasols. Merci d'envoyer la facture.${FR}`, "8 x 22, 3 x 14", "draft"],
  ],
  "fr: not billed": [
    ["Merci de facturer 40 tasses à 3 EUR pièce. La livraison est offerte à partir de 100 EUR.", "40 x 3", "draft"],
    ["Merci de facturer :\n3 bannières à 90 EUR pièce\n1 visite (comprise dans le prix)", "3 x 90", "draft"],
    ["Merci de facturer 9 bouquets à 38 EUR pièce. Elle a versé l'acompte de 200 EUR en mai.", "9 x 38", "clarify"],
  ],
  "es: counts": [
    ["Por favor, factura 40 tazas a 3 EUR cada una y 20 platos a 5 EUR cada uno. De los platos, mejor que sean 25.", "40 x 3, 25 x 5", "draft"],
    ["Por favor, factura 12 sillas a 4 EUR cada una. Cóbranos solo 10.", "10 x 4", "draft"],
    ["Por favor, factura 12 sillas a 4 EUR cada una. De las sillas, 10 son las que hay que cobrar.", "10 x 4", "draft"],
    ["Por favor, factura 12 sillas a 4 EUR cada una. Dos nunca llegaron.", "? x 4", "clarify"],
    ["Por favor, factura 12 sillas a 4 EUR cada una. Las 12 llegaron bien.", "12 x 4", "draft"],
  ],
  "es: an offer": [
    [`De acuerdo, un pequeño cambio: queremos 10 sombrillas. Envíanos la factura, por favor.${ES}`, "8 x 22, 10 x 14", "draft"],
    [`De acuerdo, con un cambio: preferimos el modelo grande. Envíanos la factura, por favor.${ES}`, "8 x 22, 3 x 14", "clarify"],
    [`De acuerdo, sin cambios. Envíanos la factura, por favor.${ES}`, "8 x 22, 3 x 14", "draft"],
    [`De acuerdo. Olvida las sombrillas. Envíanos la factura, por favor.${ES}`, "8 x 22", "draft"],
    [`De acuerdo. No te olvides de las sombrillas. Envíanos la factura, por favor.${ES}`, "8 x 22, 3 x 14", "draft"],
  ],
  "es: not billed": [
    ["Por favor, factura 40 tazas a 3 EUR cada una. El envío es gratis a partir de 100 EUR.", "40 x 3", "draft"],
    ["Por favor, factura:\n3 pancartas a 90 EUR cada una\n1 visita (incluida en el precio)", "3 x 90", "draft"],
    ["Por favor, factura 9 centros a 38 EUR cada uno. La señal de 200 EUR ya está pagada.", "9 x 38", "clarify"],
  ],
  "it: counts": [
    ["Per favore fatturate 40 tazze a 3 EUR l'una e 20 piatti a 5 EUR l'uno. Per i piatti facciamo 25.", "40 x 3, 25 x 5", "draft"],
    ["Per favore fatturate 12 sedie a 4 EUR l'una. Addebitateci solo 10.", "10 x 4", "draft"],
    ["Per favore fatturate 12 sedie a 4 EUR l'una. Di queste 10 sono da fatturare.", "10 x 4", "draft"],
    ["Per favore fatturate 12 sedie a 4 EUR l'una. Due non sono mai arrivate.", "? x 4", "clarify"],
    ["Per favore fatturate 12 sedie a 4 EUR l'una. Dovevano essere 10, ma va bene così.", "12 x 4", "draft"],
  ],
  "it: an offer": [
    [`Va bene, una piccola modifica: vogliamo 10 ombrelloni. Mandateci la fattura, per favore.${IT}`, "8 x 22, 10 x 14", "draft"],
    [`Va bene, con una modifica: il modello grande. Mandateci la fattura, per favore.${IT}`, "8 x 22, 3 x 14", "clarify"],
    [`Va bene, nessuna modifica. Mandateci la fattura, per favore.${IT}`, "8 x 22, 3 x 14", "draft"],
    [`Va bene. Eliminate gli ombrelloni. Mandateci la fattura, per favore.${IT}`, "8 x 22", "draft"],
    [`Va bene. Non dimenticate gli ombrelloni. Mandateci la fattura, per favore.${IT}`, "8 x 22, 3 x 14", "draft"],
  ],
  "it: not billed": [
    ["Per favore fatturate 40 tazze a 3 EUR l'una. La spedizione è gratuita oltre i 100 EUR.", "40 x 3", "draft"],
    ["Per favore fatturate:\n3 striscioni a 90 EUR l'uno\n1 sopralluogo (compreso nel prezzo)", "3 x 90", "draft"],
    ["Per favore fatturate 9 centrotavola a 38 EUR l'uno. Ha già versato l'acconto di 200 EUR.", "9 x 38", "clarify"],
  ],
  "nl: counts": [
    ["Graag een factuur voor 40 mokken à 3 EUR en 20 borden à 5 EUR. Van de borden: maak er 25.", "40 x 3, 25 x 5", "draft"],
    ["Graag een factuur voor 12 stoelen à 4 EUR. Factureer er maar 10.", "10 x 4", "draft"],
    ["Graag een factuur voor 12 stoelen à 4 EUR. Dus 10 stoelen mag je ons factureren.", "10 x 4", "draft"],
    ["Graag een factuur voor 12 stoelen à 4 EUR. Twee ervan zijn teruggestuurd.", "? x 4", "clarify"],
    ["Graag een factuur voor 12 stoelen à 4 EUR. Alle 12 zijn goed aangekomen.", "12 x 4", "draft"],
  ],
  "nl: an offer": [
    [`Akkoord, een kleine wijziging: we willen 10 parasols. Stuur ons alstublieft de factuur.${NL}`, "8 x 22, 10 x 14", "draft"],
    [`Akkoord, met een wijziging: liever het grote model. Stuur ons alstublieft de factuur.${NL}`, "8 x 22, 3 x 14", "clarify"],
    [`Akkoord, geen wijzigingen. Stuur ons alstublieft de factuur.${NL}`, "8 x 22, 3 x 14", "draft"],
    [`Akkoord. Schrap de parasols. Stuur ons alstublieft de factuur.${NL}`, "8 x 22", "draft"],
    [`Akkoord. Vergeet de parasols niet. Stuur ons alstublieft de factuur.${NL}`, "8 x 22, 3 x 14", "draft"],
  ],
  "nl: not billed": [
    ["Graag een factuur voor 40 mokken à 3 EUR. De verzending is gratis vanaf 100 EUR.", "40 x 3", "draft"],
    ["Graag een factuur voor:\n3 banners à 90 EUR\n1 bezoek (in de prijs inbegrepen)", "3 x 90", "draft"],
    ["Graag een factuur voor 9 boeketten à 38 EUR. De aanbetaling van 200 EUR hebben we al overgemaakt.", "9 x 38", "clarify"],
  ],
  "pt: counts": [
    ["Por favor fature 40 canecas a 3 EUR cada e 20 pratos a 5 EUR cada. Nos pratos, afinal são 25.", "40 x 3, 25 x 5", "draft"],
    ["Por favor fature 12 cadeiras a 4 EUR cada. Cobre apenas 10.", "10 x 4", "draft"],
    ["Por favor fature 12 cadeiras a 4 EUR cada. São 10 que deve faturar.", "10 x 4", "draft"],
    ["Por favor fature 12 cadeiras a 4 EUR cada. Duas nunca chegaram.", "? x 4", "clarify"],
    ["Por favor fature 12 cadeiras a 4 EUR cada. As 12 chegaram bem.", "12 x 4", "draft"],
  ],
  "pt: an offer": [
    [`De acordo, uma pequena alteração: queremos 10 toldos. Envie a fatura, por favor.${PT}`, "8 x 22, 10 x 14", "draft"],
    [`De acordo, com uma alteração: o modelo grande. Envie a fatura, por favor.${PT}`, "8 x 22, 3 x 14", "clarify"],
    [`De acordo, sem alterações. Envie a fatura, por favor.${PT}`, "8 x 22, 3 x 14", "draft"],
    [`De acordo. Retire os toldos. Envie a fatura, por favor.${PT}`, "8 x 22", "draft"],
    [`De acordo. Não se esqueça dos toldos. Envie a fatura, por favor.${PT}`, "8 x 22, 3 x 14", "draft"],
  ],
  "pt: not billed": [
    ["Por favor fature 40 canecas a 3 EUR cada. O envio é grátis acima de 100 EUR.", "40 x 3", "draft"],
    ["Por favor fature:\n3 faixas a 90 EUR cada\n1 visita (incluída no preço)", "3 x 90", "draft"],
    ["Por favor fature 9 arranjos a 38 EUR cada. O sinal de 200 EUR já foi pago.", "9 x 38", "clarify"],
  ],
  "ro: counts": [
    ["Vă rog să facturați 40 de căni a câte 3 EUR și 20 de farfurii a câte 5 EUR. La farfurii de fapt sunt 25.", "40 x 3, 25 x 5", "draft"],
    ["Vă rog să facturați 12 scaune a câte 4 EUR. Facturați-ne doar 10.", "10 x 4", "draft"],
    ["Vă rog să facturați 12 scaune a câte 4 EUR. Din ele 10 sunt de facturat.", "10 x 4", "draft"],
    ["Vă rog să facturați 12 scaune a câte 4 EUR. Două au fost returnate.", "? x 4", "clarify"],
    ["Vă rog să facturați 12 scaune a câte 4 EUR. Toate 12 au ajuns cu bine.", "12 x 4", "draft"],
  ],
  "ro: an offer": [
    [`De acord, o mică modificare: vrem 10 umbrele. Trimiteți factura, vă rog.${RO}`, "8 x 22, 10 x 14", "draft"],
    [`De acord, cu o modificare: modelul mare. Trimiteți factura, vă rog.${RO}`, "8 x 22, 3 x 14", "clarify"],
    [`De acord, fără alte modificări. Trimiteți factura, vă rog.${RO}`, "8 x 22, 3 x 14", "draft"],
    [`De acord. Renunțăm la umbrele. Trimiteți factura, vă rog.${RO}`, "8 x 22", "draft"],
    [`De acord. Nu uitați de umbrele. Trimiteți factura, vă rog.${RO}`, "8 x 22, 3 x 14", "draft"],
  ],
  "ro: not billed": [
    ["Vă rog să facturați 40 de căni a câte 3 EUR. Transportul este gratuit peste 100 EUR.", "40 x 3", "draft"],
    ["Vă rog să facturați:\n3 bannere a câte 90 EUR\n1 vizită (inclusă în preț)", "3 x 90", "draft"],
    ["Vă rog să facturați 9 aranjamente a câte 38 EUR. Avansul de 200 EUR a fost achitat.", "9 x 38", "clarify"],
  ],
  "pl: counts": [
    ["Proszę o fakturę za 40 kubków po 3 EUR i 20 talerzy po 5 EUR. Talerzy niech będzie 25.", "40 x 3, 25 x 5", "draft"],
    ["Proszę o fakturę za 12 krzeseł po 4 EUR. Policzcie nam tylko 10.", "10 x 4", "draft"],
    ["Proszę o fakturę za 12 krzeseł po 4 EUR. Czyli 10 krzeseł należy zafakturować.", "10 x 4", "draft"],
    ["Proszę o fakturę za 12 krzeseł po 4 EUR. Dwa zostały zwrócone.", "? x 4", "clarify"],
    ["Proszę o fakturę za 12 krzeseł po 4 EUR. Wszystkie 12 dotarły.", "12 x 4", "draft"],
  ],
  "pl: an offer": [
    [`Zgoda, jedna zmiana: chcemy 10 parasoli. Proszę o fakturę.${PL}`, "8 x 22, 3 x 14", "clarify"],
    [`Zgoda, jedna zmiana: duży model. Proszę o fakturę.${PL}`, "8 x 22, 3 x 14", "clarify"],
    [`Zgoda, bez zmian. Proszę o fakturę.${PL}`, "8 x 22, 3 x 14", "draft"],
    [`Zgoda. Wykreślcie parasole. Proszę o fakturę.${PL}`, "8 x 22", "draft"],
    [`Zgoda. Nie zapomnijcie o parasolach. Proszę o fakturę.${PL}`, "8 x 22, 3 x 14", "draft"],
  ],
  "pl: not billed": [
    ["Proszę o fakturę za 40 kubków po 3 EUR. Dostawa jest gratis powyżej 100 EUR.", "40 x 3", "draft"],
    ["Proszę o fakturę za:\n3 banery po 90 EUR\n1 wizyta (w cenie)", "3 x 90", "draft"],
    ["Proszę o fakturę za 9 bukietów po 38 EUR. Zaliczka 200 EUR została wpłacona.", "9 x 38", "clarify"],
  ],
};

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  it.each(cases)("%s", (body, lines, action) => {
    const draft = read("Re: Angebot", body);
    expect([draft.lines.map(({ quantity, unit_price }) => `${quantity ?? "?"} x ${unit_price ?? "?"}`).join(", "), draft.action], draft.missing.join()).toEqual([lines, action]);
  });
});

describe("an invoice that is counted, numbered or spoken of", () => {
  it.each([
    "Please invoice 12 chairs at £4 each. Your last invoice listed only 10 chairs.",
    "Please invoice 12 chairs at £4 each. We got only 2 invoices this year.",
    "Merci de facturer 12 chaises à 4 EUR pièce. Nous avons seulement 2 factures cette année.",
    "Por favor, factura 12 sillas a 4 EUR cada una. Solo falta la factura 1042.",
    "Graag een factuur voor 12 stoelen à 4 EUR. We kregen maar 2 facturen dit jaar.",
  ])("changes no count: %s", (body) => {
    expect(read("Invoice", body).lines.map(({ quantity }) => quantity)[0]).toBe("12");
    expect(read("Invoice", body).missing.filter((fact) => fact.startsWith("quantity"))).toEqual([]);
  });
});

/** A wish for an invoice that a customer hands on to who is to write it. */
const HANDED_ON: [asked: string, wish: string][] = [
  ["Können Sie das bitte übernehmen, siehe unten?", "Ich brauche noch eine Rechnung vom Floristen über 14 Kränze zu 12 EUR."],
  ["Pouvez-vous vous en occuper s'il vous plaît, voir ci-dessous ?", "J'ai besoin d'une facture du traiteur pour 14 plateaux à 12 EUR."],
  ["¿Podéis encargaros de lo de abajo, por favor?", "Necesito una factura por parte de la floristería por 14 coronas a 12 EUR."],
  ["Vedi sotto, potete occuparvene per favore?", "Ho bisogno di una fattura dal fiorista per 14 corone a 12 EUR."],
  ["Kunnen jullie dit hieronder alstublieft regelen?", "Ik heb een factuur van de cateraar nodig voor 14 schotels à 12 EUR."],
  ["Olá, por favor trate disto abaixo.", "Preciso de uma fatura da parte da florista de 14 coroas a 12 EUR."],
  ["Vă rog rezolvați ce e mai jos.", "Am nevoie de o factură de la florărie pentru 14 coroane a câte 12 EUR."],
  ["Proszę zająć się tym poniżej.", "Potrzebuję faktury od kwiaciarni za 14 wieńców po 12 EUR."],
];

describe("an invoice from somebody, handed on to him", () => {
  it.each(HANDED_ON)("%s", (asked, wish) => {
    const below = `\n\n---------- Forwarded message ---------\nFrom: Tom Hart <tom@rothkeramik.example>\nDate: Thu, 5 Mar 2026 at 10:00\nSubject: 14\nTo: Ines Roth <ines@rothkeramik.example>\n\n${wish}`;
    expect(read("14", `${asked}${below}`).kind).toBe("invoice_request");
    expect(read("14", `FYI.${below}`).kind).toBe("other");
  });
});

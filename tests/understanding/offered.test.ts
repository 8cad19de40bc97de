/**
 * What goes silently wrong otherwise: somebody who says what they are going to send, or what their price is from now on, is taken for somebody who wants a
 * quote or an invoice of us - and one who wants it says so in a sentence that begins the same way.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

describe("M1 M3 what is offered is not asked for", () => {
  it.each([
    "We'd like to offer you a quote for your cleaning.",
    "I wanted to let you know the price of the loaves goes up to 3.40 from June.",
    "Wir möchten Ihnen gerne ein Angebot für die Reinigung senden.",
    "Gerne möchten wir Ihnen unser Angebot für Büromaterial vorstellen.",
    "Wir möchten Sie informieren, dass der Preis ab Juni steigt.",
    "Wir möchten Ihnen die Rechnung für die Reinigung senden.",
    "Nous aimerions vous envoyer un devis pour le nettoyage.",
    "Nous aimerions vous envoyer la facture pour le nettoyage.",
    "Je souhaite vous présenter notre offre de nettoyage.",
    "Nos gustaría enviarles una oferta para su oficina.",
    "Quería avisarle que a partir de junio el precio del pan sube a 3,40.",
    "Quisiera enviarle la factura de la limpieza.",
    "Vorremmo inviarvi un preventivo per la pulizia.",
    "Volevo avvisarti che da giugno il prezzo del pane sale a 3,40.",
    "Gostaríamos de lhe enviar um orçamento para limpeza.",
    "Gostaríamos de enviar-lhe a nossa proposta de limpeza.",
    "Wij willen u graag een offerte sturen voor de schoonmaak.",
    "Ik wilde je laten weten dat de prijs vanaf juni stijgt.",
    "Chcielibyśmy przesłać Państwu ofertę na sprzątanie.",
    "Am dori să vă trimitem o ofertă pentru curățenie.",
  ])("%s", (body) => {
    expect(read("A question", body).kind).toBe("other");
  });

  it.each<[string, string]>([
    ["Just letting you know we still need the invoice for the cleaning, 300 EUR.", "invoice_request"],
    ["Wir möchten Ihnen mitteilen, dass wir eine Rechnung über 300 EUR für die Montage benötigen.", "invoice_request"],
    ["Wir möchten Sie um ein Angebot für 20 Stühle bitten.", "quote_request"],
    ["Nous tenons à vous informer que nous avons besoin d'un devis pour 20 chaises.", "quote_request"],
    ["Je voudrais vous demander un devis pour 20 chaises.", "quote_request"],
    ["Quería comentarle que necesitamos la factura de la limpieza, 300 EUR.", "invoice_request"],
    ["¿Podría enviarle la factura de 300 EUR a mi contador?", "invoice_request"],
    ["Vorrei informarla che ci serve la fattura di 300 EUR per la pulizia.", "invoice_request"],
    ["Gostaria de lhe pedir um orçamento para 20 cadeiras.", "quote_request"],
    ["Wij willen u vragen om een offerte voor 20 stoelen.", "quote_request"],
    ["Chciałbym prosić Państwa o ofertę na 20 krzeseł.", "quote_request"],
    ["We would like you to send us a quote for 20 chairs.", "quote_request"],
    ["We would like you to send us an invoice for 20 chairs.", "invoice_request"],
  ])("but what is asked for is: %s", (body, kind) => {
    expect(read("A question", body).kind).toBe(kind);
  });
});

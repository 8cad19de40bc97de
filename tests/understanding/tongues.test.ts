/**
 * Owns: proof that a wish for an invoice is read alike in eight languages: counts and prices in and beside the wish, two things in one breath, the thing named elsewhere (PRODUCT M2).
 * Never: English (ways.test.ts, topics.test.ts).
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

interface Tongue {
  /** Things that are counted, with a word that must be in the name. */
  n: [string, string][];
  /** Things with one price. */
  one: [string, string][];
  ways: ((count: number, thing: string, price: number) => [said: string, count: number, price: number])[];
  ones: ((thing: string, price: number) => [said: string, amount: number])[];
  frames: ((said: string) => string)[];
  and: string;
  plus: string;
  /** A sentence that names the thing, and a word by which the line is known. */
  done: string[];
  wish: string[];
}

const TONGUES: Record<string, Tongue> = {
 es: { n: [["sillas","silla"],["horas de montaje","montaje"],["banderolas impresas","banderola"]], one: [["reparación de la caldera","caldera"],["transporte","transporte"]],
  ways: [(c, x, p) => [`${c} ${x} a ${p} euros cada una`,c,p], (c, x, p) => [`${c} ${x} a ${p} €`,c,p], (c, x, p) => [`${c} ${x}, ${p} € cada una`,c,p], (c, x, p) => [`${c} ${x} x ${p} €`,c,p],(c, x, p) => [`${c} ${x} a ${p},50 € la unidad`,c,p+.5]],
  ones: [(x, p) => [`${x} ${p} €`,p],(x, p) => [`la ${x}, ${p} euros`,p],(x, p) => [`${p} € de ${x}`,p],(x, p) => [`${x} por ${p} €`,p],(x, p) => [`${p} euros por la ${x}`,p]],
  frames: [(s) => `¿Me puedes enviar la factura de ${s}?`, (s) => `Por favor, emitan la factura por ${s}.`, (s) => `¿Me haces la factura? Fueron ${s}.`, (s) => `Quedamos en ${s}. ¿Me mandas la factura, por favor?`, (s) => `Necesito la factura de la semana pasada: ${s}.`], and:" y ", plus:" más ",
  done: ["Ya repararon la valla.|valla","Muchas gracias por el reportaje de la boda.|reportaje","Hemos recibido las plantas.|plantas","La web nueva quedó perfecta.|web"], wish:["¿Me envías la factura, por favor?","Necesito la factura para la contabilidad.","Mándame la factura por correo.","Por favor, hágame la factura a nombre de Lumen SL."] },
 fr: { n: [["chaises","chaise"],["heures de montage","montage"],["banderoles imprimées","banderole"]], one: [["réparation de la chaudière","chaudi"],["déplacement","déplacement"]],
  ways: [(c, x, p) => [`${c} ${x} à ${p} euros pièce`,c,p],(c, x, p) => [`${c} ${x} à ${p} €`,c,p],(c, x, p) => [`${c} ${x}, ${p} € chacune`,c,p],(c, x, p) => [`${c} ${x} x ${p} €`,c,p],(c, x, p) => [`${c} ${x} à ${p},50 € l'unité`,c,p+.5]],
  ones: [(x, p) => [`${x} ${p} €`,p],(x, p) => [`la ${x}, ${p} euros`,p],(x, p) => [`${p} € de ${x}`,p],(x, p) => [`${x} pour ${p} €`,p],(x, p) => [`${p} euros pour la ${x}`,p]],
  frames: [(s) => `Pouvez-vous m'envoyer la facture pour ${s} ?`, (s) => `Merci de nous facturer ${s}.`, (s) => `Tu peux me faire la facture ? C'était ${s}.`, (s) => `Nous avions convenu ${s}. Merci de m'envoyer votre facture.`, (s) => `Il me faudrait la facture : ${s}.`], and:" et ", plus:" plus ",
  done: ["La clôture est réparée.|clôture","Merci beaucoup pour le gâteau de mariage.|gâteau","Nous avons bien reçu les plantes.|plantes","Le nouveau site est parfait.|site"], wish:["Pouvez-vous m'envoyer la facture ?","J'ai besoin de la facture pour la comptabilité.","Envoyez-moi la facture par mail, merci.","Merci de faire la facture au nom de Lumen SARL."] },
 de: { n: [["Stühle","Stühle"],["Stunden Montage","Montage"],["Banner","Banner"]], one: [["Reparatur der Heizung","Heizung"],["Anfahrt","Anfahrt"]],
  ways: [(c, x, p) => [`${c} ${x} zu je ${p} Euro`,c,p],(c, x, p) => [`${c} ${x} à ${p} €`,c,p],(c, x, p) => [`${c} ${x}, ${p} € pro Stück`,c,p],(c, x, p) => [`${c} ${x} x ${p} €`,c,p],(c, x, p) => [`${c} ${x} á ${p},50 €`,c,p+.5]],
  ones: [(x, p) => [`${x} ${p} €`,p],(x, p) => [`die ${x}, ${p} Euro`,p],(x, p) => [`${p} € für die ${x}`,p],(x, p) => [`${x} für ${p} €`,p],(x, p) => [`${x} pauschal ${p} Euro`,p]],
  frames: [(s) => `Könnten Sie mir bitte die Rechnung für ${s} schicken?`, (s) => `Bitte stellen Sie uns ${s} in Rechnung.`, (s) => `Schickst du mir die Rechnung? Es waren ${s}.`, (s) => `Wir hatten ${s} vereinbart. Bitte senden Sie uns Ihre Rechnung.`, (s) => `Ich bräuchte noch die Rechnung: ${s}.`], and:" und ", plus:" plus ",
  done: ["Der Zaun ist repariert.|Zaun","Vielen Dank für die schöne Hochzeitstorte.|Hochzeitstorte","Wir haben die Pflanzen erhalten.|Pflanzen","Die neue Website ist super geworden.|Website"], wish:["Könnten Sie mir bitte die Rechnung schicken?","Ich brauche die Rechnung für die Buchhaltung.","Schicken Sie mir die Rechnung bitte per E-Mail.","Bitte die Rechnung auf die Lumen GmbH ausstellen."] },
 nl: { n: [["stoelen","stoel"],["uur montage","montage"],["spandoeken","spandoek"]], one: [["reparatie van de ketel","ketel"],["transport","transport"]],
  ways: [(c, x, p) => [`${c} ${x} à ${p} euro per stuk`,c,p],(c, x, p) => [`${c} ${x} à € ${p}`,c,p],(c, x, p) => [`${c} ${x}, € ${p} per stuk`,c,p],(c, x, p) => [`${c} ${x} x € ${p}`,c,p],(c, x, p) => [`${c} ${x} voor ${p},50 euro per stuk`,c,p+.5]],
  ones: [(x, p) => [`${x} € ${p}`,p],(x, p) => [`de ${x}, ${p} euro`,p],(x, p) => [`€ ${p} voor de ${x}`,p],(x, p) => [`${x} voor ${p} euro`,p],(x, p) => [`${x}: € ${p}`,p]],
  frames: [(s) => `Kunt u mij de factuur voor ${s} sturen?`, (s) => `Graag ontvangen wij een factuur voor ${s}.`, (s) => `Stuur je me de factuur? Het waren ${s}.`, (s) => `We hadden ${s} afgesproken. Wilt u de factuur sturen?`, (s) => `Ik heb nog een factuur nodig: ${s}.`], and:" en ", plus:" plus ",
  done: ["De schutting is gerepareerd.|schutting","Hartelijk dank voor de mooie bruidstaart.|bruidstaart","We hebben de planten ontvangen.|planten","De nieuwe website is perfect geworden.|website"], wish:["Kunt u mij de factuur sturen?","Ik heb de factuur nodig voor de boekhouding.","Stuur de factuur maar per mail.","Graag de factuur op naam van Lumen BV."] },
 it: { n: [["sedie","sedi"],["ore di montaggio","montaggio"],["striscioni stampati","striscion"]], one: [["riparazione della caldaia","caldaia"],["trasporto","trasporto"]],
  ways: [(c, x, p) => [`${c} ${x} a ${p} euro l'una`,c,p],(c, x, p) => [`${c} ${x} a ${p} €`,c,p],(c, x, p) => [`${c} ${x}, ${p} € cadauna`,c,p],(c, x, p) => [`${c} ${x} x ${p} €`,c,p],(c, x, p) => [`${c} ${x} a € ${p},50 cad.`,c,p+.5]],
  ones: [(x, p) => [`${x} ${p} €`,p],(x, p) => [`la ${x}, ${p} euro`,p],(x, p) => [`${p} € per la ${x}`,p],(x, p) => [`${x} per ${p} €`,p],(x, p) => [`${p} euro di ${x}`,p]],
  frames: [(s) => `Può inviarmi la fattura per ${s}?`, (s) => `Vi prego di emettere fattura per ${s}.`, (s) => `Mi fai la fattura? Sono state ${s}.`, (s) => `Eravamo d'accordo ${s}. Mi mandi la fattura, grazie.`, (s) => `Mi serve la fattura: ${s}.`], and:" e ", plus:" più ",
  done: ["La recinzione è stata riparata.|recinzione","Grazie mille per la torta nuziale.|torta","Abbiamo ricevuto le piante.|piante","Il nuovo sito è perfetto.|sito"], wish:["Può inviarmi la fattura?","Mi serve la fattura per la contabilità.","Mandami la fattura via mail.","La fattura va intestata a Lumen Srl, grazie di inviarmela."] },
 pt: { n: [["cadeiras","cadeira"],["horas de montagem","montagem"],["faixas impressas","faixa"]], one: [["reparação da caldeira","caldeira"],["transporte","transporte"]],
  ways: [(c, x, p) => [`${c} ${x} a ${p} euros cada`,c,p],(c, x, p) => [`${c} ${x} a ${p} €`,c,p],(c, x, p) => [`${c} ${x}, ${p} € cada`,c,p],(c, x, p) => [`${c} ${x} x ${p} €`,c,p],(c, x, p) => [`${c} ${x} a ${p},50 € por unidade`,c,p+.5]],
  ones: [(x, p) => [`${x} ${p} €`,p],(x, p) => [`a ${x}, ${p} euros`,p],(x, p) => [`${p} € de ${x}`,p],(x, p) => [`${x} por ${p} €`,p],(x, p) => [`${p} euros pela ${x}`,p]],
  frames: [(s) => `Pode enviar-me a fatura de ${s}?`, (s) => `Por favor, emitam a fatura por ${s}.`, (s) => `Pode passar-me a fatura? Foram ${s}.`, (s) => `Combinámos ${s}. Pode mandar a fatura?`, (s) => `Preciso da fatura: ${s}.`], and:" e ", plus:" mais ",
  done: ["A vedação já está reparada.|vedação","Muito obrigada pelo bolo de casamento.|bolo","Recebemos as plantas.|plantas","O novo site ficou perfeito.|site"], wish:["Pode enviar-me a fatura?","Preciso da fatura para a contabilidade.","Mande-me a fatura por e-mail.","Por favor passe a fatura em nome da Lumen Lda."] },
 ro: { n: [["scaune","scaun"],["ore de montaj","montaj"],["bannere imprimate","banner"]], one: [["reparația centralei","central"],["transport","transport"]],
  ways: [(c, x, p) => [`${c} ${x} a câte ${p} lei`,c,p],(c, x, p) => [`${c} ${x} x ${p} lei`,c,p],(c, x, p) => [`${c} ${x}, ${p} lei bucata`,c,p],(c, x, p) => [`${c} ${x} la ${p} lei/buc`,c,p],(c, x, p) => [`${c} ${x} cu ${p} lei bucata`,c,p]],
  ones: [(x, p) => [`${x} ${p} lei`,p],(x, p) => [`${x}, ${p} lei`,p],(x, p) => [`${p} lei pentru ${x}`,p],(x, p) => [`${x} - ${p} lei`,p],(x, p) => [`${x} în valoare de ${p} lei`,p]],
  frames: [(s) => `Îmi puteți trimite factura pentru ${s}?`, (s) => `Vă rog să emiteți factura pentru ${s}.`, (s) => `Îmi faci factura? Au fost ${s}.`, (s) => `Am stabilit ${s}. Vă rog să trimiteți factura.`, (s) => `Am nevoie de factură: ${s}.`], and:" și ", plus:" plus ",
  done: ["Gardul a fost reparat.|gard","Mulțumim mult pentru tortul de nuntă.|tort","Am primit plantele.|plante","Site-ul nou arată perfect.|site"], wish:["Îmi puteți trimite factura?","Am nevoie de factură pentru contabilitate.","Trimiteți-mi factura pe email.","Vă rog să faceți factura pe Lumen SRL."] },
 pl: { n: [["krzeseł","krzes"],["godzin montażu","montaż"],["banerów","baner"]], one: [["naprawa pieca","piec"],["transport","transport"]],
  ways: [(c, x, p) => [`${c} ${x} po ${p} zł`,c,p],(c, x, p) => [`${c} ${x} x ${p} zł`,c,p],(c, x, p) => [`${c} ${x}, ${p} zł za sztukę`,c,p],(c, x, p) => [`${c} ${x} po ${p},50 zł`,c,p+.5],(c, x, p) => [`${c} ${x} w cenie ${p} zł za szt.`,c,p]],
  ones: [(x, p) => [`${x} ${p} zł`,p],(x, p) => [`${x}, ${p} zł`,p],(x, p) => [`${p} zł za ${x}`,p],(x, p) => [`${x} za ${p} zł`,p],(x, p) => [`${x} - ${p} zł`,p]],
  frames: [(s) => `Czy mogą Państwo wystawić fakturę za ${s}?`, (s) => `Proszę o wystawienie faktury za ${s}.`, (s) => `Wystawisz mi fakturę? Było ${s}.`, (s) => `Umówiliśmy się na ${s}. Proszę o fakturę.`, (s) => `Potrzebuję faktury: ${s}.`], and:" i ", plus:" plus ",
  done: ["Płot został naprawiony.|płot","Bardzo dziękuję za tort weselny.|tort","Otrzymaliśmy rośliny.|rośliny","Nowa strona wygląda świetnie.|strona"], wish:["Czy mogą Państwo przesłać fakturę?","Potrzebuję faktury do księgowości.","Proszę przesłać fakturę mailem.","Proszę wystawić fakturę na Lumen sp. z o.o."] },
};

const letters = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").toLowerCase();
const read = (body: string): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject: "", date: "2026-03-10T09:00:00Z", body }), { owner_emails: ["owner@studio.example"] });
const shown = ({ kind, lines }: Draft): string => `${kind} ${lines.map(({ description, quantity, unit, unit_price, amount }) => `[${unit ?? ""} ${description}|${quantity ?? ""}|${unit_price ?? ""}|${amount ?? ""}]`).join("")}`;
const same = (found: string | null | undefined, wanted: number): boolean => found !== null && found !== undefined && Number(found) === wanted;

describe.each(Object.entries(TONGUES))("M2 %s", (_, { n, one, ways, ones, frames, and, plus, done, wish }) => {
  it("counts with the price of one", () => {
    for (const frame of frames) for (const [thing, word] of n) for (const [index, way] of ways.entries()) {
      const [said, count, price] = way(4 + index, thing, 35 + index);
      const draft = read(frame(said));
      const [line] = draft.lines;
      const fits = draft.lines.length === 1 && same(line?.quantity, count) && same(line?.unit_price, price) && letters(`${line?.unit ?? ""} ${line?.description ?? ""}`).includes(letters(word));
      expect(fits ? "" : `${frame(said)} -> ${shown(draft)}`).toBe("");
    }
  });

  it("one thing and its price", () => {
    for (const frame of frames) for (const [thing, word] of one) for (const [index, way] of ones.entries()) {
      const [said, amount] = way(thing, 140 + index);
      const draft = read(frame(said));
      const [line] = draft.lines;
      const fits = draft.lines.length === 1 && same(line?.amount, amount) && letters(line?.description ?? "").includes(letters(word));
      expect(fits ? "" : `${frame(said)} -> ${shown(draft)}`).toBe("");
    }
  });

  it("two things in one breath", () => {
    const [[counted] = [""], [single, singleWord] = ["", ""]] = [n[0], one[1]];
    const [said = ["", 0, 0], more = ["", 0]] = [ways[0]?.(6, counted, 42), ones[0]?.(single, 77)];
    for (const frame of frames) for (const joint of [and, plus]) {
      const draft = read(frame(`${said[0]}${joint}${more[0]}`));
      const [first, second] = draft.lines;
      const fits = draft.lines.length === 2 && same(first?.quantity, 6) && same(first?.unit_price, 42) && same(second?.amount, 77) && letters(second?.description ?? "").includes(letters(singleWord));
      expect(fits ? "" : `${frame(`${said[0]}${joint}${more[0]}`)} -> ${shown(draft)}`).toBe("");
    }
  });

  it("the thing is named beside the wish", () => {
    for (const told of done) for (const asked of wish) {
      const [sentence = "", word = ""] = told.split("|");
      const draft = read(`${sentence} ${asked}`);
      const fits = draft.kind === "invoice_request" && draft.lines.length === 1 && letters(draft.lines[0]?.description ?? "").includes(letters(word));
      expect(fits ? "" : `${sentence} ${asked} -> ${shown(draft)}`).toBe("");
    }
  });
});

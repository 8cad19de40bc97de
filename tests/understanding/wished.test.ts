/**
 * Owns: proof that what a wish for a price counts in running text is read with its counts, and that people, time, sizes and choices are none (PRODUCT M2).
 * Never: lists, tables and forms of things with a price.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

type Thing = [name: string, quantity: string | null];

function expectThings(body: string, things: Thing[]): void {
  const { kind, lines } = read("Question", body);
  expect(kind).toBe("quote_request");
  expect(lines.map(({ quantity }) => quantity)).toEqual(things.map(([, quantity]) => quantity));
  lines.forEach(({ unit, description }, index) => { expect(`${unit ?? ""} ${description}`).toContain(things[index]?.[0]); });
}

describe("M2 things and their counts in a wish for a price", () => {
  it.each<[string, Thing[]]>([
    ["Hi, we're opening a small café and need 14 bistro tables and 42 stackable chairs. Also 3 parasols for the terrace. What would you charge?", [["bistro tables", "14"], ["stackable chairs", "42"], ["parasols", "3"]]],
    ["Hello, could you give me a price for printing 250 wedding invitations with envelopes, plus 40 menus? Wedding for 120 guests on 4 July.", [["printing wedding invitations", "250"], ["menus", "40"]]],
    ["Hi, I'm after 6 raised beds, 2.4 x 1.2 m each, and a compost bin. Roughly how much would that be?", [["raised beds", "6"], ["compost bin", null]]],
    ["Looking for a quote: 75 engraved pens, 75 notebooks and 10 umbrellas, all with our logo in 2 colours.", [["pens", "75"], ["notebooks", "75"], ["umbrellas", "10"]]],
    ["We are looking to buy 300 kg of roasted coffee beans and 20 grinders. Please quote.", [["kg roasted coffee beans", "300"], ["grinders", "20"]]],
    ["Could you quote for the supply and installation of 12 LED panels and 4 emergency lights? We need it done in 2 weeks.", [["supply and installation of LED panels", "12"], ["emergency lights", "4"]]],
    ["Bonjour, nous aurions besoin de 25 chaises pliantes et de 4 barnums pour le 12 juin. Pourriez-vous nous faire un devis ?", [["chaises pliantes", "25"], ["barnums", "4"]]],
    ["Bonjour, combien couteraient 300 cartes de visite et 50 affiches A3 ? Nous sommes 12 personnes.", [["cartes de visite", "300"], ["affiches A3", "50"]]],
    ["Guten Tag, wir brauchen 18 Bürostühle und sechs Schreibtische für unser neues Büro mit 24 Mitarbeitern. Was würde das kosten?", [["Bürostühle", "18"], ["Schreibtische", "6"]]],
    ["Hallo, könnten Sie uns bitte ein Angebot für den Druck von 400 Flyern und 25 Plakaten machen? Dazu noch 2 Roll-ups.", [["Flyern", "400"], ["Plakaten", "25"], ["Roll-ups", "2"]]],
    ["Hola, necesitaría presupuesto para 35 sillas y 5 mesas redondas para una boda de 90 invitados. También 2 carpas.", [["sillas", "35"], ["mesas redondas", "5"], ["carpas", "2"]]],
    ["Goedemorgen, graag ontvang ik een offerte voor 60 stoelen en 8 statafels. Ook 2 parasols. Het feest is voor 75 personen.", [["stoelen", "60"], ["statafels", "8"], ["parasols", "2"]]],
    ["Buongiorno, vorrei un preventivo per 12 sedie e 4 panche di legno. Siamo 8 persone.", [["sedie", "12"], ["panche", "4"]]],
    ["Olá, gostaria de um orçamento para 80 canecas e 15 t-shirts com logótipo. Somos 20 pessoas.", [["canecas", "80"], ["t-shirts", "15"]]],
    ["Bună ziua, aș dori o ofertă de preț pentru 30 de scaune și 6 bănci. De asemenea 2 corturi.", [["scaune", "30"], ["bănci", "6"], ["corturi", "2"]]],
    ["Dzień dobry, proszę o wycenę druku 500 ulotek i 20 plakatów. Potrzebujemy także 3 banery.", [["ulotek", "500"], ["plakatów", "20"], ["banery", "3"]]],
  ])("%s", (body, things) => { expectThings(body, things); });
});

describe("M2 in a wish for a price these count no thing", () => {
  it.each<[string, string, Thing[]]>([
    ["people and floors", "Our office has 3 floors and 85 employees. Please send us your quotation for cleaning 48 windows.", [["cleaning windows", "48"]]],
    ["what belongs to one of them", "Please quote for 40 desks with 2 drawers and 3 shelves.", [["desks", "40"]]],
    ["courses", "Hi, we need a quote for catering for our summer party, 80 people, 3 courses, plus 4 waiters.", [["waiters", "4"]]],
    ["a house", "Could you price 6 sheets of plywood and 12 lengths of timber? Delivery to 14 Mill Lane.", [["plywood", "6"], ["timber", "12"]]],
    ["sites", "Hello, I am looking for a price for 40 parking signs for two facilities.", [["parking signs", "40"]]],
  ])("%s", (_, body, things) => { expectThings(body, things); });

  it("steps of a price are each asked for", () => {
    expectThings("Good morning. What would be your price for 500 or 1,000 leaflets?", [["leaflets", "500"], ["leaflets", "1000"]]);
  });
  it("of a few or some more nobody knows how many", () => {
    expectThings("Please quote for 5 or 6 folding chairs.", [["folding chairs", null]]);
  });
});

describe("M2 a wish for a price, and what is no part of it", () => {
  it.each<[string, string, Thing[]]>([
    ["how much is in one of what is counted", "¿Me puede pasar precio de 60 cubetas de pintura blanca de 20 litros y 15 brochas?", [["pintura blanca", "60"], ["brochas", "15"]]],
    ["the year of a thing", "Buongiorno, chiediamo un preventivo:\n- Villetta, anno di costruzione 1968\n- Rifacimento tetto", [["Villetta", null]]],
    ["a year and a count", "Hi, please quote:\n- Citroen Berlingo, model year 2018\n- 4 new tyres", [["Citroen Berlingo", null], ["new tyres", "4"]]],
    ["who comes, counted twice", "Olá, solicito orçamento para transporte de 38 alunos e 4 professores, Braga - Porto.", [["transporte de 38 alunos", null]]],
    ["what is required and a list of prices", "For new term we are requiring 300 caps and 310 badges. Kindly share revised rate list.", [["caps", "300"], ["badges", "310"]]],
    ["an offer to rent", "Dear Sir, we need 2 mobile cranes on rental basis. Kindly send your rental offer.", [["mobile cranes", "2"]]],
    ["names behind the counts of labels", "Dear team, we need a quote for lab kit. The requirements are:\n- Quantity: 30 pipettes\n- Quantity: 15 racks\n- Deadline: Friday", [["pipettes", "30"], ["racks", "15"]]],
    ["what is asked in jest", "Got another boat now. whats the damage likely to be for 9 cushions?", [["cushions", "9"]]],
    ["how long it lasts", "Please quote for storage for 3 weeks.", [["storage", null]]],
    ["what is said of the thing behind it", "We need 12 oak barrels, not varnished. Please quote.", [["oak barrels", "12"]]],
    ["areas of a list, and pieces", "Please price for the following:\n\n- Deep clean, approx. 1,400 sq m\n- Windows, 36 no.\n- Carpet polish, 650 sq m", [["Deep clean", "1400"], ["Windows", "36"], ["Carpet polish", "650"]]],
    ["counts to choose from in a form", "Please send me a quotation:\n\nProduct: linen bag\nQuantity: 300 and 600 units", [["linen bag", null]]],
    ["the things of a mail that is passed on", "Could you quote for what Tom needs, below? Thanks, Anna\n\nBegin forwarded message:\n\nFrom: Tom Lind <tom@lind.example>\nSubject: desks\nDate: 3 March 2026\nTo: Anna Berg\n\nfor the new room we need\n3 standing desks\n6 rubber mats\n2 whiteboards\n\nTom", [["standing desks", "3"], ["rubber mats", "6"], ["whiteboards", "2"]]],
    ["the words of a form", "Name: Rita Falk\nE-mail: rita@falk.example\nPhone: 555 0101\nType of enquiry: Quotation\nMessage: Good morning, we require 20 aprons (black, logo left) and 20 caps. Sizes will follow. Also 5 banners.", [["aprons", "20"], ["caps", "20"], ["banners", "5"]]],
  ])("%s", (_, body, things) => { expectThings(body, things); });

  it.each(["Could you quote for new windows? The neighbours paid 9,400 EUR in total for theirs.", "Please quote for a kitchen. Our budget is 12,000 EUR in total."])("a sum in it is none that was agreed: %s", (body) => {
    expect(read("Question", body).total).toBeNull();
  });
});

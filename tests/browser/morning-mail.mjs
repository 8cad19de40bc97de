/**
 * Owns: the mail of one Monday morning and the customers who wrote it.
 * Never: a real person, company or address; every domain ends in `.example`.
 */
const known = (name, domain, invoiced) => ({ name, email: `office@${domain}`, invoiced });

export const CUSTOMERS = [
  known("Amber Bakery", "amber-bakery.example", "210.00"),
  known("Cobalt Cycles", "cobalt-cycles.example", "320.00"),
  known("Elm Street Books", "elm-street-books.example", "180.00"),
  known("Fjord Outdoor", "fjord-outdoor.example", "1900.00"),
  known("Harbour & Sons", "harbour-sons.example", "450.00"),
  known("Iris Films", "iris-films.example", "600.00"),
  known("Juniper Gardens", "juniper-gardens.example", "260.00"),
  known("Kestrel Press", "kestrel-press.example", "275.00"),
  known("Lumen Dental", "lumen-dental.example", "310.00"),
  known("Maple Nursery", "maple-nursery.example", "150.00"),
];

const letter = (who, company, ...lines) => ["Hi Olivia,", "", ...lines, "", "Best regards,", who, company].join("\n");

/** By name of the story's part. */
export const MAIL = {
  amber: {
    from: "Ava Stone <office@amber-bakery.example>",
    subject: "Invoice for the shop window, PO 1180",
    text: letter("Ava Stone", "Amber Bakery", "the window looks wonderful. Please send us the invoice:", "", "4 x Window lettering @ EUR 45.00", "1 x Fitting @ EUR 60.00", "Total: EUR 240.00", "", "Our PO number is 1180. Payment terms net 14."),
  },
  cobalt: {
    from: "Carl Beck <office@cobalt-cycles.example>",
    subject: "Please invoice the catalogue",
    text: letter("Carl Beck", "Cobalt Cycles", "please invoice us for the autumn catalogue:", "", "1 x Layout @ EUR 320.00", "2 x Proof @ EUR 30.00", "Total: EUR 380.00", "", "Our PO number is C-77. Net 30 as always."),
  },
  elm: {
    from: "Edith Lowe <office@elm-street-books.example>",
    subject: "Bookmarks: invoice, please",
    text: letter("Edith Lowe", "Elm Street Books", "the bookmarks arrived. Please send an invoice for them:", "", "500 x Bookmark @ EUR 0.25", "1 x Delivery @ EUR 42.00", "Total: EUR 167.00", "", "Our PO number is ES-9. Payment terms net 30."),
  },
  fjord: {
    from: "Freya Lund <office@fjord-outdoor.example>",
    subject: "Invoice for the winter campaign, PO 5512",
    text: letter("Freya Lund", "Fjord Outdoor", "the campaign is live. Please send us the invoice:", "", "40 x Design hour @ EUR 60.00", "Total: EUR 2,400.00", "", "Our PO number is 5512. Payment terms net 30."),
  },
  glasshaus: {
    from: "Gerd Winkler <winkler@glasshaus-berlin.example>",
    subject: "Rechnung für das Logo",
    text: ["Guten Tag Frau Hart,", "", "vielen Dank für das neue Logo. Bitte senden Sie uns die Rechnung:", "", "1 x Logo zu je 480,00 EUR", "Gesamtbetrag: 480,00 EUR", "", "Unsere Bestellnummer lautet GB-2026-4.", "", "Mit freundlichen Grüßen", "Gerd Winkler", "Glasshaus Berlin GmbH"].join("\n"),
  },
  lookalike: {
    from: "Henry Ford <office@harbourr-sons.example>",
    reply_to: "Henry Ford <accounts@quick-settle.example>",
    subject: "Urgent: invoice for the signage",
    authentication: "Authentication-Results: mx.northlight.example; spf=fail; dkim=none; dmarc=fail",
    text: letter("Henry Ford", "Harbour & Sons", "please send the invoice for the signage today, our bank account has changed:", "", "1 x Signage @ EUR 450.00", "Total: EUR 450.00", "", "Our PO number is HS-3."),
  },
  again: {
    from: "Ava Stone <office@amber-bakery.example>",
    subject: "Shop window, PO 1180",
    text: letter("Ava Stone", "Amber Bakery", "did my mail arrive? Please send us the invoice for the shop window:", "", "4 x Window lettering @ EUR 45.00", "1 x Fitting @ EUR 60.00", "Total: EUR 240.00", "", "Our PO number is 1180."),
  },
  iris: {
    from: "Ines Roth <office@iris-films.example>",
    subject: "Invoice for the titles",
    text: letter("Ines Roth", "Iris Films", "please send us an invoice for the film titles from last week. Our PO number is IF-20."),
  },
  juniper: {
    from: "Jo Park <office@juniper-gardens.example>",
    subject: "Invoice for the plant labels",
    text: letter("Jo Park", "Juniper Gardens", "could you invoice us for the labels?", "", "3 x Label set @ EUR 70.00", "1 x Rush fee @ EUR 25.00", "", "That makes EUR 245.00 in total. Our PO number is J-8."),
  },
  kestrel: {
    from: "Kim Dale <office@kestrel-press.example>",
    subject: "Invoice for the cover, PO K-31",
    text: letter("Kim Dale", "Kestrel Press", "please invoice us for the cover:", "", "1 x Cover @ EUR 275.00", "Total: EUR 275.00", "", "Our PO number is K-31. Payment terms net 30."),
  },
  lumen: {
    from: "Lena Voss <office@lumen-dental.example>",
    subject: "Invoice for the door signs, PO LD-6",
    text: letter("Lena Voss", "Lumen Dental", "please send us the invoice for the door signs:", "", "6 x Door sign @ EUR 52.00", "Total: EUR 312.00", "", "Our PO number is LD-6. Payment terms net 30."),
  },
  maple: {
    from: "Mo Finch <office@maple-nursery.example>",
    subject: "Invoice for the price tags, PO M-2",
    text: letter("Mo Finch", "Maple Nursery", "please send us the invoice for the price tags:", "", "200 x Price tag @ EUR 0.60", "Total: EUR 120.00", "", "Our PO number is M-2. Payment terms net 30."),
  },
};

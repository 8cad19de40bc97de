/**
 * Owns: proof that mail as people write it every day - several things in one breath, rates said apart from hours, things in brackets - is read right or asked about (PRODUCT M2, K6).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

/** A mail, its lines as "quantity unit x price = amount: name" with "?" for what is not known, and what is done with it. */
type Case = [body: string, lines: string[], action: "draft" | "clarify"];

const CASES: Record<string, Case[]> = {
  "several things in one breath": [
    ["Can you send the invoice over for last week? Mon 4h, Tue 6h, Thu 5.5h, rate is still $60/hr.", ["4 h x 60 = 240: Mon", "6 h x 60 = 360: Tue", "5.5 h x 60 = 330: Thu"], "draft"],
    ["Hi, we need an invoice for 24 x branded mugs (£6.20 each) and 24 x notebooks (£4.75 each), delivery was £12. Ta", ["24 x 6.20 = 148.8: branded mugs", "24 x 4.75 = 114: notebooks", "? x ? = 12: delivery"], "draft"],
    ["Hello, please invoice us for the repairs: labour 3.5 hours at £48/hr, parts £126.75, call-out £35. Total should be £329.75.", ["3.5 hours x 48 = 168: labour", "? x ? = 126.75: parts", "? x ? = 35: call-out"], "draft"],
    ["Invoice pls: 1 x site survey £250, 2 x reports £175 each.", ["1 x 250 = 250: site survey", "2 x 175 = 350: reports"], "draft"],
    ["Can you do the invoice for the van hire - 5 days, £65 a day, 212 miles at 15p and a full tank £78?", ["5 days x 65 = 325: hire", "212 miles x 0.15 = 31.8: miles", "? x ? = 78: full tank"], "draft"],
    ["Please invoice us for 3 hours on Tuesday and 2 hours on Thursday at $95 an hour.", ["3 hours x 95 = 285: on Tuesday", "2 hours x 95 = 190: on Thursday"], "draft"],
    ["We would like to settle up for the 12 crates. 6 at £20 and 6 at £25. Can you raise one invoice?", ["6 crates x 20 = 120: crates", "6 crates x 25 = 150: crates"], "draft"],
    ["Please invoice me for the photoshoot - half day 350, 12 retouched images at 15 each, travel 40 miles @ 45p.", ["? x ? = 350: photoshoot", "12 x 15 = 180: retouched images", "40 miles x 0.45 = 18: travel"], "draft"],
    ["Send us a bill for the 3-tier cake (£280) and 60 cupcakes (£2.20 ea).", ["? x ? = 280: 3-tier cake", "60 x 2.20 = 132: cupcakes"], "draft"],
    ["Hey, invoice please for the DJ set: £300 for 4 hours, extra hour £60, so 360.", ["4 hours x ? = 300: DJ set", "? x ? = 60: extra hour"], "draft"],
    ["Kindly invoice us: Qty 12 – Fire extinguisher 6kg – INR 1,850/- each; Qty 4 – Hose reel – INR 7,200/- each. GST extra.", ["12 x 1850 = 22200: Fire extinguisher 6kg", "4 x 7200 = 28800: Hose reel"], "draft"],
    ["I'd like an invoice for the bike service (£65) plus a new chain at £24.99 and two inner tubes, £6 each.", ["? x ? = 65: bike service", "? x ? = 24.99: new chain", "2 x 6 = 12: inner tubes"], "draft"],
    ["Please send us a pro forma for 2,000 pens with logo @ 0.38 EUR, set-up 45 EUR, shipping 22 EUR.", ["2000 x 0.38 = 760: pens with logo", "? x ? = 45: set-up", "? x ? = 22: shipping"], "draft"],
    ["Invoice request: Speaker fee - $2,500; Travel - $430.60; Hotel 2 nights - $318.", ["? x ? = 2500: Speaker fee", "? x ? = 430.60: Travel", "2 nights x ? = 318: Hotel"], "draft"],
    ["Please bill us 1 month of rent, 1.200 €, and the electricity of February (87,35 €).", ["1 month x 1200 = 1200: rent", "? x ? = 87.35: electricity of February"], "draft"],
    ["please invoice for 1.5 days at $640/day and reimbursable mileage of $48.20", ["1.5 days x 640 = 960: days", "? x ? = 48.20: reimbursable mileage"], "draft"],
    ["Can we get an invoice for 4 x 2m oak boards at £32 and one 3m board at £46?", ["4 x 32 = 128: 2m oak boards", "1 x 46 = 46: 3m board"], "draft"],
    ["Please invoice us for the 2 windows (1.2 x 0.9 m) at 310 euro each and fitting, 180 euro.", ["2 x 310 = 620: windows (1.2 x 0.9 m)", "? x ? = 180: fitting"], "draft"],
    ["Invoice please. Boarding for Max: 21 Feb - 1 Mar (8 nights) @ £28/night, plus 1 bath £20.", ["8 nights x 28 = 224: Boarding for Max", "1 x 20 = 20: bath"], "draft"],
    ["Hi please can you send me an invoice for my daughter's piano lessons this term? 11 lessons at £18.50 = £203.50", ["11 x 18.50 = 203.50: lessons"], "draft"],
    ["Please invoice $450 for the keynote and $55 for parking and tolls. Our vendor number is 100344.", ["? x ? = 450: keynote", "? x ? = 55: parking and tolls"], "draft"],
  ],
  "what is only believed": [
    ["Please let us have your last invoice. I believe it was for 14 hours of coaching at $55/hour, so $770 in all.", ["14 hours x 55 = 770: coaching"], "draft"],
    ["Please send the bill. I think it was 6 sacks of feed at £11 each.", ["6 x 11 = 66: sacks of feed"], "draft"],
  ],
  "hours and minutes, and the numbers of an address": [
    ["Merci de nous adresser la facture, à l'ordre de la SARL Les Pins, 22 route de la Forêt, 29750 Plouhinec :\n\n– main-d'œuvre : 4 h 30 à 52,00 € HT de l'heure\n– 2 joints à 18,40 € HT pièce", ["4.5 h x 52.00 = 234: main-d'œuvre", "2 x 18.40 = 36.8: joints"], "draft"],
    ["Merci d'adresser la facture à la SARL Les Pins, 22 rue des Dunes, 29750 Plouhinec :\n- 2 joints à 18,40 €", ["2 x 18.40 = 36.8: joints"], "draft"],
    ["I accept your price of £900 for the hedge. I should be grateful for your invoice, addressed to Elm Parish Council, 6 Pound Lane, Elmford.", [], "clarify"],
    ["Send us the bill and I'll pay before you start. 12 shirts at 11.20 EUR each.", ["12 x 11.20 = 134.4: shirts"], "draft"],
  ],
  "a half behind the unit": [
    ["Hola, hazme la factura: cinco horas y media a 46 € la hora.", ["5.5 horas x 46 = 253: horas"], "draft"],
    ["Bonjour, merci de m'envoyer la facture : 4 heures et demie à 52 € de l'heure.", ["4.5 heures x 52 = 234: heures"], "draft"],
    ["Buongiorno, mi fa la fattura? Un'ora e mezza a 36 € l'ora.", ["1.5 ora x 36 = 54: ora"], "draft"],
    ["Olá, pode enviar a fatura: seis horas e meia a 28 € por hora.", ["6.5 horas x 28 = 182: hora"], "draft"],
    ["Hoi, wil je de factuur sturen: twee uur en een half à € 64.", ["2.5 uur x 64 = 160: uur"], "draft"],
    ["Hallo, bitte Rechnung schreiben: vier Stunden und eine halbe Stunde zu 58 Euro die Stunde.", ["4.5 stunden x 58 = 261: Stunde"], "draft"],
    ["Hallo, bitte Rechnung schreiben: viereinhalb Stunden zu 58 Euro.", ["4.5 stunden x 58 = 261: stunden"], "draft"],
    ["Hallo, bitte Rechnung: anderthalb Stunden zu 62 Euro die Stunde.", ["1.5 stunden x 62 = 93: Stunde"], "draft"],
    ["Bună, te rog fă-mi factura: trei ore jumate a 110 lei ora.", ["3.5 ore x 110 = 385: ore"], "draft"],
    ["Dzień dobry, proszę o fakturę: 5 godzin i pół po 80 zł.", ["5.5 godzin x 80 = 440: godzin"], "draft"],
    ["Hi, please invoice us for three hours and a quarter at £44 an hour.", ["3.25 hours x 44 = 143: hours"], "draft"],
    ["Hi, please invoice us for 2 1/2 hours at £44 an hour.", ["2.5 hours x 44 = 110: hours"], "draft"],
  ],
  "a count taken back": [
    ["Salut, tu peux faire la facture ? 9 tartes à 18 € pièce. Non 8 tartes, pardon.", ["8 x 18 = 144: tartes"], "draft"],
    ["Hi, please invoice us for six benches at £70 each. Sorry, seven benches.", ["7 x 70 = 490: benches"], "draft"],
    ["Hallo, bitte Rechnung: 11 Schilder, nein 12, zu je 30 Euro.", ["12 x 30 = 360: Schilder"], "clarify"],
    ["Hola, hazme la factura: 14 macetas, digo 15, a 9 € cada una.", ["15 x 9 = 135: macetas"], "clarify"],
    ["Ciao, mi fai la fattura: 3 lampade a 80 € l'una. No scusa, 4 lampade.", ["4 x 80 = 320: lampade"], "draft"],
    ["Hoi, wil je de factuur sturen: 5 lampen, nee 6, à € 40 per stuk.", ["6 x 40 = 240: lampen"], "clarify"],
    ["Please invoice us for 10 benches at £5 each. Actually 3 benches were broken.", ["? x 5 = ?: benches"], "clarify"],
  ],
  "an agreed price without a currency": [
    ["Servus, schreib bitte die Rechnung, bleibt bei den 640 für Zelt+Heizung, und 4 Tage a 30€ fürs Personal.", ["4 tage x 30 = 120: bleibt bei den 640 für Zelt+Heizung, und fürs Personal"], "clarify"],
    ["Hi, can you do the invoice, still the 480 for the tent, and the heater, 3 days at £25.", ["3 days x 25 = 75: still the 480 for the tent, and the heater"], "clarify"],
    ["Ciao, fatturaci poi 30 targhe A3 a 4,50, 6 A2 a 7,20 (dovevano essere 5) e 2 cornici da 9 euro.", ["? x 4.50 = ?: poi 30 targhe A3", "6 x ? = ?: A2 a 7,20 (dovevano essere 5)", "2 x 9 = 18: cornici"], "clarify"],
  ],
  "counted in one unit, paid by another": [
    ["Hi, please invoice us for 5 pallets of sand at £0.40 per kg.", ["? pallets x 0.40 = ?: sand"], "clarify"],
    ["Hi, please invoice us for 14 sacks of sand at £0.40 per kg.", ["? x 0.40 = ?: sacks of sand"], "clarify"],
    ["Hola, hazme la factura: 4 días a 35 € la hora.", ["? dias x 35 = ?: "], "clarify"],
    ["Hi, please invoice us for 30 drums of paint of 20 kg at £45 each.", ["30 drums x 45 = 1350: paint of 20 kg"], "draft"],
  ],
  "counts and prices apart": [
  ["Need your invoice for lighting at the fair.\n\nFri   14:00-22:00   8h\nSat   11:00-21:00   10h\n\n18h in all at €30 an hour. Plus parking, €12.", ["18 h x 30 = 540: lighting at the fair", "? x ? = 12: parking"], "draft"],
    ["Please invoice, all in euro: projector for 2 nights, 35 a night.", ["2 nights x 35 = 70: projector"], "draft"],
    ["Kindly invoice us as follows:\n\nDJ 5 hours at £90 per hour\nChair covers 80 at £2.50", ["5 hours x 90 = 450: DJ", "80 x 2.50 = 200: Chair covers"], "draft"],
    ["You dropped off 2 trays of scones on the 3rd and another 3 trays on the 10th, all at £30 a tray. Could you pop an invoice over?", ["2 x 30 = 60: trays of scones on the 3rd", "3 x 30 = 90: trays on the 10th"], "draft"],
    ["Please send an invoice for February:\n\n12 visits, 30 mins each, at £15.50 per visit\n40 miles at 45p", ["12 visits x 15.50 = 186: visits", "40 miles x 0.45 = 18: miles"], "draft"],
    ["Could you send us an invoice. Two days filming at 300 a day, grading for 4 clips at 50 a clip, all in euro.", ["2 days x 300 = 600: filming", "4 x 50 = 200: grading for clips"], "draft"],
    ["Bill me pls - 2.5 hrs labour @ £60 plus the tap 31.40.", ["2.5 hrs x 60 = 150: labour", "? x ? = 31.40: tap"], "draft"],
  ["Hi, thanks for sorting the boiler. Could you invoice us - £85 callout, £62.50 for the valve and an hour's labour at £55?", ["? x ? = 85: callout", "? x ? = 62.50: valve", "? x ? = 55: hour's labour"], "draft"],
    ["Could I get a bill for: wheel alignment ($89), 2 wiper blades ($18.50 each), shop supplies $6.", ["? x ? = 89: wheel alignment", "2 x 18.50 = 37: wiper blades", "? x ? = 6: shop supplies"], "draft"],
    ["Hey Dan, pls send the bill for both gigs, Fri £250 and Sat £300, plus £40 petrol.", ["? x ? = 250: both gigs, Fri", "? x ? = 300: Sat", "? x ? = 40: petrol"], "draft"],
    ["We need an invoice for the Q1 retainer (3 x £1,500).", ["3 x 1500 = 4500: Q1 retainer"], "draft"],
    ["Kindly send an invoice for the school visit: 2 sessions, 45 minutes each, £120 per session, plus travel 31 miles at 45p per mile.", ["2 sessions x 120 = 240: school visit", "31 miles x 0.45 = 13.95: travel"], "draft"],
    ["I'd be grateful for an invoice covering the consultation on 4 March (90 mins, £135) and the follow-up on 18 March (30 mins, £45).", ["? x ? = 135: consultation (90 mins)", "? x ? = 45: follow-up (30 mins)"], "draft"],
    ["Please invoice Hartwell Parish Council for grass cutting, 4 cuts in April and May at £62.00 per cut, total £248.00 no VAT.", ["4 x 62.00 = 248: grass cutting, 4 cuts in April and May"], "draft"],
    ["For our books, please issue an invoice: 1x \"Landing page copy\" 480 EUR, 3x \"Blog post\" à 190 EUR.", ["1 x 480 = 480: Landing page copy", "3 x 190 = 570: Blog post"], "draft"],
    ["Please invoice our project no. 4411: 16 hours senior engineer @ 140 CHF, 22.5 hours draughtsman @ 95 CHF.", ["16 hours x 140 = 2240: senior engineer", "22.5 hours x 95 = 2137.5: draughtsman"], "draft"],
    ["Good morning, would you kindly bill us for the 30th anniversary cake? It was $340 incl. delivery.", ["? x ? = 340: 30th anniversary cake"], "draft"],
    ["Hi Lou, invoice for the 2 days' cover please - £210 p/d, no expenses.", ["2 x 210 = 420: days' cover"], "draft"],
    ["We accept. Please invoice for option B, 6 panels at £145, fitting included.", ["6 x 145 = 870: option B, panels"], "draft"],
    ["Hi, can you invoice us for the workshop? There were 12 of us in the end and it is £45 per person. Thanks", ["12 person x 45 = 540: workshop"], "draft"],
    ["Please issue invoice for INR 1,25,000 towards annual maintenance of 5 elevators for FY 2026-27.", ["? x ? = 125000: annual maintenance of 5 elevators for FY 2026-27"], "draft"],
    ["Please can I have an invoice for £560 for the 8 hours of tutoring in October.", ["8 hours x ? = 560: tutoring in October"], "draft"],
    ["could u invoice me for the cat sitting, 10 visits, 12 quid a visit", ["10 visits x 12 = 120: cat sitting"], "draft"],
    ["We agreed on $75/hr and you worked 22 hours in February, please invoice.", ["22 hours x 75 = 1650: in February"], "draft"],
    ["Hello, the 3 days of scaffolding hire are finished. Could you invoice? Price as agreed £140 a day. Thanks", ["3 days x 140 = 420: scaffolding hire"], "draft"],
    ["Please invoice NZ$1,150 including GST for the deck staining at 8 Rata St.", ["? x ? = 1150: deck staining at 8 Rata St"], "draft"],
    ["The total for the catering was $1,860 for 62 guests, so $30 a head. Please send an invoice.", ["62 x 30 = 1860: catering"], "draft"],
    ["Could you send an invoice for the 5-day course? £1,950 + VAT for the two of us.", ["? x ? = 1950: 5-day course"], "draft"],
    ["Hi, for the newsletter job: 3 issues, £150 per issue. Please invoice all three together.", ["3 x 150 = 450: issues"], "draft"],
    ["Please invoice EUR 4.500,00 for Module 2 as per contract.", ["? x ? = 4500.00: Module 2"], "draft"],
    ["Please bill 12 x 1h coaching sessions @ $150.", ["12 x 150 = 1800: 1h coaching sessions"], "draft"],
    ["Need an invoice for 3 return transfers Airport-Hotel, $85 per transfer, dates 3/4, 3/6 and 3/9.", ["3 x 85 = 255: return transfers Airport-Hotel"], "draft"],
    ["May I have an invoice for $2,400 - that's the 6 weeks of childcare at $400.", ["6 weeks x 400 = 2400: childcare"], "draft"],
  ],
  "what is no count and no price": [
    ["Please invoice Harlow & Sons Ltd £1,240 + VAT for the garden wall repair (job 2231). 14 days as usual.", ["? x ? = 1240: garden wall repair (job 2231)"], "draft"],
    ["Please invoice 1,500 flyers (A5, 170gsm, double sided) at 11p each.", ["1500 x 0.11 = 165: flyers (A5, 170gsm, double sided)"], "draft"],
    ["Please invoice the 2 extra hours from Friday, usual rate (£38).", ["2 x 38 = 76: extra hours from Friday"], "draft"],
  ],
  "what must be asked": [
    ["Dear sir, please raise proforma for 150 nos. solar lanterns model SL-20 @ Rs 640 per piece plus 18% GST, delivery Nagpur within 3 weeks.", ["150 nos x 640 = 96000: solar lanterns model SL-20"], "clarify"],
    ["Please invoice the balance of $3,250 (contract $6,500, 50% paid at signing) for the mural.", ["? x ? = ?: mural"], "clarify"],
    ["Can you invoice us please: Table hire x12 £9.00, Chair hire x96 £2.10, Delivery & collection £65.00", ["12 x ? = ?: Table hire", "96 x ? = ?: Chair hire", "? x ? = 65.00: Delivery & collection"], "clarify"],
    ["Could you bill the April storage: 14 pallets x 30 days x £0.45.", ["? pallets x 0.45 = ?: "], "clarify"],
    ["can i get an invoice for the 3 nights we stayed (12-15 June) 89 euro a night plus breakfast 2 people 12 each per day", ["3 nights x 89 = 267: nights", "2 people x 12 = 24: breakfast"], "clarify"],
    ["Please send an invoice for the training: 10 seats (2 free), EUR 90 each.", ["? seats x 90 = ?: training"], "clarify"],
    ["Please raise the invoice for the deposit, 40% of £3,600.", [], "clarify"],
    ["Could you please bill us 6 sessions of physiotherapy at 55 each less the 10% we agreed?", ["6 sessions x 55 = 330: physiotherapy"], "clarify"],
    ["The 3 of us attended the course on 4 March at $199 a head - could you invoice my company please?", ["3 x 199 = 597: "], "clarify"],
    ["Hi, please invoice £1,800 (inc VAT) for the kitchen fitting - we've already paid £600 deposit so only £1,200 is outstanding.", [], "clarify"],
    ["Hi team, we'd like to be invoiced for the annual licence, 15 users at $18 per user per month, billed annually.", ["15 users x 18 = 270: annual licence"], "clarify"],
    ["Please send invoice for: Consulting - 4 days @ 800 = 3200, Travel = 240, Total = 3440 (ex GST)", ["4 days x 800 = 3200: Consulting", "? x ? = 240: Travel"], "clarify"],
    ["Hi, 20 boxes came in today, all fine. As per your quote Q-1881 they're 14.95 a box. Please send the bill to accounts@berg.example, quoting PO 7781.", ["20 boxes x 14.95 = 299: boxes"], "clarify"],
    ["Please bill the school for Year 5 trip: 28 pupils x £9.50 and 4 adults free of charge.", ["28 x 9.50 = 266: pupils", "4 x ? = ?: adults free of charge"], "clarify"],
    ["We used 17 of the 20 hours, so please invoice 17 x €70.", ["17 x 70 = 1190: "], "clarify"],
    ["Hi Anna here from Berg. We need a invoice of 4 tables & 16 chairs hired on saturday. tables 8 pound each chairs 2.50 each. and delivery 25", ["4 x 8 = 32: tables", "16 x 2.50 = 40: chairs hired on saturday"], "clarify"],
    ["Please bill 25% of the contract sum of 48,000 EUR now (= 12,000 EUR), reference contract C-88.", ["? x ? = 12000: 25% of the contract sum now"], "clarify"],
    ["Could you re-issue as one invoice: translation EN>DE 2,340 words at 0.14, proofreading 2,340 words at 0.05?", ["2340 words x 0.14 = 327.6: translation EN>DE", "2340 words x 0.05 = 117: proofreading"], "clarify"],
    ["Please send an invoice for the 4 new tyres - they were 89.99 each fitted, and 15 for the tracking.", ["4 x 89.99 = 359.96: new tyres", "? x ? = 15: tracking"], "clarify"],
    ["Please invoice our charity for the hall: 10 x Tuesday evening (2.5 hours each) at £14/hour.", ["? x 14 = ?: Tuesday evening (2.5 hours each)"], "clarify"],
    ["Can you bill us for the signs - three A-boards (£75 each), one 8ft banner (£120) and 50 stickers (free as promised)?", ["3 x 75 = 225: signs", "1 x 120 = 120: 8ft banner", "50 x ? = ?: stickers"], "clarify"],
    ["The agreed fee is £3,000 for the whole project. Please invoice the first third now.", ["? x ? = ?: first third now"], "clarify"],
  ],
};

for (const [title, cases] of Object.entries(CASES)) {
  describe(`M2 ${title}`, () => {
    it.each(cases)("%s", (body, lines, action) => {
      const draft = read("Invoice", body);
      const shown = draft.lines.map((line) => `${line.quantity ?? "?"}${line.unit === null ? "" : ` ${line.unit}`} x ${line.unit_price ?? "?"} = ${line.amount ?? "?"}: ${line.description}`);
      expect(shown).toEqual(lines);
      expect(draft.action).toBe(action);
    });
  });
}

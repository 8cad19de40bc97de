/**
 * Owns: a twelfth batch of mail: what was left out of a bill, what a board needs to know, errands for colleagues and questions about programs.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const ask = { kind: "invoice_request", action: ["draft", "clarify"] as ("draft" | "clarify")[] } as const;
const quote = { kind: "quote_request", action: "note" } as const;
const other = { kind: ["other", "receipt_or_payment"] as ("other" | "receipt_or_payment")[] };

export const FIELD_TWELVE: Example[] = [
  { ...ask, about: "catering", subject: "Catering", body: "Hello, Friday was lovely, thank you. Our treasurer says nothing has been billed so far. 40 lunches at 14 EUR. Can it come this week?\n\nBea" },
  { ...ask, about: "february", weak: "what is not billed is a month, and could be anybody", subject: "February", body: "Hi, you have not invoiced February, only January. Same 18 hours at £60.\n\nNeil" },
  { ...ask, about: "van rental", subject: "Van rental", body: "We cannot book the cost without an official invoice, so please arrange for one. 3 days, 90 EUR a day.\n\nOlga" },
  { ...ask, about: "invoice it", subject: "Invoice it", body: "Bill everything to our Berlin entity, Arko GmbH: design 1,800 EUR, print 350 EUR.\n\nJan" },
  { ...ask, about: "re: training", subject: "Re: Training", body: "The training is confirmed. What do we owe you, and to which account? 2 days at 700 USD I believe.\n\nSam" },
  { ...ask, about: "rg. mai", subject: "Rg. Mai", body: "Guten Tag, Sie haben vergessen, uns den Mai zu berechnen (6 Stunden à 80 EUR).\n\nWolf" },
  { ...quote, about: "wall", subject: "Wall", body: "Hello, about 30 m of dry stone wall need rebuilding. Roughly how much are you looking for?\n\nHugh" },
  { ...quote, about: "move", subject: "Move", body: "What sort of price would a two-bedroom move from Leeds to York be? End of May.\n\nZoe" },
  { ...quote, about: "labels", subject: "Labels", body: "Need 5,000 labels 60x40, matt. Your price and lead time?\n\nIgor" },
  { ...quote, about: "app", subject: "App", body: "We'd need a ballpark cost for an app with login and chat before Thursday.\n\nLia" },
  { ...quote, about: "nettoyage", subject: "Nettoyage", body: "Bonjour, combien prendriez-vous pour nettoyer des bureaux de 200 m2 chaque semaine ?\n\nEric" },
  { ...other, about: "deal", subject: "Deal", body: "Please tell Stacey to send Enron Canada the final invoice for March.\n\nKim" },
  { ...other, about: "duke", subject: "Duke", body: "Can you have settlements bill Duke for the imbalance? Thanks.\n\nDaren" },
  { ...other, about: "quote", subject: "Quote", body: "Please forward the quote to the client once legal is done with it.\n\nPam" },
  { ...other, about: "help", subject: "Help", body: "I can't export my quotes since the update, the button is grey. Browser is Firefox.\n\nVic" },
  { ...other, about: "feature", subject: "Feature", body: "Can your app send invoices automatically every month? I could not find the setting.\n\nTess" },
  { ...other, about: "opening", subject: "Opening", body: "Office assistant wanted: you will answer the phone, issue invoices and ask suppliers for quotes. Send us your CV.\n\nHRplus" },
  { ...other, about: "price list", subject: "Price list", body: "Please update the price list on the website before Monday.\n\nNora" },
  { ...other, about: "approval", subject: "Approval", body: "Could you check with Tim whether he invoiced Baxter? I need to know before the call.\n\nUma" },
  { ...other, about: "curve", subject: "Curve", body: "Can you send me the forward price curves for power, please?\n\nVince" },
  { ...other, about: "make", subject: "Make", body: "Please make the changes to the quote template we discussed.\n\nRo" },
  { ...other, about: "factuur", subject: "Factuur", body: "Kun je de factuur van Ziggo even betalen?\n\nJoke" },

];

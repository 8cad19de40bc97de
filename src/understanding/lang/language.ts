/**
 * Owns: what a language file must say, so that rules are written once over concepts and a further language is data only.
 * Never: a rule. A language names words for concepts; what follows from them stands in `rules.ts`.
 */

import type { Phrases } from "./phrases";

/**
 * Concepts that words stand for. `BILLING` and `QUOTING` are words that can be thing or deed ("invoice us", "the invoice"); the tagger decides
 * by the neighbours and leaves `INVOICE`/`BILL` and `QUOTE`/`PRICE`. `SEND_LAST` is the same deed in languages that put the verb behind the thing,
 * `BILLED` what has it done to it ("could we get invoiced"). `MADE_OUT`: how an invoice is to be written. `WISHED`: "would be great". `DID_YOU` asks what
 * the other has done; `REVIEW` and `CHASE` are what colleagues ask about other people's invoices; `COUNT`: a number behind a colon and before a thing ("invoice: 3 chairs"). `OF` makes the invoice a part of what is asked for. `ONE` stands for the paper that the sentence before named. `MUCH` asks for a price when nothing follows ("24 t to Brno - how much?"), `COST` is what a thing does with its price, `WOULD_BE` makes it a question of the future; `ASK` stands for the question mark at the end, `AWAITED` says that no invoice has come. `DELEGATE` hands a task on
 * to somebody else, `TO_OTHERS` sends a paper to the customers of whoever is asked, `USE` is what one does with papers in a `PROGRAM`. `CAN_WE` asks for leave ("could we get"), `LEFT_OUT` says that the other forgot, `MISSING` that a thing has not come. `RATE`: words
 * for money that ask for a price only in a question; `OFFERS` asks whether there is something, `TOLD` reports what others said, `PAST` tells of then. `CONTRAST` ("rather than") denies what stands behind it,
 * and nothing else. `CONFIRM` asks to state something, `ASK_FOR` asks in so many words, `ON_INVOICE` is a way to pay, `AGAINST` an order to write on it. `PAPER` for the `BOOKS` is an invoice by another name. `ARRIVE` and
 * `CAN_GO` are what an invoice does, `I_OWE` is a wish when the work is `DONE`, `OFFERING` asks what to do. What was `LOST` had come. `SELLING`: what people say who have something to sell to us; what was `SOLD` they thank for. `FROM_NOW` makes a wish a standing one, or one to many, `FYI` is no wish whatever is passed on. `REDO` is done to a price that changed, `WILLING` is asked of a firm by its name. `ADD` puts a thing on an invoice, `CITE` a number, `PARTICULARS` are for whom it is made out.
 */
export const CONCEPTS = [
  "PLEASE", "CAN_YOU", "YOU_MAY", "NEED", "WANT_TO", "SEND", "SEND_LAST", "GET", "RECEIVED", "SENT", "WILL", "HAVE",
  "INVOICE", "BILL", "BILLED", "BILLING", "QUOTE", "PRICE", "QUOTING", "HOW_MUCH", "REQUEST", "ORDER", "PLACE", "COPY", "LOST",
  "US", "WE", "YOU", "OUR", "YOUR", "THE", "TO", "AND", "FOR", "FROM", "IF", "UNTIL", "NOT", "WAIT",
  "ATTACHED", "READY", "HOW", "PAY", "PAID", "PAYMENT", "OVERDUE", "RECEIPT", "THANKS", "INFO", "SAYING", "DUE", "ACCEPT", "CORRECT",
  "DELEGATE", "TO_OTHERS", "USE", "PROGRAM", "OWE", "FORGOT", "LEFT_OUT", "MISSING", "CAN_WE",
  "MADE_OUT", "WISHED", "DID_YOU", "REVIEW", "CHASE", "OF", "REFUND", "UNHAPPY", "RFQ", "MUCH", "COST", "RATE", "OFFERS", "PAST", "AGAINST", "PAPER", "BOOKS", "I_OWE", "DONE", "CONTRAST", "CONFIRM", "ON_INVOICE", "ARRIVE", "CAN_GO", "OFFERING", "ASK_FOR", "TOLD", "WOULD_BE", "AWAITED", "STATEMENT", "SELLING", "SOLD", "FROM_NOW", "FYI", "ONE", "WHO", "WHY", "REDO", "WILLING", "ADD", "CITE", "PARTICULARS", "TURN",
  "MONEY", "NUMBER", "COUNT", "ID", "ASK", "OTHER",
] as const;
export type Concept = (typeof CONCEPTS)[number];

/** Words of labels ("Qty: 3") and table heads. `place`: where something is fetched or brought; `measure`: how big, heavy or late, so a number right behind it is no count; `period`: what stands behind a head ("loads/month"). */
export type Label =
  | "quantity" | "unit_price" | "amount" | "total" | "subtotal" | "tax" | "description" | "currency" | "due" | "terms" | "po" | "reference"
  | "bill_to" | "company" | "name" | "email" | "place" | "measure" | "period" | "other";

/** Why a fact is asked for: sums or products that do not fit, a date or two currencies that can be either, amounts nobody can place. */
export type Detail = "sum" | "subtotal" | "product" | "two_ways" | "two_codes" | "vague" | "stray" | "share";

export interface Language {
  /** BCP 47 primary language. */
  code: string;
  /** Written without blanks between words. */
  unspaced?: boolean;
  /** Frequent small words that give the language away, separated by spaces. */
  common: string;
  /** Signs that none of the other languages writes. */
  letters?: string;
  /** Phrases by concept, separated by commas; lower case, without accents but for umlauts, which people also type as two letters; a word may end in `*` (any ending), `(a|b)` stands for either. */
  words: Partial<Record<Concept, string>>;
  labels: Partial<Record<Label, string>>;
  /** Twelve months, each with its spellings separated by `|`, lower case, without accents. */
  months: string[];
  /** The days of a month in words, 1 to 31, separated by spaces, spellings by `|`; a dash stands for a blank or a dash. */
  days?: string;
  /** Small number words in the order 1, 2, 3 ..., spellings separated by `|`. */
  numbers: string[];
  /** What joins tens and ones ("twenty-four"), as alternatives over accent-free lower-case text; absent where numbers are not written so. In German and Dutch the ones come first. */
  joins?: string;
  /** Units of quantity, a canonical word first: "hour|hours|hrs|hr". */
  units: string[];
  /** Words that mark a price as being for one: "each", "per", "apiece"; separated by commas. */
  each: string;
  /** Words that join a price to a thing: "at", "for", "@". */
  at: string;
  /** Words that join quantity and thing: "of", "x". */
  of: string;
  /** Terms of payment as regular expressions over accent-free lower-case text; group 1 is the number of days or weeks, in digits, as a word of `numbers` or one of the `words` for usual periods above twelve; of `day_of_next_month` the day. `on_event`: what happens that day; counts where paying is said before it. */
  terms: { words?: Record<string, number>; days: string[]; weeks?: string[]; end_of_month: string[]; end_of_next_month?: string[]; months?: string[]; day_of_next_month?: string[]; on_receipt: string[]; on_event?: string[] };
  /** Words that put a date into the role of the due date: "due", "payable by". */
  due: string;
  /** Closings that open a signature: "best regards". */
  closings: string;
  /** "Hello", "Dear": opens the mail. */
  greetings: string;
  /** How a person says who they are: a regular expression over the original text, group 1 the name, group 2 the company. */
  introductions: string[];
  /** How a person says that something is finished: a regular expression over the original text, group 1 the thing. */
  done: string[];
  /** How a person goes on to say what an invoice is for ("it should cover ..."): a regular expression over accent-free lower-case text, up to the thing. */
  covers?: string;
  /** How somebody tells what they buy or bought ("we would like to order", "I bought"): a regular expression over accent-free lower-case text, up to the thing. */
  buys?: string;
  /**
   * Words around what a wish for a price counts, as alternatives over accent-free lower-case text. `wishing` opens a wish besides the words of the concepts; `about`: before a number, saying nothing of it; `before`: what
   * wishes the counted thing right behind it ("need", "for"); `joins` it to the one before; `articles` open the name of one that is not counted; `more` opens a sentence that adds some; `holds`: behind it stands what belongs to one of
   * them ("with"); `ends` its name; `no_goods` are counted, but nothing that has a price: people, time, colours, options; `small` words behind a number stand for no thing; `elsewhere`: of other days and sellers, or a least
   * count; `message` labels the words of the sender in a form.
   */
  wishes?: { wishing: string; about: string; before: string; joins: string; articles: string; more: string; holds: string; ends: string; no_goods: string; small: string; elsewhere: string; message: string };
  /** What a bill is needed for, as alternatives over accent-free lower-case text: it is no name of what is billed. */
  purposes: string;
  /** How a sentence leads in what was agreed or had ("we agreed", "by my notes it was"): a regular expression over accent-free lower-case text, up to the thing; `says_last` in languages that end the sentence with it. */
  says: string;
  says_last?: string;
  /** A bill that is asked for anew ("a corrected invoice"): a regular expression over accent-free lower-case text. */
  anew: string;
  /** Lines that open quoted history: "On ... wrote:". */
  wrote: string[];
  /** Optional things in an offer: not part of the order unless accepted. */
  optional: string;
  /** Words of single readings, each under the name of what it says (phrases.ts). People mix languages: a reading takes those of all of them. */
  phrases: Phrases;
  /** Sentences of the ready reply (PRODUCT M4). `{name}` and `{items}` are filled in; `details` say why a fact is asked for, with the figures of the mail as `{1}`, `{2}` ... */
  reply: { greeting: string; unnamed: string; opening: string; closing: string; fields: Record<string, string>; details: Record<Detail, string> };
}

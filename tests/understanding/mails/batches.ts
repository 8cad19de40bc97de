/**
 * Owns: the list of all written mails, in the batches in which they were written.
 * Never: mail of real people.
 */
import { ASKING } from "./asking";
import { BORDER } from "./border";
import { DECIDING } from "./deciding";
import { FIELD } from "./field";
import { FIELD_TWO } from "./field2";
import { FIELD_THREE } from "./field3";
import { FIELD_FOUR } from "./field4";
import { FIELD_FIVE } from "./field5";
import { FIELD_SIX } from "./field6";
import { FIELD_SEVEN } from "./field7";
import { FIELD_EIGHT } from "./field8";
import { FIELD_NINE } from "./field9";
import { FIELD_TEN } from "./field10";
import { FIELD_ELEVEN } from "./field11";
import { FIELD_TWELVE } from "./field12";
import { FIGURES } from "./figures";
import { LOADS } from "./loads";
import { NUMBERS } from "./numbers";
import { OFFERS } from "./offers";
import { OFFICE } from "./office";
import { OTHERS } from "./others";
import { PHRASES } from "./phrases";
import { PRICES } from "./prices";
import { PRODUCT_MAILS } from "./product";
import { REQUESTS } from "./requests";
import { ROUNDABOUT } from "./roundabout";
import { ROWS } from "./rows";
import { STYLES } from "./styles";
import { TALLIES } from "./tallies";
import { TONES } from "./tones";
import { TONGUES } from "./tongues";
import { TRADES } from "./trades";
import { FRENCH_AND_ROMANIAN } from "./french-romanian";
import { GERMAN_AND_DUTCH } from "./german-dutch";
import { ITALIAN_AND_POLISH } from "./italian-polish";
import { SPANISH_AND_PORTUGUESE } from "./spanish-portuguese";
import { TERMS } from "./terms";
import type { Example } from "./mail";
import { UNASKED } from "./unasked";

/** Every batch was written and labelled before the rules met it; what it is about, and its mails. */
export const BATCHES: [string, Example[]][] = [
  ["M1 M2 the mails of PRODUCT section 4 and their paraphrases", PRODUCT_MAILS],
  ["M1 M2 requests for an invoice", REQUESTS],
  ["M1 M3 everything else", OTHERS],
  ["M2 numbers that are easy to read wrongly", NUMBERS],
  ["M1 M2 wishes for an invoice in every tone", TONES],
  ["M2 layouts of figures, dates and terms", FIGURES],
  ["M1 M3 wishes for a price and their border", OFFERS],
  ["M1 M6 the rest of a bookkeeper's mailbox", OFFICE],
  ["M1 M2 in eight languages besides English", TONGUES],
  ["M1 M2 terse, legalistic, non-native and quoted mail", STYLES],
  ["M1 the border between a wish and its words", BORDER],
  ["M2 prices in prose beside other numbers", PRICES],
  ["M1 M2 untidy mail of offices, hauliers and traders", FIELD],
  ["M1 M2 untidy mail to consultants, shops and workshops", FIELD_TWO],
  ["M1 M2 figures in every layout, and office talk that only sounds like a request", FIELD_THREE],
  ["M1 M3 talk that must not become a request", FIELD_FOUR],
  ["M1 M2 buyers, brokers and offices, asking in passing", FIELD_FIVE],
  ["M1 M2 M6 clients, hauliers and buyers in nine languages, traders, bookkeepers and bait", FIELD_SIX],
  ["M1 M2 short wishes, orders to be invoiced, prices of many trades, a mailbox that talks of money", FIELD_SEVEN],
  ["M1 M2 M6 a mailbox as it is: two thirds of it asks us for nothing", FIELD_EIGHT],
  ["M1 M2 M6 threads, forwarded and standing wishes, and the talk around them", FIELD_NINE],
  ["M1 M2 M6 trading desks, hauliers, workshops and lists, in their own words", FIELD_TEN],
  ["M1 wishes in a roundabout way, and errands of others", FIELD_ELEVEN],
  ["M1 what was left out, colleagues and programs", FIELD_TWELVE],
  ["M2 M3 loads, sizes and tables of hauliers, traders and craftsmen", LOADS],
  ["M2 counts, prices and sums in every shape", TALLIES],
  ["M1 one sentence that wishes for an invoice, a price, or neither", PHRASES],
  ["M1 what nobody says outright, and its twins", ROUNDABOUT],
  ["M1 ways to ask for an invoice in nine languages", ASKING],
  ["M1 everyday wishes in nine languages, and their near misses", DECIDING],
  ["M1 sentences that name an invoice and wish for none", UNASKED],
  ["M1 one sentence that wishes indirectly, or for nothing: German and Dutch", GERMAN_AND_DUTCH],
  ["M1 one sentence that wishes indirectly, or for nothing: French and Romanian", FRENCH_AND_ROMANIAN],
  ["M1 one sentence that wishes indirectly, or for nothing: Spanish and Portuguese", SPANISH_AND_PORTUGUESE],
  ["M1 one sentence that wishes indirectly, or for nothing: Italian and Polish", ITALIAN_AND_POLISH],
  ["M1 one sentence of hauliers, buyers, landlords and shops in eleven languages", TRADES],
  ["M2 lists and tables as people type them", ROWS],
  ["M2 figures, terms and order numbers in eight languages", TERMS],
];

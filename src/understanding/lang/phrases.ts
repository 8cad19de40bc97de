/**
 * Owns: which phrases a language may name besides its concepts and labels, and what each of them says; those of things stand in thing-phrases.ts.
 * Never: the words, nor the patterns that are made of them.
 */

import type { ThingPhrases } from "./thing-phrases";

/** Each is a regular expression over accent-free lower-case text, as alternatives, without a group that is kept unless it says so; absent where a language has no such words. */
export interface Phrases extends ThingPhrases {
  /** What is paid of a sum ahead of the rest: "deposit", "instalment". */
  deposit?: string;
  /** A part of a sum by its place: "second half", "balance". */
  part?: string;
  /** The end of such a name that says a share and no sum: "half". */
  half?: string;
  /** Names of an invoice before what it is for. */
  paper?: string;
  /** An invoice for a deposit in one word, or the deposit before its invoice. */
  deposit_bill?: string;
  /** Small words between an invoice and what it is for. */
  joint?: string;
  /** Those that are written as one word with what follows: "d'". */
  elided?: string;
  /** Articles, and what stands in their place. */
  article?: string;
  /** Between what is named and the sum that it comes to: "in the amount of". */
  amounts_to?: string;
  /** The same as a verb: "comes to". */
  amount_is?: string;
  /** Between a part and the sum that it is a part of: "of a total". */
  of_all?: string;
  /** Joins a part to its whole: "of". */
  of_it?: string;
  /** Words behind a sum that make it another one: "less", "and". */
  changes?: string;
  /** Says that something was agreed: "we agreed on". */
  agreed?: string;
  /** Between a count and its price: "at the rate of". */
  at_price?: string;
  /** "Please" in the middle of what is asked for. */
  begged?: string;
  /** What stands before a thing and says nothing of it: "I confirm", "as well as". */
  leads?: string;
  /** Small words that the name of a thing cannot end in: "which". */
  hangs?: string;
  /** What somebody did with a thing or needs it for, behind a comma: "I paid". */
  dealt?: string;
  /** The same without a comma. */
  paid_for?: string;
  /** "In addition" behind a thing. */
  extra?: string;
  /** Words that alone name nothing: when, how, which of them. */
  alone?: string;
  /** Takes back what was just said: "sorry", "no wait". */
  sorry?: string;
  /** Takes back what was said, before a comma: "no, 7". */
  no_it?: string;
  /** Puts something in its place: "make that". */
  make_it?: string;
  /** "Instead of" before what holds no more. */
  instead?: string;
  /** "Not". */
  not?: string;
  /** Leads in a count that holds after all only of the thing that it names: "in the end it was". */
  in_the_end?: string;
  /** What a price was called that holds no more: "original price". */
  old_price?: string;
  /** "Was" before such a price. */
  was?: string;
  /** "Now", with "but" before it. */
  now?: string;
  /** Invoices from others, as bookkeepers call them. */
  purchases?: string;
  /** Invoices that we wrote, as bookkeepers call them. */
  sales?: string;
  /** Statements of a bank. */
  statements?: string;
  /** What is declared to the tax office. */
  vat?: string;
  /** Papers that the books lack. */
  missing?: string;
  /** A month or year that is closed. */
  closing?: string;
  /** What stands for more of something without naming it: "another". */
  more?: string;
  /** An article that counts one: "a lamp". */
  one_of?: string;
  /** Words that open a condition of an offer or a delivery. */
  condition?: string;
  /** Quotes and invoices that are asked for in number, not sold. */
  papers?: string;
  /** Units that say nothing of a thing: "pcs". */
  pieces?: string;
  /** Words beside a weight that name no thing: "gross". */
  weighs?: string;
  /** All that was named before: "both". */
  both?: string;
  /** The same behind "for" alone. */
  this?: string;
  /** "For" before a thing or a price. */
  for?: string;
  /** Said of other days and other sellers, or of what is only imagined. */
  elsewhere?: string;
  /** A price that was offered. */
  offer?: string;
  /** "At the same rate". */
  same_rate?: string;
  /** Every one of what was counted: "all". */
  all?: string;
  /** What is not billed yet: "will follow". */
  later?: string;
  /** All of it, by another name: "year", "lot". */
  span?: string;
  /** Ways to pay. */
  paid_by?: string;
  /** Twelve of something. */
  dozen?: string;
  /** A hundred. */
  hundred?: string;
  /** A thousand. */
  thousand?: string;
  /** Behind a count: "and a half". */
  half_more?: string;
  /** One and a half, in one word. */
  one_and_half?: string;
  /** Behind the unit: "three hours and a half", "and a quarter". */
  half_behind?: string;
  quarter_behind?: string;
  /** Delivery that is billed besides the goods. */
  freight?: string;
  /** "Number of" before what is counted, without its last word. */
  number_of?: string;
  /** "Price" in a label. */
  price?: string;
  /** "Quantity" in a label. */
  how_many?: string;
  /** Words of a label that make a price one for one: "unit". */
  for_one?: string;
  /** Words of a label that make a price one for all: "agreed". */
  fixed?: string;
  /** People for whom something is, in number. */
  people?: string;
  /** Before the year in which a thing was made. */
  made_in?: string;
  /** Takes a request back. */
  cancels?: string;
  /** Such a deed behind a "not", as the beginning of a word. */
  undo?: string;
  /** An invoice, as the beginning of a word or within one. */
  bill?: string;
  /** Asks to wait with an invoice that is named behind it. */
  waits?: string;
  /** The same by itself. */
  holds?: string;
  /** Another address, or another one to be billed. */
  address?: string;
  /** Asks what became of a request. */
  reminds?: string;
  /** Wants something otherwise. */
  changing?: string;
  /** Wants something besides. */
  adding?: string;
  /** Says of something that it is not wanted, or that only it is. */
  narrows?: string;
  /** Wants something in place of it, besides "instead of". */
  replaces?: string;
  /** Refers to what was before instead of saying it. */
  as_before?: string;
  /** Says yes at the head of a sentence. */
  agrees?: string;
  /** "And". */
  and?: string;
  /** Adds a thing, besides "and": "plus". */
  plus?: string;
  /** A verb before a bare price: "was". */
  costs?: string;
  /** Speaks of what is paid or was then. */
  settled?: string;
  /** Before a sum that is not exact: "around". */
  around?: string;
  /** Between the ends of a range: "to". */
  to?: string;
  /** Before them. */
  between?: string;
  /** A part of an amount in words. */
  share?: string;
  /** What somebody is paid as a percentage of a sum: "commission". */
  fee?: string;
  /** Before the amount that a share comes to: "that is". */
  that_is?: string;
  /** Makes a price another one, as a noun: "discount", "surcharge". */
  off?: string;
  /** Days, as they are counted in terms. */
  days?: string;
  /** Speaks of delivery or validity before days, as the beginning of a word. */
  delivers?: string;
  /** What is to be sent, answered or done in so many days is not paid in them. */
  to_send?: string;
  /** "From" before what days are counted from. */
  since?: string;
  /** The receipt that they are counted from. */
  receipt?: string;
  /** "Within" at the head of terms. */
  within?: string;
  /** What is still to come of a sum of which a part is asked for now. */
  remainder?: string;
  /** Beginnings of words for an invoice and its issue, behind days. */
  issued?: string;
  /** Working days, by what makes them so. */
  working?: string;
  /** What else is counted in days, as the beginning of a word. */
  other_time?: string;
  /** The day from which they are counted is still to come. */
  to_come?: string;
  /** An invoice or its terms right before days. */
  on_bill?: string;
  /** Paid ahead, as the beginning of a word, besides a deposit. */
  ahead?: string;
  /** Behind days that are all a sentence says: "as agreed". */
  as_agreed?: string;
  /** What a date is, said behind it: "due date". */
  pay_day?: string;
  /** Said of nothing but the day by which to pay. */
  due_only?: string;
  /** "By" before a day to pay. */
  by?: string;
  /** What a line of a total calls it. */
  total?: string;
  /** A sum of something else than money: "total duration". */
  of_other?: string;
  /** Behind a total: "altogether". */
  in_all?: string;
  /** Between a sum and the tax that is in it or not: "before". */
  round_tax?: string;
  /** What all before comes to, up to the number: "that makes". */
  makes?: string;
  /** Without tax, behind a sum. */
  net?: string;
  /** With tax, behind a sum. */
  gross?: string;
  /** Says how somebody is going to pay, before a share. */
  pays?: string;
  /** "Payment" at the head of such a line. */
  payment?: string;
  /** The rest of a sum, or when it is paid: "balance on delivery". */
  rest_when?: string;
  /** Points at what stands below. */
  below?: string;
  /** Approves, alone before what is approved. */
  approved?: string;
  /** An invoice by what it is for, that kept as a group. */
  bill_of?: string;
  /** Before whom an invoice goes to. */
  made_out?: string;
  /** What a subject says that names no thing. */
  no_topic?: string;
  /** A message, in a subject. */
  message?: string;
  /** A part of the sum that is not to be paid. */
  let_off?: string;
  /** "It was", "there were" before a count in words, as written. */
  were?: string;
  /** Says that money changed hands before: "I gave you". */
  given?: string;
  /** Behind a length which side of a thing it is: "working height". */
  side?: string;
  /** Before the name of one thing that a number goes on to tell of: "a", "our". */
  a_single?: string;
  /** Joins one thing to what belongs to it: "with". */
  having?: string;
  /** Joins one thing to how big it is: "of". */
  of_size?: string;
  /** Words for what is done with the things behind them, or for a number of them: "supply", "batch". */
  deed?: string;
  /** What a thing has room for, behind the number: "seats", "flats". */
  room_for?: string;
  /** Where things have no article, what stands between one and how many it has room for. */
  room_at?: string;
  /** Work that is counted in pages, as the beginning of a word. */
  page_work?: string;
  /** Before how big each of them is. */
  each_of?: string;
  /** Heads a list of what is to be said of one thing: "key facts". */
  facts_head?: string;
  /** What holds a number of things: "box", in "quantity per box". */
  holders?: string;
  /** Behind a length the room that goods take on a truck: "of loading space". */
  loading_metres?: string;
  /** How often something is done, behind how long it takes: "twice". */
  how_often?: string;
  /** Says that something is other than it was offered: "the only change", "except". */
  varies?: string;
  /** Says that nothing is: "no changes". */
  nothing_varies?: string;
  /** Leaves a thing of an offer out: "forget", "scrap". */
  drops?: string;
  /** Words that look like it and ask for something: "don't forget". */
  drops_not?: string;
  /** Says that something costs nothing, besides what is free of charge: "postage waived". */
  free_of?: string;
  /** Before an amount from which on something holds: "over". */
  from_on?: string;
  /** Is or was, before what is said of a thing. */
  are?: string;
  /** Behind a thing or a count: the price holds it already, "included". */
  in_price?: string;
  /** Says that a part was paid ahead, up to its number and behind it. */
  paid_ahead?: string;
  /** "Paid" before what was paid ahead. */
  paid?: string;
  /** The same behind it: "was paid". */
  is_paid?: string;
  /** To bill somebody for something: forms of the verb, none that is an invoice as well if it can be helped. */
  charges?: string;
  /** The same where the verb stands last, behind what is billed. */
  charge_last?: string;
  /** Small words behind such a verb: "us", "for". */
  us?: string;
  /** "Only". */
  only?: string;
  /** Says that something is to be done, between the count that holds and such a verb: "you should". */
  to_charge?: string;
  /** Before the count that holds, of whatever was counted: "make it". */
  now_so_many?: string;
  /** What became of some of the things that were counted: "were returned", "never arrived". */
  gone?: string;
  /** Behind an invoice who writes it, in a mail that is handed on to whoever that is: "from the caterers". */
  paper_by?: string;
  /** "Times" behind a number. */
  times?: string;
  /** Behind a count: of what was named before. */
  of_them?: string;
  /** What a street is called by before its name. */
  street?: string;
  /** The same behind its name. */
  street_last?: string;
  /** The same behind the number of a house. */
  street_first?: string;
  /** "Or". */
  or?: string;
  /** Spans of time that say how long, not how many. */
  years?: string;
}

/**
 * Owns: which phrases a language file may name of things - where the name of one begins and ends, what names none, what joins two, what was had or bought - and what each of them says.
 * Never: the words, nor the patterns that are made of them.
 */

/** As the other phrases (phrases.ts): over accent-free lower-case text, but for those of `AS_WRITTEN`. */
export interface ThingPhrases {
  /** Behind these words a thing is named no more: what it is needed for, what was agreed, how it is paid. */
  name_ends?: string;
  /** Leads over to the name of a thing: "further to", "work on". */
  further_to?: string;
  /** Small words right before a name that are no part of it. */
  before_name?: string;
  /** All that is said, and it names nothing: "as follows", "the agreed amount", "today". */
  names_nothing?: string;
  /** Names no thing either: how the paper comes, what an amount was, whose house, how it is paid, a wish that goes on, an order without its number. */
  no_names?: string;
  /** What may stand behind an amount that names nothing: "please", "still". */
  behind_money?: string;
  /** Right before what was had or done, with its count: "we had", "you replaced". */
  had?: string;
  /** Between such a word and the count: "picked up". */
  had_up?: string;
  /** The same as thanks or as a note: "thanks for", "I have you down for". */
  had_for?: string;
  /** Tells of other days: "last year". */
  other_days?: string;
  /** Says that something is not so, or only perhaps. */
  denied?: string;
  /** Tells of what is still to come, or of the house of who writes. */
  unhad?: string;
  /** Tells of what is bought elsewhere, only perhaps, or not after all. */
  unbought?: string;
  /** Words before a count that say which ones: "the", "another". */
  these?: string;
  /** Behind a thing that is bought: when, from whom, what else is asked, and the verb that some languages put last. */
  bought_ends?: string;
  /** What a mail wants besides goods: "bank details", "a receipt". */
  no_goods?: string;
  /** "More" between a count and its thing. */
  more_behind?: string;
  /** "Another" before a count. */
  more_before?: string;
  /** Behind a verb of buying where the thing stands before it: "we ordered at", "we bought last week". */
  no_thing_behind?: string;
  /** Which side of the tax an amount is on, right before its name: "excluding". */
  tax_side?: string;
  /** The tax, by its usual name. */
  tax?: string;
  /** The tax, by its other names. */
  tax_too?: string;
  /** "Yes" before what is agreed to. */
  yes?: string;
  /** Between a price and what belongs to it: "with 3 years of warranty". */
  with?: string;
  /** Says of a price that one agrees to it: "works for us". */
  suits?: string;
  /** "Price" alone, as the label of a line. */
  price_head?: string;
  /** Says of a price that it is for one. */
  of_each?: string;
  /** Before a number that tells one from another: "code", "account". */
  identifies?: string;
  /** "For" between what is counted and what all of it costs. */
  for_sum?: string;
  /** Behind an amount that is for all: "altogether". */
  for_all_behind?: string;
  /** Says anywhere in a row that it is not to be paid. */
  called_off?: string;
  /** Before what is taken off a count or a sum: "less", "credit". */
  less?: string;
  /** Before some that do not count. */
  without?: string;
  /** What is taken off, as a noun. */
  discount?: string;
  /** "Quantity" right before counts that a price is asked for. */
  qty?: string;
  /** "And" between two things, also behind a comma. */
  joint_and?: string;
  /** "And" between two things, never behind a comma, as written. */
  joint_bare?: string;
  /** Adds a thing to those before it, as written: "as well as". */
  joins_more?: string;
  /** Words for some of what is counted, before a price of their own: "the first", "then", "the rest". */
  some_of?: string;
  /** What says behind a thing that nobody pays for it. */
  for_nothing?: string;
  /** Orders to take a number off. */
  deducts?: string;
  /** What holds several of a thing: "pair", "case". */
  holds_several?: string;
  /** Such words where they stand between two prices, also as parts of others, as written. */
  adds_thing?: string;
  /** A small count in words behind "and". */
  few?: string;
  /** The same behind a comma. */
  few_alone?: string;
  /** Between "and" and a count. */
  the_few?: string;
  /** Opens what tells of the things before, and is none itself: "which makes", "payable". */
  sums_up?: string;
  /** Opens a clause on a further thing: "and it's 85 for the plaques". */
  it_is?: string;
  /** Goes with a number and names nothing: "each", "net". */
  with_number?: string;
  /** Says before a price that it is for all that was counted: "always". */
  shared?: string;
  /** Before a time in which something is to be done: "within 3 weeks". */
  within_time?: string;
  /** What is left of a part of a sentence and is no name: "you worked in May", "delivered on time". */
  no_part?: string;
}

/** Joints are looked for in the text as it stands: "è", "é" and "maïs" without their marks would be words that join. */
export const AS_WRITTEN: readonly (keyof ThingPhrases)[] = ["joint_bare", "joins_more", "adds_thing"];

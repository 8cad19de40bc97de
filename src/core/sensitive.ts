/**
 * Owns: which words make a post a matter for a person (PRODUCT S6): rules as data, each with its reason, an example and a counter-example.
 * Never: a refusal. What is sensitive waits for a person; plain words such as "now", "partner", "fine" or "lead" say nothing.
 */
import type { Sign } from "./draft";

export interface SensitiveRule {
  category: "legal" | "medical" | "financial" | "personal data" | "emotional" | "security" | "compliance";
  /** Why a person looks at it, as the end of "… : ". */
  why: string;
  pattern: RegExp;
  example: string;
  counter: string;
}

export const SENSITIVE: readonly SensitiveRule[] = [
  {
    category: "legal",
    why: "what is said about a dispute can be used in it",
    pattern: /\b(?:law ?suits?|sue[ds]? (?:us|them|him|her|you|for)|suing|litigation|court (?:case|order|hearing)|settlement agreement|cease and desist|legal action|plaintiff|defendant|our (?:lawyers?|attorneys?)|breach of contract)\b/i,
    example: "Our lawyers will answer that.",
    counter: "The tennis court opens on Monday.",
  },
  {
    category: "legal",
    why: "a promise made in public binds",
    pattern: /\b(?:we guarantee|guaranteed (?:results?|returns?|profits?|success)|risk[- ]free|100 ?% (?:safe|guaranteed)|legally binding)\b/i,
    example: "Guaranteed results in ten days.",
    counter: "A three-year guarantee card is in the box.",
  },
  {
    category: "medical",
    why: "claims about health are regulated, and harm who believes them",
    pattern: /\b(?:cures? (?:cancer|diabetes|covid|depression|anxiety|pain)|heals? (?:cancer|diabetes|depression)|diagnos(?:is|ed)(?: with)?|prescriptions?|side effects?|medical advice|clinically proven|(?:his|her|their|my|our patient'?s?) (?:illness|disease|medication|therapy|surgery))\b/i,
    example: "Clinically proven to help you sleep.",
    counter: "A cure for boring lunches.",
  },
  {
    category: "financial",
    why: "figures and advice about money are read by investors and authorities",
    pattern: /\b(?:investment advice|guaranteed (?:income|yield)|(?:buy|sell) (?:our |the )?(?:shares?|stocks?)|quarterly (?:results|earnings)|(?:our|company) (?:losses|debts?|bankruptcy|insolvency)|bankrupt(?:cy)?|insolven(?:t|cy)|(?:our|net) profits? (?:of|was|were|rose|fell)|raised? (?:a )?(?:seed|series [a-e])|ipo)\b/i,
    example: "Our net profit rose by 12 %.",
    counter: "A big profit for your weekend: two pies for one.",
  },
  {
    category: "personal data",
    why: "data about a person is published only with their consent",
    pattern: /\b(?:(?:date of birth|social security number|passport (?:number|no\.?)|home address|driver'?s licen[cs]e number)\b|(?:his|her|their) (?:salary|address|phone number|birthday))|\b\d{3}-\d{2}-\d{4}\b/i,
    example: "Call Anna, her phone number is on the list.",
    counter: "Our address is Mill Lane 4.",
  },
  {
    category: "emotional",
    why: "grief and crises need a person's tone",
    pattern: /\b(?:passed away|condolences|rest in peace|funeral|tragedy|tragic(?:ally)?|terror(?:ist)? attack|mass shooting|suicid(?:e|al)|in mourning|our deepest sympath(?:y|ies))\b/i,
    example: "Our deepest sympathies to the family.",
    counter: "The old oven passed its test.",
  },
  {
    category: "emotional",
    why: "dismissals, complaints and apologies are answered by a person",
    pattern: /\b(?:laid off|lay ?offs?|fired (?:him|her|them|an employee|staff)|we (?:sincerely )?apologi[sz]e|our apologies|harass(?:ed|ment)|discriminat(?:ed|ion)|racis(?:t|m)|sexis(?:t|m))\b/i,
    example: "We sincerely apologise for last week.",
    counter: "The kiln was fired at dawn.",
  },
  {
    category: "security",
    why: "what is said about an incident helps an attacker or binds you",
    pattern: /\b(?:data (?:breach|leak)|security (?:breach|incident|vulnerability)|(?:was|were|been|got) hacked|ransomware|phishing attack|stolen (?:data|passwords|accounts)|alarm code|door code)\b/i,
    example: "We have been hacked last night.",
    counter: "A life hack for tidy shelves.",
  },
  {
    category: "compliance",
    why: "politics, religion and regulated goods divide an audience or are restricted",
    pattern: /\b(?:vote for|election (?:campaign|fraud)|political party|abortion|(?:tobacco|cannabis|vap(?:e|ing)|gambling|betting|firearms?|ammunition)\b|tax (?:evasion|avoidance)|money laundering|sanctions? against)/i,
    example: "Vote for our mayor on Sunday.",
    counter: "Vote with your fork: which cake is next?",
  },
  {
    category: "compliance",
    why: "paid and affiliated content must be marked as such",
    pattern: /\b(?:paid partnership|sponsored by|affiliate link|in exchange for a review)\b/i,
    example: "Sponsored by Acme Tools.",
    counter: "We sponsor the school's football team.",
  },
];

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Signs for a text, one a category. `own_words`: the owner's own list, each a word or phrase; `further`: rules of the channel that it goes to. */
export function sensitiveSigns(text: string, own_words: readonly string[], further: readonly SensitiveRule[] = []): Sign[] {
  const found = new Map<string, string>();
  for (const { category, why, pattern } of [...SENSITIVE, ...further]) {
    const words = pattern.exec(text)?.[0];
    if (words && !found.has(category)) found.set(category, `“${words.trim()}” is sensitive (${category}): ${why}.`);
  }
  const own = own_words.filter((word) => word.trim() !== "" && new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word.trim())}(?![\\p{L}\\p{N}])`, "iu").test(text));
  if (own.length > 0) found.set("your list", `“${own[0] ?? ""}” is on your own list of words that need a person.`);
  return [...found].map(([category, sentence]) => ({ code: `sensitive_${category.replace(/ /g, "_")}`, text: sentence, fraud: false }));
}

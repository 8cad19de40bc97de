/**
 * Owns: which currency a mark or word means (PRODUCT M2) - as an ISO code, or as a sign that several countries share.
 * Never: settling a shared sign without saying so.
 */
import { sieve, sieved } from "./sieve";
import { compiled, plain, remember } from "./words";

const CODES = "USD EUR GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN TRY ILS ZAR KES NGN GHS EGP MAD AED SAR QAR KWD BHD OMR JOD TND SGD HKD TWD KRW THB MYR IDR PHP VND PKR LKR BDT MXN BRL ARS CLP COP PEN UYU BOB PYG DOP CRC GTQ UAH MDL RSD ISK GEL TZS UGX XOF XAF AOA ZMW MUR TTD JMD BBD XCD";

/** Signs and words, the longer before the shorter where one begins with the other. `?` marks a sign shared by several currencies. */
const MARKS: [string, string][] = [
  ["us\\$|u\\.s\\. ?dollars?|us[- ]dollars?|american dollars?", "USD"],
  ["(?:ca|cad|c)\\$|canadian dollars?|canadian bucks", "CAD"],
  ["(?:au|aud|a)\\$|(?:australian|aussie) dollars?", "AUD"],
  ["nz\\$|(?:new zealand|kiwi) dollars?", "NZD"],
  ["(?:sg|s)\\$|singapore dollars?", "SGD"],
  ["hk\\$|hong kong dollars?", "HKD"],
  ["pesos argentinos|argentine pesos", "ARS"],
  ["pesos colombianos|colombian pesos", "COP"],
  ["pesos chilenos|chilean pesos", "CLP"],
  ["mx\\$|pesos mexicanos|mexican pesos?", "MXN"],
  ["r\\$|reais|real brasileiro", "BRL"],
  ["s/\\.?|soles", "PEN"],
  ["\\$|dollars?|dolares?|dollari|bucks", "$"],
  ["€|euros?|eur\\.", "EUR"],
  ["£|pounds? sterling|british pounds?|sterling|quid|pounds?(?! (?:of|lane|road|street|st|hill|close|court|place|row|drive|park|farm|house|green)(?!\\p{L}))", "GBP"],
  ["sfr\\.?|swiss francs?|schweizer franken|franken|francs suisses|franchi(?: svizzeri)?|fr\\.", "CHF"],
  ["₹|inr\\.?|indian rupees?", "INR"],
  ["rs\\.?|rupees?", "Rs"],
  ["zlotych|zlote|zloty|zl", "PLN"],
  ["kc|korun ceskych", "CZK"],
  ["lei moldovenesti", "MDL"],
  ["lei", "lei"],
  ["kd|k\\.d\\.?|kuwaiti dinars?", "KWD"],
  ["bd|b\\.d\\.?|bahraini dinars?", "BHD"],
  ["qr|q\\.r\\.?|qatari riyals?", "QAR"],
  ["jd|jordanian dinars?", "JOD"],
  ["omani rials?", "OMR"],
  ["saudi riyals?", "SAR"],
  ["forint", "HUF"],
  ["f\\.? ?cfa|cfa", "CFA"],
  ["kz|kwanzas?", "AOA"],
  ["zambian kwacha", "ZMW"],
  ["tt\\$", "TTD"],
  ["(?:jm|ja)\\$", "JMD"],
  ["bds\\$", "BBD"],
  ["ec\\$", "XCD"],
  ["nt\\$", "TWD"],
  ["ksh\\.?|kes|kenyan shillings?|/=", "KES"],
  ["₦|naira", "NGN"],
  ["₪|nis|shekels?", "ILS"],
  ["₺|tl|turkish lira", "TRY"],
  ["₴|uah", "UAH"],
  ["₩|won", "KRW"],
  ["฿|baht", "THB"],
  ["₱", "PHP"],
  ["rmb|yuan|元|人民币", "CNY"],
  ["円|yen", "JPY"],
  ["¥|¥", "¥"],
  ["aed|dhs?\\.?|dirhams?", "AED"],
  ["rm\\.?|ringgits?", "MYR"],
  ["rp\\.?|rupiahs?", "IDR"],
  ["gh[₵¢s]|₵|(?:ghana(?:ian)? )?cedis?", "GHS"],
  ["ush\\.?|ugandan? shillings?", "UGX"],
  ["tsh\\.?|tanzanian? shillings?", "TZS"],
  ["sek|svenska kronor|swedish (?:crowns?|kron(?:a|or|er))", "SEK"],
  ["nok|norske kroner|norwegian (?:crowns?|kron(?:e|er|or))", "NOK"],
  ["dkk|danske kroner|danish (?:crowns?|kron(?:e|er|or))", "DKK"],
  ["kr\\.?|kronor|kroner", "kr"],
  ["pesos?", "pesos"],
  ["rand", "ZAR"],
  ["e", "EUR"],
];

const ANY_MARK = [...CODES.toLowerCase().split(" "), ...MARKS.slice(0, -1).map(([source]) => source)].join("|");
const BEFORE = new RegExp(`(?:^|[^\\p{L}\\p{N}])(${ANY_MARK})\\s?:?\\s{0,8}$`, "u");
/** "90 de lei": from twenty on Romanian joins what is counted with this word. */
const AFTER = new RegExp(`^(?:\\s?/-)?\\s?\\(?(?:de (?=(?:lei|euro|ron|eur|dolari|franci|lire)(?!\\p{L})))?(?:(${ANY_MARK})(?![\\p{L}\\p{N}])|(円|元|人民币))`, "u");
const AFTER_TIGHT = /^(e)(?![\p{L}\p{N}])/u;
const WHOLE = [...CODES.split(" ").map((code): [RegExp, string] => [new RegExp(`^(?:${code.toLowerCase()})$`), code]), ...MARKS.map(([source, mark]): [RegExp, string] => [new RegExp(`^(?:${source})$`, "u"), mark])];

/** ISO code or shared sign ("$", "Rs", "kr", "¥", "pesos") of a mark in plain letters. */
const meaning = remember((mark: string): string | null => WHOLE.find(([whole]) => whole.test(mark))?.[1] ?? null);

/** The currency mark that ends right before a number, and its length with the space. Both texts in plain letters. */
export function markBefore(before: string): { mark: string; length: number } | null {
  const match = BEFORE.exec(before.slice(-22));
  const mark = match?.[1] === undefined ? null : meaning(match[1]);
  // "Bradford BD4 8HH".
  if (match === null || mark === null || /bd$/.test(match[0]) || /(?:room|raum|office|suite) rm/.test(before)) return null;
  // "300 EUR. 30 days net": the mark of the number before it, and the end of a sentence.
  if (/\.\s/.test(match[0]) && /\d\s?$/.test(before.slice(-22).slice(0, match.index + match[0].indexOf(match[1] ?? "")))) return null;
  return { mark, length: match[0].length - match[0].indexOf(match[1] ?? "") };
}

/** The currency mark that follows right after a number. */
export function markAfter(after: string): { mark: string; length: number } | null {
  // "London EC1V 9BD", "12 rm Brennholz".
  if (/^(?:kd|bd|qr|jd|\s?r[mp])(?!\p{L})/u.test(after)) return null;
  const match = AFTER.exec(after.slice(0, 24)) ?? AFTER_TIGHT.exec(after.slice(0, 2));
  const written = match?.[1] ?? match?.[2];
  const mark = written === undefined ? null : meaning(written);
  return match === null || mark === null ? null : { mark, length: match[0].length };
}

/** A sign shared by several currencies, with those it could mean and the words that settle it. */
const SHARED: Record<string, { options: [string, RegExp][]; usual: string | null }> = {
  $: {
    usual: "USD",
    options: [
      ["CAD", /\bCAD\b|\bCA\$|\$ ?CA\b|\bcanadian dollars?|\bHST\b|\bTPS\b|\bTVQ\b|\bQST\b|\b[ABCEGHJ-NPR-TVXY]\d[A-Z] ?\d[A-Z]\d\b/i],
      ["AUD", /\bAUD\b|\bAU?\$|\baustralian dollars?|\bABN\b|\baustralia\b|\b(?:NSW|QLD|VIC|TAS|ACT|WA|SA|NT),? \d{4}\b(?!\d|-)|\bGST\b[^]{0,600}\b(?:NSW|QLD|VIC|TAS|WA|SA|NT)$/im],
      ["NZD", /\bNZD\b|\bNZ\$|\d ?NZ\b|\bnew zealand\b|\baotearoa\b|\bkia ora\b/i], ["SGD", /\bSGD\b|\bS\$|\bsingapore\b/i], ["HKD", /\bHKD\b|\bHK\$/i],
      ["CLP", /\bCLP\b|pesos chilenos|\bchile\b|\bRUT:? ?\d/i], ["COP", /\bCOP\b|pesos colombianos|\bcolombia\b|\bbogot(?:a\b|á)|\bmedell[ií]n\b|\bNIT:? ?\d/i], ["ARS", /\bARS\b|pesos argentinos|\bargentina\b|\bCUIT\b/i],
      ["MXN", /\bMXN\b|\bMX\$|pesos mexicanos|\bRFC\b|\bCFDI\b|\bm[eé]xico\b/i], ["USD", /\bUSD\b|\bUS\$|\bus dollars?|\bamerican dollars?|d[oó]lares (?:americanos|estadounidenses)/i],
    ],
  },
  Rs: { usual: "INR", options: [["INR", /\bINR\b|₹|\bGST(?:IN)?\b|\d\/-|\blakhs?\b|\bcrores?\b|\bindia\b|\d,\d\d,\d{3}/i], ["PKR", /\bPKR\b|\bpakistan\b|\bkarachi\b|\blahore\b|\bislamabad\b|\.pk\b/i], ["LKR", /\bLKR\b|\bsri lanka\b|\bcolombo\b|\.lk\b/i], ["NPR", /\bNPR\b|\bnepal\b|\bkathmandu\b|\.np\b/i], ["MUR", /\bMUR\b|\bmauritius\b|\.mu\b/i]] },
  lei: { usual: "RON", options: [["MDL", /\bMDL\b|moldovene[sșş][tțţ]i|republica moldova|\bIDNO\b|\.md\b/i]] },
  kr: { usual: null, options: [["SEK", /\bSEK\b|\bsvensk|\bsweden\b|\bsverige\b|\.se\b|swedish (?:crown|kron)|\borg\.? ?(?:no|nr|nummer)\.?:? ?\d{6}-\d{4}\b|\b(?:bankgiro|plusgiro)\b/i], ["NOK", /\bNOK\b|\bnorsk|\bnorway\b|\bnorge\b|\.no\b|norwegian (?:crown|kron)|\d ?MVA\b/i], ["DKK", /\bDKK\b|\bdansk|\bdenmark\b|\bdanmark\b|\.dk\b|danish (?:crown|kron)|\bCVR\b|\p{L} ApS\b/iu]] },
  "¥": { usual: null, options: [["JPY", /\bJPY\b|円|\byen\b|\bjapan\b|\.jp\b|[\p{Script=Hiragana}\p{Script=Katakana}]/iu], ["CNY", /\bCNY\b|\bRMB\b|元|\byuan\b|\bchina\b|\.cn\b|人民币/iu]] },
  CFA: { usual: null, options: [["XOF", /\bXOF\b|dakar|s[eé]n[eé]gal|abidjan|ivoire|bamako|\bmali\b|lom[eé]\b|\btogo\b|cotonou|b[eé]nin|ouagadougou|burkina|niamey|\.(?:sn|ci|ml|tg|bj|bf|ne)\b/i], ["XAF", /\bXAF\b|cameroun|cameroon|douala|yaound[eé]|gabon|libreville|brazzaville|tchad|\.(?:cm|ga|cg|td)\b/i]] },
  pesos: { usual: null, options: [["MXN", /\bMXN\b|\bmexic|\bRFC\b|\.mx\b/i], ["COP", /\bCOP\b|\bcolombia|\.co\b/i], ["ARS", /\bARS\b|\bargentin|\.ar\b/i], ["CLP", /\bCLP\b|\bchile|\.cl\b/i], ["PHP", /\bPHP\b|\bphilippin|\.ph\b/i]] },
};
/** Countries whose own dollar makes a bare "$" from a sender there doubtful. */
const DOLLAR_LANDS: Record<string, string> = { au: "AUD", ca: "CAD", nz: "NZD", sg: "SGD", hk: "HKD", mx: "MXN" };

/**
 * ISO code of a mark in the light of the whole mail: words that settle a shared sign, else the sender's country, else the usual meaning -
 * and then `assumed` says so. `code` is null when several are possible: then the customer is asked.
 */
export function settleCurrency(mark: string, text: string, senderDomain: string): { code: string | null; assumed: string | null } {
  const shared = SHARED[mark];
  if (shared === undefined) return { code: mark, assumed: null };
  const named = shared.options.filter(([, words]) => words.test(text)).map(([code]) => code);
  const [only] = named;
  if (only !== undefined && named.length === 1) return { code: only, assumed: null };
  if (named.length > 1) return { code: null, assumed: null };
  const country = senderDomain.split(".").at(-1) ?? "";
  const byDomain = mark === "$" ? DOLLAR_LANDS[country] : shared.options.find(([, words]) => words.test(`.${country}`))?.[0];
  if (byDomain !== undefined) return { code: byDomain, assumed: `"${mark}" is taken as ${byDomain} because the sender's address ends in .${country}` };
  // A tax that the United States do not have.
  if (shared.usual === null || (mark === "$" && /\bGST\b/.test(text))) return { code: null, assumed: null };
  return { code: shared.usual, assumed: `"${mark}" is taken as ${shared.usual}; the mail names no other currency` };
}

const ALONE = sieved(new RegExp(`(?:^|[^A-Za-z])(${CODES.split(" ").join("|")})(?![A-Za-z])`, "g"));

/** ISO codes that stand in a text as capitals, in order, without repetition: "all amounts in EUR". */
export function codesIn(text: string): string[] {
  return [...new Set(ALONE.all(text).map((match) => match[1] ?? ""))];
}

/** Letters that every code and word below holds one of. */
const MAY_NAME = /usd|eur|gbp|chf|aud|nzd|inr|sek|nok|dkk|pln|quid|pound|sterling|z[łl]|fran|rand|dinar|riyal|dollar|lei|leu|peso|yen|rupee|kr|soles|reais|crown|ringgit|rupiah|dirham|d[oó]lar/i;
const COMMON_ALONE = sieved(/(?:^|[^\p{L}])(usd|eur|gbp|chf|aud|nzd|inr|sek|nok|dkk|pln)(?!\p{L})/giu);

/** Number words before "pounds", which is a weight as well. */
const POUNDS = "(?:hundred|thousand|ty|teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) pounds";
const WORDS_ALONE: [RegExp, string][] = ([
  ["euros?", "EUR"], [`quid|(?:pounds )?sterling|in pounds|british pounds|\\p{L}{0,9}${POUNDS}`, "GBP"], ["zł(?:oty\\p{L}*)?|złotych|zlotych", "PLN"],
  ["(?:us|u\\.s\\.|american) dollars|d[oó]lares (?:americanos|estadounidenses)", "USD"], ["canadian dollars", "CAD"], ["australian dollars", "AUD"], ["new zealand dollars|nz dollars", "NZD"],
  ["swiss francs|schweizer franken|francs suisses|franchi svizzeri|franken", "CHF"], ["lei moldovene[sșş][tțţ]i", "MDL"], ["(?:[iî]n|pre[tț]\\p{L}*|suma|valoare\\p{L}*) lei", "RON"],
  ["(?:en|precios en) soles", "PEN"], ["pesos chilenos", "CLP"], ["pesos mexicanos", "MXN"], ["pesos colombianos", "COP"], ["pesos argentinos", "ARS"], ["reais", "BRL"], ["rupees", "INR"], ["(?:in|south african) rand", "ZAR"],
  ["(?:svenska|swedish) (?:crowns?|kron(?:a|or|er))", "SEK"], ["(?:norske|norwegian) (?:crowns?|kron(?:e|or|er))", "NOK"], ["(?:danske|danish) (?:crowns?|kron(?:e|or|er))", "DKK"], ["dirhams", "AED"], ["ringgits?", "MYR"], ["rupiahs?", "IDR"],
] as const).map(([words, code]) => [new RegExp(`(?:^|[^\\p{L}])(?:${words})(?!\\p{L})`, "iu"), code]);

const saidAlone = sieve(WORDS_ALONE, ([{ source }]) => source);

/** A sign that stands by itself in the head of a table or a label: "Net £", "Agreed (€)"; null when none or several do. As ISO code or shared sign. */
export function signAlone(text: string): string | null {
  if (!/[€£$₹]/.test(text)) return null;
  const signs = new Set([...text.matchAll(/[\p{L})|(] {0,3}\(?([€£$₹])\)?(?=[ \t]*(?:[|\n\t:)]|$| {2}|[.,;]|(?:per|each|net|ex|excl|incl|plus)(?!\p{L})))/gu)].map((match) => match[1] ?? ""));
  return signs.size === 1 ? meaning([...signs][0] ?? "") : null;
}

/** The one common code or word that stands in a text by itself ("60/h gbp", "all in euros"); null when none or several do. */
export function codeInPassing(text: string): string | null {
  // Most texts name none: one look tells.
  if (!MAY_NAME.test(text)) return null;
  const words = saidAlone(text).flatMap(([word, code]) => (word.test(text) ? [code] : []));
  const codes = new Set([...COMMON_ALONE.all(text).map((match) => (match[1] ?? "").toUpperCase()), ...words]);
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

/** Money in words: which codes it may stand for, and which it mostly does. */
const IN_WORDS: [RegExp, RegExp, string][] = [[/^d/i, /D$/, "USD"], [/^e/i, /^EUR$/, "EUR"], [/^(?:po|pf|s|l)/i, /^(?:GBP|EGP)$/, "GBP"], [/^f/i, /^CHF$/, "CHF"], [/^z/i, /^PLN$/, "PLN"]];
const DONE_IN = sieved(new RegExp(`(?:^|[^\\p{L}])(?:[Ii]n|into|[Ee]n|[Ee]m|[Ww]|[Aa]uf)\\s(?:(?:US|us|[Aa]merican|[Bb]ritish|[Ss]wiss)\\s)?(?:(${CODES.split(" ").join("|")})(?![A-Za-z])|(?:([Dd]ollars?|[Ee]uros?|[Pp]ounds|[Ss]terling|[Ff]rancs|Franken|Pfund|livres|libras|sterline|złotych|zlotych|d[oó]lares|dollari)(?!\\p{L})))(?!\\s?\\d)`, "gu"));

/** Another currency than `code` that a line wants something done in: "please invoice in USD", "facturez en dollars"; null without one. ISO code. */
export function otherWanted(line: string, code: string): string | null {
  for (const { 1: named, 2: word = "" } of DONE_IN.all(line)) {
    const [, fits, usual] = IN_WORDS.find(([start]) => named === undefined && start.test(word)) ?? [null, new RegExp(`^${named ?? code}$`), named ?? code];
    if (!fits.test(code)) return usual;
  }
  return null;
}

const ANYWHERE = new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${ANY_MARK})(?![\\p{L}])`, "u");

/** True when a text names any currency at all, as a code, a sign or a word. */
export function currencyNamed(text: string): boolean {
  return ANYWHERE.test(plain(text));
}

/** Where a line names a currency, by its code or by the word for it; null when it does not. */
export function nameOfCurrency(line: string, code: string, byCode: boolean): { text: string; column: number; length: number } | null {
  const pattern = byCode ? compiled(`(?:^|[^\\p{L}])${code}(?!\\p{L})`, "iu") : WORDS_ALONE.find(([, meant]) => meant === code)?.[0];
  const found = pattern?.exec(line);
  if (found === null || found === undefined) return null;
  const text = found[0].replace(/^[^\p{L}]/u, "");
  return { text, column: found.index + found[0].length - text.length, length: text.length };
}

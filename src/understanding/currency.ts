/**
 * Owns: which currency a mark or word means (PRODUCT M2) - as an ISO code, or as a sign that several countries share.
 * Never: settling a shared sign without saying so.
 */
import { compiled, plain, remember } from "./words";

const CODES = "USD EUR GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN TRY ILS ZAR KES NGN GHS EGP MAD AED SAR QAR KWD BHD OMR SGD HKD TWD KRW THB MYR IDR PHP VND PKR LKR BDT MXN BRL ARS CLP COP PEN UYU UAH RSD ISK GEL TZS UGX XOF TTD JMD BBD XCD";

/** Signs and words, the longer before the shorter where one begins with the other. `?` marks a sign shared by several currencies. */
const MARKS: [string, string][] = [
  ["us\\$|u\\.s\\. ?dollars?|us[- ]dollars?|american dollars?", "USD"],
  ["(?:ca|cad|c)\\$|canadian dollars?", "CAD"],
  ["(?:au|aud|a)\\$|australian dollars?", "AUD"],
  ["nz\\$|new zealand dollars?", "NZD"],
  ["(?:sg|s)\\$|singapore dollars?", "SGD"],
  ["hk\\$|hong kong dollars?", "HKD"],
  ["mx\\$|pesos mexicanos|mexican pesos?", "MXN"],
  ["r\\$|reais|real brasileiro", "BRL"],
  ["s/\\.?|soles", "PEN"],
  ["\\$|dollars?|dolares?|dollari|bucks", "$"],
  ["€|euros?|eur\\.", "EUR"],
  ["£|pounds? sterling|british pounds?|sterling|quid|pounds?(?! of)", "GBP"],
  ["sfr\\.?|swiss francs?|schweizer franken|franken|francs suisses|franchi svizzeri|fr\\.", "CHF"],
  ["₹|inr\\.?|indian rupees?", "INR"],
  ["rs\\.?|rupees?", "Rs"],
  ["zlotych|zlote|zloty|zl", "PLN"],
  ["kc|korun ceskych", "CZK"],
  ["lei|ron", "RON"],
  ["forint", "HUF"],
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
  ["sek|svenska kronor", "SEK"],
  ["nok|norske kroner", "NOK"],
  ["dkk|danske kroner", "DKK"],
  ["kr\\.?|kronor|kroner", "kr"],
  ["pesos?", "pesos"],
  ["rand", "ZAR"],
  ["e", "EUR"],
];

const ANY_MARK = [...CODES.toLowerCase().split(" "), ...MARKS.slice(0, -1).map(([source]) => source)].join("|");
const BEFORE = new RegExp(`(?:^|[^\\p{L}\\p{N}])(${ANY_MARK})\\s?:?\\s{0,8}$`, "u");
const AFTER = new RegExp(`^(?:\\s?/-)?\\s?\\(?(?:(${ANY_MARK})(?![\\p{L}\\p{N}])|(円|元|人民币))`, "u");
const AFTER_TIGHT = /^(e)(?![\p{L}\p{N}])/u;
const WHOLE = [...CODES.split(" ").map((code): [RegExp, string] => [new RegExp(`^(?:${code.toLowerCase()})$`), code]), ...MARKS.map(([source, mark]): [RegExp, string] => [new RegExp(`^(?:${source})$`, "u"), mark])];

/** ISO code or shared sign ("$", "Rs", "kr", "¥", "pesos") of a mark in plain letters. */
const meaning = remember((mark: string): string | null => WHOLE.find(([whole]) => whole.test(mark))?.[1] ?? null);

/** The currency mark that ends right before a number, and its length with the space. Both texts in plain letters. */
export function markBefore(before: string): { mark: string; length: number } | null {
  const match = BEFORE.exec(before.slice(-22));
  const mark = match?.[1] === undefined ? null : meaning(match[1]);
  if (match === null || mark === null) return null;
  return { mark, length: match[0].length - match[0].indexOf(match[1] ?? "") };
}

/** The currency mark that follows right after a number. */
export function markAfter(after: string): { mark: string; length: number } | null {
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
      ["CAD", /\bCAD\b|\bCA\$|\bcanadian dollars?/i], ["AUD", /\bAUD\b|\bAU?\$|\baustralian dollars?|\bABN\b/i], ["NZD", /\bNZD\b|\bNZ\$/i], ["SGD", /\bSGD\b|\bS\$/i], ["HKD", /\bHKD\b|\bHK\$/i],
      ["MXN", /\bMXN\b|\bMX\$|pesos mexicanos|\bRFC\b/i], ["USD", /\bUSD\b|\bUS\$|\bus dollars?/i],
    ],
  },
  Rs: { usual: null, options: [["INR", /\bINR\b|₹|\bGST(?:IN)?\b|\d\/-|\blakhs?\b|\bcrores?\b|\bindia\b|\d,\d\d,\d{3}/i], ["PKR", /\bPKR\b|\bpakistan\b|\bkarachi\b|\blahore\b/i], ["LKR", /\bLKR\b|\bsri lanka\b|\bcolombo\b/i]] },
  kr: { usual: null, options: [["SEK", /\bSEK\b|\bsvensk|\bsweden\b|\bsverige\b|\.se\b/i], ["NOK", /\bNOK\b|\bnorsk|\bnorway\b|\bnorge\b|\.no\b/i], ["DKK", /\bDKK\b|\bdansk|\bdenmark\b|\bdanmark\b|\.dk\b/i]] },
  "¥": { usual: null, options: [["JPY", /\bJPY\b|円|\byen\b|\bjapan\b|\.jp\b|[\p{Script=Hiragana}\p{Script=Katakana}]/iu], ["CNY", /\bCNY\b|\bRMB\b|元|\byuan\b|\bchina\b|\.cn\b|人民币/iu]] },
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
  if (shared.usual === null) return { code: null, assumed: null };
  return { code: shared.usual, assumed: `"${mark}" is taken as ${shared.usual}; the mail names no other currency` };
}

const ALONE = new RegExp(`(?:^|[^A-Za-z])(${CODES.split(" ").join("|")})(?![A-Za-z])`, "g");

/** ISO codes that stand in a text as capitals, in order, without repetition: "all amounts in EUR". */
export function codesIn(text: string): string[] {
  return [...new Set([...text.matchAll(ALONE)].map((match) => match[1] ?? ""))];
}

const COMMON_ALONE = /(?:^|[^\p{L}])(usd|eur|gbp|chf|aud|nzd|inr|sek|nok|dkk|pln)(?!\p{L})/giu;

const WORDS_ALONE: [RegExp, string][] = [[/(?:^|[^\p{L}])euros?(?!\p{L})/iu, "EUR"], [/(?:^|[^\p{L}])(?:quid|(?:pounds )?sterling|in pounds)(?!\p{L})/iu, "GBP"], [/(?:^|[^\p{L}])zł(?:oty\p{L}*)?(?!\p{L})/iu, "PLN"]];

/** The one common code or word that stands in a text by itself ("60/h gbp", "all in euros"); null when none or several do. */
export function codeInPassing(text: string): string | null {
  const words = WORDS_ALONE.flatMap(([word, code]) => (word.test(text) ? [code] : []));
  const codes = new Set([...[...text.matchAll(COMMON_ALONE)].map((match) => (match[1] ?? "").toUpperCase()), ...words]);
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
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

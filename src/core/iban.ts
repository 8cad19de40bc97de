/**
 * Owns: bank account numbers (IBAN, ISO 13616) and bank codes (BIC, ISO 9362) - finding, checking and showing them.
 * Never: a bank. What passes is well-formed; whose account it is nobody here knows.
 */

/** Length by country, from the SWIFT registry of IBAN formats. */
const LENGTHS = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

/** How long an IBAN of this country is; null for a country without IBANs. */
export function ibanLength(country: string): number | null {
  const found = /^[A-Z]{2}$/.test(country) ? new RegExp(`(?:^|\\d)${country}(\\d\\d)`).exec(LENGTHS) : null;
  return found ? Number(found[1]) : null;
}

const plain = (text: string): string => text.replace(/[\s-]/g, "").toUpperCase();

/** The remainder of the number, its first four characters moved to the end and letters counted from 10, divided by 97 - digit by digit, since it is longer than a number can be. */
function remainder(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** The IBAN without spaces, or a sentence that says what is wrong with it. */
export function readIban(text: string): { iban: string } | { why: string } {
  const iban = plain(text);
  const country = iban.slice(0, 2);
  const length = ibanLength(country);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return { why: "An IBAN begins with two letters and two digits, and has letters and digits only." };
  if (length === null) return { why: `${country} is no country with IBANs.` };
  if (iban.length !== length) return { why: `An IBAN of ${country} has ${length} characters, this one has ${iban.length}.` };
  if (remainder(iban) !== 1) return { why: "Its check digits do not fit: a character is wrong, or two are swapped." };
  return { iban };
}

/** "DE89 3704 0044 0532 0130 00" */
export function showIban(iban: string): string {
  return plain(iban).replace(/(.{4})(?=.)/g, "$1 ");
}

/** A BIC has 8 or 11 characters: bank, country, place, branch. */
export function isBic(text: string): boolean {
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(text);
}

/**
 * Numbers in a text that are meant as IBANs, each once and in order: valid ones, and those of a country's length whose check digits fail - a
 * person must hear of both.
 */
export function findIbans(text: string): string[] {
  const found = new Set<string>();
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}/g)) {
    // Words that follow on the line are taken with it, and cut off by the country's length.
    const all = plain(/^(?:[A-Za-z0-9][ \u00a0-]?)+/.exec(text.slice(index, index + 80))?.[0] ?? "");
    const length = ibanLength(all.slice(0, 2));
    if (length !== null && all.length >= length) found.add(all.slice(0, length));
  }
  return [...found];
}

/** The BIC that the text names as one, null when it names none. */
export function findBic(text: string): string | null {
  const named = /\b(?:BIC|SWIFT)(?:[- ]?code)?[:/ ]+(?:SWIFT[: ]+|BIC[: ]+)?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/.exec(text)?.[1];
  return named !== undefined && isBic(named) ? named : null;
}

/**
 * Owns: which currency a machine's language and region suggest, as the first proposal in the setup guide.
 * Never: a decision: the owner sees it and changes it.
 */

/** ISO 4217 codes, each with the ISO 3166 regions where it is the everyday currency. */
const REGIONS: Record<string, string> = {
  EUR: "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK",
  USD: "US EC SV PR GU VI",
  GBP: "GB JE GG IM",
  CHF: "CH LI",
  AUD: "AU",
};

const SINGLE: Record<string, string> = {
  AE: "AED", AR: "ARS", BD: "BDT", BR: "BRL", CA: "CAD", CL: "CLP", CN: "CNY", CO: "COP", CZ: "CZK", DK: "DKK", EG: "EGP", HK: "HKD",
  HU: "HUF", ID: "IDR", IL: "ILS", IN: "INR", IS: "ISK", JP: "JPY", KE: "KES", KR: "KRW", LK: "LKR", MA: "MAD", MX: "MXN", MY: "MYR", NG: "NGN",
  NO: "NOK", NZ: "NZD", PE: "PEN", PH: "PHP", PK: "PKR", PL: "PLN", RO: "RON", RS: "RSD", SA: "SAR", SE: "SEK", SG: "SGD", TH: "THB", TR: "TRY",
  TW: "TWD", UA: "UAH", UY: "UYU", VN: "VND", ZA: "ZAR",
};

/** Currency of a BCP 47 language tag with a region, e.g. `de-AT`; USD when it names none that is known. */
export function currencyOf(locale: string): string {
  const region = /[-_]([A-Z]{2})\b/.exec(locale)?.[1] ?? "";
  return SINGLE[region] ?? Object.keys(REGIONS).find((code) => REGIONS[code]?.split(" ").includes(region)) ?? "USD";
}

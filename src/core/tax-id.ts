/**
 * Owns: what a customer's tax number looks like, with the name that it goes by where they are: "GSTIN 33AABCS1429B1Z5", "VAT GB318552907" (PRODUCT M2).
 * Never: whether it is a valid one.
 */
const NAME =
  "GSTIN|GST|VAT|TVA|TRN|TIN|EIN|ABN|UEN|USt-?Id(?:Nr)?\\.?|UID|Steuernummer|SIRET|SIREN|CIF|NIF|RFC|RUC|CUIT|RUT|NIP|REGON|CUI|BTW|CNPJ|CPF|OIB|P\\.? ?IVA|Partita IVA|Codice Fiscale|[Tt]ax [Ii][Dd]|[Tt]ax (?:[Nn]o|[Nn]umber)";
const NUMBER = "(?=(?:[A-Z ./-]{0,6}\\d){6})[A-Z]{0,4}[ -]?\\d(?=[\\dA-Z .-]{0,24}\\d{3})[\\dA-Z./-]{1,20}(?: \\d{2,6}){0,4}";

/** Group 1: the name and the number as written. */
export const TAX_ID = new RegExp(`(?:^|[^\\w])((?:${NAME})(?:[ -]?(?:ID|[Ii]d|[Nn]o|[Nn]r|[Nn]umber|[Nn]ummer|[Rr]eg|intracom\\p{L}*|n°)\\.?){0,2}(?: is| on it,?|,)?\\s?[:#]?\\s?${NUMBER})(?![\\w%]|[.,]\\d|\\s?(?:[€$£]|lei|zł|EUR|USD|GBP|RON|PLN))`, "u");

/** True for a reference that is a tax number: it names the customer, not the order. */
export const isTaxId = (reference: string): boolean => TAX_ID.exec(reference)?.[1] === reference;

/**
 * Owns: what must never be made public whatever a person wants: keys, passwords, card numbers, bank accounts (PRODUCT S6).
 * Never: repeating what it found; the sentence names the kind only.
 */
import { readIban } from "./iban";

interface Kind {
  name: string;
  found(text: string): boolean;
}

/** The check digit of card numbers (ISO/IEC 7812-1): every second digit from the right doubled, the sum a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const value = Number(digits.charAt(digits.length - 1 - place)) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** First digits and lengths of the schemes (ISO/IEC 7812-1 issuer numbers): Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay. */
const SCHEME = /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12})$/;

/** As cards are printed - in one, in fours, or 4, 6 and the rest - whatever stands between and behind, e.g. the date on which it ends. */
const PRINTED = /(?<![\d.,+]|\+\d{1,3} )(?:\d{13,19}|\d{4}(?:[\s._/-]{1,2}\d{4}){3}|3\d{3}[\s._/-]{1,2}\d{6}[\s._/-]{1,2}\d{4,5})(?![.,]?\d)/g;

/** Digits as cards are printed, or grouped otherwise by blanks or hyphens; a telephone number begins with a plus, and in an address stand numbers of other things. */
function hasCard(all: string): boolean {
  const text = all.replace(/https?:\/\/\S+/gi, " ");
  const candidates = [...(text.match(PRINTED) ?? []), ...(text.match(/(?<![\d.,+]|\+\d{1,3} )[2-6]\d(?:[ -]?\d){11,17}(?![\d.,]?\d)/g) ?? [])];
  return candidates.map((candidate) => candidate.replace(/\D/g, "")).some((digits) => SCHEME.test(digits) && passesLuhn(digits));
}

function hasIban(text: string): boolean {
  const candidates = text.match(/\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,32}/gi) ?? [];
  // A word behind the number belongs to the match; the account is at its beginning.
  return candidates.some((candidate) => {
    const plain = candidate.replace(/[ .-]/g, "");
    for (let length = 15; length <= plain.length; length += 1) if ("iban" in readIban(plain.slice(0, length))) return true;
    return false;
  });
}

/** As the services write their keys: Stripe, AWS, GitHub, GitLab, Slack, Google, Meta, npm, SendGrid, Twilio, Telegram, OpenAI and web tokens. */
const KEY = new RegExp(
  [
    "(?:sk|pk|rk)_(?:live|test)_\\w{10,}|whsec_\\w{16,}|(?:AKIA|ASIA)[0-9A-Z]{16}\\b|gh[pousr]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|xox[abeoprs]-[\\w-]{10,}",
    "AIza[\\w-]{30,}|GOCSPX-[\\w-]{16,}|ya29\\.[\\w-]{20,}|EAA[A-Za-z0-9]{30,}|npm_[A-Za-z0-9]{30,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|(?:SK|AC)[0-9a-f]{32}\\b|\\d{8,10}:AA[\\w-]{30,}|sk-[\\w-]{20,}",
    "eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]{5,}|Bearer [\\w.~+/-]{20,}",
  ]
    .map((some) => `\\b(?:${some})`)
    .join("|"),
);
/** A long value with a digit in it behind a name that says what it is. */
const NAMED_KEY = /\b(?:api|access|secret|client|auth|private)?[ _-]?(?:key|token|secret)\s{0,3}[:=]\s{0,3}["']?(?=[\w./+-]{0,80}\d)[\w./+-]{16,}/i;
const PASSWORD = "(?:password|passphrase|passcode|passwort|kennwort|passwd|pwd|pw|contraseña|mot de passe|wachtwoord|senha|parola|hasło)";
/** Behind a colon or an equals sign anything that is no sentence; behind "is", or nothing, only what has a digit in it. */
const PASSWORDS = [
  new RegExp(`(?<!\\p{L})${PASSWORD}\\s{0,3}[:=]\\s{0,3}(?:(?=\\S{0,60}[^\\p{L}\\s.,!?])\\S{4,}|\\S{4,}(?=\\s*(?:$|[\\n.,;!?])))`, "iu"),
  new RegExp(`(?<!\\p{L})${PASSWORD}(?: is| ist| lautet)?\\s{1,3}(?=\\p{L}{0,40}\\d)(?=\\S{0,40}\\p{L})\\S{6,}`, "iu"),
];
const PIN = /(?<![\p{L}\p{N}])(?:PIN|TAN|CVV|CVC)(?:[- ]?[Cc]ode)?\s{0,3}[:=]\s{0,3}\d{3,8}(?!\d)/u;
/** `scheme://name:password@host` */
const LOGIN = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{3,100}@[\p{L}\d]/iu;

const KINDS: readonly Kind[] = [
  { name: "a private key", found: (text) => /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/.test(text) },
  { name: "a key of a service", found: (text) => KEY.test(text) || NAMED_KEY.test(text) },
  { name: "a password", found: (text) => PASSWORDS.some((pattern) => pattern.test(text)) || PIN.test(text) || LOGIN.test(text) },
  { name: "a card number", found: hasCard },
  { name: "a bank account number (IBAN)", found: hasIban },
];

/** The text as it is read: other widths, blanks, hyphens, quotes and invisible characters hide nothing in it. Only for looking through. */
export const plainText = (text: string): string => text.normalize("NFKC").replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, "").replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u2018\u2019\u02BC]/g, "'").replace(/[^\S\n]/g, " ");

/** Names of what the text gives away, e.g. "a card number"; [] when nothing. */
export function secretsIn(text: string): string[] {
  const plain = plainText(text);
  return KINDS.filter(({ found }) => found(plain)).map(({ name }) => name);
}

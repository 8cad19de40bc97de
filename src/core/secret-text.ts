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

/** Digits alone, or grouped by blanks or hyphens; a telephone number begins with a plus. */
function hasCard(text: string): boolean {
  const candidates = text.match(/(?<![\d.,+]|\+\d{1,3} )[2-6]\d(?:[ -]?\d){11,17}(?![\d.,]?\d)/g) ?? [];
  return candidates.map((candidate) => candidate.replace(/\D/g, "")).some((digits) => SCHEME.test(digits) && passesLuhn(digits));
}

function hasIban(text: string): boolean {
  const candidates = text.match(/\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,32}/gi) ?? [];
  // A word behind the number belongs to the match; the account is at its beginning.
  return candidates.some((candidate) => {
    const plain = candidate.replace(/[ -]/g, "");
    for (let length = 15; length <= plain.length; length += 1) if ("iban" in readIban(plain.slice(0, length))) return true;
    return false;
  });
}

const KEY = /\b(?:sk|pk|rk)_(?:live|test)_\w{10,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}|\bxox[abposr]-[\w-]{10,}|\bAIza[\w-]{30,}|\bEAA[A-Za-z0-9]{30,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}|\bsk-[\w-]{20,}/;

const KINDS: readonly Kind[] = [
  { name: "a private key", found: (text) => /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/.test(text) },
  { name: "a key of a service", found: (text) => KEY.test(text) },
  { name: "a password", found: (text) => /\b(?:password|passwort|passwd|pwd|contraseña|mot de passe|wachtwoord|senha|parola|hasło)\s{0,3}[:=]\s{0,3}\S{4,}/i.test(text) },
  { name: "a card number", found: hasCard },
  { name: "a bank account number (IBAN)", found: hasIban },
];

/** Names of what the text gives away, e.g. "a card number"; [] when nothing. */
export function secretsIn(text: string): string[] {
  return KINDS.filter(({ found }) => found(text)).map(({ name }) => name);
}

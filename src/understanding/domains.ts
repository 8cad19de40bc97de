/**
 * Owns: whether a host only looks like one that is known: letters that look the same, a slip of the keyboard, added words, another ending,
 * a known name in front of a stranger's (PRODUCT M6).
 * Never: deciding; and never an alarm for a name that is merely another one.
 */
import { FREEMAIL } from "../core/freemail";
import { isAscii } from "./words";

/** Second-level suffixes under which every customer has a domain of his own. */
const SHARED_SUFFIX = /^(?:co|com|org|net|gov|ac|edu|or|ne|gob|gouv|gv|go|nom|web|ltd|plc)\.[a-z]{2}$/;

/** The part of a host that is registered: "mail.acme.co.uk" -> "acme.co.uk". */
export function registeredDomain(host: string): string {
  const parts = host.toLowerCase().split(".").filter((part) => part !== "");
  const two = parts.slice(-2).join(".");
  return SHARED_SUFFIX.test(two) ? parts.slice(-3).join(".") : two;
}

/** Registered domain of an address, "" when it has none. */
export function domainOf(email: string): string {
  return registeredDomain(email.slice(email.lastIndexOf("@") + 1));
}

/** Letters of one label behind "xn--" (RFC 3492); the label itself when it is not well formed. */
function decodeLabel(label: string): string {
  if (!label.startsWith("xn--")) return label;
  const cut = label.lastIndexOf("-");
  const output = cut > 3 ? Array.from(label.slice(4, cut), (letter) => letter.codePointAt(0) ?? 0) : [];
  const input = label.slice(cut > 3 ? cut + 1 : 4);
  let [n, i, bias, at] = [128, 0, 72, 0];
  while (at < input.length) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const code = input.charCodeAt(at);
      at += 1;
      const digit = code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : 36;
      if (digit > 35 || i > 0xffffff) return label;
      i += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    let delta = before === 0 ? Math.floor((i - before) / 700) : Math.floor((i - before) / 2);
    delta += Math.floor(delta / length);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff) return label;
    output.splice(i, 0, n);
    i += 1;
  }
  return String.fromCodePoint(...output);
}

/** The host as a person sees it. */
export function shownHost(host: string): string {
  return host.toLowerCase().split(".").map(decodeLabel).join(".");
}

/** Letters of other scripts, and digits, by the letter that they look like. */
const TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: "аαɑаạ4", b: "вьƅ8", c: "сϲƈ", d: "ԁđɗ", e: "еєεəҽ3", f: "ƒ", g: "ɡց", h: "һнհ", i: "іιıɩ1lł|", j: "ј", k: "кκ", m: "м", n: "пηոռ", o: "оοօøσ0", p: "рρþ", q: "ԛգ", r: "гɾ", s: "ѕʂ5", t: "тτŧ", u: "υսʋ", v: "νѵ", w: "ԝωш", x: "хχ", y: "уγүʏ", z: "ʐ2",
  }).flatMap(([letter, twins]) => Array.from(twins, (twin) => [twin, letter] as const)),
);

/** What the eye makes of it: twins as one letter, "rn" as "m". Two different names with the same look are a disguise. */
function look(label: string): string {
  const letters = label.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const seen = Array.from(letters, (letter) => TWINS[letter] ?? letter).join("");
  // By now every "l" is an "i".
  return seen.replace(/rn/g, "m").replace(/vv/g, "w").replace(/ci/g, "d");
}

/** Words that are put beside a known name to look official. */
const ADDED = new Set(
  "account accounting accounts admin ag ap ar bank billing bill bills biz business care center client clients co company contact corp corporate customer dept direct eu finance financial gmbh global group help hq inc info int international invoice invoices invoicing llc login ltd mail mailer mails my net office official online order orders pay payable payables payment payments portal procurement purchasing remit remittance sale sales secure security service services shop srl sarl support team the treasury uk us usa web www".split(" "),
);

/** One such word, or two written as one: "accountsdept". */
const isAdded = (word: string): boolean => ADDED.has(word) || [...ADDED].some((first) => first.length > 2 && word.startsWith(first) && ADDED.has(word.slice(first.length)));

/** The name without words that make it look official: "acme-billing", "billingacme", "the-acme" are all "acme". At least four letters stay. */
export function bareName(label: string): string {
  let words = label.split("-").filter((word) => word !== "");
  const kept = words.filter((word) => !isAdded(word));
  if (kept.length > 0) words = kept;
  const name = words.join("");
  for (const word of ADDED) {
    if (word.length < 3 || name.length - word.length < 4) continue;
    if (name.endsWith(word)) return name.slice(0, -word.length);
    if (name.startsWith(word)) return name.slice(word.length);
  }
  return name;
}

/** Slips of the keyboard between two names: letters added, left out, exchanged or swapped with their neighbour. Up to 2, then 3. */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 9) + 1, (row[j - 1] ?? 9) + 1, (last[j - 1] ?? 9) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 9) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return Math.min(3, last[b.length] ?? 3);
}

/** Services that give every customer a host of its own, and write from there: a name in front is the service's doing. Anybody can open one. */
const HOSTED = new Set("zendesk.com freshdesk.com freshservice.com helpscoutapp.com gorgias.io intercom-mail.com zohodesk.com zohodesk.eu atlassian.net odoo.com myshopify.com kayako.com hubspot-inbox.com".split(" "));

/** The service and the name in front, when a host is one that such a service gives to its customers; null otherwise. */
export function hosted(host: string): { service: string; name: string } | null {
  const service = registeredDomain(host);
  return HOSTED.has(service) && host.length > service.length ? { service, name: host.slice(0, -service.length - 1).toLowerCase() } : null;
}

/** A sentence part such as "the letters look the same", null when the two are merely different names. */
function likeness(host: string, known: string): string | null {
  const mine = registeredDomain(host);
  const [label = "", other = ""] = [mine.split(".")[0], known.split(".")[0]];
  const ending = mine.slice(label.length) === known.slice(other.length);
  const inFront = `.${host}`;
  if (inFront.includes(`.${known}.`) || inFront.includes(`.${known.replace(/\./g, "-")}.`)) return `it only begins with ${known}; what counts is its end, ${mine}`;
  if (other.length >= 5 && hosted(host) === null && host.slice(0, -mine.length).split(".").includes(other)) return `it only carries ${other} in front; what counts is its end, ${mine}`;
  if (label === other) return other.length >= 4 ? "only the ending is another" : null;
  if (look(label) === look(other) && other.length >= 3) return "its letters only look the same";
  if (other.length >= 4 && bareName(label) === bareName(other) && bareName(other).length >= 4) return "words or hyphens were added or left out";
  const apart = slips(look(label), look(other));
  const length = Math.min(label.length, other.length);
  const near = (apart === 1 && length >= (ending ? 6 : 8)) || (apart === 2 && length >= 11 && ending && label[0] === other[0]);
  return near ? "it differs by a letter or two" : null;
}

/** The known domain that a host passes itself off as, with how; null for a known one and for one that is merely another. Mailboxes that anybody can have are nobody's name. */
export function lookAlike(host: string, known: readonly string[]): { known: string; how: string } | null {
  const shown = shownHost(host);
  const all = [...new Set(known.map(registeredDomain))].filter((domain) => domain.includes("."));
  const names = all.filter((domain) => !FREEMAIL.has(domain));
  if (names.some((domain) => shownHost(domain) === registeredDomain(shown)) || FREEMAIL.has(registeredDomain(shown))) return null;
  for (const domain of names) {
    const how = likeness(shown, shownHost(domain));
    if (how !== null) return { known: domain, how };
  }
  // "gmai1.com": a mailbox provider is known by its letters, not by words or endings.
  const provider = all.find((domain) => FREEMAIL.has(domain) && look(registeredDomain(shown)) === look(domain));
  return provider === undefined ? null : { known: provider, how: "its letters only look the same" };
}

/** True when a mailbox that anybody can have is hardly to be told from one that is known: "sue.hartt@gmail.com" and "sue.hart@gmail.com". */
export function sameLookingMailbox(email: string, known: string): boolean {
  const cut = (address: string): [string, string] => [address.slice(0, address.lastIndexOf("@")), domainOf(address)];
  const [[local, domain], [other, home]] = [cut(email.toLowerCase()), cut(known.toLowerCase())];
  if (local === other || domain !== home || !FREEMAIL.has(domain) || Math.min(local.length, other.length) < 6) return false;
  return slips(look(local.replace(/[._-]/g, "")), look(other.replace(/[._-]/g, ""))) <= 1;
}

const OTHER_SCRIPTS = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;

/** Words with letters of other scripts as the Latin ones that they look like, and without characters that nobody sees; positions are not kept. */
export function unmasked(text: string): string {
  if (isAscii(text)) return text;
  const seen = text.replace(/\p{Cf}/gu, "");
  if (!OTHER_SCRIPTS.test(seen)) return seen;
  return seen.replace(/[\p{L}\p{M}]+/gu, (word) => (/[a-z]/i.test(word) && OTHER_SCRIPTS.test(word) ? Array.from(word.toLowerCase(), (letter) => (letter > "\x7f" ? (TWINS[letter] ?? letter) : letter)).join("") : word));
}

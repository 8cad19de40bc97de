/**
 * Owns: words as the name of a thing, and which words name none: what points elsewhere, what the paper is needed for, whom it goes to (PRODUCT M2).
 * Never: where the words come from.
 */
import { tagged } from "./classify";
import { LANGUAGES } from "./lang/all";
import { HOUSE_FORM } from "./naming";
import type { Concept, Language } from "./lang/language";
import { sieved } from "./sieve";
import { plain, sameLengthPlain } from "./words";

/** Words behind which nothing is named any more. */
const ENDS = sieved(/(?:^|,|;|\s)(?:(?:erhalten|bekommen|gekauft|bestellt|abgeholt|gehabt|genommen)(?=$|[,.])|brauche?n? ich|benotige?n?|damit|(?:dann|then|puis|luego|poi|dan|depois|potem|apoi) (?:i|we|ich|wir|je|nous|te|le|ti|ik|we|vou|zaplac|uber|betaal|platesc)|j'en ai besoin|lo necesito|mi serve|heb ik nodig|as (?:per|agreed|discussed|we|usual)|per (?:the|our|your)|in accordance|according to|thanks|thank you|thx|cheers|please|(?:the )?same (?:amount|price|as)|and send|send it|so (?:that|we|i|you|it|they|our|my|the|he|she)|wie (?:besprochen|vereinbart|im|in|laut|auf)(?!\p{L})|jak w(?= )|come nel\p{L}*|como (?:en el|en la|no|na|consta)(?!\p{L})|comme (?:dans|au|prevu|indique)|(?:when(?:ever)?|once|if) (?:it|they|you|we|this|that|possible)(?!\p{L})|as soon as|(?:sobald|wenn|falls) (?:sie|du|es|ihr|moglich|die|das)(?!\p{L})|(?:quand|lorsqu'|des qu)\p{L}*|(?:cuando|en cuanto) (?:est|sea|pued|lo|la|teng)\p{L}*|(?:quando|appena) (?:e |sara|puo|possibile|pod|estiver)\p{L}*|(?:zodra|wanneer) (?:het|je|u|deze|mogelijk|die)(?!\p{L})|(?:gdy|jak tylko|kiedy) (?:bedzie|pan|to)\p{L}*|gemass|comme convenu|selon|segun|como acordado|conforme(?= (?:a|al|con|o|ao|acordado|combinad[oa]|presupuesto|pedido|contrato|orcamento|oferta)(?!\p{L})|\W*$)|come (?:da|concordato)|zoals (?:afgesproken|besproken|in|op|vermeld|overeengekomen)(?!\p{L})|conform|zgodnie|net \d+|yet|(?:to be |be )?(?:invoiced|billed)|would be (?:great|good|nice|lovely|appreciated|helpful|perfect|ideal)|(?:i|we) (?:don't|do not|can't|cannot|haven't|have not|forgot|guess|hope|didn't|did not|wasn't|weren't)(?!\p{L})|put (?:the |our |a )?(?:po|purchase order|order|job|ref)(?!\p{L})|and (?:quote|mention|state|put|include|note|reference|show|add)|(?:quoting|mentioning|stating) (?:our|the|po)|en (?:rappelant|mentionnant|indiquant|precisant)|unter angabe|indicando|con indicazione|onder vermelding|met vermelding|(?:the )?(?:amount|importo|importe|montant|betrag|bedrag|kwota)|i (?:think|believe|guess|suppose)|if i remember|(?:somewhere |something )?(?:between|around|about|roughly|approximately) \d+|(?:for|in|to) (?:a |the )?(?:total|amount|sum) of|amounting to|totall?ing|payable(?!\s\p{L}{5,})|to be paid|due (?:on|by|in|within)|before (?:they|we|you|the)|(?:under|on|against) (?:our |the )?(?:po|order|purchase order)\b|(?:we|i)(?: will|'ll) pay|d'un montant|pour un (?:montant|total)|por un (?:importe|total|valor)|por importe|per un (?:importo|totale)|voor een (?:bedrag|totaal)|zum (?:preis|gesamtpreis)|in hohe von|na kwote|w kwocie|no valor|pelo valor|in valoare de|zahlbar|fallig|payables?(?!\s\p{L}{5,})|pagader[oa]|con vencimiento|con scadenza|com vencimento|te betalen|platn[eya])\b.*$/iu);
const FRAME = /^(?:suite [aà]|following|further to|im nachgang zu|tras|a seguito di|and|und|et|for|(?:sum|amount) of|the|a|an|our|your|my|this|these|that|following|work (?:on|done on)|die|der|das|den|dem|le|la|les|l'|los|las|el|il|lo|gli|het|de|os|as|o)\s+/iu;
/** Words that name no thing, one kind a line: how the paper comes, what an amount was, whose house, how it is paid, a wish that goes on, an order without its number. In plain letters. */
const NO_NAMES = new RegExp(`^(?:${[
  "(?:an? |un |ein |una |als )?(?:pdf|e-?mail|whatsapp)(?: (?:please|to|by|file|format|copy|document|bitte|a)(?!\\p{L}).*|-?datei|,.*)?",
  "(?:was|were|is|are|war|ist|era|etait|bylo|foi|fue|ere)(?: (?:it|het|es|das|dat|ca|cela|to|isso|around|about|approx\\w*|only|just|over|under|roughly|ca|circa|etwa|ungefahr|environ|unos|toch|doch)(?!\\p{L})\\.?.{0,40})",
  "c'(?:est|etait)(?: .{0,20})?",
  "(?:company|business|firm|empresa|societe|entreprise|firma|firme|firm[ey]|unternehmen|bedrijf|azienda|societa|ditta)(?:\\s?[,(].*| please| instead| directly)?",
  "(?:by |per |par |por |via |con |con il |mit )?(?:bank|wire|credit|card|money) (?:transfer|payment)s?(?: or)?|ueberweisung|uberweisung|virement|transferencia|bonifico|overschrijving|przelew",
  "\\d[\\d.,']*\\s?(?:euros?|eur|chf|franken|pounds?|gbp|dollars?|usd|lei|zl|kr)(?: (?:noch|bitte|please|ne|eine?|encore|por favor|graag|prosze))*",
  "(?:over|not|missing|outstanding|still|received|overdue|reminder|urgent|request(?:ed)?|needed|required|due)(?: (?:yet|received|for|a|the|needed|please|outstanding|missing|due))*",
  "(?:pauschal\\p{L}*|flat(?: (?:rate|fee|price))?|lump sum|(?:au )?forfait|a corpo|forfettario|ryczalt\\p{L}*|vast(?:e)? (?:bedrag|prijs)|alles in|all in|inclusive)",
  "(?:the )?(?:phone|telephone|call|meeting|chat|telefon|telefono|telephone)(?: (?:yesterday|today|last .{1,20}))?",
  "(?:start|begin) (?:with|on|to|\\p{L}+ing) .*|(?:let|tell|keep) (?:me|us|him|them|everyone|the team) .*|make sure .*",
  "(?:new|our|your|the)?\\s?(?:po|purchase order|order|bestellung|commande|pedido|ordine|zamowienie|comanda)\\s(?:raised|issued|created|attached|confirmed|approved|placed|received)(?!\\p{L}).*",
].join("|")})$`, "u");

/** Words that point at something the mail does not name. */
export const VAGUE = /^(?:nodig|(?:purchase|transaction|kauf|achat|compra|acquisto|aankoop|zakup)(?:[,;].*|\s(?:and|we|i|on|made|from|so)\s.*)?|(?:(?:kind|continued|ongoing|prompt|quick|great|good|fast|valued|swift|warm) )*(?:co-?operation|patience|understanding|attention|custom|trust|reply|response|time|help|assistance|partnership)|(?:kind|continued|ongoing|great|valued) (?:support|business|service)|\d{1,3}\s?%|(?:(?:\p{L}+|\d+) of )?(?:them|these|those)(?:[\s,].*)?|(?:it|one)(?:$|,.*|\s(?:and|please|pls|in|on|by|for|as|so|now|up|is|was)(?!\p{L}).*)|(?:units?|pcs|pieces|items|einheiten|st[uü]ck|unit[eé]s|pi[eè]ces|unidades|piezas|pezzi|stuks|sztuk|pe[cç]as|buc[aă][tț]i)|(?:la |el |le |die |der |de |a |o )?(?:semana|mes|a[nñ]o|semaine|mois|woche|monat|settimana|mese|week|maand|m[eê]s|s[aă]pt[aă]m[aâ]na|luna|tydzie[nń]|miesi[aą]c)(?: .{0,20})?|(?:again|too|soon|this time|now)(?: .{0,40})?|(?:prepare|send|do|write|raise|issue) (?:it|one|that|me)(?: .{0,30})?|soit|ossia|cio[eè]|es decir|czyli|adic[aă]|that is|today|tomorrow|now|heute|morgen|aujourd'hui|hoy|oggi|vandaag|hoje|(?:son|s[aã]o|sono|sind|sont|zijn|sunt)\s(?:a|à|zu|por|per|de|la)|son|s[aã]o|sono|sind|waren|are|were|was|sunt|foram|fueron|erano|(?:ce )?sont|zijn|het waren|by[lł][oy]|when(?:ever)?(?: (?:you|we|it)\b.*)?|asap|soon|later|vereinbart (?:waren|war|sind)|agreed (?:was|were)|we agreed(?: on)?|quedamos en|habiamos acordado|on avait dit|avons convenu|afgesproken was|(?:iva|vat|tva|mwst|btw|ust|gst)(?!\p{L}).*|(?:my|our|the|your) (?:books?|records?|accounts?|files?|bookkeeping|accountants?|landlord|insurance|insurer|employer|taxe?s?)(?: (?:department|dept|people|team))?|(?:the )?(?:agreed|vereinbarte[nrms]?|convenue?s?|acordad[oa]s?|concordat[oaie]|pattuit[oaie]|overeengekomen|afgesproken|combinad[oa]s?|uzgodnion[aeay]|convenit[ae]?)(?: (?:amount|sum|price|fee|rate|betrag|summe|preis|montant|prix|importe|precio|importo|prezzo|bedrag|prijs|valor|preco|kwot[aey]|cen[aey]|sum[ae]|pret(?:ul)?))?|one (?:for|to)\b.*|as follows|the following|wie folgt|folgendes|comme suit|como sigue|lo siguiente|come segue|als volgt|nastepujac\w+|urmatoarele|accordingly|(?:it|this|that|them|those) (?:now|today|please|all|this week)|(?:we|i|you)(?:'ll| will|'d)? (?:pay|settle|transfer|get|sort|arrange)\b.*|net|gross|(?:the |that |this |all )?(?:things?|stuff|it|that|everything|job|work|services?|above|below|same|following|rest|amount|details)(?: (?:we|you|i|that we|below|above|as|provided|rendered|done|attached)\b.*)?|what we .*|ce que nous .*|was wir .*)$/iu;
/** What somebody needs the paper for, and the way it comes: never what was done. */
export const PURPOSE = new RegExp(`^(?:(?:my|our|his|her|their|your|this|next|an?|the|la|el|mi|nuestr[ao]|le|ma|mon|notre|die|den|das|meinen?|unseren?|de|het|mijn|onze|mi[ao]|nostr[ao]|il|a|o|minha|noss[ao])\\s|l'|\\p{L}+'s\\s)?(?:(?:quality|company|horse|client|personal|petty|own|work|business|month|payment|pay|\\p{L}+day's|weekly|monthly)\\s){0,2}(?:${LANGUAGES.map(({ purposes }) => purposes).join("|")})(?:\\s(?:department|team|people|please|purposes?|before\\s.{1,40}|by\\s.{1,40}|so\\s.{1,60}))?$|^(?:whatsapp|e-?mail|correo|courriel|mailem|pec|paper|pdf|post|peppol|letterhead|chorus pro|invoicenow)(?!\\p{L}).*$|^(?:straight|directly|back|over|direct) to\\s.*$|^both (?:months?|of them|days|dates|weeks|visits|halves)(?:\\s.*)?$`, "u");
/** What may be the reason as well as the thing: what the mail names elsewhere goes before. */
export const AMBIGUOUS = /^(?:(?:my|our|his|her|their|your|this|the)\s)?(?:insurance|audit(?:ors?)?|tax(?:es)?|tax return|(?:tax and )?accounting(?: and tax(?:es)?)?|accounts|office|quarter|month|grant|department|reimbursement|finance|bank|club|school|church|company|council|parish|tenants?|trustees|committee|clients?|customers?|head office|charity|estate)(?: now)?(?:\s(?:please|purposes?|department|team|people|company))?$/iu;
/** Whom it goes to. */
export const ONLY_HOUSE = new RegExp(`^(?:\\p{Lu}[\\p{L}\\d&.'’-]*,?\\s){1,5}${HOUSE_FORM}\\.?(?:\\s(?:with|at|on|by|as)\\s.*|,.*)?$`, "u");
/** Nothing but an afterthought: "in accordance with Article 14". */
export const onlyAfterthought = (words: string): boolean => !/\p{L}{2}/u.test(ended(words));

/** ENDS in plain letters, cut from the words as written. */
export function ended(words: string): string {
  const end = ENDS.exec(sameLengthPlain(words));
  return end === null ? words : words.slice(0, end.index);
}

/** Whom something goes to, not what it is. */
const ADDRESSEE = /^to (?:the|our|my|his|her|their)\s|^(?:to|an|à|a|aan|per|via|by) (?:me|us|my|our|the (?:accounts?|office|address)|uns|mich|nous|moi|ons|mij|nosotros|mi|email|e-mail|mail|post)(?!\p{L})/iu;

/** A name for what is asked for, without article and afterthought; null when nothing is left. */
export function nameOf(words: string): string | null {
  let name = ended(words.replace(/\((?:i\.?e\.?|that is|which is|soit|das sind|d\.? ?h\.?|cioè|cioe|es decir|czyli|adică|adica|dus|ou seja|=)?,?\s*\)/gi, " ")).split(/[.;:!?]\s(?![^()]{0,60}\))|\s[-–—]\s(?![^()]{0,60}\))|, (?=(?:which|who|that|die|qui|que|che)\b)/u)[0] ?? "";
  for (let before = ""; before !== name; ) {
    before = name;
    name = name.replace(FRAME, "").replace(/\sx{1,3}$/u, "").replace(/^[\s"',:()–—-]+|[\s"',.:?!(–—-]+$/g, "").replace(/,?\s(?:due|or|oder|is|are|was|were|of|for|on|at|from|über|mit|aus|von|van|di|po|za|na|à|de|the|a|our|over|worth|schicken|senden|zusenden|zuschicken|ausstellen|erstellen|schreiben|sturen|opmaken|maken)$/u, "").replace(/(?:^|\s)(?:naar|to|an|à|a|al|ao|na|la|per) \S{1,60}@\S{1,60}/u, "");
  }
  // "DJ", "PA".
  if (/^\p{Lu}{2}$/u.test(name)) return name;
  return name.length < 3 || name.length > 160 || !/\p{L}{3}/u.test(name) || ADDRESSEE.test(name) ? null : name;
}

export const EMPTY: Concept[] = ["INVOICE", "REQUEST", "PLEASE", "SEND", "FOR", "THE", "BILL", "QUOTE", "PRICE", "ORDER", "ID", "NUMBER", "MONEY", "TO", "US", "YOUR", "OUR", "AND", "NEED", "CAN_YOU", "WE", "YOU", "ASK"];
const PAPER: Concept[] = ["INVOICE", "BILL", "BILLED"];
const DEEDS: Concept[] = ["SEND", "SEND_LAST", "PAY", "PLEASE", "CAN_YOU", "YOU_MAY", "NEED", "READY", "WE"];

/** True when the words name nothing but the request itself. */
export function onlyFrame(name: string, language: Language): boolean {
  const { concepts } = tagged(name, language);
  // "Order #3456" says what it is about, "the order" does not.
  const numbered = concepts.includes("ORDER") && (concepts.includes("ID") || concepts.includes("NUMBER"));
  // "Send me your invoice and I'll get it paid": the wish, not the thing.
  const wish = concepts.some((concept) => PAPER.includes(concept)) && concepts.some((concept) => DEEDS.includes(concept));
  if (NO_NAMES.test(plain(name))) return true;
  // "3D-Drucker" is no number.
  if (/(?:^|\s)\d{1,2}\p{Lu}{1,3}-\p{L}{3}/u.test(name)) return false;
  // "Licence fee" asks for a price elsewhere; here it is what is billed.
  if (/\p{L}{4,}\s(?:fees?|charges?|costs?)$/iu.test(name) && !VAGUE.test(name)) return false;
  return VAGUE.test(name) || wish || (!numbered && concepts.every((concept) => EMPTY.includes(concept)));
}

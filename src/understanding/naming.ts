/**
 * Owns: what a piece of text calls the thing that it counts or prices: its words without numbers, joints, tax and thanks (PRODUCT M2).
 * Never: a number.
 */
import { aWord, said } from "./lang/all";
import { BLANK } from "./numbers";
import { sieved } from "./sieve";
import { oneLine, plain, remember } from "./words";

const ABOUT = /^(?:ca\.?|circa|approx\.?|approximately|about|around|roughly|etwa|ungefahr|environ|env\.|unos|unas|aproximadamente|ongeveer|ok\.?|okolo|aprox\.?|~|cirka)\s+/iu;
/** "PO-88213 ": which order it is on. */
const ORDER_BEFORE = /^(?:l?p\.?o\.?|order)[-\s#:]{0,3}\d[\w/-]{2,30}[\s:,–-]+/iu;
/** Tax and thanks behind the thing. */
const TAIL = /,?\s{0,3}\((?:iva|vat|tva|gst|mwst|btw|excl|incl|plus|zzgl|inkl)[^()]{0,40}\)$|[\s,;(+-]{0,6}(?:(?:plus|excl\.?|excluding|incl\.?|including|zzgl\.?|inkl\.?|exkl\.?|hors|oltre|piu|più|m[aá]s|mais|plus de|fara|cu|bez|\+)\s{0,3}(?:\d[\d.,]{0,12}\s?%\s{0,3}(?:de\s)?)?(?:vat|gst|hst|tax|taxes|mwst\.?|ust\.?|tva|iva|btw|ht)\b.*|,?\s{1,3}(?:less|minus) (?:the |a )?\d{1,2}(?:[.,]\d)?\s?%.*|,?\s{0,3}(?:less|minus|abzuglich|moins|menos|meno|min) (?:\S+ ){0,3}(?:discount|rabatt|remise|descuento|sconto|korting|desconto)\b.*|,?\s{0,3}(?:thx|thanks|thank you|pls|please|danke|merci|gracias|grazie|bedankt|obrigado|multumesc|dziekuje)\b.*)$/iu;
/** "Mowing, 3 times": how often, when the number is gone. */
const OFTEN = new RegExp(`,\\s(?:${said("times")})$`, "iu");
/** "(la del día 12 no vino que estaba malito)": a tale beside the thing. */
const TALE = /\s?\((?:[^\s()]{1,30}\s){6,60}[^\s()]{1,30}\)/gu;
/** When it was, and other words behind it that name nothing. */
const ASIDE = /[\s,]{1,3}(?:this (?:morning|week|month|afternoon|time)|yesterday|today|last (?:night|week|month)|when(?:ever)? (?:you|u) .{1,60}|(?:(?:no|por|em|in|bar|per|via|by|with|en|mit|als) )?(?:pix|cash|bizum|zelle|venmo|paypal|revolut|contanti|especes|efectivo|dinheiro|numerar|gotowka|contant|bar)|(?:paid|billed|payable|charged|invoiced|prepaid) (?:annually|yearly|quarterly|monthly|up ?front|in advance|(?:for|by) (?:the |a |\d{1,2} )?(?:full |whole |entire |first |next )?(?:years?|months?|quarters?|term|season))|so|like (?:you|u|we|last) .{1,40}|as (?:agreed|usual|discussed|always)|off you(?: \p{L}+day)?|(?:works (?:fine |well )?)?for (?:us|you|me))$/iu;
const RATE = /,?\s{0,3}\bnot \d[\d.,]{0,8}(?![\p{L}\d])[^,;.]{0,60}(?:,|$)|\s(?:at|for)(?=\s+(?:incl|excl|plus)\p{L}*\s)|(?:^|\b(?:at |a |an |the |our |your |my |hourly |daily |day |hour |unit |weekly |monthly |agreed |usual |standard |reduced |flat |fixed ){1,3})(?:rate|fee|price) of(?![\p{L}])|\b(?:the )?(?:agreed|fixed|quoted|flat|total) (?:price|fee|rate|amount|cost)(?: of|:)?(?![\p{L}])|\bat (?:a |an |the |our )?(?:hourly|daily|day|hour|unit|weekly|agreed|usual|standard|flat|reduced|normal|old|new|same)(?: (?:rate|price|fee))?(?![\p{L}])/giu;
/** A date that was blanked, with the word before it. */
export const BLANKED = new RegExp(`(?:\\s(?:on|from|of|by|vom|am|du|le|el|del|de|il|van|op|z|din|em|dated))?\\s*${BLANK}{4,}`, "giu");
/** "(receipt received, thank you)": said to the reader. */
const THANKED = /\([^()]{0,80}\b(?:thanks?|thank you|received|attached|enclosed|as (?:agreed|discussed|promised))\b[^()]{0,80}\)/giu;
const EDGE = /^[\s\-–—*•·:;,.=/|()@x×&+]+(?=\s|$)|^[\s\-–—*•·:;,.=/|)@×+]+|[\s\-–—*•·:;,.=/|(@+]{1,60}$|\s(?:a raz[oó]n|al precio|au prix|zum preis|al prezzo|po cenie|ao preço|la pre[tț]ul|voor de prijs|at the price)(?: de| of| di| van)?$|\s(?:a c[âa]te|each|jeweils|@|at|à|a|for|of|je|zu|von|über|mit|aus|für|pour|para|pentru|per|por|voor|van|za|po|la|di|da|de|cu|x)$|[\s,(]{1,6}(?:in )?(?:EUR|USD|GBP|CHF|CAD|AUD|NZD|INR|SEK|NOK|DKK|PLN|RON|CZK)\)?$/giu;
/** "You did", "there was also a": who did something, before what it was. */
const TELLS = /^(?:(?:also|and|then|plus|in addition|additionally),?\s+)?(?:(?:you|we|i|they|he|she|us|your \p{L}+)(?: also| then| have|'ve|'d)* (?:did|had|took|made|got|spent|worked|supplied|delivered|provided|ordered|mentioned|dropped off|brought|left|attended|joined|said|quoted|agreed(?: on)?|settled on|received|bought|used|fitted|installed|booked|hired|rented|sent|charged|needed|need|want|wanted)|need|want|got|took|bought|there (?:was|were|is|are)(?: also)?|(?:recibimos|hemos recibido|recebemos|nous avons re[cç]u|abbiamo ricevuto|wir haben|wij ontvingen|am primit|otrzymali[sś]my)(?: conforme| bien| gut| in orde)?(?= (?:los|las|os|as|les|i|le|de|die|\d))|took delivery of|(?:collected|received|picked up|got)(?= (?:the|\d)))\s+(?:us |me |for )?(?:an? |the |another |more )?/iu;
/** What the name of a firm ends in. */
export const HOUSE_FORM = "(?:Ltd|Limited|LLC|Inc|Corp|PLC|LLP|LP|Pty|GmbH|AG|SARL|SAS|SRL|S\\.?r\\.?l|S\\.?p\\.?A|S\\.?A|BV|B\\.V|NV|SLU?|S\\.L|Lda|Ltda|OÜ|Oy|ApS|WLL|W\\.L\\.L|OOD|EOOD|s\\.r\\.o|sp\\.? z o\\.?o)";
/** "Cornerstone Kids Pte Ltd": who is billed, before what for. */
const HOUSE = new RegExp(`^(?:\\p{Lu}[\\p{L}\\d&.'’-]*\\s){1,5}${HOUSE_FORM}(?![\\p{L}\\d])\\.?,?\\s*`, "u");

/** "The catering was for guests": what is told of the thing. */
const WAS = /^(\p{L}.{2,60}?)\s(?:was|were|came to|comes to)\s(?:for|at|in|about|around)(?!\p{L}).*$/u;
/** "20 boxes came in today", "you worked in May": what became of it, or that somebody worked; no name is left. */
const NO_NAME = new RegExp(`^(?:${said("no_part")})$`, "iu");

/** "Labour was", "the parts came to": the verb before the amount. */
const TELLS_AFTER = /[\s,]{1,4}(?:(?:which|that) )?(?:was|were|is|are|comes? to|came to|came in at|worked out at|another|total|in total|(?:have|has|had) been \p{L}{3,12}|(?:were|was|are|is) (?:held|done|delivered|completed|finished|given|carried out|conducted|fitted|installed)|took place)$/iu;
const LEAD = /^(?:(?:(?:(?:en|in|im|em|w|in|au|op|per) \p{L}{3,12},? )?(?:hubo|fueron|furono|foram|houve|bylo|byly|avem|tuvimos|tivemos|waren het|waren es)(?=\s)|(?:es|das) (?:waren|sind|war|ist)|ce sont|c.(?:est|étaient|était)|han sido|fueron|sono stat[ei]|erano|het (?:waren|zijn|was)|eram|foram|au fost|it (?:should be|was|is|would be)|(?:it|that)['’]s|that (?:is|was)|this is|there (?:are|were)|(?:in )?the (?:amount|sum)(?: of)?|(?:amount|sum) of|for the amount(?: of)?|in respect of|with respect to|regarding|covering|concerning|over|towards|(?:separately|additionally|in addition),?(?: on the same (?:invoice|bill))?|on the same (?:invoice|bill)|at|à|@|je|zu|(?:in )?(?:eur|usd|gbp|chf)|of|for|für|pour|por|para|per|voor|za|pentru|x|de|d'|d’|von|van|di|szt\.?|the|der|die|das|le|la|les|los|las|el|il|het|und|and|et|y|en|e|oraz|i|plus|also)(?:\s+|,\s*))+/iu;

/** The last letter of "Work A" or "Model X" is no joining word; in a text all in capitals nobody can tell. */
const isLetterOfName = (cut: string, text: string): boolean => /^\s\p{Lu}$/u.test(cut) && /\p{Ll}/u.test(text);

/** Nothing but a joining word is left. */
const JOINT_ONLY = /^(?:(?:tax(?:es)?|vat|gst) (?:excluded|included|extra|exempt|free)|together|at once|incl|excl|flat|fixed|one-off|lump sum|net|total|reduced|usual|a flat|the reduced|the usual|at|for|of|per|each|zu|je|für|pro|à|a|au|de|por|cada|par|pour|voor|van|di|la|da|po|za|x|and|the|over|about|as|to|by|über|from|in)$/i;

/** What is left of a piece when numbers and joining words are taken out. */
export const description = remember((text: string): string => {
  let rest = oneLine(text.replace(/^\s{0,4}\p{Extended_Pictographic}\uFE0F?/u, "").replace(/\([^()]*\b(?:pounds|dollars|euros?|rupees|francs|only)\b[^()]*\)/gi, " ").replace(THANKED, " ").replace(TALE, " ").replace(BLANKED, " ").replaceAll(BLANK, " ").replace(/\s+(?=,)/g, "")).trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = oneLine(rest.replace(ORDER_BEFORE, "").replace(TAIL, "").replace(RATE, " ").replace(EDGE, (cut) => (isLetterOfName(cut, before) ? cut : " ")).replace(ABOUT, "").replace(TELLS, "").replace(HOUSE, "").replace(/^\(\s*\d[^()]*\)$/, "").replace(/^\(([^()]*)\)?$/, "$1").replace(TELLS_AFTER, "").replace(OFTEN, "").replace(ASIDE, "").replace(LEAD, "").replace(WAS, "$1").replace(/\([\s\d-]*\)|\[\s*\]/g, " ").replace(/,(?:\s*,)+/g, ",").replace(/,\s*\)/g, ")")).trim();
  }
  return JOINT_ONLY.test(rest) || NO_NAME.test(rest) ? "" : rest.slice(0, 200);
});

/** "As I counted: 62 portions": whose numbers these are. In plain letters. */
const SAYS_SO = /^\W*(?:extra\W*$|also\W*$|additional(?:ly)?\W*$|as (?:i|we|you|far|agreed|discussed|per)|according to|(?:by|from) (?:my|our)|(?:i|we|you) (?:counted|have|had|make|made|noted|agreed|said)|wie|laut|nach|selon|d'apres|segun|secondo|volgens|wedlug|zgodnie|conform|segundo)(?!\p{L})/u;

/** A sentence that denies something. In plain letters. */
const NOT = new RegExp(aWord("not"), "u");

/** Text outside the given spans. */
export function outside(text: string, spans: [number, number][]): string {
  let result = text;
  for (const [start, end] of spans) result = result.slice(0, start) + BLANK.repeat(Math.max(0, end - start)) + result.slice(end);
  return result.replace(BLANKED, " ").replaceAll(BLANK, " ");
}

/** The words of the thing: outside the numbers; with the thing named before its price, what is joined on behind the price is afterthought. */
export function named(text: string, spans: [number, number][]): string {
  const end = Math.max(...spans.map(([, to]) => to), 0);
  const head = outside(text.slice(0, end), spans.map(([from, to]): [number, number] => [from, Math.min(to, end)]));
  const tail = text.slice(end);
  // "February is approved: 12 hrs at 85 for the redesign": what stands before the colon only leads in.
  const colon = text.slice(0, Math.min(...spans.map(([from]) => from), text.length)).lastIndexOf(":");
  const lead = colon === -1 ? "" : text.slice(0, colon);
  const rest = outside(text.slice(colon + 1), spans.map(([from, to]): [number, number] => [Math.max(0, from - colon - 1), Math.max(0, to - colon - 1)]));
  const before = text.slice(colon + 1, Math.max(colon + 1, Math.min(...spans.map(([from]) => from))));
  if (lead !== "" && (/\s\p{Ll}+\s/u.test(lead) || SAYS_SO.test(plain(lead)) || /\p{L}{3}/u.test(before)) && /\p{L}{3}/u.test(description(rest))) return rest;
  const afterthought = /^[^\p{L}\d]*,|^\s*(?:for|to|before|so|because|since|until|when|para|por|pour|fur|für|um|om|voor|per|pentru|ca|za|aby|żeby)\s/u.test(tail);
  // "5 a 80 euro l'uno, il sesto non ci piace": a tale, of which the thing has no name.
  const tale = /^[^\p{L}\d]*,/u.test(tail) && NOT.test(plain(tail)) && tail.trim().split(/\s+/).length > 4;
  return tale || (/\p{L}{3}/u.test(description(head)) && afterthought) ? head : head + tail;
}


/** What is said of an amount that nobody is billed for. */
const NOT_FOR_SALE = sieved(/(?:budget|target price|zielpreis|prix cible|deposit paid|already paid|discount|rabatt|refund|credit of|down ?payment of|paid (?:a |the )?deposit|we(?:'ve| have)? (?:already )?paid|paid (?:\S+ ){0,3}already|voucher|gutschein|following \d{1,3} \p{L}{3,12}:?\s*$|bereits (?:bezahlt|gezahlt))/u);

/** "Our invoice for the flyers will come separately": what the sender bills in turn. In plain letters. */
const BILLS_IN_TURN = sieved(/(?:^|[^\p{L}])(?:my|our|meine|unsere|ma|notre|mi|nuestra|la (?:mia|nostra)|mijn|onze|a? ?(?:minha|nossa)|moja|nasza|noastra) (?:own )?(?:invoice|bill|rechnung|facture|factura|fattura|factuur|fatura|faktura|rekening)(?!\p{L})[^.!?]{0,100}(?:will (?:come|follow|be sent|reach|go out)|comes? separately|follows?|is (?:attached|on its way|enclosed|coming)|kommt|folgt|geht (?:ihnen|dir|euch) (?:getrennt|separat|gesondert)|suit|suivra|arrivera|va llegar|llegara|la enviaremos|arrivera|seguira|volgt|komt|segue|przyjdzie|urmeaza|va veni)(?!\p{L})/u);

/** "20 seats at $40, less the 10% discount": the discount is asked about, the seats are sold all the same. In plain letters. */
const withoutDiscount = (source: string): string => plain(source).replace(/,?\s(?:less|minus|with|after|including|abzuglich|mit|moins|avec|menos|con|meno|min|met|minus|cu|z)\s(?:\S+\s){0,3}?(?:discount|rabatt|remise|descuento|sconto|korting|desconto|rabat|reducere).{0,120}$/, "");

/** "Ti avevo già dato 100 euro in mano": what changed hands before is asked about. In plain letters. */
const GIVEN = new RegExp(`(?:^|[^\\p{L}])(?:${said("given")})(?![\\p{L}])`, "u");

/** "She's paid the 300 deposit": a part that was paid ahead. In plain letters. */
const PAID_AHEAD = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${said("paid_ahead")}|(?:${said("paid")})\\s(?:\\S{1,9}\\s){0,3}(?:l'|d')?(?:${said("deposit")})|(?:${said("deposit")})\\s(?:\\S{1,12}\\s){0,5}(?:${said("is_paid")}))(?!\\p{L})`, "u"));

/** False for words about money that is not asked for: a budget, a deposit that was paid, a discount. */
export const isForSale = remember((source: string): boolean => !NOT_FOR_SALE.test(withoutDiscount(source)) && !BILLS_IN_TURN.test(plain(source)) && !PAID_AHEAD.test(plain(source)) && !(/\d/.test(source) && GIVEN.test(plain(source))));

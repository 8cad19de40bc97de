/**
 * Owns: words of a sentence that stand where a name does but name nothing: what was agreed, what is begged, which of them, what it is needed for (PRODUCT M2).
 * Never: a number, and never another name in their place.
 */
import { sameLengthPlain } from "./words";

/** "We had agreed (on)", "nous étions convenus (au tarif)", in plain letters. */
const AGREED = [
  "we (?:had )?agreed(?: on)?|we(?: had|'d)? said|unless i am mistaken|if i am not mistaken",
  "nous (?:etions|avions|sommes|avons) convenus?|on (?:avait|s'etait) (?:dit|mis d'accord)|sauf erreur(?: de (?:ma|notre) part)?|si je ne me trompe(?: pas)?",
  "wenn ich (?:mich )?(?:nicht irre|recht erinnere)|(?:wir hatten|hatten wir) (?:ausgemacht|vereinbart|besprochen)|ausgemacht waren|vereinbart waren",
  "(?:habiamos|hemos) (?:quedado|acordado)(?: en)?|quedamos en|si no me equivoco|salvo error",
  "(?:avevamo|abbiamo) (?:concordato|pattuito|detto)|eravamo d'accordo|salvo errore|se non sbaglio|se non erro",
  "(?:we|wij) hadden afgesproken|hadden (?:we|wij) afgesproken|als ik (?:me niet vergis|het goed heb)",
  "(?:tinhamos|haviamos) (?:combinado|acordado)|combinamos|salvo erro(?: meu)?|se nao me engano",
  "ne-am inteles(?: la)?|am stabilit(?: la)?|am convenit(?: la)?|daca nu (?:ma insel|gresesc)",
  "(?:umowilismy|umawialismy) sie(?: na)?|ustalilismy|o ile sie nie myle|jesli sie nie myle",
].join("|");
/** What stands between a count and its price. */
const AT_PRICE = "au tarif|au prix|zum (?:satz|tarif|preis)|a la tarifa|al precio|alla tariffa|al prezzo|tegen het tarief|ao valor|ao preco|la pretul|la tariful|po stawce|w cenie";
/** "... svp pour les", "... bitte für die": up to the thing that is begged for. */
const BEGGED = /^.{0,120}?(?:^|[\s,])(?:svp|stp|s'il (?:vous|te) plait|bitte|por favor|porfa|per favore|per cortesia|alstublieft|alsjeblieft|aub|prosze|va rog|te rog)(?!\p{L})[\s,]{0,3}(?:\([^()]{0,80}\)[\s,]{0,3})?(?:pour|fur|para|por|per|voor|za|pentru|pt)\s(?:(?:les|des|la|le|die|den|das|der|los|las|el|il|lo|gli|i|de|het|os|as|o|a|the)(?!\p{L})\s?)?/u;
/** What stands before a thing and says nothing of it. */
const LEAD = new RegExp(`^(?:${[
  `(?:${AGREED})(?!\\p{L})`,
  `(?:${AT_PRICE})(?!\\p{L})`,
  "(?:i |we )?(?:confirm|confermo|confermiamo|confirmo|confirmamos|je confirme|nous confirmons|bestatigen?|bevestigen?|potwierdzam(?:y)?|confirmam)(?!\\p{L})",
  "(?:en )?sus,|(?:ainsi que|asi como|nonche|alsmede|bem como|precum si|a takze|sowie|as well as)(?!\\p{L})|d'une?(?!\\p{L})|d'",
  "(?:pe |na )?persoana (?:fizica|juridica),|(?:su )?persona fisica,|(?:na )?osob[ea] (?:fizyczna|prywatna),",
  "(?:my|meine|mes|mis|mijn|moje|mele|minhas|meus)\\s(?=\\p{L}{4})",
].join("|")})[\\s,:]{0,3}`, "u");
/** What somebody did with a thing or needs it for, behind its name. */
const TAIL = new RegExp(`(?:\\s(?:${AT_PRICE}|aan|tegen|dont|which|waarover|ktore|pe care|fur|pour|para|pentru|per)|${/[\s,]{1,3}(?:ktore\s)?(?:za)?plac(?:il[aei]m|ilismy|ilysmy)|,\s(?:(?:i |we )?(?:paid|need (?:it|this))|(?:die ich|ich habe|hab ich)\s.{0,20}|(?:que |qui |che )?(?:j'ai|he|ho|am) (?:paye|pagado|pagato|platit)|(?:imi|ne) trebuie|am nevoie|(?:mi|ci) serv(?:e|ono)|(?:lo|la|los|las) necesit[ao]|preciso|potrzebn[aey]|potrzebuje)(?!\p{L}).{0,80}|[\s,]{1,3}(?:en plus|en sus|in piu|de mas|a mais|in plus|extra|zusatzlich|dodatkowo|dodatkowych)/u.source})$`, "u");
/** The same in the middle of what is said. */
const SAYS = new RegExp(`[\\s,](?:${AGREED})(?!\\p{L})[\\s,:]{0,3}`, "u");
/** Words that alone name nothing: when, how, which of them. */
const ALONE_WORDS = "(?:und|et|and|y|e|en|i|si|officiell?|noch|nochmals?|dann|also|einfach|mal|eben|halt|gerne|dafur|davon|offiziell|normal|pauschal|officiellement|encore|donc|alors|ensuite|toujours|ladite|ledit|entonces|siempre|todavia|oficialmente|solo|ancora|sempre|quindi|dunque|allora|poi|ufficialmente|nog|even|graag|altijd|dus|dan|eerst|officieel|ainda|entao|sempre|oficialmente|inca|deci|mereu|tot|oficial|jeszcze|zawsze|wiec|oficjalnie|officially|still|again|always|once|(?:de |die |les |las |los |le |gli |os |as |the )?(?:laatste|letzten?|dernier(?:e)?s|ultim[aeio]s?|ostatni(?:e|ch)|ultimele|last|first|ersten?|eerste|premieres?|premiers|primer[oa]s|primele|pierwsz(?:e|ych))|oltre|plus|totalizando|totalisant|per un totale(?: di)?|insgesamt)";
const ALONE = new RegExp(`^${ALONE_WORDS}(?:[\\s,]{1,3}${ALONE_WORDS}){0,5}$`, "u");

const NAMES = /\p{L}{3}/u;

/** A name without the talk around it; "" when it is nothing else. */
export function withoutTalk(name: string): string {
  let rest = name;
  for (let before = name.includes(" ") ? "" : name; before !== rest; ) {
    before = rest;
    const begged = BEGGED.exec(sameLengthPlain(rest));
    if (begged !== null) rest = rest.slice(begged[0].length);
    const said = SAYS.exec(sameLengthPlain(rest));
    // "Sorry, we agreed on the fence", "the fence we agreed on": the thing stands on one side.
    if (said !== null) rest = NAMES.test(rest.slice(said.index + said[0].length)) ? rest.slice(said.index + said[0].length) : rest.slice(0, said.index);
    const lead = LEAD.exec(sameLengthPlain(rest));
    if (lead !== null) rest = rest.slice(lead[0].length);
    const tail = TAIL.exec(sameLengthPlain(` ${rest}`));
    if (tail !== null) rest = rest.slice(0, Math.max(0, tail.index - 1));
    rest = rest.replace(/^[\s,;:]+|[\s,;:]+$/g, "");
  }
  return ALONE.test(sameLengthPlain(rest)) ? "" : rest;
}

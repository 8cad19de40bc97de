/**
 * Owns: words of a sentence that stand where a name does but name nothing: what was agreed, what is begged, which of them, what it is needed for (PRODUCT M2).
 * Never: a number, and never another name in their place.
 */
import { said } from "./lang/all";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** "We had agreed (on)", "nous étions convenus (au tarif)", in plain letters. */
const AGREED = said("agreed");
/** What stands between a count and its price. */
const AT_PRICE = said("at_price");
/** "... svp pour les", "... bitte für die": up to the thing that is begged for. */
const BEGGED = sieved(new RegExp(`^.{0,120}?(?:^|[\\s,])(?:${said("begged")})(?!\\p{L})[\\s,]{0,3}(?:\\([^()]{0,80}\\)[\\s,]{0,3})?(?:${said("for")})\\s(?:(?:${said("article")}|des)(?!\\p{L})\\s?)?`, "u"));
/** What stands before a thing and says nothing of it. */
const LEAD = new RegExp(`^(?:(?:${AGREED}|${AT_PRICE})(?!\\p{L})|${said("leads")})[\\s,:]{0,3}`, "u");
/** What somebody did with a thing or needs it for, behind its name. */
const TAIL = sieved(new RegExp(`(?:\\s(?:${AT_PRICE}|${said("for", "hangs")})|[\\s,]{1,3}(?:${said("paid_for")})|,\\s(?:${said("dealt")})(?!\\p{L}).{0,80}|[\\s,]{1,3}(?:${said("extra")}))$`, "u"));
/** The same in the middle of what is said. */
const SAYS = sieved(new RegExp(`[\\s,](?:${AGREED})(?!\\p{L})[\\s,:]{0,3}`, "u"));
/** Words that alone name nothing: when, how, which of them. */
const ALONE_WORDS = `(?:${said("alone")})`;
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

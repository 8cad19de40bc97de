/**
 * Owns: how the name of a person and of a firm is written, for the introductions of every language, and what names nothing in any.
 * Never: words of one language.
 */

/** A person's name, as a group. */
export const PERSON = "(\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2})";

const PART = "[\\p{L}\\p{N}&'-]*(?:(?:\\.\\p{L}+)+\\.?)?";
/** The name of a firm, as a group; `and` joins its parts besides "&". */
export const firm = (and?: string): string => `(\\p{Lu}${PART}(?: (?:\\p{Lu}|&${and === undefined ? "" : `|${and} \\p{Lu}`})${PART}){0,4})`;

/** "Everything is fine": no thing. */
export const NOT_ALL = "(?!(?:todo|tout|alles|tutto|tudo|totul|wszystko|it)(?!\\p{L}))";

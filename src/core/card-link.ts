/**
 * Owns: the links that open one action in the approval panel (`obsidian://autonomous-employee?id=...`), the list of overdue invoices, or an empty post, written and read.
 * Never: a decision in it. Any web page can call such a link, so nothing but an id or the name of what to open is read from it.
 */

/** What comes after `obsidian://`; also the plugin's id. */
export const LINK_ACTION = "autonomous-employee";

/** No id of an action is longer. */
const LONGEST = 200;

/** Nothing that Markdown or a shell could act upon is left in it. `vault`: name of the vault, for a link that is used elsewhere. */
export function cardLink(id: string, vault: string | null = null): string {
  const part = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?")).replace(/[!'()*~_]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `obsidian://${LINK_ACTION}?${vault === null ? "" : `vault=${part(vault)}&`}id=${part(id)}`;
}

/** The id in what a link brought, null when it brought none; everything else in it is ignored. */
export function readCardLink(brought: Readonly<Record<string, unknown>>): string | null {
  const id = Object.hasOwn(brought, "id") ? brought["id"] : null;
  return typeof id === "string" && id !== "" && id.length <= LONGEST ? id : null;
}

/** Opens the list of overdue invoices, in which a person chooses one. */
export const OVERDUE_LINK = `obsidian://${LINK_ACTION}?list=overdue`;

/** Does a link ask for the list of overdue invoices, and for nothing else? */
export function isOverdueLink(brought: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(brought, "list") && brought["list"] === "overdue" && readCardLink(brought) === null;
}

/** Opens the composer with an empty post. */
export const NEW_POST_LINK = `obsidian://${LINK_ACTION}?new=post`;

/** Does a link ask for an empty post, and for nothing else? */
export function isNewPostLink(brought: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(brought, "new") && brought["new"] === "post" && readCardLink(brought) === null;
}

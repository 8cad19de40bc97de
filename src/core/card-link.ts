/**
 * Owns: the link that opens one action in the approval panel (`obsidian://autonomous-employee?id=...`), written and read.
 * Never: a decision in it. Any web page can call such a link, so nothing but an id is read from it.
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

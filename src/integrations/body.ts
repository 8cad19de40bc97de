/**
 * Owns: reading what a service answered.
 * Never: what it means.
 */

/** The value of JSON bytes, undefined when they are none. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Words of a service that may stand in a sentence of ours. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 200).replace(/\.$/, "");

/**
 * Owns: the types of the three files of `twitter-text` that are used; its own types know only the whole package.
 * Never: a file of it that is not used.
 */
declare module "twitter-text/dist/parseTweet.js" {
  export default function parseTweet(text: string): { weightedLength: number; valid: boolean };
}
declare module "twitter-text/dist/extractUrlsWithIndices.js" {
  /** Indices are UTF-16. */
  export default function extractUrlsWithIndices(text: string): { url: string; indices: [number, number] }[];
}
declare module "twitter-text/dist/extractCashtagsWithIndices.js" {
  export default function extractCashtagsWithIndices(text: string): { cashtag: string; indices: [number, number] }[];
}

/**
 * Owns: reading front matter and settings as YAML, from text that a stranger may have written.
 * Never: custom tags, merge keys, or aliases that blow up a small text into a large value.
 */
import { parseDocument } from "yaml";
import type { ReadYaml } from "../../ports";

const LARGEST = 256 * 1024;

/** Port `ReadYaml`: JSON values of YAML 1.2 (a date stays text, `yes` stays text). Throws an Error with one sentence that names the line. */
export const readYaml: ReadYaml = (text) => {
  if (text.length > LARGEST) throw new Error(`The front matter is longer than ${LARGEST / 1024} kB.`);
  const document = parseDocument(text, { schema: "core", version: "1.2", merge: false, uniqueKeys: true, prettyErrors: true, logLevel: "silent" });
  const trouble = document.errors[0] ?? document.warnings[0];
  if (trouble) {
    const line = trouble.linePos?.[0].line;
    throw new Error(`The front matter is not valid YAML${line === undefined ? "" : ` in line ${line}`}: ${trouble.message.split("\n")[0]?.replace(/ at line \d+.*$/, "") ?? ""}.`);
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return value;
  } catch {
    throw new Error("The front matter repeats parts of itself (YAML aliases) too often.");
  }
};

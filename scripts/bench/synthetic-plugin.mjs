/**
 * Owns: the text of a plugin as big as Templater (444 kB), to compare with on any machine without fetching anybody's code.
 * Never: code that is heavier than real plugins: about two thirds are methods that nobody calls while loading; the rest is what bundles
 * do at load - modules that run, classes, lookup tables, patterns.
 */
const NOUNS = ["note", "folder", "header", "cursor", "section", "template", "field", "editor", "token", "range", "suggestion", "setting"];
const VERBS = ["read", "write", "parse", "render", "resolve", "collect", "append", "replace", "match", "schedule", "validate", "merge"];
const capital = (word) => word[0].toUpperCase() + word.slice(1);

function method(verb, noun, index) {
  const name = `${verb}${capital(noun)}${index}`;
  return `
  async ${name}(file, options = {}) {
    const { depth = ${index % 7}, strict = ${index % 2 === 0}, separator = "${noun}-${verb}" } = options;
    if (!file) throw new Error(\`${name}: there is no file at \${String(this.path)} (\${separator})\`);
    const found = [];
    for (const [position, line] of String(file.text ?? "").split("\\n").entries()) {
      const match = this.pattern.exec(line);
      if (match === null) continue;
      found.push({ position, ${noun}: match[1] ?? "", depth: depth + position, weight: (position * ${index + 3}) % 97 });
      if (strict && found.length > ${index + 20}) break;
    }
    try {
      const answer = await this.host.${verb}({ ${noun}: found, separator, ids: found.map((entry) => \`\${entry.position}:\${entry.${noun}}\`) });
      return answer?.items?.filter((item) => item.${noun} !== undefined && item.depth < depth).sort((a, b) => a.weight - b.weight) ?? found;
    } catch (error) {
      this.problems.push({ where: "${name}", text: error instanceof Error ? error.message : String(error) });
      return [];
    }
  }`;
}

function unit(index) {
  const noun = NOUNS[index % NOUNS.length];
  const methods = Array.from({ length: 6 }, (_, step) => method(VERBS[(index + step * 5) % VERBS.length], noun, step)).join("\n");
  const table = Array.from({ length: 40 }, (_, row) => `["${noun}_${index}_${row}", { rank: ${(row * 31) % 101}, label: "${capital(noun)} ${row}", flags: [${row}, ${row * 2}], keep: ${row % 3 === 0} }]`);
  return `
var require_unit${index} = define((exports, module) => {
  const previous = ${index > 0 ? `require_unit${index - 1}()` : "{}"};
  const TABLE = new Map([${table.join(",\n    ")}]);
  const RANKS = [...TABLE.values()].map((entry) => entry.rank).sort((a, b) => a - b);
  const PATTERN = new RegExp("^\\\\s*(?:" + [...TABLE.keys()].join("|") + ")\\\\s*[:=]\\\\s*(.+)$", "iu");
  class ${capital(noun)}Unit${index} {
    constructor(host, path) {
      this.host = host;
      this.path = path;
      this.problems = [];
      this.pattern = PATTERN;
    }
${methods}
  }
  for (const key of Object.keys(previous)) exports[key] = previous[key];
  exports.${noun}${index} = { Unit: ${capital(noun)}Unit${index}, table: Object.fromEntries(TABLE), top: RANKS.slice(-5) };
});`;
}

/** CommonJS text of at least `bytes` bytes that exports a plugin class. */
export function syntheticPlugin(bytes) {
  const head = `"use strict";
const obsidian = require("obsidian");
const define = (body) => { let module; return () => { if (!module) { module = { exports: {} }; body(module.exports, module); } return module.exports; }; };`;
  const units = [];
  for (let size = head.length; size < bytes - 300; ) {
    units.push(unit(units.length));
    size += units.at(-1).length;
  }
  return `${head}${units.join("\n")}
const all = require_unit${units.length - 1}();
module.exports = class extends obsidian.Plugin { onload() { this.parts = Object.values(all).map(({ Unit }) => new Unit(this, "")); } };
`;
}

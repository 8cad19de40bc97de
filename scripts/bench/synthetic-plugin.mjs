/**
 * Owns: the text of a plugin as big as Templater (444 kB), to compare with on any machine without fetching anybody's code.
 * Never: heavier than the real one. Templater itself was measured at 34 times an empty plugin; this text is made to cost a little less.
 *
 * Like real bundles it is made of modules that run when they are loaded - lookup tables, patterns, classes, registrations that call
 * through many small functions - and of methods that nobody calls yet.
 */
const NOUNS = ["note", "folder", "header", "cursor", "section", "template", "field", "editor", "token", "range", "suggestion", "setting"];
const VERBS = ["read", "write", "parse", "render", "resolve", "collect", "append", "replace", "match", "schedule", "validate", "merge"];
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Runs when somebody uses the plugin. */
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
    return (await this.host.${verb}({ ${noun}: found, separator }))?.items?.filter((item) => item.depth < depth) ?? found;
  }`;
}

/** Runs at load: one entry of a registry, checked and described through functions of its own. */
function registration(noun, unit, row) {
  const verb = VERBS[(unit + row) % VERBS.length];
  return `
  register("${verb}-${noun}-${row}", {
    label: "${capital(verb)} ${noun} ${row}",
    accepts: (value) => typeof value === "string" && value.length < ${40 + row},
    rank: (() => { let rank = ${row}; for (const letter of "${verb}${noun}") rank = (rank * 31 + letter.charCodeAt(0)) % 9973; return rank; })(),
    words: "${verb} ${noun} ${NOUNS[(row * 5) % NOUNS.length]} ${VERBS[(row * 7) % VERBS.length]}".split(" ").map((word) => word.replace(/^./, (first) => first.toUpperCase())),
    pattern: new RegExp("^${verb}[-_ ]${noun}s?(?::|=)\\\\s*(?<value>.+)$", "iu"),
  });`;
}

function unit(index) {
  const noun = NOUNS[index % NOUNS.length];
  const methods = Array.from({ length: 3 }, (_, step) => method(VERBS[(index + step * 5) % VERBS.length], noun, step)).join("\n");
  const registrations = Array.from({ length: 12 }, (_, row) => registration(noun, index, row)).join("");
  return `
var require_unit${index} = define((exports, module) => {
  const previous = ${index > 0 ? `require_unit${index - 1}()` : "{}"};
  const entries = new Map();
  const register = (name, entry) => {
    const sample = JSON.parse(JSON.stringify({ name, ...entry }));
    const keys = Object.keys(sample).sort();
    if (!entry.accepts(name) || entry.pattern.test(name)) throw new Error(name);
    entries.set(name, Object.freeze({ ...entry, keys, text: keys.map((key) => \`\${key}=\${String(sample[key])}\`).join(";") }));
  };
${registrations}
  class ${capital(noun)}Unit${index} {
    constructor(host, path) {
      Object.assign(this, { host, path, problems: [], pattern: /^\\s*${noun}\\s*[:=]\\s*(.+)$/u });
    }
${methods}
  }
  for (const key of Object.keys(previous)) exports[key] = previous[key];
  exports.${noun}${index} = { Unit: ${capital(noun)}Unit${index}, entries, best: [...entries.values()].sort((a, b) => b.rank - a.rank)[0] };
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

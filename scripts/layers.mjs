/**
 * Owns: the import table of DESIGN.md - which part of `src/` may import which - for the lint rules and tests/architecture.test.ts.
 * Never: an exception for a single file.
 *
 * A layer is a folder of `src/` or a file directly in it. `packages` and `node` say what it may take from outside.
 */

/** Contract files in `src/`: types of the parts, no behaviour of a concrete one. */
const CONTRACTS = ["ports", "call", "operation", "channel", "watcher", "generator", "settings", "api"];
const PURE = ["zod/mini", "date-fns", "@date-fns/tz", "@noble/hashes", "big.js"];
/** What describes a service, a watcher or a report may know. */
const PART = ["core", "understanding", "mime", ...CONTRACTS];

/** @type {Record<string, { imports: string[], packages: string[], node: boolean, pure?: boolean, isolated?: boolean }>} */
export const LAYERS = {
  core: { imports: [], packages: PURE, node: false, pure: true },
  understanding: { imports: ["core"], packages: PURE, node: false, pure: true },
  mime: { imports: ["core"], packages: ["postal-mime", "htmlparser2"], node: false },
  ports: { imports: ["core"], packages: [], node: false },
  call: { imports: ["core", "ports"], packages: [], node: false },
  operation: { imports: ["core", "call"], packages: [], node: false },
  channel: { imports: ["core", "ports", "call", "operation", "watcher"], packages: [], node: false },
  watcher: { imports: ["core", "ports", "channel"], packages: [], node: false },
  generator: { imports: ["core", "channel", "watcher", "settings"], packages: [], node: false },
  api: { imports: ["core", "channel", "settings"], packages: [], node: false },
  registry: { imports: [...PART, "integrations", "watchers", "generators", "agents"], packages: [], node: false },
  settings: { imports: ["core"], packages: PURE, node: false },
  integrations: { imports: PART, packages: [...PURE, "odoo-await", "twitter-api-v2", "twitter-text", "p-retry"], node: false, isolated: true },
  watchers: { imports: PART, packages: PURE, node: false, isolated: true },
  generators: { imports: PART, packages: PURE, node: false, isolated: true },
  agents: { imports: PART, packages: PURE, node: false },
  engine: { imports: ["core", "understanding", ...CONTRACTS], packages: [...PURE, "p-retry"], node: false },
  employee: { imports: [...PART, "engine", "generators", "registry"], packages: [], node: false },
  sandbox: { imports: ["core"], packages: PURE, node: true },
  host: { imports: ["core", "ports"], packages: [...PURE, "yaml", "obsidian"], node: true },
  views: { imports: ["core", "channel", "settings", "api"], packages: [...PURE, "obsidian"], node: false },
  business: { imports: ["core", ...CONTRACTS, "registry", "employee", "host", "sandbox", "views"], packages: [], node: false },
  office: { imports: ["core", "settings", "api", "registry", "employee", "host", "business", "views"], packages: [], node: false },
  main: { imports: ["office", "views"], packages: ["obsidian"], node: false },
  cli: { imports: ["core", "understanding", "mime", ...CONTRACTS, "registry", "employee", "host", "sandbox"], packages: PURE, node: true },
};

/**
 * Layer of a path relative to `src/`: `core/money.ts` -> `core`, `ports.ts` -> `ports`, `cli.ts` and `cli/print.ts` -> `cli`.
 * @param {string} path
 * @returns {string}
 */
export function layerOf(path) {
  return path.split("/")[0].replace(/\.ts$/, "");
}

/**
 * May a file of this layer take this package? A listed package covers its subpaths, except where a subpath itself is listed.
 * @param {string} layer
 * @param {string} specifier
 * @returns {boolean}
 */
export function mayTake(layer, specifier) {
  return LAYERS[layer].packages.some((name) => specifier === name || (specifier.startsWith(`${name}/`) && name !== "zod/mini"));
}

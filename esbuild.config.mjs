/**
 * Owns: how source becomes the two programs - `main.js` (the plugin) and `dist/cli.cjs` (the same employee from a terminal).
 * Never: anything that depends on the machine or the day; the same source gives the same bytes.
 *
 *   node esbuild.config.mjs             readable, with source maps, rebuilt on every change
 *   node esbuild.config.mjs production  minified, once
 */
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { createRequire, isBuiltin } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const ROOT = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(`${ROOT}/manifest.json`, "utf8"));

/** Node's own modules stay imports, with and without the `node:` prefix. */
const builtinsOutside = {
  name: "builtins-outside",
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) => (isBuiltin(path) ? { path, external: true } : undefined));
  },
};

/** One table of the HTML standard's characters in each program instead of two. */
const oneEntityTable = {
  name: "one-entity-table",
  setup(build) {
    build.onResolve({ filter: /^\.\/html-entities\.js$/ }, ({ importer }) => (importer.includes("postal-mime") ? { path: `${ROOT}/scripts/entity-table.mjs` } : undefined));
  },
};

/**
 * Understanding is bundled by itself, as one function that needs nothing of what is around it: called, it is understanding here, and its
 * text is the program that a thread of its own runs (src/engine/apart.ts) - once in the file instead of twice.
 */
const understandingApart = (production) => ({
  name: "understanding-apart",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/understanding$/ }, () => ({ path: "src/understanding/index.ts", namespace: "apart" }));
    build.onLoad({ filter: /.*/, namespace: "apart" }, async ({ path }) => {
      const { outputFiles, metafile } = await esbuild.build({ ...basic(production), sourcemap: false, entryPoints: [path], write: false, metafile: true });
      const contents = `function all() {\nconst module = { exports: {} };\n${outputFiles[0].text}\nreturn module.exports;\n}\nexport const { understanding } = all();\nexport const part = "(" + all + ")()";\n`;
      return { contents, loader: "js", watchFiles: Object.keys(metafile.inputs).map((file) => `${ROOT}/${file}`) };
    });
  },
});

/** See scripts/xml-writer.mjs. */
const smallXmlWriter = {
  name: "small-xml-writer",
  setup(build) {
    build.onResolve({ filter: /^xmlbuilder$/ }, () => ({ path: `${ROOT}/scripts/xml-writer.mjs` }));
  },
};

/** twitter-text without what every engine of today has by itself, and with the punycode that it brings: Node's own is none on a phone. */
const smallTwitterText = {
  name: "small-twitter-text",
  setup(build) {
    build.onResolve({ filter: /^core-js\/modules\// }, () => ({ path: "core-js", namespace: "nothing" }));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "" }));
    build.onResolve({ filter: /^punycode$/ }, ({ importer }) => ({ path: createRequire(importer).resolve("punycode/punycode.js") }));
  },
};

/**
 * The text of the rules without the examples that tests and docs read.
 * @param {string} rules
 * @returns {string}
 */
export const withoutExamples = (rules) => rules.replace(/^( {2}\[.*?), "(?:[^"\\]|\\.)*", "(?:[^"\\]|\\.)*"((?:, "(?:body|named|clause)")?)(\],?)$/gm, (_, rule, only, end) => `${rule}${only === "" ? "" : `, "", ""${only}`}${end}`);

/** Nothing that runs looks at the examples, and the plugin is loaded at every start of Obsidian. */
const rulesWithoutExamples = {
  name: "rules-without-examples",
  setup(build) {
    build.onLoad({ filter: /[/\\]understanding[/\\]rules\.ts$/ }, ({ path }) => ({ contents: withoutExamples(readFileSync(path, "utf8")), loader: "ts" }));
    build.onLoad({ filter: /[/\\]understanding[/\\]claims\.ts$/ }, ({ path }) => ({ contents: readFileSync(path, "utf8").replace(/\{ says: "(?:[^"\\]|\\.)*"/g, '{ says: ""'), loader: "ts" }));
  },
};

/** @returns {esbuild.BuildOptions} */
const basic = (production) => ({
  absWorkingDir: ROOT,
  bundle: true,
  format: "cjs",
  target: "es2022",
  // Neither browser replacements nor Node-only variants of a package: what runs on a desktop must load on a phone.
  platform: "neutral",
  mainFields: ["module", "main"],
  // Electron would hand `import()` to Chromium's loader, which knows no packages: as `require` it also makes the
  // lazily imported parts of this one file load on first use only.
  supported: { "dynamic-import": false },
  charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"', VERSION: JSON.stringify(version) },
  plugins: [smallTwitterText, builtinsOutside, oneEntityTable, smallXmlWriter, rulesWithoutExamples],
  minify: production,
  sourcemap: production ? false : "inline",
  legalComments: "eof",
  logLevel: "warning",
});

const shared = (production) => ({ ...basic(production), plugins: [...basic(production).plugins, understandingApart(production)] });

const EXTERNAL = ["obsidian", "electron"];

/**
 * What `main.ts` loads when the layout is ready is bundled by itself and stands in `main.js` as one module that runs on first use.
 * In one bundle esbuild would wrap each of its modules, and could no longer drop the parts of libraries that nobody uses.
 */
const loadedLater = (production) => ({
  name: "loaded-later",
  setup(build) {
    build.onResolve({ filter: /^\.\/office$/ }, () => ({ path: "src/office.ts", namespace: "loaded-later" }));
    build.onLoad({ filter: /.*/, namespace: "loaded-later" }, async ({ path }) => {
      const { outputFiles, metafile } = await esbuild.build({ ...shared(production), entryPoints: [path], external: EXTERNAL, write: false, metafile: true });
      return { contents: outputFiles[0].text, loader: "js", watchFiles: Object.keys(metafile.inputs).map((file) => `${ROOT}/${file}`) };
    });
  },
});

const plugin = (production) => ({
  ...shared(production),
  entryPoints: ["src/main.ts"],
  outfile: "main.js",
  external: EXTERNAL,
  plugins: [...shared(production).plugins, loadedLater(production)],
});

const cli = (production) => ({
  ...shared(production),
  entryPoints: ["src/cli.ts"],
  outfile: "dist/cli.cjs",
  banner: { js: "#!/usr/bin/env node" },
});

/** What stands there already is left alone, and what does not is there as a whole: tests may be running the program that others build again. */
async function put({ path, contents }) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const whole = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(whole, contents);
  await rename(whole, path);
}

/** Builds both programs once, minified. */
export async function build() {
  const built = await Promise.all([plugin(true), cli(true)].map((options) => esbuild.build({ ...options, write: false })));
  await Promise.all(built.flatMap(({ outputFiles }) => outputFiles).map(put));
  await chmod(`${ROOT}/dist/cli.cjs`, 0o755);
}

async function watch() {
  const contexts = await Promise.all([plugin(false), cli(false)].map((options) => esbuild.context({ ...options, logLevel: "info" })));
  await Promise.all(contexts.map((context) => context.watch()));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await (process.argv.includes("production") ? build() : watch());
  } catch {
    // esbuild has already printed what is wrong and where.
    process.exitCode = 1;
  }
}

/**
 * Owns: the lint rules - typescript-eslint strict, the community directory's own review, and the import table of scripts/layers.mjs.
 * Never: a rule switched off for one file.
 */
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, globalIgnores } from "eslint/config";
import obsidianmd from "eslint-plugin-obsidianmd";
import tseslint from "typescript-eslint";
import { LAYERS } from "./scripts/layers.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const PACKAGES = Object.keys({ ...dependencies, ...devDependencies });
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const anyOf = (names) => names.map(escaped).join("|");

/** Subfolders of a layer whose parts must not know each other. */
function siblings(layer) {
  if (!LAYERS[layer].isolated) return [];
  try {
    return readdirSync(`${root}/src/${layer}`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** What a layer must not import, as patterns over the text of the import. */
function forbidden(layer, sibling) {
  const { imports, packages, node } = LAYERS[layer];
  const others = Object.keys(LAYERS).filter((name) => name !== layer && !imports.includes(name));
  const taken = PACKAGES.filter((name) => !packages.includes(name));
  const patterns = [
    { regex: `^(\\.\\./)+(${anyOf(others)})(/|$)`, message: `${layer} may import only: ${["its own files", ...imports].join(", ")} (scripts/layers.mjs).` },
    { regex: `^(${anyOf(taken)})${packages.includes("zod/mini") ? "(?!/mini$)" : ""}(/|$)`, message: `${layer} may not take this package (scripts/layers.mjs).` },
  ];
  if (!node) patterns.push({ regex: `^(node:|(${anyOf(builtinModules)})$)`, message: `${layer} must run without Node (scripts/layers.mjs).` });
  const strangers = siblings(layer).filter((name) => name !== sibling);
  if (sibling && strangers.length > 0) patterns.push({ regex: `^(\\.\\./)+(${anyOf(strangers)})(/|$)`, message: `Parts of ${layer} do not know each other.` });
  return patterns;
}

const rule = (patterns) => ({ "no-restricted-imports": "off", "@typescript-eslint/no-restricted-imports": ["error", { patterns }] });

const importRules = Object.keys(LAYERS).flatMap((layer) => [
  { files: [`src/${layer}.ts`, `src/${layer}/**/*.ts`], rules: rule(forbidden(layer, null)) },
  ...siblings(layer).map((name) => ({ files: [`src/${layer}/${name}/**/*.ts`], rules: rule(forbidden(layer, name)) })),
]);

export default defineConfig(
  globalIgnores(["main.js", "dist/", "demo-vault/", "coverage/", "tests/browser/output/"]),
  { files: ["src/**/*.ts"], extends: [obsidianmd.configs.recommended] },
  {
    // Where Node is the host there is no window and no phone. On a phone none of this is ever loaded (host/obsidian guards it).
    files: ["src/host/node/**/*.ts", "src/sandbox/**/*.ts", "src/cli.ts", "src/cli/**/*.ts"],
    rules: {
      "obsidianmd/no-nodejs-modules": "off",
      "obsidianmd/prefer-window-timers": "off",
      "obsidianmd/hardcoded-config-path": "off",
      "no-restricted-globals": "off",
      "no-undef": "off",
    },
  },
  {
    // A plain folder has no `Vault#configDir` to ask: the command line looks where Obsidian puts it by default.
    files: ["src/cli/**/*.ts"],
    rules: { "obsidianmd/hardcoded-config-path": "off" },
  },
  {
    files: ["src/**/*.ts", "tests/**/*.ts", "vitest.config.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // A signal's reason is passed on as it is.
      "@typescript-eslint/prefer-promise-reject-errors": ["error", { allowThrowingUnknown: true }],
      // Ports and parts are records of closures; there is no `this` to lose.
      "@typescript-eslint/unbound-method": "off",
      // Numbers in sentences are wanted.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A member of an open record is read with brackets, a known one with a dot.
      "@typescript-eslint/dot-notation": "off",
    },
  },
  {
    // Short stand-ins of a test return what they call, and need not wait.
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-confusing-void-expression": "off", "@typescript-eslint/require-await": "off" },
  },
  { files: ["**/*.mjs"], extends: [tseslint.configs.recommended] },
  {
    files: ["src/core/**/*.ts", "src/understanding/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Time is handed in." },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time is handed in." },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: "Chance is handed in." },
        { selector: ":function[async=true], AwaitExpression", message: "Core and understanding are synchronous." },
      ],
    },
  },
  ...importRules,
);

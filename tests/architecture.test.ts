/**
 * Owns: the proof that the parts hang together as DESIGN.md says - the same table as the lint rules, read from the real imports.
 * Never: an exception for a single file.
 */
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { LAYERS, layerOf, mayTake } from "../scripts/layers.mjs";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

interface Import {
  specifier: string;
  typeOnly: boolean;
}
interface Source {
  path: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}

function importsOf(tree: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      found.push({ specifier: target && ts.isStringLiteral(target) ? target.text : "(computed)", typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function read(path: string, text = readFileSync(join(SRC, path), "utf8")): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, text, tree, imports: importsOf(tree) };
}

const PATHS = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));
const SOURCES = PATHS.map((path) => read(path));

/** Path of the imported file relative to `src/`, null for a package. */
function target(from: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  const bare = normalize(join(dirname(from), specifier)).replaceAll("\\", "/");
  return [bare, `${bare}.ts`, `${bare}/index.ts`].find((path) => PATHS.includes(path)) ?? bare;
}

const part = (path: string): string => path.split("/").slice(0, 2).join("/");

/** What is wrong with one import, null when nothing is. */
function offence(source: Source, { specifier }: Import): string | null {
  const layer = layerOf(source.path);
  const rules = LAYERS[layer];
  const says = (why: string): string => `${source.path} imports ${specifier}: ${why}`;
  if (!rules) return says(`there is no layer "${layer}" in scripts/layers.mjs`);
  const path = target(source.path, specifier);
  if (path !== null) {
    // `package.json` and `manifest.json` are data about the program itself.
    if (path.startsWith("../")) return /^(\.\.\/)(package|manifest)\.json$/.test(path) ? null : says("it lies outside src");
    const other = layerOf(path);
    if (other !== layer) return rules.imports.includes(other) ? null : says(`${layer} may not import ${other}`);
    const bothInFolders = source.path.split("/").length > 2 && path.split("/").length > 2;
    return rules.isolated && bothInFolders && part(path) !== part(source.path) ? says("siblings do not know each other") : null;
  }
  if (isBuiltin(specifier)) return rules.node ? null : says(`${layer} must run without Node`);
  if (specifier === "obsidian" && !/^(host\/obsidian|views)\/|^main\.ts$/.test(source.path)) return says("only host/obsidian, views and main may");
  return mayTake(layer, specifier) ? null : says(`${layer} may not take this package`);
}

function offences(sources: Source[]): string[] {
  return sources.flatMap((source) => source.imports.map((one) => offence(source, one)).filter((found) => found !== null));
}

/** Value imports only: types are gone when the program runs. */
function cycles(): string[] {
  const edges = new Map(
    SOURCES.map(({ path, imports }) => [path, imports.filter((one) => !one.typeOnly).map((one) => target(path, one.specifier)).filter((to) => to !== null)]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      found.add([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return [...found];
}

/** Node names that bring time, chance or waiting into a pure layer. */
function impurities({ path, tree }: Source): string[] {
  const found: string[] = [];
  const at = (node: ts.Node, what: string): void => {
    found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "Date" && (node.arguments?.length ?? 0) === 0) at(node, "reads the clock");
    if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText();
      if (text === "Date.now" || text.startsWith("performance.")) at(node, "reads the clock");
      if (text === "Math.random" || text.startsWith("crypto.")) at(node, "uses chance");
    }
    if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) at(node, "waits");
    if (ts.isIdentifier(node) && /^(setTimeout|setInterval|fetch|process|window|document|Promise)$/.test(node.text)) {
      const isName = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      const isKey = (ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent)) && node.parent.name === node;
      if (!isName && !isKey) at(node, `uses ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** `getHours` and friends answer in the zone of whatever machine this runs on; the owner's zone is a setting. */
const MACHINE_ZONE = /\.(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds)\(|\.toLocale(Date|Time)?String\(|\.getTimezoneOffset\(|\.to(Date|Time)String\(/;

const pure = SOURCES.filter(({ path }) => LAYERS[layerOf(path)]?.pure);
describe("architecture", () => {
  it("every import is in the table", () => {
    expect(offences(SOURCES)).toEqual([]);
  });

  it("the table would notice: a layer above, a sibling, Node, a package, an unknown layer", () => {
    const bad = (path: string, specifier: string): string[] => offences([read(path, `import { x } from "${specifier}";\n`)]);
    expect(bad("core/money.ts", "../ports")).toHaveLength(1);
    expect(bad("engine/executor.ts", "../integrations/odoo/wire")).toHaveLength(1);
    expect(bad("integrations/odoo/wire.ts", "../gmail/reads")).toHaveLength(1);
    expect(bad("integrations/odoo/wire.ts", "node:fs")).toHaveLength(1);
    expect(bad("core/money.ts", "zod")).toHaveLength(1);
    expect(bad("host/node/http.ts", "obsidian")).toHaveLength(1);
    expect(bad("elsewhere/x.ts", "../core/money")).toHaveLength(1);
    expect(bad("core/money.ts", "./action")).toEqual([]);
  });

  it("there are no cycles", () => {
    expect(cycles()).toEqual([]);
  });

  it("core and understanding know no clock, no chance and no waiting", () => {
    expect(pure.length).toBeGreaterThan(0);
    expect(pure.flatMap(impurities)).toEqual([]);
  });

  it("the purity check would notice", () => {
    const bad = (text: string): string[] => impurities(read("core/x.ts", text));
    expect(bad("const a = Date.now();")).toHaveLength(1);
    expect(bad("const a = new Date();")).toHaveLength(1);
    expect(bad("const a = Math.random();")).toHaveLength(1);
    expect(bad("async function a() { return 1; }")).toHaveLength(1);
    expect(bad("setTimeout(() => 1, 2);")).toHaveLength(1);
    expect(bad("const a = new Date(0);")).toEqual([]);
  });

  it("core never asks the machine for its zone", () => {
    expect(pure.filter(({ text }) => MACHINE_ZONE.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it.each(SOURCES.map((source) => [source.path, source] as const))("%s opens with what it owns and never does, and is short", (path, source) => {
    expect(source.text.startsWith("/**\n * Owns: ") || source.text.startsWith("#!"), `${path} must open with "Owns:"`).toBe(true);
    expect(source.text.slice(0, 1500)).toMatch(/^ \* Never: /m);
    expect(source.text).not.toMatch(/eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck|\bas any\b|: any\b/);
    expect(source.text.split("\n").length - 1).toBeLessThanOrEqual(350);
  });

  it("main.ts only wires: at most 150 lines", () => {
    const main = SOURCES.find(({ path }) => path === "main.ts");
    expect(main?.text.split("\n").length ?? 0).toBeLessThanOrEqual(151);
  });
});

/**
 * What silently goes wrong here: the documentation. Nobody runs it, so a renamed command, a new variable, another stop sentence or a moved file
 * leaves it wrong for the stranger who needs it most. Whatever a page lists is compared with the code that it describes.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LAYERS } from "../scripts/layers.mjs";
import { COMMANDS } from "../src/cli/arguments";
import { STATUSES } from "../src/core/action";
import { FOLDERS, firstNotes } from "../src/core/first-notes";
import { isObject } from "../src/core/json";
import { clarificationNote, mailNote } from "../src/core/mail-note";
import { readNote } from "../src/core/note";
import { POLICY, type PolicyCase } from "../src/core/policy";
import { readYaml } from "../src/host/node/yaml";
import { readMail } from "../src/mime/mail";
import { registry } from "../src/registry";
import { DEFAULTS } from "../src/settings";
import { understanding } from "../src/understanding";
import { toAnswer } from "../src/understanding/answer";
import { CLI_ACTIONS, usageOf } from "../src/views/cli-actions";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const PAGES = [...readdirSync(ROOT), ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).map((path) => `docs/${path}`)].filter((path) => path.endsWith(".md")).sort();
const { channels, watchers } = registry();
const FIELDS = [...channels, ...watchers].flatMap(({ fields }) => fields);
const OPERATIONS = channels.flatMap(({ operations }) => Object.values(operations));

/** Which of these stand nowhere in a page. */
const absent = (page: string, wanted: readonly string[]): string[] => wanted.filter((text) => !page.includes(text));
const quoted = (names: readonly string[]): string[] => names.map((name) => `\`${name}\``);

/** Commands of npm itself. */
const NPMS_OWN = ["ci", "link"];

/** Addresses of links and pictures outside code, with the page they stand on. */
function links(page: string): string[] {
  const prose = read(page).replace(/^ *```[^]*?^ *```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
}

/** The anchor that a heading gets on GitHub and in Obsidian's published form. */
const anchor = (heading: string): string => heading.replace(/^#+ /, "").toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, "").trim().replace(/\s/g, "-");
const anchors = (path: string): string[] => [...readFileSync(path, "utf8").matchAll(/^#+ .+$/gm)].map(([heading]) => anchor(heading));

function brokenLinks(page: string): string[] {
  return links(page).filter((link) => {
    if (/^https:\/\//.test(link)) return false;
    const [file = "", fragment] = link.split("#");
    const path = file === "" ? join(ROOT, page) : resolve(ROOT, dirname(page), file);
    if (relative(ROOT, path).startsWith("..") || !existsSync(path)) return true;
    return fragment !== undefined && !anchors(path).includes(fragment);
  });
}

describe("links", () => {
  it("there are pages to look at", () => {
    expect(PAGES).toEqual(expect.arrayContaining(["README.md", "docs/cli.md", "docs/adr/0001-the-ledger-is-the-truth-notes-are-a-view.md"]));
    expect(links("README.md")).toContain("docs/panel.png");
  });

  it.each(PAGES)("every relative link and picture of %s resolves", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("every decision record is linked from ARCHITECTURE.md", () => {
    expect(absent(read("ARCHITECTURE.md"), readdirSync(join(ROOT, "docs/adr")))).toEqual([]);
  });
});

describe("commands and variables", () => {
  it("F3 every command stands in the README and, as it is used, in docs/cli.md", () => {
    expect(absent(read("README.md"), quoted(Object.keys(COMMANDS)))).toEqual([]);
    expect(absent(read("docs/cli.md"), Object.values(COMMANDS).map(({ usage }) => `### \`${usage}\`\n`))).toEqual([]);
  });

  it("A1 every command of Obsidian's palette and command line stands in docs/obsidian.md, and no other", () => {
    const page = read("docs/obsidian.md");
    const { id } = JSON.parse(read("manifest.json")) as { id: string };
    const usages = Object.entries(CLI_ACTIONS).map(([name, action]) => usageOf(id, name, action));
    expect(page.split("\n").filter((line) => line.startsWith("obsidian "))).toEqual(usages);
    const source = `${read("src/views/commands.ts")}${read("src/views/guide-commands.ts")}${read("src/views/post-commands.ts")}`;
    const names = [...source.matchAll(/(?:add|onNote|whilePaused)\("[a-z-]+", "([^"]+)"|name: "([^"]+)"/g)].map(([, one, other]) => one ?? other ?? "");
    expect(names.length).toBeGreaterThan(10);
    expect(absent(page, names.map((name) => `| ${name} |`))).toEqual([]);
  });

  it("docs/cli.md documents no command that there is not", () => {
    const documented = [...read("docs/cli.md").matchAll(/^### `([a-z-]+)/gm)].map((match) => match[1] ?? "");
    expect(documented.filter((name) => !Object.hasOwn(COMMANDS, name))).toEqual([]);
  });

  it("every variable of a service's fields stands in the README, and no other of that form but those the program reads", () => {
    const readme = read("README.md");
    expect(absent(readme, quoted(FIELDS.map(({ env }) => env)))).toEqual([]);
    const source = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts")).map((path) => read(`src/${path}`)).join("\n");
    expect([...new Set(readme.match(/\bAE_[A-Z_]+\b/g))].filter((name) => !source.includes(`"${name}"`))).toEqual([]);
  });

  it("every script that a page names is in package.json", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) => [...read(page).matchAll(/`npm (?:run )?([a-z:]+)/g)].map((match) => match[1] ?? "")).filter((name) => !NPMS_OWN.includes(name));
    expect(named).toEqual(expect.arrayContaining(["demo", "test"]));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it("K9 every host that a field begins with is disclosed", () => {
    const hosts = FIELDS.flatMap(({ fallback }) => (URL.canParse(fallback) ? [new URL(fallback).hostname] : []));
    expect(hosts.length).toBeGreaterThan(0);
    expect(absent(read("README.md"), quoted(hosts))).toEqual([]);
  });

  it("every setting stands in docs/cli.md with its default", () => {
    const rows = (value: unknown, key: string): string[] =>
      isObject(value) && Object.keys(value).length > 0 && !("weekday" in value)
        ? Object.entries(value).flatMap(([name, inner]) => rows(inner, key === "" ? name : `${key}.${name}`))
        : [`| \`${key}\` | ${key === "zone" ? "this machine's" : `\`${JSON.stringify(value)}\``} |`];
    const wanted = rows(DEFAULTS, "");
    const table = read("docs/cli.md").split("## Settings")[1] ?? "";
    expect(absent(table, wanted)).toEqual([]);
    expect(table.match(/^\| `/gm)).toHaveLength(wanted.length);
  });

  it("every status and every reason of the policy table is explained", () => {
    const of: PolicyCase = {
      label: "x", rule: "amount", origin: { kind: "mail", id: null }, money: { amount: "1.00", currency: "EUR" }, known_payee: null, unreadable: null, signs: [], edited: true, limits: { currency: "EUR", automatic: "1.00", high_risk: "2.00" },
    };
    const page = read("docs/cli.md");
    expect(absent(page, quoted(STATUSES))).toEqual([]);
    expect(absent(page, quoted(POLICY.map((row) => row.reason(of).code)))).toEqual([]);
  });
});

describe("notes", () => {
  const page = read("docs/notes.md");
  const mail = readMail(Buffer.from("From: a@b.example\r\nSubject: Invoice\r\n\r\nPlease send us an invoice for the workshop.\r\n"), { id: "1", thread: null, date: "2026-11-19T10:00:00.000Z", labels: [] });
  const keys = (text: string): string[] => {
    const note = readNote(text, readYaml);
    return "problem" in note ? [] : Object.keys(note.front);
  };

  it("section 1 every folder and first note stands in docs/notes.md", () => {
    expect(absent(page, [...FOLDERS.map((name) => `\`${name}/\``), ...quoted(firstNotes("EUR", "AI").map(({ path }) => path))])).toEqual([]);
  });

  it("A1 every operation's note: type, file name and editable properties", () => {
    for (const { note, examples, toFields } of OPERATIONS) {
      expect(page).toContain(`: \`${note.prefix}_...\`, type \`${note.type}\``);
      expect(absent(page, quoted(Object.keys(toFields(examples[0] ?? {}))))).toEqual([]);
    }
  });

  it("A1 every property that every action's note begins with", () => {
    const block = /const front: JsonObject = \{([^]*?)^ {2}\};/m.exec(read("src/core/action-note.ts"))?.[1] ?? "";
    const properties = [...block.matchAll(/^ {4}([a-z_]+):/gm)].map((match) => match[1] ?? "");
    expect(properties).toEqual(expect.arrayContaining(["id", "fingerprint"]));
    expect(absent(page, quoted(properties))).toEqual([]);
  });

  it("G4, M4 every property of a mail's note and of a question", async () => {
    const seen = await mail;
    const draft = understanding.understand(seen, { owner_emails: [] });
    const context = { at: "2026-11-19T10:00:00.000Z", zone: "UTC" };
    const properties = [...keys(mailNote(seen, draft, { ...context, why: "" })), ...keys(clarificationNote(seen, draft, understanding.ask(draft), { ...context, missing: draft.missing, text: "", later: [], signs: [] }))];
    expect(properties).toEqual(expect.arrayContaining(["email_id", "parse_error", "currency"]));
    expect(properties.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name}:`) && name !== "type")).toEqual([]);
  });
});

describe("what a person is told", () => {
  /** Fixed parts of the sentences that are templates in a source file. */
  const sentences = (path: string, call: RegExp): string[][] => [...read(path).matchAll(call)].map((match) => (match[1] ?? "").split(/\$\{[^}]*\}/).map((part) => part.trim()).filter((part) => /\p{L}{4}/u.test(part)));

  it("E4 docs/troubleshooting.md speaks of every sentence that stops the ledger", () => {
    const page = read("docs/troubleshooting.md");
    const stops = [...["ledger", "session", "standing"].flatMap((name) => sentences(`src/engine/${name}.ts`, /(?:\.stop|LedgerStopped|return)\(?\s*`([^`]+)`/g))].filter((parts) => parts.length > 0);
    expect(stops.length).toBeGreaterThanOrEqual(12);
    const said = (part: string): boolean => page.includes(part.split(". ")[0] ?? part);
    expect(stops.filter((parts) => !parts.some((part) => part.length > 12 && said(part)))).toEqual([]);
  });

  it("the answer of `understand` in docs/cli.md is the answer of the program", async () => {
    const page = read("docs/cli.md");
    const text = /\$ cat mail\.eml\n([^]*?)\n\$ /.exec(page)?.[1] ?? "";
    const shown = JSON.parse(/```json understand\n(.*)\n```/.exec(page)?.[1] ?? "null") as Record<string, unknown>;
    const parsed = await readMail(new TextEncoder().encode(text.replace(/\n/g, "\r\n")), { id: "stdin", thread: null, date: null, labels: [] });
    const { evidence, reasons, ...facts } = toAnswer("stdin", understanding.understand(parsed, { owner_emails: ["me@my.example"] }));
    expect(Object.keys(shown).sort()).toEqual([...Object.keys(facts), "evidence", "reasons"].sort());
    expect(shown).toMatchObject(facts);
    expect([evidence, reasons].every((part) => Object.keys(part ?? {}).length > 0)).toBe(true);
  });

  it("ARCHITECTURE.md names every layer of the import table", () => {
    expect(absent(read("ARCHITECTURE.md"), quoted(Object.keys(LAYERS)))).toEqual([]);
  });
});

describe("the project says nothing about the machine it was made on", () => {
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile());
  /** In parts, so that this file does not name what it looks for. */
  const MACHINE = new RegExp([["(?<![\\w.~-])/", "(?:work|root|Users)/"], ["(?<![\\w.~-])/t", "mp/"], ["registry\\.", "(?:npmjs|yarnpkg|npmmirror)"], ["npm\\.", "pkg\\.github"], ["\\.\\./sha", "red/"]].map((parts) => parts.join("")).join("|"));

  it("no machine path and no registry host stands in a tracked file", () => {
    expect(tracked.length).toBeGreaterThan(100);
    const found = tracked.filter((path) => !/\.(png|ico|woff2?)$/.test(path)).flatMap((path) => {
      const at = MACHINE.exec(read(path));
      return at ? [`${path}: ${at[0]}`] : [];
    });
    expect(found).toEqual([]);
  });

  it("the search would notice", () => {
    for (const path of ["see /wo" + "rk/main", '"resolved": "https://regi' + 'stry.npmjs.org/x"', "'/t" + "mp/x'"]) expect(path).toMatch(MACHINE);
    expect("https://example.com/work/x, src/root/, ~/root/").not.toMatch(MACHINE);
  });
});

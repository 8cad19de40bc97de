/**
 * The page of rules is written from the rules (PRODUCT M1): `npx vitest run tests/understanding/rules-page.test.ts -u` writes it anew.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withoutExamples } from "../../esbuild.config.mjs";
import { LANGUAGES } from "../../src/understanding/lang/all";
import { RULES } from "../../src/understanding/rules";

const SPEAKS_FOR: Record<(typeof RULES)[number]["says"], string> = {
  invoice_request: "A wish for an invoice",
  quote_request: "A wish for a price",
  purchase_order: "An order",
  vendor_invoice_received: "A bill to us",
  overdue_reminder: "A reminder",
  receipt_or_payment: "A payment",
  spam_or_phish: "Unwanted mail",
  other: "Something else",
  hold: "Not now: takes a wish back",
  copy: "An invoice that exists already",
  dispute: "Something to sort out, no new invoice",
  aside: "Talk about an invoice that the mail does not bring",
  elsewhere: "Something for somebody else to do, or for a program",
  reference: "A wish for what the sentence before names",
  offer: "What we asked whether to write; a wish when the answer is yes",
  answer: "A quote that the sender brings",
  seller: "The sender sells to us",
  faint: "An invoice and a wish, where nothing else says anything",
  heading: "A subject that is a wish above a filled-in form",
};
const WEIGHT = { 1: "a hint", 2: "likely", 3: "plain" } as const;
const cell = (text: string): string => text.replace(/\|/g, "\\|");

function page(): string {
  const kinds = [...new Set(RULES.map(({ says }) => says))];
  const tables = kinds.map((kind) => {
    const rows = RULES.filter(({ says }) => says === kind).map(({ name, weight, example, counter }) => `| ${cell(name)} | ${WEIGHT[weight]} | ${cell(example)} | ${cell(counter)} |`);
    return [`## ${SPEAKS_FOR[kind]}`, "", "| rule | says it | matches | does not match |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
  });
  return [
    "# How a mail is read",
    "",
    `${String(RULES.length)} rules decide what a mail is. A rule is an order of concepts ("please, send, invoice"), the same for every language; a language is a list of words for the concepts (${LANGUAGES.map(({ code }) => code).join(", ")}). Rules see one sentence of the new text at a time. Both columns of examples are tests: the first must match its rule, the second must not.`,
    "",
    "`autonomous-employee understand --explain < mail.eml` prints which rule decided about a mail, and why.",
    "",
    ...tables,
  ].join("\n");
}

it("M1 docs/rules.md lists every rule with its examples", async () => {
  await expect(page()).toMatchFileSnapshot("../../docs/rules.md");
});

it("M1 the programs carry every rule as it is, without its examples", () => {
  const source = readFileSync("src/understanding/rules.ts", "utf8");
  const carried = withoutExamples(source);
  const times = (text: string, part: string): number => text.split(part).length - 1;
  for (const flag of ["body", "named", "clause"]) expect([flag, times(carried, `, "", "", "${flag}"]`)]).toEqual([flag, times(source, `, "${flag}"]`)]);
  expect(times(carried, "\n")).toBe(times(source, "\n"));
  for (const { name, example, counter } of RULES) expect([name, carried.includes(`["${name}", `), carried.includes(`"${example}"`), carried.includes(`"${counter}"`)]).toEqual([name, true, false, false]);
});

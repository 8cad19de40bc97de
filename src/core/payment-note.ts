/**
 * Owns: payment instructions as a prepared note: what to pay to whom by when, with the account's check digits verified (PRODUCT K8).
 * Never: a payment, or a bank: a person types it there. An account that is another one than known is a warning, never a figure to copy.
 */
import { inertField } from "./action-note";
import { sha256Hex } from "./hash";
import { findBic, findIbans, readIban, showIban } from "./iban";
import type { JsonObject } from "./json";
import type { Open } from "./measure";
import { roundTo, showMoney } from "./money";
import { writeLines } from "./note";
import { showDate } from "./schedule";
import { inlineUntrusted, quoteUntrusted } from "./untrusted";

/** Where the account stands with what is known of the payee. */
export type Account =
  | { kind: "none" }
  /** `iban` as it was found; it may be no valid one. */
  | { kind: "named"; iban: string; bic: string | null; source: string }
  /** The message that names it has fraud signs, e.g. another account than before (PRODUCT M6). */
  | { kind: "suspect"; ibans: readonly string[]; why: string; source: string }
  /** Several are named; nobody knows which is meant (PRODUCT K6). */
  | { kind: "several"; ibans: readonly string[]; source: string };

export interface Instruction {
  service: string;
  bill: Open;
  account: Account;
}

/** What a bill is called in a transfer: the vendor's own number where it is known. */
const purpose = ({ reference, label }: Open): string => reference ?? label;

/**
 * The lines of a European transfer's QR code (EPC069-12, version 002): a banking app that reads codes can be given them. Null when the code
 * cannot say it: another currency than euro, no valid account, an amount out of range.
 */
export function epcText({ bill, account }: Instruction): string | null {
  if (account.kind !== "named" || bill.open.currency !== "EUR") return null;
  const read = readIban(account.iban);
  const amount = roundTo(bill.open.amount, "EUR");
  const [cents, name] = [Number(amount.replace(".", "")), oneLine(bill.partner, 70)];
  if ("why" in read || name === "" || !(cents >= 1 && cents <= 99_999_999_999)) return null;
  return ["BCD", "002", "1", "SCT", account.bic ?? "", name, read.iban, `EUR${amount}`, "", "", oneLine(purpose(bill), 140)].join("\n");
}

function oneLine(text: string, most: number): string {
  return Array.from(text.replace(/\s+/g, " ").trim()).slice(0, most).join("");
}

/** Stable: the same bill is the same note. */
export function instructionName({ service, bill }: Instruction): string {
  return `PAYMENT_${bill.due_date}_${sha256Hex(`${service}:${bill.id}`).slice(0, 8)}.md`;
}

const named = (ibans: readonly string[]): string => ibans.map((iban) => inlineUntrusted(showIban(iban))).join(", ");

/** What the words of a message say about where to pay; `fraud`: its fraud signs as sentences. */
export function accountIn(text: string, source: string, fraud: readonly string[]): Account {
  const ibans = findIbans(text);
  const [iban] = ibans;
  if (iban === undefined) return { kind: "none" };
  if (fraud.length > 0) return { kind: "suspect", ibans, why: fraud.join(" "), source };
  return ibans.length > 1 ? { kind: "several", ibans, source } : { kind: "named", iban, bic: findBic(text), source };
}

function accountLines({ account, bill }: Instruction): string[] {
  switch (account.kind) {
    case "none":
      return ["> [!info] The account is not known here", "> Take it from the bill itself, or from your last payment to them."];
    case "suspect":
      return ["> [!danger] Fraud sign: do not pay to the account in this message", `> ${inlineUntrusted(account.source)} names ${named(account.ibans)}. ${inlineUntrusted(account.why)} Ask ${inlineUntrusted(bill.partner)} by a phone number that you already know.`];
    case "several":
      return ["> [!warning] Several accounts are named", `> ${inlineUntrusted(account.source)} names ${named(account.ibans)}. Ask which one is meant.`];
    case "named": {
      const read = readIban(account.iban);
      if ("why" in read) return ["> [!danger] This account number is wrong", `> ${inlineUntrusted(account.source)} names ${inlineUntrusted(showIban(account.iban))}. ${read.why} Do not pay to it; ask them.`];
      return [`- IBAN: **${showIban(read.iban)}** (check digits fit), from ${inlineUntrusted(account.source)}`, ...(account.bic === null ? [] : [`- BIC: ${account.bic}`])];
    }
  }
}

export function instructionNote(instruction: Instruction): string {
  const { service, bill, account } = instruction;
  const valid = account.kind === "named" ? readIban(account.iban) : { why: "" };
  const code = epcText(instruction);
  const front: JsonObject = {
    type: "payment_instruction",
    status: "open",
    service,
    payee: bill.partner,
    bill: bill.label,
    amount: bill.open.amount,
    currency: bill.open.currency,
    due_date: bill.due_date,
    reference: purpose(bill),
    iban: "iban" in valid ? showIban(valid.iban) : null,
  };
  const body = [
    `# Pay ${inlineUntrusted(bill.partner)}: ${showMoney(bill.open)} by ${showDate(bill.due_date)}`,
    "",
    "This program moves no money. Pay it at your bank, if it is right; then record the payment.",
    "",
    `- To: ${inlineUntrusted(bill.partner)}`,
    `- Amount: **${showMoney(bill.open)}**`,
    `- By: ${showDate(bill.due_date)}`,
    `- Reference: ${inlineUntrusted(purpose(bill))}`,
    `- Bill: ${bill.url === null ? inlineUntrusted(bill.label) : `[${inlineUntrusted(bill.label)}](${bill.url})`}`,
    ...(account.kind === "named" && "iban" in valid ? accountLines(instruction) : ["", ...accountLines(instruction)]),
    "",
    ...(code === null ? [] : ["For a banking app that takes the text of a transfer's QR code (EPC069-12):", "", quoteUntrusted(code), ""]),
    "Paid, or not needed: move this note to `Completed`, or delete it.",
  ];
  return writeLines(inertField(front) as JsonObject, body);
}

/**
 * Owns: `understand` - mail on standard input, one JSON object a line on standard output (CLI contract). Needs no vault.
 * Never: storing or sending anything.
 */
import { isObject } from "../core/json";
import { latin1Bytes, mailFromFields, readMail, type MailFields } from "../mime/mail";
import { toAnswer } from "../understanding/answer";
import { understanding } from "../understanding";
import type { Draft } from "../core/draft";
import type { Mail } from "../core/mail";
import type { Invocation } from "./arguments";
import { EXIT, wrongUse } from "./failure";
import { jsonLine, note } from "./print";

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

async function rowMail(line: string, number: number): Promise<Mail> {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    wrongUse(`Line ${number} of standard input is not JSON.`);
  }
  if (!isObject(row)) wrongUse(`Line ${number} of standard input is not an object.`);
  const id = typeof row["id"] === "number" ? String(row["id"]) : text(row["id"]) || String(number);
  if (typeof row["raw"] === "string") return readMail(latin1Bytes(row["raw"]), { id, thread: null, date: null, labels: [] });
  const fields: MailFields = { id, from: text(row["from"]), to: text(row["to"]), cc: text(row["cc"]), subject: text(row["subject"]), date: text(row["date"]), body: text(row["body"]), html: text(row["html"]) };
  return mailFromFields(fields);
}

async function* mails(invocation: Invocation): AsyncGenerator<Mail> {
  const input = await standardInput();
  if (input.length === 0) wrongUse("There was no mail on standard input. Pipe one in: autonomous-employee understand < mail.eml");
  if (!invocation.flag("jsonl")) {
    yield await readMail(new Uint8Array(input), { id: "stdin", thread: null, date: null, labels: [] });
    return;
  }
  for (const [index, line] of input.toString("utf8").split(/\r?\n/).entries()) if (line.trim() !== "") yield await rowMail(line, index + 1);
}

/** Which rules decided and why, with the words that each fact was read from; the card in the panel shows the same. */
function explanation(id: string, { kind, action, reasons, signs, evidence }: Draft): string {
  const lines = [...reasons, ...signs.map(({ text, fraud }) => `${fraud ? "FRAUD SIGN: " : ""}${text}`), ...Object.entries(evidence).map(([field, words]) => `${field}: "${words}"`)];
  return [`${id}: ${kind} -> ${action}`, ...lines.map((line) => `  ${line}`)].join("\n");
}

export async function understandInput(invocation: Invocation): Promise<number> {
  const owner = invocation.text("owner-email") ?? process.env["AE_OWNER_EMAIL"] ?? "";
  const owner_emails = owner.split(",").map((email) => email.trim().toLowerCase()).filter((email) => email !== "");
  for await (const mail of mails(invocation)) {
    const draft = understanding.understand(mail, { owner_emails });
    process.stdout.write(`${jsonLine(toAnswer(mail.id, draft))}\n`);
    if (invocation.flag("explain")) note(explanation(mail.id, draft));
  }
  return EXIT.done;
}

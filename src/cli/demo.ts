/**
 * Owns: the demo - the whole job on the sandbox business, with nothing but the public command line and moved notes.
 * Never: a step that counts as done because we say so: what happened is read from the sandbox Odoo over HTTP.
 */
import { resolve } from "node:path";
import type { Invocation } from "./arguments";
import { EXIT } from "./failure";
import { askOdoo, command, fillNote, moveNote, only, openSandbox, prepareVault } from "./demo-parts";
import { answer, publish, schedule } from "./demo-social";
import { approve, expect, list, once, type Stage } from "./demo-stage";
import { MAILS, TALKS } from "../sandbox/story";

interface Move {
  name: string | false;
  state: string;
  amount_total: number;
  partner_id: [number, string];
  invoice_origin: string | false;
}

const MOVE_FIELDS = ["name", "state", "amount_total", "partner_id", "invoice_origin"];

/** Invoices in Odoo that came from the employee: those of before have no origin. */
async function madeInvoices(stage: Stage): Promise<Move[]> {
  const moves = await askOdoo<Move>(stage.addresses.odoo, "account.move", [["move_type", "=", "out_invoice"]], MOVE_FIELDS);
  return moves.filter((move) => move.invoice_origin !== false);
}

async function invoicesOf(stage: Stage, partner: string): Promise<Move[]> {
  return (await madeInvoices(stage)).filter((move) => move.partner_id[1] === partner);
}

async function checkMail(stage: Stage): Promise<void> {
  const { observed, proposed, waiting } = await once(stage, stage.dry);
  expect(observed === MAILS.length + TALKS, `${MAILS.length} mails and ${TALKS} messages were expected, ${observed} were seen`);
  stage.say(`Mail and messages checked: ${observed} new. ${proposed} drafts wait for a decision (${waiting} waiting). Dry run: nothing can leave.`);
}

async function simulate(stage: Stage): Promise<void> {
  const card = only(await list(stage), "Acme draft", ({ summary, type, reasons }) => type === "odoo_invoice" && summary.includes("Acme") && !reasons.includes("possible_duplicate"));
  await approve(stage, card, stage.dry);
  await once(stage, stage.dry);
  expect((await invoicesOf(stage, "Acme Tools Ltd")).length === 0, "a dry run must not make an invoice");
  stage.say("Approved in dry run: it shows what would be sent. Odoo, asked over HTTP: no invoice.");
}

async function draftAndPost(stage: Stage): Promise<void> {
  await once(stage);
  const card = only(await list(stage), "Acme draft", ({ summary, type, status, reasons }) => type === "odoo_invoice" && status === "waiting" && summary.includes("Acme") && !reasons.includes("possible_duplicate"));
  stage.say("Odoo is live now, so the dry-run approval came back for a new decision.");
  await moveNote(stage.vault, card.note ?? "", "Approved");
  await once(stage);
  const [draft] = await invoicesOf(stage, "Acme Tools Ltd");
  expect(draft?.state === "draft", "the approved invoice should be a draft in Odoo");
  stage.say(`Approved by moving the note. Odoo has a draft for Acme Tools Ltd: ${draft?.amount_total.toFixed(2) ?? ""} USD.`);
  await approve(stage, only(await list(stage), "posting", ({ type, status }) => type === "odoo_invoice_post" && status === "waiting"));
  await once(stage);
  const posted = await invoicesOf(stage, "Acme Tools Ltd");
  expect(posted.length === 1 && posted[0]?.state === "posted", "the invoice should be posted once in Odoo");
  stage.say(`Posting approved on the totals that Odoo read back. Odoo has posted ${String(posted[0]?.name)}.`);
}

async function newPartner(stage: Stage): Promise<void> {
  const cards = await list(stage);
  await approve(stage, only(cards, "partner to create", ({ summary, type }) => type === "odoo_partner" && /ller/.test(summary)));
  await approve(stage, only(cards, "German draft", ({ summary, type }) => type === "odoo_invoice" && /ller/.test(summary)));
  await once(stage);
  await once(stage);
  const partners = await askOdoo<{ name: string }>(stage.addresses.odoo, "res.partner", [["email", "=ilike", "j.mueller@mueller-feinmechanik.example"]], ["name"]);
  expect(partners.length === 1, "the new partner should be in Odoo once");
  const [draft] = await invoicesOf(stage, partners[0]?.name ?? "");
  expect(draft?.amount_total === 700, "the new partner's draft should be 700.00");
  stage.say(`New payee: partner "${partners[0]?.name ?? ""}" created first, then the draft of ${draft?.amount_total.toFixed(2) ?? ""} EUR.`);
}

async function clarification(stage: Stage): Promise<void> {
  const name = await fillNote(stage.vault, "INVOICE_CLARIFICATION", "menu-workshop", {
    line_1_description: "Menu workshop",
    line_1_quantity: "1",
    line_1_unit_price: "240.00",
    total: "240.00",
    currency: "USD",
  });
  await once(stage);
  const card = only(await list(stage), "answered draft", ({ summary, type }) => type === "odoo_invoice" && summary.includes("Harbour"));
  await approve(stage, card);
  await once(stage);
  const [draft] = await invoicesOf(stage, "Harbour Cafe");
  expect(draft?.amount_total === 240, "the answered clarification should be a draft of 240.00");
  stage.say(`Clarification asked and answered (${name}). Odoo has a draft for Harbour Cafe: 240.00 USD.`);
}

async function duplicate(stage: Stage): Promise<void> {
  const again = (await list(stage)).filter(({ summary, type }) => type === "odoo_invoice" && summary.includes("Acme"));
  for (const { id } of again) await command(stage.live, "reject", id, "--reason", "asked twice", "--vault", stage.vault);
  await once(stage);
  expect((await invoicesOf(stage, "Acme Tools Ltd")).length === 1, "Acme should have exactly one invoice");
  stage.say("The second mail about the same order made no second invoice.");
}

async function reports(stage: Stage): Promise<void> {
  const audit = await command<{ path: string }>(stage.live, "audit", "--vault", stage.vault);
  const briefing = await command<{ path: string; figures: { social_media_posts: number | null; tasks_completed: number | null } }>(stage.live, "briefing", "--vault", stage.vault);
  const { social_media_posts: published, tasks_completed: completed } = briefing.figures;
  expect(published === 1, `the briefing should tell of one post, it tells of ${String(published)}`);
  const { lines } = await command<{ lines: number }>(stage.live, "verify-log", "--vault", stage.vault);
  stage.say(`Reports written: ${audit.path}, ${briefing.path}; ${String(completed)} tasks completed, ${String(published)} post. The log is whole: ${lines} lines.`);
}

/** Exit 0 only if every step did happen. */
export async function runDemo(invocation: Invocation): Promise<number> {
  const vault = resolve(invocation.vault ?? "demo-vault");
  const began = Date.now();
  let number = 0;
  const say = (text: string): void => {
    process.stdout.write(invocation.json ? `${JSON.stringify({ step: (number += 1), text })}\n` : `${String((number += 1)).padStart(2)}. ${text}\n`);
  };
  const hasPlugin = await prepareVault(vault);
  const sandbox = await openSandbox();
  try {
    const { PATH, HOME, XDG_STATE_HOME, TZ } = process.env;
    // Nothing of the owner's real environment reaches the sandbox.
    const dry: NodeJS.ProcessEnv = { PATH, HOME, XDG_STATE_HOME, TZ, ...sandbox.addresses.env };
    const stage: Stage = { vault, addresses: sandbox.addresses, dry, live: { ...dry, AE_LIVE: "odoo" }, social: { ...dry, AE_LIVE: "odoo,facebook,x,linkedin" }, say };
    await command(dry, "init", "--vault", vault);
    say(`Vault ${vault} made, the sandbox business is open (no account, no network beyond this machine).`);
    for (const step of [checkMail, simulate, draftAndPost, newPartner, clarification, duplicate, publish, schedule, answer, reports]) await step(stage);
    await summary(stage, hasPlugin, began, invocation.json);
    return EXIT.done;
  } finally {
    sandbox.process.kill();
  }
}

async function summary(stage: Stage, hasPlugin: boolean, began: number, json: boolean): Promise<void> {
  const moves = await madeInvoices(stage);
  const open = await list(stage);
  const text = [
    "",
    `Done in ${((Date.now() - began) / 1000).toFixed(1)} s. In the sandbox Odoo now:`,
    ...moves.map((move) => `  ${move.name === false || move.name === "/" ? "draft" : move.name} ${move.partner_id[1]} ${move.amount_total.toFixed(2)} (${move.state})`),
    open.length === 0 ? "Nothing waits for you." : "Still waiting for you, or for its time:",
    ...open.map(({ summary }) => `  ${summary}`),
    `Look at it: open the folder ${stage.vault} as a vault in Obsidian${hasPlugin ? "; the plugin already lies in it (allow community plugins when asked)" : ""}. Begin with AI_Employee/Dashboard.md.`,
  ].join("\n");
  process.stdout.write(json ? `${JSON.stringify({ moves, waiting: open.length, vault: stage.vault })}\n` : `${text}\n`);
}

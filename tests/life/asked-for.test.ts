/**
 * Owns: the life of what a person asks for about a document - sent, paid in two parts, credited - and of a vendor's bill from a mail, through
 * the whole employee on a real folder, with the note that each of our records leaves in its document's log (PRODUCT O2, O4, O6).
 * Never: the recordings themselves; the twin is held to them by tests/sandbox/odoo/replay.test.ts.
 */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Detail } from "../../src/core/card";
import type { JsonObject } from "../../src/core/json";
import type { Mail } from "../../src/core/mail";
import { createEmployee, secretName, verifyLog, type Employee } from "../../src/employee";
import { nodeDevice } from "../../src/host/node/device";
import { nodeHttp } from "../../src/host/node/http";
import { nodeLedgerFiles } from "../../src/host/node/ledger-files";
import { nodeNotes } from "../../src/host/node/notes";
import { readYaml } from "../../src/host/node/yaml";
import type { OdooTwin } from "../../src/sandbox/odoo/twin";
import { DEFAULTS, type Settings } from "../../src/settings";
import { CUSTOMERS, twinWithCustomers, VERSIONS } from "../integrations/odoo/kit";
import { OfficeClock } from "./office";

const AT_TERMINAL = { by: "person", via: "cli", attended: true } as const;
const INVOICE = "INV/2026/00041";
const BILL: Mail = {
  id: "bill-1",
  thread: "bill-1",
  message_id: null,
  date: "2026-11-20T09:00:00Z",
  from: { name: "CloudHost Billing", email: "billing@cloudhost.example" },
  reply_to: [],
  to: [{ name: "", email: "owner@studio.example" }],
  cc: [],
  subject: "Your CloudHost invoice CH-20931",
  text: "Dear customer,\n\nplease find your invoice CH-20931 for hosting in October below.\n\nHosting plan M: EUR 24.00\nAmount due: EUR 24.00\nDue date: 2026-12-05\n\nCloudHost",
  html_text: null,
  attachments: [],
  headers: {},
  labels: [],
  problems: [],
};

describe.each(VERSIONS)("O2 the life of what is asked for, Odoo %s", (version) => {
  let twin: OdooTwin;
  let folder: string;
  let employee: Employee;
  const clock = new OfficeClock();

  beforeEach(async () => {
    twin = await twinWithCustomers(version, { partners: [...(CUSTOMERS.partners ?? []), { name: "CloudHost", email: "billing@cloudhost.example", is_company: true }] });
    folder = await mkdtemp(join(tmpdir(), "ae-asked-"));
    const vault = join(folder, "vault");
    await mkdir(vault);
    const settings: Settings = { ...DEFAULTS, currency: "EUR", owner_emails: ["owner@studio.example"], undo_seconds: 0, live: ["odoo"], services: { odoo: { url: twin.url, database: "sandbox", user: "billing", tax: "none" } } };
    const ports = {
      clock,
      http: nodeHttp(),
      notes: nodeNotes(vault),
      files: nodeLedgerFiles(join(vault, settings.root, "Logs")),
      device: await nodeDevice(vault, "real", { XDG_STATE_HOME: join(folder, "state") }),
      secrets: { get: (name: string) => (name === secretName("odoo", "key") ? "sandbox-odoo-key" : ""), set: () => undefined },
      readYaml,
      log: { info: () => undefined, warn: () => undefined },
      randomId: () => randomBytes(16).toString("hex"),
    };
    employee = createEmployee({ ports, settings, settings_problems: [], realm: "real", version: "0.0.0", live_here: settings.live });
    await employee.open();
  });
  afterEach(async () => {
    await employee.stop();
    await twin.close();
    await rm(folder, { recursive: true, force: true });
  });

  const pass = async (): Promise<void> => {
    clock.skip(60_000);
    await employee.pass();
  };
  const shown = async (id: string): Promise<Detail> => {
    const found = await employee.show(id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };
  const decided = async (id: string): Promise<Detail> => {
    const { fingerprint, status } = await shown(id);
    expect(status).toBe("waiting");
    expect(await employee.wish({ kind: "approve", id, fingerprint }, AT_TERMINAL)).toMatchObject({ ok: true });
    await pass();
    return shown(id);
  };
  const asked = async (operation: string, record: string, answers: JsonObject): Promise<Detail> => {
    const proposed = await employee.wish({ kind: "propose", channel: "odoo", operation, record, answers }, AT_TERMINAL);
    expect(proposed).toMatchObject({ ok: true });
    return decided(proposed.id ?? "");
  };
  /** Ids of the actions that left a note in a document's log, in order. */
  const logOf = (document: number): string[] => twin.store.rows("mail.message").flatMap(({ body, res_id }) => (res_id === document && typeof body === "string" ? [...body.matchAll(/action ([\w.-]+)\. Card: obsidian:/g)].map(([, id]) => id ?? "") : []));
  const moveNamed = (name: string): number => twin.store.rows("account.move").find((row) => row["name"] === name)?.id ?? 0;
  /** Every effect is in the ledger with its decision, once; its note lies in Completed. */
  const told = async (ids: string[]): Promise<void> => {
    const root = join(folder, "vault", DEFAULTS.root);
    expect(await verifyLog(nodeLedgerFiles(join(root, "Logs")))).toMatchObject({ ok: true, first_bad: null, unmatched: [] });
    const files = await readdir(join(root, "Completed"));
    const notes = await Promise.all(files.map((name) => readFile(join(root, "Completed", name), "utf8")));
    for (const id of ids) expect(notes.filter((note) => note.includes(`id: ${id}`) || note.includes(`id: "${id}"`))).toHaveLength(1);
  };

  test("sent, then paid in two parts: each once and each in the invoice's log, all of them in Completed", async () => {
    const document = moveNamed(INVOICE);
    const sent = await asked("send_invoice", INVOICE, {});
    expect(sent).toMatchObject({ status: "done", deliveries: [{ receipt: { data: { sent_to: "office@northwind.example" } } }] });
    const form = await employee.offers.form({ channel: "odoo", operation: "register_payment", record: INVOICE });
    const journal = typeof form === "string" ? null : (form.asks.find(({ field }) => field === "journal_id")?.value ?? null);
    const part = await asked("register_payment", INVOICE, { amount: "20.00", payment_date: "2026-11-21", journal_id: journal });
    expect(part).toMatchObject({ status: "done", deliveries: [{ receipt: { difference: null, data: { amount: "20.00", open_amount: "40.00", payment_state: "partial" } } }] });
    const rest = await asked("register_payment", INVOICE, { amount: "40.00", payment_date: "2026-11-22", journal_id: journal });
    expect(rest).toMatchObject({ status: "done", deliveries: [{ receipt: { difference: null, data: { amount: "40.00", open_amount: "0.00", payment_state: "paid" } } }] });
    await pass();
    expect(twin.store.rows("account.payment").map((row) => row["amount"])).toEqual([20, 40]);
    // One mail of Odoo's own.
    expect(twin.store.rows("mail.message").filter(({ subject, res_id }) => res_id === document && typeof subject === "string")).toHaveLength(1);
    expect(logOf(document)).toEqual([sent.id, part.id, rest.id]);
    await told([sent.id, part.id, rest.id]);
    expect(await employee.offers.form({ channel: "odoo", operation: "register_payment", record: INVOICE })).toContain("nothing is left to pay");
  });

  test("a credit note: the invoice is reversed, once, and the note stands in the credit note's log", async () => {
    const credit = await asked("credit_note", INVOICE, { reason: "Wrong price", date: "2026-11-22" });
    expect(credit.status).toBe("done");
    const made = Number(credit.deliveries[0]?.receipt?.id);
    await pass();
    expect(twin.store.rows("account.move").filter((row) => row["move_type"] === "out_refund").map(({ id }) => id)).toEqual([made]);
    expect(logOf(made)).toEqual([credit.id]);
    await told([credit.id]);
  });

  test("a vendor's bill from a mail: drafted and posted by two decisions; the log names both", async () => {
    expect(await employee.ingest([BILL])).toMatchObject({ observed: 1, proposed: 1 });
    const [waiting] = await employee.list("waiting");
    const drafted = await decided(waiting?.id ?? "");
    expect(drafted).toMatchObject({ type: "odoo_bill", status: "done", deliveries: [{ receipt: { data: { move_type: "in_invoice", state: "draft", amount_total: "24.00" } } }] });
    await pass();
    const posting = (await employee.list("waiting")).find(({ type }) => type === "odoo_invoice_post");
    const posted = await decided(posting?.id ?? "");
    expect(posted).toMatchObject({ status: "done", deliveries: [{ receipt: { data: { state: "posted", amount_total: "24.00" } } }] });
    const bills = twin.store.rows("account.move").filter((row) => row["move_type"] === "in_invoice");
    expect(bills.map((row) => [row["state"], row["ref"]])).toEqual([["posted", "CH-20931"]]);
    expect(logOf(bills[0]?.id ?? 0)).toEqual([drafted.id, posted.id]);
    await told([drafted.id, posted.id]);
  });
});

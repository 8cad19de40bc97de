/**
 * Owns: the whole employee on a real temporary folder, between two partners that this project did not write - the Gmail emulator and the
 * recorded Odoo - and what a person does there: read notes and move them.
 * Never: a part of the employee replaced. Only time is ours, so that nobody has to wait.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { arrayBuffer } from "node:stream/consumers";
import type { Card, Detail } from "../../src/core/card";
import type { Line } from "../../src/core/record";
import { createEmployee, secretName, verifyLog, type Employee, type PassSummary } from "../../src/employee";
import { nodeDevice } from "../../src/host/node/device";
import { nodeHttp } from "../../src/host/node/http";
import { nodeLedgerFiles } from "../../src/host/node/ledger-files";
import { nodeNotes } from "../../src/host/node/notes";
import { readYaml } from "../../src/host/node/yaml";
import type { Clock, Ports } from "../../src/ports";
import { DEFAULTS, type Settings } from "../../src/settings";
import { SECRETS } from "../integrations/gmail/call";
import { MAILBOX, startEmulatedGmail, type EmulatedGmail } from "../integrations/gmail/emulate";
import { startReplay, type Replay } from "./replay";
import { recorded, requestOf, rowsOf, type Wire } from "./wire";

/** The day of the recordings. */
const TODAY = Date.parse("2026-11-22T10:00:00Z");
/** Day of the recorded invoice: the mail arrives then. */
const ARRIVED = Date.parse("2026-11-19T09:00:00Z");
const ROOT = "AI_Employee";
const GMAIL_READS = /^GET \/gmail\/v1\/users\/me\/(profile|history|messages|messages\/[\w-]+)$|^POST \/oauth2\/token$/;

export class OfficeClock implements Clock {
  private readonly began = performance.now();
  private skipped = 0;
  now(): Date {
    return new Date(TODAY + this.skipped + performance.now() - this.began);
  }
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.skip(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }
  skip(ms: number): void {
    this.skipped += ms;
  }
}

/** Everything that goes to Gmail passes through here, and is noted by verb and path. */
async function listenedTo(target: string): Promise<{ url: string; requests: string[]; close(): Promise<void> }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await arrayBuffer(request);
      const { authorization, "content-type": type } = request.headers;
      requests.push(`${request.method ?? ""} ${(request.url ?? "").split("?")[0] ?? ""}`);
      const headers = { ...(authorization !== undefined && { authorization }), ...(type !== undefined && { "content-type": type }) };
      const answer = await fetch(`${target}${request.url ?? ""}`, { method: request.method ?? "GET", headers, ...(body.byteLength > 0 && { body }) });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}

/** Words of the recorded story, which differ between the two servers. */
export interface Told {
  /** Company that is billed, as Odoo has it. */
  company: string;
  /** Domain of its addresses. */
  domain: string;
  /** Reference on the loaded invoice. */
  reference: string;
  invoice: number;
  /** Number that posting gave. */
  number: string;
}

function toldBy(wire: Wire): Told {
  const [loaded] = rowsOf(recorded(wire, "086"));
  const [posted] = rowsOf(recorded(wire, "101"));
  const company = rowsOf(recorded(wire, "055")).find((row) => row["is_company"]?.value === true);
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return { company: text(company?.["name"]?.value), domain: text(company?.["email"]?.value).split("@")[1] ?? "", reference: text(loaded?.["ref"]?.value), invoice: Number(loaded?.["id"]?.value), number: text(posted?.["name"]?.value) };
}

export class Office {
  readonly clock = new OfficeClock();
  readonly secrets = new Map<string, string>();
  readonly told: Told;
  private constructor(
    readonly wire: Wire,
    readonly folder: string,
    readonly odoo: Replay,
    readonly gmail: EmulatedGmail,
    readonly post: Awaited<ReturnType<typeof listenedTo>>,
  ) {
    this.told = toldBy(wire);
    this.secrets.set(secretName("gmail", "client_secret"), SECRETS.client_secret);
    this.secrets.set(secretName("gmail", "refresh_token"), gmail.refreshToken);
    this.secrets.set(secretName("odoo", "key"), odoo.key);
  }
  private opened: { employee: Employee; settings: Settings } | null = null;

  static async open(wire: Wire, live: boolean, odooFields: Record<string, string> = {}): Promise<Office> {
    const folder = await mkdtemp(join(tmpdir(), "ae-life-"));
    await mkdir(join(folder, "vault"));
    const [odoo, gmail] = await Promise.all([startReplay(wire), startEmulatedGmail()]);
    const office = new Office(wire, folder, odoo, gmail, await listenedTo(gmail.url));
    await office.begin(live, odooFields);
    return office;
  }

  private async begin(live: boolean, odooFields: Record<string, string>): Promise<void> {
    const vault = join(this.folder, "vault");
    const ports: Ports = {
      clock: this.clock,
      http: nodeHttp(),
      notes: nodeNotes(vault),
      files: nodeLedgerFiles(this.logs),
      device: await nodeDevice(vault, "real", { XDG_STATE_HOME: join(this.folder, "state") }),
      secrets: { get: (name) => this.secrets.get(name) ?? "", set: (name, value) => void this.secrets.set(name, value) },
      readYaml,
      log: { info: () => undefined, warn: () => undefined },
      randomId: () => randomBytes(16).toString("hex"),
    };
    const services = {
      odoo: { url: this.odoo.url, database: requestOf(recorded(this.wire, "020")).database, user: "billing", ...odooFields },
      gmail: { client_id: SECRETS.client_id, base_url: this.post.url, token_url: `${this.post.url}/oauth2/token` },
    };
    const settings: Settings = { ...DEFAULTS, owner_emails: [MAILBOX], services, live: live ? ["odoo"] : [] };
    const employee = createEmployee({ ports, settings, settings_problems: [], realm: "real", version: "0.0.0", live_here: settings.live });
    this.opened = { employee, settings };
    await employee.open();
  }

  get employee(): Employee {
    if (!this.opened) throw new Error("The office is not open.");
    return this.opened.employee;
  }
  get logs(): string {
    return join(this.folder, "vault", ROOT, "Logs");
  }

  /** What went over either wire and must not: a question to Odoo that nobody recorded, and anything to Gmail but a read (PRODUCT K7). */
  get strays(): string[] {
    return [...this.odoo.uncovered, ...this.post.requests.filter((one) => !GMAIL_READS.test(one))];
  }

  async close(): Promise<void> {
    await this.opened?.employee.stop();
    await Promise.all([this.odoo.close(), this.post.close(), this.gmail.close()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A customer's mail arrives at the mailbox. */
  async receive(lines: string[], from = `Kim Reed <kim@${this.told.domain}>`): Promise<void> {
    const body = ["Hello,", "", `please send us the invoice for November. Our PO number: ${this.told.reference}`, "", ...lines, "", "Kind regards", "Kim Reed"];
    const head = [`From: ${from}`, `To: ${MAILBOX}`, "Subject: Invoice for November", "Message-ID: <november@mail.example>", "Content-Type: text/plain; charset=utf-8"];
    await this.gmail.deliver({ raw: [...head, "", ...body, ""].join("\r\n"), at: ARRIVED });
  }

  /** A while later, one pass. */
  pass(): Promise<PassSummary> {
    this.clock.skip(60_000);
    return this.employee.pass();
  }

  async changeSettings(change: Partial<Settings>, odooFields: Record<string, string> = {}): Promise<void> {
    if (!this.opened) throw new Error("The office is not open.");
    const { settings } = this.opened;
    const services = { ...settings.services, odoo: { ...settings.services["odoo"], ...odooFields } };
    this.opened.settings = { ...settings, ...change, services };
    await this.employee.changeSettings(this.opened.settings);
  }

  /** The one action of a type. */
  async card(type: string): Promise<Card> {
    const found = (await this.employee.list("any")).filter((card) => card.type === type);
    const [card] = found;
    if (!card || found.length > 1) throw new Error(`There are ${found.length} actions of the type ${type}.`);
    return card;
  }
  async detail(type: string): Promise<Detail> {
    const detail = await this.employee.show((await this.card(type)).id);
    if (!detail) throw new Error(`There is no action of the type ${type}.`);
    return detail;
  }

  /** Names of the notes in a folder of the vault. */
  async notes(folder: string): Promise<string[]> {
    return (await readdir(join(this.folder, "vault", ROOT, folder))).filter((name) => name.endsWith(".md"));
  }
  note(folder: string, name: string): Promise<string> {
    return readFile(join(this.folder, "vault", ROOT, folder, name), "utf8");
  }

  /** A person moves the action's note from Pending_Approval to Approved. */
  async approve(type: string): Promise<void> {
    const { note } = await this.card(type);
    const name = basename(note ?? "");
    await rename(join(this.folder, "vault", ROOT, "Pending_Approval", name), join(this.folder, "vault", ROOT, "Approved", name));
  }

  /** Lines of the ledger as they lie on the disk now. */
  async lines(): Promise<Line[]> {
    const days = (await readdir(this.logs)).filter((name) => name.endsWith(".json")).sort();
    const texts = await Promise.all(days.map((name) => readFile(join(this.logs, name), "utf8")));
    return texts.flatMap((text) => text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Line])));
  }
  verify(): ReturnType<typeof verifyLog> {
    return verifyLog(nodeLedgerFiles(this.logs));
  }
}

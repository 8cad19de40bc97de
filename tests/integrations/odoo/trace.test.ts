/** O6: the way from an Odoo record back to the action and the mail it came from. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Operation } from "../../../src/channel";
import { mailLink } from "../../../src/core/mail-link";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { recordUrl } from "../../../src/integrations/odoo/records";
import { sessions } from "../../../src/integrations/odoo/session";
import { traceText } from "../../../src/integrations/odoo/trace";
import { startOdooTwin, type OdooTwin } from "../../../src/sandbox/odoo/twin";
import { startFront } from "./front-server";
import { caseOf, OPERATIONS } from "./cases";
import { attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers, VERSIONS } from "./kit";

const MAIL = "https://mail.google.com/mail/#search/rfc822msgid%3Aa%3Cb%40northwind.example";

describe.each(VERSIONS)("O6 in the record's log, Odoo %s", (version) => {
  let twin: OdooTwin;
  let draft: Operation;
  beforeEach(async () => {
    twin = await twinWithCustomers(version);
    const found = odooChannel().operations["draft_invoice"];
    if (!found) throw new Error("there is no draft_invoice");
    draft = found;
  });
  afterEach(() => twin.close());
  const perform = (more = {}) => draft.perform({ ...invoiceFor(twin, "Northwind Studio"), ...more }, attemptOf("invoice-1"), callTo(twin.url, { may_write: true, pace: 0 }), nothingToRemember);
  const log = () => twin.store.rows("mail.message").filter(({ body }) => typeof body === "string" && body.startsWith("Autonomous Employee")).map(({ body, model, res_id }) => ({ body, model, res_id }));
  const posts = () => twin.calls.filter(({ method }) => method === "message_post").length;

  test("one note with the action, its card and the mail, as approved", async () => {
    const outcome = await perform({ mail_link: MAIL });
    if (outcome.kind !== "done") throw new Error("no draft");
    expect(log()).toEqual([{ body: traceText("invoice-1", MAIL), model: "account.move", res_id: Number(outcome.receipt.id) }]);
    expect(traceText("invoice-1", MAIL)).toBe(`Autonomous Employee, action invoice-1. Card: obsidian://autonomous-employee?id=invoice-1 - Mail: ${MAIL}`);
    expect(outcome.receipt.data["logged"]).toBe(true);
    expect(draft.preview({ ...invoiceFor(twin, "Northwind Studio"), mail_link: MAIL }).rows).toContainEqual(["In Odoo's log", expect.stringContaining("a link to the mail")]);
  });
  test.each(OPERATIONS)("%s: one note in the log of the record it changed, announced on the card; the same again leaves no second one", async (operation) => {
    const { payload } = caseOf(operation, twin);
    const op = odooChannel().operations[operation];
    const parsed = op?.parse(payload);
    if (!op || !parsed?.ok) throw new Error(`no ${operation}`);
    const again = () => op.perform(parsed.payload, attemptOf("action-1"), callTo(twin.url, { may_write: true, pace: 0 }), nothingToRemember);
    const outcome = await again();
    const { move_id, partner_id } = outcome.kind === "done" ? outcome.receipt.data : {};
    const record = { body: traceText("action-1", null), model: operation === "create_partner" ? "res.partner" : "account.move", res_id: operation === "create_partner" ? partner_id : operation === "register_payment" ? payload["invoice_id"] : move_id };
    expect(outcome).toMatchObject({ kind: "done", receipt: { data: { logged: true } } });
    expect(log()).toEqual([record]);
    expect(op.preview(parsed.payload).rows).toContainEqual(["In Odoo's log", expect.stringContaining("link to its card")]);
    await again();
    expect(log()).toEqual([record]);
  });
  test("it is markup for nobody: the same as text and as HTML", () => {
    expect(traceText("invoice-<b>&1", mailLink("gmail", { id: "x", message_id: "<script>&\"'" }))).not.toMatch(/[<>&"']/);
  });
  test.each(["cut", "half", { status: 502, html: "<html></html>" }] as const)("it fails (%o): the invoice is done all the same, and nothing is tried again", async (answer) => {
    twin.inject({ on: "account.move/message_post", execute: false, answer });
    expect(await perform()).toMatchObject({ kind: "done", receipt: { data: { state: "draft", logged: false } } });
    expect(log()).toEqual([]);
    expect(posts()).toBe(0);
  });
  test("sent again, it is looked up first: one note, however often", async () => {
    twin.inject({ on: "account.move/message_post", answer: "cut" });
    expect(await perform()).toMatchObject({ kind: "done", receipt: { data: { logged: false } } });
    expect(await perform()).toMatchObject({ kind: "done", receipt: { data: { logged: true } } });
    expect(log()).toHaveLength(1);
  });
  test("left out by a power cut, it is left when a person sends it again", async () => {
    twin.inject({ on: "account.move/load", answer: "cut" });
    expect(await perform()).toMatchObject({ kind: "unknown" });
    expect(log()).toEqual([]);
    expect(await perform()).toMatchObject({ kind: "done", receipt: { data: { logged: true } } });
    expect(log()).toHaveLength(1);
  });
  test("a lookup only reads", async () => {
    twin.inject({ on: "account.move/load", answer: "cut" });
    await perform();
    expect(await draft.lookup(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { pace: 0 }))).toMatchObject({ kind: "done" });
    expect(log()).toEqual([]);
  });
});

describe("O6 the record's address", () => {
  test("by version, not by wire; a base path stays", async () => {
    const cases = [
      ["16", "16.0", "/web#id=7&model=account.move&view_type=form"],
      ["16", "17.0", "/web#id=7&model=account.move&view_type=form"],
      ["16", "18.0", "/odoo/account.move/7"],
      ["16", "saas~18.2", "/odoo/account.move/7"],
      ["19", "19.0", "/odoo/account.move/7"],
    ] as const;
    for (const [twinVersion, serie, path] of cases) {
      const twin = await startOdooTwin({ version: twinVersion });
      const front = await startFront(twin.url, twinVersion, "/erp");
      if (twinVersion === "16") front.answer = ({ name }) => (name === "common/version" ? { value: { server_serie: serie, protocol_version: 1 } } : null);
      const odoo = await sessions()(callTo(`${front.url}/`));
      expect([serie, recordUrl(odoo, "account.move", 7)]).toEqual([serie, `${front.url}${path}`]);
      await front.close();
      await twin.close();
    }
  });
});

describe("O6 the mail's address", () => {
  test("by its Message-ID, else by Gmail's own id; nothing in it can end the address", () => {
    expect(mailLink("gmail", { id: "18c", message_id: "a@b.example" })).toBe("https://mail.google.com/mail/#search/rfc822msgid%3Aa%40b.example");
    expect(mailLink("gmail", { id: "18c", message_id: null })).toBe("https://mail.google.com/mail/#all/18c");
    expect(mailLink("gmail", { id: "18c", message_id: "x".repeat(300) })).toBe("https://mail.google.com/mail/#all/18c");
    expect(mailLink("gmail", { id: "18c", message_id: `"><img src=x> &'()\ud800` })).toMatch(/^https:\/\/[A-Za-z0-9.%/#_-]+$/);
    expect(mailLink("drop-folder", { id: "x", message_id: "a@b" })).toBeNull();
  });
});

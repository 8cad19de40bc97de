import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Operation } from "../../../src/channel";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { startOdooTwin, type Fault, type OdooTwin } from "../../../src/sandbox/odoo/twin";
import { GIVEN_UP_MS } from "../../../src/integrations/odoo/waiting";
import { attemptOf, callTo, invoiceFor, nothingToRemember, NOW, ours, twinWithCustomers, VERSIONS } from "./kit";

const LATE: Fault = { on: "account.move/load", commit_after_ms: 40, answer: "cut" };

describe.each(VERSIONS)("K3 what may have happened is looked up, Odoo %s", (version) => {
  let twin: OdooTwin;
  let draft: Operation;
  let post: Operation;
  beforeEach(async () => {
    twin = await twinWithCustomers(version);
    const { draft_invoice, post_invoice } = odooChannel().operations;
    if (!draft_invoice || !post_invoice) throw new Error("operations are missing");
    [draft, post] = [draft_invoice, post_invoice];
  });
  afterEach(() => twin.close());

  const perform = () => draft.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { may_write: true }), nothingToRemember);
  const lookup = (slept: number[] = [], more: { now?: Date; pace?: number } = {}) => draft.lookup(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { slept, pace: 0.03, ...more }));
  /** After the longest that Odoo may take. */
  const LATER = new Date(NOW.getTime() + GIVEN_UP_MS + 1);
  const writes = () => twin.calls.filter((call) => call.write);

  const broken: [string, Fault][] = [
    ["cut after the commit", { on: "account.move/load", answer: "cut" }],
    ["cut, committed later", LATE],
    ["half an answer", { on: "account.move/load", answer: "half" }],
    ["a page of a proxy after the commit", { on: "account.move/load", answer: { status: 502, html: "<html><body>Bad Gateway</body></html>" } }],
    ["a page with status 200", { on: "account.move/load", answer: { status: 200, html: "<!DOCTYPE html><html><body>Maintenance<br></body></html>" } }],
  ];
  test.each(broken)("%s is unknown; the lookup finds it; there is one invoice", async (_name, fault) => {
    twin.inject(fault);
    expect(await perform()).toMatchObject({ kind: "unknown", problem: { code: "ODOO_CONNECTION_ERROR" } });
    expect(await lookup()).toMatchObject({ kind: "done", receipt: { data: { amount_total: "225.50", state: "draft" } } });
    expect(ours(twin)).toHaveLength(1);
    expect(writes()).toHaveLength(1);
    // Sent again by mistake: found, not made.
    expect(await perform()).toMatchObject({ kind: "done" });
    expect(ours(twin)).toHaveLength(1);
  });

  test("cut before the commit: absent only when Odoo can no longer be at it, then a person may send it again", async () => {
    twin.inject({ on: "account.move/load", execute: false, answer: "cut" });
    expect(await perform()).toMatchObject({ kind: "unknown" });
    expect(await lookup([])).toMatchObject({ kind: "unclear", problem: { cause: expect.stringContaining("over 3 minutes after it was started") as string } });
    const slept: number[] = [];
    expect(await lookup(slept, { now: LATER })).toMatchObject({ kind: "absent" });
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(2_500);
    expect(writes()).toEqual([]);
    expect(await perform()).toMatchObject({ kind: "done" });
    expect(ours(twin)).toHaveLength(1);
  });

  test("a lookup that cannot ask is unclear, never absent", async () => {
    twin.inject({ on: "account.move/load", answer: "cut" });
    await perform();
    twin.inject({ on: "ir.model.data/check_object_reference", times: 99, execute: false, answer: "cut" });
    expect(await lookup()).toMatchObject({ kind: "unclear", problem: { code: "ODOO_CONNECTION_ERROR" } });
    await twin.close();
    expect(await lookup()).toMatchObject({ kind: "unclear" });
  });

  test("19 says [model, false] for good after a load that failed: absent once Odoo has given up", async () => {
    twin.store.touched.set("autonomous_employee.invoice-1", "account.move");
    const old = { ...attemptOf("invoice-1"), started_at: "2026-11-22T09:00:00Z" };
    expect(await draft.lookup(invoiceFor(twin, "Northwind Studio"), old, callTo(twin.url, { pace: 0 }))).toMatchObject({ kind: "absent" });
    expect(await perform()).toMatchObject({ kind: "done" });
  });

  test("while a load runs it is not there yet, never an id, never absent", async () => {
    twin.inject({ ...LATE, commit_after_ms: 500 });
    expect(await perform()).toMatchObject({ kind: "unknown" });
    const early = await draft.lookup(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { pace: 0 }));
    // 16 has no such sign: there only the waiting tells.
    expect(early.kind).toBe("unclear");
    await new Promise((resolve) => setTimeout(resolve, 550));
    expect(await lookup()).toMatchObject({ kind: "done" });
  });

  test("a read-back that fails after the write is unknown, not failed", async () => {
    twin.inject({ on: "account.move/read", times: 5, execute: false, answer: "cut" });
    expect(await perform()).toMatchObject({ kind: "unknown" });
    expect(await lookup()).toMatchObject({ kind: "done" });
    expect(ours(twin)).toHaveLength(1);
  });

  test("posting: cut after the commit is found by its state, and only draft means absent", async () => {
    const drafted = await perform();
    if (drafted.kind !== "done") throw new Error("no draft");
    const seed = draft.followUps?.(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), drafted.receipt)[0];
    if (!seed) throw new Error("no follow-up");
    const call = callTo(twin.url, { may_write: true });
    twin.inject({ on: "account.move/action_post", execute: false, answer: "cut" });
    expect(await post.perform(seed.payload, attemptOf("post-1"), call, nothingToRemember)).toMatchObject({ kind: "unknown" });
    expect(await post.lookup(seed.payload, attemptOf("post-1"), callTo(twin.url))).toMatchObject({ kind: "unclear" });
    expect(await post.lookup(seed.payload, attemptOf("post-1"), callTo(twin.url, { now: LATER }))).toMatchObject({ kind: "absent" });
    twin.inject({ on: "account.move/action_post", commit_after_ms: 40, answer: "cut" });
    expect(await post.perform(seed.payload, attemptOf("post-1"), call, nothingToRemember)).toMatchObject({ kind: "unknown" });
    expect(await post.lookup(seed.payload, attemptOf("post-1"), callTo(twin.url, { pace: 0.03 }))).toMatchObject({ kind: "done", receipt: { label: "INV/2026/00042" } });
    expect(writes().filter(({ method }) => method === "action_post")).toHaveLength(1);
  });

  test("K4 no connection at all is never attempted", async () => {
    await twin.close();
    expect(await perform()).toMatchObject({ kind: "busy", problem: { code: "ODOO_CONNECTION_ERROR" } });
  });

  test("a read that fails on the way to the write is never attempted", async () => {
    twin.inject({ on: "res.partner/read", times: 5, execute: false, answer: "cut" });
    expect(await perform()).toMatchObject({ kind: "busy" });
    expect(writes()).toEqual([]);
  });

  test("E1 a read is tried again, a write never", async () => {
    twin.inject({ on: "res.partner/read", times: 2, execute: false, answer: "cut" });
    twin.inject({ on: "account.move/load", times: 1, execute: false, answer: "cut" });
    expect(await perform()).toMatchObject({ kind: "unknown" });
    expect(writes()).toEqual([]);
  });

  test("a wrong key pauses the channel and changes nothing", async () => {
    const outcome = await draft.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { may_write: true, fields: { key: "wrong-key" } }), nothingToRemember);
    expect(outcome).toMatchObject({ kind: "unauthorized", problem: { code: "AUTHENTICATION_ERROR" } });
    expect(JSON.stringify(outcome)).not.toContain("wrong-key");
    expect(writes()).toEqual([]);
  });

  test("a session that broke is asked again: the server may have been updated", async () => {
    const call = callTo(twin.url, { may_write: true });
    expect(await draft.facts(invoiceFor(twin, "Northwind Studio"), call)).toMatchObject({ unreadable: null });
    await twin.close();
    expect(await draft.facts(invoiceFor(twin, "Northwind Studio"), call)).toMatchObject({ unreadable: expect.any(String) as string });
    const other = await startOdooTwin({ version: version === "19" ? "16" : "19", port: twin.port, seed: twin.store.seed });
    expect(await draft.facts(invoiceFor(other, "Northwind Studio"), call)).toMatchObject({ unreadable: null });
    await other.close();
  });
});

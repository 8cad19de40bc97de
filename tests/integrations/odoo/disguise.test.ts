/**
 * M6: a sender that looks like a partner of Odoo whom nobody was invoiced for here yet. What silently goes wrong here: the first invoice of a new
 * installation goes to whoever registered a name with one more letter.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailFromFields } from "../../../src/mime/mail";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { patternsOf } from "../../../src/integrations/odoo/disguise";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { understanding } from "../../../src/understanding";
import { callTo, twinWithCustomers, VERSIONS } from "./kit";

const PARTNERS = ["harbour-sons.example", "acme.example", "maersk.example", "north-wind-trading.example", "paypal.example", "müller.example"];
/** Sender and whom it passes itself off as; null: nobody. */
const SENDERS: [sender: string, as: string | null][] = [
  ["office@harbourr-sons.example", "harbour-sons.example"],
  ["office@harbor-sons.example", "harbour-sons.example"],
  ["office@harboursons.example", "harbour-sons.example"],
  ["office@harbour-sons.test", "harbour-sons.example"],
  ["office@harbour-sons.example.evil.test", "harbour-sons.example"],
  ["office@harb0ur-s0ns.example", "harbour-sons.example"],
  ["office@аcme.example", "acme.example"],
  ["office@acme-billing.example", "acme.example"],
  ["office@billingacme.example", "acme.example"],
  ["office@rnaersk.example", "maersk.example"],
  ["office@north-wimd-tradimg.example", "north-wind-trading.example"],
  ["office@paypa1.example", "paypal.example"],
  ["office@harbour-sons.example", null],
  ["office@mail.harbour-sons.example", null],
  ["office@garden-tools.example", null],
  ["acme@gmail.com", null],
];

describe.each(VERSIONS)("M6 look-alikes of Odoo's own partners, Odoo %s", (version) => {
  let twin: OdooTwin;
  beforeAll(async () => {
    twin = await twinWithCustomers(version, { partners: PARTNERS.map((domain, at) => ({ name: `Partner ${at}`, email: `hello@${domain}`, is_company: true })), moves: [] });
  });
  afterAll(() => twin.close());

  async function plan(from: string, kind: "asks" | "bill" = "asks") {
    const body = kind === "asks" ? "Please send us an invoice for the sign, 120.00 EUR.\n\nEve Stone" : "Please find our invoice INV-77 attached. Amount due: 120.00 EUR.\n\nEve Stone";
    const mail = mailFromFields({ id: "m", from: `Eve Stone <${from}>`, to: "owner@studio.example", subject: kind === "asks" ? "Invoice please" : "Invoice INV-77", date: "2026-11-20", body });
    const before = twin.calls.length;
    const draft = understanding.understand(mail, { owner_emails: ["owner@studio.example"] });
    const made = await odooChannel().planner?.plan(draft, { id: "inbox:m", source: "inbox", at: "2026-11-20T09:00:00Z", thread: null, mail }, callTo(twin.url), (slot) => slot);
    if (made?.kind !== "proposals") throw new Error(`${draft.kind} ${JSON.stringify(made)}`);
    return { made, signs: made.seeds.map((seed) => seed.signs.filter(({ code }) => code === "look_alike_domain")), calls: twin.calls.slice(before) };
  }

  it.each(SENDERS)("%s: %s", async (from, as) => {
    const { made, signs } = await plan(from);
    expect(made.seeds.length).toBeGreaterThan(0);
    for (const found of signs) {
      expect(found.map(({ fraud }) => fraud)).toEqual(as === null ? [] : [true]);
      if (as !== null) expect(found[0]?.text).toMatch(new RegExp(`looks like ${as.replace(/\./g, "\\.")}, the domain of Partner \\d+ \\(\\d+\\) in Odoo`));
    }
  });

  it("also for a bill to us", async () => {
    const { signs } = await plan("office@harbourr-sons.example", "bill");
    expect(signs.flat().length).toBeGreaterThan(0);
  });

  it("costs one request, a read, whoever writes", async () => {
    for (const [from] of SENDERS) {
      const { calls } = await plan(from);
      expect(calls.filter(({ write }) => write)).toEqual([]);
      // By address, by domain, by name - and this one.
      expect(calls.filter(({ model, method }) => model === "res.partner" && method === "search_read").length).toBeLessThanOrEqual(4);
    }
  });
});

describe("M6 what is looked for", () => {
  it("a bounded number of patterns, none that fits everything, for any host", () => {
    for (const host of ["a.b", "x".repeat(60) + ".example", "l1l1.example", Array.from({ length: 40 }, (_, at) => `part${at}`).join(".") + ".example", "%_%.example", "🦊.example"]) {
      const patterns = patternsOf(host);
      expect(patterns.length).toBeLessThanOrEqual(24);
      for (const pattern of patterns) expect(pattern).toMatch(/^[a-z0-9_-]*$/);
      for (const pattern of patterns) expect(pattern.replace(/_/g, "").length).toBeGreaterThanOrEqual(2);
    }
  });
});

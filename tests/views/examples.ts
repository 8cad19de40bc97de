/**
 * Owns: an employee for tests of the views - cards in every status, answers to wishes, changes on demand.
 * Never: rules of the engine; it answers what a test tells it to.
 */
import type { Answer, Employee, Overview, Wish } from "../../src/api";
import type { Status } from "../../src/core/action";
import type { Detail, Preview } from "../../src/core/card";
import { canonical, isObject } from "../../src/core/json";
import { loosenings } from "../../src/core/loosening";
import { rehearsalText, rehearse } from "../../src/core/rehearsal";
import type { Desk } from "../../src/views/desk";
import { DEFAULTS, type Settings } from "../../src/settings";
import { examplePosts } from "./publishers";

export const NOW = new Date("2026-11-18T09:20:00.000Z");

/** What is approved: an invoice with two lines. */
function invoice(customer: string, email: string, currency: string, lines: string[][], total: string): Preview {
  return {
    title: `Draft invoice for ${customer}`,
    rows: [
      ["Customer", `${customer} (${email})`],
      ["Due", "18 Dec 2026"],
      ["Taxes", "none"],
      ["Total", `${total} ${currency}`],
    ],
    table: [["Description", "Quantity", "Price", "Amount"], ...lines],
  };
}

export function detail(over: Partial<Detail> = {}): Detail {
  const preview: Preview = {
    title: "Draft invoice for Brightwater Studio",
    rows: [
      ["Customer", "Brightwater Studio (mara@brightwater.example)"],
      ["Due", "18 Dec 2026"],
      ["Reference", "PO-7731"],
      ["Taxes", "none"],
      ["Total", "940.00 EUR"],
    ],
    table: [
      ["Description", "Quantity", "Price", "Amount"],
      ["Design of the autumn catalogue, 24 pages", "13 hours", "64.00", "832.00"],
      ["Proof prints", "4", "27.00", "108.00"],
    ],
  };
  return {
    id: "act-1",
    type: "odoo_invoice",
    channel: "odoo",
    status: "waiting",
    summary: "Invoice Brightwater Studio: autumn catalogue",
    amount: "940.00",
    currency: "EUR",
    reasons: ["amount_over_threshold", "cross_domain"],
    high_risk: false,
    fingerprint: "f".repeat(64),
    created_at: "2026-11-18T09:02:00.000Z",
    expires_at: "2026-11-20T09:02:00.000Z",
    note: "AI_Employee/Pending_Approval/INVOICE_draft_2026-11-18_act-1.md",
    payload: {},
    offers: [],
    preview: [preview],
    evidence: { total: "that makes 940 € all together", customer: "Mara Lindqvist, Brightwater Studio", lines: "13 hours at 64 and the four proof prints at 27 each" },
    events: [],
    verdict: [
      { code: "amount_over_threshold", text: "940.00 EUR is above your limit of 100.00 EUR." },
      { code: "cross_domain", text: "It was drafted from a mail." },
    ],
    signs: [],
    understood: ["asks us to send an invoice: \"please invoice us\""],
    assumptions: ["Due in 30 days, because the mail names no date."],
    deliveries: [{ channel: "odoo", label: "Odoo: draft a customer invoice", status: "waiting", mode: "dry_run", preview, receipt: null, problem: null, findings: [] }],
    depends_on: [],
    origin: { kind: "mail", id: "gmail:1" },
    source_text: "Hello,\n\nplease send us the invoice for the autumn catalogue: 13 hours at 64 and the four proof prints at 27 each, that makes 940 € all together. Our order number is PO-7731.\n\nMara Lindqvist\nBrightwater Studio",
    undo_until: null,
    fields: {
      customer_name: "Brightwater Studio",
      customer_email: "mara@brightwater.example",
      partner_id: 12,
      total_amount: "940.00",
      currency: "EUR",
      due_date: "2026-12-18",
      po_number: "PO-7731",
      line_items: [
        { description: "Design of the autumn catalogue, 24 pages", quantity: "13", unit_price: "64.00" },
        { description: "Proof prints", quantity: "4", unit_price: "27.00" },
      ],
    },
    changed: [],
    asked_change: null,
    returned: null,
    ...over,
  };
}

export function overview(over: Partial<Overview> = {}): Overview {
  return {
    realm: "real",
    executor: true,
    stopped: null,
    paused: null,
    live: [],
    observed: 1,
    waiting: 1,
    failed: 0,
    unknown: 0,
    services: { gmail: { ok: true, label: "Gmail", text: "Connected.", at: null } },
    turn: { device: "this", executing: "this", since: "2026-11-01T08:00:00.000Z", epoch: 1, handed_to: null },
    last_seen: "2026-11-18T09:02:00.000Z",
    settings_problems: [],
    to_confirm: [],
    asked: 0,
    questions: [],
    ...over,
  };
}

/** One card in every status that can be open, the second one with everything that can stand on a card. */
export function everyCard(): Detail[] {
  const problem = { code: "TIMEOUT", effect: "The invoice may have been created.", cause: "Odoo did not answer within 30 seconds.", next: "It is looked up again; if you see it in Odoo, say so." };
  const [delivery] = detail().deliveries;
  const harbour = invoice("Harbour & Sons Ltd", "ap@harbour-sons.example", "GBP", [["Consulting, October", "48 hours", "100.00", "4,800.00"]], "4,800.00");
  const states: [Status, Partial<Detail>][] = [
    ["waiting", { expires_at: "2026-11-18T10:40:00.000Z" }],
    [
      "waiting",
      {
        high_risk: true,
        summary: "Invoice Harbour & Sons Ltd: consulting",
        amount: "4800.00",
        currency: "GBP",
        verdict: [
          { code: "amount_over_threshold", text: "4,800.00 GBP is above your limit, and not in your currency." },
          { code: "new_payee", text: "Nothing was ever invoiced to this customer." },
        ],
        evidence: { total: "total GBP 4,800 as agreed", lines: "48 hours of consulting in October" },
        source_text: "Hello, please invoice us 48 hours of consulting in October, total GBP 4,800 as agreed.\n\nRegards,\nP. Harbour",
        deliveries: delivery ? [{ ...delivery, preview: harbour }] : [],
        signs: [
          { code: "reply_to", text: "Replies would go to harbourr-sons.example, not to harbour-sons.example.", fraud: true },
          { code: "duplicate", text: "It looks like INV/2026/0042.", fraud: false },
        ],
        depends_on: ["odoo-partner-harbour-sons"],
      },
    ],
    ["unknown", { summary: "Invoice Kanda Trading", deliveries: delivery ? [{ ...delivery, status: "unknown", mode: "live", problem }] : [] }],
    ["approved", { summary: "Invoice Atelier Rousseau", amount: "96.00", undo_until: "2026-11-18T09:20:27.000Z" }],
    ["simulated", { summary: "Invoice Nordwind GmbH", deliveries: delivery ? [{ ...delivery, status: "simulated", findings: ["The partner exists.", "A draft over 940.00 EUR would be created."] }] : [] }],
    ["failed", { summary: "Invoice Sol y Mar SL" }],
    ["expired", { summary: "Invoice Tomas Novak" }],
    ["quarantined", { summary: "An invoice of another version" }],
  ];
  return states.map(([status, over], index) => detail({ id: `act-${index + 1}`, status, ...over }));
}

/** An approved one whose customer has written again since. */
export function askedOtherwise(over: Partial<Detail> = {}): Detail {
  const { fields } = detail();
  const lines = [{ description: "Design of the autumn catalogue, 24 pages", quantity: "15", unit_price: "64.00" }, { description: "Proof prints", quantity: "4", unit_price: "27.00" }];
  return detail({
    signs: [{ code: "request_changed", text: 'Changed on 2026-11-18: the customer wrote: "Sorry, please make it 15 hours instead of 13."', fraud: false }],
    fields,
    asked_change: {
      at: "2026-11-18T09:10:00.000Z", taken: false, changes: ['line_items.0.quantity: "13" -> "15"', 'total_amount: "940.00" -> "1068.00"'], fields: { line_items: lines, total_amount: "1068.00" },
      evidence: { "lines.0": "Sorry, please make it 15 hours instead of 13. (answer of 2026-11-18)" },
    },
    ...over,
  });
}

/** One of many: an invoice of its own, low risk unless told otherwise. */
function request(index: number, customer: string, amount: string, over: Partial<Detail> = {}): Detail {
  const { deliveries, fields } = detail();
  const preview = invoice(customer, "office@customer.example", "EUR", [["Work in October", "1", amount, amount]], amount);
  const hour = String(10 + Math.floor(index / 60)).padStart(2, "0");
  return detail({
    id: `monday-${index + 1}`,
    summary: `Invoice ${customer}`,
    amount,
    fingerprint: String(index % 10).repeat(64),
    expires_at: `2026-11-20T${hour}:${String(index % 60).padStart(2, "0")}:00.000Z`,
    note: `AI_Employee/Pending_Approval/INVOICE_monday-${index + 1}.md`,
    preview: [preview],
    deliveries: deliveries.map((delivery) => ({ ...delivery, preview })),
    evidence: { total: `${amount} EUR`, "lines.0": "work in October" },
    source_text: `Good morning,\n\nplease bill us the work in October:\n${amount} EUR.\n\n${customer}`,
    fields: { ...fields, customer_name: customer, total_amount: amount, line_items: [{ description: "Work in October", quantity: "1", unit_price: amount }] },
    assumptions: [],
    verdict: [{ code: "cross_domain", text: "It was drafted from a mail." }],
    ...over,
  });
}

/** What waits after a weekend: twelve approvals, two of them high risk. */
export function mondayMorning(): Detail[] {
  const customers: [string, string][] = [
    ["Atelier Rousseau", "96.00"],
    ["Bakery Holm", "45.50"],
    ["Cobalt Cycles", "310.00"],
    ["Dune Films", "780.00"],
    ["Elm Street Books", "62.00"],
    ["Fjord Outdoor", "415.00"],
    ["Granite Works", "88.00"],
    ["Harbour & Sons Ltd", "4800.00"],
    ["Isar Consulting", "950.00"],
    ["Juno Dental", "120.00"],
    ["Kanda Trading", "2300.00"],
    ["Lumen Photo", "75.00"],
  ];
  return customers.map(([customer, amount], index) => {
    const high_risk = Number(amount) > 1000;
    const verdict = [{ code: "amount_over_threshold", text: `${amount} EUR is above your limit for high risk.` }];
    return request(index, customer, amount, high_risk ? { high_risk, verdict } : {});
  });
}

/** Posts around NOW: two at the same minute, one that failed, one without a time. */
export function plannedPosts(): Detail[] {
  const post = (id: string, text: string, over: Partial<Detail>): Detail => detail({ id, type: "social_media_post", channel: "board,wall", summary: `Post on Board, Wall: ${text}`, amount: null, currency: null, ...over });
  return [
    post("open", "We are open on Saturday", { planned_at: "2026-11-24T09:00:00.000Z" }),
    post("class", "Two places are left in the printing class", { planned_at: "2026-11-24T09:00:00.000Z", status: "approved" }),
    post("thanks", "Thank you for a busy autumn", { planned_at: "2026-11-11T09:00:00.000Z", status: "failed" }),
    post("soon", "A new catalogue is here", { planned_at: null }),
  ];
}

/** As many waiting cards as wanted. */
export function crowd(count: number): Detail[] {
  return Array.from({ length: count }, (_, index) => request(index, `Customer ${index + 1}`, `${index + 1}.00`));
}

export interface Scene {
  desk: Desk;
  wishes: Wish[];
  /** Ids of cards whose details were asked for, in order. */
  shows: string[];
  cards(): Detail[];
  settings(): Settings;
  change(over: { cards?: Detail[]; overview?: Partial<Overview> }): void;
  pass(milliseconds: number): void;
}

/** Values by dotted path. */
function leaves(value: unknown, path = ""): Map<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, path === "" ? key : `${path}.${key}`)]));
}

/** A desk whose employee has these cards; approving one starts its undo time, the rest is answered with "Done.". */
export function scene(cards: Detail[], about: Partial<Overview> = {}, over: Partial<Desk> = {}): Scene {
  let held = cards;
  let known = overview({ waiting: cards.filter((card) => card.status === "waiting").length, ...about });
  let now = NOW.getTime();
  let settings: Settings = { ...DEFAULTS, zone: "Europe/Berlin", currency: "EUR" };
  let snoozed: unknown = null;
  const wishes: Wish[] = [];
  const shows: string[] = [];
  const listeners = new Set<() => void>();
  const change: Scene["change"] = ({ cards: next = held, overview: more = {} }) => {
    held = next;
    known = { ...known, waiting: held.filter((card) => card.status === "waiting").length, ...more, last_seen: new Date(now + wishes.length).toISOString() };
    for (const listener of listeners) listener();
  };
  const decided = (id: string, over: Partial<Detail>): void => change({ cards: held.map((card) => (card.id === id ? { ...card, ...over } : card)) });
  /** The gate of this employee: dates are dates, and a quantity is above zero. */
  const edit = ({ id, fields }: Wish & { kind: "edit" }): Answer => {
    const lines = Array.isArray(fields["line_items"]) ? fields["line_items"] : [];
    const wrong = lines.findIndex((line) => isObject(line) && !(Number(line["quantity"]) > 0));
    const problems = [
      ...("due_date" in fields && !/^"\d{4}-\d\d-\d\d"$/.test(JSON.stringify(fields["due_date"])) ? ["due_date must be a date like 2026-12-31"] : []),
      ...(wrong >= 0 ? [`line_items.${wrong}.quantity must be more than zero; a refund is a credit note`] : []),
    ];
    if (problems.length > 0) return { ok: false, how: "refused", status: "waiting", text: `Not taken over: ${problems.join("; ")}.` };
    const before = held.find((card) => card.id === id);
    const was = leaves(before?.fields ?? {});
    const is = leaves({ ...before?.fields, ...fields });
    const text = (value: unknown): string => JSON.stringify(value ?? null);
    const changed = [...is].filter(([path, value]) => was.get(path) !== value).map(([path, value]) => `${path}: ${text(was.get(path))} -> ${text(value)}`);
    const asked = before?.asked_change;
    const turned = asked && canonical(fields) === canonical(asked.fields) ? { asked_change: { ...asked, taken: !asked.taken, fields: Object.fromEntries(Object.keys(fields).map((key) => [key, before.fields[key] ?? null])) } } : {};
    decided(id, { status: "waiting", fields: { ...before?.fields, ...fields }, changed, fingerprint: "e".repeat(64), undo_until: null, ...turned });
    return { ok: true, how: "entered", status: "waiting", text: "Changed and judged again." };
  };
  const employee: Employee = {
    posts: examplePosts(() => settings, () => new Date(now)).posts,
    open: async () => [],
    pass: async () => ({ observed: 0, proposed: 0, decided: 0, executed: 0, failed: 0, unknown: 0, waiting: known.waiting, services: {} }),
    start: () => undefined,
    stop: async () => undefined,
    list: async () => held.filter((card) => card.status !== "rejected" && card.status !== "done"),
    known: () => held.filter((card) => card.status !== "rejected" && card.status !== "done"),
    show: async (id) => {
      shows.push(id);
      return held.find((card) => card.id === id) ?? null;
    },
    wish: async (wish) => {
      wishes.push(wish);
      if (wish.kind === "edit") return edit(wish);
      if (wish.kind === "approve") decided(wish.id, { status: "approved", undo_until: new Date(now + 30_000).toISOString() });
      if (wish.kind === "undo") decided(wish.id, { status: "waiting", undo_until: null });
      if (wish.kind === "reject") decided(wish.id, { status: "rejected" });
      if (wish.kind === "resume") change({ overview: { paused: null } });
      return { ok: true, how: "entered", status: null, text: wish.kind === "approve" ? "Approved." : "Done." };
    },
    takeOver: async () => ({ executor: "this", epoch: 2 }),
    release: async (to) => ({ how: "entered", released_to: to, epoch: 1 }),
    check: async (service) => ({ [service ?? "gmail"]: { ok: true, text: "Connected as you@example.com." } }),
    report: async () => ({ path: "AI_Employee/Audits/2026-11-16-audit.md", partial: false, figures: {} }),
    ingest: async () => ({ observed: 0, proposed: 0 }),
    overview: () => known,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changeSettings: async () => undefined,
    settingsArrived: () => undefined,
    confirmSettings: async () => change({ overview: { to_confirm: [] } }),
    nudge: () => undefined,
    takeIn: async () => undefined,
    offers: { all: () => [], form: async () => "Nothing can be asked for here.", problems: async () => [] },
    questions: { open: async () => [], answer: async () => ({ ok: true, problems: [], text: "Kept." }) },
    prepare: async (what) => ({ what, notes: [], text: "Nothing is due." }),
    overdue: async () => [],
    rehearse: async (after) => {
      const found = rehearse([], settings, after, () => "other");
      return { ...found, text: rehearsalText(found, 4), loosened: loosenings(settings, { ...after, live: settings.live }) };
    },
  };
  const desk: Desk = {
    realm: "real",
    openRealm: async () => undefined,
    employee,
    trouble: null,
    services: [{ id: "odoo", label: "Odoo", acts: true, fields: [], setup: [], signIn: null, secretName: (key) => key }],
    secrets: null,
    signIns: null,
    get settings() {
      return settings;
    },
    save: async (changed) => {
      settings = changed;
    },
    verifyLog: async () => ({ ok: true, lines: 3, days: 1, first_bad: null, unmatched: [] }),
    snoozed: () => snoozed,
    keepSnoozed: (kept) => {
      snoozed = structuredClone(kept);
    },
    now: () => new Date(now),
    onChange: employee.onChange,
    openNote: () => undefined,
    ...over,
  };
  return { desk, wishes, shows, cards: () => held, settings: () => settings, change, pass: (milliseconds) => void (now += milliseconds) };
}

/**
 * Owns: the proof that what a person asks for in a dialog - a next step, a schedule - becomes exactly one wish, with what is wrong at its field (PRODUCT O2, O6).
 * Never: what a service says; tests/integrations proves that.
 */
import { App } from "obsidian-test-mocks/obsidian";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Employee } from "../../src/api";
import type { Form, Offered } from "../../src/core/offer";
import { OfferModal } from "../../src/views/offer-modal";
import { OverdueModal } from "../../src/views/overdue-modal";
import { RepeatModal } from "../../src/views/repeat-modal";
import { detail, scene, type Scene } from "./examples";

const OFFER: Offered = { channel: "odoo", operation: "register_payment", record: "42", label: "Record a payment" };
const FORM: Form = {
  ...OFFER,
  rows: [["Open", "60.00 EUR"]],
  asks: [
    { field: "amount", label: "Amount in EUR", kind: "amount", value: "60.00", choices: [], hint: "60.00 EUR are open." },
    { field: "journal_id", label: "Into which journal", kind: "choice", value: null, choices: [["6", "Bank"], ["7", "Cash"]], hint: "" },
  ],
};

function room(offers: Partial<Employee["offers"]> = {}): Scene {
  const given = scene([detail({ id: "post-1", status: "done", offers: [OFFER] })]);
  const { employee } = given.desk;
  if (!employee) throw new Error("There is no employee.");
  const known: Employee["offers"] = { all: () => [{ ...OFFER, record: "" }], form: async () => FORM, problems: async () => [], ...offers };
  Object.assign(employee, { offers: known });
  return given;
}
const dialog = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>(".modal");
  if (!found) throw new Error("There is no dialog.");
  return found;
};
const press = async (label: string): Promise<void> => {
  const button = await vi.waitUntil(() => [...dialog().querySelectorAll("button")].find(({ textContent }) => textContent === label));
  button.click();
};
const type = (name: string, value: string): void => {
  const input = dialog().querySelector<HTMLInputElement>(`input[aria-label="${name}"]`);
  if (!input) throw new Error(`There is no field "${name}".`);
  input.value = value;
  input.dispatchEvent(new Event("input"));
};

afterEach(() => {
  document.body.replaceChildren();
});

describe("O2 a next step", () => {
  it("a done note's action offers it; the form has its defaults, and becomes one wish", async () => {
    const given = room();
    new OfferModal(App.createConfigured__().asOriginalType__(), given.desk, "post-1").open();
    await press("Record a payment…");
    await vi.waitUntil(() => dialog().textContent.includes("60.00 EUR"));
    expect(dialog().querySelector<HTMLInputElement>('input[aria-label="Amount in EUR"]')?.value).toBe("60.00");
    type("Amount in EUR", "20");
    await press("Propose");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(given.wishes).toEqual([{ kind: "propose", channel: "odoo", operation: "register_payment", record: "42", answers: { amount: "20" } }]);
  });

  it("what is wrong stands at its field, and nothing is wished", async () => {
    const given = room({ problems: async () => [{ field: "journal_id", text: "must be answered" }] });
    new OfferModal(App.createConfigured__().asOriginalType__(), given.desk, OFFER).open();
    await press("Propose");
    const row = await vi.waitUntil(() => [...dialog().querySelectorAll(".setting-item")].find(({ textContent }) => textContent.includes("must be answered")));
    expect(row.textContent).toContain("Into which journal");
    expect(given.wishes).toEqual([]);
  });

  it("K6 a record that is named by its number and is not there leaves the number to be corrected", async () => {
    const asked: string[] = [];
    const given = room({
      form: async ({ record }) => {
        asked.push(record);
        return "There is no document INV/9.";
      },
    });
    new OfferModal(App.createConfigured__().asOriginalType__(), given.desk, null).open();
    await vi.waitUntil(() => dialog().querySelector("input"));
    type("Which record", "INV/9");
    await press("Record a payment…");
    await vi.waitUntil(() => dialog().textContent.includes("no document INV/9"));
    expect([asked, dialog().querySelector("input")?.value, given.wishes]).toEqual([["INV/9"], "INV/9", []]);
  });
});

describe("O6 a schedule", () => {
  it("a rhythm is proposed with its first day; a missing day is said and nothing is wished", async () => {
    const given = room();
    new RepeatModal(App.createConfigured__().asOriginalType__(), given.desk, { id: "post-1", isSchedule: false }).open();
    type("First on", "");
    await press("Propose");
    await vi.waitUntil(() => dialog().textContent.includes("A date is missing."));
    expect(given.wishes).toEqual([]);
    type("First on", "2026-12-31");
    await press("Propose");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(given.wishes).toEqual([{ kind: "repeat", of: "post-1", rhythm: { every: "monthly", first: "2026-12-31", until: null } }]);
  });

  it("only a schedule can be paused, and by one press", async () => {
    const given = room();
    const app = App.createConfigured__().asOriginalType__();
    const plain = new RepeatModal(app, given.desk, { id: "post-1", isSchedule: false });
    plain.open();
    expect(dialog().textContent).not.toContain("Pause");
    plain.close();
    new RepeatModal(app, given.desk, { id: "schedule-1", isSchedule: true }).open();
    await press("Pause");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(given.wishes).toEqual([{ kind: "schedule", of: "schedule-1", status: "paused" }]);
  });
});

describe("K7 one overdue invoice", () => {
  const INVOICE = { service: "odoo", label: "INV/2026/00042", partner: "Kiosk", open: { amount: "60.00", currency: "EUR" }, due_date: "2026-11-01", days: 15, level: 1 as const, written: null };
  const shown = (known: Partial<Employee>): { given: Scene; opened: string[]; texts: () => string[] } => {
    const given = scene([]);
    const opened: string[] = [];
    if (given.desk.employee) Object.assign(given.desk.employee, known);
    Object.assign(given.desk, { openNote: (path: string) => opened.push(path) });
    new OverdueModal(App.createConfigured__().asOriginalType__(), given.desk).open();
    return { given, opened, texts: () => [...dialog().querySelectorAll(".setting-item-description")].map(({ textContent }) => textContent) };
  };

  it("says since when each waits; one click writes its note and opens it, and nothing is written before", async () => {
    const asked: unknown[] = [];
    const written = { level: 1, note: "n.md", at: "2026-11-09T08:00:00.000Z" };
    const { opened, texts } = shown({
      overdue: async () => [{ ...INVOICE, id: "42" }, { ...INVOICE, id: "43", label: "INV/2026/00043", days: 1, level: 0, written }],
      prepare: async (what, record) => {
        asked.push([what, record]);
        return record === "odoo:43" ? { what, notes: ["Needs_Action/REMINDER.md"], text: "" } : { what, notes: [], text: "It was the last one." };
      },
    });
    await vi.waitUntil(() => texts().length === 2);
    expect(texts()).toEqual([
      "Waiting since 1 Nov 2026, 15 days; by its age a friendly reminder. Nothing was written yet.",
      "Waiting since 1 Nov 2026, 1 day; by its age no reminder is due yet. The friendly one was written on 9 Nov 2026.",
    ]);
    expect(asked).toEqual([]);
    const buttons = [...dialog().querySelectorAll<HTMLButtonElement>('button[aria-label^="Write reminder for"]')];
    buttons[0]?.click();
    await vi.waitUntil(() => dialog().textContent.includes("It was the last one."));
    expect(opened).toEqual([]);
    buttons[1]?.click();
    await vi.waitUntil(() => opened.length > 0);
    expect([asked, opened]).toEqual([[["reminders", "odoo:42"], ["reminders", "odoo:43"]], ["Needs_Action/REMINDER.md"]]);
  });

  it.each<[string, Employee["overdue"]]>([
    ["switch it on", async () => "switch it on"],
    ["No invoice is overdue.", async () => []],
    ["Another device executes.", () => Promise.reject(new Error("Another device executes."))],
  ])("in place of the list: %s", async (text, overdue) => {
    const { texts } = shown({ overdue });
    await vi.waitUntil(() => texts()[0] === text);
    expect(dialog().querySelectorAll('button[aria-label^="Write reminder for"]')).toHaveLength(0);
  });
});

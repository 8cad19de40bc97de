/**
 * Owns: the proof that what a person asks for in a dialog - a next step, a schedule - becomes exactly one wish, with what is wrong at its field (PRODUCT O2, O6).
 * Never: what a service says; tests/integrations proves that.
 */
import { App } from "obsidian-test-mocks/obsidian";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Employee } from "../../src/api";
import type { Form, Offered } from "../../src/core/offer";
import { OfferModal } from "../../src/views/offer-modal";
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

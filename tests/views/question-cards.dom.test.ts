/** Owns: the proof that an open question can be answered in the panel (M4), and that nothing of its mail is markup (G4). Never: what an answer means. */
import { describe, expect, it, vi } from "vitest";
import type { Question, Reply } from "../../src/core/question";
import { QuestionCards } from "../../src/views/question-cards";
import { ATTACKS } from "../hostile/attacks";
import { scene } from "./examples";

const QUESTION: Question = {
  id: "gmail:1", note: "AI_Employee/Needs_Action/INVOICE_CLARIFICATION_x.md", title: "Invoice for the signs", from: "ada@bell.example", at: "2026-03-10T09:00:00.000Z", missing: ["price (sign painting)", "currency"],
  fields: { line_1_unit_price: "", currency: "" }, reply: "Hello Ada,\n\n- the agreed price for: sign painting", reasons: ["asks us to send an invoice"], signs: [], messages: [{ at: "2026-03-10T09:00:00.000Z", text: "Please invoice us the sign painting." }],
};

function opened(question: Question, replies: Reply[]) {
  const place = document.body.appendChild(document.createElement("div"));
  const { desk } = scene([]);
  const answers: unknown[] = [];
  const said: string[] = [];
  if (!desk.employee) throw new Error("There is no employee.");
  Object.assign(desk.employee, { questions: { open: async () => [question], answer: async (...given: unknown[]) => (answers.push(given), replies.shift() ?? { ok: true, problems: [], text: "Kept." }) } });
  const focus = (mark: string): void => place.querySelector<HTMLElement>(`[data-focus="${mark}"]`)?.focus();
  const refresh = async (mark?: string): Promise<void> => {
    cards.show([question]);
    if (mark !== undefined) focus(mark);
  };
  const cards: QuestionCards = new QuestionCards(place, desk, { refresh, announce: (text) => void said.push(text) });
  cards.show([question]);
  const input = (name: string): HTMLInputElement => {
    const found = place.querySelector<HTMLInputElement>(`[data-focus="gmail:1:field.${name}"]`);
    if (!found) throw new Error(`There is no field ${name}.`);
    return found;
  };
  const write = (name: string, value: string): void => {
    input(name).value = value;
    input(name).dispatchEvent(new Event("input"));
  };
  const press = async (label: string): Promise<void> => {
    const found = [...place.querySelectorAll("button")].find((button) => button.textContent === label);
    if (!found) throw new Error(`There is no button "${label}".`);
    if (found.type === "submit") found.form?.requestSubmit();
    else found.click();
    await vi.waitFor(() => undefined);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { place, answers, said, input, write, press, show: () => cards.show([question]) };
}

describe("M4 a question in the panel", () => {
  it("says what is missing and why, and gives what was filled in", async () => {
    const { place, answers, said, write, press } = opened(QUESTION, [{ ok: true, problems: [], text: "Complete." }]);
    expect([...place.querySelectorAll("li")].map((line) => line.textContent)).toEqual(["Price: sign painting", "Currency", "asks us to send an invoice"]);
    write("line_1_unit_price", "85.00");
    write("currency", "EUR");
    await press("Make the draft");
    expect([answers, said]).toEqual([[["gmail:1", { line_1_unit_price: "85.00", currency: "EUR" }]], ["Complete."]]);
  });

  it("what cannot be read is said at its field, which has the focus; what was typed stays", async () => {
    const { place, input, write, press } = opened(QUESTION, [{ ok: false, problems: [{ field: "currency", text: "must be a code of three letters like EUR" }], text: "Not taken over yet." }]);
    write("line_1_unit_price", "85.00");
    write("currency", "euros");
    await press("Make the draft");
    expect([input("currency").getAttribute("aria-invalid"), input("line_1_unit_price").getAttribute("aria-invalid")]).toEqual(["true", null]);
    expect([input("currency").value, input("line_1_unit_price").value]).toEqual(["euros", "85.00"]);
    expect(place.querySelector(".ae-problem")?.textContent).toBe("must be a code of three letters like EUR");
    expect(document.activeElement).toBe(input("currency"));
  });

  it("what is typed survives that the queue is drawn again", () => {
    const { input, write, show } = opened(QUESTION, []);
    write("currency", "EUR");
    const before = input("currency");
    show();
    expect([input("currency"), input("currency").value]).toEqual([before, "EUR"]);
  });

  it("a later mail that answers a part is seen: its text, the fields that are left, and what was typed in them", async () => {
    const question = { ...QUESTION };
    const { place, input, write, show } = opened(question, []);
    write("line_1_unit_price", "85.00");
    write("currency", "EUR");
    Object.assign(question, { fields: { line_1_unit_price: "" }, missing: ["price (sign painting)"], messages: [...QUESTION.messages, { at: "2026-03-11T09:00:00.000Z", text: "Amounts are in EUR." }] });
    show();
    expect([input("line_1_unit_price").value, place.querySelector('[data-focus="gmail:1:field.currency"]')]).toEqual(["85.00", null]);
    expect([...place.querySelectorAll(".ae-message")].map(({ textContent }) => textContent)).toEqual(["Please invoice us the sign painting.", "Amounts are in EUR.", QUESTION.reply]);
  });

  it("copies the reply, and sends nothing", async () => {
    const writeText = vi.fn(async () => undefined);
    Object.defineProperty(window.navigator, "clipboard", { value: { writeText }, configurable: true });
    const { answers, said, press } = opened(QUESTION, []);
    await press("Copy the reply");
    expect([writeText.mock.calls, answers]).toEqual([[[QUESTION.reply]], []]);
    expect(said).toEqual(["Copied. Send it from your mailbox; nothing is sent from here."]);
  });

  it("G4 nothing of a mail is markup here", () => {
    const shape = (place: HTMLElement): string[] => [...place.querySelectorAll("*")].map((element) => `${element.localName}.${element.className}`);
    const harmless = (words: string): Question => ({ ...QUESTION, title: words, from: words, missing: [`total (${words})`], reply: words, reasons: [words], signs: [{ code: "x", text: words, fraud: true }], fields: { customer_name: words }, messages: [{ at: QUESTION.at, text: words }] });
    const wanted = shape(opened(harmless("x"), []).place);
    for (const attack of ATTACKS.filter((one) => one.length <= 58)) expect([attack, shape(opened(harmless(`x${attack}`), []).place)]).toEqual([attack, wanted]);
  });

  it("G4 nor is it turned around, hidden or endless: title, sender, signs, what is missing, labels", () => {
    const disguised = `\u202Egnp.exe\u202C\u2066 \u200B${"x".repeat(5_000)}`;
    const { place } = opened({ ...QUESTION, title: disguised, from: disguised, missing: [`price (${disguised})`], reasons: [disguised], signs: [{ code: "x", text: disguised, fraud: true }] }, []);
    const shown = [...place.querySelectorAll<HTMLElement>(".ae-title, .ae-foot, .ae-sign, li")].map(({ textContent }) => textContent);
    const labels = [...place.querySelectorAll("[aria-label], [title]")].flatMap((element) => [element.getAttribute("aria-label") ?? "", element.getAttribute("title") ?? ""]);
    expect(shown.length).toBeGreaterThanOrEqual(5);
    for (const text of [...shown, ...labels]) expect([/[\u200B\u202A-\u202E\u2066-\u2069]/.test(text), text.length <= 1_100]).toEqual([false, true]);
  });
});

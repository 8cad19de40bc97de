/** Owns: proof that a question is answered with the real understanding, from the panel, by mail, and in the note (M4). Never: a rule of a service. */
import { describe, expect, it } from "vitest";
import type { Mail } from "../../src/core/mail";
import { mailFromFields } from "../../src/mime/mail";
import { understanding } from "../../src/understanding";
import { employeeOn, LIVE, newWorld } from "./bench";
import { Process } from "./world";

const OWNER = "owner@studio.example";
const mail = (id: string, body: string, more: Partial<Mail> = {}): Mail => ({ ...mailFromFields({ id, from: "Ada Bell <ada@bell.example>", to: OWNER, subject: "Signs", date: "2026-11-16T07:00:00Z", body }), message_id: `${id}@bell.example`, ...more });
const FIRST = mail("a", "Hello,\n\nplease send us an invoice for 12 hours of sign painting.\n\nBest regards,\nAda Bell");
const answering = (id: string, body: string): Mail => mail(id, body, { headers: { references: ["<a@bell.example>"] } });

async function employee() {
  const { world, books } = newWorld();
  const running = employeeOn(new Process(world), { ...LIVE, owner_emails: [OWNER] }, { understanding });
  await running.open();
  await running.ingest([FIRST]);
  return { world, books, running };
}

describe("M4 an open question", () => {
  it("is shown with what is missing, and filled in from the panel: problems by field first, then the draft", async () => {
    const { running } = await employee();
    const [question] = await running.questions.open();
    expect([question?.title, question?.missing.join()]).toEqual(["Signs", expect.stringMatching(/price.*currency/)]);
    const id = question?.id ?? "";
    const wrong = await running.questions.answer(id, { line_1_unit_price: "eighty", currency: "euros" });
    expect([wrong.ok, wrong.problems.map(({ field }) => field), (await running.questions.open()).length]).toEqual([false, ["currency", "line_1_unit_price"], 1]);
    const part = await running.questions.answer(id, { currency: "EUR" });
    expect([part.ok, part.text, (await running.questions.open())[0]?.missing.join()]).toEqual([true, expect.stringContaining("price"), expect.not.stringContaining("currency")]);
    expect((await running.questions.answer(id, { line_1_unit_price: "85.00" })).ok).toBe(true);
    expect(await running.questions.open()).toEqual([]);
    expect((await running.list("waiting")).length).toBeGreaterThan(0);
    expect((await running.questions.answer(id, { currency: "USD" })).ok).toBe(false);
    await running.stop();
  });

  it("is answered by a later mail in two parts; the note asks for the rest and keeps what the owner wrote", async () => {
    const { world, running } = await employee();
    await running.ingest([answering("b", "In EUR, please.")]);
    const [path = ""] = world.in("Needs_Action");
    expect(world.notes.get(path)).toMatch(/- \[ \] price/);
    expect(world.notes.get(path)).not.toMatch(/- \[ \] currency/);
    expect((await running.questions.open())[0]?.missing.join()).not.toContain("currency");
    expect(await running.list("waiting")).toEqual([]);
    await running.ingest([answering("c", "85 EUR per hour")]);
    expect((await running.list("waiting")).length).toBeGreaterThan(0);
    expect([await running.questions.open(), world.in("Needs_Action"), running.overview().observed]).toEqual([[], [], 3]);
    const [card] = await running.list("waiting");
    const detail = await running.show(card?.id ?? "");
    expect(detail?.understood.join(" ")).toMatch(/asks us to send an invoice.*answers what was asked/s);
    await running.stop();
  });

  it("a question that the owner threw away is asked no more, and counts no more", async () => {
    const { world, running } = await employee();
    expect(running.overview().asked).toBe(1);
    world.notes.delete(world.in("Needs_Action")[0] ?? "");
    await running.takeIn();
    expect(running.overview().asked).toBe(0);
    expect(await running.questions.open()).toEqual([]);
    await running.stop();
  });
});

/**
 * Owns: proof that adding a channel is one new file (postcards.ts) and one line of registration: the whole employee - understanding,
 * policy, notes, executor, log, dashboard - works with it unchanged.
 * Never: a change to the program for it.
 */
import { describe, expect, it } from "vitest";
import { createEmployee } from "../../src/employee";
import { verifyLog } from "../../src/engine/verify";
import { registry } from "../../src/registry";
import { secretName } from "../../src/engine/services";
import type { HttpRequest, HttpResponse } from "../../src/ports";
import { DEFAULTS } from "../../src/settings";
import { AT_PANEL } from "../engine/bench";
import { Process, World } from "../engine/world";
import { postcards } from "./postcards";

const REQUEST = "Hi, please send us an invoice for 3 hours of consulting at 40.00 EUR each, total 120.00 EUR, due in 14 days.\n\nThanks,\nAda Byron\nByron Boats";

class PostOffice {
  readonly cards: { key: string; to: string; text: string }[] = [];
  readonly asked: string[] = [];
  keys: string[] = [];

  readonly answer = ({ method, url, headers, body }: HttpRequest): HttpResponse => {
    const { pathname, searchParams } = new URL(url);
    this.asked.push(`${method} ${pathname}`);
    this.keys.push(headers["authorization"] ?? "");
    const reply = (status: number, value: unknown): HttpResponse => ({ status, headers: {}, body: new TextEncoder().encode(JSON.stringify(value)) });
    if (pathname === "/stamps") return reply(200, { stamps: 9 });
    if (method === "POST") return reply(201, { id: this.cards.push(JSON.parse(String(body)) as { key: string; to: string; text: string }) });
    const found = this.cards.findIndex(({ key }) => key === searchParams.get("key"));
    return reply(200, { id: found < 0 ? null : found + 1 });
  };
}

describe("S1 a new channel is one new file and one line", () => {
  it("its action goes the whole way: understood, dry run, live, approved by a moved note, sent once, logged, shown", async () => {
    const office = new PostOffice();
    const world = new World(office.answer);
    world.secrets.set(secretName("postcards", "key"), "stamp-duty");
    const process = new Process(world);
    const settings = { ...DEFAULTS, undo_seconds: 0 };
    const employee = createEmployee({
      ports: process.ports, settings, settings_problems: [], realm: "real", version: "1.0.0",
      // The one line. (The built-in planner of the same kind stays away.)
      registry: { ...registry(), channels: [postcards] },
    });
    await employee.open();
    const mail = {
      id: "m1", thread: "t1", message_id: null, date: "2026-11-16T07:00:00.000Z", from: { name: "Ada Byron", email: "ada@byron.example" }, reply_to: [], to: [], cc: [], subject: "Invoice please",
      text: REQUEST, html_text: null, attachments: [], headers: {}, labels: [], problems: [],
    };
    expect(await employee.ingest([mail])).toEqual({ observed: 1, proposed: 1 });
    const [card] = await employee.list("waiting");
    expect(card).toMatchObject({ type: "postcard", channel: "postcards", reasons: ["always_person"] });
    const id = card?.id ?? "";
    expect((await employee.show(id))?.deliveries[0]).toMatchObject({ label: "Postcards: Send a postcard", mode: "dry_run" });

    // Dry run: what would be sent, and no write at the wire (PRODUCT K2).
    await employee.wish({ kind: "approve", id, fingerprint: card?.fingerprint ?? null }, AT_PANEL);
    await employee.pass();
    expect((await employee.show(id))?.deliveries[0]).toMatchObject({ status: "simulated", findings: ["9 stamps are left."] });
    expect(office.asked.filter((request) => request.startsWith("POST"))).toEqual([]);

    // Live: the approval was for the dry run, so it is asked anew; a moved note decides.
    await employee.changeSettings({ ...settings, live: ["postcards"] });
    await employee.pass();
    const [pending] = world.in("Pending_Approval");
    expect(pending).toMatch(/\/POSTCARD_2026-11-16_card-[0-9a-f]{14}\.md$/);
    world.move(pending ?? "", "Approved");
    await employee.pass();
    expect(office.cards).toEqual([{ key: id, to: "Ada Byron", text: "Thank you for your order." }]);
    expect(new Set(office.keys)).toEqual(new Set(["Bearer stamp-duty"]));
    const [done] = world.in("Completed");
    expect(world.notes.get(done ?? "")).toContain("Card 1");

    // Log, health and dashboard know it by its own words; the secret is nowhere.
    expect(world.lines().filter((line) => line["action"] === "postcards_send").map((line) => line["event"])).toEqual(["simulated", "started", "settled_done"]);
    expect(employee.overview().services["postcards"]).toMatchObject({ label: "Postcards", ok: true, text: "The post office has 9 stamps." });
    expect(world.notes.get("AI_Employee/Dashboard.md")).toContain("Postcards");
    expect([...world.notes.values(), ...world.disk.days.keys()].join("\n") + world.lines().map((line) => JSON.stringify(line)).join("\n")).not.toContain("stamp-duty");
    await employee.pass();
    expect(office.cards).toHaveLength(1);
    expect((await verifyLog(process.ports.files)).ok).toBe(true);
    await employee.stop();
  });
});

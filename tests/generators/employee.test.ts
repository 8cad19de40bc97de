import { describe, expect, it } from "vitest";
import { createEmployee, type Employee } from "../../src/employee";
import { audit } from "../../src/generators/audit";
import { briefing } from "../../src/generators/briefing";
import { DEFAULTS } from "../../src/settings";
import { Process, World } from "../engine/world";

/** A whole employee without services, in an owner's zone, from Wednesday 18 November 2026 on. */
class Weeks {
  readonly world = new World(() => ({ failure: "not_sent", cause: "refused", text: "There is no network in this test." }));
  private process: Process | null = null;
  private employee: Employee | null = null;

  at(time: string): this {
    this.world.clock.time = Date.parse(time);
    return this;
  }

  async pass(): Promise<void> {
    this.employee ??= await this.open();
    await this.employee.pass();
  }

  async report(id: string, date: string | null): Promise<{ path: string; partial: boolean }> {
    this.employee ??= await this.open();
    return this.employee.report(id, date);
  }

  async close(): Promise<void> {
    await this.employee?.stop();
    [this.employee, this.process] = [null, null];
  }

  private async open(): Promise<Employee> {
    this.process = new Process(this.world);
    const registry = { channels: [], watchers: [], generators: [audit, briefing] };
    const employee = createEmployee({ ports: this.process.ports, registry, settings: { ...DEFAULTS, zone: "Europe/Berlin" }, settings_problems: [], live_here: [], realm: "real", version: "1" });
    await employee.open();
    return employee;
  }

  reported(): string[] {
    return this.world.lines().filter(({ event }) => event === "reported").map(({ parameters }) => {
      const { report, period, late, final } = parameters as { report: string; period: string; late: boolean; final: boolean };
      return `${report} ${period}${late ? " late" : ""}${final ? " final" : ""}`;
    });
  }
}

describe("L2 L3 L4 the running employee writes its reports", () => {
  it("at their times, once each; what was missed is caught up on at the next start, marked late", async () => {
    const weeks = new Weeks().at("2026-11-18T09:00:00Z");
    await weeks.pass();
    expect(weeks.reported()).toEqual([]);
    for (const time of ["2026-11-22T20:59:00Z", "2026-11-22T21:00:30Z", "2026-11-22T21:01:00Z", "2026-11-22T23:00:10Z", "2026-11-23T06:00:10Z", "2026-11-23T06:01:00Z"]) await weeks.at(time).pass();
    expect(weeks.reported()).toEqual(["audit 2026-11-16", "audit 2026-11-16 final", "briefing 2026-11-23 final"]);
    await weeks.close();
    await weeks.at("2026-12-09T08:00:00Z").pass();
    await weeks.pass();
    expect(weeks.reported().slice(3)).toEqual(["audit 2026-11-23 late final", "audit 2026-11-30 late final", "briefing 2026-11-30 late final", "briefing 2026-12-07 late final"]);
    expect(weeks.world.in("Audits").map((path) => path.slice(-19))).toEqual(["2026-11-16-audit.md", "2026-11-23-audit.md", "2026-11-30-audit.md"]);
    expect(weeks.world.in("CEO_Briefings")).toHaveLength(3);
  });
  it("asked for again it writes the same bytes and leaves no second line, and Sunday's edition comes all the same", async () => {
    const weeks = new Weeks().at("2026-11-18T09:00:00Z");
    await weeks.pass();
    const { path, partial } = await weeks.report("audit", null);
    expect({ path, partial }).toEqual({ path: "AI_Employee/Audits/2026-11-16-audit.md", partial: true });
    const first = weeks.world.notes.get(path);
    await weeks.close();
    await weeks.at("2026-11-18T15:00:00Z").report("audit", "2026-11-20");
    expect(weeks.world.notes.get(path)).toBe(first);
    expect(weeks.reported()).toEqual(["audit 2026-11-16"]);
    await weeks.at("2026-11-22T21:00:30Z").pass();
    expect(weeks.reported()).toEqual(["audit 2026-11-16", "audit 2026-11-16"]);
    expect(weeks.world.notes.get(path)).toContain("until 22 Nov 2026, 22:00");
    await weeks.at("2026-11-24T08:00:00Z").pass();
    const lines = weeks.reported();
    await weeks.report("audit", "2026-11-18");
    expect(weeks.reported()).toEqual(lines);
  });
  it("keeps what the owner wrote below the marker when the week is over", async () => {
    const weeks = new Weeks().at("2026-11-22T08:00:00Z");
    await weeks.pass();
    await weeks.at("2026-11-22T21:00:30Z").pass();
    const path = "AI_Employee/Audits/2026-11-16-audit.md";
    weeks.world.notes.set(path, `${weeks.world.notes.get(path) ?? ""}Ring the bank on Monday.\n`);
    await weeks.at("2026-11-22T23:00:30Z").pass();
    expect(weeks.world.notes.get(path)).toMatch(/final: true[^]*Ring the bank on Monday\.\n$/);
  });
});

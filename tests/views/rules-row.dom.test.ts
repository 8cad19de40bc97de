/**
 * Owns: the proof that a changed rule is shown rehearsed before it holds, and that a looser one needs a confirmation (PRODUCT section 3).
 * Never: what a rehearsal finds; tests/core/rehearsal.test.ts proves that.
 */
import { App, Plugin, SettingTab } from "obsidian-test-mocks/obsidian";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EmployeeSettingTab } from "../../src/views/settings-tab";
import { overview, scene, type Scene } from "./examples";

function shown(): { given: Scene; tab: EmployeeSettingTab } {
  const given = scene([], overview({}));
  const app = App.createConfigured__();
  const plugin = new (class extends Plugin {})(app, { id: "x", name: "X", author: "", version: "", minAppVersion: "", description: "" });
  const tab = new EmployeeSettingTab(app.asOriginalType__(), plugin.asOriginalType2__(), given.desk);
  document.body.append(tab.containerEl);
  tab.update();
  SettingTab.fromOriginalType__(tab).renderTab__();
  return { given, tab };
}
const row = (tab: EmployeeSettingTab): HTMLElement => {
  const found = [...tab.containerEl.querySelectorAll<HTMLElement>(".setting-item")].find((item) => item.querySelector(".setting-item-name")?.textContent === "Changed rules");
  if (!found) throw new Error("There is no row of changed rules.");
  return found;
};
const press = (within: ParentNode | null, label: string): void => {
  const found = [...(within?.querySelectorAll("button") ?? [])].find((button) => button.textContent === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  found.click();
};
const limit = ({ desk }: Scene): string => desk.settings.limits.automatic;

afterEach(() => {
  document.body.replaceChildren();
});

describe("section 3 policy rehearsal", () => {
  it("a changed limit is shown with what it would have decided, and is not saved by typing it", async () => {
    const { given, tab } = shown();
    const before = limit(given);
    await tab.setControlValue("limits.automatic", "50.00");
    expect(row(tab).textContent).toContain("Not saved yet. In the last 4 weeks nothing was asked for");
    expect(limit(given)).toBe(before);
    expect(tab.getControlValue("limits.automatic")).toBe("50.00");
    press(row(tab), "Save the rules");
    await vi.waitUntil(() => limit(given) === "50.00");
    expect(document.querySelector(".modal")).toBeNull();
  });

  it("a looser rule is saved only after a confirmation that names it", async () => {
    const { given, tab } = shown();
    const before = limit(given);
    await tab.setControlValue("limits.automatic", "5000.00");
    press(row(tab), "Save the rules");
    await vi.waitUntil(() => document.querySelector(".modal") !== null);
    expect(document.querySelector(".modal")?.textContent).toContain(`the automatic limit: ${before} -> 5000.00`);
    press(document.querySelector(".modal"), "Cancel");
    expect(limit(given)).toBe(before);
    press(row(tab), "Save the rules");
    await vi.waitUntil(() => document.querySelector(".modal") !== null);
    press(document.querySelector(".modal"), "Allow it");
    await vi.waitUntil(() => limit(given) === "5000.00");
  });

  it("what is discarded is gone, and another setting is saved at once and takes no changed rule with it", async () => {
    const { given, tab } = shown();
    await tab.setControlValue("undo_seconds", 0);
    await tab.setControlValue("reports.money", true);
    expect(given.desk.settings).toMatchObject({ undo_seconds: 30, reports: { money: true } });
    press(row(tab), "Discard");
    expect(tab.getControlValue("undo_seconds")).toBe(30);
  });
});

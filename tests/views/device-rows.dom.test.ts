/**
 * Owns: the proof that a person sees in the settings which device executes, and hands over or takes over only after being told what it means (E4).
 * Never: a second device; what it does is proven in tests/devices.
 */
import { App, Plugin, SettingTab } from "obsidian-test-mocks/obsidian";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EmployeeSettingTab } from "../../src/views/settings-tab";
import { turnText } from "../../src/views/device-rows";
import { overview, scene, type Scene } from "./examples";

const OTHER = { device: "device-here", executing: "device-there", since: "2026-11-01T08:00:00.000Z", epoch: 2, handed_to: null };

function shown(over: Parameters<typeof overview>[0]): { given: Scene; tab: EmployeeSettingTab } {
  const given = scene([], overview(over));
  const app = App.createConfigured__();
  const plugin = new (class extends Plugin {})(app, { id: "x", name: "X", author: "", version: "", minAppVersion: "", description: "" });
  const tab = new EmployeeSettingTab(app.asOriginalType__(), plugin.asOriginalType2__(), given.desk);
  document.body.append(tab.containerEl);
  tab.update();
  SettingTab.fromOriginalType__(tab).renderTab__();
  return { given, tab };
}
const row = (tab: EmployeeSettingTab, name: string): HTMLElement | undefined => [...tab.containerEl.querySelectorAll<HTMLElement>(".setting-item")].find((item) => item.querySelector(".setting-item-name")?.textContent === name);
const press = (within: ParentNode | undefined, label: string): void => {
  const found = [...(within?.querySelectorAll("button") ?? [])].find((button) => button.textContent === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  found.click();
};
afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe("E4 this device", () => {
  it.each([
    [{ executor: true, stopped: null, turn: { ...OTHER, executing: "device-here" } }, /^This device is device-here\. It executes since /],
    [{ executor: false, stopped: "The disk is full.", turn: { ...OTHER, executing: "device-here" } }, /It would execute, but is stopped\. The disk is full\.$/],
    [{ executor: false, stopped: "x", turn: OTHER }, /The device device-there executes since .*; what you decide here reaches it/],
    [{ executor: false, stopped: "x", turn: { ...OTHER, executing: null } }, /Nobody executes\.$/],
    [{ executor: false, stopped: "x", turn: { ...OTHER, executing: null, handed_to: "device-third" } }, /device-third was handed the work/],
  ])("says who executes: %j", (known, text) => {
    expect(turnText(known, "Europe/Berlin")).toMatch(text);
  });

  it("hands over after asking, to the device that is named, and refuses what is no id", async () => {
    const { given, tab } = shown({ executor: true, turn: { ...OTHER, executing: "device-here" } });
    const { employee } = given.desk;
    if (!employee) throw new Error("There is no employee.");
    const release = vi.spyOn(employee, "release");
    const hand = row(tab, "Hand over");
    const field = hand?.querySelector("input");
    if (!field) throw new Error("There is no field.");
    field.value = "not an id!";
    press(hand, "Hand over");
    await vi.waitUntil(() => hand?.textContent.includes("This is no id of a device"));
    expect(document.querySelector(".modal")).toBeNull();
    field.value = " device-there ";
    press(hand, "Hand over");
    await vi.waitUntil(() => document.querySelector(".modal") !== null);
    expect(document.querySelector(".modal")?.textContent).toContain("The device device-there goes on as soon as its sync has brought that.");
    expect(release).not.toHaveBeenCalled();
    press(document.querySelector(".modal") ?? undefined, "Hand over");
    await vi.waitUntil(() => release.mock.calls.length > 0);
    expect(release).toHaveBeenCalledExactlyOnceWith("device-there", "person:panel");
    expect(row(tab, "Take over")).toBeUndefined();
  });

  it("takes over only by the person's word, after saying what it risks; a refusal stands below the row", async () => {
    const { given, tab } = shown({ executor: false, turn: OTHER });
    const { employee } = given.desk;
    if (!employee) throw new Error("There is no employee.");
    const takeOver = vi.spyOn(employee, "takeOver").mockRejectedValue(new Error("Another process on this device is the executor."));
    press(row(tab, "Take over"), "Take over");
    await vi.waitUntil(() => document.querySelector(".modal") !== null);
    expect(document.querySelector(".modal")?.textContent).toContain("an action can be done twice");
    press(document.querySelector(".modal") ?? undefined, "Cancel");
    await vi.waitUntil(() => document.querySelector(".modal") === null);
    expect(takeOver).not.toHaveBeenCalled();
    press(row(tab, "Take over"), "Take over");
    await vi.waitUntil(() => document.querySelector(".modal") !== null);
    press(document.querySelector(".modal") ?? undefined, "No other device executes");
    await vi.waitUntil(() => row(tab, "Take over")?.textContent.includes("Another process on this device"));
    expect(takeOver).toHaveBeenCalledOnce();
    expect(row(tab, "Hand over")).toBeUndefined();
  });
});

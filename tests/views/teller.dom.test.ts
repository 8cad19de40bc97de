/** Owns: the proof that what comes of a command is said, and that nothing is said any more once the plugin is switched off. Never: what a command does. */
import { App } from "obsidian-test-mocks/obsidian";
import { Plugin } from "obsidian";
import { afterEach, describe, expect, it } from "vitest";
import { tellerOf } from "../../src/views/teller";

const said = (): string[] => [...document.querySelectorAll(".notice")].map(({ textContent }) => textContent);

class Switched extends Plugin {}
const plugin = (): Plugin => new Switched(App.createConfigured__().asOriginalType__(), { id: "x", name: "X", author: "", version: "1.0.0", minAppVersion: "1.0.0", description: "" });

afterEach(() => document.body.empty());

describe("what comes of a command", () => {
  it("is said; what went wrong as well; nothing where there is nothing to say", async () => {
    const { tell } = tellerOf(plugin());
    await tell(() => Promise.resolve("Wrote the audit."));
    await tell(() => Promise.reject(new Error("The disk is full.")));
    await tell(() => Promise.resolve(""));
    expect(said()).toEqual(["Wrote the audit.", "The disk is full."]);
  });

  it("shows what a stranger wrote as text, without marks that turn it around, and not without end (G4)", async () => {
    const { tell } = tellerOf(plugin());
    await tell(() => Promise.resolve("Approved: <img src=x onerror=alert(1)> \u202Egpj.exe\u202C\u200B [[note]]"));
    await tell(() => Promise.reject(new Error("x".repeat(20_000))));
    const [first, second] = said();
    expect(first).toBe("Approved: <img src=x onerror=alert(1)> gpj.exe [[note]]");
    expect(document.querySelector(".notice img")).toBeNull();
    expect(second?.length).toBeLessThanOrEqual(1_000);
  });

  it("is not said any more when the plugin was switched off meanwhile", async () => {
    const switched = plugin();
    switched.load();
    const { tell } = tellerOf(switched);
    let fail: (error: Error) => void = () => undefined;
    const work = tell(() => new Promise((_, reject) => (fail = reject)));
    switched.unload();
    fail(new Error("The ledger was closed."));
    await work;
    expect(said()).toEqual([]);
  });
});

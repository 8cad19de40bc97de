/**
 * Owns: the proof that a person can sign in and out in the settings tab, by its buttons, and is told how it stands and what went wrong (G1).
 * Never: a service; what it answers is the test's.
 */
import { App, Plugin, SettingTab } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignInLook, SignIns } from "../../src/api";
import type { SignedIn } from "../../src/channel";
import type { ServiceInfo } from "../../src/views/desk";
import { EmployeeSettingTab } from "../../src/views/settings-tab";
import { signInText } from "../../src/views/sign-in-row";
import { scene, type Scene } from "./examples";

const OUT: SignInLook = { possible: true, signed_in: false, account: null, under_way: null, last: null };
const denied: SignedIn = { ok: false, problem: { code: "access_denied", effect: "You were not signed in.", cause: "Consent was denied.", next: "Sign in again." } };
const service: ServiceInfo = { id: "post", label: "Post", acts: false, fields: [], setup: [], signIn: { with: "The post office" }, secretName: (key) => `post-${key}` };

/** Sign-ins that end as the test says. */
class Ends implements SignIns {
  state: SignInLook = OUT;
  end: (end: SignedIn) => void = () => undefined;
  readonly asked: string[] = [];
  look(): Promise<SignInLook> {
    return Promise.resolve(this.state);
  }
  begin(id: string, open: (address: string) => void): Promise<SignedIn> {
    this.asked.push(`begin ${id}`);
    open("https://post.example/consent");
    if (this.state.under_way) return this.state.under_way;
    const before = this.state;
    const under_way = new Promise<SignedIn>((resolve) => {
      this.end = (last) => {
        this.state = { ...before, last, ...(last.ok && { signed_in: true, account: last.account }) };
        resolve(last);
      };
    });
    this.state = { ...before, under_way, last: null };
    return under_way;
  }
  cancel(id: string): void {
    this.asked.push(`cancel ${id}`);
    this.end({ ok: false, problem: { code: "CANCELLED", effect: "You were not signed in.", cause: "It was called off.", next: "Sign in again when you are ready." } });
  }
  signOut(id: string): Promise<void> {
    this.asked.push(`sign out ${id}`);
    this.state = OUT;
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

let signIns: Ends;
let tab: EmployeeSettingTab;
let given: Scene;

function draw(): void {
  tab.update();
  SettingTab.fromOriginalType__(tab).renderTab__();
}
beforeEach(() => {
  vi.spyOn(window, "open").mockReturnValue(null);
  signIns = new Ends();
  given = scene([], {}, { services: [service], signIns });
  const app = App.createConfigured__();
  const plugin = new (class extends Plugin {})(app, { id: "x", name: "X", author: "", version: "", minAppVersion: "", description: "" });
  tab = new EmployeeSettingTab(app.asOriginalType__(), plugin.asOriginalType2__(), given.desk);
  document.body.append(tab.containerEl);
  draw();
});
afterEach(() => {
  tab.containerEl.remove();
  vi.restoreAllMocks();
});

const row = (): HTMLElement => {
  const found = [...tab.containerEl.querySelectorAll<HTMLElement>(".setting-item")].find((item) => item.textContent.includes("Sign in to The post office"));
  if (!found) throw new Error("There is no row.");
  return found;
};
const buttons = (): string[] => [...row().querySelectorAll("button")].map((button) => button.textContent).filter((text) => text !== "");
const says = (text: string): Promise<boolean> => vi.waitUntil(() => row().textContent.includes(text));
function press(label: string): void {
  const found = [...row().querySelectorAll("button")].find((button) => button.textContent === label);
  if (!found) throw new Error(`There is no button "${label}", but ${buttons().join(", ")}.`);
  found.focus();
  found.click();
}

describe("G1 the row that signs in", () => {
  it("shows no button without a name, also before it is known how it stands", () => {
    vi.spyOn(signIns, "look").mockReturnValue(new Promise(() => undefined));
    draw();
    const shown = [...row().querySelectorAll("button")].filter(({ style }) => style.display !== "none");
    expect(shown.map(({ textContent }) => textContent)).toEqual(["Sign in"]);
  });

  it("signs in: opens the browser, says that it waits, then who signed in; the mail is looked at at once", async () => {
    const { employee } = given.desk;
    if (!employee) throw new Error("There is no employee.");
    const pass = vi.spyOn(employee, "pass");
    await says("Not signed in.");
    expect(buttons()).toEqual(["Sign in"]);
    press("Sign in");
    await says("Waiting for you");
    expect(window.open).toHaveBeenCalledExactlyOnceWith("https://post.example/consent");
    expect(buttons()).toEqual(["Cancel", "Open the page again"]);
    expect(document.activeElement?.textContent).toBe("Cancel");
    expect(row().querySelector("[role=status]")?.textContent).toContain("Waiting for you");
    press("Open the page again");
    expect(window.open).toHaveBeenCalledTimes(2);
    signIns.end({ ok: true, account: "me@post.example", warning: null });
    await says("Signed in as me@post.example.");
    expect(buttons()).toEqual(["Sign in again", "Sign out"]);
    expect(pass).toHaveBeenCalled();
    press("Sign out");
    await says("Not signed in.");
    expect(signIns.asked.at(-1)).toBe("sign out post");
  });

  it("cancel calls it off; a refusal stands below the row in plain words", async () => {
    await says("Not signed in.");
    press("Sign in");
    await says("Waiting for you");
    press("Cancel");
    await says("It was called off.");
    expect(signIns.asked).toEqual(["begin post", "cancel post"]);
    press("Sign in");
    await says("Waiting for you");
    expect(row().textContent).not.toContain("called off");
    signIns.end(denied);
    await says("You were not signed in. Consent was denied. Sign in again.");
    expect(buttons()).toEqual(["Sign in"]);
  });

  it("a tab that is opened meanwhile shows what is going on, and its end", async () => {
    await says("Not signed in.");
    press("Sign in");
    await says("Waiting for you");
    draw();
    await says("Waiting for you");
    signIns.end(denied);
    await says("Consent was denied.");
  });

  it("what went wrong in the program is said too", async () => {
    await says("Not signed in.");
    signIns.begin = () => Promise.reject(new Error("The disk is full."));
    press("Sign in");
    await says("The disk is full.");
  });

  it("the words for every state", () => {
    const whom = "The post office";
    expect(signInText({ ...OUT, possible: false }, whom).text).toContain("device that executes");
    expect(signInText({ ...OUT, signed_in: true }, whom)).toEqual({ text: "Signed in.", problem: null });
    expect(signInText({ ...OUT, signed_in: true, account: "a@b", last: denied }, whom).text).toBe("Signed in as a@b. The earlier sign-in stays.");
    expect(signInText({ ...OUT, signed_in: true, last: { ok: true, account: null, warning: "It ends after 7 days." } }, whom).problem).toBe("It ends after 7 days.");
  });

  it("a service without a sign-in has no such row, and on a phone there is no button", async () => {
    signIns.state = { ...OUT, possible: false };
    draw();
    await says("device that executes");
    expect(buttons()).toEqual([]);
    given = scene([], {}, { services: [{ ...service, signIn: null }], signIns });
  });
});

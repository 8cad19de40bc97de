/**
 * Owns: the page of the browser tests: it mounts the real views over the test host, in the states that a test asks for.
 * Never: a view of its own.
 */
import * as icons from "lucide-static";
import { App, Plugin, SettingTab, WorkspaceLeaf } from "obsidian-test-mocks/obsidian";
import type { Field } from "../../src/channel";
import type { Detail } from "../../src/core/card";
import { ApprovalPanel, APPROVAL_VIEW, CARD_VIEW } from "../../src/views/approval-panel";
import { CalendarBoard } from "../../src/views/calendar-board";
import { Composer } from "../../src/views/composer";
import { servicesOf } from "../../src/views/settings-model";
import { EmployeeSettingTab } from "../../src/views/settings-tab";
import { drawIconsWith } from "../setup/obsidian";
import { askedOtherwise, crowd, detail, everyCard, mondayMorning, plannedPosts, scene, type Scene } from "../views/examples";
import { hostileCard, hostileQuestion } from "../hostile/cards";
import { roomOf, shell } from "../views/room";

const pascal = (name: string): string => name.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase());
drawIconsWith((name) => (icons as Record<string, string>)[pascal(name)] ?? "");

/** The same cards where the service is live. */
const live = (cards: Detail[]): Scene => scene(cards.map((card) => ({ ...card, deliveries: card.deliveries.map((delivery) => ({ ...delivery, mode: "live" })) })), { live: ["odoo"] });

const SCENES: Record<string, () => Scene> = {
  queue: () => scene(everyCard()),
  few: () => live(everyCard().filter(({ id }) => ["act-1", "act-2", "act-4"].includes(id))),
  one: () => scene([detail()]),
  asked: () => scene([askedOtherwise()]),
  monday: () => live(mondayMorning()),
  crowd10: () => scene(crowd(10)),
  crowd1000: () => scene(crowd(1000)),
  empty: () => scene([]),
  new: () => scene([], { services: { odoo: { ok: null, label: "Odoo", text: "Not set up.", at: null } } }),
  paused: () => scene([detail()], { realm: "sandbox", paused: { by: "person", reason: "holidays until Monday", at: "" }, to_confirm: ["odoo goes live"], questions: ["This action has 2 notes. Nothing is decided by notes until one is left."] }),
  stopped: () => scene([], {}, { employee: null, trouble: "The folder AI_Employee was not made. The disk is full. Free some space, then switch the plugin off and on." }),
};

let current: Scene | null = null;
const shell_ = shell();

/** Shows a scene in `parent`; the whole page when none is given. */
async function mount(name: string, parent: HTMLElement = document.body): Promise<void> {
  const given = SCENES[name]?.();
  if (!given) throw new Error(`There is no scene "${name}".`);
  current = given;
  await show(given, parent, null);
}

/** A panel in `parent`: all cards, or one of them large. */
async function show(given: Scene, parent: HTMLElement, card: string | null): Promise<void> {
  const workspace = parent.createDiv({ cls: "workspace" });
  const panel = new ApprovalPanel(WorkspaceLeaf.create2__(App.createConfigured__()).asOriginalType3__(), roomOf(given), shell_, card === null ? APPROVAL_VIEW : CARD_VIEW);
  panel.containerEl.addClass("workspace-leaf-content");
  workspace.append(panel.containerEl);
  panel.load();
  await panel.onOpen();
  if (card !== null) await panel.setState({ id: card, title: "" }, { history: false });
}

/** One card of a scene in the main area; `beside`: with all of them in a sidebar. */
async function mountCard(name: string, card: string, beside: boolean): Promise<void> {
  if (!beside) current = SCENES[name]?.() ?? null;
  else await mount(name);
  if (current) await show(current, document.body, card);
}

/** Cards, a question and a post in which every text is a stranger's: in the panel, and one of them large beside it. */
async function mountHostile(words: string): Promise<void> {
  document.body.empty();
  const given = (current = scene([{ ...hostileCard(words), high_risk: false }, { ...hostileCard(words), id: "act-2" }, detail({ id: "post", summary: words, planned_at: "2026-11-24T09:00:00.000Z", channel: "board,wall" })], { questions: [words], to_confirm: [words] }));
  const { employee } = given.desk;
  if (employee) Object.assign(employee, { questions: { open: async () => [hostileQuestion(words)], answer: async () => ({ ok: false, problems: [{ field: "customer_name", text: words }], text: words }) } });
  await show(given, document.body, null);
  await show(given, document.body, "act-2");
  const root = document.body.createDiv({ cls: "ae-panel ae-post-view" });
  await new CalendarBoard(root, given.desk, { openCard: () => undefined, newPost: () => undefined }).refresh();
}

/** The composer, or the calendar, in the main area; with a picture in the vault. */
async function mountPosts(what: "composer" | "calendar"): Promise<void> {
  const app = App.createConfigured__().asOriginalType__();
  current = scene(plannedPosts());
  const root = document.body.createDiv({ cls: "ae-panel ae-post-view" });
  if (what === "calendar") return new CalendarBoard(root, current.desk, { openCard: () => undefined, newPost: () => undefined }).refresh();
  await app.vault.createBinary("team.png", await wideRedPicture());
  await new Composer(root, app, current.desk, { openCard: () => undefined, named: () => undefined }, null).open();
}

/** 1600 x 400 pixels: too wide for every channel of the tests. */
async function wideRedPicture(): Promise<ArrayBuffer> {
  const canvas = createEl("canvas");
  Object.assign(canvas, { width: 1600, height: 400 });
  const context = canvas.getContext("2d");
  if (context) context.fillStyle = "firebrick";
  context?.fillRect(0, 0, 1600, 400);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return (await blob?.arrayBuffer()) ?? new ArrayBuffer(0);
}

const field = (over: Partial<Field>): Field => ({ key: "url", label: "Address", help: "Where you open it in the browser.", kind: "url", env: "X", fallback: "", ...over });

/** Shows the settings tab with a channel and a watcher. */
function mountSettings(): void {
  const app = App.createConfigured__();
  const services = servicesOf(
    [{ id: "odoo", label: "Odoo", fields: [field({}), field({ key: "key", label: "API key", help: "Made in your Odoo preferences.", kind: "secret" })] }],
    [{ id: "gmail", label: "Gmail", fields: [field({ key: "client", label: "Client ID", kind: "text", help: "Of your own Google Cloud project." })] }],
    (service, key) => `${service}-${key}`,
  );
  const secrets = { chosen: () => "odoo-key", choose: () => undefined, state: () => "elsewhere" as const };
  current = scene([], {}, { services, secrets });
  const plugin = new (class extends Plugin {})(app, { id: "x", name: "X", author: "", version: "", minAppVersion: "", description: "" });
  const tab = new EmployeeSettingTab(app.asOriginalType__(), plugin.asOriginalType2__(), current.desk);
  document.body.append(tab.containerEl);
  tab.update();
  SettingTab.fromOriginalType__(tab).renderTab__();
}

Object.assign(window, {
  harness: {
    mount,
    mountCard,
    opened: () => shell_.opened,
    mountSettings,
    mountPosts,
    mountHostile,
    wishes: () => current?.wishes ?? [],
    settings: () => current?.settings(),
    /** One card of many becomes more urgent. */
    hurry: () => {
      const cards = current?.cards() ?? [];
      current?.change({ cards: cards.map((card, index) => (index === 0 ? { ...card, expires_at: "2026-11-18T10:00:00.000Z" } : card)) });
    },
    keys: (single_keys: boolean) => void current?.desk.save({ ...current.settings(), single_keys }),
    pass: (milliseconds: number) => current?.pass(milliseconds),
  },
});

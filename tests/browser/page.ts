/**
 * Owns: the page of the browser tests: it mounts the real views over the test host, in the states that a test asks for.
 * Never: a view of its own.
 */
import * as icons from "lucide-static";
import { App, Plugin, SettingTab, WorkspaceLeaf } from "obsidian-test-mocks/obsidian";
import type { Field } from "../../src/channel";
import type { Detail } from "../../src/core/card";
import type { Question } from "../../src/core/question";
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

/** A card, and a question that a later mail has answered half of. */
async function mountQuestion(): Promise<void> {
  const given = (current = scene([detail()]));
  const question: Question = {
    id: "gmail:2", note: "AI_Employee/Needs_Action/INVOICE_CLARIFICATION_2026-11-18_Rechnung_542f6e71.md", title: "Rechnung Beratung und Schulungen", from: "jana@vogt-druck.example", at: "2026-11-17T15:02:00.000Z", missing: ["price (Schulungen)"],
    fields: { line_1_description: "Beratung", line_1_quantity: "12", line_1_unit_price: "85", line_2_description: "Schulungen", line_2_quantity: "3", line_2_unit_price: "", total: "" },
    reply: "Guten Tag Jana Vogt,\n\nvielen Dank für Ihre Nachricht. Damit wir die Rechnung schreiben können, teilen Sie uns bitte noch mit:\n\n- den vereinbarten Preis für: Schulungen",
    reasons: ['asks us to send an invoice: "bitte schicken Sie uns eine Rechnung"', "answers a part of what was asked; still missing: price (Schulungen)"],
    signs: [{ code: "as_before", text: 'Not answered with a figure on 2026-11-18: look up what it was before, and fill it in. The customer wrote: "Die Schulungen wie beim letzten Mal."', fraud: false }],
    messages: [{ at: "2026-11-17T15:02:00.000Z", text: "Bitte schicken Sie uns eine Rechnung über 12 Stunden Beratung und 3 Schulungen." }, { at: "2026-11-18T08:40:00.000Z", text: "Die Beratung kostet 85 EUR pro Stunde. Die Schulungen wie beim letzten Mal." }],
  };
  if (given.desk.employee) Object.assign(given.desk.employee, { questions: { open: async () => [question], answer: async () => ({ ok: false, problems: [{ field: "line_2_unit_price", text: "must be a number like 120.50" }], text: "Not taken over yet: look at the fields that are marked." }) } });
  await show(given, document.body, null);
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
    mountQuestion,
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

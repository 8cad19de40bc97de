/**
 * Owns: what stands on each page of the setup guide, as elements.
 * Never: which page is shown, or what is done (setup-model.ts, tour-model.ts).
 */
import { Setting, type App } from "obsidian";
import { isOwners } from "../channel";
import { FOLDERS, firstNotes } from "../core/first-notes";
import type { Detail } from "../core/card";
import { drawDelivery } from "./card-body";
import type { GuideDesk, ServiceInfo } from "./desk";
import { button, focusable, icon } from "./drawing";
import { folderRow } from "./folder-row";
import { connectionRow, liveRow, secretRow, type Row } from "./rows";
import { signInRow } from "./sign-in-row";
import { textRow } from "./text-row";

/** What a page can do. */
export interface GuideHands {
  announce(text: string): void;
  /** Something was saved, checked or moved. */
  changed(): void;
  took(step: string): void;
  tested(service: string, ok: boolean | null): void;
  openApprovals(): void;
  openSandbox(): void;
}

export interface Page {
  app: App;
  desk: GuideDesk;
  hands: GuideHands;
}

export function drawRow(parent: HTMLElement, { name, desc, render }: Row): void {
  const setting = new Setting(parent).setName(name).setDesc(desc);
  render(setting);
  // Obsidian's controls do not take the name of their row by themselves.
  for (const control of setting.controlEl.querySelectorAll<HTMLElement>("input:not([aria-label])")) control.setAttribute("aria-label", name);
  setting.controlEl.querySelectorAll<HTMLElement>("input, button, [tabindex]").forEach((control, index) => {
    if (control.dataset["focus"] === undefined) focusable(control, "row", `${name}.${index}`);
  });
}

const say = (parent: HTMLElement, text: string): void => void parent.createEl("p", { text });

export function bullets(parent: HTMLElement, title: string, lines: readonly string[]): void {
  parent.createEl("h4", { text: title });
  const list = parent.createEl("ul");
  for (const text of lines) list.createEl("li", { text });
}

export function drawWelcome(parent: HTMLElement): void {
  say(parent, "An employee for the routine of a small business. It works in this vault, writes notes that you can read without it, and asks before anything leaves the building.");
  bullets(parent, "What it does", [
    "Reads new mail and finds out who asks for an invoice, who sends a bill, and what needs no answer.",
    "Drafts the invoice with every number shown beside the words it came from. What is missing or contradicts itself becomes a question.",
    "Puts each draft into the approval panel and into a note. You approve, change or reject it there, by moving the note, or on the phone.",
    "Writes an audit every week and a briefing every Monday from its own log.",
  ]);
  bullets(parent, "What it never does without asking", [
    "Send, create, post or change anything that came from a mail.",
    "Anything at all before you switch a service live: until then approving shows what would be sent, and sends nothing.",
    "Repeat something whose outcome it does not know. It looks it up, or asks you.",
    "Touch your bank, delete its log, or mark or move your mail.",
  ]);
}

export function drawSandboxOffer(parent: HTMLElement, { hands }: Page): void {
  say(parent, "A made-up business with a mailbox, customers and books of its own. It lives inside this program, on this machine only: no account, no internet, none of your secrets. You go the whole way in two minutes, from a mail to a posted invoice.");
  say(parent, "It has its own folder, AI_Employee_Sandbox, and its own log. While it is open your own business pauses; nothing of it is changed. What you did there is still there when you come back. To begin anew, delete that folder.");
  focusable(button(parent, { text: "Open the sandbox business", icon: "flask-conical", cls: "mod-cta" }, () => hands.openSandbox()), "page", "open-sandbox");
}

/** What the folder consists of, and what of it is there already. */
function drawContents(parent: HTMLElement, { app, desk }: Page, root: string): void {
  parent.empty();
  const paths = [...FOLDERS.map((name) => `${name}/`), "Dashboard.md", ...firstNotes(desk.settings.currency, root).map(({ path }) => path)];
  const list = parent.createEl("ul", { cls: "ae-contents", attr: { "aria-label": `What is made in ${root}` } });
  for (const path of paths) {
    const there = app.vault.getAbstractFileByPath(`${root}/${path.replace(/\/$/, "")}`) !== null;
    const line = list.createEl("li", { cls: there ? "ae-good" : "ae-calm" });
    icon(line, there ? "check" : "plus");
    line.createSpan({ text: path });
    line.createSpan({ cls: "ae-faint", text: there ? "is there" : "will be made" });
  }
}

export function drawFolder(parent: HTMLElement, page: Page): void {
  const { app, desk, hands } = page;
  say(parent, "Everything lies in one folder of this vault: what waits for you, what is done, the reports and the log. What you have is never overwritten.");
  const rows = parent.createDiv();
  const contents = parent.createDiv();
  const show = (root: string): void => drawContents(contents, page, root === "" ? desk.settings.root : root);
  drawRow(rows, folderRow(app, desk, show, (text) => {
    hands.announce(text);
    hands.changed();
    show(desk.settings.root);
  }));
  show(desk.settings.root);
}

export function drawOwner(parent: HTMLElement, { desk, hands }: Page, done: boolean): void {
  const took = (): void => hands.took("owner");
  say(parent, done ? "What you read is shown in your time zone; the limits are amounts in your currency." : "This is what your computer suggests. Change what is not right, then keep it.");
  drawRow(parent, textRow(desk, "zone", "Time zone", "Dates and times that you read are in it.", took, "Europe/Berlin"));
  drawRow(parent, textRow(desk, "currency", "Currency", "Of your limits: an amount above them always asks you.", took, "EUR"));
  drawRow(parent, textRow(desk, "owner_emails", "Your mail addresses", "Separated by commas. Mail from these is from you, not from a customer.", took, "you@example.com"));
  if (done) return;
  const keep = button(parent, { text: "Keep these", cls: "mod-cta" }, () => {
    void desk.save(desk.settings).then(() => {
      hands.announce("Kept.");
      took();
    });
  });
  focusable(keep, "page", "keep");
}

export function drawService(parent: HTMLElement, { app, desk, hands }: Page, service: ServiceInfo): void {
  if (service.setup.length > 0) {
    parent.createEl("h4", { text: `Before, at ${service.signIn?.with ?? service.label}` });
    const list = parent.createEl("ol");
    for (const text of service.setup) list.createEl("li", { text });
  }
  parent.createEl("h4", { text: "Here" });
  const fields = service.fields.filter(isOwners);
  const rows = fields.map((field) =>
    field.kind === "secret" ? secretRow(app, desk, service, field) : textRow(desk, `services.${service.id}.${field.key}`, field.label, field.help, hands.changed, field.fallback),
  );
  for (const row of [...rows, ...signInRow(service, desk, hands.changed), connectionRow(desk, service, (ok) => hands.tested(service.id, ok))]) drawRow(parent, row);
}

export function drawDryRun(parent: HTMLElement, { hands }: Page, simulated: Detail | null): void {
  say(parent, "Every service starts in dry run. When you approve, the request is put together and checked against the service with reads, and you see exactly what would be sent. Nothing is sent. Such an action is called simulated; when you go live it comes back to you for a new decision.");
  if (simulated) {
    parent.createEl("h4", { text: "This would have been sent" });
    const card = parent.createDiv({ cls: "ae-card ae-shown" });
    card.createEl("p", { text: simulated.summary });
    for (const delivery of simulated.deliveries) drawDelivery(card, delivery);
    return;
  }
  say(parent, "Nothing was simulated yet. Connect your mailbox and wait for a mail that asks for an invoice, or try it in the sandbox business; then approve a card in the panel.");
  focusable(button(parent, { text: "Open approvals", icon: "clipboard-check" }, () => hands.openApprovals()), "page", "approvals");
}

export function drawLive(parent: HTMLElement, { app, desk }: Page): void {
  say(parent, "One service at a time, and each can be switched back at any time. Going live is confirmed first. Approvals are still asked for, with the same undo time.");
  const acting = desk.services.filter(({ acts }) => acts);
  for (const service of acting) drawRow(parent, liveRow(app, desk, service, `${service.label} is live`));
}

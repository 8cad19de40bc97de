/**
 * Owns: the page of the setup guide while the sandbox business is open, as elements.
 * Never: what has happened in it (tour-model.ts).
 */
import type { GuideDesk } from "./desk";
import { button, focusable, icon } from "./drawing";
import { liveRow } from "./rows";
import { drawRow, type Page } from "./setup-steps";
import { nextInTour, type Booked, type TourStep } from "./tour-model";

const OFFERS = { check_mail: "Check mail now", approvals: "Open approvals", audit: "Write the audit", briefing: "Write the briefing" };

export interface TourHands {
  accept(offer: keyof typeof OFFERS): void;
  leave(): void;
}

export interface TourPage {
  steps: readonly TourStep[];
  waiting: number;
  /** Null while its Odoo has not answered. */
  books: readonly Booked[] | null;
  starting: boolean;
  trouble: string | null;
}

function drawSteps(parent: HTMLElement, steps: readonly TourStep[], hands: TourHands): void {
  const list = parent.createEl("ol", { cls: "ae-tour" });
  const next = steps.findIndex(({ done }) => !done);
  steps.forEach(({ text, found, done, offer }, index) => {
    const line = list.createEl("li", { cls: done ? "ae-good" : "ae-calm", attr: index === next ? { "aria-current": "step" } : {} });
    icon(line, done ? "circle-check" : "circle");
    const words = line.createDiv();
    words.createSpan({ text: `${text}. ` });
    words.createSpan({ cls: "ae-faint", text: done ? `Done. ${found}` : found });
    if (offer !== null) focusable(button(line, { text: OFFERS[offer], cls: index === next ? "mod-cta" : "" }, () => hands.accept(offer)), "tour", `${index}`);
  });
}

function drawBooks(parent: HTMLElement, books: readonly Booked[] | null): void {
  parent.createEl("h4", { text: "What its books hold" });
  if (books === null) {
    parent.createEl("p", { text: "It has not answered yet." });
    return;
  }
  parent.createEl("p", { cls: "ae-faint", text: "Asked over its own API just now, not read from our log." });
  const frame = parent.createDiv({ cls: "ae-table", attr: { tabindex: "0", role: "group", "aria-label": "Invoices in the sandbox's books" } });
  const grid = frame.createEl("table");
  const head = grid.createEl("thead").createEl("tr");
  for (const text of ["Invoice", "Customer", "Total", "State", "Made by"]) head.createEl("th", { text, attr: { scope: "col" } });
  const body = grid.createEl("tbody");
  for (const { name, partner, total, state, made } of books) {
    const row = body.createEl("tr");
    for (const text of [name, partner, total, state, made ? "the employee" : "before"]) row.createEl("td", { text });
  }
}

export function drawTour(parent: HTMLElement, page: Page, { steps, waiting, books, starting, trouble }: TourPage, hands: TourHands): void {
  const { app, desk }: { app: Page["app"]; desk: GuideDesk } = page;
  const banner = parent.createDiv({ cls: "ae-banner ae-calm" });
  icon(banner, "flask-conical");
  banner.createSpan({ text: "Sandbox: everything here is invented. Your own business waits until you leave." });
  focusable(button(banner, { text: "Leave the sandbox" }, () => hands.leave()), "page", "leave-sandbox");
  if (trouble !== null) {
    const problem = parent.createDiv({ cls: "ae-banner ae-danger", attr: { role: "alert" } });
    icon(problem, "octagon-alert");
    problem.createSpan({ text: trouble });
    return;
  }
  if (starting) {
    parent.createEl("p", { text: "Opening. Its mailbox and its books start on this machine." });
    return;
  }
  parent.createEl("p", { cls: "ae-next", text: nextInTour(steps, waiting) });
  drawSteps(parent, steps, hands);
  for (const service of desk.services.filter(({ acts }) => acts)) drawRow(parent, liveRow(app, desk, service, `The sandbox's ${service.label} is live`));
  drawBooks(parent, books);
}

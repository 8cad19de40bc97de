/**
 * Owns: the setup guide in its element: which page is shown, going on and back, what is said of it to a screen reader (PRODUCT F2).
 * Never: a fact of its own: what is done is read from the employee, the vault and the settings each time.
 */
import { TFolder, type App } from "obsidian";
import type { Card, Detail } from "../core/card";
import { showInstant } from "../core/schedule";
import { SANDBOX_ROOT, sentence, type GuideDesk } from "./desk";
import { button, focusable, icon, keepingFocus } from "./drawing";
import { firstSimulated, goOn, goTo, progressJson, progressText, readProgress, setupSteps, shownStep, type Facts, type Progress, type Step } from "./setup-model";
import { bullets, drawDryRun, drawFolder, drawLive, drawOwner, drawSandboxOffer, drawService, drawWelcome, type GuideHands } from "./setup-steps";
import { tour, type Booked } from "./tour-model";
import { drawTour, type TourHands } from "./tour-view";

const STATES = { done: { icon: "circle-check", text: "done" }, skipped: { icon: "circle-minus", text: "skipped" }, open: { icon: "circle", text: "to do" } };

/** What a page shows besides the facts. */
interface Seen {
  cards: readonly Card[];
  simulated: Detail | null;
  books: readonly Booked[] | null;
  /** Why the sandbox's Odoo was not read. */
  unread: string | null;
}

export class Guide implements GuideHands, TourHands {
  private progress: Progress;
  /** What "Test connection" found here, by service: newer than the employee's own look. */
  private readonly found = new Map<string, boolean | null>();
  private steps: Step[] = [];
  private drawn = "";
  private drawnSteps = "";
  private turn: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;
  private readonly statusEl: HTMLElement;
  private readonly bodyEl: HTMLElement;
  private readonly stopListening: () => void;

  /** Lives in `contentEl` until `close`. */
  constructor(
    private readonly contentEl: HTMLElement,
    private readonly app: App,
    private readonly desk: GuideDesk,
    readonly openApprovals: () => void,
  ) {
    this.progress = readProgress(desk.progress()) ?? { at: "welcome", skipped: [], read: [] };
    desk.keepProgress(progressJson(this.progress));
    contentEl.empty();
    this.statusEl = contentEl.createDiv({ cls: "ae-status", attr: { role: "status", "aria-live": "polite" } });
    this.bodyEl = contentEl.createDiv({ cls: "ae-guide" });
    this.stopListening = desk.onChange(() => void this.refresh());
  }

  close(): void {
    this.stopListening();
    this.contentEl.empty();
  }

  /** Draws what is true now. Whoever calls before the next drawing has begun shares it. */
  refresh(): Promise<void> {
    this.next ??= this.turn = this.turn
      .then(() => {
        this.next = null;
        return this.draw();
      })
      .catch((error: unknown) => this.announce(sentence(error)));
    return this.next;
  }

  private async draw(): Promise<void> {
    const seen = await this.look();
    this.steps = setupSteps(this.facts(seen.cards), this.progress);
    const step = this.steps[shownStep(this.steps, this.progress.at)];
    if (!step) return;
    const [fact, draw] = this.page(step, seen);
    const [look, around] = [JSON.stringify([this.desk.realm, step, fact]), JSON.stringify(this.steps)];
    // A page that says the same stays: somebody may be typing on it. The steps beside it are drawn by themselves.
    if (look !== this.drawn) {
      keepingFocus(this.bodyEl, () => {
        this.bodyEl.empty();
        draw();
      });
    } else if (around !== this.drawnSteps) {
      const nav = this.bodyEl.querySelector("nav");
      if (nav) keepingFocus(this.bodyEl, () => nav.replaceWith(this.drawSteps(step)));
    }
    [this.drawn, this.drawnSteps] = [look, around];
  }

  private async look(): Promise<Seen> {
    const { employee, realm } = this.desk;
    const cards = (await employee?.list("any")) ?? [];
    const newest = cards.find(({ status }) => status === "simulated");
    const detail = newest && (await employee?.show(newest.id));
    if (realm === "real") return { cards, simulated: firstSimulated(detail ? [detail] : []), books: null, unread: null };
    try {
      return { cards, simulated: null, books: employee ? await this.desk.books() : null, unread: null };
    } catch (error) {
      return { cards, simulated: null, books: null, unread: sentence(error) };
    }
  }

  private facts(cards: readonly Card[]): Facts {
    const { employee, realm, settings, services, kept, isNew } = this.desk;
    const overview = employee?.overview() ?? null;
    return {
      realm,
      sandbox_tried: this.app.vault.getAbstractFileByPath(SANDBOX_ROOT) !== null,
      works: overview !== null && overview.stopped === null,
      // The folder may have been saved first, with a zone and a currency that nobody has looked at.
      settings_kept: kept && (!isNew || this.progress.read.includes("owner")),
      services: services.map(({ id, label, acts }) => ({ id, label, acts, ok: this.found.get(id) ?? overview?.services[id]?.ok ?? null, live: settings.live.includes(id) })),
      statuses: cards.map(({ status }) => status),
    };
  }

  /** What the page shows besides the step, and how to draw it. */
  private page(step: Step, seen: Seen): [unknown, () => void] {
    if (!this.desk.desktop) return this.phone();
    return this.desk.realm === "sandbox" ? this.sandbox(seen) : this.step(step, seen);
  }

  private reports(folder: string): number {
    const found = this.app.vault.getAbstractFileByPath(`${this.desk.settings.root}/${folder}`);
    return found instanceof TFolder ? found.children.length : 0;
  }

  private sandbox({ cards, books, unread }: Seen): [unknown, () => void] {
    const { employee, trouble } = this.desk;
    const overview = employee?.overview() ?? null;
    const steps = overview ? tour({ overview, cards, books, audits: this.reports("Audits"), briefings: this.reports("CEO_Briefings") }) : [];
    const page = { steps, waiting: overview?.waiting ?? 0, books, starting: overview === null, trouble: trouble ?? overview?.stopped ?? unread };
    const draw = (): void => {
      const section = this.section("The sandbox business", "");
      drawTour(section, { app: this.app, desk: this.desk, hands: this }, page, this);
    };
    return [page, draw];
  }

  private phone(): [unknown, () => void] {
    const overview = this.desk.employee?.overview() ?? null;
    const seen = overview?.last_seen ?? null;
    const last = seen === null ? "Your desktop has not been seen yet." : `Your desktop was last seen ${showInstant(seen, this.desk.settings.zone)}.`;
    const draw = (): void => {
      const section = this.section("On this device", "");
      section.createEl("p", { text: "Your desktop executes; this device shows and decides. Set the employee up on the desktop, with the same vault." });
      bullets(section, "What you can do here", ["Look at everything that waits for you, with every detail.", "Approve, change or reject. Your decision is left as a request in the vault and carried out when your desktop sees it.", "Read the notes, the dashboard and the reports."]);
      section.createEl("p", { text: last });
      focusable(button(section, { text: "Open approvals", icon: "clipboard-check", cls: "mod-cta" }, () => this.openApprovals()), "page", "approvals");
    };
    return [last, draw];
  }

  private step(step: Step, { simulated }: Seen): [unknown, () => void] {
    const { app, desk } = this;
    const page = { app, desk, hands: this };
    const service = desk.services.find(({ id }) => id === step.service);
    const ready = desk.secrets !== null;
    const drawBody: Record<Step["kind"], (parent: HTMLElement) => void> = {
      welcome: drawWelcome,
      sandbox: (parent) => drawSandboxOffer(parent, page),
      folder: (parent) => drawFolder(parent, page),
      owner: (parent) => drawOwner(parent, page, step.state === "done"),
      service: (parent) => service && drawService(parent, page, service),
      dry_run: (parent) => drawDryRun(parent, page, simulated),
      live: (parent) => drawLive(parent, page),
    };
    const draw = (): void => {
      this.drawSteps(step);
      const section = this.section(step.title, STATES[step.state].text);
      drawBody[step.kind](section);
      this.drawFooter(step);
    };
    return [[ready, desk.trouble, simulated?.id ?? null], draw];
  }

  private section(title: string, state: string): HTMLElement {
    const section = this.bodyEl.createEl("section", { cls: "ae-page", attr: { "aria-labelledby": "autonomous-employee-step" } });
    const heading = focusable(section.createEl("h3", { text: title, attr: { id: "autonomous-employee-step", tabindex: "-1" } }), "page", "title");
    if (state === "done") heading.createSpan({ cls: "ae-pill ae-good", text: state });
    return section;
  }

  private drawSteps(shown: Step): HTMLElement {
    const nav = this.bodyEl.createEl("nav", { cls: "ae-steps", attr: { "aria-label": "Steps" } });
    nav.createEl("h2", { text: "Setup guide" });
    nav.createEl("p", { cls: "ae-faint", text: progressText(this.steps) });
    const list = nav.createEl("ol");
    for (const step of this.steps) {
      const state = STATES[step.state];
      const line = list.createEl("li");
      const go = focusable(button(line, { cls: `ae-quiet ae-${step.state === "done" ? "good" : "calm"}` }, () => this.show(goTo(this.progress, step.id))), "nav", step.id);
      icon(go, state.icon);
      go.createSpan({ text: step.title });
      go.createSpan({ cls: "ae-spoken", text: `, ${state.text}` });
      if (step === shown) go.setAttribute("aria-current", "step");
    }
    return nav;
  }

  private drawFooter(step: Step): void {
    const footer = this.bodyEl.createDiv({ cls: "ae-choices", attr: { role: "group", "aria-label": "Going on" } });
    const index = this.steps.indexOf(step);
    const before = this.steps[index - 1];
    const isLast = index === this.steps.length - 1;
    const passed = step.state === "done" || step.kind === "welcome";
    const text = isLast ? "Finish and open approvals" : passed ? "Continue" : "Skip for now";
    const go = (): void => {
      if (isLast) this.openApprovals();
      this.show(goOn(this.progress, this.steps));
    };
    if (before) focusable(button(footer, { text: "Back" }, () => this.show(goTo(this.progress, before.id))), "footer", "back");
    focusable(button(footer, { text, cls: passed || isLast ? "mod-cta" : "" }, go), "footer", "go");
    footer.createSpan({ cls: "ae-faint", text: "You can close this at any time; it goes on here." });
  }

  private show(progress: Progress): void {
    this.progress = progress;
    this.desk.keepProgress(progressJson(progress));
    void this.refresh().then(() => {
      this.contentEl.scrollTop = 0;
      this.bodyEl.querySelector<HTMLElement>("h3")?.focus();
      this.announce("");
    });
  }

  announce(text: string): void {
    this.statusEl.setText(text);
  }

  /** The person looked at a page's proposals and took them. */
  took(step: string): void {
    this.progress = { ...this.progress, read: [...new Set([...this.progress.read, step])] };
    this.desk.keepProgress(progressJson(this.progress));
    this.changed();
  }

  readonly changed = (): void => void this.refresh();

  tested(service: string, ok: boolean | null): void {
    this.found.set(service, ok);
    if (ok === true) this.changed();
  }

  openSandbox(): void {
    void this.enter("sandbox", "The sandbox business is open.");
  }

  leave(): void {
    void this.enter("real", "You left the sandbox. Your own business works again.");
  }

  private async enter(realm: "real" | "sandbox", done: string): Promise<void> {
    this.announce(realm === "sandbox" ? "Opening the sandbox business." : "Leaving the sandbox.");
    await this.desk.openRealm(realm);
    await this.refresh();
    this.announce(this.desk.trouble ?? done);
    this.bodyEl.querySelector<HTMLElement>("h3")?.focus();
  }

  accept(offer: Parameters<TourHands["accept"]>[0]): void {
    if (offer === "approvals") this.openApprovals();
    else void this.work(offer).catch((error: unknown) => this.announce(sentence(error)));
  }

  private async work(offer: "check_mail" | "audit" | "briefing"): Promise<void> {
    const { employee } = this.desk;
    if (!employee) return;
    if (offer === "check_mail") {
      const { waiting } = await employee.pass();
      this.announce(`Mail was checked. ${waiting} waiting for you.`);
    } else {
      const { path } = await employee.report(offer, null);
      this.announce(`Written: ${path}`);
      this.desk.openNote(path);
    }
    await this.refresh();
  }
}

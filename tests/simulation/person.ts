/**
 * Owns: the simulated owner: decides what waits, in every way there is, answers what is asked, puts right what is shown as wrong.
 * Never: knowing more than a person would, but for one thing: asked whether something happened, they look into Odoo.
 */
import type { Card } from "../../src/core/card";
import type { Employee } from "../../src/employee";
import { leaveRequest } from "../../src/engine/requests";
import type { Asker, Wish } from "../../src/core/wish";
import { handIn } from "./author";
import { happened } from "./effects";
import type { Life } from "./life";
import { ROOT } from "./names";
import type { Run } from "./run";
import { actionNotes, ID_IN_NAME } from "./vault";

const AT_PANEL: Asker = { by: "owner", via: "panel", attended: true };
const AT_TERMINAL: Asker = { by: "owner", via: "cli", attended: true };
const WAYS = ["panel", "terminal", "move", "request", "phone"] as const;
type Way = (typeof WAYS)[number];
/** After this many failures of one action a person gives it up. */
const PATIENCE = 3;
/** What this owner leaves to the program; what follows after that they do themselves. */
const WANTED = new Set(["odoo_partner", "odoo_invoice", "odoo_invoice_post", "social_media_post"]);
/** End of the name of every forged note. */
export const FORGED = "_forged.md";

export class Person {
  /** Ids a person approved, and where: `panel` stands for panel or terminal. */
  readonly approved = new Map<string, Set<"panel" | "moved">>();
  /** Ids whose note a person moved. */
  readonly moved = new Set<string>();
  readonly rejected = new Set<string>();
  /** Deleted notes, by path, as they were. */
  readonly deleted = new Map<string, string>();
  /** Actions whose note was carried somewhere after everything was done. */
  readonly filed = new Set<string>();
  readonly resends = new Map<string, number>();
  /** Actions whose outcome a person had to say. */
  readonly resolved = new Set<string>();
  /** Posts that were handed in, by action: what each channel was to say. */
  readonly posted = new Map<string, Record<string, string[]>>();
  /** Posts that were seen to have arrived. */
  readonly seenPosts = new Set<string>();

  constructor(
    private readonly life: Life,
    private readonly random: () => number,
  ) {}

  approves(id: string, how: "panel" | "moved"): void {
    this.approved.set(id, new Set([...(this.approved.get(id) ?? []), how]));
  }

  /** One look at everything that is open. */
  async act(employee: Employee, run: Run): Promise<void> {
    const open = await employee.list(null);
    this.tidy(new Set(open.map(({ id }) => id)));
    if (employee.overview().paused && this.life.calm) await this.wish(employee, { kind: "resume" });
    for (const card of open) await this.decide(employee, run, card);
    await handIn(this.life, employee, (wish) => this.in(this.way(), employee, run, wish));
    this.answerQuestions();
  }

  private wish(employee: Employee, wish: Wish): Promise<{ ok: boolean }> {
    this.life.does(`owner: ${JSON.stringify(wish)}`);
    return employee.wish(wish, AT_PANEL);
  }

  private async decide(employee: Employee, run: Run, card: Card): Promise<void> {
    const { id, status } = card;
    if (status === "waiting" && WANTED.has(card.type)) {
      await this.takeOver(employee, card);
      await this.approve(employee, run, (await employee.list(null)).find((now) => now.id === id) ?? card);
    } else if (status === "waiting") await this.decline(employee, id);
    if (status === "expired") await this.wish(employee, { kind: "renew", id });
    if (status === "quarantined") await this.wish(employee, { kind: "reject", id, reason: "cannot be read" });
    if (status === "failed") await this.again(employee, id);
    // They wait until Odoo is at rest: who looks while it is still at work sees half the truth.
    if (status === "unknown" && this.life.calm && !this.life.partners.busy) {
      this.resolved.add(id);
      const detail = await employee.show(id);
      for (const { channel, status: on } of detail?.deliveries ?? []) if (on === "unknown") await this.wish(employee, { kind: "resolve", id, happened: happened(this.life, id, channel), on: channel });
    }
  }

  /** What a later mail wants otherwise of something that was decided already: the customer is right, and one click takes it over. */
  private async takeOver(employee: Employee, { id, reasons }: Card): Promise<void> {
    const asked = reasons.includes("request_changed") ? (await employee.show(id))?.asked_change : null;
    if (asked && !asked.taken) await this.wish(employee, { kind: "edit", id, fields: asked.fields });
  }

  private async decline(employee: Employee, id: string): Promise<void> {
    this.rejected.add(id);
    await this.wish(employee, { kind: "reject", id, reason: "done in Odoo" });
  }

  private async again(employee: Employee, id: string): Promise<void> {
    const count = (this.resends.get(id) ?? 0) + 1;
    this.resends.set(id, count);
    const gives_up = count > PATIENCE;
    // Sending again is saying yes again.
    if (gives_up) this.rejected.add(id);
    else this.approves(id, "panel");
    this.life.partners.social?.putRight();
    await this.wish(employee, gives_up ? { kind: "reject", id, reason: "given up" } : { kind: "resend", id });
  }

  private async approve(employee: Employee, run: Run, { id, fingerprint, high_risk, note }: Card): Promise<void> {
    // Half of the owners try to wave a high risk through by moving its note, before they go to the panel.
    const is_tried = this.moved.has(id) || this.life.spec.seed % 2 === 0;
    const way = high_risk ? (is_tried ? "panel" : "move") : this.way();
    this.approves(id, way === "panel" || way === "terminal" ? "panel" : "moved");
    this.life.does(`owner approves ${id} (${way})`);
    if (way !== "move") return this.in(way, employee, run, { kind: "approve", id, fingerprint });
    this.moved.add(id);
    this.moveApproved(note);
  }

  private way(): Way {
    return WAYS[Math.floor(this.random() * WAYS.length)] ?? "panel";
  }

  /** A wish at the panel, in a terminal, or from elsewhere: what can only be decided by moving a note is wished at the panel. */
  private async in(way: Way, employee: Employee, run: Run, wish: Wish): Promise<void> {
    if (way === "panel" || way === "move") await employee.wish(wish, AT_PANEL);
    else if (way === "terminal") await employee.wish(wish, AT_TERMINAL);
    else {
      // The command beside the running program, or another device: neither knows of what goes wrong in this one.
      const device = way === "request" ? run.ports.device : { ...run.ports.device, id: "phone", recall: () => Promise.resolve("key of the phone"), remember: () => Promise.resolve() };
      await leaveRequest({ ...run.ports, device }, wish, way === "request" ? AT_TERMINAL : AT_PANEL);
    }
  }

  private moveApproved(path: string | null): void {
    const { notes } = this.life.world;
    const text = path === null ? undefined : notes.get(path);
    if (path === null || text === undefined) return;
    notes.delete(path);
    notes.set(`${ROOT}/Approved/${path.slice(path.lastIndexOf("/") + 1)}`, text);
  }

  /** Fills in what a question asks for. */
  private answerQuestions(): void {
    const { notes } = this.life.world;
    for (const [path, text] of [...notes]) {
      if (!path.startsWith(`${ROOT}/Needs_Action/`) || !/^type: invoice_clarification_needed$/m.test(text)) continue;
      const filled = text
        .replace(/^(line_1_quantity): .*$/m, '$1: "1"')
        .replace(/^(line_1_unit_price|total): .*$/gm, '$1: "70.00"')
        .replace(/^currency: .*$/m, "currency: USD")
        .replace(/^customer_name: ""$/m, "customer_name: Harbour Cafe");
      if (filled === text) continue;
      this.life.does(`owner answers ${path}`);
      notes.set(path, filled);
    }
  }

  /** Puts right what a sync or a slip left in the vault, as the notes and the dashboard say. */
  private tidy(open: ReadonlySet<string>): void {
    const { notes } = this.life.world;
    if (!this.life.calm) return;
    for (const path of [...notes.keys()]) {
      const twice = path.includes(" (conflict)");
      const explained = path.includes("/QUARANTINE_") || path.endsWith(FORGED);
      if (!twice && !explained) continue;
      this.life.does(`owner clears away ${path}`);
      // As its explanation says: the note that was set aside goes somewhere else.
      const aside = /^quarantined_note: "?([^"\n]*)"?$/m.exec(notes.get(path) ?? "")?.[1];
      const text = aside === undefined ? undefined : notes.get(aside);
      const id = ID_IN_NAME.exec(aside ?? "")?.[1] ?? "";
      if (aside !== undefined && text !== undefined && !open.has(id)) {
        this.filed.add(id);
        notes.delete(aside);
        notes.set(`${ROOT}/Completed/${aside.slice(aside.lastIndexOf("/") + 1)}`, text);
      }
      notes.delete(path);
    }
    const seen = new Set<string>();
    for (const path of actionNotes(this.life)) {
      const id = ID_IN_NAME.exec(path)?.[1] ?? "";
      if (seen.has(id)) {
        this.life.does(`owner clears away ${path}`);
        notes.delete(path);
      }
      seen.add(id);
      const text = notes.get(path);
      const was = text && /^edit_problem: /m.test(text) ? this.life.totals.get(id) : undefined;
      if (!text || was === undefined) continue;
      this.life.does(`owner corrects ${path}`);
      notes.set(path, text.replace(/^total_amount: .*$/m, `total_amount: "${was}"`).replace(/^edit_problem: .*\n/m, ""));
    }
  }
}

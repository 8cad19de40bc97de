/** Owns: what the engine does with a watcher's pages, as far as a watcher can tell: enter a page, then keep its cursor. Never: anything else. */
import type { Call } from "../../src/channel";
import type { Page, Watcher } from "../../src/watcher";

export interface Cut {
  /** Stop before this page (counted from 0) ... */
  page: number;
  /** ... with this many of its observations entered, and its cursor not kept. */
  entered: number;
}

/** The ledger's memory of a watcher: survives every crash. */
export class Intake {
  cursor: string | null = null;
  readonly entered: string[] = [];
  readonly pages: Page[] = [];
  skipped: Page["skipped"] = [];
  /** Ids that were handed over although they were known: fetched for nothing. */
  readonly repeated: string[] = [];

  /** One look. With `cut`, the power goes off there. */
  async look(watcher: Watcher, call: Call, cut: Cut | null = null): Promise<void> {
    this.skipped = [];
    let count = 0;
    for await (const page of watcher.observe(this.cursor, (id) => this.entered.includes(id), call)) {
      this.pages.push(page);
      const last = cut !== null && count === cut.page;
      for (const { id } of last ? page.observations.slice(0, cut.entered) : page.observations) {
        if (this.entered.includes(id)) this.repeated.push(id);
        else this.entered.push(id);
      }
      if (last) return;
      this.cursor = page.cursor;
      this.skipped.push(...page.skipped);
      count += 1;
    }
  }
}

/**
 * Owns: what was read about unfolded cards. An action's detail costs a reading of its history, so it is asked for once as long as nothing about it changed.
 * Never: a detail that is older than the row of its card.
 */
import type { Employee } from "../api";
import type { Card, Detail } from "../core/card";

export class Details {
  private readonly known = new Map<string, { row: string; detail: Promise<Detail | null> }>();

  /** `ledger_at`: time of the newest line. A lookup of an unknown outcome changes what is said about it, not the row. */
  of(employee: Employee, card: Card, ledger_at: string | null): Promise<Detail | null> {
    const row = JSON.stringify([card, card.status === "unknown" ? ledger_at : null]);
    const known = this.known.get(card.id);
    if (known?.row === row) return known.detail;
    const detail = employee.show(card.id);
    this.known.set(card.id, { row, detail });
    detail.catch(() => this.known.delete(card.id));
    return detail;
  }

  keepOnly(cards: ReadonlyMap<string, Card>): void {
    for (const id of this.known.keys()) if (!cards.has(id)) this.known.delete(id);
  }
}

/**
 * Owns: what a device that does not execute shows and passes on: cards from the synced log, wishes as request files (PRODUCT E4).
 * Never: an entry in the log, or a wish that the executor would certainly refuse.
 */
import type { Card } from "../core/card";
import type { Status } from "../core/action";
import { actionOf, statusOf } from "../core/state";
import type { Answer, Asker, Wish } from "../core/wish";
import type { Ports } from "../ports";
import { foresee } from "./decide";
import { Left } from "./left";
import { leaveRequest } from "./requests";
import type { Services } from "./services";
import type { Session } from "./session";

export class Reader {
  private readonly left: Left;

  constructor(
    private readonly ports: Pick<Ports, "files" | "device" | "clock" | "randomId">,
    private readonly session: Session,
    private readonly services: Services,
  ) {
    this.left = new Left(ports);
  }

  /** Looks at what was synced. */
  async refresh(): Promise<void> {
    await this.session.refresh();
    await this.left.look(this.session.state);
  }

  /** The card with what was asked for about it on this device or another reader. */
  on<C extends Card>(card: C): C {
    return { ...card, away: this.left.of(card.id) };
  }

  /** Actions of this status that a person has still to decide about. */
  count(status: Status): number {
    const { actions } = this.session.state;
    const ids = Object.keys(actions).filter((id) => actions[id] && statusOf(actions[id]) === status);
    return ids.length - this.left.count(ids);
  }

  /** Leaves a wish for the executor; what it would certainly refuse is answered at once. */
  async leave(wish: Wish, asker: Asker): Promise<Answer> {
    await this.refresh();
    const refusal = "id" in wish ? this.refusal(wish, asker) : null;
    if (refusal) return refusal;
    const answer = await leaveRequest(this.ports, wish, asker);
    await this.left.look(this.session.state);
    const changes = wish.kind === "edit" || wish.kind === "exchange" ? " What is changed from here asks you once more there: a request cannot show who held this device." : "";
    return this.ports.device.reader ? { ...answer, text: `Left for your desktop; it is entered there once your sync has carried it.${changes}` } : answer;
  }

  private refusal(wish: Extract<Wish, { id: string }>, asker: Asker): Answer | null {
    const { clock, device } = this.ports;
    const { state } = this.session;
    const refused = (text: string): Answer => ({ ok: false, how: "refused", status: null, text });
    const action = actionOf(state, wish.id);
    if (!action) return refused(`There is no open action "${wish.id}". "list" shows what there is.`);
    const { asked } = this.left.of(wish.id);
    if (asked && wish.kind !== "undo") return refused(`It waits already for the executing device ("${asked.kind}", asked for on this vault). Take that back first.`);
    if (asked) return null;
    // Another process of the executing device speaks for a person there; another device never does (PRODUCT section 3).
    const attended = asker.attended && state.device === device.id;
    return foresee({ services: this.services, clock }, action, wish, { ...asker, attended });
  }
}

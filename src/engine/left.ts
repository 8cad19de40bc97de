/**
 * Owns: what became of the wishes that were left here for the executor: not entered yet, or not taken, and why (PRODUCT E4).
 * Never: a wish itself, or believing that one was entered before the ledger says so: a sync may take the file away earlier.
 */
import * as z from "zod/mini";
import type { Away } from "../core/card";
import { dataOf, isEvent } from "../core/record";
import type { State } from "../core/state";
import type { Ports } from "../ports";
import { readLines } from "./history";
import { idOf, type OpenRequest, readRequest } from "./requests";

/** Name of this device's memory of what it left. */
const MEMORY = "left";
/** What is older is forgotten: an executor enters nothing that is older. */
const KEPT_MS = 30 * 86_400_000;
const MOST = 200;

const kept = z.array(z.object({ name: z.string(), id: z.string(), kind: z.string(), at: z.string(), refused: z.nullable(z.string()) }));
type Kept = z.infer<typeof kept>[number];

export class Left {
  private known: Kept[] | null = null;
  /** Request files that were read; they never change. */
  private readonly read = new Map<string, OpenRequest | null>();

  constructor(private readonly ports: Pick<Ports, "files" | "device" | "clock">) {}

  /** Looks at the request files and at what the ledger says of those that were left here. */
  async look(state: Readonly<State>): Promise<void> {
    const { files, device, clock } = this.ports;
    this.known ??= z.safeParse(kept, await device.recall(MEMORY)).data ?? [];
    const before = JSON.stringify(this.known);
    const names = await files.requests();
    for (const name of names.filter((one) => !this.read.has(one))) {
      // Half of a file may come before the rest, and one that the disk does not give keeps nobody from seeing the others.
      const request = readRequest((await files.readRequest(name).catch(() => null)) ?? "");
      if (request !== null) this.read.set(name, request);
    }
    const open = names.flatMap((name): Kept[] => {
      const request = this.read.get(name);
      const id = request && idOf(request.wish);
      return request && id ? [{ name, id, kind: request.wish.kind, at: request.at, refused: null }] : [];
    });
    const since = new Date(clock.now().getTime() - KEPT_MS).toISOString();
    const all = new Map([...this.known, ...open].filter(({ at }) => at > since).map((one) => [one.name, this.known?.find(({ name }) => name === one.name) ?? one]));
    await this.settle(all, state);
    this.known = [...all.values()].sort((a, b) => a.at.localeCompare(b.at)).slice(-MOST);
    if (JSON.stringify(this.known) !== before) await device.remember(MEMORY, this.known);
  }

  /** What was entered is gone from here; what was not taken stays, with the answer, until something else is left for the action or it moves on. */
  private async settle(all: Map<string, Kept>, state: Readonly<State>): Promise<void> {
    const entered = [...all.values()].filter(({ name, refused }) => refused === null && Object.hasOwn(state.requests, name));
    const answers = entered.length > 0 ? await this.answers(entered) : new Map<string, { ok: boolean; answer: string }>();
    for (const one of entered) {
      const answer = answers.get(one.name);
      if (answer?.ok === false) all.set(one.name, { ...one, refused: answer.answer });
      else all.delete(one.name);
    }
    for (const one of [...all.values()]) {
      const action = state.actions[one.id];
      const isOver = one.refused !== null && (action === undefined || [...all.values()].some(({ id, at }) => id === one.id && at > one.at));
      if (isOver) all.delete(one.name);
    }
  }

  /** From the two newest days at most: an answer that is older is not waited for by anybody. */
  private async answers(entered: readonly Kept[]): Promise<Map<string, { ok: boolean; answer: string }>> {
    const wanted = new Set(entered.map(({ name }) => name));
    const [from, to] = [(await this.ports.files.days()).at(-2) ?? "0000-01-01", "9999-12-31"];
    const found = new Map<string, { ok: boolean; answer: string }>();
    for await (const line of readLines(this.ports.files, from, to, () => undefined)) {
      if (!isEvent(line, "requested")) continue;
      const { name, ok, answer } = dataOf(line);
      if (wanted.has(name)) found.set(name, { ok, answer });
    }
    return found;
  }

  /** What was last asked for about an action. */
  of(id: string): Away {
    const last = this.known?.filter((one) => one.id === id).at(-1);
    if (!last) return { asked: null, refused: null };
    return last.refused === null ? { asked: { kind: last.kind, at: last.at }, refused: null } : { asked: null, refused: last.refused };
  }

  /** How many of these actions wait for the executor: nothing is left to decide about them here. */
  count(ids: readonly string[]): number {
    return ids.filter((id) => this.of(id).asked !== null).length;
  }
}

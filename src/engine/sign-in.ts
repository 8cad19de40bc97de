/**
 * Owns: signing in to a service and out of it, one sign-in per service at a time, and whom a kept sign-in belongs to.
 * Never: a concrete service, the ledger, or a secret outside the host's store: of it only a hash is remembered.
 */
import type { SignInLook, SignIns } from "../api";
import type { SignedIn, SignIn } from "../channel";
import { noAnswer, notSignedIn } from "../core/oauth";
import { sha256Hex } from "../core/hash";
import { isObject, type JsonObject } from "../core/json";
import { ServiceError } from "../core/failure";
import { HostError, type Ports } from "../ports";
import { secretName, type Services } from "./services";

/** Name of the device's memory of accounts by service. */
const MEMORY = "accounts";

const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

interface UnderWay {
  abort: AbortController;
  end: Promise<SignedIn>;
  address: string | null;
}

export class ServiceSignIns implements SignIns {
  private readonly underWay = new Map<string, UnderWay>();
  private readonly last = new Map<string, SignedIn>();

  constructor(
    private readonly services: Services,
    private readonly ports: Pick<Ports, "secrets" | "device" | "sign_in_server">,
  ) {}

  async look(service: string): Promise<SignInLook> {
    const now = this.underWay.get(service);
    const token = this.token(service);
    const { account = null, of } = (await this.accounts())[service] ?? {};
    return {
      possible: this.ports.sign_in_server !== undefined,
      signed_in: token !== "",
      account: of === sha256Hex(token) ? account : null,
      under_way: now?.end ?? null,
      last: this.last.get(service) ?? null,
    };
  }

  begin(service: string, open: (address: string) => void): Promise<SignedIn> {
    const running = this.underWay.get(service);
    if (running) {
      if (running.address !== null) open(running.address);
      return running.end;
    }
    const abort = new AbortController();
    const begun: UnderWay = { abort, address: null, end: Promise.resolve({ ok: false, problem: noAnswer("cancelled") }) };
    const show = (address: string): void => {
      begun.address = address;
      open(address);
    };
    begun.end = this.run(service, show, abort.signal).finally(() => this.underWay.delete(service));
    this.underWay.set(service, begun);
    return begun.end;
  }

  private async run(service: string, open: (address: string) => void, signal: AbortSignal): Promise<SignedIn> {
    const end = await this.attempt(service, open, signal).catch((error: unknown): SignedIn => {
      if (error instanceof ServiceError || error instanceof HostError) return { ok: false, problem: error.problem };
      throw error;
    });
    this.last.set(service, end);
    if (end.ok) await this.remember(service, end.account === null ? null : { account: end.account, of: sha256Hex(this.token(service)) });
    return end;
  }

  private async attempt(service: string, open: (address: string) => void, signal: AbortSignal): Promise<SignedIn> {
    const server = this.ports.sign_in_server;
    if (!server) return { ok: false, problem: notSignedIn("NOT_HERE", "No browser can answer the program on this device.", "Sign in on the device that executes.") };
    return this.signInOf(service).run(this.services.call(service, false, signal), { server, open, random });
  }

  cancel(service: string): void {
    this.underWay.get(service)?.abort.abort();
  }

  async signOut(service: string): Promise<void> {
    this.cancel(service);
    await this.underWay.get(service)?.end;
    this.ports.secrets.set(secretName(service, this.signInOf(service).field), "");
    this.last.delete(service);
    await this.remember(service, null);
  }

  async close(): Promise<void> {
    const all = [...this.underWay.values()];
    for (const { abort } of all) abort.abort();
    await Promise.allSettled(all.map(({ end }) => end));
  }

  private signInOf(service: string): SignIn {
    const found = [...this.services.watchers, ...this.services.channels].find(({ id, signIn }) => id === service && signIn !== undefined)?.signIn;
    if (!found) throw new Error(`Nobody signs in to "${service}".`);
    return found;
  }

  private token(service: string): string {
    return this.ports.secrets.get(secretName(service, this.signInOf(service).field));
  }

  private async accounts(): Promise<Record<string, { account: string; of: string }>> {
    const kept = await this.ports.device.recall(MEMORY);
    const found: Record<string, { account: string; of: string }> = {};
    for (const [service, value] of Object.entries(isObject(kept) ? kept : {})) {
      if (isObject(value) && typeof value["account"] === "string" && typeof value["of"] === "string") found[service] = { account: value["account"], of: value["of"] };
    }
    return found;
  }

  private async remember(service: string, account: JsonObject | null): Promise<void> {
    const others = Object.entries(await this.accounts()).filter(([other]) => other !== service);
    await this.ports.device.remember(MEMORY, Object.fromEntries(account === null ? others : [...others, [service, account]]));
  }
}

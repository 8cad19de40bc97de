/**
 * Owns: the outside world of a simulated life - the sandbox's own Gmail, Odoo and social services, asked without sockets.
 * Never: an answer of its own; faults are put between (faults.ts).
 */
import { READS } from "../../src/integrations/odoo/calls";
import type { HttpRequest, HttpResponse } from "../../src/ports";
import { GmailService } from "../../src/sandbox/gmail/service";
import type { OdooCall } from "../../src/sandbox/odoo/routes";
import { odooSeed } from "../../src/sandbox/odoo/seed";
import { OdooService } from "../../src/sandbox/odoo/service";
import { OWNER, SANDBOX_KEYS } from "../../src/sandbox/story";
import { CUSTOMERS, PAST } from "./mails";
import { Social, socialEndpoint, wallOf } from "./social";

export const GMAIL = "http://127.0.0.1:4001";
export const ODOO = "http://127.0.0.1:4002";

/** Milliseconds since 1970 at which every life begins: a Wednesday, so that no report is due in a short one. */
export const BEGIN = Date.parse("2026-11-18T09:00:00.000Z");

const encoder = new TextEncoder();
export const page = (status: number, body: string, headers: Record<string, string> = {}): HttpResponse => ({ status, headers, body: encoder.encode(body) });

const endpoints = new Map<string, string>();
const MOST = 10_000;

/** Stable name of what a request asks for, e.g. `gmail history` or `odoo account.move/load`. */
export function endpointOf(request: HttpRequest): string {
  const { method, url } = request;
  const wall = wallOf(request);
  const key = `${wall ?? ""} ${method} ${url}`;
  const name = endpoints.get(key) ?? (wall === null ? endpointAt(method, new URL(url)) : socialEndpoint(wall, request));
  if (endpoints.size > MOST) endpoints.clear();
  endpoints.set(key, name);
  return name;
}

function endpointAt(method: string, { origin, pathname }: URL): string {
  if (origin === ODOO) return `odoo ${/^\/json\/2\/(.+)$/.exec(pathname)?.[1] ?? `${method} ${pathname}`}`;
  const read = pathname.replace("/gmail/v1/users/me/", "");
  return `gmail ${read.startsWith("messages/") ? "messages/<id>" : read.replace(/^\//, "")}`;
}

/** In Odoo whatever is not on the list of reads may change something; on the social services whatever is no GET. */
export function isWrite(request: HttpRequest): boolean {
  const { method: verb, url } = request;
  if (wallOf(request) !== null) return verb !== "GET";
  if (!url.startsWith(ODOO)) return false;
  const [, model = "", method = ""] = /^\/json\/2\/([\w.]+)\/(\w+)$/.exec(new URL(url).pathname) ?? [];
  return model !== "" && !(READS[model]?.includes(method) ?? false);
}

export class Partners {
  readonly gmail: GmailService;
  readonly odoo: OdooService;
  /** Null where the owner has none. */
  readonly social: Social | null;
  /** Every call that could change a record, in the order in which Odoo took it up. */
  readonly writes: OdooCall[] = [];
  /** What a partner still has to finish although nobody waits for it, by time. */
  private late: { at: number; finish: () => void }[] = [];

  /** `posts`: is there anybody to post for? `onLate` hears of a write that is carried out although nobody waits for it any more. */
  constructor(
    private readonly now: () => number,
    private readonly onLate: (request: HttpRequest) => void,
    posts: boolean,
  ) {
    this.social = posts ? new Social(now) : null;
    const { odoo_database, odoo_key, odoo_user, gmail_client_id, gmail_client_secret, gmail_refresh_token } = SANDBOX_KEYS;
    this.gmail = new GmailService({ clientId: gmail_client_id, clientSecret: gmail_client_secret, refreshToken: gmail_refresh_token, address: OWNER.email, now });
    this.odoo = new OdooService(
      "19",
      odooSeed({
        database: odoo_database,
        company: { name: OWNER.company, country: { name: "United States" }, currency: "USD" },
        users: [{ login: odoo_user, name: OWNER.name, key: odoo_key, rights: "billing" }],
        partners: CUSTOMERS,
        moves: PAST,
        today: new Date(BEGIN).toISOString().slice(0, 10),
      }),
    );
  }

  /** Takes a request up; what comes back carries it out. */
  private take(request: HttpRequest): { now: () => HttpResponse; begin: () => () => void } {
    const { method, url, headers, body } = request;
    const [wall, { social }] = [wallOf(request), this];
    if (wall !== null && social) {
      const act = (): HttpResponse => social.answer(wall, request);
      return { now: act, begin: () => act };
    }
    const target = new URL(url);
    const text = typeof body === "string" ? body : new TextDecoder().decode(body);
    if (target.origin !== ODOO) {
      const act = (): HttpResponse => {
        this.gmail.note(method, target);
        const { status, body: value, headers: more = {} } = this.gmail.answer(method, target, headers["authorization"], text);
        return page(status, JSON.stringify(value), { "content-type": "application/json", ...more });
      };
      return { now: act, begin: () => act };
    }
    const asked = this.odoo.asked(method, target.pathname, headers, text);
    if (!("execute" in asked)) return { now: () => page(asked.status, asked.body), begin: () => () => undefined };
    const noted = (work: () => { status: number; type: string; body: string }): HttpResponse => {
      const before = this.odoo.calls.length;
      const { status, type, body: answer } = work();
      this.writes.push(...this.odoo.calls.slice(before).filter((call) => call.write));
      return page(status, answer, { "content-type": type });
    };
    return { now: () => noted(asked.execute), begin: () => { const finish = this.odoo.begin(asked); return () => void noted(finish); } };
  }

  answer(request: HttpRequest): HttpResponse {
    return this.take(request).now();
  }

  /** Begins now, and finishes `ms` later, whoever still listens. */
  answerLate(request: HttpRequest, ms: number): void {
    this.late.push({ at: this.now() + ms, finish: this.finishing(request) });
  }

  private finishing(request: HttpRequest): () => void {
    const finish = this.take(request).begin();
    return () => {
      if (isWrite(request)) this.onLate(request);
      finish();
    };
  }

  /** Finishes what is due by now. */
  catchUp(): void {
    const due = this.late.filter(({ at }) => at <= this.now());
    if (due.length === 0) return;
    this.late = this.late.filter(({ at }) => at > this.now());
    for (const { finish } of due) finish();
  }

  /** Somebody who looks into Odoo now may see it change by itself. */
  get busy(): boolean {
    return this.late.length > 0;
  }
}

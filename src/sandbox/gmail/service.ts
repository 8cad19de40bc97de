/**
 * Owns: what the twin answers to a request - who may ask, which route is meant - and the log of what was asked. The server on loopback and
 * a test without sockets ask this same object.
 * Never: sockets, or what goes wrong on the way (twin.ts).
 */
import { type Arrival, Mailbox } from "./mailbox";
import { Accounts, type Answer, gmailRead, problem } from "./routes";

export interface GmailOptions {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  address: string;
  /** What lies in the mailbox from the beginning. */
  messages?: ({ raw: string | Uint8Array } & Arrival)[];
  /** Milliseconds since 1970, for searches like `newer_than:`; default: the machine's. */
  now?: () => number;
}

export interface TwinCall {
  method: string;
  /** Without the query. */
  path: string;
  query: string;
}

export class GmailService {
  readonly mailbox = new Mailbox();
  readonly accounts: Accounts;
  /** Everything that was asked, in order. */
  readonly calls: TwinCall[] = [];

  constructor(private readonly options: GmailOptions) {
    this.accounts = new Accounts({ id: options.clientId, secret: options.clientSecret }, options.refreshToken);
    for (const { raw, ...arrival } of options.messages ?? []) this.mailbox.deliver(raw, arrival);
  }

  /** Notes a request before anything becomes of it. */
  note(method: string, { pathname, search }: URL): TwinCall {
    const call = { method, path: pathname, query: search };
    this.calls.push(call);
    return call;
  }

  /** `body`: of a form, else not looked at. */
  answer(method: string, { pathname, searchParams }: URL, authorization: string | undefined, body: string): Answer {
    if (method === "POST" && pathname === "/token") return this.accounts.token(new URLSearchParams(body));
    if (!this.accounts.allows(authorization)) return problem(401, "authError", "Request had invalid authentication credentials.", "UNAUTHENTICATED");
    if (method !== "GET") return problem(403, "insufficientPermissions", "Request had insufficient authentication scopes.", "PERMISSION_DENIED");
    const { address, now } = this.options;
    return gmailRead(decodeURI(pathname), searchParams, this.mailbox, address, now?.() ?? Date.now()) ?? problem(404, "notFound", "Not Found", "NOT_FOUND");
  }
}

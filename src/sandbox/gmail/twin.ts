/**
 * Owns: a Gmail that lives on loopback, for the sandbox business and for tests: Google's token endpoint and Gmail API over HTTP, with state.
 * Never: an address other than 127.0.0.1, or a mail that is really sent.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, listen, pause } from "../loopback";
import { type Fault, Faults } from "./faults";
import type { Arrival, Mailbox } from "./mailbox";
import { type Accounts, type Answer, problem } from "./routes";
import { type GmailOptions, GmailService, type TwinCall } from "./service";

export type { Fault, FaultKind } from "./faults";
export type { TwinCall } from "./service";

export interface GmailTwinOptions extends GmailOptions {
  /** Default: one that is free. */
  port?: number;
}

export interface GmailTwin {
  /** Stands for https://gmail.googleapis.com. */
  url: string;
  /** The full token endpoint. */
  tokenUrl: string;
  /** Everything that was asked, in order. */
  calls: TwinCall[];
  mailbox: Mailbox;
  accounts: Accounts;
  /** A mail arrives; returns its id. */
  deliver(rawMail: string | Uint8Array, arrival: Arrival): string;
  /** From now on every mark handed out so far is unknown (404), as after a week. */
  forgetHistory(): void;
  inject(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/** The answer that a fault stands for, null when the fault is not an answer. */
function faultAnswer(fault: Fault): Answer | null {
  switch (fault.kind) {
    case "too_many":
      return problem(429, "rateLimitExceeded", fault.message ?? "Too many concurrent requests for user.", "RESOURCE_EXHAUSTED", fault.retry_after_s === undefined ? {} : { "retry-after": String(fault.retry_after_s) });
    case "rate_limit":
      return problem(403, fault.reason ?? "userRateLimitExceeded", fault.message ?? "User-rate limit exceeded.", "PERMISSION_DENIED");
    case "unauthorized":
      return problem(401, "authError", "Request had invalid authentication credentials.", "UNAUTHENTICATED");
    case "forbidden":
      return problem(403, fault.reason, "Not allowed.", "PERMISSION_DENIED");
    case "not_found":
      return problem(404, "notFound", "Requested entity was not found.", "NOT_FOUND");
    case "server_error":
      return problem(fault.status ?? 503, "backendError", "Backend Error", "UNAVAILABLE");
    default:
      return null;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { "content-type": "application/json; charset=UTF-8", ...answer.headers }).end(JSON.stringify(answer.body));
}

/** Carries out a fault that is not a mere answer; false when the ordinary answer still has to follow. */
async function misbehave(fault: Fault, response: ServerResponse): Promise<boolean> {
  if (fault.kind === "delay") {
    await pause(fault.ms);
    return false;
  }
  if (fault.kind === "html") response.writeHead(fault.status, { "content-type": "text/html" }).end("<html><body>Please sign in to this network</body></html>");
  else if (fault.kind === "cut") response.writeHead(200, { "content-type": "application/json", "content-length": "1000" }).write('{"messages":[{"id":"', () => response.destroy());
  else response.socket?.resetAndDestroy();
  return true;
}

/** Starts the twin on 127.0.0.1. */
export async function startGmailTwin(options: GmailTwinOptions): Promise<GmailTwin> {
  const service = new GmailService(options);
  const { mailbox, accounts, calls } = service;
  const faults = new Faults();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const { method, path } = service.note(request.method ?? "GET", url);
    const fault = faults.take(`${method} ${path}`);
    const failing = fault && faultAnswer(fault);
    if (failing) send(response, failing);
    else if (fault === null || !(await misbehave(fault, response))) send(response, service.answer(method, url, request.headers.authorization, (await bodyOf(request)).toString("utf8")));
  };
  const { url, close } = await listen(options.port ?? 0, handle);
  return {
    url,
    tokenUrl: `${url}/token`,
    calls,
    mailbox,
    accounts,
    deliver: (rawMail, arrival) => mailbox.deliver(rawMail, arrival),
    forgetHistory: () => mailbox.forgetHistory(),
    inject: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close,
  };
}

/**
 * Owns: the answers of Google's token endpoint and of the Gmail API, in Google's field names and error shapes.
 * Never: a route that writes. A request for one is answered 403, and stands in the call log.
 */
import { randomBytes } from "node:crypto";
import type { Json, JsonObject } from "../../core/json";
import { type Mailbox, type Stored } from "./mailbox";
import { matcher } from "./query";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: Json;
}

/** Google's error shape: the reason stands in `errors`, the status word beside it. */
export function problem(status: number, reason: string, message: string, word: string, headers: Record<string, string> = {}): Answer {
  const domain = /limit|quota/i.test(reason) ? "usageLimits" : "global";
  return { status, headers, body: { error: { code: status, message, errors: [{ message, domain, reason }], status: word } } };
}

const notFound = problem(404, "notFound", "Requested entity was not found.", "NOT_FOUND");

/** Sign-ins of one client: refresh token in, access tokens out. */
export class Accounts {
  readonly tokens = new Set<string>();
  revoked = false;
  /** A refresh token that the next renewal hands out instead of the old one. */
  rotateTo: string | null = null;
  lifetime = 3_599;
  scope = "https://www.googleapis.com/auth/gmail.readonly";
  constructor(
    private readonly client: { id: string; secret: string },
    private refreshToken: string,
  ) {}

  token(form: URLSearchParams): Answer {
    const refuse = (status: number, error: string, description: string): Answer => ({ status, body: { error, error_description: description } });
    if (form.get("grant_type") !== "refresh_token") return refuse(400, "unsupported_grant_type", "Invalid grant_type");
    if (!form.has("client_secret")) return refuse(400, "invalid_request", "client_secret is missing.");
    if (form.get("client_id") !== this.client.id || form.get("client_secret") !== this.client.secret) return refuse(401, "invalid_client", "The OAuth client was not found.");
    if (this.revoked || form.get("refresh_token") !== this.refreshToken) return refuse(400, "invalid_grant", "Token has been expired or revoked.");
    const token = `ya29.${randomBytes(24).toString("base64url")}`;
    this.tokens.add(token);
    const rotated = this.rotateTo;
    if (rotated !== null) this.refreshToken = rotated;
    this.rotateTo = null;
    return { status: 200, body: { access_token: token, expires_in: this.lifetime, scope: this.scope, token_type: "Bearer", ...(rotated !== null && { refresh_token: rotated }) } };
  }

  allows(authorization: string | undefined): boolean {
    return this.tokens.has(/^Bearer (.+)$/.exec(authorization ?? "")?.[1] ?? "");
  }
}

function limit(query: URLSearchParams): number {
  return Math.min(500, Math.max(1, Number(query.get("maxResults") ?? 100) || 100));
}

/** Page tokens are positions: a deletion in between moves everything behind it, the worst that a client may meet. */
function paged<T>(items: T[], query: URLSearchParams): { items: T[]; next: JsonObject } {
  const from = Number(query.get("pageToken") ?? 0) || 0;
  const to = from + limit(query);
  return { items: items.slice(from, to), next: to < items.length ? { nextPageToken: String(to) } : {} };
}

function message(stored: Stored, format: string): Answer {
  const common = { id: stored.id, threadId: stored.thread, labelIds: stored.labels, snippet: "", sizeEstimate: stored.raw.length, historyId: String(stored.history), internalDate: String(stored.at) };
  if (format === "raw") return { status: 200, body: { ...common, raw: stored.raw.toString("base64url") } };
  if (format === "minimal") return { status: 200, body: common };
  if (format === "metadata") return { status: 200, body: { ...common, payload: { headers: stored.headers.map(([name, value]) => ({ name, value })) } } };
  return problem(400, "invalidArgument", `The twin does not have the format "${format}".`, "INVALID_ARGUMENT");
}

function history(box: Mailbox, query: URLSearchParams): Answer {
  const start = query.get("startHistoryId") ?? "";
  if (!/^\d{1,20}$/.test(start)) return problem(400, "invalidArgument", "Invalid value for startHistoryId", "INVALID_ARGUMENT");
  if (BigInt(start) < box.forgotten) return notFound;
  const asked = query.getAll("historyTypes");
  const types: Record<string, string> = { messagesAdded: "messageAdded", messagesDeleted: "messageDeleted", labelsAdded: "labelAdded", labelsRemoved: "labelRemoved" };
  const behind = box.changes.filter((change) => change.history > BigInt(start) && (asked.length === 0 || asked.includes(types[change.kind] ?? "")));
  const { items, next } = paged(behind, query);
  const records = items.map((change): JsonObject => {
    const labels: JsonObject = change.kind.startsWith("labels") ? { labelIds: change.labelIds } : {};
    return { id: String(change.history), messages: [{ id: change.message.id, threadId: change.message.threadId }], [change.kind]: [{ message: { ...change.message }, ...labels }] };
  });
  return { status: 200, body: { ...(records.length > 0 && { history: records }), historyId: String(box.history), ...next } };
}

/** A GET of the Gmail API; null when there is no such read. */
export function gmailRead(path: string, query: URLSearchParams, box: Mailbox, address: string, now: number): Answer | null {
  const read = /^\/gmail\/v1\/users\/(?:me|[^/]+@[^/]+)\/(.+)$/.exec(path)?.[1];
  if (read === "profile") return { status: 200, body: { emailAddress: address, messagesTotal: box.messages.size, threadsTotal: new Set([...box.messages.values()].map((one) => one.thread)).size, historyId: String(box.history) } };
  if (read === "labels") return { status: 200, body: { labels: ["INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "IMPORTANT"].map((id) => ({ id, name: id, type: "system" })) } };
  if (read === "history") return history(box, query);
  if (read === "messages") {
    const q = query.get("q") ?? "";
    const everywhere = query.get("includeSpamTrash") === "true" || /in:(?:anywhere|spam|trash)/.test(q);
    const found = box.newestFirst().filter((one) => (everywhere || !one.labels.some((label) => label === "SPAM" || label === "TRASH")) && matcher(q, now)(one));
    const { items, next } = paged(found, query);
    return { status: 200, body: { ...(items.length > 0 && { messages: items.map(({ id, thread }) => ({ id, threadId: thread })) }), ...next, resultSizeEstimate: found.length } };
  }
  const id = /^messages\/([^/]+)$/.exec(read ?? "")?.[1];
  if (id === undefined) return null;
  const stored = box.messages.get(id);
  return stored === undefined ? notFound : message(stored, query.get("format") ?? "full");
}

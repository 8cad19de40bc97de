/**
 * Owns: what every failure of Meta's Graph API means for Facebook and Instagram - did it happen, what a person does next - as one table by code
 * and subcode (developers.facebook.com/docs/graph-api/guides/error-handling, .../instagram-platform/reference/error-codes).
 * Never: a judgement by the HTTP status: Meta throttles with 400 and 403. What the table does not name is unknown. Never a token in a sentence.
 */
import * as z from "zod/mini";
import type { FailureClass } from "../core/failure";
import { CallFailure, type Consequence } from "./consequence";

/** What was seen on the wire. */
export type Signal =
  | { kind: "not_sent"; message: string }
  | { kind: "lost"; message: string }
  | { kind: "foreign"; message: string }
  | { kind: "graph"; code: number; subcode: number | null; message: string };

interface Row {
  kind?: Exclude<Signal["kind"], "graph">;
  codes?: readonly number[];
  subcodes?: readonly number[];
  write: Consequence;
  read: FailureClass;
  code: string;
  cause: string;
  next: string;
  /** Used when the answer names no time, milliseconds. */
  wait_ms?: number;
}

const MINUTE_MS = 60_000;
const RECONNECT = "Make a new access token, enter it in the settings and press Test connection.";
const AGAIN = "Correct it, then send it again.";
const LATER = "Nothing: it goes on by itself, later.";
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_one, index) => from + index);

const token = (subcodes: readonly number[], cause: string, next = RECONNECT): Row => ({ codes: [190, 102], subcodes, write: "unauthorized", read: "authentication", code: "INVALID_TOKEN", cause, next });
const media = (codes: readonly number[], subcodes: readonly number[], code: string, cause: string): Row => ({ codes, subcodes, write: "refused", read: "validation", code, cause, next: AGAIN });

/** First row that fits; rows with subcodes stand before the ones without. */
const TABLE: readonly Row[] = [
  { kind: "not_sent", write: "busy", read: "transient", code: "META_CONNECTION_ERROR", cause: "No connection was made.", next: "Check that this device is online; it goes on by itself." },
  { kind: "lost", write: "unknown", read: "transient", code: "META_CONNECTION_ERROR", cause: "The connection broke or took too long.", next: "It is looked up by itself." },
  { kind: "foreign", write: "unknown", read: "transient", code: "META_CONNECTION_ERROR", cause: "The answer was not in the documented form: perhaps something in between answered.", next: "If it stays, look whether a proxy or a network sign-in page stands in between." },
  token([458], "Your app was removed from this account."),
  token([459, 464], "The account has to be confirmed first.", "Log in at the service's own page and follow what it asks for; then make a new access token."),
  token([460], "The password was changed, which ends every access token."),
  token([463], "The access token has expired."),
  token([467], "The access token is no longer valid: it was revoked, or its owner logged out."),
  token([492], "Whoever made the access token has no role on this Page any more.", "Make the access token with an account that manages the Page."),
  { codes: [190, 102], write: "unauthorized", read: "authentication", code: "INVALID_TOKEN", cause: "The access token is not accepted.", next: RECONNECT },
  { codes: [4], subcodes: [2207051], write: "refused", read: "validation", code: "POLICY_BLOCK", cause: "The account is restricted for a while, because it looked like automated use.", next: "Look at the account's messages in the app. Wait, then send it again yourself." },
  { codes: [4, 17, 32, 341, 613, 80001, 80002, 80006], write: "busy", read: "transient", code: "RATE_LIMIT_EXCEEDED", cause: "Its limit of requests is used up for now.", next: LATER },
  { codes: [9], subcodes: [2207042], write: "busy", read: "transient", code: "RATE_LIMIT_EXCEEDED", cause: "The posts that an account may publish in 24 hours are used up.", next: LATER, wait_ms: 60 * MINUTE_MS },
  { codes: [9007], subcodes: [2207027], write: "busy", read: "transient", code: "MEDIA_NOT_READY", cause: "It had not prepared the pictures yet, and published nothing.", next: LATER, wait_ms: 5 * MINUTE_MS },
  media([9004], [2207052], "INVALID_MEDIA_URL", "It could not fetch the picture from its address."),
  media([-2], [2207003], "INVALID_MEDIA_URL", "Fetching the picture from its address took it too long."),
  media([36000, 36003], [2207004], "IMAGE_TOO_LARGE", "The picture is larger than 8 MB."),
  media([36001], [2207005], "INVALID_MEDIA", "The picture is not in a format that it takes."),
  media([36003], [2207009], "INVALID_MEDIA", "The picture is too tall or too wide."),
  media([36004], [2207010], "CAPTION_TOO_LONG", "The text is too long."),
  media([24, -2], [2207006, 2207008, 2207020], "MEDIA_EXPIRED", "What was prepared is not there any more."),
  media([25], [2207050], "POLICY_BLOCK", "The account is restricted: open the app and follow what it asks for."),
  { codes: [10], subcodes: [2018278], write: "refused", read: "validation", code: "OUTSIDE_WINDOW", cause: "The person wrote more than 24 hours ago; after that no answer is allowed.", next: "Wait until they write again, or answer by hand in the app." },
  { codes: [10900], write: "refused", read: "validation", code: "ALREADY_REPLIED", cause: "This comment has had its one private reply.", next: "Answer publicly, or reject this." },
  { codes: [551], write: "refused", read: "validation", code: "PERSON_NOT_AVAILABLE", cause: "This person cannot get messages now.", next: "Reject this, or send it again later." },
  { codes: [10, ...range(200, 299)], write: "refused", read: "validation", code: "PERMISSION_DENIED", cause: "The access token does not allow it.", next: "Make a token with the permissions that Test connection names, then send it again." },
  { codes: [368], write: "refused", read: "validation", code: "POLICY_BLOCK", cause: "It is blocked for a while, because something was taken for abuse.", next: "Read what the service writes about it in the app. It is not tried again by itself." },
  { codes: [506], write: "refused", read: "validation", code: "DUPLICATE_POST", cause: "It is identical to the last post.", next: "Look whether the post is there. Change the text to post it again." },
  { codes: [324, 1366046], write: "refused", read: "validation", code: "INVALID_MEDIA", cause: "It does not take the picture.", next: AGAIN },
  { codes: [100], subcodes: [33], write: "refused", read: "validation", code: "NOT_FOUND", cause: "It is not there, or cannot be seen with this access token.", next: "Check that it still exists, and the id in the settings." },
  { codes: [803], write: "refused", read: "validation", code: "NOT_FOUND", cause: "It is not there.", next: "Check that it still exists, and the id in the settings." },
  { codes: [100, 24, 2500, 9004, 36000, 36001, 36003, 36004, 1609005], write: "refused", read: "validation", code: "INVALID_REQUEST", cause: "It does not accept what was sent.", next: AGAIN },
  { codes: [1, 2, -1], write: "unknown", read: "transient", code: "META_FAULT", cause: "It has a fault of its own.", next: "It is looked up by itself." },
];
const UNNAMED: Row = { write: "unknown", read: "transient", code: "META_UNKNOWN_ERROR", cause: "It gave an answer that is not in its documentation.", next: "Look at the service itself; it is looked up by itself." };

function fits(row: Row, signal: Signal): boolean {
  if (signal.kind !== "graph") return row.kind === signal.kind;
  return (row.codes?.includes(signal.code) ?? false) && (row.subcodes === undefined || (signal.subcode !== null && row.subcodes.includes(signal.subcode)));
}

/** Names of the services as a person knows them. */
export type ServiceName = "Facebook" | "Instagram";

const EFFECTS: Record<Consequence, string> = { refused: "refused it; nothing happened.", unauthorized: "did not let us in; nothing happened.", busy: "takes it only later; nothing happened.", unknown: "was asked, but whether it happened is not known." };

/** The table's answer to what was seen. `asked_wait_ms`: what the service asked to wait. */
export function failureOf(service: ServiceName, signal: Signal, writing: boolean, asked_wait_ms: number | null = null): CallFailure {
  const row = TABLE.find((one) => fits(one, signal)) ?? UNNAMED;
  const consequence = !writing && row.write === "unknown" ? "busy" : row.write;
  const number = signal.kind === "graph" ? ` (${signal.code}${signal.subcode === null ? "" : `/${signal.subcode}`})` : "";
  // Meta repeats a malformed token in its message.
  const said = row.code === "INVALID_TOKEN" || signal.message === "" ? "" : ` It says: "${signal.message}"${number}.`;
  const effect = writing || consequence === "unauthorized" ? `${service} ${EFFECTS[consequence]}` : `${service} could not be read.`;
  return new CallFailure(row.read, { code: row.code, effect, cause: `${row.cause}${said}`, next: row.next }, consequence, asked_wait_ms ?? row.wait_ms ?? null);
}

/** A failure that we see before anything is sent. */
export function refusedBecause(service: ServiceName, code: string, cause: string, next: string, consequence: "refused" | "busy" | "unauthorized" = "refused", retry_after_ms: number | null = null): CallFailure {
  return new CallFailure(({ busy: "transient", refused: "validation", unauthorized: "authentication" } as const)[consequence], { code, effect: `Nothing was sent to ${service}.`, cause, next }, consequence, retry_after_ms);
}

/** A step that shows nothing to anybody, e.g. a picture that is not published: when it fails, nothing was published, whatever became of it. */
export async function preparing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallFailure) || error.consequence !== "unknown") throw error;
    const { cause } = error.problem;
    throw new CallFailure("validation", { ...error.problem, effect: "Nothing was published: a picture could not be handed over.", cause, next: "Send it again." }, "refused");
  }
}

/** Meta's error body; other members are not looked at. */
export const graphError = z.object({
  error: z.object({
    message: z.optional(z.string()),
    code: z.optional(z.number()),
    error_subcode: z.optional(z.number()),
    error_user_msg: z.optional(z.nullable(z.string())),
  }),
});

/**
 * Owns: the part of Gmail's search language that a mailbox reader uses.
 * Never: a match for an operator it does not know: such a search finds nothing, as a wrong one should.
 */
import type { Stored } from "./mailbox";

const DAY_MS = 86_400_000;
const UNITS: Record<string, number> = { d: DAY_MS, m: 30 * DAY_MS, y: 365 * DAY_MS };
const PLACES: Record<string, string> = { inbox: "INBOX", sent: "SENT", drafts: "DRAFT", draft: "DRAFT", spam: "SPAM", trash: "TRASH", chats: "CHAT", scheduled: "SCHEDULED" };

/** `after:` and `before:` take seconds since 1970 or Y/M/D. */
function moment(text: string): number {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1_000;
  return Date.parse(`${text.replace(/\//g, "-")}T00:00:00Z`);
}

function age(text: string): number {
  const [, count, unit] = /^(\d+)([dmy])$/.exec(text) ?? [];
  return Number(count) * (UNITS[unit ?? ""] ?? NaN);
}

function header(message: Stored, name: string): string {
  return message.headers.filter(([one]) => one === name).map(([, value]) => value).join("\n").toLowerCase();
}

const TESTS: Record<string, (message: Stored, value: string, now: number) => boolean> = {
  after: (message, value) => message.at >= moment(value),
  before: (message, value) => message.at < moment(value),
  newer_than: (message, value, now) => now - message.at < age(value),
  older_than: (message, value, now) => now - message.at >= age(value),
  in: (message, value) => value === "anywhere" || message.labels.includes(PLACES[value] ?? value),
  label: (message, value) => message.labels.some((label) => label.toLowerCase() === value),
  is: (message, value) => (value === "read" ? !message.labels.includes("UNREAD") : message.labels.includes(value.toUpperCase())),
  from: (message, value) => header(message, "from").includes(value),
  to: (message, value) => header(message, "to").includes(value),
  subject: (message, value) => header(message, "subject").includes(value),
  rfc822msgid: (message, value) => header(message, "message-id").replace(/[<>]/g, "") === value.replace(/[<>]/g, ""),
};

/** What a search asks; every term must hold. A term without an operator is looked for in the whole message. */
export function matcher(query: string, now: number): (message: Stored) => boolean {
  const terms = query.toLowerCase().match(/-?(?:[a-z0-9_]+:)?(?:"[^"]*"|\S+)/g) ?? [];
  const tests = terms.map((term) => {
    const [, minus, operator, rest = ""] = /^(-?)(?:([a-z0-9_]+):)?(.*)$/.exec(term) ?? [];
    const value = rest.replace(/^"|"$/g, "");
    const test = operator === undefined ? (message: Stored) => message.raw.toString("utf8").toLowerCase().includes(value) : (message: Stored) => TESTS[operator]?.(message, value, now) ?? false;
    return (message: Stored): boolean => test(message) !== (minus === "-");
  });
  return (message) => tests.every((test) => test(message));
}

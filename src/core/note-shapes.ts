/**
 * Owns: reading the shapes of notes that other programs and the plan write (DETAILS "Note shapes in use elsewhere") as one shape.
 * Never: believing them - what such a note asks for is told to a person, and nothing in it is an approval.
 */
import { isObject, type Json, type JsonObject } from "./json";
import { property } from "./note-edits";

export const SHAPES = ["social_media_post", "odoo_transaction", "odoo_invoice", "invoice_clarification_needed", "approval_request", "gmail_message", "plan_document", "file_drop"] as const;
export type Shape = (typeof SHAPES)[number];

/** Names by which a shape, or a field of it, is known elsewhere; the first one is ours. */
const TYPES: Record<Shape, readonly string[]> = {
  social_media_post: ["social_post", "social", "post", "facebook_post", "instagram_post", "linkedin_post", "twitter_post", "tweet"],
  odoo_transaction: ["odoo_payment", "transaction", "payment"],
  odoo_invoice: ["invoice", "invoice_draft", "odoo_invoice_draft"],
  invoice_clarification_needed: ["invoice_clarification", "clarification", "clarification_needed"],
  approval_request: ["approval", "request", "gmail_response", "whatsapp_response"],
  gmail_message: ["email", "gmail", "mail", "email_message"],
  plan_document: ["plan"],
  file_drop: ["file", "drop", "dropped_file"],
};
const FIELDS = {
  created_at: ["created", "timestamp", "date_created", "generated_at"],
  expires_at: ["expires", "expiry", "expiration", "valid_until"],
  status: ["approval_status", "state"],
  reason: ["approval_reason", "why"],
  amount: ["total_amount", "total", "sum"],
  currency: [],
  recipient: ["customer_name", "partner_name", "to", "customer", "from", "source_email_from"],
  subject: ["title", "source_email_subject", "original_name", "name", "parse_error"],
  content: ["text", "message", "caption", "body", "tweet"],
  scheduled_for: ["schedule", "publish_at", "scheduled_publish_time"],
} as const;

export interface ShapedNote {
  shape: Shape;
  /** Text of every field that was found, by our name. Dates as they stand. */
  fields: Partial<Record<keyof typeof FIELDS, string>>;
  /** Channels of a post. */
  platforms: string[];
  /** Lines of an invoice, as objects. */
  lines: JsonObject[];
}

/** A single value where a list is meant, and a list written as "a, b". */
export function listed(value: Json | undefined): Json[] {
  if (value === undefined || value === null || value === "") return [];
  if (typeof value === "string") return value.split(/\s*,\s*/).filter((part) => part !== "");
  return Array.isArray(value) ? value : [value];
}

/** First of these properties that says something, as text. */
export function said(front: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = property(front, name);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number" || typeof value === "boolean") return String(value);
  }
  return undefined;
}

/** A post's text, where it stands in a fenced block of JSON in the body. */
export function fencedJson(body: string): JsonObject {
  const block = /^(```|~~~)json[ \t]*\r?\n([^]*?)^\1/m.exec(body)?.[2];
  try {
    const value = block === undefined ? null : (JSON.parse(block) as Json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function shapeOf(front: JsonObject): Shape | null {
  const word = (name: string): string => (said(front, [name]) ?? "").toLowerCase().replace(/[\s-]+/g, "_");
  const named = SHAPES.find((shape) => shape === word("type") || TYPES[shape].includes(word("type")));
  if (named) return named;
  // The plan's general request says what it is about in `action` or `action_type`.
  return word("action") !== "" || word("action_type") !== "" ? "approval_request" : null;
}

/** The note in one shape, whatever its keys are called; null when it is none of them. Never throws. */
export function readShape(front: JsonObject, body: string): ShapedNote | null {
  const shape = shapeOf(front);
  if (shape === null) return null;
  const all: JsonObject = { ...fencedJson(body), ...front };
  const names = Object.entries(FIELDS) as [keyof typeof FIELDS, readonly string[]][];
  const found = names.map(([name, others]) => [name, said(all, [name, ...others])] as const).filter(([, value]) => value !== undefined);
  const lines = property(all, "line_items") ?? property(all, "invoice_lines") ?? property(all, "lines");
  return {
    shape,
    fields: Object.fromEntries(found),
    platforms: [property(all, "platforms"), property(all, "platform")].flatMap(listed).map(String),
    lines: listed(lines).filter((line): line is JsonObject => isObject(line)),
  };
}

const WORDS: Record<Shape, string> = {
  social_media_post: "a post",
  odoo_transaction: "a transaction in the books",
  odoo_invoice: "an invoice",
  invoice_clarification_needed: "a question about an invoice",
  approval_request: "a request for approval",
  gmail_message: "a mail",
  plan_document: "a plan",
  file_drop: "a dropped file",
};

/** What such a note asks for, as one sentence; its words are a stranger's and are made harmless by whoever shows them. */
export function describeShape({ shape, fields, platforms, lines }: ShapedNote): string {
  const { amount, currency, recipient, subject, content, scheduled_for } = fields;
  const facts = [
    ...(amount === undefined ? [] : [`over ${[amount, currency].filter(Boolean).join(" ")}`]),
    ...(recipient === undefined ? [] : [`for ${recipient}`]),
    ...(platforms.length === 0 ? [] : [`on ${platforms.join(", ")}`]),
    ...(scheduled_for === undefined ? [] : [`at ${scheduled_for}`]),
    ...(lines.length === 0 ? [] : [`with ${lines.length} ${lines.length === 1 ? "line" : "lines"}`]),
  ];
  const about = subject ?? content;
  return `It reads as ${[WORDS[shape], ...facts].join(" ")}${about === undefined ? "" : `: "${about.slice(0, 120)}"`}.`;
}

/**
 * Owns: the twin's mailbox - messages, labels, the count of changes - with ids and history ids shaped like Gmail's.
 * Never: HTTP, or a clock of its own: every arrival says when it was.
 */
export interface Stored {
  id: string;
  thread: string;
  labels: string[];
  /** Milliseconds since 1970: `internalDate`. */
  at: number;
  history: bigint;
  raw: Buffer;
  /** Lower-case names, unfolded values, in order. */
  headers: [name: string, value: string][];
}

/** One change, with the labels as they were right after it. */
export interface Change {
  history: bigint;
  kind: "messagesAdded" | "messagesDeleted" | "labelsAdded" | "labelsRemoved";
  message: { id: string; threadId: string; labelIds: string[] };
  labelIds: string[];
}

export interface Arrival {
  at: Date;
  /** Default: INBOX and UNREAD. */
  labels?: string[];
}

function headersOf(raw: Buffer): [string, string][] {
  const text = raw.toString("latin1");
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const unfolded = text.slice(0, end).replace(/\r?\n[ \t]+/g, " ");
  return unfolded.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon <= 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
  });
}

export class Mailbox {
  readonly messages = new Map<string, Stored>();
  readonly changes: Change[] = [];
  /** Marks before this one are forgotten: Gmail answers 404 for them. */
  forgotten = 0n;
  private mark = 1_500_000n;
  private count = 0n;

  get history(): bigint {
    return this.mark;
  }

  /** Gmail's ids: 16 hexadecimal digits that begin with the time. */
  private freshId(at: Date): string {
    this.count += 1n;
    return ((BigInt(at.getTime()) << 20n) | (this.count * 40_503n) % 1_048_576n).toString(16).padStart(16, "0");
  }

  private note(kind: Change["kind"], message: Stored, labelIds: string[]): void {
    // Like Gmail's: they grow, with gaps.
    this.mark += 1n + (this.mark * 7_919n) % 97n;
    message.history = this.mark;
    this.changes.push({ history: this.mark, kind, message: { id: message.id, threadId: message.thread, labelIds: [...message.labels] }, labelIds });
  }

  /** A thread is found through the message ids that a reply names. */
  private threadOf(headers: [string, string][]): string | null {
    const named = headers.filter(([name]) => name === "in-reply-to" || name === "references").flatMap(([, value]) => value.match(/<[^<>]+>/g) ?? []);
    const parent = [...this.messages.values()].find((one) => one.headers.some(([name, value]) => name === "message-id" && named.includes(value)));
    return parent?.thread ?? null;
  }

  deliver(rawMail: string | Uint8Array, { at, labels = ["INBOX", "UNREAD"] }: Arrival): string {
    const raw = Buffer.from(rawMail);
    const headers = headersOf(raw);
    const id = this.freshId(at);
    const message: Stored = { id, thread: this.threadOf(headers) ?? id, labels: [...labels], at: at.getTime(), history: 0n, raw, headers };
    this.messages.set(id, message);
    this.note("messagesAdded", message, []);
    return id;
  }

  private one(id: string): Stored {
    const message = this.messages.get(id);
    if (message === undefined) throw new Error(`The mailbox has no message ${id}.`);
    return message;
  }

  /** Deletes for good. */
  remove(id: string): void {
    const message = this.one(id);
    this.note("messagesDeleted", message, []);
    this.messages.delete(id);
  }

  relabel(id: string, add: string[], remove: string[]): void {
    const message = this.one(id);
    message.labels = [...message.labels.filter((label) => !remove.includes(label)), ...add];
    if (add.length > 0) this.note("labelsAdded", message, add);
    if (remove.length > 0) this.note("labelsRemoved", message, remove);
  }

  forgetHistory(): void {
    this.mark += 1n;
    this.forgotten = this.mark;
  }

  newestFirst(): Stored[] {
    return [...this.messages.values()].sort((a, b) => b.at - a.at || (a.history < b.history ? 1 : -1));
  }
}

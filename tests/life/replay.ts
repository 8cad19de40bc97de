/**
 * Owns: an Odoo on loopback that knows nothing but recorded answers of real servers: status, headers and body as they were.
 * Never: an answer that nobody recorded - that is 501, and named in `uncovered`, which every test looks at.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { meaningOf, type Meant, type Story } from "./meaning";
import { askedOf, bodyOf, layOut, recorded, type Asked, type Wire } from "./wire";

const READS = new Set(["GET /web/version", "version", "authenticate", "context_get", "read", "search", "search_read", "has_access", "check_access_rights", "check_object_reference", "fields_get"]);

const NOTE = "account.move.message_post";

export interface Answered {
  /** `account.move.load` */
  name: string;
  /** Everything that is not known to be a read. */
  write: boolean;
  /** Number of the recording that answered, null for none. */
  number: string | null;
}

export interface Replay {
  url: string;
  calls: Answered[];
  /** Requests that no recording answers. */
  uncovered: string[];
  story: Story;
  /** The API key that this server knows. */
  key: string;
  /** Another recording than the one that the story would give, e.g. a refusal; null for the usual one. */
  instead: (asked: Asked, story: Story) => Meant | null;
  /** Called when a request has arrived, before it is answered. */
  arrived: (call: Pick<Answered, "name" | "write">) => Promise<void>;
  /** But for the notes in a record's log. */
  writes(): string[];
  /** How many notes were left in a record's log. */
  notes(): number;
  close(): Promise<void>;
}

interface Reply {
  number: string | null;
  status: number;
  type: string;
  body: string;
}

function replyTo(wire: Wire, asked: Asked, meant: Meant | null): Reply {
  const lacking = (why: string): Reply => ({ number: null, status: 501, type: "text/plain", body: `not covered: ${asked.model}.${asked.method} ${JSON.stringify(asked.args)}: ${why}` });
  if (!meant) return lacking("no recording means this");
  const { number } = meant;
  const told = recorded(wire, number);
  const { status, headers } = told.response;
  try {
    const fields = Array.isArray(asked.args["fields"]) ? asked.args["fields"].map(String) : [];
    const body = "rows" in meant ? layOut(told, meant.rows, fields) : meant.instead ? bodyOf(told).replaceAll(...meant.instead) : bodyOf(told);
    return { number, status, type: headers["content-type"] ?? "", body };
  } catch (error) {
    return lacking(error instanceof Error ? error.message : String(error));
  }
}

export async function startReplay(wire: Wire): Promise<Replay> {
  const server = createServer((request, response) => {
    void (async () => {
      const asked = askedOf(request.method ?? "", request.url ?? "", request.headers, await text(request));
      const name = `${asked.model}.${asked.method}`;
      const write = !READS.has(asked.method);
      await replay.arrived({ name, write });
      const { number, status, type, body } = replyTo(wire, asked, replay.instead(asked, replay.story) ?? meaningOf(wire, asked, replay.story, replay.key));
      replay.calls.push({ name, write, number });
      if (number === null) replay.uncovered.push(body);
      response.writeHead(status, { "content-type": type }).end(body);
    })().catch((error: unknown) => {
      replay.uncovered.push(String(error));
      response.writeHead(501).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const replay: Replay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    uncovered: [],
    story: { loaded: null, posted: false },
    key: "<KEY>",
    instead: () => null,
    arrived: () => Promise.resolve(),
    writes: () => replay.calls.flatMap(({ name, write }) => (write && name !== NOTE ? [name] : [])),
    notes: () => replay.calls.filter(({ name }) => name === NOTE).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return replay;
}

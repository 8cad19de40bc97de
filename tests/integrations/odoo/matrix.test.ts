/**
 * Every operation of the Odoo channel x version x wire x outcome, against the twin and judged by the twin's records: exactly once (PRODUCT
 * K3, K4, O4). The table of what is covered is written into docs/odoo.md by `npx vitest run tests/integrations/odoo/matrix.test.ts -u`.
 */
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Attempt, Call, Operation, Outcome } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { GIVEN_UP_MS } from "../../../src/integrations/odoo/waiting";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { caseOf, OPERATIONS, type Case } from "./cases";
import { attemptOf, callTo, NOW, twinWithCustomers, type Fields } from "./kit";

const WIRES = { "19, JSON-2": { version: "19", hidden: false }, "19, XML-RPC": { version: "19", hidden: true }, "16, XML-RPC": { version: "16", hidden: false } } as const;
type WireName = keyof typeof WIRES;

/** Started by a schedule, they reach Odoo only through the operation that they repeat. */
const BY_SCHEDULE = ["repeat_invoice", "repeat_payment"];
const LATER = new Date(NOW.getTime() + GIVEN_UP_MS + 1);

interface Stage {
  twin: OdooTwin;
  of: Case;
  operation: Operation;
  kept: JsonObject;
  transport: "json2" | "xmlrpc";
  call(given?: Parameters<typeof callTo>[1] & { url?: string }): Call;
  perform(given?: { fields?: Fields; url?: string }): Promise<Outcome>;
  lookup(given?: { now?: Date; pace?: number }): ReturnType<Operation["lookup"]>;
}

let open: OdooTwin | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function stage(operation: string, wire: WireName): Promise<Stage> {
  const { version, hidden } = WIRES[wire];
  const twin = await twinWithCustomers(version);
  open = twin;
  const found = odooChannel().operations[operation];
  if (!found) throw new Error(`There is no operation ${operation}.`);
  const of = caseOf(operation, twin);
  const call: Stage["call"] = (given = {}) => {
    const made = callTo(given.url ?? twin.url, given);
    // A server of version 19 whose JSON-2 cannot be reached, e.g. behind a proxy that lets only /xmlrpc through.
    const page = { status: 404, headers: { "content-type": "text/html" }, body: new TextEncoder().encode("<html></html>") };
    return hidden ? { ...made, http: { request: (request) => (request.url.endsWith("/web/version") ? Promise.resolve(page) : made.http.request(request)) } } : made;
  };
  const attempt = (): Attempt => ({ ...attemptOf(`${operation.replace("_", "-")}-0011223344aabb`), remembered: made.kept });
  const made: Stage = {
    twin,
    of,
    operation: found,
    kept: {},
    transport: wire.endsWith("JSON-2") ? "json2" : "xmlrpc",
    call,
    perform: (given = {}) =>
      found.perform(of.payload, attempt(), call({ ...given, may_write: true }), (data) => {
        made.kept = { ...made.kept, ...data };
        return Promise.resolve();
      }),
    lookup: (given = {}) => found.lookup(of.payload, attempt(), call({ pace: 0.04, ...given })),
  };
  return made;
}

/** Asked once more, e.g. by a person who sends it again: it is found, or refused because it is there - never done twice. */
async function onceMore({ perform, of }: Stage): Promise<void> {
  expect(["done", "refused"]).toContain((await perform()).kind);
  expect(of.happened()).toBe(1);
}

const OUTCOMES: Record<string, (at: Stage) => Promise<void>> = {
  done: async (at) => {
    expect(at.of.happened()).toBe(0);
    const outcome = await at.perform();
    expect(outcome).toMatchObject({ kind: "done", receipt: { difference: null } });
    expect(at.of.happened()).toBe(1);
    expect(new Set(at.twin.calls.map(({ transport }) => transport).filter((one) => one !== "http"))).toEqual(new Set([at.transport]));
    await onceMore(at);
  },
  refused: async (at) => {
    expect(await at.perform({ fields: { user: "lowly", key: "sandbox-lowly-key" } })).toMatchObject({ kind: "refused" });
    expect(at.of.happened()).toBe(0);
  },
  unauthorized: async (at) => {
    const outcome = await at.perform({ fields: { key: "wrong-key" } });
    expect(outcome).toMatchObject({ kind: "unauthorized", problem: { code: "AUTHENTICATION_ERROR" } });
    expect(JSON.stringify(outcome)).not.toContain("wrong-key");
    expect(at.of.happened()).toBe(0);
  },
  "busy (no connection)": async (at) => {
    expect(await at.perform({ url: "http://127.0.0.1:9" })).toMatchObject({ kind: "busy", problem: { code: "ODOO_CONNECTION_ERROR" } });
    expect(at.of.happened()).toBe(0);
  },
  "unknown, then found": async (at) => {
    at.twin.inject({ on: at.of.on, answer: { status: 502, html: "<html><body>Bad Gateway</body></html>" } });
    expect((await at.perform()).kind).toBe("unknown");
    expect(await at.lookup()).toMatchObject({ kind: "done", receipt: { difference: null } });
    expect(at.of.happened()).toBe(1);
    await onceMore(at);
  },
  "unknown, then absent": async (at) => {
    at.twin.inject({ on: at.of.on, execute: false, answer: "cut" });
    expect((await at.perform()).kind).toBe("unknown");
    expect((await at.lookup({ pace: 0 })).kind).toBe("unclear");
    expect((await at.lookup({ now: LATER, pace: 0 })).kind).toBe("absent");
    expect(at.of.happened()).toBe(0);
    expect((await at.perform()).kind).toBe("done");
    expect(at.of.happened()).toBe(1);
  },
  "cut after the commit": async (at) => {
    at.twin.inject({ on: at.of.on, answer: "cut" });
    expect((await at.perform()).kind).toBe("unknown");
    expect(await at.lookup()).toMatchObject({ kind: "done" });
    expect(at.of.happened()).toBe(1);
    await onceMore(at);
  },
  "committed after we gave up": async (at) => {
    let commit = (): void => undefined;
    const commit_when = new Promise<void>((resolve) => (commit = resolve));
    at.twin.inject({ on: at.of.on, answer: "cut", commit_when });
    expect((await at.perform()).kind).toBe("unknown");
    expect(at.of.happened()).toBe(0);
    expect((await at.lookup({ pace: 0 })).kind).toBe("unclear");
    commit();
    expect(await at.lookup()).toMatchObject({ kind: "done" });
    expect(at.of.happened()).toBe(1);
    await onceMore(at);
  },
  "committed after it was called absent": async (at) => {
    let commit = (): void => undefined;
    at.twin.inject({ on: at.of.on, answer: "cut", commit_when: new Promise<void>((resolve) => (commit = resolve)) });
    expect((await at.perform()).kind).toBe("unknown");
    expect(await at.lookup({ now: LATER, pace: 0 })).toMatchObject({ kind: "absent", problem: { next: expect.stringContaining("looked for once more") as string } });
    commit();
    await vi.waitFor(() => expect(at.of.happened()).toBe(1));
    await onceMore(at);
  },
};

const rows = OPERATIONS.flatMap((operation) => (Object.keys(WIRES) as WireName[]).flatMap((wire) => Object.keys(OUTCOMES).map((outcome): [string, WireName, string] => [operation, wire, outcome])));

describe("K3 K4 O4 every operation, every wire, every outcome", () => {
  test.each(rows)("%s, Odoo %s: %s", async (operation, wire, outcome) => {
    await OUTCOMES[outcome]?.(await stage(operation, wire));
  });

  test("no operation of the channel is left out", () => {
    expect(Object.keys(odooChannel().operations).sort()).toEqual([...OPERATIONS, ...BY_SCHEDULE].sort());
  });
});

test("docs/odoo.md tells what is covered", async () => {
  const outcomes = Object.keys(OUTCOMES);
  const labels = odooChannel().operations;
  const cell = (operation: string, wire: string, outcome: string): string => (rows.some((row) => row[0] === operation && row[1] === wire && row[2] === outcome) ? "yes" : "**no**");
  const lines = OPERATIONS.flatMap((operation) => Object.keys(WIRES).map((wire) => `| ${labels[operation]?.label ?? operation} | ${wire} | ${outcomes.map((outcome) => cell(operation, wire, outcome)).join(" | ")} |`));
  const text = [
    "# What is shown of Odoo",
    "",
    "Written by `tests/integrations/odoo/matrix.test.ts`, which runs every cell against a server that answers as recorded ones did and looks",
    "into that server's records afterwards: it happened exactly once, or not at all. What each error says: [odoo-errors.md](odoo-errors.md).",
    "",
    `| operation | Odoo | ${outcomes.join(" | ")} |`,
    `| --- | --- |${outcomes.map(() => " --- |").join("")}`,
    ...lines,
    "",
    "- refused: a user without rights. unauthorized: a wrong key. busy: no connection was made. unknown, then found: a proxy answered instead of Odoo.",
    "- unknown, then absent: the request never arrived; that is certain only when Odoo's own time limit is over, three minutes after the start.",
    "- committed after we gave up: Odoo goes on when nobody waits any more; looked up early it is unclear, never absent.",
    "- committed after it was called absent: a server whose own limit was raised above three minutes may do that; sending it again finds it.",
    `- ${BY_SCHEDULE.join(" and ")} write to Odoo only through the operation that they repeat.`,
    "- Each action leaves a note of its own in the log of the record that it changed; a payment in that of the document it pays. Nobody",
    "  recorded `message_post` on a partner: where it fails, the partner's external id still holds the action's id.",
    "- Odoo 17 and 18 were never recorded. The wizard with which 17 sends mail is not known here: sending is refused there, with a sentence.",
    "- The stand-in answers 402 recorded exchanges byte for byte; of 426, 24 are JSON-RPC, which is not spoken. Three pages of HTML are",
    "  compared by status and type only, and a refusal of 16 without the part that is cut in its recording.",
    "- Not in the stand-in, and refused as an unknown method, operator or field would be: groups by week or month, `child_of`, `copy`,",
    "  `name_search`, models that this program never asks. Of taxes it knows percentages only, on top or included, both ways of rounding.",
    "",
  ].join("\n");
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "../../../docs/odoo.md"));
});

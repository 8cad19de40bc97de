/**
 * What silently goes wrong here: a token ends and nobody is told, or somebody is told every five minutes; what was approved is lost, or goes out
 * twice when the token is renewed. Every service of the registry, each in its own words (PRODUCT E3, G1).
 */
import { describe, expect, it } from "vitest";
import type { HttpFailure, HttpRequest, HttpResponse } from "../../src/ports";
import { secretName } from "../../src/engine/services";
import { registry } from "../../src/registry";
import { DEFAULTS, type Settings } from "../../src/settings";
import { AT_PANEL, employeeOn } from "./bench";
import { Process, World } from "./world";
import { aPost } from "./walls";

const MINUTE_MS = 60_000;
const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({ status, headers: { "content-type": "application/json", ...headers }, body: new TextEncoder().encode(body === null ? "" : JSON.stringify(body)) });

interface Service {
  settings: Record<string, string>;
  secrets: Record<string, string>;
  /** The secret that ends and is entered anew. */
  token: string;
  /** Says that the token is dead, as the service does; `count` makes no two answers alike. */
  dead(count: number, url: string): HttpResponse;
  /** What anything but a write is answered, by the end of its path. */
  reads: [RegExp, unknown][];
  /** The write that makes something public, and its answer; none of a service that only reads. */
  publishes?: [RegExp, (count: number) => HttpResponse];
}

const meta = (count: number): HttpResponse => json(400, { error: { message: `Error validating access token: Session has expired on Sunday, the ${count}th.`, type: "OAuthException", code: 190, error_subcode: 463 } });
const graph: [RegExp, unknown][] = [[/content_publishing_limit/, { data: [{ quota_usage: 0, config: { quota_total: 50 } }] }], [/\/(?:101|202)\?/, { id: "101", name: "Northlight", username: "northlight" }], [/\/9\d+\?fields=status/, { status_code: "FINISHED" }], [/\/[78]\d+\?/, { id: "7", timestamp: "2026-11-16T08:00:00+0000" }], [/./, { data: [] }]];

const SERVICES: Record<string, Service> = {
  facebook: { settings: { page_id: "101" }, secrets: {}, token: "page_token", dead: meta, reads: graph, publishes: [/\/feed$/, (count) => json(200, { id: `7${count}` })] },
  instagram: { settings: { user_id: "202" }, secrets: {}, token: "token", dead: meta, reads: graph, publishes: [/\/media(?:_publish)?$/, (count) => json(200, { id: `9${count}` })] },
  x: {
    settings: {}, secrets: { api_key: "k", api_secret: "s", access_secret: "t" }, token: "access_token",
    dead: () => json(401, { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" }),
    reads: [[/users\/me/, { data: { id: "42", name: "Olivia", username: "northlight" } }], [/./, { meta: { result_count: 0 } }]],
    publishes: [/\/2\/tweets$/, (count) => json(201, { data: { id: String(count), text: "" } })],
  },
  linkedin: {
    settings: {}, secrets: {}, token: "token",
    dead: () => json(401, { status: 401, serviceErrorCode: 65_601, code: "REVOKED_ACCESS_TOKEN", message: "The token used in the request has been revoked by the user" }),
    reads: [[/./, { sub: "abc123", name: "Olivia Hart" }]],
    publishes: [/\/rest\/posts$/, (count) => json(201, null, { "x-restli-id": `urn:li:share:${count}` })],
  },
  gmail: {
    settings: { client_id: "c" }, secrets: { client_secret: "s" }, token: "refresh_token",
    dead: (_count, url) => (url.endsWith("/token") ? json(400, { error: "invalid_grant", error_description: "Token has been expired or revoked." }) : json(401, { error: { code: 401, message: "Invalid Credentials", errors: [{ domain: "global", reason: "authError" }] } })),
    reads: [[/profile/, { emailAddress: "owner@northlight.example", historyId: "5" }], [/history/, { historyId: "5" }], [/./, {}]],
  },
};

/** The outside: only requests with a good token get further than the service's word that it is dead. */
class Outside {
  good = "first";
  down = false;
  asked = 0;
  written: string[] = [];

  constructor(private readonly of: Service) {}

  answer = ({ method, url, headers, body = "" }: HttpRequest): HttpResponse | HttpFailure => {
    this.asked += 1;
    if (this.down) return { failure: "maybe_sent", cause: "timeout", text: "There was no complete answer in time." };
    const said = `${headers["authorization"] ?? ""} ${typeof body === "string" ? body : ""}`;
    if (!said.includes(`token-${this.good}`)) return this.of.dead(this.asked, url);
    if (url.endsWith("/token")) return json(200, { access_token: `token-${this.good}`, expires_in: 3_600, scope: "https://www.googleapis.com/auth/gmail.readonly" });
    const [writes, made] = this.of.publishes ?? [/^$/, () => json(404, {})];
    if (method === "POST" && writes.test(new URL(url).pathname)) {
      if (!url.endsWith("/media")) this.written.push(String(body));
      return made(this.asked);
    }
    return json(200, this.of.reads.find(([path]) => path.test(url))?.[1] ?? {});
  };
}

const image = { blob: "1f".repeat(32), name: "a.jpg", type: "image/jpeg" as const, width: 1200, height: 800, size: 8, alt: "A desk", url: "https://www.northlight.example/a.jpg" };
const ids = [...new Set([...registry().channels, ...registry().watchers].map(({ id }) => id))];

describe("E3 a token that ended", () => {
  it("every service of the registry is tried here; Odoo's key has tests of its own", () => {
    expect(Object.keys(SERVICES).sort()).toEqual(ids.filter((id) => id !== "odoo").sort());
  });

  it.each(Object.entries(SERVICES))("%s: one notice whoever meets it, none for what passes; the work waits, is not lost and not repeated, and a later end is told again", async (id, service) => {
    const outside = new Outside(service);
    const world = new World(outside.answer);
    const label = [...registry().channels, ...registry().watchers].find((one) => one.id === id)?.label ?? id;
    const enter = (token: string): void => void world.secrets.set(secretName(id, service.token), `token-${token}`);
    for (const [key, value] of Object.entries(service.secrets)) world.secrets.set(secretName(id, key), value);
    enter("first");
    const settings: Settings = { ...DEFAULTS, live: [id], undo_seconds: 0, services: { [id]: service.settings } };
    const start = async () => {
      const employee = employeeOn(new Process(world), settings, { registry: { ...registry(), generators: [] } });
      await employee.open();
      employee.start();
      return employee;
    };
    const notices = (): string[] => world.in("Needs_Action").filter((path) => path.includes("/ALERT_NO_ACCESS_"));
    const told = (): number => world.warnings.filter((text) => text.startsWith(`${label}: `)).length;
    const pass = (minutes: number): Promise<void> => world.clock.advance(minutes * MINUTE_MS);

    let employee = await start();
    await pass(1);
    if (service.publishes) {
      const at = (minutes: number): string => new Date(world.clock.time + minutes * MINUTE_MS).toISOString();
      for (const post of ["One.", "Two."]) await employee.wish({ kind: "post", post: aPost({ id: post.slice(0, 3), text: post, channels: [id], at: at(5), ...(id === "instagram" && { images: [image] }) }) }, AT_PANEL);
    }
    const approve = async (): Promise<void> => {
      for (const { id: post, fingerprint } of await employee.list("waiting")) await employee.wish({ kind: "approve", id: post, fingerprint }, AT_PANEL);
    };
    await approve();
    outside.down = true;
    await pass(3);
    expect([notices(), told()]).toEqual([[], 0]);
    outside.down = false;

    // It ends; a watcher, the look after services and two deliveries meet it.
    outside.good = "second";
    await pass(6);
    outside.asked = 0;
    await pass(6);
    expect(outside.asked).toBe(0);
    expect([notices().length, told()]).toEqual([1, 1]);
    const note = world.notes.get(notices()[0] ?? "") ?? "";
    expect(note).toContain(`# ${label} does not let the program in any more`);
    expect(note).toMatch(/What to do: \S+/);
    expect(note).not.toContain("token-first");

    // Also over a restart, in which it is met once more.
    const stopping = employee.stop();
    await pass(1);
    await stopping;
    employee = await start();
    await pass(2);
    expect([notices().length, told()]).toEqual([1, 1]);
    expect(outside.written).toEqual([]);

    // A new one is entered: everything goes on, each once.
    enter("second");
    await pass(6);
    // Two posts in one hour ask, each that was judged before the other came.
    await approve();
    await pass(1);
    expect(notices()).toEqual([]);
    expect(world.in("Completed").filter((path) => path.includes("/ALERT_NO_ACCESS_"))).toHaveLength(1);
    if (service.publishes) {
      expect(outside.written).toHaveLength(2);
      expect(world.in("Completed").filter((path) => path.includes("/POST_"))).toHaveLength(2);
    }

    outside.good = "third";
    await pass(6);
    expect([notices().length, told()]).toEqual([1, 2]);
    const ending = employee.stop();
    await pass(1);
    await ending;
  });
});

/** Owns: G2 against the Gmail twin - no mail twice, none missed. Never: a write to the mailbox, which every test asserts at its end (K7). */
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceError } from "../../src/core/failure";
import { nodeHttp } from "../../src/host/node/http";
import { gmailReads } from "../../src/integrations/gmail/reads";
import type { Http } from "../../src/ports";
import type { FaultKind, GmailTwin } from "../../src/sandbox/gmail/twin";
import { gmailWatcher } from "../../src/watchers/gmail";
import { gmailCall, NOW, rawMail, startTwin, type TestCall } from "../integrations/gmail/call";
import { Intake } from "./intake";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const READS = /^GET \/gmail\/v1\/users\/me\/(profile|history|messages|messages\/[0-9a-f]{16})$|^POST \/token$/;

let twin: GmailTwin;
let call: TestCall;
let intake: Intake;
const watcher = () => gmailWatcher(gmailReads());
beforeEach(async () => {
  twin = await startTwin({ now: () => call.now().getTime() });
  call = gmailCall(twin);
  intake = new Intake();
});
afterEach(async () => {
  expect(twin.calls.map(({ method, path }) => `${method} ${path}`).filter((one) => !READS.test(one))).toEqual([]);
  await twin.close();
});

let count = 0;
/** A mail that arrived `ago` milliseconds before now. */
function arrive(ago = 0, labels?: string[], from = "ann@customer.example"): string {
  count += 1;
  return `gmail:${twin.deliver(rawMail(from, `Mail ${count}`), { at: new Date(call.now().getTime() - ago), ...(labels && { labels }) })}`;
}
const asked = (part: string): number => twin.calls.filter(({ method, path, query }) => `${method} ${path}${query}`.includes(part)).length;
const whys = (): Record<string, string> => Object.fromEntries(intake.skipped.map(({ id, why }) => [id, why]));
/** A mailbox whose listings have small pages. */
const smallPages = (size: number): Http => ({ request: (request) => nodeHttp().request({ ...request, url: request.url.replace("maxResults=500", `maxResults=${size}`) }) });

describe("G2 the first look", () => {
  it("takes the last 7 days, oldest first, with everything that a mail is", async () => {
    arrive(7 * DAY + 1_000);
    const old = arrive(7 * DAY - 1_000);
    const reply = twin.deliver(rawMail("Ann <Ann@Customer.Example>", "Re: offer", "Please send the invoice."), { at: new Date(NOW - HOUR) });
    const newest = arrive();
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([old, `gmail:${reply}`, newest]);
    const observation = intake.pages.flatMap((page) => page.observations)[1];
    expect(observation).toMatchObject({ source: "gmail", at: new Date(NOW - HOUR).toISOString(), thread: reply });
    expect(observation?.mail).toMatchObject({ id: reply, from: { email: "ann@customer.example" }, subject: "Re: offer", text: "Please send the invoice.", labels: ["INBOX", "UNREAD"], problems: [] });
  });

  it("an empty mailbox is looked at without an error, and its first mail is seen", async () => {
    await intake.look(watcher(), call);
    const id = arrive();
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([id]);
  });

  it.each([1, 2])("sees what comes in right after listing %i was read", async (when) => {
    const before = arrive(HOUR);
    let during = "";
    let listings = 0;
    const http: Http = {
      request: async (request) => {
        const result = await nodeHttp().request(request);
        if (request.url.includes("/messages?") && (listings += 1) === when) during = arrive();
        return result;
      },
    };
    await intake.look(watcher(), gmailCall(twin, http));
    expect([...intake.entered].sort()).toEqual([before, during].sort());
  });

  it("takes a long backlog page by page over restarts: no mail twice, none missed", async () => {
    const all = Array.from({ length: 260 }, (_, n) => arrive(6 * DAY - n * 60_000));
    const small = gmailCall(twin, smallPages(40));
    for (let page = 0; intake.entered.length < all.length && page < 50; page += 1) await intake.look(watcher(), small, { page: 1, entered: 13 });
    await intake.look(watcher(), small);
    expect(intake.entered).toEqual(all);
    expect(intake.repeated).toEqual([]);
    expect(Math.max(...intake.pages.map((page) => page.observations.length))).toBe(25);
    expect(asked("format=raw")).toBeLessThan(all.length + 12 * 25);
  });

  it("misses nothing when mails are deleted while the listing is paged through", async () => {
    const all = Array.from({ length: 30 }, (_, n) => arrive(DAY - n * 60_000));
    const gone = [...all].reverse().slice(0, 4);
    let listed = 0;
    const http: Http = {
      request: async (request) => {
        const result = await smallPages(5).request(request);
        // Each deletion pushes one more mail over the edge of the page that was just read.
        if (request.url.includes("/messages?")) {
          const id = gone[(listed += 1) - 1];
          if (id !== undefined) twin.mailbox.remove(id.replace("gmail:", ""));
        }
        return result;
      },
    };
    await intake.look(watcher(), gmailCall(twin, http));
    expect([...intake.entered].sort()).toEqual(all.filter((id) => !gone.includes(id)).sort());
    expect(intake.entered).toHaveLength(26);
  });
});

describe("G2 poll after poll", () => {
  it("costs three units when nothing happened, writes nothing, and takes new mail by its change", async () => {
    arrive(HOUR);
    const gmail = watcher();
    await intake.look(gmail, call);
    twin.calls.length = 0;
    const pages = intake.pages.length;
    await intake.look(gmail, call);
    expect(twin.calls.map(({ path }) => path.split("/").at(-1))).toEqual(["profile", "history"]);
    expect(intake.pages).toHaveLength(pages);
    const late = arrive();
    await intake.look(gmail, call);
    expect(intake.entered.at(-1)).toBe(late);
    expect(asked("format=raw")).toBe(1);
  });

  it("passes over drafts, sent, scheduled, chat, spam and trash with the reason, and does not fetch them", async () => {
    await intake.look(watcher(), call);
    const expected = Object.fromEntries(
      [["DRAFT", "a draft"], ["SENT", "sent from this mailbox"], ["SCHEDULED", "scheduled to be sent later"], ["CHAT", "a chat message"], ["SPAM", "in Gmail's spam folder"], ["TRASH", "in the trash"]].map(([label, why]) => [arrive(0, [label ?? ""]), why]),
    );
    const unlabelled = arrive(0, [], "owner@shop.example");
    const archived = arrive(0, []);
    const toMyself = arrive(0, ["INBOX", "SENT"], "owner@shop.example");
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([archived, toMyself]);
    expect(whys()).toEqual({ ...expected, [unlabelled]: "written by the owner of this mailbox" });
    expect(asked("format=raw")).toBe(3);
  });

  it("the same in a search", async () => {
    const draft = arrive(HOUR, ["DRAFT"]);
    const sent = arrive(HOUR, ["SENT"]);
    const spam = arrive(HOUR, ["SPAM"]);
    const mail = arrive(HOUR);
    await intake.look(watcher(), call);
    expect([intake.entered, whys()]).toEqual([[mail], { [draft]: "a draft", [sent]: "sent from this mailbox" }]);
    twin.mailbox.relabel(spam.replace("gmail:", ""), ["INBOX"], ["SPAM"]);
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([mail, spam]);
  });

  it("a mail taken out of spam counts as arrived, one put back into the inbox does not arrive again", async () => {
    const seen = arrive(HOUR);
    await intake.look(watcher(), call);
    const spam = arrive(0, ["SPAM"]);
    await intake.look(watcher(), call);
    expect(whys()[spam]).toMatch(/spam/);
    twin.mailbox.relabel(spam.replace("gmail:", ""), ["INBOX"], ["SPAM"]);
    twin.mailbox.relabel(seen.replace("gmail:", ""), [], ["INBOX"]);
    twin.mailbox.relabel(seen.replace("gmail:", ""), ["INBOX"], []);
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([seen, spam]);
  });

  it("a mail deleted before it could be fetched is passed over, not an error", async () => {
    await intake.look(watcher(), call);
    const id = arrive();
    const kept = arrive();
    twin.mailbox.remove(id.replace("gmail:", ""));
    await intake.look(watcher(), call);
    expect([intake.entered, whys()]).toEqual([[kept], { [id]: "deleted before it could be read" }]);
  });

  it("a mail that is listed a moment before it can be read is not missed", async () => {
    await intake.look(watcher(), call);
    const id = arrive();
    twin.inject({ kind: "not_found", on: "/messages/" });
    await intake.look(watcher(), call);
    expect([intake.entered, whys()]).toEqual([[id], {}]);
  });

  it("G3: a mail that cannot be read becomes an observation that says so", async () => {
    await intake.look(watcher(), call);
    const id = `gmail:${twin.deliver(Uint8Array.from({ length: 3_000 }, (_, at) => (at * 31) % 256), { at: call.now() })}`;
    await intake.look(watcher(), call);
    const mail = intake.pages.at(-1)?.observations[0]?.mail;
    expect(intake.entered).toEqual([id]);
    expect(mail?.problems.length).toBeGreaterThan(0);
  });

  it("250 new mails come in pages, and a power cut between or within them repeats and loses none", async () => {
    await intake.look(watcher(), call);
    const all = Array.from({ length: 250 }, () => arrive());
    await intake.look(watcher(), call, { page: 2, entered: 7 });
    expect(intake.entered).toHaveLength(107);
    await intake.look(watcher(), call, { page: 0, entered: 50 });
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual(all);
    // Fetched again is only what was in hand when the power went off.
    expect(asked("format=raw")).toBe(250 + 43);
  });
});

describe("G2 when the mark is gone", () => {
  it("after a week offline a dated search takes over, and changes go on from there", async () => {
    const first = arrive(HOUR);
    await intake.look(watcher(), call);
    call.pass(9 * DAY);
    const missed = [arrive(8 * DAY), arrive(3 * DAY, ["INBOX"]), arrive(HOUR)];
    twin.forgetHistory();
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([first, ...missed]);
    expect(asked("format=raw")).toBe(4);
    twin.calls.length = 0;
    const next = arrive();
    await intake.look(watcher(), call);
    expect(intake.entered.at(-1)).toBe(next);
    expect(asked("/messages?")).toBe(0);
  });

  it("a mark that is refused again and again ends the look instead of turning in circles", async () => {
    arrive(HOUR);
    await intake.look(watcher(), call);
    const http: Http = {
      request: (request) => {
        if (request.url.includes("/history")) twin.forgetHistory();
        return nodeHttp().request({ ...request, url: request.url.replace(/startHistoryId=\d+/, "startHistoryId=1") });
      },
    };
    twin.calls.length = 0;
    await intake.look(watcher(), gmailCall(twin, http));
    expect(asked("/history")).toBe(2);
    expect(intake.repeated).toEqual([]);
  });

  it("a date in the future does not carry the search past mails that come later", async () => {
    const odd = arrive(-300 * DAY);
    await intake.look(watcher(), call);
    call.pass(5 * DAY);
    const later = arrive(HOUR);
    twin.forgetHistory();
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([odd, later]);
  });

  it("another mailbox behind the same settings is a new beginning", async () => {
    arrive(HOUR);
    await intake.look(watcher(), call);
    const other = await startTwin({ address: "second@shop.example" });
    other.deliver(rawMail("bob@customer.example", "Other"), { at: new Date(NOW - 6 * DAY) });
    await intake.look(watcher(), gmailCall(other));
    expect(intake.entered).toHaveLength(2);
    await other.close();
  });

  it.each(["", "{}", "nonsense", "{\"version\":2}"])("a cursor that cannot be read (%j) is a first look", async (cursor) => {
    const id = arrive(HOUR);
    intake.cursor = cursor;
    await intake.look(watcher(), call);
    expect(intake.entered).toEqual([id]);
  });
});

describe("G2 law: whatever happens, every mail once", () => {
  type Step =
    | { kind: "arrive"; count: number; labels: string[] }
    | { kind: "remove" }
    | { kind: "forget" }
    | { kind: "wait"; hours: number }
    | { kind: "look"; fault: { fault: FaultKind; on: string; skip: number } | null; cut: { page: number; entered: number } | null };
  const labels = fc.oneof({ weight: 5, arbitrary: fc.constant<string[]>(["INBOX", "UNREAD"]) }, { weight: 1, arbitrary: fc.constantFrom<string[]>(["DRAFT"], ["SENT"], [], ["INBOX", "SENT"], ["SPAM"]) });
  const fault = fc.record({
    fault: fc.constantFrom<FaultKind>({ kind: "server_error" }, { kind: "too_many", retry_after_s: 300 }, { kind: "cut" }, { kind: "reset" }, { kind: "html", status: 502 }, { kind: "unauthorized" }),
    on: fc.constantFrom("/history", "/messages", "/profile", "POST /token"),
    skip: fc.nat(12),
  });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("arrive" as const), count: fc.integer({ min: 1, max: 9 }), labels }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("forget" as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 240 }) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("look" as const), fault: fc.option(fault), cut: fc.option(fc.record({ page: fc.nat(3), entered: fc.nat(9) })) }) },
  );

  it("over random arrivals, deletions, forgotten marks, faults and power cuts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const law = await startTwin({ now: () => steady.now().getTime() });
        const steady: TestCall = gmailCall(law, smallPages(4));
        const memory = new Intake();
        const wanted = new Set<string>();
        try {
          await memory.look(watcher(), steady);
          for (const one of steps) {
            if (one.kind === "wait") steady.pass(one.hours * HOUR);
            else if (one.kind === "forget") law.forgetHistory();
            else if (one.kind === "remove") {
              const lost = [...wanted].find((id) => !memory.entered.includes(id));
              if (lost === undefined) continue;
              wanted.delete(lost);
              law.mailbox.remove(lost.replace("gmail:", ""));
            } else if (one.kind === "arrive") {
              for (let n = 0; n < one.count; n += 1) {
                const id = `gmail:${law.deliver(rawMail("ann@customer.example", `Law ${n}`), { at: steady.now(), labels: one.labels })}`;
                const out = ["DRAFT", "SPAM"].some((label) => one.labels.includes(label)) || (one.labels.includes("SENT") && !one.labels.includes("INBOX"));
                if (!out) wanted.add(id);
                steady.pass(1_000);
              }
            } else {
              if (one.fault !== null) law.inject({ ...one.fault.fault, on: one.fault.on, skip: one.fault.skip, times: 9 });
              await memory.look(watcher(), steady, one.cut).catch((error: unknown) => {
                if (!(error instanceof ServiceError)) throw error;
              });
              law.clearFaults();
            }
          }
          await memory.look(watcher(), steady);
          expect([...memory.entered].sort()).toEqual([...wanted].sort());
          expect(memory.repeated).toEqual([]);
        } finally {
          await law.close();
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

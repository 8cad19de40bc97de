/** Owns: a call to a Gmail on loopback, with a clock that stands still until somebody sleeps. Never: a real wait. */
import type { Call } from "../../../src/channel";
import { nodeHttp } from "../../../src/host/node/http";
import type { Http } from "../../../src/ports";
import { type GmailTwin, type GmailTwinOptions, startGmailTwin } from "../../../src/sandbox/gmail/twin";

export const NOW = Date.parse("2026-11-16T10:00:00Z");
export const SECRETS = { client_id: "client-1.apps.example", client_secret: "GOCSPX-hush", refresh_token: "1//refresh-hush" };

export interface TestCall extends Call {
  /** Milliseconds slept so far. */
  slept: number[];
  /** Lets time go by without a sleep. */
  pass(ms: number): void;
  kept: Record<string, string>;
}

export function gmailCall(where: { url: string; tokenUrl: string }, http: Http = nodeHttp(), fields: Record<string, string> = {}): TestCall {
  let now = NOW;
  const values: Record<string, string> = { ...SECRETS, base_url: where.url, token_url: where.tokenUrl, ...fields };
  const kept: Record<string, string> = {};
  const slept: number[] = [];
  return {
    http,
    now: () => new Date(now),
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    field: (key) => kept[key] ?? values[key] ?? "",
    keep: (key, value) => {
      kept[key] = value;
    },
    blob: () => Promise.resolve(null),
    may_write: false,
    slept,
    pass: (ms) => {
      now += ms;
    },
    kept,
  };
}

export function startTwin(more: Partial<GmailTwinOptions> = {}): Promise<GmailTwin> {
  return startGmailTwin({ clientId: SECRETS.client_id, clientSecret: SECRETS.client_secret, refreshToken: SECRETS.refresh_token, address: "owner@shop.example", ...more });
}

/** A small mail as it comes over the wire. */
export function rawMail(from: string, subject: string, text = "Hello.", headers: string[] = []): string {
  return [`From: ${from}`, "To: owner@shop.example", `Subject: ${subject}`, `Message-ID: <${subject.replace(/\W+/g, "-")}@mail.example>`, "Content-Type: text/plain; charset=utf-8", ...headers, "", text].join("\r\n");
}

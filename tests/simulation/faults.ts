/**
 * Owns: everything that can go wrong at a fault point, by name.
 * Never: what the employee should make of it.
 */
import { HostError, type HttpFailure, type HttpRequest, type HttpResponse } from "../../src/ports";
import type { Aftermath } from "../engine/world";
import type { Point } from "../engine/world-ports";
import { ODOO, page } from "./partners";
import type { Run } from "./run";
import { refusalOf, wallOf } from "./social";
import { copyNote, deleteNote, editNote, moveNote, replaceLedger } from "./vault";

export interface Scene {
  run: Run;
  point: Point;
  pick: number;
}

export interface Fault {
  group: "power" | "disk" | "network" | "vault" | "ledger";
  /** For the page: what it is, in words. */
  text: string;
  fits(point: Point): boolean;
  before?(scene: Scene): void;
  /** Instead of the write; its error. */
  fails?(scene: Scene): Error;
  /** Instead of the partner's own answer. */
  answers?(scene: Scene, request: HttpRequest): HttpResponse | HttpFailure;
  after?(scene: Scene): void;
}

const always = (): boolean => true;
const isCall = ({ request }: Point): boolean => request !== undefined;
const isOfDisk = ({ request, name }: Point): boolean => request === undefined && !name.startsWith("lock.");
const isAppend = ({ name }: Point): boolean => name === "ledger.append";

const before = (aftermath: Aftermath, text: string): Fault => ({ group: "power", text, fits: always, before: ({ run }) => run.kill(aftermath) });
const after = (aftermath: Aftermath, text: string): Fault => ({ group: "power", text, fits: always, after: ({ run }) => run.kill(aftermath) });

/** Half of the line that is being written is there when the power goes. */
function half({ run, point }: Scene): void {
  const { disk } = run.life.world;
  const { about } = point;
  const newest = disk.days.get([...disk.days.keys()].sort().at(-1) ?? "");
  if (newest) disk.append(newest, about.slice(0, Math.ceil(about.length / 2)));
  run.kill("kept");
}

const full = (): HostError => new HostError({ code: "ENOSPC", effect: "It was not written.", cause: "The disk is full.", next: "Make room; it goes on by itself." });

const lost = (cause: HttpFailure["cause"]): HttpFailure => ({ failure: "maybe_sent", cause, text: `The connection ended without an answer (${cause}).` });
const call = (text: string, answers: NonNullable<Fault["answers"]>): Fault => ({ group: "network", text, fits: isCall, answers });
const done = ({ run }: Scene, request: HttpRequest): HttpResponse => run.life.partners.answer(request);

/** Waits until the caller has given up. */
function outlast({ run }: Scene, request: HttpRequest): HttpFailure {
  run.life.clock.pass(request.timeout_ms);
  return lost("timeout");
}

/** The partner takes it up now and is done `ms` after the caller gave up. */
const late = (ms: number) => (scene: Scene, request: HttpRequest): HttpFailure => {
  scene.run.life.partners.answerLate(request, request.timeout_ms + ms);
  return outlast(scene, request);
};

/** A refusal in the partner's own words; nothing was done. */
const says = (status: number, exception: string, reason: string, headers: Record<string, string> = {}) => (_scene: Scene, request: HttpRequest): HttpResponse => {
  const wall = wallOf(request);
  if (wall !== null) {
    const { status: said, body } = refusalOf(wall, status);
    return page(said, body, { "content-type": "application/json", ...headers });
  }
  const odoo = { name: exception, message: "Refused.", arguments: [], context: {}, debug: "" };
  const google = { error: { code: status, message: "Refused.", errors: [{ message: "Refused.", domain: "global", reason }], status: "" } };
  return page(status, JSON.stringify(request.url.startsWith(ODOO) ? odoo : google), { "content-type": "application/json", ...headers });
};

const WEB_PAGE = "<!doctype html><html><body><h1>Please wait</h1></body></html>";
const web = (status: number, headers: Record<string, string> = {}): HttpResponse => page(status, WEB_PAGE, { "content-type": "text/html", ...headers });
const vault = (text: string, act: (scene: Scene) => void): Fault => ({ group: "vault", text, fits: always, before: act });

export const FAULTS = {
  "power before": before("lost", "power cut before it, unsynced bytes gone"),
  "power before, cache kept": before("kept", "power cut before it, unsynced bytes there"),
  "power before, cache torn": before("torn", "power cut before it, unsynced bytes half there"),
  "power in the middle": { group: "power", text: "power cut while it is written: half of it is there", fits: isAppend, before: half },
  "power after": after("lost", "power cut after it, before anybody hears of it, unsynced bytes gone"),
  "power after, cache kept": after("kept", "power cut after it, unsynced bytes there"),
  "power after, cache torn": after("torn", "power cut after it, unsynced bytes half there"),
  "disk full": {
    group: "disk",
    text: "no space: nothing is written, then there is space again",
    fits: isOfDisk,
    fails: full,
  },
  "disk full, half written": {
    group: "disk",
    text: "no space: half of the line is written and stays",
    fits: isAppend,
    fails: ({ run, point }) => {
      const { disk } = run.life.world;
      const newest = disk.days.get([...disk.days.keys()].sort().at(-1) ?? "");
      if (newest) disk.append(newest, point.about.slice(0, Math.ceil(point.about.length / 2)));
      return full();
    },
  },
  refused: call("no connection was made", () => ({ failure: "not_sent", cause: "refused", text: "The connection was refused." })),
  "reset before": call("connection reset; the partner never saw it", () => lost("reset")),
  "answer lost": call("the partner did it; the answer is lost", (scene, request) => (done(scene, request), lost("cut"))),
  "no answer in time": call("the deadline passes; the partner never saw it", outlast),
  "answer late, done early": call("the partner did it at once; the answer comes after the deadline", (scene, request) => (done(scene, request), outlast(scene, request))),
  "answer late, done 760 ms later": call("the deadline passes; the partner is done 0.76 s later", late(760)),
  "answer late, done 55 s later": call("the deadline passes; the partner is done 55 s later", late(55_000)),
  "429": call("too many requests, with Retry-After", says(429, "werkzeug.exceptions.TooManyRequests", "rateLimitExceeded", { "retry-after": "30" })),
  "429 as a web page": call("too many requests, as a web page of something in front", () => web(429, { "retry-after": "5" })),
  "401": call("unauthorized", says(401, "werkzeug.exceptions.Unauthorized", "authError")),
  "403": call("forbidden", says(403, "odoo.exceptions.AccessError", "insufficientPermissions")),
  "404": call("not found", says(404, "werkzeug.exceptions.NotFound", "notFound")),
  "500": call("a fault of the partner, nothing done", says(500, "psycopg2.errors.SerializationFailure", "backendError")),
  "500, done": call("a fault reported although it was done", (scene, request) => (done(scene, request), says(500, "psycopg2.OperationalError", "backendError")(scene, request))),
  "503 as a web page": call("bad gateway: a web page, nothing done", () => web(503)),
  "502, done": call("bad gateway: a web page, although it was done", (scene, request) => (done(scene, request), web(502))),
  "HTML with status 200": call("a web page instead of data, nothing done", () => web(200)),
  "HTML with status 200, done": call("a web page instead of data, although it was done", (scene, request) => (done(scene, request), web(200))),
  "truncated JSON": call("half of the answer, with its status; it was done", (scene, request) => {
    const whole = done(scene, request);
    return { ...whole, body: whole.body.slice(0, Math.floor(whole.body.length / 2)) };
  }),
  "ledger replaced by an older version": { group: "ledger", text: "a sync puts an older day file in the place of the one that is written", fits: always, before: ({ run, pick }) => replaceLedger(run.life, pick) },
  "conflicting copy": vault("a sync leaves a copy of a note, \"... (conflict).md\"", ({ run, point, pick }) => copyNote(run.life, point, pick)),
  "note moved to Approved": vault("a note is moved to Approved", ({ run, point, pick }) => moveNote(run.life, point, pick, "Approved")),
  "note moved to Rejected": vault("a note is moved to Rejected", ({ run, point, pick }) => moveNote(run.life, point, pick, "Rejected")),
  "note moved back": vault("a note is moved to Pending_Approval", ({ run, point, pick }) => moveNote(run.life, point, pick, "Pending_Approval")),
  "note moved elsewhere": vault("a note is moved to Needs_Action", ({ run, point, pick }) => moveNote(run.life, point, pick, "Needs_Action")),
  "note edited": vault("a property of a note is changed", ({ run, point, pick }) => editNote(run.life, point, pick)),
  "note deleted": vault("a note is deleted", ({ run, point, pick }) => deleteNote(run.life, point, pick)),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
export const faultOf = (name: FaultName): Fault => FAULTS[name];

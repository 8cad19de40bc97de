/**
 * Owns: an operation that repeats another one by a schedule: its payload is that of the other with a rhythm (PRODUCT section 3, O6).
 * Never: a request that writes. What it approves is proposed period by period, each judged by itself.
 */
import * as z from "zod/mini";
import { operation, type Call, type Operation, type Parsed, type Seed } from "../channel";
import type { Receipt } from "../core/action";
import type { Json, JsonObject } from "../core/json";
import { EVERY, everyText, nextDue, type Every, type Rhythm } from "../core/recurring";
import { isDate, showDate } from "../core/schedule";

export interface Repeats {
  /** The operation that is repeated, and its name in the channel. */
  base: Operation;
  name: string;
  /** Its own name in the channel, its label, and the start of its notes' names. */
  own: string;
  label: string;
  prefix: string;
  /** The payload of the period that is due on a day. */
  on(payload: JsonObject, date: string): JsonObject;
  /** The same with what only the service knows on that day, e.g. which bill is paid; a sentence when it does not know one. Reads only. */
  find?(payload: JsonObject, date: string, call: Call): Promise<JsonObject | string>;
  /** Fields of the base's note that say when; here the rhythm says it. */
  dates: readonly string[];
  /** The payload as it can be repeated, from one that was done or is still asked for; a sentence when it cannot be. */
  from(payload: JsonObject, receipt: Receipt | null): JsonObject | string;
  /** What makes two of them the same (PRODUCT M7). */
  keys(payload: JsonObject, operation: string): Seed["keys"];
}

const day = z.string().check(z.refine(isDate, "must be a date like 2026-12-31"));
const shape = z.object({
  every: z.enum(EVERY, `must be one of ${EVERY.join(", ")}`),
  first: day,
  until: z.nullable(day),
  replaces: z.nullable(z.string()),
  of: z.record(z.string(), z.json()),
});
type Payload = { every: Every; first: string; until: string | null; replaces: string | null; of: JsonObject };

const NAMES: Record<string, string> = { first: "first_date", until: "until_date" };
const rhythmOf = ({ every, first, until }: Payload): Rhythm => ({ every, first, until });

/** The next due dates, as far as there are any. */
function coming(payload: Payload, count: number): string[] {
  const dates: string[] = [];
  for (let date = nextDue(rhythmOf(payload), null); date !== null && dates.length < count; date = nextDue(rhythmOf(payload), date)) dates.push(date);
  return dates;
}

function seedOf(repeats: Repeats, slot: string, name: string, payload: JsonObject, about: JsonObject, assumptions: string[]): Seed {
  return { slot, operation: name, payload, depends_on: [], evidence: {}, signs: [], assumptions, keys: repeats.keys(about, name) };
}

/** What the base operation answers for `repeat`. */
export function repeatSeed(repeats: Repeats, payload: JsonObject, rhythm: Rhythm, receipt: Receipt | null, replaces: string | null): Seed | string {
  const of = repeats.from(payload, receipt);
  if (typeof of === "string") return of;
  return seedOf(repeats, "schedule", repeats.own, { ...rhythm, replaces, of: repeats.on(of, rhythm.first) }, of, []);
}

/** The schedule as an operation: approving it is a person's, carrying it out sends nothing. */
export function repeating(repeats: Repeats): Operation {
  const { base, on, dates } = repeats;
  const receipt = (payload: Payload, key: string): Receipt => ({ id: key, label: `${everyText(payload.every)} from ${showDate(payload.first)}`, url: null, data: {}, difference: null });
  const done = (payload: Payload, key: string) => Promise.resolve({ kind: "done", receipt: receipt(payload, key) } as const);
  const parse = (raw: Json): Parsed<Payload> => {
    const read = z.safeParse(shape, raw);
    if (!read.success) return { ok: false, problems: read.error.issues.map(({ path, message }) => ({ field: NAMES[String(path[0])] ?? (path.join(".") || "payload"), text: message })) };
    const { every, first, until, replaces, of } = read.data;
    if (until !== null && until < first) return { ok: false, problems: [{ field: "until_date", text: "must not be before the first date" }] };
    const inner = base.parse(on(of, first));
    return inner.ok ? { ok: true, payload: { every, first, until, replaces, of: inner.payload } } : inner;
  };
  return operation<Payload>({
    label: repeats.label,
    note: { type: `schedule_${repeats.name}`, prefix: repeats.prefix },
    log: `schedule_${repeats.name}`,
    rule: "person",
    expiry: "standard",
    parse,
    summary: (payload) => `${everyText(payload.every).replace(/^e/, "E")}: ${base.summary(payload.of)}`,
    money: ({ of }) => base.money(of),
    preview: (payload) => {
      const { title, rows, table } = base.preview(payload.of);
      const then = coming(payload, 4).slice(1).map(showDate).join(", ");
      const rhythm: [string, string][] = [
        ["How often", everyText(payload.every)],
        ["First on", showDate(payload.first)],
        ...(then === "" ? [] : ([["Then on", then]] as [string, string][])),
        ["Until", payload.until === null ? "you stop it" : showDate(payload.until)],
        ...(payload.replaces === null ? [] : ([["Instead of", payload.replaces]] as [string, string][])),
        ["Each time", "policy decides: within your limit and with a known partner it runs by itself, otherwise you are asked"],
      ];
      return { title: `By a schedule: ${title}`, rows: [...rhythm, ...rows], table };
    },
    toFields: (payload) => ({
      ...Object.fromEntries(Object.entries(base.toFields(payload.of)).filter(([name]) => !dates.includes(name))),
      every: payload.every,
      first_date: payload.first,
      until_date: payload.until,
    }),
    fromFields: (payload, fields) => {
      const text = (name: string, before: string | null): Json => (name in fields ? fields[name] || null : before);
      const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !dates.includes(name)));
      return { every: text("every", payload.every), first: text("first_date", payload.first), until: text("until_date", payload.until), replaces: payload.replaces, of: base.fromFields(payload.of, kept) };
    },
    // That it looks like what it is made from is what is wanted.
    facts: async (payload, call, action) => {
      const found = await base.facts(payload.of, call, action);
      return { ...found, signs: found.signs.filter(({ code }) => code !== "possible_duplicate") };
    },
    rehearse: async (payload, attempt, call) => {
      const { ok, findings } = await base.rehearse(payload.of, attempt, call);
      const dated = coming(payload, 3).map(showDate).join(", ");
      return { ok, findings: [`Would be proposed ${everyText(payload.every)}, first on ${dated}.`, ...findings.map((finding) => `Each time: ${finding}`)] };
    },
    perform: (payload, { key }) => done(payload, key),
    lookup: (payload, { key }) => done(payload, key),
    recurs: (payload) => ({
      rhythm: rhythmOf(payload),
      replaces: payload.replaces,
      seed: async (date, call) => {
        const found = repeats.find ? await repeats.find(payload.of, date, call) : on(payload.of, date);
        return typeof found === "string" ? found : seedOf(repeats, "", repeats.name, found, payload.of, [`Due on ${showDate(date)} by a schedule that you approved.`]);
      },
    }),
    repeat: (payload, rhythm, _receipt, replaces) => seedOf(repeats, "schedule", repeats.own, { ...payload, ...rhythm, replaces, of: on(payload.of, rhythm.first) }, payload.of, []),
    examples: base.examples.flatMap((example) => {
      const of = repeats.from(example, null);
      return typeof of === "string" ? [] : [{ every: "monthly" as const, first: "2026-12-31", until: null, replaces: null, of: on(of, "2026-12-31") }];
    }),
  });
}

/**
 * Owns: what each command does with the employee (CLI contract).
 * Never: a rule of the business, and never a decision that the engine would not take from anybody else.
 */
import { readFile } from "node:fs/promises";
import { answered, inZone, shown, TYPED, typedDate, typedPrepared, typedRules, typedStatus, unknownAction, type Typed } from "../core/asked";
import { cardList, detailText, formText, offerLines, plain } from "../core/card-text";
import { sha256Hex } from "../core/hash";
import { isObject } from "../core/json";
import { changedText } from "../core/rehearsal";
import { verifiedText } from "../core/verified";
import type { Wish } from "../core/wish";
import { NotExecuting, recallHead, verifyLog } from "../employee";
import { readMail } from "../mime/mail";
import { readSettings } from "../settings";
import { right, type Invocation } from "./arguments";
import { cannotRead, CommandFailure, EXIT, wrongUse } from "./failure";
import { headless, needFolder } from "./host";
import { calendar, post } from "./posts";
import { note, result } from "./print";
import { asker, confirmed, opened } from "./person";
import { signIn, signOut } from "./sign-in";
import { device, release, takeover } from "./turn";

type Command = (invocation: Invocation) => Promise<number>;

const init: Command = async (invocation) => {
  const host = await headless(invocation, true);
  const created = await opened(host, (paths) => paths);
  const { root } = host.settings;
  result(invocation.json, { root, created }, created.length === 0 ? `${root} is there already; nothing was changed.` : `Made ${root}:\n${created.map((path) => `  ${path}`).join("\n")}`);
  return EXIT.done;
};

const once: Command = async (invocation) => {
  const host = await headless(invocation);
  return opened(host, async () => {
    const summary = await host.employee.pass();
    const { observed, proposed, decided, executed, failed, unknown, waiting, services } = summary;
    for (const [id, { ok, text }] of Object.entries(services)) if (ok !== true) note(`${id}: ${text}`);
    const { questions, to_confirm } = host.employee.overview();
    for (const question of questions) note(question);
    if (to_confirm.length > 0) note(`Loosened elsewhere and not in force here until you run "confirm": ${to_confirm.join("; ")}`);
    result(invocation.json, summary, `${observed} observed, ${proposed} proposed, ${decided} decided, ${executed} executed, ${failed} failed, ${unknown} unknown, ${waiting} waiting`);
    return failed > 0 || unknown > 0 || Object.values(services).some(({ ok }) => ok === false) ? EXIT.failed : EXIT.done;
  });
};

const run: Command = async (invocation) => {
  const host = await headless(invocation);
  return opened(host, async () => {
    const { stopped } = host.employee.overview();
    if (stopped !== null) throw new NotExecuting(stopped);
    const ended = new Promise<void>((resolve) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
    });
    host.employee.start((summary) => {
      result(invocation.json, summary, `${new Date().toISOString()} ${summary.observed} observed, ${summary.executed} executed, ${summary.waiting} waiting`);
    });
    note("Running. End it with Ctrl+C.");
    await ended;
    note("Ending: the write in hand is finished first.");
    return EXIT.done;
  });
};

const ingest: Command = async (invocation) => {
  const host = await headless(invocation);
  const mails = await Promise.all(
    invocation.positionals.map(async (path) => {
      const bytes = await readFile(path).catch((error: unknown) => cannotRead(path, error));
      const id = sha256Hex(bytes).slice(0, 24);
      return readMail(new Uint8Array(bytes), { id, thread: null, date: null, labels: [] });
    }),
  );
  return opened(host, async () => {
    const taken = await host.employee.ingest(mails);
    result(invocation.json, taken, `${taken.observed} observed, ${taken.proposed} proposed`);
    return EXIT.done;
  });
};

const list: Command = async (invocation) => {
  const host = await headless(invocation);
  needFolder(host);
  const cards = await host.employee.list(right(invocation, typedStatus(invocation.text("status"))));
  result(invocation.json, cards, cardList(cards, 'Nothing is open. New mail is looked at by "once" or "run".'));
  return EXIT.done;
};

const show: Command = async (invocation) => {
  const host = await headless(invocation);
  needFolder(host);
  const [id = ""] = invocation.positionals;
  const detail = await host.employee.show(id);
  if (!detail) throw new CommandFailure(EXIT.failed, plain(unknownAction(id)));
  result(invocation.json, detail, detailText(detail));
  return EXIT.done;
};

/** What a person can ask for about what an action made, or about a record; with an operation its form. */
const offers: Command = async (invocation) => {
  const host = await headless(invocation);
  needFolder(host);
  const { employee } = host;
  const [record = ""] = invocation.positionals;
  const operation = invocation.text("what");
  return opened(host, async () => {
    if (operation === null) {
      const found = (await employee.show(record))?.offers ?? employee.offers.all();
      result(invocation.json, found, found.length === 0 ? "Nothing can be asked for about it." : offerLines(found));
      return EXIT.done;
    }
    const form = await employee.offers.form({ channel: "", operation, record });
    if (typeof form === "string") throw new CommandFailure(EXIT.failed, plain(form));
    result(invocation.json, form, formText(form));
    return EXIT.done;
  });
};

async function decided(invocation: Invocation, wish: Wish): Promise<number> {
  const host = await headless(invocation);
  needFolder(host);
  return opened(host, async () => {
    const answer = await host.employee.wish(inZone(wish, host.settings.zone), asker());
    if (!answer.ok) throw new CommandFailure(answer.how === "needs_person" ? EXIT.needs_person : EXIT.failed, answer.text);
    if (answer.how === "requested") note(answer.text);
    result(invocation.json, answered(wish, answer), answer.text);
    return EXIT.done;
  });
}

const approve: Command = async (invocation) => {
  const [id = ""] = invocation.positionals;
  let fingerprint = invocation.text("fingerprint");
  const { attended } = asker();
  if (fingerprint === null && attended) {
    const detail = await (await headless(invocation)).employee.show(id);
    if (!detail) throw new CommandFailure(EXIT.failed, plain(unknownAction(id)));
    note(detailText(detail));
    if (!(await confirmed("Approve exactly this?"))) throw new CommandFailure(EXIT.needs_person, "Nothing was approved.");
    ({ fingerprint } = detail);
  }
  return decided(invocation, { kind: "approve", id, fingerprint });
};

const typed =
  (kind: Typed): Command =>
  (invocation) => {
    const { text, flag, positionals } = invocation;
    return decided(invocation, right(invocation, TYPED[kind]({ id: positionals[0] ?? "", text, flag })));
  };

/** A person agrees on this device to settings that were loosened elsewhere. */
const confirm: Command = async (invocation) => {
  const host = await headless(invocation);
  needFolder(host);
  return opened(host, async () => {
    const { to_confirm } = host.employee.overview();
    await host.employee.confirmSettings();
    result(invocation.json, { confirmed: to_confirm }, to_confirm.length === 0 ? "There was nothing to confirm." : `In force from now on:\n${to_confirm.map((change) => `  ${change}`).join("\n")}`);
    return EXIT.done;
  });
};

const report =
  (id: string, option: string): Command =>
  async (invocation) => {
    const date = right(invocation, typedDate(invocation.text(option)));
    const host = await headless(invocation);
    needFolder(host);
    return opened(host, async () => {
      const written = await host.employee.report(id, date);
      result(invocation.json, written, `Wrote ${written.path}${written.partial ? " (partial: something could not be measured)" : ""}`);
      return EXIT.done;
    });
  };

const prepare: Command = async (invocation) => {
  const what = right(invocation, typedPrepared(invocation.positionals[0] ?? ""));
  const host = await headless(invocation);
  needFolder(host);
  return opened(host, async () => {
    const prepared = await host.employee.prepare(what, invocation.positionals[1] ?? null);
    result(invocation.json, prepared, [...prepared.notes, prepared.text].join("\n"));
    return EXIT.done;
  });
};

/** What changed rules would have decided over the last weeks (PRODUCT section 3). Nothing is changed. */
const rehearse: Command = async (invocation) => {
  const rules = right(invocation, typedRules(invocation.positionals[0] ?? ""));
  const host = await headless(invocation);
  needFolder(host);
  const before = host.settings;
  const merged: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(rules)) {
    const group = name === "limits" || name === "expiry" ? before[name] : null;
    const strange = isObject(value) && group ? Object.keys(value).find((member) => !Object.hasOwn(group, member)) : undefined;
    if (strange !== undefined) wrongUse(`There is no rule "${plain(shown(`${name}.${strange}`))}". There are: ${Object.keys(group ?? {}).join(", ")}.`);
    merged[name] = isObject(value) && group ? { ...group, ...value } : value;
  }
  const { settings, problems } = readSettings(merged);
  if (problems.length > 0) wrongUse(plain(problems.join(" ")));
  return opened(host, async () => {
    const found = await host.employee.rehearse(settings);
    const lines = [...found.text, ...found.changed.map(changedText), ...found.loosened.map((rule) => `Looser: ${rule}`)];
    result(invocation.json, found, lines.map(plain).join("\n"));
    return EXIT.done;
  });
};

const verify: Command = async (invocation) => {
  const host = await headless(invocation);
  needFolder(host);
  const verified = await verifyLog(host.files, await recallHead(host.device));
  result(invocation.json, verified, verifiedText(verified));
  return verified.ok ? EXIT.done : EXIT.failed;
};

const check: Command = async (invocation) => {
  const host = await headless(invocation);
  const [service = null] = invocation.positionals;
  if (service !== null && !host.services.includes(service)) wrongUse(`There is no service "${plain(shown(service))}". There are: ${host.services.join(", ")}.`);
  const checks = await host.employee.check(service);
  result(invocation.json, checks, Object.entries(checks).map(([id, { ok, text }]) => `${ok === true ? "ok " : ok === null ? "-- " : "NOT"} ${id}: ${plain(text)}`).join("\n"));
  const states = Object.values(checks).map(({ ok }) => ok);
  if (states.includes(false)) return EXIT.failed;
  return service !== null && states.includes(null) ? EXIT.needs_person : EXIT.done;
};

export const commands: Record<string, Command> = {
  init,
  once,
  run,
  ingest,
  list,
  show,
  approve,
  reject: typed("reject"),
  renew: typed("renew"),
  resend: typed("resend"),
  resolve: typed("resolve"),
  offers,
  propose: typed("propose"),
  repeat: typed("repeat"),
  schedule: typed("schedule"),
  post,
  calendar,
  pause: typed("pause"),
  resume: typed("resume"),
  takeover,
  release,
  device,
  confirm,
  prepare,
  rehearse,
  audit: report("audit", "week"),
  briefing: report("briefing", "date"),
  "verify-log": verify,
  check,
  "sign-in": signIn,
  "sign-out": signOut,
};

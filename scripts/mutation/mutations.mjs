/**
 * Owns: the named ways in which core and engine are broken to see whether the suite notices.
 * Never: a mutation that changes nothing a person could notice, or one whose code does not load.
 *
 * `file` holds `from` exactly once; `tests` are the files that must notice when it reads `to`.
 */
const executor = ["tests/engine/executor.test.ts"];
const decisions = ["tests/engine/decisions.test.ts"];
const ledger = ["tests/engine/ledger.test.ts"];
const intake = ["tests/engine/intake.test.ts"];
const requests = ["tests/engine/requests.test.ts"];
const session = ["tests/engine/session.test.ts"];
const powerCut = ["tests/engine/power-cut.test.ts"];

export const MUTATIONS = [
  {
    name: "K3 act before writing started",
    file: "src/engine/executor.ts",
    from: `  await ledger.append([{ event: "started", action_id: id, delivery: delivery.channel, data: { fingerprint: judged.fingerprint, attempt, ...(price && { price }) } }], true);
  const outcome = await perform(parts, action, delivery, operation, receipts, signal);`,
    to: `  const outcome = await perform(parts, action, delivery, operation, receipts, signal);
  await ledger.append([{ event: "started", action_id: id, delivery: delivery.channel, data: { fingerprint: judged.fingerprint, attempt, ...(price && { price }) } }], true);`,
    tests: executor,
  },
  {
    name: "K3 started is written but not on disk",
    file: "src/engine/executor.ts",
    from: "data: { fingerprint: judged.fingerprint, attempt, ...(price && { price }) } }], true);",
    to: "data: { fingerprint: judged.fingerprint, attempt, ...(price && { price }) } }], false);",
    tests: [...powerCut, ...executor],
  },
  {
    name: "K3 retry on unknown",
    file: "src/engine/executor.ts",
    from: "  const outcome = await perform(parts, action, delivery, operation, receipts, signal);",
    to: `  let outcome = await perform(parts, action, delivery, operation, receipts, signal);
  if (outcome.kind === "unknown") outcome = await perform(parts, action, delivery, operation, receipts, signal);`,
    tests: executor,
  },
  {
    name: "K3 an exception counts as refused",
    file: "src/engine/executor.ts",
    from: `return { kind: "unknown", problem: bug(error) };`,
    to: `return { kind: "refused", problem: bug(error) };`,
    tests: executor,
  },
  {
    name: "K3 a lookup that failed counts as absent",
    file: "src/engine/lookup.ts",
    from: `finding = { kind: "unclear", problem: error instanceof ServiceError ? error.problem : bug(error) };`,
    to: `finding = { kind: "absent" };`,
    tests: executor,
  },
  {
    name: "K4 a refused write is tried again by itself",
    file: "src/engine/executor.ts",
    from: `events.push({ ...about, event: "settled_failed", data: { problem: outcome.problem } });`,
    to: `events.push({ ...about, event: "settled_not_attempted", data: { problem: outcome.problem, again_at: inAWhile(parts, NOT_NOW_MS) } });`,
    tests: executor,
  },
  {
    name: "E5 what was running at a power cut is forgotten",
    file: "src/engine/executor.ts",
    from: `if (delivery.status !== "running") continue;`,
    to: `if (delivery.status !== "waiting" || delivery.attempts < 1000) continue;`,
    tests: [...executor, ...powerCut],
  },
  {
    name: "A2 what runs need not be what was approved",
    file: "src/engine/executor.ts",
    from: "if (fresh.length > 0 || judged.fingerprint !== action.fingerprint || action.decision?.fingerprint !== action.fingerprint) {",
    to: "if (Date.now() < 0) {",
    tests: executor,
  },
  {
    name: "A2 a stale fingerprint is accepted",
    file: "src/engine/decide.ts",
    from: "if (fingerprint !== null && fingerprint !== action.fingerprint) return",
    to: "if (fingerprint === \"\") return",
    tests: [...decisions, ...requests],
  },
  {
    name: "A2 the fingerprint does not cover the content",
    file: "src/core/fingerprint.ts",
    from: "        payload,\n",
    to: "",
    tests: ["tests/core/fingerprint.test.ts"],
  },
  {
    name: "A3 the time to undo is not waited for",
    file: "src/engine/executor.ts",
    from: `if (action.decision.not_before > now.toISOString()) return`,
    to: `if (action.decision.not_before === "never") return`,
    tests: executor,
  },
  {
    name: "A4 an expired request can be approved",
    file: "src/engine/decide.ts",
    from: "if (parts.clock.now().toISOString() >= action.expires_at) return",
    to: `if (action.expires_at === "") return`,
    tests: [...decisions, ...executor],
  },
  {
    name: "A4 a decision holds for ever",
    file: "src/engine/executor.ts",
    from: `statuses.includes("approved") ? action.decision?.holds_until : undefined`,
    to: `undefined`,
    tests: executor,
  },
  {
    name: "A4 a synced move counts as a deletion",
    file: "src/engine/decisions.ts",
    from: "const DELETED_AFTER_MS = 10 * 60_000;",
    to: "const DELETED_AFTER_MS = 0;",
    tests: decisions,
  },
  {
    name: "A4 a vanished folder rejects everything",
    file: "src/engine/decisions.ts",
    from: "const MANY_DELETED = 3;",
    to: "const MANY_DELETED = 3000;",
    tests: decisions,
  },
  {
    name: "A1 a moved note approves high risk",
    file: "src/engine/decide.ts",
    from: "if (action.verdict.high_risk && !asker.attended) return",
    to: `if (action.verdict.high_risk && asker.by === "nobody") return`,
    tests: [...decisions, ...requests],
  },
  {
    name: "K1 policy allows in spite of a reason",
    file: "src/core/policy.ts",
    from: `decision: reasons.size === 0 ? "allow" : "ask",`,
    to: `decision: reasons.size <= 1 ? "allow" : "ask",`,
    tests: ["tests/core/policy.test.ts"],
  },
  {
    name: "Section 3 exactly the limit asks",
    file: "src/core/policy.ts",
    from: "compare(absolute(money.amount), limit) > 0",
    to: "compare(absolute(money.amount), limit) >= 0",
    tests: ["tests/core/policy.test.ts"],
  },
  {
    name: "Section 3 a negative amount is small",
    file: "src/core/policy.ts",
    from: "compare(absolute(money.amount), limit) > 0",
    to: "compare(money.amount, limit) > 0",
    tests: ["tests/core/policy.test.ts"],
  },
  {
    name: "Section 3 a reason that was not on the card is let through",
    file: "src/core/policy.ts",
    from: "const found = [...fresh, ...signs.map(({ code, text }) => ({ code, text }))];",
    to: "const found: Reason[] = [];",
    tests: [...executor, "tests/core/policy.test.ts"],
  },
  {
    name: "Section 3 caps are not counted",
    file: "src/engine/executor.ts",
    from: "return capReached(services.capKindOf(delivery), ledger.state.started,",
    to: "return capReached(services.capKindOf(delivery), [],",
    tests: executor,
  },
  {
    name: "Section 3 pause comes too late",
    file: "src/core/possible.ts",
    from: `if (event === "started" && (state.paused !== null || state.channels_paused[delivery ?? ""])) throw`,
    to: `if (event === "started" && state.seq < 0) throw`,
    tests: [...executor, "tests/core/state.test.ts"],
  },
  {
    name: "K2 a dry run is sent",
    file: "src/engine/executor.ts",
    from: `  if (action.modes[delivery.channel] !== "live") {`,
    to: `  if (action.modes[delivery.channel] === "nowhere") {`,
    tests: executor,
  },
  {
    name: "K2 an approval for a dry run holds when going live",
    file: "src/engine/executor.ts",
    from: `const open = movable(action, "returned");`,
    to: `const open: string[] = [];`,
    tests: executor,
  },
  {
    name: "E4 the file is not compared before a start",
    file: "src/engine/executor.ts",
    from: "  await ledger.guard();\n",
    to: "",
    tests: [...executor, ...ledger],
  },
  {
    name: "E4 an older ledger is not noticed",
    file: "src/engine/standing.ts",
    from: "remembered.seq > state.seq)",
    to: "remembered.seq > state.seq + 1_000_000)",
    tests: ledger,
  },
  {
    name: "E4 a second process executes too",
    file: "src/engine/session.ts",
    from: `if ("held_by" in lock) {`,
    to: `if ("held_by" in lock && lock.held_by === "") {`,
    tests: session,
  },
  {
    name: "E4 a request file is entered each time it is delivered",
    file: "src/engine/requests.ts",
    from: "if (Object.hasOwn(parts.ledger.state.requests, same)) return KNOWN;",
    to: "",
    tests: requests,
  },
  {
    name: "E5 the torn tail is not cut",
    file: "src/engine/day-file.ts",
    from: "if (torn > 0) await handle.truncate(bytes);",
    to: "",
    tests: [...ledger, ...powerCut],
  },
  {
    name: "L1 the checkpoint is forgotten",
    file: "src/core/checkpoint.ts",
    from: "return kept as unknown as Json as JsonObject;",
    to: "return { ...kept, actions: {}, observations: {} } as unknown as Json as JsonObject;",
    tests: [...ledger, ...powerCut],
  },
  {
    name: "L1 lines go to the day that the clock says",
    file: "src/engine/ledger.ts",
    from: "const day = this.file !== null && this.file.day > clockDay ? this.file.day : clockDay;",
    to: "const day = clockDay;",
    tests: ledger,
  },
  {
    name: "L1 a changed line is not noticed",
    file: "src/engine/verify.ts",
    from: "if (prev !== this.prev) return",
    to: "if (prev === \"\") return",
    tests: ["tests/engine/verify.test.ts"],
  },
  {
    name: "L1 an effect without approval is not named",
    file: "src/engine/verify.ts",
    from: "else if (!granted) this.unmatched.push(",
    to: "else if (seq < 0) this.unmatched.push(",
    tests: ["tests/engine/verify.test.ts"],
  },
  {
    name: "G2 a mail is entered each time it is seen",
    file: "src/engine/intake.ts",
    from: "observations.filter(({ id }) => parts.ledger.state.observations[id] === undefined)",
    to: "observations",
    tests: intake,
  },
  {
    name: "E2 a retired run goes on",
    file: "src/engine/life.ts",
    from: "if (!life.alive()) throw new Retired();",
    to: "",
    tests: ["tests/engine/supervisor.test.ts"],
  },
  {
    name: "E1 the breaker never opens",
    file: "src/core/backoff.ts",
    from: `return failures.length >= FAILURES ? { state: "open", since: now } : { state: "closed", failures };`,
    to: `return { state: "closed", failures };`,
    tests: ["tests/core/backoff.test.ts"],
  },
];

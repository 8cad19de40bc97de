/**
 * Owns: what is judged in the very moment in which a write reaches a service: what stood on disk then, and who had said so.
 * Never: the end of a life (invariants.ts).
 */
import { dataOf, isEvent, type Line } from "../../src/core/record";
import type { HttpFailure, HttpRequest, HttpResponse } from "../../src/ports";
import type { Life } from "./life";
import { fold } from "./lines";
import { proposalOf, writtenOf, type Written } from "./written";

/** After this answer to a write it is not certain that nothing happened - whatever the ledger says of it. */
export function mayHaveHappened(result: HttpResponse | HttpFailure): boolean {
  if ("failure" in result) return result.failure === "maybe_sent";
  // "Too many requests" is said before anything is done, by whoever says it; other refusals count when the service itself wrote them.
  const refused = result.status === 429 || (result.status >= 400 && result.status < 429 && (result.headers["content-type"] ?? "").includes("json"));
  return !refused;
}

/** Name of a write by which it is known when it comes again. */
export const keyOf = ({ id, channel, what }: Written): string => `${id ?? ""}/${channel}/${what}`;

/** What a write is about, as far as the ledger on disk knows it. */
export const writtenNow = (life: Life, request: HttpRequest): Written => writtenOf(life, request, fold(life.everyLine()));

/** Number of the ledger's last line when a write left. */
const left = new WeakMap<HttpRequest, number>();

/** A service is about to carry out what nobody waits for any more: nothing may have said since it was sent that it did not happen. */
export function judgeLate(life: Life, request: HttpRequest): string[] {
  const { id, channel, prepares } = writtenNow(life, request);
  const since = left.get(request) ?? 0;
  const absent = fold(life.everyLine()).some((line) => line.seq > since && line.action_id === id && line.delivery === channel && (line.event === "found_absent" || line.event === "settled_failed"));
  return absent && !prepares ? [`${id ?? ""}: said not to have happened while ${channel} was still at work on it (K3)`] : [];
}

/** Who may have decided: a person for this action, or the policy table for a post that a person recorded. */
function undecided(life: Life, id: string, judged: Line, decided: Line & { event: "granted" }): string[] {
  const { verdict } = dataOf(judged as Line & { event: "proposed" });
  const { via } = dataOf(decided);
  const said = life.person.approved.get(id);
  if (via === "policy") return verdict.decision === "allow" && life.person.posted.has(id) ? [] : [`${id}: policy let it run, and may not (K1)`];
  if (!said) return [`${id}: no person ever approved it (K1)`];
  return verdict.high_risk && (!said.has("panel") || via === "move" || via === "request") ? [`${id}: high risk, and not approved by a person at the panel`] : [];
}

/** Sentences about a write that should not have been sent; [] when all is well. */
export function judgeWrite(life: Life, request: HttpRequest): string[] {
  const wrong: string[] = [];
  // A file that was swapped away under the open handle still holds what was written to it; but then nothing new may be started.
  const { swapped, swapped_at, trace } = life;
  const lines = fold(swapped?.file.synced ? new TextDecoder().decode(swapped.file.synced) : life.world.disk.syncedText());
  if (swapped && trace.lastIndexOf("ledger.append started") >= swapped_at) wrong.push("the ledger had been replaced, and something was started (E4)");
  left.set(request, lines.at(-1)?.seq ?? 0);
  const written = writtenOf(life, request, lines);
  const { id, channel, what } = written;
  if (id === null) return [`${channel} ${what}: a write that belongs to no action`];
  if (!life.live) wrong.push(`${id}: a write in dry run (K2)`);
  const about = lines.filter((line) => line.action_id === id && (line.delivery === null || line.delivery === channel));
  if (about.findLast(({ event }) => /^(started|settled_|found_|resolved_)/.test(event))?.event !== "started") wrong.push(`${id}: "started" was not on disk before the write left (write, then act)`);
  if (about.some(({ event }) => /^(settled_done|found_done|resolved_happened)$/.test(event))) wrong.push(`${id}: sent to ${channel} again although it was done there (S5)`);
  const judged = about.findLast((line) => proposalOf(line) !== null);
  const decided = about.findLast((line) => isEvent(line, "granted") || /^(edited|returned|undone|expired|renewed|resent|denied)$/.test(line.event));
  if (!judged || !decided || !isEvent(decided, "granted")) return [...wrong, `${id}: no approval stood when the write left (K1)`];
  const { fingerprint, proposal } = dataOf(judged as Line & { event: "proposed" });
  const decision = dataOf(decided);
  if (decision.fingerprint !== fingerprint) wrong.push(`${id}: the approval was for another content (A2)`);
  // Who decided at a terminal or by a note was given no time to undo: a clock that is set back gives them none.
  if (decision.not_before > decision.at && decision.not_before > life.clock.now().toISOString()) wrong.push(`${id}: it could still be undone (A3)`);
  wrong.push(...undecided(life, id, judged, decided));
  const payload = proposal.deliveries.find((one) => one.channel === channel)?.payload;
  if (!payload || !written.says(payload)) wrong.push(`${id}: what was sent is not what was approved (A2, S3)`);
  const at = payload?.["at"];
  if (typeof at === "string" && at > life.clock.now().toISOString()) wrong.push(`${id}: it went out before its time (S4)`);
  const resent = about.filter(({ event }) => event === "resent").length;
  if (!written.prepares && (life.sent.get(keyOf(written)) ?? 0) > resent) wrong.push(`${id}: sent again without a person's word, after it may have happened (K3, K4)`);
  return wrong;
}

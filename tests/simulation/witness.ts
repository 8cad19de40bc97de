/**
 * Owns: what is judged in the very moment in which a write reaches Odoo: what stood on disk then, and who had said so.
 * Never: the end of a life (invariants.ts).
 */
import { dataOf, isEvent, type Line } from "../../src/core/record";
import type { JsonObject } from "../../src/core/json";
import type { HttpFailure, HttpRequest, HttpResponse } from "../../src/ports";
import { plain } from "../../src/sandbox/odoo/store";
import type { Life } from "./life";
import { fold } from "./lines";

const MODULE = "autonomous_employee.";

/** The action that a write is about: it stands in the external id, or in the receipt of the draft that is posted. */
function actionOf({ partners }: Life, method: string, args: JsonObject, lines: readonly Line[]): string | null {
  if (method === "load") {
    const [row] = args["data"] as string[][];
    const id = row?.[(args["fields"] as string[]).indexOf("id")] ?? "";
    return id.startsWith(MODULE) ? id.slice(MODULE.length) : null;
  }
  const [invoice] = args["ids"] as number[];
  // The words beside a drafted invoice say which mail it came from: a part of drafting it.
  if (method === "message_post") return plain(partners.odoo.store.find("account.move", invoice)?.["invoice_origin"]);
  // Nobody approves anything else in these lives.
  if (method !== "action_post") return null;
  const proposed = lines.find((line) => isEvent(line, "proposed") && dataOf(line).proposal.deliveries.some(({ operation, payload }) => operation === "post_invoice" && payload["invoice_id"] === invoice));
  return proposed?.action_id ?? null;
}

/** After this answer to a write it is not certain that nothing happened - whatever the ledger says of it. */
export function mayHaveHappened(result: HttpResponse | HttpFailure): boolean {
  if ("failure" in result) return result.failure === "maybe_sent";
  // "Too many requests" is said before anything is done, by whoever says it; other refusals count when Odoo itself wrote them.
  const refused = result.status === 429 || (result.status >= 400 && result.status < 429 && (result.headers["content-type"] ?? "").includes("json"));
  return !refused;
}

/** The action of a write, as far as the ledger on disk knows it. */
export function actionOfWrite(life: Life, { url, body }: HttpRequest): string | null {
  return actionOf(life, url.slice(url.lastIndexOf("/") + 1), JSON.parse(String(body)) as JsonObject, fold(life.everyLine()));
}

/** Odoo is about to carry out what nobody waits for any more: nothing may have said by then that it did not happen. */
export function judgeLate(life: Life, request: HttpRequest): string[] {
  const id = actionOfWrite(life, request);
  const absent = fold(life.everyLine()).some((line) => line.action_id === id && (line.event === "found_absent" || line.event === "settled_failed"));
  return absent ? [`${id ?? ""}: said not to have happened while Odoo was still at work on it (K3)`] : [];
}

/** Sentences about a write that should not have been sent; [] when all is well. */
export function judgeWrite(life: Life, { url, body }: HttpRequest): string[] {
  const wrong: string[] = [];
  const method = url.slice(url.lastIndexOf("/") + 1);
  const args = JSON.parse(String(body)) as JsonObject;
  // A file that was swapped away under the open handle still holds what was written to it; but then nothing new may be started.
  const { swapped, swapped_at, trace } = life;
  const lines = fold(swapped?.file.synced ? new TextDecoder().decode(swapped.file.synced) : life.world.disk.syncedText());
  if (swapped && trace.lastIndexOf("ledger.append started") >= swapped_at) wrong.push("the ledger had been replaced, and something was started (E4)");
  const id = actionOf(life, method, args, lines);
  if (id === null) return [`${method}: a write that belongs to no action`];
  if (!life.live) wrong.push(`${id}: a write in dry run (K2)`);
  const about = lines.filter((line) => line.action_id === id);
  if (about.findLast(({ event }) => /^(started|settled_|found_|resolved_)/.test(event))?.event !== "started") wrong.push(`${id}: "started" was not on disk before the write left (write, then act)`);
  const judged = about.findLast((line) => isEvent(line, "proposed") || isEvent(line, "edited") || isEvent(line, "returned") || isEvent(line, "renewed") || isEvent(line, "resent"));
  const decided = about.findLast((line) => isEvent(line, "granted") || /^(edited|returned|undone|expired|renewed|resent|denied)$/.test(line.event));
  if (!judged || !decided || !isEvent(decided, "granted")) return [...wrong, `${id}: no approval stood when the write left (K1)`];
  const { fingerprint, verdict, proposal } = dataOf(judged as Line & { event: "proposed" });
  const decision = dataOf(decided);
  if (decision.fingerprint !== fingerprint) wrong.push(`${id}: the approval was for another content (A2)`);
  if (decision.not_before > life.clock.now().toISOString()) wrong.push(`${id}: it could still be undone (A3)`);
  const said = life.person.approved.get(id);
  if (!said) wrong.push(`${id}: no person ever approved it (K1)`);
  else if (verdict.high_risk && (!said.has("panel") || decision.via === "move" || decision.via === "request")) wrong.push(`${id}: high risk, and not approved by a person at the panel`);
  const payload = proposal.deliveries[0]?.payload ?? {};
  if (method === "load") {
    const sent = (args["data"] as string[][]).flat();
    const wanted = (payload["lines"] as { unit_price: string }[] | undefined)?.map(({ unit_price }) => unit_price) ?? [plain(payload["name"])];
    if (!wanted.every((part) => sent.includes(part))) wrong.push(`${id}: what was sent is not what was approved (A2)`);
  }
  const resent = about.filter(({ event }) => event === "resent").length;
  if ((life.sent.get(`${id}/${method}`) ?? 0) > resent) wrong.push(`${id}: sent again without a person's word, after it may have happened (K3, K4)`);
  return wrong;
}

/**
 * Owns: what really happened, read from Odoo's own records and from what people read on the social services.
 * Never: a word of the ledger but for which record or which words an action was about.
 */
import { plain, type Row } from "../../src/sandbox/odoo/store";
import type { Life } from "./life";
import { fold } from "./lines";
import { WALLS, type Wall } from "./social";
import { proposalOf, textsOf } from "./written";

/** Records that carry an action's id. */
export function recordsOf({ partners: { odoo } }: Life, id: string): Row[] {
  return odoo.store.rows("ir.model.data").filter((row) => row["module"] === "autonomous_employee" && row["name"] === id).flatMap((row) => odoo.store.find(plain(row["model"]), row["res_id"]) ?? []);
}

/** Every proposal that an action ever was, with the words of its delivery on a channel. */
const proposalsOf = (life: Life, id: string) => fold(life.everyLine()).flatMap((line) => (line.action_id === id ? (proposalOf(line) ?? []) : []));

/** The invoice that an action posts; null when it is no posting. */
function postedBy(life: Life, id: string): number | null {
  const invoice = proposalsOf(life, id)[0]?.deliveries.find(({ operation }) => operation === "post_invoice")?.payload["invoice_id"];
  return typeof invoice === "number" ? invoice : null;
}

function stoodInOdoo(life: Life, id: string): boolean {
  const invoice = postedBy(life, id);
  if (invoice === null) return recordsOf(life, id).length > 0;
  return life.partners.odoo.store.find("account.move", invoice)?.["state"] === "posted";
}

const isWall = (channel: string): channel is Wall => WALLS.some((wall) => wall === channel);

/** What an action wanted to say on a channel: the texts of each of its versions. */
export function versionsOf(life: Life, id: string, wall: string): string[][] {
  return proposalsOf(life, id).flatMap(({ deliveries }) => deliveries.filter(({ channel }) => channel === wall).map(({ payload }) => textsOf(payload)));
}

/** Did a delivery happen? Of a thread: all of it. */
export function happened(life: Life, id: string, channel: string): boolean {
  if (!isWall(channel)) return stoodInOdoo(life, id);
  const standing = life.partners.social?.standing(channel) ?? [];
  return versionsOf(life, id, channel).some((texts) => texts.every((text) => standing.includes(text)));
}

/**
 * Owns: creating a partner in Odoo exactly once, as a decision of its own (PRODUCT M5, O4).
 * Never: changing a partner that exists. One with the same e-mail is used as it is, and the receipt says so.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Facts, type Operation, type Outcome, type Seed } from "../../channel";
import type { Receipt } from "../../core/action";
import { isObject } from "../../core/json";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { externalName, findByAction, MODULE } from "./external-id";
import { email, laid, parsed, words } from "./gate";
import { withForeseen } from "./facts";
import { CONFLICT_MS, refusal } from "./load";
import { mayCreate, readPartner, recordUrl, searchPartners, type Partner } from "./records";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, LOGGED_ROW, type Logged } from "./trace";
import { lookRepeatedly, type Look } from "./waiting";

const shape = z.object({ name: words(200), email: z.nullable(email), is_company: z.boolean() });
export type PartnerPayload = z.infer<typeof shape>;

/** Somebody of whom only the name is known; the owner adds the rest on the card. */
export function newCustomer(name: string): Seed {
  const payload: PartnerPayload = { name: name.slice(0, 200), email: null, is_company: false };
  return { slot: "partner", operation: "create_partner", payload, keys: { thread: null, po_number: null, partner: payload.name }, depends_on: [], evidence: {}, signs: [], assumptions: [] };
}

const COLUMNS = ["id", "name", "email", "is_company"] as const;

function receiptOf(odoo: Odoo, partner: Partner, difference: string | null): Receipt {
  return {
    id: String(partner.id),
    label: partner.name ?? `partner ${partner.id}`,
    url: recordUrl(odoo, "res.partner", partner.id),
    data: { partner_id: partner.id, name: partner.name, email: partner.email },
    difference,
  };
}

async function findMade(odoo: Odoo, action: string): Promise<Look> {
  const id = await findByAction(odoo, action, "res.partner");
  if (typeof id !== "number") return id;
  const partner = await readPartner(odoo, id);
  return partner && receiptOf(odoo, partner, null);
}

/** Partners that have this very e-mail by now. */
async function withSameEmail(odoo: Odoo, wanted: PartnerPayload): Promise<Partner[]> {
  const { email: address } = wanted;
  if (address === null) return [];
  return (await searchPartners(odoo, [["email", "=ilike", address]], 10)).filter((partner) => partner.email?.trim().toLowerCase() === address);
}

/** Facts about creating this partner: what Odoo would refuse, and an archived partner with the address, whom no usual search finds. */
async function partnerWish(connect: Connect, wanted: PartnerPayload, call: Call): Promise<Facts> {
  const facts = await withForeseen(connect, call, { money: null, known_payee: null, unreadable: null, signs: [] }, { model: "res.partner", sent: COLUMNS });
  if (wanted.email === null || facts.unreadable !== null) return facts;
  try {
    const archived = (await searchPartners(await connect(call), [["email", "=ilike", wanted.email], ["active", "=", false]], 10)).filter((partner) => partner.email?.trim().toLowerCase() === wanted.email);
    const [first] = archived;
    if (!first) return facts;
    const text = `Odoo has ${first.name ?? "a partner"} (${first.id}) with this address, archived: restore it there and reject this, or there will be two of them.`;
    return { ...facts, signs: [...facts.signs, { code: "archived_partner", text, fraud: false }] };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ...facts, unreadable: error.message };
  }
}

const inPartner = ({ id }: Receipt): Logged => ({ model: "res.partner", id: Number(id) });

async function perform(connect: Connect, wanted: PartnerPayload, attempt: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const there = await findMade(odoo, attempt.key);
  if (there && there !== "pending") return doneAndTraced(odoo, there, inPartner(there), attempt.key, false);
  const [same, ...others] = await withSameEmail(odoo, wanted);
  if (same && others.length > 0) throw refusedBecause("VALIDATION_ERROR", `Several partners in Odoo have the address ${wanted.email ?? ""}.`, "Write the right one as partner_id into the invoice's note, and reject this.");
  if (same) return { kind: "done", receipt: receiptOf(odoo, same, `Odoo already had ${same.name ?? "a partner"} with this address; it is used as it is, nothing was created.`) };
  const row = [`${MODULE}.${externalName(attempt.key)}`, wanted.name, wanted.email ?? "", wanted.is_company ? "1" : "0"];
  const answer = await odoo.ask("res.partner", "load", { fields: [...COLUMNS], data: [row] });
  const refused = isObject(answer) && answer["ids"] === false;
  const lost = (cause: string): Outcome => ({ kind: "unknown", problem: { code: "ODOO_CONNECTION_ERROR", effect: "Odoo took the partner, but it could not be read back.", cause, next: "It is looked up again by itself." } });
  try {
    // Of two loads at once one is refused (recording 250): the other's partner may be committed a moment later.
    if (refused) await call.sleep(CONFLICT_MS);
    const made = await findMade(odoo, attempt.key);
    if (made && made !== "pending") return await doneAndTraced(odoo, made, inPartner(made), attempt.key, !refused);
    if (refused) return { kind: "refused", problem: await refusal(odoo, "res.partner", answer) };
    return lost("Odoo answered, but the partner was not found right after.");
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return lost(error.problem.cause);
  }
}

export function createPartner(connect: Connect): Operation {
  return operation<PartnerPayload>({
    label: "Create a partner",
    note: { type: "odoo_partner", prefix: "PARTNER_new" },
    log: "odoo_create_partner",
    rule: "person",
    expiry: "standard",
    parse: (raw) => parsed(shape, raw),
    summary: ({ name }) => `Create the partner ${name} in Odoo`,
    money: () => null,
    preview: ({ name, email: address, is_company }) => ({
      title: "Create a partner in Odoo",
      rows: [
        ["Name", name],
        ["E-mail", address ?? "none"],
        ["Kind", is_company ? "company" : "person"],
        LOGGED_ROW,
      ],
      table: [],
    }),
    toFields: ({ name, email: address, is_company }) => ({ customer_name: name, customer_email: address, is_company }),
    fromFields: (wanted, fields) => ({
      name: laid(fields, "customer_name", wanted.name),
      email: laid(fields, "customer_email", wanted.email),
      is_company: laid(fields, "is_company", wanted.is_company),
    }),
    facts: (wanted, call) => partnerWish(connect, wanted, call),
    rehearse: async (wanted, _attempt, call) => {
      try {
        const odoo = await connect(call);
        if (!(await mayCreate(odoo, "res.partner"))) return { ok: false, findings: ["This Odoo user may not create partners (group Contact Creation); Odoo would refuse."] };
        const same = await withSameEmail(odoo, wanted);
        return { ok: same.length < 2, findings: [same.length === 0 ? `Would create the partner ${wanted.name}.` : `Odoo already has ${same.map((partner) => partner.name ?? partner.id).join(", ")} with this address.`] };
      } catch (error) {
        if (!(error instanceof OdooFailure)) throw error;
        return { ok: false, findings: [error.message] };
      }
    },
    perform: (wanted, attempt, call) => asOutcome(() => perform(connect, wanted, attempt, call)),
    lookup: (_wanted, attempt, call) => lookRepeatedly(attempt, call, async () => findMade(await connect(call), attempt.key)),
    examples: [
      { name: "Blue Door", email: "office@bluedoor.example", is_company: true },
      { name: "Anna North", email: null, is_company: false },
    ],
  });
}

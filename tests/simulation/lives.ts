/**
 * Owns: random lives - any mails, any acts of a person, any faults anywhere, clocks that jump - as a fast-check arbitrary.
 * Never: chance outside of it: the same seed is the same lives.
 */
import * as fc from "fast-check";
import { FAULT_NAMES } from "./faults";
import { KIND_NAMES } from "./mails";
import { POST_KINDS } from "./posts";
import { ACTS, type LifeSpec } from "./spec";

const MINUTE_MS = 60_000;
const round = fc.integer({ min: 0, max: 3 });
const pick = fc.integer({ min: 0, max: 999 });

/** The points at which most is at stake, so that not only the many reads are hit. */
const STAKES = ["odoo account.move/load", "odoo account.move/action_post", "odoo res.partner/load", "ledger.append started", "ledger.append settled_done", "ledger.append granted", "ledger.append observed", "facebook POST page/feed", "x POST tweets", "linkedin POST posts", "instagram POST account/media_publish", "ledger.append remembered"] as const;
const fault = fc.constantFrom(...FAULT_NAMES);
const anywhere = fc.record({ point: fc.constant(null), nth: fc.integer({ min: 0, max: 150 }), fault, pick });
/** A fault that does not fit its point is none: lives without any are wanted too. */
const atStake = fc.record({ point: fc.constantFrom(...STAKES), nth: fc.integer({ min: 0, max: 1 }), fault, pick });

const mail = fc.record({ kind: fc.constantFrom(...KIND_NAMES), round: fc.integer({ min: 0, max: 1 }) });
const post = fc.record({ kind: fc.constantFrom(...POST_KINDS), round: fc.integer({ min: 0, max: 1 }) });
/** What the life is about: mail, and in every fourth life posts, with or without a mail beside them. */
const matter = fc.oneof(
  { weight: 3, arbitrary: fc.record({ mails: fc.array(mail, { minLength: 1, maxLength: 2, size: "max" }), posts: fc.constant<LifeSpec["posts"]>([]) }) },
  { weight: 1, arbitrary: fc.record({ mails: fc.array(mail, { minLength: 0, maxLength: 1, size: "max" }), posts: fc.array(post, { minLength: 1, maxLength: 2, size: "max" }) }) },
);

/** Small lives: one or two matters, up to three faults, up to three acts. All begin in a vault that stands already. */
export const aLife: fc.Arbitrary<LifeSpec> = fc
  .tuple(
    matter,
    fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      incidents: fc.array(fc.oneof({ weight: 2, arbitrary: anywhere }, { weight: 1, arbitrary: atStake }), { minLength: 0, maxLength: 3, size: "max" }),
      acts: fc.array(fc.record({ round, act: fc.constantFrom(...ACTS), pick }), { minLength: 0, maxLength: 3, size: "max" }),
      jumps: fc.array(fc.record({ round, ms: fc.constantFrom(-26 * 60 * MINUTE_MS, -5 * MINUTE_MS, 11 * MINUTE_MS, 9 * 60 * MINUTE_MS, 50 * 60 * MINUTE_MS) }), { minLength: 0, maxLength: 1, size: "max" }),
      live_from: fc.constantFrom(0, 0, 0, 0, 2, null),
      stopped: fc.constantFrom("restore" as const, "take over" as const),
      settled: fc.constant(true),
      closes: fc.boolean(),
      second_cut: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 60 })),
    }),
  )
  .map(([about, rest]) => ({ ...rest, ...about }));

/**
 * Owns: a post becoming one action with a delivery for each of its channels (PRODUCT S2, S5).
 * Never: a concrete channel, shortening a text, or granting anything: policy judges who recorded it and what it says.
 */
import type { Publisher } from "../channel";
import type { Delivery, Origin, Proposal } from "../core/action";
import type { Sign } from "../core/draft";
import type { Post } from "../core/post";
import { showInstant } from "../core/schedule";
import { actionOf, statusOf } from "../core/state";
import type { Answer, Asker } from "../core/wish";
import type { DecideParts } from "./decide";
import { inQueue } from "./queueing";
import { textKeys } from "./publishing";
import { actionId, judgeProposal, type JudgementParts } from "./judgement";

const refused = (text: string): Answer => ({ ok: false, how: "refused", status: null, text });

/** The plan's name of a post, for notes and logs. */
const TYPE = "social_media_post";

const CONTEXT: Sign = { code: "no_context", text: "It does not say why it is posted: no goal and no fact stands behind it. Add one, or approve it as it is.", fraud: false };

const WANTED: Sign = { code: "asked_for", text: "You want to be asked before it is published.", fraud: false };

/** Every delivery of a post, or what does not fit, a sentence each with the channel's name. */
function deliveriesOf({ services }: Pick<JudgementParts, "services">, post: Post): { deliveries: Delivery[]; problems: string[] } {
  const deliveries: Delivery[] = [];
  const problems: string[] = [];
  for (const id of new Set(post.channels)) {
    const channel = services.channel(id);
    const publisher: Publisher | undefined = channel?.publisher;
    const operation = publisher && channel?.operations[publisher.operation];
    if (!channel || !publisher || !operation) {
      problems.push(`There is no channel "${id}" that publishes.`);
      continue;
    }
    const parsed = operation.parse(publisher.payload(post));
    if (parsed.ok) deliveries.push({ channel: id, operation: publisher.operation, payload: parsed.payload });
    else problems.push(...parsed.problems.map(({ field, text }) => `${channel.label}: ${field} ${text}.`));
  }
  return { deliveries, problems };
}

const TITLE_LENGTH = 60;

function summaryOf({ text, texts, channels }: Post, labels: string): string {
  const said = (text || (texts[channels[0] ?? ""] ?? "")).replace(/\s+/g, " ").trim();
  return `Post on ${labels}: ${said.length > TITLE_LENGTH ? `${said.slice(0, TITLE_LENGTH).replace(/\S*$/, "").trim()} …` : said}`;
}

/** Id of the action that a post becomes. */
export const postAction = ({ id }: Pick<Post, "id">): string => actionId(`post:${id}`, "post");

/** A post as a proposal: null payloads never pass; `problems` say what does not fit where. `origin`: who recorded it. */
export function postProposal(parts: Pick<JudgementParts, "services">, post: Post, origin: Origin["kind"]): { proposal: Proposal; problems: [] } | { problems: string[] } {
  const { deliveries, problems } = deliveriesOf(parts, post);
  if (problems.length > 0 || deliveries.length === 0) return { problems: problems.length > 0 ? problems : ["It names no channel."] };
  const labels = deliveries.map(({ channel }) => parts.services.channel(channel)?.label ?? channel).join(", ");
  return {
    problems: [],
    proposal: {
      id: postAction(post),
      type: TYPE,
      deliveries,
      depends_on: [],
      origin: { kind: origin, id: `post:${post.id}` },
      summary: summaryOf(post, labels),
      money: null,
      evidence: {},
      signs: [...(post.ask ? [WANTED] : []), ...(post.context.trim() === "" ? [CONTEXT] : [])],
      keys: { thread: null, po_number: null, partner: null, texts: textKeys(parts.services, { deliveries }) },
      assumptions: post.context.trim() === "" ? [] : [`Said because: ${post.context.trim()}`],
    },
  };
}

/** The last post that was handed in, by ledger: one takes its place in the queue before the next one looks for its own. */
const turns = new WeakMap<DecideParts["ledger"], Promise<unknown>>();

/**
 * Hands a post in. What a person recorded at a panel, a terminal or another device may run by policy; what a script read from a note asks
 * (PRODUCT section 3). The same post handed in twice is one action.
 */
export function proposePost(parts: DecideParts, post: Post, asker: Asker): Promise<Answer> {
  const turn = Promise.resolve(turns.get(parts.ledger)).then(() => enterPost(parts, post, asker));
  turns.set(parts.ledger, turn.catch(() => undefined));
  return turn;
}

async function enterPost(parts: DecideParts, given: Post, asker: Asker): Promise<Answer> {
  const post = inQueue(parts, given);
  if (typeof post === "string") return refused(`Not taken over: ${post}`);
  const isPersons = asker.attended || asker.via === "request" || asker.via === "panel";
  const made = postProposal(parts, post, isPersons ? "person" : "note");
  if (!("proposal" in made)) return refused(`Not taken over: ${made.problems.join(" ")}`);
  const known = actionOf(parts.ledger.state, made.proposal.id);
  if (known) return refused(`This post was handed in before: ${made.proposal.id} is ${statusOf(known)}.`);
  const judged = await judgeProposal(parts, made.proposal);
  await parts.ledger.append([{ event: "proposed", action_id: made.proposal.id, actor: `${asker.by}:${asker.via}`, data: judged }], true);
  const runs = judged.verdict.decision === "allow";
  const when = given.queued && post.at !== null ? ` for ${showInstant(post.at, parts.settings().zone)}` : "";
  return { ok: true, how: "entered", status: "waiting", id: made.proposal.id, text: runs ? `Planned${when} as ${made.proposal.id}.` : `${made.proposal.id} waits for your decision: ${judged.verdict.reasons.map(({ text }) => text).join(" ")}` };
}

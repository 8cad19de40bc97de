/**
 * Owns: what whoever writes a post is told and given before it is handed in: its channels, what each would publish, warnings, a place for pictures.
 * Never: a concrete channel, a question to a service, or a proposal: handing in is a wish (posting.ts).
 */
import type { Foreseen, PostChannel, PostFace, Posts } from "../api";
import { sha256Hex } from "../core/hash";
import { judge, type PolicyCase } from "../core/policy";
import { deliveredTo, type Post } from "../core/post";
import { postOf, type PostDraft, type PostProblem } from "../core/post-note";
import { actionOf, statusOf } from "../core/state";
import type { LedgerFiles } from "../ports";
import { previewOf } from "./faces";
import type { JudgementParts } from "./judgement";
import { postAction, postProposal } from "./posting";
import { allowanceOf, publicSigns } from "./publishing";
import { bestTimesFor, freeTimes, inQueue } from "./queueing";

type ComposingParts = JudgementParts & { files: LedgerFiles };

function channelsOf({ services }: Pick<JudgementParts, "services">): PostChannel[] {
  return services.channels.flatMap(({ id, label, publisher }) => (publisher ? [{ id, label, live: services.modeOf(id) === "live", publisher }] : []));
}

/** What a channel would publish, as its own operation says; where it does not fit, what was written for it, and why not. */
function faceOf(desk: JudgementParts, post: Post, id: string): PostFace {
  const { services } = desk;
  const channel = services.channel(id);
  const operation = channel?.publisher && channel.operations[channel.publisher.operation];
  const parts = Object.hasOwn(post.threads, id) ? (post.threads[id] ?? []) : [];
  const texts = parts.length > 0 ? parts : [deliveredTo(id, post).text];
  if (!channel?.publisher || !operation) return { channel: id, label: id, texts, problems: [{ field: "channels", text: "is not a channel that publishes" }], price: null, preview: null };
  const parsed = operation.parse(channel.publisher.payload(post));
  if (!parsed.ok) return { channel: id, label: channel.label, texts, problems: parsed.problems, price: null, preview: null };
  const publication = operation.publishes?.(parsed.payload);
  const delivery = { channel: id, operation: channel.publisher.operation, payload: parsed.payload };
  return { channel: id, label: channel.label, texts: publication?.texts ?? texts, problems: [], price: publication?.price ?? null, allowance: allowanceOf(desk, delivery), preview: previewOf(services, delivery) };
}

/** Judged by what is known here: the services' own facts are read when it is handed in. */
function foresee(parts: JudgementParts, given: Post): Foreseen {
  const placed = inQueue(parts, given);
  const post = typeof placed === "string" ? given : placed;
  const faces = post.channels.map((id) => faceOf(parts, post, id));
  const fitting = faces.filter(({ problems }) => problems.length === 0).map(({ channel }) => channel);
  const known = actionOf(parts.state(), postAction(post));
  const base = { action: postAction(post), faces, status: known ? statusOf(known) : null, at: post.at, no_place: typeof placed === "string" ? placed : null };
  const made = postProposal(parts, { ...post, channels: fitting }, "person");
  if (!("proposal" in made)) return { ...base, signs: [], asks: [] };
  const { proposal } = made;
  const signs = [...proposal.signs, ...publicSigns(parts, proposal)];
  const { currency, limits } = parts.settings();
  const cases = proposal.deliveries.flatMap((delivery): PolicyCase[] => {
    const operation = parts.services.operation(delivery);
    return operation ? [{ label: operation.label, rule: operation.rule, money: null, known_payee: null, unreadable: null, edited: false, origin: proposal.origin, signs, limits: { currency, automatic: limits.automatic, high_risk: limits.high_risk } }] : [];
  });
  const { decision, reasons } = judge(cases);
  return { ...base, signs, asks: decision === "ask" ? reasons.map(({ text }) => text) : [] };
}

/** Problems of a draft, a sentence a field: those found before, its own, those of its channels with their names, and that the queue has no place for it. */
function check(parts: JudgementParts, draft: PostDraft, found: readonly PostProblem[]): ReturnType<Posts["check"]> {
  const made = postOf(draft, parts.settings().posts.late_minutes);
  const foreseen = made.ok ? foresee(parts, made.post) : null;
  const own = made.ok ? [] : made.problems.filter(({ field }) => !found.some((other) => other.field === field));
  const misfits = (foreseen?.faces ?? []).flatMap(({ label, problems }) => problems.map(({ field, text }) => ({ field, text: `${text} (${label})` })));
  const place = foreseen?.status === null && foreseen.no_place !== null ? [{ field: "scheduled_for", text: `has no place in the queue: ${foreseen.no_place}` }] : [];
  const problems = [...found, ...own, ...misfits, ...place];
  return made.ok && foreseen && problems.length === 0 ? { post: made.post, foreseen } : { action: foreseen?.action ?? null, problems };
}

export function postsOf(parts: ComposingParts): Posts {
  return {
    channels: () => channelsOf(parts),
    foresee: (post) => foresee(parts, post),
    check: (draft, found) => check(parts, draft, found),
    freeTimes: (channels, count) => freeTimes(parts, channels, count).map((at) => at.toISOString()),
    bestTimes: (channels) => bestTimesFor(parts, channels),
    keepBlob: async (bytes) => {
      const hash = sha256Hex(bytes);
      await parts.files.writeBlob(hash, bytes);
      return hash;
    },
    blob: (hash) => parts.files.readBlob(hash),
  };
}

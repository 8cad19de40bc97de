/**
 * Owns: watching the talks of one social channel - comments, mentions, direct messages - page by page (PRODUCT S7).
 * Never: an answer, a like, a read-mark: it only observes.
 */
import type { Mail } from "../core/mail";
import type { Channel, Talks } from "../channel";
import type { Observation, Watcher } from "../watcher";

const MINUTE_MS = 60_000;

/** A talk as a message: from a name, without an address. */
function mailOf({ id, thread, at, from, text, talk }: Awaited<ReturnType<Talks["since"]>>["talks"][number]): Mail {
  return {
    id, thread, message_id: null, date: at, from: { name: from, email: "" }, reply_to: [], to: [], cc: [], subject: "", text, html_text: null,
    attachments: [], headers: {}, labels: [], problems: [], talk,
  };
}

/** The watcher of a channel's talks, under the channel's id: to the owner both are one service with one sign-in. */
export function talkWatcher({ id: channel, label, check }: Pick<Channel, "id" | "label" | "check">, talks: Talks): Watcher {
  return {
    id: channel,
    label,
    fields: [],
    every_ms: talks.every_minutes * MINUTE_MS,
    deadline_ms: 2 * MINUTE_MS,
    ready: (call) => talks.ready(call),
    check,
    async *observe(cursor, known, call) {
      for (let at = cursor; ; ) {
        const page = await talks.since(at, call);
        const observations = page.talks
          .map((one): Observation => ({ id: `${channel}:${one.id}`, source: channel, at: one.at, thread: one.thread === null ? null : `${channel}:${one.thread}`, mail: mailOf(one) }))
          .filter(({ id }) => !known(id));
        yield { observations, cursor: page.cursor, skipped: page.skipped };
        if (!page.more) return;
        at = page.cursor;
      }
    },
  };
}

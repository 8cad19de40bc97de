/**
 * What silently goes wrong here: what people read is not, byte for byte, what was previewed (PRODUCT S3) - somewhere between the note, the gate, the
 * escaping and the wire a sign was changed. So texts made to be changed go the whole way, to each service's twin.
 */
import { afterEach, describe, expect, it } from "vitest";
import { readNote } from "../../src/core/note";
import { EMPTY_POST, postOf, writePostNote, type NotedImage } from "../../src/core/post-note";
import { readPostNote } from "../../src/core/post-note-read";
import type { JsonObject } from "../../src/core/json";
import type { Channel, Outcome } from "../../src/channel";
import { readYaml } from "../../src/host/node/yaml";
import { facebookChannel } from "../../src/integrations/facebook/channel";
import { instagramChannel } from "../../src/integrations/instagram/channel";
import { linkedinChannel } from "../../src/integrations/linkedin/channel";
import { xChannel } from "../../src/integrations/x/channel";
import { nodeHttp } from "../../src/host/node/http";
import { LINKEDIN_TOKEN, startLinkedInTwin } from "../../src/sandbox/linkedin/twin";
import { staged } from "../integrations/facebook/kit";
import { stage } from "../integrations/x/kit";

/** Line ends, blanks at ends, composed and decomposed letters, joined emojis, marks of every markup, directions, entities, things that look like ours. */
const TEXTS = [
  "Line\r\nends\rof\nall  kinds",
  "  blanks before, and after \t ",
  "cafe\u0301 and caf\u00e9, A\u030a and \u00c5",
  "family \u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}, flag \u{1F1E9}\u{1F1EA}, skin \u{1F44B}\u{1F3FD}, text \u2764 and heart \u2764\uFE0F",
  "(round) [square] {curly} <angle> | pipe \\ back \\\\ two * star _under_ ~wave~ `tick`",
  "#tag #two_words #1 a#b @[Name](urn:li:person:1) {hashtag|\\#|x} @name",
  "A & B &amp; C &lt;b&gt; <b>bold</b> %20 + = ; ? \u00a0 %% no %% <!-- no -->",
  "\u202Eright to left\u202C \u200Bzero\u2060width\u00AD soft",
  "## Text\n\n```text\nfence\n```\n~~~\n---\nid: x",
  "https://www.example.com/a?b=1&c=%C3%BC#d and example.org and a.b",
  "Quotes \u201Ea\u201C \u2018b\u2019 'c' \"d\" \u00ab e \u00bb \u2026 \u2014 - \u2011",
  "\u65E5\u672C\u8A9E \u0627\u0644\u0639\u0631\u0628\u064A\u0629 \u0939\u093F\u0928\u094D\u0926\u0940 \u05E2\u05D1\u05E8\u05D9\u05EA \uAC00\uD55C",
  "[[wikilink]] ![[embed.png]] {{template}} <% tp %> `= dv` $math$",
];

interface Wall {
  channel: Channel;
  /** Where a post needs a picture. */
  images?: NotedImage[];
  perform(payload: JsonObject): Promise<Outcome>;
  /** What stands there, newest last. */
  shown(): string[];
  close(): Promise<unknown>;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const WALLS: Record<string, () => Promise<Wall>> = {
  x: async () => {
    const at = await stage();
    return {
      channel: xChannel(),
      perform: (payload) => {
        at.again();
        at.pass(3_600_000);
        return at.perform(payload);
      },
      shown: at.posted,
      close: () => at.twin.close(),
    };
  },
  facebook: async () => {
    const at = await staged(facebookChannel(), "publish");
    return {
      channel: facebookChannel(),
      perform: (payload) => {
        at.clock.now += 3_600_000;
        return at.perform(payload);
      },
      shown: () => [...at.twin.service.store.posts.values()].map(({ message }) => message),
      close: at.close,
    };
  },
  instagram: async () => {
    const at = await staged(instagramChannel(), "publish");
    return {
      channel: instagramChannel(),
      images: [{ path: "a.jpg", alt: "A desk", url: "https://www.northlight.example/a.jpg", kept: { blob: "1f".repeat(32), name: "a.jpg", type: "image/jpeg", width: 1200, height: 800, size: 8 } }],
      perform: (payload) => {
        at.clock.now += 3_600_000;
        return at.perform(payload);
      },
      shown: () => [...at.twin.service.store.media.values()].map(({ caption }) => caption),
      close: at.close,
    };
  },
  linkedin: async () => {
    const twin = await startLinkedInTwin();
    const channel = linkedinChannel();
    const fields: Record<string, string> = { token: LINKEDIN_TOKEN, base_url: twin.url };
    const call = { http: nodeHttp(), now: () => new Date(), sleep: () => Promise.resolve(), field: (key: string) => fields[key] ?? "", keep: () => undefined, blob: () => Promise.resolve(null), may_write: true };
    const publish = channel.operations["publish"];
    if (!publish) throw new Error("LinkedIn publishes nothing.");
    return {
      channel,
      perform: (payload) => publish.perform(payload, { key: "post-0011223344aabb", started_at: new Date().toISOString(), remembered: {}, receipts: {} }, call, () => Promise.resolve()),
      shown: () => twin.service.standing().map(({ text }) => text),
      close: () => twin.close(),
    };
  },
};

describe("S3 from the note to the wall", () => {
  it.each(Object.keys(WALLS))("on %s people read what the preview shows, byte for byte", async (id) => {
    const wall = await WALLS[id]?.();
    if (!wall) throw new Error(id);
    closing.push(wall.close);
    const { publisher, operations } = wall.channel;
    const publish = publisher && operations[publisher.operation];
    if (!publisher || !publish) throw new Error(`${id} publishes nothing.`);
    for (const [index, text] of TEXTS.entries()) {
      const draft = { ...EMPTY_POST, id: `p${index}`, channels: [id], text, context: "law", images: wall.images ?? [] };
      const note = readNote(writePostNote(draft, "draft", null), readYaml);
      if ("problem" in note) throw new Error(note.problem);
      const read = readPostNote(note, { zone: "UTC", channels: [{ id, label: id }] });
      expect(read.problems).toEqual([]);
      const made = postOf(read.draft, 60);
      if (!made.ok) throw new Error(made.problems.map(({ text: why }) => why).join());
      const parsed = publish.parse(publisher.payload(made.post));
      if (!parsed.ok) throw new Error(parsed.problems.map(({ text: why }) => why).join());
      const previewed = publish.publishes?.(parsed.payload).texts ?? [];
      // What is previewed differs from what was typed only in the two things that no service keeps: the kind of line end, and white space at the ends.
      expect(previewed).toEqual([text.replace(/\r\n?/g, "\n").trim()]);
      expect(publish.preview(parsed.payload).rows.map(([, value]) => value)).toContain(previewed[0]);
      expect(await wall.perform(parsed.payload)).toMatchObject({ kind: "done" });
      expect(wall.shown().at(-1)).toBe(previewed[0]);
    }
  });
});

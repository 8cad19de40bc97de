/**
 * What silently goes wrong here: something that the owner wrote for themselves is published, or a text that is not the one in the note. So whatever
 * a text holds, it comes back the same from the note; and of notes of other shapes only what is marked is text, the rest is asked about.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OWNERS_LINE } from "../../src/core/action-note";
import { readNote, type Note } from "../../src/core/note";
import { EMPTY_POST, postIdOf, postOf, writePostNote, type PostDraft } from "../../src/core/post-note";
import { readPostNote, readTime, type ReadPost } from "../../src/core/post-note-read";
import { readYaml } from "../../src/host/node/yaml";

const CHANNELS = [{ id: "x", label: "X", publisher: { also: ["twitter", "tweet"] } }, { id: "facebook", label: "Facebook Page", publisher: { also: ["fb"] } }, { id: "linkedin", label: "LinkedIn" }];

function noteOf(text: string): Note {
  const note = readNote(text, readYaml);
  if ("problem" in note) throw new Error(note.problem);
  return note;
}
const read = (text: string): ReadPost => readPostNote(noteOf(text), { zone: "Europe/Berlin", channels: CHANNELS });
const fields = ({ problems }: ReadPost): string[] => problems.map(({ field }) => field);

/** Texts that look like our own template, like markup, and like anything. */
const pieces = fc.constantFrom("## Text", "## Text for x", "```", "````text", "~~~", "<!-- no -->", "%% no %%", OWNERS_LINE, "---", "", " ", "#sale", "[[note]]", "![[a.png]]", "a\u2028b", "😀", "\ttab", "Sale: 20 % off");
const text = fc.oneof(fc.array(fc.oneof(pieces, fc.string({ unit: "grapheme", maxLength: 12 })), { maxLength: 6 }).map((lines) => lines.join("\n")), fc.string({ maxLength: 30 })).map((one) => one.replace(/\r\n?/g, "\n"));
const channel = fc.constantFrom("x", "facebook", "linkedin");
const line = fc.string({ maxLength: 20 }).map((one) => one.replace(/\s+/g, " "));
const cut = { blob: "0b".repeat(32), name: "a.png", type: "image/png" as const, width: 8, height: 8, size: 77 };
const image = fc.record({
  path: line.filter((one) => one.trim() !== ""),
  alt: text,
  url: fc.constantFrom(null, "https://northlight.example/a.jpg"),
  kept: fc.constantFrom(null, { blob: "0a".repeat(32), name: "a.png", type: "image/png" as const, width: 12, height: 8, size: 99 }),
  cuts: fc.constantFrom({ x: cut }, { x: cut, facebook: { ...cut, size: 78 } }),
}, { requiredKeys: ["path", "alt", "url", "kept"] });
const drafts: fc.Arbitrary<PostDraft> = fc.record({
  id: fc.constantFrom("post-1", "a_b", "2026-12-01"),
  channels: fc.uniqueArray(channel, { minLength: 1 }),
  text,
  texts: fc.dictionary(channel, text),
  threads: fc.dictionary(channel, fc.array(text, { minLength: 1, maxLength: 3 })),
  link: fc.constantFrom(null, "https://northlight.example/?a=1&b=2"),
  images: fc.uniqueArray(image, { maxLength: 3, selector: ({ path }) => path }),
  poll: fc.constantFrom(null, { options: ["Yes", "No, 1"], minutes: 60 }),
  context: text,
  at: fc.constantFrom(null, "2026-12-01T09:00:00.000Z"),
  late_minutes: fc.constantFrom(null, 0, 30),
  queued: fc.constant(false),
  ask: fc.boolean(),
});

describe("S2 a post note is written and read as the same post", () => {
  it("S3 whatever a text holds, it comes back byte for byte", () => {
    fc.assert(fc.property(drafts, (draft) => {
      const again = read(writePostNote(draft, "draft", null));
      expect(again.draft).toEqual(draft);
      expect(again.status).toBe("draft");
    }), { numRuns: 300 });
  });

  it("S4 a place in the queue is written, and read in other words too", () => {
    const draft: PostDraft = { ...EMPTY_POST, id: "p", channels: ["x"], text: "We are open.", queued: true };
    expect(read(writePostNote(draft, "draft", null)).draft).toEqual(draft);
    for (const words of ["next", "Next free slot", "queued", "next_slot"]) expect(read(`---\nplatform: x\nscheduled_for: ${words}\n---\nOpen.`)).toMatchObject({ draft: { queued: true, at: null }, problems: [] });
    expect(read("---\nplatform: x\nscheduled_for: next week\n---\nOpen.").problems).toHaveLength(1);
  });

  it("written again it is the same text, and the owner's properties and remarks are kept", () => {
    fc.assert(fc.property(drafts, fc.string({ maxLength: 40 }), (draft, remark) => {
      const first = writePostNote(draft, "draft", null).replace("type: social_media_post", 'type: social_media_post\ntags:\n  - "spring"') + `\n${remark}`;
      const second = writePostNote(read(first).draft, "draft", noteOf(first));
      expect(writePostNote(read(second).draft, "draft", noteOf(second))).toBe(second);
      expect(noteOf(second).front["tags"]).toEqual(["spring"]);
      expect(second.endsWith(`\n${remark}`)).toBe(true);
    }), { numRuns: 100 });
  });
});

const shaped = (front: string, body: string): string => `---\ntype: social_media_post\n${front}\n---\n${body}`;

describe("DETAILS shapes that others write", () => {
  it.each([
    ["content", shaped("platforms: [facebook, twitter]\ncontent: We are open.", "# Post\n\nApprove by moving this note.\n"), "We are open."],
    ["body", shaped("platform: LinkedIn", "We are **open**.\n\nCome in.\n"), "We are **open**.\n\nCome in."],
    ["title and body", shaped("platform: x", "# Saturday\n\nWe are open.\n"), "We are open."],
    ["fenced json", "---\ntype: social_media_post\n---\n```json\n{\"platforms\": [\"x\"], \"content\": \"We are open.\"}\n```\n", "We are open."],
    ["heading", shaped("platform: x", "## Post content\n\nWe are open.\n\n## Instructions\n\nMove it to Approved.\n"), "We are open."],
  ])("text in %s", (_name, note, expected) => {
    const { draft, problems } = read(note);
    expect(problems).toEqual([]);
    expect(draft.text).toBe(expected);
  });

  it("platforms under their old names, pictures, link, time and sensitivity", () => {
    const { draft, problems } = read(shaped('platforms: "twitter, Facebook"\nimage_url: https://northlight.example/a.jpg\nlink: https://northlight.example\ntimestamp: 2026-07-01 09:00\npost_type: sensitive', "Hello\n\n![[Pictures/team.png|Our team]]\n"));
    expect(problems).toEqual([]);
    expect(draft).toMatchObject({ channels: ["x", "facebook"], text: "Hello", link: "https://northlight.example", at: "2026-07-01T07:00:00.000Z", ask: true });
    expect(draft.images).toEqual([{ path: "", alt: "", url: "https://northlight.example/a.jpg", kept: null }, { path: "Pictures/team.png", alt: "Our team", url: null, kept: null }]);
  });

  it.each([
    ["texts by channel", "platforms: [x, facebook]\ntexts:\n  Twitter: Short\n  facebook: Long\ncontent: General", { text: "General", texts: { x: "Short", facebook: "Long" } }],
    ["a property for a channel", "platforms: [x, facebook]\nx_text: Short\nfb_caption: Long", { text: "", texts: { x: "Short", facebook: "Long" } }],
    ["a name with another one in brackets", "platforms: [X (Twitter)]\ncontent: Hi", { channels: ["x"] }],
    ["a link alone", "platform: facebook\nlink: https://northlight.example/a", { text: "", link: "https://northlight.example/a" }],
    ["a poll in X's own words", "platform: x\ncontent: Hi\npoll:\n  options: [A, B]\n  duration_minutes: 60", { poll: { options: ["A", "B"], minutes: 60 } }],
    ["a zone of its own", "platform: x\ncontent: Hi\nscheduled_for: 2026-07-01 9:00\ntimezone: America/New_York", { at: "2026-07-01T13:00:00.000Z" }],
    ["a time in UTC", "platform: x\ncontent: Hi\nscheduled_for: 2026-07-01 09:00 UTC", { at: "2026-07-01T09:00:00.000Z" }],
  ])("%s", (_name, front, expected) => {
    const { draft, problems } = read(shaped(front, ""));
    expect(problems).toEqual([]);
    expect(draft).toMatchObject(expected);
  });

  it("the text below a channel's heading is the one that counts; what the composer wrote replaces the property", () => {
    const note = shaped("platforms: [x]\nx_text: Old", "## Text\n\nAll\n\n## Text for x\n\nNew\n");
    expect(read(note).draft.texts).toEqual({ x: "New" });
    expect(writePostNote({ ...read(note).draft, texts: {} }, "draft", noteOf(note))).not.toContain("Old");
  });

  it("the note's type names the channel where nothing else does", () => {
    expect(read("---\ntype: facebook_post\n---\nHello\n").draft.channels).toEqual(["facebook"]);
    expect(read("---\ntype: tweet\n---\nHello\n").draft.channels).toEqual(["x"]);
  });
});

describe("S3 instructions in the note are never published", () => {
  it.each([
    ["a comment", "Hello<!-- ask Anna first -->\n\n%% approve\nthis %%\n", "Hello"],
    ["a comment that never ends", "Hello\n<!-- and this\nand that\n", "Hello"],
    ["remarks", `Hello\n\n${OWNERS_LINE}\nSecret remark\n`, "Hello"],
    ["a fence in a comment", "%%\n```text\nno\n```\n%%\nHello\n", "Hello"],
  ])("%s", (_name, body, expected) => {
    expect(read(shaped("platform: x", body)).draft.text).toBe(expected);
  });

  it("between our fences a comment is text: it is what the person sees there", () => {
    expect(read(shaped("platform: x", "## Text\n\n```text\na <!-- b -->\n```\n")).draft.text).toBe("a <!-- b -->");
  });

  it.each([
    ["headings of which none says text", "## Idea\n\nSomething\n\n## How to approve\n\nMove it.\n"],
    ["two texts", "## Text\n\nOne\n\n## Text\n\nTwo\n"],
    ["a picture within a line", "Hello ![[team.png]] there\n"],
    ["words beside the block", "## Text\n\nPlease post:\n\n```text\nOne\n```\n"],
  ])("%s: asked, nothing is taken for the text by guess", (_name, body) => {
    expect(fields(read(shaped("platform: x", body)))).toContain("text");
  });

  it("K6 a property and a heading that disagree are a question", () => {
    expect(fields(read(shaped("platform: x\ncontent: One", "## Text\n\nTwo\n")))).toEqual(["content"]);
  });
});

describe("what does not fit is said at its property, and stays", () => {
  it.each([
    ["platforms: myspace", "platforms"],
    ["platform: x\nscheduled_for: tomorrow", "scheduled_for"],
    ["platform: x\nscheduled_for: 2026-02-30T09:00", "scheduled_for"],
    ["platform: x\npost_type: scheduled", "scheduled_for"],
    ["platform: x\npost_type: dm", "post_type"],
    ["platform: x\nstatus: published", "status"],
    ["platform: x\nlink: javascript:alert(1)", "link"],
    ["platform: x\nlate_minutes: soon", "late_minutes"],
    ["tags: [a]", "platforms"],
    ["platform: x\nreply_to: '1990000000000000001'", "reply_to"],
    ["platform: x\nrecurring: weekly", "recurring"],
    ["platform: x\ntimezone: Mars/Olympus", "timezone"],
    ["platform: x\npoll:\n  options: [A, B]\n  hours: 1", "poll"],
  ])("%s", (front, field) => {
    expect(fields(read(shaped(front, "Hello\n")))).toEqual([field]);
  });

  it("an unknown channel stays in the draft, and its text in the note", () => {
    const { draft } = read(shaped("platforms: [x, myspace]", "## Text\n\nHello\n\n## Text for myspace\n\nHi\n"));
    expect(draft).toMatchObject({ channels: ["x", "myspace"], texts: { myspace: "Hi" } });
  });

  it.each([
    ["2026-07-01T09:00", "2026-07-01T07:00:00.000Z"],
    ["2026-12-01 09:00", "2026-12-01T08:00:00.000Z"],
    ["2026-07-01T09:00:30+05:30", "2026-07-01T03:30:30.000Z"],
    ["2026-03-29T02:30", "2026-03-29T01:00:00.000Z"],
    [1_782_889_200, "2026-07-01T07:00:00.000Z"],
    ["2026-07-01", null],
    ["2026-07-01T25:00", null],
  ])("S4 the time %s", (value, expected) => {
    expect(readTime(value, "Europe/Berlin")).toBe(expected);
  });
});

describe("the post of a draft", () => {
  const draft: PostDraft = { ...EMPTY_POST, channels: ["x"], text: "Hello", texts: { x: "Hi", facebook: "Off" }, images: [] };

  it("S5 the same note is the same post, another text another one", () => {
    expect(postIdOf(draft)).toBe(postIdOf({ ...draft }));
    expect(postIdOf(draft)).not.toBe(postIdOf({ ...draft, text: "Hello!" }));
    expect(postIdOf({ ...draft, id: "my-id" })).toBe("my-id");
  });

  it("texts of channels that are off stay behind; the owner's lateness holds where the note names none", () => {
    const made = postOf(draft, 45);
    expect(made).toMatchObject({ ok: true, post: { texts: { x: "Hi" }, late_minutes: 45 } });
  });

  it.each([
    ["what is said of a picture", { images: [{ path: "a.png", alt: "Card 4111 1111 1111 1111", url: null, kept: cut }] }, "images.0.alt"],
    ["an answer of a poll", { poll: { options: ["4111 1111 1111 1111", "B"], minutes: 60 } }, "poll.options.0"],
    ["a link", { link: "https://anna:hunter2@northlight.example/" }, "link"],
    ["half an emoji", { text: "\ud83d" }, "text"],
    ["a control character", { text: "a\u0007" }, "text"],
  ])("S6 S3 what must not, or cannot, go public is refused at its field: in %s", (_name, more: Partial<PostDraft>, field) => {
    expect(postOf({ ...draft, ...more }, 60)).toMatchObject({ ok: false, problems: [{ field }] });
  });

  it("S6 a card number is refused at its field; a picture that was not measured too", () => {
    const made = postOf({ ...draft, text: "Pay with 4111 1111 1111 1111", images: [{ path: "a.png", alt: "", url: null, kept: null }] }, 45);
    expect(made.ok ? [] : made.problems.map(({ field }) => field)).toEqual(["images.0", "text"]);
  });
});

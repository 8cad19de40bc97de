/** What silently goes wrong here: whoever writes a post is told another thing than its card says, or a picture is kept under a name that is not its hash. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EMPTY_POST, writtenPost, type PostDraft } from "../../src/core/post-note";
import { DEFAULTS } from "../../src/settings";
import { examplePosts } from "../views/publishers";

const NOW = new Date("2026-11-18T09:20:00.000Z");
const { posts, blobs } = examplePosts(() => ({ ...DEFAULTS, live: ["wall"], posts: { ...DEFAULTS.posts, own_words: ["award"] } }), () => NOW);
const foreseen = (over: Partial<PostDraft>) => posts.foresee(writtenPost({ ...EMPTY_POST, id: "p", channels: ["board", "wall"], context: "x", text: "Hello", ...over }, 60));

describe("S2 S6 what is foreseen of a post", () => {
  it("channels that publish, and which of them are live", () => {
    expect(posts.channels().map(({ id, live }) => [id, live])).toEqual([["board", false], ["wall", true]]);
  });

  it("an ordinary post that a person records runs by policy", () => {
    expect(foreseen({})).toMatchObject({ status: null, signs: [], asks: [], faces: [{ texts: ["Hello"], problems: [] }, { texts: ["Hello"], problems: [] }] });
  });

  it.each([
    ["no context", { context: " " }, "no_context"],
    ["a word of the owner's own", { text: "Our award" }, "sensitive_your_list"],
    ["a time that has passed", { at: "2026-11-18T07:00:00.000Z" }, "missed_time"],
  ])("%s is a warning, and asks", (_name, over, code) => {
    const { signs, asks } = foreseen(over);
    expect(signs.map((sign) => sign.code)).toEqual([code]);
    expect(asks).toHaveLength(1);
  });

  it("where one channel would not take it, its text is shown as it was written, and the warnings are those of the others", () => {
    const { faces, signs } = foreseen({ text: `Our lawyers ${"and ".repeat(20)}us` });
    expect(faces.map(({ problems }) => problems.length)).toEqual([1, 0]);
    expect(faces[0]?.texts[0]).toHaveLength(94);
    expect(signs.map(({ code }) => code)).toEqual(["sensitive_legal"]);
  });

  it("a channel that there is not is a problem, never a crash", () => {
    expect(foreseen({ channels: ["myspace"] }).faces[0]?.problems).toHaveLength(1);
  });

  it("a picture lies under its hash, and is read back", async () => {
    const bytes = Uint8Array.from([1, 2, 3]);
    const hash = await posts.keepBlob(bytes);
    expect(hash).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(blobs.get(hash)).toEqual(bytes);
    expect(await posts.blob(hash)).toEqual(bytes);
    expect(await posts.blob("0".repeat(64))).toBeNull();
  });
});

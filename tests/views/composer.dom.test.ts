/**
 * What silently goes wrong here: a preview that is not what is published, a text that is cut, a post that is handed in although a channel would not take
 * it, or words that are lost because the note was not written.
 */
import fc from "fast-check";
import { App } from "obsidian-test-mocks/obsidian";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Wish } from "../../src/api";
import { leftOut, looksOf, outlook, split, tagText, toggled, withPoll } from "../../src/views/composer-model";
import { Composer } from "../../src/views/composer";
import { Pictures } from "../../src/views/composer-pictures";
import { deliveredTo } from "../../src/core/post";
import type { PictureRule } from "../../src/core/picture";
import { EMPTY_POST, writtenPost, type PostDraft } from "../../src/core/post-note";
import { DEFAULTS } from "../../src/settings";
import { scene, NOW, type Scene } from "./examples";
import { board, examplePosts, wall } from "./publishers";

const posts = examplePosts(() => ({ ...DEFAULTS, zone: "Europe/Berlin" }), () => NOW).posts;
const draft = (over: Partial<PostDraft>): PostDraft => ({ ...EMPTY_POST, id: "p", channels: ["board", "wall"], context: "x", ...over });
const looks = (of: PostDraft) => looksOf(posts.channels(), of, posts.foresee(writtenPost(of, 60)));

interface Shown {
  given: Scene;
  app: App;
  root: HTMLElement;
  composer: Composer;
  opened: string[];
}

const composers: Composer[] = [];
async function shown(path: string | null = null, text = ""): Promise<Shown> {
  const app = App.createConfigured__();
  const real = app.asOriginalType__();
  if (path !== null) await real.vault.create(path, text);
  const given = scene([]);
  const root = document.body.createDiv({ cls: "ae-panel ae-post-view" });
  const opened: string[] = [];
  const composer = new Composer(root, real, given.desk, { openCard: (id) => void opened.push(id), named: () => undefined }, path);
  composers.push(composer);
  await composer.open();
  return { given, app, root, composer, opened };
}
const marked = (root: HTMLElement, mark: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(`[data-focus="${mark}"]`);
  if (!found) throw new Error(`Nothing is marked ${mark}.`);
  return found;
};
function type(root: HTMLElement, mark: string, text: string): void {
  const input = marked(root, mark);
  if (!(input instanceof HTMLInputElement) && !(input instanceof HTMLTextAreaElement)) throw new Error(`${mark} is no field.`);
  input.value = text;
  input.dispatchEvent(new Event(input.type === "datetime-local" ? "change" : "input", { bubbles: true }));
}
const click = (root: HTMLElement, mark: string): void => marked(root, mark).click();
const previewed = (root: HTMLElement, label: string): string[] => [...root.querySelectorAll(`[aria-label="Preview on ${label}"] .ae-post-text`)].map((element) => element.textContent);
const handedIn = (wishes: Wish[]): Wish & { kind: "post" } => {
  const [wish] = wishes.filter((one) => one.kind === "post");
  if (wish?.kind !== "post") throw new Error("Nothing was handed in.");
  return wish;
};
const noteOf = async ({ app }: Shown): Promise<string> => {
  const real = app.asOriginalType__();
  const [file] = real.vault.getMarkdownFiles().filter(({ path }) => path.includes("/Posts/"));
  return file ? real.vault.read(file) : "";
};

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  for (const composer of composers.splice(0)) composer.close();
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe("S3 published is what was previewed", () => {
  it("whatever is typed, the preview's text is the payload's, byte for byte", async () => {
    const { root, composer } = await shown();
    composer.change(draft({}));
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom("<b>x</b> & <!-- -->", "a\n\n  b\t", "[[x]] ![[y]]", "\u202Eabc"));
    fc.assert(fc.property(text, text, (said, own) => {
      composer.change(draft({ text: said, texts: { wall: own } }));
      const post = writtenPost(composer.draft, 60);
      for (const { id, label, publisher, operations } of [board, wall]) {
        const parsed = publisher && operations[publisher.operation]?.parse(publisher.payload(post));
        if (parsed?.ok) expect(previewed(root, label)).toEqual([parsed.payload["text"]]);
        else expect(previewed(root, label)).toEqual([id === "wall" ? own : said]);
      }
    }), { numRuns: 60 });
  });

  it("a thread is shown in its parts, and they are what is handed in", async () => {
    const { root, given } = await shown();
    click(root, "post:on.board");
    type(root, "post:text", "one two three four five six seven eight nine ten");
    click(root, "post:split.board");
    const parts = previewed(root, "Board");
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join(" ")).toBe("one two three four five six seven eight nine ten");
    click(root, "foot:go");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(handedIn(given.wishes).post.threads).toEqual({ board: parts });
  });
});

describe("S2 nothing is cut", () => {
  it("over the limit it says by how much, offers a thread where there are threads, and is not handed in", async () => {
    const { root, given } = await shown();
    click(root, "post:on.board");
    const long = "word ".repeat(12).trim();
    type(root, "post:text", long);
    expect(root.textContent).toContain(`${long.length - 40} too many: ${long.length} of 40`);
    expect(previewed(root, "Board")).toEqual([long]);
    expect(marked(root, "foot:go").getAttribute("aria-disabled")).toBe("true");
    click(root, "foot:go");
    await Promise.resolve();
    expect(given.wishes).toEqual([]);
    expect(root.querySelector("[role=status]")?.textContent).toContain("Not handed in");
    click(root, "post:on.board");
    click(root, "post:on.wall");
    expect(marked(root, "foot:go").getAttribute("aria-disabled")).toBe("false");
  });

  it("one channel says it differently, the others stay", async () => {
    const { root } = await shown();
    click(root, "post:on.board");
    click(root, "post:on.wall");
    type(root, "post:text", "Hello all");
    click(root, "post:differ.wall");
    type(root, "post:own.wall", "Hello wall");
    expect([previewed(root, "Board"), previewed(root, "Wall")]).toEqual([["Hello all"], ["Hello wall"]]);
    click(root, "post:same.wall");
    expect(previewed(root, "Wall")).toEqual(["Hello all"]);
  });

  it("S6 a card number and a sensitive word are said while it is typed", async () => {
    const { root } = await shown();
    click(root, "post:on.wall");
    type(root, "post:text", "Our lawyers pay with 4111 1111 1111 1111");
    expect(root.querySelector("[aria-label='Preview on Wall']")?.textContent).toContain("a card number");
    type(root, "post:text", "Our lawyers will answer that.");
    expect([...root.querySelectorAll(".ae-banner")].map((banner) => banner.textContent).join()).toContain("sensitive (legal)");
  });
});

describe("the note of the post", () => {
  it("is written while it is typed, and the field keeps the focus and its caret", async () => {
    const given = await shown();
    const { root } = given;
    click(root, "post:on.wall");
    const field = marked(root, "post:text");
    field.focus();
    type(root, "post:text", "Open on Saturday");
    await vi.advanceTimersByTimeAsync(1000);
    await vi.waitUntil(async () => (await noteOf(given)).includes("Open on Saturday"));
    expect(await noteOf(given)).toContain("platforms:\n  - wall");
    expect(document.activeElement).toBe(field);
    type(root, "post:text", "Open on Sunday");
    await vi.advanceTimersByTimeAsync(1000);
    await vi.waitUntil(async () => (await noteOf(given)).includes("Open on Sunday"));
  });

  it("of another shape is opened as it is; its own words are kept below", async () => {
    const given = await shown("AI_Employee/Posts/idea.md", "---\ntype: social_media_post\nplatform: wall\ntags: [spring]\n---\n## Text\n\nHello\n\n## Idea\n\nnot for you\n");
    const { root, app } = given;
    expect(previewed(root, "Wall")).toEqual(["Hello"]);
    expect(root.textContent).not.toContain("not for you");
    type(root, "post:text", "Hello there");
    await vi.advanceTimersByTimeAsync(1000);
    const real = app.asOriginalType__();
    const file = real.vault.getFileByPath("AI_Employee/Posts/idea.md");
    if (!file) throw new Error("The note is gone.");
    await vi.waitUntil(async () => (await real.vault.read(file)).includes("Hello there"));
    expect(await real.vault.read(file)).toMatch(/tags:\n {2}- spring[^]*not for you/);
  });

  it("that cannot be read is said, and never written over", async () => {
    const { app } = await shown("AI_Employee/Posts/bad.md", "x");
    const real = app.asOriginalType__();
    const file = real.vault.getFileByPath("AI_Employee/Posts/bad.md");
    if (!file) throw new Error("The note is gone.");
    await real.vault.modify(file, "---\nnever closed\n");
    const again = document.body.createDiv();
    const second = new Composer(again, real, scene([]).desk, { openCard: () => undefined, named: () => undefined }, file.path);
    composers.push(second);
    await second.open();
    expect(again.textContent).toContain("never closed");
    expect(again.querySelector('[data-focus="foot:go"]')).toBeNull();
    second.change({ ...second.draft, text: "typed" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await real.vault.read(file)).toBe("---\nnever closed\n");
  });
});

/** A PNG as far as its size is read. */
const png = (width: number, height: number): Uint8Array<ArrayBuffer> => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, 8, 2, 0, 0, 0]);

describe("S2 pictures", () => {
  it("each channel gets a cut of its own; one that takes the picture as it is gets it as it is, and one that cannot is named", async () => {
    vi.stubGlobal("createImageBitmap", async () => ({}));
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({ drawImage: () => undefined, clearRect: () => undefined } as unknown as null);
    vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation(function (this: HTMLCanvasElement, done) {
      done(new Blob([png(this.width, this.height)], { type: "image/png" }));
    });
    const app = App.createConfigured__().asOriginalType__();
    await app.vault.createBinary("wide.png", png(900, 300).buffer);
    const rule: PictureRule = { most: 2, types: ["image/png"], max_bytes: 100_000, width: { min: 10, max: 1000 }, ratio: { min: 0.5, max: 5 }, alt: 200, by_url: false };
    const takers = [{ id: "board", label: "Board", rule }, { id: "wall", label: "Wall", rule: { ...rule, ratio: { min: 1, max: 1 } } }, { id: "hall", label: "Hall", rule: { ...rule, width: { min: 950, max: 1000 } } }];
    const { kept, cuts, problems } = await new Pictures(app, () => posts).takeFor("wide.png", takers);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect([kept?.width, kept?.height]).toEqual([900, 300]);
    expect(Object.entries(cuts ?? {}).map(([id, cut]) => [id, cut.width, cut.height])).toEqual([["wall", 300, 300]]);
    expect(problems).toEqual([expect.stringContaining("Hall: wide.png is 900 pixels wide")]);
    // What is handed in for each is its own.
    const handed = writtenPost(draft({ channels: ["board", "wall"], images: [{ path: "wide.png", alt: "", url: null, kept, ...(cuts && { cuts }) }] }), 60);
    expect(["board", "wall"].map((id) => deliveredTo(id, handed).images.map(({ width, height }) => [width, height]))).toEqual([[[900, 300]], [[300, 300]]]);
    expect(deliveredTo("wall", handed).images[0]).not.toHaveProperty("cuts");
  });

  it("a picture that is not in the vault is said; what is no picture too; the post is not handed in without it", async () => {
    const { root, app, composer } = await shown();
    click(root, "post:on.wall");
    type(root, "post:picture", "gone.png");
    click(root, "post:addpicture");
    expect(root.querySelector("[role=status]")?.textContent).toContain("no picture gone.png");
    await app.asOriginalType__().vault.createBinary("note.png", new TextEncoder().encode("no picture").buffer);
    composer.addPicture("note.png");
    await vi.waitUntil(() => root.textContent.includes("is no JPEG, PNG, GIF or WebP picture"));
    click(root, "foot:go");
    await vi.waitUntil(() => root.querySelector("[role=status]")?.textContent.includes("Not handed in") === true);
  });
});

describe("S4 when", () => {
  it("a time of the owner's clock, and the next free slot", async () => {
    const { root, given } = await shown();
    click(root, "post:on.wall");
    type(root, "post:text", "Hello");
    type(root, "post:at", "2026-12-01T09:00");
    click(root, "foot:go");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(handedIn(given.wishes)).toMatchObject({ post: { at: "2026-12-01T08:00:00.000Z", late_minutes: 60 } });
    click(root, "post:slot.0");
    // Wednesday, 10:00 in Berlin, is over at NOW (10:20 there): Thursday is next.
    expect((marked(root, "post:at") as HTMLInputElement).value).toBe("2026-11-19T10:00");
  });
});

describe("S4 the queue", () => {
  it("says which time a post would take, and hands it in without one of its own", async () => {
    const { root, given } = await shown();
    click(root, "post:on.wall");
    type(root, "post:text", "Hello");
    click(root, "post:queue");
    expect(root.textContent).toContain("It would take 19 Nov 2026, 10:00.");
    expect(root.querySelector("[aria-label='Preview on Wall']")?.textContent).toContain("19 Nov 2026, 10:00");
    click(root, "foot:go");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(handedIn(given.wishes).post).toMatchObject({ queued: true, at: null, ask: false });
  });

  it("is left by a time that is set, and a wish to be asked goes with the post", async () => {
    const { root, given } = await shown();
    click(root, "post:on.wall");
    type(root, "post:text", "Hello");
    click(root, "post:queue");
    click(root, "post:slot.1");
    click(root, "post:ask");
    click(root, "foot:go");
    await vi.waitUntil(() => given.wishes.length > 0);
    expect(handedIn(given.wishes).post).toMatchObject({ queued: false, at: "2026-11-24T09:00:00.000Z", ask: true });
  });
});

describe("model", () => {
  it("counts hashtags and mentions as readers see them, not numbers, addresses and parts of links", () => {
    const text = "#sale and #Brötchen2, #日本 with @anna. Mail a@b.example, https://x.example/#top, room #12, a&#38;";
    expect(looks(draft({ channels: ["wall"], text })).map(tagText)).toEqual(["3 hashtags, 1 mention"]);
    expect(looks(draft({ channels: ["wall"], text: "Plain." })).map(tagText)).toEqual([""]);
  });

  it("channels keep the registry's order; unknown ones stay", () => {
    expect(toggled(draft({ channels: ["wall", "old"] }), "board", ["board", "wall"]).channels).toEqual(["board", "wall", "old"]);
    expect(toggled(draft({}), "board", ["board", "wall"]).channels).toEqual(["wall"]);
  });

  it("splitting loses nothing, and every part fits", () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { minLength: 10, maxLength: 40 }), (words) => {
      const text = words.join(" ");
      const of = draft({ channels: ["board"], text });
      const [look] = looks(of);
      if (!look?.splits) return;
      const after = looks(split(of, look));
      expect(after[0]?.face.texts.join(" ")).toBe(text);
      expect(after[0]?.over).toBe(0);
    }));
  });

  it("a poll has two to four answers", () => {
    const four = ["more", "more", "more"].reduce((of) => withPoll(of, "more"), withPoll(draft({}), "add"));
    expect(four.poll?.options).toHaveLength(4);
    expect(withPoll(four, "remove").poll).toBeNull();
  });

  it("what a channel has no place for is said, not silently left out", () => {
    const of = draft({ text: "Hello", link: "https://northlight.example", poll: { options: ["a", "b"], minutes: 60 } });
    expect(looks(of).map((look) => leftOut(look, of))).toEqual([[], ["the poll", "the link"]]);
  });

  it("says what is missing, and when a person will be asked", () => {
    const of = (one: PostDraft) => outlook(looks(one), posts.foresee(writtenPost(one, 60)));
    expect(of(draft({ channels: [] }))).toMatchObject({ ready: false });
    expect(of(draft({ text: "Hello" }))).toEqual({ ready: true, text: "It fits. Policy lets it run at its time." });
    expect(of(draft({ text: "Our lawyers" })).text).toContain("asked");
  });
});

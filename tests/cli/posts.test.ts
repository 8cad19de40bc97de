/**
 * What silently goes wrong here: a script hands in something else than the note says, hands it in twice, or publishes without anybody having been asked.
 */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { terminal, type Terminal } from "./run";

interface Handed {
  id: string | null;
  status: string;
  channels: string[];
  problems: { field: string; text: string }[];
}

let at: Terminal;
/** A vault of its own for each test, or one for all of them where nothing is handed in. */
function vault(open: typeof beforeEach | typeof beforeAll, close: typeof afterEach | typeof afterAll): void {
  open(async () => {
    at = terminal({ TZ: "Europe/Berlin" });
    await at.run(["init", "--vault", at.vault]);
  });
  close(() => at.close());
}

/** A PNG as far as its size is read. */
const picture = (width: number, height: number): Buffer => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, 8, 2, 0, 0, 0]);
function write(path: string, content: string | Buffer): string {
  mkdirSync(join(at.vault, path, ".."), { recursive: true });
  writeFileSync(join(at.vault, path), content);
  return join(at.vault, path);
}
const note = (front: string, body: string): string => write("post.md", `---\ntype: social_media_post\n${front}\n---\n${body}`);

describe("S2 post --file", () => {
  vault(beforeEach, afterEach);

  it("hands in what the note says, once; without a terminal it waits for a person", async () => {
    write("Pictures/team.png", picture(640, 480));
    const file = note("platforms: [twitter, facebook]\nscheduled_for: 2030-07-01T09:00\ncontext: We open", "We are open\n\n![[team.png|Our team]]\n");
    const handed = await at.json<Handed>(["post", "--file", file]);
    expect(handed).toMatchObject({ status: "waiting", channels: ["x", "facebook"], problems: [] });
    expect(await at.json<Handed>(["post", "--file", file])).toEqual(handed);
    const cards = await at.json<{ id: string; reasons: string[]; planned_at: string }[]>(["list"]);
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ id: handed.id, planned_at: "2030-07-01T07:00:00.000Z" });
    expect(cards[0]?.reasons).toContain("not_scheduled");
    const { deliveries } = await at.json<{ deliveries: { preview: { rows: [string, string][] } }[] }>(["show", handed.id ?? ""]);
    expect(deliveries.map(({ preview }) => preview.rows.find(([, value]) => value.startsWith("We are"))?.[1])).toEqual(["We are open", "We are open"]);
  });

  it("takes a picture that is only a public address where the service fetches it", async () => {
    const file = note("platforms: [facebook, instagram]\nimage_url: https://www.northlight.example/a.jpg\nalt_text: Our studio\ncontext: We open\ncontent: We are open", "");
    const { id } = await at.json<Handed>(["post", "--file", file]);
    const { deliveries } = await at.json<{ deliveries: { preview: { rows: [string, string][] } }[] }>(["show", id ?? ""]);
    for (const { preview } of deliveries) expect(preview.rows).toContainEqual(["Picture", "https://www.northlight.example/a.jpg: Our studio"]);
  });
});

describe("S2 post --file with something wrong", () => {
  vault(beforeAll, afterAll);
  beforeAll(() => {
    writeFileSync(join(at.folder, "secret.png"), picture(640, 480));
    symlinkSync(join(at.folder, "secret.png"), join(at.vault, "link.png"));
  });

  it.each([
    ["a picture that is not there", "images: [gone.png]", "images.0"],
    ["a picture outside the vault", "images: [link.png]", "images.0"],
    ["an address instead of a picture", "image_url: https://northlight.example/a.jpg", "images.0"],
    ["a card number", "context: x\ncontent: Pay with 4111 1111 1111 1111", "text"],
    ["a text that is too long", `content: ${"word ".repeat(80)}`, "x_text"],
  ])("%s is refused at its field, and nothing is handed in", async (_name, front, field) => {
    const ran = await at.run(["post", "--file", note(`platform: x\n${front}`, "Hello\n"), "--vault", at.vault, "--json"]);
    expect(ran.code).toBe(1);
    const { status, problems } = JSON.parse(ran.out) as Handed;
    expect(status).toBe("refused");
    expect(problems.map((problem) => problem.field)).toContain(field);
    expect(await at.json(["list"])).toEqual([]);
  });
});

describe("S4 calendar and schedule", () => {
  vault(beforeEach, afterEach);

  it("a post is moved to a time of the owner's clock, and stands there", async () => {
    const { id } = await at.json<Handed>(["post", "--file", note("platform: x\nscheduled_for: 2030-07-01T09:00", "Hello\n")]);
    expect(await at.json(["schedule", id ?? "", "--at", "2030-12-01T09:00"])).toEqual({ id, status: "waiting" });
    expect(await at.json(["calendar", "--from", "2030-07-01", "--to", "2030-07-31"])).toEqual([]);
    expect(await at.json(["calendar", "--from", "2030-12-01"])).toMatchObject([{ id, at: "2030-12-01T08:00:00.000Z", local: "1 Dec 2030, 09:00", status: "waiting", channels: ["x"] }]);
  });
});

describe("S4 calendar and schedule used wrongly", () => {
  vault(beforeAll, afterAll);

  it.each([
    [["schedule", "post-1", "--at", "soon"]],
    [["schedule", "post-1", "--at", "2030-12-01T09:00", "--pause"]],
    [["calendar", "--from", "2030-02-30"]],
    [["calendar", "--from", "2030-02-02", "--to", "2030-02-01"]],
    [["post"]],
    [["post", "--file", "nothing.md"]],
  ])("wrong use: %s", async (args) => {
    expect((await at.run([...args, "--vault", at.vault])).code).toBe(2);
  });

  it.each([["nothing.md", "there is no such file"], ["", "it is a folder"]])("a note that cannot be read (%s): what happened, why, and what to do, in words", async (name, why) => {
    const { code, errors } = await at.run(["post", "--file", join(at.vault, name), "--vault", at.vault]);
    expect(code).toBe(2);
    expect(errors).toContain(`cannot be read: ${why}. `);
    expect(errors).not.toMatch(/E[A-Z]{4,}/);
  });
});

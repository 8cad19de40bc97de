/**
 * Owns: what the LinkedIn twin answers: posts of a member, pictures, whose token it is - with its versions, copies that it refuses by name,
 * tokens that end, daily limits - in LinkedIn's field names and error bodies.
 * Never: reading posts back: members' programs may not.
 */
import * as z from "zod/mini";
import type { Json, JsonObject } from "../../core/json";
import type { Asked, Reply } from "../wire";
import { POST, undescribed, UPLOAD } from "./described";

const post = z.object({
  urn: z.string(),
  /** As people read it. */
  text: z.string(),
  commentary: z.string(),
  content: z.json(),
  /** Milliseconds since 1970. */
  at: z.number(),
  deleted: z.boolean(),
});
export type LinkedInPost = z.infer<typeof post>;
/** Pictures that nobody has posted are forgotten; a token is new with every opening. */
const kept = z.object({ posts: z.array(post), count: z.int() });

const DAY_MS = 86_400_000;
/** How long LinkedIn knows a copy for one is told nowhere. */
const COPY_MS = 10 * 60_000;

function problem(status: number, code: string, message: string, serviceErrorCode?: number): Reply {
  return { status, body: { status, code, message, ...(serviceErrorCode !== undefined && { serviceErrorCode }) } };
}

/** What is left open in little text is markup: here, a link of a hashtag, or nothing that people read. */
function read(commentary: string): string | null {
  const open = commentary.replace(/\\[|{}@[\]()<>#\\*_~]/g, "").replace(/#[\p{L}\p{N}]+/gu, "");
  return /[|{}@[\]()<>#\\*_~]/.test(open) ? null : commentary.replace(/\\([|{}@[\]()<>#\\*_~])/g, "$1");
}

export class LinkedInService {
  posts: LinkedInPost[] = [];
  readonly images = new Map<string, { bytes: number; alt: string | null }>();
  /** Milliseconds since 1970 at which the token ends. */
  token_until: number;
  scopes = ["openid", "profile", "w_member_social"];
  /** Oldest version that is still answered. */
  oldest_version = 202_511;
  /** Posts that a member may send in a day of UTC. */
  daily_limit = 150;
  /** Status of a refused copy: LinkedIn has used all three. */
  duplicate_status: 400 | 409 | 422 = 422;
  private count = 0;

  constructor(
    readonly token: string,
    readonly member: { id: string; name: string },
    private readonly now: () => number,
  ) {
    this.token_until = now() + 60 * DAY_MS;
  }

  /** Everything, for `restore`. */
  keep(): Json {
    const { posts, count } = this;
    return { posts, count } satisfies z.infer<typeof kept>;
  }

  /** Goes on from what was kept; false, and nothing changed, when that is nothing of the kind. */
  restore(given: Json): boolean {
    const was = z.safeParse(kept, structuredClone(given));
    if (was.success) Object.assign(this, was.data);
    return was.success;
  }

  private freshNumber(): string {
    this.count += 1;
    return String((BigInt(this.now()) << 22n) + BigInt(this.count));
  }

  /** Posts that stand, oldest first. */
  standing(): LinkedInPost[] {
    return this.posts.filter(({ deleted }) => !deleted);
  }

  answer(asked: Asked): Reply {
    const { method, path, headers, body } = asked;
    if (headers.authorization !== `Bearer ${this.token}`) return problem(401, "INVALID_ACCESS_TOKEN", "Invalid access token", 65_600);
    if (this.token_until <= this.now()) return problem(401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired", 65_602);
    const wrong = undescribed(asked);
    if (wrong !== null) return problem(...wrong);
    if (path === "/v2/userinfo") return this.scopes.includes("openid") ? { status: 200, body: { sub: this.member.id, name: this.member.name } } : problem(403, "ACCESS_DENIED", "Not enough permissions to access: GET /userinfo", 100);
    if (path === "/v2/me") return { status: 200, body: { id: this.member.id } };
    const upload = /^\/dms-uploads\/(\w+)$/.exec(path)?.[1];
    if (upload !== undefined && method === "PUT") return this.put(`urn:li:image:${upload}`, body);
    const version = Number(headers["linkedin-version"]);
    if (version < this.oldest_version) return problem(426, "NONEXISTENT_VERSION", `Requested version ${version}01 is not active`);
    if (!this.scopes.includes("w_member_social")) return problem(403, "ACCESS_DENIED", `Not enough permissions to access: ${path}`, 100);
    return this.write(asked);
  }

  private write({ path, headers, body }: Asked): Reply {
    if (path === "/rest/images") return this.initialize(body, headers.host ?? "");
    if (path === "/rest/posts") return this.create(body);
    const urn = decodeURIComponent(path.replace("/rest/posts/", ""));
    const post = this.posts.find((one) => one.urn === urn);
    if (post) post.deleted = true;
    return { status: 204, body: null };
  }

  private initialize(body: Buffer, host: string): Reply {
    const { owner } = z.parse(UPLOAD, JSON.parse(body.toString())).initializeUploadRequest;
    if (owner !== `urn:li:person:${this.member.id}`) return problem(400, "BAD_REQUEST", "Invalid owner");
    const id = `C4E${this.freshNumber()}`;
    this.images.set(`urn:li:image:${id}`, { bytes: 0, alt: null });
    return { status: 200, body: { value: { uploadUrlExpiresAt: this.now() + DAY_MS, uploadUrl: `http://${host}/dms-uploads/${id}?upload=1`, image: `urn:li:image:${id}` } } };
  }

  private put(urn: string, body: Buffer): Reply {
    const image = this.images.get(urn);
    if (image === undefined) return problem(400, "BAD_REQUEST", "Upload failed");
    image.bytes = body.length;
    return { status: 201, body: null };
  }

  private create(body: Buffer): Reply {
    const { author, commentary, content } = z.parse(POST, JSON.parse(body.toString()));
    if (author !== `urn:li:person:${this.member.id}`) return problem(403, "ACCESS_DENIED", "Field Value validation failed in REQUEST_BODY: Data Processing Exception while processing fields [/author]", 100);
    const text = read(commentary);
    if (text === null) return problem(400, "INVALID_COMMENTARY", "Commentary has reserved characters that are not escaped");
    if (text.length > 3_000) return problem(422, "FIELD_LENGTH_TOO_LONG", "ERROR :: /commentary :: length is beyond maximum 3000");
    const today = this.posts.filter(({ at }) => Math.floor(at / DAY_MS) === Math.floor(this.now() / DAY_MS));
    if (today.length >= this.daily_limit) return { status: 429, body: { status: 429, code: "TOO_MANY_REQUESTS", message: "Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached." } };
    const images = pictureIds(content);
    if (images.some(({ id }) => (this.images.get(id)?.bytes ?? 0) === 0)) return problem(400, "INVALID_CONTENT", "The image is not available");
    const copy = this.standing().find((one) => one.commentary === commentary && (images.length === 0) === (one.content === null || !JSON.stringify(one.content).includes("urn:li:image")) && this.now() - one.at < COPY_MS);
    if (copy) return problem(this.duplicate_status, "DUPLICATE_POST", `Content is a duplicate of ${copy.urn}`);
    for (const { id, altText } of images) this.images.set(id, { bytes: this.images.get(id)?.bytes ?? 0, alt: altText ?? null });
    const urn = `urn:li:share:${this.freshNumber()}`;
    this.posts.push({ urn, text, commentary, content: (content as JsonObject | undefined) ?? null, at: this.now(), deleted: false });
    return { status: 201, headers: { "x-restli-id": urn }, body: null };
  }
}

function pictureIds(content: z.infer<typeof POST>["content"]): { id: string; altText?: string | undefined }[] {
  if (content === undefined) return [];
  if ("media" in content) return [content.media];
  return "multiImage" in content ? content.multiImage.images : [];
}

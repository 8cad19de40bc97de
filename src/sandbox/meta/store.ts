/**
 * Owns: what the twin's Page and Instagram account hold - posts, pictures, comments, conversations, containers, tokens - with ids shaped like
 * Meta's, and how that is kept for the next opening.
 * Never: HTTP, or a clock of its own.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";

const somebody = z.object({ id: z.string(), name: z.string() });
const post = z.object({
  id: z.string(),
  message: z.string(),
  link: z.nullable(z.string()),
  photos: z.array(z.string()),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** When lists and reads begin to show it. */
  shown_from: z.number(),
  /** False: made while the app was in development mode, so only people with a role see it. */
  is_public: z.boolean(),
});
const photo = z.object({ id: z.string(), published: z.boolean(), bytes: z.number(), alt: z.string() });
const comment = z.object({
  id: z.string(),
  /** The post or comment it stands below. */
  under: z.string(),
  message: z.string(),
  from: somebody,
  at: z.number(),
  shown_from: z.number(),
  /** It has had its one private reply. */
  answered: z.boolean(),
});
const message = z.object({ id: z.string(), message: z.string(), from: somebody, at: z.number(), shown_from: z.number() });
const conversation = z.object({ id: z.string(), platform: z.enum(["messenger", "instagram"]), user: somebody, messages: z.array(message) });
/** What somebody else posted that mentions the Page or tags the account. */
const mention = z.object({ id: z.string(), of: z.enum(["messenger", "instagram"]), text: z.string(), from: somebody, at: z.number() });
const container = z.object({ id: z.string(), caption: z.string(), image_url: z.string(), children: z.array(z.string()), alt: z.string(), made: z.number(), ready: z.number(), published: z.nullable(z.number()), failed: z.nullable(z.string()) });
const media = z.object({ id: z.string(), container: z.string(), caption: z.string(), at: z.number(), shown_from: z.number(), is_public: z.boolean() });
/** Tokens are new with every opening. */
const kept = z.object({
  posts: z.array(post), photos: z.array(photo), comments: z.array(comment), conversations: z.array(conversation), mentions: z.array(mention), containers: z.array(container), media: z.array(media),
  figures: z.record(z.string(), z.number()), count: z.int(),
});

export type Post = z.infer<typeof post>;
export type Photo = z.infer<typeof photo>;
export type Comment = z.infer<typeof comment>;
export type Conversation = z.infer<typeof conversation>;
export type Container = z.infer<typeof container>;
export type Media = z.infer<typeof media>;
export interface Token {
  made: number;
  /** Null: never. */
  ends: number | null;
}

export class MetaStore {
  posts: Post[] = [];
  photos = new Map<string, Photo>();
  comments: Comment[] = [];
  conversations: Conversation[] = [];
  mentions: z.infer<typeof mention>[] = [];
  containers = new Map<string, Container>();
  media: Media[] = [];
  readonly tokens = new Map<string, Token>();
  /** Figures by object and metric; what is not there was not measured. */
  figures = new Map<string, number>();
  private count = 1_000_000;

  constructor(
    readonly page: { id: string; name: string },
    readonly account: { id: string; username: string },
  ) {}

  number(): string {
    this.count += 7;
    return `122${String(this.count).padStart(13, "0")}`;
  }
  postId = (): string => `${this.page.id}_${this.number()}`;

  /** Everything, for `restore`. */
  keep(): z.infer<typeof kept> {
    const { posts, photos, comments, conversations, mentions, containers, media: published, figures, count } = this;
    return { posts, photos: [...photos.values()], comments, conversations, mentions, containers: [...containers.values()], media: published, figures: Object.fromEntries(figures), count };
  }

  /** Goes on from what was kept; false, and nothing changed, when that is nothing of the kind. */
  restore(given: Json): boolean {
    const read = z.safeParse(kept, structuredClone(given));
    if (!read.success) return false;
    const { photos, containers, figures, ...rest } = read.data;
    Object.assign(this, rest);
    this.photos = new Map(photos.map((one) => [one.id, one]));
    this.containers = new Map(containers.map((one) => [one.id, one]));
    this.figures = new Map(Object.entries(figures));
    return true;
  }
}

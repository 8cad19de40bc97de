/**
 * Owns: what the twin's Page and Instagram account hold - posts, pictures, comments, conversations, containers, tokens - with ids shaped like Meta's.
 * Never: HTTP, or a clock of its own.
 */
export interface Post {
  id: string;
  message: string;
  link: string | null;
  photos: string[];
  /** Milliseconds since 1970. */
  at: number;
  /** When lists and reads begin to show it. */
  shown_from: number;
  /** When Facebook publishes it by itself; null: it is public. */
  scheduled: number | null;
  /** False: made while the app was in development mode, so only people with a role see it. */
  is_public: boolean;
}
export interface Photo {
  id: string;
  published: boolean;
  bytes: number;
  alt: string;
}
export interface Comment {
  id: string;
  /** The post or comment it stands below. */
  under: string;
  message: string;
  from: { id: string; name: string };
  at: number;
  shown_from: number;
  /** It has had its one private reply. */
  answered: boolean;
}
export interface Conversation {
  id: string;
  user: { id: string; name: string };
  messages: { id: string; message: string; from: { id: string; name: string }; at: number; shown_from: number }[];
}
export interface Container {
  id: string;
  caption: string;
  image_url: string;
  children: string[];
  alt: string;
  made: number;
  ready: number;
  published: number | null;
  failed: string | null;
}
export interface Media {
  id: string;
  container: string;
  caption: string;
  at: number;
  shown_from: number;
  is_public: boolean;
}
export interface Token {
  made: number;
  /** Null: never. */
  ends: number | null;
}

export class MetaStore {
  readonly posts: Post[] = [];
  readonly photos = new Map<string, Photo>();
  readonly comments: Comment[] = [];
  readonly conversations: Conversation[] = [];
  readonly containers = new Map<string, Container>();
  readonly media: Media[] = [];
  readonly tokens = new Map<string, Token>();
  /** Figures by object and metric; what is not there was not measured. */
  readonly figures = new Map<string, number>();
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
}

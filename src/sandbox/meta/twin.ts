/**
 * Owns: a Facebook Page and an Instagram account that live on loopback, for the sandbox business and for tests.
 * Never: an address other than 127.0.0.1, or a post that anybody reads.
 */
import { keeping, type Keeping } from "../keeping";
import { startWire, type Wire } from "../wire";
import { MetaService, type MetaKeys } from "./service";

export { GraphProblem, problem, throttled } from "./errors";
export type { MetaService } from "./service";

export interface MetaTwinOptions extends Keeping {
  /** Default: one that is free. */
  port?: number;
  /** Milliseconds since 1970; default: the machine's. */
  now?: () => number;
}

/** `url` stands for both hosts, https://graph.facebook.com and https://graph.instagram.com. */
export interface MetaTwin extends Wire {
  service: MetaService;
  keys: MetaKeys;
}

/** Made-up tokens that only the twin accepts. */
export const META_KEYS: MetaKeys = { page_token: "EAAsandbox-page-token", instagram_token: "IGsandbox-token" };

/** Starts the twin on 127.0.0.1. */
export async function startMetaTwin({ port, now = Date.now, ...kept }: MetaTwinOptions = {}): Promise<MetaTwin> {
  const service = new MetaService(META_KEYS, now);
  const wire = await startWire(keeping(service.store, (asked) => service.answer(asked), kept), port);
  return { ...wire, service, keys: META_KEYS };
}

const HOUR_MS = 3_600_000;

/** What people said to the business lately: a comment below its last post, one on Instagram, a message on each. */
export function seedTalks({ store, now }: MetaService): void {
  const ago = (hours: number): number => now() - hours * HOUR_MS;
  const [anna, ben] = [{ id: "7770001112223334", name: "Anna North" }, { id: "7770001112229999", name: "Ben Harbour" }];
  const post = { id: store.postId(), message: "Our autumn workshops are open for booking.", link: null, photos: [], at: ago(30), shown_from: 0, is_public: true };
  store.posts.push(post);
  store.comments.push({ id: `${post.id.split("_")[1] ?? ""}_${store.number()}`, under: post.id, message: "What does a workshop for six people cost?", from: anna, at: ago(5), shown_from: 0, answered: false });
  const media = { id: store.number(), container: store.number(), caption: "The studio, ready for the season.", at: ago(28), shown_from: 0, is_public: true };
  store.media.push(media);
  store.comments.push({ id: store.number(), under: media.id, message: "Lovely light!", from: { id: "17841400000000777", name: "quietgarden" }, at: ago(4), shown_from: 0, answered: false });
  const said = (message: string, from: typeof anna, hours: number) => [{ id: `m_${store.number()}`, message, from, at: ago(hours), shown_from: 0 }];
  store.conversations.push({ id: `t_${store.number()}`, platform: "messenger", user: ben, messages: said("Hello, are you open on Saturday?", ben, 3) });
  const mara = { id: "17841400000000888", name: "mara.paints" };
  store.conversations.push({ id: `t_${store.number()}`, platform: "instagram", user: mara, messages: said("Do you also frame pictures?", mara, 2) });
  for (const [metric, value] of [["post_media_view", 412], ["post_total_media_view_unique", 267], ["post_clicks", 19], ["post_reactions_by_type_total", 23]] as const) store.figures.set(`${post.id}/${metric}`, value);
}

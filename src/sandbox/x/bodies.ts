/**
 * Owns: what X publishes of the bodies that are sent here (its OpenAPI document 2.168): members, types, lengths, values. Where the document closes an
 * object, it is closed here.
 * Never: what a body does.
 */
import * as z from "zod/mini";

/** An id in the document: up to 19 digits, as text. */
const id = z.string().check(z.regex(/^[0-9]{1,19}$/));
const ids = (least: number, most: number) => z.array(id).check(z.minLength(least), z.maxLength(most));
const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const flag = z.optional(z.boolean());
const text = z.optional(z.string());
const replies = z.optional(z.enum(["following", "mentionedUsers", "subscribers", "verified"]));
const link = z.optional(z.strictObject({ url: z.string() }));

/** `CreatePostsRequest`. */
export const POST = z.strictObject({
  text,
  card_uri: text,
  community_id: z.optional(id),
  direct_message_deep_link: text,
  edit_options: z.optional(z.strictObject({ previous_post_id: id })),
  for_super_followers_only: flag,
  geo: z.optional(z.strictObject({ place_id: z.string() })),
  made_with_ai: flag,
  media: z.optional(
    z.strictObject({
      media_ids: ids(1, 4),
      tagged_user_ids: z.optional(ids(0, 10)),
      preview_media_id: z.optional(id),
      title: text,
      description: text,
      embeddable: flag,
      call_to_actions: z.optional(z.strictObject({ app_install: z.optional(z.strictObject({ app_store_id: text, ipad_app_store_id: text, play_store_id: text })), visit_site: link, watch_now: link })),
    }),
  ),
  nullcast: flag,
  paid_partnership: flag,
  poll: z.optional(z.strictObject({ options: z.array(z.string().check(z.minLength(1), z.maxLength(25))).check(z.minLength(2), z.maxLength(4)), duration_minutes: whole(5, 10_080), reply_settings: replies })),
  quote_tweet_id: z.optional(id),
  reply: z.optional(z.strictObject({ in_reply_to_tweet_id: id, exclude_reply_user_ids: z.optional(z.array(z.string())), auto_populate_reply_metadata: flag })),
  reply_settings: replies,
  share_with_followers: flag,
});

/** `CreateDirectMessagesByParticipantIdRequest`: a text, attachments, or both. The length stands in its pages, not in the document. */
export const MESSAGE = z
  .strictObject({ text: z.optional(z.string().check(z.minLength(1), z.maxLength(10_000))), attachments: z.optional(z.array(z.strictObject({ media_id: id }))) })
  .check(z.refine((given) => given.text !== undefined || given.attachments !== undefined, "text or attachments are required"));

const MEDIA_TYPES = ["video/mp4", "video/webm", "video/mp2t", "video/quicktime", "text/srt", "text/vtt", "image/jpeg", "image/gif", "image/bmp", "image/png", "image/webp", "image/pjpeg", "image/tiff", "model/gltf-binary", "model/vnd.usdz+zip"] as const;
const MEDIA_CATEGORIES = ["amplify_video", "tweet_gif", "tweet_image", "tweet_video", "dm_gif", "dm_image", "dm_video", "subtitles"] as const;

/** `InitializeMediaUploadRequest`. */
export const INITIALIZE = z.strictObject({ media_type: z.optional(z.enum(MEDIA_TYPES)), media_category: z.optional(z.enum(MEDIA_CATEGORIES)), total_bytes: z.optional(whole(0, 17_179_869_184)), additional_owners: z.optional(z.array(id)), shared: flag });

/** `AppendMediaUploadRequest` as the parts of a form: the chunk, and its number as text. */
export const APPEND = z.strictObject({ media: z.string(), segment_index: z.string().check(z.regex(/^\d{1,3}$/)) });

/** `CreateMediaMetadataRequest`, of which the alternative text is used; the document leaves it open for other members, here it is closed. */
export const METADATA = z.strictObject({ id, metadata: z.optional(z.strictObject({ alt_text: z.optional(z.strictObject({ text: z.string().check(z.maxLength(1_000)) })) })) });

const client = z.string().check(z.minLength(1));
/** The token endpoint (RFC 6749 sections 4.1.3 and 6, RFC 7636 section 4.5), for a public client. */
export const TOKEN = z.union([
  z.strictObject({ grant_type: z.literal("authorization_code"), client_id: client, code: client, redirect_uri: client, code_verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)) }),
  z.strictObject({ grant_type: z.literal("refresh_token"), client_id: client, refresh_token: client }),
]);

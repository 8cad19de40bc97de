/**
 * Owns: which fields Meta's nodes have, and which figures there are of each (the same lists as described.ts; metrics as they are since June 2026,
 * developers.facebook.com/docs/graph-api/reference/insights).
 * Never: a value.
 */
/** Field -> null for a value, else the kind of the nodes that it shows or lists. */
type Node = Readonly<Record<string, string | null>>;

const values = (...names: string[]): Node => Object.fromEntries(names.map((name) => [name, null]));

const ACCOUNT = values("id", "username", "name", "followers_count", "follows_count", "media_count", "profile_picture_url", "biography", "website");

export const FIELDS: Readonly<Record<string, Node>> = {
  Page: values("id", "name", "is_published", "link", "username", "category", "followers_count", "fan_count", "about", "access_token"),
  PagePost: { ...values("id", "message", "created_time", "permalink_url", "from", "is_published", "status_type", "updated_time", "attachments", "story", "shares", "scheduled_publish_time"), comments: "Comment" },
  Comment: { ...values("id", "message", "created_time", "from", "permalink_url", "can_comment", "can_reply_privately", "comment_count", "like_count", "is_hidden", "is_private"), parent: "Comment", comments: "Comment" },
  UnifiedThread: { ...values("id", "updated_time", "link", "participants", "senders", "snippet", "unread_count", "message_count", "can_reply"), messages: "Message" },
  Message: values("id", "message", "created_time", "from", "to", "attachments", "shares", "tags"),
  IGUser: { ...ACCOUNT, ...values("ig_id", "has_profile_pic", "is_published") },
  IGUserForIGOnlyAPI: { ...ACCOUNT, ...values("user_id", "account_type") },
  IGMedia: { ...values("id", "caption", "timestamp", "permalink", "username", "media_type", "media_product_type", "media_url", "thumbnail_url", "like_count", "comments_count", "shortcode", "owner", "is_comment_enabled", "alt_text"), comments: "IGComment", children: "IGMedia" },
  IGComment: { ...values("id", "text", "timestamp", "username", "from", "like_count", "parent_id", "hidden", "media", "user"), replies: "IGComment" },
  ContentPublishingLimitResponse: values("quota_usage", "config"),
  IGContainer: values("id", "status_code", "status", "copyright_check_status", "video_status"),
};

/** Metrics that exist today, by what they are of; every other name fails the whole request. */
export const METRICS: Readonly<Record<string, readonly string[]>> = {
  Page: ["page_media_view", "page_total_media_view_unique", "page_post_engagements", "page_views_total", "page_follows", "page_daily_follows", "page_daily_follows_unique", "page_daily_unfollows_unique", "page_total_actions", "page_video_views"],
  PagePost: ["post_media_view", "post_total_media_view_unique", "post_clicks", "post_clicks_by_type", "post_reactions_by_type_total", "post_activity_by_action_type", "post_video_views"],
  IGMedia: ["views", "reach", "total_interactions", "likes", "comments", "saved", "shares", "follows", "profile_visits", "profile_activity", "navigation", "replies"],
};

/** What may hang on a list within `fields`, e.g. `comments.limit(50)`. */
export const MODIFIERS: readonly string[] = ["limit", "filter", "order", "since", "until", "after", "before", "summary"];

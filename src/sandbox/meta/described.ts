/**
 * Owns: what Meta publishes of the edges that are used here - which methods an edge has, which parameters each takes, which fields a node has
 * (developers.facebook.com/docs/graph-api/reference, .../instagram-platform/reference; the same lists that Meta's own SDKs are made from).
 * Never: what an edge does.
 */
type Parameters = readonly string[];
/** Field -> null for a value, else the kind of the nodes that it lists. */
type Node = Readonly<Record<string, string | null>>;

const LIST = ["fields", "limit", "after", "before", "since", "until"];
const NODE = ["fields"];
const INSIGHTS = ["metric", "period", "since", "until", "date_preset", "metric_type", "breakdown", "show_description_from_api_doc"];
const CONVERSATIONS = [...LIST, "platform", "user_id", "folder", "tags"];
const MESSAGES = ["recipient", "message", "messaging_type", "tag", "notification_type", "persona_id", "sender_action", "payload", "thread_control", "suggestion_action"];

/** Edges by the kind of node they hang on, "" for the node itself; then parameters by method. `of`: the kind of node that a GET lists. */
export const EDGES: Record<string, Record<string, { of?: string; GET?: Parameters; POST?: Parameters; DELETE?: Parameters }>> = {
  root: { refresh_access_token: { GET: ["grant_type"] } },
  Page: {
    "": { of: "Page", GET: NODE },
    feed: { of: "PagePost", GET: [...LIST, "include_hidden", "show_expired", "with"], POST: ["message", "link", "published", "scheduled_publish_time", "attached_media", "place", "tags", "targeting", "feed_targeting", "unpublished_content_type", "fields"] },
    photos: { POST: ["url", "source", "message", "caption", "published", "alt_text_custom", "temporary", "no_story", "scheduled_publish_time", "unpublished_content_type", "fields"] },
    tagged: { of: "PagePost", GET: LIST },
    conversations: { of: "UnifiedThread", GET: CONVERSATIONS },
    messages: { POST: MESSAGES },
    insights: { GET: INSIGHTS },
  },
  PagePost: { "": { of: "PagePost", GET: NODE, DELETE: [] }, comments: { of: "Comment", GET: [...LIST, "filter", "order", "live_filter"], POST: ["message", "attachment_id", "attachment_url", "attachment_share_url"] }, insights: { GET: INSIGHTS } },
  Comment: { "": { of: "Comment", GET: NODE }, comments: { of: "Comment", GET: [...LIST, "filter", "order", "live_filter"], POST: ["message", "attachment_id", "attachment_url", "attachment_share_url"] } },
  IGUser: {
    "": { of: "IGUser", GET: NODE },
    media: { of: "IGMedia", GET: LIST, POST: ["image_url", "caption", "media_type", "children", "is_carousel_item", "alt_text", "location_id", "user_tags", "video_url", "thumb_offset", "collaborators", "upload_type", "cover_url", "share_to_feed", "audio_name", "product_tags"] },
    media_publish: { POST: ["creation_id"] },
    content_publishing_limit: { GET: ["fields", "since"] },
    tags: { of: "IGMedia", GET: LIST },
    conversations: { of: "UnifiedThread", GET: CONVERSATIONS },
    messages: { POST: MESSAGES },
    insights: { GET: INSIGHTS },
  },
  IGMedia: { "": { of: "IGMedia", GET: NODE }, comments: { of: "IGComment", GET: LIST, POST: ["message"] }, insights: { GET: INSIGHTS } },
  IGComment: { "": { of: "IGComment", GET: NODE }, replies: { of: "IGComment", GET: LIST, POST: ["message"] } },
  IGContainer: { "": { of: "IGContainer", GET: NODE } },
};

const values = (...names: string[]): Node => Object.fromEntries(names.map((name) => [name, null]));

export const FIELDS: Record<string, Node> = {
  Page: values("id", "name", "is_published", "link", "username", "category", "followers_count", "fan_count", "about", "access_token"),
  PagePost: { ...values("id", "message", "created_time", "permalink_url", "from", "is_published", "status_type", "updated_time", "attachments", "story", "shares", "scheduled_publish_time"), comments: "Comment" },
  Comment: { ...values("id", "message", "created_time", "from", "permalink_url", "can_comment", "can_reply_privately", "comment_count", "like_count", "is_hidden", "is_private"), parent: "Comment", comments: "Comment" },
  UnifiedThread: { ...values("id", "updated_time", "link", "participants", "senders", "snippet", "unread_count", "message_count", "can_reply"), messages: "Message" },
  Message: values("id", "message", "created_time", "from", "to", "attachments", "shares", "tags"),
  IGUser: values("id", "user_id", "username", "name", "account_type", "followers_count", "follows_count", "media_count", "profile_picture_url", "biography", "website"),
  IGMedia: { ...values("id", "caption", "timestamp", "permalink", "username", "media_type", "media_url", "like_count", "comments_count", "shortcode", "owner", "is_comment_enabled", "alt_text"), comments: "IGComment", children: "IGMedia" },
  IGComment: { ...values("id", "text", "timestamp", "username", "from", "like_count", "parent_id", "hidden", "media", "user"), replies: "IGComment" },
  IGContainer: values("id", "status_code", "status", "copyright_check_status"),
};

/** Metrics that exist today; every other name is an error. */
export const METRICS: readonly string[] = [
  "page_media_view", "page_total_media_view_unique", "page_post_engagements", "page_views_total", "page_follows", "page_daily_follows_unique", "page_daily_unfollows_unique",
  "post_media_view", "post_total_media_view_unique", "post_clicks", "post_reactions_by_type_total", "views", "reach", "total_interactions", "likes", "comments", "saved", "shares",
];

/** What may hang on a list within `fields`, e.g. `comments.limit(50)`. */
export const MODIFIERS: readonly string[] = ["limit", "filter", "order", "since", "until", "after", "before", "summary"];

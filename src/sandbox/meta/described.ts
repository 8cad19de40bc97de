/**
 * Owns: what Meta publishes of the edges that are used here - which methods an edge has, which parameters each takes, of which type, and which it
 * needs (the lists that Meta's own SDKs are made from, v24, and developers.facebook.com/docs/graph-api/reference, .../instagram-platform/reference).
 * Never: which fields and figures there are (nodes.ts), or what an edge does.
 */
/** A type as Meta names it; a list of names is an enumeration. */
export type Kind = "string" | "bool" | "unsigned int" | "datetime" | "list" | "object" | "file" | readonly string[];
type Parameters = Readonly<Record<string, Kind>>;

/** One method of an edge. */
export interface Described {
  takes: Parameters;
  needs?: readonly string[];
}
/** `of`: the kind of node that a GET shows or lists. */
export interface Edge {
  of?: string;
  GET?: Described;
  POST?: Described;
  DELETE?: Described;
}

/** Of every read of a node, and of every list (.../graph-api/results). */
const NODE: Parameters = { fields: "list" };
const LIST: Parameters = { fields: "list", limit: "unsigned int", after: "string", before: "string", since: "datetime", until: "datetime" };

const UNPUBLISHED = ["ADS_POST", "DRAFT", "INLINE_CREATED", "PUBLISHED", "REVIEWABLE_BRANDED_CONTENT", "SCHEDULED", "SCHEDULED_RECURRING"];
const PERIODS = ["day", "days_28", "lifetime", "month", "total_over_range", "week"];
const PRESETS = ["data_maximum", "last_14d", "last_28d", "last_30d", "last_3d", "last_7d", "last_90d", "last_month", "last_quarter", "last_week_mon_sun", "last_week_sun_sat", "last_year", "maximum", "this_month", "this_quarter", "this_week_mon_today", "this_week_sun_today", "this_year", "today", "yesterday"];
const INSIGHTS: Described = { takes: { metric: "list", period: PERIODS, since: "datetime", until: "datetime", date_preset: PRESETS, show_description_from_api_doc: "bool" }, needs: ["metric"] };

const COMMENTS: Edge = {
  of: "Comment",
  GET: { takes: { ...LIST, filter: ["stream", "toplevel"], order: ["chronological", "reverse_chronological"], live_filter: ["filter_low_quality", "no_filter"] } },
  POST: { takes: { message: "string", attachment_id: "string", attachment_share_url: "string", attachment_url: "string" } },
};
const CONVERSATIONS: Edge = { of: "UnifiedThread", GET: { takes: { ...LIST, folder: "string", platform: ["INSTAGRAM", "MESSENGER"], tags: "list", user_id: "string" } } };
const MESSAGING = { recipient: "object", message: "object", messaging_type: ["MESSAGE_TAG", "RESPONSE", "UPDATE", "UTILITY"], sender_action: ["MARK_SEEN", "REACT", "TYPING_OFF", "TYPING_ON", "UNREACT"], tag: "object", payload: "string", thread_control: "object", reply_to: "object" } as const;

/** An account by either login: that of Facebook, with the Page's token, and its own (`IGUserForIGOnlyAPI`), which has messages besides. */
const ACCOUNT: Record<string, Edge> = {
  media: {
    of: "IGMedia",
    GET: { takes: LIST },
    POST: {
      takes: {
        image_url: "string", caption: "string", media_type: "string", children: "list", is_carousel_item: "bool", alt_text: "string", location_id: "string", user_tags: "list", video_url: "string", thumb_offset: "string",
        collaborators: "list", upload_type: "string", cover_url: "string", share_to_feed: "bool", audio_name: "string", product_tags: "list", trial_params: "object",
      },
    },
  },
  media_publish: { POST: { takes: { creation_id: "unsigned int" }, needs: ["creation_id"] } },
  content_publishing_limit: { of: "ContentPublishingLimitResponse", GET: { takes: { fields: "list", since: "datetime" } } },
  tags: { of: "IGMedia", GET: { takes: LIST } },
};

/** Edges by the kind of node they hang on; "" for the node itself. */
export const EDGES: Readonly<Record<string, Readonly<Record<string, Edge>>>> = {
  root: { refresh_access_token: { GET: { takes: { grant_type: ["ig_refresh_token"] }, needs: ["grant_type"] } } },
  Page: {
    "": { of: "Page", GET: { takes: NODE } },
    feed: {
      of: "PagePost",
      GET: { takes: { ...LIST, include_hidden: "bool", show_expired: "bool", with: ["LOCATION"] } },
      POST: {
        takes: {
          message: "string", link: "string", published: "bool", scheduled_publish_time: "datetime", attached_media: "list", place: "object", tags: "list", targeting: "object", feed_targeting: "object",
          unpublished_content_type: UNPUBLISHED, backdated_time: "datetime", call_to_action: "object", child_attachments: "list", fields: "list",
        },
      },
    },
    photos: {
      POST: {
        takes: {
          url: "string", source: "file", message: "string", caption: "string", published: "bool", alt_text_custom: "string", temporary: "bool", no_story: "bool", scheduled_publish_time: "unsigned int",
          unpublished_content_type: UNPUBLISHED, targeting: "object", feed_targeting: "object", place: "object", tags: "list", fields: "list",
        },
      },
    },
    tagged: { of: "PagePost", GET: { takes: LIST } },
    conversations: CONVERSATIONS,
    messages: { POST: { takes: { ...MESSAGING, notification_type: ["NO_PUSH", "REGULAR", "SILENT_PUSH"], persona_id: "string", suggestion_action: "string" }, needs: ["recipient"] } },
    insights: { GET: INSIGHTS },
  },
  PagePost: { "": { of: "PagePost", GET: { takes: NODE }, DELETE: { takes: {} } }, insights: { GET: INSIGHTS } },
  Comment: { "": { of: "Comment", GET: { takes: NODE } }, comments: COMMENTS },
  IGUser: { "": { of: "IGUser", GET: { takes: NODE } }, ...ACCOUNT },
  IGUserForIGOnlyAPI: { "": { of: "IGUserForIGOnlyAPI", GET: { takes: NODE } }, ...ACCOUNT, conversations: CONVERSATIONS, messages: { POST: { takes: MESSAGING, needs: ["recipient"] } } },
  IGMedia: { "": { of: "IGMedia", GET: { takes: NODE } }, insights: { GET: { takes: { metric: "list", period: PERIODS, breakdown: "list" }, needs: ["metric"] } } },
  IGComment: { "": { of: "IGComment", GET: { takes: NODE } }, replies: { of: "IGComment", GET: { takes: LIST }, POST: { takes: { message: "string" }, needs: ["message"] } } },
  IGContainer: { "": { of: "IGContainer", GET: { takes: NODE } } },
};

/**
 * Owns: a Facebook Page as a channel: its fields, its operations, how it publishes posts.
 * Never: the engine, another channel, or a secret in a text.
 */
import type { Channel } from "../../channel";
import { lengthOf } from "../graph-text";
import { checkFacebook } from "./check";
import { deleteOnFacebook } from "./delete";
import { FACEBOOK_FIELDS, FACEBOOK_SETUP } from "./fields";
import { LIMIT, payloadOf, PICTURES } from "./post";
import { publishOnFacebook } from "./publish";
import { FACEBOOK_REPLIES } from "./replies";
import { facebookTalks } from "./talks";
import { facebookAudience } from "./insights";

/** A Page, over the Graph API. */
export function facebookChannel(): Channel {
  return {
    id: "facebook",
    label: "Facebook",
    fields: FACEBOOK_FIELDS,
    setup: FACEBOOK_SETUP,
    check: checkFacebook,
    operations: { publish: publishOnFacebook(), delete_post: deleteOnFacebook(), ...FACEBOOK_REPLIES },
    talks: facebookTalks,
    audience: facebookAudience,
    publisher: {
      also: ["fb", "meta"],
      operation: "publish",
      length: lengthOf,
      limit: LIMIT,
      counting: "",
      pictures: PICTURES,
      needs_picture: false,
      takes: { link: true, poll: false, thread: false },
      looks: { pictures: "below", folds_at: 477, actions: ["Like", "Comment", "Share"] },
      payload: payloadOf,
    },
  };
}

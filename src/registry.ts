/**
 * Owns: which channels, watchers and generators there are. Adding one is a new file and one line here.
 * Never: anything about them but their names.
 */
import type { Registry } from "./generator";
import { audit } from "./generators/audit";
import { briefing } from "./generators/briefing";
import { facebookChannel } from "./integrations/facebook/channel";
import { gmailReads } from "./integrations/gmail/reads";
import { instagramChannel } from "./integrations/instagram/channel";
import { posts } from "./generators/posts";
import { linkedinChannel } from "./integrations/linkedin/channel";
import { odooChannel } from "./integrations/odoo/channel";
import { xChannel } from "./integrations/x/channel";
import { gmailWatcher } from "./watchers/gmail";
import { talkWatcher } from "./watchers/talks";

export function registry(): Registry {
  const channels = [odooChannel(), facebookChannel(), instagramChannel(), xChannel(), linkedinChannel()];
  return {
    channels,
    watchers: [gmailWatcher(gmailReads()), ...channels.flatMap((channel) => (channel.talks ? [talkWatcher(channel, channel.talks)] : []))],
    generators: [audit, briefing, posts],
  };
}

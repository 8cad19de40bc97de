/**
 * Owns: which channels, watchers and generators there are. Adding one is a new file and one line here.
 * Never: anything about them but their names.
 */
import type { Registry } from "./generator";
import { audit } from "./generators/audit";
import { briefing } from "./generators/briefing";
import { gmailReads } from "./integrations/gmail/reads";
import { posts } from "./generators/posts";
import { odooChannel } from "./integrations/odoo/channel";
import { gmailWatcher } from "./watchers/gmail";

export function registry(): Registry {
  return {
    channels: [odooChannel()],
    watchers: [gmailWatcher(gmailReads())],
    generators: [audit, briefing, posts],
  };
}

/**
 * Owns: "Test connection" of the Facebook Page: whose token it is, what it allows, how long it lasts.
 * Never: a claim about what Meta does not tell: whether an app is live cannot be read.
 */
import * as z from "zod/mini";
import type { Call, Check } from "../../channel";
import { showDate } from "../../core/schedule";
import { CallFailure } from "../consequence";
import { shaped } from "../graph";
import { isSetUp, pageOf, type Page } from "./fields";

const page = z.object({ id: z.string(), name: z.string(), is_published: z.optional(z.boolean()) });
const debugged = z.object({
  data: z.object({
    type: z.optional(z.string()),
    application: z.optional(z.string()),
    is_valid: z.optional(z.boolean()),
    expires_at: z.optional(z.number()),
    data_access_expires_at: z.optional(z.number()),
    scopes: z.optional(z.array(z.string())),
  }),
});
type Token = z.infer<typeof debugged>["data"];

const NEEDED = ["pages_manage_posts", "pages_read_engagement"];
const USEFUL: Record<string, string> = { pages_manage_engagement: "answering comments", pages_read_user_content: "reading comments", pages_messaging: "messages", read_insights: "figures" };
const LIVE = "If your Meta app is still in Development mode, only people with a role in it see what is published: switch it to Live.";

/** Days before an end from which on it is a warning. */
const WARN_DAYS = 10;

const day = (seconds: number): string => showDate(new Date(seconds * 1_000).toISOString().slice(0, 10));

/** What Meta tells about the token; null when it does not tell this token about itself. */
async function tokenOf(to: Page): Promise<Token | null> {
  try {
    return shaped("Facebook", debugged, await to.readOnce("debug_token", { input_token: to.account.token }), "the access token").data;
  } catch (error) {
    if (error instanceof CallFailure) return null;
    throw error;
  }
}

/** How long the token lasts: the program cannot renew it, so its end is said in time. */
function life({ expires_at = 0, data_access_expires_at = 0 }: Token, now: Date): string {
  const ends = expires_at === 0 ? "The access token has no date on which it expires." : `The access token expires on ${day(expires_at)}.`;
  const access = data_access_expires_at === 0 ? "" : ` Access to data ends on ${day(data_access_expires_at)} unless it is granted again.`;
  const first = Math.min(...[expires_at, data_access_expires_at].filter((at) => at > 0));
  return `${ends}${access}${first * 1_000 - now.getTime() < WARN_DAYS * 86_400_000 ? " Make a new one now: docs/facebook.md says how." : ""}`;
}

/** What is wrong with the token for publishing, null when nothing is known to be. */
function wrong({ type, scopes }: Token): string | null {
  if (type !== undefined && type !== "PAGE" && type !== "SYSTEM_USER") return `The access token belongs to a ${type.toLowerCase()}, not to the Page. Get the Page's own token (me/accounts) and enter it.`;
  const missing = scopes ? NEEDED.filter((one) => !scopes.includes(one)) : [];
  return missing.length > 0 ? `The access token lacks ${missing.join(" and ")}. Make a new one with them.` : null;
}

export async function checkFacebook(call: Call): Promise<Check> {
  if (!isSetUp(call)) return { ok: null, text: "Facebook is not set up: the Page's number and its access token are needed." };
  try {
    const to = pageOf(call);
    const { name, is_published } = shaped("Facebook", page, await to.read(to.id, { fields: "id,name,is_published" }), "the Page");
    const token = await tokenOf(to);
    const problem = token && wrong(token);
    if (problem !== null) return { ok: false, text: `The Page ${name} answers, but nothing can be published. ${problem}` };
    const absent = Object.entries(USEFUL).filter(([scope]) => token?.scopes?.includes(scope) === false).map(([scope, use]) => `${use} (${scope})`);
    const notes = [
      token === null ? "Facebook did not tell how long the access token lasts and what it allows." : life(token, call.now()),
      ...(absent.length > 0 ? [`Not allowed: ${absent.join(", ")}.`] : []),
      ...(is_published === false ? ["The Page itself is not published: nobody sees its posts."] : []),
      LIVE,
    ];
    return { ok: true, text: `Connected to the Facebook Page ${name}. ${notes.join(" ")}` };
  } catch (error) {
    if (error instanceof CallFailure) return { ok: false, text: error.message };
    throw error;
  }
}

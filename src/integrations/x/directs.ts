/**
 * Owns: what is read of direct messages on X, in X's field names. Each one read is charged (0.010 USD, once a day): so little is asked for that
 * nothing new costs next to nothing.
 * Never: a write. Texts of others are untrusted.
 */
import * as z from "zod/mini";
import { oddAnswer } from "./errors";
import { id, user, type XUser } from "./reads";
import { entities } from "./shown";
import type { X } from "./session";

const direct = z.object({ id, event_type: z.string(), text: z.optional(z.string()), entities: z.catch(z.optional(entities), undefined), sender_id: z.optional(id), dm_conversation_id: z.optional(z.string()), created_at: z.optional(z.string()) });
const page = z.object({ data: z.optional(z.array(direct)), includes: z.optional(z.object({ users: z.optional(z.array(user)) })), meta: z.optional(z.object({ next_token: z.optional(z.string()) })) });
export type XDirect = z.infer<typeof direct>;

/** Who sent a message comes with the expansion: as a field, X's newest description (2.168) does not have it. */
const FIELDS = { "dm_event.fields": "created_at,dm_conversation_id,entities,event_type,id,text", expansions: "sender_id", "user.fields": "name,username" };
const MESSAGES = { event_types: "MessageCreate" };
/** So many are read once there is a new one, and so many pages at the most. */
const PAGE = "20";
const MOST_PAGES = 10;

async function read(x: X, path: string, query: Record<string, string>): Promise<z.infer<typeof page>> {
  const answer = z.safeParse(page, await x.read(path, { ...FIELDS, ...MESSAGES, ...query }));
  if (!answer.success) throw oddAnswer("direct messages", "read");
  return answer.data;
}

/** Newer or greater number: longer is newer, then the greater one. */
export const newer = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Messages to and from the account, newest first, until `stop` is said of one; at most of the last 30 days. */
export async function directsUntil(x: X, stop: (message: XDirect) => boolean): Promise<{ messages: XDirect[]; users: XUser[] }> {
  const [newest] = (await read(x, "/2/dm_events", { max_results: "1" })).data ?? [];
  if (newest === undefined || stop(newest)) return { messages: [], users: [] };
  const found: { messages: XDirect[]; users: XUser[] } = { messages: [], users: [] };
  for (let token: string | undefined, count = 0; count < MOST_PAGES; count += 1) {
    const { data = [], includes, meta } = await read(x, "/2/dm_events", { max_results: PAGE, ...(token !== undefined && { pagination_token: token }) });
    found.messages.push(...data);
    found.users.push(...(includes?.users ?? []));
    token = meta?.next_token;
    if (token === undefined || data.some(stop)) break;
  }
  return found;
}

/** The newest messages between the account and one person. */
export const directsWith = async (x: X, person: string): Promise<XDirect[]> => (await read(x, `/2/dm_conversations/with/${person}/dm_events`, { max_results: PAGE })).data ?? [];

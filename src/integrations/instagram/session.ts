/**
 * Owns: the life of an Instagram access token: 60 days, renewed early once it is 24 hours old, kept before it is used
 * (developers.facebook.com/docs/instagram-platform/reference/refresh_access_token).
 * Never: a renewal of the Page's token, which has no date, or work that stops because a renewal failed while the token still lives.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import { sha256Hex } from "../../core/hash";
import { CallFailure } from "../consequence";
import { renewInstagramToken } from "../graph";
import { accountOf, tokenKind, type InstagramAccount } from "./fields";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Meta renews no token that is younger. */
const YOUNG_MS = 24 * HOUR_MS;
/** Renewed when less than this is left of its 60 days. */
const EARLY_MS = 30 * DAY_MS;
/** After a failed renewal it is tried again at the next call behind this time. */
const AGAIN_MS = HOUR_MS;

const life = z.object({
  /** Which token it speaks of, by its hash. */
  of: z.string(),
  /** Milliseconds since 1970: first used here, or renewed. */
  since: z.number(),
  /** Null while Meta has not said it. */
  expires: z.nullable(z.number()),
});
export type TokenLife = z.infer<typeof life>;
const renewed = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() });

const marked = (token: string): string => sha256Hex(token).slice(0, 16);

/** What is known of the token in use; null when nothing is. */
export function lifeOf(call: Call): TokenLife | null {
  try {
    const read = z.safeParse(life, JSON.parse(call.field("token_life")));
    return read.success && read.data.of === marked(call.field("token")) ? read.data : null;
  } catch {
    return null;
  }
}

const isDue = ({ since, expires }: TokenLife, now: number): boolean => now - since >= YOUNG_MS && (expires === null || expires - now < EARLY_MS);

/** The new token is kept before it is used; the old one goes on living, so nothing is lost when the power goes in between. */
async function renew(call: Call): Promise<void> {
  const asked = call.now().getTime();
  const read = z.safeParse(renewed, await renewInstagramToken(accountOf(call).account, call));
  if (!read.success) return;
  const { access_token, expires_in } = read.data;
  call.keep("token", access_token);
  call.keep("token_life", JSON.stringify({ of: marked(access_token), since: asked, expires: asked + expires_in * 1_000 } satisfies TokenLife));
}

export type Connect = (call: Call) => Promise<InstagramAccount>;

/** The way to the account, with a token that is renewed in time; one renewal at a time. */
export function sessions(): Connect {
  let renewal: Promise<void> | null = null;
  let failed_at = Number.NEGATIVE_INFINITY;
  return async (call) => {
    if (tokenKind(call) !== "own") return accountOf(call);
    const now = call.now().getTime();
    const known = lifeOf(call);
    if (known === null) call.keep("token_life", JSON.stringify({ of: marked(call.field("token")), since: now, expires: null } satisfies TokenLife));
    else if (isDue(known, now) && now - failed_at >= AGAIN_MS) {
      renewal ??= renew(call).finally(() => (renewal = null));
      try {
        await renewal;
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error;
        // The request itself will say it if the token is dead.
        failed_at = now;
      }
    }
    return accountOf(call);
  };
}

/**
 * Owns: "Test connection" of the Facebook Page: that the token opens it, and what nobody can read from outside.
 * Never: a claim about what Meta does not tell - whether an app is live cannot be read - or the token in an address: the page that tells about
 * tokens takes them there only (PRODUCT K9).
 */
import * as z from "zod/mini";
import type { Call, Check } from "../../channel";
import { checkOf } from "../consequence";
import { shaped } from "../graph";
import { isSetUp, pageOf } from "./fields";

const page = z.object({ id: z.string(), name: z.string(), is_published: z.optional(z.boolean()) });

const LIFE = "A Page's access token has no date on which it expires; it ends when the password is changed or its maker loses the role, and access to data ends 90 days after the last consent.";
const LIVE = "If your Meta app is still in Development mode, only people with a role in it see what is published: switch it to Live.";

export async function checkFacebook(call: Call): Promise<Check> {
  if (!isSetUp(call)) return { ok: null, text: "Facebook is not set up: the Page's number and its access token are needed." };
  try {
    const to = pageOf(call);
    const { name, is_published } = shaped("Facebook", page, await to.read(to.id, { fields: "id,name,is_published" }), "the Page");
    const notes = [LIFE, ...(is_published === false ? ["The Page itself is not published: nobody sees its posts."] : []), LIVE];
    return { ok: true, text: `Connected to the Facebook Page ${name}. ${notes.join(" ")}` };
  } catch (error) {
    return checkOf(error);
  }
}

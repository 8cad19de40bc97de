/**
 * Owns: publishing on LinkedIn as the member. A member's own posts cannot be read back: what is not answered is a person's to look at - unless it
 * is sent again, for LinkedIn then names the post that is there (SERVICES G).
 * Never: a second post: LinkedIn refuses a copy, and its answer is taken for what it is.
 */
import * as z from "zod/mini";
import { operation, type Call, type Facts, type Finding, type Operation, type Outcome } from "../../channel";
import type { Problem, Receipt } from "../../core/action";
import { asOutcome } from "../consequence";
import { jsonOf } from "../body";
import { pictureBytes } from "../published";
import { Duplicate, oddAnswer, refusedBecause } from "./errors";
import { bodyOf, parsePost, POST_EXAMPLES, postFields, postFromFields, postPreview, postSummary, publicationOf, type LinkedInPayload } from "./post";
import { tokenLife, type Connect, type LinkedIn } from "./session";

const URN = /^urn:li:(?:share|ugcPost):\d+$/;
const uploadAnswer = z.object({ value: z.object({ uploadUrl: z.string(), image: z.string().check(z.regex(/^urn:li:image:[\w-]+$/)) }) });

export const postUrl = (urn: string): string => `https://www.linkedin.com/feed/update/${urn}`;

function receiptOf(urn: string, difference: string | null): Receipt {
  return { id: urn, label: "Post on LinkedIn", url: postUrl(urn), data: { urn }, difference };
}

/** Pictures are brought before the post; one that nobody posts is seen by nobody. */
async function upload(linkedin: LinkedIn, owner: string, bytes: readonly Uint8Array[]): Promise<string[]> {
  const urns: string[] = [];
  for (const one of bytes) {
    const asked = await linkedin.write({ method: "POST", path: "/rest/images?action=initializeUpload", json: { initializeUploadRequest: { owner } } }, "preparation");
    const read = z.safeParse(uploadAnswer, jsonOf(asked.body));
    if (!read.success) throw oddAnswer("an upload", "preparation");
    await linkedin.write({ method: "PUT", path: read.data.value.uploadUrl, bytes: one }, "preparation");
    urns.push(read.data.value.image);
  }
  return urns;
}

async function perform(connect: Connect, payload: LinkedInPayload, call: Call): Promise<Outcome> {
  const linkedin = connect(call);
  const { urn: author } = await linkedin.me();
  const pictures = await pictureBytes(payload.images, call);
  if ("missing" in pictures) throw refusedBecause("PICTURE_GONE", `The picture ${pictures.missing} was erased.`, "Make the post again with its pictures.");
  const urns = await upload(linkedin, author, pictures.bytes);
  try {
    const { status, headers } = await linkedin.write({ method: "POST", path: "/rest/posts", json: bodyOf(payload, author, urns) }, "write");
    const urn = headers["x-restli-id"] ?? headers["x-linkedin-id"] ?? "";
    if (status !== 201 || !URN.test(urn)) throw oddAnswer("the new post", "write");
    return { kind: "done", receipt: receiptOf(urn, null) };
  } catch (error) {
    if (error instanceof Duplicate) return { kind: "done", receipt: receiptOf(error.urn, "LinkedIn had this very post already, from an earlier attempt or by hand; it was not posted twice.") };
    throw error;
  }
}

const UNREADABLE: Problem = {
  code: "LINKEDIN_UNCLEAR",
  effect: "It is not known whether it was posted.",
  cause: "LinkedIn lets no program read a member's own posts, so that it cannot be looked up.",
  next: "Look at your profile on LinkedIn, then say whether it happened. If you send it again within some minutes and it is there, LinkedIn refuses the copy and names the post.",
};

async function facts(connect: Connect, call: Call): Promise<Facts> {
  await connect(call).me();
  const { soon, text } = tokenLife(call);
  return { money: null, known_payee: null, unreadable: null, signs: soon ? [{ code: "token_ends", text, fraud: false }] : [] };
}

export function publishOnLinkedIn(connect: Connect): Operation {
  return operation<LinkedInPayload>({
    label: "Post on LinkedIn",
    note: { type: "linkedin_post", prefix: "POST_linkedin" },
    log: "social_media_post",
    rule: "scheduled_post",
    expiry: "standard",
    parse: parsePost,
    summary: postSummary,
    money: () => null,
    preview: postPreview,
    toFields: postFields,
    fromFields: postFromFields,
    publishes: publicationOf,
    facts: (_payload, call) => facts(connect, call),
    rehearse: async (payload, _attempt, call) => {
      const pictures = await pictureBytes(payload.images, call);
      const { name, urn } = await connect(call).me();
      const gone = "missing" in pictures ? [`The picture ${pictures.missing} was erased: LinkedIn would get nothing.`] : [];
      return { ok: gone.length === 0, findings: [`Would post this as ${name ?? urn}, for anybody to see.`, tokenLife(call).text, ...gone] };
    },
    perform: (payload, _attempt, call) => asOutcome(() => perform(connect, payload, call)),
    lookup: (): Promise<Finding> => Promise.resolve({ kind: "unclear", problem: UNREADABLE }),
    examples: POST_EXAMPLES,
  });
}

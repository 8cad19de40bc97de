/**
 * Owns: what LinkedIn publishes of the requests that are used here: method, path, query, headers, body (learn.microsoft.com/linkedin: Posts, Images and
 * MultiImage API, versions 2025-11 to 2026-10; Sign In with OpenID Connect; Profile API).
 * Never: what a request does.
 */
import * as z from "zod/mini";
import { jsonOf, type Asked } from "../wire";

const text = z.optional(z.string());
const picture = z.strictObject({ id: z.string().check(z.regex(/^urn:li:image:[\w-]+$/)), altText: z.optional(z.string().check(z.maxLength(4_086))), title: text });
const article = z.strictObject({ source: z.url(), title: z.string().check(z.minLength(1), z.maxLength(400)), description: z.optional(z.string().check(z.maxLength(4_086))), thumbnail: text, thumbnailAltText: text });

/** A post as a member may make it. */
export const POST = z.strictObject({
  author: z.string().check(z.regex(/^urn:li:(?:person|organization):[\w-]+$/)),
  commentary: z.string(),
  visibility: z.enum(["PUBLIC", "CONNECTIONS", "LOGGED_IN"]),
  distribution: z.strictObject({ feedDistribution: z.enum(["MAIN_FEED", "NONE"]), targetEntities: z.optional(z.array(z.json())), thirdPartyDistributionChannels: z.optional(z.array(z.json())) }),
  content: z.optional(z.union([z.strictObject({ media: picture }), z.strictObject({ multiImage: z.strictObject({ images: z.array(picture).check(z.minLength(2), z.maxLength(20)) }) }), z.strictObject({ article })])),
  lifecycleState: z.literal("PUBLISHED"),
  isReshareDisabledByAuthor: z.optional(z.boolean()),
});
export const UPLOAD = z.strictObject({ initializeUploadRequest: z.strictObject({ owner: z.string().check(z.regex(/^urn:li:(?:person|organization):[\w-]+$/)) }) });

interface Operation {
  method: string;
  path: RegExp;
  query?: Readonly<Record<string, RegExp>>;
  /** Below /rest: with the headers that every request needs there. */
  rest?: true;
  body?: z.ZodMiniType | "bytes";
}

/** `upload` goes to the address that `initializeUpload` names. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  userinfo: { method: "GET", path: /^\/v2\/userinfo$/ },
  profile: { method: "GET", path: /^\/v2\/me$/ },
  initializeUpload: { method: "POST", path: /^\/rest\/images$/, query: { action: /^initializeUpload$/ }, rest: true, body: UPLOAD },
  upload: { method: "PUT", path: /^\/dms-uploads\/\w+$/, query: { upload: /^1$/ }, body: "bytes" },
  createPost: { method: "POST", path: /^\/rest\/posts$/, rest: true, body: POST },
  deletePost: { method: "DELETE", path: /^\/rest\/posts\/urn%3Ali%3A(?:share|ugcPost)%3A\d+$/, rest: true },
};

/** An error of LinkedIn's: status, code and words. */
export type Refusal = readonly [status: number, code: string, message: string];

function inHeaders({ headers }: Asked): Refusal | null {
  const version = headers["linkedin-version"];
  if (version === undefined) return [400, "VERSION_MISSING", "A version must be present. Please specify a version by adding the LinkedIn-Version header."];
  if (!/^20\d\d(?:0[1-9]|1[0-2])$/.test(String(version))) return [400, "INVALID_VERSION", `Requested version ${String(version)} is not in the form YYYYMM`];
  return headers["x-restli-protocol-version"] === "2.0.0" ? null : [400, "BAD_PROTOCOL", "Unsupported Rest.li protocol version"];
}

function inBody({ headers, body }: Asked, schema: Operation["body"]): Refusal | null {
  if (schema === undefined) return body.length === 0 ? null : [400, "UNEXPECTED_BODY", "The request must not have a body"];
  if (schema === "bytes") return body.length > 0 ? null : [400, "BAD_REQUEST", "Upload failed"];
  if (!(headers["content-type"] ?? "").startsWith("application/json")) return [415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json"];
  const read = schema.safeParse(jsonOf(body));
  if (read.success) return null;
  const [issue] = read.error.issues;
  return [422, "UNPROCESSABLE_ENTITY", `ERROR :: /${issue?.path.join("/") ?? ""} :: ${issue?.message ?? "is invalid"}`];
}

/** The name of what is asked for, in the table's words; null when LinkedIn has none. */
export const operationOf = ({ method, path }: Pick<Asked, "method" | "path">): string | null => Object.entries(OPERATIONS).find(([, one]) => one.method === method && one.path.test(path))?.[0] ?? null;

/** What LinkedIn says of a request that it does not describe; null when it does. */
export function undescribed(asked: Asked): Refusal | null {
  const operation = OPERATIONS[operationOf(asked) ?? ""];
  if (operation === undefined) return [404, "RESOURCE_NOT_FOUND", `No virtual resource found for: ${asked.path}`];
  const { query = {}, rest, body } = operation;
  const strange = [...asked.query].find(([name, value]) => !(query[name]?.test(value) ?? false));
  if (strange !== undefined) return [400, "QUERY_PARAM_NOT_ALLOWED", `Query parameter ${strange[0]} is not allowed`];
  const missing = Object.keys(query).find((name) => !asked.query.has(name));
  if (missing !== undefined) return [400, "ILLEGAL_ARGUMENT", "The action is not supported"];
  return (rest ? inHeaders(asked) : null) ?? inBody(asked, body);
}

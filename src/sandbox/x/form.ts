/**
 * Owns: reading a multipart form as the X twin gets it.
 * Never: which parts there may be.
 */
import type { Asked } from "../wire";

/** Parts of a multipart body by name; none when it is not one. */
export function formOf({ headers, body }: Pick<Asked, "headers" | "body">): Record<string, Buffer> {
  const boundary = /boundary=(.+)$/.exec(headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) return {};
  const parts: Record<string, Buffer> = {};
  for (const part of body.toString("latin1").split(`--${boundary}`)) {
    const [, head = "", content = ""] = /^\r\n([^]*?)\r\n\r\n([^]*)\r\n$/.exec(part) ?? [];
    const name = /name="([^"]*)"/.exec(head)?.[1];
    if (name !== undefined) parts[name] = Buffer.from(content, "latin1");
  }
  return parts;
}

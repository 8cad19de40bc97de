/**
 * Owns: how much of a mail's HTML is read: so many characters, and elements in elements only so deep (PRODUCT G3).
 * Never: what an element means.
 */
import { Parser } from "htmlparser2";
import type { Handler } from "htmlparser2";

/** Characters; a mail worth understanding is far shorter. */
const MAX_HTML = 2_000_000;
/** Open elements. Browsers stop near 500; the library looks through all of them at every tag, so thousands would cost their square. */
const MAX_DEPTH = 1_000;
/** Characters between two looks at the depth. */
const STEP = 8_192;

/** Hands the elements over as they come. False when not all of the HTML was read. Never throws. */
export function readTags(html: string, handler: Required<Pick<Handler, "onopentag" | "onclosetag" | "ontext">>): boolean {
  let depth = 0;
  const parser = new Parser({
    ...handler,
    onopentag(...given) {
      depth += 1;
      handler.onopentag(...given);
    },
    onclosetag(...given) {
      depth -= 1;
      handler.onclosetag(...given);
    },
  });
  const end = Math.min(html.length, MAX_HTML);
  let read = 0;
  for (; read < end && depth <= MAX_DEPTH; read += STEP) parser.write(html.slice(read, Math.min(end, read + STEP)));
  parser.end();
  return read >= html.length;
}

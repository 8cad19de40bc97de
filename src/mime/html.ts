/**
 * Owns: the HTML part of a mail laid out as the plain text a person would read.
 * Never: markup, addresses of links or images, or anything the mail hides from its reader - what a person cannot see must not decide.
 */
import { LEFT_OUT } from "../core/mail";
import { readTags } from "./tags";

/** Nested cells and quotes beyond this are read as plain blocks, so that hostile nesting stays linear. */
const MAX_FRAMES = 30;

const DROPPED = new Set(["script", "style", "head", "title", "noscript", "template", "object", "iframe", "svg", "math", "select", "button", "video", "audio"]);
const BLOCKS = new Set([
  "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
  "header", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
]);
/** Blocks that a reader sees set apart by an empty line. */
const PARAGRAPHS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre"]);
const INVISIBLE = /\u034F|[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const HIDING = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)/i;
const QUOTE_CLASS = /cite|quote/i;

/** Text that is being collected: the mail itself, one cell, or one quotation. */
interface Frame {
  kind: "root" | "cell" | "quote";
  lines: string[];
  line: string;
  /** Finished cells of the open row. */
  cells: string[][];
}

const frameOf = (kind: Frame["kind"]): Frame => ({ kind, lines: [], line: "", cells: [] });

function breakLine(frame: Frame): void {
  if (frame.line.trim() !== "") frame.lines.push(frame.line.trimEnd());
  frame.line = "";
}

function blankLine(frame: Frame): void {
  breakLine(frame);
  if (frame.lines.length > 0 && frame.lines.at(-1) !== "") frame.lines.push("");
}

function finished(frame: Frame): string[] {
  closeRow(frame);
  breakLine(frame);
  while (frame.lines.at(-1) === "") frame.lines.pop();
  return frame.lines;
}

/** Cells with a line or two each are data and share a line, tabs between them; anything longer is page layout. */
function closeRow(frame: Frame): void {
  const cells = frame.cells;
  if (cells.length === 0) return;
  frame.cells = [];
  breakLine(frame);
  const data = cells.length > 1 && cells.every((lines) => lines.length <= 3 && lines.every((line) => line.length <= 200 && !line.includes("\t")));
  if (data) {
    const row = cells.map((lines) => lines.join(" ").trim()).join("\t").trimEnd();
    if (row.trim() !== "") frame.lines.push(row);
    return;
  }
  for (const lines of cells) frame.lines.push(...lines);
}

/**
 * Lays out HTML as text: table rows on one line with tabs, list items, quotations with "> ", links as their words. Says in `problems` when
 * not all of it was read. Never throws.
 */
export function htmlToText(html: string, problems: string[] = []): string {
  const frames: Frame[] = [frameOf("root")];
  const counters: (number | null)[] = [];
  /** How each open element must be undone. */
  const open: ("frame" | "list" | "pre" | "hidden" | "none")[] = [];
  let hidden = 0;
  let pre = 0;
  const top = (): Frame => frames.at(-1) ?? frameOf("root");

  function start(name: string, attributes: Record<string, string>): "frame" | "list" | "pre" | "hidden" | "none" {
    if (hidden > 0 || DROPPED.has(name) || "hidden" in attributes || HIDING.test(attributes["style"] ?? "")) {
      hidden += 1;
      return "hidden";
    }
    if (name === "br") {
      const frame = top();
      frame.lines.push(frame.line.trimEnd());
      frame.line = "";
      return "none";
    }
    if (name === "tr") closeRow(top());
    if ((name === "td" || name === "th") && frames.length < MAX_FRAMES) {
      frames.push(frameOf("cell"));
      return "frame";
    }
    const cited = name === "blockquote" && (attributes["type"] === "cite" || QUOTE_CLASS.test(attributes["class"] ?? ""));
    if (cited && frames.length < MAX_FRAMES) {
      frames.push(frameOf("quote"));
      return "frame";
    }
    if (name === "hr") blankLine(top());
    if (PARAGRAPHS.has(name)) blankLine(top());
    else if (BLOCKS.has(name) || name === "blockquote") breakLine(top());
    if (name === "ul" || name === "ol") {
      counters.push(name === "ol" ? 0 : null);
      return "list";
    }
    if (name === "li") {
      const counter = counters.at(-1);
      if (typeof counter === "number") counters[counters.length - 1] = counter + 1;
      top().line = typeof counter === "number" ? `${String(counter + 1)}. ` : "- ";
    }
    if (name === "pre" || /white-space\s*:\s*pre/i.test(attributes["style"] ?? "")) {
      pre += 1;
      return "pre";
    }
    return "none";
  }

  function closeFrame(): void {
    const frame = frames.length > 1 ? frames.pop() : undefined;
    if (frame === undefined) return;
    const lines = finished(frame);
    if (frame.kind === "cell") {
      top().cells.push(lines);
      return;
    }
    blankLine(top());
    for (const line of lines) top().lines.push(`> ${line}`.trimEnd());
    top().lines.push("");
  }

  const whole = readTags(html, {
    onopentag(name, attributes) {
      open.push(start(name, attributes));
    },
    onclosetag(name) {
      const undo = open.pop();
      if (undo === "hidden") hidden -= 1;
      if (undo === "hidden" || hidden > 0) return;
      if (undo === "frame") closeFrame();
      if (undo === "list") counters.pop();
      if (undo === "pre") pre -= 1;
      if (name === "tr" || name === "table") closeRow(top());
      if (PARAGRAPHS.has(name)) blankLine(top());
      else if (BLOCKS.has(name)) breakLine(top());
    },
    ontext(data) {
      if (hidden > 0) return;
      const frame = top();
      const text = data.replace(INVISIBLE, "").replace(/\u00A0/g, " ");
      if (pre > 0) {
        const [first = "", ...rest] = text.split(/\r?\n/);
        frame.line += first;
        for (const line of rest) {
          frame.lines.push(frame.line.trimEnd());
          frame.line = line;
        }
        return;
      }
      const flat = text.replace(/\s+/g, " ");
      frame.line += frame.line === "" || frame.line.endsWith(" ") ? flat.trimStart() : flat;
    },
  });
  if (!whole) problems.push(`The mail's HTML is longer, or nested deeper, than what is read; the rest ${LEFT_OUT}`);
  while (frames.length > 1) closeFrame();
  return finished(top()).join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

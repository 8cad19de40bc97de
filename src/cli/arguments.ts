/**
 * Owns: which commands and options there are, and reading them from the command line.
 * Never: carrying one out.
 */
import { parseArgs } from "node:util";
import { isWrong, type Wrong } from "../core/asked";
import { plain } from "../core/card-text";
import { wrongUse } from "./failure";

const COMMON = { vault: { type: "string" }, json: { type: "boolean" }, "env-file": { type: "string" }, help: { type: "boolean", short: "h" } } as const;

interface Option {
  type: "string" | "boolean";
  /** How the usage line shows its value. */
  value?: string;
}

interface CommandShape {
  usage: string;
  /** Least and most positional arguments. */
  positionals: [number, number];
  options: Record<string, Option>;
}

/** The CLI contract, command by command. */
export const COMMANDS: Record<string, CommandShape> = {
  init: { usage: "init", positionals: [0, 0], options: {} },
  once: { usage: "once", positionals: [0, 0], options: {} },
  run: { usage: "run", positionals: [0, 0], options: {} },
  ingest: { usage: "ingest FILE...", positionals: [1, 10_000], options: {} },
  list: { usage: "list [--status S]", positionals: [0, 0], options: { status: { type: "string" } } },
  show: { usage: "show ID", positionals: [1, 1], options: {} },
  approve: { usage: "approve ID [--fingerprint F]", positionals: [1, 1], options: { fingerprint: { type: "string" } } },
  reject: { usage: "reject ID --reason T", positionals: [1, 1], options: { reason: { type: "string" } } },
  renew: { usage: "renew ID", positionals: [1, 1], options: {} },
  resend: { usage: "resend ID", positionals: [1, 1], options: {} },
  resolve: { usage: "resolve ID --happened | --not [--on CHANNEL]", positionals: [1, 1], options: { happened: { type: "boolean" }, not: { type: "boolean" }, on: { type: "string" } } },
  offers: { usage: "offers [ID | RECORD] [--what OPERATION]", positionals: [0, 1], options: { what: { type: "string" } } },
  propose: { usage: "propose ID | RECORD --what OPERATION [--answers JSON]", positionals: [1, 1], options: { what: { type: "string" }, answers: { type: "string" } } },
  repeat: { usage: "repeat ID --every E --from DATE [--until DATE]", positionals: [1, 1], options: { every: { type: "string" }, from: { type: "string" }, until: { type: "string" } } },
  schedule: {
    usage: "schedule ID --pause | --resume | --stop | --at TIME | --swap ID",
    positionals: [1, 1],
    options: { pause: { type: "boolean" }, resume: { type: "boolean" }, stop: { type: "boolean" }, at: { type: "string" }, swap: { type: "string" } },
  },
  post: { usage: "post --file NOTE", positionals: [0, 0], options: { file: { type: "string" } } },
  calendar: { usage: "calendar [--from DATE] [--to DATE]", positionals: [0, 0], options: { from: { type: "string" }, to: { type: "string" } } },
  pause: { usage: "pause [--reason T]", positionals: [0, 0], options: { reason: { type: "string" } } },
  resume: { usage: "resume", positionals: [0, 0], options: {} },
  device: { usage: "device", positionals: [0, 0], options: {} },
  release: { usage: "release [DEVICE]", positionals: [0, 1], options: {} },
  takeover: { usage: "takeover", positionals: [0, 0], options: {} },
  confirm: { usage: "confirm", positionals: [0, 0], options: {} },
  prepare: { usage: "prepare reminders | payments [ID_OR_NUMBER]", positionals: [1, 2], options: {} },
  rehearse: { usage: "rehearse JSON", positionals: [1, 1], options: {} },
  audit: { usage: "audit [--week YYYY-MM-DD]", positionals: [0, 0], options: { week: { type: "string" } } },
  briefing: { usage: "briefing [--date YYYY-MM-DD]", positionals: [0, 0], options: { date: { type: "string" } } },
  "verify-log": { usage: "verify-log", positionals: [0, 0], options: {} },
  "sign-in": { usage: "sign-in SERVICE", positionals: [1, 1], options: {} },
  "sign-out": { usage: "sign-out SERVICE", positionals: [1, 1], options: {} },
  check: { usage: "check [SERVICE]", positionals: [0, 1], options: {} },
  understand: {
    usage: "understand [--explain] [--owner-email A] [--jsonl]",
    positionals: [0, 0],
    options: { explain: { type: "boolean" }, "owner-email": { type: "string" }, jsonl: { type: "boolean" } },
  },
  sandbox: { usage: "sandbox", positionals: [0, 0], options: {} },
  demo: { usage: "demo", positionals: [0, 0], options: {} },
};

export interface Invocation {
  command: string;
  positionals: string[];
  vault: string | null;
  json: boolean;
  env_file: string | null;
  text(option: string): string | null;
  flag(option: string): boolean;
}

export const USAGE = [
  "autonomous-employee <command> [--vault DIR] [--json] [--env-file FILE]",
  "",
  "Commands:",
  ...Object.values(COMMANDS).map(({ usage }) => `  ${usage}`),
  "",
  "Exit codes: 0 done, 1 something failed and said why, 2 wrong use, 3 a decision, a configuration or a confirmation is needed.",
].join("\n");

/** The invocation, null when only help was asked for. Throws CommandFailure (2) with one sentence for wrong use. */
export function readInvocation(argv: readonly string[]): Invocation | null {
  const [command, ...rest] = argv;
  if (command === undefined || command === "help" || command === "--help" || command === "-h") return null;
  const shape = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!shape) wrongUse(`There is no command "${command.slice(0, 40)}". "autonomous-employee help" lists them.`);
  const options = { ...COMMON, ...Object.fromEntries(Object.entries(shape.options).map(([name, { type }]) => [name, { type }])) };
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split(/\.?\s*\n|\. |\.$/)[0] ?? "") : String(error);
    wrongUse(`${why}. Usage: autonomous-employee ${shape.usage}`);
  }
  const { values, positionals } = parsed;
  if (values["help"] === true) return null;
  const [least, most] = shape.positionals;
  if (positionals.length < least) wrongUse(`Something is missing. Usage: autonomous-employee ${shape.usage}`);
  if (positionals.length > most) wrongUse(`"${positionals[most] ?? ""}" is one argument too many. Usage: autonomous-employee ${shape.usage}`);
  const text = (name: string): string | null => (typeof values[name] === "string" ? values[name] : null);
  return { command, positionals, vault: text("vault"), json: values["json"] === true, env_file: text("env-file"), text, flag: (name) => values[name] === true };
}

/** What was typed, or wrong use: the sentence and how the command is used. */
export function right<T>({ command }: Invocation, read: T | Wrong): T {
  return isWrong(read) ? wrongUse(`${plain(read.wrong)} Usage: autonomous-employee ${COMMANDS[command]?.usage ?? command}`) : read;
}

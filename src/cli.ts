/**
 * Owns: the headless program's entry - read the command line, run one command, end with its exit code.
 * Never: logic; commands live in `cli/`.
 */
import { readInvocation, USAGE } from "./cli/arguments";
import { CommandFailure, EXIT } from "./cli/failure";
import { HostError } from "./ports";

async function main(argv: readonly string[]): Promise<number> {
  const invocation = readInvocation(argv);
  if (invocation === null) {
    process.stdout.write(`${USAGE}\n`);
    return EXIT.done;
  }
  if (invocation.command === "understand") return (await import("./cli/understand")).understandInput(invocation);
  if (invocation.command === "sandbox") return (await import("./cli/sandbox")).runSandbox(invocation);
  if (invocation.command === "demo") return (await import("./cli/demo")).runDemo(invocation);
  const { commands } = await import("./cli/commands");
  const command = commands[invocation.command];
  if (!command) throw new Error(`"${invocation.command}" has no implementation.`);
  return command(invocation);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`autonomous-employee: ${text}\n`);
    if (!(error instanceof CommandFailure) && !(error instanceof HostError) && process.env["AE_DEBUG"] === "1") process.stderr.write(`${error instanceof Error ? (error.stack ?? "") : ""}\n`);
    process.exitCode = error instanceof CommandFailure ? error.code : EXIT.failed;
  },
);

/**
 * Owns: running the built command line as a script would, in a folder and a state of its own.
 * Never: a look into the program; only output, exit code and the sandbox services count.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const CLI = join(import.meta.dirname, "../../dist/cli.cjs");

export interface Ran {
  code: number | null;
  out: string;
  errors: string;
}

export interface Terminal {
  folder: string;
  vault: string;
  env: NodeJS.ProcessEnv;
  run(args: string[], more?: { env?: NodeJS.ProcessEnv; input?: string | Buffer }): Promise<Ran>;
  /** Parsed standard output of `args --vault V --json`. */
  json<T>(args: string[], env?: NodeJS.ProcessEnv): Promise<T>;
  close(): void;
}

export function terminal(env: NodeJS.ProcessEnv = {}): Terminal {
  const folder = mkdtempSync(join(tmpdir(), "ae-cli-"));
  const vault = join(folder, "vault");
  const base = { PATH: process.env["PATH"], HOME: folder, XDG_STATE_HOME: join(folder, "state"), TZ: "UTC", ...env };
  const run: Terminal["run"] = async (args, more = {}) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: { ...base, ...more.env } });
    let out = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.stdin.on("error", () => undefined);
    child.stdin.end(more.input ?? "");
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, out, errors };
  };
  return {
    folder,
    vault,
    env: base,
    run,
    json: async <T>(args: string[], more: NodeJS.ProcessEnv = {}) => {
      const { code, out, errors } = await run([...args, "--vault", vault, "--json"], { env: more });
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${errors}${out}`);
      return JSON.parse(out) as T;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

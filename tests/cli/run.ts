/**
 * Owns: running the built command line as a script would, in a folder and a state of its own.
 * Never: a look into the program; only output, exit code and the sandbox services count.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startSandbox, type Opened, type SandboxBusiness } from "../../src/sandbox/business";

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
  const base = { PATH: process.env["PATH"], HOME: folder, XDG_STATE_HOME: join(folder, "state"), TZ: "UTC", NODE_OPTIONS: process.env["NODE_OPTIONS"], ...env };
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

/** A folder and a business as something left them. */
export interface Prepared {
  /** Puts the folder back as it was, in its place, and opens the same business again. */
  again(): Promise<SandboxBusiness>;
  remove(): void;
}

/** What `preparation` makes of a folder and a new business, done once for all that go on from there. */
export async function prepared(folder: string, preparation: (business: SandboxBusiness) => Promise<unknown>): Promise<Prepared> {
  let from: Opened | null = null;
  const copy = `${folder}-prepared`;
  const business = await startSandbox(new Date(), { keep: (opened) => Promise.resolve(void (from = structuredClone(opened))) });
  await preparation(business);
  await business.close();
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return {
    again: () => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(copy, folder, { recursive: true, preserveTimestamps: true });
      return startSandbox(new Date(), { from });
    },
    remove: () => {
      for (const made of [folder, copy]) rmSync(made, { recursive: true, force: true });
    },
  };
}

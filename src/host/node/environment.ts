/**
 * Owns: configuration of a headless run - environment variables, an env file, and secrets that a service renewed.
 * Never: an env file from inside the vault, whose content may have been synced in by somebody else (PRODUCT K9), and never a value in an error.
 */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as z from "zod/mini";
import { sha256Hex } from "../../core/hash";
import { HostError, type Secrets } from "../../ports";
import { codeOf, diskError } from "./disk";
import { within } from "./notes";

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;
const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

/** Value after the `=`: quoted (double quotes know \n, \r, \t, \" and \\), or plain up to a comment. */
function envValue(rest: string): string {
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
  if (double) return (double[1] ?? "").replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
  const single = /^'([^']*)'/.exec(rest);
  if (single) return single[1] ?? "";
  return rest.replace(/(^|\s)#.*$/, "").trim();
}

/** Variables of an env file: `NAME=value`, `export NAME=value`, quotes, comments; the last one of a name counts. Other lines are ignored. */
export function parseEnvFile(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const match = LINE.exec(line);
    if (match?.[1] !== undefined) found.set(match[1], envValue(match[2] ?? ""));
  }
  return found;
}

function inVault(path: string, vault: string): boolean {
  try {
    return within(realpathSync(vault), realpathSync(path));
  } catch {
    return within(resolve(vault), resolve(path));
  }
}

function readEnvFile(path: string, required: boolean): Map<string, string> {
  try {
    return parseEnvFile(readFileSync(path, "utf8"));
  } catch (error) {
    if (!required && codeOf(error) === "ENOENT") return new Map();
    throw diskError(error, `The environment file ${path} could not be read.`);
  }
}

export interface Environment {
  /** "" when it is set nowhere. */
  get(name: string): string;
  /** A sentence when an env file was passed over, else null. */
  notice: string | null;
}

/**
 * The environment, over `--env-file` or else `.env` in the current folder. An env file inside the vault is refused when it was
 * asked for, and passed over when it was merely found. `vault` null: the command needs none.
 */
export function readEnvironment(from: { env: NodeJS.ProcessEnv; envFile: string | null; cwd: string; vault: string | null }): Environment {
  const path = from.envFile === null ? join(from.cwd, ".env") : resolve(from.cwd, from.envFile);
  const inside = from.vault !== null && inVault(path, from.vault);
  if (inside && from.envFile !== null) {
    throw new HostError({
      code: "ENV_FILE_IN_VAULT",
      effect: "The environment file was not read.",
      cause: `${path} lies inside the vault, where secrets would be synced and anybody who can write a note could change them.`,
      next: "Move it out of the vault and name its new place with --env-file.",
    });
  }
  const file = inside ? new Map<string, string>() : readEnvFile(path, from.envFile !== null);
  return {
    get: (name) => from.env[name] ?? file.get(name) ?? "",
    notice: inside && existsSync(path) ? `${path} was not read: an environment file inside the vault is never used.` : null,
  };
}

const renewals = z.record(z.string(), z.object({ value: z.string(), instead_of: z.string() }));

/**
 * Port `Secrets` when headless. The environment cannot be written, so a secret that a service renewed is kept in `folder` (device-local,
 * readable by this user only) together with the hash of the value it replaced: it counts until the owner enters another one.
 */
export function envSecrets(environment: Environment, folder: string): Secrets {
  const path = join(folder, "renewed-secrets.json");
  const kept = (): z.infer<typeof renewals> => {
    try {
      return z.parse(renewals, JSON.parse(readFileSync(path, "utf8")));
    } catch {
      // None yet, or damaged: then what the owner entered counts.
      return {};
    }
  };
  return {
    get(name) {
      const entered = environment.get(name);
      const renewed = kept()[name];
      return renewed !== undefined && renewed.instead_of === sha256Hex(entered) ? renewed.value : entered;
    },
    set(name, value) {
      const all = { ...kept(), [name]: { value, instead_of: sha256Hex(environment.get(name)) } };
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        const temporary = `${path}.${process.pid}.tmp`;
        const handle = openSync(temporary, "w", 0o600);
        chmodSync(temporary, 0o600);
        writeSync(handle, JSON.stringify(all));
        fsyncSync(handle);
        closeSync(handle);
        renameSync(temporary, path);
      } catch (error) {
        throw diskError(error, "A renewed secret could not be kept.");
      }
    },
  };
}

/**
 * Owns: this device's memory outside the vault - its id, what it remembers of a vault, the vault's lock.
 * Never: anything that is synced, and never a secret in plain sight of other users (files are for this user only).
 */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { sha256Hex } from "../../core/hash";
import { HostError, type Device } from "../../ports";
import type { Json } from "../../core/json";
import { codeOf, createFile, onDisk, replaceFile, unlessMissing } from "./disk";
import { takeLock } from "./lock";

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Where programs of this system keep state of their own, for this user: XDG_STATE_HOME on Linux, its relatives elsewhere. */
export function stateHome(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const named = env["XDG_STATE_HOME"] ?? "";
  const own = "autonomous-employee";
  if (named.startsWith("/")) return join(named, own);
  if (platform === "darwin") return join(home, "Library", "Application Support", own);
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), own);
  return join(home, ".local", "state", own);
}

/** The state folder of one vault in one realm. Throws a HostError when the vault does not exist. */
export async function stateFolder(vaultFolder: string, realm: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const vault = await onDisk("The vault could not be opened.", () => realpath(vaultFolder));
  return join(stateHome(env, process.platform, homedir()), sha256Hex(`${vault}\n${realm}`).slice(0, 32));
}

/** One id per user and machine; two processes that make it at once agree on one. */
async function deviceId(home: string): Promise<string> {
  const path = join(home, "device-id");
  const known = (await unlessMissing(readFile(path, "utf8")))?.trim();
  if (known !== undefined && /^[\w-]{8,64}$/.test(known)) return known;
  const fresh = `device-${randomUUID()}`;
  if (known !== undefined) {
    await replaceFile(path, fresh, PRIVATE_FILE);
    return fresh;
  }
  try {
    await createFile(path, fresh, PRIVATE_FILE);
    return fresh;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return deviceId(home);
  }
}

/**
 * Port `Device` for a vault and a realm. `remember` is on disk when it returns. A memory that cannot be read is an error, never
 * "nothing remembered": a start would otherwise trust a ledger that is older than what this device has seen (PRODUCT E4).
 */
export async function nodeDevice(vaultFolder: string, realm: string, env: NodeJS.ProcessEnv = process.env): Promise<Device> {
  const home = stateHome(env, process.platform, homedir());
  const folder = await stateFolder(vaultFolder, realm, env);
  const id = await onDisk("This device's memory could not be opened.", async () => {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    return deviceId(home);
  });
  const pathOf = (name: string): string => join(folder, `${encodeURIComponent(name)}.json`);
  return {
    id,
    recall: (name) =>
      onDisk("What this device remembers could not be read.", async () => {
        const text = await unlessMissing(readFile(pathOf(name), "utf8"));
        if (text === null) return null;
        try {
          return JSON.parse(text) as Json;
        } catch {
          throw new HostError({
            code: "MEMORY_DAMAGED",
            effect: "What this device remembers could not be read.",
            cause: `The file ${pathOf(name)} is damaged.`,
            next: "Look at the log with verify-log; when it is complete, delete that file and start again.",
          });
        }
      }),
    remember: (name, value) => onDisk("This device could not remember where it stands.", () => replaceFile(pathOf(name), JSON.stringify(value), PRIVATE_FILE)),
    lock: () => onDisk("The vault could not be locked for this process.", () => takeLock(folder)),
  };
}

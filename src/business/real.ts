/**
 * Owns: the owner's real business: settings from the plugin's data, secrets from Obsidian, and what this device remembers per folder.
 * Never: anything of the sandbox business.
 */
import { obsidianPorts } from "../host/obsidian/ports";
import type { Device } from "../ports";
import type { Settings } from "../settings";
import type { ServiceInfo } from "../views/desk";
import type { Plugin } from "../views/plugin";
import { originOfSecret } from "../views/settings-model";
import type { Premises } from "./business";

/** Name of the device's memory of the newest line of the ledger (PRODUCT E4), and of those of folders that were left. */
const HEAD = "head";
const HEADS_ELSEWHERE = "heads_elsewhere";

/**
 * The head that a device remembers is that of one folder's ledger. A person who moves to another folder at this device leaves it behind,
 * and finds it again when they come back; `from` equal to `to` changes nothing.
 */
export async function moveHead(device: Pick<Device, "recall" | "remember">, from: string, to: string): Promise<void> {
  if (from === to) return;
  const kept = await device.recall(HEADS_ELSEWHERE);
  const elsewhere = new Map(kept !== null && typeof kept === "object" && !Array.isArray(kept) ? Object.entries(kept) : []);
  const there = elsewhere.get(to) ?? null;
  elsewhere.set(from, await device.recall(HEAD));
  elsewhere.delete(to);
  // In this order: after a power cut in between no head is lost, at worst one stands for a folder that is not open.
  await device.remember(HEADS_ELSEWHERE, Object.fromEntries([...elsewhere, [to, there]]));
  await device.remember(HEAD, there);
}

/** `settings`: as the office has them now; `problems`: what was wrong with them when they were read. */
export async function realPremises(plugin: Plugin, settings: () => Settings, problems: string[], services: readonly ServiceInfo[], movedFrom: string | null): Promise<Premises> {
  const { root } = settings();
  const originOf = (name: string): string => originOfSecret(name, services, settings());
  const ports = await obsidianPorts({ app: plugin.app, root, realm: "real", originOf });
  if (movedFrom !== null) {
    await moveHead(ports.device, movedFrom, root);
    // Asked for by a person: it is not looked for elsewhere, as a folder would be that has gone by itself.
    await ports.notes.makeFolder(root);
  }
  return { ports, settings: settings(), problems, keep: (changed) => plugin.saveData(changed), close: () => Promise.resolve() };
}

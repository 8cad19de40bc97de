/**
 * Owns: what views are given of the running plugin.
 * Never: the host, a file, or a service; views show what the employee returns and pass on wishes.
 */
import type { Field, SignIn } from "../channel";
import type { Employee, SignIns } from "../api";
import type { JsonObject } from "../core/json";
import type { Realm } from "../core/record";
import type { Verified } from "../core/verified";
import type { Settings } from "../settings";
import type { Booked } from "./tour-model";

/** A service as the settings tab sees it: a channel, a watcher, or both under one id. */
export interface ServiceInfo {
  id: string;
  label: string;
  /** It is a channel, so it can be live; a watcher only reads. */
  acts: boolean;
  fields: readonly Field[];
  /** What the owner has to do at the service before, a sentence a step. */
  setup: readonly string[];
  /** Null where there is nothing to sign in to. */
  signIn: Pick<SignIn, "with"> | null;
  /** Name under which the host keeps a secret field. */
  secretName(key: string): string;
}

/** Which of Obsidian's secrets stands for a secret field (PRODUCT K9); values never come this way. */
export interface SecretChoices {
  chosen(name: string): string;
  choose(name: string, secret: string): void;
  /** `elsewhere`: the service's address changed since the secret was given. */
  state(name: string): "missing" | "ready" | "elsewhere";
}

/** Folder of the sandbox business in the vault: never the owner's own (PRODUCT F1). */
export const SANDBOX_ROOT = "AI_Employee_Sandbox";

export interface Desk {
  /** Which business is open: the owner's, or the made-up one. */
  readonly realm: Realm;
  /** Closes the owner's business and opens the sandbox, or the other way round. What goes wrong is said in `trouble`. */
  openRealm(realm: Realm): Promise<void>;
  /** Null while it starts, and when it could not. */
  readonly employee: Employee | null;
  /** Why it could not start, as a sentence; null when all is well. */
  readonly trouble: string | null;
  readonly settings: Settings;
  readonly services: readonly ServiceInfo[];
  /** Null while it starts. */
  readonly secrets: SecretChoices | null;
  /** Null while it starts. */
  readonly signIns: SignIns | null;
  /** Keeps changed settings and gives them to the employee; with another folder it goes on there at once. */
  save(settings: Settings): Promise<void>;
  /** Checks every line of the log; null while it is not open yet. */
  verifyLog(): Promise<Verified | null>;
  /** What was put aside on this device, as it was kept; anything when it was not. */
  snoozed(): unknown;
  keepSnoozed(snoozes: JsonObject): void;
  now(): Date;
  /** Called after every change; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  openNote(path: string): void;
}

/** What the setup guide is given besides. */
export interface GuideDesk extends Desk {
  /** This device can execute; a phone cannot. */
  readonly desktop: boolean;
  /** Neither settings nor folder were there when the plugin started. */
  readonly isNew: boolean;
  /** The owner's settings were saved at least once. */
  readonly kept: boolean;
  /** What the sandbox's Odoo holds; [] while the sandbox is not open. Rejects with a sentence when it does not answer. */
  books(): Promise<Booked[]>;
  /** Where the person is in the guide on this device, as it was kept; anything when it was not. */
  progress(): unknown;
  keepProgress(progress: JsonObject): void;
}

/** The person in front of this panel. */
export const PERSON = { by: "person", via: "panel", attended: true } as const;

/** What went wrong, for a person. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

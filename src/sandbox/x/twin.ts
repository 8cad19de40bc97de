/**
 * Owns: an X that lives on loopback, for the sandbox business and for tests.
 * Never: an address other than 127.0.0.1, or a post that anybody reads.
 */
import { keeping, type Keeping } from "../keeping";
import { startWire, type Wire } from "../wire";
import type { XKeys } from "./access";
import { XService } from "./service";
import type { Account } from "./store";

export type { XKeys } from "./access";

export interface XTwinOptions extends Keeping {
  keys?: Partial<XKeys>;
  me?: Partial<Account>;
  /** Default: one that is free. */
  port?: number;
  /** Milliseconds since 1970; default: the machine's. */
  now?: () => number;
}

/** `url` stands for https://api.x.com, and for https://x.com as far as signing in goes. */
export interface XTwin extends Wire {
  service: XService;
  keys: XKeys;
}

/** Made-up keys that only the twin accepts. */
export const X_KEYS: XKeys = { api_key: "sandbox-x-key", api_secret: "sandbox-x-key-secret", access_token: "700-sandbox-x-token", access_secret: "sandbox-x-token-secret", client_id: "sandbox-x-client" };

/** Starts the twin on 127.0.0.1. */
export async function startXTwin({ keys = {}, me = {}, port, now = Date.now, ...kept }: XTwinOptions = {}): Promise<XTwin> {
  const all = { ...X_KEYS, ...keys };
  const service = new XService(all, { id: "700", username: "northlight", name: "Northlight Studio", ...me }, now);
  const wire = await startWire(keeping(service.store, (asked) => service.answer(asked), kept), port);
  return { ...wire, service, keys: all };
}

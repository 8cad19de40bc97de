/**
 * Owns: what every step of the demo stands on - the vault, the sandbox's addresses, the environments - and the commands that all of them use.
 * Never: a step.
 */
import type { PassSummary } from "../api";
import type { Card } from "../core/card";
import { command, type Addresses } from "./demo-parts";
import { CommandFailure, EXIT } from "./failure";

export interface Stage {
  vault: string;
  addresses: Addresses;
  /** Nothing is live. */
  dry: NodeJS.ProcessEnv;
  /** Odoo is live. */
  live: NodeJS.ProcessEnv;
  /** The channels that publish are live as well. */
  social: NodeJS.ProcessEnv;
  say(text: string): void;
}

export function expect(holds: boolean, what: string): void {
  if (!holds) throw new CommandFailure(EXIT.failed, `The demo stops here: ${what}`);
}

export const once = (stage: Stage, env = stage.live): Promise<PassSummary> => command(env, "once", "--vault", stage.vault);
export const list = (stage: Stage, env = stage.live): Promise<Card[]> => command(env, "list", "--vault", stage.vault);

export async function approve(stage: Stage, card: Card, env = stage.live): Promise<void> {
  await command(env, "approve", card.id, "--fingerprint", card.fingerprint, "--vault", stage.vault);
}
